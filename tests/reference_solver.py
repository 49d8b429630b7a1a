"""SciPy's own HiGHS on a LinearProgram, so that tests of the model need no engine of fundopt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from fundopt.model.linear_program import LinearProgram


@dataclass(frozen=True)
class Minimum:
    """Value and point of an optimum, in the units of the program."""

    value: float
    primal: np.ndarray


def minimum(program: LinearProgram) -> Minimum | None:
    """The optimum of `program` as it is scaled; None where no point keeps every row."""
    rows = LinearConstraint(program.matrix, program.row_lower, program.row_upper)
    answer = milp(
        program.cost,
        constraints=rows if program.shape[0] else (),
        bounds=Bounds(program.column_lower, program.column_upper),
        integrality=program.integer.astype(int),
        options={"mip_rel_gap": 1e-9},
    )
    if answer.status == 2:
        return None
    if answer.status != 0:
        raise RuntimeError(answer.message)
    return Minimum(program.objective(answer.x), answer.x)
