"""The program as people read it: its families of rules with their equations, or every row of one family."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from fundopt.case.case import Case
from fundopt.cli.terminal import ACCENT, QUIET, heading
from fundopt.language import Text, number
from fundopt.model import objective
from fundopt.model.documentation import statement
from fundopt.model.equations import equations
from fundopt.model.formulate import FAMILIES, family_of
from fundopt.model.linear_program import LinearProgram

_STATED: dict[str, Any] = {
    function.__name__: function
    for function in (*FAMILIES, objective.worst_city, objective.scenario_excess, objective.reference_distance)
}
_STATED |= {"reference_above": objective.reference_distance, "reference_below": objective.reference_distance}
_NUMBERED = re.compile(r"\((?P<place>\w+)\) ")


@dataclass(frozen=True)
class Family:
    """A family of rows: how many, in which units, its number in the formulation, a sentence and its equation."""

    rows: int
    units: tuple[str, ...]
    number: str
    about: Text
    equation: str


def families(program: LinearProgram) -> dict[str, Family]:
    """The families of rows of a program by name, in its order, as the functions that make them say."""
    counts: dict[str, int] = {}
    units: dict[str, dict[str, None]] = {}
    for name, block in program.rows.items():
        family = family_of(name)
        counts[family] = counts.get(family, 0) + len(block)
        units.setdefault(family, {})[block.unit] = None
    return {family: _family(family, count, tuple(units[family])) for family, count in counts.items()}


def _family(name: str, rows: int, units: tuple[str, ...]) -> Family:
    if name not in _STATED:
        return Family(rows, units, "", Text(name, name), "")
    sentence, equation = (" ".join(part.split()) for part in statement(_STATED[name]))
    said = _NUMBERED.match(sentence)
    place, about = (said["place"], sentence[said.end() :]) if said else ("", sentence)
    return Family(rows, units, place, Text(FRENCH.get(name, about), about), equation.rsplit(" [", 1)[0])


def show_program(
    screen: Console, lang: str, case: Case, program: LinearProgram, family: str | None, files: Sequence[str]
) -> None:
    """The whole answer of `fundopt show`."""
    if family:
        for equation in equations(program, family):
            _wrapped(screen, equation)
    else:
        _families(screen, lang, case, program)
    if files:
        screen.print(_FILES.of(lang, files=", ".join(files)))


def _families(screen: Console, lang: str, case: Case, program: LinearProgram) -> None:
    screen.print(Line(case.text(case.fund.name, lang), "bold"))
    counts = {
        "rows": program.shape[0],
        "columns": program.shape[1],
        "integers": int(program.integer.sum()),
        "nonzeros": int(program.matrix.nnz),
    }
    screen.print(Line(_SIZE.of(lang, **{name: number(count, lang) for name, count in counts.items()}), QUIET))
    screen.print()
    screen.print(heading(_FAMILIES.of(lang), _ASK.of(lang)))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True, style=ACCENT)
    grid.add_column(justify="right", style=QUIET, max_width=8)
    grid.add_column()
    for name, part in families(program).items():
        place = f"({part.number})" if part.number else ""
        grid.add_row(place, name, number(part.rows, lang), part.about.of(lang))
        grid.add_row("", "", ", ".join(part.units), Line(part.equation, QUIET))
    screen.print(grid)


def _wrapped(screen: Console, equation: str) -> None:
    """One equation, cut between its terms where the line is too long."""
    for line in wrap(equation, screen.width, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False):
        screen.print(line, soft_wrap=True)


_SIZE = Text(
    "{rows} lignes · {columns} variables dont {integers} entières · {nonzeros} coefficients",
    "{rows} rows · {columns} variables, {integers} of them integer · {nonzeros} coefficients",
)
_FAMILIES = Text("Familles de règles", "Families of rules")
_ASK = Text("les équations d'une famille : --family NOM", "the equations of one family: --family NAME")
_FILES = Text("Écrits : {files}", "Written: {files}")

FRENCH = {
    "unit_total": "Les unités sont la somme de leurs tranches.",
    "effective_unit_total": "Les unités, pondérées par l'efficacité de leur tranche.",
    "diminishing_returns": "Une tranche du vivier ne sert qu'une fois sur tout l'horizon.",
    "one_programme": "Une personne, un programme.",
    "potential_jobs_balance": "Emplois nets potentiels (stock), chaque mesure dans son profil g.",
    "realised_within_potential": "Il ne se réalise pas plus d'emplois que les programmes n'en permettent.",
    "realised_within_employment": "Un emploi réalisé est occupé quelque part à portée.",
    "vacancies": "Former là où il n'y a pas de travail ne donne rien ; les navettes sont permises.",
    "kept_by_measures": "Emplois gardés, au plus ceux que le choc menace (borne V ≤ D de la variable).",
    "still_unemployed_balance": "Personnes déplacées encore au chômage.",
    "projected_unemployment": "Chômage projeté.",
    "who_pays": "Tout coût est payé, ni plus ni moins.",
    "spending_total": "Ce qu'une source paie dans une période.",
    "budgets": "Aucune source ne paie plus qu'elle n'a reçu (sans report : période par période).",
    "private_share": "Part privée minimale de la dépense d'une mesure, par ville.",
    "public_per_private": "Le plus d'argent public par dirham privé, en cumul.",
    "sites_open": "Un site fonctionne après son délai d'ouverture.",
    "site_total": "Sites d'une ville sur l'horizon : où ouvrir se décide avant quand.",
    "most_sites": "Sites au plus dans une ville.",
    "site_capacity": "Les unités ont besoin de place dans un site ouvert.",
    "segment_needs_site": "Aucune part du public n'est servie avant qu'un site ouvre.",
    "smallest_cohort": "Une cohorte commence avec assez de monde.",
    "cohort_started": "Pas d'unité sans cohorte.",
    "limits": "Chaque ligne de la table des limites est une contrainte.",
    "dependency": "Plafond des emplois au service du marché français, à partir de la période dite.",
    "commitments": "Ce qui est déjà décidé, exactement ou au moins.",
    "worst_city": "La hausse dans la pire ville.",
    "scenario_excess": "CVaR sur les scénarios (Rockafellar et Uryasev, 2000).",
    "reference_above": "Distance à la répartition de référence.",
    "reference_below": "Distance à la répartition de référence.",
}
"""What the docstrings of the families say, in French."""
