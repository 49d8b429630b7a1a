"""From the numbers of a solution to the tables of a plan."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from fundopt.model.linear_program import LinearProgram
from fundopt.model.parameters import Parameters
from fundopt.plan.tables import COLUMNS, PlanTables

NOTHING = 1e-7
"""Units, jobs and persons below this are engine noise, not part of a plan."""

ADJUST = 1e-4
"""Most units that an engine's tolerance can leave between payments and what they buy."""


def tabulate(p: Parameters, program: LinearProgram, primal: np.ndarray) -> PlanTables:
    """The plan that a primal vector of `program` describes (payments in MAD, as the vector has them)."""

    def frame(name: str, value: str, every: bool = True) -> pd.DataFrame:
        """A block of variables by label; without noise unless `every`."""
        block, values = program.variables[name], program.values(name, primal)
        if not every:
            kept = np.flatnonzero(np.abs(values) > NOTHING)
            block, values = replace(block, codes=tuple(codes[kept] for codes in block.codes)), values[kept]
        return pd.DataFrame({**block.index(), value: values})

    jobs = frame("potential_jobs", "potential")  # realised jobs have the same cells
    jobs["realised"] = program.values("realised_jobs", primal)
    activities = frame("segment_units", "units", every=False)
    activities["segment"] = activities["segment"].astype(int)
    tables = {
        "payments": frame("payments", "amount", every=False),
        "activities": activities,
        "sites": _sites(frame("opened", "opened"), frame("open", "open")),
        "jobs": jobs,
        "employment": _employment(
            frame("employment", "persons", every=False) if "employment" in program.variables else None
        ),
        "kept": frame("jobs_kept", "jobs", every=False),
        "unemployment": _unemployment(p, program, primal),
    }
    return PlanTables(**{name: table[list(COLUMNS[name])] for name, table in tables.items()})


def with_exact_units(p: Parameters, program: LinearProgram, primal: np.ndarray) -> np.ndarray:
    """The point with units that cost exactly what is paid for them.

    An engine keeps (10) within its tolerance, a fraction of a dirham; the last used segment of each city, measure and
    period takes up the difference, at most `ADJUST` units. Money that buys nothing (an evaluated plan) stays so.
    """
    block = program.variables["segment_units"]
    city, measure, period = block.codes[:3]
    cell = np.ravel_multi_index((city, measure, period), (len(p.cities), len(p.measures), len(p.budget_periods)))
    paid = np.zeros(len(p.cities) * len(p.measures) * len(p.budget_periods))
    charges = {"payments": 1.0, "opened": -p.opening_cost, "open": -p.running_cost, "over.who_pays": -1.0}
    for name, price in charges.items():
        if name in program.variables:
            charged = program.variables[name]
            c, m, t = charged.codes[-3:]
            amount = program.values(name, primal) * (price if isinstance(price, float) else price[c, m])
            np.add.at(
                paid, np.ravel_multi_index((c, m, t), (len(p.cities), len(p.measures), len(p.budget_periods))), amount
            )
    units = program.values("segment_units", primal)
    bought = np.bincount(cell, weights=units, minlength=len(paid))
    cost = p.unit_cost[city, measure]
    missing = np.divide(paid[cell], cost, out=bought[cell].copy(), where=cost > 0) - bought[cell]
    used = np.flatnonzero((units > NOTHING) & (np.abs(missing) <= ADJUST))
    last = used[np.r_[cell[used][1:] != cell[used][:-1], True]] if len(used) else used
    exact = primal.copy()
    exact[block.start + last] += missing[last]
    return exact


def _sites(opened: pd.DataFrame, running: pd.DataFrame) -> pd.DataFrame:
    if not len(running) and not len(opened):
        return pd.DataFrame(columns=list(COLUMNS["sites"]))
    keys = ["city", "measure", "period"]
    table = running.merge(opened, on=keys, how="outer").fillna(0.0).sort_values(keys, ignore_index=True)
    table[["opened", "open"]] = table[["opened", "open"]].round().astype(int)
    return table[(table["opened"] > 0) | (table["open"] > 0)].reset_index(drop=True)


def _employment(table: pd.DataFrame | None) -> pd.DataFrame:
    if table is None:
        return pd.DataFrame(columns=list(COLUMNS["employment"]))
    for end, column in enumerate(("home", "work")):
        table[column] = [link.split(">")[end] for link in table["link"]]
    return table


def _unemployment(p: Parameters, program: LinearProgram, primal: np.ndarray) -> pd.DataFrame:
    """U follows from S and R by (9), so that a slack in the row is never published."""
    block = program.variables["still_unemployed"]
    shape = len(p.scenarios), len(p.cities), len(p.periods)
    still = program.values("still_unemployed", primal).reshape(shape)
    realised = np.zeros(shape[1:])
    jobs = program.variables["realised_jobs"]
    np.add.at(realised, (jobs.codes[0], jobs.codes[2]), program.values("realised_jobs", primal))
    baseline = np.broadcast_to(p.baseline[None], shape)
    without = p.still_unemployed_without_fund
    relief = float(p.case.fund.unemployment_share) * realised[None]
    return pd.DataFrame(
        {
            **block.index(),
            "baseline": baseline.ravel(),
            "still_unemployed_without_fund": without.ravel(),
            "still_unemployed": still.ravel(),
            "unemployed_without_fund": (baseline + without).ravel(),
            "unemployed": np.maximum(baseline + still - relief, 0.0).ravel(),
        }
    )
