"""Entries: the tables of a plan as dictionaries of exact numbers, whatever a person may have typed into them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from fundopt.audit.exact import ZERO, readable
from fundopt.audit.facts import Facts
from fundopt.plan.tables import PlanTables

Label = tuple[str, ...]

KEYS = {"payments": 4, "activities": 4, "sites": 3, "jobs": 3, "employment": 4, "kept": 3, "unemployment": 3}
"""How many of the first columns of each plan table name the row; the others hold its numbers."""


@dataclass(frozen=True)
class Entries:
    """One plan. `columns[table, column]` gives the number of every label; repeated rows are added up.

    `rows[table]` counts the rows of each label, and says how many the plan may have: 1, or 0 where the label names
    no cell of the case or a number cannot be read. Labels with no cell are left out of `columns`.
    """

    columns: dict[tuple[str, str], dict[Label, Decimal]]
    rows: dict[str, dict[Label, tuple[int, int]]]

    def __getitem__(self, cell: tuple[str, str]) -> dict[Label, Decimal]:
        """The numbers of (table, column) by label."""
        return self.columns[cell]

    @property
    def pays_whole_amounts(self) -> bool:
        """True where every payment is a whole number of dirhams, so that money rules can hold exactly."""
        return all(amount == amount.to_integral_value() for amount in self["payments", "amount"].values())


def entries(facts: Facts, plan: PlanTables) -> Entries:
    """The plan's tables read with the cells that the case knows."""
    columns: dict[tuple[str, str], dict[Label, Decimal]] = {}
    rows = {}
    for table, frame in plan.items():
        numbers, rows[table] = _read(frame, KEYS[table], _cells(facts)[table])
        for position, column in enumerate(frame.columns[KEYS[table] :]):
            columns[table, column] = {label: values[position] for label, values in numbers.items()}
    return Entries(columns, rows)


def _read(
    frame: pd.DataFrame, keys: int, exists: Callable[[Label], bool]
) -> tuple[dict[Label, list[Decimal]], dict[Label, tuple[int, int]]]:
    """(numbers by label, (rows found, rows allowed) by label) of one table."""
    numbers: dict[Label, list[Decimal]] = {}
    rows: dict[Label, tuple[int, int]] = {}
    for row in zip(*(frame[column].tolist() for column in frame.columns), strict=True):
        label = tuple(_identifier(part) for part in row[:keys])
        values = [readable(value) for value in row[keys:]]
        known = exists(label)
        count, allowed = rows.get(label, (0, 1))
        rows[label] = count + 1, allowed if known and None not in values else 0
        if known:
            before = numbers.get(label, [ZERO] * len(values))
            numbers[label] = [old + (new or ZERO) for old, new in zip(before, values, strict=True)]
    return numbers, rows


def _identifier(part: object) -> str:
    """The text of a label's part; a whole number (segment 1.0) without decimals."""
    return str(int(part)) if isinstance(part, float) and part.is_integer() else str(part)


def _cells(facts: Facts) -> dict[str, Callable[[Label], bool]]:
    """For each table, whether a label names a cell of the case."""
    cities, measures, horizon = facts.cities, facts.measures, set(facts.case.budget_horizon)
    profiles, scenarios, periods = facts.profiles, facts.scenarios, set(facts.periods)
    return {
        "payments": lambda k: k[0] in facts.sources and k[1] in cities and k[2] in measures and k[3] in horizon,
        "activities": lambda k: k[0] in cities and k[1] in measures and k[2] in horizon,
        "sites": lambda k: k[0] in cities and k[1] in facts.site_measures and k[2] in horizon,
        "jobs": lambda k: k[0] in cities and k[1] in profiles and k[2] in periods,
        "employment": lambda k: (
            facts.has_vacancies and k[1] in facts.links.get(k[0], ()) and k[2] in profiles and k[3] in periods
        ),
        "kept": lambda k: k[0] in scenarios and k[1] in cities and k[2] in periods,
        "unemployment": lambda k: k[0] in scenarios and k[1] in cities and k[2] in periods,
    }
