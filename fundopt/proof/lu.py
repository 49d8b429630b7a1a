"""A sparse matrix of fractions, factorised exactly: singletons first, then the pivot that fills least (Markowitz)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from fundopt.proof.program import Vector

CANDIDATES = 4
"""How many of the shortest rows are looked at for a pivot."""


class Singular(ArithmeticError):
    """The matrix has no inverse."""


@dataclass(frozen=True)
class Factors:
    """P K Q = L U, pivot by pivot: (row, column, pivot, rest of its row, multipliers of the rows below)."""

    steps: tuple[tuple[int, int, Fraction, tuple, tuple], ...]

    def solve(self, right: Mapping[int, Fraction]) -> Vector:
        """x by column, with K x = right (by row)."""
        side = dict(right)
        for row, _, _, _, below in self.steps:
            value = side.get(row)
            if value:
                for other, factor in below:
                    side[other] = side.get(other, 0) - factor * value
        found: Vector = {}
        for row, column, pivot, rest, _ in reversed(self.steps):
            value = side.get(row, 0)
            for other, coefficient in rest:
                if other in found:
                    value -= coefficient * found[other]
            if value:
                found[column] = value / pivot
        return found

    def solve_transposed(self, right: Mapping[int, Fraction]) -> Vector:
        """y by row, with Kᵀ y = right (by column)."""
        side, found = dict(right), {}
        for row, column, pivot, rest, _ in self.steps:
            value = side.get(column)
            if value:
                found[row] = value = value / pivot
                for other, coefficient in rest:
                    side[other] = side.get(other, 0) - coefficient * value
        for row, _, _, _, below in reversed(self.steps):
            value = found.get(row, 0)
            for other, factor in below:
                if other in found:
                    value -= factor * found[other]
            if value:
                found[row] = value
            else:
                found.pop(row, None)
        return found


def factorise(columns: Mapping[int, Iterable[tuple[int, Fraction]]], rows: Iterable[int]) -> Factors:
    """The factors of the square matrix whose `columns` have these (row, coefficient) pairs; raises Singular."""
    active: dict[int, Vector] = {row: {} for row in rows}
    where: dict[int, set[int]] = {}
    for column, entries in columns.items():
        where[column] = set()
        for row, value in entries:
            if row in active:
                active[row][column] = value
                where[column].add(row)
    if len(active) != len(where):
        raise Singular(f"{len(active)} rows, {len(where)} columns")
    steps: list[tuple[int, int, Fraction, tuple, tuple]] = []
    short_columns = [column for column, held in where.items() if len(held) <= 1]
    short_rows = [row for row, held in active.items() if len(held) <= 1]
    by_length: dict[int, set[int]] | None = None
    while active:
        if short_columns:
            column = short_columns.pop()
            if column not in where or len(where[column]) > 1:
                continue
            if not where[column]:
                raise Singular("an empty column")
            (row,) = where[column]
        elif short_rows:
            row = short_rows.pop()
            if row not in active or len(active[row]) > 1:
                continue
            if not active[row]:
                raise Singular("an empty row")
            (column,) = active[row]
        else:
            if by_length is None:
                by_length = {}
                for each, held in active.items():
                    by_length.setdefault(len(held), set()).add(each)
            row, column = _markowitz(active, where, by_length)
        _eliminate(row, column, active, where, steps, short_columns, short_rows, by_length)
    return Factors(tuple(steps))


def _eliminate(row, column, active, where, steps, short_columns, short_rows, by_length) -> None:
    """Take a pivot out of the active part, and its column out of every other row."""
    rest = active.pop(row)
    if by_length is not None:
        by_length[len(rest)].discard(row)
    pivot = rest.pop(column)
    for other in rest:
        held = where[other]
        held.discard(row)
        if len(held) <= 1:
            short_columns.append(other)
    below = []
    for other in where.pop(column):
        if other == row:
            continue
        line = active[other]
        before = len(line)
        factor = line.pop(column) / pivot
        below.append((other, factor))
        for at, value in rest.items():
            old = line.get(at)
            if old is None:
                line[at] = -factor * value
                where[at].add(other)
            else:
                new = old - factor * value
                if new:
                    line[at] = new
                else:
                    del line[at]
                    where[at].discard(other)
                    if len(where[at]) <= 1:
                        short_columns.append(at)
        if len(line) <= 1:
            short_rows.append(other)
        if by_length is not None and len(line) != before:
            by_length[before].discard(other)
            by_length.setdefault(len(line), set()).add(other)
    steps.append((row, column, pivot, tuple(rest.items()), tuple(below)))


def _markowitz(active: dict[int, Vector], where: dict[int, set[int]], by_length: dict[int, set[int]]) -> tuple:
    """The entry with the least (row length − 1)(column length − 1) among a few of the shortest rows."""
    best, chosen, seen = None, None, 0
    for length in sorted(by_length):
        for row in by_length[length]:
            for column, value in active[row].items():
                cost = (
                    (length - 1) * (len(where[column]) - 1),
                    value.denominator.bit_length() + value.numerator.bit_length(),
                )
                if best is None or cost < best:
                    best, chosen = cost, (row, column)
            seen += 1
            if seen >= CANDIDATES:
                return chosen
    if chosen is None:
        raise Singular("nothing left to divide by")
    return chosen
