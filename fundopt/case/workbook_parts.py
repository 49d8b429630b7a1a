"""The parts of an xlsx package, read without trusting what they say of themselves: sheets, texts, formats, cells.

Written on the standard library's XML parser because no reader tells at once a formula from its value, hidden rows and
merged ranges, and because a reader that believes a sheet's declared size can drop rows or fill the memory.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import join, normpath
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

LARGEST_PART = 300_000_000
"""Most bytes that one part may unpack to."""
MOST_CELLS = 4_000_000
"""Most cells, empty ones between others included, that one sheet may hold."""

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class WorkbookFault(ValueError):
    """The package cannot be read; the message says why."""


@dataclass(frozen=True)
class Sheet:
    """A worksheet of the workbook: its name, the name of its part, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class Stored:
    """A cell as stored: its type, style, formula (None without one) and text (None without a value)."""

    kind: str
    style: int
    formula: str | None
    text: str | None


Range = tuple[int, int, int, int]
"""First row, first column, last row, last column; rows count from 1, columns from 0."""


@dataclass
class SheetCells:
    """All cells of a worksheet by row (from 1) and column (from 0), and what a reader does not see or sees joined."""

    rows: dict[int, dict[int, Stored]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)


@dataclass(frozen=True)
class Package:
    """An open workbook: its sheets in order, shared texts, date styles and epoch."""

    archive: zipfile.ZipFile
    sheets: tuple[Sheet, ...]
    texts: tuple[str, ...]
    date_styles: frozenset[int]
    since_1904: bool


def open_package(path: Path) -> Package:
    """Open the workbook at `path`. Raises WorkbookFault."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise WorkbookFault(str(error)) from error
    main = "xl/workbook.xml"
    sheets, since_1904 = _sheets(archive, main)
    texts = _texts(archive) if "xl/sharedStrings.xml" in archive.namelist() else ()
    styles = _date_styles(archive) if "xl/styles.xml" in archive.namelist() else frozenset()
    return Package(archive, sheets, texts, styles, since_1904)


def read_cells(package: Package, sheet: Sheet) -> SheetCells:
    """Every stored cell of a worksheet. Raises WorkbookFault."""
    return _SheetParser().parse(package.archive, sheet.part)


def position(reference: str) -> tuple[int, int]:
    """(row from 1, column from 0) of a reference such as B7. Raises WorkbookFault."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        raise WorkbookFault(f"bad cell reference {reference!r}")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    if column > 16_384 or int(match[2]) > 1_048_576:
        raise WorkbookFault(f"bad cell reference {reference!r}")
    return int(match[2]), column - 1


