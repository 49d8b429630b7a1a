"""Programs whose optimum others have published: textbooks, OR-Library, and the test suites of other projects."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from fundopt.model.linear_program import Axis, Builder, LinearProgram
from fundopt.solve import solve

LP_ENGINES = ("glop", "highs", "cbc")
MILP_ENGINES = ("highs", "scip", "cbc")
SKILLS = Axis("skill", ("unskilled", "semi-skilled", "skilled"))
YEARS = Axis("year", ("1", "2", "3"))


def manpower() -> tuple[LinearProgram, dict[str, np.ndarray]]:
    """Manpower planning: problem 12.5 of H. P. Williams, Model Building in Mathematical Programming, 5th edition.

    The program without costs, then the two objectives asked for: people made redundant, and cost in pounds. Wastage,
    limits and costs are those of the book, in the model that Gurobi's modeling-examples (manpower_planning) documents.
    """
    builder, cells = Builder(), (YEARS, SKILLS)
    work = builder.variables("workers", cells, unit="persons")
    hire = builder.variables("recruited", cells, unit="persons", upper=[500, 800, 500])
    laid_off = builder.variables("redundant", cells, unit="persons")
    excess = builder.variables("overmanned", cells, unit="persons")
    short = builder.variables("short_time", cells, unit="persons", upper=50)
    pairs = Axis("to", SKILLS.labels)
    possible = ~np.eye(3, dtype=bool)
    possible[0, 2] = False
    limit = np.full((3, 3), np.inf)
    limit[0, 1] = 200
    train = builder.variables("retrained", (YEARS, SKILLS, pairs), unit="persons", where=possible, upper=limit)

    new, old = np.array([0.25, 0.20, 0.10]), np.array([0.10, 0.05, 0.05])
    staying = np.array([2000.0, 1500.0, 1000.0]) * (1 - old)
    first = np.where(np.arange(3)[:, None] == 0, staying, 0.0)
    balance = builder.rows("balance", cells, unit="persons", lower=first, upper=first)
    builder.add(balance, work, 1.0)
    builder.add(balance[1:], work[:-1], -(1 - old))
    builder.add(balance, hire, -(1 - new))
    builder.add(balance, laid_off, 1.0)
    arrives = np.where(np.triu(np.ones((3, 3), dtype=bool)), 1 - old[None, :], 0.5)
    builder.add(balance[:, None, :], train, -arrives)
    builder.add(balance[:, :, None], train, 1.0)

    needed = np.array([[1000, 1400, 1000], [500, 2000, 1500], [0, 2500, 2000]])
    demand = builder.rows("requirements", cells, unit="persons", lower=needed, upper=needed)
    builder.add(demand, work, 1.0)
    builder.add(demand, excess, -1.0)
    builder.add(demand, short, -0.5)
    quarter = builder.rows("retraining_capacity", (YEARS,), unit="persons", upper=0.0)
    builder.add(quarter, train[:, 1, 2], 1.0)
    builder.add(quarter, work[:, 2], -0.25)
    overmanning = builder.rows("overmanning", (YEARS,), unit="persons", upper=150.0)
    builder.add(overmanning[:, None], excess, 1.0)

    program = builder.build()
    redundancy, cost = np.zeros(program.shape[1]), np.zeros(program.shape[1])
    redundancy[laid_off] = 1.0
    cost[laid_off] = [200, 500, 500]
    cost[short] = [500, 400, 400]
    cost[excess] = [1500, 2000, 3000]
    cost[train[:, 0, 1]], cost[train[:, 1, 2]] = 400, 500
    return program, {"redundancy": redundancy, "cost": cost}


@pytest.mark.parametrize("engine", LP_ENGINES)
def test_manpower_planning(engine):
    """Williams, problem 12.5. Gurobi's modeling-examples print 841.796875 redundancies; cost £498,677.29."""
    program, objectives = manpower()
    redundancies = solve(program.with_cost(objectives["redundancy"]), engine)
    assert redundancies.objective == pytest.approx(841.796875, abs=1e-8)
    cheapest = solve(program.with_cost(objectives["cost"]), engine)
    assert cheapest.objective == pytest.approx(498_677.29, abs=0.005)


def test_manpower_planning_one_objective_after_the_other():
    """The published trade-off: the cheapest plan saves £942,712.51 against the one that keeps most people in work.

    That one, as published, is not the cheapest of its kind; so the saving among the plans with the fewest
    redundancies is at most this.
    """
    program, objectives = manpower()
    fewest = program.with_row("fewest", objectives["redundancy"], -np.inf, 841.796875, "persons")
    assert solve(fewest.with_cost(objectives["cost"])).objective <= 498_677.29 + 942_712.51 + 0.01


