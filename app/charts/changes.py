"""Differences: bars to both sides of zero, and a line of before under a line of after."""

from __future__ import annotations

import altair as alt
import pandas as pd

from .style import FAINT, FUND, INK, LINE, LOSS, numbers

ROW, HEIGHT = 26, 260


def differences(table: pd.DataFrame) -> alt.LayerChart:
    """`table`: name, value (a difference), shown, before and after as text, in the order to be drawn."""
    top = float(table["value"].abs().max() or 1) * 1.45
    y = alt.Y("name:N", sort=list(table["name"]), axis=alt.Axis(title=None, labelLimit=190, ticks=False, domain=False))
    low, high = (-top if (table["value"] < 0).any() else 0.0), (top if (table["value"] > 0).any() else 0.0)
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=[low, high], nice=False))
    base = alt.Chart(table)
    bars = base.mark_bar(height=13, cornerRadiusEnd=2).encode(
        x=x, y=y, color=alt.condition("datum.value > 0", alt.value(FUND), alt.value(LOSS)),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("before:N", title="  "),
                 alt.Tooltip("after:N", title="→"), alt.Tooltip("shown:N", title="Δ")],
    )  # fmt: skip
    zero = alt.Chart(pd.DataFrame({"value": [0]})).mark_rule(color=LINE).encode(x=x)
    more = base.transform_filter("datum.value > 0").mark_text(align="left", dx=5, fontSize=12.5, color=INK)
    less = base.transform_filter("datum.value < 0").mark_text(align="right", dx=-5, fontSize=12.5, color=INK)
    texts = [mark.encode(x=x, y=y, text="shown:N") for mark in (more, less)]
    return alt.layer(zero, bars, *texts).properties(height=ROW * len(table) + 8)


def before_and_after(table: pd.DataFrame, lang: str, names: tuple[str, str], *, alone: bool) -> alt.LayerChart:
    """`table`: period (in order), before, after [one unit], before_text, after_text; `names` of the two lines.

    With `alone` there is one line: what is after.
    """
    sides = [(names[1], "after")] if alone else list(zip(names, ("before", "after"), strict=True))
    long = pd.concat(
        [
            table[["period"]].assign(line=name, value=table[column], shown=table[f"{column}_text"])
            for name, column in sides
        ]
    )
    x = alt.X("period:O", sort=list(table["period"]), axis=alt.Axis(title=None, labelAngle=0, labelOverlap=True))
    y = alt.Y(
        "value:Q",
        axis=alt.Axis(title=None, labelExpr=numbers(lang), tickCount=4),
        scale=alt.Scale(zero=True, nice=True),
    )
    order = [name for name, _ in sides]
    colours, dashes = ([FUND], [[1, 0]]) if alone else ([FAINT, FUND], [[6, 4], [1, 0]])
    legend = None if alone else alt.Legend()
    return alt.layer(
        alt.Chart(long)
        .mark_line(strokeWidth=2.5, point=alt.OverlayMarkDef(size=36, filled=True))
        .encode(
            x=x, y=y,
            color=alt.Color("line:N", scale=alt.Scale(domain=order, range=colours), sort=order, legend=legend),
            strokeDash=alt.StrokeDash(
                "line:N", scale=alt.Scale(domain=order, range=dashes), sort=order, legend=legend
            ),
            tooltip=[alt.Tooltip("period:N", title=" "), alt.Tooltip("line:N", title="  "),
                     alt.Tooltip("shown:N", title="   ")],
        )
    ).properties(height=HEIGHT)  # fmt: skip
