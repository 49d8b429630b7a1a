"""Allocations side by side: key figures, money and effect, and their differences from the first."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from fundopt.case.case import Case
from fundopt.plan.achievements import (
    DIMENSIONS,
    Achievements,
    achievements,
    expected_unemployment,
    money_by,
    money_of,
    person_years_avoided_by_city,
)
from fundopt.plan.summary import MAD, PERSON_YEARS, WORDINGS
from fundopt.plan.tables import PlanTables

FIGURES = (
    "person_years_avoided",
    "net_jobs_peak",
    "net_jobs_end",
    "jobs_kept",
    "displaced_back_at_work",
    "worst_rise",
    "money",
    "units_people",
    "cost_per_person_year",
    "cost_per_net_job",
)
"""Key figures of a comparison: attributes of Achievements, worded in `fundopt.plan.summary`."""

ADDED = "person_years_added"
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
    answer = {"figures": figure_rows({name: achievements(*plan) for name, plan in plans.items()})}
    for dimension in DIMENSIONS:
        money = _side_by_side({name: money_of(*plan, dimension) for name, plan in plans.items()})
        answer[dimension] = _with_differences(money, MAD.code)
    people = {name: person_years_avoided_by_city(case, expected_unemployment(case, tables))
              for name, (case, tables) in plans.items()}  # fmt: skip
    answer["unemployment"] = _with_differences(_side_by_side(people), PERSON_YEARS.code)
    return answer


def figure_rows(reached: Mapping[str, Achievements]) -> pd.DataFrame:
    """The key figures of one plan or more as the "figures" of `side_by_side`, with what the shock adds where that is
    not the same for all."""
    added = [each.person_years_added for each in reached.values()]
    rows = FIGURES if max(added) - min(added) <= 1e-9 * max(*added, 1.0) else (ADDED, *FIGURES)
    values = {name: [float(getattr(each, figure)) for figure in rows] for name, each in reached.items()}
    return _with_differences(pd.DataFrame(values, index=list(rows)), [WORDINGS[name].unit.code for name in rows])


def money_by_cell(plans: Mapping[str, PlanTables]) -> pd.DataFrame:
    """Money [MAD] by (city, measure), a column for each plan; only cells that some plan pays for."""
    money = {name: money_by(tables, "city", "measure").astype(float) for name, tables in plans.items()}
    return pd.DataFrame(money).fillna(0.0).sort_index()


def _side_by_side(values: Mapping[str, pd.Series]) -> pd.DataFrame:
    """Columns over the labels of all, in the order in which they appear."""
    order = list(dict.fromkeys(label for each in values.values() for label in each.index))
    return pd.DataFrame({name: each.reindex(order) for name, each in values.items()})


def _with_differences(values: pd.DataFrame, units: str | list[str]) -> pd.DataFrame:
    names = list(values.columns)
    table = values.copy()
    for name in names[1:]:
        table[f"Δ {name}"] = values[name] - values[names[0]]
    table.insert(0, "unit", units)
    return table
