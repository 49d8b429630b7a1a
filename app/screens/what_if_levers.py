"""The sliders: size of the fund, severity of the shock, private share; each is one edit, and none where it rests."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import streamlit as st

import fundopt
from fundopt.case.edits_policy import private_share

from .. import state
from ..texts import what_if as texts
from ..words import say

TODAY, STEP, MOST = 100, 5, 200
"""Percent of what the case in use says."""


def draw(saved: fundopt.Case, made: fundopt.Case, lang: str) -> None:
    """Draw the sliders as the edits have them."""
    _factor(fundopt.ScaleFund, "fund", say(texts.FUND, lang), say(texts.FUND_HELP, lang), lang)
    _factor(fundopt.ScaleShock, "shock", say(texts.SHOCK, lang), say(texts.SHOCK_HELP, lang), lang)
    before, now = (round(100 * (private_share(case) or 0)) for case in (saved, made))

    def change(share: int) -> None:
        if share == before:
            state.withdraw((fundopt.PrivateShare.kind,))
        else:
            state.edit(fundopt.PrivateShare(Decimal(share) / 100 if share else None))

    st.slider(
        say(texts.PRIVATE, lang), 0, 100, step=1, format=_percent(lang), help=say(texts.PRIVATE_HELP, lang),
        **state.bound("private", now, change),
    )  # fmt: skip


def _factor(kind: Callable[[Decimal], fundopt.Edit], name: str, label: str, about: str, lang: str) -> None:
    present = next((each for each in state.edits().edits if isinstance(each, kind)), None)  # type: ignore[arg-type]
    now = round(100 * present.factor) if present is not None else TODAY  # type: ignore[attr-defined]
    st.slider(
        label, 0, max(MOST, now), step=STEP, format=_percent(lang), help=about,
        **state.bound(name, now, lambda percent: state.edit(kind(Decimal(percent) / 100))),
    )  # fmt: skip


def _percent(lang: str) -> str:
    return "%d\u202f%%" if lang == "fr" else "%d%%"
