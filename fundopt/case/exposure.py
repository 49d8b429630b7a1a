"""Jobs lost and reachable pools of a case, exactly, as its checks and screens need them before any model is built."""

from __future__ import annotations

from decimal import Decimal

from fundopt.case.case import Case

_ONE = Decimal(1)


def scenarios(case: Case) -> dict[str, tuple[Decimal, Decimal]]:
    """(probability, severity) by scenario; one central scenario where none is given."""
    return {row.scenario: (_exact(row.probability), _exact(row.severity)) for row in case["scenarios"]} or {
        "central": (_ONE, _ONE)
    }


def jobs_lost(case: Case) -> dict[tuple[str, str], Decimal]:
    """Jobs lost over the whole horizon by (scenario, city): the given count, else the rule of the fund.

    The rule is jobs × French share × outbound share × severity, with the city's shares where it has its own.
    """
    given: dict[tuple[str, str], Decimal] = {}
    for row in case["shocks"]:
        key = (row.scenario, row.city)
        given[key] = given.get(key, Decimal(0)) + _exact(row.jobs_lost)
    lost = {}
    for name, (_, severity) in scenarios(case).items():
        for city in case["cities"]:
            french = case.fund.french_share if city.french_share is None else city.french_share
            outbound = case.fund.outbound_share if city.outbound_share is None else city.outbound_share
            rule = _exact(city.callcentre_jobs) * _exact(french) * _exact(outbound) * severity
            lost[name, city.city] = given.get((name, city.city), rule)
    return lost


def jobs_at_risk(case: Case) -> dict[str, Decimal]:
    """Jobs that the shock is expected to take over the whole horizon, by city: the mean over scenarios."""
    lost, weights = jobs_lost(case), scenarios(case)
    return {
        city: sum((weight * lost[name, city] for name, (weight, _) in weights.items()), Decimal(0))
        for city in case["cities"]["city"]
    }


def jobs_lost_by_scenario(case: Case) -> dict[str, Decimal]:
    """Jobs lost over the whole horizon in all cities, by scenario."""
    totals = dict.fromkeys(scenarios(case), Decimal(0))
    for (scenario, _), jobs in jobs_lost(case).items():
        totals[scenario] += jobs
    return totals


def pools(case: Case) -> dict[tuple[str, str], Decimal]:
    """Units that each measure can reach over the whole horizon, by (city, measure)."""
    lost = jobs_at_risk(case)
    given = {(row.city, row.measure): row.pool for row in case["overrides"] if row.pool is not None}
    found = {}
    for city in case["cities"]:
        displaced = lost[city.city]
        unemployed = _exact(city.reachable_share) * _exact(city.unemployed)
        bases = {
            "displaced": displaced,
            "unemployed": unemployed,
            "people": displaced + unemployed,
            "firms": _exact(city.firms),
            "jobs": _exact(city.callcentre_jobs),
        }
        for measure in case["measures"]:
            computed = _exact(measure.pool_share) * bases[measure.pool]
            found[city.city, measure.measure] = _exact(given.get((city.city, measure.measure), computed))
    return found


def _exact(value: Decimal | int | float) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))
