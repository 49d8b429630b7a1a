"""What a measure without money would have to cost or achieve: known answers by hand, and the same found by solving."""

from __future__ import annotations

import numpy as np
import pytest
from random_cases import random_case
from small_cases import small_case

from fundopt.case.reading import read_case
from fundopt.errors import SolveError
from fundopt.plan.explain.funding import Unfunded, unfunded
from fundopt.plan.explain.margins import margins
from fundopt.plan.explain.pairs import cost_change, effect_change, units
from fundopt.plan.explain.resolving import Resolver
from fundopt.plan.optimise import Optimum, optimise
from fundopt.solve import solve

TWO_CITIES = "teaching-two-cities"


def answers(case) -> tuple[Optimum, dict[tuple[str, str], Unfunded]]:
    optimum = optimise(case)
    return optimum, {(item.pair.city, item.pair.measure): item for item in unfunded(optimum, Resolver(optimum))}


def test_two_cities_by_hand():
    # South: 100·0.8·0.25 = 20 displaced + 100 reachable = 120 people, but money for 50 trainees only, after 200 in the
    # north. A trainee there avoids 0.1·(1 − 0.5) = 0.05: 0.05/10,000 = 5e-6 a dirham. Who is hired avoids
    # 0.04·0.5 = 0.02: worth its money below 0.02/5e-6 = 4,000 MAD, or at 5,000 with 0.05 jobs instead of 0.04.
    _, found = answers(read_case(TWO_CITIES))
    south = found["south", "hiring"]
    assert south.cost.needed == pytest.approx(4000, rel=1e-4)
    assert south.effect.needed == pytest.approx(0.05, rel=1e-4)
    assert (south.cost.status, south.cost.sites) == ("verified", "free")
    # North: all 200 people are in training, worth 0.08 at 10,000 MAD. One who is hired instead loses 0.08 and gains
    # 0.032, and frees 10,000 MAD less its own cost, worth 5e-6 each in the south: 0.032 + (10,000 − a)·5e-6 ≥ 0.08
    # for a ≤ 400; at 5,000 MAD its effect must be 0.08 − 0.025 = 0.055 = 0.8·e: e = 0.06875.
    north = found["north", "hiring"]
    assert north.cost.needed == pytest.approx(400, rel=1e-4)
    assert north.effect.needed == pytest.approx(0.06875, rel=1e-4)
    assert "400 MAD" in north.sentence("fr")
    assert "MAD 400" in north.sentence("en")


def test_margins_of_two_cities_by_hand():
    # Training in the south against hiring there: 0.1·0.5/10,000 = 5e-6 against 0.04·0.5/5,000 = 4e-6 per MAD. It gives
    # way once its effect falls by a fifth, and by what makes a move worth 1 % of the average effect per MAD
    # (37 person-years over 2 years and 2.5 M MAD: 1.48e-5 a MAD, against 1e-5 for the south): 1.5 % more.
    optimum = optimise(read_case(TWO_CITIES))
    found = {item.pair.city: item.margins for item in margins(optimum, Resolver(optimum)).funded}
    effect = next(margin for margin in found["south"] if margin.parameter == "net_jobs")
    assert -0.2 - 0.016 - 0.01 <= effect.down <= -0.2
    assert effect.down_flips < effect.down
    assert effect.up_flips is None


def test_rules_that_forbid_are_named():
    measures = [
        {"measure": "course"},
        {"measure": "shared", "min_private_share": 0.5},
        {"measure": "nobody", "pool": "firms"},
        {"measure": "house", "net_jobs": 0.2},
    ]
    rows = [{**row, "net_jobs": row.get("net_jobs", 0.1)} for row in measures]
    house = {"measure": "house", "city": "fes", "opening_cost": 1, "running_cost": 0, "capacity": 5, "max_sites": 0}
    earmark = {"source": "state", "city": "*", "measure": "course", "eligible": True}
    _, found = answers(small_case(measures=rows, sites=[house]))
    assert "privée" in found["fes", "shared"].sentence("fr")
    assert "pool" in found["fes", "nobody"].sentence("en")
    assert "site" in found["fes", "house"].sentence("en")
    _, found = answers(small_case(measures=rows[:2], eligibility=[earmark]))
    assert "earmarks" in found["fes", "shared"].sentence("en")


