"""The whole curve: unemployment avoided against the size of the fund, with what starts, stops and is complete where."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from fundopt.errors import SolveError
from fundopt.model.linear_program import MILLION
from fundopt.plan.explain.fund_size import FundSize, fund_size, range_of_plans, what_clashes
from fundopt.plan.explain.kinks import Kink, Kinks, Tangent, kinks
from fundopt.plan.explain.million import given_up
from fundopt.plan.explain.nearest import money_of, nearest
from fundopt.plan.explain.resolving import LEAST_SECONDS, Resolved, Resolver
from fundopt.plan.explain.stated import Stated
from fundopt.plan.optimise import fix_integers
from fundopt.solve import Basis, Solution, solve

GAP = 1e-4
"""Relative gap at which the search for sites stops at each size; the bound that remains is told."""
ROUNDS = 60
"""Most linear programs spent on breakpoints."""
TODAY = 1e-9
"""Sizes this close, as a share, are one."""


@dataclass(frozen=True)
class CurvePoint:
    """The best plan found for a fund of `fund` MAD: weighted person-years avoided, and the `most` any plan can avoid.

    `slope`: person-years per million MAD at this size with the sites of this plan (NaN where unknown, and at an end of
    the curve, where prices only say that no plan lies beyond); `dual` [rows]
    and `basis` are those of its linear program. `money` [city, measure] MAD, `sites` [members of the block "sites"] of
    the plan that is nearest to that of the size before, going outwards from today's fund. `settled`: whether that plan
    was worked out; without it nothing is named.
    """

    fund: float
    effect: float
    most: float
    slope: float
    settled: bool
    money: np.ndarray = field(repr=False, compare=False)
    sites: np.ndarray = field(repr=False, compare=False)
    primal: np.ndarray = field(repr=False, compare=False)
    dual: np.ndarray | None = field(repr=False, compare=False, default=None)
    basis: Basis | None = field(repr=False, compare=False, default=None)


@dataclass(frozen=True)
class FundCurve:
    """The curve from the smallest fund for which a plan exists (`least`, MAD) to the `largest`, `upto` at most.

    `points` in order of size. `kinks` are exact breakpoints where there are no sites (None otherwise: with whole sites
    the curve is no longer concave; its points are best plans to within `most` − `effect`, and between two points it may
    bend or jump anywhere). `unproven`: person-years by which the curve may lie above straight lines between its
    breakpoints. `asked`: how many points were asked for; fewer where time ran out. `below`, `beyond`: the rules and
    facts that clash where the fund is smaller, and larger, than the curve's ends.
    """

    today: float
    least: float
    largest: float
    upto: float
    points: tuple[CurvePoint, ...]
    kinks: tuple[Kink, ...] | None
    unproven: float
    asked: int
    below: tuple[Stated, ...] = ()
    beyond: tuple[Stated, ...] = ()

    @property
    def complete(self) -> bool:
        return len(self.points) >= self.asked


def fund_curve(resolver: Resolver, upto: float = 2.0, points: int = 9) -> FundCurve | None:
    """The curve from nothing to `upto` times the fund, evaluated at about `points` sizes; None without a fund.

    Without sites every size at which the slope changes is a point too. Plans are followed outwards from today's, each
    the nearest to the one before, so that what is named is no tie.
    """
    size = fund_size(resolver.optimum)
    if size is None:
        return None
    asked = max(upto, 1.0) * size.today
    least, largest = range_of_plans(resolver, size, asked)
    ends = {end for end, inside in ((least, least <= 0), (largest, largest >= asked)) if not inside}
    below = what_clashes(resolver, size, asked, 1.0) if least in ends else ()
    beyond = what_clashes(resolver, size, asked, -1.0) if largest in ends else ()
    bends = None if resolver.has_sites else _breakpoints(resolver, size, least, largest)
    amounts = set(np.linspace(0.0, asked, points)) | {size.today}
    if bends is not None:
        amounts |= {kink.amount for kink in bends.kinks}
    sizes = _distinct([min(max(amount, least), largest) for amount in amounts], size.today)
    middle = _today(resolver, size)
    up = _walk(resolver, size, middle, [amount for amount in sizes if amount > size.today])
    down = _walk(resolver, size, middle, [amount for amount in reversed(sizes) if amount < size.today])
    told = None if bends is None else bends.kinks
    unproven = 0.0 if bends is None else bends.unproven
    drawn = tuple(
        replace(point, slope=np.nan) if point.fund in ends and point.fund != size.today else point
        for point in (*reversed(down), middle, *up)
    )
    return FundCurve(size.today, least, largest, asked, drawn, told, unproven, len(sizes), below, beyond)


def _breakpoints(resolver: Resolver, size: FundSize, low: float, high: float) -> Kinks:
    def tangent(amount: float) -> Tangent | None:
        found = resolver.fixed(size.at(amount), bounds_only=True)
        if found.solution is None:
            return None
        return Tangent(amount, found.effect, size.slope(found.solution.dual))

    return kinks(tangent, low, high, ROUNDS)


def _distinct(amounts: list[float], today: float) -> list[float]:
    """The sizes in order, each once; today's fund as it is."""
    kept: list[float] = []
    for amount in sorted(amounts):
        if not kept or amount - kept[-1] > TODAY * today:
            kept.append(amount)
    return [today if abs(amount - today) <= TODAY * today else amount for amount in kept]


