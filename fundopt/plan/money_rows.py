"""The money rows of a program in exact arithmetic: do whole payments keep them, to the last decimal?"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property, lru_cache
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

    def sums(self, amount: np.ndarray) -> dict[int, Fraction]:
        """The exact value of every sum, by column, for payments `amount` (members,) in whole MAD."""
        known = self._constants | self._paid(amount)
        values = {}
        for column, row in self.sum_rows.items():
            own = next(a for a, columns in self._terms(row).items() if column in columns)
            values[column] = (exact(self.program.row_lower[row]) - self._activity(row, known)) / exact(own)
        return values

    def missed(self, amount: np.ndarray) -> list[int]:
        """The rows that payments `amount` (members,), in whole MAD, miss, by however little."""
        known = self._constants | self._paid(amount) | self.sums(amount)
        lower, upper = self.program.row_lower, self.program.row_upper
        activity = {row: self._activity(row, known) for row in self.rows.tolist()}
        short = {row for row, total in activity.items() if np.isfinite(lower[row]) and total < exact(lower[row])}
        return sorted(short | {row for row, total in activity.items() if np.isfinite(upper[row]) and total > exact(upper[row])})

    def indivisible(self, unit: int) -> str | None:
        """The label of a row of payments alone whose bounds leave room for no sum of multiples of `unit` MAD."""
        for row in self.direct.tolist():
            lower, upper = self.program.row_lower[row], self.program.row_upper[row]
            steps = [exact(a) * unit for a, columns in self._terms(row).items() if not self.fixed[columns].all()]
            if steps and np.isfinite(lower) and np.isfinite(upper):
                step, constant = _common_divisor(steps), self._activity(row, self._constants)
                if ceil((exact(lower) - constant) / step) > floor((exact(upper) - constant) / step):
                    return _label(self.program.rows, row)
        return None

    def _activity(self, row: int, values: Mapping[int, int | Fraction]) -> Fraction:
        """Σ coefficient × value over the columns that have a value."""
        terms = self._terms(row).items()
        return sum((exact(a) * sum(values.get(j, 0) for j in columns) for a, columns in terms), Fraction(0))

    def _terms(self, row: int) -> dict[float, list[int]]:
        """The columns of a row by coefficient."""
        if row not in self._cache:
            part = slice(*self.program.matrix.indptr[row : row + 2])
            terms = self._cache[row] = {}
            for column, a in zip(
                self.program.matrix.indices[part].tolist(), self.program.matrix.data[part].tolist(), strict=True
            ):
                terms.setdefault(a, []).append(column)
        return self._cache[row]

    @cached_property
    def _cache(self) -> dict[int, dict[float, list[int]]]:
        return {}

    @cached_property
    def _constants(self) -> dict[int, Fraction]:
        """Fixed columns that are not zero."""
        columns = np.flatnonzero(self.fixed & (self.program.column_lower != 0)).tolist()
        return {column: exact(self.program.column_lower[column]) for column in columns}

    def _paid(self, amount: np.ndarray) -> dict[int, int]:
        paid = np.flatnonzero(amount)
        return dict(zip((paid + self.payments.start).tolist(), amount[paid].tolist(), strict=True))


def in_money(blocks: Mapping[str, Block]) -> np.ndarray:
    """Mask of the columns (or rows) that are in MAD."""
    return np.concatenate([np.full(len(block), block.unit == "MAD") for block in blocks.values()])


@lru_cache(maxsize=4096)
def exact(value: float) -> Fraction:
    """The shortest decimal that reads back as `value`."""
    return Fraction(repr(float(value)))


def _common_divisor(values: list[Fraction]) -> Fraction:
    """The largest fraction of which all values are multiples."""
    step = Fraction(0)
    for value in values:
        scale = step.denominator * value.denominator
        step = Fraction(gcd(step.numerator * value.denominator, value.numerator * step.denominator), scale)
    return step


def _label(blocks: Mapping[str, Block], number: int) -> str:
    block = next(block for block in blocks.values() if block.start <= number < block.stop)
    return block.label(number - block.start)
