"""The look of every workbook that fundopt writes: titled sheets of tables whose totals are live formulas.

The only user of XlsxWriter, which stores with each formula the value computed here, so that phones, viewers and other
programs show numbers without recalculating. Text is written as text: nothing a user typed can become a formula.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol, xl_col_to_name

ACCENT, PALE, GREY, RULE = "#0B5563", "#EDF3F4", "#6B7780", "#C9D4D7"
FONT = "Calibri"
LOCALE = {"fr": "[$-40C]", "en": "[$-809]"}
LONGEST_TEXT = 32_000
LINE = 14.5
TURNED = 130

Value = str | float | int | Decimal | None
"""What a cell can hold; numpy's numbers too."""


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: a text, a number or None, with the formula that gives it, where there is one.

    In a formula {row} is the row of the cell; {head} and {below} are the rows of the column's heading and of the line
    below it; {first} and {last} are the rows of the body and {col} is the column's letter.
    """

    value: Value
    formula: str = ""
    digits: int | None = None


@dataclass(frozen=True)
class Column:
    """One column. `below` is its unit, or the identifier that formulas look up; `turned`: its heading stands upright.

    `style`: text (wraps), line (runs on over empty cells), key (small and grey), number, amount (a number, where
    nothing is a dash), million (an amount shown in millions) or share.
    """

    head: str
    below: str = ""
    style: str = "text"
    digits: int = 0
    width: float = 13
    total: bool = False
    bold: bool = False
    turned: bool = False


@dataclass(frozen=True)
class Area:
    """Where a table landed: the sheet's name, and row numbers counted from 1 (`total`: where the totals are)."""

    sheet: str
    head: int
    below: int
    first: int
    last: int
    total: int

    def column(self, position: int) -> str:
        """The absolute address of the body of a column, e.g. 'Payments'!$E$6:$E$90."""
        name = letter(position)
        return f"{_quoted(self.sheet)}!${name}${self.first}:${name}${self.last}"


