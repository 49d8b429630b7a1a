"""The same program with rows and columns counted in other units: for engines, where sizes are too far apart.

Factors are powers of two, so that no number is rounded; a basis of one program is a basis of the other.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy import sparse

from fundopt.model.linear_program import LinearProgram

PASSES = 8


def equilibrated(program: LinearProgram) -> LinearProgram:
    """The program in units in which each row's and column's entries lie around 1 (Fulkerson & Wolfe 1962)."""
    row, column = _factors(program.matrix.tocoo())
    cost = program.cost * column
    cost = cost * _power(1 / np.abs(cost).max()) if cost.any() else cost
    variables = {
        name: replace(
            block,
            lower=block.lower / column[block.start : block.stop],
            upper=block.upper / column[block.start : block.stop],
        )
        for name, block in program.variables.items()
    }
    rows = {
        name: replace(
            block, lower=block.lower * row[block.start : block.stop], upper=block.upper * row[block.start : block.stop]
        )
        for name, block in program.rows.items()
    }
    matrix = (sparse.diags(row) @ program.matrix @ sparse.diags(column)).tocsr()
    return LinearProgram(variables, rows, matrix, cost, 0.0)


def _factors(matrix: sparse.coo_matrix) -> tuple[np.ndarray, np.ndarray]:
    """Row and column factors: in turn, each is divided by the geometric mean of its least and greatest entry."""
    height, width = matrix.shape
    row, column = np.ones(height), np.ones(width)
    for _ in range(PASSES):
        for factor, at in ((row, matrix.row), (column, matrix.col)):
            sizes = np.abs(matrix.data) * row[matrix.row] * column[matrix.col]
            least, most = np.full(len(factor), np.inf), np.zeros(len(factor))
            np.minimum.at(least, at, sizes)
            np.maximum.at(most, at, sizes)
            some = most > 0
            factor[some] /= np.sqrt(least[some] * most[some])
    return _power(row), _power(column)


def _power(values: np.ndarray) -> np.ndarray:
    """The power of two next to each value."""
    return np.exp2(np.rint(np.log2(values)))
