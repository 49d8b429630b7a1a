"""What the pages show of a plan, beside the numbers: on which inputs each figure rests, and its scenario."""

from __future__ import annotations

import fundopt

from .charts.frame import Ground
from .texts import common as texts
from .words import say

SHOCK = (
    ("cities", "callcentre_jobs"), ("cities", "french_share"), ("cities", "outbound_share"),
    ("fund", "french_share"), ("fund", "outbound_share"), ("scenarios", "probability"), ("scenarios", "severity"),
    ("timing", "share"), ("shocks", "jobs_lost"), ("persistence", "share"),
)  # fmt: skip
RESULT = (
    *SHOCK, ("measures", "unit_cost"), ("measures", "net_jobs"), ("effects", "net_jobs"), ("effects", "jobs_kept"),
    ("effects", "vacancies"), ("returns", "efficiency"), ("cities", "displacement"), ("fund", "unemployment_share"),
)  # fmt: skip
MONEY = (("sources", "budget"), ("budgets", "amount"))
UNEMPLOYED = (("cities", "unemployed"), ("unemployment", "unemployed"))
INDEX = tuple(
    ("cities", name)
    for name in (
        "callcentre_jobs",
        "permanent_jobs",
        "higher_education_share",
        "reads_french_share",
        "reads_english_share",
    )
)
INPUTS = {"money": MONEY, "at_risk": SHOCK, "unemployed": UNEMPLOYED, "vulnerability": INDEX}
"""The columns behind each figure: a figure is as good as the weakest of them."""


def ground(case: fundopt.Case, columns: tuple[tuple[str, str], ...], what: str = "", scenario: str = "") -> Ground:
    """The status of a figure that follows from `columns`; one that is computed is derived at best."""
    return Ground(fundopt.weakest(case, *columns), what, scenario)


def scenario(case: fundopt.Case, lang: str) -> str:
    """« moyenne de 3 scénarios »."""
    count = len(case["scenarios"])
    return say(texts.MEAN, lang, count=count) if count > 1 else say(texts.SINGLE, lang)
