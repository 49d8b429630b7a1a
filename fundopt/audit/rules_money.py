"""The rules on money and sites (families 10 to 16), recomputed from a plan's tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from fundopt.audit.check import Check, Sense
from fundopt.audit.exact import ZERO, decimal, total
from fundopt.audit.inspection import Inspection

COST_SHARE, COST_DIRHAMS = Decimal("1e-9"), Decimal("0.001")
"""Units are published as floats: a cost computed from them is taken as known to this share, plus this sum in MAD."""


def who_pays(on: Inspection) -> Iterator[Check]:
    """Σ_f p[f,c,m,t] = a[c,m] x[c,m,t] + F n[c,m,t] + G o[c,m,t]   [MAD]."""
    opened, standing = on.plan["sites", "opened"], on.plan["sites", "open"]
    for c, m, t in _city_measure_periods(on):
        label, site = (c, m, t), on.facts.site(c, m)
        cost = (
            on.facts.unit_cost(c, m) * on.units[label]
            + site.opening_cost * opened.get(label, ZERO)
            + site.running_cost * standing.get(label, ZERO)
        )
        allowance = max(on.allowance(cost, "MAD"), COST_SHARE * abs(cost) + COST_DIRHAMS)
        yield on.check("who_pays", label, on.spent[label], Sense.EXACTLY, cost, "MAD", allowance=allowance)


def budgets(on: Inspection) -> Iterator[Check]:
    """Σ_{τ≤t} Σ_{c,m} p ≤ Σ_{τ≤t} B[f,τ]; without carry-over, period by period   [MAD]."""
    paid: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for (f, _, _, t), amount in on.payments.items():
        paid[f, t] += amount
    for i, source in enumerate(on.facts.case["sources"]):
        spent = received = ZERO
        for t in on.facts.case.budget_horizon:
            carried = source.carry_over
            spent = (spent if carried else ZERO) + paid[source.source, t]
            received = (received if carried else ZERO) + on.facts.budgets[source.source, t]
            label = (source.source, t)
            yield on.check("budgets", label, spent, Sense.AT_MOST, received, "MAD", row=("sources", i))


def earmarks(on: Inspection) -> Iterator[Check]:
    """p[f,c,m,t] = 0 where source f may not pay for measure m in city c   [MAD]."""
    for label, amount in on.payments.items():
        outside = ZERO if on.facts.eligible(*label[:3]) else amount
        yield on.check("earmarks", label, outside, Sense.EXACTLY, ZERO, "MAD")


def private_share(on: Inspection) -> Iterator[Check]:
    """Σ_{f private, t} p[f,c,m,t] ≥ γ[m] Σ_{f,t} p[f,c,m,t], where γ[m] > 0   [MAD]."""
    private: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    every: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for (f, c, m, _), amount in on.payments.items():
        every[c, m] += amount
        private[c, m] += amount if on.facts.sources[f].kind == "private" else ZERO
    for i, measure in enumerate(on.facts.case["measures"]):
        share = decimal(measure.min_private_share)
        for c in on.facts.cities if share > 0 else ():
            label = (c, measure.measure)
            bound = share * every[label]
            yield on.check("private_share", label, private[label], Sense.AT_LEAST, bound, "MAD", row=("measures", i))


def public_per_private(on: Inspection) -> Iterator[Check]:
    """Σ_{f public, τ≤t} p ≤ μ Σ_{f private, τ≤t} p, over all cities and measures   [MAD]."""
    ratio = on.facts.case.fund.public_per_private
    if ratio is None:
        return
    public, private = ZERO, ZERO
    for t in on.facts.case.budget_horizon:
        for (f, _, _, period), amount in on.payments.items():
            if period == t and on.facts.sources[f].kind == "public":
                public += amount
            elif period == t:
                private += amount
        bound = decimal(ratio) * private
        yield on.check("public_per_private", (t,), public, Sense.AT_MOST, bound, "MAD", row=("fund", 0))


def sites_open(on: Inspection) -> Iterator[Check]:
    """o[c,m,t] = Σ_{τ ≤ t − lag} n[c,m,τ], within the budget horizon   [sites]."""
    opened, standing = on.plan["sites", "opened"], on.plan["sites", "open"]
    horizon = on.facts.case.budget_horizon
    for c, m in _site_places(on):
        lag = on.facts.site(c, m).lag
        for i, t in enumerate(horizon):
            due = total(opened.get((c, m, tau), ZERO) for tau in horizon[: max(0, i - lag + 1)])
            value = standing.get((c, m, t), ZERO)
            yield on.check("sites_open", (c, m, t), value, Sense.EXACTLY, due, "sites")


def whole_sites(on: Inspection) -> Iterator[Check]:
    """n[c,m,t] is a whole number   [sites]."""
    for label, sites in on.plan["sites", "opened"].items():
        yield on.check("whole_sites", label, sites, Sense.EXACTLY, sites.to_integral_value(), "sites")


def most_sites(on: Inspection) -> Iterator[Check]:
    """Σ_t n[c,m,t] ≤ n̄[c,m]   [sites]."""
    opened = on.plan["sites", "opened"]
    for c, m in _site_places(on):
        value = total(opened.get((c, m, t), ZERO) for t in on.facts.case.budget_horizon)
        yield on.check("most_sites", (c, m), value, Sense.AT_MOST, Decimal(on.facts.site(c, m).most), "sites")


def site_capacity(on: Inspection) -> Iterator[Check]:
    """x[c,m,t] ≤ κ[m] o[c,m,t], for the measures that need a site   [units]."""
    standing = on.plan["sites", "open"]
    for c, m in _site_places(on):
        capacity = on.facts.site(c, m).capacity
        for t in on.facts.case.budget_horizon:
            label = (c, m, t)
            bound = capacity * standing.get(label, ZERO)
            yield on.check("site_capacity", label, on.units[label], Sense.AT_MOST, bound, "units")


def smallest_cohort(on: Inspection) -> Iterator[Check]:
    """x[c,m,t] = 0 or x[c,m,t] ≥ q[c,m], where there is a cohort   [units]."""
    for label, units in list(on.units.items()):
        smallest = on.facts.smallest_cohort(*label[:2])
        if smallest > 0 and units > on.allowance(ZERO, "units"):
            yield on.check("smallest_cohort", label, units, Sense.AT_LEAST, smallest, "units")


def _city_measure_periods(on: Inspection) -> Iterator[tuple[str, str, str]]:
    for c in on.facts.cities:
        for m in on.facts.measures:
            for t in on.facts.case.budget_horizon:
                yield c, m, t


def _site_places(on: Inspection) -> Iterator[tuple[str, str]]:
    for c in on.facts.cities:
        for m in sorted(on.facts.site_measures & set(on.facts.measures)):
            yield c, m
