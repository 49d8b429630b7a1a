"""Where a value of the case stands, in words: the cell of a sheet, or the table and the row of a file of text."""

from __future__ import annotations

from pathlib import Path

from fundopt.case import schema
from fundopt.case.case import Place

from .texts import why as texts
from .words import NONE, say


def where(place: Place | None, lang: str) -> str:
    """« limites, ligne 11 » of a file of text, « limites!E11 » of a sheet; a dash where it is not known."""
    if place is None:
        return NONE
    table = schema.BY_NAME.get(Path(place.file).stem)
    if place.sheet is not None or table is None or place.row is None:
        return str(place)
    return say(texts.PLACE_ROW, lang, table=table.label.of(lang), row=place.row)
