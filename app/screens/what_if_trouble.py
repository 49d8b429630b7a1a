"""Where the edits have no plan: what cannot be read, which rules clash, or what the engine said; nothing is lost."""

from __future__ import annotations

import streamlit as st

from fundopt.case.edit_rows import OWNER
from fundopt.errors import Infeasible
from fundopt.language import join
from fundopt.plan.conflict import Conflict, Statement
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
    """The rules of the first clash with their owners, what bounds them, and the cheapest repair."""
    dispute = conflict.disputes[0]
    names = [(_name(conflict, rule, lang), _owner(rule, lang)) for rule in dispute.rules]
    if len(names) > 1:
        lines = [say(texts.CLASH_RULES, lang), ""]
        lines += [f"- {plain(say(texts.CLASH_RULE, lang, name=name, owner=owner))}" for name, owner in names]
    else:
        text = texts.CLASH_YOURS if _mine(dispute.rules[0]) else texts.CLASH_ONE
        lines = [plain(say(text, lang, name=names[0][0], owner=names[0][1]))]
    if dispute.facts:
        facts = join([fact.name.of(lang) for fact in dispute.facts], lang)
        text = texts.CLASH_BOUND if len(names) == 1 else texts.CLASH_BOUND_MANY
        lines += ["", plain(say(text, lang, facts=facts))]
    if conflict.combined is not None:
        moves = plain(join(told.moves(conflict.case, conflict.combined, lang), lang))
        lines += ["", say(texts.CLASH_REPAIR, lang, moves=moves)]
    return lines


def _name(conflict: Conflict, rule: Statement, lang: str) -> str:
    """A rule with its value; the name of a pinned amount says it already."""
    if _mine(rule) and rule.table == "limits":
        return conflict.case.text(conflict.case["limits"]["name"][rule.index], lang)
    if rule.value is None:
        return rule.name.of(lang)
    return say(
        texts.CLASH_VALUE, lang, name=rule.name.of(lang), value=told.shown(conflict.case, rule, rule.value, lang)
    )


def _owner(rule: Statement, lang: str) -> str:
    return say(texts.YOURS, lang) if _mine(rule) else rule.owner.of(lang) or say(texts.NOBODY, lang)


def _mine(rule: Statement) -> bool:
    return rule.owner.fr == OWNER
