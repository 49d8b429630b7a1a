"""From the raw grid of a sheet or file to the typed rows of one table of the schema."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fundopt.case import cells, letters, schema
from fundopt.case.announced import unit_findings
from fundopt.case.aside import Kind, Row, asides_findings, set_aside
from fundopt.case.case import Data, Place
from fundopt.case.extras import column_key
from fundopt.case.findings import Finding
from fundopt.case.grid import Grid, Raw, Unusable
from fundopt.case.headings import (
    EXAMPLE,
    HELP,
    UNIT,
    Headings,
    cell_at,
    column_names,
    find_headings,
    heading_findings,
    is_it,
    no_headings,
    read_heading,
)
from fundopt.case.letters import has_invisible, invisible_codes
from fundopt.case.messages import NOTHING, finding, quoted, shorten
from fundopt.case.nearness import near_columns
from fundopt.case.notes import as_note, is_notes_heading, is_notes_line
from fundopt.case.totals import sum_rows, total_findings
from fundopt.case.written import as_text
from fundopt.language import Text


@dataclass
class Reading:
    """What came of a grid: the table's data (None without headings), findings, columns not known, lines of notes."""

    data: Data | None = None
    findings: list[Finding] = field(default_factory=list)
    extras: dict[str, tuple] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_table(grid: Grid, table: schema.Table, names: frozenset[str] = frozenset()) -> Reading:
    """The rows of `table` as they stand in `grid`, typed; an empty optional cell takes the column's default.

    `names` are labels without accents and case that never name a total, whatever they look like.
    """
    return _read_fields(grid, table) if table.fields else _read_rows(grid, table, names)


def _read_rows(grid: Grid, table: schema.Table, names: frozenset[str]) -> Reading:
    """A table whose columns stand side by side under a row of headings."""
    headings = find_headings(grid, table)
    if headings is None:
        return Reading(None, [no_headings(grid, table)] if grid.rows else [])
    rows, asides = set_aside(grid, table, headings, list(grid.rows[headings.position + 1 :]), names)
    body = _unmerged(grid, headings, rows)
    reading = Reading(findings=list(heading_findings(grid, table, headings, body)))
    reading.findings += unit_findings(grid, table, headings, body)
    reading.findings += asides_findings(grid, table, asides)
    reading.notes = tuple(as_note(item.text) for item in asides if item.kind is Kind.NOTE)
    reading.findings += _hidden(grid, table, headings, body)
    body = [(row, values) for row, values in body if _fits(grid, table, headings, row, values, reading)]
    columns, known = {}, {*headings.found.values(), *headings.twins}
    shown = _shown(grid)
    for column in table.columns:
        index = headings.found.get(column.name)
        if index is None:
            columns[column.name] = (column.default,) * len(body)
        else:
            columns[column.name] = _read_column(
                grid, table, column, index, headings, body, reading, shown.get(index, {})
            )
    lines = tuple(row for row, _ in body)
    reading.findings += total_findings(grid, table, headings, asides, lines, columns)
    widest = max((len(values) for _, values in body), default=0)
    beside: dict[str, str] = {}
    for index, heading in enumerate((*headings.cells, *(None,) * (widest - len(headings.cells)))):
        if index in known:
            continue
        values = tuple(cell_at(row, index) for _, row in body)
        if heading is not None or any(value is not None for value in values):
            title = str(heading) if heading is not None else grid.letter(index)
            title = _unused(title, reading.extras)
            reading.extras[title] = values
            beside[column_key(table.name, title)] = grid.letter(index, heading)
    reading.data = Data(
        table,
        columns,
        grid.file,
        grid.sheet,
        lines,
        {name: grid.letter(index, headings.cells[index]) for name, index in headings.found.items()} | beside,
    )
    reading.findings += sum_rows(reading.data)
    return reading


def _shown(grid: Grid) -> dict[int, dict[int, str]]:
    """By column and row, the percent sign or currency that a cell's number format shows."""
    shown: dict[int, dict[int, str]] = {}
    for (row, index), text in grid.shown_as.items():
        shown.setdefault(index, {})[row] = text
    return shown


