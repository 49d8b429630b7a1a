"""A file given back with its findings marked: a colour and a comment in each cell, and a sheet that lists them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from fundopt.case.case import Place
from fundopt.case.file_kinds import Kind, kind_of
from fundopt.case.findings import Finding, Severity
from fundopt.case.grid import Grid
from fundopt.case.headings import FINDINGS, GUIDE_TITLES
from fundopt.case.preflight import ContainerFault
from fundopt.case.sources_of_grids import grids_at
from fundopt.case.titles import free_titles
from fundopt.case.workbook_cells import put_raw, put_text, save
from fundopt.language import Text

HEADS = (
    Text("gravité", "severity"),
    Text("place", "place"),
    Text("constat", "finding"),
    Text("attendu", "expected"),
    Text("à faire", "to do"),
)
SEVERITIES = {
    Severity.ERROR: Text("erreur", "error"),
    Severity.QUESTION: Text("question", "question"),
    Severity.WARNING: Text("avertissement", "warning"),
    Severity.NOTE: Text("note", "note"),
}
COLOURS = {Severity.ERROR: "F4B6A6", Severity.QUESTION: "F9D9A8", Severity.WARNING: "FFF2CC", Severity.NOTE: "DDEBF7"}
FORBIDDEN_IN_TITLE, LONGEST_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff]|^'|'$"), 31
LONGEST_COMMENT = 1200
"""Letters of a comment; findings at one cell beyond that stand on the first sheet only."""


def write_marked(path: str | Path, findings: Iterable[Finding], target: str | Path, lang: str) -> Path:
    """Write to `target` (.xlsx) the file at `path` with `findings` marked, and return it.

    A workbook keeps its formats and formulas where openpyxl can keep them; of any other file, or a workbook that it
    cannot open, the cells are copied as they were read. A file that cannot be read at all gives the list alone.
    """
    path, target, found = Path(path), Path(target), list(findings)
    grids, _ = grids_at(path)
    book, sheets = _opened(path, grids) or _copied(grids)
    for place, members in _by_cell(found).items():
        sheet = sheets.get(place.sheet or place.file)
        cell = _cell(sheet, place, grids) if sheet is not None else None
        if cell is not None:
            _mark(sheet, cell, members, lang)
    _list(book, found, {name: sheet.title for name, sheet in sheets.items()}, grids, lang)
    save(book, target)
    return target


def _opened(path: Path, grids: list[Grid]) -> tuple[Workbook, dict[str, Worksheet]] | None:
    """The workbook as it is, once the guarded reader has read it whole; None where it is none, or odd."""
    try:
        if not grids or path.is_dir() or kind_of(path) is not Kind.XLSX:
            return None
        book = load_workbook(path)
    except (ContainerFault, OSError):
        return None
    except Exception:  # whatever openpyxl makes of an odd workbook
        return None
    return book, {sheet.title: sheet for sheet in book.worksheets}


def _copied(grids: list[Grid]) -> tuple[Workbook, dict[str, Worksheet]]:
    """A new workbook with the cells of each grid where they stood."""
    book = Workbook()
    book.remove(book.active)
    titles = free_titles([grid.title for grid in grids], FORBIDDEN_IN_TITLE, LONGEST_TITLE)
    sheets = {}
    for grid in grids:
        sheet = sheets[grid.sheet or grid.file] = book.create_sheet(titles[grid.title])
        for number, cells in grid.rows:
            for column, value in enumerate(cells, start=1):
                put_raw(sheet.cell(number, column), value)
    return book, sheets


def _by_cell(findings: list[Finding]) -> dict[Place, list[Finding]]:
    found = defaultdict(list)
    for item in findings:
        for place in [place for place, _ in item.places] or [item.place]:
            found[place].append(item)
    return found


def _cell(sheet: Worksheet, place: Place, grids: list[Grid]) -> tuple[int, int] | None:
    """(row, column) of a place, both from 1; a whole row is marked in its first column; None for a whole sheet."""
    if place.row is None:
        return None
    if place.column is None:
        return place.row, 1
    if place.sheet is not None:
        return place.row, sheet[f"{place.column}1"].column
    return place.row, next(_csv_columns(place, grids), 1)


def _csv_columns(place: Place, grids: list[Grid]) -> Iterator[int]:
    for grid in grids:
        if grid.file == place.file and grid.rows:
            for column, heading in enumerate(grid.rows[0][1], start=1):
                if place.column in (str(heading), str(column)):
                    yield column


def _mark(sheet: Worksheet, cell: tuple[int, int], findings: list[Finding], lang: str) -> None:
    """Colour the cell by its worst finding, and say all of them in a comment."""
    worst = min(findings, key=lambda item: list(COLOURS).index(item.severity))
    marked = sheet.cell(*cell)
    if isinstance(marked, MergedCell):
        return
    marked.fill = PatternFill("solid", fgColor=COLOURS[worst.severity])
    said = "\n\n".join(_said(item, lang) for item in findings)[:LONGEST_COMMENT]
    marked.comment = Comment(said, "fundopt", width=380, height=160)


def _said(item: Finding, lang: str) -> str:
    parts = [item.text(text, lang) for text in (item.message, item.expected, item.mend)]
    return f"{SEVERITIES[item.severity].of(lang).capitalize()} — " + " ".join(part for part in parts if part)


def _list(book: Workbook, findings: list[Finding], titles: dict[str, str], grids: list[Grid], lang: str) -> None:
    """The first sheet: one line a finding, with a link to its cell."""
    sheet = book.create_sheet(FINDINGS.of(lang), 0)
    put_text(sheet.cell(1, 1), GUIDE_TITLES[-1])
    for index, head in enumerate(HEADS, start=1):
        put_text(sheet.cell(2, index), head.of(lang))
        sheet.cell(2, index).font = Font(name="Calibri", bold=True)
    for row, item in enumerate(findings, start=3):
        texts = (item.text(text, lang) for text in (item.message, item.expected, item.mend))
        for index, text in enumerate((SEVERITIES[item.severity].of(lang), str(item.place), *texts), start=1):
            put_text(sheet.cell(row, index), text)
            sheet.cell(row, index).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=COLOURS[item.severity])
        _link(book, sheet, row, item.place, titles, grids)
    for index, width in enumerate((14, 26, 60, 44, 60), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "A3"
    book.active = 0


def _link(book: Workbook, sheet: Worksheet, row: int, place: Place, titles: dict[str, str], grids: list[Grid]) -> None:
    title = titles.get(place.sheet or place.file)
    if title is None:
        return
    at = _cell(book[title], place, grids) or (1, 1)
    cell = sheet.cell(row, 2)
    cell.hyperlink = f"#{quote_sheetname(title)}!{get_column_letter(at[1])}{at[0]}"
    cell.font = Font(name="Calibri", color="0B5C93", underline="single")
