"""Characters that a reader of a sheet does not see, or takes for others."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
"""Zero-width spaces and joiners, marks of direction, soft hyphens, byte order marks, variation selectors."""

_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")

_LATIN = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕԁѵ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυ" + "ıⅼ",
    "ABEKMHOPCTYXIJSaeopcyxijsdv" + "ABEZHIKMNOPTYXovu" + "il",
)
"""Cyrillic, Greek and other letters that look like a Latin one."""

_FULL_WIDTH = re.compile("[\uff01-\uff5e\ufb00-\ufb06]")


def has_invisible(text: str) -> bool:
    """True where `text` holds a character that nobody sees."""
    return not text.isascii() and _INVISIBLE.search(text) is not None


def invisible_codes(text: str) -> str:
    """The invisible characters of `text` by their codes: U+200B, U+00AD."""
    return ", ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(_INVISIBLE.findall(text)))


def visible(text: str) -> str:
    """`text` without the characters that nobody sees, in composed form, every run of spaces one space."""
    if text.isascii():
        return _SPACES.sub(" ", text).strip() if "  " in text or "\t" in text else text.strip()
    return _SPACES.sub(" ", unicodedata.normalize("NFC", _INVISIBLE.sub("", text))).strip()


def lookalike(text: str) -> str:
    """`text` in Latin letters where some of its letters only look Latin; empty where none do.

    A word wholly in another script stays what it is, unless every letter of it could be taken for a Latin one.
    """
    if text.isascii():
        return ""
    latin = _FULL_WIDTH.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text).translate(_LATIN)
    if latin == text or any(char.isalpha() and not _is_latin(char) for char in latin):
        return ""
    return latin


def odd_letters(text: str) -> str:
    """The letters of `text` that are not what they look like, each with its script: « е (CYRILLIC) »."""
    odd = [char for char, plain in zip(text, text.translate(_LATIN), strict=True) if char != plain]
    odd += _FULL_WIDTH.findall(text)
    return ", ".join(f"{char} ({unicodedata.name(char, '?').split()[0].lower()})" for char in dict.fromkeys(odd))


def _is_latin(char: str) -> bool:
    return char.isascii() or unicodedata.name(char, "").startswith(
        ("LATIN ", "MODIFIER LETTER", "FEMININE", "MASCULINE")
    )
