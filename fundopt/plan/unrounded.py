"""A plan as a point of the program, before its payments are rounded: its effect and its tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from fundopt.model.linear_program import LinearProgram
from fundopt.model.parameters import Parameters
from fundopt.plan.allocation import tabulate
from fundopt.plan.tables import PlanTables


@dataclass(frozen=True)
class Unrounded:
    """`primal`: a value for each variable of `program`, in the unit of its block."""

    parameters: Parameters
    program: LinearProgram
    primal: np.ndarray

    @property
    def effect(self) -> float:
        """Weighted person-years of unemployment that the plan avoids."""
        return -self.program.objective(self.primal)

    @cached_property
    def tables(self) -> PlanTables:
        """The plan as tables; payments in MAD, not rounded."""
        return tabulate(self.parameters, self.program, self.primal)
