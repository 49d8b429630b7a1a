"""The explanations of a plan, worked out in the background one section after the other, once for a case, and kept."""

from __future__ import annotations

import math

import fundopt
from fundopt.plan.explain.explanation import LANES, Explanation

from . import later
from .identity import case_hash
from .texts import why as texts
from .words import say

SECONDS = {
    "prices": 100.0,
    "millions": 60.0,
    "curve": 110.0,
    "missing": 45.0,
    "assumptions": 70.0,
    "margins": 90.0,
    "freedom": 40.0,
}
"""About how long each section may take on a machine that does nothing else."""
MINUTE = 60
AT_ONCE = 0.3
"""Share of that time for a first answer, with sites as they are."""
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


def about(words: str, name: str, lang: str, *, quick: bool = False) -> str:
    """What is worked out, with about how long it may take: « Le prix de chaque règle (environ 1 à 2 min) »."""
    most = SECONDS[name] * (AT_ONCE if quick else 1)
    if most < MINUTE:
        return say(texts.ABOUT_TIME["seconds"], lang, what=words, least=_tens(most / 2), most=_tens(most))
    least, whole = max(round(most / 2 / MINUTE), 1), math.ceil(most / MINUTE)
    key = "minute" if least == whole else "minutes"
    return say(texts.ABOUT_TIME[key], lang, what=words, least=least, most=whole)


def _tens(seconds: float) -> int:
    """Seconds to the next ten."""
    return 10 * math.ceil(seconds / 10)


def _explained(plan: fundopt.Plan, name: str, *, quick: bool) -> Explanation:
    """A section has an explanation of its own, so that it waits for no other."""
    explanation = fundopt.explain(plan, seconds=_seconds(name) * (AT_ONCE if quick else 1), quick=quick)
    for part in GROUPS[name]:
        getattr(explanation, part)
    return explanation


def _seconds(name: str) -> float:
    """Seconds for a whole explanation of which the section's parts get their `SECONDS`."""
    lane = next(lane for lane in LANES if GROUPS[name][0] in lane)
    return SECONDS[name] * sum(lane.values()) / sum(lane.get(part, 0) for part in GROUPS[name])
