"""Prices, money left and distances as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fundopt.api import Plan
from fundopt.case.case import Case
from fundopt.language import Text, join, million, number
from fundopt.model.linear_program import LinearProgram
from fundopt.plan.binding import Binding, Unspent
from fundopt.plan.evaluate import IDLE
from fundopt.plan.rules import family_name


@dataclass(frozen=True)
class Price:
    """A decided rule and what one unit more of room on all its rows would avoid, person-years per `unit`.

    `family` and `rule` name it for machines; `sense` is that of the rule: at_least, at_most or exactly.
    """

    family: str
    rule: str
    name: Text
    owner: str
    place: str
    sense: str
    price: float
    unit: str
    worth: float

    def sentence(self, lang: str) -> str:
        """« {règle} : un million de MAD de plus éviterait 12,3 années-personnes de chômage »."""
        room = _ROOM[self.family if self.family in ("budgets", "public_per_private") else self.sense][self.unit]
        amount = number(self.price, lang, 1 if self.price >= 0.1 else 3)
        return _PRICE.of(lang, name=self.name.of(lang), room=room.of(lang), amount=amount)


def prices(case: Case, program: LinearProgram, found: Sequence[Binding]) -> list[Price]:
    """The decided rules among `found`, one entry each, the dearest first.

    A rule with several rows (a cumulative budget, a rate in several cities) is relaxed on all of them at once: money
    received in the first period counts in every later cumulative row, so that its price is the sum of their prices.
    """
    grouped: dict[tuple, list[Binding]] = {}
    for binding in found:
        if binding.rule.decided:
            grouped.setdefault((binding.rule.family, *_identity(case, binding)), []).append(binding)
    answer = [_price(case, program, members) for members in grouped.values()]
    return sorted(answer, key=lambda price: -price.worth)


def _identity(case: Case, binding: Binding) -> tuple[str, ...]:
    """What makes rows one rule: a source's cumulative budget, a limit; else the row itself."""
    rule = binding.rule
    carry = dict(zip(case["sources"]["source"], case["sources"]["carry_over"], strict=True))
    if rule.family == "budgets" and carry[rule.label["source"]]:
        return (rule.label["source"],)
    if rule.family == "limits":
        return (rule.label["limit"],)
    if rule.family == "public_per_private":
        return ()
    return tuple(rule.label.values())


def _price(case: Case, program: LinearProgram, members: Sequence[Binding]) -> Price:
    first = members[0].rule
    identity = _identity(case, members[0])
    name = first.name
    if first.family == "budgets" and len(identity) == 1:
        name = _filled(_BUDGET, source=case.title("sources", identity[0]))
    elif first.family == "public_per_private":
        name = _PER_PRIVATE
    low, high = np.isfinite(program.row_lower[first.row]), np.isfinite(program.row_upper[first.row])
    return Price(
        first.family,
        "/".join(identity) or first.family,
        name,
        first.owner,
        str(first.place or ""),
        "exactly" if low and high else "at_least" if low else "at_most",
        sum(member.price for member in members),
        members[0].price_unit,
        sum(member.worth for member in members),
    )


def facts(found: Sequence[Binding], lang: str) -> str:
    """« 14 tranches de vivier épuisées et 3 postes tous pourvus »; empty where no fact binds."""
    counts: dict[str, int] = {}
    for binding in found:
        if not binding.rule.decided:
            counts[binding.rule.family] = counts.get(binding.rule.family, 0) + 1
    return join([f"{number(count, lang)} {_FACTS[family].of(lang)}" for family, count in counts.items()], lang)


def idle_money(plan: Plan) -> float:
    """MAD that a given plan pays without buying anything."""
    given = plan.evaluation
    if given is None or IDLE not in given.program.variables:
        return 0.0
    return float(given.program.values(IDLE, given.payable).sum())


def left_over(case: Case, item: Unspent, lang: str) -> str:
    """Why a source keeps money."""
    values = {
        "source": case.title("sources", item.source),
        "left": million(item.left, lang),
        "budget": million(item.budget, lang),
        "most": million(item.spendable, lang),
        "rules": join([family_name(family).of(lang) for family in item.kept_by], lang),
    }
    if not item.kept_by:
        return _IDLE.of(lang, **values)
    reached = item.budget - item.left >= item.spendable * (1 - 1e-3)
    return (_KEPT if reached else _KEPT_AND_IDLE).of(lang, **values)


def _filled(text: Text, **values: str) -> Text:
    return Text(text.of("fr", **values), text.of("en", **values))


def _more(noun_fr: str, noun_en: str, required_fr: str = "exigé de moins", allowed_fr: str = "permis de plus") -> dict:
    return {
        "at_least": Text(f"{noun_fr} {required_fr}", f"{noun_en} less required"),
        "at_most": Text(f"{noun_fr} {allowed_fr}", f"{noun_en} more allowed"),
        "exactly": Text(f"{noun_fr} d'écart permis", f"{noun_en} of leeway"),
        "budgets": Text(f"{noun_fr} de plus", f"{noun_en} more"),
        "public_per_private": Text(f"{noun_fr} public de plus", f"{noun_en} more of public money"),
    }


_BY_UNIT = {
    "MMAD": _more("un million de MAD", "one million MAD"),
    "units": _more("une unité", "one unit", "exigée de moins", "permise de plus"),
    "sites": _more("un site", "one site"),
    "jobs": _more("un emploi", "one job"),
    "persons": _more("une personne", "one person", "exigée de moins", "permise de plus"),
    "%": _more("un point", "one point"),
}
_ROOM = {sense: {unit: senses[sense] for unit, senses in _BY_UNIT.items()} for sense in _BY_UNIT["MMAD"]}
_PRICE = Text(
    "{name} : {room} éviterait {amount} années-personnes.", "{name}: {room} would avoid {amount} person-years."
)
_BUDGET = Text("Budget de {source}", "Budget of {source}")
_PER_PRIVATE = Text("Argent public par dirham privé", "Public money per private dirham")
_FACTS = {
    "diminishing_returns": Text("tranches de vivier épuisées", "pool segments used up"),
    "one_programme": Text("fois toutes les personnes à former prises", "times everyone to train is taken"),
    "vacancies": Text("fois tous les postes pourvus", "times all vacancies filled"),
    "site_capacity": Text("fois un site plein", "times a full site"),
    "smallest_cohort": Text("cohortes à leur minimum", "cohorts at their minimum"),
    "cohort_started": Text("cohortes à leur minimum", "cohorts at their minimum"),
}
_IDLE = Text(
    "{source} garde {left} sur {budget} : dépenser plus n'éviterait aucun chômage.",
    "{source} keeps {left} of {budget}: spending more would avoid no unemployment.",
)
_KEPT = Text(
    "{source} garde {left} sur {budget} : {rules} en empêchent la dépense.",
    "{source} keeps {left} of {budget}: {rules} keep it from being spent.",
)
_KEPT_AND_IDLE = Text(
    "{source} garde {left} sur {budget} : {rules} n'en laissent dépenser que {most}, et tout dépenser n'éviterait"
    " aucun chômage de plus.",
    "{source} keeps {left} of {budget}: {rules} let only {most} be spent, and spending it all would avoid no further"
    " unemployment.",
)
