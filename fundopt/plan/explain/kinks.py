"""Where the slope of a concave curve changes: the breakpoints of a linear program in its right-hand side."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass

ON_LINE = 1e-7
"""A value this close to a line, relative to the values at its ends (at least one person-year), is on it."""

_ORDER = itertools.count()


@dataclass(frozen=True)
class Tangent:
    """A point of the curve: at `amount` MAD it has `value` person-years and a slope, person-years per MAD."""

    amount: float
    value: float
    slope: float

    def at(self, amount: float) -> float:
        """The value of the straight line at another amount."""
        return self.value + self.slope * (amount - self.amount)


@dataclass(frozen=True)
class Kink:
    """A breakpoint: below `amount` MAD a MAD avoids `before` person-years, above it `after`."""

    amount: float
    value: float
    before: float
    after: float


@dataclass(frozen=True)
class Kinks:
    """The breakpoints between two amounts. `unproven`: person-years by which the curve may lie above the straight
    lines through all points found; 0 where every breakpoint is found."""

    kinks: tuple[Kink, ...]
    points: tuple[Tangent, ...]
    unproven: float


def kinks(tangent: Callable[[float], Tangent | None], low: float, high: float, most: int) -> Kinks:
    """The breakpoints of a concave piecewise linear curve on [low, high], from `most` evaluations at most.

    Two tangents meet at or above the curve: where they meet on it they meet at a breakpoint, otherwise the curve is
    evaluated there and both sides are looked at, the widest gap first (Eisner & Severance 1976). `tangent` gives None
    where time is up.
    """
    first, last = tangent(low), tangent(high)
    if first is None or last is None:
        return Kinks((), tuple(point for point in (first, last) if point), float("inf"))
    points, found = [first, last], []
    open_: list[tuple[float, int, Tangent, Tangent]] = []
    _push(open_, first, last, found)
    left = most - 2
    while open_ and left > 0:
        _, _, a, b = heapq.heappop(open_)
        middle = tangent(_meeting(a, b))
        left -= 1
        if middle is None:
            open_.append((0.0, 0, a, b))
            break
        points.append(middle)
        if a.at(middle.amount) - middle.value <= _noise(a, b):
            found.append(Kink(middle.amount, middle.value, a.slope, b.slope))
        else:
            _push(open_, a, middle, found)
            _push(open_, middle, b, found)
    unproven = max((_height(a, b) for _, _, a, b in open_), default=0.0)
    points.sort(key=lambda point: point.amount)
    return Kinks(_merged(found), tuple(points), unproven)


def _push(open_: list, a: Tangent, b: Tangent, found: list[Kink]) -> None:
    """Look at the part between two tangents later, unless it is a line; a kink at one of its ends is found now."""
    if b.value - a.value - a.slope * (b.amount - a.amount) >= -_noise(a, b):
        if a.slope - b.slope > 0 and abs(a.slope - b.slope) * (b.amount - a.amount) > 2 * _noise(a, b):
            found.append(Kink(b.amount, b.value, a.slope, b.slope))
        return
    if b.at(a.amount) - a.value <= _noise(a, b):
        if abs(a.slope - b.slope) * (b.amount - a.amount) > 2 * _noise(a, b):
            found.append(Kink(a.amount, a.value, a.slope, b.slope))
        return
    heapq.heappush(open_, (-_height(a, b), next(_ORDER), a, b))


def _meeting(a: Tangent, b: Tangent) -> float:
    """Where two tangents meet."""
    return (b.value - a.value + a.slope * a.amount - b.slope * b.amount) / (a.slope - b.slope)


def _height(a: Tangent, b: Tangent) -> float:
    """How far the meeting point of two tangents is above the line between their points, person-years."""
    at = _meeting(a, b)
    along = a.value + (b.value - a.value) * (at - a.amount) / (b.amount - a.amount)
    return max(a.at(at) - along, 0.0)


def _noise(a: Tangent, b: Tangent) -> float:
    return ON_LINE * max(1.0, abs(a.value), abs(b.value))


def _merged(found: list[Kink]) -> tuple[Kink, ...]:
    """The kinks in order; two halves of one, found from both sides, are one."""
    merged: list[Kink] = []
    for kink in sorted(found, key=lambda kink: kink.amount):
        if merged and kink.amount - merged[-1].amount <= 1e-6 * max(kink.amount, 1.0):
            last = merged.pop()
            kink = Kink(last.amount, last.value, max(last.before, kink.before), min(last.after, kink.after))
        merged.append(kink)
    return tuple(merged)
