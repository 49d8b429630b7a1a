"""From real payments to amounts that can be paid: whole multiples of a unit that keep every rule exactly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import floor

import numpy as np
from scipy import sparse

from fundopt.errors import EngineFailed, NotPayable, SolveError
from fundopt.language import Text, number
from fundopt.model.linear_program import Block, LinearProgram, significant
from fundopt.plan.payment_grid import WHOLE, Grid
from fundopt.solve import Basis, Solution

HOLDS = 1e-9
"""How far rows with people or units may be missed, relative to the sum of the sizes of their terms (at least 1)."""

SEARCH, COMPLETION = 1e-7, (1e-7, 1e-9)
"""Tolerances asked of engines. HiGHS crashes or hangs on some searches at 1e-9; a completion at 1e-9 is for the rare
point that 1e-7 leaves too far from a row."""

FAR = 5.0
"""Price of a unit beyond the two multiples around a payment; between them the price is the distance, in units."""

NEAR_GAP, RAISE_GAP = 0.3, 0.5
"""Relative gaps at which the two searches stop: in the distance to the plan, in the number of units put back."""

TRIES, TIGHTER = 4, 1e-6
"""How often, and by how many units, a money row that slips through an engine's tolerance is tightened."""

SECONDS = 20.0
"""Time limit of one search: a safeguard, far above what a search takes."""

Solve = Callable[..., Solution]


@dataclass(frozen=True)
class Rounded:
    """A payable plan.

    `payments` (members of the block "payments",) are whole MAD, each a multiple of `unit`; `primal` (columns,) holds
    them, and values of all other variables with which every row holds. `lost` is the rounded minus the given
    objective. `unit` is smaller than the one asked for where `reason` says why. `method` is the search that found it.
    """

    payments: np.ndarray
    primal: np.ndarray
    lost: float
    unit: int
    method: str
    reason: Text | None = None


@dataclass(frozen=True)
class Reach:
    """How many units a search may go: beyond the two multiples around a payment, from a payment that is a multiple
    already (`whole`), from zero (`unpaid`). `still`: other variables that are at a bound stay there."""

    method: str
    beyond: int
    whole: int
    unpaid: int
    still: bool


REACHES = (
    Reach("near", beyond=1, whole=0, unpaid=0, still=True),
    Reach("near, whole payments moved", beyond=1, whole=1, unpaid=0, still=True),
    Reach("near, other variables free", beyond=1, whole=1, unpaid=0, still=False),
    Reach("wide", beyond=20, whole=20, unpaid=20, still=False),
)
"""The searches in order, each for where the one before found nothing."""


def round_payments(
    program: LinearProgram, primal: np.ndarray, unit: int, solve: Solve, basis: Basis | None = None
) -> Rounded:
    """The plan `primal` (columns,) of `program` with payments in multiples of `unit` MAD, or else of 1 MAD.

    Two small integer programs: payments move to a multiple beside them, or as little further as the rules demand,
    with the other variables free to follow; then they are raised where rules allow, never above the plan's total.
    Integer columns keep their values. `solve` (as `fundopt.solve.solve`) completes the other variables at their
    best; it starts from `basis` if there is one.

    Money rows that only payments, their sums and fixed columns enter hold exactly in decimal arithmetic, all other
    rows within `HOLDS`. The order of labels in the program changes nothing. Raises NotPayable where no whole dirhams
    are found either.
    """
    program = _with_integers_fixed(program, primal)
    refused: list[Text] = []
    cause: SolveError | None = None
    for size in dict.fromkeys((unit, 1)):
        grid = Grid(program, primal, size)
        stuck = grid.stuck()
        for reach in () if stuck else REACHES:
            try:
                steps = _raised(grid, _nearby(grid, reach, solve), solve)
                point = _completed(grid, steps, solve, basis)
            except SolveError as failure:
                cause = failure
                continue
            lost = program.objective(point) - program.objective(primal)
            return Rounded(steps * size, point, lost, size, reach.method, refused[0] if refused else None)
        refused.append(_refusal(size, stuck))
    raise NotPayable(refused[-1]) from cause


