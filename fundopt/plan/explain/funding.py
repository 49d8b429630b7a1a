"""What a measure that got nothing in a city would have to cost, or achieve, to be funded; or what forbids it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from fundopt.language import Text, join, number, percent
from fundopt.model.linear_program import LinearProgram
from fundopt.model.parameters import Parameters
from fundopt.plan.allocation import NOTHING
from fundopt.plan.explain.entry import Look, Prices
from fundopt.plan.explain.opening import cost_with_site, decides_whole
from fundopt.plan.explain.pairs import (
    EFFECTS,
    NAMES,
    SOME,
    Pair,
    cost_change,
    effect_change,
    largest_first,
    money,
    new_effect,
    units,
)
from fundopt.plan.explain.refusals import TOO_FAR, ceilings, forbidden, outweighed
from fundopt.plan.explain.resolving import Resolver
from fundopt.plan.explain.twins import proved_with_any_sites
from fundopt.plan.explain.warm import Warm
from fundopt.plan.optimise import Optimum

LITTLE = 0.01
"""Units that a pair without money is made to buy, to learn what they forgo."""

ROUNDS = 8
"""How often a threshold is looked for again under the prices of the program solved at the last one."""

SAME = 1e-5
"""Thresholds this close, as a share of the number, are one."""

FOR_SITES = 0.4
"""Share of the time that is kept for searches over sites, where there are any."""


@dataclass(frozen=True)
class Threshold:
    """Where one number of a pair must go for the pair to be funded.

    `parameter` is "unit_cost" or an effect; `today` and `needed` are in `unit`; `needed` None: no number would do, for
    the stated `reason`. `status`: "verified" where prices prove that before it nothing changes, and the program solved
    again there that the pair is funded beyond it; where time ran out "estimated" (at least `needed` must be reached),
    "enough" (`needed` is enough, less may be) or "unknown" (nothing was found out). `sites`: "free" where no other
    choice of sites funds the pair sooner, "fixed" where sites are as in the plan.
    """

    parameter: str
    today: float
    needed: float | None
    unit: str
    status: str
    sites: str
    reason: Text | None = None

    @property
    def change(self) -> float | None:
        """The needed change as a share of today's number; None where there is no number to change."""
        return None if self.needed is None or not self.today else self.needed / self.today - 1

    @property
    def tied(self) -> bool:
        """Whether a plan that is as good funds the pair as it is."""
        return self.change is not None and abs(self.change) < TIE


@dataclass(frozen=True)
class Unfunded:
    """A pair that gets nothing, by its names. `forbidden` names what keeps it so whatever it costs and achieves.

    `unit_name` is what the measure counts. Otherwise `cost` is there; `effect` too, unless units need a site or cohort.
    """

    pair: Pair
    city: Text
    measure: Text
    unit_name: Text
    forbidden: Text | None = None
    cost: Threshold | None = None
    effect: Threshold | None = None

    @property
    def thresholds(self) -> tuple[Threshold, ...]:
        return tuple(item for item in (self.cost, self.effect) if item is not None)

    @property
    def closeness(self) -> float:
        """The smallest change, as a share of today's number, that funds the pair; infinite where none does."""
        return min((abs(item.change) for item in self.thresholds if item.change is not None), default=np.inf)

    def sentence(self, lang: str) -> str:
        """What would have to change, in one sentence."""
        return _HEAD.of(lang, measure=self.measure.of(lang), city=self.city.of(lang)) + self.body(lang)

    def body(self, lang: str) -> str:
        """The sentence without its head."""
        if self.forbidden is not None:
            return _NEVER.of(lang, reason=self.forbidden.of(lang)) + "."
        told = self.thresholds
        if self.cost is not None and self.cost.tied:  # nothing has to change
            told = (self.cost,)
        parts = [_said(item, lang, self.unit_name.of(lang)) for item in told]
        sites = _AS_IN_PLAN.of(lang) if any(item.sites == "fixed" for item in told) else ""
        return (" ; " if lang == "fr" else "; ").join(parts) + sites + "."


def told(found: Iterable[Unfunded], lang: str) -> list[str]:
    """What would have to change, in one sentence for all cities of which the same is true of a measure."""
    groups: dict[tuple[str, str], list[str]] = {}
    for item in found:
        groups.setdefault((item.measure.of(lang), item.body(lang)), []).append(item.city.of(lang))
    return [
        _HEAD.of(lang, measure=measure, city=join(cities, lang)) + body for (measure, body), cities in groups.items()
    ]


