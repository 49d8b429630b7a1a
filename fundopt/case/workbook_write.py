"""A case to a workbook that a person opens: titles, units, help, drop-down lists; it reads back to the same case."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from fundopt.case import extras, schema
from fundopt.case.case import Case, Data
from fundopt.case.documentation import allowed, without
from fundopt.case.headings import GUIDE, HELP, PARAMETER, UNIT, VALUE
from fundopt.case.schema import ALL, Column, Table, Type
from fundopt.case.units import unit_label
from fundopt.case.written import decimals
from fundopt.language import Text

HEADINGS_ROW = 3
SPARE_ROWS = 200
"""Rows below the last one that keep the drop-down lists."""
WIDEST = 60
SPREADSHEET_DIGITS = 15
"""Significant digits that every spreadsheet program keeps; a number with more is written as text."""

_YES, _NO = Text("oui", "yes"), Text("non", "no")
_FILL = PatternFill("solid", fgColor="DCE6F1")
_REQUIRED = PatternFill("solid", fgColor="B8CCE4")
_LIKE_A_FORMULA = re.compile(r"[=+\-@]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN_IN_TITLE = re.compile(r"[\[\]:*?/\\]")


def write_workbook(case: Case, path: str | Path, lang: str) -> None:
    """Write each given table of `case` as a sheet of the .xlsx file `path`, with titles and labels in `lang`.

    Numbers that a spreadsheet program would shorten are written as text, so that every digit reads back.
    """
    book = _book()
    given = [table for table in schema.TABLES if table.name in case.given]
    for table in given:
        _sheet(book, table, case[table.name], extras.columns(case, table.name), lang, given)
    for title, rows in extras.sheets(case).items():
        sheet = book.create_sheet(_FORBIDDEN_IN_TITLE.sub("_", title)[:31])
        for number, row in enumerate(rows, start=1):
            for index, value in enumerate(row, start=1):
                _raw(sheet.cell(number, index), value)
    _save(book, Path(path))


def write_template(path: str | Path, lang: str) -> None:
    """Write an empty workbook with a guide and every table of the schema, for a person to fill in."""
    book = _book()
    _guide(book.create_sheet(GUIDE.of(lang)), lang)
    for table in schema.TABLES:
        _sheet(book, table, Data.of(table.name, [{}] if table.fields else []), {}, lang, list(schema.TABLES))
    _save(book, Path(path))


def _book() -> Workbook:
    book = Workbook()
    book.remove(book.active)
    return book


def _save(book: Workbook, path: Path) -> None:
    """Save under a temporary name, then rename: a reader never sees half a workbook."""
    if not book.worksheets:
        book.create_sheet(GUIDE.fr)
    temporary = path.with_name(f".{path.name}.part")
    book.save(temporary)
    temporary.replace(path)


def _guide(sheet: Worksheet, lang: str) -> None:
    heads = (Text("table", "table"), Text("contenu", "content"), Text("sans elle", "without it"))
    for index, head in enumerate(heads, start=1):
        _heading(sheet.cell(HEADINGS_ROW, index), head.of(lang), "", required=False)
    _text(sheet.cell(1, 1), "fundopt")
    for row, table in enumerate(schema.TABLES, start=HEADINGS_ROW + 1):
        for index, text in enumerate((table.label, table.help, without(table)), start=1):
            _text(sheet.cell(row, index), text.of(lang))
    _widths(sheet)


def _sheet(
    book: Workbook, table: Table, data: Data, unknown: Mapping[str, tuple], lang: str, sheets: list[Table]
) -> None:
    """One table on a sheet of its own."""
    sheet = book.create_sheet(table.label.of(lang))
    _text(sheet.cell(1, 1), f"{table.label.of(lang)[0].upper()}{table.label.of(lang)[1:]}")
    sheet.cell(1, 1).font = Font(name="Calibri", bold=True, size=14)
    _text(sheet.cell(2, 1), table.help.of(lang))
    sheet.cell(2, 1).font = Font(name="Calibri", italic=True, color="595959")
    if table.fields:
        _fields(sheet, data, unknown, lang)
    else:
        _rows(sheet, data, unknown, lang, sheets)
    _widths(sheet)
    _printed(sheet)
    sheet.freeze_panes = sheet.cell(HEADINGS_ROW + 1, 2)


def _rows(sheet: Worksheet, data: Data, unknown: Mapping[str, tuple], lang: str, sheets: list[Table]) -> None:
    columns = data.table.columns
    last = HEADINGS_ROW + len(data) + SPARE_ROWS
    for index, column in enumerate(columns, start=1):
        unit = unit_label(column).of(lang)
        title = f"{column.label.of(lang)} [{unit}]" if unit else column.label.of(lang)
        _heading(sheet.cell(HEADINGS_ROW, index), title, _comment(column, lang), required=column.required)
        for row, value in enumerate(data[column.name], start=HEADINGS_ROW + 1):
            _value(sheet.cell(row, index), value, column, lang)
        letter = get_column_letter(index)
        _drop_down(sheet, column, lang, f"{letter}{HEADINGS_ROW + 1}:{letter}{last}", sheets)
    for index, (title, values) in enumerate(unknown.items(), start=len(columns) + 1):
        _heading(sheet.cell(HEADINGS_ROW, index), title, "", required=False)
        for row, value in enumerate(values, start=HEADINGS_ROW + 1):
            _raw(sheet.cell(row, index), value)


def _fields(sheet: Worksheet, data: Data, unknown: Mapping[str, tuple], lang: str) -> None:
    for index, head in enumerate((PARAMETER, VALUE, UNIT, HELP), start=1):
        _heading(sheet.cell(HEADINGS_ROW, index), head.of(lang), "", required=False)
    for row, column in enumerate(data.table.columns, start=HEADINGS_ROW + 1):
        _text(sheet.cell(row, 1), column.label.of(lang))
        _value(sheet.cell(row, 2), data[column.name][0], column, lang)
        _drop_down(sheet, column, lang, f"B{row}", [])
        _text(sheet.cell(row, 3), unit_label(column).of(lang))
        _text(sheet.cell(row, 4), column.help.of(lang))
    for row, (title, values) in enumerate(unknown.items(), start=HEADINGS_ROW + 1 + len(data.table.columns)):
        _text(sheet.cell(row, 1), title)
        _raw(sheet.cell(row, 2), values[0])


def _heading(cell: Cell, text: str, comment: str, *, required: bool) -> None:
    _text(cell, text)
    cell.font = Font(name="Calibri", bold=True)
    cell.fill = _REQUIRED if required else _FILL
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if comment:
        cell.comment = Comment(comment, "fundopt", width=320, height=140)


def _comment(column: Column, lang: str) -> str:
    return f"{column.help.of(lang)}\n{allowed(column).of(lang)}"


def _drop_down(sheet: Worksheet, column: Column, lang: str, cells: str, sheets: list[Table]) -> None:
    """A list to choose from, for choices, yes/no and references; a wildcard column also takes *."""
    if column.many:
        return
    source = ""
    if column.choices:
        names = [label.of(lang) for _, label in column.choices] + [ALL] * column.wildcard
        source = '"' + ",".join(names) + '"'
    elif column.type is Type.YES_NO:
        source = f'"{_YES.of(lang)},{_NO.of(lang)}"'
    elif column.refers_to in [table.name for table in sheets]:
        target = quote_sheetname(schema.BY_NAME[column.refers_to].label.of(lang))
        source = f"{target}!$A${HEADINGS_ROW + 1}:$A${HEADINGS_ROW + 1000}"
    if source:
        rule = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=True)
        rule.errorStyle = "warning" if column.wildcard else "stop"
        rule.add(cells)
        sheet.add_data_validation(rule)


def _value(cell: Cell, value: object, column: Column, lang: str) -> None:
    """A value of the case as its column shows it."""
    if value is None or value == ():
        return
    labels = dict(column.choices)
    parts = [labels[part].of(lang) if part in labels else part for part in
             (value if isinstance(value, tuple) else (value,))]  # fmt: skip
    if isinstance(value, tuple):
        _text(cell, "; ".join(str(part) for part in parts))
    elif isinstance(value, bool):
        _text(cell, (_YES if value else _NO).of(lang))
    elif isinstance(value, Decimal | int | float):
        _number(cell, value, column.type)
    else:
        _text(cell, str(parts[0]))


def _raw(cell: Cell, value: object) -> None:
    """A value that was kept as it was read."""
    if isinstance(value, bool | datetime.datetime):
        cell.value = value
    elif isinstance(value, Decimal):
        _number(cell, value, Type.NUMBER)
    elif value is not None:
        _text(cell, str(value))


def _number(cell: Cell, value: Decimal | int | float, type_: Type) -> None:
    exact = Decimal(str(value))
    if Decimal(f"{float(value):.{SPREADSHEET_DIGITS}g}") != exact:
        _text(cell, f"{exact:f}")
        return
    cell.value = int(exact) if exact == exact.to_integral_value() else float(exact)
    shown = exact.scaleb(2) if type_ is Type.SHARE else exact
    digits = decimals(shown)
    whole = "0" if type_ in (Type.INTEGER, Type.SHARE) else "#,##0"
    cell.number_format = whole + ("." + "0" * digits if digits else "") + ("%" if type_ is Type.SHARE else "")


def _text(cell: Cell, text: str) -> None:
    """Text as text: what starts like a formula stays text, and control characters are escaped as xlsx does."""
    cell.value = _CONTROL.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    cell.data_type = "s"
    if _LIKE_A_FORMULA.match(text):
        cell.quotePrefix = True


def _printed(sheet: Worksheet) -> None:
    """Headings that wrap are tall enough, and a printed page holds the whole width."""
    sheet.row_dimensions[HEADINGS_ROW].height = 32
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"1:{HEADINGS_ROW}"


def _widths(sheet: Worksheet) -> None:
    """Columns wide enough for their values, headings wrapped."""
    for index, cells in enumerate(_columns(sheet), start=1):
        lengths = [len(str(cell.value)) for cell in cells if cell.value is not None and cell.row > HEADINGS_ROW]
        heading = max((len(word) for word in str(sheet.cell(HEADINGS_ROW, index).value or "").split()), default=0)
        width = min(WIDEST, max([heading, *lengths], default=0) + 3)
        sheet.column_dimensions[get_column_letter(index)].width = max(10, width)


def _columns(sheet: Worksheet) -> Iterable[tuple[Cell, ...]]:
    return sheet.iter_cols(min_row=HEADINGS_ROW)
