"""The units of the schema as people read them, and units as people write them over a column or beside a number."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from fundopt.case.schema import Column
from fundopt.language import Text, number

UNITS: dict[str, Text] = {
    "": Text("", ""),
    "MAD": Text("MAD", "MAD"),
    "MAD/MAD": Text("MAD par MAD", "MAD per MAD"),
    "MAD/period": Text("MAD par période", "MAD per period"),
    "degrees": Text("degrés", "degrees"),
    "factor": Text("facteur", "factor"),
    "firms": Text("entreprises", "firms"),
    "jobs": Text("emplois", "jobs"),
    "jobs/unit": Text("emplois par unité", "jobs per unit"),
    "km": Text("km", "km"),
    "periods": Text("périodes", "periods"),
    "persons": Text("personnes", "persons"),
    "share": Text("%", "%"),
    "sites": Text("sites", "sites"),
    "units": Text("unités", "units"),
    "units/period": Text("unités par période", "units per period"),
    "weight": Text("poids", "weight"),
}

ADDITIVE = frozenset({"MAD", "MAD/period", "firms", "jobs", "persons", "share", "sites", "units", "units/period", ""})
"""Units whose values may be added up over rows; a total of anything else says nothing."""

_SCALES = {
    **dict.fromkeys(("k", "millier", "milliers", "mille", "thousand", "thousands", "000", "1000", "x1000"), 3),
    **dict.fromkeys(("m", "mm", "mio", "million", "millions", "000000"), 6),
    **dict.fromkeys(("md", "mds", "mrd", "bn", "milliard", "milliards", "billion", "billions"), 9),
}
_KINDS = {
    **dict.fromkeys(("mad", "dh", "dhs", "dirham", "dirhams"), "MAD"),
    **dict.fromkeys(("%", "pourcent", "pourcentage", "percent", "percentage", "pct", "points", "pts"), "share"),
    **dict.fromkeys(
        ("personne", "personnes", "person", "persons", "people", "habitants", "actifs", "chomeurs"), "persons"
    ),
    **dict.fromkeys(("emploi", "emplois", "job", "jobs", "postes"), "jobs"),
    **dict.fromkeys(("entreprise", "entreprises", "firm", "firms"), "firms"),
    **dict.fromkeys(("unite", "unites", "unit", "units"), "units"),
    **dict.fromkeys(("site", "sites"), "sites"),
    **dict.fromkeys(("periode", "periodes", "period", "periods"), "periods"),
    **dict.fromkeys(("degre", "degres", "degree", "degrees", "°"), "degrees"),
    **dict.fromkeys(
        ("semestre", "semestres", "mois", "months", "annees", "years", "ans", "miles", "metres", "etp", "fte"), "other"
    ),
    "km": "km",
}
_CURRENCIES = frozenset({"€", "$", "£", "¥", "eur", "euro", "euros", "usd", "dollar", "dollars", "gbp"}) | frozenset(
    {"chf", "cad", "aed", "sar", "tnd", "dzd", "xof", "cfa", "fcfa"}
)
_FILLERS = frozenset(
    {"en", "in", "de", "d", "des", "of", "par", "per", "an", "ht", "ttc", "courants", "constants", "nombre", "number"}
)
_GLUED = re.compile(r"(k|mm|m|md|mds)(mad|dhs?|€|\$|eur|usd)")
_PER = {"MAD": ("MAD/period", "MAD/MAD"), "jobs": ("jobs/unit",), "units": ("units/period",)}


@dataclass(frozen=True)
class Written:
    """A unit as someone wrote it: the schema's unit or a currency it names ("other" for units fundopt has not),
    and the power of ten in which the values are given (3 for thousands)."""

    text: str
    kind: str
    scale: int

    def fits(self, column: Column) -> bool:
        """True where values in this unit are values in the unit of `column`."""
        if self.scale:
            return False
        return self.kind in ("", column.unit) or column.unit in _PER.get(self.kind, ()) or (
            not column.unit and self.kind in ("MAD", "units", "jobs")
        )  # fmt: skip


def unit_label(column: Column) -> Text:
    """The unit of `column`; an empty text where it has none."""
    return UNITS[column.unit]


def amount_text(value: Decimal) -> Text:
    """A number as each language groups it, with the decimals it has."""
    digits = max(0, -int(value.normalize().as_tuple().exponent))
    return Text(number(value, "fr", digits), number(value, "en", digits))


def written_unit(text: str) -> Written | None:
    """The unit that `text` names, such as kMAD, « milliers de dirhams » or %; None where it names none."""
    for unit, label in UNITS.items():
        if unit and text.strip().casefold() in (label.fr.casefold(), label.en.casefold()):
            return Written(text.strip(), unit, 0)
    words = _words(text)
    kind, scale = "", 0
    for word in words:
        if word in _FILLERS:
            continue
        if word in _SCALES:
            scale += _SCALES[word]
        elif (word in _KINDS or word in _CURRENCIES) and kind in ("", _KINDS.get(word)):
            kind = _KINDS.get(word) or "other"
        else:
            return None
    return Written(text.strip(), kind, scale) if kind or scale else None


def is_currency(text: str) -> bool:
    """True where `text` names a currency other than the dirham."""
    return any(word in _CURRENCIES for word in _words(text))


def _words(text: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    found = re.findall(r"[a-z]+|[0-9]+(?: 000)*|[€$£¥%°]", re.sub(r"(?<=[k m])\s+(?=[€$])", "", plain))
    words: list[str] = []
    for word in _joined(found):
        glued = _GLUED.fullmatch(word)
        words += [glued[1], glued[2]] if glued else [word.replace(" ", "")]
    return words


def _joined(found: list[str]) -> list[str]:
    """Letters right before a sign of currency belong to it: k€."""
    words: list[str] = []
    for word in found:
        if word in "€$" and words and words[-1] in ("k", "m", "mm", "md"):
            words[-1] += word
        else:
            words.append(word)
    return words