def water_filling(floors: np.ndarray, power: float, width: float) -> tuple[np.ndarray, float, float]:
    """(power by channel, rate, price of power) where log(floor + x) is replaced by its chords of `width`.

    The price is minus the dual of the power row: minimising, a unit more lowers the objective.
    """
    count = round(power / width)
    channels = Axis("channel", tuple(f"{k}" for k in range(len(floors))))
    segments = Axis("segment", tuple(f"{k}" for k in range(count)))
    heights = np.log(floors[:, None] + width * np.arange(count + 1))
    builder = Builder()
    x = builder.variables("power", (channels, segments), unit="W", upper=width)
    total = builder.rows("total", (), unit="W", lower=power, upper=power)
    builder.add(total, x, 1.0)
    solution = solve(builder.build({"power": (-np.diff(heights) / width).ravel()}, -heights[:, 0].sum()))
    return solution.primal.reshape(x.shape).sum(axis=1), -solution.objective, -float(solution.dual[0])


def test_water_filling_reaches_the_water_level():
    """Boyd and Vandenberghe, Convex Optimization, example 5.2: x = max(0, level − floor), with Σ x = 1.

    For the floors of CVXPY's example (0.8, 1, 1.2) the level is 4/3 and the rate 3 log 4/3; with chords of 1/15 the
    level is a breakpoint of all channels, so the linear program is exact.
    """
    power, rate, _ = water_filling(np.array([0.8, 1.0, 1.2]), 1.0, 1 / 15)
    np.testing.assert_allclose(power, [8 / 15, 5 / 15, 2 / 15], atol=1e-9)
    assert rate == pytest.approx(3 * np.log(4 / 3), abs=1e-9)


@pytest.mark.parametrize("width", [1 / 40, 1 / 400])
@pytest.mark.parametrize("floors", [[0.8, 1.0, 1.2], [0.2, 0.9, 3.0], [0.37, 0.41, 0.52, 0.77]])
def test_water_filling_is_exact_within_a_segment(floors, width):
    """Boyd and Vandenberghe, example 5.2: the level by bisection, the price of power as 1 / level."""
    floors, low, high = np.array(floors), 0.0, 10.0
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if np.maximum(0, middle - floors).sum() < 1 else (low, middle)
    power, _, price = water_filling(floors, 1.0, width)
    np.testing.assert_allclose(power, np.maximum(0, high - floors), atol=width)
    assert 1 / (high + width) <= price <= 1 / (high - width)


MKNAP1 = {
    "1": (
        3800,
        "100 600 1200 2400 500 2000",
        """8 12 13 64 22 41   8 12 13 75 22 41   3 6 4 18 6 4   5 10 8 32 6 12   5 13 8 42 6 20
        5 13 8 48 6 20   0 0 0 0 8 0   3 0 4 0 8 0   3 2 4 0 8 4   3 2 4 8 8 4""",
        "80 96 20 36 44 48 10 18 22 24",
    ),
    "2": (
        8706.1,
        "600.1 310.5 1800 3850 18.6 198.7 882 4200 402.5 327",
        """20 5 100 200 2 4 60 150 80 40   20 7 130 280 2 8 110 210 100 40   60 3 50 100 4 2 20 40 6 12
        60 8 70 200 4 6 40 70 16 20   60 13 70 250 4 10 60 90 20 24   60 13 70 280 4 10 70 105 22 28
        5 2 20 100 2 5 10 60 0 0   45 14 80 180 6 10 40 100 20 0   55 14 80 200 6 10 50 140 30 40
        65 14 80 220 6 10 50 180 30 50""",
        "450 540 200 360 440 480 200 360 440 480",
    ),
    "3": (
        4015,
        "100 220 90 400 300 400 205 120 160 580 400 140 100 1300 650",
        """8 24 13 80 70 80 45 15 28 90 130 32 20 120 40   8 44 13 100 100 90 75 25 28 120 130 32 40 160 40
        3 6 4 20 20 30 8 3 12 14 40 6 3 20 5   5 9 6 40 30 40 16 5 18 24 60 16 11 30 25
        5 11 7 50 40 40 19 7 18 29 70 21 17 30 25   5 11 7 55 40 40 21 9 18 29 70 21 17 35 25
        0 0 1 10 4 10 0 6 0 6 32 3 0 70 10   3 4 5 20 14 20 6 12 10 18 42 9 12 100 20
        3 6 9 30 29 20 12 12 10 30 42 18 18 110 20   3 8 9 35 29 20 16 15 10 30 42 20 18 120 20""",
        "550 700 130 240 280 310 110 205 260 275",
    ),
    "4": (
        6120,
        "100 220 90 400 300 400 205 120 160 580 400 140 100 1300 650 320 480 80 60 2550",
        """8 24 13 80 70 80 45 15 28 90 130 32 20 120 40 30 20 6 3 180
        8 44 13 100 100 90 75 25 28 120 130 32 40 160 40 60 55 10 6 240
        3 6 4 20 20 30 8 3 12 14 40 6 3 20 5 0 5 3 0 20
        5 9 6 40 30 40 16 5 18 24 60 16 11 30 25 10 13 5 1 80
        5 11 7 50 40 40 19 7 18 29 70 21 17 30 25 15 25 5 1 100
        5 11 7 55 40 40 21 9 18 29 70 21 17 35 25 20 25 5 2 110
        0 0 1 10 4 10 0 6 0 6 32 3 0 70 10 0 0 0 0 0
        3 4 5 20 14 20 6 12 10 18 42 9 12 100 20 5 6 4 1 20
        3 6 9 30 29 20 12 12 10 30 42 18 18 110 20 15 18 7 2 40
        3 8 9 35 29 20 16 15 10 30 42 20 18 120 20 20 22 7 3 50""",
        "550 700 130 240 280 310 110 205 260 275",
    ),
}


