"""The rules that can be switched off, each with its owner and its reason."""

from __future__ import annotations

import streamlit as st

import fundopt
from fundopt.case.edits import RULE_TABLES
from fundopt.case.scenario_words import row_title

from .. import state
from ..texts import what_if as texts
from ..words import plain, say


def draw(saved: fundopt.Case, made: fundopt.Case, lang: str) -> None:
    """A switch for each rule of the case in use."""
    if not any(len(saved[table]) for table in RULE_TABLES):
        st.markdown(say(texts.NO_RULES, lang))
        return
    st.markdown(say(texts.RULES_LEAD, lang))
    with st.container(height=520 if sum(len(saved[table]) for table in RULE_TABLES) > 8 else "content", border=False):
        for table in RULE_TABLES:
            now = {made[table].key(i): active for i, active in enumerate(made[table]["active"])}
            for index, row in enumerate(saved[table]):
                key = saved[table].key(index)
                if key in now:
                    _switch(saved, table, key, row, now[key], lang)


def _switch(saved: fundopt.Case, table: str, key: str, row: object, active: bool, lang: str) -> None:
    def change(on: bool) -> None:
        edit = fundopt.SwitchRule(table, key, on)
        if on == row.active:  # type: ignore[attr-defined]
            state.withdraw(edit.target)
        else:
            state.edit(edit)

    with st.container(gap="xxsmall"):
        st.toggle(plain(row_title(saved, table, key, lang)), **state.bound(f"rule:{table}:{key}", active, change))
        owner, reason = (saved.text(getattr(row, name), lang) for name in ("owner", "reason"))
        st.caption(plain(" · ".join(part for part in (owner or say(texts.NOBODY, lang), reason) if part)))
