"""The quick answer to an edited case: a warm linear program with the sites of a plan, before rounding."""

from __future__ import annotations

import threading
from collections.abc import Mapping
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
from fundopt.plan.achievements import DIMENSIONS, Achievements, achievements, expected_unemployment, money_of
from fundopt.plan.compare import FIGURES
from fundopt.plan.optimise import ALLOWANCE, Optimum, Options, Progress, Start, optimise
from fundopt.plan.summary import WORDINGS
from fundopt.plan.tables import PlanTables
from fundopt.plan.unrounded import Unrounded
from fundopt.solve import Basis, Session, Solution, carried, carried_values, solve

NONE, AS_PLANNED, FRACTIONAL = "none", "as planned", "fractional"
"""How a quick answer treats sites and cohorts: there are none; as in the plan; or, where the case no longer allows
these, as fractions, which may promise more than whole sites can keep."""

GAP = 1e-4
"""Proven relative gap at which the search for sites of an edited case may stop, where no other is asked for."""

KEPT = 4
"""Answers whose bases are kept as starts, beside that of the saved case."""

PATIENCE = 3.0
"""Seconds after which the dual simplex, which is the faster one after an edit, is taken to have lost its way."""

CHANGE = 0.5
"""MAD below which a difference of two unrounded plans is noise."""


@dataclass(frozen=True)
class Outcome:
    """What one plan of one case comes to. `effect`: weighted person-years of unemployment avoided; `money`: MAD by
    "city", "measure", "source" or "period" and label."""

    effect: float
    parameters: Parameters
    tables: PlanTables
    money: Mapping[str, Mapping[str, float]]

    @classmethod
    def of(cls, optimum: Optimum) -> Outcome:
        """What a payable plan comes to."""
        p, tables = optimum.parameters, optimum.tables
        money = {dimension: money_of(p.case, tables, dimension).to_dict() for dimension in DIMENSIONS}
        return cls(optimum.effect, p, tables, money)

    @cached_property
    def achievements(self) -> Achievements:
        """The key figures, as those of a plan."""
        return achievements(self.parameters.case, self.tables, self.parameters)

    @cached_property
    def figures(self) -> list[float]:
        """The effect, then the figures of a comparison."""
        return [self.effect, *(float(getattr(self.achievements, name)) for name in FIGURES)]

    @cached_property
    def added(self) -> pd.DataFrame:
        """By period, expected over scenarios [persons]: unemployed people more than without the shock, with the fund
        ("with") and without it ("without")."""
        table = expected_unemployment(self.parameters.case, self.tables, self.parameters)
        total = table.groupby("period")[["baseline", "unemployed", "unemployed_without_fund"]].sum()
        total = total.reindex(list(self.parameters.case.periods))
        rises = {"with": total["unemployed"], "without": total["unemployed_without_fund"]}
        return pd.DataFrame({name: values - total["baseline"] for name, values in rises.items()})

    @property
    def remaining(self) -> float:
        """Unemployment that the shock adds despite the fund, over the horizon [person-years]."""
        return self.achievements.person_years_remaining


