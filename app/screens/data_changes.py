"""What a new case changes in the one in use, cell by cell."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import fundopt

from .. import state
from ..charts.frame import show_table
from ..texts import data as texts
from ..words import capital, figure, plain, say

MOST_SHOWN = 200


def show(before: fundopt.Case, after: fundopt.Case, lang: str) -> None:
    """Draw the difference of two cases."""
    found = fundopt.difference(before, after)
    st.header(say(texts.CHANGES, lang))
    if found.same:
        st.markdown(say(texts.SAME, lang))
        return
    counts = {kind: sum(str(change.kind) == kind for change in found.changes) for kind in
              ("cell", "row_added", "row_removed")}  # fmt: skip
    st.markdown(
        say(texts.CHANGES_LEAD, lang, title=plain(state.session().title), cells=figure(counts["cell"], lang),
            added=figure(counts["row_added"], lang), removed=figure(counts["row_removed"], lang))
    )  # fmt: skip
    rows = []
    for change in found.changes[:MOST_SHOWN]:
        old, new = change.values(lang)
        if str(change.kind) == "row_added":
            new = texts.ROW_ADDED.of(lang)
        elif str(change.kind) == "row_removed":
            new = texts.ROW_REMOVED.of(lang)
        rows.append((capital(change.title(lang)), change.row, change.heading(lang), old, new))
    table = pd.DataFrame(rows, columns=[say(head, lang) for head in texts.CHANGE_HEADS])
    with st.container(height=420 if len(rows) > 10 else "content", border=False):
        show_table(table, say(texts.CHANGES, lang), first_as_text=len(texts.CHANGE_HEADS))
    if len(found.changes) > MOST_SHOWN:
        st.caption(say(texts.MORE_CHANGES, lang, count=len(found.changes) - MOST_SHOWN))
