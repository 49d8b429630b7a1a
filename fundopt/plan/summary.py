"""The key figures of a plan with the words, units and digits that every screen, sheet and page gives them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from fundopt.language import Text
from fundopt.plan.achievements import Achievements
from fundopt.plan.figures import Figure

PERSON_YEARS = Text("années-personnes", "person-years")
PERSONS, JOBS, POINTS, MAD = (
    Text("personnes", "people"),
    Text("emplois", "jobs"),
    Text("points", "points"),
    Text("MAD", "MAD"),
)


@dataclass(frozen=True)
class Wording:
    """How a key figure is called, its unit and its decimals."""

    label: Text
    unit: Text
    digits: int = 0


WORDINGS: dict[str, Wording] = {
    "person_years_avoided": Wording(Text("Chômage évité", "Unemployment avoided"), PERSON_YEARS),
    "displaced_back_at_work": Wording(Text("Déplacés de retour au travail", "Displaced workers back at work"), PERSONS),
    "jobs_kept": Wording(Text("Emplois menacés gardés", "Jobs at risk kept"), JOBS),
    "net_jobs_peak": Wording(Text("Emplois nets, au plus haut", "Net jobs, at their peak"), JOBS),
    "net_jobs_end": Wording(Text("Emplois nets, à la fin", "Net jobs, at the end"), JOBS),
    "gross_placements": Wording(
        Text("Placements bruts annoncés (hors calcul)", "Gross placements reported (not used)"), PERSONS
    ),
    "units_people": Wording(Text("Personnes suivies par un programme", "People in programmes"), PERSONS),
    "worst_rise": Wording(
        Text("Hausse du taux, pire ville (moyenne des scénarios)", "Rise of the rate, worst city (mean of scenarios)"),
        POINTS,
        2,
    ),
    "worst_rise_without_fund": Wording(
        Text(
            "Hausse du taux, pire ville, sans fonds (moyenne des scénarios)",
            "Rise of the rate, worst city, without the fund (mean of scenarios)",
        ),
        POINTS,
        2,
    ),
    "money": Wording(Text("Argent dépensé", "Money spent"), MAD),
    "cost_per_person_year": Wording(
        Text("Coût par année-personne évitée", "Cost per person-year avoided"),
        MAD,
    ),
    "cost_per_net_job": Wording(Text("Coût par emploi net ou gardé", "Cost per net or kept job"), MAD),
}
"""Attribute of Achievements → its wording."""


def figure(name: str, value: float, status: str = "derived") -> Figure:
    """The key figure `name` with a value in its unit (NaN: none)."""
    wording = WORDINGS[name]
    return Figure(wording.label, None if math.isnan(value) else value, wording.unit, wording.digits, status)


def figures(reached: Achievements, status: str = "derived") -> tuple[Figure, ...]:
    """All key figures of a plan, in the order in which a board reads them."""
    return tuple(figure(name, float(getattr(reached, name)), status) for name in WORDINGS)
