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
    with st.container(key="pin_amounts", horizontal=True, vertical_alignment="bottom", horizontal_alignment="left"):
        typed = {
            bound: _typed(bound, f"{city}:{measure}", say(texts.PIN_AMOUNTS.get(kind, {}).get(bound, texts.PIN_AMOUNT),
                          lang), start, lang) for bound in BOUNDS[kind]
        }  # fmt: skip
        amounts = {bound: _amount(text, lang) for bound, text in typed.items()}
        least, most = amounts.get("least"), amounts.get("most")
        if kind == "at":
            most = least
        nothing = city == ALL and measure == ALL
        unread = [typed[bound] for bound, amount in amounts.items() if amount is None]
        crossed = least is not None and most is not None and most < least
        edit = fundopt.Pin(city, measure, least, most)
        st.button(say(texts.PIN, lang), type="primary", disabled=nothing or crossed or bool(unread),
                  on_click=state.edit, args=(edit,))  # fmt: skip
    if nothing:
        st.caption(say(texts.PIN_CHOOSE, lang))
    elif unread:
        st.caption(plain(say(texts.PIN_UNREAD, lang, typed=unread[0])))
    elif crossed:
        st.caption(say(texts.PIN_ORDER, lang))


def _pick(name: str, table: str, label: str, everything: str, case: fundopt.Case, lang: str) -> str:
    options = [ALL, *case.names(table)]
    return st.selectbox(
        label, options, format_func=lambda key: everything if key == ALL else case.title(table, key, lang),
        **state.remembered(name, ALL, options),
    )  # fmt: skip


def _typed(bound: str, about: str, label: str, start: str, lang: str) -> str:
    """What is typed as an amount in millions, as the language writes it."""
    return st.text_input(label, width=170, max_chars=30, **state.remembered(f"pin_{bound}:{about}:{lang}", start)) or ""


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
