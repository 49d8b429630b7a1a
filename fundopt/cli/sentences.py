"""Prices, money left and distances as sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rich.cells import cell_len

from fundopt.api import Plan
from fundopt.audit.publish import rule_key
from fundopt.case.case import Case
from fundopt.language import LANGUAGES, Text, join, million, number
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
    owner: Text
    place: str
    sense: str
    price: float
    unit: str
    worth: float

    def sentence(self, lang: str, more: str = "", width: int = 0) -> str:
        """« {règle} : 1 M MAD de plus éviterait 12,3 années-personnes ». `more` follows in brackets.

        Where `width` is given, the rule's name is cut so that the sentence is no longer than that.
        """
        room = _ROOM[self.family if self.family in ("budgets", "public_per_private") else self.sense][self.unit]
        told = {"room": room.of(lang), "amount": person_years(self.price, lang)}
        end = f" ({more})." if more else "."
        name = self.name.of(lang)
        if width:
            name = _cut(name, width - cell_len(_PRICE.of(lang, name="", **told) + end))
        return _PRICE.of(lang, name=name[0].upper() + name[1:], **told) + end


def _cut(name: str, width: int) -> str:
    """A name with an ellipsis where it is too long, its quotation marks closed."""
    if cell_len(name) <= width:
        return name
    close = next((mark for mark in (" »", "”") if mark in name), "")
    return f"{name[: max(width - 1 - len(close), 8)].rstrip()}…{close}"


def person_years(value: float, lang: str) -> str:
    """« 0,5 année-personne », « 12,3 années-personnes »: three decimals below a tenth."""
    figure = number(value, lang, 1 if abs(value) >= 0.1 else 3)
    return f"{figure} {(_ONE_YEAR if abs(value) < 2 else _YEARS).of(lang)}"


def prices(plan: Plan) -> list[Price]:
    """The decided rules with a price in a plan that was solved, one entry each, the weightiest first.

    A rule with several rows (a cumulative budget, a rate in several cities) is relaxed on all of them at once: money
    received in the first period counts in every later cumulative row, so that its price is the sum of their prices.
    A rule's weight is its price times its bound; where the row's own bound is 0 (shares of spending), times the amount
    that the share comes to. A rule about nothing (a share of money that is not spent) is left out.
    """
    grouped: dict[tuple[str, ...], list[Binding]] = {}
    for binding in plan.binding:
        if binding.rule.decided:
            grouped.setdefault((binding.rule.family, *_identity(plan.case, binding)), []).append(binding)
    bounds = {(check.family, check.label): float(check.bound) for check in plan.margins}
    found = [_price(plan, members, bounds) for members in grouped.values()]
    return sorted((price for price in found if price.worth > 0), key=lambda price: (-price.worth, price.rule))


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


def _price(plan: Plan, members: Sequence[Binding], bounds: dict) -> Price:
    case, program, first = plan.case, plan.solved.program, members[0].rule
    identity = _identity(case, members[0])
    low, high = np.isfinite(program.row_lower[first.row]), np.isfinite(program.row_upper[first.row])
    scale = 1e-6 if members[0].price_unit == "MMAD" else 100 if members[0].price_unit == "%" else 1.0
    return Price(
        first.family,
        "/".join(identity) or first.family,
        _name(case, members),
        first.owner,
        str(first.place or ""),
        "exactly" if low and high else "at_least" if low else "at_most",
        sum(member.price for member in members),
        members[0].price_unit,
        sum(member.worth or member.price * abs(bounds.get(rule_key(member), 0.0)) * scale for member in members),
    )


def _name(case: Case, members: Sequence[Binding]) -> Text:
    """What people call a rule, without the period where its rows are one rule."""
    rule = members[0].rule
    if rule.family == "budgets" and len(_identity(case, members[0])) > 1:
        return rule.name
    if rule.family not in _NAMES:
        return rule.name
    tables = {"source": "sources", "city": "cities", "limit": "limits"}
    names = {
        lang: {axis: case.title(table, rule.label.get(axis, ""), lang) for axis, table in tables.items()}
        for lang in LANGUAGES
    }
    return Text(*(_NAMES[rule.family].of(lang, **names[lang]) for lang in LANGUAGES))


def facts(found: Sequence[Binding], lang: str) -> str:
    """« viviers (14) et postes à pourvoir (3) », the most frequent first; empty where no fact binds."""
    counts = Counter(_FACTS[binding.rule.family].of(lang) for binding in found if not binding.rule.decided)
    return join([f"{fact} ({number(count, lang)})" for fact, count in counts.most_common()], lang)


def idle_money(plan: Plan) -> float:
    """MAD that a given plan pays without buying anything."""
    given = plan.evaluation
    if given is None or IDLE not in given.program.variables:
        return 0.0
    return float(given.program.values(IDLE, given.primal).sum())


def left_over(case: Case, item: Unspent, lang: str) -> str:
    """Why a source keeps money."""
    values = {
        "source": case.title("sources", item.source, lang),
        "left": million(item.left, lang),
        "budget": million(item.budget, lang),
        "most": million(item.spendable, lang),
        "rules": join([family_name(family).of(lang) for family in item.kept_by], lang),
    }
    if not item.kept_by:
        return _IDLE.of(lang, **values)
    reached = item.budget - item.left >= item.spendable * (1 - 1e-3)
    return (_KEPT if reached else _KEPT_AND_IDLE).of(lang, **values)


def _more(noun_fr: str, noun_en: str, required_fr: str = "exigé de moins", allowed_fr: str = "permis de plus") -> dict:
    return {
        "at_least": Text(f"{noun_fr} {required_fr}", f"{noun_en} less required"),
        "at_most": Text(f"{noun_fr} {allowed_fr}", f"{noun_en} more allowed"),
        "exactly": Text(f"{noun_fr} d'écart permis", f"{noun_en} of leeway"),
        "budgets": Text(f"{noun_fr} de plus", f"{noun_en} more"),
        "public_per_private": Text(f"{noun_fr} public de plus", f"{noun_en} more of public money"),
    }


_BY_UNIT = {
    "MMAD": _more("1 M MAD", "MAD 1 m"),
    "units": _more("1 unité", "1 unit", "exigée de moins", "permise de plus"),
    "sites": _more("1 site", "1 site"),
    "jobs": _more("1 emploi", "1 job"),
    "persons": _more("1 personne", "1 person", "exigée de moins", "permise de plus"),
    "%": _more("1 point", "1 point"),
}
_ROOM = {sense: {unit: senses[sense] for unit, senses in _BY_UNIT.items()} for sense in _BY_UNIT["MMAD"]}
_PRICE = Text("{name} : {room} éviterait {amount}", "{name}: {room} would avoid {amount}")
_ONE_YEAR, _YEARS = Text("année-personne", "person-years"), Text("années-personnes", "person-years")
_NAMES = {
    "budgets": Text("budget « {source} »", "budget “{source}”"),
    "public_per_private": Text("argent public par dirham privé", "public money per private dirham"),
    "limits": Text("« {limit} »", "“{limit}”"),
    "dependency": Text("marché français, {city}", "French market, {city}"),
}
_FACTS = {
    "diminishing_returns": Text("viviers", "pools"),
    "one_programme": Text("personnes à former", "people to train"),
    "vacancies": Text("postes à pourvoir", "vacancies"),
    "site_capacity": Text("places en site", "room in sites"),
    "smallest_cohort": Text("cohortes assez grandes", "large enough cohorts"),
    "cohort_started": Text("cohortes assez grandes", "large enough cohorts"),
}
_IDLE = Text(
    "{source} garde {left} sur {budget} : dépenser plus n'éviterait aucun chômage.",
    "{source} keeps {left} of {budget}: spending more would avoid no unemployment.",
)
_KEPT = Text(
    "{source} garde {left} sur {budget} ; ce qui l'empêche de payer plus : {rules}.",
    "{source} keeps {left} of {budget}; what keeps it from paying more: {rules}.",
)
_KEPT_AND_IDLE = Text(
    "{source} garde {left} sur {budget} : payer plus n'éviterait aucun chômage, et ne se peut que jusqu'à {most}"
    " (ce qui arrête : {rules}).",
    "{source} keeps {left} of {budget}: paying more would avoid no unemployment, and is possible up to {most} only"
    " (what stops it: {rules}).",
)
