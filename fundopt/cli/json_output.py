"""Answers as JSON: plain values, keys that stay as docs/json.md lists them."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import TextIO

DIGITS = 6
"""Decimals kept of a number; what lies below is noise of the engine."""


def text_of(record: Mapping, stream: TextIO) -> str:
    """`record` as JSON, in plain ASCII where the stream's encoding is not Unicode."""
    unicode = (getattr(stream, "encoding", None) or "utf-8").lower().startswith("utf")
    return json.dumps(plain(record), ensure_ascii=not unicode, indent=2, allow_nan=False)


def plain(value: object) -> object:
    """`value` in JSON's own types: no value for NaN, whole numbers as such, others with `DIGITS` decimals."""
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(part) for part in value]
    if value is None or isinstance(value, bool | str | int):
        return value
    number = float(value) if isinstance(value, float | Decimal) else getattr(value, "item", lambda: value)()
    if isinstance(number, float):
        if not math.isfinite(number):
            return None
        rounded = round(number, DIGITS)
        return int(rounded) if rounded.is_integer() and abs(rounded) < 2**53 else rounded
    return number if isinstance(number, bool | int | str) else str(number)
