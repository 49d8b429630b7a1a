"""What stands at given places of a file, as the file shows it: for those who mend it without opening it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from fundopt.case.case import Place
from fundopt.case.grid import Grid, Raw
from fundopt.case.headings import Headings, cell_at, column_names, find_headings, read_heading, recognise
from fundopt.case.schema import Column, Table
from fundopt.case.sources_of_grids import grids_at
from fundopt.case.written import as_text, decimals

_TRUE = {"fr": ("VRAI", "FAUX"), "en": ("TRUE", "FALSE")}


@dataclass(frozen=True)
class Cell:
    """A cell: where it stands, `text` as the file shows it, its column (None where it is not known), and whether it
    stands in the row of headings or above.

    A number has the decimal mark of the language and no thousands separators, so that it can be typed again.
    """

    place: Place
    text: str
    column: Column | None
    heading: bool


def cells_at(path: str | Path, places: Collection[str], lang: str) -> dict[str, Cell]:
    """The cells at `places` ("villes!E5", "cities.csv:5:unemployed"); a place that is not in the file is left out.

    Every cell of a merged range has the value of the range.
    """
    wanted: set[str] = set(places)
    found: dict[str, Cell] = {}
    for grid in grids_at(path)[0] if wanted else ():
        table = recognise(grid.title)
        headings = find_headings(grid, table) if table else None
        titles = grid.rows[0][1] if grid.sheet is None and grid.rows else ()
        widest = max((len(values) for _, values in grid.rows), default=0)
        for number, values in grid.rows:
            for index in range(widest):
                place = grid.place(number, index, cell_at(titles, index))
                if str(place) in wanted:
                    found[str(place)] = Cell(
                        place,
                        _shown(grid, number, index, lang),
                        _column(table, headings, values, index),
                        headings is None or number <= headings.row,
                    )
    return found


def _column(table: Table | None, headings: Headings | None, values: tuple[Raw, ...], index: int) -> Column | None:
    """The column of the schema that a cell stands in; in a table of fields, the field of its row."""
    if table is None or headings is None:
        return None
    if table.fields:
        name = read_heading(cell_at(values, headings.found["parameter"]), column_names(table))[0]
    else:
        name = next((name for name, at in headings.found.items() if at == index), None)
    return table.column(name) if name else None


def _shown(grid: Grid, number: int, index: int, lang: str) -> str:
    for first, left, last, right in grid.merged:
        if first <= number <= last and left <= index <= right:
            number, index = first, left
    value = cell_at(dict(grid.rows).get(number, ()), index)
    if value is None:
        return ""
    if isinstance(value, bool):
        return _TRUE[lang][0 if value else 1]
    if not isinstance(value, Decimal):
        return as_text(value)
    mark = grid.shown_as.get((number, index), "")
    exact = value.scaleb(2) if mark == "%" else value
    text = f"{exact:.{decimals(exact)}f}"
    if lang == "fr":
        text = text.replace(".", ",")
    return f"{text}\u00a0{mark}" if mark and (lang == "fr" or mark != "%") else f"{text}{mark}"
