"""How far the cost or the effect of what got money may move before the plan really changes for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

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
from fundopt.plan.explain.parametric import Astray
from fundopt.plan.explain.resolving import Resolver
from fundopt.plan.optimise import Optimum

REAL = 0.01
"""A pair keeps its place while its units, or its money, stay within this share of what they are in the plan."""

WIDEST = 0.25
"""The largest relative change that is tried."""

CLOSE = 1e-3
"""Where the plan is followed, an end is known when it lies between two shares of today's number this close."""

GENEROUS = 10.0
"""How many times its equal share of the time that is left a pair may take: the first ones take longer."""

COARSE = 0.01
"""Where it is found by solving again, when it lies between two this close."""

PATIENCE = 60
"""Steps of a path (two for each change of basis) after which the widest change is tried by itself."""

SHORT = 1e-6
"""A basis that lasts for less of a change than this is passed over."""


@dataclass(frozen=True)
class Margin:
    """How far one number of a funded pair may move, as shares of today's number, with the sites of the plan.

    Down to `down` (≤ 0) and up to `up` (≥ 0) the pair keeps its units or its money to within `REAL`; at `down_flips`
    and `up_flips`, a little further, it keeps neither. An end whose flip is None was held as far as was tried:
    `WIDEST`, or less where time ran out.
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
        if self.down_flips is None and self.up_flips is None and -self.down == self.up == WIDEST:
            return _EITHER_WAY.of(lang, name=name, end=percent(self.up, lang, 0))
        ends = []
        sides = ((self.down, self.down_flips, "−", _BELOW), (self.up, self.up_flips, "+", _ABOVE))
        for held, flips, sign, beyond in sides:
            figure = sign + percent(round(abs(held), 3), lang, 1)
            text = Text("{end}", "{end}") if flips is not None else beyond if abs(held) == WIDEST else _AT_LEAST
            ends.append(text.of(lang, end=figure))
        return _MARGIN.of(lang, name=name, down=ends[0], up=ends[1])

    @property
    def complete(self) -> bool:
        """Whether both ends are known, or further away than is tried."""
        sides = ((self.down, self.down_flips), (self.up, self.up_flips))
        return all(flips is not None or abs(held) == WIDEST for held, flips in sides)


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
        """How many pairs were looked at, if not to the end."""
        return sum(1 for item in self.funded if item.margins)

    @property
    def unfinished(self) -> int:
        """At how many of them time ran out before both ends of all numbers were known."""
        return sum(1 for item in self.funded if not all(margin.complete for margin in item.margins))

    def sentence(self, lang: str) -> str:
        """What counts as a change, and how many pairs were looked at."""
        sites = _SITES.of(lang) if self.sites == "fixed" else ""
        values = {"real": percent(REAL, lang, 0), "worth": percent(WORTH, lang, 0)}
        short = _SHORT.of(lang) if self.tried < len(self.funded) or self.unfinished else ""
        sites += _UNFINISHED.of(lang, count=self.unfinished) if self.unfinished else ""
        return _ABOUT.of(lang, tried=self.tried, count=len(self.funded), short=short, **values) + sites + "."


def margins(optimum: Optimum, resolver: Resolver) -> Margins:
    """How far the unit cost and the effect of each funded pair may move before the plan really changes for the pair.

    Each end is found by following the plan from basis to basis (`fundopt.plan.explain.parametric`) or, where that
    fails, by solving edited programs again, halving; the pairs with most money first. Where the resolver has little
    time each pair gets a share of it, and what is then known of its ends is that they are at least as far. Plans are
    those that stay as published unless moving money is worth `faithful.WORTH`. The effect of a pair is the one whose
    gradual loss would matter most: the first of net jobs, jobs kept and vacancies it has.
    """
    p, program = optimum.parameters, optimum.program
    faithful = Faithful(optimum, resolver)
    got = money(p, program, optimum.payable)
    answers: list[Funded] = []
    order = largest_first(got, p, lambda amount: amount > SOME)
    for pair in order:
        amount = float(got[p.cities.position[pair.city], p.measures.position[pair.measure]])
        seconds = GENEROUS * faithful.warm.left / (len(order) - len(answers))
        found = () if faithful.plan is None or faithful.warm.over else _of_pair(faithful, pair, seconds)
        answers.append(Funded(pair, money=amount, margins=found, **pair.titles(p)))
    return Margins(tuple(answers), "fixed" if resolver.has_sites else "free")


def _of_pair(faithful: Faithful, pair: Pair, seconds: float) -> tuple[Margin, ...]:
    """Its margins, in about so many seconds; none where there is no number to move."""
    p, program = faithful.optimum.parameters, faithful.optimum.program
    effects = (effect_change(p, program, pair, name) for name in EFFECTS)
    changes = [cost_change(p, program, pair), next((change for change in effects if change is not None), None)]
    known = [
        change for change in changes if change is not None and len(pair.columns(program, "units")) and change.today
    ]
    found, left = [], faithful.warm.left
    for i, change in enumerate(known):
        ends = []
        for j, sign in enumerate((-1.0, 1.0)):
            until = left - seconds * (2 * i + j + 1) / (2 * len(known))
            ends.append(_end(faithful, pair, change, sign, until))
        (down, down_flips), (up, up_flips) = ends
        found.append(Margin(change.parameter, change.today, change.unit, down, down_flips, up, up_flips))
    return tuple(found)


def _end(faithful: Faithful, pair: Pair, change: Change, sign: float, until: float) -> tuple[float, float | None]:
    """(held, flips) in one direction; flips is None where the plan holds as far as was tried.

    It is left where it is once no more than `until` seconds are left.
    """
    held, impatient = 0.0, False
    try:
        for changes, (held, flips, known) in enumerate(_followed(faithful, pair, change, sign)):
            if known or faithful.warm.left < until:
                return held, flips
            if changes > PATIENCE and not impatient:  # a single solve may say that there is nothing to follow
                if _solved_holds(faithful, pair, change, sign * WIDEST):
                    return sign * WIDEST, None
                impatient = True
    except Astray:
        pass
    return _halved(faithful, pair, change, held, sign, until)


def _followed(
    faithful: Faithful, pair: Pair, change: Change, sign: float
) -> Iterator[tuple[float, float | None, bool]]:
    """(held, flips, whether that is all) after each change of basis, following the plan. Raises Astray."""
    path, held = faithful.path(change.matrix), 0.0

    def holds(s: float) -> bool:
        return _holds(faithful, pair, faithful.values(path.point(s)))

    while True:
        arrived = path.advance(sign * WIDEST)
        if abs(path.s - held) > SHORT or arrived:
            flips = None if holds(path.s) else path.s
            while flips is not None and abs(flips - held) > CLOSE:
                middle = (held + flips) / 2
                held, flips = (middle, flips) if holds(middle) else (held, middle)
            known = arrived or flips is not None
            if known and not path.proven(path.s if flips is None else flips):
                raise Astray("what the path says is not so")
            held = path.s if flips is None else held
            yield held, flips, known
        path.pivot()
        yield held, None, False


def _halved(
    faithful: Faithful, pair: Pair, change: Change, held: float, sign: float, until: float
) -> tuple[float, float | None]:
    """The same by solving again and again, where the plan is known to hold up to `held`."""
    flips = sign * WIDEST
    if faithful.warm.left < until:
        return held, None
    there = _solved_holds(faithful, pair, change, flips)
    if faithful.warm.over:
        return held, None
    if there:
        return flips, None
    while abs(flips - held) > COARSE and faithful.warm.left >= until:
        middle = (held + flips) / 2
        there = _solved_holds(faithful, pair, change, middle)
        if faithful.warm.over:
            break
        held, flips = (middle, flips) if there else (held, middle)
    return held, flips


def _solved_holds(faithful: Faithful, pair: Pair, change: Change, s: float) -> bool:
    """Whether the pair keeps its place at `s`, by solving there."""
    solution = faithful.solve(change.applied(faithful.optimum.program, s))
    return solution is not None and _holds(faithful, pair, solution.primal)


def _holds(faithful: Faithful, pair: Pair, primal: np.ndarray) -> bool:
    """Whether the pair keeps its units or its money, to within `REAL`."""
    if faithful.plan is None:
        return False
    p, program = faithful.optimum.parameters, faithful.optimum.program
    c, m = p.cities.position[pair.city], p.measures.position[pair.measure]
    for table, noise in ((units, NOTHING), (money, SOME)):
        before, after = (float(table(p, program, point)[c, m]) for point in (faithful.plan.primal, primal))
        if abs(after - before) <= REAL * before + noise:
            return True
    return False


_HEAD = Text("{measure}, {city} : ", "{measure}, {city}: ")
_MARGIN = Text("{name} de {down} à {up}", "{name} from {down} to {up}")
_EITHER_WAY = Text("{name} de ±{end} et plus", "{name} by ±{end} and more")
_BELOW, _ABOVE = Text("{end} et moins", "{end} and less"), Text("{end} et plus", "{end} and more")
_AT_LEAST = Text("{end} au moins", "{end} at least")
_NO_TIME = Text("pas cherché, faute de temps", "not looked into for want of time")
_ABOUT = Text(
    "De combien un nombre peut bouger sans que la mesure perde ou gagne dans la ville plus de {real} de son argent et "
    "de ses unités (l'argent ne bouge que s'il évite {worth} de plus ailleurs). {short}{tried} regardées sur {count}, "
    "de la mieux à la moins bien dotée",
    "How far a number may move before the measure loses or gains more than {real} of its money and units in the city "
    "(money moves only where it avoids {worth} more). {short}{tried} of {count} looked at, those with most money first",
)
_SHORT = Text("Incomplet, faute de temps : ", "Incomplete, for want of time: ")
_UNFINISHED = Text(
    " ; pour {count}, l'intervalle n'est pas connu jusqu'au bout (« au moins »)",
    "; for {count} the range is not known to its end (“at least”)",
)
_SITES = Text(", avec les sites du plan", ", with the sites of the plan")
