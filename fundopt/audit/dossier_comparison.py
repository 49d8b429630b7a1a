"""The comparison workbook: allocations side by side, and their differences from the first as live formulas."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from fundopt.audit.dossier_workbook import Book, Cell, Column, Value, letter
from fundopt.files import fresh_file
from fundopt.language import Text

DIGITS = {"MAD": 0, "points": 2}
"""Decimals by unit, where the table does not say; one for all other units."""
NOTE = Text(
    "Différences (Δ) par rapport à la première colonne : {first}.",
    "Differences (Δ) from the first column: {first}.",
)


@dataclass(frozen=True)
class Remarks:
    """A sheet of sentences: its name, the heads of its columns, and rows of text; the widest column wraps."""

    name: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


def write_comparison(
    path: str | Path,
    sheets: Mapping[str, pd.DataFrame],
    lang: str,
    title: str,
    totals: Collection[str] = (),
    created: datetime | None = None,
    remarks: Sequence[Remarks] = (),
) -> Path:
    """Write one sheet per table to `path` (.xlsx), replacing it whole, and return it.

    A table has its row labels as index, a column "unit", if it likes a column "digits", then one column of numbers
    for each allocation (NaN: no value). Its own columns "Δ name" are written anew, as formulas. The sheets named in
    `totals` get a row of totals; their rows must share one unit. `title` is the heading of each sheet. The first of
    `remarks` is the first sheet, the others come last.
    """
    path = Path(path)
    with fresh_file(path) as fresh:
        moment = (created or datetime.now(UTC)).replace(tzinfo=None)
        with Book(fresh, lang=lang, title=title, created=moment) as book:
            for each in remarks[:1]:
                _remarks(book, each)
            for name, table in sheets.items():
                _sheet(book, name, table, name in totals)
            for each in remarks[1:]:
                _remarks(book, each)
    return path


def _remarks(book: Book, remarks: Remarks) -> None:
    """Sentences as a table; the longest column takes the room."""
    sheet = book.sheet(remarks.name, f"{book.title} · {remarks.name}")
    longest = [max(map(len, (head, *cells))) for head, *cells in zip(remarks.heads, *remarks.rows, strict=True)]
    columns = [
        Column(head, width=min(max(length + 2, 14), 95 if length == max(longest) else 34))
        for head, length in zip(remarks.heads, longest, strict=True)
    ]
    sheet.freeze(sheet.table(columns, remarks.rows), 1 if len(columns) > 1 else 0)


def _sheet(book: Book, name: str, table: pd.DataFrame, with_total: bool) -> None:
    lang = book.lang
    names = _allocations(table)
    if with_total and table["unit"].nunique() > 1:
        raise ValueError(f"{name}: rows in {sorted(set(table['unit']))} do not add up")
    sheet = book.sheet(name, f"{book.title} · {name}", NOTE.of(lang, first=names[0]))
    digits = DIGITS.get(table["unit"].iloc[0], 1) if with_total else 0
    number = partial(Column, style="number", digits=digits, width=16, total=with_total)
    columns = [
        Column(name, width=40),
        Column(Text("Unité", "Unit").of(lang), width=16),
        *(number(each) for each in names),
        *(number(f"Δ {each}") for each in names[1:]),
    ]
    rows = [
        _row(str(label), values, names) for label, values in zip(table.index, table.to_dict("records"), strict=True)
    ]
    area = sheet.table(columns, rows, total=Text("Total", "Total").of(lang) if with_total else "")
    sheet.freeze(area, 2)


def _row(label: str, values: Mapping[str, Any], names: list[str]) -> list[Value | Cell]:
    digits = int(values.get("digits", DIGITS.get(values["unit"], 1)))
    numbers = [None if pd.isna(values[name]) else values[name] for name in names]
    first, *others = numbers
    differences = [
        Cell(
            None if first is None or other is None else float(other) - float(first),
            "" if first is None or other is None else f"={letter(3 + i)}{{row}}-$C{{row}}",
            digits=digits,
        )
        for i, other in enumerate(others)
    ]
    return [label, values["unit"], *(Cell(each, digits=digits) for each in numbers), *differences]


def _allocations(table: pd.DataFrame) -> list[str]:
    """The columns that hold allocations: neither unit nor digits, nor the difference of another column."""
    names = [name for name in table.columns if name not in ("unit", "digits")]
    return [name for name in names if not (name.startswith("Δ ") and name[2:] in names)]
