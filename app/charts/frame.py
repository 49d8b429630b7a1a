"""A chart on the page: title, what it shows in a sentence, the chart, what it rests on, and its numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd
import streamlit as st

from ..texts import common as texts
from ..words import plain, say
from .style import styled

COLOURS = {"sourced": "blue", "derived": "green", "assumption": "orange", "none": "gray"}


@dataclass(frozen=True)
class Ground:
    """What a figure rests on: a status of `texts.STATUSES`, the numbers it speaks of, and for which scenario."""

    status: str
    what: str = ""
    scenario: str = ""


def badge(ground: Ground, lang: str) -> str:
    """The mark that stands beside a figure, in Markdown."""
    status = say(texts.STATUSES[ground.status], lang)
    words = " · ".join(part for part in (ground.what, status, ground.scenario) if part)
    return f":{COLOURS[ground.status]}[●] {plain(words)}"


def badges(grounds: Sequence[Ground], lang: str) -> str:
    """Several marks in one line."""
    return " \u2003 ".join(badge(ground, lang) for ground in grounds)


def present(
    chart: alt.TopLevelMixin, lang: str, title: str, sentence: str, table: pd.DataFrame, grounds: Sequence[Ground]
) -> None:
    """Draw a chart. `sentence` is what a reader who does not see it needs; `table` holds its numbers, as text.

    `title` and `sentence` are plain text: names of the case in them are not taken for markup.
    """
    draw(chart, title, sentence)
    if grounds:
        st.caption(f"{say(texts.RESTS, lang)} {badges(grounds, lang)}")
    with st.expander(say(texts.DATA, lang)):
        show_table(table, title)


def draw(chart: alt.TopLevelMixin, title: str, sentence: str) -> None:
    """A chart whose numbers stand beside it already."""
    st.markdown(f"### {plain(title)}")
    st.caption(plain(sentence))
    st.altair_chart(styled(chart), width="stretch", theme=None, alt=sentence)


def show_table(table: pd.DataFrame, alt_text: str, *, first_as_text: int = 1) -> None:
    """A table of text as HTML that a screen reader walks through; numbers stand on the right."""
    safe = table.map(plain)
    safe.columns = [plain(column) for column in table.columns]
    numeric = list(safe.columns[first_as_text:])
    styler = safe.style
    if numeric:  # Streamlit writes its own alignment into each cell
        right = "text-align: right !important"
        styler = styler.set_properties(subset=numeric, **{"text-align": "right !important"})
        styler = styler.set_table_styles({name: [{"selector": "th", "props": right}] for name in numeric})
    st.table(styler, border="horizontal", hide_index=True, alt=alt_text)
