"""The rules of a program as the case states them: one statement for each cell that somebody can change."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from fundopt.case import schema
from fundopt.case.case import Case, Data, Place
from fundopt.language import EMPTY, LANGUAGES, Text
from fundopt.model import money, policy, sites
from fundopt.model.formulate import FAMILIES as CONSTRAINTS
from fundopt.model.formulate import family_of, formulate_parameters
from fundopt.model.linear_program import LinearProgram, Rows
from fundopt.model.parameters import Parameters
from fundopt.plan.families import EARMARKS, FAMILIES, TABLES
from fundopt.plan.stating import stating

Key = tuple[str, int, str]
"""(table, row from 0, column) of a cell."""


@dataclass(frozen=True, eq=False)
class Statement:
    """One rule as it stands in the case. `rows` are its rows in the program of `stated_program`.

    `column` names the cell that a repair changes, "" for the earmarks of a source, which are no number. `value` is
    what stands there, in the unit of the cell; `owner` may be empty in both languages.
    """

    family: str
    table: str
    index: int
    column: str
    name: Text
    owner: Text
    place: Place
    value: Decimal | None
    rows: np.ndarray

    @property
    def key(self) -> Key:
        """What tells statements apart."""
        return self.table, self.index, self.column


def stated_program(case: Case) -> tuple[LinearProgram, list[Statement]]:
    """The program of a case with earmarks as rows, and its rules as they are stated, in the order of the formulation.

    Every source may pay everything here; what its earmarks exclude is held at 0 by one row per source.
    """
    earmarked = Parameters(case).eligible
    p = Parameters(case.replace(eligibility=Data.of("eligibility")))
    program = _without_outcomes(formulate_parameters(p))
    payments = program.variables["payments"]
    source, city, measure, _ = payments.codes
    excluded = np.flatnonzero(~earmarked[source, city, measure])
    if len(excluded):
        some = np.unique(source[excluded])
        exists = np.isin(np.arange(len(p.sources)), some)
        rows = Rows(EARMARKS, (p.sources,), unit="MAD", where=exists, upper=0.0)
        program = program.including(rows.add(rows.at[source[excluded]], payments.start + excluded, 1.0))
    return program, _statements(case, program)


def _without_outcomes(program: LinearProgram) -> LinearProgram:
    """The program without the rows that only work out jobs and unemployment, where no rule is about these.

    They can be kept whatever a plan does, so that they never clash with anything.
    """
    if any(name.startswith(_ABOUT_OUTCOMES) for name in program.rows):
        return program
    return program.keeping([name for name in program.rows if family_of(name) in _DECISIONS])


def _statements(case: Case, program: LinearProgram) -> list[Statement]:
    """Rows grouped by the cell that states them."""
    grouped: dict[Key, list[int]] = {}
    families: dict[Key, str] = {}
    for block in program.rows.values():
        family = family_of(block.name)
        if family not in FAMILIES or not FAMILIES[family].table:
            continue
        labels = block.index()
        for member in range(len(block)):
            key = _cell(case, family, {axis: values[member] for axis, values in labels.items()})
            grouped.setdefault(key, []).append(block.start + member)
            families[key] = family
    return [_statement(case, families[key], *key, np.array(rows)) for key, rows in grouped.items()]


def _cell(case: Case, family: str, label: dict[str, str]) -> Key:
    """(table, row, column) of the cell that states a row of the program."""
    if family == "budgets" and label["source"] in case["budgets"]["source"]:
        return "budgets", _paid_in(case, label["source"], label["period"]), "amount"
    told = FAMILIES[family]
    return told.table, stating(case[told.table], label), told.cell


def _paid_in(case: Case, source: str, period: str) -> int:
    """The row of the budgets table that limits a period: the first payment of a source that may carry money over."""
    data, sources = case["budgets"], case["sources"]
    mine = sorted((i for i in range(len(data)) if data["source"][i] == source), key=lambda i: data["period"][i])
    same = [i for i in mine if data["period"][i] == period]
    return mine[0] if sources["carry_over"][sources["source"].index(source)] or not same else same[0]


def _statement(case: Case, family: str, table: str, index: int, column: str, rows: np.ndarray) -> Statement:
    data = case[table]
    told = FAMILIES[family]
    named = {
        name: home
        for name, home in TABLES.items()
        if name in data.columns and isinstance(data[name][index], str) and data[name][index] != schema.ALL
    }
    more, text = {}, told.clashing
    if table == "budgets":
        text, more = _PAID_IN, {"period": data["period"][index]}
    if told.everywhere is not None and "city" not in named:
        text = told.everywhere
    titles = {
        lang: {name: case.title(home, data[name][index], lang) for name, home in named.items()} for lang in LANGUAGES
    }
    name = Text(*(text.of(lang, **titles[lang], **more) for lang in LANGUAGES))
    owner = case.both(data["owner"][index]) if "owner" in data.columns else EMPTY
    value = data[column][index] if column else None
    place = data.place(index, column) if column else _earmarked(case, data["source"][index])
    return Statement(family, table, index, column, name, owner, place, None if value is None else Decimal(value), rows)


def _earmarked(case: Case, source: str) -> Place:
    """The first row that says what a source may pay."""
    rows = case["eligibility"]
    return rows.place(rows["source"].index(source), "source")


_ABOUT_OUTCOMES = ("limits.net_jobs", "limits.jobs_kept", "limits.rate")
_DECISIONS = frozenset(
    family.__name__ for family in CONSTRAINTS if family.__module__ in (money.__name__, sites.__name__, policy.__name__)
) | {"unit_total", "effective_unit_total", "diminishing_returns", "one_programme"}
"""Families about what is bought, where and who pays."""

_PAID_IN = Text("argent de « {source} » versé en {period}", "money that “{source}” pays in {period}")
