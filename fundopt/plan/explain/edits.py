"""Edited versions of a program: other bounds on some rows or columns, other costs, other coefficients."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy import sparse

from fundopt.model.linear_program import INFINITY, Axis, Block, LinearProgram, significant


def with_row_bounds(
    program: LinearProgram, rows: np.ndarray, lower: float | np.ndarray, upper: float | np.ndarray
) -> LinearProgram:
    """The program with other bounds on `rows` (row numbers), in the unit of each row."""
    least, most = program.row_lower.copy(), program.row_upper.copy()
    least[rows], most[rows] = lower, upper
    blocks = {
        name: replace(
            block,
            lower=significant(least[block.start : block.stop]),
            upper=significant(most[block.start : block.stop]),
        )
        for name, block in program.rows.items()
    }
    return replace(program, rows=blocks)


def without_rows(program: LinearProgram, rows: np.ndarray) -> LinearProgram:
    """The program in which `rows` ask for nothing any more; its shape stays the same."""
    return with_row_bounds(program, rows, -INFINITY, INFINITY)


def repealed(program: LinearProgram, rows: np.ndarray) -> LinearProgram:
    """The program in which `rows` ask for nothing any more: what each misses or exceeds is a column without a cost.

    The optimum of `program` is a point of it and its basis a start, with the new columns at 0; without the rows' bounds
    an engine would have to start afresh.
    """
    columns = program.shape[1]
    ways = [(row, 1.0) for row in rows if np.isfinite(program.row_lower[row])]
    ways += [(row, -1.0) for row in rows if np.isfinite(program.row_upper[row])]
    variables, parts = dict(program.variables), [program.matrix]
    for block in program.rows.values():
        mine = [(row, sign) for row, sign in ways if block.start <= row < block.stop]
        if not mine:
            continue
        count = len(mine)
        axis = Axis("way", tuple(map(str, range(count))))
        name, lower, upper = f"room_{block.name}", np.zeros(count), np.full(count, INFINITY)
        variables[name] = Block(name, (axis,), (np.arange(count),), columns, lower, upper, block.unit)
        entries = np.array([sign for _, sign in mine]), (np.array([row for row, _ in mine]), np.arange(count))
        parts.append(sparse.csr_matrix(entries, shape=(program.shape[0], count)))
        columns += count
    cost = np.append(program.cost, np.zeros(columns - program.shape[1]))
    return replace(program, variables=variables, matrix=sparse.hstack(parts, format="csr"), cost=cost)


def loosened(program: LinearProgram, rows: np.ndarray, by: float | np.ndarray) -> LinearProgram:
    """The program in which `rows` leave `by` more room (in their unit), at their lower and at their upper bound."""
    return with_row_bounds(program, rows, program.row_lower[rows] - by, program.row_upper[rows] + by)


def with_column_bounds(
    program: LinearProgram, columns: np.ndarray, lower: float | np.ndarray, upper: float | np.ndarray
) -> LinearProgram:
    """The program with other bounds on `columns` (column numbers), in the unit of each column."""
    least, most = program.column_lower.copy(), program.column_upper.copy()
    least[columns], most[columns] = lower, upper
    return program.with_bounds(significant(least), significant(most))


def with_coefficients(
    program: LinearProgram, rows: np.ndarray, columns: np.ndarray, values: np.ndarray
) -> LinearProgram:
    """The program with other coefficients at (rows[i], columns[i]), in unit of row per unit of column."""
    rows, columns, values = np.broadcast_arrays(rows, columns, np.asarray(values, dtype=float))
    if not values.size:
        return program
    old = np.asarray(program.matrix[rows.ravel(), columns.ravel()]).ravel()
    change = sparse.coo_matrix((values.ravel() - old, (rows.ravel(), columns.ravel())), shape=program.shape)
    matrix = (program.matrix + change).tocsr()
    matrix.data = significant(matrix.data)
    matrix.eliminate_zeros()
    return replace(program, matrix=matrix)


def members(program: LinearProgram, block: str, **labels: str) -> np.ndarray:
    """The columns of variable block `block` that carry the given labels, e.g. city="fes", measure="hybrid"."""
    found = program.variables[block]
    chosen = np.ones(len(found), dtype=bool)
    for axis, codes in zip(found.axes, found.codes, strict=True):
        if axis.name in labels:
            chosen &= codes == axis.position[labels[axis.name]]
    return found.start + np.flatnonzero(chosen)
