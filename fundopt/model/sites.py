"""Constraint families 14 to 16: sites, their capacity, and cohorts that are worth opening a room for."""

from __future__ import annotations

import numpy as np

from fundopt.model.linear_program import Rows
from fundopt.model.parameters import Parameters
from fundopt.model.variables import Variables


def sites_open(p: Parameters, v: Variables) -> Rows:
    """(14a) A site runs from its opening lag on.  o[c,m,t] = Σ_{τ ≤ t−lag} n[c,m,τ]   [sites]"""
    axes = (p.cities, p.measures, p.budget_periods)
    rows = Rows("sites_open", axes, unit="sites", where=v.open >= 0, lower=0, upper=0)
    rows.add(rows.at, v.open, 1.0)
    period = np.arange(len(p.budget_periods))
    runs = period[:, None] + p.opening_lag[:, :, None, None] <= period[None, :]
    return rows.add(rows.at[:, :, None, :], v.opened[..., None], -runs.astype(float))


def site_total(p: Parameters, v: Variables) -> Rows:
    """(14b) Sites of a city over the horizon: where to open is decided before when.  N[c,m] = Σ_t n[c,m,t]   [sites]"""
    rows = Rows("site_total", (p.cities, p.measures), unit="sites", where=v.sites >= 0, lower=0, upper=0)
    rows.add(rows.at, v.sites, 1.0)
    return rows.add(rows.at[..., None], v.opened, -1.0)


def most_sites(p: Parameters, v: Variables) -> Rows:
    """(14b) Most sites in a city.  Σ_t n[c,m,t] ≤ n̄[c,m]   [sites]"""
    exists = (v.opened >= 0).any(axis=2)
    rows = Rows("most_sites", (p.cities, p.measures), unit="sites", where=exists, upper=p.max_sites)
    return rows.add(rows.at[..., None], v.opened, 1.0)


def site_capacity(p: Parameters, v: Variables) -> Rows:
    """(15) Units need room in an open site.  x[c,m,t] ≤ κ[c,m] o[c,m,t]   [units]"""
    exists = (v.units >= 0) & p.needs_site[None, :, None]
    axes = (p.cities, p.measures, p.budget_periods)
    rows = Rows("site_capacity", axes, unit="units", where=exists, upper=0)
    rows.add(rows.at, v.units, 1.0)
    return rows.add(rows.at, v.open, -p.site_capacity[..., None])


def segment_needs_site(p: Parameters, v: Variables) -> Rows:
    """(15) No part of the pool is served before a site is open.
    Σ_{τ≤t} z[c,m,τ,k] ≤ ω[m,k] P[c,m] o[c,m,t]   [units]"""
    # Whole sites imply it by (2), (14a) and (15). With it a fraction of a site serves that fraction of each segment, so
    # that spreading fractions over cities earns nothing, and the search for whole sites is four times shorter.
    exists = (v.segment_units >= 0) & p.needs_site[None, :, None, None]
    axes = (p.cities, p.measures, p.budget_periods, p.segments)
    rows = Rows("segment_needs_site", axes, unit="units", where=exists, upper=0)
    period = np.arange(len(p.budget_periods))
    so_far = (period[:, None] <= period[None, :])[None, None, :, :, None]
    rows.add(rows.at[:, :, None], v.segment_units[:, :, :, None], so_far.astype(float))
    width = p.segment_width[None] * p.pool[..., None]
    return rows.add(rows.at, v.open[..., None], -width[:, :, None, :])


def smallest_cohort(p: Parameters, v: Variables) -> Rows:
    """(16) A cohort starts with enough people.  x[c,m,t] ≥ q[c,m] y[c,m,t]   [units]"""
    rows = Rows("smallest_cohort", _axes(p), unit="units", where=v.cohort >= 0, lower=0)
    rows.add(rows.at, v.units, 1.0)
    return rows.add(rows.at, v.cohort, -p.smallest_cohort[..., None])


def cohort_started(p: Parameters, v: Variables) -> Rows:
    """(16) No units without a cohort.  x[c,m,t] ≤ P[c,m] y[c,m,t]   [units]"""
    rows = Rows("cohort_started", _axes(p), unit="units", where=v.cohort >= 0, upper=0)
    rows.add(rows.at, v.units, 1.0)
    return rows.add(rows.at, v.cohort, -p.pool[..., None])


def _axes(p: Parameters) -> tuple:
    return p.cities, p.measures, p.budget_periods