def unescape(text: str) -> str:
    """The text behind the escapes that xlsx uses for control characters: _x000D_."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _parse(archive: zipfile.ZipFile, part: str, start: Callable, end: Callable | None, text: Callable | None) -> None:
    """Run the XML parser over a part, refusing document types and parts that unpack to too much."""

    def refuse(*_: object) -> None:
        raise WorkbookFault(f"{part} declares a document type")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, values: start(name.rpartition(" ")[2], values)
    if end:
        parser.EndElementHandler = lambda name: end(name.rpartition(" ")[2])
    if text:
        parser.CharacterDataHandler = text
    size = 0
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(1 << 16):
                size += len(chunk)
                if size > LARGEST_PART:
                    raise WorkbookFault(f"{part} is too large")
                parser.Parse(chunk)
        parser.Parse(b"", True)
    except WorkbookFault:
        raise
    except (expat.ExpatError, zipfile.BadZipFile, zlib.error, LookupError, ValueError, OSError, RuntimeError) as error:
        raise WorkbookFault(f"{part}: {error}") from error


def _sheets(archive: zipfile.ZipFile, main: str) -> tuple[tuple[Sheet, ...], bool]:
    """The worksheets that the workbook lists, in order; chart sheets are left out."""
    targets: dict[str, str] = {}
    found: list[Sheet] = []
    epoch = [False]

    def relation(name: str, values: dict) -> None:
        if name == "Relationship" and values.get("Type", "").endswith("/worksheet"):
            targets[values["Id"]] = normpath(join("xl", values["Target"])).lstrip("/")

    def sheet(name: str, values: dict) -> None:
        if name == "workbookPr":
            epoch[0] = values.get("date1904") in ("1", "true")
        if name == "sheet":
            identifier = next((value for key, value in values.items() if key.endswith(" id")), "")
            if identifier in targets:
                found.append(Sheet(values["name"], targets[identifier], values.get("state", "visible") != "visible"))

    _parse(archive, "xl/_rels/workbook.xml.rels", relation, None, None)
    _parse(archive, main, sheet, None, None)
    return tuple(found), epoch[0]


def _texts(archive: zipfile.ZipFile) -> tuple[str, ...]:
    """The shared texts; phonetic guides are left out."""
    texts: list[str] = []
    parts: list[str] = []
    inside = {"t": False, "rPh": False}

    def start(name: str, _: dict) -> None:
        if name == "si":
            parts.clear()
        if name in inside:
            inside[name] = True

    def end(name: str) -> None:
        if name == "si":
            texts.append(unescape("".join(parts)))
        if name in inside:
            inside[name] = False

    def text(data: str) -> None:
        if inside["t"] and not inside["rPh"]:
            parts.append(data)

    _parse(archive, "xl/sharedStrings.xml", start, end, text)
    return tuple(texts)


def _date_styles(archive: zipfile.ZipFile) -> frozenset[int]:
    """The styles that show a number as a date."""
    formats = dict(BUILTIN_FORMATS)
    styles: list[int] = []
    inside = [False]

    def start(name: str, values: dict) -> None:
        if name == "numFmt":
            formats[int(values["numFmtId"])] = values.get("formatCode", "")
        elif name == "cellXfs":
            inside[0] = True
        elif name == "xf" and inside[0]:
            styles.append(int(values.get("numFmtId", 0)))

    def end(name: str) -> None:
        if name == "cellXfs":
            inside[0] = False

    _parse(archive, "xl/styles.xml", start, end, None)
    return frozenset(index for index, form in enumerate(styles) if is_date_format(formats.get(form, "")))


class _SheetParser:
    """Collects a worksheet's cells while the XML goes by."""

    def __init__(self) -> None:
        self.cells = SheetCells()
        self.row = 0
        self.column = -1
        self.width = self.area = 0
        self.values: dict = {}
        self.parts: dict[str, list[str]] = {}
        self.inside = ""

    def parse(self, archive: zipfile.ZipFile, part: str) -> SheetCells:
        _parse(archive, part, self.start, self.end, self.text)
        return self.cells

    def start(self, name: str, values: dict) -> None:
        if name == "c":
            self._start_cell(values)
        elif name in ("v", "f", "t"):
            self.inside = name
            self.parts.setdefault(name, [])
        elif name == "row":
            self._start_row(values)
        elif name == "rPh":
            self.inside = ""
        elif name == "col" and (values.get("hidden") in ("1", "true") or values.get("width") == "0"):
            self.cells.hidden_columns.append((int(values["min"]) - 1, int(values["max"]) - 1))
        elif name == "mergeCell":
            first, _, last = values["ref"].partition(":")
            self.cells.merged.append((*position(first), *position(last or first)))

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name in ("v", "f", "t"):
            self.inside = ""

    def text(self, data: str) -> None:
        if self.inside:
            self.parts[self.inside].append(data)

    def _start_row(self, values: dict) -> None:
        self.row = int(values.get("r", self.row + 1))
        self.column, self.width = -1, 0
        if values.get("hidden") in ("1", "true") or values.get("ht") == "0":
            self.cells.hidden_rows.add(self.row)

    def _start_cell(self, values: dict) -> None:
        self.values, self.parts = values, {}
        row, self.column = position(values["r"]) if "r" in values else (self.row, self.column + 1)
        if row != self.row:
            raise WorkbookFault(f"cell {values['r']} stands in row {self.row}")

    def _end_cell(self) -> None:
        parts = {name: "".join(pieces) for name, pieces in self.parts.items()}
        kind = self.values.get("t", "n")
        text = parts.get("t") if kind == "inlineStr" else parts.get("v")
        formula = parts.get("f")
        if text is None and formula is None:
            return
        row = self.cells.rows.setdefault(self.row, {})
        self.area += max(0, self.column + 1 - self.width)
        self.width = max(self.width, self.column + 1)
        if self.area > MOST_CELLS:
            raise WorkbookFault(f"more than {MOST_CELLS} cells in a sheet")
        row[self.column] = Stored(kind, int(self.values.get("s", 0)), formula, text)
