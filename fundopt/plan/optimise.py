"""From a case to the best plan, in named steps: solve, further objectives, break ties, round to payable amounts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from fundopt.case.case import Case
from fundopt.language import Text
from fundopt.model import objective
from fundopt.model.formulate import formulate_parameters
from fundopt.model.linear_program import LinearProgram
from fundopt.model.parameters import Parameters
from fundopt.plan.allocation import tabulate, with_exact_units
from fundopt.plan.rounding import round_payments
from fundopt.plan.tables import PlanTables
from fundopt.solve import ENGINES, Basis, Solution, carried, carried_values, solve

ALLOWANCE = 1e-5
"""Share of the fund's effect that the last stage may give up to settle ties; published with every plan."""

FLOOR = 1e-9
"""Least allowance, as a share of the objective's value: below it an engine could not find its own optimum again."""

NUDGE = 4e-7
"""Share of the fund's effect that may decide between sites which serve it equally well; part of the stated gap."""

SETTLE = 5e-7
"""Least share of the fund's effect that settling commuters and segments may give up once payments are whole."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Options:
    """How to solve. `engine` None: the default of the program's kind; `gap`: proven relative gap asked with sites."""

    engine: str | None = None
    gap: float = 1e-9
    time_limit: float | None = None


@dataclass(frozen=True)
class Start:
    """Where to start from: a basis of another `program`, usually of a case that differs by an edit, and its values of
    the integer columns. It changes the time, and which of equally good plans an engine meets first."""

    program: LinearProgram
    basis: Basis
    primal: np.ndarray

    def basis_of(self, program: LinearProgram) -> Basis:
        return carried(self.basis, self.program, program)

    def values_of(self, program: LinearProgram) -> np.ndarray:
        return carried_values(self.primal, self.program, program)


@dataclass(frozen=True)
class Stage:
    """One objective in its turn: the `value` reached and the `allowance` given to the stages after it, in `unit`.

    Person-years count from doing nothing: −1,000 means 1,000 avoided.
    """

    name: str
    value: float
    unit: str
    allowance: float


@dataclass(frozen=True)
class Optimum:
    """The best plan before and after rounding.

    `first` is the engine's answer to the first objective; `prices` its row duals with sites fixed, in person-years
    per unit of the row. `primal` is the settled optimum, `payable` the same with payments that are multiples of
    `payment_unit` MAD, which is published; `finer` says why the unit is smaller than the case asks, where it is.
    """

    parameters: Parameters
    program: LinearProgram
    first: Solution
    prices: np.ndarray
    stages: tuple[Stage, ...]
    primal: np.ndarray
    payable: np.ndarray
    payment_unit: int
    finer: Text | None = None

    @property
    def effect(self) -> float:
        """Weighted person-years of unemployment that the payable plan avoids."""
        return -self.program.objective(self.payable)

    @property
    def tables(self) -> PlanTables:
        """The payable plan as tables, payments in whole MAD."""
        return payable_tables(self.parameters, self.program, self.payable)


def optimise(
    case: Case,
    options: Options | None = None,
    progress: Progress = lambda step: None,
    start: Start | None = None,
) -> Optimum:
    """The best plan of a checked case, found sooner from a good `start`.

    Raises Infeasible, Unbounded, LimitReached or EngineFailed (fundopt.errors).
    """
    options = options or Options()
    if options.engine and not ENGINES[options.engine].publishable:
        raise ValueError(f"{options.engine} is too rough for values that are published")
    p = Parameters(case)
    progress("formulate")
    program = formulate_parameters(p)
    progress("solve")
    first = _first(program, options, start)
    sites_fixed = fix_integers(program, first.primal)
    relaxed = solve(sites_fixed, basis=first.basis) if program.integer.any() else first
    progress("settle")
    stages, settled = _lexicographic(p, sites_fixed, relaxed, lp_engine(options))
    progress("round")
    rounded = round_payments(sites_fixed, settled.primal, int(case.fund.payment_unit), solve, relaxed.basis)
    paid = solve(_with_payments(sites_fixed, rounded.primal), lp_engine(options), basis=relaxed.basis)
    stages, published = _lexicographic(p, _with_payments(sites_fixed, paid.primal), paid, lp_engine(options), stages)
    payable = with_exact_units(p, program, published.primal)
    return Optimum(p, program, first, relaxed.dual, stages, settled.primal, payable, rounded.unit, rounded.reason)