class Book:
    """A workbook being written, a context manager. With the same `created`, two writings are byte for byte equal."""

    def __init__(self, path: Path, *, lang: str, title: str, created: datetime):
        self.lang, self.title = lang, title
        self._file = xlsxwriter.Workbook(path, {"default_format_properties": {"font_name": FONT, "font_size": 10}})
        self._file.set_properties({"title": title, "created": created, "comments": "fundopt"})
        self._formats: dict[tuple, object] = {}
        self._names: set[str] = set()

    def __enter__(self) -> Book:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._file.close()

    def sheet(self, name: str, heading: str, note: str = "") -> Sheet:
        """A new sheet with its heading and a line of explanation; what Excel forbids in a name is replaced."""
        return Sheet(self, self._file.add_worksheet(self._free(name)), heading, note)

    def define(self, name: str, address: str) -> None:
        """Give a range of cells a name that formulas can use."""
        self._file.define_name(name, f"={address}")

    def format(self, **properties: object) -> object:
        """The cell format with these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
            self._formats[key] = self._file.add_format({**base, **properties})
        return self._formats[key]

    def number_format(self, style: str, digits: int) -> str:
        """The number format of a style, grouped as the language groups; an amount or a share of nothing is a dash."""
        tail = "." + "0" * digits if digits else ""
        figure = f"#,##0{tail}"
        if style == "share":
            figure += "\u202f%" if self.lang == "fr" else "%"
        if style == "million":
            figure += ",,"
        local = LOCALE[self.lang]
        return f"{local}{figure}" if style == "number" else f'{local}{figure};{local}-{figure};"–"'

    def _free(self, name: str) -> str:
        clean = "".join("-" if character in "[]:*?/\\" else character for character in name).strip("' ")[:31] or "-"
        candidate, number = clean, 2
        while candidate.casefold() in self._names or candidate.casefold() == "history":
            candidate, number = f"{clean[:27]} ({number})", number + 1
        self._names.add(candidate.casefold())
        return candidate


class Sheet:
    """One sheet, written downwards: lines of text and tables, each below the one before."""

    def __init__(self, book: Book, page, heading: str, note: str):
        self.book, self.page, self.row = book, page, 0
        self._widths: dict[int, float] = {}
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(9)
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        page.fit_to_pages(1, 0)
        page.set_footer(f"&L&8{book.title[:100].replace('&', '&&')}&C&8&A&R&8&P / &N")
        page.ignore_errors({"number_stored_as_text": "A1:XFD1048576", "formula_differs": "A1:XFD1048576"})
        self.line(heading, height=26, font_size=18, bold=True, font_color=ACCENT)
        if note:
            self.line(note, font_color=GREY)
        self.skip()

    @property
    def name(self) -> str:
        return self.page.get_name()

    def skip(self, rows: int = 1) -> None:
        """Leave rows empty."""
        self.row += rows

    def line(self, text: str, height: float = LINE, **look: object) -> None:
        """A line of text that runs over the cells to its right."""
        self.page.set_row(self.row, height)
        self._write(self.row, 0, Cell(text), look)
        self.row += 1

    def paragraph(self, text: str, across: int, **look: object) -> None:
        """Text that wraps over the width of the first `across` columns, which must have been used by a table before."""
        width = sum(self._widths.get(column, 9) for column in range(across))
        lines = len(textwrap.wrap(text, max(int(width), 20))) or 1
        self.page.set_row(self.row, LINE * lines)
        form = self._look({"text_wrap": True, **look}, text)
        self.page.merge_range(self.row, 0, self.row, across - 1, "", form)
        self._check(self.page.write_string(self.row, 0, _shortened(text), form))
        self.row += 1

    def freeze(self, area: Area, columns: int) -> None:
        """Keep the head of a table and the first columns in sight, and repeat the head on every printed page."""
        self.page.freeze_panes(area.below, columns)
        self.page.repeat_rows(area.head - 1, area.below - 1)

    def freeze_title(self) -> None:
        """Keep the heading and the first column in sight."""
        self.page.freeze_panes(2, 1)

    def filter(self, area: Area, columns: int) -> None:
        """Give the columns of a table drop-downs to filter and sort by."""
        self.page.autofilter(area.below - 1, 0, area.last - 1, columns - 1)

    def table(
        self, columns: Sequence[Column], rows: Sequence[Sequence[Value | Cell]], *, heading: str = "", total: str = ""
    ) -> Area:
        """A table at the next free row; `rows` hold Cells or plain values. `total` names the row of totals, if any."""
        if heading:
            self.line(heading, height=20, font_size=12, bold=True, font_color=ACCENT)
        head = self.row + 1
        first = head + 2
        last = max(first, first + len(rows) - 1)
        area = Area(self.name, head, head + 1, first, last, last + 1)
        for position, column in enumerate(columns):
            self._widen(position, column.width)
        self._heads(columns, area)
        cells = [[value if isinstance(value, Cell) else Cell(value) for value in row] for row in rows]
        for offset, row in enumerate(cells):
            self._body(columns, row, first - 1 + offset, area)
        if total:
            self._total(columns, cells, area, total)
        self.row = last + (1 if total else 0)
        self.skip()
        return area

    def check(self, text: str, position: int, cell: Cell) -> None:
        """A small grey line that lets a reader check a table: what it says, and a formula in a column of the table."""
        look = {"font_color": GREY, "font_size": 8}
        number = {"align": "right", "num_format": self.book.number_format("number", 0)}
        self._write(self.row, 0, Cell(text), look)
        self._write(self.row, position, cell, {**look, **number})
        self.skip(2)

    def _heads(self, columns: Sequence[Column], area: Area) -> None:
        lines = max(1 if column.turned else _lines(column.head, column.width) for column in columns)
        self.page.set_row(area.head - 1, max(LINE * lines + 2, TURNED * any(column.turned for column in columns)))
        if not any(column.below for column in columns):
            self.page.set_row(area.below - 1, LINE / 3)
        for position, column in enumerate(columns):
            place = _aside(position) if column.style in ("text", "line", "key") else {"align": "right"}
            shared = {"font_color": ACCENT, "bg_color": PALE, **place}
            head = {
                "bold": True,
                "text_wrap": column.style != "line",
                "valign": "bottom",
                "top": 2,
                "top_color": ACCENT,
            }
            if column.turned:
                head |= {"rotation": 90, "valign": "vcenter"}
            self._write(area.head - 1, position, Cell(column.head), {**shared, **head})
            below = {"font_color": GREY, "font_size": 8, "bottom": 1, "bottom_color": ACCENT, "shrink": True}
            self._write(area.below - 1, position, Cell(column.below), {**shared, **below})

    def _body(self, columns: Sequence[Column], cells: Sequence[Cell], row: int, area: Area) -> None:
        lines = [1]
        for position, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            if isinstance(cell.value, str) and column.style == "text":
                lines.append(_lines(cell.value, column.width))
            look = {**self._style(column, cell, position), "bottom": 4, "bottom_color": RULE}
            self._write(row, position, self._located(cell, row, position, area), look)
        self.page.set_row(row, LINE * max(lines))

    def _total(self, columns: Sequence[Column], rows: list[list[Cell]], area: Area, name: str) -> None:
        for position, column in enumerate(columns):
            cell = Cell(name if position == 0 else None)
            if column.total:
                value = sum((Decimal(str(row[position].value or 0)) for row in rows), Decimal(0))
                cell = self._located(Cell(value, "=SUM({col}{first}:{col}{last})"), area.last, position, area)
            look = {"bold": True, "bg_color": PALE, "top": 1, "top_color": ACCENT}
            self._write(area.last, position, cell, {**self._style(column, cell, position), **look})

    def _style(self, column: Column, cell: Cell, position: int) -> dict[str, object]:
        digits = column.digits if cell.digits is None else cell.digits
        weight = {"bold": True} if column.bold else {}
        if column.style == "key":
            return {"font_color": GREY, "font_size": 8, **_aside(position)}
        if column.style in ("text", "line"):
            return {"text_wrap": column.style == "text", **weight, **_aside(position)}
        return {"align": "right", "num_format": self.book.number_format(column.style, digits), **weight}

    def _located(self, cell: Cell, row: int, position: int, area: Area) -> Cell:
        if not cell.formula:
            return cell
        rows = {"head": area.head, "below": area.below, "first": area.first, "last": area.last}
        return replace(cell, formula=cell.formula.format(row=row + 1, col=letter(position), **rows))

    def _write(self, row: int, column: int, cell: Cell, look: dict[str, object]) -> None:
        form = self._look(look, cell.value)
        if cell.formula:
            code = self.page.write_formula(row, column, cell.formula, form, _stored(cell.value))
        elif cell.value is None or cell.value == "":
            code = self.page.write_blank(row, column, None, form)
        elif isinstance(cell.value, str):
            code = self.page.write_string(row, column, _shortened(cell.value), form)
        else:
            code = self.page.write_number(row, column, float(cell.value), form)
        self._check(code)

    def _look(self, look: dict[str, object], value: object) -> object:
        """The format; text that looks like a formula also keeps its text mark when someone edits the cell."""
        marked = isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r")
        return self.book.format(**look, **({"quote_prefix": True} if marked else {}))

    def _widen(self, position: int, width: float) -> None:
        if width > self._widths.get(position, 0):
            self._widths[position] = width
            self.page.set_column(position, position, width)

    def _check(self, code: int) -> None:
        if code:
            raise ValueError(f"sheet {self.name}: a cell does not fit in a spreadsheet (XlsxWriter code {code})")


def letter(position: int) -> str:
    """The letter of a column counted from 0."""
    return xl_col_to_name(position)


def after(column: str, steps: int) -> str:
    """The letter of the column `steps` to the right of another."""
    return xl_col_to_name(xl_cell_to_rowcol(f"{column}1")[1] + steps)


def _quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"


def _stored(value: Value) -> str | float:
    return value if isinstance(value, str) else float(value or 0)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…"


def _aside(position: int) -> dict[str, object]:
    """Text keeps away from the number in the column to its left."""
    return {"align": "left", "indent": 1} if position else {"align": "left"}


def _lines(text: str, width: float) -> int:
    """Lines that a text needs in a column; a letter is a little narrower than the digit that widths are counted in."""
    width *= 1.1
    return sum(len(textwrap.wrap(part, max(int(width), 1))) or 1 for part in text.split("\n"))
