r"""What a comparison of plans says, for whoever shows the tables of `fundopt.compare`: sentences, names, rules broken.

>>> import fundopt
>>> from fundopt import comparison
>>> case = fundopt.read_case("teaching-two-cities")
>>> plans = {"best": fundopt.solve(case), "equal": fundopt.evaluate(case, key="equal")}
>>> print(comparison.verdicts(plans, "en")[0].replace("\u00a0", " "))
“best” avoids 37 person-years of unemployment with MAD 2.5 m, and keeps every rule.
"""

from __future__ import annotations

from fundopt.audit.comparison import named_rows
from fundopt.audit.comparison_left import left_over
from fundopt.audit.comparison_words import (
    apart,
    broken_rules,
    difference_text,
    figure_text,
    gains,
    idle_cities,
    idle_money,
    missed,
    owner,
    verdicts,
    wording,
)
from fundopt.plan.compare import money_by_cell

__all__ = [
    "apart",
    "broken_rules",
    "difference_text",
    "figure_text",
    "gains",
    "idle_cities",
    "idle_money",
    "left_over",
    "missed",
    "money_by_cell",
    "named_rows",
    "owner",
    "verdicts",
    "wording",
]
