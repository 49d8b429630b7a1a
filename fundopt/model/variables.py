"""The variables of the model: for each block the column numbers by label, −1 where a variable does not exist."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fundopt.model.linear_program import INFINITY, Builder
from fundopt.model.parameters import Parameters


@dataclass(frozen=True)
class Variables:
    """Column numbers. Axes: c city, m measure, t period, k segment, f source, g profile, w scenario, ℓ link."""

    segment_units: np.ndarray  # z [c, m, budget t, k], units
    units: np.ndarray  # x [c, m, budget t], units
    opened: np.ndarray  # n [c, m, budget t], sites (integer)
    open: np.ndarray  # o [c, m, budget t], sites
    cohort: np.ndarray  # y [c, m, budget t], 1 where a cohort starts (integer)
    payments: np.ndarray  # p [f, c, m, budget t], MAD
    potential_jobs: np.ndarray  # J [c, g, t], jobs (free)
    realised_jobs: np.ndarray  # R [c, g, t], jobs (free)
    employment: np.ndarray | None  # h [ℓ, g, t], persons; None where the labour market absorbs everyone
    jobs_kept: np.ndarray  # V [w, c, t], jobs
    still_unemployed: np.ndarray  # S [w, c, t], persons
    unemployed: np.ndarray  # U [w, c, t], persons


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
    used_profile = np.isin(np.arange(len(g)), p.profile_of)[None, :, None]
    measure_paid = p.eligible[:, :, :, None]
    cells = {
        "segment_units": builder.variables("segment_units", (c, m, spend, p.segments), unit="units", where=reach),
        "units": builder.variables("units", (c, m, spend), unit="units", where=reach.any(axis=3)),
        "opened": builder.variables(
            "opened", (c, m, spend), unit="sites", where=site & opens_in_time, upper=p.max_sites[..., None], integer=True
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
        "potential_jobs": builder.variables(
            "potential_jobs", (c, g, evaluate), unit="jobs", lower=-INFINITY, where=used_profile
        ),
        "realised_jobs": builder.variables(
            "realised_jobs", (c, g, evaluate), unit="jobs", lower=-INFINITY, where=used_profile
        ),
        "employment": None
        if p.market_vacancies is None
        else builder.variables("employment", (p.links, g, evaluate), unit="persons", where=used_profile),
        "jobs_kept": builder.variables("jobs_kept", (w, c, evaluate), unit="jobs", upper=p.jobs_lost),
        "still_unemployed": builder.variables("still_unemployed", (w, c, evaluate), unit="persons"),
        "unemployed": builder.variables("unemployed", (w, c, evaluate), unit="persons"),
    }
    return Variables(**cells)
