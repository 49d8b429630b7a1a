"""Plans side by side: one figure of each as bars, money by city as points on a line, and who gains and loses."""

from __future__ import annotations

import altair as alt
import pandas as pd

from .style import ALLOCATIONS, FUND, INK, LINE, LOSS, SHAPES, numbers

ROW = 26
SIZES = (190, 120, 70, 36)
"""Areas of the points, the first plan's the largest, so that none hides another at the same amount."""


def figure_bars(table: pd.DataFrame) -> alt.LayerChart:
    """`table`: name (a plan, in their order), value, shown; one bar a plan, in the plan's colour."""
    order = list(table["name"])
    top = max(float(table["value"].max()), 1e-9)
    x = alt.X(
        "value:Q", axis=None, scale=alt.Scale(domain=[min(float(table["value"].min()), 0), top * 1.3], nice=False)
    )
    y = alt.Y("name:N", sort=order, axis=alt.Axis(title=None, labelLimit=150, ticks=False, domain=False))
    bars = (
        alt.Chart(table)
        .mark_bar(height=18, cornerRadiusEnd=2)
        .encode(x=x, y=y, color=alt.Color("name:N", scale=_colours(order), legend=None))
    )
    texts = alt.Chart(table).mark_text(align="left", dx=5, fontSize=13, color=INK).encode(x=x, y=y, text="shown:N")
    return alt.layer(bars, texts).properties(height=34 * len(order) + 8)


def dumbbells(table: pd.DataFrame, plans: list[str], lang: str, axis: str) -> alt.LayerChart:
    """`table`: name (a city, in the order to be drawn), plan, value, shown; a line from the least to the most."""
    order = list(dict.fromkeys(table["name"]))
    y = alt.Y("name:N", sort=order, axis=alt.Axis(title=None, labelLimit=190, ticks=False, domain=False))
    scale, digits = alt.Scale(domainMin=0, nice=True), 0 if float(table["value"].max()) >= 10 else 1
    x = alt.X("value:Q", scale=scale, axis=alt.Axis(title=axis, labelExpr=numbers(lang, digits), tickCount=6))
    spans = table.groupby("name", sort=False)["value"].agg(["min", "max"]).reset_index()
    lines = (
        alt.Chart(spans)
        .mark_rule(color=LINE, strokeWidth=4, strokeCap="round")
        .encode(x=alt.X("min:Q", scale=scale, title=axis), x2="max:Q", y=y)
    )
    points = (
        alt.Chart(table)
        .mark_point(filled=True, opacity=1)
        .encode(
            x=x, y=y, color=alt.Color("plan:N", scale=_colours(plans), sort=plans),
            size=alt.Size("plan:N", scale=alt.Scale(domain=plans, range=list(SIZES[: len(plans)])), sort=plans),
            shape=alt.Shape("plan:N", scale=alt.Scale(domain=plans, range=list(SHAPES[: len(plans)])), sort=plans),
            tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("plan:N", title="  "),
                     alt.Tooltip("shown:N", title="   ")],
        )
    )  # fmt: skip
    return alt.layer(lines, points).properties(height=ROW * len(order) + 70)


def gains(table: pd.DataFrame) -> alt.LayerChart:
    """`table`: name (a city, in the order to be drawn), value, shown; bars to the right for gains, to the left for
    losses, which have another colour and their sign."""
    order = list(table["name"])
    most = max(float(table["value"].abs().max()), 1e-9)
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=[-1.35 * most, 1.35 * most], nice=False))
    y = alt.Y("name:N", sort=order, axis=alt.Axis(title=None, labelLimit=170, ticks=False, domain=False))
    base = alt.Chart(table)
    bars = base.mark_bar(height=13).encode(
        x=x, y=y, color=alt.condition("datum.value >= 0", alt.value(FUND), alt.value(LOSS))
    )
    right = base.transform_filter("datum.value >= 0").mark_text(align="left", dx=5, fontSize=12.5, color=INK)
    left = base.transform_filter("datum.value < 0").mark_text(align="right", dx=-5, fontSize=12.5, color=INK)
    zero = alt.Chart(pd.DataFrame({"value": [0]})).mark_rule(color=LINE).encode(x=x)
    texts = [marks.encode(x=x, y=y, text="shown:N") for marks in (right, left)]
    return alt.layer(zero, bars, *texts).properties(height=ROW * len(order) + 8)


def _colours(plans: list[str]) -> alt.Scale:
    return alt.Scale(domain=plans, range=list(ALLOCATIONS[: len(plans)]))