def numbers(text: str) -> np.ndarray:
    return np.array(text.split(), dtype=float)


def choice(
    gains: np.ndarray, uses: np.ndarray, capacity: np.ndarray, unit: str, groups: list[int] | None = None
) -> LinearProgram:
    """Choose items (0 or 1) for the greatest gain; `uses` is (rows, items); of each group (sizes) exactly one."""
    items = Axis("item", tuple(f"{k}" for k in range(len(gains))))
    rows = Axis("row", tuple(f"{k}" for k in range(len(capacity))))
    builder = Builder()
    chosen = builder.variables("chosen", (items,), unit="1", upper=1.0, integer=True)
    within = builder.rows("capacity", (rows,), unit=unit, upper=capacity)
    builder.add(within[:, None], chosen[None, :], uses)
    if groups:
        ends = np.cumsum([0, *groups])
        names = Axis("group", tuple(f"{k}" for k in range(len(groups))))
        one = builder.rows("one_of", (names,), unit="1", lower=1.0, upper=1.0)
        for row, (start, stop) in zip(one, pairwise(ends), strict=True):
            builder.add(row, chosen[start:stop], 1.0)
    return builder.build({"chosen": -gains})


@pytest.mark.parametrize("engine", MILP_ENGINES)
@pytest.mark.parametrize("problem", MKNAP1)
def test_projects_of_petersen(problem, engine):
    """OR-Library mknap1: C. C. Petersen, Computational experience with variants of the Balas algorithm applied to
    the selection of R&D projects, Management Science 13(9), 1967, 736-750; the optima are in the file."""
    optimum, gains, uses, capacity = MKNAP1[problem]
    program = choice(numbers(gains), numbers(uses).reshape(10, -1), numbers(capacity), "1")
    solution = solve(program, engine, gap=1e-9)
    assert -solution.objective == pytest.approx(optimum, abs=1e-6)


@pytest.mark.parametrize("engine", MILP_ENGINES)
def test_capital_budget_by_year(engine):
    """idaholab/LOGOS, tests/CapitalInvestments/skp/test_dkp: nine projects, five yearly budgets; 1, 2, 5, 8: 4.388."""
    gains = numbers("2.315 0.824 22.459 60.589 0.667 5.173 4.003 0.582 0.122")
    costs = numbers(
        """0.219 0.257 0.085 0 0   0 0 0.122 0.103 0.013   5.044 1.839 0 0 0   6.74 6.134 10.442 0 0   0.425 0 0 0 0
        2.125 2.122 0 0 0   2.387 0.19 0.012 2.383 0.192   0 0.95 0 0 0   0.03 0.03 0.688 0 0"""
    ).reshape(9, 5)
    solution = solve(choice(gains, costs.T, numbers("0.665 4.712 9.642 3.458 1.683"), "1"), engine, gap=1e-9)
    assert -solution.objective == pytest.approx(4.388, abs=1e-9)
    assert np.flatnonzero(solution.primal).tolist() == [0, 1, 4, 7]