def _first(program: LinearProgram, options: Options, start: Start | None) -> Solution:
    """The answer to the first objective; between sites that serve it equally well, the same ones always win.

    The bound is one for the program as it is: what the nudge may have added is taken off.
    """
    if not program.integer.any():
        basis = start.basis_of(program) if start else None
        return solve(program, options.engine, time_limit=options.time_limit, basis=basis)
    root = program.without_integrality()
    relaxed = solve(
        root, lp_engine(options), time_limit=options.time_limit, basis=start.basis_of(root) if start else None
    )
    most = NUDGE * max(-relaxed.objective, 0.0)
    nudged = program.with_cost(program.cost + objective.site_tie_break(program, most), program.constant)
    hint = start.values_of(nudged) if start else None
    found = solve(
        nudged, options.engine, gap=options.gap, time_limit=options.time_limit, basis=relaxed.basis, hint=hint
    )
    value = program.objective(found.primal)
    bound = min(max(found.bound - most, relaxed.bound), value)
    return replace(found, objective=value, bound=bound, gap=(value - bound) / max(1.0, abs(value)))


def lp_engine(options: Options) -> str | None:
    """The engine for the linear programs: the one asked for, unless it is made for whole numbers."""
    return None if options.engine in ("tree", "scip") else options.engine


def _lexicographic(
    p: Parameters,
    program: LinearProgram,
    solution: Solution,
    engine: str | None,
    before: tuple[Stage, ...] = (),
) -> tuple[tuple[Stage, ...], Solution]:
    """Person-years, then the case's further objectives, then the tie-break, each within the allowance of the others.

    Each stage starts from the basis of the one before. The solution of the last stage is one of the program given.
    `before` are the stages of the plan that payments were rounded from: what they kept is kept, if payments allow it.
    """
    effect = max(-program.objective(solution.primal), 0.0)
    then = p.case.fund.then_minimise
    costs = [("person_years", program.cost, "person-years")]
    costs += [(name, objective.stage_cost(p, program, name), _STAGE_UNITS[name]) for name in then]
    stages, current, basis = [], program, None
    for position, (name, cost, unit) in enumerate(costs):
        if position:
            solution = solve(current.with_cost(cost), engine, basis=basis)
        value = current.with_cost(cost).objective(solution.primal)
        last = position == len(costs) - 1
        share = ALLOWANCE if last else float(p.case.fund.stage_tolerance)
        allowance = max(share * (effect if unit == "person-years" else abs(value)), FLOOR * abs(value))
        offset = program.constant if position == 0 else 0.0
        if before:
            earlier = before[position]
            left = 0.0 if last else earlier.value + earlier.allowance - offset - value
            allowance = max(left, SETTLE * effect if unit == "person-years" else 0.0, FLOOR * abs(value))
        stages.append(Stage(name, value + offset, unit, allowance))
        current = current.with_row(f"keep.{name}", cost, -np.inf, value + allowance, unit)
        basis = solution.basis.with_row() if solution.basis else None
    return tuple(stages), solve(current.with_cost(objective.tie_break_cost(p, program)), engine, basis=basis)


_STAGE_UNITS = {"worst_city": "points", "cvar": "person-years", "cost": "MMAD"}


def fix_integers(program: LinearProgram, primal: np.ndarray) -> LinearProgram:
    """The LP that remains when every integer column keeps its value in `primal`."""
    if not program.integer.any():
        return program
    whole = np.where(program.integer, np.round(primal), 0)
    lower = np.where(program.integer, whole, program.column_lower)
    upper = np.where(program.integer, whole, program.column_upper)
    return program.with_bounds(lower, upper).without_integrality()


def _with_payments(program: LinearProgram, primal: np.ndarray) -> LinearProgram:
    """The program in which every payment has its value in `primal`."""
    payments = program.variables["payments"]
    lower, upper = program.column_lower.copy(), program.column_upper.copy()
    lower[payments.start : payments.stop] = upper[payments.start : payments.stop] = program.values("payments", primal)
    return program.with_bounds(lower, upper)


def payable_tables(p: Parameters, program: LinearProgram, primal: np.ndarray) -> PlanTables:
    """The tables of a rounded plan, with payments as whole MAD."""
    tables = tabulate(p, program, primal)
    payments = tables.payments.assign(amount=tables.payments["amount"].round().astype("int64"))
    return replace(tables, payments=payments[payments["amount"] > 0].reset_index(drop=True))
