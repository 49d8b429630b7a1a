"""What the figures of a note rest on: the weakest status among the numbers behind them, shown beside each."""

from __future__ import annotations

from fundopt.audit.note_texts import TEXTS
from fundopt.case.case import Case
from fundopt.case.inputs_of import MONEY, RESULT
from fundopt.case.provenance import weakest


def effect_mark(case: Case, lang: str) -> dict[str, str]:
    """The mark of what a plan achieves: computed, so derived at best, and no better than what it is computed from."""
    found = weakest(case, *RESULT)
    return _mark("derived" if found == "sourced" else found, lang)


def money_mark(case: Case, lang: str) -> dict[str, str]:
    """The mark of the money there is: that of the budgets."""
    return _mark(weakest(case, *MONEY), lang)


def _mark(status: str, lang: str) -> dict[str, str]:
    return {"status": status, "name": TEXTS[f"status_{status}"].of(lang)}
