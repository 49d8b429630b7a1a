"""Bringing a plan of one's own: typed by city and measure, pasted as lines, or in a file; what is wrong, and where."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from fundopt.case.findings import Finding

from .. import allocations, files, state
from ..texts import compare as texts
from ..words import plain, say
from . import compare_choice as choice
from . import compare_grid as grid
from .compare_accept import NAME, accept, named, told

MOST_MENDED = 24
WAY = "bring_way"


def show(lang: str) -> None:
    """The plans that the reader brought, and the means to bring another."""
    unfinished = state.choice("bring_open") or state.choice("pasted") or state.choice(grid.CELLS)
    with st.expander(say(texts.BRING, lang), expanded=bool(unfinished)):
        options = list(texts.WAYS)
        way = st.segmented_control(
            say(texts.WAY, lang), options, format_func=lambda key: say(texts.WAYS[key], lang), required=True,
            **state.remembered(WAY, "grid", options),
        ) or state.choice(WAY)  # fmt: skip
        {"grid": grid.show, "paste": _paste, "file": _file}[way](lang)
        _mine(lang)


def _paste(lang: str) -> None:
    """Lines copied from a spreadsheet; the text stays as it is until it can be read."""
    case = state.session().case
    titles = [case.title("cities", city, lang) for city in case.names("cities")]
    example = texts.PASTE_EXAMPLE.of(lang, first=titles[0], second=titles[-1])
    text = st.text_area(say(texts.PASTE, lang), height=180, placeholder=example,
                        **state.remembered("pasted", ""))  # fmt: skip
    st.caption(say(texts.PASTE_HELP, lang))
    name = named(lang)
    pressed = st.button(say(texts.ADD, lang), type="primary", key="add:paste")
    if not str(text or "").strip():
        if pressed:
            st.info(say(texts.PASTE_EMPTY, lang))
        return
    reading = allocations.pasted(text, case)
    if reading.payments is None:
        told([plain(item.line(lang)) for item in reading.findings], lang)
    elif pressed:
        state.choose("pasted", "")
        accept(name, ({allocations.TEXT: text},))


def _file(lang: str) -> None:
    """A file: its payments, or inputs for the cells that stop it."""
    received = st.file_uploader(
        say(texts.FILE, lang), type=["xlsx", "csv", "ods", "zip"], key="upload:plan", max_upload_size=20
    )
    if received is None:
        return
    content = received.getvalue()
    mends = dict(part.split("\n", 1) for part in state.choice(f"mends:{received.file_id}", []))
    reading = allocations.in_file(received.name, content, state.session().case, mends)
    if reading.payments is None:
        told([plain(item.line(lang)) for item in reading.findings], lang)
        _mend(received.file_id, reading.findings, mends, lang)
        return
    name = named(lang, Path(files.safe_name(received.name)).stem)
    if st.button(say(texts.ADD, lang), type="primary", key="add:file"):
        accept(name, allocations.records(reading.payments), reading.elsewhere)


def _mend(file_id: str, findings: tuple[Finding, ...], mends: dict[str, str], lang: str) -> None:
    """An input for each cell that stops the plan; the file stays as it is."""
    cells = [(item, place, value) for item in findings for place, value in item.places or ((item.place, item.value),)]
    cells = [cell for cell in cells if cell[1].row is not None and cell[1].column is not None][:MOST_MENDED]
    if not cells:
        return
    with st.form(f"mend:{file_id}", border=True):
        typed = {
            str(place): st.text_input(plain(place), value=str(value or ""), key=f"mend:{file_id}:{place}",
                                      help=plain(item.text(item.mend, lang)))
            for item, place, value in cells
        }  # fmt: skip
        if st.form_submit_button(say(texts.MEND_AGAIN, lang), type="primary"):
            kept = {**mends, **typed}
            state.choose(f"mends:{file_id}", [f"{place}\n{text}" for place, text in kept.items()])
            st.rerun()


def _mine(lang: str) -> None:
    """The plans that were brought, to be changed or removed."""
    mine = state.session().allocations
    if not mine:
        return
    st.markdown(f"**{say(texts.MINE, lang)}**")
    for name, each in list(mine.items()):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(name), width="stretch")
            if st.button(say(texts.CHANGE, lang, name=plain(name)), key=f"change:{name}"):
                _change(each)
                st.rerun()
            if st.button(say(texts.REMOVE, lang, name=plain(name)), key=f"remove:{name}"):
                choice.drop(choice.MINE + name)
                state.remove(name)
                st.rerun()


def _change(allocation: state.Allocation) -> None:
    """Open a plan where it can be changed: as lines where it was pasted, else by city and measure, else as lines."""
    state.choose(NAME, allocation.name)
    state.choose("bring_open", True)
    rows = allocation.rows
    reading = allocations.read(allocation, state.session().case)
    cells = None if reading.payments is None else allocations.by_city_and_measure(reading.payments)
    if allocations.TEXT not in rows[0] and cells is not None:
        grid.fill(cells)
        state.choose(WAY, "grid")
        return
    state.choose("pasted", rows[0][allocations.TEXT] if allocations.TEXT in rows[0] else _lines(rows))
    state.choose(WAY, "paste")


def _lines(rows: tuple) -> str:
    columns = [name for name in allocations.COLUMNS if any(row.get(name) for row in rows)]
    return "\n".join("\t".join(line) for line in (columns, *([row.get(name, "") for name in columns] for row in rows)))
