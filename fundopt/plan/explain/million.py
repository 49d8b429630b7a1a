"""The next million and the last one: what they avoid, and where the money goes, of all sources or of one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from fundopt.errors import SolveError
from fundopt.language import Text
from fundopt.model.linear_program import Block, LinearProgram
from fundopt.plan.explain.fund_size import FundSize, fund_size, small_step
from fundopt.plan.explain.nearest import money_of, nearest
from fundopt.plan.explain.resolving import EXACT, LEAST_SECONDS, Resolved, Resolver
from fundopt.plan.explain.stated import statements
from fundopt.plan.optimise import Optimum

SHUFFLE = 1.5
"""A plan reshuffles where more than this many times the step changes place."""
FELT = 0.1
"""A rule is told to be eased where that is at least this share of what the step gains."""
TOLD = 0.01
"""A change below this share of the step is not told."""


@dataclass(frozen=True)
class Move:
    """Money of a measure in a city before and after, MAD."""

    city: str
    measure: str
    before: float
    after: float

    @property
    def change(self) -> float:
        return self.after - self.before


@dataclass(frozen=True)
class SiteMove:
    """Sites of a measure in a city before and after."""

    city: str
    measure: str
    before: int
    after: int


@dataclass(frozen=True)
class Eased:
    """A rule that the money of a measure in a city makes easier to keep, and the person-years that come of it."""

    city: str
    measure: str
    rule: Text
    gain: float


@dataclass(frozen=True)
class Million:
    """`amount` MAD more (or less, negative) of all sources in proportion, or of one `source`.

    `least` to `most`: weighted person-years that this avoids in addition (negative: that it no longer avoids);
    `status` as in `fundopt.plan.explain.resolving.Resolved`, or "same sites" where sites were kept. `moves` are the
    changes of the plan by city and measure, the largest first, for the plan that changes least; None where they were
    not worked out. `eases`: the limit that its largest use makes easier to keep, where part of the gain comes of that.
    """

    amount: float
    source: str | None
    least: float
    most: float
    status: str
    moves: tuple[Move, ...] | None = None
    sites: tuple[SiteMove, ...] = ()
    eases: tuple[Eased, ...] = ()

    @property
    def leaving(self) -> float:
        """MAD taken from cities and measures."""
        return -sum(min(move.change, 0.0) for move in self.moves or ())

    @property
    def arriving(self) -> float:
        """MAD given to cities and measures."""
        return sum(max(move.change, 0.0) for move in self.moves or ())

    @property
    def reshuffled(self) -> bool:
        """Whether much more money changes place than is added or taken."""
        return max(self.leaving, self.arriving) > SHUFFLE * abs(self.amount)


def next_and_last(resolver: Resolver, quick: bool = False) -> tuple[Million, ...]:
    """One million more and one less: of all sources with where the money goes, then of each source alone.

    First all with the sites as they are, then with any, as time allows; with `quick` the sites stay as they are. A
    source whose budget is smaller than the step has no last million.
    """
    optimum = resolver.optimum
    step = small_step(optimum.parameters.fund_size)
    sizes = [fund_size(optimum, source) for source in (None, *optimum.parameters.sources.labels)]
    drafts = [
        _Draft(resolver, size, sign * step)
        for size in sizes
        if size is not None
        for sign in (1, -1)
        if size.source is None or size.today > -sign * step
    ]
    whole = [draft for draft in drafts if draft.size.source is None]
    for draft in whole:
        draft.trace()
    if not quick and resolver.has_sites:
        for draft in whole:
            draft.search()
    return tuple(draft.million() for draft in drafts)


class _Draft:
    """One change of the fund while it is being worked out."""

    def __init__(self, resolver: Resolver, size: FundSize, amount: float) -> None:
        self.resolver, self.size, self.amount = resolver, size, amount
        self.program = size.at(size.today + amount)
        self.found = self.same = resolver.fixed(self.program, bounds_only=True)
        self.most = resolver.relaxed(self.program, bounds_only=True).most if resolver.has_sites else self.same.most
        self.moves: tuple[Move, ...] | None = None
        self.eases: tuple[Eased, ...] = ()

    def search(self) -> None:
        """The best with any sites, as time allows, and where its money goes."""
        found = self.resolver.free(self.program, self.same)
        if found.status == "unknown":
            return
        other = bool(site_moves(self.resolver.optimum, None, found))
        self.found, self.most = found, min(self.most, found.most)
        if other:
            self.moves = None
            self.trace()

    def trace(self) -> None:
        """Where the money goes: the changes of the plan that changes least."""
        found, optimum = self.found, self.resolver.optimum
        if found.solution is None or not found.feasible or self.resolver.left < LEAST_SECONDS:
            return
        with suppress(SolveError, ValueError):  # no time left, or none nearer
            today = money_of(self.program, optimum.primal)
            primal = nearest(self.resolver, self.program, found, today, given_up(self.resolver))
            self.moves = tuple(
                move
                for move in money_moves(optimum, optimum.primal, primal)
                if abs(move.change) > TOLD * abs(self.amount)
            )
            self.eases = () if self.amount < 0 else eased(optimum, found, self.moves, primal)

    def million(self) -> Million:
        """What is known in the end."""
        base, found = self.resolver.base, self.found
        least, most = found.effect - base.effect, max(self.most, found.effect) - base.effect
        if self.amount < 0 and found.status != "infeasible":
            most = max(min(most, 0.0), least)
        status = found.status
        if found.exact and found.sites == "fixed":
            exact = most - least <= EXACT * max(1.0, abs(base.effect))
            status = "exact" if exact else "same sites"
        sites = () if found is self.same else site_moves(self.resolver.optimum, None, found)
        return Million(self.amount, self.size.source, least, most, status, self.moves, sites, self.eases)


def eased(optimum: Optimum, found: Resolved, moves: tuple[Move, ...], primal: np.ndarray) -> tuple[Eased, ...]:
    """The decided limit that the largest use of new money eases most, where that is felt in what the step gains.

    To first order, at the duals of the plan with more money: what the use adds to a rule's row is room for others.
    """
    largest = next((move for move in moves if move.change > 0), None)
    if largest is None or found.solution is None:
        return ()
    program, dual = optimum.program, found.solution.dual
    change = np.zeros(program.shape[1])
    for name in ("payments", "units"):
        block = program.variables[name]
        labels = block.index()
        mine = (np.array(labels["city"]) == largest.city) & (np.array(labels["measure"]) == largest.measure)
        columns = block.start + np.flatnonzero(mine)
        change[columns] = primal[columns] - optimum.primal[columns]
    _spend(program, change)
    worth = dual * (program.matrix @ change)
    gains = [(float(worth[list(item.rows)].sum()), item) for item in statements(optimum) if item.family == "limits"]
    gain, rule = max(gains, key=lambda pair: pair[0], default=(0.0, None))
    if rule is None or gain < FELT * (found.effect - -optimum.first.objective):
        return ()
    return (Eased(largest.city, largest.measure, rule.name, gain),)


def _spend(program: LinearProgram, change: np.ndarray) -> None:
    """Let the spending of each source and period follow the payments that change, in place."""
    if "spending" not in program.variables:
        return
    spending, payments = program.variables["spending"], program.variables["payments"]
    at = {pair: spending.start + i for i, pair in enumerate(zip(*_labels(spending), strict=True))}
    for i, pair in enumerate(zip(*_labels(payments), strict=True)):
        if pair in at:
            change[at[pair]] += change[payments.start + i]


def _labels(block: Block) -> tuple[Sequence[str], Sequence[str]]:
    labels = block.index()
    return labels["source"], labels["period"]


def given_up(resolver: Resolver) -> float:
    """Person-years that the settled plan avoids less than the best, for further objectives and ties."""
    return max(resolver.base.effect + resolver.program.objective(resolver.optimum.primal), 0.0)


def money_moves(optimum: Optimum, before: np.ndarray, after: np.ndarray) -> list[Move]:
    """The changes between two primals, the largest first."""
    old, new = money_of(optimum.program, before), money_of(optimum.program, after)
    cities, measures = optimum.parameters.cities.labels, optimum.parameters.measures.labels
    moves = [
        Move(city, measure, float(old[c, m]), float(new[c, m]))
        for c, city in enumerate(cities)
        for m, measure in enumerate(measures)
        if old[c, m] != new[c, m]
    ]
    return sorted(moves, key=lambda move: (-abs(move.change), move.city, move.measure))


def site_moves(optimum: Optimum, before: Resolved | None, after: Resolved) -> tuple[SiteMove, ...]:
    """Sites that are opened or not any more between two plans (`before` None: the optimum)."""
    old = optimum.first.primal if before is None else before.primal
    if "sites" not in optimum.program.variables or old is None or after.primal is None:
        return ()
    block = optimum.program.variables["sites"]
    labels = block.index()
    was, now = (np.round(optimum.program.values("sites", primal)).astype(int) for primal in (old, after.primal))
    return tuple(
        SiteMove(labels["city"][i], labels["measure"][i], int(was[i]), int(now[i])) for i in np.flatnonzero(was != now)
    )
