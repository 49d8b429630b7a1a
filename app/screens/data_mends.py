"""Mending an uploaded file on the page: a box for each cell that stops it, answers, and what was mended already."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import partial

import streamlit as st

from fundopt.case.case import Place
from fundopt.case.cells_at import Cell
from fundopt.case.findings import Finding
from fundopt.case.mending import answer_key

from .. import files, state, work
from ..texts import data as texts
from ..words import plain, say

MOST = 24
"""Boxes shown at a time."""
NOT_TYPED = frozenset({"row-long", "row-short"})
"""Codes of findings at a cell that no value typed into it mends."""

ASKED_ABOVE = frozenset({"csv-table"})
"""Codes of questions that the page asks before it shows the findings."""


def made(upload: state.Upload, lang: str) -> None:
    """What was mended so far, each with the means to change it and to take it back."""
    if not upload.mends:
        return
    text = texts.MENDED_ONE if len(upload.mends) == 1 else texts.MENDED
    st.header(say(texts.CORRECTED, lang))
    st.caption(say(text, lang, count=len(upload.mends)))
    cells = work.cells(upload.read_as, upload.content, list(upload.mends), lang)
    with st.container(border=True):
        for place, typed in upload.mends.items():
            with st.container(horizontal=True, vertical_alignment="bottom"):
                shown = _change(place, typed, cells.get(place), lang)
                st.button(
                    say(texts.TAKE_BACK, lang), key=f"unmend:{place}", on_click=state.unmend, args=(place,),
                    help=say(texts.TAKE_BACK_HELP, lang, place=shown),
                )  # fmt: skip


def _change(place: str, typed: str, cell: Cell | None, lang: str) -> str:
    """The input that changes what was typed for a place; how the place is called."""
    bound = state.bound(f"mended:{place}", typed, partial(_mend, place))
    code, answered, where = place.partition("?")
    if answered and code in texts.HIDDEN:
        name = say(texts.HIDDEN[code], lang, place=plain(where))
        st.segmented_control(name, list(texts.ANSWERS), format_func=partial(_answer, lang), required=True, **bound)
        return name
    name = _name(cell, lang) if cell is not None else plain(place)
    held = cell.text if cell is not None else ""
    note = say(texts.IN_FILE, lang, value=plain(held)) if held else say(texts.EMPTY_IN_FILE, lang)
    st.text_input(name, help=note, width=420, **bound)
    return name


def _mend(place: str, text: str) -> None:
    state.mend({place: text})


def _answer(lang: str, key: str) -> str:
    return say(texts.ANSWERS[key], lang)


def form(upload: state.Upload, stops: Sequence[Finding], lang: str) -> None:
    """A box for each cell that stops the case and that a typed value mends, and the questions that have an answer."""
    stops = [item for item in stops if item.code not in ASKED_ABOVE]
    if not stops:
        return
    asked = {key: item for item in stops if (key := answer_key(item)) is not None}
    boxes = _boxes(upload, stops, lang)
    settled = {id(item) for item, _ in boxes} | {id(item) for item in asked.values()}
    rest = [item for item in stops if id(item) not in settled]
    st.header(say(texts.MEND, lang))
    if not asked and not boxes:
        st.markdown(say(texts.ALL_ELSEWHERE, lang))
        return
    st.markdown(say(texts.MEND_HELP, lang))
    mark = hashlib.sha256(upload.content).hexdigest()[:12]
    with st.form(f"mend:{mark}", border=True):
        typed = {key: _question(item, key, mark, lang) for key, item in asked.items()}
        typed |= {str(cell.place): _box(item, cell, upload, mark, lang) for item, cell in boxes[:MOST]}
        if st.form_submit_button(say(texts.MEND_AGAIN, lang), type="primary"):
            state.mend({place: text for place, text in typed.items() if text is not None})
            st.rerun()
    if rest:
        st.caption(say(texts.ELSEWHERE, lang))


def _boxes(upload: state.Upload, stops: Sequence[Finding], lang: str) -> list[tuple[Finding, Cell]]:
    """Every cell of the file that a stopping finding names and that can be typed anew, each once."""
    named: dict[str, Finding] = {}
    for item in stops:
        if item.code not in NOT_TYPED and answer_key(item) is None:
            for place, _ in item.places or ((item.place, item.value),):
                if _in_file(place, upload):
                    named.setdefault(str(place), item)
    cells = work.cells(upload.read_as, upload.content, list(named), lang)
    return [(item, cells[place]) for place, item in named.items() if place in cells]


def _in_file(place: Place, upload: state.Upload) -> bool:
    """Whether a place is one of the file's: where it updates the case in use, findings may be about that one."""
    name = files.safe_name(upload.read_as)
    return place.row is not None and (place.file == name or name.casefold().endswith(".zip"))


def _question(item: Finding, key: str, mark: str, lang: str) -> str | None:
    """The answer to the question whether something hidden counts; None where there is none yet."""
    asked = say(texts.MEND_LABEL, lang, place=item.place, column=item.text(item.message, lang))
    return st.segmented_control(
        plain(asked), list(texts.ANSWERS), format_func=partial(_answer, lang),
        key=f"answer:{mark}:{key}", help=plain(item.text(item.mend, lang)),
    )  # fmt: skip


def _box(item: Finding, cell: Cell, upload: state.Upload, mark: str, lang: str) -> str | None:
    """What the user types for a cell; None where it was left as it is."""
    place, column = str(cell.place), cell.column
    held = upload.mends.get(place, cell.text)
    words = plain(" ".join(part for part in (item.text(item.message, lang), item.text(item.mend, lang)) if part))
    key, name = f"mend:{mark}:{lang}:{place}", _name(cell, lang)
    if not cell.heading and column is not None and column.choices and not column.many:
        options = [label.of(lang) for _, label in column.choices]
        return st.selectbox(name, options, index=None, key=key, help=words, placeholder=held or "…")
    if item.code == "cell-merged":
        shown = say(texts.MERGED, lang, value=held) if held else None
        return st.text_input(name, key=key, help=words, placeholder=shown) or None
    typed = st.text_input(name, value=held, key=key, help=words)
    return typed if typed != held else None


def _name(cell: Cell, lang: str) -> str:
    """How a cell is called: its place and its column."""
    place = cell.place
    where = str(place) if place.sheet is not None else say(texts.LINE, lang, file=place.file, row=place.row)
    column = texts.HEADING.of(lang) if cell.heading else cell.column.label.of(lang) if cell.column else place.column
    return plain(say(texts.MEND_LABEL, lang, place=where, column=column) if column else where)
