"""What binds: rules and facts at their limit, with their shadow price; and money not spent, with what keeps it so."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fundopt.model.linear_program import MILLION, LinearProgram
from fundopt.plan.optimise import Optimum
from fundopt.plan.rules import FACTS, Rule, family_of, rows_of, rule
from fundopt.solve import solve

FELT = 1e-9
"""A price below this many person-years per unit of the row is engine noise."""


@dataclass(frozen=True)
class Binding:
    """A rule at its limit. `price`: person-years avoided by relaxing it by one unit (MAD rules: one million MAD).

    `worth` = price × right-hand side, a rough size by which rules are ranked. With sites the price holds while the
    same sites are open.
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
    for row in rows_of(program):
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


def unspent(optimum: Optimum) -> list[Unspent]:
    """For each source that keeps at least one payment unit: how much more it could pay, and what prevents the rest."""
    p, program = optimum.parameters, optimum.program
    payments = program.variables["payments"]
    paid = program.values("payments", optimum.payable)
    answer = []
    for i, source in enumerate(p.sources.labels):
        mine = payments.codes[0] == i
        left = float(p.budget[i].sum() - paid[mine].sum())
        if left >= optimum.payment_unit:
            spendable, kept_by = _most(program, payments.start + np.flatnonzero(mine), p.budget[i].sum())
            answer.append(Unspent(source, left, spendable, float(p.budget[i].sum()), kept_by))
    return answer


def _most(program: LinearProgram, columns: np.ndarray, budget: float) -> tuple[float, tuple[str, ...]]:
    """The most that `columns` can pay under every rule (sites free, whole sites aside), and what stops it there."""
    cost = np.zeros(program.shape[1])
    cost[columns] = -1 / MILLION
    solution = solve(program.without_integrality().with_cost(cost))
    most = float(solution.primal[columns].sum())
    if most >= budget * (1 - 1e-9):
        return most, ()
    dual = solution.dual * program.units_in_millions[0]
    stops = [
        (float(np.abs(dual[block.start : block.stop] * _sizes(block)).sum()), family_of(name))
        for name, block in program.rows.items()
        if family_of(name) != "budgets" and (np.abs(dual[block.start : block.stop]) > 1e-9).any()
    ]
    named = [family for _, family in sorted(stops, reverse=True) if family in FACTS or family in _RULES]
    return most, tuple(dict.fromkeys(named))


def _sizes(block) -> np.ndarray:
    bound = np.where(np.isfinite(block.upper), block.upper, block.lower)
    return np.maximum(np.abs(bound), 1.0)


_RULES = ("private_share", "public_per_private", "most_sites", "limits", "dependency", "commitments")
