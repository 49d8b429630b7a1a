"""The rules of policy (families 17 to 19): limits, dependency and commitments, recomputed from a plan's tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context, Decimal
from types import SimpleNamespace

from fundopt.audit.check import Check, Sense
from fundopt.audit.exact import ZERO, decimal, total
from fundopt.audit.facts import ALL, Facts, matches
from fundopt.audit.inspection import Inspection

UNITS = {"money": "MAD", "units": "units", "sites": "sites", "net_jobs": "jobs", "jobs_kept": "jobs", "rate": "share"}
SHOWN = Context(prec=28)
"""Unemployment rates are quotients: they are rounded to 28 digits."""


@dataclass(frozen=True)
class Selection:
    """The cities, measures, sources and periods that a row of the limits table names."""

    cities: frozenset[str]
    measures: frozenset[str]
    sources: frozenset[str]
    periods: tuple[str, ...]

    @classmethod
    def of(cls, facts: Facts, row: SimpleNamespace) -> Selection:
        """City and region must both match; so must measure, kind and label."""
        labelled = {ALL: (True, False), "yes": (True,), "no": (False,)}[row.labelled]
        return cls(
            frozenset(
                c for c, city in facts.cities.items() if matches(row.city, c) and matches(row.region, city.region)
            ),
            frozenset(
                m
                for m, measure in facts.measures.items()
                if matches(row.measure, m) and matches(row.kind, measure.kind) and bool(measure.labelled) in labelled
            ),
            frozenset(f for f in facts.sources if matches(row.source, f)),
            tuple(t for t in facts.periods if matches(row.period, t)),
        )


def limits(on: Inspection) -> Iterator[Check]:
    """Every active row: its quantity over its selection, at least, at most or exactly its value.

    Label: (limit,), and for unemployment rates (limit, scenario, city, period). Unit: that of the quantity.
    """
    for i, row in enumerate(on.facts.case["limits"]):
        if not row.active:
            continue
        selection = Selection.of(on.facts, row)
        if row.quantity == "rate":
            yield from _rates(on, i, row, selection)
        else:
            value, bound = _amount(on, row.quantity, selection), _bound(on, row, selection)
            unit, sense = UNITS[row.quantity], Sense(row.sense)
            yield on.check("limits", (row.limit,), value, sense, bound, unit, row=("limits", i))


def _amount(on: Inspection, quantity: str, chosen: Selection) -> Decimal:
    """The limited quantity summed over the selection."""
    if quantity == "money":
        return _paid(on, chosen.sources, chosen.cities, chosen.measures, chosen.periods)
    if quantity in ("units", "sites"):
        amounts = on.units if quantity == "units" else on.plan["sites", "opened"]
        return total(
            amount
            for (c, m, t), amount in amounts.items()
            if c in chosen.cities and m in chosen.measures and t in chosen.periods
        )
    if quantity == "net_jobs":
        realised = on.plan["jobs", "realised"]
        last = chosen.periods[-1:]
        return total(jobs for (c, _, t), jobs in realised.items() if c in chosen.cities and t in last)
    return total(
        decimal(on.facts.scenarios[w].probability) * jobs
        for (w, c, t), jobs in on.plan["kept", "jobs"].items()
        if c in chosen.cities and t in chosen.periods
    )


def _bound(on: Inspection, row: SimpleNamespace, chosen: Selection) -> Decimal:
    """The right-hand side: the row's value times what it is measured in."""
    every = Selection(
        frozenset(on.facts.cities), frozenset(on.facts.measures), frozenset(on.facts.sources), on.facts.periods
    )
    value = decimal(row.value)
    if row.measured == "per_head":
        return value * total(decimal(on.facts.cities[c].labour_force) for c in chosen.cities)
    if row.measured == "share_of_fund":
        return value * total(on.facts.budgets.values())
    if row.measured == "share_of_spending":
        return value * total(on.payments.values())
    if row.measured == "share_of_place":
        return value * _paid(on, every.sources, chosen.cities, every.measures, chosen.periods)
    if row.measured == "share_of_source":
        return value * _paid(on, chosen.sources, every.cities, every.measures, every.periods)
    return value


def _paid(
    on: Inspection, sources: frozenset[str], cities: frozenset[str], measures: frozenset[str], periods: tuple[str, ...]
) -> Decimal:
    """Payments within a selection [MAD]."""
    return total(
        amount
        for (f, c, m, t), amount in on.payments.items()
        if f in sources and c in cities and m in measures and t in periods
    )


def _rates(on: Inspection, index: int, row: SimpleNamespace, chosen: Selection) -> Iterator[Check]:
    """U[w,c,t] / L[c] for each city, period and scenario; the tolerance is that of U in persons."""
    unemployed, bound, place = on.plan["unemployment", "unemployed"], decimal(row.value), ("limits", index)
    for w, c, t in on.facts.displaced:
        if c in chosen.cities and t in chosen.periods:
            labour_force = decimal(on.facts.cities[c].labour_force)
            allowance = SHOWN.divide(on.allowance(bound * labour_force, "persons"), labour_force)
            rate, label = SHOWN.divide(unemployed.get((w, c, t), ZERO), labour_force), (row.limit, w, c, t)
            yield on.check("limits", label, rate, Sense(row.sense), bound, "share", allowance=allowance, row=place)


def dependency(on: Inspection) -> Iterator[Check]:
    """F[c] − Σ_m Σ_{τ≤t} moved[m] Σ_k φ[m,k] z[c,m,τ,k] ≤ cap[c] jobs[c], from the row's period on   [jobs]."""
    rows = {row.city: (i, row) for i, row in enumerate(on.facts.case["dependency"]) if row.active}
    horizon = on.facts.case.budget_horizon
    for c, city in on.facts.cities.items():
        if c not in rows and ALL not in rows:
            continue
        index, row = rows.get(c) or rows[ALL]
        start = on.facts.periods.index(row.period) if row.period in on.facts.periods else len(horizon) - 1
        serving, bound = on.facts.french_jobs[c], decimal(row.cap) * decimal(city.callcentre_jobs)
        for i, t in enumerate(horizon):
            for m, measure in on.facts.measures.items():
                serving -= decimal(measure.moved_jobs) * on.effective_units[c, m, t]
            if i >= start:
                place = ("dependency", index)
                yield on.check("dependency", (c, t), serving, Sense.AT_MOST, bound, "jobs", row=place)


def commitments(on: Inspection) -> Iterator[Check]:
    """Money or units already decided for a city and a measure, at least or exactly   [MAD or units]."""
    for i, row in enumerate(on.facts.case["commitments"]):
        if not row.active:
            continue
        if row.quantity == "money":
            value = total(
                amount
                for (f, c, m, t), amount in on.payments.items()
                if (c, m) == (row.city, row.measure) and matches(row.source, f) and matches(row.period, t)
            )
        else:
            value = total(
                amount
                for (c, m, t), amount in on.units.items()
                if (c, m) == (row.city, row.measure) and matches(row.period, t)
            )
        unit, sense = UNITS[row.quantity], Sense(row.sense)
        label, place = (row.commitment,), ("commitments", i)
        yield on.check("commitments", label, value, sense, decimal(row.value), unit, row=place)
