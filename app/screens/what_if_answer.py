"""The answer to the edits that stand: quick, exact, or that there is none; and how it is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace

import streamlit as st

import fundopt
from fundopt.case.findings import Finding
from fundopt.errors import FundoptError, Infeasible, SolveError

from .. import answers, state, subjects, work
from ..texts import common, failures
from ..texts import what_if as texts
from ..words import figure, plain, say

SAVED, QUICK, EXACT, STOPPED, CLASH, FAILED = "saved", "quick", "exact", "stopped", "clash", "failed"
FRACTIONAL, AS_PLANNED = "fractional", "as planned"


@dataclass(frozen=True)
class Shown:
    """What the page shows. `made`: the case with every edit that it can take; `case`: None where something stops it.

    `changes` are of these `edits` alone; where they have no plan (`without_plan`) they are the saved plan beside
    itself. With `alone` there is no saved plan to compare with. `error` says why there is no plan, or no exact one;
    `seeking` is the search that goes on.
    """

    state: str
    made: fundopt.Case
    case: fundopt.Case | None
    findings: tuple[Finding, ...] = ()
    changes: fundopt.Changes | None = None
    edits: answers.Edits = ()
    alone: bool = False
    seconds: float = 0.0
    sites: str = ""
    error: SolveError | None = None
    seeking: Future | None = None
    desk: answers.Desk | None = None

    @property
    def without_plan(self) -> bool:
        return self.state in (STOPPED, CLASH, FAILED)


def find(lang: str, wait: Callable[[], None] = lambda: None) -> Shown:
    """The answer to the edits as they stand; `wait` is called where it takes a moment, before that."""
    saved_case, scenario = state.session().case, state.edits()
    case, findings = subjects.applied(saved_case, scenario)
    made = subjects.made(saved_case, scenario) if case is None else case
    start = Shown(STOPPED, made, case, findings, edits=scenario.edits)
    try:
        with st.spinner(say(common.SOLVING, lang), show_time=True):
            desk = answers.desk(work.best(saved_case))
    except SolveError as error:
        return _without_saved(start, error, lang)
    start = replace(start, desk=desk, changes=desk.unchanged)
    if not scenario.edits:
        return replace(start, state=SAVED)
    if case is None:
        return start
    if not desk.answered(scenario.edits):
        wait()
    return _answered(start, desk, scenario.edits, case)


def _answered(start: Shown, desk: answers.Desk, edits: answers.Edits, case: fundopt.Case) -> Shown:
    quick, search = desk.quick(edits, case), desk.exact(edits, case)
    if search.done() and not search.cancelled():
        error = search.exception()
        if isinstance(error, Infeasible):
            return replace(start, state=CLASH, error=error)
        if error is None and (exact := search.result()) is not None:
            return replace(start, state=EXACT, changes=exact.changes, seconds=exact.seconds)
        if error is not None and not isinstance(error, SolveError):
            raise error
        failure = error
    else:
        failure = None
    if isinstance(quick.error, Infeasible):
        return replace(start, state=CLASH, error=failure or quick.error, seeking=_open(search))
    if quick.answer is None:
        return replace(start, state=FAILED, error=failure or quick.error, seeking=_open(search))
    return replace(
        start, state=QUICK, changes=quick.answer.changes, seconds=quick.seconds, sites=quick.answer.sites,
        error=failure, seeking=_open(search),
    )  # fmt: skip


def _open(search: Future) -> Future | None:
    return None if search.done() and not search.cancelled() else search


def _without_saved(start: Shown, error: SolveError, lang: str) -> Shown:
    """The answer where the case in use has no plan itself: the plan of the edited case, with nothing beside it."""
    if start.case is None or not state.edits().edits:
        return replace(start, state=CLASH if start.case is not None else STOPPED, error=error, alone=True)
    try:
        with st.spinner(say(common.SOLVING, lang), show_time=True):
            desk = answers.desk(work.best(start.case))
    except SolveError as refused:
        return replace(start, state=CLASH if isinstance(refused, Infeasible) else FAILED, error=refused, alone=True)
    return replace(start, state=EXACT, changes=desk.unchanged, alone=True)


def status(shown: Shown, lang: str) -> None:
    """In a line, what the figures are; asked again while an exact plan is looked for."""
    if shown.seeking is not None:
        _waiting(shown, lang)
    else:
        st.markdown(_told(shown, lang), width="stretch")
    if shown.state == QUICK and shown.error is not None and shown.desk is not None:
        st.button(say(texts.AGAIN, lang), key="exact_again", on_click=shown.desk.forget, args=(state.edits().edits,))


def _waiting(shown: Shown, lang: str) -> None:
    """The page is drawn again when the exact plan is there; not while a table is typed in, which a drawing disturbs."""
    typing = state.choice("what_if_part") == "tables" and bool(state.choice("what_if_table"))

    @st.fragment(run_every=0.5)
    def clock() -> None:
        found = shown.seeking is not None and shown.seeking.done()
        if found and not typing:
            st.rerun()
        st.markdown(_told_found(shown, lang) if found else _told(shown, lang), width="stretch")
        if found and st.button(say(texts.EXACT_SHOW, lang), key="exact_show"):
            st.rerun()

    clock()


def _told_found(shown: Shown, lang: str) -> str:
    """What a search has found that is not shown yet: a plan is spoken of only where there is one, for these edits."""
    assert shown.seeking is not None
    if state.edits().edits != shown.edits or shown.seeking.cancelled():
        return say(texts.PENDING, lang)
    error = shown.seeking.exception()
    if isinstance(error, Infeasible):
        return say(texts.NO_PLAN, lang)
    return _told(shown, lang) if error is not None else say(texts.EXACT_READY, lang)


def _told(shown: Shown, lang: str) -> str:
    if shown.state == SAVED:
        return say(texts.NO_EDITS, lang)
    if shown.without_plan:
        if not shown.edits:
            return say(texts.SAVED_NO_PLAN, lang)
        waiting = shown.state == FAILED and shown.seeking is not None
        told = {STOPPED: texts.NOT_MADE, CLASH: texts.NO_PLAN, FAILED: texts.NO_ANSWER}[shown.state]
        return say(texts.NOT_YET if waiting else told, lang)
    if shown.state == QUICK and shown.error is not None:
        return say(texts.NO_EXACT, lang, reason=reason(shown.error, lang))
    if shown.state == QUICK:
        words = say(texts.QUICK, lang, seconds=seconds(shown.seconds, lang))
        sites = {FRACTIONAL: texts.QUICK_FRACTIONS, AS_PLANNED: texts.QUICK_SITES}.get(shown.sites)
        return words + (f"  \n{say(sites, lang)}" if sites else "")
    if shown.state == EXACT and not shown.alone:
        return say(texts.EXACT, lang, seconds=seconds(shown.seconds, lang))
    return ""


def reason(error: FundoptError, lang: str) -> str:
    """Why there is no plan, in a sentence."""
    head, _ = next(words for family, words in failures.SOLVING.items() if isinstance(error, family))
    return plain(say(head, lang))


def seconds(value: float, lang: str) -> str:
    """A time that the server took."""
    if value < 0.1:
        return say(texts.BELOW_A_TENTH, lang)
    return say(texts.SECONDS, lang, seconds=figure(value, lang, 1))
