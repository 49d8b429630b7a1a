"""What must hold for every case, on random ones, solved by SciPy's HiGHS."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import assume, given, settings
from random_cases import OPTIONAL, case_seeds, random_case
from reference_solver import minimum

from fundopt.case import schema
from fundopt.case.case import Case, Data
from fundopt.case.checks import check
from fundopt.model.formulate import FAMILIES, formulate
from fundopt.model.linear_program import LinearProgram
from fundopt.model.sites import segment_needs_site

SOLVED = settings(max_examples=25, deadline=None, derandomize=True)
CLOSE = 1e-7
"""Relative difference between two optima that counts as none."""


def optimum(case: Case) -> float | None:
    """Person-years against doing nothing (negative: avoided); None where no plan exists."""
    best = minimum(formulate(case).in_millions())
    return None if best is None else best.value


def same(first: float | None, second: float | None) -> bool:
    if first is None or second is None:
        return first is second
    return first == pytest.approx(second, rel=CLOSE, abs=1e-6)


def no_better(edited: float | None, original: float) -> bool:
    return edited is None or edited >= original - CLOSE * (1 + abs(original))


def with_rows(case: Case, table: str, *rows: dict) -> Case:
    """`case` with more rows in a table."""
    return case.replace(**{table: Data.of(table, [*(vars(row) for row in case[table]), *rows])})


def edited(case: Case, table: str, **columns: object) -> Case:
    """`case` with some columns of a table computed anew: each value is a function of the row."""
    rows = [{**vars(row), **{name: make(row) for name, make in columns.items()}} for row in case[table]]
    return case.replace(**{table: Data.of(table, rows)})


def arrays(program: LinearProgram) -> list:
    return [
        program.row_labels, program.column_labels, program.matrix.indptr.tolist(), program.matrix.indices.tolist(),
        program.matrix.data.tolist(), program.cost.tolist(), program.constant, program.integer.tolist(),
        program.column_lower.tolist(), program.column_upper.tolist(), program.row_lower.tolist(),
        program.row_upper.tolist(),
    ]  # fmt: skip


@given(case_seeds)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_a_random_case_has_nothing_that_stops_it(seed):
    assert [finding.line("en") for finding in check(random_case(seed)) if finding.stops] == []


def test_random_cases_use_every_table_and_most_have_a_plan_worth_paying_for():
    cases = [random_case(seed) for seed in range(40)]
    assert {name for case in cases for name in case.given} == {table.name for table in schema.TABLES}
    assert all(0 < sum(name in case.given for case in cases) < 40 for name in OPTIONAL)
    worth = sum(value is not None and value < -1e-6 for value in map(optimum, cases))
    assert worth >= 30


def test_a_seed_is_always_the_same_case():
    assert arrays(formulate(random_case(7))) == arrays(formulate(random_case(7)))


@given(case_seeds)
@SOLVED
def test_the_order_of_rows_changes_nothing(seed):
    case, shuffle = random_case(seed), Random(seed).sample
    tables = {name: [vars(row) for row in case[name]] for name in case.given}
    shuffled = case.replace(**{name: Data.of(name, shuffle(rows, len(rows))) for name, rows in tables.items()})
    assert arrays(formulate(shuffled)) == arrays(formulate(case))


@given(case_seeds)
@SOLVED
def test_doing_nothing_is_the_origin_of_the_objective(seed):
    """Nothing paid: S and U are what they are without the fund, and the objective is 0."""
    program = formulate(random_case(seed, floors=False))
    nothing = program.column_upper.copy()
    outcomes = {"still_unemployed", "unemployed", "worst_rise", "cvar_threshold", "cvar_excess", "reference_distance"}
    for name, block in program.variables.items():
        if name not in outcomes:
            nothing[block.start : block.stop] = 0
    lower = np.minimum(program.column_lower, nothing)
    answer = minimum(program.with_bounds(lower, nothing).in_millions())
    assert answer.value == pytest.approx(0, abs=1e-6 * abs(program.constant))


@given(case_seeds)
@SOLVED
def test_without_floors_the_optimum_is_never_worse_than_doing_nothing(seed):
    case = random_case(seed, floors=False)
    assert optimum(case) <= CLOSE * abs(formulate(case).constant)


@given(case_seeds)
@SOLVED
def test_more_budget_never_hurts(seed):
    case = random_case(seed, floors=False)
    richer = edited(case, "budgets", amount=lambda row: row.amount * 2)
    richer = edited(richer, "sources", budget=lambda row: row.budget and row.budget + 1_000_000)
    assert no_better(optimum(case), optimum(richer))


@given(case_seeds)
@SOLVED
def test_counting_money_in_thousandths_of_a_dirham_changes_nothing(seed):
    case = random_case(seed)
    assert same(optimum(thousandfold(case)), optimum(case))


def thousandfold(case: Case) -> Case:
    """Every amount of the case × 1,000: the columns in MAD, and the rules that state money."""

    def times(column: str):
        return lambda row: getattr(row, column) and getattr(row, column) * 1000

    for table in schema.TABLES:
        money = {column.name: times(column.name) for column in table.columns if column.unit in ("MAD", "MAD/period")}
        money.pop("payment_unit", None)
        if money and len(case[table.name]):
            case = edited(case, table.name, **money)

    def limit(row: object) -> Decimal:
        states_money = row.quantity == "money" and row.measured in ("amount", "per_head")
        return row.value * 1000 if states_money else row.value

    case = edited(case, "limits", value=limit)
    return edited(case, "commitments", value=lambda row: row.value * (1000 if row.quantity == "money" else 1))


@given(case_seeds)
@SOLVED
def test_a_source_that_may_pay_nothing_changes_nothing(seed):
    case = without_limits(random_case(seed), "share_of_fund")
    idle = {"source": "idle", "name": "Idle", "kind": "public", "budget": Decimal(10**9)}
    more = with_rows(case, "sources", idle)
    more = with_rows(more, "eligibility", {"source": "idle", "eligible": False})
    assert same(optimum(more), optimum(case))


@given(case_seeds)
@SOLVED
def test_a_city_where_nothing_may_be_paid_changes_nothing(seed):
    """Nobody loses a job there and no source may pay, not even for a site."""
    case = edited(without_limits(random_case(seed), "per_head"), "fund", weighting=lambda fund: "equal")
    desert = {"city": "desert", "name": "Desert", "region": "north", "labour_force": Decimal(1000),
              "unemployed": Decimal(50), "callcentre_jobs": Decimal(0), "french_share": Decimal(0)}  # fmt: skip
    more = with_rows(case, "cities", desert)
    excluded = [{"source": source, "city": ("desert",), "eligible": False} for source in case["sources"]["source"]]
    assert same(optimum(with_rows(more, "eligibility", *excluded)), optimum(case))


def without_limits(case: Case, measured: str) -> Case:
    """`case` without the limits that are measured so."""
    rows = [vars(row) for row in case["limits"] if row.measured != measured]
    return case.replace(limits=Data.of("limits", rows))


@given(case_seeds)
@SOLVED
def test_one_more_rule_never_helps(seed):
    case = random_case(seed)
    value = optimum(case)
    assume(value is not None)
    kind = case["measures"]["kind"][0]
    rule = {"limit": "more", "name": "More", "quantity": "money", "value": Decimal("0.3"), "kind": (kind,)}
    sense = ("at_most", "at_least")[seed % 2]
    ruled = with_rows(case, "limits", {**rule, "sense": sense, "measured": "share_of_spending"})
    assert no_better(optimum(ruled), value)


@given(case_seeds)
@SOLVED
def test_a_rule_that_is_switched_off_is_no_rule(seed):
    case = random_case(seed)
    off = {"limit": "off", "name": "Off", "quantity": "money", "sense": "exactly", "value": Decimal(1), "active": False}
    assert arrays(formulate(with_rows(case, "limits", off))) == arrays(formulate(case))


@given(case_seeds)
@SOLVED
def test_dearer_units_never_help(seed):
    case = random_case(seed, floors=False)
    dearer = edited(case, "measures", unit_cost=lambda row: row.unit_cost * 2)
    dearer = edited(dearer, "overrides", unit_cost=lambda row: row.unit_cost and row.unit_cost * 2)
    assert no_better(optimum(dearer), optimum(case))


@given(case_seeds)
@SOLVED
def test_a_scenario_split_in_two_halves_changes_nothing(seed):
    case = random_case(seed)
    assume(len(case["scenarios"]))
    half = edited(case, "scenarios", probability=lambda row: row.probability / 2)
    twins = [{**vars(row), "scenario": row.scenario + "_twin"} for row in half["scenarios"]]
    twin_shocks = [{**vars(row), "scenario": row.scenario + "_twin"} for row in case["shocks"]]
    split = with_rows(with_rows(half, "scenarios", *twins), "shocks", *twin_shocks)
    assert same(optimum(split), optimum(case))


@given(case_seeds)
@SOLVED
def test_whole_sites_and_cohorts_are_never_better_than_fractions_of_them(seed):
    program = formulate(random_case(seed)).in_millions()
    whole, relaxed = minimum(program), minimum(program.without_integrality())
    assert whole is None or no_better(whole.value, relaxed.value)


@given(case_seeds)
@SOLVED
def test_the_program_is_ready_for_an_engine(seed):
    """Finite coefficients between 1e-6 and 1e6 once money is in millions, and bounds that leave room."""
    program = formulate(random_case(seed)).in_millions()
    sizes = np.abs(program.matrix.data)
    assert np.isfinite(program.cost).all()
    assert sizes.min() >= 1e-6
    assert sizes.max() <= 1e6
    assert (program.column_lower <= program.column_upper).all()
    assert (program.row_lower <= program.row_upper).all()


@SOLVED
@given(case_seeds)
def test_whole_sites_imply_that_a_segment_needs_a_site(seed):
    case = random_case(seed)
    assume("sites" in case.given)
    others = [family for family in FAMILIES if family is not segment_needs_site]
    with patch("fundopt.model.formulate.FAMILIES", others):
        without = optimum(case)
    assert same(without, optimum(case))
