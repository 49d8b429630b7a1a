"""Why no plan holds: the rules that clash, with owner and cell, and repairs that a button applies."""

from __future__ import annotations

from functools import partial

import streamlit as st

import fundopt
from fundopt.case.edit_rows import OWNER
from fundopt.language import join
from fundopt.plan.conflict import Conflict, Dispute, Repair
from fundopt.plan.conflict import words as told

from .. import places, state, subjects
from ..texts import why as texts
from ..texts.what_if import YOURS
from ..typeset import typeset
from ..words import capital, figure, plain, say


def show(conflict: Conflict | None, subject: subjects.Subject, lang: str) -> None:
    """The clash in a sentence, the cheapest repair of everything, then every rule with its own repair."""
    st.title(say(texts.CONFLICT_TITLE, lang))
    if conflict is None:
        st.markdown(say(texts.CONFLICT_UNKNOWN, lang))
        return
    with st.container(key="lead"):
        st.markdown(_lead(conflict, lang))
    _combined(conflict, subject, lang)
    for number, dispute in enumerate(conflict.disputes, 1):
        many = len(conflict.disputes) > 1
        st.header(say(texts.CLASH, lang, number=number) if many else say(texts.CLASHING, lang))
        _dispute(conflict, dispute, number, subject, lang)
    if conflict.more:
        st.caption(say(texts.FURTHER, lang))


def _lead(conflict: Conflict, lang: str) -> str:
    if len(conflict.disputes) > 1:
        return say(texts.CONFLICT_LEAD_MANY, lang, count=figure(len(conflict.disputes), lang))
    rules = conflict.disputes[0].rules
    names = join([typeset(rule.name.of(lang), lang) for rule in rules], lang)
    text = texts.CONFLICT_LEAD_ONE if len(rules) == 1 else texts.CONFLICT_LEAD
    return say(text, lang, count=figure(len(rules), lang), names=names)


def _combined(conflict: Conflict, subject: subjects.Subject, lang: str) -> None:
    """The cheapest repair of all clashes together."""
    with st.container(border=True, key="repair"):
        st.markdown(f"### {say(texts.REPAIR, lang)}")
        if conflict.combined is None:
            st.markdown(say(texts.NO_REPAIR, lang))
            return
        for sentence in told.moves(conflict.case, conflict.combined, lang):
            st.markdown(f"- {typeset(capital(sentence), lang)}.")
        _button(conflict, conflict.combined, subject, lang, "all")
        st.caption(say(texts.REPAIR_PRICED, lang))


def _dispute(conflict: Conflict, dispute: Dispute, number: int, subject: subjects.Subject, lang: str) -> None:
    alone = len(conflict.disputes) == len(dispute.rules) == 1  # its repair is that of everything
    for i, (rule, repair) in enumerate(zip(dispute.rules, dispute.repairs, strict=True)):
        name = capital(rule.name.of(lang))
        owner = say(YOURS, lang) if rule.owner.fr == OWNER else rule.owner.of(lang) or say(texts.NOBODY, lang)
        if rule.value is not None:
            value = told.shown(conflict.case, rule, rule.value, lang)
            name = say(texts.STATED, lang, name=name, value=value)
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            with st.container(width="stretch", gap="xxsmall"):
                st.markdown(f"**{plain(name)}**")
                st.caption(plain(say(texts.OWNER_CELL, lang, owner=owner, place=places.where(rule.place, lang))))
                if repair is None:
                    st.markdown(say(texts.NOT_ALONE, lang))
                elif not alone:
                    changes = [told.change(conflict.case, move, lang) for move in repair.moves]
                    st.markdown(plain(say(texts.ALONE, lang, change=join(changes, lang))))
            if repair is not None and not alone:
                _button(conflict, repair, subject, lang, f"{number}:{i}")
    if dispute.facts:
        facts = join([fact.name.of(lang) for fact in dispute.facts], lang)
        text = texts.FACTS_BOUND if len(dispute.rules) > 1 else texts.FACTS_BOUND_ONE
        st.caption(plain(say(text, lang, facts=facts)))


def _button(conflict: Conflict, repair: Repair, subject: subjects.Subject, lang: str, place: str) -> None:
    """The button that makes a repair one of the edits under way."""
    whole = place == "all"
    st.button(
        say(texts.APPLY_ALL if whole else texts.APPLY, lang), key=f"repair:{place}", help=say(texts.APPLY_HELP, lang),
        type="primary" if whole else "secondary", on_click=_apply, args=(conflict, repair, subject),
    )  # fmt: skip


def _apply(conflict: Conflict, repair: Repair, subject: subjects.Subject) -> None:
    """Put the subject's edits and those of the repair in the place of the edits under way, and speak of them."""
    scenario = _edits(subject)
    for edit in fundopt.edits_between(conflict.case, repair.case):
        scenario = scenario.and_(edit)
    state.edit(scenario.repinned(state.session().case))
    state.choose("subject", subjects.EDITS)
    state.notify(partial(_said, conflict, repair))


def _edits(subject: subjects.Subject) -> fundopt.Scenario:
    """The edits that make the subject of the case in use."""
    if subject.key == subjects.EDITS:
        return state.edits()
    if subject.key == subjects.CASE:
        return fundopt.Scenario()
    return state.session().scenarios[subject.key.removeprefix(subjects.SCENARIO)]


def _said(conflict: Conflict, repair: Repair, lang: str) -> str:
    sentences = told.moves(conflict.case, repair, lang)
    return plain(say(texts.REPAIRED, lang, moves=(" ; " if lang == "fr" else "; ").join(sentences)))
