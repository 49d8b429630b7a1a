"""The canonical model file: free-format MPS of the program in millions, with every number as an exact decimal."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from decimal import Context, Decimal, Inexact
from pathlib import Path

import numpy as np

from fundopt.files import write_whole
from fundopt.model.linear_program import LinearProgram

OBJECTIVE = "COST"
EXACTLY = Context(prec=1000, traps=[Inexact])


def column_name(number: int) -> str:
    """The ASCII identifier of column `number` (from 0): C0000001, …"""
    return f"C{number + 1:07d}"


def row_name(number: int) -> str:
    """The ASCII identifier of row `number` (from 0): R0000001, …"""
    return f"R{number + 1:07d}"


def mps(program: LinearProgram) -> str:
    """The program in millions as MPS: minimise, columns and rows in the program's order.

    Numbers are the shortest decimals that give back the same double; a range is the exact decimal difference of its
    two bounds. A row without bounds is a further N row. The constant of the objective is minus the right-hand side
    of COST, as solvers read it. Columns whose bounds are not [0, ∞) are all in BOUNDS, integers always.
    """
    return "\n".join(_lines(program.in_millions())) + "\n"


def names(program: LinearProgram) -> str:
    """The side table of the MPS file as csv: identifier, label, unit (money is in MMAD, millions of MAD)."""
    scaled = program.in_millions()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("identifier", "label", "unit"))
    for name, blocks in ((column_name, scaled.variables), (row_name, scaled.rows)):
        for block in blocks.values():
            writer.writerows((name(block.start + i), block.label(i), block.unit) for i in range(len(block)))
    return text.getvalue()


def write_mps(program: LinearProgram, path: str | os.PathLike) -> Path:
    """Write `mps(program)` to `path` and `names(program)` beside it; the path of the latter, `<path>.names.csv`.

    The same bytes for the same program, and never half a file.
    """
    path = Path(path)
    beside = path.with_name(f"{path.name}.names.csv")
    write_whole(path, mps(program))
    write_whole(beside, names(program))
    return beside


def _lines(program: LinearProgram) -> Iterator[str]:
    kinds = [_kind(*bounds) for bounds in zip(program.row_lower.tolist(), program.row_upper.tolist(), strict=True)]
    yield "NAME fundopt FREE"
    yield "ROWS"
    yield f" N {OBJECTIVE}"
    yield from (f" {kind} {row_name(i)}" for i, kind in enumerate(kinds))
    yield "COLUMNS"
    yield from _columns(program)
    yield "RHS"
    if program.constant:
        yield f" RHS {OBJECTIVE} {_decimal(-program.constant)}"
    sides = np.where(np.array(kinds, dtype=object) == "L", program.row_upper, program.row_lower)
    yield from (f" RHS {row_name(i)} {_decimal(side)}" for i, side in enumerate(sides) if kinds[i] != "N" and side != 0)
    yield from _ranges(program)
    yield "BOUNDS"
    for j, whole in enumerate(program.integer):
        yield from _bounds(column_name(j), program.column_lower[j], program.column_upper[j], whole)
    yield "ENDATA"


def _kind(lower: float, upper: float) -> str:
    if lower == upper:
        return "E"
    if lower == -np.inf:
        return "L" if upper < np.inf else "N"
    return "G"


def _columns(program: LinearProgram) -> Iterator[str]:
    by_column = program.matrix.tocsc()
    by_column.sort_indices()
    within = False
    for j, whole in enumerate(program.integer):
        if whole != within:
            yield f" MARKER 'MARKER' '{'INTORG' if whole else 'INTEND'}'"
            within = whole
        name = column_name(j)
        span = slice(by_column.indptr[j], by_column.indptr[j + 1])
        if program.cost[j] or span.start == span.stop:
            yield f" {name} {OBJECTIVE} {_decimal(program.cost[j])}"
        for i, value in zip(by_column.indices[span].tolist(), by_column.data[span].tolist(), strict=True):
            yield f" {name} {row_name(i)} {_decimal(value)}"
    if within:
        yield " MARKER 'MARKER' 'INTEND'"


def _ranges(program: LinearProgram) -> Iterator[str]:
    lower, upper = program.row_lower, program.row_upper
    ranged = np.flatnonzero(np.isfinite(lower) & np.isfinite(upper) & (lower != upper))
    if len(ranged):
        yield "RANGES"
    for i in ranged.tolist():
        width = EXACTLY.subtract(Decimal(_decimal(upper[i])), Decimal(_decimal(lower[i])))
        yield f" RNG {row_name(i)} {width}"


def _bounds(name: str, lower: float, upper: float, whole: bool) -> Iterator[str]:
    if lower == upper:
        yield f" FX BND {name} {_decimal(lower)}"
        return
    if lower == -np.inf and upper == np.inf:
        yield f" FR BND {name}"
        return
    if lower == -np.inf:
        yield f" MI BND {name}"
    elif lower or whole:
        yield f" LO BND {name} {_decimal(lower)}"
    if upper < np.inf:
        yield f" UP BND {name} {_decimal(upper)}"
    elif whole:
        yield f" PL BND {name}"


def _decimal(value: float) -> str:
    return repr(float(value) + 0.0)
