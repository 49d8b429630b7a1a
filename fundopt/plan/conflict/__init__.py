"""Why no plan keeps every rule: the rules that clash, what limits them, and the cheapest repairs."""

from __future__ import annotations

from dataclasses import dataclass

from fundopt.case.case import Case
from fundopt.model.formulate import family_of
from fundopt.plan.conflict.clash import Clash, clashes
from fundopt.plan.conflict.repairs import Move, Repair, Workshop
from fundopt.plan.conflict.statements import Statement, stated_program
from fundopt.plan.rules import Rule, named, rule

__all__ = ["Conflict", "Dispute", "Move", "Repair", "Statement", "find_conflict"]

FACTS_TOLD = 3


@dataclass(frozen=True)
class Dispute:
    """One clash: `rules` that cannot all hold, from which none can be left out, and the facts that limit them most.

    `repairs` has, for each rule in its turn, the least change of that rule by itself that ends this clash (None where
    it is not enough).
    """

    rules: tuple[Statement, ...]
    facts: tuple[Rule, ...]
    repairs: tuple[Repair | None, ...]


@dataclass(frozen=True)
class Conflict:
    """Why a case has no plan. `combined` is the cheapest repair of all clashes together, found to make room for a plan.

    `more` says that there are further clashes, whose rules only the combined repair shows.
    """

    case: Case
    disputes: tuple[Dispute, ...]
    combined: Repair | None
    more: bool


def find_conflict(case: Case) -> Conflict | None:
    """The clashes of a case with their repairs; None where every rule can hold at once. Sites are whole throughout.

    Raises LimitReached or EngineFailed.
    """
    program, statements = stated_program(case)
    found, involved = clashes(program, statements)
    if not found:
        return None
    workshop = Workshop(case, program, involved)
    combined = workshop.combined()
    disputes = []
    for clash in found:
        facts = tuple(rule(case, program, row) for row in _told(program, clash))
        cheapest = _of_one(combined) if len(involved) == len(clash.statements) else None
        alone = tuple(
            combined if each is cheapest else workshop.alone(each, clash.statements) for each in clash.statements
        )
        disputes.append(Dispute(clash.statements, facts, alone))
    return Conflict(case, tuple(disputes), combined, len(involved) > sum(len(c.statements) for c in found))


def _of_one(repair: Repair | None) -> Statement | None:
    """The only rule that the cheapest repair of all moves: its own cheapest repair is then the same; None otherwise."""
    moved = [move.statement for move in repair.moves] if repair else []
    return moved[0] if len(moved) == 1 else None


def _told(program, clash: Clash) -> list[int]:
    """The facts worth telling: rows that have a name."""
    names = {row: next(b.name for b in program.rows.values() if b.start <= row < b.stop) for row in clash.facts}
    return [row for row in clash.facts if named(family_of(names[row]))][:FACTS_TOLD]
