"""Check: one rule of a case held against one plan, and the sentence that tells it in French and English."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from enum import StrEnum
from itertools import zip_longest

from fundopt.audit.exact import DIGITS
from fundopt.case.case import Case, Place
from fundopt.language import Text, million, number, percent


class Sense(StrEnum):
    """How a value must stand to its bound."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"


@dataclass(frozen=True)
class Family:
    """What a family of rules is about, and the axes of its labels in the order of the model's rows.

    A label longer than `axes` ends in identifiers shown as they are.
    """

    title: Text
    axes: tuple[str, ...]


RULES: dict[str, Family] = {
    "labels": Family(
        Text(
            "Ligne du plan sans case dans le dossier, répétée ou illisible", "Row with no cell, repeated or unreadable"
        ),
        (),
    ),
    "signs": Family(Text("Valeur négative dans le plan", "Negative value in the plan"), ()),
    "unit_total": Family(
        Text("Unités hors des tranches de la mesure", "Units outside the measure's segments"),
        ("city", "measure", "period"),
    ),
    "diminishing_returns": Family(
        Text("Largeur de la tranche {segment} du vivier", "Width of segment {segment} of the pool"),
        ("city", "measure", "segment"),
    ),
    "one_programme": Family(Text("Une personne, un seul programme", "One person, one programme"), ("city", "period")),
    "potential_jobs_balance": Family(
        Text("Emplois nets potentiels", "Potential net jobs"), ("city", "profile", "period")
    ),
    "realised_within_potential": Family(
        Text("Emplois nets réalisés, selon le potentiel", "Realised net jobs, given the potential"),
        ("city", "profile", "period"),
    ),
    "realised_within_employment": Family(
        Text("Emplois nets réalisés, selon les embauches", "Realised net jobs, given the people employed"),
        ("city", "profile", "period"),
    ),
    "vacancies": Family(Text("Postes à pourvoir", "Vacancies"), ("work", "profile", "period")),
    "kept_by_measures": Family(
        Text("Emplois gardés, selon les mesures", "Jobs kept, given the measures"), ("scenario", "city", "period")
    ),
    "kept_within_shock": Family(
        Text("Emplois gardés, selon le choc", "Jobs kept, given the shock"), ("scenario", "city", "period")
    ),
    "still_unemployed_balance": Family(
        Text("Personnes déplacées encore au chômage", "Displaced people still unemployed"),
        ("scenario", "city", "period"),
    ),
    "projected_unemployment": Family(Text("Chômage projeté", "Projected unemployment"), ("scenario", "city", "period")),
    "without_fund": Family(
        Text("Chômage sans le fonds", "Unemployment without the fund"), ("scenario", "city", "period")
    ),
    "who_pays": Family(
        Text("Qui paie : paiements et coût", "Who pays: payments and cost"), ("city", "measure", "period")
    ),
    "budgets": Family(Text("Budget", "Budget"), ("source", "period")),
    "earmarks": Family(
        Text("Paiement hors fléchage", "Payment outside the earmarks"),
        ("source", "city", "measure", "period"),
    ),
    "private_share": Family(Text("Part privée minimale", "Least private share"), ("city", "measure")),
    "public_per_private": Family(
        Text("Argent public selon l'argent privé", "Public money given private money"), ("period",)
    ),
    "sites_open": Family(
        Text("Sites ouverts, selon les décisions", "Sites open, given openings"), ("city", "measure", "period")
    ),
    "whole_sites": Family(Text("Nombre entier de sites", "Whole number of sites"), ("city", "measure", "period")),
    "most_sites": Family(Text("Sites au plus", "Most sites"), ("city", "measure")),
    "site_capacity": Family(Text("Capacité des sites", "Capacity of the sites"), ("city", "measure", "period")),
    "smallest_cohort": Family(Text("Plus petite cohorte", "Smallest cohort"), ("city", "measure", "period")),
    "limits": Family(Text("{limit}", "{limit}"), ("limit", "scenario", "city", "period")),
    "dependency": Family(
        Text("Emplois au service du marché français", "Jobs that serve the French market"), ("city", "period")
    ),
    "commitments": Family(Text("{commitment}", "{commitment}"), ("commitment",)),
}
"""Every family of rules, by the name that the model gives its rows.

`labels`, `signs`, `whole_sites` and `without_fund` are the auditor's own: a model cannot break them, a typed plan can.
"""

FAMILIES = tuple(RULES)

_TABLES = {
    "source": "sources",
    "city": "cities",
    "work": "cities",
    "measure": "measures",
    "profile": "profiles",
    "scenario": "scenarios",
    "limit": "limits",
    "commitment": "commitments",
}

