"""Proofs: optima known exactly from the literature, and random programs against trying everything."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import permutations
from pathlib import Path
from random import Random

import numpy as np
import pytest
from exact_minimum import exact_minimum

import fundopt.errors
from fundopt import certify, read_case, solve
from fundopt.errors import EngineFailed
from fundopt.proof.bounds import implied, safe_bound
from fundopt.proof.certificate import Certificate, number
from fundopt.proof.lu import Singular, factorise
from fundopt.proof.mps_read import parse_mps
from fundopt.proof.program import ExactProgram
from fundopt.proof.prove import complete, prove

F = Fraction
AFIRO = Path(__file__).parent / "netlib" / "afiro.mps"


def program(
    cost: list, rows: list[tuple[list, object, object]], bounds: list | None = None, whole: list | None = None
) -> ExactProgram:
    """Minimise cost·x with rows (coefficients, least, greatest), columns from 0 up unless `bounds` says otherwise."""
    width = len(cost)
    bounds = bounds or [(0, None)] * width
    exact = [[None if end is None else F(end) for end in pair] for pair in bounds]
    sides = [[None if end is None else F(end) for end in row[1:]] for row in rows]
    return ExactProgram(
        tuple(f"x{j}" for j in range(width)),
        tuple(f"r{i}" for i in range(len(rows))),
        tuple(tuple((i, F(row[0][j])) for i, row in enumerate(rows) if row[0][j]) for j in range(width)),
        tuple(map(F, cost)),
        tuple(pair[0] for pair in exact),
        tuple(pair[1] for pair in exact),
        tuple(pair[0] for pair in sides),
        tuple(pair[1] for pair in sides),
        tuple(whole or [False] * width),
    )


def optimum(exact: ExactProgram) -> F:
    found = prove(exact)
    assert found.status == "optimal"
    assert found.objective == found.bound
    assert exact.missed(found.point) is None
    return found.objective


class TestKnownOptima:
    def test_afiro_to_the_last_digit(self):
        """Netlib; −4.64753142857142857… in Koch, The final Netlib-LP results (2004)."""
        assert certify(AFIRO).objective == F(-406659, 875)

    @pytest.mark.parametrize("size", [3, 6, 9])
    def test_klee_and_minty(self, size: int):
        """Klee & Minty (1972) in the form of Chvátal: the optimum is 100^(n−1) after up to 2ⁿ − 1 vertices."""
        rows = [([2 * 10 ** (i - j) for j in range(i)] + [1] + [0] * (size - i - 1), None, 100**i) for i in range(size)]
        assert optimum(program([-(10 ** (size - 1 - j)) for j in range(size)], rows)) == -(100 ** (size - 1))

    def test_beale_cycles_under_the_first_rule(self):
        """Beale (1955): a degenerate vertex at which the simplex method can go round for ever; the optimum is −1/20."""
        rows = [
            (["0.25", -60, "-0.04", 9], None, 0),
            (["0.5", -90, "-0.02", 3], None, 0),
            ([0, 0, 1, 0], None, 1),
        ]
        assert optimum(program(["-0.75", 150, "-0.02", 6], rows)) == F(-1, 20)

    def test_dantzig_transport(self):
        """Dantzig, Linear Programming and Extensions (1963), as in the GAMS tutorial: 153.675 thousand dollars."""
        distance = [["2.5", "1.7", "1.8"], ["2.5", "1.8", "1.4"]]
        cost = [F(90) * F(d) / 1000 for line in distance for d in line]
        supply = [([int(j // 3 == i) for j in range(6)], None, most) for i, most in enumerate((350, 600))]
        demand = [([int(j % 3 == k) for j in range(6)], least, None) for k, least in enumerate((325, 300, 275))]
        assert optimum(program(cost, supply + demand)) == F("153.675")

    def test_assignment_is_degenerate_and_whole(self):
        """Four workers, four jobs: the cheapest of the 24 ways to pair them."""
        cost = [[9, 2, 7, 8], [6, 4, 3, 7], [5, 8, 1, 8], [7, 6, 9, 4]]
        rows = [([int(j // 4 == i) for j in range(16)], 1, 1) for i in range(4)]
        rows += [([int(j % 4 == k) for j in range(16)], 1, 1) for k in range(4)]
        assert optimum(program([c for line in cost for c in line], rows)) == min(
            sum(cost[i][k] for i, k in enumerate(way)) for way in permutations(range(4))
        )

    def test_a_knapsack(self):
        text = (
            "NAME\nROWS\n N C\n L W\nCOLUMNS\n M 'MARKER' 'INTORG'\n a C -60 W 10\n b C -100 W 20\n c C -120 W 30\n"
            " M 'MARKER' 'INTEND'\nRHS\n R W 50\nBOUNDS\n BV B a\n BV B b\n BV B c\nENDATA\n"
        )
        assert optimum(parse_mps(text).program) == -220

    def test_a_maximum_is_reported_as_the_file_counts_it(self):
        text = "NAME\nOBJSENSE MAX\nROWS\n N C\n L W\nCOLUMNS\n x C 3 W 7\nRHS\n R W 1 C -2\nENDATA\n"
        found = prove(parse_mps(text).program)
        assert (found.objective, found.bound, found.gap) == (F(17, 7), F(17, 7), 0)

    @pytest.mark.parametrize(("case", "effect"), [("teaching-two-cities", F(37)), ("teaching-cofinancing", F("48.5"))])
    def test_teaching_cases(self, case: str, effect: F):
        found = certify(read_case(case))
        assert (found.status, found.objective) == ("optimal", -effect)
        assert found.program.missed(found.plan.point) is None
        assert 0 <= found.plan.gap < F(1, 1000)


def random_program(seed: int, whole: bool) -> ExactProgram:
    """Three or four columns with finite bounds, up to four rows, decimals of one to three digits."""
    draw = np.random.default_rng(seed)
    width, height = int(draw.integers(2, 5 if whole else 4)), int(draw.integers(1, 5 if whole else 4))

    def decimal() -> F:
        return F(int(draw.integers(-99, 100)), 10 ** int(draw.integers(0, 3)))

    bounds = [(low, low + abs(decimal()) / 9) for low in (F(int(draw.integers(-3, 3))) for _ in range(width))]
    rows = []
    for _ in range(height):
        middle, kind = decimal(), int(draw.integers(0, 4))
        sides = [(middle, None), (None, middle), (middle - 5, middle + 5), (middle, middle)][kind]
        rows.append(([decimal() if draw.random() < 0.7 else F(0) for _ in range(width)], *sides))
    return program(
        [decimal() for _ in range(width)], rows, bounds, [whole and draw.random() < 0.6 for _ in range(width)]
    )


@pytest.mark.parametrize("whole", [False, True], ids=["LP", "MILP"])
@pytest.mark.parametrize("seed", range(60))
def test_random_programs_against_trying_everything(seed: int, whole: bool):
    exact = random_program(seed, whole)
    expected = exact_minimum(exact)
    found = prove(exact)
    if expected is None:
        assert found.status == "infeasible"
        return
    assert found.status in (("optimal", "gap") if whole else ("optimal",))
    assert found.bound <= expected <= found.objective
    assert found.objective == expected
    assert found.gap <= F(1, 10**8) * max(1, abs(expected))


class TestOtherAnswers:
    def test_infeasible_by_a_hair(self):
        """Engines call it feasible: the rows miss each other by 1e-10."""
        found = prove(program([1], [([1], "1.0000000001", None), ([1], None, 1)]))
        assert found.status == "infeasible"

    def test_crossed_bounds(self):
        found = prove(program([1, 1], [([1, 1], 0, None)], [(0, 1), (2, 1)]))
        assert (found.status, found.proof.tree) == ("infeasible", ({"crossed": "x1"},))

    def test_whole_numbers_that_do_not_exist(self):
        found = prove(program([0, 0], [([2, 2], 1, 1)], [(0, 9), (0, 9)], [True, True]))
        assert found.status == "infeasible"

    @pytest.mark.parametrize("whole", [False, True])
    def test_unbounded_with_a_ray(self, whole: bool):
        found = prove(program([-3, 1], [([1, "-0.5"], None, "2.5")], whole=[whole, False]))
        assert found.status == "unbounded"
        assert found.program.missed(found.point) is None
        assert sum(F(c) * found.ray.get(j, 0) for j, c in enumerate((-3, 1))) < 0

    def test_nothing_to_minimise_without_rows(self):
        assert optimum(program([0, 0], [])) == 0


class TestBadlyScaled:
    @pytest.mark.parametrize("power", [-9, -6, 6, 9])
    def test_scale_changes_nothing_but_the_scale(self, power: int):
        """A row and a column in other units, 1e-9 to 1e9: the optimum is the same fraction."""
        by = F(10) ** power
        plain = program([-3, -5], [([1, 0], None, 4), ([0, 2], None, 12), ([3, 2], None, 18)])
        scaled = program([-3, -5 * by], [([1, 0], None, 4), ([0, 2 * by], None, 12), ([3, 2 * by], None, 18)])
        assert optimum(plain) == optimum(scaled) == -36

    def test_costs_that_an_engine_does_not_see(self):
        """Two vertices 1e-12 apart in cost: the bound is still exact, whichever of the two the engine stops at."""
        exact = program([-1, F(-1) - F(1, 10**12)], [([1, 1], None, 1)])
        found = prove(exact)
        assert found.bound <= -1 - F(1, 10**12) <= found.objective
        assert found.gap <= F(1, 10**9)


class TestParts:
    def test_factors_solve_both_ways(self):
        draw = np.random.default_rng(3)
        for size in (1, 2, 5, 12):
            dense = [
                [F(int(draw.integers(-9, 10)), int(draw.integers(1, 7))) for _ in range(size)] for _ in range(size)
            ]
            columns = {j: [(i, dense[i][j]) for i in range(size) if dense[i][j]] for j in range(size)}
            factors = factorise(columns, range(size))
            right = {i: F(int(draw.integers(-9, 10))) for i in range(size)}
            x, y = factors.solve(right), factors.solve_transposed(right)
            for k in range(size):
                assert sum(dense[k][j] * x.get(j, 0) for j in range(size)) == right[k]
                assert sum(dense[i][k] * y.get(i, 0) for i in range(size)) == right[k]

    def test_a_singular_matrix_is_refused(self):
        with pytest.raises(Singular):
            factorise({0: [(0, F(1)), (1, F(2))], 1: [(0, F(2)), (1, F(4))]}, range(2))

    @pytest.mark.parametrize("seed", range(20))
    def test_any_multipliers_prove_a_bound_that_holds(self, seed: int):
        exact = random_program(seed, whole=False)
        best, draw = exact_minimum(exact), np.random.default_rng(seed)
        duals = {i: F(int(draw.integers(-50, 50)), 7) for i in range(len(exact.row_names))}
        bound = safe_bound(exact, duals)
        assert best is None or bound is None or bound <= best

    def test_limits_follow_from_rows(self):
        exact = program([1, 1, -1], [([1, 1, 0], None, "7.5"), ([0, -2, 1], None, 0)])
        rows, bounds = implied(exact)
        assert rows == [0, 1]
        assert bounds == {0: (0, 8), 1: (0, 8), 2: (0, 16)}

    def test_given_values_are_completed_or_refused_by_name(self):
        exact = program([1, 1], [([3, 1], 1, 1)], [(0, 1), (0, 1)])
        assert complete(exact, exact.floats(), {1: F(0)}) == {0: F(1, 3)}
        with pytest.raises(EngineFailed, match="no exact point"):
            complete(exact, exact.floats(), {0: F(1)})

    @pytest.mark.parametrize(
        ("value", "text"),
        [(F(1, 3), "1/3"), (F(-5, 2), "-2.5"), (F(7), "7"), (F(0), "0"), (F(1, 1000), "0.001"), (F(-1, 8), "-0.125")],
    )
    def test_figures_are_written_as_they_are(self, value: F, text: str):
        assert number(value) == text
        assert F(text) == value


def test_the_bound_of_a_plan_holds_for_every_other_plan():
    """More money never hurts: a smaller fund's optimum is above the proven bound of the larger one."""
    case = read_case("teaching-two-cities")
    found: Certificate = solve(case).certificate
    assert found.bound <= -solve(case).effect + 1e-9


