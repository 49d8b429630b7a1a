"""Why no cost, or no effect, would bring money to a measure in a city: the rule or the fact that stands in the way."""

from __future__ import annotations

import numpy as np

from fundopt.language import Text, join
from fundopt.model.linear_program import LinearProgram
from fundopt.model.parameters import Parameters
from fundopt.plan.explain.entry import Prices
from fundopt.plan.explain.pairs import EFFECTS, Pair
from fundopt.plan.families import EARMARKS
from fundopt.plan.rules import family_name, family_of, named, rule
from fundopt.solve import solve

FELT = 1e-9
"""A price below this many units per unit of a row is engine noise."""

MOST_NAMED = 2
"""How many rules a reason names at most."""


def forbidden(p: Parameters, program: LinearProgram, pair: Pair) -> Text | None:
    """The rule or fact that forbids a pair whatever it costs and achieves; None where nothing does."""
    c, m = p.cities.position[pair.city], p.measures.position[pair.measure]
    if not len(pair.columns(program, "units")):
        return _NO_POOL
    eligible = p.eligible[:, c, m]
    if not eligible.any():
        return _titled(_EARMARKS, EARMARKS)
    if p.min_private_share[m] > 0 and not (eligible & ~p.public).any():
        return _titled(_NO_PRIVATE, "private_share")
    return _no_site(p, program, pair, c, m)


def _no_site(p: Parameters, program: LinearProgram, pair: Pair, c: int, m: int) -> Text | None:
    if not p.needs_site[m]:
        return None
    if p.max_sites[c, m] <= 0:
        return _NO_SITE
    return None if len(pair.columns(program, "opened")) else _TOO_LATE


def outweighed(p: Parameters, program: LinearProgram, prices: Prices, pair: Pair) -> Text:
    """What outweighs a pair even if it costs nothing: no effect, no jobs to fill, or people better served elsewhere."""
    parts = _parts(program, prices, pair)
    if intrinsic(p, pair) <= 0:
        return _NO_EFFECT
    felt = 1e-9 * max(map(abs, parts.values()), default=0.0)
    against = [row for row, part in sorted(parts.items(), key=lambda item: item[1]) if part < -felt]
    stated = [row for row in against if _nameable(program, row)]
    if stated:
        return _filled_rules(_AGAINST, p, program, stated)
    m = p.measures.position[pair.measure]
    if p.net_jobs[m].max() > 0:
        return _titled(_NO_JOBS, "vacancies") if "vacancies" in program.rows else _NO_VALUE
    return _ALL_KEPT if p.jobs_kept[m].max() > 0 else _NOT_MISSING


def ceilings(p: Parameters, program: LinearProgram, pair: Pair) -> Text:
    """The rules that leave no room to buy any of a pair: those that stop its units where they are pushed up."""
    cost = np.zeros(program.shape[1])
    cost[pair.columns(program, "units")] = -1.0
    most = solve(program.without_integrality().with_cost(cost))
    felt = [int(row) for row in np.flatnonzero(np.abs(most.dual * program.units_in_millions[0]) > FELT)]
    return _filled_rules(_CEILINGS, p, program, [row for row in felt if _nameable(program, row)])


def intrinsic(p: Parameters, pair: Pair) -> float:
    """Weighted person-years that a unit started in its best period avoids if every job it makes is filled."""
    c, m = p.cities.position[pair.city], p.measures.position[pair.measure]
    weight = p.period_weight * p.priority[c]
    spend = len(p.budget_periods)
    jobs = p.lagged(p.net_jobs[m])[:spend] @ weight * (1 - p.displacement[c]) * float(p.case.fund.unemployment_share)
    later = p.lagged(p.persistence[None])[0] @ weight
    kept = p.lagged(p.jobs_kept[m])[:spend] @ later
    opened = p.lagged(p.vacancies_opened[m])[:spend] @ weight
    return float(np.max(jobs + kept + opened))


def _parts(program: LinearProgram, prices: Prices, pair: Pair) -> dict[int, float]:
    """By row, person-years that one unit of full effect, started in its best period, adds (+) or takes (−)."""
    best: dict[int, float] = {}
    value = -np.inf
    block = program.variables["units"]
    for unit, weighted in zip(pair.columns(program, "units"), pair.columns(program, "effective_units"), strict=True):
        first = _first_segment(program, pair, int(block.codes[2][unit - block.start]))
        parts = np.asarray(program.matrix[:, [unit, weighted, first]].sum(axis=1)).ravel() * prices.dual
        if parts.sum() > value:
            value = float(parts.sum())
            best = {int(row): float(parts[row]) for row in np.flatnonzero(parts)}
    return best


def _first_segment(program: LinearProgram, pair: Pair, period: int) -> int:
    block = program.variables["segment_units"]
    mine = pair.columns(program, "segment_units")
    return int(mine[block.codes[2][mine - block.start] == period][0])


def _nameable(program: LinearProgram, row: int) -> bool:
    name = next(name for name, block in program.rows.items() if block.start <= row < block.stop)
    return named(family_of(name)) and family_of(name) not in EFFECTS.values()


def _filled_rules(text: Text, p: Parameters, program: LinearProgram, rows: list[int]) -> Text:
    names = [rule(p.case, program, row).name for row in rows[:MOST_NAMED]]
    return _filled(text, fr=join([name.fr for name in names], "fr"), en=join([name.en for name in names], "en"))


def _titled(text: Text, family: str) -> Text:
    name = family_name(family)
    return _filled(text, fr=name.fr, en=name.en)


def _filled(text: Text, fr: str, en: str) -> Text:
    return Text(text.fr.format(rule=fr), text.en.format(rule=en))


_NO_POOL = Text(
    "personne n'y est à la portée de la mesure (vivier vide)",
    "nobody there is within reach of the measure (empty pool)",
)
_EARMARKS = Text("aucune source n'a le droit de la payer : {rule}", "no source may pay for it: {rule}")
_NO_PRIVATE = Text(
    "aucune source privée n'a le droit de payer la part qu'exige {rule}",
    "no private source may pay what {rule} asks for",
)
_NO_SITE = Text("aucun site n'y est permis (table des sites)", "no site is allowed there (table of sites)")
_TOO_LATE = Text(
    "un site y ouvrirait après la dernière période de dépense", "a site would open after the last budget period"
)
_NO_EFFECT = Text(
    "elle n'a pas d'effet net positif sur l'emploi dans les tables",
    "it has no positive net effect on jobs in the tables",
)
_AGAINST = Text(
    "même gratuite, elle prendrait plus qu'elle n'apporte à : {rule}",
    "even free, it would take more than it brings from: {rule}",
)
_NO_JOBS = Text(
    "les emplois qu'elle prépare n'existent pas : {rule} sont tous pourvus",
    "the jobs it prepares for do not exist: all {rule} are filled",
)
_NOT_MISSING = Text(
    "les postes qu'elle ouvre ne sont pas ce qui y manque", "the jobs it opens are not what is missing there"
)
_ALL_KEPT = Text("les emplois qu'elle garderait le sont déjà", "the jobs it would keep are kept already")
_CEILINGS = Text("les règles ne laissent plus de place : {rule}", "the rules leave no room: {rule}")
TOO_FAR = Text("essayé jusqu'à vingt fois le sien", "tried up to twenty times its own")
_NO_VALUE = Text(
    "un emploi de plus n'y ferait plus baisser le chômage", "one more job there would no longer lower unemployment"
)
