"""Constraint families 17 to 19: the board's limits, market dependency, commitments."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from fundopt.case.schema import ALL
from fundopt.model.linear_program import INFINITY, Axis, Rows
from fundopt.model.parameters import Parameters, positions, selected
from fundopt.model.variables import Variables

UNITS = {"money": "MAD", "units": "units", "sites": "sites", "net_jobs": "jobs", "jobs_kept": "jobs"}
"""The quantities of a limit that add up to one row, and their unit."""


def limits(p: Parameters, v: Variables, quantity: str) -> Rows:
    """(17) Each row of the limits table is one constraint.
    Σ_selection quantity ≥, ≤ or = value × (1, heads, the fund, or spending)   [unit of the quantity]"""
    stated = _active(p, "limits", lambda row: row.quantity == quantity, key="limit")
    axis = Axis("limit", tuple(stated))
    lower, upper = _bounds([(row.sense, _amount(p, row)) for row in stated.values()])
    rows = Rows(f"limits.{quantity}", (axis,), unit=UNITS[quantity], lower=lower, upper=upper)
    for i, row in enumerate(stated.values()):
        add_selection = {"net_jobs": _add_net_jobs, "jobs_kept": _add_jobs_kept}.get(quantity, _add_activity)
        add_selection(p, v, rows, i, row)
    return rows


def limits_on_rate(p: Parameters, v: Variables) -> Rows:
    """(17) A limit on the unemployment rate, one row for each city, period and scenario selected.
    100 U[w,c,t] / L[c] ≥, ≤ or = 100 value   [%]"""
    stated = _active(p, "limits", lambda row: row.quantity == "rate", key="limit")
    axes = (Axis("limit", tuple(stated)), p.scenarios, p.cities, p.periods)
    where = np.zeros(tuple(len(axis) for axis in axes), dtype=bool)
    for i, row in enumerate(stated.values()):
        where[i] = _city_mask(p, row)[None, :, None] & selected(p.periods, row.period)[None, None, :]
    lower, upper = _bounds([(row.sense, 100 * float(row.value)) for row in stated.values()])
    shape = (-1, 1, 1, 1)
    rows = Rows("limits.rate", axes, unit="%", where=where, lower=lower.reshape(shape), upper=upper.reshape(shape))
    return rows.add(rows.at, v.unemployed[None], 100 / p.labour_force[None, None, :, None])


def dependency(p: Parameters, v: Variables) -> Rows:
    """(18) Cap on jobs that serve the French market, from the stated period on.
    F[c] − Σ_m Σ_{τ≤t} moved[m] x̂[c,m,τ] ≤ cap[c] jobs[c]   [jobs]"""
    spend = len(p.budget_periods)
    cap, since = np.full(len(p.cities), np.inf), np.full(len(p.cities), spend)
    for row in sorted(_active(p, "dependency").values(), key=lambda row: row.city != ALL):
        cities = selected(p.cities, row.city)
        cap[cities] = float(row.cap)
        since[cities] = positions(p.budget_periods, (row.period,))[0] if row.period else spend - 1
    applies = (np.arange(spend)[None, :] >= since[:, None]) & np.isfinite(cap)[:, None]
    excess = np.where(np.isfinite(cap), p.callcentre_jobs * (p.french_share - np.where(np.isfinite(cap), cap, 0)), 0)
    rows = Rows("dependency", (p.cities, p.budget_periods), unit="jobs", where=applies, lower=excess[:, None])
    started = np.arange(spend)[:, None] <= np.arange(spend)[None, :]
    moved = p.moved_jobs[:, None, None] * started
    return rows.add(rows.at[:, None, None, :], v.effective_units[..., None], moved[None])


def commitments(p: Parameters, v: Variables, quantity: str) -> Rows:
    """(19) What is already decided, exactly or at least.
    Σ_selection p = or ≥ value [MAD], or Σ_selection x = or ≥ value [units]"""
    stated = _active(p, "commitments", lambda row: row.quantity == quantity, key="commitment")
    lower, upper = _bounds([(row.sense, float(row.value)) for row in stated.values()])
    axis = Axis("commitment", tuple(stated))
    rows = Rows(f"commitments.{quantity}", (axis,), unit=UNITS[quantity], lower=lower, upper=upper)
    for i, row in enumerate(stated.values()):
        cells = (
            selected(p.cities, row.city),
            selected(p.measures, row.measure),
            selected(p.budget_periods, row.period),
        )
        if quantity == "money":
            rows.add(np.array(i), v.payments[np.ix_(selected(p.sources, row.source), *cells)], 1.0)
        else:
            rows.add(np.array(i), v.units[np.ix_(*cells)], 1.0)
    return rows


def _active(p: Parameters, table: str, keep=lambda row: True, key: str = "city") -> dict[str, SimpleNamespace]:
    """The rows of a policy table that apply, by identifier, sorted."""
    rows = {getattr(row, key): row for row in p.case[table] if row.active and keep(row)}
    return dict(sorted(rows.items()))


def _bounds(stated: list[tuple[str, float]]) -> tuple[np.ndarray, np.ndarray]:
    lower = np.array([-INFINITY if sense == "at_most" else value for sense, value in stated])
    upper = np.array([INFINITY if sense == "at_least" else value for sense, value in stated])
    return lower, upper


def _city_mask(p: Parameters, row: SimpleNamespace) -> np.ndarray:
    """[city], True where the row's regions and cities select it."""
    return selected(p.cities, row.city) & selected(p.regions, row.region)[p.region_of]


