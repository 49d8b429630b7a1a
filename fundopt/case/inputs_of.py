"""Which columns stand behind each figure: a figure is as good as the weakest of them."""

from __future__ import annotations

Columns = tuple[tuple[str, str], ...]

SHOCK: Columns = (
    ("cities", "callcentre_jobs"), ("cities", "french_share"), ("cities", "outbound_share"),
    ("fund", "french_share"), ("fund", "outbound_share"), ("scenarios", "probability"), ("scenarios", "severity"),
    ("timing", "share"), ("shocks", "jobs_lost"), ("persistence", "share"),
)  # fmt: skip
"""What the shock takes."""
RESULT: Columns = (
    *SHOCK, ("measures", "unit_cost"), ("measures", "net_jobs"), ("effects", "net_jobs"), ("effects", "jobs_kept"),
    ("effects", "vacancies"), ("returns", "efficiency"), ("cities", "displacement"), ("fund", "unemployment_share"),
)  # fmt: skip
"""What a plan achieves."""
MONEY: Columns = (("sources", "budget"), ("budgets", "amount"))
"""The money there is."""
UNEMPLOYED: Columns = (("cities", "unemployed"), ("unemployment", "unemployed"))
INDEX: Columns = (
    ("cities", "callcentre_jobs"), ("cities", "permanent_jobs"), ("cities", "higher_education_share"),
    ("cities", "reads_french_share"), ("cities", "reads_english_share"),
)  # fmt: skip
"""The vulnerability index."""
