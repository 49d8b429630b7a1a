"""CBC through PuLP, the second opinion; PuLP 3.3 and PuLP 4 differ here only.

CBC's own solution file keeps 8 digits, too few to compare or to publish, so CBC is also asked to save its solution
as doubles, and those are read.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import numpy as np
import pulp

from fundopt.errors import EngineFailed
from fundopt.model.linear_program import LinearProgram
from fundopt.solve.solution import Answer, Settings


def run(program: LinearProgram, settings: Settings) -> Answer:
    """CBC's answer to the program as it is. With integers, an LP at the whole numbers found gives the other digits."""
    empty = np.diff(program.matrix.indptr) == 0
    if np.any(empty & ((program.row_lower > 0) | (program.row_upper < 0))):
        return Answer("infeasible", "a row without variables cannot hold")
    if not program.integer.any():
        return _run(program, settings)
    answer = _run(program, settings)
    if answer.primal is None:
        return answer
    whole = np.round(answer.primal)
    lower = np.where(program.integer, whole, program.column_lower)
    upper = np.where(program.integer, whole, program.column_upper)
    polished = _run(program.with_bounds(lower, upper).without_integrality(), settings)
    if polished.verdict != "optimal" or polished.primal is None:
        return Answer("failed", f"CBC's whole numbers do not hold: {polished.detail}")
    objective = program.objective(polished.primal)
    proven = answer.verdict == "optimal"
    bound = objective - settings.gap * abs(objective) / (1 - settings.gap) if proven else -np.inf
    return Answer(answer.verdict, answer.detail, primal=polished.primal, bound=bound)


@cache
def version() -> str:
    """The versions of PuLP and of the CBC it runs."""
    try:
        greeting = subprocess.run([cbc(), "-quit"], capture_output=True, text=True, timeout=60, check=False).stdout
    except OSError as problem:
        raise EngineFailed(f"CBC cannot be run: {problem}") from problem
    found = re.search(r"Version:\s*(\S+)", greeting)
    return f"pulp {pulp.__version__}, cbc {found.group(1) if found else 'of unknown version'}"


def _run(program: LinearProgram, settings: Settings) -> Answer:
    height, width = program.shape
    primal = np.clip(np.zeros(width), program.column_lower, program.column_upper)
    problem, used, lines = _problem(program, [f"c{j:09d}" for j in range(width)], [f"r{i:09d}" for i in range(height)])
    if not len(used):
        return Answer("optimal", "no variable matters", primal=primal, dual=np.zeros(height), bound=program.constant)
    with tempfile.TemporaryDirectory(prefix="fundopt-") as folder:
        saved = Path(folder, "solution.bin")
        verdict, detail = _solve(problem, settings, bool(program.integer.any()), saved)
        if verdict not in ("optimal", "feasible"):
            return Answer(verdict, detail)
        if program.integer.any():
            primal[used] = [problem_variable.value() for problem_variable in _variables(problem)[: len(used)]]
            return Answer(verdict, detail, primal=primal)
        row_duals, values = _read(saved)
    primal[used] = values[: len(used)]
    return Answer(verdict, detail, primal=primal, dual=np.bincount(lines, row_duals, minlength=height))


def _problem(
    program: LinearProgram, columns: list[str], rows: list[str]
) -> tuple[pulp.LpProblem, np.ndarray, np.ndarray]:
    """(PuLP problem, its columns in order, the row behind each of its constraints).

    Rows without terms or bounds, and columns without cost that are in no other row, are left out, which PuLP would
    do anyway, or not, depending on its version. PuLP replaces an objective of zero by a variable of its own: ours
    comes last.
    """
    problem = pulp.LpProblem("fundopt", pulp.LpMinimize)
    matrix = program.matrix
    bounded = np.isfinite(program.row_lower) | np.isfinite(program.row_upper)
    used = np.union1d(np.flatnonzero(program.cost), matrix[bounded].indices)
    variables = {j: _variable(problem, columns[j], program, j) for j in used.tolist()}
    terms = [(variables[j], program.cost[j]) for j in np.flatnonzero(program.cost).tolist()]
    problem.setObjective(_expression(terms or [(problem.add_variable("zero", 0, 0), 1.0)]))
    lines = []
    for i in np.flatnonzero(bounded):
        span = slice(matrix.indptr[i], matrix.indptr[i + 1])
        pairs = [
            (variables[j], value) for j, value in zip(matrix.indices[span], matrix.data[span].tolist(), strict=True)
        ]
        for suffix, constraint in _constraints(pairs, program.row_lower[i], program.row_upper[i]):
            problem.addConstraint(constraint, rows[i] + suffix)
            lines.append(i)
    return problem, used, np.array(lines, dtype=np.int64)


