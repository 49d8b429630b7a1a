"""How a value of a case is written as text, so that reading it gives the same value and no program sees a formula.

A csv cell is text to us, but a spreadsheet program may take what starts with =, +, - or @ for a formula: at its
beginning and, where the program divides cells at another character than the file does, after ",", ";", a tab or the
end of a line. There an apostrophe is put before it, and taken away again on reading. A number of the case needs none.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

_GUARDED = r"""(^|[,;\t\r\n])([\s"\x00-\x1f]*)(?={marks}[=+\-@＝＋－＠])"""
_BEFORE_FORMULA = re.compile(_GUARDED.format(marks="'*"))
_AFTER_GUARD = re.compile(_GUARDED.format(marks="'+") + "'")
LIKE_A_FORMULA = re.compile(r"[\s\x00-\x1f]*[=+\-@＝＋－＠]")
"""Text that a spreadsheet program would take for a formula if a person typed it."""


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
    return guarded(as_text(value))


def as_text(value: object) -> str:
    """Text, several names, or a date, as one text; a date without time as 2026-09-30."""
    if isinstance(value, tuple):
        return ";".join(str(part) for part in value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    return str(value)


def guarded(text: str) -> str:
    """`text` with an apostrophe wherever a spreadsheet program could see the beginning of a formula."""
    return _BEFORE_FORMULA.sub(r"\1\2'", text)


def plain(text: str) -> str:
    """A csv cell without the apostrophes that `guarded` puts."""
    return _AFTER_GUARD.sub(r"\1\2", text) if "'" in text else text


def decimals(value: Decimal) -> int:
    """How many digits `value` has behind its decimal mark, trailing zeros excepted."""
    return max(0, -int(value.normalize().as_tuple().exponent))
