"""What binds: rules and facts at their limit, with their shadow price; and money not spent, with what keeps it so."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fundopt.model.linear_program import MILLION, LinearProgram
from fundopt.plan.families import EARMARKS, FAMILIES
from fundopt.plan.optimise import Optimum
from fundopt.plan.rules import Rule, family_of, rows_of, rule
from fundopt.solve import solve

LEFT_OVER = 1e-4
"""Share of a budget below which money left is what whole payments leave over."""

TIGHT = 1e-6
FELT = 1e-9
"""A price below this many person-years per unit of the row is engine noise."""


@dataclass(frozen=True)
class Binding:
    """A rule at its limit. `price`: person-years avoided by relaxing it by one unit (MAD rules: one million MAD).

    `worth` = price × right-hand side, a rough size by which rules are ranked. A price holds at the margin, and while
    the same sites are open: it is the dual of the optimum before rounding.
    """

    rule: Rule
    price: float
    price_unit: str
    worth: float


@dataclass(frozen=True)
class Unspent:
    """Money of a source that the plan leaves, MAD. `spendable`: the most it could spend under the rules, effect aside.

    `kept_by` are the families that keep the rest from being spent at all; empty where spending more is possible
    but would avoid no unemployment.
    """

    source: str
    left: float
    spendable: float
    budget: float
    kept_by: tuple[str, ...]


def binding(optimum: Optimum) -> list[Binding]:
    """Rules and facts with a shadow price, the dearest first."""
    program, case = optimum.program, optimum.parameters.case
    found = []
    whole = np.flatnonzero(abs(program.matrix[:, np.flatnonzero(program.integer)]).sum(axis=1))
    for row in np.setdiff1d(rows_of(program), whole):
        price = float(optimum.prices[row])
        bound = program.row_upper[row] if np.isfinite(program.row_upper[row]) else program.row_lower[row]
        stated = rule(case, program, row) if abs(price) > FELT * _per(program, row) else None
        if stated is not None:
            unit = "MMAD" if stated.unit == "MAD" else stated.unit
            scale = MILLION if stated.unit == "MAD" else 1.0
            found.append(Binding(stated, abs(price) * scale, unit, abs(price * bound)))
    return sorted(found, key=lambda item: (-item.worth, -item.price, item.rule.row))


def _per(program: LinearProgram, row: int) -> float:
    return program.units_in_millions[0][row] ** -1


def reached(optimum: Optimum) -> list[Rule]:
    """Rules on the number of sites that are at their limit: they have no shadow price, since sites are whole."""
    program, case = optimum.program, optimum.parameters.case
    activity = program.matrix @ optimum.payable
    block = program.rows.get("limits.sites")
    rows = range(block.start, block.stop) if block else ()
    tight = (row for row in rows if min(abs(activity[row] - bound) for bound in _bounds(program, row)) < TIGHT)
    return [rule(case, program, row) for row in tight]


def unspent(optimum: Optimum) -> list[Unspent]:
    """For each source that keeps at least one payment unit: how much more it could pay, and what prevents the rest.

    What whole payments leave over (less than `LEFT_OVER` of the budget) is not looked into.
    """
    p, program = optimum.parameters, optimum.program
    payments = program.variables["payments"]
    paid = program.values("payments", optimum.payable)
    answer = []
    for i, source in enumerate(p.sources.labels):
        mine, budget = payments.codes[0] == i, float(p.budget[i].sum())
        left = budget - float(paid[mine].sum())
        if left < optimum.payment_unit:
            continue
        spendable, kept_by = budget, ()
        if left >= LEFT_OVER * budget:
            spendable, kept_by = _most(program, payments.start + np.flatnonzero(mine), budget)
        answer.append(Unspent(source, left, spendable, budget, kept_by))
    return answer


def _most(program: LinearProgram, columns: np.ndarray, budget: float) -> tuple[float, tuple[str, ...]]:
    """The most that `columns` can pay under every rule (sites free, whole sites aside), and what stops it there."""
    if not len(columns):
        return 0.0, (EARMARKS,)
    cost = np.zeros(program.shape[1])
    cost[columns] = -1 / MILLION
    solution = solve(program.without_integrality().with_cost(cost))
    most = float(solution.primal[columns].sum())
    if most >= budget * (1 - 1e-9):
        return most, ()
    felt = np.abs(solution.dual * program.units_in_millions[0]) > 1e-9
    weight = np.abs(solution.dual) * np.array([max(map(abs, _bounds(program, row))) for row in range(program.shape[0])])
    stops = [
        (float(weight[block.start : block.stop].sum()), family_of(name))
        for name, block in program.rows.items()
        if _keeps_money(family_of(name)) and felt[block.start : block.stop].any()
    ]
    return most, tuple(dict.fromkeys(family for _, family in sorted(stops, reverse=True))) or (EARMARKS,)


def _keeps_money(family: str) -> bool:
    return family in FAMILIES and FAMILIES[family].keeps_money


def _bounds(program: LinearProgram, row: int) -> list[float]:
    """The finite bounds of a row; infinity where it has none."""
    bounds = float(program.row_lower[row]), float(program.row_upper[row])
    return [bound for bound in bounds if np.isfinite(bound)] or [0.0]
