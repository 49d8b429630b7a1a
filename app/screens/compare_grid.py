"""A plan typed by measure and city, in millions of MAD, as text that nothing changes or loses."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd
import streamlit as st

import fundopt
from fundopt.errors import Infeasible
from fundopt.language import number

from .. import allocations, state, work
from ..identity import case_hash
from ..texts import common
from ..texts import compare as texts
from ..words import money, plain, say
from .compare_accept import accept, named, told

CELLS, START, COUNT = "grid_cells", "grid_start", "grid_count"
"""Choices: the cells as typed; as they stood when the grid was shown; how often it was filled anew."""
Cells = dict[tuple[str, str], str]


def show(lang: str) -> None:
    """The grid, what is wrong in it, its total, and the button that adds the plan."""
    case = state.session().case
    st.caption(say(texts.GRID_HELP, lang))
    with st.container(horizontal=True):
        if st.button(say(texts.GRID_START, lang)):
            _from_best(case, lang)
        if st.button(say(texts.GRID_CLEAR, lang)):
            fill({})
            st.rerun()
    cells = _edited(case, lang)
    name = named(lang)
    pressed = st.button(say(texts.ADD, lang), type="primary", key="add:grid")
    reading, places = allocations.of_grid(cells, case)
    if not places:
        if pressed:
            st.info(say(texts.GRID_EMPTY, lang))
        return
    if reading.payments is None:
        told([_finding(case, item, places, lang) for item in reading.findings], lang)
        return
    total, fund = float(sum(reading.payments["amount"])), float(sum(case["sources"].floats("budget")))
    st.markdown(say(texts.GRID_TOTAL, lang, total=money(total, lang), fund=money(fund, lang)))
    if total > 100 * fund:
        st.warning(say(texts.GRID_TOO_MUCH, lang))
    if pressed:
        fill({})
        accept(name, allocations.records(reading.payments))


def fill(cells: Mapping[tuple[str, str], Decimal]) -> None:
    """Show the grid anew with these amounts [MAD]."""
    lang = state.language()
    million = {place: number(amount / allocations.MILLION, lang, 3) for place, amount in cells.items() if amount}
    _keep({place: _short(text, lang) for place, text in million.items()})
    state.choose(START, state.choice(CELLS))
    state.choose(COUNT, int(state.choice(COUNT, 0)) + 1)


def _short(text: str, lang: str) -> str:
    """A number without idle zeros at its end."""
    return text.rstrip("0").rstrip(",." if lang == "fr" else ".,")


def _keep(cells: Mapping[tuple[str, str], str]) -> None:
    state.choose(CELLS, [f"{city}\t{measure}\t{text}" for (city, measure), text in cells.items() if text])


def _kept(choice: str) -> Cells:
    parts = [line.split("\t", 2) for line in state.choice(choice, [])]
    return {(city, measure): text for city, measure, text in parts}


def _edited(case: fundopt.Case, lang: str) -> Cells:
    """The cells as they stand after what the reader typed; the table given to the editor never changes under it."""
    key = f"grid:{case_hash(case)[:12]}:{lang}:{state.choice(COUNT, 0)}"
    if not state.drawn(key):
        state.choose(START, state.choice(CELLS, []))
    start = _kept(START)
    cities, measures = case.names("cities"), case.names("measures")
    head = say(texts.GRID_MEASURE, lang)
    table = pd.DataFrame({head: [case.title("measures", measure, lang) for measure in measures]}, dtype="object")
    for city in cities:
        table[city] = [start.get((city, measure), "") for measure in measures]
    columns = {
        head: st.column_config.TextColumn(head, disabled=True, pinned=True, width="medium"),
        **{city: st.column_config.TextColumn(case.title("cities", city, lang), width="small") for city in cities},
    }
    edited = st.data_editor(table, key=key, column_config=columns, hide_index=True, num_rows="fixed")
    cells = {
        (city, measure): str(edited[city].iloc[i] or "").strip()
        for i, measure in enumerate(measures)
        for city in cities
        if str(edited[city].iloc[i] or "").strip()
    }
    _keep(cells)
    return cells


def _finding(case: fundopt.Case, item, places: list[tuple[str, str]], lang: str) -> str:
    """A finding at its cell of the grid; lines are counted from 1, the first holds the headings."""
    row = item.place.row
    words = " ".join(part for part in (item.text(item.message, lang), item.text(item.mend, lang)) if part)
    if row is None or not 0 <= row - 2 < len(places):
        return plain(item.line(lang))
    city, measure = places[row - 2]
    names = {"city": plain(case.title("cities", city, lang)), "measure": plain(case.title("measures", measure, lang))}
    return say(texts.GRID_PLACE, lang, finding=plain(words), **names)


def _from_best(case: fundopt.Case, lang: str) -> None:
    """Fill the grid with what the best plan pays."""
    try:
        with st.spinner(say(common.SOLVING, lang)):
            payments = work.best(case).tables.payments
    except Infeasible:
        st.warning(say(texts.REFUSED, lang, name=say(texts.BEST, lang)))
        return
    fill(allocations.by_city_and_measure(payments) or {})
    st.rerun()
