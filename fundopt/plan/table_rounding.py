"""A table of real numbers shown in whole multiples of a unit, with totals that add up."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

import numpy as np
from scipy import optimize, sparse

from fundopt.errors import EngineFailed
from fundopt.model.linear_program import significant

NOISE = 9
"""Decimals, in units, to which totals count: three thirds of a unit are one."""


def round_table(values: np.ndarray, unit: int) -> np.ndarray:
    """A table (rows, columns) in whole multiples of `unit`, as int64, whose totals add up.

    Every cell, row total, column total and the grand total is the multiple of `unit` at or below the true one, or
    the next above. Among such tables, which always exist, it is one with the least total distance of the cells to
    the truth: controlled rounding as a transportation problem (Causey, Cox & Ernst 1985, Journal of the American
    Statistical Association 80, 903-909). Numbers count with 12 significant digits.
    """
    table = significant(np.asarray(values, dtype=float))
    true = [Fraction(repr(cell)) / unit for cell in table.ravel().tolist()]
    base = np.array([floor(cell) for cell in true], dtype=np.int64)
    part = np.array([float(cell - floor(cell)) for cell in true])
    cells = np.arange(table.size).reshape(table.shape)
    groups = [*cells, *cells.T, cells.ravel()]
    totals = [sum((true[cell] for cell in group), Fraction(0)) for group in groups]
    below = np.array([base[group].sum() for group in groups])
    raised = _raised(part, groups, [round(total, NOISE) for total in totals], below)
    if raised is None:
        raised = _raised(part, groups, totals, below)
    if raised is None:
        raise EngineFailed("controlled rounding found no table, though one exists")
    return (base + raised).reshape(table.shape) * unit


def _raised(part: np.ndarray, groups: list[np.ndarray], totals: list[Fraction], below: np.ndarray) -> np.ndarray | None:
    """1 for every cell that takes the multiple above, so that each group's total is a neighbour of its own."""
    if not part.any():
        return np.zeros(len(part), dtype=np.int64)
    member = sparse.vstack([sparse.csr_matrix(np.isin(np.arange(len(part)), group)) for group in groups])
    least, most = (np.array([int(bound(total)) for total in totals]) - below for bound in (floor, ceil))
    answer = optimize.milp(
        1 - 2 * part,
        integrality=1,
        bounds=optimize.Bounds(0, part > 0),
        constraints=optimize.LinearConstraint(member.astype(float), least, most),
    )
    return np.round(answer.x).astype(np.int64) if answer.success else None
