"""Families of rules and facts as people meet them: what each is called, and which cell of the case states it."""

from __future__ import annotations

from dataclasses import dataclass

from fundopt.language import Text
from fundopt.model.formulate import RULES


@dataclass(frozen=True)
class Family:
    """How one family is told. Texts are filled with the titles of what a row is about.

    `title` names the family, `row` one row of the program, `statement` all rows that one row of the case states, and
    `everywhere` a statement about every city ("" where it is `statement`). Rows are one statement where they agree on
    `axes`; None: told row by row only. `table` and `cell` say where the family is stated, "" for a fact. `repaired`
    names the statement among those that clash ("" where it is `statement`). `keeps_money`: it can keep money from
    being spent.
    """

    title: Text
    row: Text | None = None
    statement: Text | None = None
    axes: tuple[str, ...] | None = None
    table: str = ""
    cell: str = ""
    everywhere: Text | None = None
    repaired: Text | None = None
    keeps_money: bool = True

    @property
    def clashing(self) -> Text | None:
        """What a statement is called among those that clash."""
        return self.repaired or self.statement


EARMARKS = "earmarks"
"""What a source may not pay for. In the model these are payments that do not exist: the family has no rows there."""

FAMILIES: dict[str, Family] = {
    "budgets": Family(
        Text("les budgets", "budgets"),
        Text("budget de {source}, cumulé jusqu'à {period}", "budget of {source}, cumulative to {period}"),
        Text("budget « {source} »", "budget “{source}”"),
        ("source",),
        "sources",
        "budget",
        repaired=Text("budget de « {source} »", "budget of “{source}”"),
        keeps_money=False,  # a source's own budget is what it may spend; that of another acts through co-financing
    ),
    EARMARKS: Family(
        Text("le fléchage (ce que la source a le droit de payer)", "earmarks (what the source may pay for)"),
        table="sources",
        repaired=Text("fléchage de « {source} »", "earmarks of “{source}”"),
        keeps_money=False,  # told where nothing else does
    ),
    "private_share": Family(
        Text("la part privée minimale", "the least private share"),
        Text("part privée de « {measure} » à {city}", "private share of “{measure}” in {city}"),
        Text("part privée minimale de « {measure} »", "least private share of “{measure}”"),
        ("measure",),
        "measures",
        "min_private_share",
    ),
    "public_per_private": Family(
        Text("l'argent public par dirham privé", "public money per private dirham"),
        Text("argent public par dirham privé, à {period}", "public money per private dirham, at {period}"),
        Text("argent public par dirham privé", "public money per private dirham"),
        (),
        "fund",
        "public_per_private",
    ),
    "most_sites": Family(
        Text("le nombre de sites", "the number of sites"),
        Text("sites au plus de « {measure} » à {city}", "most sites of “{measure}” in {city}"),
        Text("sites au plus de « {measure} » à {city}", "most sites of “{measure}” in {city}"),
        ("city", "measure"),
        "sites",
        "max_sites",
        everywhere=Text("sites au plus de « {measure} » par ville", "most sites of “{measure}” in a city"),
    ),
    "limits": Family(
        Text("les limites du conseil", "the board's limits"),
        Text("règle « {limit} »", "rule “{limit}”"),
        Text("« {limit} »", "“{limit}”"),
        ("limit",),
        "limits",
        "value",
        repaired=Text("règle « {limit} »", "rule “{limit}”"),
    ),
    "dependency": Family(
        Text("le plafond de dépendance", "the cap on dependency"),
        Text("plafond de dépendance au marché français, {city}, {period}",
             "cap on French-market dependency, {city}, {period}"),
        Text("plafond de dépendance au marché français, {city}", "cap on French-market dependency, {city}"),
        ("city",),
        "dependency",
        "cap",
        everywhere=Text("plafond de dépendance au marché français", "cap on French-market dependency"),
    ),
    "commitments": Family(
        Text("les engagements", "commitments"),
        Text("engagement « {commitment} »", "commitment “{commitment}”"),
        Text("engagement « {commitment} »", "commitment “{commitment}”"),
        ("commitment",),
        "commitments",
        "value",
    ),
    "diminishing_returns": Family(
        Text("les viviers (personnes ou entreprises atteignables)", "pools (people or firms within reach)"),
        Text("vivier de « {measure} » à {city}, tranche {segment}", "pool of “{measure}” in {city}, segment {segment}"),
        Text("public à portée de « {measure} »", "people or firms in reach of “{measure}”"),
        ("measure",),
    ),
    "one_programme": Family(
        Text("une personne, un programme", "one person, one programme"),
        Text("personnes à former à {city}, à {period}", "people to train in {city}, at {period}"),
        Text("personnes à former", "people to train"),
        (),
    ),
    "vacancies": Family(
        Text("les postes à pourvoir", "vacancies"),
        Text("postes « {profile} » à {city}, {period}", "{profile} vacancies in {city}, {period}"),
        Text("postes vacants, profil « {profile} »", "vacancies, profile “{profile}”"),
        ("profile",),
    ),
    "site_capacity": Family(
        Text("les places dans les sites", "room in sites"),
        Text("places de « {measure} » à {city}, {period}", "room for “{measure}” in {city}, {period}"),
        Text("places par site de « {measure} »", "room in a site of “{measure}”"),
        ("measure",),
    ),
    "smallest_cohort": Family(
        Text("la taille minimale des cohortes", "the smallest cohort"),
        Text("plus petite cohorte de « {measure} » à {city}, {period}",
             "smallest cohort of “{measure}” in {city}, {period}"),
        Text("plus petite cohorte de « {measure} »", "smallest cohort of “{measure}”"),
        ("measure",),
    ),
    "cohort_started": Family(
        Text("la taille minimale des cohortes", "the smallest cohort"),
        Text("cohorte de « {measure} » à {city}, {period}", "cohort of “{measure}” in {city}, {period}"),
    ),
}  # fmt: skip
"""Every family that a reader is told about, by its name in the model; the others are accounting."""

FACTS = tuple(name for name, family in FAMILIES.items() if name != EARMARKS and name not in RULES)
"""Families that limit a plan without anyone having decided so: people, firms, jobs and rooms there are."""

TABLES = {
    "city": "cities",
    "source": "sources",
    "measure": "measures",
    "profile": "profiles",
    "limit": "limits",
    "commitment": "commitments",
    "scenario": "scenarios",
}
"""The table that tells what the labels of an axis are called."""
