"""The template: a workbook with every table to fill in, its help, lists and examples; empty, or filled from a case.

The example of a table stands above its headings, where nothing is ever read: it cannot become data. In a table of
fields it stands in a column of its own, which is not read either.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from fundopt.case import extras, schema
from fundopt.case.case import Case, Data
from fundopt.case.cells import NUMERIC
from fundopt.case.example import example
from fundopt.case.headings import EXAMPLE
from fundopt.case.schema import Column, Table, Type
from fundopt.case.shown import shown
from fundopt.case.workbook_cells import FONT, NUMBERS, empty_book, put_heading, put_text, save, set_print, set_widths
from fundopt.case.workbook_guide import write_guide
from fundopt.case.workbook_sheet import HEADINGS_ROW, Layout, write_sheet
from fundopt.case.workbook_write import write_unknown_sheets
from fundopt.language import Text

_EXAMPLE_FONT = Font(name=FONT, italic=True, color="808080")
_REQUIRED_TAB, _OPTIONAL_TAB = "1F4E79", "BDD7EE"
VALUE_WIDTH = 28
_FORMATS = {Type.AMOUNT: "#,##0", Type.SHARE: "0.00%", Type.INTEGER: "0"} | dict.fromkeys(
    (Type.IDENTIFIER, Type.TEXT, Type.PERIOD), "@"
)
"""Number formats of empty cells; identifiers and periods are text, so that 0012 stays as it is typed."""


def write_template(path: str | Path, lang: str, case: Case | None = None) -> None:
    """Write a workbook with a guide and every table of the schema, empty or filled with `case`, texts in `lang`.

    Read again, it is the same case, unknown columns and sheets included; empty, only its required tables are missing.
    """
    book = empty_book()
    write_guide(book, lang)
    layout = Layout(lang, schema.BY_NAME, HEADINGS_ROW + 1)
    shown_case = example(lang)
    for table in schema.TABLES:
        given = case is not None and table.name in case.given
        data = case[table.name] if case is not None and given else Data.of(table.name)
        unknown: Mapping[str, tuple] = extras.columns(case, table.name) if case is not None and given else {}
        notes = extras.notes(case, table.name) if case is not None else ()
        sheet = write_sheet(book, data, table.columns, unknown, layout, notes)
        sheet.sheet_properties.tabColor = _REQUIRED_TAB if table.required else _OPTIONAL_TAB
        _example(sheet, table, next(iter(shown_case[table.name])).__dict__, layout)
        set_widths(sheet, layout.headings_row)
        set_print(sheet, layout.headings_row)
        _formats(sheet, table)
    if case is not None:
        write_unknown_sheets(book, case)
    save(book, Path(path))


def _example(sheet: Worksheet, table: Table, row: Mapping[str, object], layout: Layout) -> None:
    """The example in grey: above the headings, or beside the help in a table of fields."""
    head, lang = layout.headings_row, layout.lang
    if table.fields:
        put_heading(sheet.cell(head, 5), EXAMPLE.of(lang))
        cells = [sheet.cell(number, 5) for number, _ in enumerate(table.columns, start=head + 1)]
    else:
        cells = [sheet.cell(head - 1, index) for index, _ in enumerate(table.columns, start=1)]
    texts = [_text(column, row[column.name], lang) for column in table.columns]
    if not table.fields:
        texts[0] = _FOR_INSTANCE.of(lang, text=texts[0])
    for cell, text, column in zip(cells, texts, table.columns, strict=True):
        put_text(cell, text)
        cell.font = _EXAMPLE_FONT
        right = column.type in NUMERIC and not table.fields
        cell.alignment = NUMBERS if right else Alignment(vertical="top")


def _text(column: Column, value: object, lang: str) -> str:
    return "" if value is None or value == () else shown(value, column, lang)


def _formats(sheet: Worksheet, table: Table) -> None:
    """Formats of the cells that are still empty, column by column; room for the values of a table of fields."""
    if table.fields:
        sheet.column_dimensions["B"].width = VALUE_WIDTH
        return
    for index, column in enumerate(table.columns, start=1):
        if column.type in _FORMATS:
            sheet.column_dimensions[get_column_letter(index)].number_format = _FORMATS[column.type]


_FOR_INSTANCE = Text("Exemple : {text}", "Example: {text}")
