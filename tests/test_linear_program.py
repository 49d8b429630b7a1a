"""LinearProgram and Builder: labels, masks, broadcasting, units, and the edits that give another program."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference_solver import minimum

from fundopt.model.linear_program import INFINITY, Axis, Builder, LinearProgram, Rows, significant

CITY, YEAR = Axis("city", ("fes", "meknes")), Axis("year", ("2027", "2028", "2029"))


def budget_program(**options: object) -> LinearProgram:
    """Two cities share 30 million MAD; a unit costs 4 million in Fès, 5 in Meknès, and is worth 3 and 4."""
    builder = Builder()
    units = builder.variables("units", (CITY,), unit="units", upper=[5, 4], **options)
    money = builder.variables("money", (CITY,), unit="MAD")
    cost = Rows("cost", (CITY,), unit="MAD", lower=0, upper=0)
    builder.include(cost.add(cost.at, money, 1.0).add(cost.at, units, [-4e6, -5e6]))
    total = Rows("budget", (), unit="MAD", upper=30e6)
    builder.include(total.add(total.at, money, 1.0))
    return builder.build({"units": np.array([-3.0, -4.0])}, constant=7.0)


class TestBuilder:
    def test_columns_are_numbered_in_order_and_absent_cells_are_minus_one(self):
        builder = Builder()
        where = np.array([[True, False, True], [False, True, False]])
        first = builder.variables("a", (CITY, YEAR), unit="jobs", where=where)
        second = builder.variables("b", (CITY,), unit="MAD")
        assert first.tolist() == [[0, -1, 1], [-1, 2, -1]]
        assert second.tolist() == [3, 4]
        assert builder.build().column_labels == ["a[fes,2027]", "a[fes,2029]", "a[meknes,2028]", "b[fes]", "b[meknes]"]

    def test_bounds_and_masks_broadcast_over_the_axes(self):
        builder = Builder()
        where = np.array([True, True, False])
        builder.variables("a", (CITY, YEAR), unit="jobs", where=where, lower=[[1], [2]], upper=[7, 8, 9])
        program = builder.build()
        assert program.column_lower.tolist() == [1, 1, 2, 2]
        assert program.column_upper.tolist() == [7, 8, 7, 8]

    def test_an_axis_without_labels_gives_no_variable(self):
        builder = Builder()
        assert builder.variables("a", (CITY, Axis("none", ())), unit="jobs").shape == (2, 0)
        assert builder.build().shape == (0, 0)

    def test_a_block_without_axes_has_one_member(self):
        builder = Builder()
        assert builder.variables("worst", (), unit="points", lower=-INFINITY).shape == ()
        assert builder.build().column_labels == ["worst[]"]

    def test_terms_broadcast_and_skip_what_does_not_exist(self):
        builder = Builder()
        column = builder.variables("a", (CITY, YEAR), unit="jobs", where=np.array([[True], [False]]))
        rows = Rows("total", (CITY,), unit="jobs", upper=1)
        builder.include(rows.add(rows.at[:, None], column, [1.0, 0.0, 3.0]))
        matrix = builder.build().matrix
        assert matrix.toarray().tolist() == [[1, 0, 3], [0, 0, 0]]
        assert matrix.nnz == 2

    def test_terms_for_rows_that_do_not_exist_are_left_out(self):
        builder = Builder()
        column = builder.variables("a", (CITY,), unit="jobs")
        rows = Rows("cap", (CITY,), unit="jobs", where=np.array([False, True]), upper=1)
        assert builder.include(rows.add(rows.at, column, 2.0)).tolist() == [-1, 0]
        assert builder.build().matrix.toarray().tolist() == [[0, 2]]

    def test_terms_of_the_same_cell_add_up_and_may_cancel(self):
        builder = Builder()
        column = builder.variables("a", (CITY,), unit="jobs")
        rows = Rows("cap", (CITY,), unit="jobs", upper=1)
        rows.add(rows.at, column, [1.0, 2.0]).add(rows.at, column, [3.0, -2.0])
        builder.include(rows)
        assert builder.build().matrix.toarray().tolist() == [[4, 0], [0, 0]]
        assert builder.build().matrix.nnz == 1

    def test_rows_may_be_filled_after_they_are_placed(self):
        builder = Builder()
        column = builder.variables("a", (CITY,), unit="jobs")
        builder.rows("first", (CITY,), unit="jobs", upper=1)
        at = builder.rows("second", (CITY,), unit="jobs", upper=1)
        builder.add(at, column, 5.0)
        assert builder.build().matrix.toarray().tolist() == [[0, 0], [0, 0], [5, 0], [0, 5]]

    @pytest.mark.parametrize("what", ["variables", "rows"])
    def test_a_name_is_given_once(self, what):
        builder = Builder()
        getattr(builder, what)("a", (CITY,), unit="jobs")
        with pytest.raises(ValueError, match="a is already in the program"):
            getattr(builder, what)("a", (CITY,), unit="jobs")

    @pytest.mark.parametrize("amount", [np.nan, np.inf])
    def test_a_coefficient_that_is_not_a_finite_number_is_refused(self, amount):
        builder = Builder()
        column = builder.variables("a", (CITY,), unit="jobs")
        with pytest.raises(ValueError, match="cap: a coefficient is not a finite number"):
            Rows("cap", (CITY,), unit="jobs").add(np.array(0), column, amount)

    @pytest.mark.parametrize("bound", ["lower", "upper"])
    def test_a_bound_that_is_not_a_number_is_refused(self, bound):
        with pytest.raises(ValueError, match="a: a bound is not a number"):
            Builder().variables("a", (CITY,), unit="jobs", **{bound: [0, np.nan]})

    def test_cost_and_constant_make_the_objective(self):
        program = budget_program()
        assert program.cost.tolist() == [-3, -4, 0, 0]
        assert program.objective(np.array([1, 2, 0, 0])) == -3 - 8 + 7


class TestLabels:
    def test_members_are_labelled_by_axis(self):
        block = budget_program().variables["units"]
        assert [block.label(0), block.label(1)] == ["units[fes]", "units[meknes]"]
        assert block.index()["city"].tolist() == ["fes", "meknes"]
        assert (block.start, block.stop, len(block)) == (0, 2, 2)

    def test_rows_are_labelled_like_variables(self):
        assert budget_program().row_labels == ["cost[fes]", "cost[meknes]", "budget[]"]

    def test_the_values_of_a_block_are_its_part_of_the_vector(self):
        assert budget_program().values("money", np.arange(4)).tolist() == [2, 3]


class TestMillions:
    def test_money_is_counted_in_millions_and_nothing_else_is(self):
        scaled = budget_program().in_millions()
        assert scaled.matrix.toarray().tolist() == [[-4, 0, 1, 0], [0, -5, 0, 1], [0, 0, 1, 1]]
        assert scaled.row_upper.tolist() == [0, 0, 30]
        assert [block.unit for block in scaled.variables.values()] == ["units", "MMAD"]
        assert scaled.column_upper.tolist() == [5, 4, INFINITY, INFINITY]

    def test_a_price_on_money_becomes_a_price_on_millions(self):
        program = budget_program()
        assert program.with_cost(np.array([0, 0, 1e-6, 1e-6])).in_millions().cost.tolist() == [0, 0, 1, 1]

    def test_amounts_in_millions_are_the_decimals_a_reader_would_write(self):
        builder = Builder()
        units = builder.variables("units", (), unit="units")
        cost = Rows("cost", (), unit="MAD", upper=1_100_000)
        builder.include(cost.add(cost.at, units, 8_300_000))
        scaled = builder.build().in_millions()
        assert 8_300_000 * (1 / 1e6) != 8.3
        assert (scaled.matrix.data.tolist(), scaled.row_upper.tolist()) == ([8.3], [1.1])

    def test_scaling_twice_is_scaling_once(self):
        once = budget_program().in_millions()
        assert (once.in_millions().matrix != once.matrix).nnz == 0

    @pytest.mark.parametrize(("integer", "best"), [(False, 7 - 16 - 7.5), (True, 7 - 15 - 8)])
    def test_the_optimum_is_the_same_in_both_units(self, integer, best):
        program = budget_program(integer=integer)
        plain, scaled = minimum(program), minimum(program.in_millions())
        assert plain.value == pytest.approx(best)
        assert scaled.value == pytest.approx(best)
        _, columns = program.units_in_millions
        assert np.allclose(scaled.primal * columns, plain.primal)


class TestEdits:
    def test_another_row_binds_like_any_other(self):
        program = budget_program().with_row("keep", np.array([1.0, 1.0, 0, 0]), 2, 5, "units")
        assert (program.row_labels[-1], program.row_lower[-1], program.row_upper[-1]) == ("keep[]", 2, 5)
        assert minimum(program).value == pytest.approx(7 - 16 - 3)

    def test_another_family_stands_below_the_others(self):
        rows = Rows("cap", (CITY,), unit="units", where=np.array([False, True]), upper=1)
        program = budget_program().including(rows.add(rows.at, np.array([0, 1]), 1.0))
        assert (program.rows["cap"].start, program.shape) == (3, (4, 4))
        assert program.matrix[[3]].toarray().tolist() == [[0, 1, 0, 0]]
        assert minimum(program).value == pytest.approx(7 - 15 - 4)

    def test_no_row_is_added_under_a_name_that_is_taken(self):
        with pytest.raises(ValueError, match="budget is already in the program"):
            budget_program().with_row("budget", np.ones(4), 0, 1, "MAD")

    def test_other_bounds_fix_columns_and_leave_the_original_alone(self):
        program = budget_program()
        lower, upper = program.column_lower.copy(), program.column_upper.copy()
        lower[1] = upper[1] = 2
        fixed = program.with_bounds(lower, upper)
        assert minimum(fixed).primal[:2].tolist() == pytest.approx([5, 2])
        assert program.column_upper[1] == 4

    def test_another_objective_keeps_the_rules(self):
        program = budget_program().with_cost(np.array([1.0, 0, 0, 0]))
        assert minimum(program).value == pytest.approx(0)
        assert program.matrix is not None
        assert program.row_upper.tolist() == [0, 0, 30e6]

    def test_the_relaxation_has_no_integer_column(self):
        program = budget_program(integer=True)
        assert program.integer.tolist() == [True, True, False, False]
        assert not program.without_integrality().integer.any()


class TestSignificant:
    @given(st.floats(allow_nan=False, allow_infinity=False))
    def test_a_value_keeps_twelve_digits(self, value):
        rounded = float(significant(np.array([value]))[0])
        assert rounded == float(f"{rounded:.12g}")
        assert abs(rounded - value) <= abs(value) * 5.000001e-12

    @given(st.floats(allow_nan=False, allow_infinity=False))
    def test_rounding_again_changes_nothing(self, value):
        once = significant(np.array([value]))
        assert significant(once).tolist() == once.tolist()

    @given(st.integers(-(10**12) + 1, 10**12 - 1), st.integers(-30, 20))
    def test_twelve_digits_written_are_the_twelve_digits_kept(self, mantissa, exponent):
        value = float(f"{mantissa}e{exponent}")
        assert significant(np.array([value])).tolist() == [value]

    def test_sums_in_another_order_agree(self):
        sums = np.array([0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1])
        assert sums[0] != sums[1]
        assert significant(sums).tolist() == [0.6, 0.6]

    def test_bounds_without_end_stay_so(self):
        assert significant(np.array([-INFINITY, 0.0, INFINITY])).tolist() == [-INFINITY, 0, INFINITY]

    def test_the_shape_stays(self):
        assert significant(np.full((2, 3), 1.5)).shape == (2, 3)
        assert significant(np.zeros(0)).shape == (0,)
