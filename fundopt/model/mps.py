"""A program as an MPS file that any solver reads, with a table of what its short names stand for."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from fundopt.model.linear_program import LinearProgram

OBJECTIVE = "OBJ"


def write_mps(program: LinearProgram, path: str | Path) -> Path:
    """Write `program`, with MAD in millions, to `path` in MPS, and return the table of names written beside it.

    Numbers are the shortest decimals that give the same float back. Names are R0000001… and C0000001…, which fit
    the fixed columns of the format; the table `<path>.names.csv` gives each one's label and unit.
    """
    path = Path(path)
    scaled = program.in_millions()
    path.write_text("\n".join(_lines(scaled)) + "\n", "ascii")
    names = path.with_name(path.name + ".names.csv")
    with names.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("name", "label", "unit"))
        for letter, blocks, labels in (
            ("R", scaled.rows, scaled.row_labels),
            ("C", scaled.variables, scaled.column_labels),
        ):
            units = [block.unit for block in blocks.values() for _ in range(len(block))]
            writer.writerows((_name(letter, i), labels[i], units[i]) for i in range(len(labels)))
    return names


def _lines(program: LinearProgram) -> Iterator[str]:
    lower, upper = program.row_lower, program.row_upper
    kinds = np.select([lower == upper, np.isfinite(upper), np.isfinite(lower)], ["E", "L", "G"], "N")
    yield "NAME          FUNDOPT"
    yield "ROWS"
    yield f" N  {OBJECTIVE}"
    yield from (f" {kind}  {_name('R', i)}" for i, kind in enumerate(kinds))
    yield "COLUMNS"
    yield from _columns(program)
    yield "RHS"
    if program.constant:
        yield _entry("RHS", OBJECTIVE, -program.constant)
    bounds = np.where(kinds == "G", lower, upper)
    yield from (_entry("RHS", _name("R", i), bounds[i]) for i in np.flatnonzero((kinds != "N") & (bounds != 0)))
    ranged = np.flatnonzero((kinds == "L") & np.isfinite(lower))
    if len(ranged):
        yield "RANGES"
        yield from (_entry("RNG", _name("R", i), upper[i] - lower[i]) for i in ranged)
    yield "BOUNDS"
    yield from _bounds(program)
    yield "ENDATA"


def _columns(program: LinearProgram) -> Iterator[str]:
    matrix, within = program.matrix.tocsc(), False
    matrix.sort_indices()
    for j, whole in enumerate(program.integer):
        if whole != within:
            yield f"    MARKER                 'MARKER'                 {'INTORG' if whole else 'INTEND'}"
            within = bool(whole)
        column = _name("C", j)
        start, stop = matrix.indptr[j], matrix.indptr[j + 1]
        if program.cost[j] or start == stop:
            yield _entry(column, OBJECTIVE, program.cost[j])
        for i, value in zip(matrix.indices[start:stop], matrix.data[start:stop], strict=True):
            yield _entry(column, _name("R", i), value)
    if within:
        yield "    MARKER                 'MARKER'                 INTEND"


def _bounds(program: LinearProgram) -> Iterator[str]:
    for j, (low, high) in enumerate(zip(program.column_lower, program.column_upper, strict=True)):
        column = _name("C", j)
        if low == high:
            yield _bound("FX", column, low)
        elif np.isneginf(low) and np.isposinf(high):
            yield _bound("FR", column)
        else:
            if np.isneginf(low):
                yield _bound("MI", column)
            elif low:
                yield _bound("LO", column, low)
            if np.isfinite(high):
                yield _bound("UP", column, high)
            elif program.integer[j]:
                yield _bound("PL", column)


def _name(letter: str, number: int) -> str:
    return f"{letter}{number + 1:07d}"


def _entry(first: str, second: str, value: float) -> str:
    return f"    {first:<8}  {second:<8}  {float(value)!r}"


def _bound(kind: str, column: str, value: float | None = None) -> str:
    return f" {kind} BND       {column:<8}" + ("" if value is None else f"  {float(value)!r}")
