"""The certificate of a program: an optimum, a gap, an impossibility or an endless fall, each proved in fractions."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from fundopt.errors import EngineFailed, LimitReached
from fundopt.model.linear_program import LinearProgram
from fundopt.proof.bounds import implied, safe_bound
from fundopt.proof.branch import Unproved, tree_proof
from fundopt.proof.certificate import Certificate, Proof
from fundopt.proof.elastic import directions, elastic
from fundopt.proof.multipliers import Ledger, rounded
from fundopt.proof.program import ExactProgram, Vector
from fundopt.proof.repair import repaired
from fundopt.proof.vertex import Vertex, vertices
from fundopt.solve import tree
from fundopt.solve.solution import Answer, Basis, Settings
from fundopt.solve.with_ortools import Incremental

GAP = 1e-9
"""Relative gap at which the search for whole numbers stops."""
TOLERANCE = 1e-9
"""Asked of the engine in that search, so that its duals are worth rounding."""


def prove(
    exact: ExactProgram,
    program: LinearProgram | None = None,
    *,
    known: np.ndarray | None = None,
    basis: Basis | None = None,
    gap: float = GAP,
    time_limit: float | None = None,
) -> Certificate:
    """The certificate of `exact`; `program` holds the same numbers in doubles.

    `known` (columns,) is a point whose whole numbers are good, `basis` a start for its relaxation; a search for
    whole numbers stops at the relative `gap` or after `time_limit` seconds, and what it then knows is proved. Raises
    EngineFailed where engines break down or nothing can be proved, LimitReached where no point is known.
    """
    program = program or exact.floats()
    crossed = _crossed(exact)
    if crossed is not None:
        return Certificate(exact, "infeasible", proof=Proof((), tree=({"crossed": crossed},)))
    if exact.whole:
        return _search(exact, program, known, Settings(time_limit, gap=gap, tolerance=TOLERANCE, basis=basis))
    return _linear(exact, program, basis)


def complete(
    exact: ExactProgram, program: LinearProgram, values: Mapping[int, Fraction], basis: Basis | None = None
) -> Vector:
    """The best exactly feasible point in which some columns have given `values`; columns that must be whole are.

    Raises EngineFailed naming the row that cannot be kept.
    """
    lower, upper = program.column_lower.copy(), program.column_upper.copy()
    for j, value in values.items():
        lower[j] = upper[j] = float(value)
    narrowed = program.with_bounds(lower, upper)
    if any(j not in values for j in exact.whole):
        settings = Settings(gap=GAP, tolerance=TOLERANCE, basis=basis)
        answer, _ = tree.search(narrowed, Incremental().run, settings)
        if answer.primal is None:
            raise EngineFailed(f"no point with the given values: {answer.verdict} {answer.detail}")
        return complete(exact, program, {**_whole_part(exact, answer.primal), **values}, answer.basis)
    point = _point(exact.with_column_bounds(values, values), narrowed, basis)
    if isinstance(point, str):
        raise EngineFailed(f"no exact point with the given values: {point}")
    return point


def _point(exact: ExactProgram, program: LinearProgram, basis: Basis | None) -> Vector | str:
    """The point of the first basis that keeps every row, or of the last one after repair; else what is in the way."""
    last: Vertex | None = None
    for found in vertices(exact, program, basis):
        if isinstance(found, Vertex):
            if found.missed is None:
                return found.point
            last = found
    if last is None or last.missed is None:
        return "no engine finds any"
    mended = repaired(last)
    return mended.point if isinstance(mended, Vertex) else f"{last.missed[0]} is missed by {float(last.missed[1]):.3g}"


def _crossed(exact: ExactProgram) -> str | None:
    """The first column or row whose bounds contradict each other."""
    for names, lower, upper in (
        (exact.column_names, exact.column_lower, exact.column_upper),
        (exact.row_names, exact.row_lower, exact.row_upper),
    ):
        for name, least, most in zip(names, lower, upper, strict=True):
            if least is not None and most is not None and least > most:
                return name
    return None


def _linear(exact: ExactProgram, program: LinearProgram, basis: Basis | None) -> Certificate:
    """Bases until one is exactly optimal; else the best point and the best bound found."""
    point: Vector | None = None
    bound: tuple[Fraction, Proof] | None = None
    said: list[str] = []
    last: Vertex | None = None
    for found in vertices(exact, program, basis):
        if isinstance(found, Answer):
            refuted = _refuted(exact, found)
            if refuted is not None:
                return refuted
            said.append(found.verdict)
            continue
        last = found
        if found.missed is None and (point is None or found.objective < exact.objective(point)):
            point = found.point
        for proof, proved in _proofs(exact, found):
            if bound is None or proved > bound[0]:
                bound = proved, proof
        if point is not None and bound is not None and exact.objective(point) == bound[0]:
            break
    if point is None and last is not None:
        mended = repaired(last)
        if isinstance(mended, dict) and (safe_bound(exact.without_cost(), mended) or 0) > 0:
            return Certificate(exact, "infeasible", proof=Proof((mended,), tree=({"empty": 0},)))
        if isinstance(mended, Vertex):
            point = mended.point
            for proof, proved in _proofs(exact, mended):
                bound = max(bound or (proved, proof), (proved, proof), key=lambda pair: pair[0])
    if point is None or bound is None:
        raise EngineFailed(f"nothing is proved: {'no bound' if point is not None else 'no exact point'} {said}")
    return _certificate(exact, point, *bound)


def _proofs(exact: ExactProgram, found: Vertex):
    """The bound of a basis; where it has none, that of the engine's duals, rounded and mended."""
    if found.bound is not None:
        yield Proof((found.duals,)), found.bound
    elif found.answer.dual is not None:
        rows, bounds = implied(exact)
        multipliers = rounded(Ledger.of(exact, bounds), found.answer.dual)
        if multipliers is not None:
            yield Proof((multipliers.duals,), tuple(rows)), multipliers.fixed


