"""Words and figures on a page: texts in the reader's language with its typography, and names that stay plain text."""

from __future__ import annotations

import re
from decimal import Decimal

from fundopt.language import Text, million, number, percent

MINUS, NONE = "\u2212", "–"
_MARKUP = re.compile(
    r"([\\`*\[\]<>$~]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # within a word it is no emphasis
    r"|&(?=#?\w+;)"  # an entity
    r"|:(?=(?:100|1234|[+\-]1|[\w+\-]*[A-Za-z][\w+\-]*)[:/\[])|:(?=//)"  # an emoji, an icon, a colour, an address
    r"|^[#+\-]|(?<=^\d)[.)]|(?<=^\d\d)[.)])"
)
_FRENCH = (
    (re.compile(r"[ \u00a0](?=[;!?])"), "\u202f"),
    (re.compile(r"[ \u00a0](?=[:%»])"), "\u00a0"),
    (re.compile(r"(?<=«)[ \u00a0]"), "\u00a0"),
)


def say(text: Text, lang: str, **values: object) -> str:
    """The text in `lang`, its values filled in; in French with the spaces that its typography asks for."""
    words = text.of(lang, **values)
    for pattern, space in _FRENCH if lang == "fr" else ():
        words = pattern.sub(space, words)
    return words


def plain(name: object) -> str:
    """A text of the case or of the user as the same text in Markdown: none of it is taken for markup."""
    return _MARKUP.sub(r"\\\1", re.sub(r"[^\S\u00a0\u202f]+", " ", str(name))).strip()


def short(name: str, most: int) -> str:
    """A name without what stands in brackets, and cut where it is longer than `most`."""
    bare = re.sub(r"\s*\([^)]*\)\s*$", "", name) or name
    return bare if len(bare) <= most else bare[: most - 1].rstrip(" ,:;") + "…"


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def figure(value: float | Decimal | None, lang: str, digits: int = 0) -> str:
    """A number, a dash where there is none; a true minus sign."""
    if value is None or value != value:
        return NONE
    return number(value, lang, digits).replace("-", MINUS)


def signed(value: float, lang: str, digits: int = 0) -> str:
    """A difference with its sign; a dash where it rounds to nothing."""
    if value != value or round(value, digits) == 0:
        return NONE
    return ("+" if value > 0 else MINUS) + number(abs(value), lang, digits)


def money(amount: float | Decimal, lang: str, digits: int = 1) -> str:
    """An amount of MAD in millions."""
    return million(amount, lang, digits).replace("-", MINUS)


def share(part: float, whole: float, lang: str, digits: int = 0) -> str:
    """A part of a whole as a percentage; a dash where the whole is nothing."""
    if not whole:
        return NONE
    value = part / whole
    return percent(value if round(value, digits + 2) else 0, lang, digits).replace("-", MINUS)
