"""What happens along the curve: which measure starts, stops, falls or is complete in which city, which site opens."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from fundopt.plan.explain.fund_curve import CurvePoint, FundCurve
from fundopt.plan.optimise import Optimum

LITTLE = 1e-4
"""Money below this share of today's fund is none, and a change below it no change."""
FALLS = 0.02
"""A fall below this share of what a measure had is none."""

KINDS = ("opens", "closes", "starts", "stops", "falls", "completes")


@dataclass(frozen=True)
class Event:
    """One change between two neighbouring points of the curve, as the fund grows.

    `kind`: opens, closes (sites), starts, stops, falls (money of a measure in a city) or completes (it gets no more,
    however large the fund). The change lies between the sizes `below` and `above` MAD; `at` is the exact size where it
    is known, None elsewhere. `before` and `after`: MAD at the two sizes (sites for opens and closes).
    """

    kind: str
    city: str
    measure: str
    below: float
    above: float
    at: float | None
    before: float
    after: float

    @property
    def weight(self) -> float:
        """How much changes, in MAD: what is told first."""
        return abs(self.after - self.before)


def events(optimum: Optimum, curve: FundCurve) -> tuple[Event, ...]:
    """Every change along the curve, by size of the fund, the weightiest first; nothing where plans were not settled."""
    found: list[Event] = []
    for below, above in pairwise(curve.points):
        if below.settled and above.settled:
            step = [*_sites(optimum, below, above), *_money(optimum, curve, below, above)]
            found += sorted(step, key=lambda event: (KINDS.index(event.kind) > 1, -event.weight, event.city))
    return tuple(found)


def _sites(optimum: Optimum, below: CurvePoint, above: CurvePoint) -> list[Event]:
    if "sites" not in optimum.program.variables:
        return []
    labels = optimum.program.variables["sites"].index()
    return [
        Event(
            "opens" if above.sites[i] > below.sites[i] else "closes", labels["city"][i], labels["measure"][i],
            below.fund, above.fund, None, float(below.sites[i]), float(above.sites[i]),
        )
        for i in np.flatnonzero(above.sites != below.sites)
    ]  # fmt: skip


def _money(optimum: Optimum, curve: FundCurve, below: CurvePoint, above: CurvePoint) -> list[Event]:
    little = LITTLE * curve.today
    later = [point.money for point in curve.points if point.settled and point.fund >= above.fund]
    exact = curve.kinks is not None and curve.unproven == 0
    found = []
    p = optimum.parameters
    for c, city in enumerate(p.cities.labels):
        for m, measure in enumerate(p.measures.labels):
            before, after = float(below.money[c, m]), float(above.money[c, m])
            kind = _kind(before, after, little)
            if kind is None and len(later) > 1 and after - before > little:
                kind = "completes" if max(abs(float(money[c, m]) - after) for money in later) <= little else None
            elif kind == "starts" and len(later) > 1 and all(abs(float(x[c, m]) - after) <= little for x in later):
                at = above.fund if exact else None
                found.append(Event("completes", city, measure, below.fund, above.fund, at, before, after))
            if kind is not None:
                at = (below.fund if kind in ("starts", "falls") else above.fund) if exact else None
                found.append(Event(kind, city, measure, below.fund, above.fund, at, before, after))
    return found


def _kind(before: float, after: float, little: float) -> str | None:
    if before <= little < after:
        return "starts"
    if after <= little < before:
        return "stops"
    return "falls" if before - after > max(little, FALLS * before) else None
