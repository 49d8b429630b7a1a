"""Numbers as French and English spreadsheets write them, read to Decimal by a written grammar.

    cell      = [sign] [money] number [exponent] [" "] ["%" | money]
    number    = digits [mark digits] | grouped [mark digits] | mark digits
    grouped   = 1 to 3 digits, then (separator, 3 digits) once or more, always the same separator
    separator = space | no-break space | narrow no-break, thin or figure space | "'" | "’" | "." | ","
    mark      = "," | "."                    (another character than the separator)
    money     = "MAD" | "DH" | "dirhams"
    sign      = "+" | "-" | "−"
    exponent  = "e" [sign] 1 or 2 digits     (as programs write them; never with groups)

Two different separators leave one reading: in 1.234,56 and in 1 234,567 the last one is the mark. The same one twice
groups: 1,234,567. One alone before anything but three digits is the mark: 1,5 and 1234,567 and 0,125. What is left,
one comma or point between 1–3 digits and exactly 3, can be read in two ways: 1,234 is a question, unless the decimal
mark of the file is known and is the one used.

What a person reads at a glance and a program might not is refused with the way to write it: (5) and 5- and –5 for −5,
the letters O and l for 0 and 1, digits of other scripts, ½. A currency other than the dirham, and thousands or millions
abbreviated, are refused too: nothing is converted in silence.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

LONGEST = 25
"""Most significant digits a number may have; the arithmetic of `decimal` is exact with 28."""
LARGEST = Decimal(10) ** 15

_SPACES = str.maketrans(
    dict.fromkeys("\u00a0\u202f\u2007\u2008\u2009\u200a\u2002\u2003\u2004\u2005\u2006\u3000\t", " ")
    | {"’": "'", "‘": "'", "ʼ": "'", "−": "-"}
)
_MONEY = r"(?:MAD|DHS?\.?|dirhams?)"
_CELL = re.compile(
    rf"(?P<sign>[+-]?) ?(?:{_MONEY} ?(?=[0-9.,]))?"
    rf"(?P<body>[0-9 .,']*[0-9])(?P<exponent>e[+-]?[0-9]{{1,2}})? ?(?P<suffix>%|{_MONEY})?",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,2})?")
OTHER_MONEY = re.compile(
    r"[€$£¥]|(?:\b|(?<=[0-9]))(?:k|m)?(?:EUR|USD|GBP|CHF|CAD|AED|SAR|TND|DZD|XOF|F?CFA|euros?|dollars?)\b",
    re.IGNORECASE,
)
_SCALED = re.compile(
    r"(?<=[0-9])\s?(?:(?:k|m|mm|md|mds|mrd|mio)\s?(?:mad|dhs?|dirhams?)?|mille|milliers?|millions?|milliards?|"
    r"thousands?|billions?|bn)\b",
    re.IGNORECASE,
)
_MISSING = frozenset(
    {"na", "n/a", "n.a", "n.a.", "#n/a", "nd", "n/d", "n.d", "n.d.", "nc", "n/c", "n.c", "n.c.", "ns", "n.s.", "nr"}
    | {"nan", "null", "none", "nil", "vide", "inconnu", "inconnue", "unknown", "non disponible", "not available", "tbd"}
    | {"à définir", "a definir", "à compléter", "néant", "neant", "aucun", ".", "..", "...", "…", "?"}
    | {"??", "???", "s.o.", "so", "sans objet"}
)
DASHES = frozenset({"-", "--", "---", "—", "–", "−", "_", "- -"})
_BRACKETED = re.compile(r"\((?P<inner>[^()]+)\)(?P<after> ?%?)")
_LETTERS = str.maketrans({"O": "0", "o": "0", "О": "0", "о": "0", "l": "1", "I": "1", "|": "1", "і": "1"})
_OTHER_MARKS = str.maketrans({"٫": ",", "٬": "'", "％": "%", "٪": "%", "．": ".", "，": ","})


class NumberFault(ValueError):
    """The text is no number, or could be two: `code` names the finding, `readings` the possible values.

    `mended` is the number as it would be written by the grammar, where that can be told.
    """

    def __init__(self, code: str, readings: tuple[Decimal, ...] = (), mended: str = ""):
        super().__init__(code)
        self.code = code
        self.readings = readings
        self.mended = mended


@dataclass(frozen=True)
class Number:
    """A number read; `percent` and `money` tell what was written around it. `value` of 12,5 % is 0.125."""

    value: Decimal
    percent: bool = False
    money: bool = False


class Percent(Decimal):
    """A share that was written with a percent sign (5 % is 0.05); what is computed from it is a plain Decimal."""


def parse(text: str, decimal: str | None = None) -> Number:
    """Read `text` by the grammar above; `decimal` is the decimal mark of the file ("," or ".") where it is known.

    Raises NumberFault with one of the codes number-ambiguous, number-grouping, number-missing, number-dash,
    number-currency, number-scale, number-digits, number-sign, number-letters, number-script, number-malformed.
    """
    if decimal == "." and _PLAIN.fullmatch(text):
        return Number(_unsigned_zero(Decimal(text)))
    text = unicodedata.normalize("NFC", text).translate(_SPACES).strip()
    match = _CELL.fullmatch(text)
    if not match:
        raise _fault(text, decimal)
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


def _fault(text: str, decimal: str | None) -> NumberFault:
    """Why text does not follow the grammar, and how it would be written."""
    if text in DASHES:
        return NumberFault("number-dash")
    if text.casefold() in _MISSING:
        return NumberFault("number-missing")
    if not any(char.isnumeric() for char in text):
        return NumberFault("number-malformed")
    for code, written in (
        ("number-sign", _signed(text)),
        ("number-script", _western(text)),
        ("number-letters", _zeros(text)),
    ):
        if written != text and _reads(written, decimal):
            return NumberFault(code, mended=written)
    if OTHER_MONEY.search(text):
        return NumberFault("number-currency")
    if _SCALED.search(text):
        return NumberFault("number-scale")
    return NumberFault("number-malformed")


def _reads(text: str, decimal: str | None) -> bool:
    try:
        parse(text, decimal)
    except NumberFault as fault:
        return fault.code == "number-ambiguous"
    return True


def _signed(text: str) -> str:
    """The way of accountants and of word processors to write a negative number, with a sign before it."""
    if match := _BRACKETED.fullmatch(text):
        return f"-{match['inner'].strip()}{match['after']}"
    if text.endswith(("-", "–")):
        return f"-{text[:-1].strip()}"
    if text.startswith(("–", "—", "‐", "‑", "﹣", "－")):
        return f"-{text[1:].strip()}"
    return text


def _western(text: str) -> str:
    """Digits of any script as 0 to 9, and one of ¼ ½ ¾… behind whole digits as decimals."""
    fraction = unicodedata.numeric(text[-1], 0.0)
    if 0 < fraction < 1 and (len(text) == 1 or text[:-1].strip().isdecimal()):
        return f"{Decimal(text[:-1].strip() or 0) + Decimal(repr(fraction))}"
    plain = (str(unicodedata.digit(char)) if char.isdecimal() else char for char in text)
    return "".join(plain).translate(_OTHER_MARKS).translate(_SPACES)


def _zeros(text: str) -> str:
    """The letters that are taken for 0 and 1 as digits, where there are other digits."""
    return text.translate(_LETTERS) if any(char in "0123456789" for char in text) else text


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
    return sized(Decimal(f"{digits or '0'}.{fraction or '0'}{exponent}") if mark else Decimal(digits + exponent))


def sized(value: Decimal) -> Decimal:
    """`value`, where it is neither too large nor too long. Raises NumberFault."""
    if len(value.as_tuple().digits) > LONGEST or abs(value) >= LARGEST or int(value.as_tuple().exponent) < -LONGEST:
        raise NumberFault("number-digits")
    return value
