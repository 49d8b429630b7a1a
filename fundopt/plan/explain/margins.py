"""How far the cost or the effect of what got money may move before the plan really changes for it."""

from __future__ import annotations

from dataclasses import dataclass

from fundopt.language import Text, percent
from fundopt.plan.allocation import NOTHING
from fundopt.plan.explain.faithful import WORTH, Faithful
from fundopt.plan.explain.pairs import (
    EFFECTS,
    NAMES,
    SOME,
    Change,
    Pair,
    cost_change,
    effect_change,
    largest_first,
    money,
    units,
)
from fundopt.plan.explain.resolving import Resolver
from fundopt.plan.optimise import Optimum
from fundopt.solve import Solution

REAL = 0.01
"""A pair keeps its place while its units, or its money, stay within this share of what they are in the plan."""

WIDEST = 0.25
"""The largest relative change that is tried."""

HALVINGS = 5
"""How often the interval that holds an end is halved: to less than a hundredth of today's number."""


@dataclass(frozen=True)
class Margin:
    """How far one number of a funded pair may move, as shares of today's number, with the sites of the plan.

    Down to `down` (≤ 0) and up to `up` (≥ 0) the pair keeps its units or its money to within `REAL`; at `down_flips`
    and `up_flips`, a little further, it keeps neither. An end whose flip is None was held as far as was tried.
    """

    parameter: str
    today: float
    unit: str
    down: float
    down_flips: float | None
    up: float
    up_flips: float | None

    def said(self, lang: str) -> str:
        """« coût unitaire de −12,5 % à +3,1 % »."""
        name = NAMES[self.parameter].of(lang)
        if self.down_flips is None and self.up_flips is None and -self.down == self.up:
            return _EITHER_WAY.of(lang, name=name, end=percent(self.up, lang, 0))
        ends = []
        sides = ((self.down, self.down_flips, "−", _BELOW), (self.up, self.up_flips, "+", _ABOVE))
        for held, flips, sign, beyond in sides:
            figure = sign + percent(round(abs(held), 3), lang, 1)
            ends.append(beyond.of(lang, end=figure) if flips is None else figure)
        return _MARGIN.of(lang, name=name, down=ends[0], up=ends[1])


@dataclass(frozen=True)
class Funded:
    """A pair that gets `money` MAD in the plan, and how far its numbers may move; empty where time ran out."""

    pair: Pair
    city: Text
    measure: Text
    money: float
    margins: tuple[Margin, ...]

    def sentence(self, lang: str) -> str:
        """What may change without the plan changing for the pair."""
        said = (" ; " if lang == "fr" else "; ").join(margin.said(lang) for margin in self.margins)
        head = _HEAD.of(lang, measure=self.measure.of(lang), city=self.city.of(lang))
        return head + (said or _NO_TIME.of(lang)) + "."


@dataclass(frozen=True)
class Margins:
    """The pairs with money, those with most first; `sites` "fixed": as in the plan."""

    funded: tuple[Funded, ...]
    sites: str

    @property
    def tried(self) -> int:
        return sum(1 for item in self.funded if item.margins)

    def sentence(self, lang: str) -> str:
        """What counts as a change, and how many pairs were looked at."""
        sites = _SITES.of(lang) if self.sites == "fixed" else ""
        values = {"real": percent(REAL, lang, 0), "worth": percent(WORTH, lang, 0)}
        short = _SHORT.of(lang) if self.tried < len(self.funded) else ""
        return _ABOUT.of(lang, tried=self.tried, count=len(self.funded), short=short, **values) + sites + "."