_UNITS = {
    "persons": (Text("personne", "person"), Text("personnes", "persons")),
    "jobs": (Text("emploi", "job"), Text("emplois", "jobs")),
    "units": (Text("unité", "unit"), Text("unités", "units")),
    "sites": (Text("site", "site"), Text("sites", "sites")),
    "rows": (Text("ligne", "row"), Text("lignes", "rows")),
}

_SENSES = {
    Sense.AT_LEAST: Text("au moins", "at least"),
    Sense.AT_MOST: Text("au plus", "at most"),
    Sense.EXACTLY: Text("exactement", "exactly"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One rule at one label: `value` against `bound`, both in `unit` (MAD, persons, jobs, units, sites, rows, share).

    `excess` is how far the value lies beyond the bound (negative: the slack left; for `exactly`, the distance);
    the rule is kept where excess <= allowance. `row` is the (table, index) of the case that states the rule.
    """

    family: str
    label: tuple[str, ...]
    value: Decimal
    sense: Sense
    bound: Decimal
    excess: Decimal
    allowance: Decimal
    unit: str
    case: Case = field(repr=False, compare=False)
    row: tuple[str, int] | None = None

    @property
    def kept(self) -> bool:
        """True where the plan keeps the rule."""
        return self.excess <= self.allowance

    @property
    def slack(self) -> Decimal:
        """How far the value may still move before the rule is broken, in `unit`; negative where it is broken."""
        return self.excess.copy_negate()

    @property
    def binding(self) -> bool:
        """True where the plan keeps the rule and has no slack left."""
        return abs(self.excess) <= self.allowance

    @property
    def place(self) -> Place | None:
        """Where the row that states the rule stands in the file of the case; None where no single row does."""
        return self.case[self.row[0]].place(self.row[1]) if self.row else None

    def sentence(self, lang: str) -> str:
        """« Plancher pour Oujda : 41,2 M MAD au lieu d'au moins 50 M MAD », or the same in English."""
        value, bound = _figures(self.value, self.bound, self.unit, lang)
        sense = _SENSES[self.sense].of(lang)
        if lang == "fr":
            between = f" au lieu d'{sense} " if not self.kept else f", {sense} "
            return f"{self.title(lang)} : {value}{between}{bound}"
        between = f" instead of {sense} " if not self.kept else f", {sense} "
        return f"{self.title(lang)}: {value}{between}{bound}"

    def title(self, lang: str) -> str:
        """The family's title; what it does not name itself stands in brackets."""
        family = RULES[self.family]
        axes = family.axes[: len(self.label)]
        names = {
            axis or f"_{i}": self.case.title(_TABLES.get(axis, ""), identifier, lang)
            for i, (axis, identifier) in enumerate(zip_longest(axes, self.label, fillvalue=""))
        }
        template = family.title.of(lang)
        rest = [name for axis, name in names.items() if f"{{{axis}}}" not in template]
        title = template.format(**names)
        return f"{title} ({', '.join(rest)})" if rest else title


Violation = Check
"""A check that the plan does not keep."""


def _figures(value: Decimal, bound: Decimal, unit: str, lang: str) -> tuple[str, str]:
    """Both figures with as few decimals as let a reader tell them apart (at most nine)."""
    with localcontext(prec=DIGITS):
        styles = _styles(unit, lang)
        for style in styles:
            pair = style(value), style(bound)
            if pair[0] != pair[1]:
                return pair
        return styles[0](value), styles[0](bound)


def _styles(unit: str, lang: str) -> list:
    """Ways to write a figure of `unit`, from the roundest to the most precise."""
    if unit == "MAD":
        rough = [lambda figure, d=digits: _million(figure, lang, d) for digits in (1, 3)]
        return rough + [lambda figure, d=digits: number(figure, lang, d) + " MAD" for digits in (0, 2, 4, 6)]
    if unit == "share":
        return [lambda figure, d=digits: percent(figure, lang, d) for digits in (1, 2, 4, 7)]
    return [lambda figure, d=digits: _counted(figure, unit, lang, d) for digits in (0, 1, 2, 3, 6, 9)]


def _million(figure: Decimal, lang: str, digits: int) -> str:
    """Millions without idle zeros (50 M MAD); less than 0.1 million in dirhams."""
    if figure and abs(figure) < 100_000:
        return number(figure, lang) + " MAD"
    whole = round(figure, digits - 6) == round(figure, -6)
    return million(figure, lang, 0 if whole else digits)


def _counted(figure: Decimal, unit: str, lang: str, digits: int) -> str:
    one, many = _UNITS[unit]
    singular = abs(figure) < 2 if lang == "fr" else figure == 1
    return f"{number(figure, lang, digits)} {(one if singular else many).of(lang)}"
