"""Names on sheets and headings: which table a sheet holds, and which column stands under a heading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from fundopt.case import schema
from fundopt.case.cells import fold
from fundopt.case.findings import Finding
from fundopt.case.grid import Grid, Raw
from fundopt.case.messages import NOTHING, finding, suggestion
from fundopt.language import Text

HEADER_WITHIN = 20
"""Number of non-blank rows among which the headings are looked for."""

PARAMETER, VALUE = Text("paramètre", "parameter"), Text("valeur", "value")
UNIT, HELP, EXAMPLE = Text("unité", "unit"), Text("aide", "help"), Text("exemple", "example")
"""Headings of a table of fields, written downwards; the last three are there for people."""

GUIDE = Text("lisez-moi", "read me")
"""Title of the sheet that explains a workbook; it is not read."""


@dataclass(frozen=True)
class Headings:
    """Where the headings stand and what they name: column of the schema → index in the grid."""

    row: int
    position: int
    cells: tuple[Raw, ...]
    found: dict[str, int]


def recognise(title: str) -> schema.Table | None:
    """The table that a sheet or file called `title` holds, by technical, French or English name."""
    return _table_names().get(fold(title))


def is_guide(title: str) -> bool:
    """True for the sheet that explains a workbook to people."""
    return fold(title) in (fold(GUIDE.fr), fold(GUIDE.en))


def table_hint(title: str) -> Text:
    """A suggestion for a sheet or file that is near a table's name."""
    known = {name for table in schema.TABLES for name in (table.name, table.label.fr, table.label.en)}
    return suggestion(title, known)


def find_headings(grid: Grid, table: schema.Table) -> Headings | None:
    """The row among the first ones that names most columns of `table`; None where none names any."""
    known = _parameter_headings() if table.fields else column_names(table)
    best, most = None, 0
    for position, (row, values) in enumerate(grid.rows[:HEADER_WITHIN]):
        found: dict[str, int] = {}
        for index, value in enumerate(values):
            name = known.get(fold(value)) if isinstance(value, str) else None
            if name is not None:
                found.setdefault(name, index)
        if len(found) > most and (not table.fields or len(found) == 2):
            best, most = Headings(row, position, values, found), len(found)
    return best


@cache
def column_names(table: schema.Table) -> dict[str, str]:
    """Folded heading → column of `table`, for technical, French and English names."""
    return {
        fold(name): column.name for column in table.columns for name in (column.name, column.label.fr, column.label.en)
    }


@cache
def _table_names() -> dict[str, schema.Table]:
    return {fold(name): table for table in schema.TABLES for name in (table.name, table.label.fr, table.label.en)}


@cache
def _parameter_headings() -> dict[str, str]:
    return {fold(text): name for name, pair in (("parameter", PARAMETER), ("value", VALUE))
            for text in (pair.fr, pair.en)}  # fmt: skip


def no_headings(grid: Grid, table: schema.Table) -> Finding:
    if table.fields:
        names = Text(f"{PARAMETER.fr}, {VALUE.fr}", f"{PARAMETER.en}, {VALUE.en}")
    else:
        names = Text(
            ", ".join(column.label.fr for column in table.columns),
            ", ".join(column.label.en for column in table.columns),
        )
    return finding("headings-missing", grid.place(), table, names=names)


def heading_findings(grid: Grid, table: schema.Table, headings: Headings, body: list) -> Iterator[Finding]:
    """Headings that are unknown, empty above values, twice or missing."""
    known = column_names(table)
    for index, heading in enumerate(headings.cells):
        place = grid.place(headings.row, index)
        used = any(cell_at(values, index) is not None for _, values in body)
        if heading is None:
            if used:
                yield finding("heading-empty", place, table)
            continue
        name = known.get(fold(heading)) if isinstance(heading, str) else None
        if name is None:
            missing = [column for column in table.columns if column.name not in headings.found]
            yield finding("heading-unknown", place, table, found=heading, hint=heading_hint(heading, missing))
        elif headings.found[name] != index:
            other = grid.place(headings.row, headings.found[name])
            yield finding("heading-twice", place, table, table.column(name), heading, other=str(other))
    yield from _missing_columns(grid, table, headings)


def _missing_columns(grid: Grid, table: schema.Table, headings: Headings) -> Iterator[Finding]:
    unknown = [
        str(cell)
        for index, cell in enumerate(headings.cells)
        if cell is not None and index not in headings.found.values()
    ]
    for column in table.columns:
        if column.required and column.name not in headings.found:
            near = [heading for heading in unknown if "?" in heading_hint(heading, [column]).fr]
            hint = Text(
                f"Est-ce « {near[0]} » ?" if near else f"Ajoutez une colonne « {column.label.fr} ».",
                f"Is it “{near[0]}”?" if near else f"Add a column “{column.label.en}”.",
            )
            place = grid.place(headings.row)
            yield finding("column-missing", place, table, column, name=column.name, hint=hint)


def heading_hint(heading: object, columns: list[schema.Column]) -> Text:
    names = [name for column in columns for name in (column.name, column.label.fr, column.label.en)]
    hint = suggestion(str(heading), names)
    return hint if "?" in hint.fr else NOTHING


def cell_at(values: tuple[Raw, ...], index: int) -> Raw:
    """The cell at `index`; None where the row is shorter or the cell blank."""
    value = values[index] if index < len(values) else None
    return None if isinstance(value, str) and not value.strip() else value