def _certificate(exact: ExactProgram, point: Vector, bound: Fraction, proof: Proof) -> Certificate:
    objective = exact.objective(point)
    return Certificate(
        exact,
        "optimal" if objective == bound else "gap",
        exact.sign * objective,
        exact.sign * bound,
        objective - bound,
        point,
        proof=proof,
    )


def _refuted(exact: ExactProgram, answer: Answer) -> Certificate | None:
    """The proof that a linear program is infeasible or unbounded; None where there is neither."""
    if answer.verdict in ("infeasible", "infeasible_or_unbounded", "unbounded"):
        return _impossible(exact) or _endless(exact, exact.without_cost())
    return None


def _impossible(exact: ExactProgram) -> Certificate | None:
    """Farkas: duals of the elastic program that add the rows up to something impossible."""
    relaxed = elastic(exact)
    for found in vertices(relaxed, relaxed.floats()):
        if isinstance(found, Vertex):
            proved = safe_bound(exact.without_cost(), found.duals)
            if proved is not None and proved > 0:
                return Certificate(exact, "infeasible", proof=Proof((found.duals,), tree=({"empty": 0},)))
            if found.missed is None and found.objective == 0:
                return None
    return None


def _endless(exact: ExactProgram, costless: ExactProgram) -> Certificate | None:
    """A point, and a direction that lowers the cost for ever."""
    point, ray = None, None
    cone = directions(exact)
    for found in vertices(cone, cone.floats()):
        if isinstance(found, Vertex) and found.missed is None and found.objective < 0:
            ray = found.point
            break
    if ray is None:
        return None
    if costless.whole:
        point = _search(costless, costless.floats(), None, Settings(gap=GAP, tolerance=TOLERANCE)).point
    else:
        point = _point(costless, costless.floats(), None)
    return Certificate(exact, "unbounded", point=point, ray=ray) if isinstance(point, dict) else None


def _search(exact: ExactProgram, program: LinearProgram, known: np.ndarray | None, settings: Settings) -> Certificate:
    """Whole numbers by branch and bound, every part proved, and the best point completed exactly."""
    point = None if known is None else complete(exact, program, _whole_part(exact, known), settings.basis)
    cutoff = np.inf if point is None else float(exact.objective(point))
    cutoff += 0 if np.isinf(cutoff) else 1e-9 * abs(cutoff)
    answer, leaves = tree.search(program, Incremental().run, settings, cutoff)
    if answer.verdict in ("unbounded", "infeasible_or_unbounded"):
        refuted = _impossible(exact) or _endless(exact, exact.without_cost())
        if refuted is None:
            raise EngineFailed(f"the engine says {answer.verdict}; it is not proved")
        return refuted
    if answer.verdict == "failed" or not leaves:
        raise EngineFailed(f"the search stopped: {answer.verdict} {answer.detail}")
    if answer.primal is not None:
        other = complete(exact, program, _whole_part(exact, answer.primal), answer.basis)
        point = other if point is None or exact.objective(other) < exact.objective(point) else point
    target = np.inf if point is None else float(exact.objective(point))
    try:
        proof, bound = tree_proof(exact, program, leaves, target)
    except Unproved as problem:
        raise EngineFailed(str(problem)) from problem
    if point is None:
        if bound is not None:
            raise LimitReached("no whole point is found, and none is proved to be missing")
        return Certificate(exact, "infeasible", proof=proof)
    if bound is None:
        raise EngineFailed("a point keeps all rows that are proved to contradict each other")
    return _certificate(exact, point, bound, proof)


def _whole_part(exact: ExactProgram, primal: np.ndarray) -> dict[int, Fraction]:
    return {j: Fraction(round(float(primal[j]))) for j in exact.whole}
