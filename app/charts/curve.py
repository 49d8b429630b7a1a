"""The curve: unemployment avoided against the size of the fund, with numbers where something happens."""

from __future__ import annotations

import altair as alt
import pandas as pd

from .style import FUND, INK, LOSS, QUIET, numbers

HEIGHT = 380
FEW = 8
"""Millions below which the axis has decimals."""


def curve(
    table: pd.DataFrame, marks: pd.DataFrame, today: tuple[float, float], lang: str, titles: tuple[str, str], name: str
) -> alt.LayerChart:
    """`table`: fund, effect, most, about, in order of size; `marks`: number, fund, effect, about; `today`: its point.

    The band above the line is what better plans might still avoid, where that is not settled. `name` says what the
    point of today is.
    """
    digits = 0 if table["fund"].max() >= FEW else 1
    x = alt.X("fund:Q", axis=alt.Axis(title=titles[0], labelExpr=numbers(lang, digits), tickCount=7, grid=False))
    axis = alt.Axis(title=titles[1], labelExpr=numbers(lang), tickCount=6)
    y = alt.Y("effect:Q", axis=axis, scale=alt.Scale(zero=True))
    about = [alt.Tooltip("about:N", title=" ")]
    base = alt.Chart(table)
    here = alt.Chart(pd.DataFrame({"fund": [today[0]], "effect": [today[1]], "name": [name]}))
    layers = [
        base.mark_area(color=FUND, opacity=0.18).encode(x=x, y=alt.Y("effect:Q", axis=axis), y2="most:Q"),
        base.mark_line(color=FUND, strokeWidth=2.5).encode(x=x, y=y),
        base.mark_point(color=FUND, filled=True, size=34, opacity=1).encode(x=x, y=y, tooltip=about),
        here.mark_rule(color=LOSS, strokeDash=[4, 4]).encode(x=x),
        here.mark_point(color=LOSS, filled=True, size=110, shape="diamond", opacity=1).encode(x=x, y=y),
        here.mark_text(color=LOSS, align="left", dx=10, dy=14, fontSize=13, fontWeight="bold").encode(
            x=x, y=y, text="name:N"
        ),
    ]
    if len(marks):
        spot = alt.Chart(marks)
        layers += [
            spot.mark_point(color=QUIET, fill="white", size=260, strokeWidth=1.2, opacity=1, yOffset=-20).encode(
                x=x, y=y, tooltip=about
            ),
            spot.mark_text(color=INK, dy=-20, fontSize=11).encode(x=x, y=y, text="number:N", tooltip=about),
        ]
    return alt.layer(*layers).properties(height=HEIGHT)
