"""What the plan rests on: shares that are sourced, derived and assumed, then every origin with its owner and date."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import fundopt
from fundopt.case import schema
from fundopt.case.schema import ALL

from .. import files, state
from ..charts import bars, frame
from ..texts import audit as texts
from ..texts import common
from ..words import capital, figure, money, plain, say, share

MOST = 6
"""Origins shown before the others are folded."""
ANYONE = "*"


def show(plan: fundopt.Plan, lang: str) -> None:
    """The shares, the origins, and the defaults."""
    st.header(say(texts.RESTS, lang))
    _shares(plan, lang)
    _origins(plan.case, lang)
    if defaults := fundopt.defaults_used(plan.case):
        with st.expander(say(texts.DEFAULTS, lang, count=len(defaults))):
            for item in defaults:
                st.markdown(f"- {plain(item.text(item.message, lang))}")


def _shares(plan: fundopt.Plan, lang: str) -> None:
    """Bars of the inputs and of the money, by what the numbers behind them rest on."""
    counted = fundopt.coverage(plan.case)
    inputs = {status: float(sum(getattr(part, status) for part in counted)) for status in common.STATUSES}
    money_rows = fundopt.grounds(plan.case, plan.tables)
    parts = {"inputs": inputs} | {str(row): money_rows.loc[row].to_dict() for row in money_rows.index}
    assumed = {name: share(values["assumption"], sum(values.values()), lang) for name, values in parts.items()}
    with st.container(key="lead_rests"):
        st.markdown(say(texts.RESTS_LEAD, lang, inputs=assumed["inputs"], effect=assumed["effect"]))
    rows, shown = [], []
    for name, values in parts.items():
        total = sum(values.values())
        told = {}
        for status, value in values.items():
            words = money(value, lang) if name != "inputs" else figure(value, lang)
            told[status] = say(texts.SHOWN, lang, share=share(value, total, lang), value=words)
            if value:
                rows.append({"name": say(texts.BARS[name], lang), "status": status, "share": value / total,
                             "shown": told[status]})  # fmt: skip
        shown.append((say(texts.BARS[name], lang), *(told[status] for status in common.STATUSES)))
    names = {status: say(text, lang) for status, text in common.STATUSES.items()}
    heads = [say(texts.BAR_HEADS, lang), *(capital(name) for name in names.values())]
    frame.present(
        bars.stacked(pd.DataFrame(rows), lang, names), lang, say(texts.RESTS_TITLE, lang),
        say(texts.RESTS_ALT, lang, **assumed), pd.DataFrame(shown, columns=heads), [],
    )  # fmt: skip
    with st.expander(say(texts.BY_TABLE, lang)):
        table = [
            (schema.BY_NAME[part.table].label.of(lang), figure(part.values, lang),
             *(figure(getattr(part, status), lang) for status in names))
            for part in counted
            if part.values
        ]  # fmt: skip
        heads = [say(texts.TABLE, lang), say(texts.VALUES, lang), *(capital(name) for name in names.values())]
        frame.show_table(pd.DataFrame(table, columns=heads), say(texts.BY_TABLE, lang))


def _origins(case: fundopt.Case, lang: str) -> None:
    """Assumptions with reasoning and owner; sources and derivations with date."""
    st.header(say(texts.ORIGINS, lang))
    kinds = list(texts.KINDS)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.segmented_control(
            say(texts.SHOW, lang), kinds, format_func=lambda name: say(texts.KINDS[name], lang), required=True,
            **state.remembered("audit_kind", kinds[0], kinds),
        )  # fmt: skip
        kind = kind or state.choice("audit_kind")
        rows = [row for row in case["provenance"] if row.status == kind]
        owners = [ANYONE, *sorted({case.text(row.owner, lang) for row in rows})]
        if len(owners) > 2:
            owner = st.selectbox(
                say(texts.OWNER, lang), owners, width=340,
                format_func=lambda key: say(texts.ALL_OWNERS, lang) if key == ANYONE else key or _nobody(lang),
                **state.remembered("audit_owner", ANYONE, owners),
            )  # fmt: skip
            rows = [row for row in rows if owner in (ANYONE, case.text(row.owner, lang))]
    _list(case, rows, kind, lang)
    silent = sum(part.none for part in fundopt.coverage(case))
    if silent:
        st.caption(say(texts.UNSTATED, lang, count=figure(silent, lang)))
    tables = fundopt.csv_files(case)
    if "provenance.csv" in tables:
        stem = files.safe_name(case.name) or "case"
        st.download_button(
            say(texts.TAKE_ORIGINS, lang), tables["provenance.csv"].encode(), texts.ORIGINS_NAME.of(lang, stem=stem),
            "text/csv", on_click="ignore", key="take:origins",
        )  # fmt: skip


def _list(case: fundopt.Case, rows: list, kind: str, lang: str) -> None:
    """One line for each origin, with all that rests on it."""
    grouped: dict[tuple[str, str], dict[str, list[str]]] = {}
    for row in rows:
        source, note = case.text(row.source, lang), case.text(row.note, lang)
        words = say(texts.ORIGIN, lang, source=source, note=note) if note else source
        last = (
            (case.text(row.owner, lang) or _nobody(lang)) if kind == "assumption" else case.text(row.date, lang) or "–"
        )
        numbers = grouped.setdefault((words, last), {})
        numbers.setdefault(_name(row.table, row.column, lang), []).append(_row(case, row.table, row.row, lang))
    if not grouped:
        st.caption(say(texts.NO_ORIGIN, lang))
        return
    told = [
        ("; ".join(_counted(name, found, lang) for name, found in numbers.items()), words, last)
        for (words, last), numbers in grouped.items()
    ]
    table = pd.DataFrame(told, columns=[say(text, lang) for text in texts.ORIGIN_HEADS[kind]])
    title = say(texts.ORIGINS, lang)
    frame.show_table(table.iloc[:MOST], title, first_as_text=3)
    if len(table) > MOST:
        with st.expander(say(texts.MORE, lang, count=len(table) - MOST)):
            frame.show_table(table.iloc[MOST:], title, first_as_text=3)


def _counted(name: str, found: list[str], lang: str) -> str:
    """A column with the row that is meant, or with how many rows are."""
    if len(found) > 1:
        return say(texts.COUNTED, lang, name=name, count=len(found))
    return say(texts.OF_ROW, lang, name=name, row=found[0]) if found[0] else name


def _row(case: fundopt.Case, table: str, row: str, lang: str) -> str:
    """What people call a row; empty where all rows are meant."""
    known = schema.BY_NAME.get(table)
    if row == ALL or known is None or known.fields:
        return ""
    return case.title(table, row, lang) or row


def _name(table: str, column: str, lang: str) -> str:
    """« mesures, coût unitaire »."""
    known = schema.BY_NAME.get(table)
    if known is None:
        return table
    names = {each.name: each.label.of(lang) for each in known.columns}
    label = known.label.of(lang)
    return label if column == ALL or column not in names else f"{label}, {names[column]}"


def _nobody(lang: str) -> str:
    return say(texts.NOBODY, lang)
