"""A what-if: a named list of edits that turns one case into another, undone and redone by plain functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from fundopt.case.case import Case
from fundopt.case.checks import check
from fundopt.case.edit_rows import EditFault, column, position, table, typed
from fundopt.case.edits import AddRow, Edit, RemoveRow, SetCell, SwitchRule
from fundopt.case.edits_policy import Pin, PrivateShare, ScaleFund, ScaleShock, SetObjective
from fundopt.case.findings import Finding, Severity

__all__ = [
    "KINDS", "AddRow", "Edit", "History", "Pin", "PrivateShare", "RemoveRow", "ScaleFund", "ScaleShock", "Scenario",
    "SetCell", "SetObjective", "SwitchRule", "do", "merged", "redo", "undo",
]  # fmt: skip

KINDS: dict[str, type[Edit]] = {
    kind.kind: kind
    for kind in (SetCell, AddRow, RemoveRow, SwitchRule, Pin, ScaleFund, ScaleShock, PrivateShare, SetObjective)
}
"""Every kind of edit by its name in files."""

_ORDER = {severity: index for index, severity in enumerate(Severity)}


@dataclass(frozen=True)
class Scenario:
    """Edits in the order in which they are made, under a name that the user gave."""

    name: str = ""
    edits: tuple[Edit, ...] = ()

    def apply(self, case: Case) -> tuple[Case | None, tuple[Finding, ...]]:
        """(the edited case, None where something stops it; every finding, those that stop it first).

        An edit that the case cannot take is a finding, and the others are made all the same. Never raises for what
        a user typed.
        """
        case, faults = self.made(case)
        found = sorted([*faults, *check(case)], key=lambda item: _ORDER[item.severity])
        return (None if any(item.stops for item in found) else case), tuple(found)

    def made(self, case: Case) -> tuple[Case, tuple[Finding, ...]]:
        """(the case with every edit that it can take, not checked; a finding for each edit that it cannot take)."""
        faults: list[Finding] = []
        for edit in self.edits:
            try:
                case = edit.apply(case)
            except EditFault as fault:
                faults.append(fault.finding)
        return case, tuple(faults)

    def words(self, case: Case, lang: str) -> tuple[str, ...]:
        """What each edit does to the case that the edits before it have made of `case`, one line each."""
        lines = []
        for edit in self.edits:
            lines.append(edit.words(case, lang))
            try:
                case = edit.apply(case)
            except EditFault:
                continue
        return tuple(lines)

    def and_(self, edit: Edit) -> Scenario:
        """The scenario with one more edit, merged with what it replaces."""
        return replace(self, edits=merged(self.edits, edit))

    def repinned(self, case: Case) -> Scenario:
        """The scenario in which the value of a rule that one of its pins makes of `case` is the pin's own amount."""
        edits: list[Edit] = []
        pins: dict[str, tuple[int, str]] = {}
        for edit in self.edits:
            if isinstance(edit, SetCell) and (edit.table, edit.column) == ("limits", "value") and edit.row in pins:
                at, sense = pins[edit.row]
                value = typed_value(case, edit)
                if value is not None:
                    edits[at] = edits[at].holding(sense, value)  # type: ignore[attr-defined]
                    continue
            try:
                after = edit.apply(case)
            except EditFault:
                after = case
            if isinstance(edit, Pin):
                data, known = after["limits"], set(case["limits"]["limit"])
                made = zip(data["limit"], data["sense"], strict=True)
                pins |= {row: (len(edits), sense) for row, sense in made if row not in known}
            edits.append(edit)
            case = after
        return replace(self, edits=tuple(edits))

    def without(self, index: int) -> Scenario:
        """The scenario without one of its edits."""
        return replace(self, edits=self.edits[:index] + self.edits[index + 1 :])


def typed_value(case: Case, edit: SetCell) -> Decimal | None:
    """The number that an edit sets in a cell of `case`; None where it sets none."""
    try:
        data = table(case, edit.table)
        value = typed(data, position(case, data, edit.row), column(data, edit.column), edit.value)
    except EditFault:
        return None
    return value if isinstance(value, Decimal) else None


def merged(edits: Iterable[Edit], edit: Edit) -> tuple[Edit, ...]:
    """`edits` and one more. A setting replaces the earlier one of the same target where it stands; any other edit
    replaces the last one if that has the same target. An edit that changes nothing only takes the earlier one away."""
    kept = list(edits)
    at = None
    if edit.target is not None:
        where = range(len(kept)) if edit.setting else range(max(len(kept) - 1, 0), len(kept))
        at = next((i for i in where if kept[i].target == edit.target), None)
    if at is None:
        return tuple(kept) if edit.nothing else (*kept, edit)
    kept[at : at + 1] = [] if edit.nothing else [edit]
    return tuple(kept)


@dataclass(frozen=True)
class History:
    """A scenario with the states before it (`past`, the oldest first) and those undone (`future`, the next first)."""

    present: Scenario = field(default_factory=Scenario)
    past: tuple[Scenario, ...] = ()
    future: tuple[Scenario, ...] = ()


def do(history: History, change: Edit | Scenario) -> History:
    """The history after one more edit, or after a change to a whole scenario; what was undone is forgotten."""
    after = change if isinstance(change, Scenario) else history.present.and_(change)
    if after == history.present:
        return history
    return History(after, (*history.past, history.present))


def undo(history: History) -> History:
    """The history one step back; unchanged at its beginning."""
    if not history.past:
        return history
    return History(history.past[-1], history.past[:-1], (history.present, *history.future))


def redo(history: History) -> History:
    """The history one step forward again; unchanged where nothing was undone."""
    if not history.future:
        return history
    return History(history.future[0], (*history.past, history.present), history.future[1:])
