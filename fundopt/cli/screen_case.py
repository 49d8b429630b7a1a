"""What a case says by itself: the vulnerability index of its cities; and the cases that come with fundopt."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from rich.console import Console
from rich.text import Text as Line

from fundopt.case.case import Case
from fundopt.case.vulnerability import COMPONENTS
from fundopt.cli.terminal import ACCENT, QUIET, Grid, heading
from fundopt.language import Text, number


def show_vulnerability(screen: Console, lang: str, case: Case, index: pd.DataFrame) -> None:
    """The whole answer of `fundopt vulnerability`: the most dependent city first."""
    screen.print(Line(case.text(case.fund.name, lang), "bold"))
    screen.print()
    screen.print(heading(_INDEX.of(lang), _SCALE.of(lang)))
    grid = Grid((_CITY.of(lang), _MEAN.of(lang), *(_NAMES[name].of(lang) for name in COMPONENTS), ""), left=(5,))
    for city, row in index.sort_values(["index"], ascending=False, kind="stable").iterrows():
        values = [number(row[name], lang, 2) if row[name] == row[name] else "–" for name in ("index", *COMPONENTS)]
        grid.add(case.title("cities", str(city), lang), *values, "▪" * round(10 * row["index"]))
    screen.print(grid.table(screen.width))
    screen.print()
    for name in COMPONENTS:
        screen.print(Line(_MEANINGS[name].of(lang), QUIET))
    weights = case.fund.weighting == "vulnerability"
    screen.print(Line((_USED if weights else _NOT_USED).of(lang), QUIET))


def show_cases(screen: Console, lang: str, found: Mapping[str, Case]) -> None:
    """The whole answer of `fundopt cases`."""
    if not found:
        screen.print(_NONE.of(lang))
        return
    for name, case in found.items():
        values = {"cities": len(case["cities"]), "measures": len(case["measures"])}
        size = _SIZE.of(lang, **values, first=case.budget_horizon[0], last=case.budget_horizon[-1])
        screen.print(Line.assemble((f"{name:<22}", ACCENT), case.text(case.fund.name, lang)))
        screen.print(Line(" " * 22 + size, QUIET))


_INDEX = Text("Indice de vulnérabilité", "Vulnerability index")
_SCALE = Text(
    "0 : la ville la moins dépendante du cas ; 1 : la plus dépendante",
    "0: the least dependent city of the case; 1: the most",
)
_CITY, _MEAN = Text("Ville", "City"), Text("indice", "index")
_NAMES = {
    "economic": Text("économique", "economic"),
    "technological": Text("technologique", "technological"),
    "cognitive": Text("cognitive", "cognitive"),
}
_MEANINGS = {
    "economic": Text(
        "Économique : emplois d'appels au service de la France, par emploi permanent des établissements.",
        "Economic: call-centre jobs that serve France, per permanent job in establishments.",
    ),
    "technological": Text(
        "Technologique : part de la population sans diplôme du supérieur.",
        "Technological: share of the population without higher education.",
    ),
    "cognitive": Text(
        "Cognitive : un moins le nombre de lecteurs de l'anglais par lecteur du français.",
        "Cognitive: one minus readers of English per reader of French.",
    ),
}
_USED = Text("L'indice pèse dans l'objectif de ce cas.", "The index weighs in this case's objective.")
_NOT_USED = Text(
    "L'indice est montré pour information : ce cas ne pondère pas par lui.",
    "The index is shown for information: this case does not weight by it.",
)
_NONE = Text("Aucun cas n'est livré avec cette installation.", "No case comes with this installation.")
_SIZE = Text(
    "{cities} villes, {measures} mesures, {first} à {last}", "{cities} cities, {measures} measures, {first} to {last}"
)
