"""Which rules clash: sets of statements that cannot hold together, from which none can be left out.

A set is tested by the least total by which its rules must be missed, all other rules aside; it is more than 0 exactly
where the set clashes with the facts. The prices of that program name the rules that matter (Farkas), so that a
deletion filter (Chinneck & Dravnieks 1991) has only a handful left to try.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from fundopt.model.elastic import elastic
from fundopt.model.linear_program import LinearProgram
from fundopt.plan.conflict.statements import Statement
from fundopt.plan.conflict.whole import WholeSession

MISSED = 1e-6
"""A total below this (millions of MAD, units, jobs or points) counts as none."""
FELT = 1e-9
"""A price below this, per unit of the row in millions, is engine noise."""
DEARER = 1e3
"""How much dearer it is to miss a rule that should hold than one that may give way."""
MOST = 12
"""Clashes looked for one by one; rules of further ones are only counted."""


@dataclass(frozen=True)
class Clash:
    """Statements that cannot all hold: without any one of them the others can. `facts`: rows that limit them."""

    statements: tuple[Statement, ...]
    facts: tuple[int, ...]


class Tester:
    """Answers, for sets of statements, by how much they must be missed while every other rule is left aside."""

    def __init__(self, program: LinearProgram, statements: Iterable[Statement]) -> None:
        self.statements = list(statements)
        stated = np.unique(np.concatenate([s.rows for s in self.statements] or [np.zeros(0, dtype=np.int64)]))
        blocks = [name for name, b in program.rows.items() if ((stated >= b.start) & (stated < b.stop)).any()]
        self.program = elastic(program, blocks)
        self._whole = WholeSession()
        slacks = self.program.matrix[:, program.shape[1] :].tocoo()
        self._slacks = {
            statement.key: program.shape[1] + slacks.col[np.isin(slacks.row, statement.rows)]
            for statement in self.statements
        }

    def missed(self, subset: Iterable[Statement]) -> tuple[float, np.ndarray | None]:
        """(total missed in whole sites, prices of the rows); no prices where sites had to be searched for."""
        answer = self._whole.solve(self._with_cost(subset), enough=MISSED)
        priced = not np.isnan(answer.dual).any()
        return answer.objective, answer.dual * self.program.units_in_millions[0] if priced else None

    def misses(self, first: Iterable[Statement], then: Iterable[Statement]) -> list[Statement]:
        """The statements of `then` that give way where all but `first` do so by the least, in whole sites."""
        then = list(then)
        answer = self._whole.solve(self._with_cost(then, first)).primal
        return [s for s in then if answer[self._slacks[s.key]] @ self.program.cost[self._slacks[s.key]] > MISSED]

    def _with_cost(self, subset: Iterable[Statement], dearer: Iterable[Statement] = ()) -> LinearProgram:
        cost = np.zeros(self.program.shape[1])
        for statements, weight in ((subset, 1.0), (dearer, DEARER)):
            for statement in statements:
                columns = self._slacks[statement.key]
                cost[columns] = weight * self.program.cost[columns]
        return self.program.with_cost(cost)


def clashes(program: LinearProgram, statements: list[Statement]) -> tuple[list[Clash], list[Statement]]:
    """Disjoint irreducible clashes, the first found first, and all statements that must give way somewhere.

    Empty where every rule can hold at once.
    """
    tester = Tester(program, statements)
    left, found = list(statements), []
    while len(found) < MOST:
        core = _core(tester, left)
        if not core:
            return found, [statement for clash in found for statement in clash.statements]
        clash = _irreducible(tester, core)
        found.append(clash)
        gone = {statement.key for statement in clash.statements}
        left = [statement for statement in left if statement.key not in gone]
    involved = {statement.key for clash in found for statement in clash.statements}
    return found, [s for s in statements if s.key in involved] + _core(tester, left)


def _core(tester: Tester, candidates: list[Statement]) -> list[Statement]:
    """Candidates that already clash among themselves, fewer than given; empty where all can hold."""
    total, prices = tester.missed(candidates)
    if total <= MISSED:
        return []
    return _grown(tester, candidates) if prices is None else _priced(candidates, prices)


def _grown(tester: Tester, candidates: list[Statement]) -> list[Statement]:
    """Gather the statements that give way while those gathered must not, until these clash themselves."""
    gathered: list[Statement] = []
    while not gathered or tester.missed(gathered)[0] <= MISSED:
        rest = [statement for statement in candidates if statement not in gathered]
        more = tester.misses(gathered, rest)
        if not more:
            return candidates
        gathered += more
    return gathered


def _priced(candidates: list[Statement], prices: np.ndarray) -> list[Statement]:
    return [statement for statement in candidates if (np.abs(prices[statement.rows]) > FELT).any()]


def _irreducible(tester: Tester, core: list[Statement]) -> Clash:
    """Leave out one statement after the other as long as the rest still clashes."""
    kept, position = list(core), 0
    while position < len(kept):
        rest = kept[:position] + kept[position + 1 :]
        total, prices = tester.missed(rest) if rest else (0.0, None)
        if total <= MISSED:
            position += 1
        elif prices is None:
            kept = rest
        else:  # those before `position` are needed, so they have a price
            kept = _priced(rest, prices)
    return Clash(tuple(kept), _facts(tester, kept))


def _facts(tester: Tester, kept: list[Statement]) -> tuple[int, ...]:
    """Rows that nobody decided and that carry a price where the clash is missed by the least, the weightiest first."""
    _, prices = tester.missed(kept)
    if prices is None:
        return ()
    program = tester.program
    bound = np.where(np.isfinite(program.row_upper), program.row_upper, 0.0) / program.units_in_millions[0]
    weight = np.abs(prices * bound)
    weight[np.concatenate([statement.rows for statement in tester.statements])] = 0.0
    order = np.argsort(-weight, kind="stable")
    return tuple(int(row) for row in order if weight[row] > MISSED)
