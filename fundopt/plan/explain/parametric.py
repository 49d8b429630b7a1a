"""Parametric: the optimal plans of a program whose numbers move along a line, followed from basis to basis."""

from __future__ import annotations

from copy import copy

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import splu

from fundopt.model.linear_program import LinearProgram
from fundopt.solve import Basis
from fundopt.solve.solution import AT_UPPER, BASIC, FREE

FEASIBLE = 1e-6
"""How far a bound may be missed in the program in millions: what every answer of an engine is allowed too."""

OPTIMAL = 1e-6
"""How far a reduced cost may have the wrong sign, relative to its terms, in the program in millions: as for engines."""

LOOSE = 0.1
"""Share of what is allowed that may be used up to choose a better pivot among nearly equal ones."""

ROUNDING = 1e-9
"""How far a row may be missed, relative to its terms."""

PIVOT = 1e-7
"""Smallest pivot that is trusted."""

MOST_PIVOTS = 200
"""Changes of basis after which a path is given up."""

FRESH = 20
"""After how many changes of basis it is factorised again."""

TINY = 1e-13
"""Smaller entries of solved vectors are rounding."""

SAME_PLACE = 1e-10
"""Two places on a path that are closer than this are one."""

NEARLY = 1e-3
"""A bound is met when it is missed by what is allowed, up to this share of it."""


class Factors:
    """A linear program in the engines' units with one basis factorised: B⁻¹ and B⁻ᵀ for as many paths as are asked.

    Columns are those of the program followed by one per row, its activity: [A, −I] (x, A x) = 0.
    """

    def __init__(self, program: LinearProgram, basis: Basis) -> None:
        rows, self.width = program.shape
        self.matrix = sparse.hstack([program.matrix, -sparse.identity(rows)], format="csc")
        self.transposed = self.matrix.T.tocsr()
        self.lower = np.append(program.column_lower, program.row_lower)
        self.upper = np.append(program.column_upper, program.row_upper)
        self.cost = np.append(program.cost, np.zeros(rows))
        self.statuses = np.append(basis.columns, basis.rows)
        self.stuck = self.lower == self.upper
        self.head = np.flatnonzero(self.statuses == BASIC)
        if len(self.head) != rows:
            raise Astray("the basis has not one member per row")
        self._factorise()
        sizes = abs(self.matrix)
        duals = np.abs(self.solve_transposed(self.cost[self.head]))
        self.noise = OPTIMAL * (1 + np.abs(self.cost) + sizes.T @ duals)

    def moved(self, change: sparse.csc_matrix, s: float, head: np.ndarray) -> Factors:
        """The same at another place of a path, with another basis."""
        other = copy(self)
        if change.nnz and s:
            other.matrix = (self.matrix + s * change).tocsc()
            other.transposed = other.matrix.T.tocsr()
        other.head = head.copy()
        other._factorise()
        return other

    def _factorise(self) -> None:
        try:
            self._lu = splu(self.matrix[:, self.head], relax=1)
        except RuntimeError as singular:
            raise Astray("the basis is singular") from singular

    def solve(self, right: np.ndarray) -> np.ndarray:
        """B⁻¹ right."""
        return self._lu.solve(right)

    def solve_transposed(self, right: np.ndarray) -> np.ndarray:
        """B⁻ᵀ right."""
        return self._lu.solve(right, "T")

    def column(self, number: int) -> np.ndarray:
        """A column of [A, −I], dense."""
        span = slice(self.matrix.indptr[number], self.matrix.indptr[number + 1])
        dense = np.zeros(self.matrix.shape[0])
        dense[self.matrix.indices[span]] = self.matrix.data[span]
        return dense

    def row_of_inverse(self, position: int) -> np.ndarray:
        """B⁻ᵀ e: the row of B⁻¹ at one position."""
        unit = np.zeros(self.matrix.shape[0])
        unit[position] = 1.0
        return self._lu.solve(unit, "T")


class Astray(Exception):
    """A path cannot be followed any further: too many changes of basis, or numbers that cannot be trusted."""


