"""Bars: cities in the order of a measure; and money by what the numbers behind it rest on."""

from __future__ import annotations

import altair as alt
import pandas as pd

from .style import INK, STATUSES, numbers

ROW = 30


def ranking(table: pd.DataFrame, colour: str) -> alt.LayerChart:
    """`table`: name, value, shown, in the order to be drawn."""
    order = list(table["name"])
    y = alt.Y("name:N", sort=order, axis=alt.Axis(title=None, labelLimit=190, ticks=False, domain=False))
    top = float(table["value"].max() or 1)
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, top * 1.32], nice=False))
    bars = alt.Chart(table).mark_bar(color=colour, height=14, cornerRadiusEnd=2).encode(x=x, y=y)
    texts = alt.Chart(table).mark_text(align="left", dx=5, fontSize=12.5, color=INK).encode(x=x, y=y, text="shown:N")
    return alt.layer(bars, texts).properties(height=ROW * len(table) + 8)


def stacked(table: pd.DataFrame, lang: str, names: dict[str, str]) -> alt.LayerChart:
    """`table`: name (a bar), status, share (0 … 1), shown; `names` of the statuses in their order."""
    order = list(dict.fromkeys(table["name"]))
    present = [status for status in names if status in set(table["status"])]
    table = table.assign(
        rank=table["status"].map({status: rank for rank, status in enumerate(names)}), what=table["status"].map(names)
    )
    colour = alt.Color(
        "what:N", sort=[names[status] for status in present],
        scale=alt.Scale(domain=[names[s] for s in present], range=[STATUSES[s] for s in present]),
    )  # fmt: skip
    return alt.layer(
        alt.Chart(table)
        .mark_bar(height=22, stroke="white", strokeWidth=1)
        .encode(
            x=alt.X("share:Q", stack="zero", scale=alt.Scale(domain=[0, 1], nice=False),
                    axis=alt.Axis(title=None, labelExpr=numbers(lang).replace("datum.value", "100*datum.value")
                                  + (" + '\u202f%'" if lang == "fr" else " + '%'"), tickCount=5)),
            y=alt.Y("name:N", sort=order, axis=alt.Axis(title=None, labelLimit=320, ticks=False, domain=False)),
            color=colour,
            order="rank:O",
            tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("what:N", title="  "),
                     alt.Tooltip("shown:N", title="   ")],
        )
    ).properties(height=44 * len(order) + 40)  # fmt: skip
