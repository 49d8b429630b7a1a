"""One step of room for a rule or fact: the edited program, the step in words, and what the duals say it is worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fundopt.case.case import Case
from fundopt.case.schema import ALL
from fundopt.language import LANGUAGES, Text
from fundopt.model.linear_program import MILLION, LinearProgram
from fundopt.plan.explain.edits import loosened, members, repealed, with_coefficients, with_row_bounds
from fundopt.plan.explain.stated import Stated
from fundopt.plan.optimise import Optimum

POINT = 0.01
MORE = 0.1
"""A step of a fact is this share more of what there is."""


@dataclass(frozen=True)
class Step:
    """A statement with one step more of room: `program` is the edited one, `unit` the step in words.

    `marginal`: weighted person-years that the duals, with sites as they are, give for the step; NaN where the
    statement is about whole numbers, which have no dual.
    """

    program: LinearProgram
    unit: Text
    marginal: float


def step(optimum: Optimum, stated: Stated) -> Step:
    """The natural step of a statement: 1 M MAD, one unit, one point of a share or a cap, or 10 % more of a fact."""
    if stated.family == "private_share":
        return _share(optimum, stated)
    if stated.family in ("diminishing_returns", "one_programme", "vacancies", "site_capacity"):
        return _more_of(optimum, stated)
    if stated.family == "smallest_cohort":
        return Step(repealed(optimum.program, np.array(stated.rows)), _UNITS["any cohort"], np.nan)
    rows = np.array(stated.rows)
    by, unit = _room(optimum, stated)
    whole = abs(optimum.program.matrix[rows][:, np.flatnonzero(optimum.program.integer)]).nnz > 0
    worth = float((np.abs(optimum.prices[rows]) * by).sum())
    return Step(loosened(optimum.program, rows, by), unit, np.nan if whole else worth)


def removed(optimum: Optimum, stated: Stated) -> LinearProgram:
    """The program without a rule."""
    return repealed(optimum.program, np.array(stated.rows))


def _room(optimum: Optimum, stated: Stated) -> tuple[np.ndarray, Text]:
    """How much each row of a rule is loosened by in one step, in the row's unit, and the step in words."""
    program, p = optimum.program, optimum.parameters
    rows = np.array(stated.rows)
    if stated.family == "dependency":
        block = program.rows[stated.block]
        city = block.codes[[axis.name for axis in block.axes].index("city")][rows - block.start]
        return POINT * p.callcentre_jobs[city], _UNITS["cap"]
    if stated.family in ("budgets", "public_per_private"):
        return np.full(len(rows), MILLION), _UNITS[stated.family]
    low, high = np.isfinite(program.row_lower[rows[0]]), np.isfinite(program.row_upper[rows[0]])
    sense = "exactly" if low and high else "at_least" if low else "at_most"
    if stated.unit == "units" and (counted := _counted(p.case, stated)) is not None:
        named = Text(*(_OWN_UNITS[sense].of(lang, unit=counted.of(lang)) for lang in LANGUAGES))
        return np.ones(len(rows)), named
    return np.full(len(rows), MILLION if stated.unit == "MAD" else 1.0), _UNITS[f"{stated.unit} {sense}"]


def _counted(case: Case, stated: Stated) -> Text | None:
    """What the one measure of a limit counts: a firm, a trainee; None where it is about several."""
    data = case[stated.family]
    row = next((i for i in range(len(data)) if data.key(i) == stated.identifier), None)
    measure = data["measure"][row] if row is not None and "measure" in data.columns else ALL
    if isinstance(measure, tuple):
        measure = measure[0] if len(measure) == 1 else ALL
    if measure not in case.names("measures"):
        return None
    return case.both(case["measures"]["unit"][case.names("measures").index(measure)])


def _share(optimum: Optimum, stated: Stated) -> Step:
    """One point less of a private share: every payment of the rows counts 0.01 more towards it."""
    program, p = optimum.program, optimum.parameters
    block = program.rows[stated.block]
    rows, columns, marginal = [], [], 0.0
    point = min(POINT, float(p.min_private_share[p.measures.position[stated.identifier]]))
    for row in stated.rows:
        city = block.axes[0].labels[block.codes[0][row - block.start]]
        paid = members(program, "payments", city=city, measure=stated.identifier)
        rows.append(np.full(len(paid), row))
        columns.append(paid)
        marginal += abs(float(optimum.prices[row])) * point * float(optimum.primal[paid].sum())
    row, column = np.concatenate(rows), np.concatenate(columns)
    coefficient = np.asarray(program.matrix[row, column]).ravel()
    return Step(with_coefficients(program, row, column, coefficient + point), _UNITS["share"], marginal)


