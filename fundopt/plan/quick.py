"""The quick answer to an edited case: a warm linear program with the sites of a plan, before rounding."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from fundopt.case.case import Case
from fundopt.errors import EngineFailed, Infeasible, LimitReached
from fundopt.model import objective
from fundopt.model.formulate import formulate_parameters
from fundopt.model.linear_program import MILLION, LinearProgram
from fundopt.model.parameters import Parameters
from fundopt.plan.achievements import Achievements, achievements
from fundopt.plan.allocation import tabulate
from fundopt.plan.compare import FIGURES
from fundopt.plan.optimise import ALLOWANCE, Optimum, Options, Progress, Start, optimise
from fundopt.plan.tables import PlanTables
from fundopt.solve import Basis, Session, Solution, carried, carried_values, solve

NONE, AS_PLANNED, FRACTIONAL = "none", "as planned", "fractional"
"""How a quick answer treats sites and cohorts: there are none; as in the plan; or, where the case no longer allows
these, as fractions, which may promise more than whole sites can keep."""

GAP = 1e-4
"""Proven relative gap at which the search for sites of an edited case may stop, where no other is asked for."""

PATIENCE = 1.0
"""Seconds after which the dual simplex, which is the faster one after most edits, gives way to the primal."""

CHANGE = 0.5
"""MAD below which a difference of two unrounded plans is noise."""


@dataclass(frozen=True)
class QuickAnswer:
    """What an edited case comes to, before rounding to payable amounts and before the search for sites.

    `effect`: weighted person-years of unemployment avoided. It is within the tolerances between objectives of the
    best: further objectives and ties are weighed into the first instead of solved one after the other. `before` is
    the answer to the saved case found in the same way (None for that answer itself); differences are from it.
    """

    case: Case
    parameters: Parameters
    program: LinearProgram
    primal: np.ndarray
    sites: str
    before: QuickAnswer | None = None

    @property
    def effect(self) -> float:
        return -self.program.objective(self.primal)

    @cached_property
    def tables(self) -> PlanTables:
        """The plan as tables, payments in MAD, not rounded."""
        return tabulate(self.parameters, self.program, self.primal)

    @cached_property
    def achievements(self) -> Achievements:
        """The key figures, as those of a plan."""
        return achievements(self.case, self.tables, self.parameters)

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Key figures by name (those of a comparison): unit, before, after, change."""
        names = ["effect", *FIGURES]
        units = {"effect": "person-years", **FIGURES}

        def column(answer: QuickAnswer) -> list[float]:
            return [answer.effect, *(float(getattr(answer.achievements, name)) for name in FIGURES)]

        table = pd.DataFrame({"unit": [units[name] for name in names]}, index=names)
        return _with_change(table, column(self.before or self), column(self))

    def money(self, dimension: str) -> pd.DataFrame:
        """MAD by "city", "measure", "source" or "period": before, after, change; every label of both cases."""
        before, after = (each._paid[dimension] for each in (self.before or self, self))
        labels = list(dict.fromkeys((*after, *before)))
        columns = ([paid.get(label, 0.0) for label in labels] for paid in (before, after))
        return _with_change(pd.DataFrame(index=pd.Index(labels, name=dimension)), *columns, CHANGE)

    @cached_property
    def _paid(self) -> dict[str, dict[str, float]]:
        """MAD by dimension and label."""
        block, values = self.program.variables["payments"], self.program.values("payments", self.primal)
        return {
            axis.name: dict(
                zip(axis.labels, np.bincount(codes, weights=values, minlength=len(axis)).tolist(), strict=True)
            )
            for axis, codes in zip(block.axes, block.codes, strict=True)
        }


