"""What every way of bringing a plan shares: its name, what is to be mended, and taking it up."""

from __future__ import annotations

from functools import partial

import streamlit as st

from fundopt.language import Text

from .. import state
from ..texts import compare as texts
from ..words import plain, say
from . import compare_choice as choice

MOST_SHOWN = 12
NAME = "bring_name"


def named(lang: str, default: str = "") -> str:
    """What the plan is to be called."""
    fallback = default or texts.NAME_DEFAULT.of(lang)
    typed = st.text_input(say(texts.NAME, lang), width=320, max_chars=60, placeholder=fallback,
                          **state.remembered(NAME, ""))  # fmt: skip
    return " ".join(str(typed or "").split()) or fallback


def accept(name: str, rows: tuple, elsewhere: bool = False) -> None:
    """Keep a plan and compare it."""
    state.bring(state.Allocation(name, rows))
    choice.add(choice.MINE + name)
    state.choose(NAME, "")
    state.choose("bring_open", False)
    state.notify(partial(_added, texts.ADDED_ELSEWHERE if elsewhere else texts.ADDED, name))
    st.rerun()


def _added(text: Text, name: str, lang: str) -> str:
    return say(text, lang, name=plain(name))


def told(lines: list[str], lang: str) -> None:
    """What is to be mended, one line each."""
    st.warning(say(texts.TO_MEND, lang, count=len(lines)))
    st.markdown("\n".join(f"- {line}" for line in lines[:MOST_SHOWN]))
    if len(lines) > MOST_SHOWN:
        st.caption(say(texts.MORE_TO_MEND, lang, count=len(lines) - MOST_SHOWN))
