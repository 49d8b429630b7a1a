"""Constraint families 1 to 9: people, measures, jobs and projected unemployment."""

from __future__ import annotations

import numpy as np

from fundopt.model.linear_program import Rows
from fundopt.model.parameters import Parameters
from fundopt.model.variables import Variables


def unit_total(p: Parameters, v: Variables) -> Rows:
    """(1) Units are the sum of their segments.  x[c,m,t] = Σ_k z[c,m,t,k]   [units]"""
    rows = Rows(
        "unit_total", (p.cities, p.measures, p.budget_periods), unit="units", where=v.units >= 0, lower=0, upper=0
    )
    rows.add(rows.at, v.units, 1.0)
    return rows.add(rows.at[..., None], v.segment_units, -1.0)


def effective_unit_total(p: Parameters, v: Variables) -> Rows:
    """(2) Units weighted by the efficiency of their segment.  x̂[c,m,t] = Σ_k φ[m,k] z[c,m,t,k]   [units]"""
    exists = v.effective_units >= 0
    axes = (p.cities, p.measures, p.budget_periods)
    rows = Rows("effective_unit_total", axes, unit="units", where=exists, lower=0, upper=0)
    rows.add(rows.at, v.effective_units, 1.0)
    return rows.add(rows.at[..., None], v.segment_units, -p.efficiency[None, :, None, :])


def diminishing_returns(p: Parameters, v: Variables) -> Rows:
    """(2) A segment of the pool is used once over the whole horizon.  Σ_t z[c,m,t,k] ≤ ω[m,k] P[c,m]   [units]"""
    width = p.segment_width[None] * p.pool[..., None]
    rows = Rows("diminishing_returns", (p.cities, p.measures, p.segments), unit="units", where=width > 0, upper=width)
    return rows.add(rows.at[:, :, None, :], v.segment_units, 1.0)


def one_programme(p: Parameters, v: Variables) -> Rows:
    """(3) One person, one programme.  Σ_{m serves people} Σ_{τ≤t} x[c,m,τ] ≤ Σ_{τ≤t} E[c,τ] + reach[c]   [persons]"""
    spend = len(p.budget_periods)
    people = np.cumsum(p.expected_jobs_lost, axis=1)[:, :spend] + p.reachable[:, None]
    rows = Rows("one_programme", (p.cities, p.budget_periods), unit="persons", upper=people)
    start, now = np.arange(spend)[:, None], np.arange(spend)[None, :]
    started = p.serves_people[None, :, None, None] & (start <= now)[None, None]
    return rows.add(rows.at[:, None, None, :], v.units[..., None], started)


def potential_jobs_balance(p: Parameters, v: Variables) -> Rows:
    """(4) Potential net jobs, a stock, each measure in its own profile g.
    J[c,g,t] = Σ_{m in g} (1−σ[c]) Σ_{τ≤t} e[m,t−τ] x̂[c,m,τ]   [jobs]"""
    exists = v.potential_jobs >= 0
    rows = Rows(
        "potential_jobs_balance", (p.cities, p.profiles, p.periods), unit="jobs", where=exists, lower=0, upper=0
    )
    rows.add(rows.at, v.potential_jobs, 1.0)
    kept = 1 - p.displacement
    effect = np.einsum("c,mst->cmst", kept, _started(p, p.net_jobs))
    return rows.add(rows.at[:, p.profile_of][:, :, None, :], v.effective_units[..., None], -effect)


def realised_within_potential(p: Parameters, v: Variables) -> Rows:
    """(5a) No more jobs are realised than programmes make possible.  R[c,g,t] ≤ J[c,g,t]   [jobs]"""
    exists = v.realised_jobs >= 0
    rows = Rows("realised_within_potential", (p.cities, p.profiles, p.periods), unit="jobs", where=exists, upper=0)
    rows.add(rows.at, v.realised_jobs, 1.0)
    return rows.add(rows.at, v.potential_jobs, -1.0)


