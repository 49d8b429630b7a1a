"""Bands, different plans and flips: known answers by hand, and properties on random cases judged by the audit."""

from __future__ import annotations

import json
from io import StringIO

import numpy as np
import pytest
from random_cases import random_case
from small_cases import small_case

from fundopt.audit.feasibility import violations
from fundopt.case.reading import read_case
from fundopt.cli import json_freedom, screen_freedom
from fundopt.cli.terminal import tell
from fundopt.errors import SolveError
from fundopt.plan.explain.alternatives import alternatives, distance
from fundopt.plan.explain.assumptions import flips
from fundopt.plan.explain.freedom import freedom
from fundopt.plan.explain.funding import unfunded
from fundopt.plan.explain.levers import levers
from fundopt.plan.explain.margins import margins
from fundopt.plan.explain.pairs import money
from fundopt.plan.explain.resolving import Resolver
from fundopt.plan.optimise import Optimum, optimise

SEEDS = (1, 2, 4, 5, 8, 9, 11, 14, 16, 21)


def solved(case) -> tuple[Optimum, Resolver]:
    optimum = optimise(case)
    return optimum, Resolver(optimum)


def test_bands_of_two_cities_by_hand():
    # 37 person-years: 2 years of 200·0.1·0.8 = 16 in the north and 50·0.1·0.5 = 2.5 in the south, at 10,000 MAD a
    # trainee. One per cent is 0.37. A dirham less in the south costs 2·5e-6 = 1e-5: at least 500,000 − 37,000 there.
    # A trainee of the north less, one more in the south: 2·(0.08 − 0.05) = 0.06 lost for 10,000 MAD, so that the
    # north gets at least 2,000,000 − 61,667 and the south at most 500,000 + 61,667.
    optimum, resolver = solved(read_case("teaching-two-cities"))
    bands = {band.label: band for band in freedom(optimum, resolver).bands}
    assert bands["north"].most == pytest.approx(2_000_000, abs=1)
    assert bands["north"].least == pytest.approx(2_000_000 - 0.37 / 0.06 * 10_000, abs=1)
    assert bands["south"].least == pytest.approx(500_000 - 37_000, abs=1)
    assert bands["south"].most == pytest.approx(500_000 + 0.37 / 0.06 * 10_000, abs=1)
    assert bands["state"].least == pytest.approx(2_500_000 - 37_000, abs=1)
    assert bands["state"].most == pytest.approx(2_500_000, abs=1)
    assert "2,500 M MAD" in bands["state"].sentence("fr")
    assert "MAD 2.500 m" in bands["state"].sentence("en")


def test_no_freedom_where_nothing_may_be_lost():
    optimum, resolver = solved(read_case("teaching-two-cities"))
    for band in freedom(optimum, resolver, within=0.0).bands:
        assert band.width == pytest.approx(0, abs=10)


def test_flip_of_a_unit_cost_by_hand():
    # Two courses for the same 1,000 people, 250 MAD: "a" gives 0.1 jobs for 10 MAD, "b" 0.099 for 10 MAD. All money
    # goes to "a" until it costs 1 % more, 10·0.1/0.099 = 10.101, and money moves only where it avoids at least 1 % of
    # the average more: 2 % in all.
    rows = [{"measure": "a", "net_jobs": 0.1}, {"measure": "b", "net_jobs": 0.099}]
    cities = {"city": "fes", "reachable_share": 1, "unemployed": 1000}
    sources = {"source": "state", "kind": "public", "budget": 250}
    optimum, resolver = solved(small_case(fund={"payment_unit": 1}, measures=rows, cities=cities, sources=sources))
    found = {(flip.lever.column, flip.lever.about.en): flip for flip in flips(optimum, resolver).ranked}
    flip = found["unit_cost", "A"]
    assert 0.0101 < flip.quiet < flip.change
    assert 0.0195 <= flip.change <= 0.0205 * 1.15
    assert flip.moved == pytest.approx(1, abs=0.01)
    assert "+2" in flip.sentence("fr")
    assert ("net_jobs", "B") in found
    assert found["net_jobs", "B"].change > 0


def test_an_assumption_without_which_no_plan_is_left():
    # A floor of 95 MAD for Fès and a budget of 100: 5 % less is as far as it goes.
    floor = {"limit": "floor", "sense": "at_least", "value": 95}
    sources = {"source": "state", "kind": "public", "budget": 100}
    case = small_case(fund={"payment_unit": 1}, sources=sources, limits=[floor], measures={"net_jobs": 0.1})
    optimum, resolver = solved(case)
    flip = next(flip for flip in flips(optimum, resolver).ranked if flip.lever.column == "budget")
    assert flip.change <= -0.05 <= flip.quiet <= -0.05 / 1.15
    assert "no plan" in flip.sentence("en")


