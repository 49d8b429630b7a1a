"""A plan seen among the multiples of a unit: its payments, and its rows and columns, scaled and in label order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

import numpy as np
from scipy import sparse

from fundopt.model.linear_program import Block, LinearProgram
from fundopt.plan.money_rows import MoneyRows, in_money

WHOLE = 1e-3
"""A payment this close to a multiple of the unit is one, MAD."""


class Grid:
    """A plan among the multiples of `unit`: `base` (payments,) is the multiple at or below each payment, in units,
    `part` in [0, 1) what the payment has above it, `least` and `most` its bounds."""

    def __init__(self, program: LinearProgram, primal: np.ndarray, unit: int) -> None:
        self.program, self.unit, self.money = program, unit, MoneyRows(program)
        self.block = program.variables["payments"]
        self.cells = np.arange(self.block.start, self.block.stop)
        self.plan = np.clip(primal, program.column_lower, program.column_upper)
        amount = self.plan[self.cells] / unit
        nearest = np.round(amount)
        whole = np.abs(amount - nearest) * unit <= WHOLE
        self.base = np.where(whole, nearest, np.floor(amount)).astype(np.int64)
        self.part = np.where(whole, 0.0, amount - self.base)
        self.least, self.most = np.ceil(self.block.lower / unit), np.floor(self.block.upper / unit)

    def stuck(self) -> str | None:
        """The label of a payment or of a rule about payments that no multiples of the unit can meet."""
        empty = np.flatnonzero(self.least > self.most)
        return self.block.label(empty[0]) if len(empty) else self.money.indivisible(self.unit)

    @cached_property
    def order(self) -> np.ndarray:
        """Members of the block of payments in the order of their labels."""
        return label_order({"payments": replace(self.block, start=0)})

    @cached_property
    def others(self) -> np.ndarray:
        """Columns that are neither payments nor fixed, in the order of their labels."""
        free = self.program.column_lower < self.program.column_upper
        free[self.cells] = False
        order = label_order(self.program.variables)
        return order[free[order]]

    @cached_property
    def rows(self) -> np.ndarray:
        """Rows in the order of their labels."""
        return label_order(self.program.rows)

    @cached_property
    def column_scale(self) -> np.ndarray:
        """MAD are counted in units."""
        return np.where(in_money(self.program.variables), float(self.unit), 1.0)

    @cached_property
    def row_scale(self) -> np.ndarray:
        """For each row of the program the power of ten around which its coefficients lie."""
        size = abs(self.program.matrix) @ sparse.diags(self.column_scale)
        size.data = np.log10(size.data)
        return 10.0 ** np.round(np.asarray(size.sum(axis=1)).ravel() / np.maximum(np.diff(size.indptr), 1))

    @cached_property
    def matrix(self) -> sparse.csc_matrix:
        """Scaled coefficients: rows in the order of `rows`, columns as in the program."""
        scaled = sparse.diags(1 / self.row_scale) @ self.program.matrix @ sparse.diags(self.column_scale)
        return scaled.tocsr()[self.rows].tocsc()

    def paid(self, point: np.ndarray, steps: np.ndarray) -> np.ndarray:
        """`point` with payments of `steps` units and their exact sums."""
        point = point.copy()
        point[self.cells] = steps * self.unit
        for column, value in self.money.sums(steps * self.unit).items():
            point[column] = float(value)
        return point

    def residuals(self, point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What `point` leaves of the lower and the upper bounds of rows, scaled, in the order of `rows`."""
        activity = self.program.matrix @ point
        bounds = self.program.row_lower, self.program.row_upper
        lower, upper = (np.round(((bound - activity) / self.row_scale)[self.rows], 9) for bound in bounds)
        return lower, upper


def label_order(blocks: Mapping[str, Block]) -> np.ndarray:
    """The members of all blocks sorted by block, then by label on each axis."""
    parts = [np.zeros(0, dtype=np.int64)]
    for name in sorted(blocks):
        block = blocks[name]
        ranks = [np.argsort(np.argsort(axis.labels))[code] for axis, code in zip(block.axes, block.codes, strict=True)]
        parts.append(block.start + (np.lexsort(ranks[::-1]) if ranks else np.arange(len(block))))
    return np.concatenate(parts)