class _Swapped:
    """Positions of the basis that differ from the factorised one: what B(s) = B + (D + s·D′) Eᵀ is made of.

    For each position sparse vectors: `apart` is D and `moves` D′, `fixed` and `moving` B⁻¹ of them, `rows` B⁻ᵀ E,
    `priced` [A, −I]ᵀ B⁻ᵀ E, `felt` what of the latter the change adds.
    """

    def __init__(self) -> None:
        self.positions: list[int] = []
        self.at: dict[int, int] = {}
        self.vectors: list[dict[str, tuple[np.ndarray, np.ndarray]]] = []

    def put(self, position: int, **values: np.ndarray) -> None:
        """Set or add what belongs to a position."""
        k = self.at.setdefault(position, len(self.positions))
        if k == len(self.positions):
            self.positions.append(position)
            self.vectors.append({})
        self.vectors[k].update({name: _sparse(values) for name, values in values.items()})

    def __len__(self) -> int:
        return len(self.positions)

    def subtract(self, answer: np.ndarray, name: str, weights: np.ndarray) -> np.ndarray:
        """answer − Σ_k weights[k] · vector[k], in place."""
        for weight, vectors in zip(weights.tolist(), self.vectors, strict=True):
            if weight:
                at, values = vectors[name]
                answer[at] -= weight * values
        return answer

    def products(self, name: str, dense: np.ndarray) -> np.ndarray:
        """vector[k] · dense for each k."""
        return np.array([float((values * dense[at]).sum()) for at, values in (v[name] for v in self.vectors)])

    def square(self, name: str, size: int) -> np.ndarray:
        """The entries of vectors at the positions, as a matrix: [position, k]."""
        answer = np.zeros((len(self), len(self)))
        dense = np.zeros(size)
        for k, (at, values) in enumerate(vectors[name] for vectors in self.vectors):
            dense[at] = values
            answer[:, k] = dense[self.positions]
            dense[at] = 0.0
        return answer


