"""The curve by size of the fund, what happens along it and why a measure is dropped: by hand, and by solving again."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from random_cases import random_case
from small_cases import small_case

import fundopt
from fundopt.case.case import Data
from fundopt.errors import SolveError
from fundopt.plan.explain.dropped import dropped
from fundopt.plan.explain.explanation import Explanation
from fundopt.plan.explain.fund_size import _doubled
from fundopt.plan.explain.resolving import Resolver
from fundopt.plan.explain.sentences import curve_sentence, dropped_sentence, step_sentence, steps_of
from fundopt.plan.optimise import optimise

TWO_COURSES = [
    {"measure": "short", "unit_cost": 10, "net_jobs": 0.1},
    {"measure": "long", "unit_cost": 30, "net_jobs": 0.2},
]
"""The short course is worth more a dirham, the long one more a person."""


def replacing() -> Explanation:
    """A fund of 15,000 MAD for 1,020 people (20 displaced), a curve up to 45,000."""
    cities = {"city": "fes", "reachable_share": 1, "unemployed": 1000}
    sources = {"source": "state", "kind": "public", "budget": 15_000}
    case = small_case(fund={"payment_unit": 1}, measures=TWO_COURSES, cities=cities, sources=sources)
    return Explanation(fundopt.solve(case).optimum, seconds=None, upto=3.0)


def test_kinks_of_two_cities_by_hand():
    # 16 person-years a million until all 200 people of the north are trained (2 M MAD), 10 until all 120 of the south
    # are (1.2 M MAD more), then nothing.
    found = fundopt.explain(fundopt.solve(fundopt.read_case("teaching-two-cities")), seconds=None)
    kinks = found.curve.kinks
    assert [round(kink.amount) for kink in kinks] == [2_000_000, 3_200_000]
    assert [(kink.before * 1e6, kink.after * 1e6) for kink in kinks] == [
        (pytest.approx(16), pytest.approx(10)),
        (pytest.approx(10), pytest.approx(0, abs=1e-6)),
    ]
    assert found.curve.unproven == 0
    happening = [(event.kind, event.city, event.at and round(event.at)) for event in found.events]
    assert sorted(happening) == [
        ("completes", "north", 2_000_000),
        ("completes", "south", 3_200_000),
        ("starts", "north", 0),
        ("starts", "south", 2_000_000),
    ]
    case = found.optimum.parameters.case
    told = [step_sentence(case, step, "fr") for step in steps_of(found.events)]
    assert told[1].startswith("À 2,00 M MAD, commence : « Formation longue » à Ville du Sud")
    assert "2" in curve_sentence(found.curve, "fr")


def test_a_measure_that_others_replace_is_dropped_and_said_why():
    # With 10,200 MAD all 1,020 people take the short course; from there on each 20 MAD move one of them to the long
    # one, until at 30,600 MAD nobody is left in the short one.
    found = replacing()
    assert [round(kink.amount) for kink in found.curve.kinks] == [10_200, 30_600]
    stop = next(item for item in found.dropped if item.event.kind == "stops")
    assert (stop.event.city, stop.event.measure, stop.family) == ("fes", "short", "one_programme")
    # Kept at what it had at the size below: each of those people is worth 0.1 jobs less. One job is worth what 10 MAD
    # buy ten times over at the left end of the curve.
    worth = found.curve.kinks[0].before * 10 / 0.1
    assert stop.cost == pytest.approx(stop.event.before / 10 * 0.1 * worth, rel=1e-4)
    case = found.optimum.parameters.case
    told = dropped_sentence(case, stop, "fr")
    assert "une personne, un programme" in told
    assert "coûterait" in told
    assert "one person, one programme" in dropped_sentence(case, stop, "en")


def test_the_first_fall_of_a_replaced_measure_is_where_the_other_starts():
    found = replacing()
    starts = next(event for event in found.events if event.kind == "starts" and event.measure == "long")
    falls = next(event for event in found.events if event.kind == "falls" and event.measure == "short")
    assert starts.at == pytest.approx(10_200)
    assert falls.at == pytest.approx(10_200)


def test_without_time_the_reason_is_not_made_up():
    found = replacing()
    told = dropped(Resolver(found.optimum, 0.0), found.curve)
    assert told
    assert all((item.cost, item.reason) == (None, None) for item in told)
    assert "temps" in dropped_sentence(found.optimum.parameters.case, told[0], "fr")


def test_the_curve_passes_through_the_plan_and_never_falls():
    found = fundopt.explain(fundopt.solve(fundopt.read_case("teaching-cofinancing")), seconds=None)
    today = next(point for point in found.curve.points if point.fund == pytest.approx(3_200_000))
    assert today.effect == pytest.approx(found.optimum.effect, rel=1e-6)
    assert found.curve.complete
    effects = [point.effect for point in found.curve.points]
    assert all(later >= earlier - 1e-3 * found.optimum.effect for earlier, later in pairwise(effects))


@pytest.mark.parametrize("seed", range(40, 60))
def test_the_curve_is_concave_and_right_where_the_fund_is_twice_as_large(seed: int):
    """Twice the money of every source, as an edited case solved from nothing."""
    case = random_case(seed, whole=False)
    try:
        plan = fundopt.solve(case)
    except SolveError:
        return
    curve = Explanation(plan.optimum, seconds=None).curve
    if curve is None:
        return
    slack = 1e-5 * max(1.0, plan.effect)
    slopes = [
        (after.effect - before.effect) / (after.fund - before.fund) * 1e6 for before, after in pairwise(curve.points)
    ]
    assert all(later <= earlier + slack for earlier, later in pairwise(slopes))
    if curve.largest == pytest.approx(2 * curve.today):
        again = -optimise(_doubled(case, None)).first.objective
        assert curve.points[-1].effect == pytest.approx(again, rel=1e-5, abs=1e-4)


def test_a_curve_cut_short_says_so():
    plan = fundopt.solve(fundopt.read_case("teaching-two-cities"))
    curve = fundopt.explain(plan, seconds=0.0).curve
    assert not curve.complete
    assert "Incomplet" in curve_sentence(curve, "fr")
    assert "Incomplete" in curve_sentence(curve, "en")
    assert np.isinf(curve.unproven)


def test_the_end_of_a_curve_names_the_floor_that_can_no_longer_be_spent():
    # 120 people in the south at 10,000 MAD: a floor of 30% of the fund can be spent up to a fund of 4 M MAD.
    case = fundopt.read_case("teaching-two-cities")
    floor = {
        "limit": "south", "name": "Plancher : Sud", "quantity": "money", "sense": "at_least", "value": Decimal("0.3"),
        "measured": "share_of_fund", "city": "south",
    }  # fmt: skip
    found = fundopt.explain(fundopt.solve(case.replace(limits=Data.of("limits", [floor]))), seconds=None)
    curve = found.curve
    assert curve.largest == pytest.approx(4_000_000, rel=1e-4)
    assert [stated.identifier for stated in curve.beyond if stated.decided] == ["south"]
    assert np.isnan(curve.points[-1].slope)
    assert "« Plancher : Sud », part du fonds qui ne peut plus être dépensée" in curve_sentence(curve, "fr")
    assert not curve.below
