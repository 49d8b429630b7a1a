"""Rows that stand among a table's rows without being one: headings once more, units, totals, averages, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from fundopt.case import schema
from fundopt.case.cells import NUMERIC, fold
from fundopt.case.findings import Finding
from fundopt.case.grid import Grid, Raw
from fundopt.case.headings import Headings, cell_at, column_names
from fundopt.case.messages import finding, quoted, shorten
from fundopt.case.notes import is_notes_line
from fundopt.case.schema import ALL, TABLES, Type

Row = tuple[int, tuple[Raw, ...]]


class Kind(StrEnum):
    """What a row is that is not one of the table's."""

    HEADINGS = "headings"
    TOTAL = "total"
    STATISTIC = "statistic"
    NOTE = "note"
    LONELY = "lonely"
    TABLE = "table"


@dataclass(frozen=True)
class Aside:
    """One such row: its number, its cells, the index and text of its label."""

    kind: Kind
    row: int
    values: tuple[Raw, ...]
    index: int
    label: str

    @property
    def text(self) -> str:
        """All that stands in the row, in one line."""
        return " ".join(f"{value}".strip() for value in self.values if value is not None)


_TOTAL = re.compile(
    r"(?:s )?(?:sous )?(?:total|totaux|totals)\b|(?:sub ?totals?|grand total|sum|somme|cumul|ensemble|σ)\b"
    r"|(?:montant|budget|general|overall) total\b"
)
_STATISTIC = re.compile(
    r"(?:en )?(?:moyenne|moy|mean|average|avg|mediane?|minimum|maximum|min|max|ecarts?|difference|variation|evolution|"
    r"parts?|pourcentages?|percentages?|pct|pour cent|du total|taux|ratio|reste|solde|disponible|controle|verification|"
    r"check)\b"
)
_PERCENT = re.compile(r"\s*(?:en\s+|in\s+)?%")


def set_aside(
    grid: Grid, table: schema.Table, headings: Headings, rows: list[Row], names: frozenset[str]
) -> tuple[list[Row], list[Aside]]:
    """The table's own rows, and those that are not; `names` are labels that are never a total's, folded."""
    shape = _Shape(table, headings)
    kept: list[Row] = []
    aside: list[Aside] = []
    for row, values in rows:
        if row in headings.below:
            continue
        found = shape.judge(row, values, names)
        if found is not None and found.kind is Kind.TABLE:
            before = [item for item in aside if item.kind is not Kind.LONELY or item.row < row - 2]
            return kept, [*before, found]
        if found is None:
            kept.append((row, values))
        else:
            aside.append(found)
    return kept, aside


class _Shape:
    """What the rows of a table have in common: which cells name them, which must be filled in."""

    def __init__(self, table: schema.Table, headings: Headings):
        found = headings.found
        columns = [column for column in table.columns if column.name in found]
        self.headings = headings.cells
        self.known = frozenset(found.values())
        self.required = tuple(found[column.name] for column in columns if column.required)
        self.naming = tuple(
            found[column.name]
            for column in columns
            if column.type not in NUMERIC
            and (column.key or column.required or column.refers_to or column.type is Type.PERIOD)
        )
        self.numeric = tuple(found[column.name] for column in columns if column.type in NUMERIC)

    def judge(self, row: int, values: tuple[Raw, ...], names: frozenset[str]) -> Aside | None:
        """What a row is, None where it is the table's."""
        if values[:2] == self.headings[:2] and values == self.headings:
            return Aside(Kind.HEADINGS, row, values, 0, str(values[0] or ""))
        index, label = _label(values)
        if label is not None and (kind := label_kind(label)) and fold(label) not in names:
            others = [i for i in self.naming if i != index and not _same(cell_at(values, i), label)]
            numbers = any(cell_at(values, i) is not None for i in self.numeric)
            if numbers and (not others or any(cell_at(values, i) is None for i in others)):
                return Aside(kind, row, values, index, label)
        if None in [cell_at(values, i) for i in self.required]:
            return self._incomplete(row, values, index, label)
        return None

    def _incomplete(self, row: int, values: tuple[Raw, ...], index: int, label: str | None) -> Aside | None:
        """A row without required cells: a note, a single cell, or a row with something missing (None)."""
        filled = [i for i, value in enumerate(values) if cell_at(values, i) is not None and value != ALL]
        if len(filled) > 1 and _names_columns([values[i] for i in filled]):
            return Aside(Kind.TABLE, row, values, filled[0], label or "")
        if not any(i in self.known for i in filled):
            return Aside(Kind.NOTE, row, values, filled[0] if filled else 0, label or "") if filled else None
        if label is None or not all(isinstance(values[i], str) for i in filled):
            return None
        if len(filled) <= 2 and is_notes_line(label):
            return Aside(Kind.NOTE, row, values, index, label or "")
        empty = sum(cell_at(values, i) is None for i in self.required)
        if len(filled) == 1 and empty > 1 and values[index] != ALL:
            return Aside(Kind.LONELY, row, values, index, label)
        return None


def asides_findings(grid: Grid, table: schema.Table, asides: list[Aside]) -> Iterator[Finding]:
    """What is said of rows that are not the table's, totals excepted."""
    notes = [item for item in asides if item.kind is Kind.NOTE]
    if notes:
        texts = quoted([shorten(item.text) for item in notes])
        yield finding("notes-kept", grid.place(notes[0].row, notes[0].index), table, found=notes[0].text, texts=texts)
    for item in (item for item in asides if item.kind is Kind.TABLE):
        place = grid.place(item.row, item.index)
        yield finding("table-second", place, table, found=item.label)
    codes = {Kind.HEADINGS: "headings-repeated", Kind.STATISTIC: "row-statistic", Kind.LONELY: "row-lonely"}
    for item in asides:
        if item.kind in codes:
            yield finding(codes[item.kind], grid.place(item.row, item.index), table, found=item.label)


def _names_columns(cells: list[Raw]) -> bool:
    """True where each of `cells` is the heading of a column of one table: a second table starts here."""
    names = [fold(cell) for cell in cells if isinstance(cell, str)]
    return len(names) == len(cells) and any(all(name in column_names(table) for name in names) for table in TABLES)


@lru_cache(maxsize=4096)
def label_kind(label: str) -> Kind | None:
    """Whether a row called `label` may be a total or another summary; None for any other name."""
    text = fold(label)
    if _TOTAL.match(text) or label.strip().startswith(("Σ", "∑")):
        return Kind.TOTAL
    return Kind.STATISTIC if _STATISTIC.match(text) or _PERCENT.match(label) else None


def _label(values: tuple[Raw, ...]) -> tuple[int, str | None]:
    """The first cell that holds text."""
    for index, value in enumerate(values):
        if isinstance(value, str) and value.strip():
            return index, value.strip()
    return 0, None


def _same(cell: Raw, label: str) -> bool:
    """True for a cell that repeats the label of a total, or names a summary itself."""
    return isinstance(cell, str) and (cell.strip() == label or label_kind(cell) is not None)
