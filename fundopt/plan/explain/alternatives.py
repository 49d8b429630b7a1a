"""Alternatives: really different plans that are nearly as good as the best, each complete and keeping every rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np

from fundopt.language import Text, join, million, percent
from fundopt.model.linear_program import MILLION
from fundopt.model.parameters import Parameters
from fundopt.plan.allocation import tabulate, with_exact_units
from fundopt.plan.explain.freedom import WITHIN, Freedom, digits, freedom, nearly_as_good
from fundopt.plan.explain.pairs import money
from fundopt.plan.explain.resolving import Resolver
from fundopt.plan.explain.sentences import years
from fundopt.plan.explain.warm import Warm
from fundopt.plan.optimise import Optimum
from fundopt.plan.tables import PlanTables

COUNT = 3
"""How many alternatives are looked for."""

CLIMBS = 4
"""How often a plan is pushed further away from those already found."""

SAME = 0.001
"""Plans that place less than this share of the money differently are one."""

NAMED = 2
"""How many cities, and measures, a sentence names on each side."""


@dataclass(frozen=True)
class Alternative:
    """A plan within the allowed share of the optimum's effect, before rounding.

    `primal` is a vector of the optimum's program, `tables` the same as tables (amounts not rounded). `distance` is the
    share of the published plan's money that it places in other cities or measures (NaN: that plan pays nothing),
    `moved` the same in MAD; `lost` weighted person-years less than the optimum. `by_city` and `by_measure` are
    differences of money from the published plan, in MAD.
    """

    primal: np.ndarray
    tables: PlanTables
    effect: float
    lost: float
    lost_share: float
    distance: float
    moved: float
    by_city: dict[str, float]
    by_measure: dict[str, float]
    titles: dict[str, Text]
    digits: int = 1

    def sentence(self, lang: str) -> str:
        """What differs from the published plan, and what it costs."""
        share = "" if isnan(self.distance) else _SHARE.of(lang, distance=percent(self.distance, lang, 0))
        return _SENTENCE.of(
            lang,
            moved=million(self.moved, lang, self.digits),
            distance=share,
            cities=self._named(self.by_city, lang),
            measures=self._named(self.by_measure, lang),
            lost=years(self.lost, lang),
            share=percent(self.lost_share, lang, 2),
        )

    def _named(self, differences: dict[str, float], lang: str) -> str:
        """« plus pour Fès (+22,1 M MAD), moins pour Casablanca (−60,0 M MAD) »."""
        ordered = sorted(differences, key=lambda label: (-abs(differences[label]), label))
        parts = []
        for text, sign in ((_MORE, 1), (_LESS, -1)):
            mine = [label for label in ordered if sign * differences[label] >= 10**-self.digits * MILLION][:NAMED]
            said = [
                f"{self.titles[label].of(lang)} ({'+−'[sign < 0]}{million(abs(differences[label]), lang, self.digits)})"
                for label in mine
            ]
            if said:
                parts.append(text.of(lang, names=join(said, lang)))
        return ", ".join(parts) or _NOTHING.of(lang)


def alternatives(
    optimum: Optimum, resolver: Resolver, within: float = WITHIN, known: Freedom | None = None, count: int = COUNT
) -> tuple[Alternative, ...]:
    """At most `count` plans as far as possible from the published one and from each other, the furthest first.

    Modelling to generate alternatives (Brill, Chang & Hopkins 1982): from the plan that least uses the cells (city ×
    measure) of the plans before, or from an end of a band of `known` where that is further, the L1 distance to all
    plans before is climbed by linear programs on its own slopes, which never go down. Sites are as in the plan.
    """
    p, program = optimum.parameters, optimum.program
    near, warm = nearly_as_good(optimum, within), Warm(resolver)
    basis = optimum.first.basis.with_row() if optimum.first.basis else None
    candidates = [] if known is None or known.within > within else list(known.points)
    plans = [money(p, program, optimum.payable)]
    chosen: list[np.ndarray] = []

    def found(slopes: np.ndarray) -> np.ndarray | None:
        nonlocal basis
        solution = warm.solve(near.with_cost(_cost(optimum, slopes)), basis)
        basis = None
        return None if solution is None else solution.primal

    for _ in range(count):
        hopped = found(sum(plan / max(plan.sum(), 1.0) for plan in plans))
        candidates += [] if hopped is None else [hopped]
        best = max(candidates, key=lambda primal: _nearest(plans, money(p, program, primal)), default=None)
        for _ in range(CLIMBS if best is not None else 0):
            here = money(p, program, best)
            climbed = found(-sum(np.sign(here - plan) for plan in plans))
            if climbed is None or _nearest(plans, money(p, program, climbed)) <= _nearest(plans, here) * (1 + SAME):
                break
            best = climbed
        if known is None and (best is None or _nearest(plans, money(p, program, best)) < SAME):
            known = freedom(optimum, resolver, within)
            candidates += known.points
            best = max(candidates, key=lambda primal: _nearest(plans, money(p, program, primal)), default=None)
        if best is None or _nearest(plans, money(p, program, best)) < SAME:
            break
        chosen.append(best)
        plans.append(money(p, program, best))
    answers = [described(optimum, primal) for primal in chosen]
    return tuple(sorted(answers, key=lambda item: -item.moved))


def described(optimum: Optimum, primal: np.ndarray) -> Alternative:
    """A point of the optimum's program as an alternative to the published plan."""
    p, program = optimum.parameters, optimum.program
    primal = with_exact_units(p, program, primal)
    plan, other = money(p, program, optimum.payable), money(p, program, primal)
    best, effect = -optimum.first.objective, -program.objective(primal)
    difference = other - plan
    return Alternative(
        primal,
        tabulate(p, program, primal),
        effect,
        best - effect,
        (best - effect) / best if best > 0 else 0.0,
        moved(plan, other) / float(plan.sum()) if plan.any() else float("nan"),
        moved(plan, other),
        dict(zip(p.cities.labels, difference.sum(axis=1).tolist(), strict=True)),
        dict(zip(p.measures.labels, difference.sum(axis=0).tolist(), strict=True)),
        _titles(p),
        digits(p),
    )


