"""Holding the money of a city, a measure, or the pair at an amount or between two."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

import fundopt
from fundopt.case.schema import ALL

from .. import state
from ..texts import common
from ..texts import what_if as texts
from ..words import money, plain, say
from .what_if_answer import Shown

MILLION = 1_000_000


def draw(saved: fundopt.Case, shown: Shown, lang: str) -> None:
    """Draw the form; its button makes the edit."""
    st.markdown(say(texts.PIN_LEAD, lang))
    city = _pick("pin_city", "cities", say(common.CITY, lang), say(texts.ANY_CITY, lang), shown.made, lang)
    measure = _pick(
        "pin_measure", "measures", say(common.MEASURE, lang), say(texts.ANY_MEASURE, lang), shown.made, lang
    )
    kind = st.segmented_control(
        say(texts.PIN_HOW, lang), list(texts.PIN_KINDS), format_func=lambda key: say(texts.PIN_KINDS[key], lang),
        required=True, **state.remembered("pin_kind", "at", list(texts.PIN_KINDS)),
    )  # fmt: skip
    paid = _paid(shown, city, measure)
    if paid is not None:
        st.caption(plain(say(texts.PIN_NOW, lang, value=money(paid, lang))))
    start = round((paid or 0.0) / MILLION, 1)
    label = say(texts.PIN_AMOUNT, lang)
    about = f"{city}:{measure}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        least = most = None
        if kind in ("at", "least"):
            least = _amount(f"pin_least:{about}", label, start)
        if kind == "most":
            most = _amount(f"pin_most:{about}", label, start)
        if kind == "band":
            least = _amount(f"pin_least:{about}", say(texts.PIN_LEAST, lang), start)
            most = _amount(f"pin_most:{about}", say(texts.PIN_MOST, lang), start)
        if kind == "at":
            most = least
        nothing = city == ALL and measure == ALL
        crossed = least is not None and most is not None and most < least
        edit = fundopt.Pin(city, measure, least, most)
        st.button(say(texts.PIN, lang), type="primary", disabled=nothing or crossed, on_click=state.edit, args=(edit,))
    if nothing:
        st.caption(say(texts.PIN_CHOOSE, lang))
    elif crossed:
        st.caption(say(texts.PIN_ORDER, lang))


def _pick(name: str, table: str, label: str, everything: str, case: fundopt.Case, lang: str) -> str:
    options = [ALL, *case.names(table)]
    return st.selectbox(
        label, options, format_func=lambda key: everything if key == ALL else case.title(table, key, lang),
        **state.remembered(name, ALL, options),
    )  # fmt: skip


def _amount(name: str, label: str, start: float) -> Decimal:
    value = st.number_input(label, min_value=0.0, step=1.0, format="%.1f", width=170, **state.remembered(name, start))
    return Decimal(str(round(value, 6))) * MILLION


def _paid(shown: Shown, city: str, measure: str) -> float | None:
    """MAD that the plan shown pays for them; None where there is no plan, or nothing chosen."""
    if shown.changes is None or (city == ALL and measure == ALL):
        return None
    payments = shown.changes.after.tables.payments
    chosen = payments[
        ((payments["city"] == city) | (city == ALL)) & ((payments["measure"] == measure) | (measure == ALL))
    ]
    return float(chosen["amount"].sum())
