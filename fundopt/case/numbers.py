"""Numbers as French and English spreadsheets write them, read to Decimal by a written grammar.

    cell      = [sign] [money] number [exponent] [" "] ["%" | money]
    number    = digits [mark digits] | grouped [mark digits] | mark digits
    grouped   = 1 to 3 digits, then (separator, 3 digits) once or more, always the same separator
    separator = space | no-break space | narrow no-break space | thin space | "'" | "." | ","
    mark      = "," | "."                    (another character than the separator)
    money     = "MAD" | "DH" | "dirhams"
    sign      = "+" | "-" | "−"
    exponent  = "e" [sign] 1 or 2 digits     (as programs write them; never with groups)

Two different separators leave one reading: in 1.234,56 and in 1 234,567 the last one is the mark. The same one twice
groups: 1,234,567. One alone before anything but three digits is the mark: 1,5 and 1234,567 and 0,125. What is left,
one comma or point between 1–3 digits and exactly 3, can be read in two ways: 1,234 is a question, unless the decimal
mark of the file is known and is the one used.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

LONGEST = 25
"""Most significant digits a number may have; the arithmetic of `decimal` is exact with 28."""
LARGEST = Decimal(10) ** 15

_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007\t", " ") | {"’": "'", "−": "-"})
_MONEY = r"(?:MAD|DHS?|dirhams?)"
_CELL = re.compile(
    rf"(?P<sign>[+-]?) ?(?:{_MONEY} ?(?=[0-9.,]))?"
    rf"(?P<body>[0-9 .,']*[0-9])(?P<exponent>e[+-]?[0-9]{{1,2}})? ?(?P<suffix>%|{_MONEY})?",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,2})?")
_OTHER_MONEY = re.compile(r"[€$£]|\b(?:EUR|USD|GBP|euros?|dollars?)\b", re.IGNORECASE)
_SCALED = re.compile(
    r"(?<=[0-9])\s?(?:k|m|md|mds|mdh|mmdh|mdhs|kdh|mmad|mille|milliers?|millions?|milliards?|thousands?|billions?|bn)\b",
    re.IGNORECASE,
)
_MISSING = frozenset(
    {"na", "n/a", "n.a", "n.a.", "#n/a", "nd", "n.d", "n.d.", "nc", "n.c", "n.c.", "nan", "null", "none", "nil"}
    | {"vide", "inconnu", "unknown", "-", "--", "—", "–", ".", "..", "...", "…", "?"}
)


class NumberFault(ValueError):
    """The text is no number, or could be two; `code` names the finding and `readings` the possible values."""

    def __init__(self, code: str, readings: tuple[Decimal, ...] = ()):
        super().__init__(code)
        self.code = code
        self.readings = readings


@dataclass(frozen=True)
class Number:
    """A number read; `percent` and `money` tell what was written around it. `value` of 12,5 % is 0.125."""

    value: Decimal
    percent: bool = False
    money: bool = False


def parse(text: str, decimal: str | None = None) -> Number:
    """Read `text` by the grammar above; `decimal` is the decimal mark of the file ("," or ".") where it is known.

    Raises NumberFault with one of the codes number-ambiguous, number-grouping, number-missing, number-currency,
    number-scale, number-digits, number-malformed.
    """
    if decimal == "." and _PLAIN.fullmatch(text):
        return Number(_unsigned_zero(Decimal(text)))
    text = unicodedata.normalize("NFC", text).translate(_SPACES).strip()
    match = _CELL.fullmatch(text)
    if not match:
        raise NumberFault(_reason(text))
    value = _number(match["body"], match["exponent"] or "", decimal)
    if match["sign"] == "-":
        value = value.copy_negate()
    percent = match["suffix"] == "%"
    money = re.search(_MONEY, text, re.IGNORECASE) is not None
    if percent and money:
        raise NumberFault("number-malformed")
    return Number(_unsigned_zero(value.scaleb(-2) if percent else value), percent, money)


def _unsigned_zero(value: Decimal) -> Decimal:
    return value if value else value.copy_abs()


def _reason(text: str) -> str:
    """The code for text that does not follow the grammar."""
    if text.casefold() in _MISSING:
        return "number-missing"
    if any(char in "0123456789" for char in text):
        if _OTHER_MONEY.search(text):
            return "number-currency"
        if _SCALED.search(text):
            return "number-scale"
    return "number-malformed"


def _number(body: str, exponent: str, decimal: str | None) -> Decimal:
    """The value of the digits and separators alone."""
    found = [char for char in body if not char.isdigit()]
    mark = found[-1] if found and found[-1] in ".," and found.count(found[-1]) == 1 else ""
    whole, _, fraction = body.rpartition(mark) if mark else (body, "", "")
    groups = set(found) - {mark}
    if len(groups) > 1 or (exponent and groups):
        raise NumberFault("number-grouping" if not exponent else "number-malformed")
    if groups:
        separator = re.escape(groups.pop())
        if not re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:{separator}[0-9]{{3}})+", whole):
            raise NumberFault("number-grouping")
    elif len(whole) > 1 and whole[0] == "0":
        raise NumberFault("number-malformed")
    elif len(fraction) == 3 and whole.strip("0") and len(whole) <= 3 and not exponent and decimal != mark:
        raise NumberFault("number-ambiguous", (Decimal(whole + fraction), Decimal(f"{whole}.{fraction}")))
    digits = re.sub(r"[^0-9]", "", whole)
    return _sized(Decimal(f"{digits or '0'}.{fraction or '0'}{exponent}") if mark else Decimal(digits + exponent))


def _sized(value: Decimal) -> Decimal:
    if len(value.as_tuple().digits) > LONGEST or abs(value) >= LARGEST or int(value.as_tuple().exponent) < -LONGEST:
        raise NumberFault("number-digits")
    return value
