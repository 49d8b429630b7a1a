"""Engines agree on whole cases: two simplex codes, a third from another house, and the searches over whole numbers."""

import numpy as np
import pytest
from random_cases import random_case

from fundopt.errors import Infeasible
from fundopt.model.formulate import formulate
from fundopt.solve import solve

SEEDS = range(200)


def optimum(program, engine, **options):
    """The engine's optimal value; None where it says that no plan exists."""
    try:
        return solve(program, engine, **options).objective
    except Infeasible:
        return None


@pytest.mark.parametrize("seed", SEEDS)
def test_simplex_codes_agree_to_nine_digits_on_random_cases(seed):
    program = formulate(random_case(seed, whole=False))
    values = {engine: optimum(program, engine) for engine in ("glop", "highs", "cbc")}
    if None in values.values():
        assert set(values.values()) == {None}
        return
    scale = max(1.0, abs(program.constant))
    for engine, value in values.items():
        assert value == pytest.approx(values["glop"], abs=1e-9 * scale), engine


@pytest.mark.parametrize("seed", range(60))
def test_searches_over_whole_numbers_agree_on_random_cases(seed):
    program = formulate(random_case(seed))
    values = [optimum(program, engine, gap=1e-9) for engine in ("tree", "highs")]
    if None in values:
        assert values == [None, None]
        return
    assert np.ptp(values) <= 1e-7 * max(1.0, abs(values[0]))