def _measure_mask(p: Parameters, row: SimpleNamespace) -> np.ndarray:
    """[measure], True where the row's measures, kinds and label select it."""
    kind = np.ones(len(p.measures), bool) if row.kind == ALL else np.isin(p.kind, row.kind)
    label = np.ones(len(p.measures), bool) if row.labelled == ALL else p.labelled == (row.labelled == "yes")
    return selected(p.measures, row.measure) & kind & label


def _amount(p: Parameters, row: SimpleNamespace) -> float:
    """The constant part of the right-hand side; shares of spending move to the left-hand side."""
    if row.quantity != "money" and row.measured not in ("amount", "per_head"):
        raise ValueError(f"limit {row.limit}: {row.quantity} cannot be measured as {row.measured}")
    value = float(row.value)
    if row.measured == "per_head":
        return value * float(p.labour_force[_city_mask(p, row)].sum())
    if row.measured == "share_of_fund":
        return value * p.fund_size
    return value if row.measured == "amount" else 0.0


def _add_activity(p: Parameters, v: Variables, rows: Rows, i: int, row: SimpleNamespace) -> None:
    """Money, units or sites opened, over the selection; less the share of spending it is measured by."""
    cities, measures = _city_mask(p, row), _measure_mask(p, row)
    times = selected(p.periods, row.period)[: len(p.budget_periods)]
    if row.quantity != "money":
        column = v.units if row.quantity == "units" else v.opened
        rows.add(np.array(i), column[np.ix_(cities, measures, times)], 1.0)
        return
    sources = selected(p.sources, row.source)
    coefficient = np.zeros(v.payments.shape)
    coefficient[np.ix_(sources, cities, measures, times)] = 1.0
    if row.measured == "share_of_place":
        all_sources, all_measures = selected(p.sources, ALL), selected(p.measures, ALL)
        coefficient[np.ix_(all_sources, cities, all_measures, times)] -= float(row.value)
    rows.add(np.array(i), v.payments, coefficient)
    if row.measured == "share_of_spending":
        rows.add(np.array(i), v.spending, -float(row.value))
    if row.measured == "share_of_source":
        rows.add(np.array(i), v.spending[sources], -float(row.value))


def _add_net_jobs(p: Parameters, v: Variables, rows: Rows, i: int, row: SimpleNamespace) -> None:
    """Realised jobs in the selected cities, all profiles, at the last selected period."""
    last = np.flatnonzero(selected(p.periods, row.period))[-1]
    rows.add(np.array(i), v.realised_jobs[_city_mask(p, row)][:, :, last], 1.0)


def _add_jobs_kept(p: Parameters, v: Variables, rows: Rows, i: int, row: SimpleNamespace) -> None:
    """Expected jobs kept over the selected cities and periods."""
    cells = v.jobs_kept[:, _city_mask(p, row)][:, :, selected(p.periods, row.period)]
    rows.add(np.array(i), cells, p.probability[:, None, None])
