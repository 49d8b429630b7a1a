"""Rules and facts as the case states them: one entry for each statement, with all its rows of the program."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fundopt.case.case import Case, Place
from fundopt.case.schema import ALL
from fundopt.language import EMPTY, LANGUAGES, Text
from fundopt.model.formulate import RULES, family_of
from fundopt.model.linear_program import Block
from fundopt.plan.families import FAMILIES, TABLES
from fundopt.plan.optimise import Optimum
from fundopt.plan.stating import stating

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
        if family not in FAMILIES or FAMILIES[family].axes is None:
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
    axes = FAMILIES[family].axes or ()
    labels = block.index()
    keys = ["/".join(labels[axis][i] for axis in axes) for i in range(len(block))]
    if FAMILIES[family].everywhere is not None:
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
    """The key of the table row that states a row of the program."""
    data = case[FAMILIES[family].table]
    return data.key(stating(data, label))


def _stated(case: Case, block: Block, family: str, identifier: str, rows: np.ndarray, tight: bool) -> Stated:
    label = {axis.name: axis.labels[codes[rows[0] - block.start]] for axis, codes in
             zip(block.axes, block.codes, strict=True)}  # fmt: skip
    told = FAMILIES[family]
    owner, reason, place, name = EMPTY, EMPTY, None, told.statement
    if told.table:
        data = case[told.table]
        index = stating(data, label)
        owner, reason = (case.both(data[told_by][index]) if told_by in data.columns else EMPTY for told_by in
                         ("owner", "reason"))  # fmt: skip
        place = data.place(index, told.cell)
        if told.everywhere is not None and data["city"][index] == ALL:
            name = told.everywhere
    if family == "budgets" and "/" in identifier:
        name = _BUDGET_OF_PERIOD
    named = Text(*(name.of(lang, **_titles(case, label, lang)) for lang in LANGUAGES))
    decided = family in RULES and family != "budgets"
    return Stated(family, identifier, named, tuple(rows.tolist()), block.name, block.unit, decided, owner, reason,
                  place, tight)  # fmt: skip


def _titles(case: Case, label: dict[str, str], lang: str) -> dict[str, str]:
    """What the parts of a label are called; "" for those it does not have."""
    titles = {axis: case.title(table, label[axis], lang) if axis in label else "" for axis, table in TABLES.items()}
    return titles | {"period": label.get("period", "")}


_BUDGET_OF_PERIOD = Text("budget « {source} », {period}", "budget “{source}”, {period}")
