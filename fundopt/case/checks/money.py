"""Checks of money: budgets, eligibility, private shares, costs, sites and cohorts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fundopt.case import schema
from fundopt.case.case import Case
from fundopt.case.checks.effects import has_effect
from fundopt.case.checks.registry import sense
from fundopt.case.eligibility import eligible
from fundopt.case.exposure import pools
from fundopt.case.findings import Finding
from fundopt.case.messages import finding
from fundopt.case.schema import ALL


def amounts(case: Case) -> dict[str, Decimal]:
    """The money of each source over the whole round: its budget rows where it has any, else its total budget."""
    rows: dict[str, Decimal] = {}
    for row in case["budgets"]:
        rows[row.source] = rows.get(row.source, Decimal(0)) + Decimal(str(row.amount))
    return {row.source: rows.get(row.source, Decimal(str(row.budget or 0))) for row in case["sources"]}


@sense("sources", "budgets")
def sources_have_one_budget(case: Case) -> Iterator[Finding]:
    """A source has a total budget or budget rows; where it has both, they agree."""
    data, rows, money = case["sources"], set(case["budgets"]["source"]), amounts(case)
    column = data.table.column("budget")
    for index, row in enumerate(data):
        place = data.place(index, "budget")
        if row.budget is None and row.source not in rows:
            yield finding("source-without-budget", place, data.table, column, row.source)
        elif row.budget is not None and row.budget != money[row.source]:
            yield finding("source-budgets-differ", place, data.table, column, row.budget, rows=money[row.source])
    if len(data) and not any(money.values()):
        yield finding("fund-without-money", data.place(), data.table)


@sense("sources", "budgets", "eligibility", "cities", "measures")
def money_can_be_used(case: Case) -> Iterator[Finding]:
    """Every source with money may pay for something, and a required private share has someone to pay it."""
    money, cells = amounts(case), eligible(case)
    data = case["sources"]
    for index, source in enumerate(data["source"]):
        if money[source] and not any(cell[0] == source for cell in cells):
            place = data.place(index, "source")
            yield finding("source-unusable", place, data.table, found=source, amount=money[source])
    private = {row.source for row in data if row.kind == "private" and money[row.source]}
    paid = {measure for source, _, measure in cells if source in private}
    measures = case["measures"]
    for index, row in enumerate(measures):
        if row.min_private_share and row.measure not in paid:
            place, column = measures.place(index, "min_private_share"), measures.table.column("min_private_share")
            yield finding("private-missing", place, measures.table, column, case.both(row.name))


@sense("measures", "effects", "sites")
def effects_cost_something(case: Case) -> Iterator[Finding]:
    """A measure that has an effect has a cost: of its units or of its sites."""
    data, effective = case["measures"], has_effect(case)
    costly_sites = {row.measure for row in case["sites"] if row.opening_cost or row.running_cost}
    for index, row in enumerate(data):
        if not row.unit_cost and effective[row.measure] and row.measure not in costly_sites:
            column = data.table.column("unit_cost")
            yield finding("cost-zero", data.place(index, "unit_cost"), data.table, column, case.both(row.name))


@sense("fund", "measures", "sites")
def site_costs_can_be_paid(case: Case) -> Iterator[Finding]:
    """Where units cost nothing, a site's cost is a multiple of the payment unit."""
    data, unit = case["sites"], Decimal(case.fund.payment_unit)
    free = {row.measure for row in case["measures"] if not row.unit_cost}
    for index, measure in enumerate(data["measure"]):
        for name in ("opening_cost", "running_cost"):
            cost = Decimal(str(data[name][index]))
            if measure in free and cost % unit:
                column = data.table.column(name)
                yield finding("site-cost-unit", data.place(index, name), data.table, column, cost, unit=unit)