def margins(optimum: Optimum, resolver: Resolver) -> Margins:
    """How far the unit cost and the effect of each funded pair may move before the plan really changes for the pair.

    Each end is found by solving edited programs again, halving, the pairs with most money first while the resolver
    has time. Plans are those that stay as published unless moving money is worth `faithful.WORTH`. The effect of a
    pair is the one whose gradual loss would matter most: the first of net jobs, jobs kept and vacancies it has.
    """
    p, program = optimum.parameters, optimum.program
    faithful = Faithful(optimum, resolver)
    got = money(p, program, optimum.payable)
    answers = []
    for pair in largest_first(got, p, lambda amount: amount > SOME):
        amount = float(got[p.cities.position[pair.city], p.measures.position[pair.measure]])
        found = _of_pair(faithful, pair) if faithful.plan is not None else ()
        answers.append(Funded(pair, money=amount, margins=found, **pair.titles(p)))
    return Margins(tuple(answers), "fixed" if resolver.has_sites else "free")


def _of_pair(faithful: Faithful, pair: Pair) -> tuple[Margin, ...]:
    """Its margins; none where time runs out before all are known."""
    p, program = faithful.optimum.parameters, faithful.optimum.program
    effects = (effect_change(p, program, pair, name) for name in EFFECTS)
    changes = [cost_change(p, program, pair), next((change for change in effects if change is not None), None)]
    found = []
    for change in changes:
        if change is None or not len(pair.columns(program, "units")) or not change.today:
            continue
        ends = [_end(faithful, pair, change, sign) for sign in (-1.0, 1.0)]
        if faithful.warm.over:
            return ()
        (down, down_flips), (up, up_flips) = ends
        found.append(Margin(change.parameter, change.today, change.unit, down, down_flips, up, up_flips))
    return tuple(found)


def _end(faithful: Faithful, pair: Pair, change: Change, sign: float) -> tuple[float, float | None]:
    """(held, flips) in one direction; (`WIDEST`, None) where the plan holds as far as is tried."""
    program = faithful.optimum.program
    held, flips = 0.0, sign * WIDEST
    if _holds(faithful, pair, faithful.solve(change.applied(program, flips))):
        return flips, None
    for _ in range(HALVINGS):
        if faithful.warm.over:
            break
        middle = (held + flips) / 2
        holds = _holds(faithful, pair, faithful.solve(change.applied(program, middle)))
        held, flips = (middle, flips) if holds else (held, middle)
    return held, flips


def _holds(faithful: Faithful, pair: Pair, solution: Solution | None) -> bool:
    """Whether the pair keeps its units or its money, to within `REAL`; False without a plan."""
    if solution is None or faithful.plan is None:
        return False
    p, program = faithful.optimum.parameters, faithful.optimum.program
    c, m = p.cities.position[pair.city], p.measures.position[pair.measure]
    for table, noise in ((units, NOTHING), (money, SOME)):
        before, after = (float(table(p, program, found.primal)[c, m]) for found in (faithful.plan, solution))
        if abs(after - before) <= REAL * before + noise:
            return True
    return False


_HEAD = Text("{measure}, {city} : ", "{measure}, {city}: ")
_MARGIN = Text("{name} de {down} à {up}", "{name} from {down} to {up}")
_EITHER_WAY = Text("{name} de ±{end} et plus", "{name} by ±{end} and more")
_BELOW, _ABOVE = Text("{end} et moins", "{end} and less"), Text("{end} et plus", "{end} and more")
_NO_TIME = Text("pas cherché, faute de temps", "not looked into for want of time")
_ABOUT = Text(
    "De combien un nombre peut bouger sans que la mesure perde ou gagne dans la ville plus de {real} de son argent et "
    "de ses unités (l'argent ne bouge que s'il évite {worth} de plus ailleurs). {short}{tried} regardées sur {count}, "
    "de la mieux à la moins bien dotée",
    "How far a number may move before the measure loses or gains more than {real} of its money and units in the city "
    "(money moves only where it avoids {worth} more). {short}{tried} of {count} looked at, those with most money first",
)
_SHORT = Text("Incomplet, faute de temps : ", "Incomplete, for want of time: ")
_SITES = Text(", avec les sites du plan", ", with the sites of the plan")
