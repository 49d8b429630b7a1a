"""Csv tables: a file to its raw grid.

The delimiter tells the decimal mark. A file whose delimiter is "," uses ".": 1.234 is 1.234 there, 1,234 a question.
One whose delimiter is ";" is French: 1,234 is 1.234 there and 1.234 a question. Otherwise both are questions.

Text that starts with =, +, - or @ is written with an apostrophe before it, so that no spreadsheet program takes it for
a formula, and read back without.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from pathlib import Path

from fundopt.case import schema
from fundopt.case.case import Place
from fundopt.case.findings import Finding
from fundopt.case.grid import Grid
from fundopt.case.headings import find_headings
from fundopt.case.messages import finding
from fundopt.case.written import plain
from fundopt.language import Text

DECIMAL_MARK = {",": ".", ";": ",", "\t": None, "": None}
_DECLARED = re.compile(r"sep=(?P<delimiter>[;,\t])\r?\n?", re.IGNORECASE)
csv.field_size_limit(1_000_000)


def read_grid(path: Path, table: schema.Table | None) -> Grid:
    """The raw cells of one csv file; `table` is what it is taken for, whose headings decide between delimiters."""
    text, findings = _decode(path, table)
    first, declared = 1, None
    if match := _DECLARED.match(text):
        text, first, declared = text[match.end() :], 2, match["delimiter"]
    candidates = [declared] if declared else [mark for mark in (";", ",", "\t") if mark in text]
    grids = [_split(path, table, text, mark, first) for mark in candidates or [""]]
    if table is None or len(grids) == 1:
        best = grids[:1]
    else:
        scores = [len(headings.found) if (headings := find_headings(grid, table)) else 0 for grid in grids]
        best = [grid for grid, score in zip(grids, scores, strict=True) if score == max(scores)]
    if len(best) > 1 and max(scores) > 0:
        findings.append(finding("csv-delimiter", Place(path.name), table))
    chosen = best[0]
    known = len(best) == 1 and any(len(cells) > 1 for _, cells in chosen.rows)
    decimal = chosen.decimal if known else None
    return Grid(path.stem, path.name, None, chosen.rows, decimal, findings=(*findings, *chosen.findings))


def _decode(path: Path, table: schema.Table | None) -> tuple[str, list[Finding]]:
    """The file's text: UTF-8, with or without its mark, UTF-16 with one, else Windows-1252."""
    place = Place(path.name)
    try:
        content = path.read_bytes()
    except OSError as error:
        expected = Text("Un fichier que vous avez le droit de lire.", "A file that you may read.")
        return "", [finding("file-unreadable", place, table, reason=error.strerror, expected=expected)]
    utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if utf16 else "utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), [finding("csv-cp1252", place, table)]
    except UnicodeDecodeError:
        return "", [finding("csv-encoding", place, table)]


def _split(path: Path, table: schema.Table | None, text: str, delimiter: str, first: int) -> Grid:
    """The cells of `text`; a record that runs over several lines has the number of its first line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or ",", strict=True)
    rows: list[tuple[int, tuple[str | None, ...]]] = []
    findings = []
    line = first
    try:
        for record in reader:
            values = tuple(plain(cell) if cell.strip() else None for cell in record)
            if any(value is not None for value in values):
                rows.append((line, values))
            line = first + reader.line_num
    except csv.Error as error:
        findings.append(finding("csv-syntax", Place(path.name, None, line), table, reason=str(error)))
    return Grid(path.stem, path.name, None, tuple(rows), DECIMAL_MARK[delimiter], findings=tuple(findings))
