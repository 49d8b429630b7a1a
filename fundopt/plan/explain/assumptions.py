"""Assumptions by how easily they flip the plan: the smallest change of each that moves money elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fundopt.case.case import Case
from fundopt.language import Text, percent
from fundopt.model.formulate import formulate
from fundopt.model.linear_program import LinearProgram
from fundopt.plan.explain.faithful import Faithful
from fundopt.plan.explain.levers import Lever, levers
from fundopt.plan.explain.pairs import money
from fundopt.plan.explain.resolving import Resolver
from fundopt.plan.optimise import Optimum

MOVED = 0.01
"""Share of the plan's money that goes elsewhere when a plan flips, where nothing else is asked."""

WIDEST = 0.2
"""The largest relative change that is tried."""

NUDGE = 0.01
"""Relative change at which levers are compared before any is tried."""

TOP = 10
"""How many levers are ranked; others are only shown to need more."""

WEIGHTY = 40
"""How many levers, the weightiest, are expected to move much of the plan where they are tried."""

FINE = 1.15
"""A flip is known when it lies between two changes whose ratio is at most this."""

TRIES = 10
"""Solves spent on one lever at most."""


@dataclass(frozen=True)
class Flip:
    """An assumption and the smallest relative change found that moves the plan.

    At `change` (−0.04: 4 % less) the best plan with the sites as they are places `moved` of the money elsewhere, at
    least the share asked for (infinite: no plan keeps the rules any more); at `quiet`, the nearest change tried in
    that direction, it does not.
    """

    lever: Lever
    change: float
    quiet: float
    moved: float
    shown_fr: str
    shown_en: str

    def sentence(self, lang: str) -> str:
        """« emplois nets, Profil hybride (−0,034 – 0,0643) : −4 % suffit »."""
        sign = "+" if self.change > 0 else "−"
        about = self.lever.about.of(lang)
        return (_NO_PLAN if np.isinf(self.moved) else _FLIP).of(
            lang,
            label=self.lever.label.of(lang) + (f", {about}" if about else ""),
            value=self.shown_fr if lang == "fr" else self.shown_en,
            place=self.lever.place,
            change=sign + percent(round(abs(self.change), 4), lang, 1 if abs(self.change) < 0.1 else 0),
            moved="" if np.isinf(self.moved) else percent(round(self.moved, 4), lang),
        )


@dataclass(frozen=True)
class Flips:
    """The assumptions that flip the plan most easily, the easiest first.

    The others among the first `tried` of `count` leave the plan as it is up to a change of `beyond`; the rest, which
    matter less by their prices, were not tried for want of time. `share`: of the money, what counts as a flip.
    """

    ranked: tuple[Flip, ...]
    share: float
    tried: int
    count: int
    beyond: float
    sites: str

    def sentence(self, lang: str) -> str:
        """What was looked at."""
        text = _TRIED if self.tried == self.count else _SOME_TRIED
        values = {"tried": self.tried, "count": self.count, "beyond": percent(self.beyond, lang)}
        sites = _SITES.of(lang) if self.sites == "fixed" else ""
        return text.of(lang, share=percent(self.share, lang, 0), **values) + sites + "."


def flips(
    optimum: Optimum, resolver: Resolver, share: float = MOVED, statuses: tuple[str, ...] = ("assumption", "none")
) -> Flips:
    """Assumptions ranked by the smallest relative change that places `share` of the money in other cities or measures.

    Every lever is first nudged, and the prices say what that changes; those that matter most are tried first, while
    the resolver has time. One is tried at the change that would bring it into the ranking and, where that flips the
    plan, closer and closer. Sites are as in the plan; money leaves the published plan only where that is worth it (see
    `fundopt.plan.explain.faithful`), so that ties between plans are no flips.
    """
    known = levers(optimum.parameters.case, statuses)
    trial = _Trial(optimum, resolver)
    order = trial.order(known)
    found: list[Flip] = []
    tried, beyond = 0, WIDEST
    for place, i in enumerate(order):
        flip = trial.flip(known[i], share, beyond, far=place < WEIGHTY)
        if trial.over:
            break
        tried += 1
        if flip is not None:
            found = sorted([*found, flip], key=lambda item: abs(item.change))[:TOP]
            beyond = abs(found[-1].change) if len(found) == TOP else WIDEST
    return Flips(tuple(found), share, tried, len(order), beyond, "fixed" if resolver.has_sites else "free")


