"""One measure in one city: its columns, what it gets in a plan, and the program in which its cost or effect differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from fundopt.language import Text
from fundopt.model.linear_program import LinearProgram, significant
from fundopt.model.parameters import Parameters

EFFECTS = {"net_jobs": "potential_jobs_balance", "jobs_kept": "kept_by_measures", "vacancies": "vacancies"}
"""The three effects of a unit, each with the family of rows in which it counts."""

NAMES = {
    "unit_cost": Text("coût unitaire", "unit cost"),
    "net_jobs": Text("emplois nets", "net jobs"),
    "jobs_kept": Text("emplois gardés", "jobs kept"),
    "vacancies": Text("postes ouverts", "vacancies opened"),
}
SOME = 1.0
"""A pair that receives less than this many MAD in all receives nothing."""


@dataclass(frozen=True)
class Pair:
    """A measure in a city, by their identifiers."""

    city: str
    measure: str

    def columns(self, program: LinearProgram, block: str) -> np.ndarray:
        """The columns of variable block `block` that belong to the pair, in order of their labels."""
        found = program.variables[block]
        axes = {axis.name: (axis, code) for axis, code in zip(found.axes, found.codes, strict=True)}
        city, measure = axes["city"], axes["measure"]
        mine = (city[1] == city[0].position[self.city]) & (measure[1] == measure[0].position[self.measure])
        return found.start + np.flatnonzero(mine)

    def titles(self, p: Parameters) -> dict[str, Text]:
        """City and measure as people call them."""
        return {"city": p.case.titles("cities", self.city), "measure": p.case.titles("measures", self.measure)}


@dataclass(frozen=True)
class Change:
    """A change of one number of a pair, as a direction in the matrix: the program at `s` has matrix + s · `matrix`.

    `today` is the number now, in `unit`; at `s` it is today × (1 + s), or, with `additive`, s. `parameter` is
    "unit_cost" or one of `EFFECTS`, whose whole course over time is scaled; `today` is then its peak. An additive
    change is a constant number of jobs per unit from the period after the start, for a pair without any effect.
    """

    parameter: str
    today: float
    unit: str
    matrix: sparse.csr_matrix
    additive: bool = False

    def at(self, s: float) -> float:
        """The number at `s`, in `unit`."""
        return s if self.additive else self.today * (1 + s)

    def applied(self, program: LinearProgram, s: float) -> LinearProgram:
        """The program with the number changed."""
        matrix = (program.matrix + s * self.matrix).tocsr()
        matrix.data = significant(matrix.data)
        return replace(program, matrix=matrix)


def pairs(p: Parameters) -> list[Pair]:
    """Every city with every measure."""
    return [Pair(city, measure) for city in p.cities.labels for measure in p.measures.labels]


def money(p: Parameters, program: LinearProgram, primal: np.ndarray) -> np.ndarray:
    """What each city gets for each measure in a plan, over sources and periods: [city, measure], MAD."""
    block = program.variables["payments"]
    table = np.zeros((len(p.cities), len(p.measures)))
    np.add.at(table, (block.codes[1], block.codes[2]), program.values("payments", primal))
    return table


def units(p: Parameters, program: LinearProgram, primal: np.ndarray) -> np.ndarray:
    """What each city gets of each measure in a plan, over periods: [city, measure], units."""
    block = program.variables["units"]
    table = np.zeros((len(p.cities), len(p.measures)))
    np.add.at(table, (block.codes[0], block.codes[1]), program.values("units", primal))
    return table


def cost_change(p: Parameters, program: LinearProgram, pair: Pair) -> Change:
    """The unit cost of a pair; at s = −1 a unit costs nothing."""
    columns = pair.columns(program, "units")
    matrix = _part(program, "who_pays", columns)
    today = p.unit_cost[p.cities.position[pair.city], p.measures.position[pair.measure]]
    return Change("unit_cost", float(today), "MAD", matrix)


def effect_change(p: Parameters, program: LinearProgram, pair: Pair, parameter: str) -> Change | None:
    """One effect of a pair, its whole course scaled together; None where the pair has none of it."""
    course = {"net_jobs": p.net_jobs, "jobs_kept": p.jobs_kept, "vacancies": p.vacancies_opened}[parameter]
    own = course[p.measures.position[pair.measure]]
    if EFFECTS[parameter] not in program.rows or not own.max() > 0:
        return None
    matrix = _part(program, EFFECTS[parameter], pair.columns(program, "effective_units"))
    return Change(parameter, float(own.max()), "jobs/unit", matrix) if matrix.nnz else None


def new_effect(p: Parameters, program: LinearProgram, pair: Pair) -> Change:
    """A constant net effect on jobs from the period after the start, for a pair that has no effect at all."""
    c, m = p.cities.position[pair.city], p.measures.position[pair.measure]
    units, balance = program.variables["effective_units"], program.rows["potential_jobs_balance"]
    columns = pair.columns(program, "effective_units")
    mine = (balance.codes[0] == c) & (balance.codes[1] == p.profile_of[m])
    rows, now = balance.start + np.flatnonzero(mine), balance.codes[2][mine]
    start = units.codes[2][columns - units.start]
    later = now[:, None] > start[None, :]
    value = np.where(later, -(1 - p.displacement[c]), 0.0)
    at = np.broadcast_arrays(rows[:, None], columns[None, :])
    matrix = sparse.coo_matrix((value.ravel(), (at[0].ravel(), at[1].ravel())), shape=program.shape).tocsr()
    matrix.eliminate_zeros()
    return Change("net_jobs", 0.0, "jobs/unit", matrix, additive=True)


def _part(program: LinearProgram, rows: str, columns: np.ndarray) -> sparse.csr_matrix:
    """The entries of the matrix in one block of rows and some columns, in a matrix of the same shape."""
    block = program.rows[rows]
    part = program.matrix[block.start : block.stop][:, columns].tocoo()
    at = part.row + block.start, columns[part.col]
    return sparse.coo_matrix((part.data, at), shape=program.shape).tocsr()


def largest_first(table: np.ndarray, p: Parameters, keep: Callable[[float], bool]) -> list[Pair]:
    """The pairs whose number in `table` [city, measure] is kept, the largest number first."""
    found = [(-table[c, m], c, m) for c, m in np.ndindex(*table.shape) if keep(table[c, m])]
    return [Pair(p.cities.labels[c], p.measures.labels[m]) for _, c, m in sorted(found)]
