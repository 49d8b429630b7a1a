"""What an engine is not trusted with: whether the program is fit to be solved, and whether its answer holds."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from fundopt.errors import BadlyScaled, EngineFailed, Infeasible
from fundopt.model.linear_program import Block, LinearProgram

COEFFICIENTS = (1e-7, 1e7)
"""Range of |coefficient|. Below, a term vanishes in the engines' tolerances (1e-9 of a variable that reaches 100 is
1e-7); above, a variable that is right to 1e-9 leaves an error of more than 0.01 in its row."""
COSTS = (1e-9, 1e9)
"""Range of |cost|: engines take a reduced cost below about 1e-9 for zero and would choose at random."""
BOUNDS = 1e11
"""Largest finite bound: a double has 16 digits, of which 1e-6 must still be visible with one digit of room."""
FEASIBLE = 1e-6
"""How far a row, a bound or an integer may be missed, in units of the scaled program: 1 MAD, 0.000001 person."""
ROUNDING = 1e-12
"""What rounding may add, relative to the sum of the sizes of a row's terms."""
OPTIMAL = 1e-6
"""How far apart the objectives of an optimal primal and an optimal dual may be, relative to their terms."""
SHOWN = 5


def check_fit(program: LinearProgram) -> None:
    """Raise BadlyScaled or Infeasible, naming rows and columns, where no engine should be asked at all."""
    _check_numbers(program)
    _check_range(program)
    for blocks, lower, upper in (
        (program.variables, program.column_lower, program.column_upper),
        (program.rows, program.row_lower, program.row_upper),
    ):
        crossed = np.flatnonzero((lower > upper) | (lower == np.inf) | (upper == -np.inf))
        if len(crossed):
            shown = (f"{label(blocks, i)} (at least {lower[i]:g}, at most {upper[i]:g})" for i in crossed[:SHOWN])
            raise Infeasible(f"{len(crossed)} bounds contradict each other: {', '.join(shown)}")


def check_point(program: LinearProgram, primal: np.ndarray, tolerance: float = FEASIBLE) -> None:
    """Raise EngineFailed, naming the worst place, where a point misses a row, a bound or an integer."""
    if not np.all(np.isfinite(primal)):
        raise EngineFailed("the engine answered values that are not numbers")
    activity = program.matrix @ primal
    allowed = tolerance + ROUNDING * (abs(program.matrix) @ np.abs(primal))
    row = np.maximum(program.row_lower - activity, activity - program.row_upper) - allowed
    column = np.maximum(program.column_lower - primal, primal - program.column_upper) - tolerance
    whole = np.where(program.integer, np.abs(primal - np.round(primal)), 0.0) - tolerance
    for what, blocks, excess in (
        ("row", program.rows, row),
        ("the bounds of", program.variables, column),
        ("a whole number for", program.variables, whole),
    ):
        worst = int(np.argmax(excess)) if len(excess) else 0
        if len(excess) and excess[worst] > 0:
            place = label(blocks, worst)
            raise EngineFailed(f"the engine's answer misses {what} {place} by {excess[worst] + tolerance:.3g}")


def dual_bound(program: LinearProgram, dual: np.ndarray) -> tuple[float, float, np.ndarray]:
    """(lower bound on the optimum, size of its terms, reduced costs) that row duals prove for an LP.

    Σ_i dual_i × (row bound its sign asks for) + Σ_j reduced_j × (column bound its sign asks for) + constant, with
    reduced = cost − matrixᵀ dual. Where the bound asked for is infinite, a multiplier within tolerance counts 0 and
    a larger one proves nothing: the bound is −∞.
    """
    reduced = program.cost - program.matrix.T @ dual
    noise = OPTIMAL * (1 + np.abs(program.cost) + abs(program.matrix).T @ np.abs(dual))
    rows = _support(dual, program.row_lower, program.row_upper, OPTIMAL * (1 + np.abs(dual).max(initial=0)))
    columns = _support(reduced, program.column_lower, program.column_upper, noise)
    size = float(np.abs(rows[np.isfinite(rows)]).sum() + np.abs(columns[np.isfinite(columns)]).sum())
    return float(rows.sum() + columns.sum()) + program.constant, size, reduced


def check_optimal(objective: float, bound: float, size: float) -> None:
    """Raise EngineFailed where the objectives of an LP's primal and dual do not meet."""
    if not abs(objective - bound) <= OPTIMAL * max(1.0, abs(objective), size):
        raise EngineFailed(f"the engine's duals prove {bound:.9g} only, its answer costs {objective:.9g}")


def _support(multiplier: np.ndarray, lower: np.ndarray, upper: np.ndarray, noise: float | np.ndarray) -> np.ndarray:
    """multiplier × lower where it is positive, × upper where negative; 0 where an infinite bound meets mere noise."""
    bound = np.where(multiplier > 0, lower, upper)
    nothing = (multiplier == 0) | (~np.isfinite(bound) & (np.abs(multiplier) <= noise))
    return np.where(nothing, 0.0, multiplier * np.where(nothing, 0.0, bound))


def label(blocks: Mapping[str, Block], number: int) -> str:
    """The label of one column or row, without making all of them."""
    block = next(block for block in blocks.values() if block.start <= number < block.stop)
    return block.label(number - block.start)


def _check_numbers(program: LinearProgram) -> None:
    columns = np.isnan(program.column_lower) | np.isnan(program.column_upper) | ~np.isfinite(program.cost)
    rows = np.isnan(program.row_lower) | np.isnan(program.row_upper)
    rows[_rows_of_entries(program)[~np.isfinite(program.matrix.data)]] = True
    bad = [label(program.variables, j) for j in np.flatnonzero(columns)[:SHOWN]]
    bad += [label(program.rows, i) for i in np.flatnonzero(rows)[:SHOWN]]
    if bad or not np.isfinite(program.constant):
        raise BadlyScaled(f"not a number in: {', '.join(bad) or 'the constant of the objective'}")


def _check_range(program: LinearProgram) -> None:
    entries = _outside(program.matrix.data, *COEFFICIENTS)[:SHOWN]
    places = zip(_rows_of_entries(program)[entries], program.matrix.indices[entries], strict=True)
    found = [f"{label(program.rows, i)} × {label(program.variables, j)}" for i, j in places]
    values = list(program.matrix.data[entries])
    for what, blocks, numbers, least, most in (
        ("cost of", program.variables, program.cost, *COSTS),
        ("lower bound of", program.variables, program.column_lower, 0.0, BOUNDS),
        ("upper bound of", program.variables, program.column_upper, 0.0, BOUNDS),
        ("lower bound of", program.rows, program.row_lower, 0.0, BOUNDS),
        ("upper bound of", program.rows, program.row_upper, 0.0, BOUNDS),
    ):
        outside = _outside(numbers, least, most)[:SHOWN]
        found += [f"{what} {label(blocks, i)}" for i in outside]
        values += list(numbers[outside])
    if found:
        shown = "; ".join(f"{place} = {value:g}" for place, value in zip(found, values, strict=True))
        raise BadlyScaled(f"too small or too large for an engine to see, for example {shown}")


def _outside(values: np.ndarray, least: float, most: float) -> np.ndarray:
    """Where a finite value is not 0 and its size is outside [least, most]."""
    size = np.abs(values)
    return np.flatnonzero(np.isfinite(size) & (size > 0) & ((size < least) | (size > most)))


def _rows_of_entries(program: LinearProgram) -> np.ndarray:
    return np.repeat(np.arange(program.shape[0]), np.diff(program.matrix.indptr))
