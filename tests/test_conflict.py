"""Clashing rules: irreducible sets by name and cell, the cheapest repairs, and that a repaired case has a plan."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from random_cases import random_case
from scipy.optimize import Bounds, LinearConstraint, milp
from small_cases import small_case

from fundopt.model.formulate import formulate
from fundopt.plan.conflict import find_conflict
from fundopt.plan.conflict.levers import with_value
from fundopt.plan.conflict.statements import stated_program
from fundopt.plan.conflict.words import moved

COUNTED = ("units", "sites", "jobs")
TWO_CITIES = [{"city": "fes"}, {"city": "oujda"}]


def has_point(program, dropped=()) -> bool:
    """Whether the rows but those dropped can hold, by an engine that the conflict search does not use."""
    lower, upper = program.row_lower.copy(), program.row_upper.copy()
    for statement in dropped:
        lower[statement.rows], upper[statement.rows] = -np.inf, np.inf
    scaled = program.in_millions()
    rows = program.units_in_millions[0]
    answer = milp(
        np.zeros(program.shape[1]),
        constraints=LinearConstraint(scaled.matrix, lower / rows, upper / rows),
        bounds=Bounds(scaled.column_lower, scaled.column_upper),
        integrality=scaled.integer,
    )
    assert answer.status in (0, 2), answer.message
    return answer.status == 0


def floor(name: str, value, **more) -> dict:
    return {"limit": name, "sense": "at_least", "value": value, **more}


def names(dispute) -> list[str]:
    return [statement.name.fr for statement in dispute.rules]


class TestByHand:
    def test_a_case_whose_rules_can_all_hold_has_no_conflict(self):
        assert find_conflict(small_case(limits=floor("some", 100))) is None

    def test_a_floor_above_the_budget_clashes_with_it_by_name_cell_and_owner(self):
        case = small_case(
            sources={"budget": 2_000},
            cities={"unemployed": 2000, "callcentre_jobs": 4000, "labour_force": 9000},
            limits=floor("Fès", 5_000, owner="Conseil"),
        )
        (dispute,) = find_conflict(case).disputes
        assert names(dispute) == ["budget de « State »", "règle « Fès »"]
        assert [statement.owner.of("fr") for statement in dispute.rules] == ["", "Conseil"]
        assert [str(statement.place) for statement in dispute.rules] == ["sources:1:budget", "limits:1:value"]

    def test_repairs_rule_by_rule_are_the_least_that_makes_room(self):
        case = small_case(
            sources={"budget": 2_000_000},
            cities={"unemployed": 200_000, "callcentre_jobs": 400_000, "labour_force": 900_000},
            measures={"unit_cost": 100},
            limits=floor("Fès", 5_000_000),
        )
        conflict = find_conflict(case)
        budget, rule = conflict.disputes[0].repairs
        assert [(move.before, move.after) for move in budget.moves] == [(2_000_000, 5_000_000)]
        assert [(move.before, move.after) for move in rule.moves] == [(5_000_000, 2_000_000)]
        assert sum(abs(move.size) for move in conflict.combined.moves) == pytest.approx(3_000_000)

    def test_a_budget_that_rises_raises_the_floors_that_are_shares_of_the_fund(self):
        # Two floors of 40 % and 50 % of the fund and 300,000 promised elsewhere: 0.1 of the fund must be 300,000.
        case = small_case(
            sources={"budget": 2_000_000},
            cities=[
                {"city": city, "unemployed": 200_000, "callcentre_jobs": 400_000, "labour_force": 900_000}
                for city in ("fes", "oujda", "rabat")
            ],
            measures={"unit_cost": 100},
            limits=[
                floor("a", "0.4", measured="share_of_fund", city="fes"),
                floor("b", "0.5", measured="share_of_fund", city="oujda"),
            ],
            commitments={"commitment": "c", "city": "rabat", "value": 300_000},
        )
        (dispute,) = find_conflict(case).disputes
        repairs = dict(zip(names(dispute), dispute.repairs, strict=True))
        assert repairs["budget de « State »"].moves[0].after == 3_000_000
        assert repairs["règle « A »"].moves[0].after == Decimal("0.35")
        assert repairs["engagement « C »"].moves[0].after == 200_000

    def test_a_pool_that_is_too_small_is_told_as_a_fact(self):
        # 20 displaced and 5 unemployed people can be reached in Fès: 25 courses at 10 MAD are 250 MAD.
        case = small_case(limits=floor("Fès", 5_000))
        (dispute,) = find_conflict(case).disputes
        assert names(dispute) == ["règle « Fès »"]
        assert {fact.family for fact in dispute.facts} <= {"one_programme", "diminishing_returns"}
        assert dispute.facts

    def test_shares_of_spending_are_repaired_by_the_share_that_allows_the_plan(self):
        case = small_case(
            cities=[{"city": "fes"}, {"city": "oujda"}],
            limits=[
                floor("half", "0.6", measured="share_of_spending", city="fes"),
                floor("other", "0.5", measured="share_of_spending", city="oujda"),
                floor("something", 100),
            ],
        )
        (dispute,) = find_conflict(case).disputes
        assert sorted(names(dispute)) == ["règle « Half »", "règle « Other »", "règle « Something »"]
        repairs = dict(zip(names(dispute), dispute.repairs, strict=True))
        assert repairs["règle « Half »"].moves[0].after == Decimal("0.5")
        assert repairs["règle « Other »"].moves[0].after == Decimal("0.4")

    def test_commitments_that_earmarks_forbid_name_the_earmarks(self):
        case = small_case(
            measures=[{"measure": "course"}, {"measure": "label"}],
            eligibility={"source": "state", "city": "*", "measure": "label", "eligible": True},
            commitments={"commitment": "signed", "measure": "course", "value": 100},
        )
        (dispute,) = find_conflict(case).disputes
        repairs = dict(zip(names(dispute), dispute.repairs, strict=True))
        assert set(repairs) == {"fléchage de « State »", "engagement « Signed »"}
        (move,) = repairs["fléchage de « State »"].moves
        assert move.allowed == (("fes", "course"),)
        assert has_point(formulate(repairs["fléchage de « State »"].case))
        assert "Course à Fes" in moved(case, move, "fr")

    def test_sites_are_whole(self):
        # One room a city and three rooms asked for in two cities; two and a half would be too few as well.
        case = small_case(
            cities=TWO_CITIES,
            measures={"measure": "hub", "kind": "incubator", "pool": "people"},
            sites={
                "measure": "hub", "city": "*", "opening_cost": 100, "running_cost": 0, "capacity": 5,
                "opening_lag": 0, "max_sites": 1,
            },
            limits={"limit": "three", "quantity": "sites", "sense": "at_least", "value": 3},
        )  # fmt: skip
        (dispute,) = find_conflict(case).disputes
        repairs = dict(zip(names(dispute), dispute.repairs, strict=True))
        assert repairs["règle « Three »"].moves[0].after == 2
        assert repairs["sites au plus de « Hub » par ville"].moves[0].after == 2

    def test_several_clashes_are_all_told_and_repaired_together(self):
        case = small_case(cities=TWO_CITIES, limits=[floor("a", 5_000, city="fes"), floor("b", 6_000, city="oujda")])
        conflict = find_conflict(case)
        assert sorted(name for dispute in conflict.disputes for name in names(dispute)) == [
            "règle « A »",
            "règle « B »",
        ]
        assert len(conflict.combined.moves) == 2
        assert has_point(formulate(conflict.combined.case))


INFEASIBLE = [seed for seed in range(400) if not has_point(formulate(random_case(seed)))]


def test_random_cases_have_enough_conflicts():
    assert len(INFEASIBLE) >= 15
    assert sum(len(find_conflict(random_case(seed)).disputes) == 1 for seed in INFEASIBLE[:10]) >= 5


@pytest.mark.parametrize("seed", INFEASIBLE[:30])
class TestRandomCases:
    def test_each_clash_is_irreducible(self, seed: int):
        case = random_case(seed)
        program, statements = stated_program(case)
        conflict = find_conflict(case)
        assert conflict is not None
        assert conflict.disputes
        for dispute in conflict.disputes:
            clash = {statement.key for statement in dispute.rules}
            others = [statement for statement in statements if statement.key not in clash]
            assert not has_point(program, others)
            for left_out in dispute.rules:
                assert has_point(program, [*others, *(s for s in statements if s.key == left_out.key)])

    def test_the_combined_repair_makes_room(self, seed: int):
        assert has_point(formulate(find_conflict(random_case(seed)).combined.case))

    def test_a_single_repair_makes_room_and_a_smaller_one_does_not(self, seed: int):
        """Where there is one dispute: with several, a repair of one leaves the others."""
        conflict = find_conflict(random_case(seed))
        if len(conflict.disputes) > 1:
            pytest.skip("several disputes")
        repairs = [repair for repair in conflict.disputes[0].repairs if repair is not None]
        assert repairs
        for repair in repairs:
            assert has_point(formulate(repair.case))
            (move,) = repair.moves
            if move.after is not None:
                step = Decimal(1 if move.unit in COUNTED else 1000 if move.before > 100 else "0.001")
                back = max(abs(move.after - move.before) / 20, step)
                nearer = move.after + back * (1 if move.before > move.after else -1)
                nearer = move.before if abs(move.after - move.before) <= back else nearer
                assert not has_point(formulate(with_value(repair.case, move.statement, nearer)))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_move_is_told_with_its_unit(lang: str):
    for seed in INFEASIBLE[:20]:
        conflict = find_conflict(random_case(seed))
        assert conflict.combined.moves
        for move in conflict.combined.moves:
            assert any(char.isdigit() for char in moved(conflict.case, move, lang))
