"""The difference of two cases as a workbook: a list of all changes, then each changed table with its rows marked.

A mark in words stands beside every colour: the kind of change in the first column, the changed columns in the second.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from fundopt.case import extras, schema
from fundopt.case.case import Case, Place
from fundopt.case.difference import Change, Difference, Kind
from fundopt.case.row_keys import row_keys, shown_key
from fundopt.case.workbook_cells import (
    FONT,
    WIDEST,
    empty_book,
    put_heading,
    put_raw,
    put_text,
    put_title,
    put_value,
    save,
    set_print,
    set_widths,
)
from fundopt.case.workbook_sheet import HEADINGS_ROW, heading_of
from fundopt.language import Text, number

_OLD, _NEW = PatternFill("solid", fgColor="FCE4D6"), PatternFill("solid", fgColor="DDEBF7")
_EDGE = Border(*[Side("medium", color="404040")] * 4)
_BOLD = Font(name=FONT, bold=True)


def write_difference(path: str | Path, before: Case, after: Case, found: Difference, lang: str) -> None:
    """Write what changed from `before` to `after`, `found` by `difference`, to the .xlsx file `path`."""
    book = empty_book()
    _list(book, found, lang)
    for table in schema.TABLES:
        changes = found.by_table().get(table.name, ())
        if changes:
            _table(book, table, (before, after), changes, lang)
    save(book, Path(path))


def _list(book: Workbook, found: Difference, lang: str) -> None:
    """Every change in one line: what, where, before, after."""
    sheet = book.create_sheet(_CHANGES.of(lang))
    put_title(sheet, _TITLE.of(lang, before=found.before, after=found.after), counted(found, lang))
    heads = (_TABLE, _ROW, _COLUMN, _MARK, _BEFORE, _AFTER, _PLACE_BEFORE, _PLACE_AFTER)
    for index, head in enumerate(heads, start=1):
        put_heading(sheet.cell(HEADINGS_ROW, index), head.of(lang))
    for row, change in enumerate(found.changes, start=HEADINGS_ROW + 1):
        for index, text in ((1, change.title(lang)), (2, change.row), (3, change.heading(lang))):
            put_text(sheet.cell(row, index), text)
        put_text(sheet.cell(row, 4), MARKS[change.kind].of(lang))
        if change.kind is Kind.CELL:
            for index, value, fill in ((5, change.before, _OLD), (6, change.after, _NEW)):
                cell = sheet.cell(row, index)
                _put(cell, value, change.known, lang)
                cell.fill = fill
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        for index, place in ((7, change.before_place), (8, change.after_place)):
            put_text(sheet.cell(row, index), _place(place))
    _finish(sheet, len(heads), len(found.changes))


def _table(book: Workbook, table: schema.Table, cases: tuple[Case, Case], changes: Sequence[Change], lang: str) -> None:
    """The changed rows of a table: of a changed one, before and after below each other, its new cells framed."""
    sheet = book.create_sheet(table.label.of(lang))
    put_title(sheet, table.label.of(lang), _LEGEND.of(lang))
    headings = list(dict.fromkeys(heading for case in cases for heading in extras.columns(case, table.name)))
    for index, head in enumerate((_MARK.of(lang), _CHANGED.of(lang)), start=1):
        put_heading(sheet.cell(HEADINGS_ROW, index), head)
    for index, column in enumerate(table.columns, start=3):
        put_heading(sheet.cell(HEADINGS_ROW, index), heading_of(column, lang), required=column.key)
    for index, heading in enumerate(headings, start=3 + len(table.columns)):
        put_heading(sheet.cell(HEADINGS_ROW, index), heading)
    row = HEADINGS_ROW
    indices = [{key: index for index, key in enumerate(row_keys(case[table.name]))} for case in cases]
    for key, mark, side, cells in _rows(table, indices, changes):
        row += 1
        fill = _OLD if side == 0 else _NEW
        put_text(sheet.cell(row, 1), mark.of(lang))
        named = [change.heading(lang) for change in cells]
        put_text(sheet.cell(row, 2), ", ".join(named))
        marked = {change.column for change in cells}
        for index, (name, known, value) in enumerate(_cells(table, cases[side], indices[side][key], headings), start=3):
            cell = sheet.cell(row, index)
            _put(cell, value, known, lang)
            if name in marked or not cells:
                cell.fill = fill
            if name in marked:
                cell.border, cell.font = _EDGE, _BOLD
    _finish(sheet, 2 + len(table.columns) + len(headings), row - HEADINGS_ROW)


def _rows(
    table: schema.Table, indices: Sequence[Mapping[tuple, int]], changes: Sequence[Change]
) -> Iterator[tuple[tuple, Text, int, list[Change]]]:
    """(key, mark, 0 for before or 1 for after, changed cells) of each row to show, removed ones first."""
    keys = {"" if table.fields else shown_key(key): key for found in indices for key in found}
    by_row: dict[str, list[Change]] = {}
    for change in changes:
        by_row.setdefault(change.row, []).append(change)
    for row, cells in by_row.items():
        kind = cells[0].kind
        if kind is Kind.CELL:
            yield keys[row], _WAS, 0, cells
            yield keys[row], _IS, 1, cells
        else:
            yield keys[row], MARKS[kind], int(kind is Kind.ROW_ADDED), []


def _cells(
    table: schema.Table, case: Case, index: int, headings: Sequence[str]
) -> Iterator[tuple[str, schema.Column | None, object]]:
    """(name, column, value) of each cell of a row, unknown columns last."""
    data, unknown = case[table.name], extras.columns(case, table.name)
    for column in table.columns:
        yield column.name, column, data[column.name][index]
    for heading in headings:
        yield heading, None, unknown[heading][index] if heading in unknown else None


def _put(cell: Cell, value: object, column: schema.Column | None, lang: str) -> None:
    if column is None:
        put_raw(cell, value)
    else:
        put_value(cell, value, column, lang)


def _finish(sheet: Worksheet, columns: int, rows: int) -> None:
    """Widths, frozen headings, a filter on every column."""
    set_widths(sheet, HEADINGS_ROW)
    set_print(sheet, HEADINGS_ROW, naming=3)
    sheet.freeze_panes = sheet.cell(HEADINGS_ROW + 1, 3)
    last = sheet.cell(HEADINGS_ROW + max(rows, 1), columns).coordinate
    sheet.auto_filter.ref = f"A{HEADINGS_ROW}:{last}"
    sheet.column_dimensions["B"].width = min(sheet.column_dimensions["B"].width, WIDEST / 2)


def _place(place: Place | None) -> str:
    return "" if place is None else str(place)


def counted(found: Difference, lang: str) -> str:
    """« 3 cellules modifiées, 1 ligne ajoutée »."""
    parts = []
    for kind, (one, many) in _COUNTS.items():
        count = found.count(kind)
        if count:
            parts.append((one if count == 1 else many).of(lang, count=number(count, lang)))
    return ", ".join(parts) or _SAME.of(lang)


MARKS = {
    Kind.CELL: Text("≠ modifiée", "≠ changed"),
    Kind.ROW_ADDED: Text("+ ajoutée", "+ added"),
    Kind.ROW_REMOVED: Text("− retirée", "− removed"),
}
"""What happened to a cell or a row, with a sign that needs no colour."""
_WAS, _IS = Text("≠ avant", "≠ before"), Text("≠ après", "≠ after")
_COUNTS = {
    Kind.CELL: (
        Text("{count} cellule modifiée", "{count} cell changed"),
        Text("{count} cellules modifiées", "{count} cells changed"),
    ),
    Kind.ROW_ADDED: (
        Text("{count} ligne ajoutée", "{count} row added"),
        Text("{count} lignes ajoutées", "{count} rows added"),
    ),
    Kind.ROW_REMOVED: (
        Text("{count} ligne retirée", "{count} row removed"),
        Text("{count} lignes retirées", "{count} rows removed"),
    ),
}
_SAME = Text("aucune différence", "no difference")
_CHANGES = Text("changements", "changes")
_TITLE = Text("De « {before} » à « {after} »", "From “{before}” to “{after}”")
_TABLE, _ROW, _COLUMN = Text("table", "table"), Text("ligne", "row"), Text("colonne", "column")
_MARK, _CHANGED = Text("changement", "change"), Text("colonnes modifiées", "changed columns")
_BEFORE, _AFTER = Text("avant", "before"), Text("après", "after")
_PLACE_BEFORE, _PLACE_AFTER = Text("place avant", "place before"), Text("place après", "place after")
_LEGEND = Text(
    "Les lignes qui ont changé : « ≠ avant » et « ≠ après » l'une sous l'autre, les cellules modifiées encadrées.",
    "The rows that changed: “≠ before” and “≠ after” below each other, the changed cells framed.",
)
