"""Bounds that hold whatever an engine did: row duals prove one in exact arithmetic (Neumaier & Shcherbina, 2004)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction

from fundopt.proof.program import Bound, ExactProgram, Vector

Pair = tuple[Bound, Bound]
"""(least, greatest)."""


def safe_bound(program: ExactProgram, duals: Vector, bounds: Mapping[int, Pair] | None = None) -> Fraction | None:
    """What row duals prove: no point that keeps the rows and columns costs less. None where they prove nothing.

    Σ_i duals_i × (row bound its sign asks for) + Σ_j reduced_j × (column bound its sign asks for) + constant.
    `bounds` stand for those of some columns.
    """
    total = program.constant
    for i, dual in duals.items():
        if dual:
            side = program.row_lower[i] if dual > 0 else program.row_upper[i]
            if side is None:
                return None
            total += dual * side
    for j, reduced in program.reduced_costs(duals).items():
        least, most = (bounds or {}).get(j) or (program.column_lower[j], program.column_upper[j])
        side = least if reduced > 0 else most
        if side is None:
            return None
        if side:
            total += reduced * side
    return total


def implied(program: ExactProgram) -> tuple[list[int], dict[int, Pair]]:
    """Bounds of columns without limit that follow from rows: (rows in the order of use, bounds of all columns).

    A row and the bounds of its other columns limit a column; what follows is rounded outwards to a whole number. The
    rows are gone through until nothing new follows; a bound once known is not tightened.
    """
    bounds = dict(enumerate(zip(program.column_lower, program.column_upper, strict=True)))
    lines: list[list[tuple[int, Fraction]]] = [[] for _ in program.row_names]
    for j, entries in enumerate(program.matrix):
        for i, coefficient in entries:
            lines[i].append((j, coefficient))
    open_rows = [i for i, line in enumerate(lines) if any(None in bounds[j] for j, _ in line)]
    used: list[int] = []
    while True:
        fruitful = [i for i in open_rows if _tighten(program.row_lower[i], program.row_upper[i], lines[i], bounds)]
        used += fruitful
        open_rows = [i for i in open_rows if any(None in bounds[j] for j, _ in lines[i])]
        if not fruitful:
            return used, bounds


def _tighten(lower: Bound, upper: Bound, line: Iterable[tuple[int, Fraction]], bounds: dict[int, Pair]) -> bool:
    """Give limits to the columns of one row that have none; whether any was found."""
    found = False
    for limit, at_most in ((lower, 1), (upper, 0)):
        if limit is None:
            continue
        # The most (or least) that each term can be: it rises with its column where the coefficient is above 0.
        total, alone, others = Fraction(0), None, []
        for j, a in line:
            rises = a.numerator > 0
            end = bounds[j][at_most if rises else 1 - at_most]
            place = 1 - at_most if rises else at_most
            if end is None:
                if alone is not None:
                    break
                alone = j, a, None, place
            elif end.numerator:
                total += a * end
            if end is not None and bounds[j][place] is None:
                others.append((j, a, end, place))
        else:
            for j, a, end, place in others if alone is None else [alone]:
                if bounds[j][place] is None:
                    value = (limit - (total if end is None else total - a * end)) / a
                    rounded = Fraction((math.ceil if place else math.floor)(value))
                    bounds[j] = (bounds[j][0], rounded) if place else (rounded, bounds[j][1])
                    found = True
    return found
