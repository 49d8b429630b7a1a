"""The next million and the last one: what they avoid, and where the money goes, of all sources or of one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fundopt.errors import SolveError
from fundopt.plan.explain.fund_size import FundSize, fund_size, small_step
from fundopt.plan.explain.nearest import money_of, nearest
from fundopt.plan.explain.resolving import LEAST_SECONDS, Resolved, Resolver
from fundopt.plan.optimise import Optimum

SHUFFLE = 1.5
"""A plan reshuffles where more than this many times the step changes place."""
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
class Million:
    """`amount` MAD more (or less, negative) of all sources in proportion, or of one `source`.

    `least` to `most`: weighted person-years that this avoids in addition (negative: that it no longer avoids);
    `status` as in `fundopt.plan.explain.resolving.Resolved`, or "same sites" where sites were kept. `moves` are the
    changes of the plan by city and measure, the largest first, for the plan that changes least; None where they were
    not worked out. `from_to`: MAD that leave, and that arrive.
    """

    amount: float
    source: str | None
    least: float
    most: float
    status: str
    moves: tuple[Move, ...] | None = None
    sites: tuple[SiteMove, ...] = ()

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

    With `quick` the sites stay as they are. A source whose budget is smaller than the step has no last million.
    """
    optimum = resolver.optimum
    step = small_step(optimum.parameters.fund_size)
    whole = fund_size(optimum)
    found = [] if whole is None else [_changed(resolver, whole, sign * step, quick, True) for sign in (1, -1)]
    for source in optimum.parameters.sources.labels:
        size = fund_size(optimum, source)
        if size is not None:
            found += [
                _changed(resolver, size, sign * step, quick, False) for sign in (1, -1) if size.today > -sign * step
            ]
    return tuple(found)


def _changed(resolver: Resolver, size: FundSize, amount: float, quick: bool, moves: bool) -> Million:
    program = size.at(size.today + amount)
    same = resolver.fixed(program, bounds_only=True)
    found = same if quick or not moves else resolver.free(program, same)
    base = resolver.base
    least, most = found.effect - base.effect, found.most - base.effect
    if amount < 0 and same.status != "infeasible":
        most = min(most, 0.0)
    status = "same sites" if found.exact and found.sites == "fixed" else found.status
    if not moves or found.solution is None or not found.feasible or resolver.left < LEAST_SECONDS:
        return Million(amount, size.source, least, most, status)
    try:
        primal = nearest(resolver, program, found, money_of(program, resolver.optimum.primal), given_up(resolver))
    except (SolveError, ValueError):  # no time left, or none nearer
        return Million(amount, size.source, least, most, status)
    told = tuple(move for move in money_moves(resolver.optimum, resolver.optimum.primal, primal)
                 if abs(move.change) > TOLD * abs(amount))  # fmt: skip
    return Million(amount, size.source, least, most, status, told, site_moves(resolver.optimum, None, found))


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
