"""Each constraint family alone: a point that satisfies it and a point that breaks the rows named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pytest
from small_cases import small_case

from fundopt.case.case import Case
from fundopt.model import money, people, policy, sites
from fundopt.model.formulate import FAMILIES, Family, blocks, family_of, formulate
from fundopt.model.linear_program import Builder, LinearProgram
from fundopt.model.parameters import Parameters
from fundopt.model.variables import declare

Point = Mapping[str, float]


@dataclass(frozen=True)
class Example:
    """`kept` satisfies the family, `broken` breaks exactly the rows `breaks`; variables not named are 0."""

    family: Family
    case: Case
    kept: Point
    broken: Point
    breaks: tuple[str, ...]


def alone(family: Family, case: Case) -> LinearProgram:
    """The variables of `case` with the rows of one family."""
    p, builder = Parameters(case), Builder()
    v = declare(p, builder)
    for rows in blocks(family, p, v):
        builder.include(rows)
    return builder.build()


def broken_rows(program: LinearProgram, point: Point) -> tuple[str, ...]:
    """Labels of the rows whose activity at `point` lies outside their bounds."""
    primal = np.zeros(program.shape[1])
    for label, value in point.items():
        primal[program.column_labels.index(label)] = value
    activity = program.matrix @ primal
    outside = (activity < program.row_lower - 1e-9) | (activity > program.row_upper + 1e-9)
    return tuple(np.array(program.row_labels, dtype=object)[outside])


def z(amount: float, period: str = "2027", segment: int = 1) -> Point:
    return {f"segment_units[fes,course,{period},{segment}]": amount}


def x(amount: float, period: str = "2027", measure: str = "course", city: str = "fes") -> Point:
    return {f"units[{city},{measure},{period}]": amount}


def effective(amount: float, period: str = "2027", measure: str = "course", city: str = "fes") -> Point:
    return {f"effective_units[{city},{measure},{period}]": amount}


def pays(
    amount: float, period: str = "2027", source: str = "state", measure: str = "course", city: str = "fes"
) -> Point:
    return {f"payments[{source},{city},{measure},{period}]": amount}


def spends(amount: float, period: str = "2027", source: str = "state") -> Point:
    return {f"spending[{source},{period}]": amount}


TWO_SEGMENTS = small_case(
    returns=[
        {"measure": "*", "segment": 1, "width": 0.4, "efficiency": 1},
        {"measure": "*", "segment": 2, "width": 0.6, "efficiency": 0.5},
    ]
)
TWO_SOURCES = [{"source": "state", "kind": "public"}, {"source": "firms", "kind": "private"}]
TWO_CITIES = [{"city": "fes", "region": "north"}, {"city": "meknes", "region": "south", "labour_force": 2000}]
SITES = {"measure": "course", "city": "*", "opening_cost": 100, "running_cost": 20, "capacity": 5, "max_sites": 2}
WITH_SITES = small_case(sites=SITES)
COHORTS = small_case(measures={"smallest_cohort": 8})
DIMINISHING_EFFECTS = [
    {"measure": "course", "lag": 0, "net_jobs": -0.1, "vacancies": 0, "jobs_kept": 0.2},
    {"measure": "course", "lag": 1, "net_jobs": 0.4, "vacancies": 0.5, "jobs_kept": 0.1},
]
"""A unit locks in at first, then yields 0.4 jobs and half a vacancy for one period."""
SPREAD = [{"period": "2027", "share": 0.5}, {"period": "2028", "share": 0.5}]
"""A shock that falls in two years, so that jobs can be kept in both."""
WITH_EFFECTS = small_case(effects=DIMINISHING_EFFECTS, cities={"displacement": 0.5})
TEN_JOBS = small_case(
    vacancies={"city": "*", "profile": "*", "period": "*", "vacancies": 10},
    effects=DIMINISHING_EFFECTS,
    cities=TWO_CITIES,
    commuting={"home": "fes", "work": "meknes", "both_ways": False},
)
PERSISTENT = small_case(persistence=[{"lag": 0, "share": 1}, {"lag": 1, "share": 0.5}])


def limited(quantity: str, sense: str, value: float, **more: object) -> Case:
    """Two cities, two sources and two measures (one of them labelled) under one limit."""
    return small_case(
        cities=TWO_CITIES,
        sources=TWO_SOURCES,
        measures=[{"measure": "course"}, {"measure": "label", "kind": "label", "labelled": True}],
        sites={**SITES, "measure": "label", "opening_lag": 0},
        limits={"limit": "rule", "quantity": quantity, "sense": sense, "value": value, **more},
    )


EXAMPLES = (
    Example(
        people.unit_total,
        TWO_SEGMENTS,
        {**x(5), **z(3), **z(2, segment=2)},
        {**x(5), **z(4)},
        ("unit_total[fes,course,2027]",),
    ),
    Example(  # 2 at half effect count for 1
        people.effective_unit_total,
        TWO_SEGMENTS,
        {**effective(4), **z(3), **z(2, segment=2)},
        {**effective(5), **z(3), **z(2, segment=2)},
        ("effective_unit_total[fes,course,2027]",),
    ),
    Example(  # pool 20 displaced + 5 reachable = 25; the first segment is 0.4 × 25 = 10 units over both periods
        people.diminishing_returns,
        TWO_SEGMENTS,
        {**z(4), **z(6, "2028")},
        {**z(4), **z(6.5, "2028")},
        ("diminishing_returns[fes,course,1]",),
    ),
    Example(  # 10 of the 20 are displaced in 2027, the rest in 2028; 5 unemployed are within reach; firms do not count
        people.one_programme,
        small_case(
            timing=[{"period": "2027", "share": 0.5}, {"period": "2028", "share": 0.5}],
            measures=[{}, {"measure": "other"}, {"measure": "upgrade", "serves": "firms", "pool": "jobs"}],
        ),
        {**x(9), **x(6, measure="other"), **x(10, "2028"), **x(50, measure="upgrade")},
        {**x(9), **x(7, measure="other"), **x(9, "2028")},
        ("one_programme[fes,2027]",),
    ),
    Example(  # (1 − 0.5) × (−0.1 × 20) at first, then (1 − 0.5) × 0.4 × 20, then nothing
        people.potential_jobs_balance,
        WITH_EFFECTS,
        {**effective(20), "potential_jobs[fes,all,2027]": -1, "potential_jobs[fes,all,2028]": 4},
        {**effective(20), "potential_jobs[fes,all,2027]": -1, "potential_jobs[fes,all,2028]": 8},
        ("potential_jobs_balance[fes,all,2028]",),
    ),
    Example(
        people.realised_within_potential,
        WITH_EFFECTS,
        {"potential_jobs[fes,all,2028]": 4, "realised_jobs[fes,all,2028]": 4, "realised_jobs[fes,all,2027]": -1},
        {"potential_jobs[fes,all,2028]": 4, "realised_jobs[fes,all,2029]": 1},
        ("realised_within_potential[fes,all,2029]",),
    ),
    Example(  # residents of Fès may work in Meknès, not the other way round
        people.realised_within_employment,
        TEN_JOBS,
        {
            "realised_jobs[fes,all,2028]": 3,
            "employment[fes>fes,all,2028]": 1,
            "employment[fes>meknes,all,2028]": 2,
        },
        {"realised_jobs[meknes,all,2028]": 3, "employment[fes>meknes,all,2028]": 3},
        ("realised_within_employment[meknes,all,2028]",),
    ),
    Example(  # 10 on the market; in Meknès 4 units add 4 × 0.5 vacancies one year later
        people.vacancies,
        TEN_JOBS,
        {
            **effective(4, city="meknes"),
            "employment[fes>meknes,all,2028]": 5,
            "employment[meknes>meknes,all,2028]": 7,
            "employment[fes>fes,all,2028]": 10,
        },
        {
            **effective(4, city="meknes"),
            "employment[fes>meknes,all,2027]": 10.5,
            "employment[meknes>meknes,all,2028]": 12.5,
        },
        ("vacancies[meknes,all,2027]", "vacancies[meknes,all,2028]"),
    ),
    Example(  # 0.2 × 10 in the year of the start, 0.1 × 10 a year later
        people.kept_by_measures,
        small_case(effects=DIMINISHING_EFFECTS, cities={"displacement": 0.5}, timing=SPREAD),
        {**effective(10), "jobs_kept[central,fes,2027]": 2, "jobs_kept[central,fes,2028]": 1},
        {**effective(10), "jobs_kept[central,fes,2027]": 2, "jobs_kept[central,fes,2028]": 1.5},
        ("kept_by_measures[central,fes,2028]",),
    ),
    Example(  # 20 lost, 4 kept: 16 are out of work at once, half of them a year later, none after the last lag
        people.still_unemployed_balance,
        PERSISTENT,
        {
            "jobs_kept[central,fes,2027]": 4,
            "still_unemployed[central,fes,2027]": 16,
            "still_unemployed[central,fes,2028]": 8,
        },
        {
            "jobs_kept[central,fes,2027]": 4,
            "still_unemployed[central,fes,2027]": 16,
            "still_unemployed[central,fes,2028]": 10,
        },
        ("still_unemployed_balance[central,fes,2028]",),
    ),
    Example(  # 100 + 16 − 0.5 × 8 = 112
        people.projected_unemployment,
        small_case(fund={"evaluation_periods": 1, "budget_periods": 1, "unemployment_share": 0.5}),
        {
            "still_unemployed[central,fes,2027]": 16,
            "realised_jobs[fes,all,2027]": 8,
            "unemployed[central,fes,2027]": 112,
        },
        {
            "still_unemployed[central,fes,2027]": 16,
            "realised_jobs[fes,all,2027]": 8,
            "unemployed[central,fes,2027]": 111,
        },
        ("projected_unemployment[central,fes,2027]",),
    ),
    Example(  # 3 units at 10, one site opened at 100, two running at 20
        money.who_pays,
        WITH_SITES,
        {**x(3, "2028"), "opened[fes,course,2027]": 1, "open[fes,course,2028]": 2, **pays(100), **pays(70, "2028")},
        {**x(3, "2028"), "opened[fes,course,2027]": 1, "open[fes,course,2028]": 2, **pays(101), **pays(30, "2028")},
        ("who_pays[fes,course,2027]", "who_pays[fes,course,2028]"),
    ),
    Example(
        money.spending_total,
        small_case(cities=TWO_CITIES),
        {**pays(3), **pays(4, city="meknes"), **spends(7)},
        {**pays(3), **pays(4, "2028", city="meknes"), **spends(7)},
        ("spending_total[state,2027]", "spending_total[state,2028]"),
    ),
    Example(  # the State may carry over, the firms may not
        money.budgets,
        small_case(
            sources=[{"source": "state"}, {"source": "firms", "kind": "private", "carry_over": False}],
            budgets=[
                {"source": source, "period": period, "amount": 100}
                for source in ("state", "firms")
                for period in ("2027", "2028")
            ],
        ),
        {**spends(40), **spends(160, "2028"), **spends(100, source="firms"), **spends(100, "2028", "firms")},
        {**spends(101), **spends(99, "2028"), **spends(40, source="firms"), **spends(160, "2028", "firms")},
        ("budgets[firms,2028]", "budgets[state,2027]"),
    ),
    Example(  # 25 % of 40 over both periods
        money.private_share,
        small_case(sources=TWO_SOURCES, measures={"min_private_share": 0.25}),
        {**pays(30), **pays(10, "2028", "firms")},
        {**pays(31), **pays(9, "2028", "firms")},
        ("private_share[fes,course]",),
    ),
    Example(  # 20 public per 10 private, at every moment
        money.public_per_private,
        small_case(fund={"public_per_private": 2}, sources=TWO_SOURCES),
        {**spends(20), **spends(10, source="firms")},
        {**spends(21), **spends(10, source="firms"), **spends(10, "2028", "firms")},
        ("public_per_private[2027]",),
    ),
    Example(  # a year from decision to opening
        sites.sites_open,
        WITH_SITES,
        {"opened[fes,course,2027]": 2, "open[fes,course,2028]": 2},
        {"opened[fes,course,2027]": 1, "open[fes,course,2027]": 1, "open[fes,course,2028]": 1},
        ("sites_open[fes,course,2027]",),
    ),
    Example(
        sites.site_total,
        small_case(sites={**SITES, "opening_lag": 0}),
        {"opened[fes,course,2027]": 1, "opened[fes,course,2028]": 1, "sites[fes,course]": 2},
        {"opened[fes,course,2027]": 1, "sites[fes,course]": 2},
        ("site_total[fes,course]",),
    ),
    Example(
        sites.most_sites,
        small_case(sites={**SITES, "opening_lag": 0}),
        {"opened[fes,course,2027]": 1, "opened[fes,course,2028]": 1},
        {"opened[fes,course,2027]": 2, "opened[fes,course,2028]": 1},
        ("most_sites[fes,course]",),
    ),
    Example(
        sites.site_capacity,
        WITH_SITES,
        {"open[fes,course,2028]": 2, **x(10, "2028")},
        {"open[fes,course,2028]": 1, **x(1), **x(6, "2028")},
        ("site_capacity[fes,course,2027]", "site_capacity[fes,course,2028]"),
    ),
    Example(  # the pool of 25 in one segment; a site serves later periods too
        sites.segment_needs_site,
        WITH_SITES,
        {"open[fes,course,2027]": 0.4, "open[fes,course,2028]": 1, **z(10), **z(15, "2028")},
        {"open[fes,course,2027]": 0.4, "open[fes,course,2028]": 0.8, **z(11), **z(10, "2028")},
        ("segment_needs_site[fes,course,2027,1]", "segment_needs_site[fes,course,2028,1]"),
    ),
    Example(
        sites.smallest_cohort,
        COHORTS,
        {**x(8), "cohort[fes,course,2027]": 1},
        {**x(7), "cohort[fes,course,2027]": 1},
        ("smallest_cohort[fes,course,2027]",),
    ),
    Example(  # no more than the pool of 25 either
        sites.cohort_started,
        COHORTS,
        {**x(25), "cohort[fes,course,2027]": 1},
        {**x(1), **x(26, "2028"), "cohort[fes,course,2028]": 1},
        ("cohort_started[fes,course,2027]", "cohort_started[fes,course,2028]"),
    ),
    Example(
        policy.limits,
        limited("money", "at_least", 50, region=("north",), source=("state",), period=("2028",)),
        {**pays(50, "2028")},
        {**pays(49, "2028"), **pays(9), **pays(9, "2028", "firms"), **pays(9, "2028", city="meknes")},
        ("limits.money[rule]",),
    ),
    Example(  # 0.1 MAD for each of the 2,000 in the labour force of Meknès
        policy.limits,
        limited("money", "at_most", 0.1, measured="per_head", city=("meknes",)),
        {**pays(200, city="meknes"), **pays(999)},
        {**pays(201, city="meknes")},
        ("limits.money[rule]",),
    ),
    Example(  # two sources of 10,000
        policy.limits,
        limited("money", "at_most", 0.01, measured="share_of_fund", kind=("training",)),
        {**pays(200), **pays(999, measure="label")},
        {**pays(201)},
        ("limits.money[rule]",),
    ),
    Example(  # at least 40 % in labelled services
        policy.limits,
        limited("money", "at_least", 0.4, measured="share_of_spending", labelled="yes"),
        {**pays(40, measure="label"), **pays(60), **spends(100)},
        {**pays(39, measure="label"), **pays(61), **spends(100)},
        ("limits.money[rule]",),
    ),
    Example(  # half of what is paid in Fès in 2027, whoever pays and for what
        policy.limits,
        limited("money", "at_most", 0.5, measured="share_of_place", city="fes", period="2027", measure="course"),
        {**pays(50), **pays(50, measure="label", source="firms"), **pays(99, "2028")},
        {**pays(50), **pays(49, measure="label"), **pays(99, "2028", measure="label"), **pays(99, city="meknes")},
        ("limits.money[rule]",),
    ),
    Example(  # at most half of Fès from the State: other sources count in the whole
        policy.limits,
        limited("money", "at_most", 0.5, measured="share_of_place", city=("fes",), source=("state",)),
        {**pays(50), **pays(50, source="firms")},
        {**pays(51), **pays(49, source="firms")},
        ("limits.money[rule]",),
    ),
    Example(  # a tenth of what the firms pay anywhere
        policy.limits,
        limited("money", "exactly", 0.1, measured="share_of_source", source=("firms",), city=("fes",)),
        {**pays(10, source="firms"), **spends(60, source="firms"), **spends(40, "2028", "firms"), **spends(99)},
        {**pays(9, source="firms"), **spends(60, source="firms"), **spends(40, "2028", "firms")},
        ("limits.money[rule]",),
    ),
    Example(
        policy.limits,
        limited("units", "at_most", 12, measure=("course",)),
        {**x(5), **x(7, "2028", city="meknes"), **x(3, measure="label")},
        {**x(5), **x(8, "2028", city="meknes")},
        ("limits.units[rule]",),
    ),
    Example(
        policy.limits,
        limited("sites", "at_least", 2, region=("north", "south")),
        {"opened[fes,label,2027]": 1, "opened[meknes,label,2028]": 1},
        {"opened[fes,label,2027]": 1, "open[fes,label,2027]": 1, "open[fes,label,2028]": 1},
        ("limits.sites[rule]",),
    ),
    Example(  # a stock: what counts is the last period named
        policy.limits,
        limited("net_jobs", "at_least", 6, period=("2027", "2028")),
        {"realised_jobs[fes,all,2028]": 2, "realised_jobs[meknes,all,2028]": 4},
        {"realised_jobs[fes,all,2027]": 9, "realised_jobs[fes,all,2028]": 5, "realised_jobs[fes,all,2029]": 9},
        ("limits.net_jobs[rule]",),
    ),
    Example(  # a flow, in expectation: 0.25 × 8 + 0.75 × 4 = 5
        policy.limits,
        limited("jobs_kept", "at_least", 5, city=("fes",)).replace(
            scenarios=small_case(
                scenarios=[{"scenario": "mild", "probability": 0.25}, {"scenario": "severe", "probability": 0.75}]
            )["scenarios"],
            timing=small_case(timing=SPREAD)["timing"],
        ),
        {"jobs_kept[mild,fes,2027]": 8, "jobs_kept[severe,fes,2027]": 1, "jobs_kept[severe,fes,2028]": 3},
        {"jobs_kept[mild,fes,2027]": 7, "jobs_kept[severe,fes,2027]": 4, "jobs_kept[severe,meknes,2027]": 9},
        ("limits.jobs_kept[rule]",),
    ),
    Example(  # 12 % of 1,000 and of 2,000
        policy.limits_on_rate,
        limited("rate", "at_most", 0.12, period=("2028",)),
        {
            "unemployed[central,fes,2028]": 120,
            "unemployed[central,meknes,2028]": 240,
            "unemployed[central,fes,2027]": 999,
        },
        {"unemployed[central,fes,2028]": 121, "unemployed[central,meknes,2028]": 240},
        ("limits.rate[rule,central,fes,2028]",),
    ),
    Example(  # 50 of 100 jobs serve France; at most 40 may: 10 must move, 2 with each unit of full effect
        policy.dependency,
        small_case(measures={"moved_jobs": 2}, dependency={"city": "*", "cap": 0.4}),
        {**effective(2), **effective(3, "2028")},
        {**effective(4.5)},
        ("dependency[fes,2028]",),
    ),
    Example(
        policy.commitments,
        small_case(
            sources=TWO_SOURCES,
            commitments=[
                {"commitment": "signed", "source": "state", "period": "2027", "sense": "exactly", "value": 30},
                {"commitment": "promised", "quantity": "units", "value": 4},
            ],
        ),
        {**pays(30), **pays(99, "2028"), **pays(99, source="firms"), **x(1), **x(4, "2028")},
        {**pays(31), **x(1), **x(2, "2028")},
        ("commitments.money[signed]", "commitments.units[promised]"),
    ),
)


def named(example: Example) -> str:
    return f"{example.family.__name__}-{','.join(example.breaks)}"


@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_a_family_accepts_what_it_allows(example):
    assert broken_rows(alone(example.family, example.case), example.kept) == ()


@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_a_family_names_the_rows_that_a_point_breaks(example):
    assert broken_rows(alone(example.family, example.case), example.broken) == example.breaks


def test_every_family_has_an_example():
    assert {example.family for example in EXAMPLES} == set(FAMILIES)


def test_every_quantity_of_a_limit_or_commitment_has_an_example():
    shown = {label.split("[")[0] for example in EXAMPLES for label in example.breaks}
    assert shown >= {f"limits.{quantity}" for quantity in (*policy.UNITS, "rate")}
    assert shown >= {"commitments.money", "commitments.units"}


def test_a_source_has_no_payment_where_it_may_not_pay():
    case = small_case(
        sources=TWO_SOURCES, cities=TWO_CITIES, eligibility={"source": "state", "city": "fes", "eligible": True}
    )
    labels = formulate(case).column_labels
    assert "payments[state,fes,course,2027]" in labels
    assert "payments[firms,meknes,course,2027]" in labels
    assert "payments[state,meknes,course,2027]" not in labels


def test_no_more_jobs_are_kept_than_are_lost():
    program = formulate(PERSISTENT)
    kept = program.variables["jobs_kept"]
    assert dict(zip(kept.index()["period"], kept.upper, strict=True)) == {"2027": 20}


def test_money_only_flows_and_units_only_start_in_budget_periods():
    program = formulate(WITH_SITES)
    for name in ("payments", "spending", "units", "segment_units", "effective_units", "opened", "open"):
        assert set(program.variables[name].index()["period"]) <= {"2027", "2028"}


def test_families_of_tables_that_the_case_lacks_state_nothing():
    families = {family_of(name) for name in formulate(small_case()).rows}
    assert families == {
        "unit_total", "effective_unit_total", "diminishing_returns", "one_programme", "potential_jobs_balance",
        "realised_within_potential", "kept_by_measures", "still_unemployed_balance", "projected_unemployment",
        "who_pays", "spending_total", "budgets",
    }  # fmt: skip


def test_inactive_rules_do_not_apply():
    case = small_case(
        limits={"limit": "rule", "value": 0, "active": False},
        dependency={"city": "*", "cap": 0, "active": False},
        commitments={"commitment": "old", "value": 9, "active": False},
    )
    assert {family_of(name) for name in formulate(case).rows}.isdisjoint({"limits", "dependency", "commitments"})


def test_a_dependency_row_of_a_city_wins_over_the_row_for_all():
    case = small_case(
        cities=TWO_CITIES,
        dependency=[{"city": "fes", "cap": 0.3}, {"city": "*", "cap": 0.4, "period": "2027"}],
        measures={"moved_jobs": 1},
    )
    program = alone(policy.dependency, case)
    assert dict(zip(program.row_labels, program.row_lower, strict=True)) == {
        "dependency[fes,2028]": 20,
        "dependency[meknes,2027]": 10,
        "dependency[meknes,2028]": 10,
    }


def test_a_city_without_a_site_row_cannot_host_units():
    case = small_case(cities=TWO_CITIES, sites={**SITES, "city": "fes"})
    program = alone(sites.site_capacity, case)
    assert broken_rows(program, x(1, "2028", city="meknes")) == ("site_capacity[meknes,course,2028]",)


def test_a_site_that_nobody_may_pay_for_cannot_open_for_nothing():
    case = small_case(
        sites={**SITES, "opening_lag": 0},
        overrides={"city": "fes", "measure": "course", "pool": 0},
        eligibility={"source": "state", "eligible": False},
    )
    opened = {"opened[fes,course,2027]": 1}
    assert broken_rows(alone(money.who_pays, case), opened) == ("who_pays[fes,course,2027]",)


def test_a_limit_on_money_counts_only_the_budget_periods_it_names():
    case = limited("money", "at_least", 10, period=("2028", "2029"))
    assert broken_rows(alone(policy.limits, case), {**pays(10), **pays(9, "2028")}) == ("limits.money[rule]",)


@pytest.mark.parametrize("column", ["region", "city", "measure", "source", "period"])
def test_a_limit_that_selects_an_unknown_label_is_refused(column):
    with pytest.raises(LookupError, match="atlantis"):
        formulate(limited("money", "at_least", 10, **{column: ("atlantis",)}))


@pytest.mark.parametrize("quantity", ["units", "sites", "net_jobs", "jobs_kept"])
@pytest.mark.parametrize("measured", ["share_of_fund", "share_of_place"])
def test_only_money_is_limited_as_a_share(quantity, measured):
    with pytest.raises(ValueError, match=f"limit rule: {quantity} cannot be measured as {measured}"):
        formulate(limited(quantity, "at_least", 0.1, measured=measured))