def _today(resolver: Resolver, size: FundSize) -> CurvePoint:
    """The optimum itself, settled."""
    optimum, base = resolver.optimum, resolver.base
    point = _point(resolver, size, size.today, base, optimum.primal, True)
    return replace(point, slope=size.slope(optimum.prices) * MILLION, dual=optimum.prices, basis=optimum.first.basis)


def _walk(resolver: Resolver, size: FundSize, start: CurvePoint, amounts: list[float]) -> list[CurvePoint]:
    """Points away from `start`, one after the other, as long as there is time."""
    found, last = [], start
    room = resolver.left / 2 if start.fund == size.today and amounts and amounts[0] > size.today else np.inf
    part = resolver.limited(None if np.isinf(room) else room)
    basis = None
    for amount in amounts:
        program = size.at(amount)
        above = part.relaxed(program, basis, bounds_only=True)
        if above.solution is None:
            break
        basis = above.solution.basis
        best = above if not resolver.has_sites else part.near(program, GAP, basis, last.primal)
        if best.solution is None or best.primal is None:
            break
        best = replace(best, most=max(min(best.most, above.most), best.effect))
        settled = _settled(part, program, best, last.money)
        last = _point(part, size, amount, best, best.primal if settled is None else settled, settled is not None)
        found.append(last)
    return found


def _settled(resolver: Resolver, program, found: Resolved, money: np.ndarray) -> np.ndarray | None:
    """The plan nearest to `money` that is as good; None where there is no time or the engine finds none."""
    if resolver.left < LEAST_SECONDS:
        return None
    try:
        return nearest(resolver, program, found, money, given_up(resolver))
    except SolveError:
        return None


def _point(
    resolver: Resolver, size: FundSize, amount: float, found: Resolved, primal: np.ndarray, settled: bool
) -> CurvePoint:
    program = resolver.program
    sites = program.values("sites", primal) if "sites" in program.variables else np.zeros(0)
    solution = _kept(resolver, size, amount, found)
    dual, basis = (None, None) if solution is None else (solution.dual, solution.basis)
    slope = np.nan if dual is None else size.slope(dual) * MILLION
    money = money_of(program, primal)
    return CurvePoint(amount, found.effect, found.most, slope, settled, money, np.round(sites), primal, dual, basis)


def _kept(resolver: Resolver, size: FundSize, amount: float, found: Resolved) -> Solution | None:
    """The linear program at a size with the sites of its plan."""
    if found.solution is None or found.primal is None or resolver.left < LEAST_SECONDS:
        return None
    if not resolver.has_sites:
        return found.solution
    try:
        resolver.tally.fixed += 1
        return solve(fix_integers(size.at(amount), found.primal), basis=found.solution.basis)
    except SolveError:
        return None
