"""Units announced over a table: in a title above it, in a heading, in a row below the headings, beside a parameter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fundopt.case import schema
from fundopt.case.cells import NUMERIC, expected, fold
from fundopt.case.findings import Finding
from fundopt.case.grid import Grid, Raw
from fundopt.case.headings import UNIT, Headings, cell_at, column_names, read_heading
from fundopt.case.messages import finding
from fundopt.case.schema import Type
from fundopt.case.units import UNITS, Written, amount_text, unit_label, written_unit
from fundopt.language import Text

_MONEY = r"(?:MAD|DHS?|dirhams?|€|\$|EUR|USD|euros?|dollars?)"
_ANNOUNCED = re.compile(
    r"(?:\b(?:en|in|unit[ée]s?\s*:|unit\s*:)\s+|[(\[])"
    rf"(?P<unit>(?:k|m|md|mm)?\s?(?:milliers?|millions?|milliards?|thousands?|billions?|{_MONEY})"
    rf"(?:\s+(?:de\s+|d['’]\s*|of\s+)?{_MONEY}\b)?)",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"(?:fin |au |en |a |of )?(?:[0-9]{1,2}[/. ])*[0-9 ]*(?:19|20)[0-9]{2}(?:[-/ ][0-9]{2,4})?|[0-9*]|\*+"
    r"|obligatoire|required|facultatif|optional"
)


def unit_findings(grid: Grid, table: schema.Table, headings: Headings, body: list) -> Iterator[Finding]:
    """Units that are not those of the columns: read on, a thousand would be a million or a euro a dirham."""
    yield from _titles(grid, table, headings)
    if table.fields:
        yield from _beside(grid, table, headings, body)
        return
    for name, (row, index, text) in headings.units.items():
        column = table.column(name)
        if column.type not in NUMERIC:
            continue
        written = written_unit(text)
        place = grid.place(row, index, headings.cells[index])
        if written is None:
            if not _HARMLESS.fullmatch(fold(text)):
                yield _differs("heading-bracket", place, table, column, text)
        elif not _holds(written, column, headings.cells[index]):
            yield _differs("heading-unit", place, table, column, text)
        elif column.type is Type.SHARE and not _ours(headings.cells[index]):
            yield from _bare_shares(grid, table, column, headings, body)


def _titles(grid: Grid, table: schema.Table, headings: Headings) -> Iterator[Finding]:
    """« en milliers de dirhams » above the headings, or in the name of the sheet."""
    if not table.fields and not any(table.column(name).type in NUMERIC for name in headings.found):
        return
    above: list[tuple[int | None, int | None, object]] = [(None, None, grid.title)]
    above += [(row, index, cell) for row, cells in grid.rows[: headings.position] for index, cell in enumerate(cells)]
    for row, index, cell in above:
        if not isinstance(cell, str) or not (match := _ANNOUNCED.search(cell)):
            continue
        written = written_unit(match["unit"])
        if written is not None and (written.scale or written.kind == "other"):
            yield finding(
                "table-unit", grid.place(row, index), table, found=cell.strip(), written=match["unit"].strip()
            )


def _beside(grid: Grid, table: schema.Table, headings: Headings, body: list) -> Iterator[Finding]:
    """A unit in the label of a parameter or in the column of units."""
    known = column_names(table)
    label_at = headings.found["parameter"]
    units = [
        i for i, cell in enumerate(headings.cells) if isinstance(cell, str) and fold(cell) in (fold(UNIT.fr), UNIT.en)
    ]
    for row, values in body:
        name, bracket = read_heading(cell_at(values, label_at), known)
        if name is None or table.column(name).type not in NUMERIC:
            continue
        column = table.column(name)
        for index, cell in ((label_at, bracket), *((i, cell_at(values, i)) for i in units)):
            written = written_unit(cell) if isinstance(cell, str) else None
            if written is not None and not _holds(written, column, cell):
                yield _differs("heading-unit", grid.place(row, index), table, column, cell)


def _holds(written: Written, column: schema.Column, heading: Raw) -> bool:
    """True where `written` is the unit of `column`, or money over a rule whose unit is that of its quantity."""
    return written.fits(column) or (column.percent and written.kind == "share" and _ours(heading))


def _differs(code: str, place, table: schema.Table, column: schema.Column, text: object) -> Finding:
    unit = UNITS[column.unit]
    hint = Text(
        f"Convertissez les valeurs de la colonne et écrivez son unité : « {column.label.fr} [{unit.fr}] ».",
        f"Convert the values of the column and write its unit: “{column.label.en} [{unit.en}]”.",
    )
    if column.type is Type.SHARE:
        unit = Text("part ou en %", "share or in %")
    elif not unit.fr:
        unit = Text("nombre", "numbers")
        hint = Text(
            "Retirez l'unité du titre, et écrivez-la avec chaque valeur : 40 %, 5 000 MAD.",
            "Take the unit out of the heading, and write it with each value: 40%, MAD 5,000.",
        )
    return finding(code, place, table, column, text, unit=unit, hint=hint, expected=expected(column))


def _ours(heading: Raw) -> bool:
    """True for a heading as fundopt writes it, « part [%] »: a bare number below is a share."""
    return isinstance(heading, str) and heading.rstrip().endswith(f"[{unit_label(_SHARE).fr}]")


_SHARE = schema.FUND.column("french_share")


def _bare_shares(
    grid: Grid, table: schema.Table, column: schema.Column, headings: Headings, body: list
) -> Iterator[Finding]:
    """Under « taux (%) », 0.5 without a sign may be a half, or half a per cent."""
    index = headings.found[column.name]
    for row, values in body:
        value = cell_at(values, index)
        if isinstance(value, str):
            try:
                value = Decimal(value.strip().replace(",", "."))
            except ArithmeticError:
                continue
        if isinstance(value, Decimal) and 0 < value <= 1 and grid.shown_as.get((row, index)) != "%":
            place = grid.place(row, index, headings.cells[index])
            yield finding(
                "share-or-percent", place, table, column, value,
                percent=amount_text(value * 100), expected=expected(column),
            )  # fmt: skip