class _Trial:
    """The plan of the first objective, and how much of its money an edited case places elsewhere."""

    def __init__(self, optimum: Optimum, resolver: Resolver) -> None:
        self.p, self.program, self.optimum = optimum.parameters, optimum.program, optimum
        self.case: Case = optimum.parameters.case
        self.faithful = Faithful(optimum, resolver)
        start = optimum.payable if self.faithful.plan is None else self.faithful.plan.primal
        self.plan = money(self.p, self.program, start)
        self.felt = np.abs(optimum.prices)
        self.scale = np.abs(optimum.first.primal)
        block = self.program.variables["effective_units"]
        pools = self.p.pool[block.codes[0], block.codes[1]]
        part = self.scale[block.start : block.stop]
        self.scale[block.start : block.stop] = np.maximum(part, IDLE * pools)

    @property
    def over(self) -> bool:
        return self.faithful.warm.over

    def order(self, known: Sequence[Lever]) -> list[int]:
        """Positions of the levers, those that matter most first; without those that change nothing.

        Levers that are not compared within a third of the time come last, as they are.
        """
        until = self.faithful.warm.left * 2 / 3
        weights: list[tuple[float, int]] = []
        for i, lever in enumerate(known):
            enough = np.isinf(until) or self.faithful.warm.left > until
            weights.append((-self.weight(lever) if enough else -np.finfo(float).tiny, i))
        return [i for weight, i in sorted(weights) if weight < 0]

    def weight(self, lever: Lever) -> float:
        """Person-years that a nudge of the lever moves through the priced rows, gains and losses added up."""
        edited = self.edited(lever, NUDGE) or self.edited(lever, -NUDGE)
        if edited is None:
            return 0.0
        change = abs(edited.matrix - self.program.matrix) @ self.scale
        bounds = []
        for new, old in ((edited.row_lower, self.program.row_lower), (edited.row_upper, self.program.row_upper)):
            finite = np.isfinite(new) & np.isfinite(old)
            bounds.append(np.abs(np.subtract(new, old, out=np.zeros_like(new), where=finite)))
        costs = np.abs(edited.cost - self.program.cost) @ self.scale
        return float(self.felt @ (change + np.maximum(*bounds)) + costs)

    def edited(self, lever: Lever, change: float) -> LinearProgram | None:
        """The program of the case with the lever moved; None where that is no case, or not of the same shape."""
        case = lever.moved(self.case, change)
        program = None if case is None else formulate(case)
        same = program is not None and all(
            [len(block) for block in mine.values()] == [len(block) for block in theirs.values()]
            for mine, theirs in ((self.program.variables, program.variables), (self.program.rows, program.rows))
        )
        return program if same else None

    def moved(self, lever: Lever, change: float, far: bool = True) -> float:
        """Share of the money that the best plan places elsewhere after a change; 0 where there is no such case.

        Infinite where no plan keeps the rules any more. `far`: that is probably much.
        """
        edited = self.edited(lever, change)
        solution = None if edited is None else self.faithful.solve(edited, far)
        if solution is None:
            return np.inf if edited is not None and self.faithful.warm.infeasible else 0.0
        other = money(self.p, self.program, solution.primal)
        return float(np.abs(_shares(other) - _shares(self.plan)).sum()) / 2

    def flip(self, lever: Lever, share: float, beyond: float, far: bool) -> Flip | None:
        """The smallest change up to `beyond`, either way, that moves `share`; None where none does or time runs out."""
        there = {sign * beyond: self.moved(lever, sign * beyond, far) for sign in (1.0, -1.0)}
        flipped = [change for change, moved in there.items() if moved >= share]
        if not flipped:
            return None
        answers = [self.closer(lever, share, change, there[change]) for change in flipped]
        change, quiet, moved = min(answers, key=lambda answer: abs(answer[0]))
        shown = [lever.shown(self.case, lang) for lang in ("fr", "en")]
        return Flip(lever, change, quiet, moved, *shown)

    def closer(self, lever: Lever, share: float, change: float, moved: float) -> tuple[float, float, float]:
        """(flipped, quiet, moved) between a change that flips and none, by false position and by halving."""
        quiet = 0.0
        for step in range(TRIES):
            if self.over or (quiet and change / quiet <= FINE) or abs(change) < LEAST:
                break
            guess = OVER * change * share / moved if step % 2 == 0 else (quiet + change) / 2
            low, high = sorted((quiet * FINE ** (1 / 2), change / FINE ** (1 / 2)), key=abs)
            guess = float(np.clip(guess, *sorted((low, high))))
            there = self.moved(lever, guess)
            if self.over:
                break
            change, quiet, moved = (guess, quiet, there) if there >= share else (change, guess, moved)
        return change, quiet, moved


def _shares(amounts: np.ndarray) -> np.ndarray:
    """What each city and measure gets of all the money that is spent."""
    return amounts / max(float(amounts.sum()), 1.0)


IDLE = 0.1
"""Share of its pool that a pair without money counts for where levers are compared."""

OVER = 1.03
"""How far beyond the change that a straight line promises the next one is tried, so that it flips the plan."""

LEAST = 1e-3
"""A smaller change than this is not told from a tie between plans."""

_FLIP = Text(
    "{label} ({value} ; {place}) : {change} suffit à placer {moved} de l'argent ailleurs",
    "{label} ({value}; {place}): {change} is enough to place {moved} of the money elsewhere",
)
_NO_PLAN = Text(
    "{label} ({value} ; {place}) : {change} et plus aucun plan ne tient les règles",
    "{label} ({value}; {place}): {change} and no plan keeps the rules any more",
)
_TRIED = Text(
    "La plus petite erreur qui placerait {share} de l'argent ou plus dans d'autres villes ou mesures. Les {count} "
    "hypothèses ont été essayées ; celles qui manquent ici peuvent se tromper de ±{beyond}",
    "The smallest error that would place {share} of the money or more in other cities or measures. All {count} "
    "assumptions were tried; those not listed may be wrong by ±{beyond}",
)
_SOME_TRIED = Text(
    "La plus petite erreur qui placerait {share} de l'argent ou plus dans d'autres villes ou mesures. Incomplet : le "
    "temps a suffi pour {tried} hypothèses sur {count}, celles qui pèsent le plus d'abord ; parmi elles, celles qui "
    "manquent ici peuvent se tromper de ±{beyond}",
    "The smallest error that would place {share} of the money or more in other cities or measures. Incomplete: there "
    "was time for {tried} of {count} assumptions, the weightiest first; among them, those not listed may be wrong by "
    "±{beyond}",
)
_SITES = Text(" (avec les sites du plan)", " (with the sites of the plan)")
