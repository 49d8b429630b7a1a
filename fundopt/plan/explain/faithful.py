"""The plan that stays as it is unless moving money is worth it: what tells a real change from a tie between plans."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import numpy as np
from scipy import sparse

from fundopt.model.linear_program import INFINITY, Axis, Block, LinearProgram, Rows
from fundopt.plan.explain.pairs import money
from fundopt.plan.explain.parametric import Astray, Factors, Path
from fundopt.plan.explain.resolving import Resolver
from fundopt.plan.explain.warm import Warm
from fundopt.plan.optimise import Optimum
from fundopt.solve import Basis, Solution
from fundopt.solve.solution import AT_LOWER, BASIC

WORTH = 0.01
"""Money moves where it avoids more elsewhere by at least this share of what the fund avoids per dirham on average."""


class Faithful:
    """Programs near an optimum's, solved so that money leaves the published plan only where that is worth `WORTH`.

    Each program gets Σ |money[c,m] − published[c,m]| over city × measure, priced at half of `WORTH` per dirham, since
    money that moves counts where it leaves and where it comes. `plan` is the answer to the optimum's own program.
    """

    def __init__(self, optimum: Optimum, resolver: Resolver, seconds: float | None = None) -> None:
        self.optimum, self.warm = optimum, Warm(resolver, seconds)
        self._published = money(optimum.parameters, optimum.program, optimum.payable)
        spent = float(money(optimum.parameters, optimum.program, optimum.first.primal).sum())
        self._price = WORTH / 2 * -optimum.first.objective / max(spent, 1.0)
        self._basis = self._start()
        self.plan: Solution | None = None
        self.plan = self.solve(optimum.program)
        self._basis = None if self.plan is None else self.plan.basis

    def solve(self, program: LinearProgram, far: bool = False) -> Solution | None:
        """The best faithful plan of a program of the optimum's shape; None without one or without time left.

        `far`: it probably differs much from the plan (it changes which way is faster, not the answer).
        """
        near = self.plan is not None and not far
        return self.warm.solve(self.with_distance(program), self._basis, dual_simplex=far, near=near)

    def path(self, change: sparse.csr_matrix) -> Path:
        """The faithful plans of the program whose matrix moves along `change`, from `plan` on. Raises Astray."""
        rows, columns = self.optimum.program.units_in_millions
        moved = change.tocoo()
        data = moved.data / rows[moved.row] * columns[moved.col]
        shape = self._factors.matrix.shape
        return Path(self._factors, sparse.coo_matrix((data, (moved.row, moved.col)), shape=shape).tocsc())

    def values(self, point: np.ndarray) -> np.ndarray:
        """A point of a path as values of the columns of the optimum's program, in its units."""
        columns = self.optimum.program.units_in_millions[1]
        return point[: len(columns)] * columns

    @cached_property
    def _factors(self) -> Factors:
        if self._basis is None:
            raise Astray("there is no basis to start from")
        return Factors(self.warm.fixed(self.with_distance(self.optimum.program)).in_millions(), self._basis)

    def _start(self) -> Basis | None:
        """The basis of the optimum with the distance of each cell at its lower row: a point to start from."""
        first = self.optimum.first
        if first.basis is None:
            return None
        more = money(self.optimum.parameters, self.optimum.program, first.primal).ravel() >= self._published.ravel()
        rows = [first.basis.rows, np.where(more, AT_LOWER, BASIC), np.where(more, BASIC, AT_LOWER)]
        columns = np.append(first.basis.columns, np.full(more.size, BASIC))
        return Basis(columns.astype(np.int8), np.concatenate(rows).astype(np.int8))

    def with_distance(self, program: LinearProgram) -> LinearProgram:
        """The program with the priced distance to the published plan.

        d[c,m] ≥ Σ_f,t p[f,c,m,t] − published[c,m] and d[c,m] ≥ published[c,m] − Σ_f,t p[f,c,m,t]   [MAD]
        """
        p, payments = self.optimum.parameters, program.variables["payments"]
        cell = np.ravel_multi_index((payments.codes[1], payments.codes[2]), self._published.shape)
        columns = np.arange(payments.start, payments.stop)
        count, start = self._published.size, program.shape[1]
        codes = tuple(code.astype(np.int32) for code in np.unravel_index(np.arange(count), self._published.shape))
        lower, upper = np.zeros(count), np.full(count, INFINITY)
        block = Block("moved_money", (p.cities, p.measures), codes, start, lower, upper, "MAD")
        wider = replace(
            program,
            variables={**program.variables, "moved_money": block},
            matrix=sparse.hstack([program.matrix, sparse.csr_matrix((program.shape[0], count))], format="csr"),
            cost=np.append(program.cost, np.full(count, self._price)),
        )
        axis, published = Axis("cell", tuple(map(str, range(count)))), self._published.ravel()
        for name, sign in (("moved_in", -1.0), ("moved_out", 1.0)):
            rows = Rows(name, (axis,), unit="MAD", lower=sign * published)
            rows.add(rows.at, start + np.arange(count), 1.0).add(rows.at[cell], columns, sign)
            wider = wider.including(rows)
        return wider
