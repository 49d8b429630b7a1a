"""The auditor's rules: each family at a plan that keeps it and one that breaks it, and figures computed by hand."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_cases import small_case

import fundopt
from fundopt.audit.feasibility import FAMILIES, MONEY_AND_POLICY, Check, checks, margins, violations
from fundopt.audit.recompute import recompute
from fundopt.case.case import Case
from fundopt.plan.tables import COLUMNS, PlanTables

Rows = Mapping[str, list[tuple]]


def plan(tables: Rows | None = None) -> PlanTables:
    """A plan from rows by table name; the tables not named are empty."""
    rows = tables or {}
    return PlanTables(
        **{name: pd.DataFrame(rows.get(name, []), columns=list(columns)) for name, columns in COLUMNS.items()}
    )


def money(*payments: tuple) -> Rows:
    """Payments of (amount, source, period, measure, city), the last ones left out as in the small case."""
    plain = ("state", "2027", "course", "fes")
    rows = []
    for amount, *stated in payments:
        source, period, measure, city = (*stated, *plain[len(stated) :])
        rows.append((source, city, measure, period, amount))
    return {"payments": rows}


def units(*amounts: tuple) -> Rows:
    """Activities of (units, period, measure, segment) in Fès, the last ones left out as in the small case."""
    plain = ("2027", "course", 1)
    rows = []
    for amount, *stated in amounts:
        period, measure, segment = (*stated, *plain[len(stated) :])
        rows.append(("fes", measure, period, segment, amount))
    return {"activities": rows}


def jobs(potential: float, realised: float, period: str = "2028") -> Rows:
    return {"jobs": [("fes", "all", period, potential, realised)]}


def kept(amount: float, period: str = "2027") -> Rows:
    return {"kept": [("central", "fes", period, amount)]}


def employed(persons: float, period: str = "2028") -> Rows:
    return {"employment": [("fes", "fes", "all", period, persons)]}


def sites(*rows: tuple) -> Rows:
    """Sites of (period, opened, open) for the course in Fès."""
    return {"sites": [("fes", "course", *row) for row in rows]}


def projected(*rows: tuple) -> Rows:
    """Unemployment in Fès in the years from 2027 on: (U⁰, S⁰, S, U⁰ + S⁰, U)."""
    return {"unemployment": [("central", "fes", str(2027 + i), *row) for i, row in enumerate(rows)]}


NOTHING_DONE = projected((100, 20, 20, 120, 120), (100, 10, 10, 110, 110), (100, 5, 5, 105, 105))
"""100 unemployed; the 20 displaced of 2027 are 20, 10 and 5 from year to year without the fund."""

SPREAD = [{"period": "2027", "share": 0.5}, {"period": "2028", "share": 0.5}]
SEGMENTS = [
    {"measure": "*", "segment": 1, "width": 0.4, "efficiency": 1},
    {"measure": "*", "segment": 2, "width": 0.6, "efficiency": 0.5},
]
SITE = {"measure": "course", "city": "*", "opening_cost": 100, "running_cost": 20, "capacity": 5, "max_sites": 2}
TWO_SOURCES = [{"source": "state", "kind": "public"}, {"source": "firms", "kind": "private"}]
TWO_CITIES = [{"city": "fes", "region": "north"}, {"city": "meknes", "region": "south", "labour_force": 2000}]
TWO_MEASURES = [{"measure": "course"}, {"measure": "hub", "kind": "incubator", "serves": "firms", "labelled": True}]
TRAINS = {"net_jobs": 0.5}


def course(**columns: object) -> dict:
    return {"measures": {"measure": "course", **columns}}


def limit(sense: str, value: float, **columns: object) -> list[dict]:
    return [{"limit": "rule", "sense": sense, "value": value, **columns}]


@dataclass(frozen=True)
class Example:
    """In a small case of `tables`, `kept` satisfies the family and `broken` breaks it at `label`."""

    family: str
    tables: Mapping
    kept: Rows
    broken: Rows
    label: str
    value: float
    bound: float

    @property
    def case(self) -> Case:
        return small_case(**self.tables)


EXAMPLES = [
    Example("labels", {}, money((10,)), money((10, "state", "2027", "course", "atlantis")),
            "payments/state/atlantis/course/2027", 1, 0),
    Example("labels", {}, units((1,)), {"activities": units((1,))["activities"] * 2}, "activities/fes/course/2027/1",
            2, 1),
    Example("labels", {}, units((1,)), units((float("nan"),)), "activities/fes/course/2027/1", 1, 0),
    Example("labels", {}, money((10, "state", "2028")), money((10, "state", "2029")), "payments/state/fes/course/2029",
            1, 0),
    Example("labels", {"sites": SITE}, sites(("2027", 1, 0)), {"sites": [("fes", "hub", "2027", 1, 0)]},
            "sites/fes/hub/2027", 1, 0),
    Example("labels", {"vacancies": {"vacancies": 9}, "cities": TWO_CITIES}, employed(1),
            {"employment": [("fes", "meknes", "all", "2028", 1)]}, "employment/fes/meknes/all/2028", 1, 0),
    Example("signs", {}, money((10,)), money((-10,)), "payments/amount/state/fes/course/2027", -10, 0),
    Example("signs", {}, {**jobs(-2, -3), **kept(1)}, kept(-1), "kept/jobs/central/fes/2027", -1, 0),
    Example("unit_total", {}, units((1,)), units((1,), (2, "2027", "course", 3)), "fes/course/2027", 2, 0),
    Example("diminishing_returns", {"returns": SEGMENTS}, units((4,), (6, "2028")), units((4,), (6.5, "2028")),
            "fes/course/1", 10.5, 10),
    Example("diminishing_returns", {"returns": [*SEGMENTS, {"measure": "course", "segment": 1, "width": 0.2,
                                                            "efficiency": 1}]},
            units((5,)), units((6,)), "fes/course/1", 6, 5),
    Example("diminishing_returns", {"overrides": {"city": "fes", "measure": "course", "pool": 3}}, units((3,)),
            units((4,)), "fes/course/1", 4, 3),
    Example("diminishing_returns", course(pool="displaced", pool_share=0.5), units((10,)), units((11,)),
            "fes/course/1", 11, 10),
    Example("one_programme", {"timing": SPREAD, "measures": TWO_MEASURES},
            units((10,), (15, "2028"), (20, "2027", "hub")), units((16,)), "fes/2027", 16, 15),
    Example("one_programme", {"timing": SPREAD}, units((10,), (15, "2028")), units((10,), (16, "2028")),
            "fes/2028", 26, 25),
    Example("potential_jobs_balance", {**course(**TRAINS), "cities": {"displacement": 0.2}},
            {**units((10,)), "jobs": [("fes", "all", "2028", 4, 0), ("fes", "all", "2029", 4, 0)]},
            {**units((10,)), "jobs": [("fes", "all", "2028", 5, 0), ("fes", "all", "2029", 4, 0)]}, "fes/all/2028", 5,
            4),
    Example("potential_jobs_balance",
            {"returns": SEGMENTS, "effects": [{"measure": "course", "lag": 0, "net_jobs": -1},
                                              {"measure": "course", "lag": 2, "net_jobs": 0.5}]},
            {**units((4, "2027", "course", 2)), "jobs": [("fes", "all", "2027", -2, -2), ("fes", "all", "2029", 1, 1)]},
            {**units((4, "2027", "course", 2)), "jobs": [("fes", "all", "2027", -2, -2)]}, "fes/all/2029", 0, 1),
    Example("realised_within_potential", {}, jobs(4, 4), jobs(4, 5), "fes/all/2028", 5, 4),
    Example("realised_within_employment", {"vacancies": {"vacancies": 9}}, {**jobs(4, 3), **employed(3)},
            {**jobs(4, 4), **employed(3)}, "fes/all/2028", 4, 3),
    Example("vacancies", {**course(vacancies=0.1), "vacancies": [{"vacancies": 30}, {"city": "fes", "vacancies": 3}]},
            {**units((10,)), **employed(4)}, {**units((10,)), **employed(5)}, "fes/all/2028", 5, 4),
    Example("vacancies",
            {**course(vacancies=1, profile="analyst"), "profiles": [{"profile": "analyst"}, {"profile": "linguist"}],
             "mix": [{"measure": "course", "profile": "analyst", "share": 0.75},
                     {"measure": "course", "profile": "linguist", "share": 0.25}], "vacancies": {"vacancies": 0}},
            {**units((8,)), "employment": [("fes", "fes", "linguist", "2028", 2)]},
            {**units((8,)), "employment": [("fes", "fes", "linguist", "2028", 3)]}, "fes/linguist/2028", 3, 2),
    Example("kept_by_measures", {**course(jobs_kept=0.5), "timing": SPREAD}, {**units((10,)), **kept(5, "2028")},
            {**units((10,)), **kept(6, "2028")}, "central/fes/2028", 6, 5),
    Example("kept_within_shock", {}, kept(20), kept(21), "central/fes/2027", 21, 20),
    Example("kept_within_shock", {"cities": {"french_share": 0.6, "outbound_share": 0.5}, "timing": SPREAD}, kept(15),
            kept(16), "central/fes/2027", 16, 15),
    Example("still_unemployed_balance", {},
            {**kept(8), **projected((100, 20, 12, 120, 112), (100, 10, 6, 110, 106), (100, 5, 3, 105, 103))},
            {**kept(8), **projected((100, 20, 12, 120, 112), (100, 10, 9, 110, 109), (100, 5, 3, 105, 103))},
            "central/fes/2028", 9, 6),
    Example("projected_unemployment", {"fund": {"unemployment_share": 0.5}},
            {**jobs(4, 4), **projected((100, 20, 20, 120, 120), (100, 10, 10, 110, 108), (100, 5, 5, 105, 105))},
            {**jobs(4, 4), **NOTHING_DONE}, "central/fes/2028", 110, 108),
    Example("without_fund", {}, NOTHING_DONE,
            projected((90, 20, 20, 120, 120), (100, 10, 10, 110, 110), (100, 5, 5, 105, 105)),
            "central/fes/2027/baseline", 90, 100),
    Example("without_fund", {"unemployment": {"city": "fes", "period": "2028", "unemployed": 90}},
            projected((100, 20, 20, 120, 120), (90, 10, 10, 100, 100), (100, 5, 5, 105, 105)), NOTHING_DONE,
            "central/fes/2028/unemployed_without_fund", 110, 100),
    Example("who_pays", {"sites": SITE},
            {**money((100,), (70, "state", "2028")), **units((5, "2028")), **sites(("2027", 1, 0), ("2028", 0, 1))},
            {**money((100,), (50, "state", "2028")), **units((5, "2028")), **sites(("2027", 1, 0), ("2028", 0, 1))},
            "fes/course/2028", 50, 70),
    Example("who_pays", {"overrides": {"city": "fes", "measure": "course", "unit_cost": 7}},
            {**money((14,)), **units((2,))},
            {**money((20,)), **units((2,))}, "fes/course/2027", 20, 14),
    Example("budgets", {"budgets": [{"source": "state", "period": "2027", "amount": 40},
                                    {"source": "state", "period": "2028", "amount": 60}]},
            money((30,), (70, "state", "2028")), money((30,), (71, "state", "2028")), "state/2028", 101, 100),
    Example("budgets", {"sources": {"carry_over": False},
                        "budgets": [{"source": "state", "period": "2027", "amount": 40},
                                    {"source": "state", "period": "2028", "amount": 60}]},
            money((30,), (60, "state", "2028")), money((30,), (61, "state", "2028")), "state/2028", 61, 60),
    Example("earmarks", {"measures": TWO_MEASURES, "eligibility": {"source": "state", "measure": "course"}},
            money((10,)),
            money((10, "state", "2027", "hub")), "state/fes/hub/2027", 10, 0),
    Example("earmarks", {"eligibility": {"source": "state", "city": "meknes", "eligible": False}, "cities": TWO_CITIES},
            money((10,)), money((10, "state", "2027", "course", "meknes")), "state/meknes/course/2027", 10, 0),
    Example("private_share", {**course(min_private_share=0.25), "sources": TWO_SOURCES},
            money((30,), (10, "firms", "2028")),
            money((30,), (9, "firms", "2028")), "fes/course", 9, 9.75),
    Example("public_per_private", {"fund": {"public_per_private": 3}, "sources": TWO_SOURCES},
            money((30,), (10, "firms"), (60, "state", "2028"), (20, "firms", "2028")),
            money((30,), (10, "firms"), (61, "state", "2028"), (20, "firms", "2028")), "2028", 91, 90),
    Example("sites_open", {"sites": SITE}, sites(("2027", 1, 0), ("2028", 0, 1)), sites(("2027", 1, 1), ("2028", 0, 1)),
            "fes/course/2027", 1, 0),
    Example("whole_sites", {"sites": SITE}, sites(("2027", 1, 0)), sites(("2027", 0.4, 0)), "fes/course/2027", 0.4, 0),
    Example("most_sites", {"sites": [SITE, {**SITE, "city": "fes", "max_sites": 1}]}, sites(("2027", 1, 0)),
            sites(("2027", 1, 0), ("2028", 1, 1)), "fes/course", 2, 1),
    Example("site_capacity", {"sites": SITE}, {**units((5, "2028")), **sites(("2028", 0, 1))},
            {**units((6, "2028")), **sites(("2028", 0, 1))}, "fes/course/2028", 6, 5),
    Example("smallest_cohort", course(smallest_cohort=8), units((8,), (0, "2028")), units((7,)), "fes/course/2027", 7,
            8),
    Example("smallest_cohort",
            {**course(smallest_cohort=8), "overrides": {"city": "fes", "measure": "course", "smallest_cohort": 3}},
            units((3,)), units((2,)), "fes/course/2027", 2, 3),
    Example("limits", {"limits": limit("at_least", 50, city="meknes"), "cities": TWO_CITIES},
            money((50, "state", "2027", "course", "meknes")), money((50,)), "rule", 0, 50),
    Example("limits",
            {"limits": limit("at_most", 50, region="north", source="firms", period="2027"), "cities": TWO_CITIES,
                       "sources": TWO_SOURCES},
            money((50, "firms"), (50,), (50, "firms", "2028"), (50, "firms", "2027", "course", "meknes")),
            money((51, "firms")), "rule", 51, 50),
    Example("limits", {"limits": limit("at_least", 0.4, measured="share_of_spending", labelled="yes"),
                       "measures": TWO_MEASURES},
            money((60,), (40, "state", "2027", "hub")), money((61,), (39, "state", "2027", "hub")), "rule", 39, 40),
    Example("limits", {"limits": limit("at_most", 0.4, measured="share_of_place", kind="incubator", city="fes"),
                       "measures": TWO_MEASURES, "cities": TWO_CITIES},
            money((60,), (40, "state", "2027", "hub")),
            money((50,), (50, "state", "2027", "hub"), (900, "state", "2027", "course", "meknes")), "rule", 50, 40),
    Example("limits", {"limits": limit("exactly", 0.5, measured="share_of_source", source="firms", measure="hub"),
                       "measures": TWO_MEASURES, "sources": TWO_SOURCES},
            money((9,), (5, "firms"), (5, "firms", "2028", "hub")),
            money((9,), (4, "firms"), (6, "firms", "2028", "hub")),
            "rule", 6, 5),
    Example("limits", {"limits": limit("at_most", 0.01, measured="share_of_fund", period="2027")}, money((100,)),
            money((101,)), "rule", 101, 100),
    Example("limits", {"limits": limit("at_most", 0.02, measured="per_head", region="south"), "cities": TWO_CITIES},
            money((40, "state", "2027", "course", "meknes")), money((41, "state", "2027", "course", "meknes")),
            "rule", 41, 40),
    Example("limits", {"limits": limit("at_least", 6, quantity="units", measure="hub"), "measures": TWO_MEASURES},
            units((9,), (6, "2028", "hub")), units((9,), (5, "2028", "hub")), "rule", 5, 6),
    Example("limits", {"limits": limit("at_most", 1, quantity="sites", period="2028"), "sites": SITE},
            sites(("2027", 1, 0), ("2028", 1, 1)), sites(("2028", 2, 0)), "rule", 2, 1),
    Example("limits", {"limits": limit("at_least", 3, quantity="net_jobs")},
            {"jobs": [("fes", "all", "2028", 0, 0), ("fes", "all", "2029", 3, 3)]},
            {"jobs": [("fes", "all", "2028", 9, 9), ("fes", "all", "2029", 2, 2)]}, "rule", 2, 3),
    Example("limits", {"limits": limit("at_least", 4, quantity="jobs_kept", period="2027"), "timing": SPREAD,
                       "scenarios": [{"scenario": "mild", "probability": 0.75},
                                     {"scenario": "sharp", "probability": 0.25}]},
            {"kept": [("mild", "fes", "2027", 4), ("sharp", "fes", "2027", 4)]},
            {"kept": [("mild", "fes", "2027", 4), ("sharp", "fes", "2028", 4)]}, "rule", 3, 4),
    Example("limits", {"limits": limit("at_most", 0.11, quantity="rate", period="2028")}, NOTHING_DONE,
            projected((100, 20, 20, 120, 120), (100, 10, 10, 110, 112), (100, 5, 5, 105, 105)),
            "rule/central/fes/2028", 0.112, 0.11),
    Example("dependency", {**course(moved_jobs=2), "returns": SEGMENTS, "dependency": {"cap": 0.4, "period": "2027"}},
            units((3,), (4, "2027", "course", 2)), units((3,), (3, "2027", "course", 2), (9, "2028")), "fes/2027", 41,
            40),
    Example("dependency", {**course(moved_jobs=2), "dependency": [{"cap": 0.1}, {"city": "fes", "cap": 0.4}]},
            units((5, "2028")), units((4, "2028")), "fes/2028", 42, 40),
    Example("commitments", {"commitments": {"commitment": "deal", "value": 30, "sense": "exactly", "source": "firms",
                                            "period": "2028"}, "sources": TWO_SOURCES},
            money((30, "firms", "2028"), (5, "firms"), (5, "state", "2028")), money((30, "state", "2028")), "deal", 0,
            30),
    Example("commitments", {"commitments": {"commitment": "deal", "value": 3, "quantity": "units"}},
            units((1,), (2, "2028")), units((1,), (1, "2028")), "deal", 2, 3),
]  # fmt: skip


def of_family(found: list[Check], family: str) -> list[Check]:
    return [check for check in found if check.family == family]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.family}-{example.label}")
def test_a_family_accepts_the_plan_that_keeps_it(example: Example) -> None:
    found = checks(example.case, plan(example.kept), families=[example.family])
    assert found
    assert [check for check in found if not check.kept] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.family}-{example.label}")
def test_a_family_names_the_rule_that_a_plan_breaks_with_value_and_bound(example: Example) -> None:
    broken = of_family(violations(example.case, plan(example.broken)), example.family)
    told = next(check for check in broken if "/".join(check.label) == example.label)
    assert (float(told.value), float(told.bound)) == pytest.approx((example.value, example.bound))
    assert float(told.excess) == pytest.approx(abs(example.value - example.bound))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.family}-{example.label}")
def test_a_broken_rule_is_told_in_both_languages_with_figures_that_differ(example: Example) -> None:
    broken = of_family(violations(example.case, plan(example.broken)), example.family)
    assert broken
    for check in broken:
        french, english = check.sentence("fr"), check.sentence("en")
        value, bound = french.split(" : ")[-1].split(" au lieu d'")
        assert value != bound.removeprefix("au moins ").removeprefix("au plus ").removeprefix("exactement ")
        assert " instead of " in english
        assert "{" not in french + english


def test_every_family_has_an_example() -> None:
    assert {example.family for example in EXAMPLES} == set(FAMILIES)


def test_doing_nothing_breaks_no_rule() -> None:
    assert violations(small_case(), plan(NOTHING_DONE)) == []


def test_a_missing_row_of_unemployment_is_not_taken_for_agreement() -> None:
    table = {"unemployment": NOTHING_DONE["unemployment"][1:]}
    broken = {check.family for check in violations(small_case(), plan(table))}
    assert broken == {"still_unemployed_balance", "projected_unemployment", "without_fund"}


def test_projected_unemployment_never_falls_below_zero() -> None:
    case = small_case(cities={"unemployed": 1, "callcentre_jobs": 0, "reachable_share": 1})
    table = {"jobs": [("fes", "all", "2028", 3, 3)], **projected((1, 0, 0, 1, 1), (1, 0, 0, 1, 0), (1, 0, 0, 1, 1))}
    assert of_family(violations(case, plan(table)), "projected_unemployment") == []


def test_inactive_rules_do_not_apply() -> None:
    tables = {
        "limits": limit("at_least", 50, active=False),
        "commitments": {"commitment": "deal", "value": 50, "active": False},
        "dependency": {"cap": 0, "active": False},
    }
    assert violations(small_case(**tables), plan(NOTHING_DONE)) == []


def test_a_rule_without_vacancies_table_does_not_exist() -> None:
    families = ["realised_within_employment", "vacancies"]
    assert checks(small_case(), plan(jobs(4, 4)), families=families) == []


@pytest.mark.parametrize(("spent", "broken"), [(10**15, 0), (10**15 + 1, 1)])
def test_one_dirham_too_many_in_a_thousand_billions_is_seen(spent: int, broken: int) -> None:
    case = small_case(sources={"budget": 10**15})
    assert len(of_family(violations(case, plan(money((spent,)))), "budgets")) == 2 * broken


def test_the_tolerance_for_money_applies_only_where_payments_are_fractional() -> None:
    case = small_case(sources={"budget": 100})
    assert of_family(violations(case, plan(money((100.4,)))), "budgets") == []
    assert of_family(violations(case, plan(money((101,)))), "budgets") != []


def test_a_cost_computed_from_fractional_units_may_miss_whole_payments_by_rounding_only() -> None:
    case = small_case(measures={"unit_cost": 3})
    third = {**money((1,)), **units((1 / 3,))}
    assert of_family(violations(case, plan(third)), "who_pays") == []
    assert of_family(violations(case, plan({**money((1,)), **units((0.34,))})), "who_pays") != []


def test_rows_that_repeat_are_added_up_besides_being_reported() -> None:
    broken = violations(small_case(sources={"budget": 50}), plan(money((30,), (30,))))
    assert {check.value for check in of_family(broken, "budgets")} == {60}
    assert [check.value for check in of_family(broken, "labels")] == [2]


def test_sites_are_counted_without_tolerance() -> None:
    almost = sites(("2027", 0.9999999, 0), ("2028", 0, 1))
    broken = {check.family for check in violations(small_case(sites=SITE), plan(almost))}
    assert {"whole_sites", "sites_open"} <= broken


def test_the_tolerance_for_people_is_relative() -> None:
    case = small_case(cities={"callcentre_jobs": 10**7})
    assert of_family(violations(case, plan(kept(2_000_001))), "kept_within_shock") == []
    assert of_family(violations(case, plan(kept(2_000_003))), "kept_within_shock") != []
    assert of_family(violations(case, plan(kept(2_000_001)), tolerance=0), "kept_within_shock") != []


def test_a_residence_may_work_where_it_commutes_and_back_unless_one_way() -> None:
    there = {"employment": [("fes", "meknes", "all", "2028", 1)]}
    back = {"employment": [("meknes", "fes", "all", "2028", 1)]}
    tables = {"cities": TWO_CITIES, "vacancies": {"vacancies": 9}}
    both = small_case(**tables, commuting={"home": "fes", "work": "meknes"})
    one_way = small_case(**tables, commuting={"home": "fes", "work": "meknes", "both_ways": False})
    found = [of_family(violations(case, plan(rows)), "labels") for case in (both, one_way) for rows in (there, back)]
    assert [len(broken) for broken in found] == [0, 0, 0, 1]


@pytest.mark.parametrize(
    ("rows", "offered"),
    [
        ([{"vacancies": 1}, {"period": "2028", "vacancies": 2}], 2),
        ([{"period": "2028", "vacancies": 2}, {"profile": "all", "vacancies": 3}], 3),
        ([{"profile": "all", "vacancies": 3}, {"city": "fes", "vacancies": 4}], 4),
        ([{"city": "fes", "vacancies": 4}, {"profile": "all", "period": "2028", "vacancies": 5}], 5),
    ],
)
def test_the_most_precise_row_of_vacancies_wins_then_the_city_then_the_profile(rows: list, offered: int) -> None:
    found = checks(small_case(vacancies=rows), plan(), families=["vacancies"])
    assert next(check.bound for check in found if check.label == ("fes", "all", "2028")) == offered


def test_counted_job_losses_replace_the_rule_for_their_city_and_scenario() -> None:
    case = small_case(
        cities=TWO_CITIES, shocks={"scenario": "central", "city": "fes", "period": "2028", "jobs_lost": 7}
    )
    bounds = {check.label: check.bound for check in checks(case, plan(), families=["kept_within_shock"])}
    assert [bounds["central", "fes", str(year)] for year in (2027, 2028, 2029)] == [0, 7, 0]
    assert [bounds["central", "meknes", str(year)] for year in (2027, 2028, 2029)] == [20, 0, 0]


def test_a_violation_stands_where_the_case_states_its_rule() -> None:
    case = small_case(limits=[*limit("at_least", 0), {"limit": "second", "sense": "at_least", "value": 50}])
    [broken] = of_family(violations(case, plan()), "limits")
    assert broken.row == ("limits", 1)
    assert broken.place == case["limits"].place(1)


def test_the_sentence_names_the_rule_as_the_case_does() -> None:
    floor = {"limit": "floor", "name": "Plancher pour Oujda", "sense": "at_least", "value": 50_000_000}
    [broken] = of_family(violations(small_case(limits=floor), plan(money((41_200_000,)))), "limits")
    assert broken.sentence("fr") == "Plancher pour Oujda : 41,2 M MAD au lieu d'au moins 50 M MAD"
    assert broken.sentence("en") == "Plancher pour Oujda: MAD 41.2 m instead of at least MAD 50 m"


def test_the_sentence_shows_even_one_dirham() -> None:
    [first, _] = of_family(
        violations(small_case(sources={"budget": 50_000_000}), plan(money((50_000_001,)))), "budgets"
    )
    assert first.sentence("en") == "Budget (State, 2027): 50,000,001 MAD instead of at most 50,000,000 MAD"


def test_margins_give_the_slack_of_every_money_and_policy_rule() -> None:
    case = small_case(sources={"budget": 100}, limits=limit("at_least", 30))
    found = {(check.family, *check.label): check for check in margins(case, plan(money((60,), (40, "state", "2028"))))}
    assert found["budgets", "state", "2027"].slack == 40
    assert found["limits", "rule"].slack == 70
    assert [key for key, check in found.items() if check.binding] == [("budgets", "state", "2028")]
    assert {family for family, *_ in found} <= set(MONEY_AND_POLICY)


def test_an_unknown_family_is_refused() -> None:
    with pytest.raises(KeyError, match="budget_typo"):
        checks(small_case(), plan(), families=["budget_typo"])


ODD = st.one_of(
    st.floats(),
    st.integers(),
    st.decimals(),
    st.none(),
    st.text(max_size=3),
    st.sampled_from(["1e999999", "NaN", pd.NA]),
)
NAMES = st.one_of(
    st.sampled_from(["state", "fes", "course", "all", "central", "2027", "2028"]),
    st.none(),
    st.floats(),
    st.text(max_size=4),
)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_plan_whatever_makes_the_auditor_fail(data: st.DataObject) -> None:
    names = {"source", "city", "measure", "period", "profile", "home", "work", "scenario"}
    tables = {
        table: data.draw(st.lists(st.tuples(*(NAMES if name in names else ODD for name in columns)), max_size=3))
        for table, columns in COLUMNS.items()
    }
    case = small_case(vacancies={"vacancies": 5}, sites=SITE, limits=limit("at_most", 1, quantity="rate"))
    frames = {table: pd.DataFrame(rows, columns=list(COLUMNS[table]), dtype=object) for table, rows in tables.items()}
    for check in violations(case, PlanTables(**frames)):
        assert check.sentence("fr")
        assert check.sentence("en")
    recompute(case, PlanTables(**frames))


@settings(max_examples=30, deadline=None)
@given(order=st.permutations(range(len(EXAMPLES))))
def test_the_order_of_a_plan_s_rows_changes_no_verdict(order: list[int]) -> None:
    case = small_case(cities=TWO_CITIES, sources=TWO_SOURCES, measures=TWO_MEASURES, sites=SITE, returns=SEGMENTS)
    rows: dict[str, list[tuple]] = {}
    shuffled: dict[str, list[tuple]] = {}
    for target, indices in ((rows, range(len(EXAMPLES))), (shuffled, order)):
        for index in indices:
            for table, given_rows in EXAMPLES[index].broken.items():
                target.setdefault(table, []).extend(row for row in given_rows if row not in target.get(table, []))
    once, again = violations(case, plan(rows)), violations(case, plan(shuffled))
    assert once
    assert sorted(map(_verdict, once)) == sorted(map(_verdict, again))


def _verdict(check: Check) -> tuple:
    return check.family, check.label, check.value, check.bound


def test_recompute_counts_person_years_money_and_jobs() -> None:
    case = small_case(sources=TWO_SOURCES, cities=TWO_CITIES, measures=TWO_MEASURES)
    tables = {
        **money((30,), (10, "firms", "2028"), (5, "state", "2028", "hub", "meknes")),
        **kept(8),
        "jobs": [("fes", "all", "2028", 4, 4), ("fes", "all", "2029", 6, 5)],
    }
    figures = recompute(case, plan(tables))
    # Each city without the fund: 120 + 110 + 105; the 8 jobs kept take away 8 + 4 + 2, the net jobs 4 + 5.
    assert figures.person_years_without_fund == 2 * 335
    assert figures.person_years_avoided == 14 + 9
    assert figures.objective_without_fund - figures.objective == 14 + 9
    assert figures.spent == 45
    assert figures.spent_by_source == {"firms": 10, "state": 35}
    assert figures.spent_by_city == {"fes": 40, "meknes": 5}
    assert figures.spent_by_measure == {"course": 40, "hub": 5}
    assert figures.jobs_kept == 8
    assert figures.net_jobs_at_end == 5


def test_recompute_weights_scenarios_periods_and_cities_as_the_fund_asks() -> None:
    case = small_case(
        fund={"discount_rate": 0.25, "weighting": "priority"},
        cities={"priority": 2},
        scenarios=[
            {"scenario": "mild", "probability": 0.75, "severity": 0.5},
            {"scenario": "sharp", "probability": 0.25, "severity": 2},
        ],
    )
    figures = recompute(case, plan({"kept": [("sharp", "fes", "2027", 8)]}))
    # Expected displaced: 0.75 × 10 + 0.25 × 40 = 17.5, then half of them each year; 1, 0.8 and 0.64 discount.
    assert float(figures.person_years_without_fund) == pytest.approx(300 + 17.5 * (1 + 0.5 + 0.25))
    assert float(figures.objective_without_fund) == pytest.approx(2 * (117.5 + 0.8 * 108.75 + 0.64 * 104.375))
    assert figures.jobs_kept == 2
    assert float(figures.person_years_avoided) == pytest.approx(2 * (1 + 0.5 + 0.25))
    avoided = figures.objective_without_fund - figures.objective
    assert float(avoided) == pytest.approx(2 * 2 * (1 + 0.8 * 0.5 + 0.64 * 0.25))


def test_recompute_counts_half_years_as_half() -> None:
    case = small_case(fund={"start": "2027-S1"}, persistence={"lag": 0, "share": 1})
    figures = recompute(case, plan())
    assert figures.person_years == Decimal("0.5") * (120 + 100 + 100)


def test_recompute_weights_cities_by_their_vulnerability_around_its_mean() -> None:
    cities = [
        {"city": "fes", "callcentre_jobs": 0, "higher_education_share": 0.3},
        {"city": "meknes", "callcentre_jobs": 0, "higher_education_share": 0.1, "unemployed": 200},
    ]
    case = small_case(fund={"weighting": "vulnerability", "vulnerability_strength": 0.4}, cities=cities)
    # Index 0 in Fès, 1 in Meknès: weights 0.8 and 1.2 over three years.
    assert float(recompute(case, plan()).objective) == pytest.approx(3 * (0.8 * 100 + 1.2 * 200))


def test_the_auditor_shares_no_code_with_the_formulation() -> None:
    """Follows the imports of fundopt modules from the auditor on."""
    root = Path(fundopt.__file__).parent
    waiting, seen = {"fundopt.audit.feasibility", "fundopt.audit.recompute"}, set()
    while waiting:
        module = waiting.pop()
        seen.add(module)
        file = root.joinpath(*module.split(".")[1:]).with_suffix(".py")
        tree = ast.parse(file.read_text(encoding="utf-8")) if file.exists() else ast.Module([], [])
        named = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
        named |= {f"{node.module}.{name.name}" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
                  for name in node.names}  # fmt: skip
        waiting |= {name for name in named if name.startswith("fundopt.")} - seen
    assert "fundopt.audit.rules_people" in seen
    assert "fundopt.plan.tables" in seen
    assert [name for name in seen if name.startswith(("fundopt.model", "fundopt.solve"))] == []
    assert {name for name in seen if name.startswith("fundopt.plan.")} == {
        "fundopt.plan.tables", "fundopt.plan.tables.PlanTables",
    }  # fmt: skip
