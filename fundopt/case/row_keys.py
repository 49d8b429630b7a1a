"""What identifies a row when two versions of a table are laid side by side."""

from __future__ import annotations

from collections import Counter

from fundopt.case import schema
from fundopt.case.case import Data

NATURAL = {"eligibility": ("source", "city", "measure"), "provenance": ("table", "row", "column")}
"""The columns that say what a row is about, in tables whose rows may repeat."""


def key_columns(table: schema.Table) -> tuple[str, ...]:
    """The columns by which rows of `table` are matched; none of a table of fields, which is one record."""
    return table.keys or NATURAL.get(table.name, ())


def row_keys(data: Data) -> list[tuple]:
    """For each row its key values and, last, 0 or how many rows above have the same ones."""
    names = key_columns(data.table)
    seen: Counter[tuple] = Counter()
    keys = []
    for values in zip(*(data[name] for name in names), strict=True) if names else [()] * len(data):
        keys.append((*values, seen[values]))
        seen[values] += 1
    return keys


def shown_key(key: tuple) -> str:
    """The key as people write it: values joined by "/", a repetition numbered."""
    *values, repetition = key
    parts = (",".join(map(str, value)) if isinstance(value, tuple) else str(value) for value in values)
    return "/".join(parts) + (f" ({repetition + 1})" if repetition else "")
