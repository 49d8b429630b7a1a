"""Any plan, typed by hand or made by a simple key, through the same model: its effect, and how far it misses rules."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from fundopt.case.case import Case, Data
from fundopt.errors import Infeasible
from fundopt.model.elastic import OVER, SHORT, elastic, widen
from fundopt.model.formulate import RULES, family_of, formulate_parameters
from fundopt.model.linear_program import INFINITY, Axis, LinearProgram, Rows
from fundopt.model.parameters import LabelMismatch, Parameters
from fundopt.plan.allocation import with_exact_units
from fundopt.plan.optimise import Options
from fundopt.plan.unrounded import Unrounded
from fundopt.solve import Solution, solve

DIMENSIONS = ("source", "city", "measure", "period")
PENALTY = 1e4
"""Person-years that missing a rule by a million MAD, a unit or a job counts; money buys a few per million at best."""

KEYS = ("at-risk", "unemployed", "equal")

IDLE = f"{OVER}who_pays"
"""Block of money that is paid out but buys nothing, because the pool, the rooms or the people are used up."""


@dataclass(frozen=True)
class Evaluation(Unrounded):
    """A given plan, completed where it left things open (which source, which period) by the best choice.

    `missed` is the total by which rules are missed, one million MAD counting as one unit or job; 0 for a plan that
    keeps them all. Payments are not rounded, since they are judged and not paid.
    """

    missed: float


def evaluate_payments(case: Case, payments: pd.DataFrame, options: Options | None = None) -> Evaluation:
    """The plan that pays `amount` [MAD] by any of source, city, measure and period; what it does not name gets nothing.

    Columns that are left out are completed by the best choice. Raises LabelMismatch for a label the case lacks.
    """
    given = [name for name in DIMENSIONS if name in payments.columns]
    if not given or "amount" not in payments.columns:
        raise LabelMismatch(f"a plan needs an amount and at least one of {', '.join(DIMENSIONS)}")
    if {"source", "city", "measure"} <= set(given):  # who pays what is stated: earmarks are judged, not assumed
        case = case.replace(eligibility=Data.of("eligibility"))
    p = Parameters(case)
    axes = dict(zip(DIMENSIONS, (p.sources, p.cities, p.measures, p.budget_periods), strict=True))
    for name in given:
        unknown = set(payments[name]) - set(axes[name].labels)
        if unknown:
            raise LabelMismatch(f"{name}: {', '.join(sorted(map(str, unknown)))} is not in the case")
    totals = payments.assign(amount=payments["amount"].astype(float)).groupby(given)["amount"].sum()
    wanted = {key if isinstance(key, tuple) else (key,): amount for key, amount in totals.items()}
    program = formulate_parameters(p)
    groups, codes = _groups(program, given)
    stray = set(wanted) - set(groups)
    if stray:
        raise LabelMismatch(f"no source may pay for {' / '.join(min(stray))}")
    exact = np.array([wanted.get(group, 0.0) for group in groups])
    return _complete(p, program.including(_totals(program, groups, codes, exact, exact)), options or Options())


def evaluate_best(case: Case, options: Options | None = None) -> Evaluation:
    """The plan that avoids most unemployment, before ties are settled and payments are rounded."""
    p = Parameters(case)
    return _complete(p, formulate_parameters(p), options or Options(gap=1e-4))


def evaluate_key(case: Case, key: str, options: Options | None = None) -> Evaluation:
    """The best plan in which no city gets more than its share of the fund, pro rata to `key` (one of `KEYS`)."""
    p = Parameters(case)
    program = formulate_parameters(p)
    groups, codes = _groups(program, ["city"])
    shares = key_shares(p, key)
    ceiling = np.array([shares[city] * p.fund_size for (city,) in groups])
    return _complete(p, program.including(_totals(program, groups, codes, -INFINITY, ceiling)), options or Options())


def key_shares(p: Parameters, key: str) -> dict[str, float]:
    """Each city's share of the fund: by jobs at risk, by unemployed people, or equal. Shares add up to 1."""
    weights = {
        "at-risk": p.expected_jobs_lost.sum(axis=1),
        "unemployed": p.baseline[:, 0],
        "equal": np.ones(len(p.cities)),
    }
    if key not in weights:
        raise LabelMismatch(f"unknown key {key!r}: expected one of {', '.join(KEYS)}")
    total = weights[key].sum()
    shares = weights[key] / total if total > 0 else np.full(len(p.cities), 1 / len(p.cities))
    return dict(zip(p.cities.labels, shares.tolist(), strict=True))


def _groups(program: LinearProgram, by: list[str]) -> tuple[list[tuple[str, ...]], np.ndarray]:
    """The distinct labels of payments on some dimensions, and for each payment the position of its group."""
    labels = program.variables["payments"].index()
    codes, groups = pd.factorize(pd.MultiIndex.from_arrays([labels[name] for name in by]), sort=True)
    return [tuple(group) for group in groups], codes


def _totals(
    program: LinearProgram,
    groups: list[tuple[str, ...]],
    codes: np.ndarray,
    lower: np.ndarray | float,
    upper: np.ndarray,
) -> Rows:
    """Σ payments of each group within bounds, MAD."""
    payments = program.variables["payments"]
    rows = Rows(
        "typed", (Axis("typed", tuple("/".join(group) for group in groups)),), unit="MAD", lower=lower, upper=upper
    )
    return rows.add(codes, np.arange(payments.start, payments.stop), 1.0)


def _complete(p: Parameters, program: LinearProgram, options: Options) -> Evaluation:
    """The best completion that keeps every rule; where there is none, one that misses them by the least."""
    try:
        return _judged(p, program, solve(program, options.engine, gap=options.gap, time_limit=options.time_limit), 0.0)
    except Infeasible:
        return _missing_least(p, program, options)


def _missing_least(p: Parameters, program: LinearProgram, options: Options) -> Evaluation:
    """Miss the rules by as little as possible; what is missed anyway avoids as much unemployment as possible.

    The completion never opens more sites than a city may have. An exact penalty: a million MAD, a unit or a job that
    a rule is missed by costs `PENALTY` person-years.
    """
    rules = [name for name in program.rows if family_of(name) in RULES and name != "most_sites"]
    loose = _at_most(elastic(program, [*rules, "who_pays"]), f"{SHORT}who_pays", 0.0)
    missed = loose.cost
    effect = loose.with_cost(widen(loose, program.cost), program.constant)
    best = effect.with_cost(effect.cost + PENALTY * missed, program.constant)
    solution = solve(best, options.engine, gap=options.gap, time_limit=options.time_limit)
    idle = best.values(IDLE, solution.primal)
    best = _at_most(best, IDLE, np.where(idle < 1.0, 0.0, np.inf))
    judged = _judged(p, best, solution, max(float(missed @ solution.primal), 0.0))
    return replace(judged, program=effect)


def _judged(p: Parameters, program: LinearProgram, solution: Solution, missed: float) -> Evaluation:
    """The evaluation; amounts stay as typed, or as the completion needs them."""
    return Evaluation(p, program, with_exact_units(p, program, solution.primal), missed)


def _at_most(program: LinearProgram, block: str, upper: float | np.ndarray) -> LinearProgram:
    """The program with other upper bounds on one block of variables."""
    at, bounds = program.variables[block], program.column_upper.copy()
    bounds[at.start : at.stop] = upper
    return program.with_bounds(program.column_lower, bounds)
