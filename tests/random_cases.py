"""Random small cases, valid and diverse: every optional table is present in some, sites and cohorts in a few.

`random_case(seed)` is the same case for ever; `case_seeds` is a hypothesis strategy of seeds.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from hypothesis import strategies as st
from random_draw import KINDS, Draw

from fundopt.case.case import Case

case_seeds = st.integers(0, 10**6)


def random_case(seed: int, *, floors: bool = True, whole: bool = True) -> Case:
    """The case of `seed`.

    Without `floors` no rule asks for anything, so that paying nothing is always a plan; with them about one case in
    ten has no plan. Without `whole` there are no sites and no smallest cohorts: the program is an LP.
    """
    draw = Draw(seed, floors, whole)
    optional = {name: table(draw) for name, table in OPTIONAL.items() if draw.sometimes(0.5)}
    with_effects = {row["measure"] for row in optional.get("effects", ())}
    measures = [{**row, **NO_CONSTANTS} if row["measure"] in with_effects else row for row in draw.measure_rows]
    required = {
        "fund": [draw.fund()],
        "sources": draw.source_rows({row["source"] for row in optional.get("budgets", ())}),
        "cities": draw.city_rows,
        "measures": measures,
        "regions": [{"region": region, "name": region.title()} for region in draw.regions],
        "profiles": [{"profile": profile, "name": profile.title()} for profile in draw.profiles],
        "scenarios": scenarios(draw),
        "english": [{"text": region.title(), "english": f"The {region}"} for region in draw.regions],
    }
    if whole and draw.sometimes(0.4):
        optional["sites"] = sites(draw)
    return Case.of(f"random {seed}", **{name: rows for name, rows in (required | optional).items() if rows})


NO_CONSTANTS = {"net_jobs": None, "jobs_kept": None, "vacancies": None}
"""A measure states its effects in one table only."""


def scenarios(draw: Draw) -> list[dict]:
    probabilities = draw.shares_of_one(len(draw.scenarios)) if draw.scenarios else []
    return [
        {"scenario": name, "name": name.title(), "probability": probability, "severity": draw.share(50, 140)}
        for name, probability in zip(draw.scenarios, probabilities, strict=True)
    ]


def unemployment(draw: Draw) -> list[dict]:
    return [
        {"city": row["city"], "period": period, "unemployed": row["unemployed"] * draw.count(60, 130) // 100}
        for row in draw.some(tuple(draw.city_rows))
        for period in draw.some(draw.horizon)
    ]


def timing(draw: Draw) -> list[dict]:
    labels = draw.some(draw.horizon)
    shares = draw.shares_of_one(len(labels))
    return [{"period": period, "share": share} for period, share in zip(labels, shares, strict=True)]


def shocks(draw: Draw) -> list[dict]:
    return [
        {"scenario": scenario, "city": row["city"], "period": period, "jobs_lost": row["callcentre_jobs"] * share}
        for share in [draw.share(1, 14)]
        for scenario in draw.some(draw.scenarios or ("central",))
        for row in draw.some(tuple(draw.city_rows))
        for period in draw.some(draw.horizon)
    ]


def persistence(draw: Draw) -> list[dict]:
    shares = sorted((draw.share(5, 95) for _ in range(draw.random.randint(1, 5))), reverse=True)
    return [{"lag": lag, "share": share} for lag, share in enumerate([Decimal(1), *shares])]


def effects(draw: Draw) -> list[dict]:
    """For some measures lock-in at first, a peak, then attrition."""
    rows = []
    for measure, kind in draw.some(tuple(zip(draw.measures, draw.kinds, strict=True))):
        people = KINDS[kind] == "people"
        peak = draw.share(3, 20) if people else draw.count(0, 2)
        for lag in range(draw.random.randint(1, draw.evaluation_periods) + 1):
            fade = Decimal(10 - min(lag, 8)) / 10
            row = {"measure": measure, "lag": lag, "net_jobs": peak * fade if lag else -peak / 4}
            if not people:
                row |= {"vacancies": 4 * fade if lag else Decimal(0), "jobs_kept": fade}
            rows.append(row)
    return rows


def returns(draw: Draw) -> list[dict]:
    rows = []
    for measure in ("*", *draw.measures) if draw.sometimes(0.3) else ("*",):
        count = draw.random.randint(1, 3)
        widths = draw.shares_of_one(count + draw.random.randint(0, 1))[:count]
        efficiencies = [Decimal(1), draw.share(60, 90), draw.share(20, 55)][:count]
        rows += [
            {"measure": measure, "segment": k + 1, "width": width, "efficiency": efficiency}
            for k, (width, efficiency) in enumerate(zip(widths, efficiencies, strict=True))
        ]
    return rows


def mix(draw: Draw) -> list[dict]:
    firms = tuple(row["measure"] for row in draw.measure_rows if row["serves"] == "firms")
    if not draw.profiles or not firms:
        return []
    return [
        {"measure": measure, "profile": profile, "share": share}
        for measure in draw.some(firms)
        for profile, share in zip(draw.profiles, draw.shares_of_one(len(draw.profiles)), strict=True)
    ]


def overrides(draw: Draw) -> list[dict]:
    rows = []
    for city in draw.some(draw.cities):
        for measure in draw.some(tuple(draw.measure_rows)):
            row = {"city": city, "measure": measure["measure"]}
            if draw.sometimes(0.6):
                row["unit_cost"] = measure["unit_cost"] * draw.count(50, 150) / 100
            if draw.sometimes(0.5):
                row["pool"] = draw.count(0, 200) if draw.sometimes(0.2) else draw.count(5, 200)
            if draw.whole and draw.sometimes(0.1):
                row["smallest_cohort"] = draw.count(1, 5)
            rows.append(row)
    return rows


def sites(draw: Draw) -> list[dict]:
    """One measure needs a site: everywhere, with a row of its own for the first city, or in some cities only."""
    measure = draw.random.choice(draw.measures)
    return [
        {
            "measure": measure,
            "city": city,
            "opening_cost": draw.amount(100, 2000),
            "running_cost": draw.amount(0, 200),
            "capacity": draw.count(8, 60),
            "max_sites": draw.random.randint(1, 2),
            "opening_lag": draw.random.randint(0, 1) if draw.budget_periods > 1 else 0,
        }
        for city in (("*", draw.cities[0]) if draw.sometimes(0.5) else draw.some(draw.cities))
    ]


def commuting(draw: Draw) -> list[dict]:
    return [
        {"home": home, "work": work, "both_ways": draw.sometimes(0.7)}
        for home, work in zip(draw.cities, draw.cities[1:], strict=False)
    ]


def vacancies(draw: Draw) -> list[dict]:
    """A row for everything first, so that no cell lacks one; then some that are more precise."""
    axes = (draw.cities, draw.profiles or ("all",), draw.horizon)
    rows = {("*", "*", "*"): draw.count(0, 60)}
    for _ in range(draw.random.randint(0, 6)):
        key = tuple(draw.random.choice(axis) if draw.sometimes(0.5) else "*" for axis in axes)
        rows.setdefault(key, draw.count(0, 80))
    return [
        {"city": city, "profile": profile, "period": period, "vacancies": count}
        for (city, profile, period), count in rows.items()
    ]


def budgets(draw: Draw) -> list[dict]:
    return [
        {"source": source, "period": period, "amount": draw.amount(200, 9_000)}
        for source in draw.some(draw.sources)
        for period in draw.some(draw.spending)
    ]


def eligibility(draw: Draw) -> list[dict]:
    """Rows for the sources after the first, which stays free, so that every measure can be paid for."""
    return [
        {
            "source": source,
            "city": draw.some_or_all(draw.cities),
            "measure": draw.some_or_all(draw.measures),
            "eligible": draw.sometimes(0.6),
        }
        for source in draw.sources[1:]
        for _ in range(draw.random.randint(1, 2))
    ]


def limits(draw: Draw) -> list[dict]:
    kinds = [ceiling, ceiling, *([floor, target] if draw.floors else [])]
    rows = [draw.random.choice(kinds)(draw) for _ in range(draw.random.randint(1, 4))]
    return [
        {"limit": f"rule_{i}", "name": f"Rule {i}", "active": not draw.sometimes(0.1), **row}
        for i, row in enumerate(rows)
    ]


def ceiling(draw: Draw) -> dict:
    """At most so much money, so many units or sites."""
    quantity = draw.random.choice(("money", "money", "units", "sites" if draw.whole else "units"))
    row = {"quantity": quantity, "sense": "at_most", "period": draw.some_or_all(draw.spending)}
    if quantity != "money":
        return row | _place(draw) | _activity(draw) | {"value": draw.count(1, 60)}
    row["source"] = draw.some_or_all(draw.sources)
    if len(draw.measures) > 1 and draw.sometimes(0.5):
        measured = draw.random.choice(("share_of_spending", "share_of_place", "share_of_source"))
        return row | {"measured": measured, "value": draw.share(20, 90), "measure": draw.measures[:1]}
    measured = draw.random.choice(("amount", "per_head", "share_of_fund"))
    value = {"amount": draw.amount(200, 9_000), "per_head": draw.count(5, 90)}.get(measured, draw.share(20, 90))
    return row | _place(draw) | _activity(draw) | {"measured": measured, "value": value}


def floor(draw: Draw) -> dict:
    """At least so much money for a place."""
    measured = draw.random.choice(("amount", "share_of_fund", "share_of_spending"))
    value = draw.amount(10, 200) if measured == "amount" else draw.share(1, 4)
    return {"quantity": "money", "sense": "at_least", "value": value, "measured": measured, **_place(draw)}


def target(draw: Draw) -> dict:
    """An outcome: a few net jobs or jobs kept at least, or a rate that is not exceeded."""
    quantity = draw.random.choice(("rate", "net_jobs", "jobs_kept"))
    sense, value = ("at_most", draw.share(35, 60)) if quantity == "rate" else ("at_least", Decimal("0.1"))
    last = "*" if quantity == "jobs_kept" else draw.horizon[-1:]
    return {"quantity": quantity, "sense": sense, "value": value, "period": last}


def _place(draw: Draw) -> dict:
    regions = tuple(sorted({row["region"] for row in draw.city_rows}))
    if draw.sometimes(0.5):
        return {"region": draw.some_or_all(regions)}
    return {"city": draw.some_or_all(draw.cities)}


def _activity(draw: Draw) -> dict:
    """A selection of measures, in one of the three ways there are; it holds at least one."""
    labels = tuple(sorted({"yes" if row["labelled"] else "no" for row in draw.measure_rows}))
    return draw.random.choice(
        (
            {"measure": draw.some_or_all(draw.measures)},
            {"kind": draw.some_or_all(draw.kinds)},
            {"labelled": draw.random.choice((*labels, "*"))},
        )
    )


def dependency(draw: Draw) -> list[dict]:
    """A cap that asks for a little diversification where there are floors, and holds by itself where there are none."""
    cap = Decimal("0.94") if draw.floors and "diversification" in draw.kinds else Decimal(1)
    rows = [{"city": "*", "cap": cap}]
    if draw.sometimes(0.5):
        rows.append({"city": draw.cities[0], "cap": Decimal(1), "period": draw.spending[-1]})
    return rows


def commitments(draw: Draw) -> list[dict]:
    """One unit or a little money for a measure that the first source may pay alone."""
    free = [row["measure"] for row in draw.measure_rows if not row["min_private_share"]]
    if not draw.floors or not free:
        return []
    row = {"commitment": "signed", "name": "Signed", "city": draw.cities[-1], "measure": free[0]}
    if draw.sometimes(0.5):
        return [{**row, "quantity": "units", "value": Decimal(1)}]
    exactly = "exactly" if draw.sometimes(0.3) else "at_least"
    return [{**row, "source": draw.sources[0], "sense": exactly, "value": draw.amount(1, 50)}]


def reference(draw: Draw) -> list[dict]:
    paid = {"source": draw.sources[0], "measure": draw.measures[0]}
    return [
        {**paid, "city": city, "period": period, "amount": draw.amount(0, 500)}
        for city in draw.some(draw.cities)
        for period in draw.some(draw.spending)
    ]


def provenance(draw: Draw) -> list[dict]:
    source = {"status": "assumption", "source": "Drawn at random.", "owner": "Tests"}
    return [{"table": table, **source} for table in ("fund", "cities", "measures")]


OPTIONAL: dict[str, Callable[[Draw], list[dict]]] = {
    table.__name__: table
    for table in (
        budgets, eligibility, unemployment, timing, shocks, persistence, effects, returns, mix, overrides, commuting,
        vacancies, limits, dependency, commitments, reference, provenance,
    )
}  # fmt: skip
"""Tables that about half of the cases have."""
