"""Holding the money of a city, a measure, or the pair at an amount or between two."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

import fundopt
from fundopt.case.numbers import NumberFault, parse
from fundopt.case.schema import ALL

from .. import state
from ..texts import common
from ..texts import what_if as texts
from ..words import figure, money, plain, say
from .what_if_answer import Shown

MILLION = 1_000_000
BOUNDS = {"at": ("least",), "least": ("least",), "most": ("most",), "band": ("least", "most")}
"""What is typed for each way of holding an amount."""


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
        now = texts.PIN_NOW_SAVED if shown.without_plan else texts.PIN_NOW
        st.caption(plain(say(now, lang, value=money(paid, lang))))
    start = figure((paid or 0.0) / MILLION, lang, 1)
    keys = {bound: f"pin:{bound}:{city}:{measure}:{lang}" for bound in BOUNDS[kind]}
    nothing = city == ALL and measure == ALL
    with st.form("pin", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        for bound, key in keys.items():
            label = texts.PIN_AMOUNTS.get(kind, {}).get(bound, texts.PIN_AMOUNT)
            st.text_input(say(label, lang), start, width=150, max_chars=30, key=key)
        st.form_submit_button(say(texts.PIN, lang), type="primary", disabled=nothing, key="hold",
                              on_click=_hold, args=(city, measure, kind, keys, lang))  # fmt: skip
    _, trouble = _read(city, measure, kind, keys, lang)
    if nothing:
        st.caption(say(texts.PIN_CHOOSE, lang))
    elif trouble:
        st.caption(f":orange[{plain(trouble)}]")


def _hold(city: str, measure: str, kind: str, keys: dict[str, str], lang: str) -> None:
    """Make the edit of what stands in the form when it is sent; what cannot be read makes none."""
    edit, _ = _read(city, measure, kind, keys, lang)
    if edit is not None:
        state.edit(edit)


def _read(city: str, measure: str, kind: str, keys: dict[str, str], lang: str) -> tuple[fundopt.Pin | None, str]:
    """(what the form asks for, ""), or (None, why it cannot be held)."""
    amounts = {}
    for bound, key in keys.items():
        typed = str(state.typed(key))
        amounts[bound] = _amount(typed, lang)
        if amounts[bound] is None:
            return None, say(texts.PIN_UNREAD, lang, typed=typed)
    least, most = amounts.get("least"), amounts.get("most")
    if least is not None and most is not None and most < least:
        return None, say(texts.PIN_ORDER, lang)
    return fundopt.Pin(city, measure, least, least if kind == "at" else most), ""


def _pick(name: str, table: str, label: str, everything: str, case: fundopt.Case, lang: str) -> str:
    options = [ALL, *case.names(table)]
    return st.selectbox(
        label, options, format_func=lambda key: everything if key == ALL else case.title(table, key, lang),
        **state.remembered(name, ALL, options),
    )  # fmt: skip


def _amount(text: str, lang: str) -> Decimal | None:
    """MAD that were typed in millions, by the grammar of numbers; None where they are no such number."""
    try:
        number = parse(text, "," if lang == "fr" else ".")
    except NumberFault:
        return None
    return None if number.percent or number.money or number.value < 0 else number.value * MILLION


def _paid(shown: Shown, city: str, measure: str) -> float | None:
    """MAD that the plan shown pays for them; None where there is no plan, or nothing chosen."""
    if shown.changes is None or (city == ALL and measure == ALL):
        return None
    payments = shown.changes.after.tables.payments
    chosen = payments[
        ((payments["city"] == city) | (city == ALL)) & ((payments["measure"] == measure) | (measure == ALL))
    ]
    return float(chosen["amount"].sum())
