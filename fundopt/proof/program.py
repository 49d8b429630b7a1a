"""ExactProgram: a linear program whose every number is the fraction that its file says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, cached_property
from itertools import pairwise

import numpy as np
from scipy import sparse

from fundopt.model.linear_program import Axis, Block, LinearProgram
from fundopt.solve.mps import column_name, row_name

Bound = Fraction | None
"""A finite bound, or None where there is none."""
Vector = dict[int, Fraction]
"""A vector by position, without its zeros."""

ENDLESS = 1e20
"""Bounds of this size are no bounds to an engine; to a proof they are."""
ZERO = Fraction(0)


@dataclass(frozen=True)
class ExactProgram:
    """Minimise cost·x + constant subject to bounds on rows and columns; some columns are whole.

    `matrix` has for each column its (row, coefficient) pairs. `sign` is −1 where the file asks for a maximum: then
    `cost` and `constant` are minus those of the file.
    """

    column_names: tuple[str, ...]
    row_names: tuple[str, ...]
    matrix: tuple[tuple[tuple[int, Fraction], ...], ...]
    cost: tuple[Fraction, ...]
    column_lower: tuple[Bound, ...]
    column_upper: tuple[Bound, ...]
    row_lower: tuple[Bound, ...]
    row_upper: tuple[Bound, ...]
    integer: tuple[bool, ...]
    constant: Fraction = ZERO
    sign: int = 1

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
        return len(self.row_names), len(self.column_names)

    @cached_property
    def whole(self) -> tuple[int, ...]:
        """The positions of the integer columns."""
        return tuple(j for j, whole in enumerate(self.integer) if whole)

    @cached_property
    def column_at(self) -> dict[str, int]:
        """Positions of the columns by name."""
        return {name: j for j, name in enumerate(self.column_names)}

    def objective(self, point: Vector) -> Fraction:
        """cost·point + constant, to be minimised."""
        return sum((self.cost[j] * value for j, value in point.items() if self.cost[j]), self.constant)

    def activities(self, point: Vector) -> list[Fraction]:
        """The value of every row at a point."""
        total = [ZERO] * len(self.row_names)
        for j, value in point.items():
            if value:
                for i, coefficient in self.matrix[j]:
                    total[i] += coefficient * value
        return total

    def reduced_costs(self, duals: Vector) -> Vector:
        """cost − matrixᵀ duals; summed as quotients that are not reduced, because most come to 0."""
        ratios = {i: dual.as_integer_ratio() for i, dual in duals.items()}
        found: Vector = {}
        for j, (cost, entries) in enumerate(zip(self.cost, self.matrix, strict=True)):
            above, below = cost.as_integer_ratio()
            for i, coefficient in entries:
                if i in ratios:
                    (a, b), (y, z) = coefficient.as_integer_ratio(), ratios[i]
                    above, below = above * b * z - a * y * below, below * b * z
            if above:
                found[j] = Fraction(above, below)
        return found

    def with_column_bounds(self, lower: Mapping[int, Bound], upper: Mapping[int, Bound]) -> ExactProgram:
        """The same program with other bounds on some columns."""
        return replace(
            self,
            column_lower=tuple(lower.get(j, bound) for j, bound in enumerate(self.column_lower)),
            column_upper=tuple(upper.get(j, bound) for j, bound in enumerate(self.column_upper)),
        )

    def without_cost(self) -> ExactProgram:
        """The same rules, nothing to minimise."""
        return replace(self, cost=(ZERO,) * len(self.cost), constant=ZERO)

    def missed(self, point: Vector) -> tuple[str, Fraction] | None:
        """(name, by how much) of the row or column bound that a point misses most; None where it keeps all."""
        worst: tuple[str, Fraction] | None = None
        columns = [point.get(j, ZERO) for j in range(len(self.column_names))]
        for names, lower, upper, values in (
            (self.row_names, self.row_lower, self.row_upper, self.activities(point)),
            (self.column_names, self.column_lower, self.column_upper, columns),
        ):
            for name, least, most, value in zip(names, lower, upper, values, strict=True):
                below, above = least is not None and value < least, most is not None and value > most
                if below or above:
                    by = least - value if below else value - most
                    worst = max(worst, (name, by), key=lambda miss: miss[1]) if worst else (name, by)
        return worst

    @classmethod
    def of(cls, program: LinearProgram) -> ExactProgram:
        """A program as its model.mps has it: in millions of MAD, each number the shortest decimal of its double."""
        scaled = program.in_millions()
        by_column = scaled.matrix.tocsc()
        by_column.sort_indices()
        exactly = cache(_fraction)
        data, rows, ends = by_column.data.tolist(), by_column.indices.tolist(), by_column.indptr.tolist()
        entries = [(row, exactly(value)) for row, value in zip(rows, data, strict=True)]
        height, width = scaled.shape
        bounds = (scaled.column_lower, scaled.column_upper, scaled.row_lower, scaled.row_upper)
        return cls(
            tuple(map(column_name, range(width))),
            tuple(map(row_name, range(height))),
            tuple(tuple(entries[start:stop]) for start, stop in pairwise(ends)),
            tuple(map(exactly, scaled.cost.tolist())),
            *(tuple(exactly(value) if np.isfinite(value) else None for value in each.tolist()) for each in bounds),
            tuple(scaled.integer.tolist()),
            exactly(float(scaled.constant)),
        )

    def floats(self) -> LinearProgram:
        """The program as engines receive it: each number the nearest double."""
        height, width = self.shape
        row = np.array([i for entries in self.matrix for i, _ in entries], dtype=np.int64)
        column = np.repeat(np.arange(width), [len(entries) for entries in self.matrix])
        data = np.array([float(a) for entries in self.matrix for _, a in entries])
        matrix = sparse.csr_matrix((data, (row, column)), shape=(height, width))
        lower, upper = _doubles(self.column_lower, -np.inf), _doubles(self.column_upper, np.inf)
        whole = np.array(self.integer, dtype=bool)
        # Blocks are runs of columns of one kind, so that the order of the columns is the program's.
        edges = [0, *(np.flatnonzero(whole[1:] != whole[:-1]) + 1), width] if width else []
        blocks = {}
        for start, stop in pairwise(edges):
            axis = Axis("column", self.column_names[start:stop])
            members, name = np.arange(stop - start), f"columns{start}"
            bounds = lower[start:stop], upper[start:stop]
            blocks[name] = Block(name, (axis,), (members,), int(start), *bounds, "", bool(whole[start]))
        sides = _doubles(self.row_lower, -np.inf), _doubles(self.row_upper, np.inf)
        rows = {"rows": Block("rows", (Axis("row", self.row_names),), (np.arange(height),), 0, *sides, "")}
        cost = np.array([float(value) for value in self.cost])
        return LinearProgram(blocks, rows, matrix, cost, float(self.constant))


def _fraction(value: float) -> Fraction:
    return Fraction(repr(value))


def _doubles(bounds: tuple[Bound, ...], none: float) -> np.ndarray:
    values = np.array([none if bound is None else float(bound) for bound in bounds], dtype=float)
    return np.where(np.abs(values) >= ENDLESS, none if np.isinf(none) else np.nan, values) if len(values) else values
