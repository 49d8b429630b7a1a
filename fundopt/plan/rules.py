"""The rows of a program as a reader names them: which rule, of whom, stated where."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fundopt.case.case import Case, Place
from fundopt.language import EMPTY, LANGUAGES, Text
from fundopt.model.formulate import RULES, family_of
from fundopt.model.linear_program import LinearProgram

FACTS = ("diminishing_returns", "one_programme", "vacancies", "site_capacity", "smallest_cohort", "cohort_started")
"""Families that limit a plan without anyone having decided so: people, firms, jobs and rooms there are."""

_NAMES = {
    "budgets": Text("budget de {source}, cumulé jusqu'à {period}", "budget of {source}, cumulative to {period}"),
    "private_share": Text("part privée de « {measure} » à {city}", "private share of “{measure}” in {city}"),
    "public_per_private": Text("argent public par dirham privé, à {period}", "public money per private dirham, at {period}"),
    "most_sites": Text("sites au plus de « {measure} » à {city}", "most sites of “{measure}” in {city}"),
    "limits": Text("règle « {limit} »", "rule “{limit}”"),
    "dependency": Text("plafond de dépendance au marché français, {city}, {period}", "cap on French-market dependency, {city}, {period}"),
    "commitments": Text("engagement « {commitment} »", "commitment “{commitment}”"),
    "diminishing_returns": Text("vivier de « {measure} » à {city}, tranche {segment}", "pool of “{measure}” in {city}, segment {segment}"),
    "one_programme": Text("personnes à former à {city}, à {period}", "people to train in {city}, at {period}"),
    "vacancies": Text("postes « {profile} » à {city}, {period}", "{profile} vacancies in {city}, {period}"),
    "site_capacity": Text("places de « {measure} » à {city}, {period}", "room for “{measure}” in {city}, {period}"),
    "smallest_cohort": Text("plus petite cohorte de « {measure} » à {city}, {period}", "smallest cohort of “{measure}” in {city}, {period}"),
    "cohort_started": Text("cohorte de « {measure} » à {city}, {period}", "cohort of “{measure}” in {city}, {period}"),
}  # fmt: skip

EARMARKS = "earmarks"
"""Earmarks are payments that the model does not have; they have a name, but no rows."""

_FAMILY_NAMES = {
    EARMARKS: Text("le fléchage (ce que la source a le droit de payer)", "earmarks (what the source may pay for)"),
    "budgets": Text("les budgets", "budgets"),
    "private_share": Text("la part privée minimale", "the least private share"),
    "public_per_private": Text("l'argent public par dirham privé", "public money per private dirham"),
    "most_sites": Text("le nombre de sites", "the number of sites"),
    "limits": Text("les limites du conseil", "the board's limits"),
    "dependency": Text("le plafond de dépendance", "the cap on dependency"),
    "commitments": Text("les engagements", "commitments"),
    "diminishing_returns": Text("les viviers (personnes ou entreprises atteignables)", "pools (people or firms within reach)"),
    "one_programme": Text("une personne, un programme", "one person, one programme"),
    "vacancies": Text("les postes à pourvoir", "vacancies"),
    "site_capacity": Text("les places dans les sites", "room in sites"),
    "smallest_cohort": Text("la taille minimale des cohortes", "the smallest cohort"),
    "cohort_started": Text("la taille minimale des cohortes", "the smallest cohort"),
}  # fmt: skip

_TABLES = {"city": "cities", "source": "sources", "measure": "measures", "profile": "profiles", "limit": "limits"}
_TABLES |= {"commitment": "commitments", "scenario": "scenarios"}
_STATED = {"budgets": "sources", "limits": "limits", "commitments": "commitments", "most_sites": "sites"}
_STATED |= {"private_share": "measures", "dependency": "dependency", "public_per_private": "fund"}


@dataclass(frozen=True)
class Rule:
    """One row of the program as people see it. `label` maps axis to identifier; `place` is where it is stated."""

    row: int
    block: str
    label: dict[str, str]
    name: Text
    owner: Text
    place: Place | None
    unit: str

    @property
    def family(self) -> str:
        return family_of(self.block)

    @property
    def decided(self) -> bool:
        """True for a rule somebody decided; False for a fact."""
        return self.family in RULES


def family_name(family: str) -> Text:
    """What people call a family of rules, in both languages."""
    return _FAMILY_NAMES[family]


def named(family: str) -> bool:
    """True for the families that a reader is told about: rules and facts, not accounting."""
    return family in _NAMES


def rule(case: Case, program: LinearProgram, row: int) -> Rule:
    """The rule behind a row of the program; KeyError for a row that is only accounting."""
    block = next(b for b in program.rows.values() if b.start <= row < b.stop)
    family = family_of(block.name)
    member = row - block.start
    label = {axis.name: axis.labels[codes[member]] for axis, codes in zip(block.axes, block.codes, strict=True)}
    name = Text(*(_NAMES[family].of(lang, **_titles(case, label, lang)) for lang in LANGUAGES))
    owner, place = _stated(case, family, label)
    return Rule(row, block.name, label, name, owner, place, block.unit)


def _titles(case: Case, label: dict[str, str], lang: str) -> dict[str, str]:
    """What the parts of a label are called."""
    return {name: case.title(_TABLES[name], value, lang) if name in _TABLES else value for name, value in label.items()}


def _stated(case: Case, family: str, label: dict[str, str]) -> tuple[Text, Place | None]:
    """(owner, place) of the case row that states a rule."""
    table = _STATED.get(family)
    if table is None:
        return EMPTY, None
    data = case[table]
    keys = data.table.keys
    for i in range(len(data)):
        if all(data[key][i] in (label.get(key, "*"), "*") for key in keys):
            return case.both(data["owner"][i]) if "owner" in data.columns else EMPTY, data.place(i)
    return EMPTY, None


def rows_of(program: LinearProgram) -> np.ndarray:
    """Numbers of the rows that `rule` can name."""
    parts = [np.arange(b.start, b.stop) for name, b in program.rows.items() if named(family_of(name))]
    return np.concatenate(parts or [np.zeros(0, dtype=np.int64)])
