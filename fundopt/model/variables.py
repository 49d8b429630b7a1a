"""The variables of the model: for each block the column numbers by label, −1 where a variable does not exist."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fundopt.model.linear_program import INFINITY, Builder
from fundopt.model.parameters import Parameters


@dataclass(frozen=True)
class Variables:
    """Column numbers. Axes: c city, m measure, t period, k segment, f source, g profile, w scenario, ℓ link.

    z  segment_units[c,m,t,k]  units in a segment of the pool; t is a budget period here and down to spending
    x  units[c,m,t]            units
    x̂  effective_units[c,m,t]  units of full effect
    N  sites[c,m]              sites opened over the whole horizon (integer)
    n  opened[c,m,t]           sites opened (integer)
    o  open[c,m,t]             sites open
    y  cohort[c,m,t]           1 where a cohort starts (integer)
    p  payments[f,c,m,t]       MAD
    s  spending[f,t]           MAD
    J  potential_jobs[c,g,t]   jobs (free); t is an evaluation period from here on
    R  realised_jobs[c,g,t]    jobs (free)
    h  employment[ℓ,g,t]       persons; None where the labour market absorbs everyone
    V  jobs_kept[w,c,t]        jobs
    S  still_unemployed[w,c,t] persons
    U  unemployed[w,c,t]       persons
    """

    segment_units: np.ndarray
    units: np.ndarray
    effective_units: np.ndarray
    sites: np.ndarray
    opened: np.ndarray
    open: np.ndarray
    cohort: np.ndarray
    payments: np.ndarray
    spending: np.ndarray
    potential_jobs: np.ndarray
    realised_jobs: np.ndarray
    employment: np.ndarray | None
    jobs_kept: np.ndarray
    still_unemployed: np.ndarray
    unemployed: np.ndarray


def declare(p: Parameters, builder: Builder) -> Variables:
    """Add every variable of the formulation to `builder`; earmarks leave out the payments that are not allowed.

    Earmarks (12): p[f,c,m,t] = 0 where elig[f,c,m] = 0   [MAD]
    """
    c, m, f, g, w = p.cities, p.measures, p.sources, p.profiles, p.scenarios
    spend, evaluate = p.budget_periods, p.periods
    reach = (p.segment_width > 0)[None, :, None, :] & (p.pool > 0)[:, :, None, None]
    site = p.needs_site[None, :, None] & (p.max_sites > 0)[:, :, None]
    starts = np.arange(len(spend))
    opens_in_time = starts[None, None, :] + p.opening_lag[:, :, None] < len(spend)
    room = np.ceil(np.divide(p.pool, p.site_capacity, out=np.zeros_like(p.pool), where=p.site_capacity > 0))
    useful_sites = np.maximum(p.max_sites, room)
    used_profile = np.isin(np.arange(len(g)), p.profile_of)[None, :, None]
    measure_paid = p.eligible[:, :, :, None]
    cells = {
        "segment_units": builder.variables("segment_units", (c, m, spend, p.segments), unit="units", where=reach),
        "units": builder.variables("units", (c, m, spend), unit="units", where=reach.any(axis=3)),
        "effective_units": builder.variables("effective_units", (c, m, spend), unit="units", where=reach.any(axis=3)),
        "sites": builder.variables(
            "sites", (c, m), unit="sites", where=site[:, :, 0], upper=useful_sites, integer=True
        ),
        "opened": builder.variables(
            "opened",
            (c, m, spend),
            unit="sites",
            where=site & opens_in_time,
            upper=useful_sites[..., None],
            integer=True,
        ),
        "open": builder.variables("open", (c, m, spend), unit="sites", where=site),
        "cohort": builder.variables(
            "cohort",
            (c, m, spend),
            unit="cohorts",
            where=(p.smallest_cohort > 0)[..., None] & reach.any(axis=3),
            upper=1.0,
            integer=True,
        ),
        "payments": builder.variables("payments", (f, c, m, spend), unit="MAD", where=measure_paid),
        "spending": builder.variables("spending", (f, spend), unit="MAD"),
        "potential_jobs": builder.variables(
            "potential_jobs", (c, g, evaluate), unit="jobs", lower=-INFINITY, where=used_profile
        ),
        "realised_jobs": builder.variables(
            "realised_jobs", (c, g, evaluate), unit="jobs", lower=-INFINITY, where=used_profile
        ),
        "employment": None
        if p.market_vacancies is None
        else builder.variables("employment", (p.links, g, evaluate), unit="persons", where=used_profile),
        "jobs_kept": builder.variables(
            "jobs_kept", (w, c, evaluate), unit="jobs", where=p.jobs_lost > 0, upper=p.jobs_lost
        ),
        "still_unemployed": builder.variables("still_unemployed", (w, c, evaluate), unit="persons"),
        "unemployed": builder.variables("unemployed", (w, c, evaluate), unit="persons"),
    }
    return Variables(**cells)
