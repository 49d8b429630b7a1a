"""Payable amounts: whole multiples that add up and keep every rule, judged in whole numbers without the program."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from scipy import optimize, sparse
from small_funds import Fund, broken_rules, payments_of, program_of, random_fund

from fundopt.errors import Infeasible, NotPayable
from fundopt.model.linear_program import Axis, Builder, LinearProgram
from fundopt.plan.money_rows import MoneyRows
from fundopt.plan.rounding import Rounded, round_payments
from fundopt.solve import Solution, solve

CHUNK = 65
THOUSAND = 1000


def optimum(program: LinearProgram) -> np.ndarray:
    return solve(program).primal


def small(costs: dict[str, float], **rules: tuple[dict[str, float], float, float]) -> LinearProgram:
    """Payments by name [MAD] with a cost each; every rule is (coefficients, lower, upper) in MAD."""
    axis = Axis("cell", tuple(sorted(costs)))
    build = Builder()
    payments = build.variables("payments", (axis,), unit="MAD")
    for name, (coefficients, lower, upper) in rules.items():
        row = build.rows(name, (), unit="MAD", lower=lower, upper=upper)
        build.add(row, payments, np.array([coefficients.get(cell, 0.0) for cell in axis.labels]))
    return build.build({"payments": np.array([costs[cell] for cell in axis.labels])})


def possible(program: LinearProgram, unit: int) -> bool:
    """Whether any plan pays multiples of `unit`, asked of another solver."""
    block = program.variables["payments"]
    payment = np.zeros(program.shape[1], dtype=bool)
    payment[block.start : block.stop] = True
    scale = np.where(payment, float(unit), 1.0)
    answer = optimize.milp(
        np.zeros(program.shape[1]),
        integrality=payment,
        bounds=optimize.Bounds(program.column_lower / scale, program.column_upper / scale),
        constraints=optimize.LinearConstraint(
            program.matrix @ sparse.diags(scale), program.row_lower, program.row_upper
        ),
    )
    assert answer.status in (0, 2)
    return answer.status == 0


@pytest.mark.parametrize("chunk", range(8))
def test_random_plans_become_payable_and_keep_every_rule(chunk: int):
    rounded = 0
    for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        fund, unit = random_fund(seed), (THOUSAND, 1)[seed % 2]
        program = program_of(fund)
        try:
            primal = optimum(program)
        except Infeasible:
            continue
        result = round_payments(program, primal, unit, solve)
        assert broken_rules(fund, payments_of(fund, program, result.payments)) == [], seed
        assert_whole_and_complete(program, result, seed)
        assert_little_is_lost(fund, program, primal, result, seed)
        assert (result.unit == unit) == (result.reason is None)
        assert result.unit == unit or not possible(program, unit), seed
        rounded += 1
    assert rounded > CHUNK * 0.9


def assert_whole_and_complete(program: LinearProgram, result: Rounded, seed: int) -> None:
    assert result.payments.dtype == np.int64
    assert not (result.payments % result.unit).any()
    assert np.array_equal(program.values("payments", result.primal), result.payments)
    activity = program.matrix @ result.primal
    allowed = 1e-9 * np.maximum(1, abs(program.matrix) @ np.abs(result.primal))
    assert (program.row_lower - activity <= allowed).all(), seed
    assert (activity - program.row_upper <= allowed).all(), seed


def assert_little_is_lost(fund: Fund, program: LinearProgram, primal: np.ndarray, result: Rounded, seed: int) -> None:
    given = program.values("payments", primal)
    assert result.lost == pytest.approx(program.objective(result.primal) - program.objective(primal), abs=1e-9)
    if result.method != "wide":
        assert (np.abs(result.payments - given) < 2 * result.unit + 1e-3).all(), seed
        dearest = (fund.value.max(axis=1) / np.array(fund.unit_cost, dtype=float)).max()
        paid = np.count_nonzero(given > 1e-3)
        assert -1e-6 <= result.lost <= 2 * result.unit * paid * dearest + 1e-6, seed


@pytest.mark.parametrize("seed", [0, 2, 4, 6, 10, 18, 26, 34, 42, 50, 58, 66])
def test_order_of_labels_and_rows_changes_nothing(seed: int):
    fund = random_fund(seed)
    forwards, backwards = program_of(fund), program_of(fund, backwards=True)
    primal = optimum(forwards)
    place = {label: i for i, label in enumerate(forwards.column_labels)}
    mirrored = primal[[place[label] for label in backwards.column_labels]]
    one, other = (
        payments_of(fund, program, round_payments(program, point, THOUSAND, solve).payments)
        for program, point in ((forwards, primal), (backwards, mirrored))
    )
    assert np.array_equal(one, other)


def test_the_same_plan_is_rounded_the_same_way_twice():
    program = program_of(random_fund(3))
    primal = optimum(program)
    one, other = (round_payments(program, primal, THOUSAND, solve) for _ in range(2))
    assert np.array_equal(one.primal, other.primal)


def test_whole_payments_stay_and_the_others_take_a_neighbour():
    program = small(
        {"a": -3, "b": -2, "c": -1},
        a=({"a": 1}, 0, 300_000),
        b=({"b": 1}, 0, 100_400),
        total=({"a": 1, "b": 1, "c": 1}, 0, 450_000),
    )
    rounded = round_payments(program, optimum(program), THOUSAND, solve)
    assert rounded.payments.tolist() == [300_000, 100_000, 50_000]
    assert rounded.method == "near"


def test_a_whole_payment_moves_where_a_rule_leaves_nothing_else():
    program = small(
        {"public": -1, "private": 0},
        private_share=({"public": -0.4, "private": 0.6}, 0, np.inf),
        most=({"public": 1, "private": 1}, 0, 168_333.333333),
    )
    rounded = round_payments(program, optimum(program), THOUSAND, solve)
    assert optimum(program) == pytest.approx([67_333.333333, 101_000])
    assert rounded.payments.tolist() == [68_000, 100_000]
    assert rounded.method == "near, whole payments moved"


def test_a_tight_equality_over_several_sources_holds_to_the_dirham():
    program = small(
        {"a": 1, "b": 2, "c": 3},
        committed=({"a": 1, "b": 1, "c": 1}, 2_468_000, 2_468_000),
        a=({"a": 1}, 0, 1_234_567),
        b=({"b": 1}, 0, 617_283.5),
    )
    rounded = round_payments(program, optimum(program), THOUSAND, solve)
    assert rounded.payments.sum() == 2_468_000
    assert rounded.payments[0] <= 1_234_567
    assert rounded.payments[1] <= 617_283
    assert rounded.unit == THOUSAND


def test_a_commitment_that_is_no_multiple_falls_back_to_dirhams_and_says_why():
    program = small({"a": 1, "b": 2}, commitment=({"a": 1, "b": 1}, 1_234_567, 1_234_567), a=({"a": 1}, 0, 999_999.5))
    rounded = round_payments(program, optimum(program), THOUSAND, solve)
    assert rounded.payments.tolist() == [999_999, 234_568]
    assert rounded.unit == 1
    assert "commitment" in rounded.reason.en
    assert "MAD 1,000" in rounded.reason.en
    assert "multiples de 1\u202f000 MAD" in rounded.reason.fr


def test_centimes_that_a_rule_demands_are_refused_by_name():
    program = small({"a": 1}, commitment=({"a": 1}, 1_000.5, 1_000.5))
    with pytest.raises(NotPayable, match="commitment"):
        round_payments(program, optimum(program), THOUSAND, solve)


def test_a_fixed_payment_that_is_no_multiple_is_refused_by_name():
    program = small({"a": 1, "b": 1}, least=({"a": 1, "b": 1}, 5_000, np.inf))
    fixed = program.with_bounds(np.array([1_500.0, 0.0]), np.array([1_500.0, np.inf]))
    rounded = round_payments(fixed, optimum(fixed), THOUSAND, solve)
    assert rounded.unit == 1
    assert "payments[a]" in rounded.reason.en


def test_nothing_paid_stays_nothing():
    program = small({"a": 1, "b": 1}, budget=({"a": 1, "b": 1}, 0, 10_000))
    rounded = round_payments(program, optimum(program), THOUSAND, solve)
    assert rounded.payments.tolist() == [0, 0]
    assert rounded.lost == 0


def test_bounds_of_payments_are_kept():
    program = small({"a": -1, "b": -1}, budget=({"a": 1, "b": 1}, 0, 20_000))
    bounded = program.with_bounds(np.array([2_500.0, 0.0]), np.array([7_600.0, 9_900.0]))
    rounded = round_payments(bounded, np.array([7_600.0, 9_900.0]), THOUSAND, solve)
    assert rounded.payments.tolist() == [7_000, 9_000]


def test_shares_of_twelve_digits_hold_to_the_last_of_them():
    program = small(
        {"private": -1, "public": -1},
        private_share=({"private": 0.333333333333, "public": -0.666666666667}, 0, np.inf),
        budget=({"private": 1, "public": 1}, 0, 3_000_000),
    )
    private, public = round_payments(program, np.array([2e6, 1e6]), THOUSAND, solve).payments.tolist()
    assert Fraction("0.333333333333") * private >= Fraction("0.666666666667") * public
    assert private + public >= 2_999_000


def with_a_site(opening_cost: float, room: float) -> LinearProgram:
    """One site to open at `opening_cost`, with `room` units at 10,000 MAD each, worth 1 each; budget of 3 million."""
    build = Builder()
    payments = build.variables("payments", (Axis("source", ("operators", "state")),), unit="MAD", upper=1_500_000)
    units = build.variables("units", (), unit="units")
    opened = build.variables("opened", (), unit="sites", lower=1, upper=3, integer=True)
    pays = build.rows("who_pays", (), unit="MAD", lower=0, upper=0)
    build.add(pays, payments, 1)
    build.add(pays, units, -10_000)
    build.add(pays, opened, -opening_cost)
    capacity = build.rows("capacity", (), unit="units", upper=0)
    build.add(capacity, units, 1)
    build.add(capacity, opened, -room)
    return build.build({"units": -1.0, "opened": 50})


def test_sites_keep_their_number_and_are_paid_to_the_dirham():
    program = with_a_site(1_234_000, 33.333)
    rounded = round_payments(program, optimum(program), THOUSAND, solve)
    units, opened = (program.values(name, rounded.primal)[0] for name in ("units", "opened"))
    assert opened == 1
    assert rounded.unit == THOUSAND
    assert rounded.payments.sum() == 1_567_000
    assert units == pytest.approx(33.3, rel=1e-12)


def test_a_site_without_room_whose_cost_is_no_multiple_is_paid_in_dirhams():
    program = with_a_site(1_234_567, 0)
    rounded = round_payments(program, optimum(program), THOUSAND, solve)
    assert rounded.payments.sum() == 1_234_567
    assert rounded.unit == 1
    assert "MAD 1,000" in rounded.reason.en


def test_an_engine_whose_completion_misses_a_row_is_not_believed():
    program = program_of(random_fund(5))
    primal = optimum(program)
    units = program.variables["units"]

    def careless(asked: LinearProgram, *args: object, **options: object) -> Solution:
        answer = solve(asked, *args, **options)
        wrong = answer.primal.copy()
        if "units" in asked.variables:
            wrong[units.start : units.stop] += 0.001
        return replace(answer, primal=wrong)

    with pytest.raises(NotPayable):
        round_payments(program, primal, THOUSAND, careless)


def test_money_rows_see_one_dirham_too_many_and_sums_are_exact():
    fund = replace(random_fund(8), by_sums=True, budget=np.full(random_fund(8).budget.shape, 10_000))
    program = program_of(fund)
    money = MoneyRows(program)
    amount = np.zeros(len(program.variables["payments"]), dtype=np.int64)
    first = program.variables["payments"].codes[0]
    private = int(np.flatnonzero(first == fund.shape[0] - 1)[0])
    amount[private] = 10_000
    spent = [value for value in money.sums(amount).values() if value]
    assert spent == [Fraction(10_000)]
    budgets = program.rows["budgets"]
    missed = set(money.missed(amount).tolist()) & set(range(budgets.start, budgets.stop))
    assert not missed
    amount[private] = 10_001
    missed = set(money.missed(amount).tolist()) & set(range(budgets.start, budgets.stop))
    assert missed
