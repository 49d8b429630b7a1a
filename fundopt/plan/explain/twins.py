"""Twins: pairs that may also be bought at a changed number, all in one program: one search proves all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy import sparse

from fundopt.model.linear_program import INFINITY, Axis, Block, LinearProgram
from fundopt.plan.allocation import NOTHING
from fundopt.plan.explain.entry import Look
from fundopt.plan.explain.pairs import Pair
from fundopt.plan.explain.resolving import EXACT, Resolver

MARGIN = 0.005
"""How far short of its threshold a pair is offered, as a share of the number."""

ROUNDS = 3
"""How many searches are made at most for one kind of change."""


def proved_with_any_sites(resolver: Resolver, looks: Sequence[Look]) -> set[Pair]:
    """The pairs for which no other choice of sites funds them short of their threshold.

    The program in which every pair may be bought as it is or at its changed number has every plan of each program in
    which one number changes. If it avoids no more than the optimum, none of them does. Pairs that it buys are left
    out and the rest is tried again. Changes must be of one kind: costs, or effects.
    """
    left = list(looks)
    for _ in range(ROUNDS):
        if not left:
            return set()
        program, columns = with_twins(resolver.program, left)
        found = resolver.free(program)
        if found.most - resolver.base.effect <= EXACT * max(1.0, abs(resolver.base.effect)):
            return {look.pair for look in left}
        if found.primal is None:
            return set()
        used = {i for i, mine in enumerate(columns) if found.primal[mine].sum() > NOTHING}
        if not used:
            return set()
        left = [look for i, look in enumerate(left) if i not in used]
    return set()


def with_twins(program: LinearProgram, looks: Sequence[Look]) -> tuple[LinearProgram, list[np.ndarray]]:
    """The program with a second column for each column that a change enters, changed; and the new columns by look."""
    parts, columns, start = [], [], program.shape[1]
    for look in looks:
        entered = np.unique(look.change.matrix.nonzero()[1])
        s = look.before(MARGIN)
        parts.append(program.matrix.tocsc()[:, entered] + s * look.change.matrix.tocsc()[:, entered])
        columns.append(np.arange(start, start + len(entered)))
        start += len(entered)
    count = start - program.shape[1]
    axis = Axis("twin", tuple(str(i) for i in range(count)))
    lower, upper = np.zeros(count), np.full(count, INFINITY)
    block = Block("twins", (axis,), (np.arange(count),), program.shape[1], lower, upper, "units")
    matrix = sparse.hstack([program.matrix, *parts], format="csr")
    matrix.eliminate_zeros()
    cost = np.append(program.cost, np.zeros(count))
    return replace(program, variables={**program.variables, "twins": block}, matrix=matrix, cost=cost), columns
