"""Row duals rounded to short decimals, and mended where rounding leaves a column without end: in whole numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from fundopt.proof.bounds import Pair
from fundopt.proof.program import ExactProgram, Vector

DIGITS = 12
"""Decimals kept of a dual."""
MENDS = 200_000
"""Most steps of mending."""


@dataclass(frozen=True)
class Ledger:
    """A program's coefficients as whole multiples of 1 / `scale`, by column and by row; the columns' bounds."""

    program: ExactProgram
    scale: int
    columns: tuple[tuple[tuple[int, int], ...], ...]
    rows: tuple[tuple[tuple[int, int], ...], ...]
    bounds: Mapping[int, Pair]

    @classmethod
    def of(cls, program: ExactProgram, bounds: Mapping[int, Pair]) -> Ledger:
        """The ledger of a program; `bounds` are those that hold for its columns, implied ones included."""
        scale = math.lcm(
            *{a.denominator for entries in program.matrix for _, a in entries}, *{c.denominator for c in program.cost}
        )
        columns = tuple(
            tuple((i, a.numerator * (scale // a.denominator)) for i, a in entries) for entries in program.matrix
        )
        rows: list[list[tuple[int, int]]] = [[] for _ in program.row_names]
        for j, entries in enumerate(columns):
            for i, a in entries:
                rows[i].append((j, a))
        return cls(program, scale, columns, tuple(map(tuple, rows)), bounds)


@dataclass(frozen=True)
class Multipliers:
    """Row duals that prove a bound: `duals` by row, `fixed` the part that no split touches, `rest` the reduced costs of
    the integer columns, by which a part's bounds count."""

    duals: Vector
    fixed: Fraction
    rest: Vector

    def prove(self, bounds: Mapping[int, Pair]) -> Fraction | None:
        """The bound within `bounds` of the integer columns; None where one of them is without end."""
        total = self.fixed
        for j, reduced in self.rest.items():
            side = bounds[j][0 if reduced > 0 else 1]
            if side is None:
                return None
            total += reduced * side
        return total


def rounded(ledger: Ledger, dual: np.ndarray, *, cost: bool = True) -> Multipliers | None:
    """The multipliers nearest to an engine's row duals that prove something; None where mending fails.

    Without `cost` they are about the rows alone: proof that a part is empty, where the bound is above 0.
    """
    program, unit = ledger.program, 10**DIGITS
    steps: dict[int, int] = {}
    for i in np.flatnonzero(dual).tolist():
        step = round(Fraction(float(dual[i])) * unit)
        if step and (program.row_lower if step > 0 else program.row_upper)[i] is not None:
            steps[i] = step
    rest = [0] * len(program.cost)
    if cost:
        rest = [c.numerator * (ledger.scale // c.denominator) * unit for c in program.cost]
    for j, entries in enumerate(ledger.columns):
        for i, a in entries:
            if i in steps:
                rest[j] -= a * steps[i]
    if not _mended(ledger, steps, rest):
        return None
    return _proved(ledger, steps, rest, cost)


def exactly(ledger: Ledger, duals: Vector, *, cost: bool = True) -> Multipliers | None:
    """Multipliers from exact duals, as they are; None where they prove nothing."""
    program = ledger.program if cost else ledger.program.without_cost()
    return _total(ledger, duals, program.reduced_costs(duals), cost)


def _endless(ledger: Ledger, j: int, rest: int) -> bool:
    return rest != 0 and ledger.bounds[j][0 if rest > 0 else 1] is None


def _mended(ledger: Ledger, steps: dict[int, int], rest: list[int]) -> bool:
    """Change duals by their last decimals until no reduced cost asks for a bound that a column does not have."""
    waiting = [j for j, value in enumerate(rest) if _endless(ledger, j, value)]
    for _ in range(MENDS):
        if not waiting:
            return True
        j = waiting.pop()
        if not _endless(ledger, j, rest[j]):
            continue
        move = _move(ledger, j, steps, rest[j])
        if move is None:
            return False
        i, by = move
        steps[i] = steps.get(i, 0) + by
        for k, a in ledger.rows[i]:
            rest[k] -= a * by
            if _endless(ledger, k, rest[k]):
                waiting.append(k)
    return False


def _move(ledger: Ledger, j: int, steps: dict[int, int], rest: int) -> tuple[int, int] | None:
    """(row, change of its dual) that brings column j's reduced cost to 0 or past it; the row that leaves fewest
    columns without end."""
    program, best, chosen = ledger.program, None, None
    free = ledger.bounds[j] == (None, None)
    for i, a in ledger.columns[j]:
        quotient = Fraction(rest, a)
        by = math.floor(quotient) if quotient < 0 else math.ceil(quotient)
        if free and by * a != rest:
            continue
        new = steps.get(i, 0) + by
        if new and (program.row_lower if new > 0 else program.row_upper)[i] is None:
            continue
        harm = sum(None in ledger.bounds[k] for k, _ in ledger.rows[i]), abs(by)
        if best is None or harm < best:
            best, chosen = harm, (i, by)
    return chosen


def _proved(ledger: Ledger, steps: dict[int, int], rest: list[int], cost: bool) -> Multipliers | None:
    unit = 10**DIGITS
    duals = {i: Fraction(step, unit) for i, step in sorted(steps.items()) if step}
    reduced = {j: Fraction(value, unit * ledger.scale) for j, value in enumerate(rest) if value}
    return _total(ledger, duals, reduced, cost)


def _total(ledger: Ledger, duals: Vector, reduced: Vector, cost: bool) -> Multipliers | None:
    program = ledger.program
    total = program.constant if cost else Fraction(0)
    for i, dual in duals.items():
        side = (program.row_lower if dual > 0 else program.row_upper)[i]
        if side is None:
            return None
        total += dual * side
    for j, value in reduced.items():
        if not program.integer[j]:
            side = ledger.bounds[j][0 if value > 0 else 1]
            if side is None:
                return None
            if side:
                total += value * side
    return Multipliers(duals, total, {j: value for j, value in reduced.items() if program.integer[j]})
