"""GLOP, HiGHS, SCIP and PDLP through OR-Tools MathOpt, on its protocol buffers: arrays in, arrays out.

MathOpt's Python objects cost more than the solve at our sizes, so the model is filled and the result is read
as whole arrays, and the solver is called as `ortools.math_opt.python.solve` calls it.
"""

from __future__ import annotations

from importlib.metadata import version as package_version

import numpy as np
from ortools.glop import parameters_pb2 as glop_parameters_pb2
from ortools.math_opt import (
    callback_pb2,
    model_parameters_pb2,
    model_pb2,
    model_update_pb2,
    parameters_pb2,
    result_pb2,
    solution_pb2,
    sparse_containers_pb2,
)
from ortools.math_opt.core.python import solver
from pybind11_abseil.status import StatusNotOk
from scipy import sparse

from fundopt.errors import EngineFailed
from fundopt.model.linear_program import LinearProgram
from fundopt.solve.solution import Answer, Basis, Settings

TYPES = {
    "glop": parameters_pb2.SOLVER_TYPE_GLOP,
    "highs": parameters_pb2.SOLVER_TYPE_HIGHS,
    "scip": parameters_pb2.SOLVER_TYPE_GSCIP,
    "pdlp": parameters_pb2.SOLVER_TYPE_PDLP,
}

ENDLESS = "-inf; invalid PrimalSolutionProto.objective_value"
"""What MathOpt says where SCIP, on an unbounded program, answers with an objective of −∞."""

HIGHS_TOLERANCE = 1e-8
"""Below it HiGHS with integers was seen to crash in presolve, and to ignore its time limit."""

_REASONS = {
    result_pb2.TERMINATION_REASON_OPTIMAL: "optimal",
    result_pb2.TERMINATION_REASON_INFEASIBLE: "infeasible",
    result_pb2.TERMINATION_REASON_UNBOUNDED: "unbounded",
    result_pb2.TERMINATION_REASON_INFEASIBLE_OR_UNBOUNDED: "infeasible_or_unbounded",
    result_pb2.TERMINATION_REASON_FEASIBLE: "feasible",
    result_pb2.TERMINATION_REASON_NO_SOLUTION_FOUND: "limit",
}


def version() -> str:
    """The version of OR-Tools, which carries its engines."""
    return f"ortools {package_version('ortools')}"


def run(program: LinearProgram, engine: str, settings: Settings) -> Answer:
    """Give the program, as it is, to `engine`; raises EngineFailed where OR-Tools refuses it."""
    try:
        result = solver.solve(
            model_proto(program),
            TYPES[engine],
            parameters_pb2.SolverInitializerProto(),
            _parameters(engine, settings),
            _starts(settings),
            None,
            callback_pb2.CallbackRegistrationProto(),
            None,
            None,
        )
    except StatusNotOk as refusal:
        if ENDLESS in refusal.message:
            return Answer("infeasible_or_unbounded", refusal.message)
        raise EngineFailed(f"{engine} refused the program: {refusal.message}") from refusal
    return _answer(result, program.shape)


class Incremental:
    """GLOP kept alive: each program is answered from where the one before it ended.

    Programs may differ in costs, bounds and coefficients; one of another shape starts afresh.
    """

    def __init__(self) -> None:
        self._program: LinearProgram | None = None
        self._solver: solver.Solver | None = None

    def run(self, program: LinearProgram, settings: Settings) -> Answer:
        """The answer to `program`; raises EngineFailed where OR-Tools refuses it."""
        try:
            self._solver = self._turned_into(program)
            self._program = program
            result = self._solver.solve(
                _parameters("glop", settings),
                _starts(settings),
                None,
                callback_pb2.CallbackRegistrationProto(),
                None,
                None,
            )
        except StatusNotOk as refusal:
            self._program = self._solver = None
            raise EngineFailed(f"glop refused the program: {refusal.message}") from refusal
        return _answer(result, program.shape)

    def _turned_into(self, program: LinearProgram) -> solver.Solver:
        """The solver, its program updated to `program`; a new one where that cannot be."""
        old, alive = self._program, self._solver
        if (
            alive is not None
            and old is not None
            and old.shape == program.shape
            and alive.update(_difference(old, program))
        ):
            return alive
        return solver.new(TYPES["glop"], model_proto(program), parameters_pb2.SolverInitializerProto())


def model_proto(program: LinearProgram) -> model_pb2.ModelProto:
    """The program as a MathOpt model; ids are column and row numbers, there are no names."""
    model = model_pb2.ModelProto()
    height, width = program.shape
    model.variables.ids.extend(range(width))
    model.variables.lower_bounds.extend(program.column_lower.tolist())
    model.variables.upper_bounds.extend(program.column_upper.tolist())
    model.variables.integers.extend(program.integer.tolist())
    model.objective.offset = program.constant
    _fill_vector(model.objective.linear_coefficients, np.flatnonzero(program.cost), program.cost)
    model.linear_constraints.ids.extend(range(height))
    model.linear_constraints.lower_bounds.extend(program.row_lower.tolist())
    model.linear_constraints.upper_bounds.extend(program.row_upper.tolist())
    _fill_matrix(model.linear_constraint_matrix, program.matrix)
    return model


