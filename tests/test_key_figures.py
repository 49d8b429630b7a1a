"""Key figures: what the shock adds is avoided or left, sums by label are whole, and each has one wording and unit."""

from __future__ import annotations

from decimal import Decimal

import pytest

import fundopt
from fundopt.plan.achievements import (
    DIMENSIONS,
    Achievements,
    expected_unemployment,
    labels_of,
    money_of,
    person_years_avoided_by_city,
)
from fundopt.plan.compare import ADDED, FIGURES, figure_rows, side_by_side
from fundopt.plan.summary import JOBS, MAD, MILLIONS, PERSONS, POINTS, SUMMED_UP, WORDINGS, figures


@pytest.fixture(scope="module")
def plan() -> fundopt.Plan:
    return fundopt.solve(fundopt.read_case("teaching-cofinancing"))


def test_what_the_shock_adds_is_avoided_or_left(plan):
    reached, table = plan.achievements, plan.tables.unemployment
    probability = {row.scenario: float(row.probability) for row in plan.case["scenarios"]}
    weight = table["scenario"].map(probability) if probability else 1.0
    without = (table["unemployed_without_fund"] - table["baseline"]) * weight
    with_it = (table["unemployed"] - table["baseline"]) * weight
    assert reached.person_years_added == pytest.approx(without.sum() * plan.case.period_years)
    assert reached.person_years_remaining == pytest.approx(with_it.sum() * plan.case.period_years)
    assert reached.person_years_added > reached.person_years_remaining > 0


def test_sums_by_label_are_the_whole(plan):
    for dimension in DIMENSIONS:
        money = money_of(plan.case, plan.tables, dimension)
        assert list(money.index) == list(labels_of(plan.case, dimension))
        assert money.sum() == pytest.approx(plan.achievements.money)
    avoided = person_years_avoided_by_city(plan.case, expected_unemployment(plan.case, plan.tables))
    assert avoided.sum() == pytest.approx(plan.achievements.person_years_avoided)
    assert set(avoided.index) == set(plan.case.names("cities"))


def test_every_figure_shown_is_one_of_the_achievements_and_has_a_wording(plan):
    for name in {*FIGURES, *SUMMED_UP, ADDED}:
        assert hasattr(Achievements, name) or name in Achievements.__dataclass_fields__
        assert WORDINGS[name].short.of("fr") in WORDINGS[name].label.of("fr")
        assert WORDINGS[name].short.of("en") in WORDINGS[name].label.of("en")
    assert [each.label for each in figures(plan.achievements)] == [WORDINGS[name].label for name in SUMMED_UP]


@pytest.mark.parametrize(
    ("unit", "value", "digits", "french", "english"),
    [
        (POINTS, 1.0, 2, "point", "points"),
        (POINTS, 1.35, 2, "point", "points"),
        (POINTS, 1.996, 2, "points", "points"),
        (POINTS, -1.5, 2, "point", "points"),
        (JOBS, 0, 0, "emploi", "jobs"),
        (JOBS, 1.2, 0, "emploi", "job"),
        (PERSONS, 1, 0, "personne", "person"),
        (PERSONS, 2, 0, "personnes", "people"),
    ],
)
def test_a_unit_agrees_with_the_value_as_it_is_shown(unit, value, digits, french, english):
    assert (unit.beside(value, "fr", digits), unit.beside(value, "en", digits)) == (french, english)


def test_large_amounts_stand_in_millions_and_no_other_figure_does():
    assert WORDINGS["money"].scaled(999_999, 2e6) == (1e6, 1, MILLIONS)
    assert WORDINGS["cost_per_net_job"].scaled(160_000, float("nan")) == (1.0, 0, MAD)
    assert WORDINGS["person_years_avoided"].scaled(3e6)[0] == 1.0


def test_the_figures_of_plans_at_hand_are_those_of_a_comparison(plan):
    equal = fundopt.evaluate(plan.case, key="equal")
    plans = {"best": plan, "equal": equal}
    compared = side_by_side({name: (each.case, each.tables) for name, each in plans.items()})["figures"]
    rows = figure_rows({name: each.achievements for name, each in plans.items()})
    assert rows.equals(compared)
    assert list(rows.index) == list(FIGURES)
    assert rows.loc["money", "unit"] == rows.loc["cost_per_net_job", "unit"] == "MAD"
    alone = figure_rows({"best": plan.achievements})
    assert list(alone.columns) == ["unit", "best"]


def test_what_the_shock_adds_is_a_row_where_the_cases_differ_in_it(plan):
    case = plan.case
    worse, findings = fundopt.Scenario("", (fundopt.ScaleShock(Decimal(2)),)).apply(case)
    assert worse is not None, findings
    other = fundopt.solve(worse)
    rows = figure_rows({"now": plan.achievements, "worse": other.achievements})
    assert rows.index[0] == ADDED
    assert rows.loc[ADDED, "Δ worse"] == pytest.approx(
        other.achievements.person_years_added - plan.achievements.person_years_added
    )
    assert rows.loc[ADDED, "Δ worse"] > 0
