"""Who must be asked: the owners of rules at their limit and of assumptions, and what each answers for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fundopt.audit.check import Check
from fundopt.audit.note_texts import TEXTS, clean
from fundopt.case import schema
from fundopt.case.case import Case
from fundopt.case.schema import ALL
from fundopt.language import number

MOST_NAMED = 4
"""Rules or assumptions named for one owner; the others are counted."""


@dataclass(frozen=True)
class Owner:
    """`rules` that are at their limit and `assumptions` that the plan rests on, each in one sentence; "" where none."""

    name: str
    rules: str
    assumptions: str
    weight: int


def owners(case: Case, checks: Iterable[Check], lang: str) -> list[Owner]:
    """The owners of binding rules and of assumptions, who answers for most first; "" for what nobody answers for."""
    rules: dict[str, dict[str, None]] = {}
    for check in checks:
        if check.binding and check.row and (check.value or check.bound):
            data, row = case[check.row[0]], check.row[1]
            name = case.text(data["owner"][row], lang) if "owner" in data.columns else ""
            rules.setdefault(name, {})[_rule(case, check, lang)] = None
    assumed: dict[str, dict[str, None]] = {}
    for row in case["provenance"]:
        if row.status == "assumption":
            assumed.setdefault(case.text(row.owner, lang), {})[_assumption(row.table, row.column, lang)] = None
    found = [
        Owner(
            name,
            _named(rules.get(name, {}), lang),
            _named(assumed.get(name, {}), lang),
            len(rules.get(name, {})) + len(assumed.get(name, {})),
        )
        for name in {*rules, *assumed}
    ]
    return sorted(found, key=lambda owner: (owner.name == "", -owner.weight, owner.name))


def _rule(case: Case, check: Check, lang: str) -> str:
    """What people call a rule: its own name, that of its source, or that of its family."""
    table, row = check.row or ("", 0)
    data = case[table]
    if "name" in data.columns and table in ("limits", "commitments", "sources", "measures"):
        shown = clean(case.text(data["name"][row], lang), 50)
        return TEXTS["budget_of"].of(lang, source=shown) if table == "sources" else shown
    return clean(check.title(lang), 60)


def _assumption(table: str, column: str, lang: str) -> str:
    known = schema.BY_NAME.get(table)
    if known is None:
        return clean(table, 30)
    names = {each.name: each.label.of(lang) for each in known.columns}
    label = known.label.of(lang)
    return label if column == ALL or column not in names else f"{label} ({names[column]})"


def _named(found: Iterable[str], lang: str) -> str:
    names = list(found)
    shown = names if len(names) <= MOST_NAMED + 1 else names[:MOST_NAMED]
    text = ("\u202f; " if lang == "fr" else "; ").join(shown)
    rest = len(names) - len(shown)
    return text + (TEXTS["and_more"].of(lang, count=number(rest, lang)) if rest else "")