def _more_of(optimum: Optimum, stated: Stated) -> Step:
    """10 % more people, firms, vacancies or room: right-hand sides, and coefficients of sites and cohorts, grow."""
    program = optimum.program
    rows = np.array(stated.rows)
    bound = program.row_upper[rows]
    edited = with_row_bounds(program, rows, program.row_lower[rows], bound * (1 + MORE))
    marginal = float((np.abs(optimum.prices[rows]) * MORE * np.abs(bound)).sum())
    scaled = {"site_capacity": ("site_capacity",), "diminishing_returns": ("segment_needs_site", "cohort_started")}
    for name in scaled.get(stated.family, ()):
        edited, worth = _scaled(optimum, edited, name, stated.identifier)
        marginal += worth
    return Step(edited, _UNITS["more"], marginal)


def _scaled(optimum: Optimum, program: LinearProgram, block: str, measure: str) -> tuple[LinearProgram, float]:
    """`program` with 10 % more room in the sites or cohorts of `measure` in the rows of a block; what duals give."""
    if block not in program.rows:
        return program, 0.0
    rows = program.rows[block]
    mine = rows.start + np.flatnonzero(rows.codes[1] == rows.axes[1].position.get(measure, -1))
    room = np.zeros(program.shape[1], dtype=bool)
    for name in ("open", "cohort"):
        if name in program.variables:
            room[program.variables[name].start : program.variables[name].stop] = True
    part = program.matrix[mine].tocoo()
    kept = room[part.col]
    row, column, value = mine[part.row[kept]], part.col[kept], part.data[kept]
    worth = float((np.abs(optimum.prices[row] * value) * MORE * optimum.primal[column]).sum())
    return with_coefficients(program, row, column, value * (1 + MORE)), worth


_UNITS = {
    "budgets": Text("1 M MAD de plus", "MAD 1 m more"),
    "public_per_private": Text("1 M MAD public de plus", "MAD 1 m more of public money"),
    "share": Text("1 point de moins", "1 point less"),
    "cap": Text("1 point de plus", "1 point more"),
    "more": Text("10 % de plus", "10% more"),
    "any cohort": Text("sans taille minimale", "of any size"),
    "MAD at_least": Text("1 M MAD exigé de moins", "MAD 1 m less required"),
    "MAD at_most": Text("1 M MAD permis de plus", "MAD 1 m more allowed"),
    "MAD exactly": Text("1 M MAD d'écart permis", "MAD 1 m of leeway"),
    "units at_least": Text("1 unité exigée de moins", "1 unit less required"),
    "units at_most": Text("1 unité permise de plus", "1 unit more allowed"),
    "units exactly": Text("1 unité d'écart permis", "1 unit of leeway"),
    "sites at_least": Text("1 site exigé de moins", "1 site less required"),
    "sites at_most": Text("1 site permis de plus", "1 site more allowed"),
    "sites exactly": Text("1 site d'écart permis", "1 site of leeway"),
    "jobs at_least": Text("1 emploi exigé de moins", "1 job less required"),
    "jobs at_most": Text("1 emploi permis de plus", "1 job more allowed"),
    "jobs exactly": Text("1 emploi d'écart permis", "1 job of leeway"),
    "% at_least": Text("1 point exigé de moins", "1 point less required"),
    "% at_most": Text("1 point permis de plus", "1 point more allowed"),
    "% exactly": Text("1 point d'écart permis", "1 point of leeway"),
}
_OWN_UNITS = {
    "at_least": Text("1 {unit} de moins à atteindre", "1 {unit} less to reach"),
    "at_most": Text("1 {unit} de plus permis", "1 {unit} more allowed"),
    "exactly": Text("1 {unit} d'écart permis", "1 {unit} of leeway"),
}
"""A step of one unit by sense, where the rule is about one measure."""
"""A step in words, by family or by unit and sense of the rows."""
