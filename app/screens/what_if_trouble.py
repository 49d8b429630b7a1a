"""Where the edits have no plan: what cannot be read, which rules clash, or what the engine said; nothing is lost."""

from __future__ import annotations

import streamlit as st

from fundopt.case.edit_rows import OWNER
from fundopt.errors import Infeasible
from fundopt.language import join
from fundopt.plan.conflict import Conflict
from fundopt.plan.conflict import words as told

from .. import state
from ..texts import what_if as texts
from ..words import plain, say
from .what_if_answer import CLASH, FAILED, STOPPED, Shown, reason

MOST_FINDINGS = 6


def show(shown: Shown, lang: str) -> None:
    """Say what stands in the way, and what to do about it."""
    if shown.state == STOPPED:
        _stopped(shown, lang)
    elif shown.state == CLASH and not state.edits().edits and shown.error is not None:
        st.warning(say(texts.SAVED_FAILS, lang, reason=reason(shown.error, lang)))
    elif shown.state == CLASH:
        _clash(shown, lang)
    elif shown.state == FAILED and shown.error is not None:
        with st.container(border=True):
            st.markdown(say(texts.FAILED, lang, reason=reason(shown.error, lang)))
            if shown.desk is not None:
                st.button(say(texts.AGAIN, lang), key="quick_again", on_click=shown.desk.forget,
                          args=(state.edits().edits,))  # fmt: skip
    elif shown.alone and shown.changes is not None:
        st.caption(say(texts.NO_BEFORE, lang))


def _stopped(shown: Shown, lang: str) -> None:
    found = [item for item in shown.findings if item.stops]
    lines = [f"- {plain(item.line(lang))}" for item in found[:MOST_FINDINGS]]
    if len(found) > MOST_FINDINGS:
        lines.append(say(texts.STOPPED_MORE, lang, count=len(found) - MOST_FINDINGS))
    st.warning("\n".join([f"**{say(texts.STOPPED, lang)}**", "", *lines, "", say(texts.STOPPED_KEPT, lang)]))


def _clash(shown: Shown, lang: str) -> None:
    conflict = shown.error.conflict if isinstance(shown.error, Infeasible) else None
    lines = [say(texts.CLASH, lang)]
    if conflict is not None:
        lines += ["", *_rules(conflict, lang)]
    elif shown.seeking is not None:
        lines += ["", say(texts.CLASH_SEEKING, lang)]
    st.warning("\n".join([*lines, "", say(texts.CLASH_WHY, lang)]))


def _rules(conflict: Conflict, lang: str) -> list[str]:
    """The rules of the first clash with their owners, and the cheapest repair."""
    lines = [say(texts.CLASH_RULES, lang), ""]
    for rule in conflict.disputes[0].rules:
        name = rule.name.of(lang)
        if rule.value is not None:
            name = f"{name} : " if lang == "fr" else f"{name}: "
            name += told.shown(conflict.case, rule, rule.value, lang)
        owner = say(texts.YOURS, lang) if rule.owner.fr == OWNER else rule.owner.of(lang) or say(texts.NOBODY, lang)
        lines.append(f"- {plain(say(texts.CLASH_RULE, lang, name=name, owner=owner))}")
    if conflict.combined is not None:
        moves = plain(join(told.moves(conflict.case, conflict.combined, lang), lang))
        lines += ["", say(texts.CLASH_REPAIR, lang, moves=moves)]
    return lines
