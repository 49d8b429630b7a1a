"""The explanations of a plan, worked out in the background one section after the other, once for a case, and kept."""

from __future__ import annotations

import fundopt
from fundopt.plan.explain.explanation import Explanation

from . import later
from .identity import case_hash

SECONDS = {
    "prices": 400.0,
    "millions": 600.0,
    "curve": 480.0,
    "missing": 300.0,
    "assumptions": 1200.0,
    "margins": 300.0,
    "freedom": 300.0,
}
"""Seconds for an explanation, of which the parts of a section take their own share at most, by section."""
QUICK_SECONDS = 120.0
"""As `SECONDS`, where sites stay as they are."""
GROUPS = {
    "prices": ("prices",),
    "millions": ("millions",),
    "curve": ("curve", "events", "dropped"),
    "missing": ("unfunded",),
    "assumptions": ("flips",),
    "margins": ("margins",),
    "freedom": ("freedom", "alternatives"),
}
"""The sections of the page, and the parts of the explanation that each shows."""
QUICKER = ("prices", "millions", "curve")
"""Sections that answer much sooner where sites stay as they are."""


def section(plan: fundopt.Plan, name: str) -> later.Job:
    """The job that works out the parts of a section; its answer is an Explanation whose parts are there."""
    return later.job(("why", name, case_hash(plan.case)), lambda: _explained(plan, name, quick=False))


def sooner(plan: fundopt.Plan, name: str) -> later.Job | None:
    """The job that works a section out with sites as they are; None where that is no sooner."""
    if name not in QUICKER or not len(plan.case["sites"]):
        return None
    key = ("why at once", name, case_hash(plan.case))
    return later.job(key, lambda: _explained(plan, name, quick=True))


def _explained(plan: fundopt.Plan, name: str, *, quick: bool) -> Explanation:
    """A section has an explanation of its own, so that it waits for no other."""
    explanation = fundopt.explain(plan, seconds=QUICK_SECONDS if quick else SECONDS[name], quick=quick)
    for part in GROUPS[name]:
        getattr(explanation, part)
    return explanation
