"""The page that says why: what holds the plan back and what would change it; or which rules clash, with repairs."""

from __future__ import annotations

import streamlit as st

import fundopt
from fundopt.errors import Infeasible

from .. import later, reasons, state, subjects, work
from ..texts import common
from ..texts import why as texts
from ..words import figure, money, say
from . import why_conflict, why_freedom, why_money, why_rules

SECTIONS = {
    "prices": why_rules.prices,
    "millions": why_money.millions,
    "curve": why_money.curve,
    "missing": why_rules.missing,
    "assumptions": why_rules.assumptions,
    "margins": why_rules.margins,
    "freedom": why_freedom.freedom,
}


def draw(lang: str) -> None:
    """Draw the page for the subject that the reader chose."""
    subject = subjects.choose(lang)
    if subject.case is None:
        return
    try:
        with st.spinner(say(common.SOLVING, lang)):
            plan = work.best(subject.case)
    except Infeasible as refusal:
        why_conflict.show(refusal.conflict, subject, lang)
        return
    st.title(say(texts.TITLE, lang))
    with st.container(key="lead"):
        st.markdown(_lead(plan, lang))
    st.caption(say(texts.UNIT, lang, effect=figure(plan.effect, lang, 1)))
    names = list(texts.QUESTIONS)
    chosen = st.pills(
        say(texts.QUESTION, lang), names, format_func=lambda name: say(texts.QUESTIONS[name], lang), required=True,
        **state.remembered("why", names[0], names),
    )  # fmt: skip
    name = chosen or state.choice("why")
    _section(plan, name, lang)
    if name == "assumptions":
        _section(plan, "margins", lang)


def _lead(plan: fundopt.Plan, lang: str) -> str:
    """What the plan does, and how many of its rules are at their limit."""
    checked = [check for check in plan.margins if check.value or check.bound]
    tight = sum(check.binding for check in checked)
    reached = plan.achievements
    return say(
        texts.LEAD if tight != 1 else texts.LEAD_ONE, lang, money=money(reached.money, lang, 0),
        avoided=figure(reached.person_years_avoided, lang), tight=figure(tight, lang), rules=figure(len(checked), lang),
    )  # fmt: skip


def _section(plan: fundopt.Plan, name: str, lang: str) -> None:
    """A section's answer: the quicker one, where there is one, until the full one is there."""
    words, draw = say(texts.WORKED[name], lang), SECTIONS[name]
    early = reasons.sooner(plan, name)
    if early is not None and not later.ready(early):
        later.wait_for(early, lang, reasons.about(words, name, lang, quick=True))
        return
    full, words = reasons.section(plan, name), reasons.about(words, name, lang)
    if early is None or not later.succeeded(early) or later.ready(full):
        later.show(full, lang, words, lambda found: draw(plan, found, lang))
        return
    st.caption(say(texts.FIRST_ANSWER, lang))
    later.wait_for(full, lang, words)
    draw(plan, early.future.result(), lang)
