"""From an engine's basis to its exact vertex: the primal and the dual that the basis stands for, in fractions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from fundopt.errors import EngineFailed
from fundopt.model.linear_program import LinearProgram
from fundopt.proof.bounds import safe_bound
from fundopt.proof.lu import Factors, Singular, factorise
from fundopt.proof.program import ZERO, ExactProgram, Vector
from fundopt.proof.scaling import equilibrated
from fundopt.solve.solution import AT_UPPER, BASIC, Answer, Basis, Settings
from fundopt.solve.with_ortools import run

ATTEMPTS = (
    ("glop", 1e-7, False),
    ("glop", 1e-9, False),
    ("highs", 1e-8, False),
    ("glop", 1e-10, False),
    ("glop", 1e-9, True),
)
"""Engine, tolerance, whether in other units: about one basis in twenty that an engine calls optimal is not, exactly."""


@dataclass(frozen=True)
class Vertex:
    """What a basis stands for: a `point` by column and `duals` by row, both exact; `answer` is the engine's."""

    exact: ExactProgram
    point: Vector
    factors: Factors
    answer: Answer

    @cached_property
    def objective(self) -> Fraction:
        """The value of the point, to be minimised."""
        return self.exact.objective(self.point)

    @cached_property
    def missed(self) -> tuple[str, Fraction] | None:
        """(name, by how much) of the rule that the point misses most; None where it keeps all."""
        return self.exact.missed(self.point)

    @cached_property
    def duals(self) -> Vector:
        """The row duals with which every basic column's reduced cost is 0."""
        cost, columns = self.exact.cost, self.answer.basis.columns.tolist()
        return self.factors.solve_transposed({j: cost[j] for j, s in enumerate(columns) if s == BASIC and cost[j]})

    @cached_property
    def bound(self) -> Fraction | None:
        """What the duals prove (None: nothing)."""
        return safe_bound(self.exact, self.duals)


def vertices(exact: ExactProgram, program: LinearProgram, start: Basis | None = None) -> Iterator[Vertex | Answer]:
    """The vertex of each attempt in turn, or the engine's answer where it found no optimum.

    `program` holds the same numbers in doubles. Integer columns count as any other.
    """
    seen = []
    for engine, tolerance, elsewhere in ATTEMPTS:
        asked = equilibrated(program) if elsewhere else program
        settings = Settings(tolerance=tolerance, basis=start, dual_simplex=start is not None and engine == "glop")
        try:
            answer = run(asked.without_integrality(), engine, settings)
        except EngineFailed as failure:
            answer = Answer("failed", str(failure))
        if answer.verdict != "optimal" or answer.basis is None:
            yield answer
            continue
        key = answer.basis.columns.tobytes(), answer.basis.rows.tobytes()
        if key not in seen:
            seen.append(key)
            try:
                yield vertex(exact, answer)
            except Singular as problem:
                yield replace(answer, verdict="failed", detail=str(problem))


def vertex(exact: ExactProgram, answer: Answer) -> Vertex:
    """What the basis of an engine's answer stands for; raises Singular."""
    factors, fixed = factorised(exact, answer.basis)
    point = dict(fixed)
    side = _sides(exact, answer.basis)
    for j, value in fixed.items():
        for i, coefficient in exact.matrix[j]:
            if i in side:
                side[i] -= coefficient * value
    point |= factors.solve(side)
    return Vertex(exact, point, factors, answer)


def factorised(exact: ExactProgram, basis: Basis) -> tuple[Factors, Vector]:
    """The factors of the rows that bind, on the basic columns; and the other columns' values that are not 0."""
    columns, fixed = {}, {}
    for j, status in enumerate(basis.columns.tolist()):
        if status == BASIC:
            columns[j] = exact.matrix[j]
        else:
            value = _value(exact.column_lower[j], exact.column_upper[j], status)
            if value:
                fixed[j] = value
    binding = [i for i, status in enumerate(basis.rows.tolist()) if status != BASIC]
    return factorise(columns, binding), fixed


def _sides(exact: ExactProgram, basis: Basis) -> Vector:
    return {
        i: _value(exact.row_lower[i], exact.row_upper[i], status)
        for i, status in enumerate(basis.rows.tolist())
        if status != BASIC
    }


def _value(lower: Fraction | None, upper: Fraction | None, status: int) -> Fraction:
    """The bound at which a column or row that is not basic stands; 0 where it has none."""
    first, second = (upper, lower) if status == AT_UPPER else (lower, upper)
    return first if first is not None else second if second is not None else ZERO
