"""The page that compares two to four plans: the answer first, then one picture, the figures, gains, rules and files."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import fundopt
from fundopt import comparison

from .. import state
from ..texts import compare as texts
from ..words import plain, say
from . import compare_bring as bring
from . import compare_choice as choice
from . import compare_figures as figures
from . import compare_gains as gains
from . import compare_money as left
from . import compare_rules as rules
from . import compare_take as take


def draw(lang: str) -> None:
    """Draw the page."""
    st.title(say(texts.TITLE, lang))
    chosen = choice.choose(lang)
    bring.show(lang)
    if len(chosen) < choice.FEWEST:
        st.info(say(texts.TOO_FEW, lang))
        return
    plans = choice.worked_out(chosen, lang)
    if len(plans) < choice.FEWEST:
        st.info(say(texts.NO_SECOND, lang))
        return
    by_title = {each.title: each.plan for each in plans}
    _lead(plans, lang)
    rules.apart(plans, lang)
    tables = fundopt.compare(by_title)
    figures.picture(by_title, tables, lang)
    figures.key_figures(by_title, tables, lang)
    gains.show(by_title, tables, lang)
    figures.money(by_title, tables, lang)
    rules.show(plans, lang)
    take.show(by_title, tables, state.session().case, lang)


def _lead(plans: Sequence[choice.Compared], lang: str) -> None:
    """What each plan does against the first, one sentence each; then money that is left, and what it hides."""
    said = [plain(sentence) for sentence in comparison.verdicts({each.title: each.plan for each in plans}, lang)]
    with st.container(key="lead"):
        st.markdown("\n".join(f"- {sentence}" for sentence in (*said, *left.left(plans, lang))))
    left.show(plans, lang)
