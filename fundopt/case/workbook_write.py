"""A case to a workbook that a person opens: titles, units, help, drop-down lists; it reads back to the same case."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from openpyxl import Workbook

from fundopt.case import extras, schema
from fundopt.case.case import Case
from fundopt.case.headings import GUIDE
from fundopt.case.titles import free_titles
from fundopt.case.workbook_cells import empty_book, put_raw, save
from fundopt.case.workbook_sheet import Layout, write_sheet
from fundopt.language import LANGUAGES

_FORBIDDEN_IN_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff]|^'|'$")
LONGEST_TITLE = 31
_RESERVED = ("History",)
"""A title that one spreadsheet program keeps for itself."""


def write_workbook(case: Case, path: str | Path, lang: str) -> None:
    """Write each given table of `case` as a sheet of the .xlsx file `path`, with titles and labels in `lang`.

    Columns that the source of the case did not have are left out. Numbers that a spreadsheet program would shorten are
    written as text, so that every digit reads back. Raises OutputError where a text does not fit into a cell.
    """
    book = empty_book()
    layout = Layout(lang, case.given)
    for table in schema.TABLES:
        if table.name in case.given:
            data = case[table.name]
            unknown, notes = extras.columns(case, table.name), extras.notes(case, table.name)
            write_sheet(book, data, data.present, unknown, layout, notes)
    write_unknown_sheets(book, case)
    if not book.worksheets:
        book.create_sheet(GUIDE.of(lang))
    save(book, Path(path))


def write_unknown_sheets(book: Workbook, case: Case) -> None:
    """Each unknown sheet of `case` as it was read, after the others."""
    titles = sheet_titles(case, book.sheetnames)
    for title, rows in extras.sheets(case).items():
        sheet = book.create_sheet(titles[title])
        for number, row in enumerate(rows, start=1):
            for index, value in enumerate(row, start=1):
                put_raw(sheet.cell(number, index), value)


def sheet_titles(case: Case, given: Collection[str] = ()) -> dict[str, str]:
    """The title of a sheet for each unknown sheet of `case`: its own where a workbook allows it and none has it yet."""
    taken = [table.label.of(lang) for table in schema.TABLES for lang in LANGUAGES]
    return free_titles(extras.sheets(case), _FORBIDDEN_IN_TITLE, LONGEST_TITLE, [*taken, *given, *_RESERVED])
