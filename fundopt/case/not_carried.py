"""What a file holds that is no part of its case, and is not there once the case is written anew."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from fundopt.case.case import Case, Place
from fundopt.case.findings import Finding
from fundopt.case.headings import is_guide, recognise
from fundopt.case.messages import counted, quoted
from fundopt.case.sources_of_grids import grids_at
from fundopt.language import Text, join

_ASIDE = frozenset({"total-agrees", "total-unchecked", "row-statistic", "headings-repeated"})
"""Findings about rows that are read as totals, summaries or headings once more, and not kept."""
SHOWN = 3
"""Cells that the sentence names; the record has them all."""


@dataclass(frozen=True)
class NotCarried:
    """Cells whose formula gives way to its value; rows of totals; sheets without data, by title."""

    formulas: tuple[Place, ...] = ()
    rows: tuple[Place, ...] = ()
    sheets: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """True where all is carried."""
        return not (self.formulas or self.rows or self.sheets)

    def sentence(self, lang: str) -> str:
        """« 2 formules, remplacées par leurs valeurs (villes!E5, Calculs!A1) ; … », "" where all is carried."""
        parts = []
        if self.formulas:
            parts.append(counted(len(self.formulas), *_FORMULAS).of(lang) + _named(self.formulas))
        if self.rows:
            parts.append(counted(len(self.rows), *_ROWS).of(lang) + _named(self.rows))
        if self.sheets:
            parts.append(f"{counted(len(self.sheets), *_SHEETS).of(lang)} ({quoted(list(self.sheets)).of(lang)})")
        return join(parts, lang)

    def record(self) -> dict:
        """The same for `--json`, places as people write them."""
        return {
            "formulas": [str(place) for place in self.formulas],
            "rows": [str(place) for place in self.rows],
            "sheets": list(self.sheets),
        }


def not_carried(
    path: str | Path, case: Case, findings: Sequence[Finding], changed: Collection[str] | None = None
) -> NotCarried:
    """What of the files at `path` is not in `case`, which was read from them with `findings`.

    In a folder of which only the tables `changed` are written anew, the rest stays.
    """
    places = [place for item in findings if item.code in _ASIDE and (changed is None or item.table in changed)
              for place, _ in item.places or ((item.place, ""),)]  # fmt: skip
    if changed is not None:
        return NotCarried(rows=tuple(places))
    formulas, sheets = [], []
    for grid in grids_at(path)[0]:
        table = recognise(grid.title)
        if is_guide(grid) or (table is not None and table.name not in case.given):
            sheets.append(grid.title)
        else:
            formulas += [grid.place(*cell) for cell in sorted(grid.computed)]
    aside = {(place.sheet, place.row) for place in places}
    kept = [place for place in formulas if (place.sheet, place.row) not in aside]
    return NotCarried(tuple(kept), tuple(places), tuple(sheets))


def _named(places: Sequence[Place]) -> str:
    return f" ({', '.join(str(place) for place in places[:SHOWN])}{'…' if len(places) > SHOWN else ''})"


_FORMULAS = (
    Text("formule, remplacée par sa valeur", "formula, replaced by its value"),
    Text("formules, remplacées par leurs valeurs", "formulas, replaced by their values"),
)
_ROWS = (Text("ligne de total ou de titres", "row of totals or headings"),
         Text("lignes de totaux ou de titres", "rows of totals or headings"))  # fmt: skip
_SHEETS = (Text("feuille sans données", "sheet without data"), Text("feuilles sans données", "sheets without data"))
