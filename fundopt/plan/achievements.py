"""What a plan achieves: the key figures, computed from its tables and the case alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from fundopt.case.case import Case
from fundopt.model.parameters import Parameters, positions
from fundopt.plan.tables import PlanTables

TABLES = {"city": "cities", "measure": "measures", "source": "sources"}
"""Dimensions of payments beside "period", and the table of the case that names their labels."""
DIMENSIONS = (*TABLES, "period")


@dataclass(frozen=True)
class Achievements:
    """Expected over scenarios, undiscounted and unweighted.

    - `person_years` [person-years]: unemployment over the horizon; `person_years_without_fund`: if nothing is done;
      `person_years_added`: the part of that which the shock adds; `person_years_avoided`: what the plan avoids of it;
      `person_years_remaining`: what it leaves of it.
    - `net_jobs_end` [jobs, a stock]: net jobs present in the last period; `net_jobs_peak`: in the best period, which
      is `peak_period`.
    - `displaced_back_at_work` [persons]: the part of `net_jobs_peak` held by people the shock displaced, by the share
      of the displaced among the people whom each measure reaches in the city; `displaced` [persons]: all of them.
    - `jobs_kept` [jobs]: jobs at risk that the plan keeps.
    - `gross_placements` [persons]: what programmes would report (units × published placement rate); never used to
      decide; `gross_units` [units]: those of the measures that have such a rate.
    - `worst_rise` [points of the labour force]: the highest rise of a city's rate in any period, in `worst_city`;
      `worst_rise_without_fund`, `worst_city_without_fund`: the same if nothing is done (its own worst city).
    - `money` [MAD]: what is paid; `fund` [MAD]: what the sources have.
    - `units_people` [persons]: people in programmes, those of measures that serve people.
    - `cost_per_person_year` [MAD per person-year avoided] and `cost_per_net_job` [MAD per net job at the peak or job
      kept]; NaN where there is none.
    """

    person_years: float
    person_years_without_fund: float
    person_years_added: float
    net_jobs_end: float
    net_jobs_peak: float
    peak_period: str
    displaced_back_at_work: float
    displaced: float
    jobs_kept: float
    gross_placements: float
    gross_units: float
    worst_city: str
    worst_rise: float
    worst_city_without_fund: str
    worst_rise_without_fund: float
    money: float
    fund: float
    units_people: float

    @property
    def person_years_avoided(self) -> float:
        return self.person_years_without_fund - self.person_years

    @property
    def person_years_remaining(self) -> float:
        return self.person_years_added - self.person_years_avoided

    @property
    def cost_per_net_job(self) -> float:
        jobs = self.net_jobs_peak + self.jobs_kept
        return self.money / jobs if jobs > 0 else np.nan

    @property
    def cost_per_person_year(self) -> float:
        return self.money / self.person_years_avoided if self.person_years_avoided > 0 else np.nan


def achievements(case: Case, tables: PlanTables, parameters: Parameters | None = None) -> Achievements:
    """The key figures of a plan; `parameters` are those of the case, where they are known already."""
    p = parameters or Parameters(case)
    years = p.case.period_years
    rates = expected_unemployment(case, tables, p)
    jobs = tables.jobs.groupby("period", sort=False)["realised"].sum().reindex(list(case.periods), fill_value=0.0)
    peak = str(jobs.idxmax())
    kept = _weighted(p, tables.kept, "jobs").sum() if len(tables.kept) else 0.0
    worst, worst_without = rates["rise"].idxmax(), rates["rise_without_fund"].idxmax()
    units = _units(p, tables)
    placement = np.array([np.nan if value is None else float(value) for value in p.measure_texts("gross_placement")])
    reported = ~np.isnan(placement)
    return Achievements(
        person_years=float(rates["unemployed"].sum() * years),
        person_years_without_fund=float(rates["unemployed_without_fund"].sum() * years),
        person_years_added=float(rates["still_unemployed_without_fund"].sum() * years),
        net_jobs_end=float(jobs.iloc[-1]),
        net_jobs_peak=float(jobs.max()),
        peak_period=peak,
        displaced_back_at_work=_displaced_back(p, tables, peak),
        displaced=float(p.expected_jobs_lost.sum()),
        jobs_kept=float(kept),
        gross_placements=float((units.sum(axis=(0, 2))[reported] * placement[reported]).sum()),
        gross_units=float(units.sum(axis=(0, 2))[reported].sum()),
        worst_city=str(worst[0]),
        worst_rise=float(rates["rise"].max()),
        worst_city_without_fund=str(worst_without[0]),
        worst_rise_without_fund=float(rates["rise_without_fund"].max()),
        money=float(tables.payments["amount"].sum()),
        fund=p.fund_size,
        units_people=float(units[:, p.serves_people].sum()),
    )


def expected_unemployment(case: Case, tables: PlanTables, parameters: Parameters | None = None) -> pd.DataFrame:
    """Expected over scenarios, indexed by (city, period): baseline, with and without the fund [persons], and the
    rise over the baseline in points of the labour force."""
    p = parameters or Parameters(case)
    weighted = tables.unemployment.copy()
    numbers = [column for column in weighted if column not in ("scenario", "city", "period")]
    weight = p.probability[positions(p.scenarios, tuple(weighted["scenario"]))]
    weighted[numbers] = weighted[numbers].mul(weight, axis=0)
    expected = weighted.groupby(["city", "period"])[numbers].sum()
    labour = p.labour_force[positions(p.cities, tuple(expected.index.get_level_values("city")))]
    expected["rise"] = 100 * (expected["unemployed"] - expected["baseline"]) / labour
    expected["rise_without_fund"] = 100 * expected["still_unemployed_without_fund"] / labour
    expected["rate"] = 100 * expected["unemployed"] / labour
    expected["rate_without_fund"] = 100 * expected["unemployed_without_fund"] / labour
    return expected


def weighted_effect(case: Case, tables: PlanTables) -> float:
    """Person-years of unemployment avoided as the first objective weighs them: by scenario, period and city."""
    p = Parameters(case)
    table = tables.unemployment
    at = (
        positions(p.scenarios, tuple(table["scenario"])),
        positions(p.periods, tuple(table["period"])),
        positions(p.cities, tuple(table["city"])),
    )
    avoided = (table["unemployed_without_fund"] - table["unemployed"]).to_numpy(dtype=float)
    return float((p.probability[at[0]] * p.period_weight[at[1]] * p.priority[at[2]] * avoided).sum())


def person_years_avoided_by_city(case: Case, expected: pd.DataFrame) -> pd.Series:
    """Unemployment avoided over the horizon by city [person-years], from `expected_unemployment`."""
    avoided = expected["unemployed_without_fund"] - expected["unemployed"]
    return avoided.groupby("city").sum() * case.period_years


def money_by(tables: PlanTables, *dimensions: str) -> pd.Series:
    """Payments summed by labels, MAD, e.g. `money_by(tables, "city", "measure")`."""
    return tables.payments.groupby(list(dimensions))["amount"].sum()


def labels_of(case: Case, dimension: str) -> tuple[str, ...]:
    """The labels of "city", "measure", "source" or "period" (those in which money is spent), in the case's order."""
    return tuple(case.budget_horizon) if dimension == "period" else case.names(TABLES[dimension])