def test_shares_of_one_give_way_to_each_other():
    scenarios = [{"scenario": name, "probability": share} for name, share in (("x", 0.5), ("y", 0.3), ("z", 0.2))]
    case = small_case(scenarios=scenarios)
    lever = next(one for one in levers(case, ("none",)) if one.table == "scenarios" and one.column == "probability")
    moved = lever.moved(case, 0.1)
    assert [float(value) for value in moved["scenarios"]["probability"]] == pytest.approx([0.55, 0.27, 0.18])
    assert lever.moved(case, 1.5) is None  # more than everything


def test_a_lever_holds_what_one_assumption_covers():
    case = read_case("morocco-2026")
    found = {(one.table, one.column, one.about.en): one for one in levers(case, ("assumption",))}
    displacement = next(one for key, one in found.items() if key[:2] == ("cities", "displacement"))
    assert len(displacement.rows) == 14
    assert displacement.place.column == "displacement"
    assert not any(one.table == "cities" and one.column == "labour_force" for one in found.values())  # sourced
    hybrid = [one for key, one in found.items() if key[:2] == ("effects", "net_jobs") and "Hybrid" in key[2]]
    assert len(hybrid) == 1
    assert len(hybrid[0].rows) == 9


@pytest.mark.parametrize("seed", SEEDS)
def test_bands_and_alternatives_of_random_cases(seed):
    """Each band holds the plan; each alternative is nearly as good, keeps every rule, and is as far as it says."""
    try:
        optimum, resolver = solved(random_case(seed))
    except SolveError:
        pytest.skip("no plan")
    p, program = optimum.parameters, optimum.program
    best = -optimum.first.objective
    bands = freedom(optimum, resolver, within=0.05)
    for band in bands.bands:
        assert band.least - 1 <= band.plan <= band.most + 1
    plan = money(p, program, optimum.payable)
    for other in alternatives(optimum, resolver, 0.05, bands):
        assert other.effect >= 0.95 * best - 1e-5 * max(1, abs(best))
        assert not violations(p.case, other.tables)
        paid = other.tables.payments.groupby(["city", "measure"])["amount"].sum()
        assert paid.sum() == pytest.approx(money(p, program, other.primal).sum(), abs=1)
        assert other.distance == pytest.approx(distance(plan, money(p, program, other.primal)))
        assert "Before rounding" in other.sentence("en")
        for band in bands.of("city"):
            got = paid.get(band.label, 0)
            total = float(got.sum()) if hasattr(got, "sum") else float(got)
            assert band.least - 100 <= total <= band.most + 100


def test_alternatives_differ_from_each_other():
    optimum, resolver = solved(read_case("teaching-cofinancing"))
    found = alternatives(optimum, resolver, within=0.05)
    assert len(found) == 3
    points = (optimum.payable, *[item.primal for item in found])
    plans = [money(optimum.parameters, optimum.program, point) for point in points]
    for i, plan in enumerate(plans):
        for other in plans[:i]:
            assert distance(plan, other) > 0.01
    assert np.all(np.diff([item.distance for item in found]) <= 0)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_everything_is_shown_and_told_as_json(lang):
    optimum, resolver = solved(read_case("teaching-two-cities"))
    bands = freedom(optimum, resolver)
    parts = {
        "unfunded": unfunded(optimum, resolver),
        "margins": margins(optimum, resolver),
        "flips": flips(optimum, resolver),
        "freedom": bands,
        "alternatives": alternatives(optimum, resolver, known=bands),
    }
    for name, part in parts.items():
        stream = StringIO()
        tell(lambda screen, name=name, part=part: getattr(screen_freedom, f"show_{name}")(screen, lang, part), stream)
        assert "{" not in stream.getvalue()
        told = next(
            getattr(json_freedom, f"{name}_{end}")(part, lang)
            for end in ("record", "records")
            if hasattr(json_freedom, f"{name}_{end}")
        )
        sentences = [
            item["sentence"]
            for item in (
                told if isinstance(told, list) else next(values for values in told.values() if isinstance(values, list))
            )
        ]
        assert sentences
        assert json.loads(json.dumps(told, allow_nan=False))
        shown = " ".join(stream.getvalue().split())
        if name != "freedom":
            assert all(" ".join(sentence.split()) in shown for sentence in sentences)


def test_out_of_time_is_said():
    optimum = optimise(read_case("teaching-two-cities"))
    resolver = Resolver(optimum, 0.0)
    assert all(band.least is None for band in freedom(optimum, resolver).bands)
    assert "faute de temps" in freedom(optimum, resolver).bands[0].sentence("fr")
    assert {item.status for pair in unfunded(optimum, resolver) for item in pair.thresholds} == {"estimated"}
    assert margins(optimum, resolver).tried == 0
    found = flips(optimum, resolver)
    assert (found.ranked, found.tried) == ((), 0)
    assert alternatives(optimum, resolver) == ()
