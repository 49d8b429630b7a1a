"""Two programs beside a given one: how far its rows must be missed, and in which direction it has no end."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from fundopt.proof.program import ZERO, Bound, ExactProgram

ONE = Fraction(1)


def elastic(program: ExactProgram) -> ExactProgram:
    """`program` with slack on every row; the least total slack is above 0 exactly where no point keeps all rows.

    The row duals of its optimum are then a proof (Farkas): they add the rows up to something impossible.
    """
    slack = [(i, ONE) for i, bound in enumerate(program.row_lower) if bound is not None]
    slack += [(i, -ONE) for i, bound in enumerate(program.row_upper) if bound is not None]
    more = len(slack)
    return replace(
        program,
        column_names=(*program.column_names, *(f"slack {k}" for k in range(more))),
        matrix=(*program.matrix, *(((i, sign),) for i, sign in slack)),
        cost=(ZERO,) * len(program.cost) + (ONE,) * more,
        column_lower=program.column_lower + (ZERO,) * more,
        column_upper=program.column_upper + (None,) * more,
        integer=program.integer + (False,) * more,
        constant=ZERO,
    )


def directions(program: ExactProgram) -> ExactProgram:
    """The directions in which one can go on for ever, at most 1 a column; below 0 at its best the cost has no end."""

    def cone(bounds: tuple[Bound, ...], far: Bound) -> tuple[Bound, ...]:
        return tuple(far if bound is None else ZERO for bound in bounds)

    return replace(
        program,
        column_lower=cone(program.column_lower, -ONE),
        column_upper=cone(program.column_upper, ONE),
        row_lower=cone(program.row_lower, None),
        row_upper=cone(program.row_upper, None),
        integer=(False,) * len(program.integer),
        constant=ZERO,
    )
