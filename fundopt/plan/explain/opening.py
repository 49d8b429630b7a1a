"""What a unit would have to cost where a measure needs whole decisions first: a site to open, a cohort to fill."""

from __future__ import annotations

import numpy as np

from fundopt.model.linear_program import LinearProgram
from fundopt.model.parameters import Parameters
from fundopt.plan.allocation import NOTHING
from fundopt.plan.explain.pairs import Change, Pair, cost_change
from fundopt.plan.explain.resolving import EXACT, Resolved, Resolver

STEPS = 14
"""How often the interval that holds a threshold is halved at most."""

PRECISION = 0.005
"""Width of that interval, as a share of the cost, at which it is narrow enough."""

SECONDS = 4.0
"""The least time left for which a search over sites is started."""


def decides_whole(p: Parameters, program: LinearProgram, pair: Pair) -> bool:
    """Whether a unit of the pair needs a whole number first: an open site, or a cohort that is large enough."""
    return bool(p.needs_site[p.measures.position[pair.measure]]) or len(pair.columns(program, "cohort")) > 0


def cost_with_site(p: Parameters, resolver: Resolver, pair: Pair) -> tuple[float | None, str, Change]:
    """(s, status, change): the change of the unit cost below which some choice of sites funds the pair.

    s None: even at no cost nobody opens it. Found by halving with free sites, to `PRECISION`. Where time
    or steps run out the status is "enough" (s is enough, less may be) or, before anything is known, "unknown".
    """
    change = cost_change(p, resolver.program, pair)
    found = _at(resolver, change, -1.0)
    if found is None:
        return None, "unknown", change
    if not _pays(resolver, found, pair):
        return None, "verified", change
    funded, idle = -1.0, 0.0
    for _ in range(STEPS):
        if idle - funded <= PRECISION * (1 + funded):
            return funded, "verified", change
        middle = (funded + idle) / 2
        found = _at(resolver, change, middle)
        if found is None:
            return funded, "enough", change
        funded, idle = (middle, idle) if _pays(resolver, found, pair) else (funded, middle)
    return funded, "enough", change


def _at(resolver: Resolver, change: Change, s: float) -> Resolved | None:
    if resolver.left < SECONDS:
        return None
    found = resolver.free(change.applied(resolver.program, s))
    return found if found.exact else None


def _pays(resolver: Resolver, found: Resolved, pair: Pair) -> bool:
    """Whether the program at a changed cost avoids more than the optimum, and so pays for the pair."""
    assert found.primal is not None
    better = found.effect - resolver.base.effect > EXACT * max(1.0, abs(resolver.base.effect))
    bought = float(np.sum(found.primal[pair.columns(resolver.program, "units")]))
    return better and bought > NOTHING
