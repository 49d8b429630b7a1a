"""A workbook (.xlsx) to the raw grids of its sheets."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from fundopt.case.case import Place
from fundopt.case.findings import Finding
from fundopt.case.grid import Grid, Raw, Unusable
from fundopt.case.grid_building import MOST_COLUMNS, MOST_ROWS, GridBuilder, Room, exact, joined
from fundopt.case.messages import finding
from fundopt.case.outside_references import points_outside
from fundopt.case.preflight import Archive, ContainerFault
from fundopt.case.workbook_parts import MAIN, Package, Sheet, open_package, unescape
from fundopt.case.xml_parts import Handlers, names, parse

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ROOT = frozenset(f"{space} worksheet" for space in MAIN)


def read_sheets(archive: Archive, file: str) -> tuple[list[Grid], list[Finding]]:
    """The raw cells of every worksheet of the workbook in `archive`; a sheet that cannot be read makes a finding.

    Raises ContainerFault where the workbook itself cannot be read.
    """
    package, room = open_package(archive), Room()
    grids: list[Grid] = []
    findings: list[Finding] = []
    if package.links:
        findings.append(finding("file-links", Place(file), found=", ".join(package.links)))
    for sheet in package.sheets:
        parser = _SheetParser(package, GridBuilder(sheet.name, file, sheet.hidden, room))
        try:
            grids.append(parser.parse(sheet))
        except ContainerFault as fault:
            place = Place(file, sheet.name, fault.row)
            findings.append(finding(fault.code, place, **fault.values))
    return grids, findings


def position(reference: str) -> tuple[int, int]:
    """(row from 1, column from 0) of a reference such as B7. Raises ValueError."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        raise ValueError(reference)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    if column > MOST_COLUMNS or row > MOST_ROWS:
        raise ValueError(reference)
    return row, column - 1


class _SheetParser:
    """Collects a worksheet's cells while the XML goes by."""

    def __init__(self, package: Package, builder: GridBuilder):
        self.package, self.builder = package, builder
        self.row, self.column = 0, -1
        self.hidden = False
        self.cells: dict[int, Raw] = {}
        self.cell: Mapping[str, str] = {}
        self.formula: str | None = None
        self.value: str | None = None
        self.into: list[str] | None = None
        self.texts: list[str] | None = None

    def parse(self, sheet: Sheet) -> Grid:
        archive = self.package.archive
        part = archive.find(sheet.part)
        if part is None:
            raise ContainerFault("part-missing", found=sheet.part)
        start = {"c": self._cell, "v": self._inner, "f": self._inner, "t": self._inner, "is": self._inline,
                 "row": self._row, "rPh": self._guide, "col": self._columns, "mergeCell": self._merged}  # fmt: skip
        end = {"c": self._end_cell, "v": self._end_value, "f": self._end_formula, "t": self._end_text,
               "row": self._end_row, "rPh": self._end_guide}  # fmt: skip
        handlers = Handlers(names(MAIN, start), names(MAIN, end), self._text, _ROOT)
        try:
            parse(archive.chunks(part), part, handlers, self.package.budget)
        except ContainerFault as fault:
            fault.row = self.row or None
            raise
        return self.builder.grid()

    def _row(self, values: Mapping[str, str]) -> None:
        number = values.get("r")
        self.row = self.row + 1 if number is None else int(number)
        self.column, self.cells = -1, {}
        self.hidden = values.get("hidden") in ("1", "true") or values.get("ht") == "0"

    def _end_row(self) -> None:
        self.builder.add(self.row, self.cells)
        if self.hidden and self.cells:
            self.builder.hidden_rows.add(self.row)

    def _cell(self, values: Mapping[str, str]) -> None:
        self.cell = values
        self.column += 1
        self.formula = self.value = self.texts = None

    def _inner(self, _: Mapping[str, str]) -> None:
        self.into = []

    def _inline(self, _: Mapping[str, str]) -> None:
        self._once(self.texts)
        self.texts = []

    def _guide(self, _: Mapping[str, str]) -> None:
        self.guide = self.texts
        self.texts = None

    def _end_guide(self) -> None:
        self.texts = self.guide

    def _once(self, known: object) -> None:
        """Raises ContainerFault where a cell has its value, text or formula a second time."""
        if known is not None:
            raise ContainerFault("cell-twice", found=self.cell.get("r", ""))

    def _end_value(self) -> None:
        self._once(self.value)
        self.value, self.into = joined(self.into or ()), None

    def _end_formula(self) -> None:
        self._once(self.formula)
        self.formula, self.into = joined(self.into or ()), None

    def _end_text(self) -> None:
        if self.texts is not None:
            self.texts += self.into or ()
        self.into = None

    def _text(self, data: str) -> None:
        if self.into is not None:
            self.into.append(data)
            if len(self.into) > 100:
                self.into = [joined(self.into)]

    def _end_cell(self) -> None:
        cell = self.cell
        if "r" in cell:
            row, self.column = position(cell["r"])
            if row != self.row:
                raise ContainerFault("row-cell", found=cell["r"], row=self.row)
        if self.texts is not None:
            self.value = joined(self.texts)
        if self.value is None and self.formula is None:
            return
        value = self._read(cell.get("t", "n"))
        if value is None:
            return
        if self.column in self.cells:
            raise ContainerFault("cell-twice", found=cell.get("r", ""))
        self.cells[self.column] = value
        if self.formula is not None:
            self.builder.computed.add((self.row, self.column))

    def _read(self, kind: str) -> Raw:
        """What the cell holds; the exact shortest decimal of its double for a number."""
        text = self.value
        if self.formula and points_outside(self.formula):
            return Unusable("cell-outside", f"={self.formula}")
        if kind == "e":
            return Unusable("cell-error", text or "")
        if self.formula is not None and (text is None if kind == "str" else not text):
            return Unusable("cell-formula", f"={self.formula}")
        if kind in ("str", "inlineStr"):
            return unescape(text or "") or None
        if not text:
            return None
        try:
            return self._typed(kind, text)
        except (ValueError, IndexError, OverflowError):
            return Unusable("cell-error", text)

    def _typed(self, kind: str, text: str) -> Raw:
        if kind == "s":
            if not text.isdigit():
                raise ValueError(text)
            return self.package.texts[int(text)] or None
        if kind == "b":
            return text == "1" or text == "true"
        if kind == "d":
            return datetime.datetime.fromisoformat(text).replace(tzinfo=None)
        style = int(self.cell.get("s", 0))
        display = self.package.displays[style] if style < len(self.package.displays) else None
        if display is None and style:
            return Unusable("cell-style", text)
        if display is None or (not display.date and not display.shown_as):
            return exact(text)
        if display.date:
            return self._moment(float(text))
        self.builder.shown_as[self.row, self.column] = display.shown_as
        return exact(text)

    def _moment(self, number: float) -> Raw:
        moment = from_excel(number, CALENDAR_MAC_1904 if self.package.since_1904 else CALENDAR_WINDOWS_1900)
        return moment if isinstance(moment, datetime.datetime) else Unusable("cell-time", str(moment))

    def _columns(self, values: Mapping[str, str]) -> None:
        if values.get("hidden") in ("1", "true") or values.get("width") == "0":
            self.builder.hide_columns(int(values["min"]) - 1, int(values["max"]) - 1)

    def _merged(self, values: Mapping[str, str]) -> None:
        first, _, last = values["ref"].partition(":")
        self.builder.merge(*position(first), *position(last or first))
