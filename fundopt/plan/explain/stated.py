"""Rules and facts as the case states them: one entry for each statement, with all its rows of the program."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fundopt.case.case import Case, Data, Place
from fundopt.case.schema import ALL
from fundopt.language import EMPTY, LANGUAGES, Text
from fundopt.model.formulate import RULES, family_of
from fundopt.model.linear_program import Block
from fundopt.plan.optimise import Optimum

TIGHT = 1e-6
"""A row this close to its bound, relative to the bound and in millions where it is money, is at its limit."""
FELT = 1e-9
"""A dual below this many person-years per (million) unit of the row is engine noise."""


@dataclass(frozen=True)
class Stated:
    """One statement of the case: `identifier` names it within its `family`; `rows` are all its rows of the program.

    `decided` tells a rule that people chose from a fact: money received, people, firms, vacancies and rooms there
    are. `owner`, `reason` and `place` are those of the table row that states it, empty (None) where there is none.
    `tight`: at its limit in the optimum.
    """

    family: str
    identifier: str
    name: Text
    rows: tuple[int, ...]
    block: str
    unit: str
    decided: bool
    owner: Text
    reason: Text
    place: Place | None
    tight: bool

    @property
    def key(self) -> str:
        """Identifier among all statements of a case, e.g. limits/floor_r02."""
        return f"{self.family}/{self.identifier}"


def statements(optimum: Optimum) -> tuple[Stated, ...]:
    """Every rule and fact of the optimum's program, in the order of its families."""
    program, case = optimum.program, optimum.parameters.case
    tight = tight_rows(optimum)
    found = []
    for block in program.rows.values():
        family = family_of(block.name)
        if family not in _GROUPED:
            continue
        for identifier, rows in _groups(case, block, family).items():
            found.append(_stated(case, block, family, identifier, rows, bool(tight[rows].any())))
    return tuple(found)


def tight_rows(optimum: Optimum) -> np.ndarray:
    """Mask of the rows at a bound in the settled optimum, or with a dual."""
    program = optimum.program
    scale, _ = program.units_in_millions
    activity = program.matrix @ optimum.primal
    near = TIGHT * np.maximum(scale, np.abs(activity))
    at_bound = (activity - program.row_lower <= near) | (program.row_upper - activity <= near)
    return at_bound | (np.abs(optimum.prices) * scale > FELT)


def felt(optimum: Optimum, rows: np.ndarray) -> bool:
    """Whether any of `rows` has a dual that is not the engine's noise."""
    scale, _ = optimum.program.units_in_millions
    return bool((np.abs(optimum.prices[rows]) * scale[rows] > FELT).any())


def _groups(case: Case, block: Block, family: str) -> dict[str, np.ndarray]:
    """Rows of a block by the identifier of their statement."""
    axes = _GROUPED[family]
    labels = block.index()
    keys = ["/".join(labels[axis][i] for axis in axes) for i in range(len(block))]
    if family == "dependency" or family == "most_sites":
        keys = [_row_key(case, family, {axis: labels[axis][i] for axis in labels}) for i in range(len(block))]
    if family == "budgets":
        carry = dict(zip(case["sources"]["source"], case["sources"]["carry_over"], strict=True))
        keys = [
            key if carry[key] else f"{key}/{period}"
            for key, period in zip(labels["source"], labels["period"], strict=True)
        ]
    groups: dict[str, list[int]] = {}
    for i, key in enumerate(keys):
        groups.setdefault(key, []).append(block.start + i)
    return {key: np.array(rows) for key, rows in groups.items()}


def _row_key(case: Case, family: str, label: dict[str, str]) -> str:
    """The key of the table row that states a row of the program: the most precise one that covers it."""
    data = case[_TABLES[family]]
    index = _stating(data, label)
    return data.key(index) if index is not None else "/".join(label.values())


def _stating(data: Data, label: dict[str, str]) -> int | None:
    """The most precise row of a table whose keys agree with a label, * agreeing with all."""
    keys = data.table.keys
    covering = [i for i in range(len(data)) if all(data[key][i] in (label.get(key, ALL), ALL) for key in keys)]
    return min(covering, key=lambda i: sum(data[key][i] == ALL for key in keys), default=None)


