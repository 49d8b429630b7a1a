"""What the pages show of a plan, beside the numbers: on which inputs each figure rests, and its scenario."""

from __future__ import annotations

import fundopt
from fundopt.case.inputs_of import INDEX, MONEY, RESULT, SHOCK, UNEMPLOYED, Columns

from .charts.frame import Ground
from .texts import common as texts
from .words import say

__all__ = ["INPUTS", "MONEY", "RESULT", "SHOCK", "ground", "scenario"]

INPUTS = {"money": MONEY, "at_risk": SHOCK, "unemployed": UNEMPLOYED, "vulnerability": INDEX}
"""The columns behind what the map of the cities shows."""


def ground(case: fundopt.Case, columns: Columns, what: str = "", scenario: str = "") -> Ground:
    """The status of a figure that follows from `columns`; one that is computed is derived at best."""
    return Ground(fundopt.weakest(case, *columns), what, scenario)


def scenario(case: fundopt.Case, lang: str) -> str:
    """« moyenne de 3 scénarios »."""
    count = len(case["scenarios"])
    return say(texts.MEAN, lang, count=count) if count > 1 else say(texts.SINGLE, lang)