def _unmerged(grid: Grid, headings: Headings, rows: Sequence[Row]) -> list[Row]:
    """The rows below the headings; every cell of a merged range among them is unusable."""
    body = dict(rows)
    numbers = list(body)
    for first, left, last, right in grid.merged:
        if first <= headings.row:
            continue
        name = f"{grid.letter(left)}{first}:{grid.letter(right)}{last}"
        for row in numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]:
            cells_ = list(body[row]) + [None] * (min(right + 1, len(headings.cells)) - len(body[row]))
            for index in range(left, min(right + 1, len(cells_))):
                cells_[index] = Unusable("cell-merged", name)
            body[row] = tuple(cells_)
    return list(body.items())


def _hidden(grid: Grid, table: schema.Table, headings: Headings, body: list) -> Iterator[Finding]:
    """What a reader of the sheet does not see: the sheet itself, rows, columns."""
    if grid.hidden:
        yield finding("sheet-hidden", grid.place(), table, found=grid.title)
    rows = [row for row, _ in body if row in grid.hidden_rows]
    if rows:
        shown = ", ".join(map(str, rows[:10])) + (" …" if len(rows) > 10 else "")
        yield finding("row-hidden", grid.place(rows[0]), table, found=shown)
    for name, index in headings.found.items():
        if index in grid.hidden_columns and any(cell_at(values, index) is not None for _, values in body):
            column = None if table.fields else table.column(name)
            values = {"column": Text(*([grid.letter(index)] * 2))} if table.fields else {}
            yield finding("column-hidden", grid.place(headings.row, index), table, column, **values)


def _fits(grid: Grid, table: schema.Table, headings: Headings, row: int, values: tuple, reading: Reading) -> bool:
    """False, with a finding, where a csv line has not as many cells as there are headings."""
    if grid.sheet is not None:
        return True
    width = len(headings.cells)
    code = ""
    if len(values) < width:
        code = "row-short"
    elif any(value is not None for value in values[width:]):
        code = "row-long"
    if code:
        place = grid.place(row)
        reading.findings.append(finding(code, place, table, cells=len(values), headings=width))
    return not code


def _read_column(
    grid: Grid,
    table: schema.Table,
    column: schema.Column,
    index: int,
    headings: Headings,
    body: list,
    reading: Reading,
    shown: Mapping[int, str],
) -> tuple:
    """One column, cell by cell; a cell with a fault is None and makes a finding."""
    values: list[object] = []
    for row, raw_row in body:
        raw = cell_at(raw_row, index)
        try:
            value = cells.read(raw, column, grid.decimal, shown.get(row, "") if shown else "")
        except cells.CellFault as fault:
            place = grid.place(row, index, headings.cells[index])
            reading.findings.append(finding(fault.code, place, table, column, **{"found": raw, **fault.values}))
            values.append(None)
            continue
        if isinstance(raw, str) and not raw.isascii():
            place = grid.place(row, index, headings.cells[index])
            reading.findings += _odd_text(raw, value, place, table, column)
        values.append(column.default if value is None else value)
    return tuple(values)


def _odd_text(raw: str, value: object, place: Place, table: schema.Table, column: schema.Column) -> Iterator[Finding]:
    """Characters that nobody sees, and UTF-8 once read as Windows-1252: FÃ¨s for Fès."""
    if column.type is not schema.Type.TEXT and has_invisible(raw):
        yield finding("characters-invisible", place, table, column, letters.visible(raw), codes=invisible_codes(raw))
    if not isinstance(value, str) or value.isascii():
        return
    try:
        mended = value.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return
    yield finding("text-garbled", place, table, column, value, mended=mended)


