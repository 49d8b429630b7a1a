"""The cells of one sheet, collected row by row within bounds, to a Grid: the same for every kind of workbook."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from decimal import Decimal

from fundopt.case.grid import Grid, Range, Raw, letters
from fundopt.case.preflight import ContainerFault

MOST_COLUMNS, MOST_ROWS = 16_384, 1_048_576
"""The size of a sheet in Excel; LibreOffice's is the same."""
MOST_VALUES = 500_000
"""Most cells with a value that one file may hold."""
MOST_CELLS = 2_000_000
"""Most cells, empty ones included, between the first and the last value of a file's sheets."""
MOST_RANGES = 20_000
"""Most merged ranges, and most hidden ranges of columns, that one sheet may have."""
MOST_MERGED = 200_000
"""Most cells of filled rows that the merged ranges of one sheet may cover."""
LONGEST_TEXT = 100_000
"""Most characters of one cell's text; Excel allows 32,767."""


class Room:
    """What the sheets of one file may still hold, all together."""

    def __init__(self) -> None:
        self.values = MOST_VALUES
        self.cells = MOST_CELLS


class GridBuilder:
    """Collects the rows of one sheet; `grid` makes a Grid of them."""

    def __init__(self, title: str, file: str, hidden: bool, room: Room):
        self.title, self.file, self.hidden, self.room = title, file, hidden, room
        self.rows: dict[int, tuple[Raw, ...]] = {}
        self.shown_as: dict[tuple[int, int], str] = {}
        self.computed: set[tuple[int, int]] = set()
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.merged: list[Range] = []
        self.widest = 0

    def add(self, number: int, cells: dict[int, Raw], times: int = 1) -> None:
        """Add the row `number` (from 1), and the same again below it, `times` in all; `cells` by column from 0."""
        if not cells:
            return
        last = max(cells)
        self.widest = max(self.widest, last + 1)
        self.room.values -= len(cells) * times
        self.room.cells -= (last + 1) * times
        if number + times - 1 > MOST_ROWS or last >= MOST_COLUMNS or number < 1:
            raise ContainerFault("sheet-corner", found=f"{letters(last)}{number}")
        self.check_room(last, number)
        row = tuple(map(cells.get, range(last + 1)))
        for index in range(number, number + times):
            if index in self.rows:
                raise ContainerFault("row-twice", found=index)
            self.rows[index] = row

    def hide_columns(self, first: int, last: int) -> None:
        """Say that the columns from `first` to `last`, from 0, are hidden."""
        self.hidden_columns.append((first, last))
        if len(self.hidden_columns) > MOST_RANGES:
            raise ContainerFault("sheet-ranges", most=MOST_RANGES)

    def merge(self, first: int, left: int, last: int, right: int) -> None:
        """Say that a range is merged; rows from 1, columns from 0."""
        self.merged.append((first, left, last, right))
        if len(self.merged) > MOST_RANGES:
            raise ContainerFault("sheet-ranges", most=MOST_RANGES)

    def check_room(self, last: int, number: int) -> None:
        """Raises ContainerFault where the file holds more than a case could."""
        if self.room.values < 0:
            raise ContainerFault("sheet-values", most=MOST_VALUES)
        if self.room.cells < 0:
            raise ContainerFault("sheet-corner", found=f"{letters(last)}{number}")

    def grid(self) -> Grid:
        """The sheet as a Grid. Raises ContainerFault."""
        numbers = sorted(self.rows)
        if len(numbers) * self.widest > MOST_CELLS:
            row = max(numbers, key=lambda number: len(self.rows[number]))
            raise ContainerFault("sheet-corner", found=f"{letters(self.widest - 1)}{row}")
        return Grid(
            self.title,
            self.file,
            self.title,
            tuple((number, self.rows[number]) for number in numbers),
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self._columns()),
            merged=self._merged(numbers),
            hidden=self.hidden,
            shown_as=self.shown_as,
            computed=frozenset(self.computed),
        )

    def _columns(self) -> Iterator[int]:
        """The hidden columns as far as the sheet has values."""
        upto = 0
        for first, last in sorted(self.hidden_columns):
            yield from range(max(first, upto, 0), min(last + 1, self.widest))
            upto = max(upto, last + 1)

    def _merged(self, numbers: list[int]) -> tuple[Range, ...]:
        """The merged ranges, which may cover no more filled rows than MOST_MERGED cells of them."""
        covered = 0
        for first, left, last, right in self.merged:
            rows = bisect_right(numbers, last) - bisect_left(numbers, first)
            covered += rows * max(0, min(right + 1, self.widest) - left)
            if covered > MOST_MERGED:
                found = f"{letters(left)}{first}:{letters(right)}{last}"
                raise ContainerFault("sheet-merged", found=found, most=MOST_MERGED)
        return tuple(self.merged)


def exact(text: str) -> Decimal:
    """The shortest decimal of the double that `text` writes. Raises ValueError."""
    if len(text) < 16 and text.isascii() and text.isdigit():
        return Decimal(text)
    number = float(text)
    if not math.isfinite(number) or "_" in text or not text.isascii():
        raise ValueError(text)
    return Decimal(int(number)) if number.is_integer() else Decimal(repr(number))


def joined(pieces: Iterable[str]) -> str:
    """The pieces of a cell's text. Raises ContainerFault where they are longer than any cell's."""
    text = "".join(pieces)
    if len(text) > LONGEST_TEXT:
        raise ContainerFault("cell-long", most=LONGEST_TEXT)
    return text
