"""The elastic program: rules may be broken, at a price, so that a plan that breaks some can still be judged."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np
from scipy import sparse

from fundopt.model.linear_program import INFINITY, MILLION, Axis, Block, LinearProgram

SHORT, OVER = "short.", "over."


def elastic(program: LinearProgram, blocks: Collection[str]) -> LinearProgram:
    """`program` with a variable for how far each row of `blocks` is missed; the objective is the total missed.

    Row r of block b gets `short.b` where it has a lower bound and `over.b` where it has an upper one, in the unit of
    the row. The new objective counts one million MAD, one unit, one job or one point alike.
    """
    variables, columns, cost = dict(program.variables), [program.matrix], [np.zeros(program.shape[1])]
    start = program.shape[1]
    for name in blocks:
        block = program.rows[name]
        for prefix, bound, sign in ((SHORT, block.lower, 1.0), (OVER, block.upper, -1.0)):
            members = np.flatnonzero(np.isfinite(bound))
            if not len(members):
                continue
            slack = Block(
                prefix + name,
                block.axes,
                tuple(codes[members] for codes in block.codes),
                start,
                np.zeros(len(members)),
                np.full(len(members), INFINITY),
                block.unit,
            )
            start += len(slack)
            variables[slack.name] = slack
            entries = (np.full(len(members), sign), (block.start + members, np.arange(len(members))))
            columns.append(sparse.csr_matrix(entries, shape=(program.shape[0], len(members))))
            cost.append(np.full(len(members), 1 / MILLION if block.unit == "MAD" else 1.0))
    matrix = sparse.hstack(columns, format="csr")
    return replace(program, variables=variables, matrix=matrix, cost=np.concatenate(cost), constant=0.0)


def widen(program: LinearProgram, row: np.ndarray) -> np.ndarray:
    """A cost or row vector over the columns of a program before `elastic`, with zeros for the new ones."""
    return np.concatenate([row, np.zeros(program.shape[1] - len(row))])


def with_columns(
    program: LinearProgram,
    name: str,
    labels: tuple[str, ...],
    matrix: sparse.csr_matrix,
    cost: np.ndarray,
    upper: np.ndarray,
) -> LinearProgram:
    """The program with one more block of variables from 0 to `upper`, in MAD; `matrix` is (rows, labels)."""
    count = np.arange(len(labels), dtype=np.int32)
    block = Block(name, (Axis(name, labels),), (count,), program.shape[1], np.zeros(len(labels)), upper, "MAD")
    return replace(
        program,
        variables={**program.variables, name: block},
        matrix=sparse.hstack([program.matrix, matrix], format="csr"),
        cost=np.concatenate([program.cost, cost]),
    )
