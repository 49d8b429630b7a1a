"""Money of the fund that a plan leaves, and why, in a sentence: the share of a city that it cannot spend, or rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from fundopt.audit.check import Check
from fundopt.audit.note_texts import amount, clean
from fundopt.case.case import Case
from fundopt.language import Text, join
from fundopt.model.parameters import Parameters
from fundopt.plan.evaluate import key_shares
from fundopt.plan.tables import PlanTables

TOLD = 0.005
"""Share of the fund from which money that is left is told."""
LONGEST, NAMED = 60, 3
"""Signs of a plan's name, and cities named, in a sentence."""


class Judged(Protocol):
    """A plan with its case, its payments and every rule held against it; `fundopt.Plan` is one."""

    @property
    def case(self) -> Case: ...
    @property
    def tables(self) -> PlanTables: ...
    @property
    def margins(self) -> Sequence[Check]: ...


def left_over(name: str, plan: Judged, lang: str, key: str | None = None) -> str:
    """« « Pro rata » laisse 156,3 M MAD sans usage : … »; empty where next to nothing of the fund is left.

    With the `key` that divided the fund among cities it says which of them cannot spend their share, and which rule on
    the city stops it there.
    """
    p = Parameters(plan.case)
    paid = plan.tables.payments.groupby("city")["amount"].sum().astype(float).to_dict()
    left = p.fund_size - sum(paid.values())
    if left < TOLD * p.fund_size:
        return ""
    values = {"name": clean(name, LONGEST), "left": amount(left, lang), "fund": amount(p.fund_size, lang)}
    if key is None:
        return _LEFT.of(lang, **values)
    unused = _unused(p, key, paid)
    cities = [plan.case.title("cities", city, lang) for city in unused]
    rules = [rule for city in unused for rule in _stopping(plan, city, lang)]
    named = cities[:NAMED]
    text = _ONE_CITY if len(cities) == 1 else _CITIES if len(cities) <= NAMED else _MANY_CITIES
    return text.of(
        lang, **values, cities=join(named, lang), others=len(cities) - len(named),
        rules=_RULES.of(lang, rules=join(list(dict.fromkeys(rules)), lang)) if rules else "",
    )  # fmt: skip


def _unused(p: Parameters, key: str, paid: Mapping[str, float]) -> list[str]:
    """The cities that leave some of their share, the largest amount first."""
    left = {city: share * p.fund_size - paid.get(city, 0.0) for city, share in key_shares(p, key).items()}
    return sorted((city for city, rest in left.items() if rest > TOLD / 10 * p.fund_size), key=lambda city: -left[city])


def _stopping(plan: Judged, city: str, lang: str) -> list[str]:
    """The limits on this city alone that the plan is at."""
    data = plan.case["limits"]
    return [
        plan.case.text(data["name"][check.row[1]], lang)
        for check in plan.margins
        if check.family == "limits"
        and check.binding
        and check.row is not None
        and data["city"][check.row[1]] in (city, (city,))
    ]


_LEFT = Text(
    "« {name} » n'emploie pas {left} des {fund} du fonds.", "“{name}” does not use {left} of the fund's {fund}."
)
_ONE_CITY = Text(
    "« {name} » laisse {left} sans usage : {cities} ne peut pas dépenser toute sa part{rules}, et la clé ne la donne à"
    " aucune autre ville.",
    "“{name}” leaves {left} without use: {cities} cannot spend all of its share{rules}, and the key gives it to no"
    " other city.",
)
_CITIES = Text(
    "« {name} » laisse {left} sans usage : {cities} ne peuvent pas dépenser toute leur part{rules}, et la clé ne la"
    " donne à aucune autre ville.",
    "“{name}” leaves {left} without use: {cities} cannot spend all of their shares{rules}, and the key gives them to no"
    " other city.",
)
_MANY_CITIES = Text(
    "« {name} » laisse {left} sans usage : {cities} (et {others} autres) ne peuvent pas dépenser toute leur"
    " part{rules}, et la clé ne la donne à aucune autre ville.",
    "“{name}” leaves {left} without use: {cities} (and {others} others) cannot spend all of their"
    " shares{rules}, and the key gives them to no other city.",
)
_RULES = Text(" ({rules})", " ({rules})")
