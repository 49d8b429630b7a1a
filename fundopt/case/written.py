"""How a value of a case is written as text, so that reading it gives the same value."""

from __future__ import annotations

import re
from decimal import Decimal

_LIKE_A_FORMULA = re.compile(r"'*[=+\-@]")


def cell_text(value: object) -> str:
    """`value` as a csv cell: "." decimals, yes/no, several names joined by ";", empty for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, int | float):
        return str(value)
    text = ";".join(str(part) for part in value) if isinstance(value, tuple) else str(value)
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text


def decimals(value: Decimal) -> int:
    """How many digits `value` has behind its decimal mark, trailing zeros excepted."""
    return max(0, -int(value.normalize().as_tuple().exponent))


def plain(text: str) -> str:
    """A csv cell without the apostrophe that `cell_text` puts before what looks like a formula."""
    return text[1:] if text[0] == "'" and _LIKE_A_FORMULA.match(text) else text
