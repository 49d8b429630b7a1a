"""Mending a file before it is read: what a person types takes the place of what a cell holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fundopt.case.grid import Grid, Raw


def mended(grid: Grid, mends: Mapping[str, str]) -> Grid:
    """The grid with the cells at the places `mends` names ("villes!E5", "cities.csv:5:unemployed") as they were typed.

    Text is read by the rules of any cell; empty text empties the cell. A place that is in no row of the grid is left
    out.
    """
    if not mends:
        return grid
    headings = grid.rows[0][1] if grid.sheet is None and grid.rows else ()
    rows: list[tuple[int, tuple[Raw, ...]]] = []
    shown = dict(grid.shown_as)
    for number, cells in grid.rows:
        values = list(cells) + [None] * (_widest(grid) - len(cells))
        for column in range(len(values)):
            heading = headings[column] if column < len(headings) else None
            typed = mends.get(str(grid.place(number, column, heading)))
            if typed is not None:
                values[column] = typed.strip() or None
                shown.pop((number, column), None)
        rows.append((number, tuple(values)))
    return replace(grid, rows=tuple(rows), shown_as=shown)


def _widest(grid: Grid) -> int:
    return max((len(cells) for _, cells in grid.rows), default=0)
