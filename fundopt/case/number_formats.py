"""Number formats: whether a cell's format shows its number as a date, a percentage or money.

Source of the syntax: ECMA-376 part 1, 18.8.31 (numFmt): text stands in quotes or behind a backslash, `_x` leaves a
space and `*x` fills, brackets hold a colour, a condition or `[$symbol-locale]`; sections are separated by `;`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from openpyxl.styles.numbers import BUILTIN_FORMATS

LOCAL_MONEY = frozenset({5, 6, 7, 8, 37, 38, 39, 40, 41, 42, 43, 44})
"""Built-in formats whose currency is that of the reader's computer: the file does not say which."""
LONGEST = 1_000

_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[\$(?P<money>[^\]-]*)[^\]]*\]'
    r"|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_MONEY = re.compile(
    r"(?<![^\W\d_])(?:(?:[kKM]|Md|Mds|milliers?|millions?|milliards?)\s?(?:de |d['’])?)?"
    r"(?:[€$£¥]|MAD|DHS?|dhs?|Dhs?|[Dd]irhams?|EUR|[Ee]uros?|USD|[Dd]ollars?|GBP|CHF|XOF|XAF|TND|DZD|CAD|AED|SAR)"
    r"(?![^\W\d_])"
)
_SCALE = re.compile(r"(?:(?P<k>[kK]|milliers?)|(?P<m>M|millions?))\s?(?:de |d['’])?(?=\S)")
_DIVIDED = re.compile(r"[0#?](?P<commas>,+)(?![0#?,])")
_DATE = re.compile(r"[dmyhs]", re.IGNORECASE)
_DIGIT = re.compile(r"[0#?](?<!s[.,]0)(?<!s[.,]00)(?<!s[.,]000)", re.IGNORECASE)


@dataclass(frozen=True)
class Display:
    """How a format shows a number: as a date or time, or with "%" or a currency beside it ("" for neither)."""

    date: bool = False
    shown_as: str = ""


PLAIN = Display()


def display(code: str) -> Display:
    """What the first section of the format `code` makes of a number."""
    symbols, texts, elapsed = [], [], False
    for piece in _PIECE.finditer(code[:LONGEST]):
        if piece["plain"] == ";":
            break
        if piece["plain"]:
            symbols.append(piece["plain"])
            texts.append(piece["plain"])
        elif piece["money"]:
            texts.append(f" {piece['money']} ")
            symbols.append(" ")
        else:
            texts.append(piece["quoted"] or piece["escaped"] or " ")
            symbols.append(" ")
        elapsed = elapsed or piece["elapsed"] is not None
        if piece["money"] and not _MONEY.search(piece["money"]):
            return Display(shown_as=piece["money"].strip())
    shape = "".join(symbols)
    if "%" in shape:
        return Display(shown_as="%")
    money = _MONEY.search("".join(texts))
    if money:
        return Display(shown_as=_whole(money[0], shape))
    general = shape.strip().casefold() in ("general", "standard", "")
    return Display(date=elapsed or (not general and bool(_DATE.search(shape)) and not _DIGIT.search(shape)))


def _whole(money: str, shape: str) -> str:
    """The currency of the stored number: a format that divides by 1,000 and writes k€ shows euros stored whole."""
    divided, scale = _DIVIDED.search(shape), _SCALE.match(money)
    if divided and scale and len(divided["commas"]) == (1 if scale["k"] else 2):
        return money[scale.end() :]
    return money


def built_in(identifier: int) -> Display:
    """What the built-in format of that number makes of a number."""
    return PLAIN if identifier in LOCAL_MONEY else display(BUILTIN_FORMATS.get(identifier, ""))