def unfunded(optimum: Optimum, resolver: Resolver) -> tuple[Unfunded, ...]:
    """Every pair of city and measure that gets nothing in the published plan, the closest to being funded first.

    Thresholds come from the prices of the optimum with its sites, and are solved again one by one, the nearest first,
    while the resolver has time; with sites, searches then look at all of them at once.
    """
    p, program = optimum.parameters, optimum.program
    got = np.maximum(money(p, program, optimum.payable) / SOME, units(p, program, optimum.payable) / NOTHING)
    idle = largest_first(-got, p, lambda amount: amount > -1)
    open_to_all = [pair for pair in idle if forbidden(p, program, pair) is None]
    plain = [pair for pair in open_to_all if not decides_whole(p, program, pair)]
    looks = _first_looks(optimum, plain)
    warm = Warm(resolver, resolver.left * (1 - FOR_SITES if resolver.has_sites else 1))
    looks = [_verified(optimum, warm, look) for look in sorted(looks, key=lambda look: look.distance)]
    looks = _with_any_sites(resolver, looks)
    whole = [_whole_look(optimum, resolver, pair) for pair in open_to_all if pair not in plain]
    answers = [_described(optimum, pair, [look for look in (*looks, *whole) if look.pair == pair]) for pair in idle]
    return tuple(sorted(answers, key=lambda item: (item.closeness, item.city.fr, item.measure.fr)))


def _first_looks(optimum: Optimum, plain: Iterable[Pair]) -> list[Look]:
    """For each pair its cost, and the effect that has to change least, at the prices of the optimum."""
    p, program = optimum.parameters, optimum.program
    prices, looks = Prices.of(program, optimum.prices), []
    for pair in plain:
        known = [effect_change(p, program, pair, name) for name in EFFECTS]
        effects = [change for change in known if change is not None] or [new_effect(p, program, pair)]
        looks.append(Look(pair, cost_change(p, program, pair)).priced(p, program, prices))
        looks.append(
            min((Look(pair, change).priced(p, program, prices) for change in effects), key=lambda look: look.distance)
        )
    return looks


def _verified(optimum: Optimum, warm: Warm, look: Look) -> Look:
    """The threshold under the prices that hold where the pair is made to buy a little.

    The least that a little of the pair forgoes, per unit, is the largest over all optimal duals of the plan, a convex
    function of s; its zero is the threshold. Newton's method finds it from this side in a few solves: each gives the
    dual that is the largest at s, and `Look.priced` the zero of its line.
    """
    p, program = optimum.parameters, optimum.program
    basis = optimum.first.basis.with_row() if optimum.first.basis else None
    for _ in range(ROUNDS):
        if look.s is None:
            return replace(look, status="verified")
        solution = warm.solve(_buying(program, p, look), basis, dual_simplex=True)
        if solution is None:
            return replace(look, s=None, status="verified", stopped=True) if warm.infeasible else look
        further = look.priced(p, program, Prices.of(program, solution.dual[:-1]))
        if further.s is not None and abs(further.s) <= abs(look.s) + SAME * (1 + abs(look.s)):
            return replace(look, status="verified")
        look, basis = further, solution.basis
    return look


def _buying(program: LinearProgram, p: Parameters, look: Look) -> LinearProgram:
    """The program at the look's threshold in which the pair buys a little."""
    coefficients = np.zeros(program.shape[1])
    coefficients[look.pair.columns(program, "units")] = 1.0
    pool = p.pool[p.cities.position[look.pair.city], p.measures.position[look.pair.measure]]
    edited = look.change.applied(program, look.s or 0.0)
    return edited.with_row("buying", coefficients, min(LITTLE, pool / 10), np.inf, "units")


def _with_any_sites(resolver: Resolver, looks: list[Look]) -> list[Look]:
    """The same looks; those that hold whatever sites are opened say so."""
    if not resolver.has_sites:
        return [replace(look, sites="free") for look in looks]
    proved: set[tuple[Pair, bool]] = set()
    for by_cost in (True, False):
        mine = [look for look in looks if look.towards_zero == by_cost]
        proved |= {(pair, by_cost) for pair in proved_with_any_sites(resolver, mine)}
    return [replace(look, sites="free") if (look.pair, look.towards_zero) in proved else look for look in looks]


def _whole_look(optimum: Optimum, resolver: Resolver, pair: Pair) -> Look:
    s, status, change = cost_with_site(optimum.parameters, resolver, pair)
    return Look(pair, change, s, status, "free")