def moved(plan: np.ndarray, other: np.ndarray) -> float:
    """MAD of `plan` [city, measure] that `other` places elsewhere: what leaves or comes, the larger."""
    change = other - plan
    return max(float(change.clip(min=0).sum()), float((-change).clip(min=0).sum()))


def distance(plan: np.ndarray, other: np.ndarray) -> float:
    """As `moved`, as a share of the money of `plan`; where that is nothing, in MAD, for plans to be ranked."""
    return moved(plan, other) / max(float(plan.sum()), 1.0)


def _nearest(plans: Sequence[np.ndarray], other: np.ndarray) -> float:
    return min(distance(plan, other) for plan in plans)


def _cost(optimum: Optimum, slopes: np.ndarray) -> np.ndarray:
    """Cost vector that counts each payment by the slope of its city and measure, per million MAD."""
    block = optimum.program.variables["payments"]
    cost = np.zeros(optimum.program.shape[1])
    cost[block.start : block.stop] = slopes[block.codes[1], block.codes[2]] / MILLION
    return np.where(np.abs(cost) * MILLION < 1e-6, 0.0, cost)


def _titles(p: Parameters) -> dict[str, Text]:
    cities = {label: p.case.titles("cities", label) for label in p.cities.labels}
    return cities | {label: p.case.titles("measures", label) for label in p.measures.labels}


_SENTENCE = Text(
    "{moved} placés autrement{distance}, {lost} évitées de moins ({share}). Villes : {cities}. "
    "Mesures : {measures}. Avant arrondi.",
    "{moved} placed differently{distance}, {lost} fewer avoided ({share}). Cities: {cities}. "
    "Measures: {measures}. Before rounding.",
)
_SHARE = Text(" ({distance} de l'argent)", " ({distance} of the money)")
_MORE, _LESS = Text("plus pour {names}", "more for {names}"), Text("moins pour {names}", "less for {names}")
_NOTHING = Text("comme le plan", "as in the plan")
