"""Warm: linear programs solved one after the other, each from where the last one ended, until time is up."""

from __future__ import annotations

import time

import numpy as np

from fundopt.errors import EngineFailed, Infeasible, LimitReached, Unbounded
from fundopt.model.linear_program import LinearProgram
from fundopt.plan.explain.resolving import LEAST_SECONDS, Resolver
from fundopt.plan.optimise import fix_integers
from fundopt.solve import Basis, Session, Solution


class Warm:
    """Programs of one shape with the sites of the optimum, solved one after the other; columns may have been added.

    `seconds` is what it may take in all (None: what the resolver has left). `infeasible`: the last program had no
    point.
    """

    def __init__(self, resolver: Resolver, seconds: float | None = None) -> None:
        self._session = Session()
        self._whole = resolver.optimum.first.primal
        self._deadline = time.monotonic() + min(resolver.left, np.inf if seconds is None else seconds)
        self.infeasible = False

    @property
    def left(self) -> float:
        """Seconds left, infinite without a limit."""
        return self._deadline - time.monotonic()

    @property
    def over(self) -> bool:
        """Whether there is no time left for another solve."""
        return self.left < LEAST_SECONDS

    def solve(
        self, program: LinearProgram, basis: Basis | None = None, dual_simplex: bool = False, near: bool = False
    ) -> Solution | None:
        """The optimum with the sites as in the plan; None without one, or without time left (see `over`).

        It starts from `basis`, or else from the last answer; `dual_simplex` is the better choice where a rule was
        added or tightened and prices still hold, `near` where the start is all but optimal.
        """
        self.infeasible = False
        if self.over:
            return None
        try:
            limit = None if np.isinf(self.left) else self.left
            fixed = self.fixed(program)
            return self._session.solve(fixed, time_limit=limit, basis=basis, dual_simplex=dual_simplex, near=near)
        except Infeasible:
            self.infeasible = True
            return None
        except (LimitReached, EngineFailed, Unbounded):
            return None

    def fixed(self, program: LinearProgram) -> LinearProgram:
        """The program with the sites of the optimum."""
        more = np.zeros(program.shape[1] - len(self._whole))
        return fix_integers(program, np.append(self._whole, more))
