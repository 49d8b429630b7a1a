"""The edits in words, each with its way out; one step back, one step forward, and from the start."""

from __future__ import annotations

import streamlit as st

from .. import state
from ..texts import what_if as texts
from ..words import plain, say
from .what_if_answer import STOPPED, Shown


def history(lang: str) -> None:
    """The buttons for one step back, one step forward, and from the start."""
    with st.container(horizontal=True, gap="small", width="content"):
        st.button(say(texts.UNDO, lang), icon=":material/undo:", disabled=not state.can_undo(), on_click=state.undo,
                  key="undo")  # fmt: skip
        st.button(say(texts.REDO, lang), icon=":material/redo:", disabled=not state.can_redo(), on_click=state.redo,
                  key="redo")  # fmt: skip
        st.button(say(texts.START_OVER, lang), icon=":material/restart_alt:", disabled=not state.edits().edits,
                  on_click=state.start_over, key="start_over")  # fmt: skip


def listed(shown: Shown, lang: str) -> None:
    """Every edit in a line of words, each removable; and the button that puts the edited case in use."""
    st.markdown(f"### {say(texts.EDITS, lang)}")
    scenario = state.edits()
    if not scenario.edits:
        st.caption(say(texts.EDITS_NONE, lang))
        return
    for index, words in enumerate(scenario.words(state.session().case, lang)):
        with st.container(key=f"edit_row:{index}", horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(plain(words), width="stretch")
            st.button(
                say(texts.EDIT_REMOVE, lang), icon=":material/close:", type="tertiary", help=plain(words),
                key=f"remove_edit:{index}", on_click=state.edit, args=(scenario.without(index),),
            )  # fmt: skip
    if shown.state != STOPPED and shown.case is not None:
        with st.popover(say(texts.ADOPT, lang)):
            st.markdown(say(texts.ADOPT_ASK, lang))
            st.button(say(texts.ADOPT_YES, lang), type="primary", key="adopt", on_click=_adopt, args=(shown,))


def _adopt(shown: Shown) -> None:
    assert shown.case is not None
    state.adopt(shown.case)
    state.notify(lambda lang: say(texts.ADOPTED, lang))
