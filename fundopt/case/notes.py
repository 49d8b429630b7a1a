"""Columns and lines of notes in a table: kept, never read as data."""

from __future__ import annotations

import re

from fundopt.case.cells import simplified

_NOTES_HEADING = re.compile(
    r"(?:note|remarque|remark|commentaire|comment|observation|obs\b|justification|precision|sources?\b|lien|url\b|"
    r"reference\b|ref\b|contact|mise a jour|maj\b|updated|n$|no$|num$|numero$|ligne$|rang$|#$)"
)
_NOTES_LINE = re.compile(
    r"\s*(?:\*+\s*[^\s*;]|†|‡|\(\*+\)|\([0-9a-z]\)\s|\[[0-9]\]\s|[¹²³⁴]\s*\w|"
    r"(?:sources?|notes?|n\.?\s?b\.?|nota(?: bene)?|remarques?|remarks?|commentaires?|comments?|lecture|reading|champ|"
    r"scope|hypoth[èe]ses?|assumptions?|avertissement|attention|warning|l[ée]gende|legend|unit[ée]s?|p|e)\s*:|"
    r"(?:sources?|notes?|nb|nota)\s+\S|calculs?\b.*\bauteurs?|donn[ée]es provisoires|chiffres provisoires|"
    r"mis(?:e)? [àa] jour|derni[èe]re mise|dernière|last updated|[ée]dit[ée] le|imprim[ée] le|extrait)",
    re.IGNORECASE,
)


def is_notes_heading(heading: str) -> bool:
    """True for the heading of a column that people write notes in."""
    return _NOTES_HEADING.match(simplified(heading)) is not None


def is_notes_line(text: str) -> bool:
    """True for text that starts as a note below a table does: « Source : », « * », « NB », « (1) »."""
    return _NOTES_LINE.match(text) is not None


def as_note(text: str) -> str:
    """`text` so that it is read as a note wherever it is written."""
    return text if is_notes_line(text) else f"Note : {text}"