def _described(optimum: Optimum, pair: Pair, looks: list[Look]) -> Unfunded:
    p, program = optimum.parameters, optimum.program
    measures = p.case["measures"]
    unit = p.case.both(measures["unit"][measures["measure"].index(pair.measure)])
    answer = Unfunded(pair, unit_name=unit, forbidden=forbidden(p, program, pair), **pair.titles(p))
    for look in looks:
        reason = None
        if look.status == "unknown":
            reason = None
        elif look.stopped:
            reason = ceilings(p, program, pair)
        elif look.s is None:
            reason = outweighed(p, program, Prices.of(program, optimum.prices), pair) if look.towards_zero else TOO_FAR
        needed = None if look.s is None else look.change.at(look.s)
        change = look.change
        threshold = Threshold(change.parameter, change.today, needed, change.unit, look.status, look.sites, reason)
        answer = replace(answer, **{"cost" if look.towards_zero else "effect": threshold})
    return answer


def _said(item: Threshold, lang: str, unit_name: str) -> str:
    """One threshold in words."""
    cost = item.parameter == "unit_cost"
    name = NAMES[item.parameter].of(lang)
    if item.status == "unknown":
        return _UNKNOWN.of(lang)
    unsure = _UNSURE[item.status].of(lang) if item.status in _UNSURE else ""
    if item.needed is None:
        reason = item.reason.of(lang) if item.reason else ""
        return (_NO_COST if cost else _NO_EFFECT).of(lang, reason=reason, name=name) + unsure
    if item.tied:
        return (_TIED_COST if cost else _TIED_EFFECT).of(lang) + unsure
    digits = 0 if cost else _digits(item.needed)
    values = {
        "name": name,
        "unit": "MAD" if cost else _per(lang, unit_name),
        "today": number(round(item.today, digits), lang, digits),
        "needed": number(round(item.needed, digits), lang, digits),
        "change": "" if item.change is None else f" ({_signed(item.change, lang)})",
    }
    return (_COST if cost else _EFFECT).of(lang, **values) + unsure


def _per(lang: str, unit_name: str) -> str:
    return f"par {unit_name}" if lang == "fr" else f"per {unit_name}"


def _digits(value: float) -> int:
    """Decimals that show three significant digits."""
    return max(0, 2 - int(np.floor(np.log10(abs(value))))) if value else 0


def _signed(share: float, lang: str) -> str:
    """A relative change with its sign, in per cent."""
    if share > 2:
        return "×\u202f" + number(round(1 + share, 1), lang, 1)
    digits = 1 if abs(share) < 0.1 else 0
    sign = "+" if share > 0 else "−"
    return sign + percent(round(abs(share), 2 + digits), lang, digits)


TIE = 1e-6
"""A change smaller than this share is none: an equally good plan funds the pair."""

_HEAD = Text("{measure}, {city} : ", "{measure}, {city}: ")
_NEVER = Text("jamais : {reason}", "never: {reason}")
_COST = Text(
    "financée si l'unité coûtait au plus {needed} {unit} au lieu de {today}{change}",
    "funded if a unit cost at most {unit} {needed} instead of {today}{change}",
)
_EFFECT = Text(
    "si l'effet ({name}, au plus haut) atteignait {needed} {unit} au lieu de {today}{change}",
    "or if its effect ({name}, at its peak) reached {needed} {unit} instead of {today}{change}",
)
_TIED_COST = Text(
    "à égalité : un autre plan, qui évite autant de chômage, la finance déjà",
    "a tie: another plan, which avoids as much unemployment, funds it already",
)
_TIED_EFFECT = Text("le moindre effet de plus suffit", "the least more effect is enough")
_NO_COST = Text("un coût plus bas ne suffirait pas : {reason}", "a lower cost would not do: {reason}")
_NO_EFFECT = Text(
    "un effet plus fort ({name}) ne suffirait pas : {reason}", "a stronger effect ({name}) would not do: {reason}"
)
_UNSURE = {
    "estimated": Text(" (au mieux : pas vérifié)", " (at best: not verified)"),
    "enough": Text(" (une moindre baisse suffirait peut-être)", " (a smaller fall may be enough)"),
}
_UNKNOWN = Text("pas cherché, faute de temps", "not looked into for want of time")
_AS_IN_PLAN = Text(" (avec les sites du plan)", " (with the sites of the plan)")
