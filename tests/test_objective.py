"""What a plan minimises: person-years, the further objectives, and the weights that break ties."""

from __future__ import annotations

import numpy as np
import pytest
from reference_solver import minimum
from small_cases import small_case

from fundopt.model import objective
from fundopt.model.formulate import formulate
from fundopt.model.parameters import Parameters

TWO_SCENARIOS = small_case(
    fund={"start": "2027-S1", "discount_rate": 0.21, "evaluation_periods": 2, "weighting": "priority",
          "then_minimise": ("worst_city", "cvar", "cost"), "cvar_tail": 0.25},
    cities={"city": "fes", "priority": 2},
    scenarios=[
        {"scenario": "mild", "probability": 0.75},
        {"scenario": "severe", "probability": 0.25, "severity": 3},
    ],
    persistence=[{"lag": 0, "share": 1}, {"lag": 1, "share": 0.5}],
)  # fmt: skip


def value_of(case, stage: str) -> float:
    program = formulate(case)
    cost = objective.stage_cost(Parameters(case), program, stage)
    return minimum(program.with_cost(cost).in_millions()).value


def test_a_person_year_counts_probability_discount_and_priority():
    weight = objective.person_years(Parameters(TWO_SCENARIOS))
    assert np.allclose(weight, [[[0.75 * 0.5 * 2, 0.75 * 0.5 / 1.1 * 2]], [[0.25 * 0.5 * 2, 0.25 * 0.5 / 1.1 * 2]]])


def test_without_the_fund_the_shock_and_the_baseline_remain():
    """120 then 110 in the mild scenario, 160 then 130 in the severe one; each for half a year, and twice as heavy."""
    expected = 0.75 * (120 + 110 / 1.1) + 0.25 * (160 + 130 / 1.1)
    assert objective.without_fund(Parameters(TWO_SCENARIOS)) == pytest.approx(expected)


def test_the_objective_counts_from_doing_nothing():
    assert minimum(formulate(TWO_SCENARIOS).in_millions()).value == pytest.approx(0, abs=1e-9)


def test_the_worst_rise_is_that_of_the_worst_city_period_and_scenario():
    assert value_of(TWO_SCENARIOS, "worst_city") == pytest.approx(100 * 60 / 1000)


def test_the_worst_rise_may_be_a_fall():
    """Nothing is lost, and each of the 5 people within reach makes 0.4 net jobs in either year."""
    case = small_case(
        fund={"then_minimise": ("worst_city",), "budget_periods": 1, "evaluation_periods": 2},
        cities={"callcentre_jobs": 0},
        effects=[{"measure": "course", "lag": lag, "net_jobs": 0.4} for lag in (0, 1)],
    )
    assert value_of(case, "worst_city") == pytest.approx(-100 * 5 * 0.4 / 1000)


def test_the_worst_scenarios_are_averaged_over_the_tail():
    """The tail of 25 % is the severe scenario alone."""
    assert value_of(TWO_SCENARIOS, "cvar") == pytest.approx(160 + 130 / 1.1)


def test_cost_is_counted_in_millions():
    case = small_case(commitments={"commitment": "signed", "value": 200})
    assert value_of(case, "cost") == pytest.approx(0.0002)


def test_an_unknown_objective_is_named():
    with pytest.raises(ValueError, match="unknown objective 'glory'"):
        value_of(TWO_SCENARIOS, "glory")


class TestTieBreak:
    SOURCES = ({"source": "a", "budget": 10**6}, {"source": "b", "budget": 10**6})

    def paid(self, **tables) -> dict[str, float]:
        """The payments that win the tie, by label."""
        signed = {"commitment": "signed", "value": 200_000}
        case = small_case(sources=self.SOURCES, measures={"unit_cost": 10_000}, commitments=signed, **tables)
        program = formulate(case)
        cost = objective.tie_break_cost(Parameters(case), program)
        primal = minimum(program.with_cost(cost).in_millions()).primal * 1e6
        block = program.variables["payments"]
        values = zip(program.column_labels[block.start : block.stop], program.values("payments", primal), strict=True)
        return {label: round(float(value), 3) for label, value in values if value > 1e-6}

    def test_without_a_reference_one_payment_wins(self):
        assert list(self.paid().values()) == [200_000]

    @pytest.mark.parametrize("source", ["a", "b"])
    @pytest.mark.parametrize("period", ["2027", "2028"])
    def test_the_reference_wins_whatever_the_weights(self, source, period):
        reference = {"source": source, "city": "fes", "measure": "course", "period": period, "amount": 200_000}
        assert self.paid(reference=reference) == {f"payments[{source},fes,course,{period}]": 200_000}

    def test_what_the_reference_pays_costs_nothing_but_the_distance(self):
        row = {"source": "b", "city": "fes", "measure": "course", "period": "2028", "amount": 200}
        case = small_case(sources=self.SOURCES, reference=row)
        program = formulate(case)
        cost = dict(zip(program.column_labels, objective.tie_break_cost(Parameters(case), program), strict=True))
        assert cost["payments[b,fes,course,2028]"] == 0
        assert 1e-6 <= cost["reference_distance[b,fes,course,2028]"] < 2e-6
        assert 1e-6 <= cost["payments[a,fes,course,2028]"] < 2e-6

    def test_a_weight_depends_on_its_own_label_only(self):
        more = [*self.SOURCES, {"source": "aa"}]
        few, many = (formulate(small_case(sources=rows)).variables["payments"] for rows in (self.SOURCES, more))
        weights = dict(zip(many.index()["source"], objective.label_hashes(many), strict=False))
        known = dict(zip(few.index()["source"], objective.label_hashes(few), strict=False))
        assert known == {source: weights[source] for source in ("a", "b")}

    def test_weights_are_spread_and_distinct(self):
        block = formulate(small_case(cities=[{"city": f"c{i}"} for i in range(400)])).variables["payments"]
        weights = objective.label_hashes(block)
        assert len(set(weights)) == len(block) == 800
        assert np.allclose(np.quantile(weights, [0.25, 0.5, 0.75]), [0.25, 0.5, 0.75], atol=0.05)