def _with_integers_fixed(program: LinearProgram, primal: np.ndarray) -> LinearProgram:
    """The LP in which every integer column has its value in `primal`."""
    whole = np.round(primal)
    lower = np.where(program.integer, whole, program.column_lower)
    upper = np.where(program.integer, whole, program.column_upper)
    return program.with_bounds(lower, upper).without_integrality()


def _refusal(unit: int, stuck: str | None) -> Text:
    fr, en = f"{number(unit, 'fr')} MAD", f"MAD {number(unit, 'en')}"
    if stuck:
        return Text(
            f"« {stuck} » ne peut pas être tenu en multiples de {fr}.", f"“{stuck}” cannot be met in multiples of {en}."
        )
    return Text(
        f"Aucun plan en multiples de {fr}, proche de l'optimum, ne respecte toutes les règles.",
        f"No plan in multiples of {en} near the optimum keeps every rule.",
    )


@dataclass(frozen=True)
class Moves:
    """Integer moves of some payments: from `least` to `most` units, up or down (`sign`), at `price` a unit."""

    members: np.ndarray
    sign: int
    least: np.ndarray
    most: np.ndarray
    price: np.ndarray


def _nearby(grid: Grid, reach: Reach, solve: Solve) -> np.ndarray:
    """Payments in units, as near to the plan as the rules allow; money rows hold exactly.

    Rows that hold only by the engine's tolerance are tightened and the search repeated.
    """
    moves = _moves_around(grid, reach)
    distance = float(grid.part.sum())
    margin = np.zeros(len(grid.rows))
    for _ in range(TRIES):
        search = _search(grid, grid.base, moves, margin, reach.still)
        answer = _answer(search.with_cost(search.cost, distance), solve, NEAR_GAP)
        steps = _moved(grid.base, moves, answer)
        slipped = _slipped(grid, steps, search, answer, margin)
        if not slipped.any():
            return steps
        margin[slipped] += TIGHTER
    raise EngineFailed(f"whole payments miss {int(slipped.sum())} rows by less than the engine can see")


def _moves_around(grid: Grid, reach: Reach) -> list[Moves]:
    """From the multiple below a payment to the one above, priced by the distance; then outwards, at a high price."""
    between = grid.part > 0
    far = np.where(between, reach.beyond, np.where(grid.base > 0, reach.whole, reach.unpaid))
    above = grid.base + between
    inner, outer = grid.order[between[grid.order]], grid.order[far[grid.order] > 0]
    zero, price = np.zeros(len(outer)), np.full(len(outer), FAR)
    return [
        Moves(
            inner,
            1,
            least=(grid.base < grid.least)[inner],
            most=(above <= grid.most)[inner],
            price=np.round(1 - 2 * grid.part, 6)[inner],
        ),
        Moves(outer, 1, zero, np.clip(grid.most - above, 0, far)[outer], price),
        Moves(outer, -1, zero, np.clip(grid.base - grid.least, 0, far)[outer], price),
    ]


def _raised(grid: Grid, steps: np.ndarray, solve: Solve) -> np.ndarray:
    """`steps` raised up to the multiple above each payment, as far as rules and the plan's total allow."""
    room = np.minimum(grid.base + (grid.part > 0), grid.most) - steps
    spare = floor(float((grid.base + grid.part).sum()) + WHOLE) - int(steps.sum())
    members = grid.order[room[grid.order] > 0]
    if spare <= 0 or not len(members):
        return steps
    moves = [Moves(members, 1, np.zeros(len(members)), room[members], -np.ones(len(members)))]
    search = _search(grid, steps, moves, np.zeros(len(grid.rows)), still=False)
    total = np.where(np.arange(search.shape[1]) < len(members), 1.0, 0.0)
    try:
        answer = _answer(search.with_row("total", total, -np.inf, spare, "units"), solve, RAISE_GAP)
    except SolveError:
        return steps
    raised = _moved(steps, moves, answer)
    slipped = _slipped(grid, raised, search, answer, np.zeros(len(grid.rows)))
    return steps if slipped.any() else raised