def test_no_cost_is_low_enough_without_an_effect():
    # "idle" trains people who would be worth 0.1 jobs each in "course": free of charge it still takes them.
    # With 0.1 net jobs and at 10 MAD it would be as good as the course.
    rows = [{"measure": "course", "net_jobs": 0.1}, {"measure": "idle"}]
    _, found = answers(small_case(measures=rows))
    idle = found["fes", "idle"]
    assert idle.cost.needed is None
    assert "effet" in idle.sentence("fr")
    assert idle.effect.today == 0
    assert idle.effect.needed == pytest.approx(0.1, rel=1e-4)


def test_cost_where_a_cohort_must_be_filled():
    # 25 people and 250 MAD: 25 courses at 10 MAD, or a cohort of at least 20 that achieves twice as much a head. It is
    # chosen as soon as 20 of it can be paid for: below 250/20 = 12.5 MAD, found by halving, to half a per cent.
    rows = [{"measure": "course", "net_jobs": 0.1}, {"measure": "cohort", "net_jobs": 0.2, "unit_cost": 30}]
    rows[1]["smallest_cohort"] = 20
    sources = {"source": "state", "kind": "public", "budget": 250}
    _, found = answers(small_case(measures=rows, sources=sources, fund={"budget_periods": 1}))
    cohort = found["fes", "cohort"]
    assert cohort.effect is None
    assert cohort.cost.status == "verified"
    assert 12.5 * 0.995 <= cohort.cost.needed <= 12.5


@pytest.mark.parametrize("seeds", [range(0, 15), range(15, 30)], ids=str)
def test_funded_beyond_the_threshold_and_not_before(seeds):
    """The program solved again with free sites, a little on either side of every threshold."""
    assert sum(checked_thresholds(random_case(seed, floors=seed % 2 == 0)) for seed in seeds) >= 10


@pytest.mark.long
@pytest.mark.parametrize("start", range(100, 1100, 100))
def test_funded_beyond_the_threshold_and_not_before_at_length(start):
    assert sum(checked_thresholds(random_case(seed, floors=seed % 2 == 0)) for seed in range(start, start + 100)) >= 30


def checked_thresholds(case) -> int:
    """How many thresholds of a case were found right; 0 where it has no plan."""
    try:
        optimum, found = answers(case)
    except SolveError:
        return 0
    p, program, checked = optimum.parameters, optimum.program, 0
    best = optimum.first.objective
    for item in found.values():
        for threshold in item.thresholds:
            if threshold.change is None or threshold.status != "verified" or abs(threshold.change) < 0.02:
                continue
            if 1 + threshold.change < 1e-3:  # next to nothing: no room for a step beyond
                continue
            change = cost_change(p, program, item.pair)
            if threshold.parameter != "unit_cost":
                change = effect_change(p, program, item.pair, threshold.parameter)
            assert change is not None
            step = 0.01 * (1 + threshold.change) * np.sign(threshold.change)
            beyond = solve(change.applied(program, threshold.change + step), gap=1e-9)
            c, m = p.cities.position[item.pair.city], p.measures.position[item.pair.measure]
            assert units(p, program, beyond.primal)[c, m] > 1e-7, (case.name, item.sentence("en"))
            if threshold.sites == "free":
                before = solve(change.applied(program, threshold.change - step), gap=1e-9)
                assert before.objective >= best - 2e-6 * max(1, abs(best)), (case.name, item.sentence("en"))
            checked += 1
    return checked
