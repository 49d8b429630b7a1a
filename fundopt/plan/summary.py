"""The key figures of a plan with the words, units and digits that every screen, sheet and page gives them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from fundopt.language import EMPTY, Text
from fundopt.plan.achievements import Achievements
from fundopt.plan.figures import Figure


@dataclass(frozen=True)
class Unit(Text):
    """The unit of a key figure, in the plural. `code`: its name in tables and JSON; `one`: its singular."""

    code: str = ""
    one: Text = EMPTY

    def beside(self, value: float, lang: str, digits: int = 0) -> str:
        """The unit as it stands after a value of so many decimals: singular below 2 in French (1,35 point), in English
        for 1 without decimals."""
        shown = abs(round(value, digits))
        return (self.one if (shown < 2 if lang == "fr" else shown == 1 and not digits) else self).of(lang)


PERSON_YEARS = Unit("années-personnes", "person-years", "person-years", Text("année-personne", "person-year"))
PERSONS = Unit("personnes", "people", "persons", Text("personne", "person"))
JOBS = Unit("emplois", "jobs", "jobs", Text("emploi", "job"))
POINTS = Unit("points", "points", "points", Text("point", "point"))
MAD = Unit("MAD", "MAD", "MAD", Text("MAD", "MAD"))
MILLIONS = Unit("M MAD", "MAD m", "MAD", Text("M MAD", "MAD m"))
"""Millions of MAD, for large amounts on a screen or a page; tables and JSON hold MAD."""


@dataclass(frozen=True)
class Wording:
    """How a key figure is called, its unit and its decimals; `short`: its name where there is little room."""

    label: Text
    unit: Unit
    digits: int = 0
    brief: Text = EMPTY

    @property
    def short(self) -> Text:
        """The name without what stands in brackets."""
        return self.label if self.brief == EMPTY else self.brief

    def scaled(self, *values: float) -> tuple[float, int, Unit]:
        """What values shown together are divided by, with how many decimals, in which unit: large amounts in
        millions."""
        if self.unit == MAD and any(abs(value) >= 1e6 for value in values):
            return 1e6, 1, MILLIONS
        return 1.0, self.digits, self.unit


WORDINGS: dict[str, Wording] = {
    "effect": Wording(Text("Effet pondéré, l'objectif", "Weighted effect, the objective"), PERSON_YEARS),
    "person_years_added": Wording(Text("Chômage que le choc ajoute", "Unemployment that the shock adds"), PERSON_YEARS),
    "person_years_remaining": Wording(
        Text("Chômage restant, dû au choc", "Unemployment left by the shock"), PERSON_YEARS
    ),
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
        Text("Hausse du taux, pire ville", "Rise of the rate, worst city"),
    ),
    "worst_rise_without_fund": Wording(
        Text(
            "Hausse du taux, pire ville, sans fonds (moyenne des scénarios)",
            "Rise of the rate, worst city, without the fund (mean of scenarios)",
        ),
        POINTS,
        2,
        Text("Hausse du taux, pire ville, sans fonds", "Rise of the rate, worst city, without the fund"),
    ),
    "money": Wording(Text("Argent dépensé", "Money spent"), MAD),
    "cost_per_person_year": Wording(
        Text("Coût par année-personne évitée", "Cost per person-year avoided"),
        MAD,
    ),
    "cost_per_net_job": Wording(Text("Coût par emploi net ou gardé", "Cost per net or kept job"), MAD),
}
"""Attribute of Achievements (and the effect of a plan) → its wording."""

SUMMED_UP = (
    "person_years_avoided",
    "displaced_back_at_work",
    "jobs_kept",
    "net_jobs_peak",
    "net_jobs_end",
    "gross_placements",
    "units_people",
    "worst_rise",
    "worst_rise_without_fund",
    "money",
    "cost_per_person_year",
    "cost_per_net_job",
)
"""What a plan is summed up in, in the order in which a board reads it."""


def figure(name: str, value: float, status: str = "derived") -> Figure:
    """The key figure `name` with a value in its unit (NaN: none)."""
    wording = WORDINGS[name]
    return Figure(wording.label, None if math.isnan(value) else value, wording.unit, wording.digits, status)


def figures(reached: Achievements, status: str = "derived") -> tuple[Figure, ...]:
    """All key figures of a plan, in the order in which a board reads them."""
    return tuple(figure(name, float(getattr(reached, name)), status) for name in SUMMED_UP)
