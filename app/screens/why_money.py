"""What more money would do: the next million and the last, and the whole curve by the size of the fund."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

import fundopt
from fundopt.plan.explain import sentences
from fundopt.plan.explain.events import Event
from fundopt.plan.explain.explanation import Explanation
from fundopt.plan.explain.fund_curve import FundCurve
from fundopt.plan.explain.million import Million

from ..charts import curve as curve_chart
from ..charts import frame
from ..texts import common
from ..texts import why as texts
from ..typeset import spaced, typeset
from ..words import NONE, capital, figure, money, say, signed
from .why_rules import listed, result

FEW = 3
"""Changes of a million that are shown before the others are folded."""


def millions(plan: fundopt.Plan, found: Explanation, lang: str) -> None:
    """The next million and the last, with where the money goes; then by source."""
    whole = [item for item in found.millions if item.source is None]
    if not found.millions:
        st.info(say(texts.NO_FUND, lang))
        return
    with st.container(key="fold_millions"):
        for column, item in zip(st.columns(2), whole, strict=False):
            with column.container(border=True):
                _million(plan, item, lang)
    st.caption(frame.badges(result(plan, lang), lang))
    by_source = [item for item in found.millions if item.source is not None]
    if by_source:
        st.markdown(f"### {say(texts.BY_SOURCE, lang)}")
        st.caption(say(texts.BY_SOURCE_LEAD, lang))
        frame.show_table(_sources(plan, by_source, lang), say(texts.BY_SOURCE, lang))


def _million(plan: fundopt.Plan, item: Million, lang: str) -> None:
    st.markdown(f"### {_amount(item, lang)}")
    st.markdown(typeset(sentences.million_sentence(plan.case, item, lang), lang))
    listed(sentences.changes(plan.case, item, lang), lang, FEW)
    if said := sentences.remarks(plan.case, item, lang):
        st.caption(typeset(" ".join(said), lang))


def _amount(item: Million, lang: str) -> str:
    if abs(item.amount) == 1e6:
        return say(texts.NEXT if item.amount > 0 else texts.LAST, lang)
    text = texts.STEP_MORE if item.amount > 0 else texts.STEP_LESS
    return say(text, lang, amount=money(abs(item.amount), lang, 3))


def _sources(plan: fundopt.Plan, items: Sequence[Million], lang: str) -> pd.DataFrame:
    """One row a source: what a step more, and a step less, changes."""
    rows: dict[str, dict[bool, str]] = {}
    for item in items:
        words = {"infeasible": say(texts.NO_PLAN, lang), "unknown": say(texts.UNKNOWN, lang)}.get(item.status)
        shown = words or (signed(item.least, lang, 1 if abs(item.least) >= 1 else 3))
        rows.setdefault(item.source or "", {})[item.amount > 0] = shown
    first = items[0].amount
    heads = [say(common.SOURCE, lang), *(_step(sign * abs(first), lang) for sign in (1, -1))]
    table = [(plan.case.title("sources", source, lang), told.get(True, NONE), told.get(False, NONE))
             for source, told in rows.items()]  # fmt: skip
    return pd.DataFrame(table, columns=heads)


def _step(amount: float, lang: str) -> str:
    return ("+" if amount > 0 else "−") + money(abs(amount), lang, 0 if abs(amount) >= 1e6 else 3)


def curve(plan: fundopt.Plan, found: Explanation, lang: str) -> None:
    """The curve with its numbered changes, these in sentences, and what loses money on the way."""
    whole = found.curve
    if whole is None or not whole.points:
        st.info(say(texts.NO_FUND, lang))
        return
    steps = sentences.steps_of(found.events)
    _draw(plan, whole, steps, lang)
    st.caption(typeset(sentences.curve_sentence(whole, lang), lang))
    if steps:
        st.markdown(f"### {say(texts.EVENTS, lang)}")
        short = [sentences.step_outline(step, lang) for step in steps]
        st.markdown("\n".join(f"{i}. {typeset(told, lang)}" for i, told in enumerate(short, 1)))
        with st.expander(say(texts.EVENTS_NAMED, lang)):
            for i, step in enumerate(steps, 1):
                st.markdown(f"{i}. {typeset(sentences.step_sentence(plan.case, step, lang), lang)}")
    if found.dropped:
        with st.expander(say(texts.DROPPED, lang)):
            listed([sentences.dropped_sentence(plan.case, item, lang) for item in found.dropped], lang)


def _draw(plan: fundopt.Plan, whole: FundCurve, steps: Sequence[Sequence[Event]], lang: str) -> None:
    points = list(whole.points)
    table = pd.DataFrame(
        {
            "fund": [float(point.fund) / 1e6 for point in points],
            "effect": [float(point.effect) for point in points],
            "most": [float(point.most if np.isfinite(point.most) else point.effect) for point in points],
            "about": [
                say(texts.CURVE_ABOUT, lang, fund=money(float(point.fund), lang),
                    effect=figure(float(point.effect), lang, 1), slope=figure(point.slope, lang, 2))
                for point in points
            ],
        }
    )  # fmt: skip
    sizes = [float(step[0].at if step[0].at is not None else step[0].above) / 1e6 for step in steps]
    marks = pd.DataFrame(
        {
            "number": [str(i) for i in range(1, len(steps) + 1)],
            "fund": sizes,
            "effect": np.interp(sizes, table["fund"], table["effect"]),
            "about": [spaced(sentences.step_sentence(plan.case, step, lang), lang) for step in steps],
        }
    )
    today = next((point for point in points if point.fund == whole.today), points[-1])
    first, last = points[0], points[-1]
    sentence = say(
        texts.CURVE_ALT, lang, least=money(float(first.fund), lang), most=money(float(last.fund), lang),
        low=figure(float(first.effect), lang), high=figure(float(last.effect), lang),
        today=money(whole.today, lang), effect=figure(float(today.effect), lang),
    )  # fmt: skip
    shown = pd.DataFrame(
        [
            (money(float(point.fund), lang), figure(float(point.effect), lang, 1),
             figure(float(point.most), lang, 1) if np.isfinite(point.most) else NONE, figure(point.slope, lang, 2))
            for point in points
        ],
        columns=[say(text, lang) for text in texts.CURVE_HEADS],
    )  # fmt: skip
    titles = say(texts.CURVE_X, lang), say(texts.CURVE_Y, lang)
    name = say(texts.TODAY, lang)
    chart = curve_chart.curve(table, marks, (whole.today / 1e6, float(today.effect)), lang, titles, name)
    frame.present(chart, lang, capital(say(texts.CURVE_TITLE, lang)), sentence, shown, result(plan, lang))
