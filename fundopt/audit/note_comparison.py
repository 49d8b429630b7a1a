"""What the comparison note says of two to four plans, each on its own case, ready to be set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from fundopt.audit.comparison_words import (
    CASES_DIFFER,
    apart,
    broken_rules,
    figure_text,
    gains,
    idle_money,
    missed,
    owner,
    verdicts,
    wording,
)
from fundopt.audit.note_facts import Subject, bars, heading, title
from fundopt.audit.note_marks import effect_mark, money_mark
from fundopt.audit.note_texts import TEXTS, amount, clean, counted
from fundopt.audit.record import canonical_hash, version
from fundopt.language import number
from fundopt.plan.compare import side_by_side

FEWEST, MOST = 2, 4
"""Plans that fit beside each other."""
MOST_RULES, MOST_CHANGES = 5, 6
"""Broken rules and changed assumptions told of each plan; the others are counted."""
_HEADINGS = ("figures", "in_short", "rules_broken", "apart", "rests", "gains")


def comparison_facts(subjects: Mapping[str, Subject], lang: str, created: datetime | None = None) -> dict:
    """The data of the two pages in `lang`, plans in their order under the names given. Raises ValueError for other
    than 2 to 4 plans."""
    plans = list(subjects.values())
    if not FEWEST <= len(plans) <= MOST:
        raise ValueError(f"{len(plans)} plans: a comparison page holds {FEWEST} to {MOST}")
    first = plans[0]
    tables = {name: plan.tables for name, plan in subjects.items()}
    cases = [plan.case for plan in plans]
    names = [clean(name, 40) for name in subjects]
    hashes = list(dict.fromkeys(canonical_hash(case)[:12] for case in cases))
    return {
        "form": "comparison",
        **heading(first.case, lang, TEXTS["kind_comparison"], created),
        "words": {key: TEXTS[key].of(lang) for key in _HEADINGS},
        "plans": names,
        "short": verdicts(dict(subjects), lang),
        "cases-differ": CASES_DIFFER.of(lang) if len(hashes) > 1 else "",
        "figures": _figures(subjects, lang),
        "gains": _gains(subjects, lang),
        "marks": _marks(first, lang),
        "cities": bars(first.case, tables, "city", lang, cases),
        "measures": bars(first.case, tables, "measure", lang, cases),
        "net": TEXTS["comparison_net"].of(lang, first=names[0]) + " " + TEXTS["net"].of(lang),
        "broken": [_broken(i, name, plan, lang) for i, (name, plan) in enumerate(zip(names, plans, strict=True))],
        "apart": [
            {"name": clean(name, 40), "lines": [clean(line, 140) for line in lines]}
            for name, lines in apart(subjects, lang, MOST_CHANGES).items()
        ],
        "stamp": TEXTS["stamp_comparison"].of(
            lang, version=version(), case=clean(first.case.name, 30), input=", ".join(hashes)
        ),
    }  # fmt: skip


def _figures(subjects: Mapping[str, Subject], lang: str) -> list[dict]:
    """The key figures of each plan, below each its difference from the first, and their units."""
    table = side_by_side({name: (plan.case, plan.tables) for name, plan in subjects.items()})["figures"]
    rows = []
    for label, row in table.to_dict("index").items():
        words = wording(str(label))
        first, *others = [float(row[name]) for name in subjects]
        rows.append(
            {
                "name": words.label.of(lang),
                "unit": "" if words.unit.fr == "MAD" else words.unit.of(lang),
                "values": [figure_text(str(label), value, lang) for value in (first, *others)],
                "differences": ["", *(figure_text(str(label), each - first, lang, signed=True) for each in others)],
            }
        )
    return rows


def _gains(subjects: Mapping[str, Subject], lang: str) -> list[str]:
    """Who gains and who loses in each plan against the first, one sentence each."""
    first, *others = subjects
    cases = [plan.case for plan in subjects.values()]
    table = side_by_side({name: (plan.case, plan.tables) for name, plan in subjects.items()})["city"]
    table.index = [title(cases, "cities", str(city), lang) for city in table.index]
    return [gains(table[f"Δ {name}"].dropna(), first, name, lang) for name in others]


def _marks(first: Subject, lang: str) -> list[dict[str, str]]:
    """What the figures rest on: budgets behind the money, effects and exposure behind the rest."""
    marks = (("budgets", money_mark(first.case, lang)), ("effects", effect_mark(first.case, lang)))
    return [
        {"status": mark["status"], "name": f"{TEXTS[f'mark_{key}'].of(lang)} {mark['name']}"} for key, mark in marks
    ]


def _broken(index: int, name: str, plan: Subject, lang: str) -> dict:
    """The rules that a plan breaks, in sentences with by how much and whose they are; the worst known first."""
    rules = broken_rules(plan)
    said = [
        TEXTS["broken_rule"].of(lang, rule=clean(rule.sentence(lang), 150), missed=missed(rule, lang))
        + (TEXTS["broken_owner"].of(lang, owner=clean(owner(rule, lang), 50)) if owner(rule, lang) else "")
        for rule in rules[:MOST_RULES]
    ]
    if len(rules) > MOST_RULES:
        rest = counted(len(rules) - MOST_RULES, "rule", lang)
        said.append(TEXTS["more_rules"].of(lang, rules=rest))
    if (idle := idle_money(plan)) >= 1:
        said.append(TEXTS["idle"].of(lang, amount=amount(idle, lang)))
    return {"index": index, "name": name, "lines": said, "count": number(len(rules), lang),
            "keeps": "" if rules else TEXTS["keeps"].of(lang)}  # fmt: skip
