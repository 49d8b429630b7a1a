"""The key figures of a what-if: after, before, and the difference, with what they rest on."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import fundopt

from .. import figures
from ..charts import frame
from ..texts import common
from ..texts import what_if as texts
from ..words import figure, plain, say, signed
from .what_if_answer import Shown

DIGITS = {"points": 2}
BETTER = {"remaining": -1, "person_years_avoided": 1, "net_jobs_peak": 1, "worst_rise": -1, "money": 0}
"""Whether more of a figure is better (1), worse (-1), or neither."""


def cards(shown: Shown, lang: str) -> None:
    """Five figures side by side; those of before are pale."""
    if shown.changes is None:
        return
    table = _with_remaining(shown.changes)
    labels = {"remaining": texts.REMAINING, **texts.CARDS}
    with st.container(key="cards_old" if shown.old else "cards", horizontal=True, gap="small"):
        for name in BETTER:
            with st.container(border=True, gap="xxsmall", width="stretch"):
                row = table.loc[name]
                scale, digits = (1e6, 1) if row["unit"] == "MAD" else (1, DIGITS.get(row["unit"], 0))
                st.metric(say(labels[name], lang), figure(row["after"] / scale, lang, digits))
                beside = "" if shown.alone else f"  \n{_beside(name, row, lang)}"
                st.caption(say(texts.UNITS[row["unit"]], lang) + beside)
    grounds = [
        figures.ground(shown.made, figures.RESULT, say(texts.RESULT, lang), figures.scenario(shown.made, lang)),
        figures.ground(shown.made, figures.MONEY, say(texts.BUDGETS, lang)),
    ]
    st.caption(f"{say(common.RESTS, lang)} {frame.badges(grounds, lang)}")


def everything(shown: Shown, lang: str) -> None:
    """All key figures as a table, folded away."""
    if shown.changes is None or shown.alone:
        return
    with st.expander(say(texts.ALL_FIGURES, lang)):
        rows = []
        for name, row in shown.changes.figures.iterrows():
            scale, digits = (1e6, 1) if row["unit"] == "MAD" else (1, DIGITS.get(row["unit"], 0))
            before, after, change = (row[column] / scale for column in ("before", "after", "change"))
            unit = say(texts.UNITS[row["unit"]], lang)
            rows.append((say(texts.FIGURES[str(name)], lang), unit, figure(before, lang, digits),
                         figure(after, lang, digits), signed(change, lang, digits)))  # fmt: skip
        heads = [say(head, lang) for head in texts.TABLE_HEADS]
        frame.show_table(pd.DataFrame(rows, columns=heads), say(texts.ALL_FIGURES, lang), first_as_text=2)


def _with_remaining(changes: fundopt.Changes) -> pd.DataFrame:
    """The key figures, and the unemployment that the shock adds despite the fund [person-years]."""
    before, after = (side.remaining for side in (changes.before, changes.after))
    row = pd.DataFrame(
        {"unit": ["person-years"], "before": [before], "after": [after], "change": [after - before]}, ["remaining"]
    )
    return pd.concat([changes.figures, row])


def _beside(name: str, row: pd.Series, lang: str) -> str:
    """What was before and the difference; better is blue and worse is orange, and the sign says it as well."""
    unit, change = row["unit"], row["change"]
    scale, digits = (1e6, 1) if unit == "MAD" else (1, DIGITS.get(unit, 0))
    difference = signed(change / scale, lang, digits)
    if difference == signed(0.0, lang):
        return say(texts.SAME, lang)
    before = say(texts.BEFORE, lang, value=figure(row["before"] / scale, lang, digits))
    colour = {1: "blue", -1: "orange", 0: "gray"}[BETTER[name] * (1 if change > 0 else -1)]
    return f":{colour}[**{plain(difference)}**] · {plain(before)}"
