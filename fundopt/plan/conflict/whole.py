"""A linear program in whole sites, solved again and again after small edits."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from fundopt.model.linear_program import LinearProgram
from fundopt.plan.optimise import fix_integers
from fundopt.solve import Session, Solution, solve

WHOLE = 1e-6
GAP = 1e-6


class WholeSession:
    """Keeps the engine and the last whole sites between edits of one program that always has a point.

    Most edits need no search: the relaxation is whole, or already worse than `enough`, or the last sites do.
    """

    def __init__(self) -> None:
        self._session = Session()
        self._sites: np.ndarray | None = None

    def restart(self) -> None:
        """Forget where the engine ended: sooner where the next program differs in many costs and rows at once."""
        self._session = Session()

    def solve(self, program: LinearProgram, enough: float | None = None) -> Solution:
        """The optimum in whole sites.

        With `enough`, any point whose objective is at most that will do, and a relaxation above it is the answer: the
        duals are then those of the relaxation, and NaN where sites had to be found.
        """
        relaxed = self._session.solve(program.without_integrality())
        if enough is not None and relaxed.objective > enough:
            return relaxed
        values = relaxed.primal[program.integer]
        if not len(values) or np.abs(values - np.round(values)).max() <= WHOLE:
            return relaxed
        hint = None
        if self._sites is not None:
            best = relaxed.objective + WHOLE if enough is None else enough
            again = self._session.solve(fix_integers(program, self._sites))
            if again.objective <= best:
                return _unpriced(again)
            hint = again.primal
        found = solve(program, "tree", gap=GAP, basis=relaxed.basis, hint=hint)
        self._sites = found.primal
        return _unpriced(found)


def _unpriced(answer: Solution) -> Solution:
    return replace(answer, dual=np.full_like(answer.dual, np.nan))
