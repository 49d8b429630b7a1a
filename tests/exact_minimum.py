"""The exact minimum of a small program by trying everything: all whole numbers, then all vertices of what remains."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

from fundopt.proof.program import ExactProgram


def exact_minimum(program: ExactProgram) -> Fraction | None:
    """The least cost, to be minimised; None where no point keeps all rows. All columns must have finite bounds."""
    ranges = [range(-(-program.column_lower[j] // 1), program.column_upper[j] // 1 + 1) for j in program.whole]
    free = [j for j in range(len(program.cost)) if not program.integer[j]]
    best = None
    for whole in product(*ranges):
        fixed = dict(zip(program.whole, map(Fraction, whole), strict=True))
        for point in _vertices(program, fixed, free):
            cost = program.objective(point)
            best = cost if best is None or cost < best else best
    return best


def _vertices(program: ExactProgram, fixed: dict[int, Fraction], free: list[int]):
    """Every point that keeps all rows and bounds, and lies on as many of them as there are free columns."""
    rows = [dict.fromkeys(free, Fraction(0)) for _ in program.row_names]
    for j in free:
        for i, a in program.matrix[j]:
            rows[i][j] = a
    base = program.activities(fixed)
    planes = []
    for i, row in enumerate(rows):
        for side in {program.row_lower[i], program.row_upper[i]} - {None}:
            planes.append(([row[j] for j in free], side - base[i]))
    for k, j in enumerate(free):
        unit = [Fraction(int(k == other)) for other in range(len(free))]
        planes += [(unit, side) for side in {program.column_lower[j], program.column_upper[j]} - {None}]
    for chosen in combinations(planes, len(free)):
        values = _solved([[*plane, side] for plane, side in chosen])
        if values is not None:
            point = fixed | dict(zip(free, values, strict=True))
            if program.missed(point) is None:
                yield point


def _solved(lines: list[list[Fraction]]) -> list[Fraction] | None:
    """Gauss and Jordan; None where the planes do not meet in one point."""
    size = len(lines)
    for at in range(size):
        pivot = next((i for i in range(at, size) if lines[i][at]), None)
        if pivot is None:
            return None
        lines[at], lines[pivot] = lines[pivot], lines[at]
        lines[at] = [value / lines[at][at] for value in lines[at]]
        for i in range(size):
            if i != at and lines[i][at]:
                lines[i] = [a - lines[i][at] * b for a, b in zip(lines[i], lines[at], strict=True)]
    return [line[-1] for line in lines]
