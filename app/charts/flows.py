"""Where the money goes: sources, measures and cities in three columns, joined by bands as wide as their money."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import numpy as np
import pandas as pd

from ..words import short
from .style import FAINT, INK, PRIVATE, PUBLIC

HEIGHT, BAR, POINTS = 560, 0.018, 22
SPACE = 0.35
"""Share of a column's height that stands empty between its nodes, spread over them."""
LONGEST = 42
ACROSS = (-0.36, 1.26)
"""What the picture shows from left to right, where the columns stand at 0, ½ and 1; beyond them their names."""


@dataclass(frozen=True)
class Node:
    """A block of a column: its name and amount as text, its colour, and where it stands from 0 (top) to 1."""

    name: str
    shown: str
    colour: str
    top: float
    height: float


def flows(
    payments: pd.DataFrame,
    names: Mapping[str, Mapping[str, str]],
    private: Sequence[str],
    amount_text: Callable[[float], str],
) -> alt.LayerChart:
    """`payments`: source, measure, city, amount [MAD]; `names` by column; `amount_text(amount)` writes an amount."""
    table = payments.assign(amount=payments["amount"].astype(float))
    table = table[table["amount"] > 0]
    columns = ("source", "measure", "city")
    nodes = {
        column: _column(table.groupby(column)["amount"].sum(), names[column], column, private, amount_text)
        for column in columns
    }
    bands = pd.concat(
        [_bands(table, nodes, "source", "measure", 0, private, amount_text),
         _bands(table, nodes, "measure", "city", 1, private, amount_text)],
        ignore_index=True,
    )  # fmt: skip
    blocks = pd.DataFrame(
        [
            vars(node) | {"x": place - BAR * place, "bottom": node.top + node.height,
                          "middle": node.top + node.height / 2, "place": place, "column": column}
            for place, column in zip((0.0, 0.5, 1.0), columns, strict=True)
            for node in nodes[column].values()
        ]
    )  # fmt: skip
    blocks["x2"] = blocks["x"] + BAR
    across = alt.X("x:Q", scale=alt.Scale(domain=list(ACROSS), nice=False, zero=False), axis=None)
    down = alt.Scale(domain=[1, 0], nice=False, zero=False)
    over = alt.selection_point(fields=["band"], on="pointerover", clear="pointerout", empty=False)
    ribbons = (
        alt.Chart(bands)
        .mark_area(interpolate="linear")
        .encode(
            x=across,
            y=alt.Y("upper:Q", scale=down, axis=None),
            y2="lower:Q",
            detail="band:N",
            color=alt.Color("colour:N", scale=None),
            opacity=alt.condition(over, alt.value(0.75), alt.value(0.28)),
            tooltip=[alt.Tooltip("about:N", title=" "), alt.Tooltip("shown:N", title="  ")],
        )
        .add_params(over)
    )
    bars = (
        alt.Chart(blocks)
        .mark_rect()
        .encode(x=across, x2="x2:Q", y=alt.Y("top:Q", scale=down, axis=None), y2="bottom:Q",
                color=alt.Color("colour:N", scale=None),
                tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("shown:N", title="  ")])
    )  # fmt: skip
    return alt.layer(ribbons, bars, *_labels(blocks, across, down)).properties(height=HEIGHT)


def _labels(blocks: pd.DataFrame, across: alt.X, down: alt.Scale) -> list[alt.Chart]:
    """Names outside the first and last columns, and beside the middle one."""
    charts = []
    wide = ACROSS[1] - ACROSS[0]
    for place, align, shift, room in (
        (0.0, "right", -7, -ACROSS[0]), (0.5, "left", 16, 0.5 - 2 * BAR), (1.0, "left", 16, ACROSS[1] - 1)
    ):  # fmt: skip
        some = blocks[blocks["place"] == place]
        words = (
            alt.Chart(some)
            .transform_calculate(words="datum.shown + '  ' + datum.name")
            .encode(x=across, y=alt.Y("middle:Q", scale=down, axis=None), text="words:N")
        )
        limit = alt.ExprRef(f"{room / wide:.3f} * width - 16")
        form = {"align": align, "baseline": "middle", "dx": shift, "fontSize": 12, "limit": limit}
        charts.append(words.mark_text(**form, color="white", stroke="white", strokeWidth=4, opacity=0.85))
        charts.append(words.mark_text(**form, color=INK))
    return charts


def _column(
    amounts: pd.Series,
    names: Mapping[str, str],
    column: str,
    private: Sequence[str],
    amount_text: Callable[[float], str],
) -> dict[str, Node]:
    """The nodes of a column, the largest first."""
    amounts = amounts.sort_values(ascending=False)
    total, gap = amounts.sum(), SPACE / max(len(amounts) - 1, 1)
    gap = min(gap, 0.05)
    scale = 1 - gap * (len(amounts) - 1)
    nodes, top = {}, 0.0
    for key, amount in amounts.items():
        height = scale * amount / total
        colour = (PRIVATE if key in private else PUBLIC) if column == "source" else FAINT
        nodes[str(key)] = Node(short(names[str(key)], LONGEST), amount_text(amount), colour, top, height)
        top += height + gap
    return nodes


def _bands(
    table: pd.DataFrame,
    nodes: Mapping[str, Mapping[str, Node]],
    left: str,
    right: str,
    place: int,
    private: Sequence[str],
    amount_text: Callable[[float], str],
) -> pd.DataFrame:
    """The bands between two columns as points of their upper and lower edge; public and private money apart."""
    table = table.assign(private=table["source"].isin(private))
    sums = table.groupby([left, right, "private"])["amount"].sum().reset_index()
    for side in (left, right):
        sums[f"{side}_rank"] = sums[side].map({key: rank for rank, key in enumerate(nodes[side])})
    start, end = _edges(sums, nodes, left, right), _edges(sums, nodes, right, left)
    steps = np.linspace(0, 1, POINTS)
    ease = steps**2 * (3 - 2 * steps)
    first, last = (0 + BAR, 0.5 - BAR / 2) if place == 0 else (0.5 + BAR / 2, 1 - BAR)
    parts = []
    for row in sums.itertuples():
        a, b = start[row.Index], end[row.Index]
        parts.append(
            pd.DataFrame(
                {
                    "band": f"{place}/{getattr(row, left)}/{getattr(row, right)}/{row.private}",
                    "x": first + (last - first) * steps,
                    "upper": a[0] + (b[0] - a[0]) * ease,
                    "lower": a[1] + (b[1] - a[1]) * ease,
                    "colour": PRIVATE if row.private else PUBLIC,
                    "about": f"{nodes[left][getattr(row, left)].name} → {nodes[right][getattr(row, right)].name}",
                    "shown": amount_text(row.amount),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _edges(
    sums: pd.DataFrame, nodes: Mapping[str, Mapping[str, Node]], side: str, other: str
) -> dict[int, tuple[float, float]]:
    """Where each band touches its node on one side, stacked in the order of the other side."""
    edges: dict[int, tuple[float, float]] = {}
    for key, members in sums.groupby(side):
        node = nodes[side][str(key)]
        total, top = members["amount"].sum(), node.top
        for row in members.sort_values([f"{other}_rank", "private"]).itertuples():
            height = node.height * row.amount / total
            edges[row.Index] = (top, top + height)
            top += height
    return edges
