"""The what-if page: what the reader changes, and at once the plan that follows beside the saved one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

import fundopt

from .. import state
from ..texts import what_if as texts
from ..words import say
from . import what_if_answer as answer
from . import what_if_changes as changes
from . import what_if_edits as edits
from . import what_if_figures as figures
from . import what_if_levers as levers
from . import what_if_objective as objective
from . import what_if_pins as pins
from . import what_if_rules as rules
from . import what_if_scenarios as scenarios
from . import what_if_tables as tables
from . import what_if_trouble as trouble

STYLE = Path(__file__).parents[1] / "assets" / "what_if.css"


def draw(lang: str) -> None:
    """Draw the page: figures first, then what can be changed beside what it changes."""
    st.html(STYLE)
    st.title(say(texts.TITLE, lang))
    st.markdown(say(texts.LEAD, lang))
    with st.container(key="answer", gap="small"):
        with st.container(
            key="status", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
        ):
            told = st.container(width="stretch").empty()
            edits.history(lang)
        with told.container(key="finding"):
            shown = answer.find(lang, partial(_wait, lang))
        with told.container():
            answer.status(shown, lang)
        figures.cards(shown, lang)
    part = _part(lang)
    if part == "tables":
        tables.draw(shown, lang)
    trouble.show(shown, lang)
    with st.container(key="fold_what_if"):
        left, right = st.columns([5, 7], gap="large")
        with left:
            _edit(part, shown, lang)
            edits.listed(shown, lang)
        with right, st.container(key="changed"):
            changes.draw(shown, lang)
    figures.everything(shown, lang)
    scenarios.draw(lang)


def _wait(lang: str) -> None:
    """Say at once that what is still in sight is not the answer to what was just changed."""
    with st.container(key="pending"):
        st.markdown(say(texts.PENDING, lang))


def _part(lang: str) -> str:
    options = list(texts.PARTS)
    part = st.segmented_control(
        say(texts.PARTS_LABEL, lang), options, format_func=lambda key: say(texts.PARTS[key], lang), required=True,
        **state.remembered("what_if_part", options[0], options),
    )  # fmt: skip
    return part or options[0]


def _edit(part: str, shown: answer.Shown, lang: str) -> None:
    saved: fundopt.Case = state.session().case
    if part == "levers":
        levers.draw(saved, shown.made, lang)
    elif part == "pins":
        pins.draw(saved, shown, lang)
    elif part == "rules":
        rules.draw(saved, shown.made, lang)
    elif part == "objective":
        objective.draw(saved, shown.made, lang)
