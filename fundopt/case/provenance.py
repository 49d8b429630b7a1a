"""Provenance: where each value comes from, and how much of a case is sourced, derived or assumed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace

from fundopt.case import schema
from fundopt.case.case import Case, Data
from fundopt.case.cells import NUMERIC
from fundopt.case.schema import ALL

RULES = frozenset({"limits", "dependency", "commitments", "reference", "provenance", "english"})
"""Tables that decide, report or translate rather than measure: their values have no provenance."""


WEAKEST_FIRST = ("none", "assumption", "derived", "sourced")
"""What a value may rest on; "none": nothing says where it comes from."""


@dataclass(frozen=True)
class Coverage:
    """How many values of a table are sourced, derived, assumed, or of no known origin."""

    table: str
    sourced: int = 0
    derived: int = 0
    assumption: int = 0
    none: int = 0

    @property
    def values(self) -> int:
        """All values counted."""
        return self.sourced + self.derived + self.assumption + self.none


def provenance_of(case: Case, table: str, row: str, column: str) -> SimpleNamespace | None:
    """The provenance of one value: status, source, date, owner, note; None where nothing says it.

    `row` is the row's key as `Data.key` gives it. The most precise row of the provenance table wins: row and column,
    then row, then column, then the whole table.
    """
    index = _row_of(case, table, row, column)
    if index is None:
        return None
    data = case["provenance"]
    return SimpleNamespace(**{known.name: data[known.name][index] for known in schema.PROVENANCE.columns})


def weakest(case: Case, *columns: tuple[str, str]) -> str:
    """The weakest status among all values of some (table, column): "none", "assumption", "derived" or "sourced".

    Empty cells and tables that the case does not give count for nothing; "none" where there is no value at all.
    """
    found = set()
    for table, column in columns:
        data = case[table]
        for index in range(len(data)):
            if data[column][index] is not None:
                row = _row_of(case, table, data.key(index), column)
                found.add("none" if row is None else case["provenance"]["status"][row])
    return next((status for status in WEAKEST_FIRST if status in found), "none")


def coverage(case: Case) -> tuple[Coverage, ...]:
    """For each given table that measures something, its numbers by status."""
    tables = [table for table in schema.TABLES if table.name in case.given and table.name not in RULES]
    return tuple(_count(case, case[table.name]) for table in tables)


def _row_of(case: Case, table: str, row: str, column: str) -> int | None:
    known = case.provenance_rows
    for key in ((table, row, column), (table, row, ALL), (table, ALL, column), (table, ALL, ALL)):
        if key in known:
            return known[key]
    return None


def _count(case: Case, data: Data) -> Coverage:
    counts = {"sourced": 0, "derived": 0, "assumption": 0, "none": 0}
    status = case["provenance"]["status"]
    for row, column in _numbers(data):
        index = _row_of(case, data.table.name, row, column)
        counts["none" if index is None else status[index]] += 1
    return Coverage(data.table.name, **counts)


def _numbers(data: Data) -> Iterator[tuple[str, str]]:
    """(row key, column) of every number given in the table, keys excepted."""
    columns = [
        column.name
        for column in data.table.columns
        if column.type in NUMERIC and not column.key and (not data.letters or column.name in data.letters)
    ]
    for index in range(len(data)):
        key = data.key(index)
        for name in columns:
            if data[name][index] is not None:
                yield key, name
