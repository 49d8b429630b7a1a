"""What the comparison page says of two to four plans of one case, ready to be set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from fundopt.audit.note_facts import Subject, bars, heading
from fundopt.audit.note_texts import TEXTS, amount, clean, counted
from fundopt.audit.record import canonical_hash, version
from fundopt.language import number
from fundopt.plan.compare import FIGURES
from fundopt.plan.summary import WORDINGS

FEWEST, MOST = 2, 4
"""Plans that fit beside each other."""


def comparison_facts(subjects: Mapping[str, Subject], lang: str, created: datetime | None = None) -> dict:
    """The data of the page in `lang`, plans in their order under the names given. Raises ValueError for other than
    2 to 4 plans, or plans of different cases."""
    plans = list(subjects.values())
    if not FEWEST <= len(plans) <= MOST:
        raise ValueError(f"{len(plans)} plans: a comparison page holds {FEWEST} to {MOST}")
    if len({canonical_hash(plan.case) for plan in plans}) > 1:
        raise ValueError("plans of different cases cannot stand beside each other")
    case, tables = plans[0].case, {name: plan.tables for name, plan in subjects.items()}
    names = [clean(name, 26) for name in subjects]
    return {
        "form": "comparison",
        **heading(case, lang, TEXTS["kind_comparison"], created),
        "words": {"figures": TEXTS["figures"].of(lang)},
        "plans": names,
        "figures": [_figure(name, plans, lang) for name in FIGURES],
        "cities": bars(case, tables, "city", lang),
        "measures": bars(case, tables, "measure", lang),
        "net": TEXTS["comparison_net"].of(lang, first=names[0]) + " " + TEXTS["net"].of(lang),
        "proof": _broken(names, plans, lang),
        "stamp": TEXTS["stamp"].of(
            lang, version=version(), case=clean(case.name, 30), input=canonical_hash(case)[:12], plan="–"
        ),
    }  # fmt: skip


def _figure(name: str, plans: list[Subject], lang: str) -> dict:
    wording = WORDINGS[name]
    values = [float(getattr(plan.reached, name)) for plan in plans]
    money = wording.unit.fr == "MAD"
    shown = [
        "–" if value != value else amount(value, lang) if money else number(value, lang, wording.digits)
        for value in values
    ]
    unit = "" if money else f" ({wording.unit.of(lang)})"
    return {"name": wording.label.of(lang) + unit, "values": shown}


def _broken(names: list[str], plans: list[Subject], lang: str) -> list[str]:
    said = [
        TEXTS["plan_broken"].of(lang, name=name, rules=counted(len(plan.broken), "rule", lang))
        for name, plan in zip(names, plans, strict=True)
        if plan.broken
    ]
    return said or [TEXTS["none_broken"].of(lang)]
