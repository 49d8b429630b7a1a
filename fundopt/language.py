"""French and English: a text in both, and numbers as a reader of each expects them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from babel.numbers import format_decimal, format_percent

LANGUAGES = ("fr", "en")
LOCALES = {"fr": "fr_FR", "en": "en_GB"}
_ROOM = Context(prec=400)
"""Digits enough to round any number that a cell can hold, however large."""


@dataclass(frozen=True)
class Text:
    """One text in both languages; `{name}` marks what `of` fills in."""

    fr: str
    en: str

    def of(self, lang: str, **values: object) -> str:
        """The text in `lang` ("fr" or "en") with its placeholders filled from `values`."""
        if lang not in LANGUAGES:
            raise ValueError(f"unknown language {lang!r}: expected one of {LANGUAGES}")
        template = self.fr if lang == "fr" else self.en
        return template.format(**values) if values else template


EMPTY = Text("", "")
"""Nothing to say, in either language."""


def number(value: float | int | Decimal, lang: str, digits: int = 0) -> str:
    """`value` with exactly `digits` decimals, grouped as `lang` groups: 1 234,5 or 1,234.5."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    with localcontext(_ROOM):
        text = format_decimal(Decimal(str(value)), format=pattern, locale=LOCALES[lang])
    return text.lstrip("-") if set(text) <= set("-0,.") else text


def percent(share: float | Decimal, lang: str, digits: int = 1) -> str:
    """A share (0.125) as a percentage (12,5 % or 12.5%)."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    pattern += "\u202f%" if lang == "fr" else "%"
    with localcontext(_ROOM):
        return format_percent(Decimal(str(share)), format=pattern, locale=LOCALES[lang])


def million(amount: float | Decimal, lang: str, digits: int = 1) -> str:
    """An amount in MAD as millions: « 12,3 M MAD » or "MAD 12.3 m"."""
    figure = number(Decimal(str(amount)) / 1_000_000, lang, digits)
    return f"{figure} M MAD" if lang == "fr" else f"MAD {figure} m"


def join(items: list[str], lang: str) -> str:
    """« a, b et c » or "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + (" et " if lang == "fr" else " and ") + items[-1]
