"""The one door to the engines: a LinearProgram goes in, a checked Solution in the program's units comes out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from fundopt.errors import EngineFailed, Infeasible, LimitReached, SolveError, Unbounded
from fundopt.model.linear_program import LinearProgram
from fundopt.solve import tree, with_ortools, with_pulp
from fundopt.solve.checks import FEASIBLE, check_fit, check_optimal, check_point, dual_bound
from fundopt.solve.solution import Answer, Basis, Settings, Solution

PROVEN = 1e-9
"""A relative gap that counts as none."""

Run = Callable[[LinearProgram, Settings], Answer]


@dataclass(frozen=True)
class Engine:
    """An engine: how to run it, its version, whether it takes integers, and whether its values may be published.

    `feasible` is how far its answers may miss a row, in units of the scaled program.
    """

    run: Run
    version: Callable[[], str]
    integers: bool
    publishable: bool = True
    feasible: float = FEASIBLE


def _ortools(name: str, integers: bool, publishable: bool = True, feasible: float = FEASIBLE) -> Engine:
    def run(program: LinearProgram, settings: Settings) -> Answer:
        return with_ortools.run(program, name, settings)

    return Engine(run, with_ortools.version, integers, publishable, feasible)


def _tree(program: LinearProgram, settings: Settings) -> Answer:
    answer, _ = tree.search(program, with_ortools.Incremental().run, settings)
    return answer


ENGINES: dict[str, Engine] = {
    "tree": Engine(_tree, with_ortools.version, integers=True),
    "glop": _ortools("glop", False),
    "highs": _ortools("highs", True),
    "scip": _ortools("scip", True),
    "pdlp": _ortools("pdlp", False, publishable=False, feasible=1e-2),
    "cbc": Engine(with_pulp.run, with_pulp.version, integers=True),
}
DEFAULTS = {"LP": ("glop", "highs"), "MILP": ("tree", "highs")}
"""Where none is named: the engine used, then the one asked where that one breaks down or finds no optimum."""


def solve(
    program: LinearProgram,
    engine: str | None = None,
    *,
    time_limit: float | None = None,
    gap: float = 1e-4,
    tolerance: float = 1e-7,
    threads: int = 1,
    seed: int = 0,
    basis: Basis | None = None,
    hint: np.ndarray | None = None,
) -> Solution:
    """The best point of `program` that `engine` (a name in ENGINES) can find.

    Without `engine`, the first in DEFAULTS is asked, and the second where the first breaks down or says that there
    is no optimum: a program is called infeasible on the word of two.

    `time_limit` is in seconds; `gap` is the relative gap at which a program with integers may stop; `tolerance`
    the engine's own, absolute, on the program in millions; `basis` and `hint` (columns,), in the program's units,
    are places to start from. Same program, engine and settings: same solution.

    Raises Infeasible, Unbounded, LimitReached (no point, or for an LP no proof, in time), BadlyScaled, or
    EngineFailed where the engine broke down or its answer does not hold.
    """
    scaled = program.in_millions()
    scaled_hint = None if hint is None else hint / program.units_in_millions[1]
    settings = Settings(time_limit, gap, tolerance, threads, seed, basis, scaled_hint)
    check_fit(scaled)
    refusals: list[SolveError] = []
    for name in (engine,) if engine else DEFAULTS["MILP" if program.integer.any() else "LP"]:
        run = _engine(name, program).run
        try:
            if any(isinstance(refusal, Infeasible) for refusal in refusals):
                _confirm(scaled, name, run, settings)
            return _solve(program, scaled, name, run, settings)
        except (EngineFailed, Infeasible, Unbounded) as refusal:
            refusals.append(refusal)
    raise _agreed(refusals)


class Session:
    """GLOP kept alive between edits of one LP: the next answer starts from the last one and comes much faster.

    Among equal optima the point may depend on the programs solved before; objective and bound do not.
    """

    def __init__(self) -> None:
        self._engine = with_ortools.Incremental()

    def solve(
        self,
        program: LinearProgram,
        *,
        time_limit: float | None = None,
        tolerance: float = 1e-7,
        basis: Basis | None = None,
        dual_simplex: bool = False,
        near: bool = False,
    ) -> Solution:
        """As the function `solve` with engine "glop".

        `basis` is where to start from instead of the last answer; `dual_simplex` is the faster choice after an edit,
        `near` where only a few steps are left.
        """
        _engine("glop", program)
        scaled = program.in_millions()
        check_fit(scaled)
        settings = Settings(time_limit, tolerance=tolerance, basis=basis, dual_simplex=dual_simplex, near=near)
        return _solve(program, scaled, "glop", self._engine.run, settings)


def _confirm(scaled: LinearProgram, name: str, run: Run, settings: Settings) -> None:
    """Raise Infeasible where a second engine finds no point either: asked without costs, it says so much sooner."""
    answer = run(scaled.with_cost(np.zeros(scaled.shape[1])), replace(settings, basis=None, hint=None))
    if answer.verdict == "infeasible":
        raise Infeasible(f"{name}: no point keeps all rows and bounds")


def _agreed(refusals: list[SolveError]) -> SolveError:
    """What to raise after all engines refused: their verdict, where those that gave one agree."""
    verdicts = [refusal for refusal in refusals if not isinstance(refusal, EngineFailed)]
    if len({type(verdict) for verdict in verdicts}) > 1:
        return EngineFailed(f"the engines disagree: {'; '.join(map(str, refusals))}")
    return (verdicts or refusals)[0]


def _engine(name: str, program: LinearProgram) -> Engine:
    if name not in ENGINES:
        raise ValueError(f"unknown engine {name!r}: expected one of {', '.join(ENGINES)}")
    if program.integer.any() and not ENGINES[name].integers:
        raise ValueError(f"{name} takes no integer variables")
    return ENGINES[name]


def _solve(program: LinearProgram, scaled: LinearProgram, name: str, run: Run, settings: Settings) -> Solution:
    started = time.perf_counter()
    engine = ENGINES[name]
    answer = run(scaled, settings)
    if answer.verdict not in ("optimal", "feasible") or answer.primal is None:
        raise _refusal(scaled, name, run, settings, answer)
    milp = bool(scaled.integer.any())
    if answer.verdict == "feasible" and not milp:
        raise LimitReached(f"{name} stopped before it had proved its point optimal ({answer.detail})")
    point = _whole(scaled, answer.primal, run, settings) if milp else answer.primal
    check_point(scaled, point, engine.feasible)
    bound, dual, reduced = answer.bound, None, None
    if not milp and answer.dual is not None:
        dual = answer.dual
        bound, size, reduced = dual_bound(scaled, dual)
        if engine.publishable:
            check_optimal(scaled.objective(point), bound, size)
    row_scale, column_scale = program.units_in_millions
    primal = point * column_scale
    objective = program.objective(primal)
    bound = min(bound, objective)
    distance = (objective - bound) / max(1.0, abs(objective))
    return Solution(
        status="optimal" if not milp or distance <= PROVEN else "gap",
        primal=primal,
        dual=np.full(len(row_scale), np.nan) if dual is None else dual / row_scale,
        reduced_costs=np.full(len(column_scale), np.nan) if reduced is None else reduced / column_scale,
        basis=answer.basis,
        objective=objective,
        bound=bound,
        gap=distance,
        seconds=time.perf_counter() - started,
        engine=name,
        version=engine.version(),
        parameters=settings.record(),
        publishable=engine.publishable,
    )


def _whole(program: LinearProgram, point: np.ndarray, run: Run, settings: Settings) -> np.ndarray:
    """The engine's point with integers that are exactly whole, and the rest optimal for them."""
    whole = np.where(program.integer, np.round(point), point)
    if np.array_equal(whole, point):
        return point
    if np.abs(whole - point).max() > FEASIBLE:
        raise EngineFailed("the engine answered a fraction for a whole number")
    lower = np.where(program.integer, whole, program.column_lower)
    upper = np.where(program.integer, whole, program.column_upper)
    fixed = program.with_bounds(lower, upper).without_integrality()
    polished = with_ortools.run(fixed, "glop", replace(settings, basis=None, hint=None))
    if polished.verdict != "optimal" or polished.primal is None:
        raise EngineFailed(f"the engine's answer holds only with fractions of whole numbers ({polished.detail})")
    return np.where(program.integer, whole, polished.primal)


def _refusal(program: LinearProgram, name: str, run: Run, settings: Settings, answer: Answer) -> SolveError:
    """The error to raise; where a ray was found, first whether any point exists, by solving without costs."""
    if answer.verdict == "infeasible":
        return Infeasible(f"{name}: no point keeps all rows and bounds")
    if answer.verdict == "limit":
        return LimitReached(f"{name} found no point within its limits ({answer.detail})")
    if answer.verdict == "failed":
        return EngineFailed(f"{name} broke down ({answer.detail})")
    costless = program.with_cost(np.zeros(program.shape[1]))
    anywhere = run(costless, replace(settings, basis=None, hint=None))
    if anywhere.verdict in ("optimal", "feasible"):
        return Unbounded(f"{name}: the objective falls without end; a bound or a row is missing")
    if anywhere.verdict == "infeasible":
        return Infeasible(f"{name}: no point keeps all rows and bounds")
    return EngineFailed(f"{name} could not tell an infeasible program from an unbounded one ({anywhere.detail})")
