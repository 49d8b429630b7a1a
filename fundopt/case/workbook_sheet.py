"""One table on a sheet of a workbook: title, headings with units and help, values, lists to choose from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from fundopt.case.case import Data
from fundopt.case.cells import NUMERIC
from fundopt.case.documentation import allowed
from fundopt.case.headings import HELP, PARAMETER, UNIT, VALUE
from fundopt.case.schema import Column
from fundopt.case.units import unit_label
from fundopt.case.workbook_cells import (
    OPTIONAL,
    REQUIRED,
    WIDEST,
    put_heading,
    put_raw,
    put_text,
    put_title,
    put_value,
    set_height,
    set_print,
    set_widths,
)
from fundopt.case.workbook_rules import add_rule

HEADINGS_ROW = 3
SPARE_ROWS = 200
"""Rows below the last one that keep the drop-down lists."""


@dataclass(frozen=True)
class Layout:
    """How sheets are laid out: language, the row of the headings, and the tables that have a sheet."""

    lang: str
    tables: Collection[str]
    headings_row: int = HEADINGS_ROW


def write_sheet(
    book: Workbook,
    data: Data,
    columns: Collection[Column],
    unknown: Mapping[str, tuple],
    layout: Layout,
    notes: Sequence[str] = (),
) -> Worksheet:
    """A sheet with `columns` of `data`, then the `unknown` ones, and lines of `notes` below the rows.

    A table of fields has its parameters downwards.
    """
    table, lang = data.table, layout.lang
    sheet = book.create_sheet(table.label.of(lang))
    put_title(sheet, table.label.of(lang), table.help.of(lang))
    (_fields if table.fields else _rows)(sheet, data, columns, unknown, layout)
    set_widths(sheet, layout.headings_row)
    for row, line in enumerate(notes, start=sheet.max_row + 1):
        put_text(sheet.cell(row, 1), line)
    set_print(sheet, layout.headings_row)
    sheet.freeze_panes = sheet.cell(layout.headings_row + 1, 2)
    return sheet


def heading_of(column: Column, lang: str) -> str:
    """The heading of a column, with its unit in brackets."""
    unit = unit_label(column).of(lang)
    return f"{column.label.of(lang)} [{unit}]" if unit else column.label.of(lang)


def _rows(
    sheet: Worksheet, data: Data, columns: Collection[Column], unknown: Mapping[str, tuple], layout: Layout
) -> None:
    head, lang = layout.headings_row, layout.lang
    last = head + len(data) + SPARE_ROWS
    for index, column in enumerate(columns, start=1):
        cell = sheet.cell(head, index)
        put_heading(cell, heading_of(column, lang), required=column.required, right=column.type in NUMERIC)
        _explain(cell, column, lang)
        for row, value in enumerate(data[column.name] if column in data.present else (), start=head + 1):
            put_value(sheet.cell(row, index), value, column, lang)
        letter = get_column_letter(index)
        add_rule(sheet, column, f"{letter}{head + 1}:{letter}{last}", layout.tables, head, lang)
    for index, (title, values) in enumerate(unknown.items(), start=len(columns) + 1):
        put_heading(sheet.cell(head, index), title)
        for row, value in enumerate(values, start=head + 1):
            put_raw(sheet.cell(row, index), value)
    for row in sheet.iter_rows(min_row=head + 1):
        _wrap(sheet, row)


def _wrap(sheet: Worksheet, row: Sequence[Cell]) -> None:
    """Texts longer than the widest column run over several lines, in a row high enough."""
    long = [cell for cell in row if isinstance(cell.value, str) and len(cell.value) > WIDEST]
    for cell in long:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if long:
        set_height(sheet, row[0].row, [(cell.value, WIDEST) for cell in long])


def _fields(
    sheet: Worksheet, data: Data, columns: Collection[Column], unknown: Mapping[str, tuple], layout: Layout
) -> None:
    head, lang = layout.headings_row, layout.lang
    for index, text in enumerate((PARAMETER, VALUE, UNIT, HELP), start=1):
        put_heading(sheet.cell(head, index), text.of(lang))
    for row, column in enumerate(columns, start=head + 1):
        put_text(sheet.cell(row, 1), column.label.of(lang))
        _explain(sheet.cell(row, 1), column, lang)
        if len(data) and column in data.present:
            put_value(sheet.cell(row, 2), data[column.name][0], column, lang)
        add_rule(sheet, column, f"B{row}", layout.tables, head, lang)
        put_text(sheet.cell(row, 3), unit_label(column).of(lang))
        put_text(sheet.cell(row, 4), column.help.of(lang))
        for index in range(1, 5):
            side = "left" if index == 2 else None  # values of every kind one below the other
            sheet.cell(row, index).alignment = Alignment(wrap_text=index == 4, vertical="top", horizontal=side)
        set_height(sheet, row, [(column.help.of(lang), WIDEST + 4)])
        sheet.cell(row, 1).fill = REQUIRED if column.required else OPTIONAL
    for row, (title, values) in enumerate(unknown.items(), start=head + 1 + len(columns)):
        put_text(sheet.cell(row, 1), title)
        put_raw(sheet.cell(row, 2), values[0])


def _explain(cell: Cell, column: Column, lang: str) -> None:
    """The help of a column as a comment that appears over its heading."""
    cell.comment = Comment(f"{column.help.of(lang)}\n{allowed(column).of(lang)}", "fundopt", width=320, height=140)
