"""A workbook of LibreOffice (.ods, .fods) to the raw grids of its sheets.

Source: OASIS Open Document Format 1.3, part 3, chapters 9 (tables) and 19 (attributes).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from fundopt.case.case import Place
from fundopt.case.findings import Finding
from fundopt.case.grid import Grid, Raw, Unusable
from fundopt.case.grid_building import MOST_COLUMNS, GridBuilder, Room, exact, joined
from fundopt.case.messages import finding
from fundopt.case.outside_references import points_outside
from fundopt.case.preflight import LARGEST_UNPACKED, Archive, ContainerFault
from fundopt.case.xml_parts import Budget, Handlers, parse

_SPACES = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, TEXT, STYLE = (f"{_SPACES}{name}:1.0 " for name in ("office", "table", "text", "style"))
MANIFEST = f"{_SPACES}manifest:1.0 "
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
CONTENT = "content.xml"
_HIDDEN_ROWS = ("collapse", "filter")
_CHUNK = 1 << 16
LONGEST_BLANK = 1_000
"""Most spaces that one element may stand for."""


def manifest(archive: Archive) -> tuple[str, bool]:
    """(the media type of an OpenDocument file, whether any part of it is encrypted). Raises ContainerFault."""
    found = {"kind": "", "encrypted": False}

    def entry(values: Mapping[str, str]) -> None:
        if values.get(f"{MANIFEST}full-path") == "/":
            found["kind"] = values.get(f"{MANIFEST}media-type", "")

    def encrypted(_: Mapping[str, str]) -> None:
        found["encrypted"] = True

    start = {f"{MANIFEST}file-entry": entry, f"{MANIFEST}encryption-data": encrypted}
    if part := archive.find("META-INF/manifest.xml"):
        parse(archive.chunks(part), part, Handlers(start, {}), Budget())
    if part := archive.find("mimetype"):
        found["kind"] = archive.content(part, 200).decode("ascii", "replace").strip() or found["kind"]
    return str(found["kind"]), bool(found["encrypted"])


def read_spreadsheet(archive: Archive, file: str) -> tuple[list[Grid], list[Finding]]:
    """The raw cells of every sheet of an .ods workbook. Raises ContainerFault where it has no readable content."""
    part = archive.find(CONTENT)
    if part is None:
        raise ContainerFault("part-missing", found=CONTENT)
    return _read(archive.chunks(part), file, f"{OFFICE}document-content")


def read_flat(path: Path) -> tuple[list[Grid], list[Finding]]:
    """The raw cells of every sheet of a flat .fods workbook. Raises ContainerFault."""
    return _read(_chunks(path), path.name, f"{OFFICE}document")


def _chunks(path: Path) -> Iterator[bytes]:
    if path.stat().st_size > LARGEST_UNPACKED:
        raise ContainerFault("archive-bomb", found=path.name)
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _read(chunks: Iterable[bytes], file: str, root: str) -> tuple[list[Grid], list[Finding]]:
    """The sheets up to the first that cannot be read, with a finding for that one: those behind it are `unread`."""
    parser = _Sheets(file)
    try:
        parse(chunks, CONTENT, parser.handlers(root), Budget())
    except ContainerFault as fault:
        if parser.builder is None:
            raise
        place = Place(file, parser.builder.title, parser.row or None)
        return parser.grids, [finding(fault.code, place, **fault.values, unread=True)]
    return parser.grids, []


class _Sheets:
    """Collects the cells of all sheets while the XML goes by."""

    def __init__(self, file: str):
        self.file, self.room = file, Room()
        self.grids: list[Grid] = []
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.builder: GridBuilder | None = None
        self.nested = self.aside = 0
        self.row, self.rows, self.hidden = 0, 1, False
        self.column = 0
        self.columns = 0
        self.cells: dict[int, Raw] = {}
        self.displays: dict[int, str] = {}
        self.computed: list[int] = []
        self.cell: Mapping[str, str] | None = None
        self.paragraphs: list[list[str]] = []
        self.writing = False

    def handlers(self, root: str) -> Handlers:
        start = {
            f"{STYLE}style": self._style, f"{STYLE}table-properties": self._display, f"{TABLE}table": self._table,
            f"{TABLE}table-column": self._column, f"{TABLE}table-row": self._row, f"{TABLE}table-cell": self._cell,
            f"{TABLE}covered-table-cell": self._cell, f"{OFFICE}annotation": self._annotation,
            f"{TEXT}p": self._paragraph, f"{TEXT}s": self._blanks, f"{TEXT}tab": self._tab,
            f"{TEXT}line-break": self._break,
        }  # fmt: skip
        end = {
            f"{TABLE}table": self._end_table, f"{TABLE}table-row": self._end_row, f"{TABLE}table-cell": self._end_cell,
            f"{TABLE}covered-table-cell": self._end_cell, f"{OFFICE}annotation": self._end_annotation,
            f"{TEXT}p": self._end_paragraph,
        }  # fmt: skip
        return Handlers(start, end, self._text, frozenset({root}))

    # styles and sheets

    def _style(self, values: Mapping[str, str]) -> None:
        self.style = values.get(f"{STYLE}name", "")

    def _display(self, values: Mapping[str, str]) -> None:
        if values.get(f"{TABLE}display") == "false":
            self.hidden_styles.add(self.style)

    def _table(self, values: Mapping[str, str]) -> None:
        if self.builder is not None:
            self.nested += 1
            return
        title = values.get(f"{TABLE}name", "")
        hidden = values.get(f"{TABLE}style-name") in self.hidden_styles
        self.builder = GridBuilder(title, self.file, hidden, self.room)
        self.row, self.rows, self.columns = 0, 1, 0

    def _end_table(self) -> None:
        if self.nested:
            self.nested -= 1
        elif self.builder is not None:
            if not self.builder.title.startswith("'file:"):  # a copy of another file's sheet, kept for its formulas
                self.grids.append(self.builder.grid())
            self.builder = None

    def _column(self, values: Mapping[str, str]) -> None:
        if self.builder is None or self.nested:
            return
        count = _times(values, "number-columns-repeated")
        if values.get(f"{TABLE}visibility") in _HIDDEN_ROWS:
            self.builder.hide_columns(self.columns, self.columns + count - 1)
        self.columns += count

    # rows and cells

    def _row(self, values: Mapping[str, str]) -> None:
        if self.builder is None or self.nested:
            return
        self.row += self.rows if self.row else 1
        self.rows = _times(values, "number-rows-repeated")
        self.hidden = values.get(f"{TABLE}visibility") in _HIDDEN_ROWS
        self.column, self.cells, self.displays, self.computed = 0, {}, {}, []

    def _end_row(self) -> None:
        if self.builder is None or self.nested or not self.cells:
            return
        self.builder.add(self.row, self.cells, self.rows)
        for number in range(self.row, self.row + self.rows):
            if self.hidden:
                self.builder.hidden_rows.add(number)
            for column, shown in self.displays.items():
                self.builder.shown_as[number, column] = shown
            self.builder.computed.update((number, column) for column in self.computed)

    def _cell(self, values: Mapping[str, str]) -> None:
        if self.builder is not None and not self.nested:
            self.cell, self.paragraphs = values, []

    def _end_cell(self) -> None:
        if self.builder is None or self.nested or self.cell is None:
            return
        values, self.cell = self.cell, None
        times = _times(values, "number-columns-repeated")
        wide, high = (_times(values, f"number-{way}-spanned") for way in ("columns", "rows"))
        if wide > 1 or high > 1:
            self.builder.merge(self.row, self.column, self.row + high - 1, self.column + wide - 1)
        value = self._value(values)
        if value is not None:
            if self.column + times > MOST_COLUMNS:
                raise ContainerFault("sheet-corner", found=self.row)
            shown = _shown(values)
            if f"{TABLE}formula" in values:
                self.computed += range(self.column, self.column + times)
            for column in range(self.column, self.column + times):
                self.cells[column] = value
                if shown:
                    self.displays[column] = shown
        self.column += times

    def _value(self, values: Mapping[str, str]) -> Raw:
        """What the cell holds; the exact shortest decimal of its double for a number."""
        kind = values.get(f"{OFFICE}value-type", "")
        text = joined("\n".join("".join(pieces) for pieces in self.paragraphs))
        formula = values.get(f"{TABLE}formula")
        if formula is not None:
            formula = formula.partition("=")[2]
            if "'file:" in formula or "://" in formula or points_outside(formula):
                return Unusable("cell-outside", f"={formula}")
            if values.get(f"{CALC}value-type") == "error" or text.startswith(("#", "Err:")):
                return Unusable("cell-error", text)
            if not kind:
                return Unusable("cell-formula", f"={formula}")
        try:
            return _typed(kind, values, text)
        except (ValueError, OverflowError):
            return Unusable("cell-error", values.get(f"{OFFICE}value") or text)

    # text

    def _annotation(self, _: Mapping[str, str]) -> None:
        self.aside += 1

    def _end_annotation(self) -> None:
        self.aside -= 1

    def _paragraph(self, _: Mapping[str, str]) -> None:
        self.writing = self.cell is not None and not self.aside
        if self.writing:
            self.paragraphs.append([])

    def _end_paragraph(self) -> None:
        self.writing = False

    def _text(self, data: str) -> None:
        if self.writing:
            self.paragraphs[-1].append(data)
            if len(self.paragraphs[-1]) > 100:
                self.paragraphs[-1] = [joined(self.paragraphs[-1])]

    def _blanks(self, values: Mapping[str, str]) -> None:
        count = int(values.get(f"{TEXT}c", 1))
        if not 0 <= count <= LONGEST_BLANK:
            raise ContainerFault("part-malformed", found=CONTENT, reason=f"text:s {count}")
        self._text(" " * count)

    def _tab(self, _: Mapping[str, str]) -> None:
        self._text("\t")

    def _break(self, _: Mapping[str, str]) -> None:
        self._text("\n")


def _times(values: Mapping[str, str], name: str) -> int:
    """How often something is repeated, or how many cells it spans. Raises ValueError below 1."""
    count = int(values.get(f"{TABLE}{name}", 1))
    if count < 1:
        raise ValueError(f"table:{name} {count}")
    return count


def _typed(kind: str, values: Mapping[str, str], text: str) -> Raw:
    if kind in ("float", "percentage", "currency"):
        return exact(values[f"{OFFICE}value"]) if f"{OFFICE}value" in values else _no_value(text)
    if kind == "boolean":
        return values.get(f"{OFFICE}boolean-value", text).lower() in ("true", "1")
    if kind == "date":
        return datetime.datetime.fromisoformat(values[f"{OFFICE}date-value"]).replace(tzinfo=None)
    if kind == "time":
        return Unusable("cell-time", text or values.get(f"{OFFICE}time-value", ""))
    return values.get(f"{OFFICE}string-value") or text or None


def _no_value(text: str) -> Raw:
    raise ValueError(text)


def _shown(values: Mapping[str, str]) -> str:
    """The percent sign or the currency that the cell is displayed with."""
    kind = values.get(f"{OFFICE}value-type")
    if kind == "percentage":
        return "%"
    return values.get(f"{OFFICE}currency", "") if kind == "currency" else ""
