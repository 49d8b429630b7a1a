"""What a plan rests on: its money, by where the numbers behind each payment come from."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from fundopt.case.case import Case
from fundopt.case.provenance import WEAKEST_FIRST, provenance_of
from fundopt.plan.tables import PlanTables

ASPECTS = ("cost", "effect", "exposure")
_EFFECTS = ("net_jobs", "vacancies", "jobs_kept")


def grounds(case: Case, tables: PlanTables) -> pd.DataFrame:
    """MAD by aspect (row) and by status of the numbers behind it (columns "sourced" … "none"); rows add up to the same.

    - cost: the money of a measure, by the status of its unit cost, the city's own where it has one;
    - effect: the money of a measure, split like the absolute effects of one unit over all lags (`_EFFECTS`);
    - exposure: the money of a city, by the status of its number of call-centre jobs.
    """
    table = pd.DataFrame(0.0, index=list(ASPECTS), columns=list(reversed(WEAKEST_FIRST)))
    own_cost = {(row.city, row.measure) for row in case["overrides"] if row.unit_cost is not None}
    effects = {measure: _effects(case, measure) for measure in case["measures"]["measure"]}
    for (city, measure), amount in tables.payments.groupby(["city", "measure"])["amount"].sum().items():
        money = float(amount)
        own = (city, measure) in own_cost
        cost = ("overrides", f"{city}/{measure}") if own else ("measures", measure)
        table.loc["cost", _status(case, *cost, "unit_cost")] += money
        table.loc["exposure", _status(case, "cities", city, "callcentre_jobs")] += money
        for status, share in effects[measure].items():
            table.loc["effect", status] += money * share
    return table


def _effects(case: Case, measure: str) -> dict[str, float]:
    """The shares of the absolute effects of one unit by status; all of "none" where the case gives no effect.

    A zero is a number too: where every effect that is given is 0, each of them counts the same.
    """
    given = [
        (_status(case, table, key, column), abs(float(value))) for table, key, column, value in _given(case, measure)
    ]
    total = sum(size for _, size in given)
    shares: dict[str, float] = {}
    for status, size in given:
        shares[status] = shares.get(status, 0.0) + (size / total if total else 1 / len(given))
    return shares or {"none": 1.0}


def _given(case: Case, measure: str) -> Iterator[tuple[str, str, str, object]]:
    """(table, row, column, value) of the effects of a measure: its own lags, else its constants."""
    lags = case["effects"]
    rows = [index for index, name in enumerate(lags["measure"]) if name == measure]
    if rows:
        data = lags
    else:
        data = case["measures"]
        rows = [data["measure"].index(measure)]
    for index in rows:
        for column in _EFFECTS:
            if data[column][index] is not None:
                yield data.table.name, data.key(index), column, data[column][index]


def _status(case: Case, table: str, row: str, column: str) -> str:
    found = provenance_of(case, table, row, column)
    return found.status if found else "none"