def _difference(old: LinearProgram, new: LinearProgram) -> model_update_pb2.ModelUpdateProto:
    """What turns `old` into `new`, which has the same shape."""
    update = model_update_pb2.ModelUpdateProto()
    pairs = (
        (update.variable_updates.lower_bounds, old.column_lower, new.column_lower),
        (update.variable_updates.upper_bounds, old.column_upper, new.column_upper),
        (update.linear_constraint_updates.lower_bounds, old.row_lower, new.row_lower),
        (update.linear_constraint_updates.upper_bounds, old.row_upper, new.row_upper),
        (update.objective_updates.linear_coefficients, old.cost, new.cost),
    )
    for vector, before, after in pairs:
        _fill_vector(vector, np.flatnonzero(before != after), after)
    if old.constant != new.constant:
        update.objective_updates.offset_update = new.constant
    whole = np.flatnonzero(old.integer != new.integer)
    update.variable_updates.integers.ids.extend(whole.tolist())
    update.variable_updates.integers.values.extend(new.integer[whole].tolist())
    if old.matrix is not new.matrix:
        _fill_changes(update.linear_constraint_matrix_updates, old.matrix, new.matrix)
    return update


def _fill_vector(vector: sparse_containers_pb2.SparseDoubleVectorProto, ids: np.ndarray, values: np.ndarray) -> None:
    vector.ids.extend(ids.tolist())
    vector.values.extend(values[ids].tolist())


def _fill_matrix(target: sparse_containers_pb2.SparseDoubleMatrixProto, matrix: sparse.csr_matrix) -> None:
    """MathOpt wants entries in the order of rows, then columns, each once."""
    entries = matrix.copy()
    entries.sum_duplicates()
    entries = entries.tocoo()
    target.row_ids.extend(entries.row.tolist())
    target.column_ids.extend(entries.col.tolist())
    target.coefficients.extend(entries.data.tolist())


def _fill_changes(
    target: sparse_containers_pb2.SparseDoubleMatrixProto, old: sparse.csr_matrix, new: sparse.csr_matrix
) -> None:
    """Each changed entry with its new value, 0 where it is gone."""
    changed = (old != new).tocoo()
    order = np.lexsort((changed.col, changed.row))
    row, column = changed.row[order], changed.col[order]
    target.row_ids.extend(row.tolist())
    target.column_ids.extend(column.tolist())
    target.coefficients.extend(np.asarray(new[row, column]).ravel().tolist() if len(row) else [])


def _parameters(engine: str, settings: Settings) -> parameters_pb2.SolveParametersProto:
    parameters = parameters_pb2.SolveParametersProto()
    if settings.time_limit is not None:
        parameters.time_limit.FromNanoseconds(round(settings.time_limit * 1e9))
    if engine == "glop":
        parameters.random_seed = settings.seed
        parameters.glop.use_dual_simplex = settings.dual_simplex
        if settings.near:
            parameters.glop.optimization_rule = glop_parameters_pb2.GlopParameters.DEVEX
            parameters.glop.feasibility_rule = glop_parameters_pb2.GlopParameters.DEVEX
        parameters.glop.primal_feasibility_tolerance = settings.tolerance
        parameters.glop.dual_feasibility_tolerance = settings.tolerance
    elif engine == "highs":
        parameters.random_seed = settings.seed
        parameters.relative_gap_tolerance = settings.gap
        options = parameters.highs.double_options
        for option in ("primal_feasibility_tolerance", "dual_feasibility_tolerance", "mip_feasibility_tolerance"):
            options[option] = max(settings.tolerance, HIGHS_TOLERANCE)
    elif engine == "scip":
        parameters.random_seed = settings.seed
        parameters.threads = settings.threads
        parameters.relative_gap_tolerance = settings.gap
        parameters.gscip.real_params["numerics/feastol"] = settings.tolerance
        parameters.gscip.real_params["numerics/dualfeastol"] = settings.tolerance
    else:
        parameters.threads = settings.threads
        criteria = parameters.pdlp.termination_criteria.simple_optimality_criteria
        criteria.eps_optimal_absolute = criteria.eps_optimal_relative = max(settings.tolerance, 1e-6)
    return parameters


def _starts(settings: Settings) -> model_parameters_pb2.ModelSolveParametersProto:
    starts = model_parameters_pb2.ModelSolveParametersProto()
    if settings.basis is not None:
        for target, statuses in (
            (starts.initial_basis.variable_status, settings.basis.columns),
            (starts.initial_basis.constraint_status, settings.basis.rows),
        ):
            target.ids.extend(range(len(statuses)))
            target.values.extend(statuses.tolist())
    if settings.hint is not None:
        hint = starts.solution_hints.add().variable_values
        _fill_vector(hint, np.arange(len(settings.hint)), settings.hint)
    return starts


def _answer(result: result_pb2.SolveResultProto, shape: tuple[int, int]) -> Answer:
    termination = result.termination
    reason = result_pb2.TerminationReasonProto.Name(termination.reason).removeprefix("TERMINATION_REASON_")
    limit = result_pb2.LimitProto.Name(termination.limit) if termination.limit else ""
    detail = " ".join(filter(None, (reason.lower(), limit.lower(), termination.detail)))
    verdict = _REASONS.get(termination.reason, "failed")
    if verdict not in ("optimal", "feasible"):
        return Answer(verdict, detail)
    height, width = shape
    found = result.solutions[0]
    dual = found.dual_solution
    has_dual = dual.feasibility_status == solution_pb2.SOLUTION_STATUS_FEASIBLE
    return Answer(
        verdict,
        detail,
        primal=_dense(found.primal_solution.variable_values, width),
        dual=_dense(dual.dual_values, height) if has_dual else None,
        basis=_basis(found.basis) if found.HasField("basis") else None,
        bound=termination.objective_bounds.dual_bound,
    )


def _dense(vector: sparse_containers_pb2.SparseDoubleVectorProto, length: int) -> np.ndarray:
    values = np.zeros(length)
    values[np.array(vector.ids, dtype=np.int64)] = np.array(vector.values, dtype=float)
    return values


def _basis(basis: solution_pb2.BasisProto) -> Basis:
    return Basis(
        np.array(basis.variable_status.values, dtype=np.int8), np.array(basis.constraint_status.values, dtype=np.int8)
    )
