"""Sheets and files whose name is no table's: near one by name or by headings, or of another kind."""

from __future__ import annotations

from collections.abc import Container

from fundopt.case import schema
from fundopt.case.findings import Finding
from fundopt.case.grid import Grid
from fundopt.case.headings import find_headings
from fundopt.case.messages import NOTHING, finding
from fundopt.case.nearness import is_aside, near_table
from fundopt.language import Text

_ENOUGH = 3
"""Known headings that make a sheet look like a table, most of the required ones among them."""


def unknown_sheet(grid: Grid, given: Container[str]) -> Finding:
    """A question where the sheet looks like a table, else the warning that it is kept and not used.

    `given` names the tables that other sheets hold: such a table is not looked for by its headings.
    """
    near, why = near_table(grid.title), Text("", "")
    if near is not None and not grid.rows:
        near = None
    if near is None and not is_aside(grid.title):
        near = _by_headings(grid, given)
        why = Text(" : elle en a des colonnes", ": it has columns of it")
    if near is None:
        return finding("table-unknown", grid.place(), found=grid.title, hint=NOTHING)
    return finding("table-near", grid.place(), near, found=grid.title, near=near.label, why=why)


def _by_headings(grid: Grid, given: Container[str]) -> schema.Table | None:
    """The table most of whose columns stand in the sheet, most of its required ones among them."""
    best, most = None, 0
    for table in schema.TABLES:
        if table.name in given or table.fields:
            continue
        headings = find_headings(grid, table)
        if headings is None or len(headings.found) <= most:
            continue
        filled = sum(cell is not None for cell in headings.cells)
        required = {column.name for column in table.columns if column.required}
        whole = required <= headings.found.keys() and len(headings.found) >= min(_ENOUGH, max(2, filled))
        most_of_it = 2 * len(required & headings.found.keys()) > len(required) and 2 * len(headings.found) > filled
        if whole or (most_of_it and len(headings.found) >= _ENOUGH):
            best, most = table, len(headings.found)
    return best
