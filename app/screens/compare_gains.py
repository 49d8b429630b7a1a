"""Who gains and who loses: each city's money and unemployment avoided in another plan against the first."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

import fundopt
from fundopt import comparison

from .. import state
from ..charts import allocations as charts
from ..charts import frame
from ..texts import compare as texts
from ..words import plain, say, short, signed


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
        theme: comparison.named_rows(cases[0], theme, tables[theme], lang, cases)[f"Δ {other}"].dropna()
        for theme in ("city", "unemployment")
    }
    st.markdown(plain(comparison.gains(parts["city"], first, other, lang)))
    order = parts["city"].sort_values(ascending=False, kind="stable").index
    with st.container(key="fold_gains"):
        for column, (theme, title, scale, digits) in zip(
            st.columns(2, gap="large"),
            (("city", texts.GAINS_MONEY, 1e6, 1), ("unemployment", texts.GAINS_YEARS, 1.0, 0)),
            strict=True,
        ):
            with column:
                _bars((parts[theme] / scale).reindex(order).dropna(), say(title, lang), digits, lang)


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
