"""Which plans are compared, by key; and each worked out on its own case."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

import fundopt
from fundopt.case.findings import Finding
from fundopt.errors import Infeasible

from .. import allocations, guard, state, subjects, work
from ..texts import common
from ..texts import compare as texts
from ..words import plain, say

BEST, EDITS, SCENARIO, KEY, MINE = "best", "edits", "scenario:", "key:", "mine:"
FEWEST, MOST = 2, state.MOST_COMPARED
CHOICE = "compared"
FIRST = [BEST, KEY + "at-risk"]
"""What is compared at first sight: the best plan against the simplest key."""


@dataclass(frozen=True)
class Compared:
    """A plan that is compared, under a title of its own; `best` is the best plan of its case, None where none is."""

    key: str
    title: str
    plan: fundopt.Plan
    best: fundopt.Plan | None


def keys() -> list[str]:
    """Every plan that can be compared."""
    now = state.session()
    edited = [EDITS] if now.history.present.edits else []
    scenarios = [SCENARIO + name for name in now.scenarios]
    return [BEST, *edited, *scenarios, *(MINE + name for name in now.allocations), *(KEY + key for key in texts.KEYS)]


def title(key: str, lang: str) -> str:
    """How a plan is called, as plain text."""
    if key.startswith(KEY):
        return texts.KEYS[key.removeprefix(KEY)].of(lang)
    if key.startswith(SCENARIO):
        return texts.SCENARIO.of(lang, name=key.removeprefix(SCENARIO))
    if key.startswith(MINE):
        return key.removeprefix(MINE)
    return (texts.BEST if key == BEST else texts.EDITED).of(lang)


def choose(lang: str) -> list[str]:
    """The keys of the plans that the reader chose, in that order."""
    known = keys()
    return list(
        st.multiselect(
            say(texts.CHOOSE, lang), known, format_func=lambda key: title(key, lang), max_selections=MOST,
            placeholder="…", **state.remembered(CHOICE, FIRST, known, lang),
        )
    )  # fmt: skip


def add(key: str) -> None:
    """Compare one more plan, in the place of the last where there are as many as can be."""
    chosen = [each for each in state.choice(CHOICE, FIRST) if each != key]
    state.choose(CHOICE, [*chosen[: MOST - 1], key])


def drop(key: str) -> None:
    """Compare a plan no more."""
    state.choose(CHOICE, [each for each in state.choice(CHOICE, FIRST) if each != key])


def worked_out(chosen: list[str], lang: str) -> list[Compared]:
    """The plans of these keys; one that cannot be worked out is said so and left out."""
    found: list[Compared] = []
    for key in chosen:
        name = title(key, lang)
        unique = name if name not in {each.title for each in found} else f"{name} ({len(found) + 1})"
        with guard.guarded(lang), st.spinner(say(common.JUDGING, lang, name=plain(name))):
            if (each := _worked_out(key, unique, lang)) is not None:
                found.append(each)
    return found


def _worked_out(key: str, name: str, lang: str) -> Compared | None:
    case, findings = _case(key, lang)
    if case is None:
        _stopped(name, findings, lang)
        return None
    try:
        if key.startswith(KEY):
            plan = work.by_key(case, key.removeprefix(KEY))
        elif key.startswith(MINE):
            reading = allocations.read(state.session().allocations[key.removeprefix(MINE)], case)
            if reading.payments is None:
                _stopped(name, reading.findings, lang)
                return None
            plan = work.given(case, reading.payments, name)
        else:
            plan = work.best(case)
    except Infeasible:
        st.warning(say(texts.REFUSED, lang, name=plain(name)))
        return None
    except LookupError as error:  # LabelMismatch: payments that no source may make
        st.warning(say(texts.NOT_ELIGIBLE, lang, name=plain(name), what=plain(str(error).rsplit(" for ", 1)[-1])))
        return None
    try:
        return Compared(key, name, plan, work.best(case))
    except Infeasible:
        return Compared(key, name, plan, None)


def _case(key: str, lang: str) -> tuple[fundopt.Case | None, tuple[Finding, ...]]:
    """The case that a plan answers: that of its edits, else the case in use."""
    if key == EDITS or key.startswith(SCENARIO):
        subject = subjects.subject(subjects.EDITS if key == EDITS else key, lang)
        return subject.case, subject.findings
    return state.session().case, ()


def _stopped(name: str, findings: tuple[Finding, ...], lang: str) -> None:
    for item in [item for item in findings if item.stops][:3]:
        st.warning(say(texts.STOPPED, lang, name=plain(name), finding=plain(item.line(lang))))
