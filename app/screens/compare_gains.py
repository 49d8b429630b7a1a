"""Who gains and who loses: each city's money and unemployment avoided in another plan against the first."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

import fundopt
from fundopt.language import Text, join

from .. import state
from ..charts import allocations as charts
from ..charts import frame
from ..texts import compare as texts
from ..words import plain, say, short, signed

NAMED = 2
NOTHING = 5e4
"""MAD below which a city's money is the same."""


def show(plans: Mapping[str, fundopt.Plan], tables: Mapping[str, pd.DataFrame], lang: str) -> None:
    """Gains and losses of cities, from the first plan to another that the reader chooses."""
    st.header(say(texts.GAINS, lang))
    first, *others = plans
    other = others[0]
    if len(others) > 1:
        other = st.segmented_control(
            say(texts.GAINS_OF, lang, first=plain(first)), others, format_func=plain, required=True,
            **state.remembered("gains_of", others[0], others),
        ) or state.choice("gains_of")  # fmt: skip
    cases = [plan.case for plan in plans.values()]
    parts = {
        theme: fundopt.comparison_rows(cases[0], theme, tables[theme], lang, cases)[f"Δ {other}"].dropna()
        for theme in ("city", "unemployment")
    }
    st.markdown(_said(parts["city"], first, other, lang))
    order = parts["city"].sort_values(ascending=False, kind="stable").index
    with st.container(key="fold_gains"):
        for column, (theme, title, scale, digits) in zip(
            st.columns(2, gap="large"),
            (("city", texts.GAINS_MONEY, 1e6, 1), ("unemployment", texts.GAINS_YEARS, 1.0, 0)),
            strict=True,
        ):
            with column:
                _bars((parts[theme] / scale).reindex(order).dropna(), say(title, lang), digits, lang)


def _said(money: pd.Series, first: str, other: str, lang: str) -> str:
    """How many cities gain and lose money, and which most."""
    up, down = money[money >= NOTHING], money[money <= -NOTHING]
    names = {"first": plain(first), "other": plain(other)}
    if not len(up) and not len(down):
        return say(texts.GAINS_NONE, lang, **names)
    named = ""
    if len(up) and len(down):
        most, least = up.nlargest(NAMED), down.nsmallest(NAMED)
        named = say(texts.GAINS_NAMED, lang, up=_named(most, lang), down=_named(least, lang))
    counts = {"up": _counted(texts.GAINS_UP, len(up), lang), "down": _counted(texts.GAINS_DOWN, len(down), lang)}
    return say(texts.GAINS_SAID, lang, named=named, **counts, **names)


def _named(money: pd.Series, lang: str) -> str:
    return join([f"{plain(city)} ({_millions(value, lang)})" for city, value in money.items()], lang)


def _millions(value: float, lang: str) -> str:
    amount = signed(value / 1e6, lang, 1)
    return f"{amount} M MAD" if lang == "fr" else f"{amount[0]}MAD {amount[1:]} m"


def _counted(words: tuple[Text, Text, Text], count: int, lang: str) -> str:
    return say(words[min(count, 2)], lang, count=count)


def _bars(values: pd.Series, title: str, digits: int, lang: str) -> None:
    table = pd.DataFrame(
        {
            "name": [short(str(name), 26) for name in values.index],
            "value": values.to_numpy(),
            "shown": [signed(value, lang, digits) for value in values],
        }
    )
    most, least = table.loc[table["value"].idxmax()], table.loc[table["value"].idxmin()]
    told = {key: f"{row['name']} {row['shown']}" for key, row in (("most", most), ("least", least))}
    frame.draw(charts.gains(table), title, say(texts.GAINS_ALT, lang, **told))