def _sparse(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(places, values) of what is not rounding."""
    at = np.flatnonzero(np.abs(values) > TINY)
    return at, values[at]


class Path:
    """Optimal bases of a program whose matrix is A + s·`change`, bounds and costs move along lines too.

    It starts at `s` = 0, where the factorised basis must be optimal (see `repairing` for one that is not), and
    `advance` follows the optimum. Sizes: m rows, n columns, of the program in millions. What it says of a place is an
    optimal basis there, which `proven` shows again from the program itself.
    """

    def __init__(self, factors: Factors, change: sparse.csc_matrix | None = None) -> None:
        self.factors = factors
        rows, columns = factors.matrix.shape
        self.change = sparse.csc_matrix((rows, columns)) if change is None else change
        self.changed = np.flatnonzero(np.diff(self.change.indptr))
        self._change_t = self.change[:, self.changed].T.tocsr()
        self._origin = self._local = 0.0
        self.pivots = 0
        self.head = factors.head.copy()
        self.basic = factors.statuses == BASIC
        self.free = factors.statuses == FREE
        self.sign = np.where(factors.statuses == AT_UPPER, -1.0, 1.0)
        self.lower = np.stack([factors.lower, np.zeros(columns)])
        self.upper = np.stack([factors.upper, np.zeros(columns)])
        self.cost = np.stack([factors.cost, np.zeros(columns)])
        self._swap_changed()

    def _swap_changed(self) -> None:
        """Start from the factorised basis, with the changed columns in it as all that may differ."""
        self._swapped = _Swapped()
        self._restart()
        if len(self.changed):
            for position in np.flatnonzero(np.isin(self.head, self.changed)):
                self._swap(int(position), int(self.head[position]))
            self._sum_up()

    def _refresh(self) -> None:
        """Factorise the basis where the path stands."""
        s = self._local
        self.factors = self.factors.moved(self.change, s, self.head)
        for line in (self.lower, self.upper, self.cost):
            line[0] += s * line[1]
        self._origin, self._local = self._origin + s, 0.0
        self._swap_changed()

    @property
    def s(self) -> float:
        """Where the path stands."""
        return self._origin + self._local

    def repairing(self) -> Path:
        """The path from bounds and costs for which the basis is optimal, at 0, to those of the program, at 1."""
        x, d = self._basics(0.0), self._reduced(0.0)
        below = np.maximum(self.lower[0][self.head] - x, 0.0)
        above = np.maximum(x - self.upper[0][self.head], 0.0)
        self.lower[0][self.head] -= below
        self.lower[1][self.head] += below
        self.upper[0][self.head] += above
        self.upper[1][self.head] -= above
        wrong = np.where(self.free | (d * self.sign < 0), d, 0.0)
        wrong[self.basic | self.factors.stuck] = 0.0
        self.cost[0] -= wrong
        self.cost[1] += wrong
        self._restart()
        return self

    def _restart(self) -> None:
        """Everything that depends on which columns are basic and at which bounds the others stand."""
        factors = self.factors
        self._outside = np.where(self.basic | self.free, 0.0, np.where(self.sign < 0, self.upper, self.lower))
        constant = -(factors.matrix @ self._outside[0])
        moving = -(factors.matrix @ self._outside[1]) - self.change @ self._outside[0]
        self._q = np.stack([factors.solve(right) if right.any() else right for right in (constant, moving)])
        costs = self.cost[:, self.head]
        self._y = np.stack([factors.solve_transposed(cost) if cost.any() else cost * 0.0 for cost in costs])
        self._d = self.cost - np.stack([factors.transposed @ y for y in self._y])
        self._sum_up()

    def _sum_up(self) -> None:
        """Products of what is kept, after the basis has changed."""
        swapped = self._swapped
        self._ends = self.lower[:, self.head], self.upper[:, self.head]
        self._watched = np.flatnonzero(~(self.basic | self.factors.stuck))
        self._watched_sign = -self.sign[self._watched] / self.factors.noise[self._watched]
        self._watched_free = np.flatnonzero(self.free[self._watched])
        self._small = tuple(swapped.square(name, len(self.head)) for name in ("fixed", "moving"))
        self._dy = [[swapped.products(name, y) for name in ("apart", "moves")] for y in self._y]
        self._cy = [self._change_t @ y for y in self._y]

    def _entries(self, number: int) -> slice:
        return slice(self.change.indptr[number], self.change.indptr[number + 1])

    def _swap(
        self, position: int, number: int, column: np.ndarray | None = None, row: np.ndarray | None = None
    ) -> None:
        """Let column `number` stand at `position` of the basis.

        `column` is B⁻¹ of it and `row` the row of B⁻¹ at the position, where they are known.
        """
        factors = self.factors
        apart = factors.column(number) - factors.column(int(factors.head[position]))
        moves = np.zeros_like(apart)
        span = self._entries(number)
        moves[self.change.indices[span]] = self.change.data[span]
        values = {"apart": apart, "moves": moves}
        values["fixed"] = np.zeros_like(apart)
        if number != factors.head[position]:
            values["fixed"] += factors.solve(factors.column(number)) if column is None else column
            values["fixed"][position] -= 1.0
        values["moving"] = factors.solve(moves) if span.start < span.stop else moves
        if position not in self._swapped.at:
            row = factors.row_of_inverse(position) if row is None else row
            values |= {"rows": row, "priced": factors.transposed @ row, "felt": self._change_t @ row}
        self._swapped.put(position, **values)

    def _inner(self, s: float) -> np.ndarray:
        """I + Eᵀ B⁻¹ (D + s·D′), small and dense."""
        return np.eye(len(self._swapped)) + self._small[0] + s * self._small[1]

    def _through(self, vector: np.ndarray, s: float) -> np.ndarray:
        """B(s)⁻¹ r, given `vector` = B⁻¹ r."""
        swapped = self._swapped
        if not len(swapped):
            return vector
        small = _solved(self._inner(s), vector[swapped.positions])
        return swapped.subtract(swapped.subtract(vector.copy(), "fixed", small), "moving", s * small)

    def _basics(self, s: float) -> np.ndarray:
        """Values of the basic columns, by position."""
        return self._through(self._q[0] + s * self._q[1], s)

    def _weights(self, s: float) -> np.ndarray:
        """z, with the row duals y − Σ_k z[k] · rows[k]."""
        if not len(self._swapped):
            return np.zeros(0)
        (a, b), (c, d) = self._dy
        return _solved(self._inner(s).T, a + s * (b + c) + s * s * d)

    def _reduced(self, s: float) -> np.ndarray:
        """Reduced costs of all columns; those of basic ones mean nothing."""
        z = self._weights(s)
        d = self._swapped.subtract(self._d[0] + s * self._d[1], "priced", -z)
        if len(self.changed):
            d[self.changed] -= s * self._swapped.subtract(self._cy[0] + s * self._cy[1], "felt", z)
        return d

    def _violations(self, s: float) -> np.ndarray:
        """By how much each basic position misses its bounds, below then above, and each reduced cost its sign.

        One vector (m below, m above, the columns of `_watched`) in shares of what is allowed; above 1 is too much.
        """
        x, d = self._basics(s), self._reduced(s)[self._watched]
        (lower, lower_moves), (upper, upper_moves) = self._ends
        wrong = d * self._watched_sign
        if len(self._watched_free):
            wrong[self._watched_free] = np.abs(wrong[self._watched_free])
        return np.concatenate(
            [(lower + s * lower_moves - x) / FEASIBLE, (x - upper - s * upper_moves) / FEASIBLE, wrong]
        )

    def point(self, s: float | None = None) -> np.ndarray:
        """The values of the program's columns where the path stands, in millions, shape (n,).

        At another `s` they are those of the same basis, which is optimal between the last change of basis and here.
        """
        local = self._local if s is None else s - self._origin
        return self._whole(local)[: self.factors.width]

    def _whole(self, s: float) -> np.ndarray:
        x = self._outside[0] + s * self._outside[1]
        x[self.head] = self._basics(s)
        return x

    def proven(self, s: float | None = None) -> bool:
        """Whether rows, bounds and signs hold where the path stands, or with the same basis at another `s`.

        Computed from the program itself and not from its factors: what it says does not depend on how it was found.
        """
        s, factors = self._local if s is None else s - self._origin, self.factors
        x = self._whole(s)
        y = self._swapped.subtract(self._y[0] + s * self._y[1], "rows", self._weights(s))
        missed = np.abs(factors.matrix @ x + s * (self.change @ x)) / (1 + abs(factors.matrix) @ np.abs(x))
        bounds = np.maximum(self.lower[0] + s * self.lower[1] - x, x - self.upper[0] - s * self.upper[1])
        d = self.cost[0] + s * self.cost[1] - factors.transposed @ y
        d[self.changed] -= s * (self._change_t @ y)
        wrong = np.where(self.basic | self.free, np.abs(d), np.where(factors.stuck, 0.0, -self.sign * d))
        return bool(missed.max() <= ROUNDING and bounds.max() <= 2 * FEASIBLE and (wrong / factors.noise).max() <= 2)

    def advance(self, target: float) -> bool:
        """Go on to `target`, or to where the basis has to change; True where the target is reached.

        `pivot` then changes the basis. Raises Astray.
        """
        here, there = self._local, target - self._origin
        before, after = self._violations(here), self._violations(there)
        if not (after > 1).any():
            self._local = there
            return True
        for _ in range(60):
            over = np.flatnonzero(after > 1)
            first = np.maximum(1 - before[over], 0.0) / np.maximum(after[over] - before[over], 1e-300)
            crossing = here + min(float(first.min()), 1.0) * (there - here)
            self._blocking = int(over[np.lexsort((before[over] - after[over], np.round(first, 9)))[0]])
            if abs(there - here) <= SAME_PLACE or abs(crossing - here) <= SAME_PLACE:
                break
            at = self._violations(crossing)
            if (at > 1 + NEARLY).any():
                there, after = crossing, at
                if abs(crossing - here) < abs(there - here) / 2:
                    continue
            else:
                here, before = crossing, at
                if at[self._blocking] > 1 - NEARLY or abs(there - here) <= SAME_PLACE:
                    break
        self._local = here
        return False

    def pivot(self) -> None:
        """Change the basis where `advance` stopped. Raises Astray where it cannot."""
        self.pivots += 1
        if self.pivots > MOST_PIVOTS:
            raise Astray("too many changes of basis")
        rows = len(self.head)
        if self._blocking < 2 * rows:
            self._leave(self._blocking % rows, to_upper=self._blocking >= rows)
        else:
            self._enter(int(self._watched[self._blocking - 2 * rows]))

    def _leave(self, position: int, to_upper: bool) -> None:
        """A basic column leaves at one of its bounds; the one that prices bring in first takes its place."""
        watched = self._watched
        inverse = self.factors.row_of_inverse(position)
        row, sign = self._row(inverse)[watched], self.sign[watched]
        pull = (row if to_upper else -row) * sign  # > 0 where moving off its bound brings the leaving one back
        pull[self._watched_free] = np.abs(row[self._watched_free])
        able = np.flatnonzero(pull > PIVOT)
        if not len(able):
            raise Nothing
        pull, columns = pull[able], watched[able]
        slack = np.maximum(self._reduced(self._local)[columns] * sign[able], 0.0)
        near = slack <= pull * ((slack + LOOSE * self.factors.noise[columns]) / pull).min()
        self._exchange(position, int(columns[np.argmax(np.where(near, pull, 0.0))]), to_upper, row=inverse)

    def _enter(self, number: int) -> None:
        """A column enters from its bound; the basic one that it drives to a bound first leaves, if it is not itself."""
        s = self._local
        column = way = self.factors.solve(self.factors.column(number))
        span = self._entries(number)
        if span.start < span.stop:
            moves = np.zeros_like(column)
            moves[self.change.indices[span]] = s * self.change.data[span]
            way = column + self.factors.solve(moves)
        way = self._through(way, s)
        up = self._reduced(s)[number] < 0 if self.free[number] else self.sign[number] > 0
        fall = way if up else -way  # what each basic column loses per unit
        x = self._basics(s)
        (lower, lower_moves), (upper, upper_moves) = self._ends
        room = np.maximum(np.where(fall > 0, x - lower - s * lower_moves, upper + s * upper_moves - x), 0.0)
        able = np.flatnonzero((np.abs(fall) > PIVOT) & np.isfinite(room))
        room, rate = room[able], np.abs(fall[able])
        own = self.upper[0][number] - self.lower[0][number] + s * (self.upper[1][number] - self.lower[1][number])
        most = ((room + LOOSE * FEASIBLE) / rate).min(initial=np.inf)
        if own <= most:
            self.sign[number] = -1.0 if up else 1.0
            self._restart()
            return
        if not np.isfinite(most):
            raise Astray("the objective falls without end")
        position = int(able[np.argmax(np.where(room <= most * rate, rate, 0.0))])
        self._exchange(position, number, to_upper=bool(fall[position] < 0), column=column)

    def _exchange(self, position: int, entering: int, to_upper: bool, **known: np.ndarray) -> None:
        leaving, swapped = int(self.head[position]), self._swapped
        changes = (self.upper if to_upper else self.lower)[:, leaving]
        self._shift(leaving, position, changes)
        self._swap(position, entering, **known)
        self._shift(entering, position, -self._outside[:, entering])
        vectors = swapped.vectors[swapped.at[position]]
        for i, rise in enumerate(self.cost[:, entering] - self.cost[:, leaving]):
            if rise:
                for target, name, sign in ((self._y[i], "rows", 1.0), (self._d[i], "priced", -1.0)):
                    at, there = vectors[name]
                    target[at] += sign * rise * there
        self.head[position] = entering
        self.basic[entering], self.basic[leaving] = True, False
        self.sign[leaving], self.free[leaving] = -1.0 if to_upper else 1.0, False
        if self.pivots % FRESH:
            self._sum_up()
        else:
            self._refresh()

    def _shift(self, number: int, position: int, changes: np.ndarray) -> None:
        """The value at which a column stands outside the basis changes by `changes`, while it stands at `position`."""
        if not changes.any():
            return
        self._outside[:, number] += changes
        self._q[:, position] -= changes
        if position in self._swapped.at:
            vectors = self._swapped.vectors[self._swapped.at[position]]
            (at, fixed), (there, moving) = vectors["fixed"], vectors["moving"]
            self._q[:, at] -= changes[:, None] * fixed
            self._q[1, there] -= changes[0] * moving

    def _row(self, row: np.ndarray) -> np.ndarray:
        """The row of B(s)⁻¹ [A + s·change, −I] at a position, given that of B⁻¹."""
        s, swapped, factors = self._local, self._swapped, self.factors
        answer = factors.transposed @ row
        felt = self._change_t @ row
        if len(swapped):
            z = _solved(self._inner(s).T, swapped.products("apart", row) + s * swapped.products("moves", row))
            swapped.subtract(answer, "priced", z)
            swapped.subtract(felt, "felt", z)
        answer[self.changed] += s * felt
        return answer


class Nothing(Astray):
    """No plan keeps the rules beyond the place where a path stands."""

    def __init__(self) -> None:
        super().__init__("no plan keeps the rules any further")


def _solved(matrix: np.ndarray, right: np.ndarray) -> np.ndarray:
    try:
        return np.linalg.solve(matrix, right)
    except np.linalg.LinAlgError as singular:
        raise Astray("the basis becomes singular") from singular
