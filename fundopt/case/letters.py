"""Characters that a reader of a sheet does not see, or takes for others."""

from __future__ import annotations

import re
import unicodedata

from fundopt.language import LANGUAGES, Text

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

_SCRIPTS = {
    "CYRILLIC": Text("cyrillique", "Cyrillic"),
    "GREEK": Text("grec", "Greek"),
    "FULLWIDTH": Text("pleine chasse", "full width"),
    "LATIN": Text("ligature ou variante", "ligature or variant"),
    "SMALL": Text("chiffre romain", "Roman numeral"),
}
"""How the first word of a letter's Unicode name is told to people."""

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


def odd_letters(text: str) -> Text:
    """The letters of `text` that are not what they look like, each with its script: « е (cyrillique) »."""
    odd = [char for char, plain in zip(text, text.translate(_LATIN), strict=True) if char != plain]
    odd += _FULL_WIDTH.findall(text)
    return Text(*(", ".join(f"{char} ({_script(char).of(lang)})" for char in dict.fromkeys(odd)) for lang in LANGUAGES))


def _script(char: str) -> Text:
    name = unicodedata.name(char, "?").split()[0]
    return _SCRIPTS.get(name, Text(f"U+{ord(char):04X}", f"U+{ord(char):04X}"))


def _is_latin(char: str) -> bool:
    return char.isascii() or unicodedata.name(char, "").startswith(
        ("LATIN ", "MODIFIER LETTER", "FEMININE", "MASCULINE")
    )
