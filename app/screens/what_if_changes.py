"""What the edits change: money by city, measure, source or period, and unemployment over time."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import fundopt
from fundopt.plan.achievements import TABLES

from .. import figures, state
from ..charts import changes as chart
from ..charts import frame
from ..texts import common
from ..texts import what_if as texts
from ..words import figure, say, short, signed
from .what_if_answer import QUICK, SAVED, Shown

COLUMNS = {"city": common.CITY, "measure": common.MEASURE, "source": common.SOURCE, "period": common.PERIOD}


def draw(shown: Shown, lang: str) -> None:
    """The difference of money in bars, then unemployment over time."""
    if shown.changes is None:
        return
    if shown.without_plan:
        st.caption(say(texts.NO_CHANGES, lang))
        return
    if shown.state == QUICK:
        st.caption(say(texts.ESTIMATES, lang))
    if not shown.alone and shown.state != SAVED:
        _money(shown, shown.changes, lang)
    _time(shown, shown.changes, lang)


def _money(shown: Shown, changes: fundopt.Changes, lang: str) -> None:
    options = list(texts.DIMENSIONS)
    dimension = st.segmented_control(
        say(texts.BY, lang), options, format_func=lambda key: say(texts.DIMENSIONS[key], lang), required=True,
        **state.remembered("what_if_by", "city", options),
    ) or options[0]  # fmt: skip
    by = say(texts.DIMENSIONS[dimension], lang)
    money = changes.money(dimension)
    table = pd.DataFrame(
        {
            "name": [_title(shown, dimension, str(label), lang) for label in money.index],
            "value": money["change"].to_numpy() / 1e6,
            "before": [figure(value / 1e6, lang, 1) for value in money["before"]],
            "after": [figure(value / 1e6, lang, 1) for value in money["after"]],
        }
    )
    table["shown"] = [signed(value, lang, 1) for value in table["value"]]
    moved = table[table["shown"] != signed(0.0, lang)]
    if dimension != "period":
        moved = moved.sort_values("value", key=lambda values: -values.abs(), kind="stable")
    if moved.empty:
        st.markdown(say(texts.MONEY_SAME, lang, by=by))
        return
    largest = moved.loc[moved["value"].abs().idxmax()]
    first = say(texts.PAIR, lang, name=largest["name"], value=largest["shown"])
    heads = [say(text, lang) for text in (COLUMNS[dimension], *texts.HEADS)]
    frame.present(
        chart.differences(moved.assign(name=[short(name, 30) for name in moved["name"]])), lang,
        say(texts.MONEY_TITLE, lang, by=by), say(texts.MONEY_ALT, lang, first=first),
        table[["name", "before", "after", "shown"]].set_axis(heads, axis=1), [],
    )  # fmt: skip
    still = len(table) - len(moved)
    if still:
        st.caption(say(texts.UNMOVED_ONE, lang) if still == 1 else say(texts.UNMOVED, lang, count=still))


def _title(shown: Shown, dimension: str, label: str, lang: str) -> str:
    """The name of a label in the edited case, or in the case in use where the edits took its row away."""
    if dimension == "period":
        return label
    table = TABLES[dimension]
    edited = shown.made.title(table, label, lang)
    return edited if edited != label else state.session().case.title(table, label, lang)


def _time(shown: Shown, changes: fundopt.Changes, lang: str) -> None:
    added = changes.unemployment
    same = shown.alone or shown.state == SAVED
    table = pd.DataFrame(
        {
            "period": list(added.index),
            "before": added["with_before"].to_numpy(),
            "after": added["with_after"].to_numpy(),
        }
    )
    for column in ("before", "after"):
        table[f"{column}_text"] = [figure(value, lang) for value in table[column]]
    peak = table.loc[table["after"].idxmax()]
    told = texts.TIME_ALONE if same else texts.TIME_ALT
    sentence = say(told, lang, period=peak["period"], before=peak["before_text"], after=peak["after_text"])
    names = say(texts.LINE_BEFORE, lang), say(texts.LINE_AFTER, lang)
    if same:
        numbers, heads = table[["period", "after_text"]], (common.PERIOD, texts.TIME_HEAD_ALONE)
    else:
        numbers = table[["period", "before_text", "after_text"]].assign(
            change=[signed(value, lang) for value in table["after"] - table["before"]]
        )
        heads = (common.PERIOD, *texts.TIME_HEADS)
    ground = figures.ground(shown.made, figures.RESULT, say(texts.RESULT, lang), figures.scenario(shown.made, lang))
    frame.present(
        chart.before_and_after(table, lang, names, alone=same), lang, say(texts.TIME_TITLE, lang), sentence,
        numbers.set_axis([say(text, lang) for text in heads], axis=1), [ground],
    )  # fmt: skip
