"""A basis of one program as a start for another: its columns and rows found again by their labels."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from fundopt.model.linear_program import Axis, Block, LinearProgram
from fundopt.solve.solution import AT_LOWER, AT_UPPER, BASIC, FREE, Basis


def carried(basis: Basis, old: LinearProgram, new: LinearProgram) -> Basis:
    """`basis` of `old` as a start for `new`: new columns stand at a bound, new rows are basic.

    It has as many basic members as `new` has rows: where rows are gone, the last basic columns step back to a bound,
    and where columns are gone, the first rows step in. An engine mends what is singular or infeasible in it.
    """
    idle = np.where(np.isfinite(new.column_lower), AT_LOWER, np.where(np.isfinite(new.column_upper), AT_UPPER, FREE))
    columns = _statuses(basis.columns, old.variables, new.variables, idle.astype(np.int8))
    rows = _statuses(basis.rows, old.rows, new.rows, np.full(new.shape[0], BASIC, dtype=np.int8))
    spare = int((columns == BASIC).sum() + (rows == BASIC).sum()) - new.shape[0]
    bounded = np.flatnonzero((columns == BASIC) & (idle != FREE))[::-1]
    columns[bounded[: max(spare, 0)]] = idle[bounded[: max(spare, 0)]]
    spare -= min(max(spare, 0), len(bounded))
    if spare:
        at = np.where(np.isfinite(new.row_lower), AT_LOWER, np.where(np.isfinite(new.row_upper), AT_UPPER, FREE))
        changed = np.flatnonzero((rows == BASIC) == (spare > 0))[: abs(spare)]
        rows[changed] = at[changed] if spare > 0 else BASIC
    return Basis(columns, rows)


def carried_values(values: np.ndarray, old: LinearProgram, new: LinearProgram) -> np.ndarray:
    """Values of the columns of `old` as those of `new`; 0 for new columns."""
    return _statuses(values, old.variables, new.variables, np.zeros(new.shape[1]))


def _statuses(
    known: np.ndarray, old: Mapping[str, Block], new: Mapping[str, Block], otherwise: np.ndarray
) -> np.ndarray:
    answer = otherwise.copy()
    for name, block in new.items():
        if name in old and len(block):
            before = old[name]
            here = np.arange(block.start, block.stop)
            if _alike(before, block):
                answer[here] = known[before.start : before.stop]
            else:
                member = _members(before, block)
                answer[here[member >= 0]] = known[before.start + member[member >= 0]]
    return answer


def _alike(old: Block, new: Block) -> bool:
    return (
        len(old) == len(new)
        and len(old.axes) == len(new.axes)
        and all(a.labels == b.labels for a, b in zip(old.axes, new.axes, strict=True))
        and all(np.array_equal(a, b) for a, b in zip(old.codes, new.codes, strict=True))
    )


def _members(old: Block, new: Block) -> np.ndarray:
    """For each member of `new` the member of `old` with the same labels; −1 where there is none."""
    if len(old.axes) != len(new.axes) or not new.axes or not len(old):
        return np.full(len(new), 0 if not new.axes and not old.axes and len(old) else -1)
    shape = tuple(len(axis) for axis in old.axes)
    member = np.full(int(np.prod(shape)), -1)
    member[np.ravel_multi_index(old.codes, shape)] = np.arange(len(old))
    codes = [_codes(before, after)[code] for before, after, code in zip(old.axes, new.axes, new.codes, strict=True)]
    known = np.logical_and.reduce([code >= 0 for code in codes])
    answer = np.full(len(new), -1)
    answer[known] = member[np.ravel_multi_index(tuple(code[known] for code in codes), shape)]
    return answer


def _codes(old: Axis, new: Axis) -> np.ndarray:
    """For each label of `new` its position in `old`, −1 where it is new."""
    return np.array([old.position.get(label, -1) for label in new.labels], dtype=np.int64)
