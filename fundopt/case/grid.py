"""Grid: the cells of one sheet or csv file as they were found, before any typing."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from fundopt.case.case import Place
from fundopt.case.findings import Finding


@dataclass(frozen=True)
class Unusable:
    """A cell whose content must not be used: an error value, a formula without result, a part of a merged range."""

    code: str
    shown: str

    def __str__(self) -> str:
        return self.shown


Raw = str | Decimal | bool | datetime.datetime | Unusable | None
"""What a cell can hold; empty text is None."""

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column; rows count from 1, columns from 0."""


@dataclass(frozen=True)
class Grid:
    """One sheet or csv file. `rows` holds (row number, cells) without the blank rows; cell i is column i from 0.

    `decimal` is the decimal mark that the file is known to use ("," or "."), None where it is not known.
    `hidden_rows` (row numbers) and `hidden_columns` (from 0) are what a reader of the sheet does not see; `merged`
    are its merged ranges.
    `shown_as` says how a cell (row number, column from 0) is displayed where that matters for its meaning: "%" for a
    percentage, else a currency as the number format writes it ("MAD", "€", "k€").
    `computed` are the cells (row number, column from 0) whose value a formula of the file gave.
    `findings` are those made while reading it, before any table is recognised.
    """

    title: str
    file: str
    sheet: str | None
    rows: tuple[tuple[int, tuple[Raw, ...]], ...]
    decimal: str | None = None
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Range, ...] = ()
    hidden: bool = False
    shown_as: Mapping[tuple[int, int], str] = field(default_factory=dict)
    computed: frozenset[tuple[int, int]] = frozenset()
    findings: tuple[Finding, ...] = field(default=())

    def letter(self, column: int, heading: object = None) -> str:
        """The column's letter in a sheet; in a csv file its heading, or its number from 1 without one."""
        if self.sheet is None:
            return str(heading) if heading else str(column + 1)
        return letters(column)

    def place(self, row: int | None = None, column: int | None = None, heading: object = None) -> Place:
        """Where a cell, a row or the whole grid stands."""
        return Place(self.file, self.sheet, row, None if column is None else self.letter(column, heading))


def letters(column: int) -> str:
    """A, B, …, Z, AA for a column counted from 0."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
