"""Mending a file before it is read: what a person types takes a cell's place, and answers say whether hidden counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fundopt.case.case import Place
from fundopt.case.findings import Finding
from fundopt.case.grid import Grid, Raw, Unusable
from fundopt.case.headings import find_headings, recognise

COUNTS, COUNTS_NOT = "counts", "counts not"
"""The answers to the question whether what is hidden counts."""
_HIDDEN = ("sheet-hidden", "row-hidden", "column-hidden")
"""Codes of the findings that ask it."""
_Cells = dict[tuple[int, int], Raw]
"""Values by row number and column from 0."""


def mended(grid: Grid, mends: Mapping[str, str]) -> Grid:
    """The grid with the cells at the places `mends` names ("villes!E5", "cities.csv:5:unemployed") as they were typed.

    Text is read by the rules of any cell; empty text empties the cell. A cell of a merged range has the value typed for
    it, and those for which none was typed stay unclear. Keys of `answer_key` say whether something hidden counts; what
    does not is left out. A place that is in no row of the grid is left out.
    """
    if not mends:
        return grid
    grid = _answered(grid, mends)
    typed = _typed(grid, mends)
    values = {**_unclear(grid, typed), **typed}
    rows = tuple(
        (number, tuple(values.get((number, index), cell) for index, cell in enumerate(_padded(cells, grid))))
        for number, cells in grid.rows
    )
    return replace(
        grid,
        rows=rows,
        shown_as={cell: shown for cell, shown in grid.shown_as.items() if cell not in typed},
        merged=tuple(area for area in grid.merged if not any(_holds(area, cell) for cell in typed)),
    )


def answer_key(item: Finding) -> str | None:
    """Under which key of the mends the answer to a finding stands, COUNTS or COUNTS_NOT; None of what has no answer.

    All hidden rows of a sheet have one answer.
    """
    if item.code not in _HIDDEN:
        return None
    return _key(item.code, item.place.file, item.place.sheet, item.place.column)


def _key(code: str, file: str, sheet: str | None, column: str | None = None) -> str:
    return f"{code}?{Place(file, sheet, None, column)}"


def _answered(grid: Grid, mends: Mapping[str, str]) -> Grid:
    """The grid in which what is hidden and counts is not hidden, and what does not count is not there."""
    sheet, row = (mends.get(_key(code, grid.file, grid.sheet)) for code in ("sheet-hidden", "row-hidden"))
    columns = {
        index: answer
        for index in grid.hidden_columns
        if (answer := mends.get(_key("column-hidden", grid.file, grid.sheet, grid.letter(index))))
    }
    if grid.hidden and sheet:
        grid = replace(grid, hidden=False, rows=() if sheet == COUNTS_NOT else grid.rows)
    if row == COUNTS_NOT:
        gone = {number for number in grid.hidden_rows if number > _heading_row(grid)}
        grid = replace(grid, rows=tuple((number, cells) for number, cells in grid.rows if number not in gone))
    if row:
        grid = replace(grid, hidden_rows=frozenset())
    out = {index for index, answer in columns.items() if answer == COUNTS_NOT}
    rows = tuple(
        (number, tuple(None if index in out else cell for index, cell in enumerate(cells)))
        for number, cells in grid.rows
    )  # fmt: skip
    return replace(grid, rows=rows, hidden_columns=grid.hidden_columns - columns.keys())


def _heading_row(grid: Grid) -> float:
    """The number of the row of headings; beyond all rows where there is none."""
    table = recognise(grid.title)
    headings = find_headings(grid, table) if table else None
    return headings.row if headings else float("inf")


def _typed(grid: Grid, mends: Mapping[str, str]) -> _Cells:
    """What was typed, None for nothing, by cell."""
    headings = grid.rows[0][1] if grid.sheet is None and grid.rows else ()
    found: _Cells = {}
    for number, cells in grid.rows:
        for index in range(len(_padded(cells, grid))):
            heading = headings[index] if index < len(headings) else None
            text = mends.get(str(grid.place(number, index, heading)))
            if text is not None:
                found[number, index] = text.strip() or None
    return found


def _unclear(grid: Grid, typed: _Cells) -> _Cells:
    """The other cells of the merged ranges for which something was typed."""
    found: _Cells = {}
    for area in grid.merged:
        if any(_holds(area, cell) for cell in typed):
            first, left, last, right = area
            value = Unusable("cell-merged", f"{grid.letter(left)}{first}:{grid.letter(right)}{last}")
            rows = [number for number, _ in grid.rows if first <= number <= last]
            found |= {(number, index): value for number in rows for index in range(left, right + 1)}
    return found


def _holds(area: tuple[int, int, int, int], cell: tuple[int, int]) -> bool:
    first, left, last, right = area
    return first <= cell[0] <= last and left <= cell[1] <= right


def _padded(cells: tuple[Raw, ...], grid: Grid) -> tuple[Raw, ...]:
    """The cells of a row, as many as the widest row has."""
    return cells + (None,) * (_widest(grid) - len(cells))


def _widest(grid: Grid) -> int:
    return max((len(cells) for _, cells in grid.rows), default=0)
