"""Csv tables: a file to its raw grid, and a case to a folder of csv files.

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
from collections.abc import Iterator
from pathlib import Path

from fundopt.case import extras, schema
from fundopt.case.case import Case, Place
from fundopt.case.findings import Finding
from fundopt.case.grid import Grid
from fundopt.case.headings import find_headings
from fundopt.case.messages import finding
from fundopt.case.written import cell_text, plain
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


def write_folder(case: Case, path: str | Path) -> None:
    """Write each given table of `case` as `<table>.csv` into the folder `path`, in UTF-8, with "," and "." decimals.

    Files of other tables that stand there are left alone; columns that were not known are written after the others.
    """
    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    for table in schema.TABLES:
        if table.name in case.given:
            _write(folder / f"{table.name}.csv", _rows(case, table))
    for title, rows in extras.sheets(case).items():
        _write(folder / f"{title}.csv", [[cell_text(value) for value in row] for row in rows])


def _rows(case: Case, table: schema.Table) -> Iterator[list[str]]:
    data = case[table.name]
    unknown = extras.columns(case, table.name)
    if table.fields:
        yield ["parameter", "value"]
        for column in table.columns:
            yield [column.name, cell_text(data[column.name][0])]
        for name, values in unknown.items():
            yield [name, cell_text(values[0])]
        return
    yield [*(column.name for column in table.columns), *unknown]
    for values in zip(*(data[column.name] for column in table.columns), *unknown.values(), strict=True):
        yield [cell_text(value) for value in values]


def _write(path: Path, rows: Iterator[list[str]] | list[list[str]]) -> None:
    """Write under a temporary name, then rename: a reader never sees half a file."""
    temporary = path.with_name(f".{path.name}.part")
    with temporary.open("w", encoding="utf-8", newline="") as stream:
        usual = csv.writer(stream, lineterminator="\n")
        quoted = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
        for row in rows:  # the csv module leaves a lone carriage return unquoted, and reads it as the end of a line
            (quoted if any("\r" in cell for cell in row) else usual).writerow(row)
    temporary.replace(path)


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
