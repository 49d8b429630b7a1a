"""The objective: whom it counts more, and what is minimised next."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import streamlit as st

import fundopt
from fundopt.case.schema import FUND

from .. import state
from ..texts import what_if as texts
from ..words import capital, say


def draw(saved: fundopt.Case, made: fundopt.Case, lang: str) -> None:
    """Draw the choices as the edits have them."""
    fund = made.fund
    weights = dict(FUND.column("weighting").choices)
    st.radio(
        say(texts.WEIGHTING, lang), list(weights), format_func=lambda key: capital(weights[key].of(lang)),
        help=FUND.column("weighting").help.of(lang),
        **state.bound("weighting", fund.weighting, lambda value: _set(saved, weighting=value)),
    )  # fmt: skip
    if fund.weighting == "vulnerability":
        now = round(100 * fund.vulnerability_strength)
        about = FUND.column("vulnerability_strength").help.of(lang)
        st.slider(
            say(texts.STRENGTH, lang), 0, max(200, now), step=5, help=about,
            **state.bound("strength", now, lambda value: _set(saved, strength=Decimal(value) / 100)),
        )  # fmt: skip
    further = dict(FUND.column("then_minimise").choices)
    st.multiselect(
        say(texts.THEN, lang), list(further), format_func=lambda key: capital(further[key].of(lang)),
        help=say(texts.THEN_HELP, lang), placeholder=say(texts.NONE_CHOSEN, lang),
        **state.bound("then", list(fund.then_minimise), lambda value: _set(saved, then=tuple(value))),
    )  # fmt: skip


def _set(saved: fundopt.Case, **setting: object) -> None:
    """One setting more; what is as in the case in use is no edit."""
    present = next((each for each in state.edits().edits if isinstance(each, fundopt.SetObjective)), None)
    edit = replace(present or fundopt.SetObjective(), **setting)  # type: ignore[arg-type]
    rest = {
        "weighting": saved.fund.weighting,
        "strength": saved.fund.vulnerability_strength,
        "then": saved.fund.then_minimise,
    }
    state.edit(replace(edit, **{name: None for name, value in rest.items() if getattr(edit, name) == value}))
