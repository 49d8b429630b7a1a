"""Of the plans that are best for an edited program, the one that moves least money: differences that are no ties."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy import sparse

from fundopt.model.linear_program import INFINITY, MILLION, Block, LinearProgram, Rows
from fundopt.model.objective import label_hashes
from fundopt.plan.explain.resolving import LEAST_SECONDS, Resolved, Resolver
from fundopt.plan.optimise import fix_integers
from fundopt.solve import Basis, solve
from fundopt.solve.solution import AT_LOWER, BASIC

LEAST_ALLOWANCE = 1e-8
"""Least share of the effect that moving less money may cost: an engine must find its own optimum again."""
UNEQUAL = 0.01
"""Money counts up to this share more or less by the hash of its city and measure, so that no tie is left."""


def money_of(program: LinearProgram, primal: np.ndarray) -> np.ndarray:
    """Payments by [city, measure], MAD."""
    payments = program.variables["payments"]
    money = np.zeros((len(payments.axes[1]), len(payments.axes[2])))
    np.add.at(money, (payments.codes[1], payments.codes[2]), program.values("payments", primal))
    return money


def nearest(
    resolver: Resolver, program: LinearProgram, found: Resolved, money: np.ndarray, given_up: float
) -> np.ndarray:
    """The primal of a plan with the sites of `found` that avoids `given_up` person-years less than it at most.

    Of these the one whose payments by [city, measure] are nearest to `money` (L1 distance). `found` itself where time
    is up or the engine finds none nearer.
    """
    if found.solution is None or found.primal is None or resolver.left < LEAST_SECONDS:
        raise ValueError("there is no plan to start from, or no time")
    fixed = fix_integers(program, found.primal)
    slack = max(given_up, LEAST_ALLOWANCE * abs(found.effect), 1e-7)
    kept = fixed.with_row("keep.effect", fixed.cost, -INFINITY, -found.effect - fixed.constant + slack, "person-years")
    far, basis = _with_distance(kept, found, money)
    resolver.tally.fixed += 1
    return solve(far, basis=basis).primal[: program.shape[1]]


def _with_distance(program: LinearProgram, found: Resolved, money: np.ndarray) -> tuple[LinearProgram, Basis | None]:
    """`program` that minimises d[c,m] ≥ |Σ p[c,m] − money[c,m]|, and a basis in which `found` is feasible."""
    payments = program.variables["payments"]
    cities, measures = payments.axes[1], payments.axes[2]
    codes = tuple(axis.astype(np.int32) for axis in np.nonzero(np.ones(money.shape)))
    size, width = money.size, program.shape[1]
    block = Block("moved", (cities, measures), codes, width, np.zeros(size), np.full(size, INFINITY), "MAD")
    matrix = sparse.hstack([program.matrix, sparse.csr_matrix((program.shape[0], size))], format="csr")
    cost = np.concatenate([np.zeros(width), (1 + UNEQUAL * label_hashes(block)) / MILLION])
    wider = replace(program, variables={**program.variables, "moved": block}, matrix=matrix, cost=cost, constant=0.0)
    cell = np.ravel_multi_index((payments.codes[1], payments.codes[2]), money.shape)
    columns, moved = np.arange(payments.start, payments.stop), width + np.arange(size)
    for name, sign in (("moved_above", -1.0), ("moved_below", 1.0)):
        rows = Rows(name, (cities, measures), unit="MAD", lower=sign * money)
        at = rows.at.ravel()
        wider = wider.including(rows.add(at, moved, 1.0).add(at[cell], columns, sign))
    start = None if found.solution is None else found.solution.basis
    if start is None or found.primal is None:
        return wider, None
    more = money_of(program, found.primal[:width]).ravel() >= money.ravel()
    rows_basis = [start.rows, [BASIC], np.where(more, AT_LOWER, BASIC), np.where(more, BASIC, AT_LOWER)]
    columns_basis = np.concatenate([start.columns, np.full(size, BASIC)])
    return wider, Basis(columns_basis.astype(np.int8), np.concatenate(rows_basis).astype(np.int8))
