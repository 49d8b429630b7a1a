"""What the figures of a note rest on: the weakest status among the numbers behind them, shown beside each."""

from __future__ import annotations

from fundopt.audit.note_texts import TEXTS
from fundopt.case.case import Case
from fundopt.case.provenance import weakest

MONEY = (("sources", "budget"), ("budgets", "amount"))
EFFECT = (
    ("cities", "callcentre_jobs"), ("cities", "french_share"), ("cities", "outbound_share"), ("cities", "displacement"),
    ("fund", "french_share"), ("fund", "outbound_share"), ("fund", "unemployment_share"),
    ("scenarios", "probability"), ("scenarios", "severity"), ("timing", "share"), ("shocks", "jobs_lost"),
    ("persistence", "share"), ("measures", "unit_cost"), ("measures", "net_jobs"), ("effects", "net_jobs"),
    ("effects", "jobs_kept"), ("effects", "vacancies"), ("returns", "efficiency"),
)  # fmt: skip
"""The columns behind the money there is, and behind what a plan achieves."""


def effect_mark(case: Case, lang: str) -> dict[str, str]:
    """The mark of what a plan achieves: computed, so derived at best, and no better than what it is computed from."""
    found = weakest(case, *EFFECT)
    return _mark("derived" if found == "sourced" else found, lang)


def money_mark(case: Case, lang: str) -> dict[str, str]:
    """The mark of the money there is: that of the budgets."""
    return _mark(weakest(case, *MONEY), lang)


def _mark(status: str, lang: str) -> dict[str, str]:
    return {"status": status, "name": TEXTS[f"status_{status}"].of(lang)}