def _stated(case: Case, block: Block, family: str, identifier: str, rows: np.ndarray, tight: bool) -> Stated:
    label = {axis.name: axis.labels[codes[rows[0] - block.start]] for axis, codes in
             zip(block.axes, block.codes, strict=True)}  # fmt: skip
    owner, reason, place, whole = EMPTY, EMPTY, None, False
    if family in _TABLES:
        data = case[_TABLES[family]]
        index = 0 if data.table.fields else _stating(data, label)
        if index is not None:
            owner, reason = (case.both(data[name][index]) if name in data.columns else EMPTY for name in
                             ("owner", "reason"))  # fmt: skip
            place = data.place(index, _CELLS.get(family))
            whole = "city" in data.table.keys and data["city"][index] == ALL
    name = _NAMES_EVERYWHERE[family] if whole and family in _NAMES_EVERYWHERE else _NAMES[family]
    if family == "budgets" and "/" in identifier:
        name = _BUDGET_OF_PERIOD
    named = Text(*(name.of(lang, **_titles(case, label, lang)) for lang in LANGUAGES))
    decided = family in RULES and family != "budgets"
    return Stated(family, identifier, named, tuple(rows.tolist()), block.name, block.unit, decided, owner, reason,
                  place, tight)  # fmt: skip


def _titles(case: Case, label: dict[str, str], lang: str) -> dict[str, str]:
    """What the parts of a label are called; "" for those it does not have."""
    titles = {axis: case.title(table, label[axis], lang) if axis in label else "" for axis, table in _TITLES.items()}
    return titles | {"period": label.get("period", "")}


_GROUPED: dict[str, tuple[str, ...]] = {
    "budgets": ("source",),
    "private_share": ("measure",),
    "public_per_private": (),
    "most_sites": ("city", "measure"),
    "limits": ("limit",),
    "dependency": ("city",),
    "commitments": ("commitment",),
    "diminishing_returns": ("measure",),
    "one_programme": (),
    "vacancies": ("profile",),
    "site_capacity": ("measure",),
    "smallest_cohort": ("measure",),
}
"""Families that are told, and the axes whose labels make rows one statement."""

_TABLES = {"budgets": "sources", "private_share": "measures", "public_per_private": "fund", "most_sites": "sites"}
_TABLES |= {"limits": "limits", "dependency": "dependency", "commitments": "commitments"}
_CELLS = {"private_share": "min_private_share", "public_per_private": "public_per_private", "most_sites": "max_sites"}
_CELLS |= {"budgets": "budget", "limits": "value", "dependency": "cap", "commitments": "value"}
_TITLES = {"city": "cities", "source": "sources", "measure": "measures", "profile": "profiles", "limit": "limits"}
_TITLES |= {"commitment": "commitments"}

_BUDGET_OF_PERIOD = Text("budget « {source} », {period}", "budget “{source}”, {period}")
_NAMES = {
    "budgets": Text("budget « {source} »", "budget “{source}”"),
    "private_share": Text("part privée de « {measure} »", "private share of “{measure}”"),
    "public_per_private": Text("argent public par dirham privé", "public money per private dirham"),
    "most_sites": Text("sites au plus de « {measure} » à {city}", "most sites of “{measure}” in {city}"),
    "limits": Text("« {limit} »", "“{limit}”"),
    "dependency": Text("plafond de dépendance au marché français, {city}", "cap on French-market dependency, {city}"),
    "commitments": Text("engagement « {commitment} »", "commitment “{commitment}”"),
    "diminishing_returns": Text("public à portée de « {measure} »", "people or firms in reach of “{measure}”"),
    "one_programme": Text("personnes à former", "people to train"),
    "vacancies": Text("postes vacants, profil « {profile} »", "vacancies, profile “{profile}”"),
    "site_capacity": Text("places par site de « {measure} »", "room in a site of “{measure}”"),
    "smallest_cohort": Text("plus petite cohorte de « {measure} »", "smallest cohort of “{measure}”"),
}
_NAMES_EVERYWHERE = {
    "dependency": Text("plafond de dépendance au marché français", "cap on French-market dependency"),
    "most_sites": Text("sites au plus de « {measure} » par ville", "most sites of “{measure}” in a city"),
}
