"""A fund of another size: the same program with budgets, and what is stated as a share of the fund, scaled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

import numpy as np
from scipy import sparse

from fundopt.case.case import Case, Data
from fundopt.errors import SolveError
from fundopt.model.formulate import formulate_parameters
from fundopt.model.linear_program import MILLION, Block, LinearProgram, significant
from fundopt.model.parameters import Parameters
from fundopt.plan.explain.edits import with_row_bounds
from fundopt.plan.explain.resolving import LEAST_SECONDS, Resolver
from fundopt.plan.explain.stated import FELT, Stated, statements
from fundopt.plan.optimise import Optimum
from fundopt.solve import solve

SMALL_FUND = 2 * MILLION
"""Below this many MAD a step is a tenth to a twentieth of the fund, a power of ten, instead of a million."""

NO_MONEY = 1e-7
"""Share of the fund that counts as nothing, and by which the smallest fund is enlarged for engines to find its plan."""


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


def range_of_plans(resolver: Resolver, size: FundSize, upto: float) -> tuple[float, float]:
    """The smallest and the largest amount up to `upto`, MAD, for which a plan keeps every rule.

    Floors and commitments ask for money, and floors that are shares of the fund may ask for more than a place can
    spend. With whole sites as found by a search; where it does not end in time, as fractions of sites allow.
    """
    ends = []
    for sign, otherwise in ((1.0, size.today), (-1.0, size.today)):
        program = _with_amount(size, upto, sign)
        for kept in (program, program.without_integrality()):
            try:
                limit = None if np.isinf(resolver.left) else max(resolver.left / 8, LEAST_SECONDS)
                resolver.tally.free += 1
                found = solve(kept, time_limit=limit)
            except SolveError:
                continue
            otherwise = float(found.primal[-1])
            break
        ends.append(otherwise)
    low, high = ends
    low = 0.0 if low < NO_MONEY * size.today else low * (1 + NO_MONEY)
    high = upto if high > upto * (1 - NO_MONEY) else high * (1 - NO_MONEY)
    return min(low, size.today), max(high, size.today)


def what_clashes(resolver: Resolver, size: FundSize, upto: float, sign: float) -> tuple[Stated, ...]:
    """The rules and facts that keep the fund from being smaller (`sign` 1) or larger (−1), the weightiest first.

    They are those with a price in the linear program for the smallest or largest fund, fractions of sites allowed: for
    the smallest the rules that ask for money, for the largest those that grow with it, and the facts in their way. None
    where there was no time.
    """
    if resolver.left < LEAST_SECONDS:
        return ()
    program = _with_amount(size, upto, sign).without_integrality()
    try:
        dual = solve(program).dual
    except SolveError:
        return ()
    weight = np.abs(dual * np.maximum(program.units_in_millions[0], 1e-300))
    found = [(float(weight[list(stated.rows)].sum()), stated) for stated in statements(resolver.optimum)]
    priced = [stated for worth, stated in sorted(found, key=lambda pair: -pair[0]) if worth > FELT]
    if sign > 0:
        asking = [stated for stated in priced if stated.family in ("limits", "commitments", "dependency")]
        return tuple(asking or [stated for stated in priced if stated.decided])
    return tuple(stated for stated in priced if not stated.decided or np.isin(stated.rows, size.rows).any())


def _with_amount(size: FundSize, upto: float, sign: float) -> LinearProgram:
    """The program with the size of the fund, MAD, as its last column: as small (`sign` 1) or large (−1) as possible."""
    program, rows = size.program, size.rows
    direction = np.where(np.isfinite(program.row_lower), size.lower, size.upper)[rows]
    still = with_row_bounds(program, rows, program.row_lower[rows] - direction, program.row_upper[rows] - direction)
    entries = (-direction / size.today, (rows, np.zeros(len(rows), dtype=int)))
    column = sparse.csr_matrix(entries, shape=(program.shape[0], 1))
    matrix = sparse.hstack([still.matrix, column], format="csr")
    matrix.data = significant(matrix.data)
    block = Block("fund", (), (), program.shape[1], np.zeros(1), np.array([upto]), "MAD")
    cost = np.zeros(program.shape[1] + 1)
    cost[-1] = sign / MILLION
    return replace(still, variables={**still.variables, "fund": block}, matrix=matrix, cost=cost, constant=0.0)


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
