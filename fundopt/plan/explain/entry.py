"""From the prices of an optimum to the change at which a pair that gets nothing would first be worth its money."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from fundopt.model.linear_program import LinearProgram
from fundopt.model.parameters import Parameters
from fundopt.plan.explain.pairs import Change, Pair

OWN_ROWS = ("unit_total", "effective_unit_total", "who_pays", "private_share")
"""Families whose rows concern one pair alone: at nothing, their prices may be chosen freely."""

FARTHEST = 20.0
"""A number that would have to grow this many times more, or an effect of this many jobs per unit, is out of reach."""


@dataclass(frozen=True)
class Prices:
    """What the rest of the plan asks and pays.

    `reduced[j]` is the cost of column j net of the rows' duals, person-years per unit of the column, the rows that
    concern one pair alone left out; `dual` those duals (0 in such rows).
    """

    reduced: np.ndarray
    dual: np.ndarray

    @classmethod
    def of(cls, program: LinearProgram, dual: np.ndarray) -> Prices:
        """The prices from the row duals of an optimum with sites fixed."""
        outside = dual.copy()
        for name in OWN_ROWS:
            if name in program.rows:
                outside[program.rows[name].start : program.rows[name].stop] = 0.0
        return cls(program.cost - program.matrix.T @ outside, outside)


@dataclass(frozen=True)
class Offer:
    """The ways to buy one unit of a pair, one entry each for (period, segment, source): what it avoids, what it asks.

    `worth` person-years avoided per MAD spent, what people and jobs it uses deducted; `gain` its change per unit of s;
    `asks` person-years forgone elsewhere per MAD of the source; `private` 1 where the source is private.
    """

    worth: np.ndarray
    gain: np.ndarray
    asks: np.ndarray
    private: np.ndarray


def offer(p: Parameters, program: LinearProgram, prices: Prices, pair: Pair, change: Change) -> Offer:
    """What a pair offers at `prices`, and how `change` moves it. Empty where nobody may pay, nobody can be reached or
    a unit costs nothing. An edited cost moves the pair's own payments alone: it has no `gain`."""
    cost = p.unit_cost[p.cities.position[pair.city], p.measures.position[pair.measure]]
    if cost <= 0:
        return Offer(*(np.zeros(0) for _ in range(4)))
    moved = change.matrix.T @ prices.dual
    paid, segments = pair.columns(program, "payments"), pair.columns(program, "segment_units")
    periods = len(p.budget_periods)
    whole, weighted = np.zeros((periods, 2)), np.zeros((periods, 2))
    for block, target in (("units", whole), ("effective_units", weighted)):
        columns = pair.columns(program, block)
        period = program.variables[block].codes[2][columns - program.variables[block].start]
        target[period] = np.stack([-prices.reduced[columns], moved[columns]], axis=1)
    at = segments - program.variables["segment_units"].start
    period, segment = program.variables["segment_units"].codes[2][at], program.variables["segment_units"].codes[3][at]
    efficiency = p.efficiency[p.measures.position[pair.measure], segment]
    unit = whole[period] + efficiency[:, None] * weighted[period]
    unit[:, 0] -= prices.reduced[segments]
    source, when = (
        program.variables["payments"].codes[axis][paid - program.variables["payments"].start] for axis in (0, 3)
    )
    ways, payer = np.nonzero(period[:, None] == when[None, :])
    asks = prices.reduced[paid][payer]
    private = (~p.public[source[payer]]).astype(float)
    return Offer(unit[ways, 0] / cost, unit[ways, 1] / cost, asks, private)


def threshold(p: Parameters, found: Offer, pair: Pair, change: Change) -> float | None:
    """The s of `change` at which the pair is first worth its money; None where none within reach is.

    The pair stays without money at s as long as some price λ ≥ 0 of its own private share makes every way to buy it a
    loss: worth + s·gain ≤ (1 + s·[cost])·asks − λ (private − γ). The furthest such s solves a program in (s, λ).
    """
    if not len(found.worth):
        return None
    share = float(p.min_private_share[p.measures.position[pair.measure]])
    slope = found.asks if change.parameter == "unit_cost" else -found.gain
    own = share - found.private if share > 0 else np.zeros_like(found.private)
    size = max(np.abs(found.worth).max(), np.abs(found.asks).max(), 1e-15)
    end = -1.0 if change.parameter == "unit_cost" else FARTHEST
    furthest = _furthest(np.stack([slope / size, own, (found.worth - found.asks) / size], axis=1), end)
    return None if abs(furthest - end) < 1e-9 * max(1.0, abs(end)) else furthest


def _furthest(lines: np.ndarray, end: float) -> float:
    """The s nearest to `end`, from 0 on, for which some λ ≥ 0 keeps slope·s + own·λ ≥ rest on every line."""
    towards = np.sign(end)
    best = 0.0
    for s in _candidates(lines, end):
        if 0 <= s * towards <= abs(end) and s * towards > best * towards and _possible(lines, s):
            best = s
    return best


def _candidates(lines: np.ndarray, end: float) -> np.ndarray:
    """Every s at which the set of possible λ can become empty: where one line, or two with each other, give out."""
    slope, own, rest = lines.T
    flat = np.divide(rest, slope, out=np.zeros_like(rest), where=slope != 0)
    i, j = np.nonzero((own[:, None] > 0) & (own[None, :] < 0))
    cross = slope[i] * own[j] - slope[j] * own[i]
    value = rest[i] * own[j] - rest[j] * own[i]
    both = np.divide(value, cross, out=np.zeros_like(value), where=cross != 0)
    return np.concatenate([[end], flat, both])


def _possible(lines: np.ndarray, s: float) -> bool:
    """Whether some λ ≥ 0 keeps every line at s."""
    slope, own, rest = lines.T
    need = rest - slope * s
    slack = 1e-9
    low = np.max(np.divide(need, own, out=np.zeros_like(need), where=own > 0), initial=0.0)
    high = np.min(
        np.where(own < 0, np.divide(need, own, out=np.zeros_like(need), where=own < 0), np.inf), initial=np.inf
    )
    return bool(np.all(need[own == 0] <= slack) and low <= high + slack)


@dataclass(frozen=True)
class Look:
    """A pair without money, a change of one of its numbers, and the `s` at which it is funded (None: at none).

    `status` is "verified" or "estimated"; `sites` "free" where no choice of sites funds the pair sooner, else "fixed".
    `stopped`: the rules leave no room to buy even a little.
    """

    pair: Pair
    change: Change
    s: float | None = None
    status: str = "estimated"
    sites: str = "fixed"
    stopped: bool = False

    def priced(self, p: Parameters, program: LinearProgram, prices: Prices) -> Look:
        """The same with the threshold under other prices."""
        return replace(self, s=threshold(p, offer(p, program, prices, self.pair, self.change), self.pair, self.change))

    @property
    def distance(self) -> float:
        """How far the number has to go, as a share of today's; infinite where nothing would do."""
        return np.inf if self.s is None else abs(self.s)

    def before(self, margin: float) -> float:
        """The s a little short of the threshold; the end of what was looked at where there is none."""
        if self.s is None:
            return -1.0 if self.towards_zero else FARTHEST
        if self.change.additive:
            return max(self.s - margin * max(self.s, margin), 0.0)
        nearer = (1 + self.s) * (1 + margin if self.towards_zero else 1 - margin) - 1
        return min(nearer, 0.0) if self.towards_zero else max(nearer, 0.0)

    @property
    def towards_zero(self) -> bool:
        return self.change.parameter == "unit_cost"
