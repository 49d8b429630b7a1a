"""Constraint families 10 to 13: who pays, budgets, co-financing (earmarks are payments that do not exist)."""

from __future__ import annotations

import numpy as np

from fundopt.model.linear_program import Rows
from fundopt.model.parameters import Parameters
from fundopt.model.variables import Variables


def who_pays(p: Parameters, v: Variables) -> Rows:
    """(10) Every cost is paid, no more and no less.
    Σ_f p[f,c,m,t] = a[c,m] x[c,m,t] + F[c,m] n[c,m,t] + G[c,m] o[c,m,t]   [MAD]"""
    exists = (v.payments >= 0).any(axis=0) | (v.units >= 0) | (v.open >= 0)
    axes = (p.cities, p.measures, p.budget_periods)
    rows = Rows("who_pays", axes, unit="MAD", where=exists, lower=0, upper=0)
    rows.add(rows.at[None], v.payments, 1.0)
    rows.add(rows.at, v.units, -p.unit_cost[..., None])
    rows.add(rows.at, v.opened, -p.opening_cost[..., None])
    return rows.add(rows.at, v.open, -p.running_cost[..., None])


def spending_total(p: Parameters, v: Variables) -> Rows:
    """(11) What a source pays in a period.  s[f,t] = Σ_{c,m} p[f,c,m,t]   [MAD]"""
    rows = Rows("spending_total", (p.sources, p.budget_periods), unit="MAD", lower=0, upper=0)
    rows.add(rows.at, v.spending, 1.0)
    return rows.add(rows.at[:, None, None, :], v.payments, -1.0)


def budgets(p: Parameters, v: Variables) -> Rows:
    """(11) No source pays out more than it has received (without carry-over: period by period).
    Σ_{τ≤t} s[f,τ] ≤ Σ_{τ≤t} B[f,τ]   [MAD]"""
    received = np.where(p.carry_over[:, None], np.cumsum(p.budget, axis=1), p.budget)
    rows = Rows("budgets", (p.sources, p.budget_periods), unit="MAD", upper=received)
    paid, now = _pairs(len(p.budget_periods))
    counts = np.where(p.carry_over[:, None, None], paid <= now, paid == now)
    return rows.add(rows.at[:, None, :], v.spending[..., None], counts)


def private_share(p: Parameters, v: Variables) -> Rows:
    """(13a) Least private share of a measure's spending, by city.
    Σ_{f private,t} p[f,c,m,t] ≥ γ[m] Σ_{f,t} p[f,c,m,t]   [MAD]"""
    exists = (p.min_private_share > 0)[None] & (v.payments >= 0).any(axis=(0, 3))
    rows = Rows("private_share", (p.cities, p.measures), unit="MAD", where=exists, lower=0)
    private = (~p.public).astype(float)[:, None, None, None] - p.min_private_share[None, None, :, None]
    return rows.add(rows.at[None, :, :, None], v.payments, private)


def public_per_private(p: Parameters, v: Variables) -> Rows:
    """(13b) Most public money per private dirham, cumulatively.
    Σ_{f public,τ≤t} s[f,τ] ≤ μ Σ_{f private,τ≤t} s[f,τ]   [MAD]"""
    most = p.case.fund.public_per_private
    exists = np.full(len(p.budget_periods), most is not None)
    rows = Rows("public_per_private", (p.budget_periods,), unit="MAD", where=exists, upper=0)
    paid, now = _pairs(len(p.budget_periods))
    weight = np.where(p.public, 1.0, -float(most or 0))[:, None, None]
    return rows.add(rows.at, v.spending[..., None], weight * (paid <= now))


def _pairs(count: int) -> tuple[np.ndarray, np.ndarray]:
    """(τ, t) as open grids over the budget periods."""
    return np.arange(count)[:, None], np.arange(count)[None, :]
