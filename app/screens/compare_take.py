"""What can be taken away of a comparison: a workbook, a note that compares, and the board's note on one plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

import fundopt

from .. import files, state
from ..texts import compare as texts
from ..words import say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(plans: Mapping[str, fundopt.Plan], tables: Mapping[str, pd.DataFrame], case: fundopt.Case, lang: str) -> None:
    """Three files, written when they are asked for."""
    st.header(say(texts.TAKE, lang))
    stem = Path(files.safe_name(case.name)).stem or "plan"
    first = next(iter(plans.values()))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _button(texts.TAKE_PDF, "pdf", "application/pdf", stem, lang, partial(_note, plans, lang))
        _button(texts.TAKE_XLSX, "xlsx", XLSX, stem, lang,
                lambda path: fundopt.write_comparison(path, first.case, tables, lang, plans))  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom"):
        names = list(plans)
        name = st.selectbox(say(texts.NOTE_OF, lang), names, width=320, **state.remembered("note_of", names[0], names))
        _button(texts.TAKE_NOTE, "note", "application/pdf", stem, lang, partial(_note, plans[name or names[0]], lang))


def _note(plans: fundopt.Plan | Mapping[str, fundopt.Plan], lang: str, path: Path) -> Path:
    return fundopt.board_note(plans, path, lang, datetime.now().astimezone())


def _button(label, kind: str, mime: str, stem: str, lang: str, write) -> None:
    name = texts.FILE_NAMES[kind].of(lang, stem=stem)
    st.download_button(
        say(label, lang), partial(files.written, name, write), name, mime, on_click="ignore", key=f"take:{kind}"
    )
