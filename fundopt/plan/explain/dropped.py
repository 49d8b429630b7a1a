"""Why a measure loses money where the fund grows: what keeping it would cost, and what it competes for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fundopt.language import Text
from fundopt.model.formulate import family_of
from fundopt.model.linear_program import INFINITY, LinearProgram
from fundopt.plan.explain.edits import members
from fundopt.plan.explain.events import Event, events
from fundopt.plan.explain.fund_curve import CurvePoint, FundCurve
from fundopt.plan.explain.fund_size import FundSize, fund_size
from fundopt.plan.explain.resolving import LEAST_SECONDS, Resolved, Resolver
from fundopt.plan.optimise import fix_integers
from fundopt.plan.rules import family_name, named
from fundopt.solve import Basis

MOST = 12
"""Falls that are looked into, the largest first."""
SITES_GAP = 1e-5
"""Relative gap of the search where a site would have to stay."""
TURNED = 1e-6
"""Share of all that a measure pays below which a price is engine noise."""
FREE = 0.01
"""Person-years below which keeping a measure costs nothing: the two plans are as good as each other."""


@dataclass(frozen=True)
class Dropped:
    """A measure that gets `event.before` MAD in a city where the fund is `event.below` and less where it is larger.

    `cost`: weighted person-years fewer avoided with the larger fund if the measure kept its money, the sites as in that
    plan (any sites where its own is not opened any more); None where time ran out, infinite where no plan can keep it.
    `reason`: what the measure competes for, by what changed most against it in the prices of the two plans; None where
    keeping it costs nothing. `family`: of the rows that say so.
    """

    event: Event
    cost: float | None
    reason: Text | None
    family: str | None


def dropped(resolver: Resolver, curve: FundCurve) -> tuple[Dropped, ...]:
    """Every measure × city whose money falls as the fund grows, the largest falls first."""
    size = fund_size(resolver.optimum)
    falls = [event for event in events(resolver.optimum, curve) if event.kind in ("stops", "falls")]
    falls.sort(key=lambda event: -event.weight)
    at = {point.fund: point for point in curve.points}
    if size is None:
        return ()
    return tuple(_explained(resolver, size, at[event.below], at[event.above], event) for event in falls[:MOST])


def _explained(resolver: Resolver, size: FundSize, below: CurvePoint, above: CurvePoint, event: Event) -> Dropped:
    if resolver.left < LEAST_SECONDS:
        return Dropped(event, None, None, None)
    free, fixed = size.at(above.fund), fix_integers(size.at(above.fund), above.primal)
    paid = np.zeros(free.shape[1])
    paid[members(free, "payments", city=event.city, measure=event.measure)] = 1.0
    by_sites = _site_closed(free, below, above, event)
    kept = (free if by_sites else fixed).with_row("held", paid, event.before, INFINITY, "MAD")
    basis = None if above.basis is None else above.basis.with_row()
    held = _any_sites(resolver, kept, basis) if by_sites else resolver.solved(kept, basis)
    if held.status == "unknown":
        return Dropped(event, None, None, None)
    if held.status == "infeasible":
        return Dropped(event, np.inf, _ROOM, None)
    cost = max(above.effect - held.effect, 0.0)
    if by_sites:
        return Dropped(event, cost, _SITES, "sites_open")
    if cost < FREE:
        return Dropped(event, cost, None, None)
    family = _competition(fixed, below, above, event)
    return Dropped(event, cost, None if family is None else _name(family), family)


def _any_sites(resolver: Resolver, program: LinearProgram, basis: Basis | None) -> Resolved:
    relaxed = resolver.relaxed(program, basis, bounds_only=True)
    if relaxed.solution is None:
        return relaxed
    return resolver.near(program, SITES_GAP, relaxed.solution.basis, None)


def _site_closed(program: LinearProgram, below: CurvePoint, above: CurvePoint, event: Event) -> bool:
    """Whether the measure has fewer sites in the city in the plan of the larger fund."""
    if "sites" not in program.variables:
        return False
    block = program.variables["sites"]
    mine = members(program, "sites", city=event.city, measure=event.measure) - block.start
    return bool((above.sites[mine] < below.sites[mine]).any())


def _competition(program: LinearProgram, below: CurvePoint, above: CurvePoint, event: Event) -> str | None:
    """The family of rows whose prices turned most against a unit of the measure between the two sizes.

    Where no price turned (the sizes lie on one straight part of the curve), the family that it pays most to, money
    apart, which is no scarcer than before.
    """
    if below.dual is None or above.dual is None:
        return None
    use = program.matrix @ _activity(program, below, event)
    noise = TURNED * float(np.abs(use * above.dual).sum())
    turned = _dearest(program, use * (below.dual - above.dual), _OWN, noise)
    return turned or _dearest(program, -use * above.dual, (*_OWN, "budgets"), noise)


def _dearest(program: LinearProgram, paid: np.ndarray, apart: tuple[str, ...], noise: float) -> str | None:
    """The family with the largest sum over its rows, `apart` left out; None where none exceeds the noise."""
    sums: dict[str, float] = {}
    for name, block in program.rows.items():
        if name not in apart:
            sums[family_of(name)] = sums.get(family_of(name), 0.0) + float(paid[block.start : block.stop].sum())
    worst = max(sums, key=lambda family: sums[family], default=None)
    return None if worst is None or sums[worst] <= noise else worst


def _activity(program: LinearProgram, point: CurvePoint, event: Event) -> np.ndarray:
    """What the measure does in the city in a plan: units, segments, effects and payments; all else 0."""
    activity = np.zeros(program.shape[1])
    for block in ("segment_units", "units", "effective_units", "payments"):
        columns = members(program, block, city=event.city, measure=event.measure)
        activity[columns] = point.primal[columns]
    sources = program.variables["payments"]
    spending = program.variables["spending"]
    labels = spending.index()
    paid = members(program, "payments", city=event.city, measure=event.measure)
    index = sources.index()
    for column in paid:
        i = column - sources.start
        same = (labels["source"] == index["source"][i]) & (labels["period"] == index["period"][i])
        activity[spending.start + np.flatnonzero(same)] += point.primal[column]
    return activity


def _name(family: str) -> Text:
    """What people call what a family of rows rations."""
    if family in _RATIONED:
        return _RATIONED[family]
    return family_name(family) if named(family) else _OTHER


_OWN = ("unit_total", "effective_unit_total", "who_pays", "spending_total")
"""Rows that hold an activity together: their prices cancel out."""
_SITES = Text("le choix des sites : un autre ouvre à sa place", "the choice of sites: another opens instead")
_ROOM = Text("il n'y a plus la place", "there is no room for it any more")
_OTHER = Text("d'autres emplois des mêmes moyens", "other uses of the same means")
_RATIONED = {
    "kept_by_measures": Text(
        "les emplois menacés, que d'autres mesures gardent déjà", "jobs at risk, which others keep"
    ),
    "potential_jobs_balance": Text(
        "les postes à pourvoir : d'autres mesures les remplissent", "vacancies, which other measures fill"
    ),
    "budgets": Text("l'argent de la source qui peut la payer", "the money of the source that may pay for it"),
    "private_share": Text("l'argent privé qu'elle exige", "the private money that it asks for"),
    "one_programme": Text("les personnes à former (une personne, un programme)", "people (one person, one programme)"),
}
