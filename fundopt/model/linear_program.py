"""LinearProgram: labelled variables and rows on sparse arrays, with no solver in sight."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy import sparse

INFINITY = np.inf
MILLION = 1e6
SIGNIFICANT = 12
"""Coefficients are rounded to this many digits, so that sums in another order or on another machine agree."""

POWERS = np.array([float(f"1e{n}") for n in range(23)])
"""The powers of ten that a float holds exactly."""


@dataclass(frozen=True)
class Axis:
    """A named dimension and its labels, e.g. city: casablanca, fes, …"""

    name: str
    labels: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.labels)

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each label stands."""
        return {label: i for i, label in enumerate(self.labels)}


@dataclass(frozen=True)
class Block:
    """A labelled family of variables or of rows: member i has the label `codes[d][i]` on each axis d.

    `start` is its first column (or row) in the program; `lower` and `upper` have one entry per member, in `unit`.
    For variables `integer` says whether values are whole; for rows `lower <= activity <= upper`.
    """

    name: str
    axes: tuple[Axis, ...]
    codes: tuple[np.ndarray, ...]
    start: int
    lower: np.ndarray
    upper: np.ndarray
    unit: str
    integer: bool = False
    doc: str = ""

    def __len__(self) -> int:
        return len(self.lower)

    @property
    def stop(self) -> int:
        return self.start + len(self)

    def label(self, member: int) -> str:
        """`budgets[state,2027-S1]`: what people and files call this member."""
        parts = (axis.labels[code[member]] for axis, code in zip(self.axes, self.codes, strict=True))
        return f"{self.name}[{','.join(parts)}]"

    def index(self) -> dict[str, np.ndarray]:
        """For each axis by name, the labels of all members, as an object array."""
        return {
            axis.name: np.array(axis.labels, dtype=object)[code]
            for axis, code in zip(self.axes, self.codes, strict=True)
        }


@dataclass(frozen=True)
class LinearProgram:
    """Minimise cost·x + constant subject to row and column bounds; some columns may be integer.

    `matrix` is CSR, rows × columns; `variables` and `rows` label them in order. All bounds and coefficients are in
    the units of the blocks; `in_millions` gives the program that engines receive, with MAD in millions.
    """

    variables: Mapping[str, Block]
    rows: Mapping[str, Block]
    matrix: sparse.csr_matrix
    cost: np.ndarray
    constant: float = 0.0

    @property
    def shape(self) -> tuple[int, int]:
        return self.matrix.shape

    @cached_property
    def column_lower(self) -> np.ndarray:
        return _stack(self.variables, "lower")

    @cached_property
    def column_upper(self) -> np.ndarray:
        return _stack(self.variables, "upper")

    @cached_property
    def row_lower(self) -> np.ndarray:
        return _stack(self.rows, "lower")

    @cached_property
    def row_upper(self) -> np.ndarray:
        return _stack(self.rows, "upper")

    @cached_property
    def integer(self) -> np.ndarray:
        """Boolean mask of the integer columns."""
        return np.concatenate([np.full(len(b), b.integer) for b in self.variables.values()] or [np.zeros(0, bool)])

    @cached_property
    def column_labels(self) -> list[str]:
        return [block.label(i) for block in self.variables.values() for i in range(len(block))]

    @cached_property
    def row_labels(self) -> list[str]:
        return [block.label(i) for block in self.rows.values() for i in range(len(block))]

    def values(self, name: str, primal: np.ndarray) -> np.ndarray:
        """The part of a primal vector that belongs to variable block `name`, shape (members,)."""
        block = self.variables[name]
        return primal[block.start : block.stop]

    def objective(self, primal: np.ndarray) -> float:
        """cost·primal + constant; summed pairwise in one thread, so that it is the same on every machine."""
        return float(np.sum(self.cost * primal)) + self.constant

    def with_cost(self, cost: np.ndarray, constant: float = 0.0) -> LinearProgram:
        """The same rules with another objective."""
        return replace(self, cost=cost, constant=constant)

    def with_row(self, name: str, coefficients: np.ndarray, lower: float, upper: float, unit: str) -> LinearProgram:
        """The program with one more row, e.g. to keep the value of an earlier objective."""
        row = Rows(name, (), unit=unit, lower=lower, upper=upper)
        return self.including(row.add(row.at, np.arange(self.shape[1]), coefficients))

    def including(self, family: Rows) -> LinearProgram:
        """The program with one more family of rows."""
        Builder.refuse_twice(family.block.name, self.rows)
        row, column, data = family.triplets()
        below = sparse.coo_matrix((data, (row, column)), shape=(len(family.block), self.shape[1]))
        block = replace(family.block, start=self.shape[0])
        matrix = sparse.vstack([self.matrix, below], format="csr")
        return replace(self, rows={**self.rows, block.name: block}, matrix=matrix)

    def keeping(self, rows: Collection[str]) -> LinearProgram:
        """The program with only these blocks of rows, in their order; every variable stays."""
        blocks, kept, start = {}, [], 0
        for name, block in self.rows.items():
            if name in rows:
                blocks[name] = replace(block, start=start)
                kept.append(np.arange(block.start, block.stop))
                start += len(block)
        return replace(self, rows=blocks, matrix=self.matrix[np.concatenate(kept or [np.zeros(0, dtype=np.int64)])])

    def with_bounds(self, lower: np.ndarray, upper: np.ndarray) -> LinearProgram:
        """The program with other bounds on all columns, e.g. to fix some of them."""
        variables = {
            name: replace(block, lower=lower[block.start : block.stop], upper=upper[block.start : block.stop])
            for name, block in self.variables.items()
        }
        return replace(self, variables=variables)

    def without_integrality(self) -> LinearProgram:
        """The LP relaxation."""
        variables = {name: replace(block, integer=False) for name, block in self.variables.items()}
        return replace(self, variables=variables)

    def in_millions(self) -> LinearProgram:
        """The same program with every variable and row whose unit is MAD counted in millions of MAD."""
        column_scale = _scales(self.variables)
        row_scale = _scales(self.rows)
        matrix = sparse.diags(1 / row_scale) @ self.matrix @ sparse.diags(column_scale)
        matrix = matrix.tocsr()
        matrix.data = significant(matrix.data)
        return replace(
            self,
            variables=_rescaled(self.variables),
            rows=_rescaled(self.rows),
            matrix=matrix,
            cost=significant(self.cost * column_scale),
        )

    @cached_property
    def units_in_millions(self) -> tuple[np.ndarray, np.ndarray]:
        """(row, column) scales: value in the program's unit = value in `in_millions` × scale."""
        return _scales(self.rows), _scales(self.variables)


