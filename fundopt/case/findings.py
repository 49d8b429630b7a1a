"""A finding: what is wrong in a case, where, and how to mend it, in French and English."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from fundopt.case.case import Place
from fundopt.language import Text, number

_GROUPED = 10_000
"""From here on the digits of a number in a text are grouped; below, 1234 stays what one may type."""


class Severity(StrEnum):
    """ERROR and QUESTION stop a case; WARNING and NOTE do not."""

    ERROR = "error"
    QUESTION = "question"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """One finding. `code` is stable for machines; the three texts are filled from `values`.

    `places` are all places with the value found there, where one finding stands for several; `place` is the first.
    """

    code: str
    severity: Severity
    place: Place
    message: Text
    expected: Text
    mend: Text
    table: str = ""
    column: str = ""
    value: str = ""
    values: dict = field(default_factory=dict)
    places: tuple[tuple[Place, str], ...] = ()

    @property
    def stops(self) -> bool:
        """True where the case cannot be used before this is mended."""
        return self.severity in (Severity.ERROR, Severity.QUESTION)

    def line(self, lang: str) -> str:
        """Place, what is wrong, what is expected and the mend, in one line."""
        parts = [self.text(text, lang) for text in (self.message, self.expected, self.mend)]
        return f"{self.place}: " + " ".join(part for part in parts if part)

    def text(self, text: Text, lang: str) -> str:
        """`text` filled from `values`; a Text among them in `lang`, a Decimal with its decimal mark."""
        return text.of(lang, **{name: _shown(value, lang) for name, value in self.values.items()})

    def record(self, lang: str) -> dict:
        """The finding with stable keys, for `--json`."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "file": self.place.file,
            "sheet": self.place.sheet,
            "row": self.place.row,
            "column_letter": self.place.column,
            "place": str(self.place),
            "table": self.table,
            "column": self.column,
            "value": self.value,
            "places": [
                {
                    "file": place.file,
                    "sheet": place.sheet,
                    "row": place.row,
                    "column_letter": place.column,
                    "place": str(place),
                    "value": value,
                }
                for place, value in self.places or ((self.place, self.value),)
            ],
            "message": self.text(self.message, lang),
            "expected": self.text(self.expected, lang),
            "mend": self.text(self.mend, lang),
        }


def _shown(value: object, lang: str) -> object:
    if isinstance(value, Text):
        return value.of(lang)
    if isinstance(value, Decimal):
        plain = f"{value:f}"
        if abs(value) >= _GROUPED:
            return number(value, lang, len(plain.partition(".")[2]))
        return plain.replace(".", ",") if lang == "fr" else plain
    return value
