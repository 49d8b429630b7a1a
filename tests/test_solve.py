"""The door to the engines: same answers from all, errors by name, units, signs, starts, checks that catch liars."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from fundopt.errors import BadlyScaled, EngineFailed, Infeasible, LimitReached, Unbounded
from fundopt.model.linear_program import Axis, Builder, LinearProgram
from fundopt.solve import ENGINES, Session, engines, solve
from fundopt.solve.checks import check_point, dual_bound
from fundopt.solve.solution import BASIC, Answer

INF = np.inf
LP_ENGINES = ("glop", "highs", "cbc")
MILP_ENGINES = ("highs", "scip", "cbc")
FINITE = 50.0


def program_of(
    matrix: np.ndarray,
    cost: np.ndarray,
    rows: tuple[np.ndarray, np.ndarray],
    columns: tuple[np.ndarray, np.ndarray],
    *,
    integer: bool = False,
    constant: float = 0.0,
    money: bool = False,
) -> LinearProgram:
    """A program with one block of rows `r` and one of variables `x`, in MAD or in nothing."""
    height, width = np.shape(matrix)
    unit = "MAD" if money else "1"
    builder = Builder()
    x = builder.variables("x", (_axis("j", width),), unit=unit, lower=columns[0], upper=columns[1], integer=integer)
    r = builder.rows("r", (_axis("i", height),), unit=unit, lower=rows[0], upper=rows[1])
    builder.add(r[:, None], x[None, :], np.asarray(matrix))
    return builder.build({"x": np.asarray(cost)}, constant)


def random_program(seed: int, integer: bool = False) -> LinearProgram:
    """A program with a finite optimum: a point that keeps all rows, and duals that keep all signs, were chosen first.

    Rows ≤, ≥, =, two-sided and free; columns ≥, free, ≤, boxed and fixed; scales from 1/64 to 512, powers of two, so
    that no number is rounded and the optimum is sure to exist.
    """
    rng = np.random.default_rng(seed)
    height, width = rng.integers(1, 14), rng.integers(1, 18)
    row_scale, column_scale = 2.0 ** rng.integers(-6, 10, height), 2.0 ** rng.integers(-6, 7, width)
    if integer:
        row_scale, column_scale = np.ones(height), np.ones(width)
    matrix = rng.integers(-9, 10, (height, width)) * (rng.random((height, width)) < 0.6) * 1.0
    matrix = row_scale[:, None] * matrix / column_scale
    point = rng.integers(-5, 6, width) * column_scale
    kind = rng.integers(0, 5, width)
    lower = np.select([kind == 0, kind == 3, kind == 4], [point - column_scale, point - 3 * column_scale, point], -INF)
    upper = np.select([kind == 2, kind == 3, kind == 4], [point + column_scale, point + 2 * column_scale, point], INF)
    if integer:
        lower, upper = np.maximum(lower, -FINITE), np.minimum(upper, FINITE)
    activity, slack = matrix @ point, row_scale * rng.integers(0, 20, height)
    sort = rng.integers(0, 5, height)
    least = np.select([sort == 0, sort == 1, sort == 2], [activity - slack, activity, activity - slack], -INF)
    most = np.select([sort == 1, sort == 2, sort == 3], [activity, activity + 2 * slack, activity + slack], INF)
    dual = rng.integers(0, 4, height) * np.select([sort == 0, sort == 3, sort == 4], [1, -1, 0], rng.choice([-1, 1]))
    reduced = rng.integers(0, 4, width) * np.select([kind == 0, kind == 1, kind == 2], [1, 0, -1], rng.choice([-1, 1]))
    cost = matrix.T @ (dual / row_scale) + reduced / column_scale
    return program_of(matrix, cost, (least, most), (lower, upper), integer=integer, constant=float(rng.integers(-9, 9)))


def two_products(**options: object) -> LinearProgram:
    """Minimise −x − 2y with x + y ≤ 4, x − y ≥ −1, y ≤ 3: x = 1.5, y = 2.5."""
    return program_of(
        [[1, 1], [1, -1]],
        [-1, -2],
        (np.array([-INF, -1]), np.array([4, INF])),
        (np.zeros(2), np.array([INF, 3])),
        **options,
    )


@pytest.mark.parametrize("hundred", range(4))
def test_engines_agree_on_random_programs(hundred):
    for seed in range(60 * hundred, 60 * (hundred + 1)):
        program = random_program(seed)
        found = {name: solve(program, name) for name in LP_ENGINES}
        best = found["glop"].objective
        for name, solution in found.items():
            assert solution.status == "optimal"
            assert solution.objective == pytest.approx(best, rel=1e-9, abs=1e-9), (seed, name)
            assert solution.bound == pytest.approx(best, rel=1e-9, abs=1e-9), (seed, name)


@pytest.mark.parametrize("ten", range(6))
def test_engines_agree_on_random_programs_with_integers(ten):
    for seed in range(10 * ten, 10 * (ten + 1)):
        program = random_program(seed, integer=True)
        objectives = {name: solve(program, name, gap=1e-9).objective for name in MILP_ENGINES}
        assert np.ptp(list(objectives.values())) <= 1e-9 * max(1, abs(objectives["highs"])), (seed, objectives)


def test_settings_do_not_move_the_optimum():
    program = random_program(7)
    best = solve(program).objective
    for engine in LP_ENGINES:
        for tolerance in (1e-7, 1e-9, 1e-10):
            assert solve(program, engine, tolerance=tolerance, seed=5).objective == pytest.approx(best, rel=1e-9)


@pytest.mark.parametrize("engine", LP_ENGINES)
def test_all_fields_of_a_solution(engine):
    solution = solve(two_products(constant=10.0), engine)
    assert solution.status == "optimal"
    assert solution.engine == engine
    assert solution.publishable
    np.testing.assert_allclose(solution.primal, [1.5, 2.5])
    np.testing.assert_allclose(solution.dual, [-1.5, 0.5])
    np.testing.assert_allclose(solution.reduced_costs, [0, 0], atol=1e-9)
    assert solution.objective == pytest.approx(3.5)
    assert solution.bound == pytest.approx(3.5)
    assert solution.gap == pytest.approx(0, abs=1e-12)
    assert any(character.isdigit() for character in solution.version)
    assert solution.parameters["tolerance"] == 1e-7


@pytest.mark.parametrize("engine", LP_ENGINES)
@pytest.mark.parametrize("money", [False, True])
def test_dual_is_the_change_of_the_objective_per_unit_of_the_binding_bound(engine, money):
    """By finite differences, on ≤, ≥ and = rows, in both of their units."""
    size = 1e6 if money else 1.0
    step = 1e-3 * size
    program = program_of(
        [[1, 1, 0], [1, 0, 2], [0, 1, 1]],
        [1.0, 3.0, 1.0],
        (np.array([4.0, -INF, 3.0]) * size, np.array([INF, 5.0, 3.0]) * size),
        (np.zeros(3), np.full(3, INF)),
        money=money,
    )
    solution = solve(program, engine)
    rows = program.rows["r"]
    for i in range(3):
        shift = step * (np.arange(3) == i)
        moved = replace(program, rows={"r": replace(rows, lower=rows.lower + shift, upper=rows.upper + shift)})
        change = (solve(moved, engine).objective - solution.objective) / step
        assert solution.dual[i] == pytest.approx(change, abs=1e-6)
    assert solution.dual[0] > 0 > solution.dual[1]


@pytest.mark.parametrize("engine", LP_ENGINES)
def test_reduced_cost_is_the_change_of_the_objective_per_unit_of_the_binding_bound(engine):
    program = program_of(
        [[1.0, 1.0, 1.0]],
        [1.0, 5.0, -2.0],
        (np.array([4.0]), np.array([INF])),
        (np.zeros(3), np.array([9.0, 9.0, 1.0])),
    )
    solution = solve(program, engine)
    for j in range(3):
        shift = 1e-3 * (np.arange(3) == j)
        moved = program.with_bounds(program.column_lower + shift, program.column_upper + shift)
        change = (solve(moved, engine).objective - solution.objective) / 1e-3
        assert solution.reduced_costs[j] == pytest.approx(change, abs=1e-6)
    assert solution.reduced_costs[1] > 0 > solution.reduced_costs[2]


@pytest.mark.parametrize("engine", LP_ENGINES)
def test_amounts_in_mad_and_in_plain_units_give_the_same_plan(engine):
    """A budget of 90 million MAD over two costs of 30 and 45 thousand: engines see 90, 0.03 and 0.045."""

    def fund(money: str) -> LinearProgram:
        builder = Builder()
        units = builder.variables("units", (_axis("m", 2),), unit="units", upper=1800.0)
        paid = builder.variables("paid", (_axis("m", 2),), unit=money)
        costs = builder.rows("costs", (_axis("m", 2),), unit=money, lower=0.0, upper=0.0)
        builder.add(costs, paid, 1.0)
        builder.add(costs, units, -np.array([30_000.0, 45_000.0]))
        budget = builder.rows("budget", (), unit=money, upper=90e6)
        builder.add(budget, paid, 1.0)
        return builder.build({"units": np.array([-0.1, -0.12])})

    in_mad, plain = solve(fund("MAD"), engine), solve(fund("1"), engine)
    np.testing.assert_allclose(in_mad.primal, [1800, 800, 54e6, 36e6], rtol=1e-9)
    np.testing.assert_allclose(in_mad.primal, plain.primal, rtol=1e-9)
    np.testing.assert_allclose(in_mad.dual, plain.dual, rtol=1e-9, atol=1e-18)
    np.testing.assert_allclose(in_mad.reduced_costs, plain.reduced_costs, rtol=1e-9, atol=1e-15)
    assert in_mad.dual[-1] == pytest.approx(-0.12 / 45_000)


@pytest.mark.parametrize("engine", [*LP_ENGINES, "scip", None])
def test_contradicting_rows_are_infeasible(engine):
    program = program_of(
        [[1, 1], [1, 1]], [1, 1], (np.array([3, -INF]), np.array([INF, 2])), (np.zeros(2), np.full(2, 9))
    )
    with pytest.raises(Infeasible):
        solve(program, engine)


@pytest.mark.parametrize("engine", [*LP_ENGINES, "scip", None])
def test_an_objective_without_end_is_unbounded(engine):
    program = program_of([[1, -1]], [-1, 0], (np.array([-INF]), np.array([3])), (np.zeros(2), np.full(2, INF)))
    with pytest.raises(Unbounded):
        solve(program, engine)


@pytest.mark.parametrize("engine", [*LP_ENGINES, "scip", None])
def test_an_infeasible_program_with_a_ray_is_infeasible_not_unbounded(engine):
    """x and y may grow together for ever, but x − y is to be at least 1 and at most 0."""
    program = program_of(
        [[1, -1], [1, -1]], [-1, -1], (np.array([1, -INF]), np.array([INF, 0])), (np.zeros(2), np.full(2, INF))
    )
    with pytest.raises(Infeasible):
        solve(program, engine)


@pytest.mark.parametrize("engine", MILP_ENGINES)
def test_no_whole_number_between_the_bounds_is_infeasible(engine):
    program = program_of([[2.0]], [1], (np.array([1.0]), np.array([1.5])), (np.zeros(1), np.ones(1)), integer=True)
    with pytest.raises(Infeasible):
        solve(program, engine)


def test_crossed_bounds_are_named():
    program = program_of([[1.0]], [1], (np.array([0]), np.array([1])), (np.array([5]), np.array([4])))
    with pytest.raises(Infeasible, match=r"x\[j0\] \(at least 5, at most 4\)"):
        solve(program)


@pytest.mark.parametrize("engine", ["glop", "highs", "scip", "cbc"])
def test_programs_without_columns_rows_or_terms(engine):
    nothing = Builder().build(constant=2.0)
    assert solve(nothing, engine).objective == 2.0
    no_rows = program_of(np.zeros((0, 2)), [1, -1], (np.zeros(0), np.zeros(0)), (np.array([2, 0]), np.array([5, 7])))
    np.testing.assert_allclose(solve(no_rows, engine).primal, [2, 7])
    no_terms = program_of(
        np.zeros((2, 1)), [1], (np.array([-1, -INF]), np.array([1, INF])), (np.array([3]), np.array([4]))
    )
    assert solve(no_terms, engine).objective == 3.0
    with pytest.raises(Infeasible):
        solve(program_of(np.zeros((1, 1)), [1], (np.array([1]), np.array([2])), (np.array([3]), np.array([4]))), engine)


@pytest.mark.parametrize("engine", [*LP_ENGINES, "scip"])
def test_fixed_variables_keep_their_value(engine):
    program = two_products()
    fixed = program.with_bounds(np.array([1.0, 0.0]), np.array([1.0, 3.0]))
    np.testing.assert_allclose(solve(fixed, engine).primal, [1, 2], atol=1e-9)


@pytest.mark.parametrize("engine", MILP_ENGINES)
def test_whole_numbers_are_exactly_whole_and_have_no_duals(engine):
    solution = solve(two_products(integer=True), engine)
    assert solution.primal.tolist() == [2.0, 2.0]
    assert np.isnan(solution.dual).all()
    assert np.isnan(solution.reduced_costs).all()
    assert solution.basis is None


@pytest.mark.parametrize("engine", ["highs", "scip"])
def test_a_loose_gap_is_reported_and_proven(engine):
    rng = np.random.default_rng(4)
    weights = rng.integers(10, 90, (3, 25)).astype(float)
    program = program_of(
        weights,
        -weights.mean(0) - rng.random(25),
        (np.full(3, -INF), weights.sum(1) / 3),
        (np.zeros(25), np.ones(25)),
        integer=True,
    )
    rough, exact = solve(program, engine, gap=0.2), solve(program, engine, gap=1e-6)
    assert rough.status == "gap"
    assert 0 < rough.gap <= 0.2 / 0.8
    assert rough.bound <= exact.objective <= rough.objective
    again = solve(program, engine, gap=1e-6, hint=exact.primal)
    assert again.objective == pytest.approx(exact.objective, rel=1e-6)


@pytest.mark.parametrize("engine", ["glop", "highs", "scip", "cbc"])
def test_the_same_program_gives_the_same_solution(engine):
    program = random_program(11)
    first, second = solve(program, engine), solve(program, engine)
    assert first.primal.tobytes() == second.primal.tobytes()
    assert first.dual.tobytes() == second.dual.tobytes()


def test_first_order_values_are_marked_as_not_publishable():
    solution = solve(two_products(), "pdlp")
    assert not solution.publishable
    assert solution.objective == pytest.approx(-6.5, rel=1e-4)


@pytest.mark.parametrize("engine", ["glop", "highs"])
def test_a_basis_has_one_basic_status_per_row_and_can_be_started_from(engine):
    program = random_program(3)
    solution = solve(program, engine)
    assert (solution.basis.columns == BASIC).sum() + (solution.basis.rows == BASIC).sum() == program.shape[0]
    again = solve(program, engine, basis=solution.basis)
    assert again.objective == pytest.approx(solution.objective, rel=1e-12)


def test_a_session_answers_edits_as_a_fresh_solve_does():
    program = random_program(21)
    rows, matrix = program.rows["r"], program.matrix.copy()
    matrix.data = matrix.data * np.where(np.arange(matrix.nnz) % 5 == 0, 1.125, 1.0)
    thinner = program.matrix.copy()
    thinner.data[0] = 0.0
    thinner.eliminate_zeros()
    edits = [
        program,
        replace(program, rows={"r": replace(rows, lower=rows.lower - 2, upper=rows.upper + 1)}),
        program.with_bounds(program.column_lower - 1, program.column_upper),
        program.with_cost(program.cost * 2, constant=5.0),
        replace(program, matrix=sparse.csr_matrix(matrix)),
        replace(program, matrix=thinner),
        random_program(22),
        program,
    ]
    session, solved = Session(), 0
    for edited in edits:
        try:
            expected = solve(edited, "glop").objective
        except (Infeasible, Unbounded) as refusal:
            with pytest.raises(type(refusal)):
                session.solve(edited)
            continue
        assert session.solve(edited).objective == pytest.approx(expected, rel=1e-9)
        solved += 1
    assert solved >= 5


def test_coefficients_no_engine_can_see_are_named():
    far = program_of([[1.0, 1e-9]], [1, 1], (np.array([1]), np.array([INF])), (np.zeros(2), np.full(2, INF)))
    with pytest.raises(BadlyScaled, match=r"r\[i0\] × x\[j1\] = 1e-09"):
        solve(far)
    tiny_cost = program_of([[1.0, 1.0]], [1, 1e-12], (np.array([1]), np.array([INF])), (np.zeros(2), np.full(2, INF)))
    with pytest.raises(BadlyScaled, match=r"cost of x\[j1\]"):
        solve(tiny_cost)
    large_bound = program_of([[1.0]], [1], (np.array([1]), np.array([1e15])), (np.zeros(1), np.full(1, INF)))
    with pytest.raises(BadlyScaled, match=r"upper bound of r\[i0\]"):
        solve(large_bound)
    no_number = two_products().with_cost(np.array([np.nan, 1.0]))
    with pytest.raises(BadlyScaled, match=r"not a number in: x\[j0\]"):
        solve(no_number)


def test_amounts_in_mad_beside_jobs_are_not_badly_scaled():
    """In MAD the row has 45,000 and 1; in millions 0.045 and 1."""
    builder = Builder()
    x = builder.variables("x", (), unit="units", upper=1e4)
    p = builder.variables("p", (), unit="MAD", upper=9e12)
    r = builder.rows("r", (), unit="MAD", lower=45e6, upper=45e6)
    builder.add(r, x, 45_000.0)
    builder.add(r, p, -1.0)
    assert solve(builder.build({"x": np.array([1.0])})).objective == pytest.approx(1000.0)


def test_unknown_engines_and_integers_for_a_simplex_are_refused():
    with pytest.raises(ValueError, match="unknown engine 'simplex'"):
        solve(two_products(), "simplex")
    with pytest.raises(ValueError, match="glop takes no integer variables"):
        solve(two_products(integer=True), "glop")


@pytest.fixture
def engine_that_says(monkeypatch):
    """Replaces GLOP and HiGHS by engines that give the answers listed, one after the other, whatever is asked."""

    def install(*answers: Answer) -> None:
        queue = list(answers)
        for name in ("glop", "highs"):
            fake = replace(ENGINES[name], run=lambda program, settings: queue.pop(0))
            monkeypatch.setitem(engines.ENGINES, name, fake)

    return install


@pytest.mark.parametrize(
    ("primal", "dual", "message"),
    [
        ([1.6, 2.5], [-1.5, 0.5], r"misses row r\[i0\] by 0.1"),
        ([-1.0, 0.0], [-1.5, 0.5], r"misses the bounds of x\[j0\] by 1"),
        ([0.0, 0.0], [-1.5, 0.5], "prove -6.5 only, its answer costs 0"),
        ([1.5, 2.5], [1.5, 0.5], "prove -inf only"),
        ([np.nan, 2.5], [-1.5, 0.5], "not numbers"),
    ],
)
def test_an_engine_that_lies_is_caught(engine_that_says, primal, dual, message):
    engine_that_says(Answer("optimal", primal=np.array(primal), dual=np.array(dual)))
    with pytest.raises(EngineFailed, match=message):
        solve(two_products(), "glop")


def test_fractions_for_whole_numbers_are_caught(engine_that_says):
    engine_that_says(Answer("optimal", primal=np.array([1.5, 2.5]), bound=-6.5))
    with pytest.raises(EngineFailed, match="fraction"):
        solve(two_products(integer=True), "highs")


def test_nearly_whole_numbers_are_made_whole_and_the_rest_follows(engine_that_says):
    engine_that_says(
        Answer("optimal", primal=np.array([2.0000001, 1.9999999]), bound=-6.0),
        Answer("optimal", primal=np.array([2.0, 2.0])),
    )
    assert solve(two_products(integer=True), "highs").primal.tolist() == [2.0, 2.0]


@pytest.mark.parametrize(
    ("verdict", "error"), [("limit", LimitReached), ("feasible", LimitReached), ("failed", EngineFailed)]
)
def test_no_values_without_proof(engine_that_says, verdict, error):
    engine_that_says(Answer(verdict, "told so", primal=np.array([1.5, 2.5])))
    with pytest.raises(error, match="told so"):
        solve(two_products(), "glop")


def market_split(shops: int, products: int) -> LinearProgram:
    """Give every shop to one of two divisions so that each product's sales are halved: the least sum of deviations.

    Cornuéjols and Dawande (1999): the relaxation is 0 in nearly every part of a search, so that no branch and bound
    closes 40 shops and 5 products within hours.
    """
    sales = np.random.default_rng(0).integers(100, 999, (products, shops)).astype(float)
    shop, product, way = _axis("j", shops), _axis("i", products), _axis("s", 2)
    half = np.floor(sales.sum(1) / 2)
    builder = Builder()
    first = builder.variables("first", (shop,), unit="1", upper=1.0, integer=True)
    missed = builder.variables("missed", (product, way), unit="1")
    halves = builder.rows("halves", (product,), unit="1", lower=half, upper=half)
    builder.add(halves[:, None], first[None, :], sales)
    builder.add(halves[:, None], missed, np.array([[1.0, -1.0]] * products))
    return builder.build({"missed": np.ones(2 * products)})


@pytest.mark.parametrize("engine", [*MILP_ENGINES, "tree"])
def test_a_time_limit_reaches_the_engine(engine: str):
    """On a program that takes hours, on any machine, without a limit."""
    try:
        solution = solve(market_split(40, 5), engine, time_limit=0.3, gap=0.0)
    except LimitReached:
        pass
    else:
        assert solution.status == "gap"
        assert solution.bound < solution.objective


def test_the_second_engine_takes_over_where_the_first_fails(engine_that_says):
    right = Answer("optimal", primal=np.array([1.5, 2.5]), dual=np.array([-1.5, 0.5]))
    engine_that_says(Answer("failed"), right)
    assert solve(two_products()).engine == "highs"
    anywhere = Answer("optimal", primal=np.zeros(2))
    engine_that_says(Answer("infeasible"), anywhere, right)
    assert solve(two_products()).engine == "highs"


def test_the_second_engine_is_asked_without_costs_whether_any_point_exists(monkeypatch):
    asked = []

    def infeasible(program, settings):
        asked.append(program.cost.any())
        return Answer("infeasible")

    for name in ("glop", "highs"):
        monkeypatch.setitem(engines.ENGINES, name, replace(ENGINES[name], run=infeasible))
    with pytest.raises(Infeasible):
        solve(two_products())
    assert asked == [True, False]


def test_engines_that_disagree_are_not_believed(engine_that_says):
    anywhere = Answer("optimal", primal=np.zeros(2))
    engine_that_says(Answer("infeasible"), anywhere, Answer("unbounded"), anywhere)
    with pytest.raises(EngineFailed, match="disagree"):
        solve(two_products())
    engine_that_says(Answer("infeasible"), Answer("failed"), Answer("failed"))
    with pytest.raises(Infeasible):
        solve(two_products())


def test_a_point_is_checked_without_an_engine():
    program = two_products()
    check_point(program, np.array([1.5, 2.5]))
    check_point(program, np.array([1.5, 2.5 + 1e-8]))
    with pytest.raises(EngineFailed, match=r"r\[i0\]"):
        check_point(program, np.array([1.5001, 2.5]))


def test_any_duals_prove_a_bound_below_every_optimum():
    for seed in range(30):
        program = random_program(seed)
        best = solve(program).objective
        dual = np.random.default_rng(seed).normal(size=program.shape[0])
        bound, _, _ = dual_bound(program, dual)
        assert bound <= best + 1e-9 * max(1, abs(best))


def _axis(name: str, length: int) -> Axis:
    return Axis(name, tuple(f"{name}{k}" for k in range(length)))
