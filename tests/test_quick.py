"""The quick answer to an edited case: the optimum that a full solve finds, with the sites of the plan."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_cases import random_case

from fundopt.case.case import Case
from fundopt.case.reading import read_case
from fundopt.case.scenario import Edit, Pin, RemoveRow, ScaleFund, ScaleShock, Scenario, SetCell, SwitchRule
from fundopt.errors import Infeasible
from fundopt.model.formulate import formulate
from fundopt.plan.achievements import achievements, money_by
from fundopt.plan.optimise import ALLOWANCE, optimise
from fundopt.plan.quick import AS_PLANNED, FRACTIONAL, NONE, Changes, Outcome, Quick, distance
from fundopt.solve import Basis, carried, carried_values, solve
from fundopt.solve.solution import BASIC


def edited(case: Case, *edits: Edit) -> Case | None:
    return Scenario("", edits).apply(case)[0]


def some_edits(case: Case, data: st.DataObject) -> tuple[Edit, ...]:
    city = data.draw(st.sampled_from(case.names("cities")))
    measure = data.draw(st.sampled_from(case.names("measures")))
    factor = data.draw(st.sampled_from([Decimal("0.5"), Decimal("0.9"), Decimal("1.2"), Decimal(2)]))
    rules = [SwitchRule("limits", limit, False) for limit in case.names("limits")]
    choices = [
        SetCell("cities", city, "callcentre_jobs", Decimal(data.draw(st.integers(0, 3000)))),
        SetCell("cities", city, "unemployed", Decimal(data.draw(st.integers(0, 9000)))),
        SetCell("measures", measure, "unit_cost", Decimal(data.draw(st.integers(1000, 90000)))),
        ScaleFund(factor),
        ScaleShock(factor),
        Pin(city=city, most=Decimal(data.draw(st.integers(0, 2_000_000)))),
        *rules,
    ]
    return tuple(data.draw(st.lists(st.sampled_from(choices), min_size=1, max_size=3)))


def test_programs_are_the_nearer_the_smaller_the_edit(two_cities):
    def program(*edits: Edit):
        return formulate(edited(two_cities, *edits))

    saved, pinned = program(), Pin(city=two_cities.names("cities")[0], most=Decimal(10**6))
    small, large = (distance(saved, program(ScaleFund(Decimal(factor)))) for factor in ("1.1", "1.5"))
    assert distance(saved, program()) == 0 < small < large
    assert (
        0
        < distance(program(pinned), program(pinned, ScaleFund(Decimal("1.1"))))
        < distance(saved, program(pinned)) + small
    )


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.data())
def test_the_quick_answer_is_the_optimum_of_the_edited_case(seed, data):
    case = random_case(seed, floors=False, whole=False)
    if case.fund.then_minimise:
        case = edited(case, SetCell("fund", "", "then_minimise", ())) or case
    quick = Quick(optimise(case))
    for _ in range(2):
        after = edited(case, *some_edits(case, data))
        if after is None:
            continue
        best = -solve(formulate(after)).objective
        answer = quick.answer(after)
        assert answer.sites == NONE
        allowed = 2 * ALLOWANCE * max(best, quick.saved.effect) + 1e-6
        assert best - allowed <= answer.effect <= best + 1e-6 * max(1.0, best)


@pytest.fixture(scope="module")
def two_cities() -> Case:
    return read_case("teaching-two-cities")


@pytest.fixture(scope="module")
def quick(two_cities) -> Quick:
    return Quick(optimise(two_cities))


def test_an_unedited_case_changes_nothing(quick, two_cities):
    answer = quick.answer(two_cities)
    assert answer.effect == pytest.approx(37.0, abs=1e-3)
    assert answer.figures["change"].abs().max() < 1e-6
    assert all(not answer.money(dimension)["change"].any() for dimension in ("city", "measure", "source", "period"))


def test_figures_are_those_of_the_tables(quick, two_cities):
    after = edited(two_cities, Pin(city="north", least=Decimal(1_250_000), most=Decimal(1_250_000)))
    answer = quick.answer(after)
    assert answer.effect == pytest.approx(32.0, abs=1e-3)
    assert answer.figures.loc["effect", "change"] == pytest.approx(-5.0, abs=2e-3)
    assert answer.money("city").loc["north", "after"] == pytest.approx(1_250_000, abs=1)
    assert answer.figures.loc["money", "after"] == pytest.approx(answer.money("period")["after"].sum())
    assert answer.figures.loc["worst_rise", "after"] == pytest.approx(achievements(after, answer.tables).worst_rise)


def test_before_is_the_saved_plan_as_paid_whatever_way_an_answer_is_found(two_cities):
    optimum = optimise(edited(two_cities, SetCell("sources", two_cities.names("sources")[0], "budget", "2 234 567,89")))
    quick = Quick(optimum)
    case = optimum.parameters.case
    after = edited(case, ScaleFund(Decimal("0.5")))
    answer, paid = quick.answer(after), quick.changes(quick.exact(after))
    assert answer.figures["before"].to_list() == paid.figures["before"].to_list()
    assert answer.changes.remaining[0] == paid.remaining[0]
    assert answer.changes.unemployment["with_before"].equals(paid.unemployment["with_before"])
    for dimension in ("city", "measure", "source", "period"):
        assert answer.money(dimension)["before"].equals(paid.money(dimension)["before"])
    assert answer.figures.loc["money", "after"] == pytest.approx(paid.figures.loc["money", "after"], abs=1000)


def test_an_estimate_is_the_saved_plan_and_what_the_edit_moves_in_the_quick_answers(quick, two_cities):
    """Whatever the saved plan comes to: here it is another plan, with other figures than its quick answer."""
    after = edited(two_cities, ScaleFund(Decimal("0.5")))
    answer, other = quick.answer(after), quick.exact(edited(two_cities, ScaleFund(Decimal("0.8"))))
    estimate = Changes(Outcome.of(other), answer.outcome, quick.saved.outcome)
    moved = np.array(answer.outcome.figures) - np.array(quick.saved.outcome.figures)
    assert np.allclose(estimate.figures["change"], moved)
    assert estimate.figures["before"].to_list() == Outcome.of(other).figures
    assert (estimate.money("city")["after"] >= 0).all()
    unmoved = Changes(Outcome.of(other), quick.answer(two_cities).outcome, quick.saved.outcome)
    assert unmoved.figures["change"].abs().max() < 1e-3
    assert unmoved.remaining[1] == pytest.approx(unmoved.remaining[0])


def test_labels_of_both_cases_stand_beside_each_other(quick, two_cities):
    smaller = edited(two_cities, RemoveRow("cities", "south"))
    if smaller is None:
        pytest.skip("the case refers to its second city elsewhere")
    money = quick.answer(smaller).money("city")
    assert money.loc["south", "after"] == 0 < money.loc["south", "before"]


def added_baseline(found) -> float:
    """Person-years of unemployment that there would be without the shock."""
    table = found.tables.unemployment
    weight = table["scenario"].map(
        dict(zip(found.parameters.scenarios.labels, found.parameters.probability, strict=True))
    )
    return float((table["baseline"] * weight).sum()) * found.parameters.case.period_years


def test_an_exact_plan_is_set_beside_the_saved_one_in_payable_amounts(quick, two_cities):
    after = edited(two_cities, ScaleFund(Decimal("0.5")), RemoveRow("cities", two_cities.names("cities")[0]))
    found = quick.exact(after)
    changes = quick.changes(found)
    reached = achievements(after, found.tables)
    assert changes.figures.loc["money", "after"] == pytest.approx(float(found.tables.payments["amount"].sum()))
    assert changes.figures.loc["money", "before"] == pytest.approx(quick.saved.achievements.money, rel=1e-3)
    assert changes.figures.loc["person_years_avoided", "after"] == pytest.approx(reached.person_years_avoided)
    by_city = changes.money("city")
    assert set(by_city.index) == set(two_cities.names("cities"))
    assert by_city.loc[two_cities.names("cities")[0], "after"] == 0
    assert by_city["after"].to_dict().items() >= money_by(found.tables, "city").astype(float).to_dict().items()
    added = changes.unemployment
    avoided = float((added["without_after"] - added["with_after"]).sum() * after.period_years)
    assert avoided == pytest.approx(reached.person_years_avoided)
    assert list(added.index) == list(two_cities.periods)
    everything = reached.person_years_without_fund - float(added_baseline(found))
    assert changes.after.remaining == pytest.approx(everything - reached.person_years_avoided)


def test_a_case_without_plan_is_said_so_and_the_next_answer_holds(quick, two_cities):
    impossible = edited(two_cities, Pin(city="north", least=Decimal(10**9)))
    with pytest.raises(Infeasible):
        quick.answer(impossible)
    assert quick.answer(two_cities).effect == pytest.approx(37.0, abs=1e-3)


def test_the_exact_answer_is_the_plan_that_a_cold_start_finds(quick, two_cities):
    after = edited(two_cities, ScaleFund(Decimal("1.5")))
    exact, cold = quick.exact(after), optimise(after)
    assert exact.effect == pytest.approx(cold.effect, rel=1e-6)
    assert money_by(exact.tables, "city").equals(money_by(cold.tables, "city"))


def with_sites() -> Case:
    seed = next(seed for seed in range(100, 400) if len(random_case(seed, floors=False)["sites"]))
    return random_case(seed, floors=False)


def test_sites_stay_as_planned_until_the_exact_answer():
    case = with_sites()
    optimum = optimise(case)
    quick = Quick(optimum)
    richer = edited(case, ScaleFund(Decimal(2)))
    answer, exact = quick.answer(richer), quick.exact(richer)
    assert answer.sites == AS_PLANNED
    planned = np.round(optimum.payable[optimum.program.integer])
    assert np.allclose(answer.primal[answer.program.integer], planned)
    assert exact.effect >= answer.effect - 2e-4 * max(1.0, answer.effect)
    assert exact.first.gap <= 1e-4


def test_sites_that_no_longer_fit_become_fractions_and_are_said_so():
    case = with_sites()
    optimum = optimise(case)
    if not optimum.payable[optimum.program.integer].any():
        pytest.skip("this plan opens no site")
    poor = edited(case, ScaleFund(Decimal("0.001")))
    answer = Quick(optimum).answer(poor)
    assert answer.sites in (FRACTIONAL, AS_PLANNED)
    assert money_by(answer.tables, "city").sum() <= answer.achievements.fund + 1


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_carried_basis_is_one_that_an_engine_takes(seed, other):
    old, new = (formulate(random_case(each, floors=False, whole=False)) for each in (seed, other))
    found = solve(old)
    start = carried(found.basis, old, new)
    basic = (start.columns == BASIC).sum() + (start.rows == BASIC).sum()
    assert basic == new.shape[0]
    assert solve(new, "glop", basis=start).objective == pytest.approx(solve(new).objective, rel=1e-7, abs=1e-6)


def test_a_basis_carried_to_the_same_program_is_itself(two_cities):
    program = formulate(two_cities)
    found = solve(program)
    same = carried(found.basis, program, program)
    assert isinstance(same, Basis)
    assert np.array_equal(same.columns, found.basis.columns)
    assert np.array_equal(same.rows, found.basis.rows)
    assert np.array_equal(carried_values(found.primal, program, program), found.primal)
