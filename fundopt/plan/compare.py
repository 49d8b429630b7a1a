"""Allocations side by side: key figures, money and effect, and their differences from the first."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from fundopt.case.case import Case
from fundopt.plan.achievements import achievements, expected_unemployment, money_by
from fundopt.plan.tables import PlanTables

FIGURES: dict[str, str] = {
    "person_years_avoided": "person-years",
    "net_jobs_peak": "jobs",
    "net_jobs_end": "jobs",
    "jobs_kept": "jobs",
    "displaced_back_at_work": "persons",
    "worst_rise": "points",
    "money": "MAD",
    "units_people": "persons",
    "cost_per_person_year": "MAD/person-year",
    "cost_per_net_job": "MAD/job",
}
"""Key figures of a comparison (attributes of Achievements) and their units."""


def side_by_side(case: Case, plans: Mapping[str, PlanTables]) -> dict[str, pd.DataFrame]:
    """Tables by theme: "figures", "city", "measure", "source", "period" [MAD], "unemployment" [person-years by city].

    Rows are labels; columns are the plans' names, then for each further plan its difference "Δ name" from the first.
    A "unit" column comes first.
    """
    if len(plans) < 2:
        raise ValueError("a comparison needs at least two plans")
    reached = {name: achievements(case, tables) for name, tables in plans.items()}
    figures = pd.DataFrame(
        {name: {figure: getattr(value, figure) for figure in FIGURES} for name, value in reached.items()}
    )
    answer = {"figures": _with_differences(figures, pd.Series(FIGURES))}
    for dimension in ("city", "measure", "source", "period"):
        money = pd.DataFrame({name: money_by(tables, dimension) for name, tables in plans.items()})
        order = case.budget_horizon if dimension == "period" else case.names(_TABLES[dimension])
        money = money.reindex(list(order)).fillna(0).astype(float)
        answer[dimension] = _with_differences(money, pd.Series("MAD", index=money.index))
    people = pd.DataFrame({name: _person_years_avoided(case, tables) for name, tables in plans.items()})
    answer["unemployment"] = _with_differences(people, pd.Series("person-years", index=people.index))
    return answer


_TABLES = {"city": "cities", "measure": "measures", "source": "sources"}


def _person_years_avoided(case: Case, tables: PlanTables) -> pd.Series:
    expected = expected_unemployment(case, tables)
    avoided = (expected["unemployed_without_fund"] - expected["unemployed"]) * case.period_years
    return avoided.groupby("city").sum()


def _with_differences(values: pd.DataFrame, units: pd.Series) -> pd.DataFrame:
    names = list(values.columns)
    table = values.copy()
    for name in names[1:]:
        table[f"Δ {name}"] = values[name] - values[names[0]]
    table.insert(0, "unit", units)
    return table
