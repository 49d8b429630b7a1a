"""A fund of another size: the same program with budgets, and what is stated as a share of the fund, scaled."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np

from fundopt.case.case import Case, Data
from fundopt.model.formulate import formulate_parameters
from fundopt.model.linear_program import MILLION, LinearProgram
from fundopt.model.parameters import Parameters
from fundopt.plan.explain.edits import with_row_bounds
from fundopt.plan.optimise import Optimum

SMALL_FUND = 2 * MILLION
"""Below this many MAD a step is a tenth to a twentieth of the fund, a power of ten, instead of a million."""


@dataclass(frozen=True)
class FundSize:
    """How row bounds follow the budgets of the case, all of them or those of one `source`, in proportion.

    `today` is the sum of these budgets, MAD. Row i's bounds at an amount are its bounds today plus
    (amount / today − 1) × `lower[i]` (`upper[i]`), in the unit of the row; 0 for rows that do not follow.
    """

    program: LinearProgram
    source: str | None
    today: float
    lower: np.ndarray
    upper: np.ndarray

    @cached_property
    def rows(self) -> np.ndarray:
        """The rows whose bounds follow."""
        return np.flatnonzero((self.lower != 0) | (self.upper != 0))

    def at(self, amount: float) -> LinearProgram:
        """The program where the budgets add up to `amount` MAD."""
        more, rows = amount / self.today - 1, self.rows
        least = self.program.row_lower[rows] + more * self.lower[rows]
        most = self.program.row_upper[rows] + more * self.upper[rows]
        return with_row_bounds(self.program, rows, least, most)

    def slope(self, dual: np.ndarray) -> float:
        """Weighted person-years avoided per MAD of budget, from row duals [objective per unit of the row]."""
        moved = np.where(dual > 0, self.lower, self.upper)
        return -float((dual[self.rows] * moved[self.rows]).sum()) / self.today


def fund_size(optimum: Optimum, source: str | None = None) -> FundSize | None:
    """How the optimum's program follows the size of the fund, or of the budget of `source`; None for a budget of 0.

    Bounds are linear in budgets: the program with twice the money minus the one at hand says how. Raises ValueError
    where anything but bounds differs.
    """
    p, program = optimum.parameters, optimum.program
    mine = np.ones(len(p.sources), bool) if source is None else np.array(p.sources.labels) == source
    today = float(p.budget[mine].sum())
    if today <= 0:
        return None
    double = formulate_parameters(Parameters(_doubled(p.case, source)))
    if double.shape != program.shape or (double.matrix != program.matrix).nnz:
        raise ValueError("the program depends on budgets in more than its bounds")
    bounds = (program.row_lower, double.row_lower), (program.row_upper, double.row_upper)
    lower, upper = (
        np.subtract(twice, once, out=np.zeros_like(once), where=np.isfinite(once)) for once, twice in bounds
    )
    return FundSize(program, source, today, lower, upper)


def small_step(today: float) -> float:
    """The step by which a budget is said to grow, MAD: a million, or less for a small fund."""
    return MILLION if today >= SMALL_FUND else 10.0 ** np.floor(np.log10(today / 10))


def _doubled(case: Case, source: str | None) -> Case:
    """The case with twice the money of every source, or of one."""
    tables = {}
    for name, column in (("sources", "budget"), ("budgets", "amount")):
        data = case[name]
        amounts = tuple(
            value * Decimal(2) if value is not None and source in (None, row) else value
            for row, value in zip(data["source"], data[column], strict=True)
        )
        if len(data):
            tables[name] = Data(data.table, {**data.columns, column: amounts}, data.file, data.sheet)
    return case.replace(**tables)
