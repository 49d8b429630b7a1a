"""The findings of an uploaded file: the verdict, the list, and the file with them marked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

import fundopt
from fundopt.case.findings import Finding, Severity

from .. import files, state, work
from ..charts.frame import show_table
from ..texts import data as texts
from ..words import capital, plain, say
from . import data_mends as mends

MOST_SHOWN = 60
NO_PLAN = frozenset({"floors-above-ceiling"})
"""Codes of warnings that leave no plan possible."""


def show(upload: state.Upload, found: work.Examined, lang: str) -> None:
    """Draw the findings of a file."""
    stops = [item for item in found.findings if item.stops]
    _verdict(plain(upload.name), found.findings, stops, lang)
    mends.made(upload, lang)
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
        mends.form(upload, stops, lang)


def _verdict(name: str, findings: Sequence[Finding], stops: Sequence[Finding], lang: str) -> None:
    """Whether the file can be used, and whether a plan is possible, as far as one sees without looking for it."""
    hopeless = next((item for item in findings if item.code in NO_PLAN), None)
    if stops:
        text = texts.STOPPED_ONE if len(stops) == 1 else texts.STOPPED
        st.error(say(text, lang, name=name, count=len(stops)))
    elif hopeless is not None:
        st.warning(say(texts.NO_PLAN, lang, name=name, reason=plain(hopeless.text(hopeless.message, lang))))
    else:
        st.success(say(texts.READY, lang, name=name))


def _marked(upload: state.Upload, findings: Sequence[Finding], lang: str) -> bytes:
    with files.Received(upload.read_as, upload.content) as path:
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
    if others < 1:
        return str(item.place)
    return say(texts.AND_ONE if others == 1 else texts.AND_OTHERS, lang, place=item.place, count=others)