@pytest.mark.parametrize("engine", MILP_ENGINES)
@pytest.mark.parametrize(("capital", "optimum"), [(15e9, 59.826), (10e9, 59.488)])
def test_one_option_of_each_transport_project(engine, capital, optimum):
    """Zhong and Young, Multiple choice knapsack problem: example of planning choice in transportation, Evaluation and
    Program Planning 33 (2010) 128-137, as documented in idaholab/LOGOS, tests/CapitalInvestments/mckp/test_mckp.

    Costs of up to 9 billion beside choices of 0 or 1: engines must be given millions.
    """
    gains = numbers(
        """2.046 2.679 2.489 2.61 2.313 1.02 3.013 2.55 3.351 3.423 3.781 2.525 2.169 2.267 2.747 4.309 6.452 2.849
        7.945 2.538 1.761 3.002 3.449 2.865 3.999 2.283 0.9 8.608"""
    )
    costs = numbers(
        """36538462 83849038 4615385 2788461538 2692307692 5480769231 1634615385 2981730768 7211538462 9038461538
        649038462 650000000 216346154 212500000 3076923077 3942307692 1144230769 675721154 1442307692 99711538 4807692
        123076923 138461538 86538462 108653846 75092404 6413462 147932692"""
    )
    program = choice(gains, costs[None, :], np.array([capital]), "MAD", [1, 1, 1, 3, 4, 7, *[1] * 11])
    solution = solve(program, engine, gap=1e-9)
    assert -solution.objective == pytest.approx(optimum, abs=1e-9)


@pytest.mark.parametrize("engine", MILP_ENGINES)
def test_projects_that_are_mandated_in_one_of_two_ways(engine):
    """idaholab/LOGOS, tests/CapitalInvestments/examples/test_p16: nine projects may be left undone at a loss, seven
    must be done, in five yearly budgets; best NPV −68.432."""
    gains = numbers(
        """2.315 -1.101 0.824 -0.400 22.459 -10.100 60.589 -30.200 0.667 -0.300 5.173 -2.500 4.003 -2.000 0.582 -0.250
        0.122 -0.050 -2.870 -0.322 -0.279 -3.996 -0.102 -0.246 -20.155"""
    )
    planned = numbers(
        """0.219 0.257 0.085 0 0   0 0 0.122 0.103 0.013   5.044 1.839 0 0 0   6.740 6.134 10.442 0 0   0.425 0 0 0 0
        2.125 0 0 0 0   2.387 0.190 0.012 2.383 0.192   0 0.950 0 0 0   0.030 0.030 0.688 0 0
        0 0.200 0.763 0.739 2.539   0.347 0.347 0 0 0   0.300 0.300 0 0 0   4.025 0.297 0 0 0   0.081 0.032 0 0 0
        0.095 0.095 0.095 0.095 0   5.488 5.665 0.501 6.803 6.778"""
    ).reshape(16, 5)
    costs = np.insert(planned, np.arange(1, 10), 0.0, axis=0)
    program = choice(gains, costs.T, numbers("11 13 13 11.4 11.5"), "1", [2] * 9 + [1] * 7)
    solution = solve(program, engine, gap=1e-9)
    assert -solution.objective == pytest.approx(-68.432, abs=1e-9)
    assert np.flatnonzero(solution.primal[:18:2]).tolist() == [0, 1, 4, 7]


@pytest.mark.parametrize("engine", MILP_ENGINES)
def test_investments_of_two_units(engine):
    """idaholab/LOGOS, tests/CapitalInvestments/mkp/test_mkp_weing: 28 investments, each for one of two units at most,
    300 for each unit; best NPV 159,846."""
    gains = numbers(
        """1898 440 22507 270 14148 3100 4650 30800 615 4975 1160 4225 510 11880 479 440 490 330 110 560 24355 2885
        11748 4550 750 3720 1950 10500"""
    )
    costs = numbers(
        """22.5 117.5 80 15 85 32.5 10 12.5 0 12.5 82.5 42.5 0 50 25 65 52.5 54 13.5 27.5 7.5 11 9.5 10 50 43 44.5
        84.5"""
    )
    uses = np.vstack([np.kron(np.eye(2), costs), np.kron(np.ones(2), np.eye(28))])
    program = choice(np.tile(gains, 2), uses, np.concatenate([[300, 300], np.ones(28)]), "1")
    assert -solve(program, engine, gap=1e-9).objective == pytest.approx(159_846, abs=1e-6)