@sense("fund", "sites")
def sites_open_in_time(case: Case) -> Iterator[Finding]:
    """A site decided in the first period opens while money is spent."""
    data = case["sites"]
    for index, lag in enumerate(data["opening_lag"]):
        if lag >= case.fund.budget_periods:
            yield finding(
                "site-too-late", data.place(index, "opening_lag"), data.table, data.table.column("opening_lag"),
                data["measure"][index], lag=lag, periods=case.fund.budget_periods,
            )  # fmt: skip


@sense("measures", "overrides", "sites")
def cohorts_fit_sites(case: Case) -> Iterator[Finding]:
    """The smallest cohort fits the sites that may open."""
    smallest = {row.measure: row.smallest_cohort for row in case["measures"]}
    own = {(row.city, row.measure): row.smallest_cohort for row in case["overrides"]}
    data = case["sites"]
    for index, row in enumerate(data):
        cohort = own.get((row.city, row.measure))
        cohort = smallest[row.measure] if cohort is None else cohort
        capacity = row.capacity * row.max_sites
        if row.max_sites and cohort > capacity:
            place, column = data.place(index, "capacity"), data.table.column("capacity")
            yield finding("cohort-above-capacity", place, data.table, column, cohort, capacity=capacity)


@sense("fund", "cities", "scenarios", "shocks", "measures", "overrides")
def cohorts_fit_pools(case: Case) -> Iterator[Finding]:
    """The smallest cohort is no larger than what the measure can reach in a city."""
    reach = pools(case)
    own = {(row.city, row.measure): (index, row.smallest_cohort) for index, row in enumerate(case["overrides"])
           if row.smallest_cohort is not None}  # fmt: skip
    measures, overrides = case["measures"], case["overrides"]
    for index, row in enumerate(measures):
        short = [city for city in case.names("cities")
                 if (city, row.measure) not in own and 0 < reach[city, row.measure] < row.smallest_cohort]  # fmt: skip
        if short:
            place = measures.place(index, "smallest_cohort")
            yield _cohort(place, schema.MEASURES, row.smallest_cohort, reach, short, row.measure)
    for (city, measure), (index, cohort) in own.items():
        if 0 < reach[city, measure] < cohort:
            place = overrides.place(index, "smallest_cohort")
            yield _cohort(place, schema.OVERRIDES, cohort, reach, [city], measure)


def _cohort(place, table: schema.Table, cohort: Decimal, reach: dict, cities: list[str], measure: str) -> Finding:
    least = min(reach[city, measure] for city in cities).normalize()
    shown = ", ".join(cities[:5]) + (f" (+ {len(cities) - 5})" if len(cities) > 5 else "")
    column = table.column("smallest_cohort")
    return finding("cohort-above-pool", place, table, column, cohort, pool=least, cities=shown)


@sense("sources", "budgets", "eligibility", "cities", "measures", "commitments")
def commitments_can_be_kept(case: Case) -> Iterator[Finding]:
    """Committed money is payable by its source, and no source has committed more than it has."""
    data, cells, money = case["commitments"], eligible(case), amounts(case)
    committed: dict[str, Decimal] = {}
    for index, row in enumerate(data):
        if not row.active or row.quantity != "money":
            continue
        if row.source != ALL:
            committed[row.source] = committed.get(row.source, Decimal(0)) + Decimal(str(row.value))
        payers = [row.source] if row.source != ALL else case["sources"]["source"]
        if row.value and not any((source, row.city, row.measure) in cells for source in payers):
            yield finding(
                "commitment-ineligible", data.place(index, "source"), data.table, data.table.column("source"),
                row.source, source=row.source, measure=row.measure, city=row.city,
            )  # fmt: skip
    for source, amount in committed.items():
        if amount > money[source]:
            last = max(index for index, row in enumerate(data) if row.source == source)
            yield finding(
                "commitments-above-budget", data.place(last, "value"), data.table, data.table.column("value"),
                source, committed=amount, amount=money[source],
            )  # fmt: skip
