"""From the raw grid of a sheet or file to the typed rows of one table of the schema."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from fundopt.case import cells, schema
from fundopt.case.case import Data, Place
from fundopt.case.findings import Finding
from fundopt.case.grid import Grid, Raw, Unusable
from fundopt.case.headings import (
    Headings,
    cell_at,
    column_names,
    find_headings,
    heading_findings,
    heading_hint,
    no_headings,
)
from fundopt.case.messages import finding
from fundopt.language import Text


@dataclass
class Reading:
    """What came of a grid: the table's data (None without headings), its findings, and the columns not known."""

    data: Data | None = None
    findings: list[Finding] = field(default_factory=list)
    extras: dict[str, tuple] = field(default_factory=dict)


def read_table(grid: Grid, table: schema.Table) -> Reading:
    """The rows of `table` as they stand in `grid`, typed; an empty optional cell takes the column's default."""
    return _read_fields(grid, table) if table.fields else _read_rows(grid, table)


def _read_rows(grid: Grid, table: schema.Table) -> Reading:
    """A table whose columns stand side by side under a row of headings."""
    headings = find_headings(grid, table)
    if headings is None:
        return Reading(None, [no_headings(grid, table)] if grid.rows else [])
    body = _unmerged(grid, headings)
    reading = Reading(findings=list(heading_findings(grid, table, headings, body)))
    reading.findings += _hidden(grid, table, headings, body)
    body = [(row, values) for row, values in body if _fits(grid, table, headings, row, values, reading)]
    columns, known = {}, set(headings.found.values())
    for column in table.columns:
        index = headings.found.get(column.name)
        if index is None:
            columns[column.name] = (column.default,) * len(body)
        else:
            columns[column.name] = _read_column(grid, table, column, index, headings, body, reading)
    for index, heading in enumerate(headings.cells):
        values = tuple(cell_at(row, index) for _, row in body)
        if index not in known and (heading is not None or any(value is not None for value in values)):
            reading.extras[str(heading) if heading is not None else grid.letter(index)] = values
    reading.data = Data(
        table,
        columns,
        grid.file,
        grid.sheet,
        tuple(row for row, _ in body),
        {name: grid.letter(index, headings.cells[index]) for name, index in headings.found.items()},
    )
    return reading


def _unmerged(grid: Grid, headings: Headings) -> list[tuple[int, tuple[Raw, ...]]]:
    """The rows below the headings; every cell of a merged range among them is unusable."""
    body = dict(grid.rows[headings.position + 1 :])
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
) -> tuple:
    """One column, cell by cell; a cell with a fault is None and makes a finding."""
    values: list[object] = []
    for row, raw_row in body:
        raw = cell_at(raw_row, index)
        try:
            value = cells.read(raw, column, grid.decimal)
        except cells.CellFault as fault:
            place = grid.place(row, index, headings.cells[index])
            reading.findings.append(finding(fault.code, place, table, column, raw, **fault.values))
            values.append(None)
            continue
        if isinstance(value, str) and not value.isascii():
            reading.findings += _garbled(value, grid.place(row, index, headings.cells[index]), table, column)
        values.append(column.default if value is None else value)
    return tuple(values)


def _garbled(text: str, place: Place, table: schema.Table, column: schema.Column) -> Iterator[Finding]:
    """UTF-8 once read as Windows-1252: FÃ¨s for Fès."""
    try:
        mended = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return
    yield finding("text-garbled", place, table, column, text, mended=mended)


def _read_fields(grid: Grid, table: schema.Table) -> Reading:
    """A single record written downwards: one parameter and its value per row."""
    headings = find_headings(grid, table)
    if headings is None:
        return Reading(None, [no_headings(grid, table)])
    reading, known = Reading(), column_names(table)
    values: dict[str, object] = {}
    rows: dict[str, int] = {}
    parameter, value_at = headings.found["parameter"], headings.found["value"]
    body = _unmerged(grid, headings)
    reading.findings += _hidden(grid, table, headings, body)
    for row, raw_row in body:
        label, raw = cell_at(raw_row, parameter), cell_at(raw_row, value_at)
        name = known.get(cells.fold(label)) if isinstance(label, str) else None
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
        if raw is None and not column.required:
            continue
        values[name] = _read_column(grid, table, column, value_at, headings, [(row, raw_row)], reading)[0]
    for column in table.columns:
        if column.required and column.name not in rows:
            place = grid.place()
            reading.findings.append(finding("parameter-missing", place, table, column, name=column.name))
    columns = {column.name: (values.get(column.name, column.default),) for column in table.columns}
    lines = tuple(rows.get(column.name) for column in table.columns)
    letter = grid.letter(value_at, headings.cells[value_at])
    reading.data = Data(table, columns, grid.file, grid.sheet, lines, dict.fromkeys(values, letter))
    return reading


def _unknown_parameter(
    grid: Grid, table: schema.Table, row: int, index: int, label: Raw, raw: Raw, reading: Reading
) -> Iterator[Finding]:
    if label is None and raw is None:
        return
    reading.extras[str(label or "")] = (raw,)
    hint = heading_hint(label or "", list(table.columns))
    yield finding("parameter-unknown", grid.place(row, index), table, found=label or "", hint=hint)