@dataclass(frozen=True)
class Changes:
    """One outcome beside another: what an edit changes.

    `before` is always the saved plan, as it is paid. Where `after` is a quick answer, `same_way` is the quick answer to
    the saved case: two ways of solving differ a little, which is no effect of the edit. What is said of after is then
    an estimate, before + (after − same_way): where the edit moves nothing it is what was before.
    """

    before: Outcome
    after: Outcome
    same_way: Outcome | None = None

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Key figures by name (those of a comparison): unit, before, after, change."""
        names = ["effect", *FIGURES]
        table = pd.DataFrame({"unit": [WORDINGS[name].unit.code for name in names]}, index=names)
        before, after = (np.array(side.figures) for side in (self.before, self.after))
        same = before if self.same_way is None else np.array(self.same_way.figures)
        return _with_change(table, before, after + _bridge(before, same))

    @cached_property
    def remaining(self) -> tuple[float, float]:
        """Unemployment that the shock adds despite the fund, over the horizon [person-years], before and after."""
        same = self.before if self.same_way is None else self.same_way
        return self.before.remaining, self.after.remaining + self.before.remaining - same.remaining

    def money(self, dimension: str) -> pd.DataFrame:
        """MAD by "city", "measure", "source" or "period": before, after, change; every label of both cases."""
        sides = (self.before, self.after, self.same_way or self.before)
        labels = list(dict.fromkeys((*self.after.money[dimension], *self.before.money[dimension])))
        was, now, same = (np.array([side.money[dimension].get(label, 0.0) for label in labels]) for side in sides)
        present = np.isin(labels, list(self.after.money[dimension]))
        now = np.where(present, np.maximum(now + _bridge(was, same), 0.0), 0.0)
        return _with_change(pd.DataFrame(index=pd.Index(labels, name=dimension)), was, now, CHANGE)

    @cached_property
    def unemployment(self) -> pd.DataFrame:
        """Unemployed people more than without the shock, by period, expected: with and without the fund, each before
        and after (columns "with_before", "with_after", "without_before", "without_after"); NaN where a case has no
        such period."""
        after = self.after.added
        if self.same_way is not None:
            after = after + (self.before.added - self.same_way.added).reindex(after.index).fillna(0.0)
        sides = [side.add_suffix(f"_{name}") for name, side in (("before", self.before.added), ("after", after))]
        return pd.concat(sides, axis=1).sort_index()


@dataclass(frozen=True)
class QuickAnswer(Unrounded):
    """What an edited case comes to, before rounding to payable amounts and before the search for sites.

    Its effect is within the tolerances between objectives of the best: further objectives and ties are weighed into
    the first instead of solved one after the other. `before` is the answer to the saved case found in the same way and
    `saved` what the saved plan comes to as it is paid (None for that answer itself); see `Changes`.
    """

    sites: str
    before: QuickAnswer | None = None
    saved: Outcome | None = None

    @property
    def case(self) -> Case:
        """The edited case."""
        return self.parameters.case

    @property
    def achievements(self) -> Achievements:
        """The key figures, as those of a plan."""
        return self.outcome.achievements

    @property
    def figures(self) -> pd.DataFrame:
        """See `Changes.figures`."""
        return self.changes.figures

    def money(self, dimension: str) -> pd.DataFrame:
        """See `Changes.money`."""
        return self.changes.money(dimension)

    @cached_property
    def changes(self) -> Changes:
        """What the edits change from the saved plan, as an estimate."""
        if self.before is None or self.saved is None:
            return Changes(self.outcome, self.outcome)
        return Changes(self.saved, self.outcome, self.before.outcome)

    @cached_property
    def outcome(self) -> Outcome:
        """What the answer comes to."""
        return Outcome(self.effect, self.parameters, self.tables, self._paid)

    @property
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
        self._known: list[tuple[LinearProgram, Basis]] = []
        if optimum.first.basis is not None:
            self._known.append((optimum.program, optimum.first.basis))
        self._outcome = Outcome.of(optimum)
        self.saved = self._answer(optimum.parameters.case, None)
        self._known = self._known[-1:]

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
            last = self._known[-1] if self._known else None
        start = Start(*last, carried_values(sites, known, last[0])) if last else None
        return optimise(case, options or Options(gap=GAP), progress, start)

    def changes(self, optimum: Optimum) -> Changes:
        """What the exact plan of an edited case changes from the saved plan, both in payable amounts."""
        return Changes(self._outcome, Outcome.of(optimum))

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
        return QuickAnswer(p, program, found.primal, sites, before, self._outcome if before else None)

    def _solve(self, program: LinearProgram) -> Solution:
        """From the nearest basis known: that of the saved case, or of one of the last answers. It is always stated:
        GLOP does not keep one that it was given.

        Where the dual simplex loses its way, `solve` starts from nothing, and asks two engines.
        """
        near = min(self._known, key=lambda known: distance(known[0], program), default=None)
        found = None
        if near is not None:
            start = carried(near[1], near[0], program)
            try:
                found = self._session.solve(program, basis=start, dual_simplex=True, time_limit=PATIENCE)
            except (LimitReached, EngineFailed):
                self._session = Session()
        found = found or solve(program)
        if found.basis is not None:
            saved, later = self._known[:1], self._known[1:]
            self._known = [*saved, *later[1 - KEPT :], (program, found.basis)]
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


def distance(old: LinearProgram, new: LinearProgram) -> float:
    """How much two programs differ: relative differences of costs, bounds and coefficients, added up."""
    total = 0.0
    for before, after in ((old.rows, new.rows), (old.variables, new.variables)):
        for name, block in after.items():
            known = before.get(name)
            if known is None or len(known) != len(block):
                total += abs(len(block) - (0 if known is None else len(known)))
            else:
                total += _relative(known.lower, block.lower) + _relative(known.upper, block.upper)
    if old.shape == new.shape and old.matrix.nnz == new.matrix.nnz:
        total += _relative(old.matrix.data, new.matrix.data)
    if old.shape[1] == new.shape[1]:
        total += _relative(old.cost, new.cost)
    return total


def _relative(a: np.ndarray, b: np.ndarray) -> float:
    """Sum of |a − b| ∕ (|a| + |b|); 1 where one of them is infinite."""
    changed = np.flatnonzero(a != b)
    a, b = a[changed], b[changed]
    finite = np.isfinite(a) & np.isfinite(b)
    a, b = a[finite], b[finite]
    return float((np.abs(a - b) / (np.abs(a) + np.abs(b))).sum()) + float((~finite).sum())


def _with_change(table: pd.DataFrame, before: object, after: object, noise: float = 0.0) -> pd.DataFrame:
    table = table.assign(before=before, after=after)
    change = table["after"] - table["before"]
    return table.assign(change=change.where(change.abs() > noise, 0.0))


def _bridge(exact: np.ndarray, quick: np.ndarray) -> np.ndarray:
    """What an exact outcome has more than the quick one of the same case; 0 where there is no such number."""
    more = exact - quick
    return np.where(np.isfinite(more), more, 0.0)