def money_of(case: Case, tables: PlanTables, dimension: str) -> pd.Series:
    """Payments summed by each label of a dimension [MAD], 0 where nothing is paid."""
    return money_by(tables, dimension).reindex(list(labels_of(case, dimension))).fillna(0).astype(float)


def _weighted(p: Parameters, table: pd.DataFrame, column: str) -> np.ndarray:
    return p.probability[positions(p.scenarios, tuple(table["scenario"]))] * table[column].to_numpy(dtype=float)


def _units(p: Parameters, tables: PlanTables, column: np.ndarray | None = None) -> np.ndarray:
    """Units [city, measure, budget period]; with `column` [measure, segment], weighted by it."""
    table = tables.activities
    at = (
        positions(p.cities, tuple(table["city"])),
        positions(p.measures, tuple(table["measure"])),
        positions(p.budget_periods, tuple(table["period"])),
    )
    amount = table["units"].to_numpy(dtype=float)
    if column is not None:
        amount = amount * column[at[1], table["segment"].to_numpy(dtype=int) - 1]
    values = np.zeros((len(p.cities), len(p.measures), len(p.budget_periods)))
    np.add.at(values, at, amount)
    return values


def _displaced_back(p: Parameters, tables: PlanTables, period: str) -> float:
    """Realised jobs of displaced people in a period: realised × the displaced's share of potential jobs."""
    now = p.periods.labels.index(period)
    effect = p.lagged(p.net_jobs)[:, : len(p.budget_periods), now]
    by_measure = np.einsum("cmt,mt,c->cm", _units(p, tables, p.efficiency), effect, 1 - p.displacement)
    pools = p.measure_texts("pool")
    displaced = p.expected_jobs_lost.sum(axis=1)
    everyone = displaced + p.reachable
    mixed = np.divide(displaced, everyone, out=np.zeros_like(displaced), where=everyone > 0)
    share = np.where(pools == "displaced", 1.0, np.where(pools == "people", mixed[:, None], 0.0))
    potential = np.maximum(by_measure, 0).sum(axis=1)
    of_displaced = (np.maximum(by_measure, 0) * share).sum(axis=1)
    ratio = np.divide(of_displaced, potential, out=np.zeros_like(potential), where=potential > 0)
    table = tables.jobs[tables.jobs["period"] == period]
    realised = np.zeros(len(p.cities))
    np.add.at(realised, positions(p.cities, tuple(table["city"])), table["realised"].to_numpy(dtype=float))
    return float((realised * ratio).sum())
