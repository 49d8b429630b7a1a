"""Writing single cells of a workbook: text stays text, a number keeps every digit, headings look like headings."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from fundopt.case.schema import Column, Type
from fundopt.case.shown import NO, YES
from fundopt.case.written import LIKE_A_FORMULA, as_text, decimals
from fundopt.errors import OutputError
from fundopt.files import fresh_file
from fundopt.language import Text

WIDEST = 60
LONGEST_CELL = 32_767
"""Characters that a cell of a workbook holds."""
SPREADSHEET_DIGITS = 15
"""Significant digits that every spreadsheet program keeps; a number with more is written as text."""
FONT = "Calibri"
PAGE = 165
"""Widths of a character that a printed page holds in letters that can be read."""
LINE = 13
"""Height of a line, in points."""
OPTIONAL, REQUIRED = PatternFill("solid", fgColor="DCE6F1"), PatternFill("solid", fgColor="B8CCE4")
NUMBERS = Alignment(horizontal="right", vertical="top", indent=1)
"""Numbers stand off from the text of the next column."""
_CONTROL = re.compile(rf"{ILLEGAL_CHARACTERS_RE.pattern}|[\r\ufffe\uffff]|_(?=x[0-9A-Fa-f]{{4}}_)")


def empty_book() -> Workbook:
    """A workbook without sheets."""
    book = Workbook()
    book.remove(book.active)
    return book


def save(book: Workbook, path: Path) -> None:
    """Save under a temporary name, then rename: a reader never sees half a workbook."""
    with fresh_file(path) as fresh:
        book.save(fresh)


def put_text(cell: Cell, text: str) -> None:
    """Text as text: what starts like a formula stays text, and control characters are escaped as xlsx does.

    Raises OutputError where it is longer than a cell may be.
    """
    escaped = _CONTROL.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    if len(escaped) > LONGEST_CELL:
        raise OutputError(_TOO_LONG, sheet=cell.parent.title, cell=cell.coordinate, length=len(escaped))
    cell.value = escaped
    cell.data_type = "s"
    if LIKE_A_FORMULA.match(text):
        cell.quotePrefix = True


def put_value(cell: Cell, value: object, column: Column, lang: str) -> None:
    """A value of the case as its column shows it; nothing for an empty one."""
    if value is None or value == ():
        return
    labels = dict(column.choices)
    parts = [labels[part].of(lang) if part in labels else part for part in
             (value if isinstance(value, tuple) else (value,))]  # fmt: skip
    if isinstance(value, tuple):
        put_text(cell, "; ".join(str(part) for part in parts))
    elif isinstance(value, bool):
        put_text(cell, (YES if value else NO).of(lang))
    elif isinstance(value, Decimal | int | float):
        put_number(cell, value, column.type)
    else:
        put_text(cell, str(parts[0]))


def put_raw(cell: Cell, value: object) -> None:
    """A value that was kept as it was read."""
    if isinstance(value, bool | datetime.datetime):
        cell.value = value
    elif isinstance(value, Decimal):
        put_number(cell, value, Type.NUMBER)
    elif value is not None:
        put_text(cell, as_text(value))


def put_number(cell: Cell, value: Decimal | int | float, type_: Type) -> None:
    """A number as such, shown with all its digits; as text where a spreadsheet program would shorten it."""
    exact = Decimal(str(value))
    if Decimal(f"{float(value):.{SPREADSHEET_DIGITS}g}") != exact:
        put_text(cell, f"{exact:f}")
        return
    cell.value = int(exact) if exact == exact.to_integral_value() else float(exact)
    shown = exact.scaleb(2) if type_ is Type.SHARE else exact
    digits = decimals(shown)
    whole = "0" if type_ in (Type.INTEGER, Type.SHARE) else "#,##0"
    cell.alignment = NUMBERS
    cell.number_format = whole + ("." + "0" * digits if digits else "") + ("%" if type_ is Type.SHARE else "")


def put_heading(cell: Cell, text: str, *, required: bool = False, right: bool = False) -> None:
    """A heading: bold, wrapped, darker above a column that must be filled in, to the `right` above numbers."""
    put_text(cell, text)
    cell.font = Font(name=FONT, bold=True)
    cell.fill = REQUIRED if required else OPTIONAL
    cell.alignment = Alignment(
        wrap_text=True, vertical="top", horizontal="right" if right else None, indent=1 if right else 0
    )


def put_title(sheet: Worksheet, title: str, about: str) -> None:
    """The title of a sheet and a sentence below it."""
    put_text(sheet.cell(1, 1), title[0].upper() + title[1:])
    sheet.cell(1, 1).font = Font(name=FONT, bold=True, size=14)
    put_text(sheet.cell(2, 1), about)
    sheet.cell(2, 1).font = Font(name=FONT, italic=True, color="595959")


def set_print(sheet: Worksheet, headings_row: int, naming: int = 1) -> None:
    """Printed on as few pages side by side as can be read; each repeats headings and the first `naming` columns."""
    width = sum(sheet.column_dimensions[get_column_letter(i)].width for i in range(1, sheet.max_column + 1))
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = max(1, round(width / PAGE))
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)
    sheet.oddFooter.center.text = "&A · &P / &N"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"1:{headings_row}"
    if sheet.page_setup.fitToWidth > 1:
        sheet.print_title_cols = f"A:{get_column_letter(naming)}"


def set_height(sheet: Worksheet, row: int, texts: Iterable[tuple[str, float]]) -> None:
    """A row as tall as its (text, width in characters) need where they wrap."""
    lines = max(len(wrap(text, max(1, int(width)))) for text, width in texts) or 1
    sheet.row_dimensions[row].height = LINE * lines + 2


def set_widths(sheet: Worksheet, headings_row: int) -> None:
    """Columns wide enough for their values and the longest word of their headings, which wrap in a row high enough."""
    headings = []
    for index, cells in enumerate(_columns(sheet, headings_row), start=1):
        lengths = [len(str(cell.value)) for cell in cells if cell.value is not None and cell.row != headings_row]
        heading = max((len(word) for word in str(sheet.cell(headings_row, index).value or "").split()), default=0)
        width = min(WIDEST, max([heading, *lengths], default=0) + 3)
        sheet.column_dimensions[get_column_letter(index)].width = max(10, width)
        headings.append((str(sheet.cell(headings_row, index).value or ""), max(10, width) - 2))
    set_height(sheet, headings_row, headings or [("", WIDEST)])


def _columns(sheet: Worksheet, headings_row: int) -> Iterable[tuple[Cell, ...]]:
    """The cells of each column from the row above the headings on, where a template has its example."""
    return sheet.iter_cols(min_row=max(headings_row - 1, 3))


_TOO_LONG = Text(
    "{sheet}!{cell} : le texte a {length} caractères, une cellule de classeur en contient 32 767 au plus ; écrivez des"
    " csv (un dossier).",
    "{sheet}!{cell}: the text has {length} characters, a cell of a workbook holds 32,767 at most; write csv files (a"
    " folder).",
)