class Rows:
    """One family of rows, labelled, before it has a place in a program: what a constraint function returns.

    `at` holds the number of each row within the family, one dimension per axis, −1 where there is none.
    `lower` and `upper` broadcast over the axes, in `unit`.
    """

    def __init__(
        self,
        name: str,
        axes: Sequence[Axis],
        *,
        unit: str,
        where: np.ndarray | None = None,
        lower: float | np.ndarray = -INFINITY,
        upper: float | np.ndarray = INFINITY,
        doc: str = "",
    ) -> None:
        self.block, self.at = _block(name, axes, 0, where, lower, upper, unit, doc=doc)
        self.terms: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []

    def add(self, row: np.ndarray, column: np.ndarray, coefficient: float | np.ndarray) -> Rows:
        """Add terms: the three broadcast together; where row or column is −1 or the coefficient 0 there is no term.

        Raises ValueError for a coefficient that is not finite.
        """
        row, column, coefficient = np.broadcast_arrays(row, column, np.asarray(coefficient, dtype=float))
        keep = (row >= 0) & (column >= 0) & (coefficient != 0)
        if not np.isfinite(coefficient[keep]).all():
            raise ValueError(f"{self.block.name}: a coefficient is not a finite number")
        self.terms.append((row[keep], column[keep], coefficient[keep]))
        return self

    def triplets(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """All terms as (row, column, coefficient) arrays."""
        return _concatenated(self.terms)


class Builder:
    """Collects variable blocks and families of rows into a LinearProgram."""

    def __init__(self) -> None:
        self._variables: dict[str, Block] = {}
        self._rows: dict[str, Block] = {}
        self._entries: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self._columns = self._height = 0

    def variables(
        self,
        name: str,
        axes: Sequence[Axis],
        *,
        unit: str,
        where: np.ndarray | None = None,
        lower: float | np.ndarray = 0.0,
        upper: float | np.ndarray = INFINITY,
        integer: bool = False,
    ) -> np.ndarray:
        """Add a variable for every cell of `axes` (where the mask holds); its column numbers, −1 where there is none.

        `lower` and `upper` broadcast over the axes. The answer has one dimension per axis.
        """
        self.refuse_twice(name, self._variables)
        block, position = _block(name, axes, self._columns, where, lower, upper, unit, integer)
        self._variables[name] = block
        self._columns = block.stop
        return position

    def include(self, family: Rows) -> np.ndarray:
        """Give a family its place in the program; its row numbers, −1 where there is none."""
        self.refuse_twice(family.block.name, self._rows)
        start = self._height
        self._rows[family.block.name] = replace(family.block, start=start)
        self._height += len(family.block)
        self._entries += [(row + start, column, coefficient) for row, column, coefficient in family.terms]
        return np.where(family.at >= 0, family.at + start, -1)

    def rows(self, name: str, axes: Sequence[Axis], **options: object) -> np.ndarray:
        """Add rows without terms (see `Rows` for the options); `add` fills them."""
        return self.include(Rows(name, axes, **options))

    def add(self, row: np.ndarray, column: np.ndarray, coefficient: float | np.ndarray) -> None:
        """Add terms to rows of this program: see `Rows.add`."""
        self._entries += Rows("", (), unit="").add(row, column, coefficient).terms

    def build(self, cost: Mapping[str, np.ndarray] | None = None, constant: float = 0.0) -> LinearProgram:
        """The program; `cost` gives, by variable name, an array that has one entry per member of the block."""
        row, column, data = _concatenated(self._entries)
        matrix = sparse.coo_matrix((data, (row, column)), shape=(self._height, self._columns)).tocsr()
        matrix.eliminate_zeros()
        matrix.data = significant(matrix.data)
        vector = np.zeros(self._columns)
        for name, values in (cost or {}).items():
            block = self._variables[name]
            vector[block.start : block.stop] = values
        return LinearProgram(dict(self._variables), dict(self._rows), matrix, significant(vector), constant)

    @staticmethod
    def refuse_twice(name: str, blocks: Mapping[str, Block]) -> None:
        if name in blocks:
            raise ValueError(f"{name} is already in the program")


def _concatenated(terms: list[tuple[np.ndarray, np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    if not terms:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0)
    row, column, coefficient = (np.concatenate(parts) for parts in zip(*terms, strict=True))
    return row, column, coefficient


def _block(name, axes, start, where, lower, upper, unit, integer=False, doc="") -> tuple[Block, np.ndarray]:
    shape = tuple(len(axis) for axis in axes)
    mask = np.ones(shape, dtype=bool) if where is None else np.broadcast_to(where, shape)
    position = np.full(shape, -1, dtype=np.int64)
    count = int(mask.sum())
    position[mask] = np.arange(start, start + count)
    codes = tuple(code.astype(np.int32) for code in np.nonzero(mask)) if axes else ()
    lower = significant(np.broadcast_to(np.asarray(lower, dtype=float), shape)[mask])
    upper = significant(np.broadcast_to(np.asarray(upper, dtype=float), shape)[mask])
    if np.isnan(lower).any() or np.isnan(upper).any():
        raise ValueError(f"{name}: a bound is not a number")
    return Block(name, tuple(axes), codes, start, lower, upper, unit, integer, doc), position


def significant(values: np.ndarray) -> np.ndarray:
    """`values` rounded to 12 significant decimal digits, each the float nearest to that decimal."""
    values = np.asarray(values, dtype=float)
    ordinary = (np.abs(values) > 1e-10) & (np.abs(values) < 1e10)
    size = np.where(ordinary, values, 1.0)
    decimals = SIGNIFICANT - 1 - np.floor(np.log10(np.abs(size))).astype(np.int64)
    power = POWERS[decimals]  # exact, as is the whole number it divides: only the division rounds
    rounded = np.rint(size * power) / power
    rare, place = np.unique(values[~ordinary], return_inverse=True)
    rounded[~ordinary] = np.array([float(f"{value:.{SIGNIFICANT}g}") for value in rare])[place]
    return rounded


def _stack(blocks: Mapping[str, Block], bound: str) -> np.ndarray:
    return np.concatenate([getattr(block, bound) for block in blocks.values()] or [np.zeros(0)])


def _scales(blocks: Mapping[str, Block]) -> np.ndarray:
    parts = [np.full(len(block), MILLION if block.unit == "MAD" else 1.0) for block in blocks.values()]
    return np.concatenate(parts or [np.zeros(0)])


def _rescaled(blocks: Mapping[str, Block]) -> dict[str, Block]:
    return {
        name: replace(
            block,
            lower=significant(block.lower / MILLION),
            upper=significant(block.upper / MILLION),
            unit="MMAD",
        )
        if block.unit == "MAD"
        else block
        for name, block in blocks.items()
    }