class Quick:
    """A plan kept warm: each `answer` starts from where the last one ended. Safe to share between threads.

    Raises SolveError where the plan's own program cannot be solved again.
    """

    def __init__(self, optimum: Optimum) -> None:
        self._lock = threading.Lock()
        self._session = Session()
        self._sites = optimum.program, np.where(optimum.program.integer, np.round(optimum.payable), 0.0)
        self._effect = max(optimum.effect, 0.0)
        self._last: tuple[LinearProgram, Basis] | None = None
        if optimum.first.basis is not None:
            self._last = optimum.program, optimum.first.basis
        self.saved = self._answer(optimum.parameters.case, None)

    def answer(self, case: Case) -> QuickAnswer:
        """The answer to an edited case, which must be one that `fundopt.case.checks` finds nothing stopping in.

        Raises Infeasible where no plan keeps every rule, or another SolveError.
        """
        with self._lock:
            return self._answer(case, self.saved)

    def exact(self, case: Case, options: Options | None = None, progress: Progress = lambda step: None) -> Optimum:
        """The optimum of an edited case, payable, started from the last answer; `GAP` unless `options` ask for another.

        Raises what `optimise` raises.
        """
        with self._lock:
            known, sites = self._sites
            program, basis = self._last or (known, None)
        start = Start(program, basis, carried_values(sites, known, program)) if basis else None
        return optimise(case, options or Options(gap=GAP), progress, start)

    def _answer(self, case: Case, before: QuickAnswer | None) -> QuickAnswer:
        p = Parameters(case)
        program = formulate_parameters(p)
        weighed = _weighed(p, program, self._effect)
        planned = self._with_sites(weighed)
        sites = AS_PLANNED if program.integer.any() else NONE
        try:
            found = self._solve(planned)
        except Infeasible:
            if sites == NONE:
                raise
            found, sites = self._solve(weighed.without_integrality()), FRACTIONAL
        return QuickAnswer(case, p, program, found.primal, sites, before)

    def _solve(self, program: LinearProgram) -> Solution:
        """From the basis of the last answer, which is always stated: GLOP does not keep one that it was given.

        Where the dual simplex loses its way, the primal tries, and then `solve` from nothing, which asks two engines.
        """
        start = None if self._last is None else carried(self._last[1], self._last[0], program)
        found = None
        for dual, patience in ((True, PATIENCE), (False, 2 * PATIENCE)) if start else ():
            try:
                found = self._session.solve(program, basis=start, dual_simplex=dual, time_limit=patience)
                break
            except (LimitReached, EngineFailed):
                self._session = Session()
        found = found or solve(program)
        if found.basis is not None:
            self._last = program, found.basis
        return found

    def _with_sites(self, program: LinearProgram) -> LinearProgram:
        """The LP in which sites and cohorts are as in the plan, as far as their bounds allow; new ones stay closed."""
        if not program.integer.any():
            return program
        known, values = self._sites
        whole = np.clip(carried_values(values, known, program), program.column_lower, program.column_upper)
        lower = np.where(program.integer, whole, program.column_lower)
        upper = np.where(program.integer, whole, program.column_upper)
        return program.with_bounds(lower, upper).without_integrality()


def _weighed(p: Parameters, program: LinearProgram, effect: float) -> LinearProgram:
    """The program whose cost weighs in the further objectives and the tie-break, each by no more person-years than
    its stage may give up of `effect` when the objectives are solved one after the other."""
    fund = max(p.fund_size / MILLION, 1e-6)
    rise = 100 * p.still_unemployed_without_fund / p.labour_force[None, :, None]
    years = float((p.still_unemployed_without_fund * p.period_weight).sum(axis=(1, 2)).max(initial=0.0))
    ranges = {"worst_city": float(rise.max(initial=0.0)), "cvar": years, "cost": fund}
    tolerance = float(p.case.fund.stage_tolerance)
    cost = program.cost + ALLOWANCE * effect / (2 * fund) * objective.tie_break_cost(p, program)
    for name in p.case.fund.then_minimise:
        if ranges[name] > 0:
            cost = cost + tolerance * effect / ranges[name] * objective.stage_cost(p, program, name)
    return replace(program, cost=np.where(np.abs(cost) < 1e-9, 0.0, cost))


def _with_change(table: pd.DataFrame, before: object, after: object, noise: float = 0.0) -> pd.DataFrame:
    table = table.assign(before=before, after=after)
    change = table["after"] - table["before"]
    return table.assign(change=change.where(change.abs() > noise, 0.0))
