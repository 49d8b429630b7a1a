"""A workbook (.xlsx) to the raw grids of its sheets."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from fundopt.case.case import Place
from fundopt.case.findings import Finding
from fundopt.case.grid import Grid, Raw, Unusable
from fundopt.case.messages import finding
from fundopt.case.workbook_parts import (
    Package,
    Sheet,
    SheetCells,
    Stored,
    WorkbookFault,
    open_package,
    read_cells,
    unescape,
)
from fundopt.language import Text

_WORKBOOK = Text("Un classeur .xlsx.", "An .xlsx workbook.")


def read_grids(path: Path) -> tuple[list[Grid], list[Finding]]:
    """The raw cells of every worksheet of the workbook at `path`, or a finding that says why it cannot be read."""
    grids: list[Grid] = []
    findings: list[Finding] = []
    try:
        package = open_package(path)
    except WorkbookFault as fault:
        return [], [finding("file-unreadable", Place(path.name), reason=fault, expected=_WORKBOOK)]
    with package.archive:
        for sheet in package.sheets:
            try:
                grids.append(_grid(package, sheet, path.name))
            except WorkbookFault as fault:
                place = Place(path.name, sheet.name)
                findings.append(finding("file-unreadable", place, reason=fault, expected=_WORKBOOK))
    return grids, findings


def _grid(package: Package, sheet: Sheet, file: str) -> Grid:
    stored = read_cells(package, sheet)
    rows = []
    for number in sorted(stored.rows):
        cells = stored.rows[number]
        values = {column: _value(package, cell) for column, cell in cells.items()}
        if any(value is not None for value in values.values()):
            rows.append((number, tuple(values.get(column) for column in range(max(values) + 1))))
    widest = max((len(values) for _, values in rows), default=0)
    return Grid(
        sheet.name,
        file,
        sheet.name,
        tuple(rows),
        hidden_rows=frozenset(stored.hidden_rows),
        hidden_columns=frozenset(_hidden_columns(stored, widest)),
        merged=tuple(stored.merged),
        hidden=sheet.hidden,
    )


def _hidden_columns(stored: SheetCells, widest: int) -> Iterator[int]:
    for first, last in stored.hidden_columns:
        yield from range(first, min(last + 1, widest))


def _value(package: Package, cell: Stored) -> Raw:
    """What a stored cell holds; the exact shortest decimal of its double for a number."""
    if cell.kind == "e":
        return Unusable("cell-error", cell.text or "")
    computed = cell.text is not None if cell.kind == "str" else bool(cell.text)
    if cell.formula is not None and not computed:
        return Unusable("cell-formula", f"={cell.formula}")
    if cell.kind in ("str", "inlineStr"):
        return unescape(cell.text or "") or None
    if not cell.text:
        return None
    try:
        return _typed(package, cell, cell.text)
    except (ValueError, IndexError, OverflowError):
        return Unusable("cell-error", cell.text)


def _typed(package: Package, cell: Stored, text: str) -> Raw:
    if cell.kind == "s":
        return package.texts[int(text)] or None
    if cell.kind == "b":
        return text == "1"
    if cell.kind == "d":
        return datetime.datetime.fromisoformat(text)
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    if cell.style in package.date_styles:
        moment = from_excel(number, CALENDAR_MAC_1904 if package.since_1904 else CALENDAR_WINDOWS_1900)
        return moment if isinstance(moment, datetime.datetime) else Unusable("cell-time", str(moment))
    return Decimal(int(number)) if number.is_integer() else Decimal(repr(number))
