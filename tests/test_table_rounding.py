"""Tables shown in whole multiples: every cell and every total is a neighbour of the truth, and all of them add up."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from fundopt.plan.table_rounding import round_table

UNIT = 1000

shapes = st.tuples(st.integers(1, 6), st.integers(1, 6))
tables = shapes.flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(-(10**8), 10**9) | st.just(0) | st.just(250_000))
)


def neighbour(rounded: int, true: Fraction) -> bool:
    """Whether `rounded` is the multiple of UNIT at or below `true`, or the next above (itself where it is one)."""
    return rounded % UNIT == 0 and abs(rounded - true) < UNIT


@settings(max_examples=500, deadline=None, derandomize=True)
@given(tables)
def test_cells_and_all_totals_are_neighbours_of_the_truth(hundredths: np.ndarray):
    rounded = round_table(hundredths / 100, UNIT).astype(object)
    true = hundredths.astype(object) * Fraction(1, 100)
    assert rounded.shape == true.shape
    for shown, meant in (
        (rounded.ravel(), true.ravel()),
        (rounded.sum(axis=0), true.sum(axis=0)),
        (rounded.sum(axis=1), true.sum(axis=1)),
        ([rounded.sum()], [true.sum()]),
    ):
        assert all(neighbour(a, b) for a, b in zip(shown, meant, strict=True))


def test_the_nearest_table_is_chosen():
    assert round_table(np.array([[900.0, 1_100.0], [2_900.0, 100.0]]), UNIT).tolist() == [[1000, 1000], [3000, 0]]


def test_rounding_each_cell_alone_would_not_add_up():
    third = np.full((3, 3), 1000 / 3)
    rounded = round_table(third, UNIT)
    assert rounded.sum(axis=0).tolist() == [1000, 1000, 1000]
    assert rounded.sum(axis=1).tolist() == [1000, 1000, 1000]


def test_multiples_stay_and_tenths_add_up_without_noise():
    table = np.array([[0.1] * 10, [3.0] * 10])
    rounded = round_table(table, 1)
    assert rounded[1].tolist() == [3] * 10
    assert rounded[0].sum() == 1


@pytest.mark.parametrize("shape", [(0, 3), (2, 0), (1, 1)])
def test_tables_of_any_shape(shape: tuple[int, int]):
    rounded = round_table(np.zeros(shape), UNIT)
    assert rounded.shape == shape
    assert rounded.dtype == np.int64
