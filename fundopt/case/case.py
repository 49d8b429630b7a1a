"""Case: the frozen tables of one funding round, and the axes that follow from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType, SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np

from fundopt.case import periods, schema
from fundopt.language import Text

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Place:
    """Where a value stands: a sheet's cell (B7) or a csv file's line and column; `None` parts are unknown."""

    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        if self.sheet is not None:
            cell = f"{self.column or ''}{self.row or ''}"
            return f"{self.sheet}!{cell}" if cell else self.sheet or self.file
        return ":".join(str(part) for part in (self.file, self.row, self.column) if part is not None)


@dataclass(frozen=True)
class Data:
    """The rows of one table: `columns[name][i]` is typed as the schema says (Decimal, int, str, bool or None).

    `lines[i]` and `letters[name]` are the row number and the column letter (or csv heading) in the source
    `sheet` or `file`; empty for a table made by code. In a table of fields, `lines` has one entry per column instead.
    `letters` has those of unknown columns too, by their key among the case's extras.
    """

    table: schema.Table
    columns: Mapping[str, tuple]
    file: str = ""
    sheet: str | None = None
    lines: tuple[int | None, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lengths = {len(values) for values in self.columns.values()}
        if len(lengths) > 1 or set(self.columns) != {column.name for column in self.table.columns}:
            raise ValueError(f"table {self.table.name}: columns do not match the schema or differ in length")
        object.__setattr__(self, "columns", MappingProxyType(dict(self.columns)))

    @classmethod
    def of(cls, name: str, rows: list[Mapping] | tuple = (), **source: object) -> Data:
        """Table `name` from records; what a record leaves out takes the column's default."""
        table = schema.BY_NAME[name]
        unknown = {key for row in rows for key in row} - {column.name for column in table.columns}
        if unknown:
            raise KeyError(f"table {name} has no column {', '.join(sorted(unknown))}")
        columns = {column.name: tuple(row.get(column.name, column.default) for row in rows) for column in table.columns}
        return cls(table, columns, **source)

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def __getitem__(self, column: str) -> tuple:
        return self.columns[column]

    def __iter__(self) -> Iterator[SimpleNamespace]:
        names = tuple(self.columns)
        for values in zip(*self.columns.values(), strict=True):
            yield SimpleNamespace(**dict(zip(names, values, strict=True)))

    @property
    def present(self) -> tuple[schema.Column, ...]:
        """The columns (of a table of fields: the parameters) that the source has; all of a table made by code."""
        return tuple(column for column in self.table.columns if not self.letters or column.name in self.letters)

    def floats(self, column: str) -> np.ndarray:
        """The column as float64, shape (rows,); NaN where the cell is empty."""
        return np.array([np.nan if value is None else float(value) for value in self[column]])

    def key(self, index: int) -> str:
        """The row's key values joined by "/", as provenance and messages name it ("" without key)."""
        return "/".join(str(self[name][index]) for name in self.table.keys)

    def place(self, index: int | None = None, column: str | None = None) -> Place:
        """Where row `index` and `column` stand in the file the case was read from; rows count from 1 without a file."""
        if self.table.fields and column is not None and column in self.columns:
            index = [known.name for known in self.table.columns].index(column)
        row = None if index is None else index + 1
        if self.lines:
            row = None if index is None else self.lines[index]
        letter = self._letter(column, row) if column else None
        return Place(self.file or self.table.name, self.sheet, row, letter)

    def _letter(self, column: str, row: int | None) -> str | None:
        """The letter (csv: heading) of `column`; of a parameter without a value, that of the values; None where a
        sheet has no such column."""
        if column in self.letters:
            return self.letters[column]
        if self.table.fields and self.letters:
            return next(iter(self.letters.values())) if row is not None else None
        return column if self.sheet is None else None

    def frame(self) -> pd.DataFrame:
        """The table as a DataFrame of Python objects (Decimal stays Decimal)."""
        import pandas as pd

        return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in self.columns.items()})


