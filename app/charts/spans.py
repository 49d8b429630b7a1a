"""Spans: what lies between a least and a most, as bars of what is sure, or as ranges around the plan."""

from __future__ import annotations

import altair as alt
import pandas as pd

from .style import FAINT, FUND, INK, QUIET, numbers

ROW = 30
FEW = 8
"""Units below which an axis has decimals."""
ROOM = 1.35
"""Space for the words beside the longest bar, as a share of it."""


def sure_and_possible(table: pd.DataFrame, colour: str) -> alt.LayerChart:
    """`table`: name, least, most (the same where it is exact), shown, in the order to be drawn.

    A full bar goes to `least`; a thin line goes on to `most`.
    """
    order = list(table["name"])
    top = float(table["most"].max() or 1)
    scale = alt.Scale(domain=[0, (top or 1) * ROOM], nice=False)
    y = alt.Y("name:N", sort=order, axis=alt.Axis(title=None, labelLimit=340, ticks=False, domain=False))
    base = alt.Chart(table)
    return alt.layer(
        base.mark_bar(color=colour, height=14, cornerRadiusEnd=2).encode(
            x=alt.X("least:Q", axis=None, scale=scale), y=y
        ),
        base.mark_rule(color=colour, strokeWidth=3, opacity=0.45).encode(
            x=alt.X("least:Q", axis=None, scale=scale), x2="most:Q", y=y
        ),
        base.mark_text(align="left", dx=6, fontSize=12.5, color=INK).encode(
            x=alt.X("most:Q", axis=None, scale=scale), y=y, text="shown:N"
        ),
    ).properties(height=ROW * len(table) + 8)


def ranges(table: pd.DataFrame, lang: str, unit: str, names: tuple[str, str]) -> alt.LayerChart:
    """`table`: name, least, plan, most [one unit], about, in the order to be drawn; `names` of band and mark.

    `unknown` is written beside the mark of those whose band is not known.
    """
    order = list(table["name"])
    band, mark = names
    y = alt.Y("name:N", sort=order, axis=alt.Axis(title=None, labelLimit=300, ticks=False, domain=False))
    top = float(max(table["most"].max(), table["plan"].max()) or 1)
    axis = alt.Axis(title=unit, labelExpr=numbers(lang, 0 if top >= FEW else 1), tickCount=6, orient="bottom")
    scale = alt.Scale(domain=[0, top * 1.04], nice=False)
    colour = alt.Color("what:N", sort=[band, mark], scale=alt.Scale(domain=[band, mark], range=[FUND, INK]))
    about = [alt.Tooltip("about:N", title=" ")]
    return alt.layer(
        alt.Chart(table.assign(what=band))
        .mark_bar(height=12, opacity=0.45, cornerRadius=6)
        .encode(x=alt.X("least:Q", axis=axis, scale=scale), x2="most:Q", y=y, color=colour, tooltip=about),
        alt.Chart(table.assign(what=mark))
        .mark_tick(thickness=3, size=20, opacity=1)
        .encode(x=alt.X("plan:Q", axis=axis, scale=scale), y=y, color=colour, tooltip=about),
        alt.Chart(table[table["unknown"] != ""])
        .mark_text(align="left", dx=10, fontSize=12, fontStyle="italic", color=QUIET)
        .encode(x=alt.X("most:Q", axis=axis, scale=scale), y=y, text="unknown:N", tooltip=about),
    ).properties(height=ROW * len(table) + 96)


def changes(table: pd.DataFrame, colours: tuple[str, str]) -> alt.LayerChart:
    """`table`: name, change (a share, below 0 to the left), shown; `colours` of what falls and of what rises."""
    order = list(table["name"])
    most = float(table["change"].abs().max() or 1) * ROOM
    x = alt.X("change:Q", axis=None, scale=alt.Scale(domain=[-most, most], nice=False))
    y = alt.Y("name:N", sort=order, axis=alt.Axis(title=None, labelLimit=420, ticks=False, domain=False))
    fall, rise = colours
    base = alt.Chart(table)
    words = {"fontSize": 12.5, "color": INK}
    return alt.layer(
        alt.Chart(pd.DataFrame({"zero": [0.0]})).mark_rule(color=FAINT).encode(x=alt.X("zero:Q", axis=None)),
        base.mark_bar(height=14, cornerRadiusEnd=2).encode(
            x=x, y=y, color=alt.condition("datum.change < 0", alt.value(fall), alt.value(rise))
        ),
        base.transform_filter("datum.change >= 0")
        .mark_text(align="left", dx=6, **words)
        .encode(x=x, y=y, text="shown"),
        base.transform_filter("datum.change < 0")
        .mark_text(align="right", dx=-6, **words)
        .encode(x=x, y=y, text="shown"),
    ).properties(height=ROW * len(table) + 8)
