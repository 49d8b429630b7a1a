"""Csv tables: the bytes of a file to its raw grid.

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
from itertools import islice
from pathlib import Path

from fundopt.case import schema
from fundopt.case.case import Place
from fundopt.case.findings import Finding
from fundopt.case.grid import Grid
from fundopt.case.grid_building import LONGEST_TEXT, MOST_CELLS, MOST_VALUES
from fundopt.case.headings import find_headings
from fundopt.case.messages import finding
from fundopt.case.preflight import ContainerFault
from fundopt.case.written import plain
from fundopt.language import Text

DECIMAL_MARK = {",": ".", ";": ",", "\t": None, "|": None, "": None}
LARGEST = 40_000_000
"""Most bytes of a csv file."""
LONGEST_LINE = 1_000_000
"""Most characters of one record."""
SAMPLE = 40
"""Records that tell the delimiter."""

_DECLARED = re.compile(r"\"?sep=(?P<delimiter>[;,\t|])\"?(?:\r\n|\r|\n|$)", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
Rows = list[tuple[int, tuple[str | None, ...]]]
csv.field_size_limit(LONGEST_TEXT)


def read_grid(path: Path, table: schema.Table | None) -> Grid:
    """The raw cells of one csv file; `table` is what it is taken for, whose headings decide between delimiters."""
    try:
        content = content_of(path)
    except ContainerFault as fault:
        found = finding(fault.code, Place(path.name), table, **fault.values)
        return Grid(path.stem, path.name, None, (), findings=(found,))
    return csv_grid(content, path.name, path.stem, table)


def content_of(path: Path) -> bytes:
    """The bytes of a csv file. Raises ContainerFault."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise ContainerFault("path-denied", reason=error.strerror) from error
    if len(content) > LARGEST:
        raise ContainerFault("file-large", most=LARGEST // 1_000_000)
    return content


def csv_grid(content: bytes, file: str, title: str, table: schema.Table | None) -> Grid:
    """The raw cells of a csv file's bytes; `file` is how findings call it, `title` what names its table."""
    place = Place(file)
    encoding, found = _encoding(content, place, table)
    if encoding is None:
        return Grid(title, file, None, (), findings=found)
    text = Csv(content, encoding)
    sampled = [(mark, Grid(title, file, None, tuple(text.sample(mark)))) for mark in text.candidates()]
    scores = [_score(grid, table) for _, grid in sampled]
    best = [mark for (mark, _), score in zip(sampled, scores, strict=True) if score == max(scores)]
    if table is not None and len(best) > 1 and max(scores) > (0, 0):
        found += (finding("csv-delimiter", place, table),)
    rows, fault = text.rows(best[0])
    if fault:
        found += (finding(fault.code, Place(file, None, fault.row), table, **fault.values),)
    known = (len(best) == 1 or table is None) and any(len(cells) > 1 for _, cells in rows)
    grid = Grid(title, file, None, tuple(rows), DECIMAL_MARK[best[0]] if known else None, findings=found)
    return _without_open_end(grid, table)


def _score(grid: Grid, table: schema.Table | None) -> tuple[int, int]:
    """How well a delimiter fits: the table's headings it finds; without a table, the cells of the first record."""
    if table is not None:
        headings = find_headings(grid, table)
        return (len(headings.found) if headings else 0, 0)
    return (max((len(cells) for _, cells in grid.rows[:1]), default=0), 0)


def _without_open_end(grid: Grid, table: schema.Table | None) -> Grid:
    """The grid whose headings end at the last one written, so that a cell beyond it makes its row too long."""
    headings = find_headings(grid, table) if table else None
    if headings is None or headings.cells[-1] is not None:
        return grid
    rows = list(grid.rows)
    number, cells = rows[headings.position]
    width = max(index for index, cell in enumerate(cells) if cell is not None) + 1
    rows[headings.position] = (number, cells[:width])
    return Grid(grid.title, grid.file, None, tuple(rows), grid.decimal, findings=grid.findings)


def _encoding(content: bytes, place: Place, table: schema.Table | None) -> tuple[str | None, tuple[Finding, ...]]:
    """The file's encoding: what its mark says, else UTF-8, else Windows-1252; None, with a finding, for neither."""
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    reason = Text("ni UTF-8 ni Windows-1252", "neither UTF-8 nor Windows-1252")
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            nul = "\0" in content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if nul:
            reason = Text(
                "des caractères nuls : de l'UTF-16 sans marque ?", "null characters: UTF-16 without its mark?"
            )
            break
        if encoding == "cp1252":
            return encoding, (finding("csv-cp1252", place, table, found=place.file, files=place.file),)
        return encoding, ()
    return None, (finding("csv-encoding", place, table, reason=reason),)


class Csv:
    """The text of a csv file, split by one delimiter or another."""

    def __init__(self, content: bytes, encoding: str):
        self.content, self.encoding = content, encoding
        self.first, self.declared = 1, None
        if match := _DECLARED.match(next(self._stream(), "")[:20]):
            self.first, self.declared = 2, match["delimiter"]

    def candidates(self) -> list[str]:
        """The delimiter that the file declares, or those that its beginning has."""
        if self.declared:
            return [self.declared]
        start = "".join(line[:LONGEST_LINE] for line in islice(self._stream(), SAMPLE))
        return [mark for mark in (";", ",", "\t", "|") if mark in start] or [""]

    def sample(self, delimiter: str) -> Rows:
        """The first records, as far as they can be split."""
        return self._split(delimiter, SAMPLE)[0]

    def rows(self, delimiter: str) -> tuple[Rows, ContainerFault | None]:
        """All records with the number of their first line, and the fault at which splitting ended."""
        return self._split(delimiter, None)

    def _stream(self) -> Iterator[str]:
        """The lines, ended by LF, CR or both, as they are written."""
        return iter(io.TextIOWrapper(io.BytesIO(self.content), self.encoding, newline=""))

    def _split(self, delimiter: str, most: int | None) -> tuple[Rows, ContainerFault | None]:
        rows: Rows = []
        pending = [0]

        def lines() -> Iterator[str]:
            for line in islice(self._stream(), self.first - 1, None):
                pending[0] += len(line)
                if pending[0] > LONGEST_LINE:
                    raise ContainerFault("csv-long", most=LONGEST_LINE)
                yield line

        reader = csv.reader(lines(), delimiter=delimiter or ",", strict=True)
        if not delimiter:
            reader = csv.reader(lines(), delimiter="\x1f", strict=True)
        line, values, cells = self.first, 0, 0
        try:
            for record in islice(reader, most):
                pending[0] = 0
                row = tuple(plain(cell) if cell and not cell.isspace() else None for cell in record)
                filled = len(row) - row.count(None)
                if filled:
                    rows.append((line, row))
                    values, cells = values + filled, cells + len(row)
                    if values > MOST_VALUES or cells > MOST_CELLS:
                        raise ContainerFault("sheet-values", most=MOST_VALUES)
                line = self.first + reader.line_num
        except csv.Error as error:
            return rows, ContainerFault("csv-syntax", line, reason=str(error))
        except ContainerFault as fault:
            fault.row = line
            return rows, fault
        return rows, None
