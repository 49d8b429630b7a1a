"""Checks of people: labour force, unemployment, shocks, persistence, commuting, vacancies, horizon."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal

from fundopt.case import schema
from fundopt.case.case import Case, Data
from fundopt.case.checks.registry import sense
from fundopt.case.exposure import jobs_lost
from fundopt.case.findings import Finding
from fundopt.case.messages import counted, finding
from fundopt.case.schema import ALL
from fundopt.language import Text

_CASE, _CASES = Text("cas", "case"), Text("cas", "cases")


@sense("fund", "cities")
def one_unemployment_basis(case: Case) -> Iterator[Finding]:
    """All counts of unemployed come from the basis that the fund declares."""
    data = case["cities"]
    for index, basis in enumerate(data["unemployment_basis"]):
        if basis not in (None, case.fund.basis):
            column = data.table.column("unemployment_basis")
            labels = dict(column.choices)
            yield finding(
                "basis-mixed", data.place(index, column.name), data.table, column, basis,
                name=labels[basis], basis=labels[case.fund.basis],
            )  # fmt: skip


@sense("cities", "unemployment")
def labour_force_holds_all(case: Case) -> Iterator[Finding]:
    """Neither the unemployed nor call-centre jobs exceed the labour force."""
    cities, periods = case["cities"], case["unemployment"]
    labour_force = dict(zip(cities["city"], cities["labour_force"], strict=True))
    for data, name, code in (
        (cities, "unemployed", "unemployed-above-labour-force"),
        (cities, "callcentre_jobs", "jobs-above-labour-force"),
        (periods, "unemployed", "unemployed-above-labour-force"),
    ):
        for index, (city, value) in enumerate(zip(data["city"], data[name], strict=True)):
            if value > labour_force[city]:
                place, column = data.place(index, name), data.table.column(name)
                yield finding(code, place, data.table, column, value, labour_force=labour_force[city])


@sense("fund", "cities", "scenarios", "timing", "shocks")
def shock_within_jobs(case: Case) -> Iterator[Finding]:
    """No scenario removes more jobs than a city has."""
    jobs = dict(zip(case["cities"]["city"], case["cities"]["callcentre_jobs"], strict=True))
    rows = {(row.scenario, row.city): index for index, row in reversed(list(enumerate(case["shocks"])))}
    lines = {scenario: index for index, scenario in enumerate(case["scenarios"]["scenario"])}
    for (scenario, city), lost in jobs_lost(case).items():
        if lost <= jobs[city]:
            continue
        if (scenario, city) in rows:
            data, place = case["shocks"], case["shocks"].place(rows[scenario, city], "jobs_lost")
        elif scenario in lines:
            data, place = case["scenarios"], case["scenarios"].place(lines[scenario], "severity")
        else:
            data, place = case["cities"], case["cities"].place(case["cities"]["city"].index(city), "callcentre_jobs")
        yield finding("shock-above-jobs", place, data.table, found=lost.normalize(), jobs=jobs[city],
                      city=case.titles("cities", city), scenario=case.titles("scenarios", scenario))  # fmt: skip


def _adds_to_one(data: Data, indices: list[int], column: str, what: Text) -> Iterator[Finding]:
    total = sum((Decimal(str(data[column][index])) for index in indices), Decimal(0))
    if indices and total != 1:
        place = data.place(indices[-1], column)
        difference = Decimal(1) - total
        yield finding("sum-not-one", place, data.table, data.table.column(column), total,
                      what=what, difference=difference)  # fmt: skip


@sense("scenarios")
def probabilities_add_to_one(case: Case) -> Iterator[Finding]:
    """The scenarios' probabilities add up to exactly 1."""
    data = case["scenarios"]
    yield from _adds_to_one(data, list(range(len(data))), "probability", Text("Les probabilités", "The probabilities"))


@sense("timing")
def timing_adds_to_one(case: Case) -> Iterator[Finding]:
    """The shares of the shock by period add up to exactly 1."""
    data = case["timing"]
    what = Text("Les parts du calendrier", "The shares of the timing")
    yield from _adds_to_one(data, list(range(len(data))), "share", what)


@sense("mix")
def mix_adds_to_one(case: Case) -> Iterator[Finding]:
    """The shares of the vacancies that a measure opens add up to exactly 1 over profiles."""
    data = case["mix"]
    for measure in dict.fromkeys(data["measure"]):
        rows = [index for index, name in enumerate(data["measure"]) if name == measure]
        what = Text(f"Les parts de « {measure} »", f"The shares of “{measure}”")
        yield from _adds_to_one(data, rows, "share", what)


@sense("persistence")
def persistence_falls(case: Case) -> Iterator[Finding]:
    """Shares still unemployed are given for every lag from 0 on and never rise."""
    data = case["persistence"]
    shares = {lag: (index, share) for index, (lag, share) in enumerate(zip(data["lag"], data["share"], strict=True))}
    last = max(shares, default=-1)
    missing = [lag for lag in range(last) if lag not in shares]
    for lag in missing:
        yield finding("persistence-gap", data.place(shares[last][0], "lag"), data.table, missing=lag)
    for before, after in itertools.pairwise(sorted(shares)):
        index, share = shares[after]
        if share > shares[before][1]:
            column = data.table.column("share")
            place = data.place(index, "share")
            yield finding("persistence-rising", place, data.table, column, share, before=shares[before][1])


@sense("commuting")
def commuting_leaves_the_city(case: Case) -> Iterator[Finding]:
    """Nobody commutes to the city they live in."""
    data = case["commuting"]
    for index, (home, work) in enumerate(zip(data["home"], data["work"], strict=True)):
        if home == work:
            place = data.place(index, "work")
            yield finding("commuting-self", place, data.table, data.table.column("work"), home)


@sense("fund", "cities", "profiles", "vacancies", "effects")
def vacancies_cover_everything(case: Case) -> Iterator[Finding]:
    """Where vacancies are given, each city, profile and period has some row, wildcards included."""
    data = case["vacancies"]
    if not len(data):
        return
    rows = set(zip(data["city"], data["profile"], data["period"], strict=True))
    profiles = case.names("profiles") or ("all",)
    patterns = {tuple(part == ALL for part in row) for row in rows}
    open_ = [
        cell
        for cell in itertools.product(case.names("cities"), profiles, case.periods)
        if not any(
            tuple(ALL if hidden else part for hidden, part in zip(pattern, cell, strict=True)) in rows
            for pattern in patterns
        )
    ]
    if open_:
        shown = " ; ".join(" / ".join(cell) for cell in open_[:3])
        yield finding(
            "vacancies-uncovered", data.place(), data.table, found=shown, cases=counted(len(open_), _CASE, _CASES)
        )


@sense("fund", "effects")
def horizon_sees_every_effect(case: Case) -> Iterator[Finding]:
    """Unemployment is projected at least as long as money is spent, and long enough for the effects to show."""
    fund = case["fund"]
    given = case.fund.evaluation_periods
    if given is None:
        return
    place, column = fund.place(0, "evaluation_periods"), schema.FUND.column("evaluation_periods")
    if given < case.fund.budget_periods:
        budget = case.fund.budget_periods
        yield finding("horizon-order", place, fund.table, column, budget, evaluation=given)
    lag = max(case["effects"]["lag"], default=0)
    if case.fund.budget_periods <= given < case.fund.budget_periods + lag:
        enough = case.fund.budget_periods + lag
        yield finding("horizon-short", place, fund.table, column, given, lag=lag, enough=enough)
