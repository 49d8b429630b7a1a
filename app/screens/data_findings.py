"""The findings of an uploaded file: the verdict, the list, the form that mends them, and the file with them marked."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

import fundopt
from fundopt.case.findings import Finding, Severity
from fundopt.case.schema import BY_NAME

from .. import files, state, work
from ..charts.frame import show_table
from ..texts import data as texts
from ..words import capital, plain, say

MOST_SHOWN, MOST_MENDED = 60, 24


def show(upload: state.Upload, found: work.Examined, lang: str) -> None:
    """Draw the findings of a file."""
    stops = [item for item in found.findings if item.stops]
    name = plain(upload.name)
    if stops:
        text = texts.STOPPED_ONE if len(stops) == 1 else texts.STOPPED
        st.error(say(text, lang, name=name, count=len(stops)))
    else:
        st.success(say(texts.READY, lang, name=name))
    if upload.mends:
        text = texts.MENDED_ONE if len(upload.mends) == 1 else texts.MENDED
        st.caption(say(text, lang, count=len(upload.mends)))
    st.header(say(texts.FINDINGS, lang))
    if not found.findings:
        st.markdown(say(texts.NO_FINDING, lang))
        return
    _list(found.findings, lang)
    marked = texts.FILE_NAMES["marked"].of(lang, stem=Path(files.safe_name(upload.name)).stem)
    st.download_button(
        say(texts.MARKED, lang), partial(_marked, upload, found.findings, lang), marked, on_click="ignore",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )  # fmt: skip
    if stops:
        _mend(upload, stops, lang)


def _marked(upload: state.Upload, findings: Sequence[Finding], lang: str) -> bytes:
    with files.Received(upload.name, upload.content) as path:
        return files.written("marked.xlsx", lambda target: fundopt.write_marked(path, findings, target, lang))


def _list(findings: Sequence[Finding], lang: str) -> None:
    """The findings as a table, those of the chosen severities."""
    counts = {severity: sum(item.severity is severity for item in findings) for severity in Severity}
    present = [str(severity) for severity, count in counts.items() if count]

    def named(key: str) -> str:
        one, many = texts.SEVERITIES[key]
        count = counts[Severity(key)]
        return say(texts.COUNTED, lang, name=capital((one if count == 1 else many).of(lang)), count=count)

    chosen = st.pills(
        say(texts.FILTER, lang), present, selection_mode="multi", format_func=named,
        **state.remembered("severities:" + "/".join(present), present, present),
    )  # fmt: skip
    shown = [item for item in findings if str(item.severity) in (chosen or ())]
    rows = [
        (
            capital(texts.SEVERITIES[str(item.severity)][0].of(lang)),
            _place(item, lang),
            *(item.text(text, lang) for text in (item.message, item.expected, item.mend)),
        )
        for item in shown[:MOST_SHOWN]
    ]
    if rows:
        table = pd.DataFrame(rows, columns=[say(head, lang) for head in texts.HEADS])
        show_table(table, say(texts.FINDINGS, lang), first_as_text=len(texts.HEADS))
    if len(shown) > MOST_SHOWN:
        st.caption(say(texts.MORE, lang, count=len(shown) - MOST_SHOWN))


def _place(item: Finding, lang: str) -> str:
    others = len(item.places) - 1
    return say(texts.AND_OTHERS, lang, place=item.place, count=others) if others > 0 else str(item.place)


def _mend(upload: state.Upload, stops: Sequence[Finding], lang: str) -> None:
    """An input for each cell that stops the case."""
    cells = list(_cells(stops))[:MOST_MENDED]
    st.header(say(texts.MEND, lang))
    if not cells:
        st.markdown(say(texts.ELSEWHERE, lang))
        return
    st.markdown(say(texts.MEND_HELP, lang))
    mark = hashlib.sha256(upload.content).hexdigest()[:12]
    with st.form(f"mend:{mark}", border=True):
        typed = {place: _input(item, place, value, mark, lang) for item, place, value in cells}
        if st.form_submit_button(say(texts.MEND_AGAIN, lang), type="primary"):
            state.mend({place: text for place, text in typed.items() if text is not None})
            st.rerun()
    if len({id(item) for item, _, _ in cells}) < len(stops):
        st.caption(say(texts.ELSEWHERE, lang))


def _cells(stops: Sequence[Finding]) -> list[tuple[Finding, str, str]]:
    """(finding, place, what was found there) of every cell that a stopping finding names, each place once."""
    found: dict[str, tuple[Finding, str, str]] = {}
    for item in stops:
        for place, value in item.places or ((item.place, item.value),):
            if place.row is not None and place.column is not None:
                found.setdefault(str(place), (item, str(place), value))
    return list(found.values())


def _input(item: Finding, place: str, value: str, mark: str, lang: str) -> str | None:
    """What the user types for a cell; None where it was left as it is."""
    table = BY_NAME.get(item.table)
    column = next((each for each in table.columns if each.name == item.column), None) if table else None
    label = say(texts.MEND_LABEL, lang, place=place, column=column.label.of(lang)) if column else place
    words = " ".join(part for part in (item.text(item.message, lang), item.text(item.mend, lang)) if part)
    key = f"mend:{mark}:{place}"
    if column is not None and column.choices and not column.many:
        options = [label_.of(lang) for _, label_ in column.choices]
        return st.selectbox(plain(label), options, index=None, key=key, help=plain(words), placeholder=value or "…")
    typed = st.text_input(plain(label), value=value, key=key, help=plain(words))
    return typed if typed != value else None
