"""The whole model on one page."""

from __future__ import annotations

from collections.abc import Callable

from fundopt.case.case import Case
from fundopt.model import money, objective, people, policy, sites
from fundopt.model.linear_program import Builder, LinearProgram, Rows
from fundopt.model.parameters import Parameters
from fundopt.model.variables import Variables, declare

Family = Callable[[Parameters, Variables], Rows]

FAMILIES: tuple[Family, ...] = (
    people.unit_total,
    people.effective_unit_total,
    people.diminishing_returns,
    people.one_programme,
    people.potential_jobs_balance,
    people.realised_within_potential,
    people.realised_within_employment,
    people.vacancies,
    people.kept_by_measures,
    people.still_unemployed_balance,
    people.projected_unemployment,
    money.who_pays,
    money.spending_total,
    money.budgets,
    money.private_share,
    money.public_per_private,
    sites.sites_open,
    sites.site_total,
    sites.most_sites,
    sites.site_capacity,
    sites.segment_needs_site,
    sites.smallest_cohort,
    sites.cohort_started,
    policy.limits,
    policy.limits_on_rate,
    policy.dependency,
    policy.commitments,
)
"""Every constraint family, in the order of the formulation."""

BY_QUANTITY = {policy.limits: tuple(policy.UNITS), policy.commitments: ("money", "units")}
"""Families that state one block of rows for each quantity, because their rows differ in unit."""

RULES = ("budgets", "private_share", "public_per_private", "most_sites", "limits", "dependency", "commitments")
"""Families that people decide on: they have a price and can be repaired. The others are facts or accounting."""


def formulate(case: Case) -> LinearProgram:
    """The case as a linear program (mixed-integer with sites or cohorts) that minimises projected unemployment.

    The objective is weighted person-years of unemployment over the horizon, in expectation over scenarios, counted
    from what happens if nothing is done: −1,000 means 1,000 person-years avoided. An engine's relative gap is then
    a share of what the fund achieves, not of all unemployment.
    """
    return formulate_parameters(Parameters(case))


def formulate_parameters(p: Parameters) -> LinearProgram:
    """As `formulate`, for parameters that the caller already has."""
    builder = Builder()
    v = declare(p, builder)
    for family in FAMILIES:
        for rows in blocks(family, p, v):
            if len(rows.block):
                builder.include(rows)
    objective.declare_stages(p, v, builder)
    return builder.build({"unemployed": objective.person_years(p).ravel()}, constant=-objective.without_fund(p))


def blocks(family: Family, p: Parameters, v: Variables) -> list[Rows]:
    """The blocks of rows of one family."""
    if family in BY_QUANTITY:
        return [family(p, v, quantity) for quantity in BY_QUANTITY[family]]
    return [family(p, v)]


def family_of(block_name: str) -> str:
    """The family a row block belongs to: "limits" for "limits.money"."""
    return block_name.split(".")[0]