def scattered(draw: Random) -> str:
    """A program whose rows and columns are counted in units from 1e-9 to 1e9, every number positive: it has a least."""
    rows, columns = ([draw.randint(-9, 9) for _ in range(count)] for count in (4, 5))
    lines = ["NAME scattered", "ROWS", " N COST", *(f" L R{i}" for i in range(len(rows))), "COLUMNS"]
    for j, unit in enumerate(columns):
        lines.append(f" X{j} COST {draw.randint(-9, -1)}e{unit}")
        lines += [f" X{j} R{i} {draw.randint(1, 9)}e{unit + row}" for i, row in enumerate(rows)]
    lines += ["RHS", *(f" S R{i} {draw.randint(1, 9)}e{row}" for i, row in enumerate(rows)), "ENDATA"]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("seed", range(60))
def test_units_that_are_far_apart_do_not_keep_an_optimum_from_being_proved(seed: int):
    """The least of the same program in units of 1 is the same figure: factors of rows and columns cancel."""
    text = scattered(Random(seed))
    plain = re.sub(r"e-?\d+", "", text)
    proved, same = (prove(parse_mps(each).program) for each in (text, plain))
    assert proved.status == same.status == "optimal"
    assert proved.objective == same.objective


@pytest.mark.parametrize("text", ["", "  \n\n"])
def test_an_empty_model_file_is_said_to_be_empty(tmp_path, text):
    (tmp_path / "model.mps").write_text(text)
    with pytest.raises(fundopt.errors.DossierError, match=r"model\.mps is empty"):
        certify(tmp_path / "model.mps")
