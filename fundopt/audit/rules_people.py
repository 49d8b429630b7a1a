"""The rules on people, measures, jobs and unemployment (families 1 to 9), recomputed from a plan's tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from fundopt.audit.check import Check, Sense
from fundopt.audit.exact import ZERO, total
from fundopt.audit.inspection import Inspection

SIGNED = (("jobs", "potential"), ("jobs", "realised"))
"""The only numbers of a plan that may be negative: training locks people in at first."""

_UNITS = {"payments": "MAD", "activities": "units", "sites": "sites", "employment": "persons", "kept": "jobs"}


def labels(on: Inspection) -> Iterator[Check]:
    """Every row names one cell of the case, once, with numbers that can be read. Label: (table, identifiers…)."""
    for table, rows in on.plan.rows.items():
        for label, (count, allowed) in rows.items():
            yield on.check("labels", (table, *label), Decimal(count), Sense.AT_MOST, Decimal(allowed), "rows")


def signs(on: Inspection) -> Iterator[Check]:
    """No number is negative, potential and realised jobs apart. Label: (table, column, identifiers…)."""
    for (table, column), numbers in on.plan.columns.items():
        if (table, column) not in SIGNED:
            for label, value in numbers.items():
                unit = _UNITS.get(table, "persons")
                yield on.check("signs", (table, column, *label), value, Sense.AT_LEAST, ZERO, unit)


def unit_total(on: Inspection) -> Iterator[Check]:
    """x = Σ_k z: units are stored by segment, so all must lie in segments that the measure has   [units]."""
    outside: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    segments = {m: {str(k) for k in curve} for m, curve in on.facts.segments.items()}
    for (c, m, t, k), units in on.plan["activities", "units"].items():
        outside[c, m, t] += ZERO if k in segments[m] else abs(units)
    for label, units in outside.items():
        yield on.check("unit_total", label, units, Sense.EXACTLY, ZERO, "units")


def diminishing_returns(on: Inspection) -> Iterator[Check]:
    """Σ_t z[c,m,t,k] ≤ ω[m,k] P[c,m]   [units]."""
    taken: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for (c, m, _, k), units in on.plan["activities", "units"].items():
        taken[c, m, k] += units
    for (c, m), pool in on.facts.pools.items():
        for segment, (width, _) in on.facts.segments[m].items():
            label = (c, m, str(segment))
            yield on.check("diminishing_returns", label, taken[label], Sense.AT_MOST, width * pool, "units")


def one_programme(on: Inspection) -> Iterator[Check]:
    """Over the measures that serve people, Σ_m Σ_{τ≤t} x ≤ Σ_{τ≤t} E[c,τ] + reachable unemployed   [persons]."""
    people = [m for m, row in on.facts.measures.items() if row.serves == "people"]
    for c in on.facts.cities:
        served, reachable = ZERO, on.facts.reachable_unemployed[c]
        for t in on.facts.case.budget_horizon:
            served += total(on.units[c, m, t] for m in people)
            reachable += on.facts.expected_displaced[c, t]
            yield on.check("one_programme", (c, t), served, Sense.AT_MOST, reachable, "persons")


def potential_jobs_balance(on: Inspection) -> Iterator[Check]:
    """J[c,g,t] = (1 − σ[c]) Σ_{m in g} Σ_{τ≤t} e[m,t−τ] Σ_k φ[m,k] z[c,m,τ,k]   [jobs]."""
    jobs: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for (c, m, t), amount in on.attained("net_jobs").items():
        jobs[c, on.facts.profile(m), t] += (1 - Decimal(on.facts.cities[c].displacement)) * amount
    stated = on.plan["jobs", "potential"]
    for label in _city_profile_periods(on):
        value = stated.get(label, ZERO)
        yield on.check("potential_jobs_balance", label, value, Sense.EXACTLY, jobs[label], "jobs")


def realised_within_potential(on: Inspection) -> Iterator[Check]:
    """R[c,g,t] ≤ J[c,g,t]   [jobs]."""
    realised, potential = on.plan["jobs", "realised"], on.plan["jobs", "potential"]
    for label in _city_profile_periods(on):
        value, bound = realised.get(label, ZERO), potential.get(label, ZERO)
        yield on.check("realised_within_potential", label, value, Sense.AT_MOST, bound, "jobs")


def realised_within_employment(on: Inspection) -> Iterator[Check]:
    """R[c,g,t] ≤ Σ_{d linked to c} h[c,d,g,t], where the case has a vacancies table   [jobs]."""
    if not on.facts.has_vacancies:
        return
    employed: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for (home, _, g, t), persons in on.plan["employment", "persons"].items():
        employed[home, g, t] += persons
    realised = on.plan["jobs", "realised"]
    for label in _city_profile_periods(on):
        value = realised.get(label, ZERO)
        yield on.check("realised_within_employment", label, value, Sense.AT_MOST, employed[label], "jobs")


def vacancies(on: Inspection) -> Iterator[Check]:
    """Σ_c h[c,d,g,t] ≤ A[d,g,t] + Σ_m Σ_{τ≤t} α[m,t−τ] mix[m,g] Σ_k φ[m,k] z[d,m,τ,k]   [jobs]."""
    if not on.facts.has_vacancies:
        return
    filled: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for (_, work, g, t), persons in on.plan["employment", "persons"].items():
        filled[work, g, t] += persons
    opened: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for (c, m, t), amount in on.attained("vacancies").items():
        for g, share in on.facts.mix[m].items():
            opened[c, g, t] += share * amount
    for label in _city_profile_periods(on):
        bound = on.facts.market_vacancies(*label) + opened[label]
        yield on.check("vacancies", label, filled[label], Sense.AT_MOST, bound, "jobs")


def kept_by_measures(on: Inspection) -> Iterator[Check]:
    """V[w,c,t] ≤ Σ_m Σ_{τ≤t} ρ[m,t−τ] Σ_k φ[m,k] z[c,m,τ,k]   [jobs]."""
    offered: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for (c, _, t), amount in on.attained("jobs_kept").items():
        offered[c, t] += amount
    kept = on.plan["kept", "jobs"]
    for w, c, t in on.facts.displaced:
        value = kept.get((w, c, t), ZERO)
        yield on.check("kept_by_measures", (w, c, t), value, Sense.AT_MOST, offered[c, t], "jobs")


def kept_within_shock(on: Inspection) -> Iterator[Check]:
    """V[w,c,t] ≤ D[w,c,t]   [jobs]."""
    kept = on.plan["kept", "jobs"]
    for label, lost in on.facts.displaced.items():
        yield on.check("kept_within_shock", label, kept.get(label, ZERO), Sense.AT_MOST, lost, "jobs")


def still_unemployed_balance(on: Inspection) -> Iterator[Check]:
    """S[w,c,t] = Σ_{τ≤t} ψ[t−τ] (D[w,c,τ] − V[w,c,τ])   [persons]."""
    yield from _stated(on, "still_unemployed_balance", "still_unemployed", on.still_unemployed)


def projected_unemployment(on: Inspection) -> Iterator[Check]:
    """U[w,c,t] = max(0, U⁰[c,t] + S[w,c,t] − λ Σ_g R[c,g,t]), with S recomputed from the jobs kept   [persons]."""
    yield from _stated(on, "projected_unemployment", "unemployed", on.unemployed)


def without_fund(on: Inspection) -> Iterator[Check]:
    """The comparison that a plan shows: U⁰, S⁰ and U⁰ + S⁰   [persons]. Label: (scenario, city, period, column)."""
    baseline = {(w, c, t): on.facts.baseline[c, t] for w, c, t in on.facts.displaced}
    yield from _stated(on, "without_fund", "baseline", baseline)
    yield from _stated(on, "without_fund", "still_unemployed_without_fund", on.still_unemployed_without_fund)
    yield from _stated(on, "without_fund", "unemployed_without_fund", on.unemployed_without_fund)


def _stated(on: Inspection, family: str, column: str, due: Mapping) -> Iterator[Check]:
    """A column of the unemployment table equals what it should be, cell by cell."""
    stated = on.plan["unemployment", column]
    for cell in on.facts.displaced:
        label = (*cell, column) if family == "without_fund" else cell
        yield on.check(family, label, stated.get(cell, ZERO), Sense.EXACTLY, due[cell], "persons")


def _city_profile_periods(on: Inspection) -> Iterator[tuple[str, str, str]]:
    for c in on.facts.cities:
        for g in on.facts.profiles:
            for t in on.facts.periods:
                yield c, g, t
