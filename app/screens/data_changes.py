"""What a new case changes in the one in use: cells first, then rows; many rows of a table in one line."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

import fundopt
from fundopt.case.difference import Change, Kind

from .. import state
from ..charts.frame import show_table
from ..texts import data as texts
from ..words import capital, figure, plain, say

MOST_SHOWN = 200
MOST_ROWS = 5
"""Rows added to a table, or removed from it, that are named one by one."""
Line = tuple[str, str, str, str, str]
"""Table, row, column, value in use, new value."""


def show(before: fundopt.Case, after: fundopt.Case, lang: str) -> None:
    """Draw the difference of two cases."""
    found = fundopt.difference(before, after)
    st.header(say(texts.CHANGES, lang))
    if found.same:
        st.markdown(say(texts.SAME, lang))
        return
    counts = ", ".join(_counted(kind, count, lang) for kind in Kind if (count := found.count(kind)))
    st.markdown(say(texts.CHANGES_LEAD, lang, title=plain(state.session().title), counts=counts))
    lines = lines_of(found.changes, lang)
    table = pd.DataFrame(lines[:MOST_SHOWN], columns=[say(head, lang) for head in texts.CHANGE_HEADS])
    with st.container(height=420 if len(table) > 10 else "content", border=False):
        show_table(table, say(texts.CHANGES, lang), first_as_text=len(texts.CHANGE_HEADS))
    if len(lines) > MOST_SHOWN:
        st.caption(say(texts.MORE_CHANGES, lang, count=len(lines) - MOST_SHOWN))


def _counted(kind: Kind, count: int, lang: str) -> str:
    """« 3 lignes ajoutées »."""
    one, many = texts.COUNTED_CHANGES[str(kind)]
    return say(one if count == 1 else many, lang, count=figure(count, lang))


def lines_of(changes: Sequence[Change], lang: str) -> list[Line]:
    """The changes as lines of a table."""
    lines = [
        (capital(change.title(lang)), change.row, change.heading(lang), *change.values(lang))
        for change in changes
        if change.kind is Kind.CELL
    ]
    rows: dict[tuple[str, Kind], list[Change]] = {}
    for change in changes:
        if change.kind is not Kind.CELL:
            rows.setdefault((change.table, change.kind), []).append(change)
    for (_, kind), members in rows.items():
        lines += _rows(members, kind, lang)
    return lines


def _rows(changes: Sequence[Change], kind: Kind, lang: str) -> list[Line]:
    """Rows added to one table, or removed from it."""
    table = capital(changes[0].title(lang))
    if len(changes) > MOST_ROWS:
        named = [say(texts.ROWS, lang, count=figure(len(changes), lang))]
        word = texts.ROWS_ADDED if kind is Kind.ROW_ADDED else texts.ROWS_REMOVED
    else:
        named = [change.row for change in changes]
        word = texts.ROW_ADDED if kind is Kind.ROW_ADDED else texts.ROW_REMOVED
    return [(table, name, "", "", word.of(lang)) for name in named]
