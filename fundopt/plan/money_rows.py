"""The money rows of a program in exact arithmetic: do whole payments keep them, to the last decimal?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor, gcd

import numpy as np

from fundopt.model.linear_program import Block, LinearProgram


class MoneyRows:
    """The MAD rows of a program that only payments, sums of payments and fixed columns enter.

    A sum is a MAD column that one equality of payments and fixed columns defines, e.g. a source's spending.
    Coefficients and bounds have at most 12 significant digits: their shortest decimal is what was meant.
    """

    def __init__(self, program: LinearProgram) -> None:
        self.program, self.payments = program, program.variables["payments"]
        self.fixed = program.column_lower == program.column_upper
        unknown = ~self.fixed
        unknown[self.payments.start : self.payments.stop] = False
        pattern = abs(program.matrix).sign()
        money = in_money(program.rows)
        self.direct = np.flatnonzero(money & (pattern @ unknown == 0))
        defining = np.flatnonzero(money & (pattern @ unknown == 1) & (program.row_lower == program.row_upper))
        row, column = pattern[defining].multiply(unknown & in_money(program.variables)).nonzero()
        self.sum_rows = dict(zip(column.tolist(), defining[row].tolist(), strict=True))
        unknown[list(self.sum_rows)] = False
        known = money & (pattern @ unknown == 0)
        known[list(self.sum_rows.values())] = False
        self.rows = np.flatnonzero(known)
        constants = np.flatnonzero(self.fixed & (program.column_lower != 0)).tolist()
        self.constants = {column: exact(float(program.column_lower[column])) for column in constants}

    def sums(self, amount: np.ndarray) -> dict[int, Fraction]:
        """The exact value of every sum, by column, for payments `amount` (members,) in whole MAD."""
        rows = list(self.sum_rows.values())
        rest = self._activities(rows, self._paid(amount))
        totals = [exact(float(bound)) for bound in self.program.row_lower[rows]]
        return {
            column: (total - part) / exact(float(self.program.matrix[row, column]))
            for (column, row), total, part in zip(self.sum_rows.items(), totals, rest, strict=True)
        }

    def missed(self, amount: np.ndarray) -> np.ndarray:
        """The rows that payments `amount` (members,), in whole MAD, miss by however little."""
        activities = self._activities(self.rows, {**self._paid(amount), **self.sums(amount)})
        bounds = zip(self.program.row_lower[self.rows], self.program.row_upper[self.rows], strict=True)
        kept = [
            (np.isinf(lower) or exact(float(lower)) <= total) and (np.isinf(upper) or total <= exact(float(upper)))
            for total, (lower, upper) in zip(activities, bounds, strict=True)
        ]
        return self.rows[~np.array(kept, dtype=bool)]

    def indivisible(self, unit: int) -> str | None:
        """The label of a row of payments alone whose bounds leave room for no sum of multiples of `unit` MAD."""
        matrix, lower, upper = self.program.matrix, self.program.row_lower, self.program.row_upper
        rows = self.direct[np.isfinite(lower[self.direct]) & np.isfinite(upper[self.direct])]
        for row, constant in zip(rows, self._activities(rows, self.constants), strict=True):
            part = slice(*matrix.indptr[row : row + 2])
            coefficients = np.unique(matrix.data[part][~self.fixed[matrix.indices[part]]])
            step = _common_divisor([exact(a) * unit for a in coefficients.tolist()])
            least, most = exact(float(lower[row])) - constant, exact(float(upper[row])) - constant
            if step and ceil(least / step) > floor(most / step):
                return _label(self.program.rows, row)
        return None

    def _activities(self, rows: np.ndarray | list[int], values: Mapping[int, int | Fraction]) -> list[Fraction]:
        """For each row Σ coefficient × value over the columns that have a value."""
        columns = np.array(sorted(values), dtype=np.int64)
        part = self.program.matrix[rows][:, columns]
        ordered = [values[column] for column in columns.tolist()]
        terms = list(zip(part.data.tolist(), part.indices.tolist(), strict=True))
        return [
            _weighted_sum(terms[start:stop], ordered) for start, stop in zip(part.indptr, part.indptr[1:], strict=False)
        ]

    def _paid(self, amount: np.ndarray) -> dict[int, int | Fraction]:
        """Constants, and payments that are not zero, by column."""
        paid = np.flatnonzero(amount)
        columns = (paid + self.payments.start).tolist()
        return {**self.constants, **dict(zip(columns, amount[paid].tolist(), strict=True))}


def in_money(blocks: Mapping[str, Block]) -> np.ndarray:
    """Mask of the columns (or rows) that are in MAD."""
    return np.concatenate([np.full(len(block), block.unit == "MAD") for block in blocks.values()])


@lru_cache(maxsize=4096)
def exact(value: float) -> Fraction:
    """The shortest decimal that reads back as `value`."""
    return Fraction(repr(value))


def _weighted_sum(terms: list[tuple[float, int]], values: list[int | Fraction]) -> Fraction:
    """Σ coefficient × values[position], one multiplication for each distinct coefficient."""
    by_coefficient: dict[float, int | Fraction] = defaultdict(int)
    for coefficient, position in terms:
        by_coefficient[coefficient] += values[position]
    return sum((exact(coefficient) * value for coefficient, value in by_coefficient.items()), Fraction(0))


def _common_divisor(values: list[Fraction]) -> Fraction:
    """The largest fraction of which all values are multiples; 0 if there are none."""
    step = Fraction(0)
    for value in values:
        parts = step.numerator * value.denominator, value.numerator * step.denominator
        step = Fraction(gcd(*parts), step.denominator * value.denominator)
    return step


def _label(blocks: Mapping[str, Block], number: int) -> str:
    block = next(block for block in blocks.values() if block.start <= number < block.stop)
    return block.label(number - block.start)
