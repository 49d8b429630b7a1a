"""The schematic map of Morocco: a tile for each of the twelve regions, with its cities as circles."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from ..words import short
from .style import INK, LINE, QUIET, SURFACE

REGIONS = (
    ("Tanger-Tétouan-Al Hoceïma", 3, 0),
    ("Oriental", 4, 1),
    ("Fès-Meknès", 3, 1),
    ("Rabat-Salé-Kénitra", 2, 1),
    ("Béni Mellal-Khénifra", 3, 2),
    ("Casablanca-Settat", 2, 2),
    ("Marrakech-Safi", 2, 3),
    ("Drâa-Tafilalet", 4, 2),
    ("Souss-Massa", 1, 3),
    ("Guelmim-Oued Noun", 0, 3),
    ("Laâyoune-Sakia El Hamra", 1, 4),
    ("Dakhla-Oued Ed-Dahab", 0, 4),
)
"""The regions in their official order (decree 2-15-40 of 20 February 2015), with the column and row of their tile."""

SEATS = {1: ((0.5, 0.52),), 2: ((0.27, 0.52), (0.73, 0.52)), 3: ((0.5, 0.43), (0.27, 0.79), (0.77, 0.79))}
"""Where the circles stand in a tile, by how many there are; more than three stand in two rows."""
COLUMNS, ROWS = 5, 5
GAP, HEIGHT, LARGEST = 0.035, 620, 1500


def numbers_of(names: Sequence[str]) -> dict[str, int] | None:
    """The official number of each region by its name; None where a name is not that of a Moroccan region."""
    known = {_fold(name): number for number, (name, _, _) in enumerate(REGIONS, start=1)}
    found = {name: known.get(_fold(name)) for name in names}
    return None if None in found.values() or not found else found  # type: ignore[return-value]


def tile_map(cities: pd.DataFrame, numbers: Mapping[str, int], colour: str) -> alt.LayerChart:
    """`cities`: name, region, value (its circle's area is in proportion), shown and about (its tooltip), as text."""
    tiles = pd.DataFrame(
        [
            {"number": str(number), "region": short(name, 30), "x": x + GAP, "x2": x + 1 - GAP, "y": y + GAP,
             "y2": y + 1 - GAP, "empty": number not in set(numbers.values())}
            for number, (name, x, y) in enumerate(REGIONS, start=1)
        ]
    )  # fmt: skip
    placed = _placed(cities, numbers)
    across = alt.X("x:Q", scale=alt.Scale(domain=[0, COLUMNS], nice=False, zero=False), axis=None)
    down = alt.Y("y:Q", scale=alt.Scale(domain=[ROWS, 0], nice=False, zero=False), axis=None)
    ground = (
        alt.Chart(tiles)
        .mark_rect(cornerRadius=6, stroke=LINE)
        .encode(x=across, x2="x2:Q", y=down, y2="y2:Q",
                fill=alt.condition("datum.empty", alt.value("#FFFFFF"), alt.value(SURFACE)))
    )  # fmt: skip
    heads = (
        alt.Chart(tiles)
        .mark_text(align="left", baseline="top", dx=7, dy=6, fontSize=11, color=QUIET, limit=122)
        .transform_calculate(head="datum.number + '  ' + datum.region")
        .encode(x=across, y=down, text="head:N")
    )
    circles = (
        alt.Chart(placed)
        .mark_circle(color=colour, opacity=0.85, stroke="white", strokeWidth=1)
        .encode(
            x=across,
            y=down,
            size=alt.Size("value:Q", scale=alt.Scale(type="linear", range=[0, LARGEST], domainMin=0), legend=None),
            tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("about:N", title="  ")],
        )
    )
    names = (
        alt.Chart(placed)
        .mark_text(fontSize=11.5, color=INK, baseline="top", dy=3)
        .encode(
            x=across,
            y=alt.Y("below:Q", scale=alt.Scale(domain=[ROWS, 0], nice=False, zero=False), axis=None),
            text="label:N",
        )
    )
    return alt.layer(ground, heads, circles, names).properties(height=HEIGHT)


def _placed(cities: pd.DataFrame, numbers: Mapping[str, int]) -> pd.DataFrame:
    rows = []
    top = cities["value"].max() or 1
    for region, members in cities.groupby("region", sort=False):
        _, column, row = REGIONS[numbers[str(region)] - 1]
        seats = SEATS.get(len(members)) or _two_rows(len(members))
        ranked = members.sort_values("value", ascending=False)
        for (across, down), city in zip(seats, ranked.to_dict("records"), strict=True):
            radius = (LARGEST * max(city["value"], 0) / top / 3.1416) ** 0.5 / (HEIGHT / ROWS)
            y = row + GAP + (1 - 2 * GAP) * (down - 0.04)
            rows.append(city | {"x": column + GAP + (1 - 2 * GAP) * across, "y": y, "below": y + radius,
                                "label": short(city["name"], 12)})  # fmt: skip
    return pd.DataFrame(rows)


def _two_rows(count: int) -> tuple[tuple[float, float], ...]:
    upper = (count + 1) // 2
    lower = count - upper
    return (*(((i + 0.5) / upper, 0.37) for i in range(upper)), *(((i + 0.5) / lower, 0.77) for i in range(lower)))


def _fold(name: str) -> str:
    plain = "".join(char for char in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in plain).split())
