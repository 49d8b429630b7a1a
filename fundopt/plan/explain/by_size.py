"""Unemployment avoided by the size of the fund, and what starts, stops or is dropped as it grows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fundopt.errors import SolveError
from fundopt.model.linear_program import LinearProgram
from fundopt.plan.explain.fund_size import fund_size
from fundopt.plan.explain.million import Move, given_up, money_moves
from fundopt.plan.explain.nearest import money_of, nearest
from fundopt.plan.explain.resolving import LEAST_SECONDS, Resolved, Resolver

SHARES = (0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5)
"""Sizes of the fund at which the curve is computed, as shares of today's."""
LITTLE = 5e-3
"""A change of money below this share of today's fund is not told."""


@dataclass(frozen=True)
class CurvePoint:
    """The best plan of a fund of `size` MAD: weighted person-years avoided lie in [`effect`, `most`].

    `status` as in `Resolved`, or "same sites" where sites were kept as they are. `started` and `dropped` are the
    (city, measure) that get money from here on, and those that lose money although the fund grew from the point before.
    """

    size: float
    effect: float
    most: float
    status: str
    slope: float | None
    started: tuple[Move, ...] = ()
    dropped: tuple[Move, ...] = ()


def by_size(resolver: Resolver, quick: bool = False) -> tuple[CurvePoint, ...]:
    """The best plan at `SHARES` of today's fund, as far as time allows; empty for a fund without money.

    `slope` is the gain per million MAD since the point before. With `quick` sites stay as they are. Plans differ from
    the one before by as little money as the best effect allows, so that what is told is no tie.
    """
    optimum = resolver.optimum
    size = fund_size(optimum)
    if size is None:
        return ()
    points: list[CurvePoint] = []
    before = None
    for share in SHARES:
        if resolver.left <= 0:
            break
        program = size.at(share * size.today)
        same = resolver.fixed(program)
        found = same if quick else resolver.free(program, same)
        if not found.feasible:
            points.append(CurvePoint(share * size.today, found.effect, found.most, found.status, None))
            continue
        primal = _near(resolver, program, found, before)
        moves = money_moves(optimum, before, primal) if before is not None else []
        told = [move for move in moves if abs(move.change) > LITTLE * size.today]
        last = next((point for point in reversed(points) if point.status != "infeasible"), None)
        gain = None if last is None else (found.effect - last.effect) / ((share * size.today - last.size) / 1e6)
        points.append(
            CurvePoint(
                share * size.today,
                found.effect,
                found.most,
                "same sites" if found is same and resolver.has_sites else found.status,
                gain,
                tuple(move for move in told if move.before < 1.0),
                tuple(move for move in told if move.change < 0),
            )
        )
        before = primal
    return tuple(points)


def _near(resolver: Resolver, program: LinearProgram, found: Resolved, before: np.ndarray | None) -> np.ndarray:
    """Of the plans as good as `found` the one nearest to `before`; `found` itself where there is no time to look."""
    if before is None or found.solution is None or resolver.left < LEAST_SECONDS:
        return found.primal
    try:
        return nearest(resolver, program, found, money_of(program, before), given_up(resolver))
    except SolveError:
        return found.primal
