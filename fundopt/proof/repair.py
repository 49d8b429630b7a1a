"""From a basis that an engine's tolerance let pass to one that holds: a few steps of the dual simplex, in fractions.

Lemke (1954). Every row is a column more, its activity, so that A x − r = 0; the reduced cost of r_i is then the dual of
row i. Columns whose reduced cost has the wrong sign are given a cost that makes it 0: what comes out is a point that
keeps every rule, the best one where no cost had to be changed, or multipliers that prove that there is none.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np

from fundopt.proof.lu import Singular
from fundopt.proof.program import ZERO, Bound, Vector
from fundopt.proof.vertex import Vertex, vertex
from fundopt.solve.solution import AT_LOWER, AT_UPPER, BASIC, Answer, Basis

STEPS = 200
"""Most steps."""
LARGEST = 5_000
"""Most rows of a program that is repaired: every step factorises anew."""


def repaired(found: Vertex) -> Vertex | Vector | None:
    """A vertex that keeps every rule; or row multipliers that prove that no point does; None where neither is found."""
    exact, answer = found.exact, found.answer
    height, width = exact.shape
    if height > LARGEST:
        return None
    try:
        for _ in range(STEPS):
            state = _State(vertex(exact, answer))
            leaving = state.most_violated()
            if leaving is None:
                return replace(state.vertex, answer=found.answer)
            duals = state.row(leaving)
            entering = state.entering(leaving, duals)
            if entering is None:
                return {i: -value if state.below(leaving) else value for i, value in duals.items()}
            answer = _moved(answer, leaving, entering, AT_LOWER if state.below(leaving) else AT_UPPER, width)
    except Singular:
        pass
    return None


class _State:
    """A vertex with the values and reduced costs of all columns and, after them, of all rows."""

    def __init__(self, found: Vertex) -> None:
        exact, basis = found.exact, found.answer.basis
        self.vertex, self.exact, self.width = found, exact, len(exact.column_names)
        self.status = [*basis.columns.tolist(), *basis.rows.tolist()]
        self.values = [found.point.get(j, ZERO) for j in range(self.width)] + exact.activities(found.point)
        self.lower: tuple[Bound, ...] = exact.column_lower + exact.row_lower
        self.upper: tuple[Bound, ...] = exact.column_upper + exact.row_upper
        duals = found.duals
        reduced = exact.reduced_costs(duals)
        self.reduced = [reduced.get(j, ZERO) for j in range(self.width)]
        self.reduced += [duals.get(i, ZERO) for i in range(len(exact.row_names))]

    def below(self, k: int) -> bool:
        """Whether a value is below its bound (else above, or within)."""
        least = self.lower[k]
        return least is not None and self.values[k] < least

    def most_violated(self) -> int | None:
        """The basic column or row that is furthest from its bounds; None where all keep them."""
        worst, chosen = ZERO, None
        for k, value in enumerate(self.values):
            least, most = self.lower[k], self.upper[k]
            by = least - value if self.below(k) else value - most if most is not None else ZERO
            if by > worst and self.status[k] == BASIC:
                worst, chosen = by, k
        return chosen

    def row(self, leaving: int) -> Vector:
        """The row of the basis' inverse that belongs to a basic column or row, as multipliers of the rows."""
        if leaving < self.width:
            return self.vertex.factors.solve_transposed({leaving: Fraction(1)})
        i = leaving - self.width
        line = {j: a for j in range(self.width) if self.status[j] == BASIC for r, a in self.exact.matrix[j] if r == i}
        return {**self.vertex.factors.solve_transposed(line), i: Fraction(-1)}

    def entering(self, leaving: int, duals: Vector) -> int | None:
        """The column or row that takes the place: the one whose reduced cost reaches 0 first."""
        rises, best, chosen = self.below(leaving), None, None
        for k, status in enumerate(self.status):
            if status == BASIC or (self.lower[k] is not None and self.lower[k] == self.upper[k]):
                continue
            if k < self.width:
                slope = sum((a * duals[i] for i, a in self.exact.matrix[k] if i in duals), ZERO)
            else:
                slope = -duals.get(k - self.width, ZERO)
            if not slope:
                continue
            free = self.lower[k] is None and self.upper[k] is None
            upwards = (slope < 0) == rises
            at_upper = self.lower[k] is None or (status == AT_UPPER and self.upper[k] is not None)
            if not free and upwards == at_upper:
                continue
            right = free or not self.reduced[k] or (self.reduced[k] < 0) == at_upper
            ratio = (abs(self.reduced[k] / slope) if right else ZERO), -abs(slope)
            if best is None or ratio < best:
                best, chosen = ratio, k
        return chosen


def _moved(answer: Answer, leaving: int, entering: int, at: int, width: int) -> Answer:
    """The answer with a basis in which two have changed places."""
    status = np.concatenate([answer.basis.columns, answer.basis.rows])
    status[leaving], status[entering] = at, BASIC
    return replace(answer, basis=Basis(status[:width], status[width:]))
