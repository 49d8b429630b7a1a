"""What changing the cell of a rule does to the rows of the program: measured by formulating the case a second time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
from scipy import sparse

from fundopt.case.case import Case
from fundopt.model.linear_program import MILLION, LinearProgram
from fundopt.model.parameters import Parameters
from fundopt.plan.conflict.statements import Statement, stated_program


@dataclass(frozen=True)
class Lever:
    """The effect of a cell on all rows, per unit of its value; rows are affine in it.

    `bound` (rows,) is the change of their bounds, `matrix` (rows, columns) that of their coefficients, None where
    there is none. `money` is what moving the cell by one unit counts: its MAD; for a cell that is not money, the
    share of its value that it moves by, times the fund.
    """

    statement: Statement
    bound: np.ndarray
    matrix: sparse.csr_matrix | None
    money: float
    unit: str

    def size(self, change: float) -> float:
        """How far rows move where the value changes by `change`, in `unit`."""
        if self.unit == "MAD":
            return change * self.money
        return 100 * change if self.unit == "%" else change


def lever(case: Case, program: LinearProgram, statement: Statement) -> Lever:
    """The lever of a statement that has a cell, in the program of `stated_program(case)`."""
    value = float(statement.value or 0)
    step = Decimal(value or (MILLION if _is_amount(program, statement) else 1))
    other, _ = stated_program(with_value(case, statement, (statement.value or Decimal(0)) + step))
    bound = _moved(program.row_lower, other.row_lower) + np.where(
        np.isfinite(program.row_lower), 0.0, _moved(program.row_upper, other.row_upper)
    )
    matrix = (other.matrix - program.matrix).tocsr() / float(step)
    matrix.eliminate_zeros()
    fund = Parameters(case).fund_size
    unit = _unit(program, statement)
    money = fund / (abs(value) or 1.0)
    if unit == "MAD":
        money = float(np.abs(bound[statement.rows]).max()) / float(step) or fund
    return Lever(statement, bound / float(step), matrix if matrix.nnz else None, money, unit)


def with_value(case: Case, statement: Statement, value: Decimal | None) -> Case:
    """The case with another value in the statement's cell; None switches the rule off."""
    data = case[statement.table]
    column, cell = statement.column, value
    if value is None and "active" in data.columns:
        column, cell = "active", False
    elif value is None and statement.family == "private_share":
        cell = Decimal(0)
    elif isinstance(data[column][statement.index], int) and value is not None:
        cell = int(value)
    values = list(data[column])
    values[statement.index] = cell
    return case.replace(**{statement.table: replace(data, columns={**data.columns, column: tuple(values)})})


def _moved(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    finite = np.isfinite(before) & np.isfinite(after)
    return np.where(finite, np.where(finite, after, 0.0) - np.where(finite, before, 0.0), 0.0)


def _is_amount(program: LinearProgram, statement: Statement) -> bool:
    return statement.column in ("budget", "amount") or _unit(program, statement) == "MAD"


def _unit(program: LinearProgram, statement: Statement) -> str:
    """The unit in which a move is told: that of the rows; points where a share of jobs is capped."""
    if statement.family == "dependency":
        return "%"
    row = statement.rows[0]
    return next(block.unit for block in program.rows.values() if block.start <= row < block.stop)
