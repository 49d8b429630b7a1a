"""Names on sheets and headings: which table a sheet holds, and which column stands under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from fundopt.case import schema
from fundopt.case.cells import NUMERIC, fold, simplified
from fundopt.case.findings import Finding
from fundopt.case.grid import Grid, Raw
from fundopt.case.letters import has_invisible, invisible_codes
from fundopt.case.messages import NOTHING, finding, quoted
from fundopt.case.nearness import near_columns
from fundopt.case.notes import is_notes_heading
from fundopt.case.units import written_unit
from fundopt.language import Text

HEADER_WITHIN = 20
"""Number of non-blank rows among which the headings are looked for."""

PARAMETER, VALUE = Text("paramètre", "parameter"), Text("valeur", "value")
UNIT, HELP, EXAMPLE = Text("unité", "unit"), Text("aide", "help"), Text("exemple", "example")
"""Headings of a table of fields, written downwards; the last three are there for people."""

GUIDE = Text("lisez-moi", "read me")
FINDINGS = Text("constats", "findings")
"""The sheet that a file given back with its findings marked begins with."""
GUIDE_TITLES = ("Un cas pour fundopt", "A case for fundopt", "fundopt")
"""Name of the sheet that explains a workbook, and what its first cell says; it is not read."""


@dataclass(frozen=True)
class Headings:
    """Where the headings stand and what they name: column of the schema → index in the grid.

    `units` are the units written with the headings or in a row of their own below: column → (row, index, text).
    `twins` are columns of names beside a column of the same heading that holds the identifiers. `below` are the
    numbers of the rows right under the headings that hold units, or the headings once more.
    """

    row: int
    position: int
    cells: tuple[Raw, ...]
    found: dict[str, int]
    units: dict[str, tuple[int, int, str]] = field(default_factory=dict)
    twins: frozenset[int] = frozenset()
    below: frozenset[int] = frozenset()


def recognise(title: str) -> schema.Table | None:
    """The table that a sheet or file called `title` holds, by technical, French or English name."""
    return _table_names().get(simplified(title))


def is_guide(grid: Grid) -> bool:
    """True for the sheet of a template's instructions, or of findings; with anything else in it, it is a user's own."""
    named = fold(grid.title) in {fold(name) for text in (GUIDE, FINDINGS) for name in (text.fr, text.en)}
    return named and (not grid.rows or grid.rows[0][1][:1] in {(title,) for title in GUIDE_TITLES})


def find_headings(grid: Grid, table: schema.Table) -> Headings | None:
    """The row among the first ones that names most columns of `table`; None where none names any."""
    known = _parameter_headings() if table.fields else column_names(table)
    best: dict[str, int] = {}
    at = -1
    for position, (_, values) in enumerate(grid.rows[:HEADER_WITHIN]):
        found: dict[str, int] = {}
        for index, value in enumerate(values):
            name = read_heading(value, known)[0] if isinstance(value, str) else None
            if name is not None:
                found.setdefault(name, index)
        if len(found) > len(best) and (not table.fields or len(found) == 2):
            best, at = found, position
    return _headings(grid, table, at, best, known) if best else None


def _headings(grid: Grid, table: schema.Table, at: int, found: dict[str, int], known: Mapping[str, str]) -> Headings:
    """The headings with the units written in them or in the row below."""
    row, cells = grid.rows[at]
    units: dict[str, tuple[int, int, str]] = {}
    twins: set[int] = set()
    below: set[int] = set()
    for number, values in grid.rows[at + 1 : at + 3]:
        if _repeats(values, found, known):
            below.add(number)
        elif not table.fields and _holds_units(values, found, table):
            below.add(number)
            for index, cell in enumerate(values[: len(cells)]):
                name = read_heading(cells[index], known)[0]
                if name and _says_identifier(cell):
                    twins.add(found[name])
                    found = {**found, name: index}
                    twins.discard(index)
            units |= {
                name: (number, index, str(cell))
                for name, index in found.items()
                if (cell := cell_at(values, index)) is not None and written_unit(str(cell))
            }
        else:
            break
    for name, index in found.items():
        if unit := read_heading(cells[index], known)[1]:
            units.setdefault(name, (row, index, unit))
    return Headings(row, at, cells, found, units, frozenset(twins), frozenset(below))


def read_heading(cell: object, known: Mapping[str, str]) -> tuple[str | None, str]:
    """The column that a heading names, None where it names none, and the unit or remark written with it."""
    if not isinstance(cell, str):
        return None, ""
    name = known.get(fold(cell))
    bracket = _BRACKET.search(cell)
    if name is not None:
        return name, bracket[1].strip() if bracket else ""
    text = _BRACKET.sub("", cell).strip()
    if match := _UNIT_BEHIND.fullmatch(text):
        name = known.get(fold(match["name"]))
        if name is not None and written_unit(match["unit"]):
            return name, match["unit"]
    words = text.replace(",", " ").split()
    for count in (1, 2):
        name = known.get(fold(" ".join(words[:-count]))) if len(words) > count else None
        if name is not None and written_unit(" ".join(words[-count:])):
            return name, " ".join(words[-count:])
    return None, ""


def _repeats(values: tuple[Raw, ...], found: dict[str, int], known: Mapping[str, str]) -> bool:
    """True for a row under the headings that gives the same headings once more, in other words."""
    named = [index for index, value in enumerate(values) if read_heading(value, known)[0] is not None]
    filled = [index for index, value in enumerate(values) if value is not None]
    return len(named) > 1 and named == filled and all(
        read_heading(values[index], known)[0] == name for name, index in found.items() if index in named
    )  # fmt: skip


def _holds_units(values: tuple[Raw, ...], found: dict[str, int], table: schema.Table) -> bool:
    """True for a row under the headings that says the unit or kind of each column: MAD, personnes, identifiant."""
    filled = [value for value in values if value is not None]
    if not filled or not all(isinstance(value, str) and (_says_kind(value) or written_unit(value)) for value in filled):
        return False
    keys = [cell_at(values, found[name]) for name in table.keys if name in found]
    if any(key is not None and not _says_kind(key) for key in keys):
        return False
    numbers = [cell_at(values, found[column.name]) for column in table.columns
               if column.type in NUMERIC and column.name in found]  # fmt: skip
    return any(cell is not None for cell in numbers) or any(_says_identifier(value) for value in filled)


def _says_identifier(cell: object) -> bool:
    return isinstance(cell, str) and simplified(cell) in ("identifiant", "identifier", "id")


def _says_kind(cell: object) -> bool:
    return isinstance(cell, str) and simplified(cell) in _KINDS_SAID


_BRACKET = re.compile(r"\s*[\[(]([^\])]*)[\])]\s*$")
_UNIT_BEHIND = re.compile(r"(?P<name>.+?)\s*(?:,\s*|\s)(?:en|in)\s+(?P<unit>.+)", re.IGNORECASE)
_KINDS_SAID = frozenset(
    {
        "identifiant",
        "identifier",
        "id",
        "texte",
        "text",
        "nom",
        "name",
        "date",
        "periode",
        "period",
        "oui non",
        "yes no",
    }
    | {"obligatoire", "required", "facultatif", "optional", "choix", "choice", "nombre", "number"}
)


@cache
def column_names(table: schema.Table) -> dict[str, str]:
    """Folded heading → column of `table`, for technical, French and English names."""
    return {
        fold(name): column.name for column in table.columns for name in (column.name, column.label.fr, column.label.en)
    }


@cache
def _table_names() -> dict[str, schema.Table]:
    return {simplified(name): table for table in schema.TABLES for name in (table.name, table.label.fr, table.label.en)}


@cache
def _parameter_headings() -> dict[str, str]:
    return {fold(text): name for name, pair in (("parameter", PARAMETER), ("value", VALUE))
            for text in (pair.fr, pair.en)}  # fmt: skip


COMPARED = 200
"""Unknown headings of a table that are compared with its columns; a table that has more is not one of ours."""


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
    missing = [column for column in table.columns if column.name not in headings.found]
    kept, compared = [], 0
    widest = max((len(values) for _, values in body), default=0)
    beyond = 0 if grid.sheet is None else widest - len(headings.cells)  # a csv line too long is said at its line
    nameless = (None,) * beyond
    for index, heading in enumerate((*headings.cells, *nameless)):
        place = grid.place(headings.row, index)
        if heading is None:
            if any(cell_at(values, index) is not None for _, values in body):
                yield finding("heading-empty", place, table)
            continue
        if isinstance(heading, str) and has_invisible(heading):
            yield finding("characters-invisible", place, table, found=heading, codes=invisible_codes(heading))
        name = read_heading(heading, known)[0]
        if name is not None:
            if headings.found[name] != index and index not in headings.twins:
                other = grid.place(headings.row, headings.found[name])
                yield finding("heading-twice", place, table, table.column(name), heading, other=str(other))
        elif is_notes_heading(str(heading)):
            kept.append((index, str(heading)))
        elif (compared := compared + 1) > COMPARED or not (near := near_columns(str(heading), missing)):
            yield finding("heading-unknown", place, table, found=heading, hint=NOTHING)
        elif not any(column.required for column in near):
            yield finding("heading-near", place, table, found=heading, hint=is_it(near))
    if kept:
        place = grid.place(headings.row, kept[0][0])
        yield finding("columns-kept", place, table, found=kept[0][1], texts=quoted([name for _, name in kept]))
    yield from _missing_columns(grid, table, headings)


def is_it(columns: list[schema.Column]) -> Text:
    """« Est-ce … ? », with the columns that may be meant."""
    return Text(
        "Est-ce " + " ou ".join(f"« {column.label.fr} »" for column in columns) + " ?",
        "Is it " + " or ".join(f"“{column.label.en}”" for column in columns) + "?",
    )


def _missing_columns(grid: Grid, table: schema.Table, headings: Headings) -> Iterator[Finding]:
    unknown = [
        (index, str(cell))
        for index, cell in enumerate(headings.cells)
        if cell is not None and index not in headings.found.values()
    ]
    for column in table.columns:
        if column.required and column.name not in headings.found:
            near = [found for found in unknown[:COMPARED] if near_columns(found[1], [column])]
            place, hint = grid.place(headings.row), _add(column)
            if near:
                index, heading = near[0]
                place, hint = grid.place(headings.row, index), _rename(heading, column)
            yield finding("column-missing", place, table, column, name=column.name, hint=hint)


def _add(column: schema.Column) -> Text:
    return Text(f"Ajoutez une colonne « {column.label.fr} ».", f"Add a column “{column.label.en}”.")


def _rename(heading: str, column: schema.Column) -> Text:
    return Text(
        f"Est-ce « {heading} » ? Si oui, écrivez « {column.label.fr} ».",
        f"Is it “{heading}”? If so, write “{column.label.en}”.",
    )


def cell_at(values: tuple[Raw, ...], index: int) -> Raw:
    """The cell at `index`; None where the row is shorter or the cell blank."""
    value = values[index] if index < len(values) else None
    return None if isinstance(value, str) and not value.strip() else value
