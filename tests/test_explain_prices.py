"""Prices of rules, the next and the last million, and the curve: known answers by hand, and properties."""

from __future__ import annotations

from itertools import pairwise

import pytest
from random_cases import random_case

import fundopt
from fundopt.errors import SolveError


@pytest.fixture(scope="module")
def two_cities():
    return fundopt.explain(fundopt.solve(fundopt.read_case("teaching-two-cities")))


@pytest.fixture(scope="module")
def cofinancing():
    return fundopt.explain(fundopt.solve(fundopt.read_case("teaching-cofinancing")))


def test_the_next_million_serves_those_who_are_left(two_cities):
    # South takes 700,000 MAD more before nobody is left to train: 70 people at 10 person-years a hundred.
    more, less = two_cities.millions[:2]
    assert (more.least, less.least) == (pytest.approx(7), pytest.approx(-13))
    assert [(move.city, round(move.after, -3)) for move in more.moves] == [("south", 1_200_000)]


def test_the_rule_that_asks_for_an_incubator_costs_three_person_years(cofinancing):
    price = cofinancing.prices.rules[0]
    assert price.stated.identifier == "one_incubator"
    assert price.without.exact
    assert price.without.least == pytest.approx(3)
    assert str(price.stated.place) == "limits.csv:2:value"


def test_the_curve_passes_through_the_plan_and_never_falls(cofinancing):
    points = cofinancing.curve
    today = next(point for point in points if point.size == pytest.approx(3_200_000))
    assert today.effect == pytest.approx(cofinancing.optimum.effect, rel=1e-6)
    effects = [point.effect for point in points]
    assert effects == sorted(effects)


@pytest.mark.parametrize("seed", range(40, 52))
def test_prices_are_gains_and_the_curve_is_concave_without_sites(seed: int):
    try:
        plan = fundopt.solve(random_case(seed, whole=False))
    except SolveError:
        return
    found = fundopt.explain(plan)
    slack = 1e-5 * max(1.0, plan.effect)
    for price in found.prices.rules:
        assert price.looser.least >= -slack
        assert price.without.least >= -slack
    slopes = [point.slope for point in found.curve if point.slope is not None]
    assert all(later <= earlier + slack for earlier, later in pairwise(slopes))
