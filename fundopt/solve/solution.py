"""What a solve gives: Solution for the callers, Answer and Settings between the door and its engines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

FREE, AT_LOWER, AT_UPPER, FIXED, BASIC = 1, 2, 3, 4, 5
"""Statuses of a column or row in a basis; the numbers are those of MathOpt's BasisStatusProto."""


@dataclass(frozen=True)
class Basis:
    """One status (FREE … BASIC) per column, shape (columns,), and per row, shape (rows,), as int8."""

    columns: np.ndarray
    rows: np.ndarray

    def with_row(self) -> Basis:
        """A start for the program that has one more row at its end."""
        return Basis(self.columns, np.append(self.rows, np.int8(BASIC)))


@dataclass(frozen=True)
class Solution:
    """A point that keeps every rule of the program, in the program's own units.

    `status` is "optimal", or "gap" where the search stopped at a proven distance from the optimum. Arrays follow
    the program: `primal` and `reduced_costs` (columns,), `dual` (rows,).

    `dual[i]` is the change of the optimal objective per unit added to row i's binding bound, `reduced_costs[j]`
    the same for column j's bound: always minimising, so a binding ≤ row has dual ≤ 0 and a binding ≥ row dual ≥ 0.
    Both are NaN for programs with integers and for engines that give none. `basis` is that of the LP the point solves
    (with integers: the one where they are fixed), None where the engine gives none.

    `objective` is recomputed from `primal`, `bound` is a proven lower bound on the optimum (from the duals, or by
    branch and bound), `gap` = (objective − bound) / max(1, |objective|). `seconds` is wall-clock time.
    `publishable` is False for engines whose values are too rough to be published.
    """

    status: str
    primal: np.ndarray
    dual: np.ndarray
    reduced_costs: np.ndarray
    basis: Basis | None
    objective: float
    bound: float
    gap: float
    seconds: float
    engine: str
    version: str
    parameters: Mapping[str, float | int | None] = field(default_factory=dict)
    publishable: bool = True


@dataclass(frozen=True)
class Settings:
    """What an engine is asked to respect: seconds, relative MILP gap, absolute tolerance, threads, seed, starts.

    `basis` starts a simplex, `hint` (columns,), in the scaled program's units, starts a branch and bound; an engine
    that cannot use them ignores them: they change the time, never the optimum. Threads are for SCIP and PDLP: GLOP
    and CBC use one, and HiGHS takes no number through OR-Tools. `dual_simplex`: the start is better
    known to be dual than primal feasible (bounds changed, costs did not). `near`: the start is all but optimal, so
    that the simplex should not spend longer on getting ready (the norms of steepest edges) than on its few steps.
    """

    time_limit: float | None = None
    gap: float = 1e-4
    tolerance: float = 1e-7
    threads: int = 1
    seed: int = 0
    basis: Basis | None = None
    hint: np.ndarray | None = None
    dual_simplex: bool = False
    near: bool = False

    def record(self) -> dict[str, float | int | None]:
        """What is worth keeping beside an answer."""
        names = ("time_limit", "gap", "tolerance", "threads", "seed")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class Answer:
    """An engine's own words about the program in millions, not checked yet.

    `verdict`: optimal, feasible (stopped early with a point), infeasible, unbounded, infeasible_or_unbounded,
    limit (stopped early without a point) or failed; `detail` is the engine's explanation.
    """

    verdict: str
    detail: str = ""
    primal: np.ndarray | None = None
    dual: np.ndarray | None = None
    basis: Basis | None = None
    bound: float = -np.inf
    nodes: int = 0
