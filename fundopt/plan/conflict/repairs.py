"""The cheapest repairs of a clash: how far one rule must move by itself, or several together.

Where only bounds depend on a cell (floors, budgets, caps) its change is a variable. Where coefficients do (shares of
what is spent) the rows may be missed by MAD, and the value that allows it is read off. A MAD counts as one MAD;
moving another rule by its whole value counts as the whole fund.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

import numpy as np
from scipy import sparse

from fundopt.case.case import Case, Data
from fundopt.case.eligibility import eligible
from fundopt.model.elastic import with_columns
from fundopt.model.linear_program import INFINITY, MILLION, LinearProgram
from fundopt.plan.conflict.clash import MISSED, Tester
from fundopt.plan.conflict.levers import Lever, lever, with_value
from fundopt.plan.conflict.statements import Key, Statement, stated_program
from fundopt.plan.conflict.whole import WholeSession
from fundopt.plan.explain.edits import without_rows
from fundopt.plan.families import EARMARKS

ALONE = 1e4
"""How much dearer every other move is where one rule is to be repaired by itself."""
MOST_SITES = 100
STEPS = {"MAD": Decimal(1000), "share": Decimal("0.001"), "": Decimal(1)}
"""Repaired values are whole multiples: of a thousand MAD, a tenth of a percent, one unit, site or job."""
NOISE = 3
"""Decimals of a step below which a move is engine noise."""
WIDER = (0, 1, 10)
"""Steps added to each move until the repaired case is found to have a plan."""


@dataclass(frozen=True)
class Move:
    """One rule's part in a repair: its cell goes from `before` to `after` (None: the rule is switched off).

    `size` is how far that is in `unit` (MAD, units, sites, jobs or % for points), above 0 where the value rises.
    For earmarks, which are no number, `allowed` names the (city, measure) that the source may pay as well.
    """

    statement: Statement
    before: Decimal | None
    after: Decimal | None
    size: float
    unit: str
    allowed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Repair:
    """Moves that make room for a plan, and the case after them."""

    moves: tuple[Move, ...]
    case: Case


@dataclass(frozen=True)
class _Column:
    """One variable of the repair program: a cell that rises or falls, or a row that is missed."""

    statement: Statement
    sign: int
    entries: np.ndarray
    most: float


class Workshop:
    """A case whose rules clash, with a program in which every rule that may be repaired can move."""

    def __init__(self, case: Case, program: LinearProgram, involved: Sequence[Statement]) -> None:
        self.case, self.involved = case, tuple(involved)
        self.given = _room_for_sites(program, involved)
        self.levers = {s.key: lever(case, program, s) for s in involved if s.column}
        self.columns = [column for statement in involved for column in self._columns(statement)]
        self.program = _moving(self.given, self.columns)
        self._whole = WholeSession()

    def combined(self) -> Repair | None:
        """The cheapest moves of all rules that clash, after which the whole case has a plan."""
        return self._repair(self.involved, ())

    def alone(self, statement: Statement, clash: Sequence[Statement]) -> Repair | None:
        """The least move of one rule that ends its clash, other clashes aside; None where it is not enough."""
        return self._repair([statement], [s for s in self.involved if s not in clash])

    def _repair(self, movable: Sequence[Statement], aside: Sequence[Statement]) -> Repair | None:
        """The least moves of `movable` while every other rule not put aside holds; None where there are none."""
        cost = np.zeros(self.program.shape[1])
        weight = [1.0 if column.statement in movable else ALONE for column in self.columns]
        cost[self.given.shape[1] :] = np.array(weight) / MILLION
        program = _without(self.program, aside).with_cost(cost)
        self._whole.restart()
        answer = self._whole.solve(program).primal
        plan, moved = answer[: self.given.shape[1]], answer[self.given.shape[1] :]
        changes: dict[Key, float] = {}
        for column, amount in zip(self.columns, moved.tolist(), strict=True):
            if amount > MISSED * MILLION and column.statement not in aside:
                key = column.statement.key
                changes[key] = changes.get(key, 0.0) + column.sign * amount
        if set(changes) - {statement.key for statement in movable}:
            return None
        return self._settled([s for s in movable if s.key in changes], changes, plan, aside)

    def _columns(self, statement: Statement) -> list[_Column]:
        """The variables that let a statement give way, each in MAD or what counts as such."""
        size = self.given.shape[0]
        tool = self.levers.get(statement.key)
        if tool is not None and tool.matrix is None:
            effect = tool.bound / tool.money
            least = float(statement.value or 0) * tool.money
            return [_Column(statement, 1, -effect, INFINITY), _Column(statement, -1, effect, least)]
        found = []
        for row in statement.rows:
            for sign, bound in ((1, self.given.row_lower[row]), (-1, self.given.row_upper[row])):
                if np.isfinite(bound):
                    entries = np.zeros(size)
                    entries[row] = sign
                    found.append(_Column(statement, sign, entries, INFINITY))
        return found

    def _settled(
        self, moving: list[Statement], changes: dict[Key, float], plan: np.ndarray, aside: Sequence[Statement]
    ) -> Repair | None:
        """The repair in round values that is found to make room; None where no rounding does."""
        for wider in WIDER:
            moves = tuple(self._move(s, changes[s.key], plan, wider) for s in moving)
            case = self.case
            for move in moves:
                case = _applied(case, move)
            if _has_room(case, plan, {s.key for s in aside}):
                return Repair(moves, case)
        return None

    def _move(self, statement: Statement, change: float, plan: np.ndarray, wider: int) -> Move:
        """The move of one statement in round values; `change` is in MAD or what counts as such."""
        if statement.family == EARMARKS:
            return Move(statement, None, None, abs(change), "MAD", self._allowed(statement, plan))
        tool = self.levers[statement.key]
        before = statement.value or Decimal(0)
        wanted = change / tool.money if tool.matrix is None else self._needed(tool, plan)
        if wanted is None:
            return Move(statement, statement.value, None, abs(change), tool.unit)
        after = _rounded(before, wanted, _step(tool, statement), wider)
        size = tool.size(float(after - before)) if tool.matrix is None else abs(change) * (1 if wanted > 0 else -1)
        return Move(statement, before, after, size, tool.unit)

    def _needed(self, tool: Lever, plan: np.ndarray) -> float | None:
        """The change of a share that allows the plan; None where no value does (nothing is spent to take it of)."""
        rows = tool.statement.rows
        activity, gain = (self.given.matrix[rows] @ plan), (tool.matrix[rows] @ plan)
        lower, upper = self.given.row_lower[rows], self.given.row_upper[rows]
        missing = np.where(activity < lower, lower - activity, np.where(activity > upper, upper - activity, 0.0))
        late = np.abs(missing) > MISSED * MILLION
        if (np.abs(gain[late]) < 1.0).any():
            return None
        needed = missing[late] / gain[late]
        return float(needed[np.argmax(np.abs(needed))])

    def _allowed(self, statement: Statement, plan: np.ndarray) -> tuple[tuple[str, str], ...]:
        """The (city, measure) that a source pays in the plan although its earmarks exclude them."""
        labels = self.given.variables["payments"].index()
        source = self.case["sources"]["source"][statement.index]
        paid = self.given.values("payments", plan) > MISSED * MILLION
        may = eligible(self.case)
        mine = np.flatnonzero(paid & (labels["source"] == source))
        cells = {(labels["city"][i], labels["measure"][i]) for i in mine}
        return tuple(sorted(cell for cell in cells if (source, *cell) not in may))


def _moving(program: LinearProgram, columns: list[_Column]) -> LinearProgram:
    """The program with a variable for each way in which a rule can move, and no objective."""
    free = program.with_cost(np.zeros(program.shape[1]))
    matrix = sparse.csr_matrix(np.array([column.entries for column in columns]).T)
    labels = tuple(f"{i}:{'/'.join(map(str, column.statement.key))}" for i, column in enumerate(columns))
    most = np.array([column.most for column in columns])
    return with_columns(free, "moves", labels, matrix, np.zeros(len(columns)), most)


def _has_room(case: Case, plan: np.ndarray, aside: set[Key]) -> bool:
    """Whether a repaired case has a plan, rules put aside not counted: the one that the repair was read off, or any."""
    program, statements = stated_program(case)
    if program.shape[1] == len(plan):
        activity = program.matrix @ plan
        away = [statement.rows for statement in statements if statement.key in aside]
        missed = np.maximum(program.row_lower - activity, activity - program.row_upper) / program.units_in_millions[0]
        missed[np.concatenate(away) if away else []] = 0.0
        if missed.max() <= MISSED:
            return True
    held = [statement for statement in statements if statement.key not in aside]
    return Tester(program, held).missed(held)[0] <= MISSED


def _without(program: LinearProgram, aside: Sequence[Statement]) -> LinearProgram:
    """The program in which some statements do not bind."""
    return without_rows(program, np.concatenate([s.rows for s in aside])) if aside else program


def _room_for_sites(program: LinearProgram, involved: Sequence[Statement]) -> LinearProgram:
    """The program in which only rules limit the sites of a city, where such a rule may have to give way."""
    if not any(statement.family == "most_sites" for statement in involved):
        return program
    upper = np.where(program.integer, np.maximum(program.column_upper, MOST_SITES), program.column_upper)
    return program.with_bounds(program.column_lower, upper)


def _applied(case: Case, move: Move) -> Case:
    """The case after a move."""
    if move.statement.family != EARMARKS:
        return with_value(case, move.statement, move.after)
    source = case["sources"]["source"][move.statement.index]
    cells = {(city, measure) for name, city, measure in eligible(case) if name == source} | set(move.allowed)
    by_measure: dict[str, list[str]] = {}
    for city, measure in sorted(cells):
        by_measure.setdefault(measure, []).append(city)
    rows = [vars(row) for row in case["eligibility"] if row.source != source]
    rows += [
        {"source": source, "city": tuple(cities), "measure": (measure,), "eligible": True}
        for measure, cities in by_measure.items()
    ]
    return case.replace(eligibility=Data.of("eligibility", rows))


def _step(tool: Lever, statement: Statement) -> Decimal:
    """The round values of a cell: of money, of a share, or of things one counts."""
    value = statement.value or Decimal(0)
    if tool.unit == "MAD" and tool.matrix is None and tool.money == 1.0:
        return STEPS["MAD"]
    counted = tool.unit in ("units", "sites", "jobs") and value == value.to_integral_value()
    return STEPS[""] if counted else STEPS["share"]


def _rounded(before: Decimal, change: float, step: Decimal, wider: int) -> Decimal:
    """`before` + `change`, away from `before` to a whole number of steps, and `wider` steps further; at least 0."""
    up = change > 0
    exact = (before + Decimal(str(round(float(change), 9)))) / step
    whole = round(exact, NOISE).to_integral_value(ROUND_CEILING if up else ROUND_FLOOR) + (wider if up else -wider)
    return max(whole * step, Decimal(0))