def _variable(problem: pulp.LpProblem, name: str, program: LinearProgram, column: int) -> pulp.LpVariable:
    lower, upper = program.column_lower[column], program.column_upper[column]
    return problem.add_variable(
        name,
        float(lower) if np.isfinite(lower) else None,
        float(upper) if np.isfinite(upper) else None,
        pulp.LpInteger if program.integer[column] else pulp.LpContinuous,
    )


def _constraints(pairs: list[tuple[pulp.LpVariable, float]], lower: float, upper: float) -> list[tuple[str, object]]:
    if not pairs:
        return []
    if lower == upper:
        return [("", _expression(pairs) == float(lower))]
    both = np.isfinite(lower) and np.isfinite(upper)
    least = [("_least" if both else "", _expression(pairs) >= float(lower))] if np.isfinite(lower) else []
    most = [("_most" if both else "", _expression(pairs) <= float(upper))] if np.isfinite(upper) else []
    return least + most


def _expression(pairs: list[tuple[pulp.LpVariable, float]]) -> pulp.LpAffineExpression:
    """PuLP 3.3 takes pairs in the constructor, PuLP 4 in `from_list`."""
    return getattr(pulp.LpAffineExpression, "from_list", pulp.LpAffineExpression)(pairs)


def _variables(problem: pulp.LpProblem) -> list[pulp.LpVariable]:
    """In the order in which PuLP writes them; our names are numbers of one length, so that sorting keeps it."""
    return problem.exported_variables() if hasattr(problem, "exported_variables") else problem.variables()


def _solve(problem: pulp.LpProblem, settings: Settings, integer: bool, saved: Path) -> tuple[str, str]:
    """(verdict, detail); for an LP, `saved` then holds the solution in doubles."""
    options = [f"{name} {settings.tolerance!r}" for name in ("primalTolerance", "dualTolerance")]
    options += [f"{name} {settings.seed + 1}" for name in ("randomSeed", "randomCbcSeed")]
    if not integer:
        options += ["initialSolve", f"saveSolution {saved}"]
    solver = pulp.COIN_CMD(
        path=cbc(),
        msg=False,
        mip=integer,
        timeLimit=settings.time_limit,
        gapRel=settings.gap if integer else None,
        options=options,
    )
    try:
        outcome = problem.solve(solver)
    except pulp.PulpError as problem_in_pulp:
        return "failed", str(problem_in_pulp)
    status = getattr(outcome, "status", outcome)
    name = getattr(status, "name", None) or pulp.LpStatus[status]
    if hasattr(outcome, "has_solution"):
        early = outcome.has_solution and name not in ("Optimal", "GapLimit")
    else:
        early = problem.sol_status == pulp.LpSolutionIntegerFeasible
    if early:
        return "feasible", f"cbc stopped early with a point ({name})"
    verdicts = {"Optimal": "optimal", "GapLimit": "optimal", "Infeasible": "infeasible", "Unbounded": "unbounded"}
    unfinished = "failed" if name in ("Undefined", "NumericalError") else "limit"
    return verdicts.get(name, unfinished), f"cbc says {name}"


def _read(saved: Path) -> tuple[np.ndarray, np.ndarray]:
    """(row duals, column values) from CBC's binary file: sizes, objective, then activities, duals, values, reduced."""
    try:
        content = saved.read_bytes()
    except OSError as problem:
        raise EngineFailed(f"cbc saved no solution: {problem}") from problem
    height, width = np.frombuffer(content, dtype=np.int32, count=2).tolist()
    values = np.frombuffer(content, dtype=np.float64, offset=16)
    if len(values) != 2 * (height + width):
        raise EngineFailed("cbc saved a solution of another size than its problem's")
    return values[height : 2 * height], values[2 * height : 2 * height + width]


def cbc() -> str:
    """The path of CBC: PuLP 3.3 ships it in its own folder, PuLP 4 finds the package `cbcbox` or looks on the PATH."""
    shipped = getattr(getattr(pulp, "PULP_CBC_CMD", None), "pulp_cbc_path", None)
    path = shipped if shipped and os.path.exists(shipped) else pulp.COIN_CMD(msg=False).path
    if not path:
        raise EngineFailed("no CBC found: install it with PuLP's extra, pulp[cbc]")
    return os.fspath(path)
