"""A table of real numbers shown in whole multiples of a unit, with totals that add up."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

import numpy as np
from scipy import optimize, sparse

from fundopt.errors import EngineFailed
from fundopt.model.linear_program import significant


def round_table(values: np.ndarray, unit: int) -> np.ndarray:
    """A table (rows, columns) in whole multiples of `unit`, as int64, whose totals add up.

    Every cell, row total, column total and the grand total is the multiple of `unit` at or below the true one, or
    the next above. Among such tables, which always exist, it is one with the least total distance of the cells to
    the truth: controlled rounding as a transportation problem (Causey, Cox & Ernst 1985, Journal of the American
    Statistical Association 80, 903-909). Numbers count with 12 significant digits.
    """
    table = significant(np.asarray(values, dtype=float))
    height, width = table.shape
    true = [Fraction(repr(cell)) / unit for cell in table.ravel().tolist()]
    base = np.array([floor(cell) for cell in true], dtype=np.int64)
    part = np.array([float(cell - floor(cell)) for cell in true])
    if not part.any():
        return base.reshape(height, width) * unit
    cells = np.arange(height * width).reshape(height, width)
    groups = [*cells.tolist(), *cells.T.tolist(), cells.ravel().tolist()]
    totals = [sum((true[cell] for cell in group), Fraction(0)) for group in groups]
    below = np.array([base[group].sum() for group in groups])
    member = sparse.vstack([sparse.csr_matrix(np.isin(np.arange(cells.size), group)) for group in groups])
    least, most = (np.array([int(bound(total)) for total in totals]) - below for bound in (floor, ceil))
    answer = optimize.milp(
        1 - 2 * part,
        integrality=1,
        bounds=optimize.Bounds(0, part > 0),
        constraints=optimize.LinearConstraint(member.astype(float), least, most),
    )
    if not answer.success:
        raise EngineFailed(f"controlled rounding: {answer.message}")
    return (base + np.round(answer.x).astype(np.int64)).reshape(height, width) * unit