def realised_within_employment(p: Parameters, v: Variables) -> Rows:
    """(5b) A realised job is held somewhere within reach.  R[c,g,t] ≤ Σ_{d: link[c,d]} h[c,d,g,t]   [jobs]"""
    exists = (v.realised_jobs >= 0) & (v.employment is not None)
    rows = Rows("realised_within_employment", (p.cities, p.profiles, p.periods), unit="jobs", where=exists, upper=0)
    if v.employment is None:
        return rows
    rows.add(rows.at, v.realised_jobs, 1.0)
    return rows.add(rows.at[p.link_ends[0]], v.employment, -1.0)


def vacancies(p: Parameters, v: Variables) -> Rows:
    """(6) Training where there is no work yields nothing; commuting allowed.
    Σ_{c: link[c,d]} h[c,d,g,t] ≤ A[d,g,t] + Σ_m Σ_{τ≤t} α[m,t−τ] mix[m,g] x̂[d,m,τ]   [jobs]"""
    axes = (p.cities, p.profiles, p.periods)
    if v.employment is None or p.market_vacancies is None:
        return Rows("vacancies", axes, unit="jobs", where=np.zeros((1, 1, 1), dtype=bool))
    used = (v.employment >= 0).any(axis=0)
    rows = Rows("vacancies", axes, unit="jobs", where=used[None], upper=p.market_vacancies)
    rows.add(rows.at[p.link_ends[1]], v.employment, 1.0)
    for m in np.flatnonzero(p.vacancies_opened.any(axis=1)):
        opened = np.einsum("st,g->sgt", _started(p, p.vacancies_opened)[m], p.mix[m])
        rows.add(rows.at[:, None, :, :], v.effective_units[:, m, :, None, None], -opened[None])
    return rows


def kept_by_measures(p: Parameters, v: Variables) -> Rows:
    """(7) Jobs kept, at most those at risk (the bound V ≤ D of the variable).
    V[w,c,t] ≤ Σ_m Σ_{τ≤t} ρ[m,t−τ] x̂[c,m,τ]   [jobs]"""
    axes = (p.scenarios, p.cities, p.periods)
    rows = Rows("kept_by_measures", axes, unit="jobs", where=v.jobs_kept >= 0, upper=0)
    rows.add(rows.at, v.jobs_kept, 1.0)
    active = np.flatnonzero(p.jobs_kept.any(axis=1))
    effect = _started(p, p.jobs_kept)[active]
    return rows.add(rows.at[:, :, None, None, :], v.effective_units[None, :, active, :, None], -effect)


def still_unemployed_balance(p: Parameters, v: Variables) -> Rows:
    """(8) Displaced people still unemployed.  S[w,c,t] = Σ_{τ≤t} ψ[t−τ] (D[w,c,τ] − V[w,c,τ])   [persons]"""
    without = p.still_unemployed_without_fund
    axes = (p.scenarios, p.cities, p.periods)
    rows = Rows("still_unemployed_balance", axes, unit="persons", lower=without, upper=without)
    rows.add(rows.at, v.still_unemployed, 1.0)
    return rows.add(rows.at[:, :, None, :], v.jobs_kept[..., None], p.lagged(p.persistence[None])[0])


def projected_unemployment(p: Parameters, v: Variables) -> Rows:
    """(9) Projected unemployment.  U[w,c,t] ≥ U⁰[c,t] + S[w,c,t] − λ Σ_g R[c,g,t]   [persons]"""
    axes = (p.scenarios, p.cities, p.periods)
    rows = Rows("projected_unemployment", axes, unit="persons", lower=p.baseline[None])
    rows.add(rows.at, v.unemployed, 1.0)
    rows.add(rows.at, v.still_unemployed, -1.0)
    return rows.add(rows.at[:, :, None, :], v.realised_jobs[None], float(p.case.fund.unemployment_share))


def _started(p: Parameters, profile: np.ndarray) -> np.ndarray:
    """[m, lag] to [m, budget period of start, evaluation period]: the effect of a unit started then, felt now."""
    return p.lagged(profile)[:, : len(p.budget_periods), :]
