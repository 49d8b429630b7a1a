"""A program printed as equations, row by row, in the units of its blocks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from fundopt.model.formulate import family_of
from fundopt.model.linear_program import Block, LinearProgram


def equations(program: LinearProgram, family: str | None = None) -> Iterator[str]:
    """One line per row of `family` (all families if None); KeyError names the families there are."""
    families = dict.fromkeys(family_of(name) for name in program.rows)
    if family is not None and family not in families:
        raise KeyError(", ".join(families))
    columns = program.column_labels
    for name, block in program.rows.items():
        if family in (None, family_of(name)):
            for member in range(len(block)):
                yield _equation(program, block, member, columns)


def _equation(program: LinearProgram, block: Block, member: int, columns: list[str]) -> str:
    row = program.matrix[block.start + member]
    terms = [_term(value, columns[column]) for column, value in zip(row.indices, row.data, strict=True)]
    left = " ".join(terms).removeprefix("+ ") or "0"
    lower, upper = block.lower[member], block.upper[member]
    if lower == upper:
        relation = f"= {lower:,.12g}"
    elif np.isinf(lower):
        relation = f"≤ {upper:,.12g}"
    elif np.isinf(upper):
        relation = f"≥ {lower:,.12g}"
    else:
        relation = f"within {lower:,.12g} … {upper:,.12g}"
    return f"{block.label(member)}:  {left} {relation}  [{block.unit}]"


def _term(value: float, label: str) -> str:
    sign = "-" if value < 0 else "+"
    size = "" if abs(value) == 1 else f"{abs(value):,.12g} "
    return f"{sign} {size}{label}"
