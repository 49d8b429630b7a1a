"""What freedom is left: the least and the most for everyone, and really different plans nearly as good."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

import fundopt
from fundopt.plan.explain.alternatives import Alternative
from fundopt.plan.explain.explanation import Explanation
from fundopt.plan.explain.freedom import Band

from .. import state
from ..charts import frame, spans
from ..texts import common
from ..texts import why as texts
from ..typeset import typeset
from ..words import money, plain, say, short
from .why_rules import result

CENT = 2
"""Decimals of a dirham that an alternative is brought with: it is a plan before rounding."""


def freedom(plan: fundopt.Plan, found: Explanation, lang: str) -> None:
    """The bands of cities, measures or sources, then the alternatives."""
    options = list(texts.DIMENSIONS)
    dimension = st.segmented_control(
        say(texts.DIMENSION, lang), options, format_func=lambda name: say(texts.DIMENSIONS[name], lang), required=True,
        **state.remembered("why_dimension", "city", options),
    )  # fmt: skip
    dimension = dimension or state.choice("why_dimension")
    bands = [band for band in found.freedom.of(dimension) if band.plan or band.width]
    missing = [band for band in found.freedom.bands if band.least is None or band.most is None]
    if missing:
        st.info(say(texts.FREEDOM_SHORT, lang, missing=len(missing), count=len(found.freedom.bands)))
    if bands:
        _bands(plan, bands, dimension, lang)
    st.caption(typeset(replace(found.freedom, bands=()).sentence(lang), lang) + ".")
    st.markdown(f"### {say(texts.ALTERNATIVES, lang)}")
    if not found.alternatives:
        st.markdown(say(texts.NO_ALTERNATIVE, lang))
    for number, item in enumerate(found.alternatives, 1):
        _alternative(item, number, lang)


def _bands(plan: fundopt.Plan, bands: list[Band], dimension: str, lang: str) -> None:
    table = pd.DataFrame(
        {
            "name": [short(band.name.of(lang), 44) for band in bands],
            "least": [(band.plan if band.least is None else band.least) / 1e6 for band in bands],
            "plan": [band.plan / 1e6 for band in bands],
            "most": [(band.plan if band.most is None else band.most) / 1e6 for band in bands],
            "about": [band.sentence(lang) for band in bands],
            "unknown": [_unknown(band, lang) for band in bands],
        }
    )
    shown = pd.DataFrame(
        [
            (band.name.of(lang), *(say(texts.NOT_WORKED_OUT, lang) if end is None else money(end, lang, band.digits)
                          for end in (band.least, band.plan, band.most)))
            for band in bands
        ],
        columns=[say(text, lang) for text in texts.FREEDOM_HEADS],
    )  # fmt: skip
    freest = max(bands, key=lambda band: band.width)
    frame.present(
        spans.ranges(table, lang, say(common.MILLIONS, lang), (say(texts.BAND, lang), say(texts.PLAN, lang))), lang,
        say(texts.FREEDOM_TITLES[dimension], lang), say(texts.FREEDOM_ALT, lang, first=freest.sentence(lang)), shown,
        result(plan, lang),
    )  # fmt: skip


def _unknown(band: Band, lang: str) -> str:
    """What the chart writes beside a band of which an end is not known; nothing where both are."""
    if band.least is not None and band.most is not None:
        return ""
    if band.least is None and band.most is None:
        return say(texts.NOT_WORKED_OUT, lang)
    return say(texts.LEAST_UNKNOWN if band.least is None else texts.MOST_UNKNOWN, lang)


def _alternative(item: Alternative, number: int, lang: str) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch", gap="xxsmall"):
            st.markdown(f"**{say(texts.ALTERNATIVE, lang, number=number)}**")
            st.markdown(typeset(item.sentence(lang), lang))
        st.button(say(texts.BRING, lang), key=f"bring:{number}", on_click=_bring, args=(item, number))


def _bring(item: Alternative, number: int) -> None:
    """Make an alternative one of the allocations that the Compare page knows."""
    name = state.free_name(texts.ALTERNATIVE_NAME.of(state.language(), number=number))
    paid = item.tables.payments
    rows = tuple(
        {"source": row.source, "city": row.city, "measure": row.measure, "period": row.period,
         "amount": f"{float(row.amount):.{CENT}f}"}
        for row in paid.itertuples(index=False)
        if round(float(row.amount), CENT) > 0
    )  # fmt: skip
    state.bring(state.Allocation(name, rows))
    state.notify(partial(_brought, name))


def _brought(name: str, lang: str) -> str:
    return say(texts.BROUGHT, lang, name=plain(name))
