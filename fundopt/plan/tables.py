"""PlanTables: a plan as the tables that people read, and that every check recomputes from."""

from __future__ import annotations

from dataclasses import dataclass, fields

import pandas as pd

COLUMNS: dict[str, tuple[str, ...]] = {
    "payments": ("source", "city", "measure", "period", "amount"),
    "activities": ("city", "measure", "period", "segment", "units"),
    "sites": ("city", "measure", "period", "opened", "open"),
    "jobs": ("city", "profile", "period", "potential", "realised"),
    "employment": ("home", "work", "profile", "period", "persons"),
    "kept": ("scenario", "city", "period", "jobs"),
    "unemployment": (
        "scenario",
        "city",
        "period",
        "baseline",
        "still_unemployed_without_fund",
        "still_unemployed",
        "unemployed_without_fund",
        "unemployed",
    ),
}


@dataclass(frozen=True)
class PlanTables:
    """One plan. Each table is a DataFrame with the columns of `COLUMNS`, sorted by its labels.

    payments.amount is in MAD; activities.units in the measure's unit; jobs, employment and kept in jobs or
    persons; unemployment in persons. Tables other than jobs and unemployment leave out zero rows.
    """

    payments: pd.DataFrame
    activities: pd.DataFrame
    sites: pd.DataFrame
    jobs: pd.DataFrame
    employment: pd.DataFrame
    kept: pd.DataFrame
    unemployment: pd.DataFrame

    def __post_init__(self) -> None:
        for table in fields(self):
            found = tuple(getattr(self, table.name).columns)
            if found != COLUMNS[table.name]:
                raise ValueError(f"plan table {table.name}: expected columns {COLUMNS[table.name]}, found {found}")

    def items(self) -> list[tuple[str, pd.DataFrame]]:
        """(name, table) in the order of `COLUMNS`."""
        return [(name, getattr(self, name)) for name in COLUMNS]
