"""Totals in a table, checked against the sum of its rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from fundopt.case import cells, schema
from fundopt.case.aside import Aside, Kind
from fundopt.case.case import Data
from fundopt.case.findings import Finding
from fundopt.case.grid import Grid, Unusable
from fundopt.case.headings import Headings, cell_at
from fundopt.case.messages import finding
from fundopt.case.units import ADDITIVE, amount_text
from fundopt.language import Text

_COUNTED = frozenset({"persons", "jobs"})
"""Units of which a row that equals the sum of the others, in every column, is no chance."""
_OTHERS = 3
"""Rows that a table must have beside the one that is their sum."""
_NOISE = Decimal("1e-9")
"""Share of a total that a spreadsheet program's arithmetic may lose."""


def total_findings(
    grid: Grid,
    table: schema.Table,
    headings: Headings,
    asides: Sequence[Aside],
    lines: Sequence[int],
    columns: Mapping[str, tuple],
) -> Iterator[Finding]:
    """Each total beside the sum of the rows above it, of those since the last total, or of the whole table.

    `lines[i]` is the row number of the table's row i, `columns[name][i]` its value.
    """
    start = 0
    for item in asides:
        if item.kind is not Kind.TOTAL:
            continue
        end = bisect_left(lines, item.row)
        agree, different = [], False
        for column in table.columns:
            if column.name not in headings.found or column.type not in cells.NUMERIC:
                continue
            stated = _stated(grid, column, headings, item)
            values = columns[column.name]
            if stated is None or (column.required and None in values):
                continue
            sums = [_sum(values[:end]), _sum(values[start:end]), _sum(values)]
            if any(_close(stated, computed) for computed in sums):
                agree.append(column.label)
            elif column.unit in ADDITIVE:
                different = True
                yield _differs(
                    grid, table, column, headings, item, stated, sums[1] if start else sums[0] if end else sums[2]
                )
        place = grid.place(item.row, item.index)
        if agree:
            names = Text(", ".join(label.fr for label in agree), ", ".join(label.en for label in agree))
            yield finding("total-agrees", place, table, found=item.label, columns=names)
        elif not different:
            yield finding("total-unchecked", place, table, found=item.label)
        start = end


def sum_rows(data: Data) -> Iterator[Finding]:
    """Rows of another name that are the sum of all others, as a national row among cities is."""
    columns = [column for column in data.table.columns if column.unit in _COUNTED and column.required]
    if len(data) <= _OTHERS or len(columns) < 2 or any(None in data[column.name] for column in columns):
        return
    twice = [_sum(data[column.name]) for column in columns]
    for index, values in enumerate(zip(*(data[column.name] for column in columns), strict=True)):
        if all(value and 2 * value == total for value, total in zip(values, twice, strict=True)):
            names = Text(*(", ".join(column.label.of(lang) for column in columns) for lang in ("fr", "en")))
            place = data.place(index, data.table.keys[0] if data.table.keys else None)
            yield finding("row-is-sum", place, data.table, found=data.key(index), columns=names)


def _differs(
    grid: Grid,
    table: schema.Table,
    column: schema.Column,
    headings: Headings,
    item: Aside,
    stated: Decimal,
    computed: Decimal,
) -> Finding:
    index = headings.found[column.name]
    return finding(
        "total-differs", grid.place(item.row, index, headings.cells[index]), table, column, f"{stated:f}",
        stated=amount_text(stated), computed=amount_text(computed), difference=amount_text(stated - computed),
    )  # fmt: skip


def _stated(grid: Grid, column: schema.Column, headings: Headings, item: Aside) -> Decimal | None:
    """The number in the cell of the total; None where there is none that could be checked."""
    index = headings.found[column.name]
    raw = cell_at(item.values, index)
    if raw is None or isinstance(raw, Unusable):
        return None
    try:
        value = cells.read(raw, column, grid.decimal, grid.shown_as.get((item.row, index), ""))
    except cells.CellFault:
        return None
    return None if value is None else Decimal(str(value))


def _sum(values: Sequence) -> Decimal:
    return sum((Decimal(str(value)) for value in values if value is not None), Decimal(0))


def _close(stated: Decimal, computed: Decimal) -> bool:
    return abs(stated - computed) <= _NOISE * max(abs(stated), abs(computed))
