"""What a page speaks of: the case in use, the edits under way, or a saved scenario; chosen once for all pages."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

import fundopt
from fundopt.case.findings import Finding
from fundopt.case.scenario_file import to_json

from . import state
from .identity import case_hash
from .texts import common as texts
from .words import plain, say

CASE, EDITS, SCENARIO = "case", "edits", "scenario:"
KEPT = 24


@dataclass(frozen=True)
class Subject:
    """A case to speak of. `case` is None where its edits cannot be made; `findings` say why."""

    key: str
    title: str
    case: fundopt.Case | None
    findings: tuple[Finding, ...] = ()


def keys() -> list[str]:
    """The subjects there are, by key."""
    now = state.session()
    edited = [EDITS] if now.history.present.edits else []
    return [CASE, *edited, *(SCENARIO + name for name in now.scenarios)]


def title(key: str, lang: str) -> str:
    """How a subject is called, as plain text."""
    if key == CASE:
        return texts.SUBJECT_CASE.of(lang)
    if key == EDITS:
        return texts.SUBJECT_EDITS.of(lang)
    return texts.SUBJECT_SCENARIO.of(lang, name=key.removeprefix(SCENARIO))


def subject(key: str, lang: str) -> Subject:
    """The subject of a key; an edited case is worked out once."""
    now = state.session()
    if key == CASE:
        return Subject(key, title(key, lang), now.case)
    scenario = now.history.present if key == EDITS else now.scenarios[key.removeprefix(SCENARIO)]
    return Subject(key, title(key, lang), *applied(now.case, scenario))


def applied(case: fundopt.Case, scenario: fundopt.Scenario) -> tuple[fundopt.Case | None, tuple[Finding, ...]]:
    """A case with a scenario's edits made, and what is wrong with it."""
    return _applied(case_hash(case), to_json(scenario), case, scenario)


def made(case: fundopt.Case, scenario: fundopt.Scenario) -> fundopt.Case:
    """A case with every edit that it can take, whatever the others are."""
    found, _ = applied(case, scenario)
    return _made(case_hash(case), to_json(scenario), case, scenario) if found is None else found


def choose(lang: str) -> Subject:
    """The subject that the reader chose, with the means to choose another where there is more than one.

    Where its edits cannot be made the reason is shown.
    """
    known = keys()
    key = CASE
    if len(known) > 1:
        key = st.segmented_control(
            say(texts.SUBJECT, lang), known, format_func=lambda each: plain(title(each, lang)), required=True,
            **state.remembered("subject", CASE, known),
        )  # fmt: skip
    found = subject(key, lang)
    for item in found.findings if found.case is None else ():
        if item.stops:
            st.warning(say(texts.SUBJECT_STOPPED, lang, finding=plain(item.line(lang))))
    return found


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _applied(
    case_hash: str, edits: str, _case: fundopt.Case, _scenario: fundopt.Scenario
) -> tuple[fundopt.Case | None, tuple[Finding, ...]]:
    return _scenario.apply(_case)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _made(case_hash: str, edits: str, _case: fundopt.Case, _scenario: fundopt.Scenario) -> fundopt.Case:
    return _scenario.made(_case)[0]