def _read_fields(grid: Grid, table: schema.Table) -> Reading:
    """A single record written downwards: one parameter and its value per row."""
    headings = find_headings(grid, table)
    if headings is None:
        return Reading(None, [no_headings(grid, table)])
    reading, known = Reading(), column_names(table)
    values: dict[str, object] = {}
    rows: dict[str, int] = {}
    parameter, value_at = headings.found["parameter"], headings.found["value"]
    body = _unmerged(grid, headings, grid.rows[headings.position + 1 :])
    shown = _shown(grid).get(value_at, {})
    reading.findings += unit_findings(grid, table, headings, body)
    reading.findings += _hidden(grid, table, headings, body)
    for row, raw_row in body:
        label, raw = cell_at(raw_row, parameter), cell_at(raw_row, value_at)
        name = read_heading(label, known)[0]
        if name is None:
            reading.findings += _unknown_parameter(grid, table, row, parameter, label, raw, reading)
            continue
        column = table.column(name)
        if name in rows:
            other = str(grid.place(rows[name], parameter))
            reading.findings.append(
                finding("parameter-twice", grid.place(row, parameter), table, column, label, other=other)
            )
            continue
        rows[name] = row
        if _cut(grid, headings, raw_row):
            place = grid.place(row, value_at, headings.cells[value_at])
            reading.findings.append(
                finding("row-long", place, table, column, cells=len(raw_row), headings=len(headings.cells))
            )
            values[name] = None
            continue
        if raw is None and not column.required:
            continue
        values[name] = _read_column(grid, table, column, value_at, headings, [(row, raw_row)], reading, shown)[0]
    reading.findings += _beside(grid, table, headings, body, reading)
    for column in table.columns:
        if column.required and column.name not in rows:
            place = grid.place()
            reading.findings.append(finding("parameter-missing", place, table, column, name=column.name))
    columns = {column.name: (values.get(column.name, column.default),) for column in table.columns}
    lines = tuple(rows.get(column.name) for column in table.columns)
    letter = grid.letter(value_at, headings.cells[value_at])
    reading.data = Data(table, columns, grid.file, grid.sheet, lines, dict.fromkeys(values, letter))
    return reading


def _cut(grid: Grid, headings: Headings, values: tuple[Raw, ...]) -> bool:
    """True for a csv line with more cells than headings: 0,8 under `parameter,value` would be read as 0."""
    return grid.sheet is None and any(value is not None for value in values[len(headings.cells) :])


def _unused(heading: str, taken: Mapping[str, tuple]) -> str:
    """`heading`, numbered where another column or parameter that is kept has it already."""
    free, count = heading, 2
    while free in taken:
        free, count = f"{heading} {count}", count + 1
    return free


def _beside(grid: Grid, table: schema.Table, headings: Headings, body: list, reading: Reading) -> Iterator[Finding]:
    """What people write beside the values of a table of fields is kept as notes; its own unit, help and example not."""
    own = {cells.fold(text) for pair in (UNIT, HELP, EXAMPLE) for text in (pair.fr, pair.en)}
    beyond = max((len(values) for _, values in body), default=0) - len(headings.cells) if grid.sheet is not None else 0
    for index, heading in enumerate((*headings.cells, *(None,) * beyond)):
        if index in headings.found.values() or cells.fold(str(heading or "")) in own:
            continue
        title = str(heading) if heading is not None else grid.letter(index)
        lines = [
            f"Note ({cell_at(values, headings.found['parameter'])}, {title}) : {as_text(value)}"
            for _, values in body
            if (value := cell_at(values, index)) is not None
        ]
        if lines:
            reading.notes += tuple(map(as_note, lines))
            yield finding("columns-kept", grid.place(headings.row, index), table, texts=quoted([title]))


def _unknown_parameter(
    grid: Grid, table: schema.Table, row: int, index: int, label: Raw, raw: Raw, reading: Reading
) -> Iterator[Finding]:
    if label is None and raw is None:
        return
    text = str(label or "")
    place = grid.place(row, index)
    if raw is None and is_notes_line(text):
        reading.notes += (as_note(text),)
        yield finding("notes-kept", place, table, found=text, texts=quoted([shorten(text)]))
        return
    reading.extras[_unused(text, reading.extras)] = (raw,)
    if is_notes_heading(text):
        yield finding("parameter-kept", place, table, found=text)
    elif raw is not None and (near := near_columns(text, list(table.columns))):
        yield finding("parameter-near", place, table, found=text, hint=is_it(near))
    else:
        yield finding("parameter-unknown", place, table, found=text, hint=NOTHING)