@dataclass(frozen=True)
class Case:
    """One funding round. Every table of the schema is present; an optional one may have no rows.

    `name` is how the user called it; `given` names the tables the user supplied, the rest hold the stated
    defaults. `extras` keeps unknown sheets and columns as they were read, so that nothing is lost.
    """

    name: str
    tables: Mapping[str, Data]
    given: frozenset[str] = frozenset()
    extras: Mapping[str, tuple] = field(default_factory=dict)

    def __post_init__(self) -> None:
        complete = {table.name: self.tables.get(table.name) or Data.of(table.name) for table in schema.TABLES}
        object.__setattr__(self, "tables", MappingProxyType(complete))

    @classmethod
    def of(cls, name: str, **tables: list[Mapping]) -> Case:
        """A case from records by table name, for tests and for the API; it is not checked here."""
        return cls(name, {key: Data.of(key, rows) for key, rows in tables.items()}, frozenset(tables))

    def __getitem__(self, table: str) -> Data:
        return self.tables[table]

    def replace(self, **tables: Data) -> Case:
        """The same case with some tables exchanged."""
        return Case(self.name, {**self.tables, **tables}, self.given | set(tables), self.extras)

    @cached_property
    def fund(self) -> SimpleNamespace:
        """The single record of the fund table."""
        return next(iter(self["fund"]))

    @cached_property
    def period_years(self) -> float:
        """h, the length of a period in years."""
        return periods.years(self.fund.start)

    @cached_property
    def evaluation_periods(self) -> int:
        """Number of periods over which unemployment is projected."""
        if self.fund.evaluation_periods is not None:
            return self.fund.evaluation_periods
        return self.fund.budget_periods + self.longest_effect

    @cached_property
    def longest_effect(self) -> int:
        """Longest lag in the effects table; without one, two years."""
        return max(self["effects"]["lag"], default=round(2 / self.period_years))

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """Labels of all evaluation periods; the first `fund.budget_periods` are the budget horizon."""
        return periods.labels(self.fund.start, self.evaluation_periods)

    @cached_property
    def budget_horizon(self) -> tuple[str, ...]:
        """Labels of the periods in which money is spent."""
        return self.periods[: self.fund.budget_periods]

    def names(self, table: str) -> tuple[str, ...]:
        """The identifiers of a table's rows in sorted order, so that the order of rows changes nothing."""
        return tuple(sorted(self[table][schema.BY_NAME[table].keys[0]]))

    def title(self, table: str, identifier: str, lang: str) -> str:
        """The name to show in `lang` for an identifier (the identifier itself where none is known)."""
        return self.text(self._titles.get(table, {}).get(identifier, identifier), lang)

    def titles(self, table: str, identifier: str) -> Text:
        """`title` in both languages."""
        return self.both(self._titles.get(table, {}).get(identifier, identifier))

    def text(self, written: str | None, lang: str) -> str:
        """What a text cell (a name, a unit, a reason, an owner) says in `lang`: its English where the case has one,
        else the cell itself; "" for an empty cell."""
        return self.both(written).of(lang)

    def both(self, written: str | None) -> Text:
        """`text` in both languages."""
        text = written or ""
        return Text(text, self._english.get(text, text))

    @cached_property
    def _english(self) -> dict[str, str]:
        return {text: english or text for text, english in zip(*self["english"].columns.values(), strict=True)}

    @cached_property
    def _titles(self) -> dict[str, dict[str, str]]:
        tables = ("sources", "regions", "cities", "scenarios", "profiles", "measures", "limits", "commitments")
        return {
            table: dict(zip(self[table][schema.BY_NAME[table].keys[0]], self[table]["name"], strict=True))
            for table in tables
        }

    @cached_property
    def provenance_rows(self) -> dict[tuple[str, str, str], int]:
        """Index of the provenance row by (table, row, column), "*" included; the first one where several agree."""
        data = self["provenance"]
        found: dict[tuple[str, str, str], int] = {}
        for index, key in enumerate(zip(data["table"], data["row"], data["column"], strict=True)):
            found.setdefault(key, index)
        return found
