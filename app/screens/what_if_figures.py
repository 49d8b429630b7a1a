"""The key figures of a what-if: after, before, and the difference, with what they rest on."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import fundopt
from fundopt import comparison

from .. import figures
from ..charts import frame
from ..texts import common
from ..texts import what_if as texts
from ..words import NONE, figure, plain, say, signed
from .what_if_answer import CLASH, SAVED, Shown

BETTER = {"person_years_remaining": -1, "person_years_avoided": 1, "net_jobs_peak": 1, "worst_rise": -1, "money": 0}
"""Whether more of a figure is better (1), worse (-1), or neither."""


def cards(shown: Shown, lang: str) -> None:
    """Five figures side by side; where the edits have no plan, only what was before."""
    if shown.changes is None:
        return
    table = _with_remaining(shown.changes)
    with st.container(key="cards_none" if shown.without_plan else "cards", horizontal=True, gap="small"):
        for name in BETTER:
            with st.container(border=True, gap="xxsmall", width="stretch"):
                row = table.loc[name]
                wording = comparison.wording(name)
                scale, digits, unit = wording.scaled(row["before"], row["after"])
                after = _no_figure(shown, lang) or figure(row["after"] / scale, lang, digits)
                st.metric(say(wording.short, lang), after)
                beside = "" if shown.alone or shown.state == SAVED else f"  \n{_beside(shown, name, row, lang)}"
                st.caption(unit.beside(row["after"] / scale, lang, digits) + beside)
    grounds = [
        figures.ground(shown.made, figures.RESULT, say(texts.RESULT, lang), figures.scenario(shown.made, lang)),
        figures.ground(shown.made, figures.MONEY, say(texts.BUDGETS, lang)),
    ]
    st.caption(f"{say(common.RESTS, lang)} {frame.badges(grounds, lang)}")


def everything(shown: Shown, lang: str) -> None:
    """All key figures as a table, folded away."""
    if shown.changes is None or shown.alone or shown.without_plan:
        return
    with st.expander(say(texts.ALL_FIGURES, lang)):
        rows = []
        for name, row in shown.changes.figures.iterrows():
            wording = comparison.wording(str(name))
            scale, digits, unit = wording.scaled(row["before"], row["after"])
            before, after, change = (row[column] / scale for column in ("before", "after", "change"))
            rows.append((say(wording.short, lang), unit.of(lang), figure(before, lang, digits),
                         figure(after, lang, digits), signed(change, lang, digits)))  # fmt: skip
        heads = [say(head, lang) for head in texts.TABLE_HEADS]
        frame.show_table(pd.DataFrame(rows, columns=heads), say(texts.ALL_FIGURES, lang), first_as_text=2)


def _with_remaining(changes: fundopt.Changes) -> pd.DataFrame:
    """The key figures, and the unemployment that the shock adds despite the fund [person-years]."""
    before, after = changes.remaining
    row = pd.DataFrame(
        {"unit": ["person-years"], "before": [before], "after": [after], "change": [after - before]},
        ["person_years_remaining"],
    )
    return pd.concat([changes.figures, row])


def _no_figure(shown: Shown, lang: str) -> str:
    """What stands in the place of a figure of edits that have no plan; "" where they have one."""
    if not shown.without_plan:
        return ""
    return say(texts.IMPOSSIBLE, lang) if shown.state == CLASH else NONE


def _beside(shown: Shown, name: str, row: pd.Series, lang: str) -> str:
    """What was before and the difference; better is blue and worse is orange, and the sign says it as well."""
    change = row["change"]
    scale, digits, _ = comparison.wording(name).scaled(row["before"], row["after"])
    if shown.without_plan:
        return plain(say(texts.BEFORE, lang, value=figure(row["before"] / scale, lang, digits)))
    difference = signed(change / scale, lang, digits)
    if difference == signed(0.0, lang):
        return say(texts.SAME, lang)
    before = say(texts.BEFORE, lang, value=figure(row["before"] / scale, lang, digits))
    colour = {1: "blue", -1: "orange", 0: "gray"}[BETTER[name] * (1 if change > 0 else -1)]
    return f":{colour}[**{plain(difference)}**] · {plain(before)}"
