"""Allocations side by side: key figures, money and effect, and their differences from the first."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from fundopt.case.case import Case
from fundopt.language import Text
from fundopt.plan.achievements import achievements, expected_unemployment, money_by
from fundopt.plan.summary import PERSON_YEARS, Wording
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

ADDED = "person_years_added"
ADDED_WORDING = Wording(Text("Chômage que le choc ajoute", "Unemployment that the shock adds"), PERSON_YEARS)
"""Person-years that the shock adds if nothing is done: a row of the figures where the cases compared differ in it."""

Judged = tuple[Case, PlanTables]
"""A plan with the case that it is evaluated on."""


def side_by_side(plans: Mapping[str, Judged]) -> dict[str, pd.DataFrame]:
    """Tables by theme: "figures", "city", "measure", "source", "period" [MAD], "unemployment" [person-years by city].

    Rows are labels; columns are the plans' names, then for each further plan its difference "Δ name" from the first.
    A "unit" column comes first. Each plan is evaluated on its own case: where its case has no such city, measure,
    source or period there is no value (NaN), and where it pays nothing there is 0. Raises ValueError for one plan.
    """
    if len(plans) < 2:
        raise ValueError("a comparison needs at least two plans")
    answer = {"figures": _with_differences(*_figures(plans))}
    for dimension in ("city", "measure", "source", "period"):
        money = _side_by_side({name: _money(*plan, dimension) for name, plan in plans.items()})
        answer[dimension] = _with_differences(money, pd.Series("MAD", index=money.index))
    people = _side_by_side({name: _person_years_avoided(*plan) for name, plan in plans.items()})
    answer["unemployment"] = _with_differences(people, pd.Series("person-years", index=people.index))
    return answer


def money_by_cell(plans: Mapping[str, PlanTables]) -> pd.DataFrame:
    """Money [MAD] by (city, measure), a column for each plan; only cells that some plan pays for."""
    money = {name: money_by(tables, "city", "measure").astype(float) for name, tables in plans.items()}
    return pd.DataFrame(money).fillna(0.0).sort_index()


_TABLES = {"city": "cities", "measure": "measures", "source": "sources"}


def _figures(plans: Mapping[str, Judged]) -> tuple[pd.DataFrame, pd.Series]:
    """The key figures and their units; with what the shock adds where that is not the same for all."""
    reached = {name: achievements(*plan) for name, plan in plans.items()}
    figures = pd.DataFrame(
        {name: {figure: getattr(value, figure) for figure in FIGURES} for name, value in reached.items()}
    )
    added = pd.Series({name: _person_years_added(*plan) for name, plan in plans.items()})
    if added.max() - added.min() <= 1e-9 * max(added.max(), 1.0):
        return figures, pd.Series(FIGURES)
    figures = pd.concat([added.to_frame(ADDED).T, figures])
    return figures, pd.Series({ADDED: "person-years", **FIGURES})


def _side_by_side(values: Mapping[str, pd.Series]) -> pd.DataFrame:
    """Columns over the labels of all, in the order in which they appear."""
    order = list(dict.fromkeys(label for each in values.values() for label in each.index))
    return pd.DataFrame({name: each.reindex(order) for name, each in values.items()})


def _money(case: Case, tables: PlanTables, dimension: str) -> pd.Series:
    order = case.budget_horizon if dimension == "period" else case.names(_TABLES[dimension])
    return money_by(tables, dimension).reindex(list(order)).fillna(0).astype(float)


def _person_years_avoided(case: Case, tables: PlanTables) -> pd.Series:
    expected = expected_unemployment(case, tables)
    avoided = (expected["unemployed_without_fund"] - expected["unemployed"]) * case.period_years
    return avoided.groupby("city").sum()


def _person_years_added(case: Case, tables: PlanTables) -> float:
    return float(expected_unemployment(case, tables)["still_unemployed_without_fund"].sum() * case.period_years)


def _with_differences(values: pd.DataFrame, units: pd.Series) -> pd.DataFrame:
    names = list(values.columns)
    table = values.copy()
    for name in names[1:]:
        table[f"Δ {name}"] = values[name] - values[names[0]]
    table.insert(0, "unit", units)
    return table
