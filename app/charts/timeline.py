"""Unemployment over time, with the fund and without it."""

from __future__ import annotations

import altair as alt
import pandas as pd

from .style import FUND, LOSS, numbers

HEIGHT = 330


def timeline(table: pd.DataFrame, lang: str, names: tuple[str, str], digits: int, *, from_zero: bool) -> alt.LayerChart:
    """`table`: period (in order), without, with [one unit], without_text, with_text; `names` of the two lines.

    The band between the lines is what the fund avoids.
    """
    order = list(table["period"])
    long = pd.concat(
        [
            table[["period"]].assign(line=name, value=table[column], shown=table[f"{column}_text"])
            for name, column in zip(names, ("without", "with"), strict=True)
        ]
    )
    x = alt.X("period:O", sort=order, axis=alt.Axis(title=None, labelAngle=0, labelOverlap=True))
    y = alt.Y(
        "value:Q",
        axis=alt.Axis(title=None, labelExpr=numbers(lang, digits), tickCount=5),
        scale=alt.Scale(zero=from_zero, nice=True),
    )
    band = (
        alt.Chart(table).mark_area(color=FUND, opacity=0.12).encode(x=x, y=alt.Y("without:Q", title=None), y2="with:Q")
    )
    colour = alt.Color("line:N", scale=alt.Scale(domain=list(names), range=[LOSS, FUND]), sort=list(names))
    dash = alt.StrokeDash("line:N", scale=alt.Scale(domain=list(names), range=[[6, 4], [1, 0]]), sort=list(names))
    lines = (
        alt.Chart(long)
        .mark_line(strokeWidth=2.5, point=alt.OverlayMarkDef(size=42, filled=True))
        .encode(
            x=x, y=y, color=colour, strokeDash=dash,
            tooltip=[alt.Tooltip("period:N", title=" "), alt.Tooltip("line:N", title="  "),
                     alt.Tooltip("shown:N", title="   ")],
        )
    )  # fmt: skip
    return alt.layer(band, lines).properties(height=HEIGHT)