def _search(grid: Grid, steps: np.ndarray, moves: list[Moves], margin: np.ndarray, still: bool) -> LinearProgram:
    """The program counted from payments of `steps` units, in which moves are whole and other variables follow them.

    Other variables that are at a bound stay there if `still`; `margin`, in the order of `grid.rows`, tightens
    inequalities; rows that nothing enters are free.
    """
    point, columns = grid.paid(grid.plan, steps), grid.others
    bounds = grid.program.column_lower, grid.program.column_upper
    lower, upper = (((bound - point) / grid.column_scale)[columns] for bound in bounds)
    if still:
        inside = (lower < -HOLDS) & (upper > HOLDS)
        columns, lower, upper = columns[inside], lower[inside], upper[inside]
    parts = [grid.matrix[:, grid.cells[move.members]] * float(move.sign) for move in moves]
    matrix = sparse.hstack([*parts, grid.matrix[:, columns]], format="csr")
    matrix.sort_indices()
    matrix.data = significant(matrix.data)
    row_lower, row_upper = grid.residuals(point)
    margin = np.where(row_lower < row_upper, margin, 0.0)
    empty = np.diff(matrix.indptr) == 0
    row_lower, row_upper = np.where(empty, -np.inf, row_lower + margin), np.where(empty, np.inf, row_upper - margin)
    least, most, price = (
        np.concatenate([getattr(move, name) for move in moves]).astype(float) for name in ("least", "most", "price")
    )
    variables = {
        "moves": Block("moves", (), (), 0, least, most, "units", integer=True),
        "others": Block("others", (), (), len(least), lower, upper, ""),
    }
    rows = {"rows": Block("rows", (), (), 0, row_lower, row_upper, "")}
    return LinearProgram(variables, rows, matrix, np.concatenate([price, np.zeros(len(columns))]))


def _answer(search: LinearProgram, solve: Solve, gap: float) -> np.ndarray:
    """The cheapest moves, and how the other variables follow them."""
    if not len(search.variables["moves"]):
        return np.zeros(search.shape[1])
    return solve(search, "highs", gap=gap, tolerance=SEARCH, time_limit=SECONDS).primal


def _moved(steps: np.ndarray, moves: list[Moves], answer: np.ndarray) -> np.ndarray:
    """`steps` after the moves of an answer, which come first in it."""
    ends = np.cumsum([len(move.members) for move in moves])
    result = steps.copy()
    for move, taken in zip(moves, np.split(np.round(answer[: ends[-1]]).astype(np.int64), ends[:-1]), strict=True):
        result[move.members] += move.sign * taken
    return result


def _slipped(
    grid: Grid, steps: np.ndarray, search: LinearProgram, answer: np.ndarray, margin: np.ndarray
) -> np.ndarray:
    """Mask of the rows, in the order of `grid.rows`, that an answer keeps by the engine's tolerance only."""
    here = slice(len(grid.rows))
    lower, upper = search.row_lower[here], search.row_upper[here]
    activity = (search.matrix @ answer)[here]
    beyond = np.maximum(lower - activity, activity - upper) > margin + HOLDS
    moved = len(search.variables["moves"]) > 0
    return (moved & beyond & (lower < upper)) | np.isin(grid.rows, grid.money.missed(steps * grid.unit))


def _completed(grid: Grid, steps: np.ndarray, solve: Solve, basis: Basis | None) -> np.ndarray:
    """Payments of `steps` units with the best values of all other columns; EngineFailed where a row is missed."""
    program, lower, upper = grid.program, grid.program.column_lower.copy(), grid.program.column_upper.copy()
    lower[grid.cells] = upper[grid.cells] = steps * grid.unit
    for tolerance in COMPLETION:
        answer = solve(program.with_bounds(lower, upper), tolerance=tolerance, basis=basis)
        point = grid.paid(answer.primal, steps)
        activity = program.matrix @ point
        allowed = HOLDS * np.maximum(1.0, abs(program.matrix) @ np.abs(point))
        missed = np.maximum(program.row_lower - activity, activity - program.row_upper) > allowed
        if not missed.any():
            return point
    raise EngineFailed(f"{int(missed.sum())} rows are missed by more than {HOLDS:g} of their terms")
