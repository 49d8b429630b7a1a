"""Every table of the case, to be typed in: labels, units, help and choices are those of the schema."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

import fundopt
from fundopt.case.case import Data
from fundopt.case.schema import ALL, BY_NAME, TABLES, Column, Type
from fundopt.case.units import unit_label

from .. import state, subjects
from ..texts import what_if as texts
from ..words import capital, figure, say
from . import what_if_sheet as sheets
from .what_if_answer import Shown

NOTHING, HEIGHT = "", 420
ORDER = (
    "sources", "budgets", "cities", "measures", "effects", "limits", "commitments", "dependency", "fund", "scenarios",
)  # fmt: skip
"""The tables that a board changes most come first."""


def draw(shown: Shown, lang: str) -> None:
    """The choice of a table, and the table."""
    names = [*ORDER, *(table.name for table in TABLES if table.name not in ORDER)]
    options = [NOTHING, *names]
    name = st.selectbox(
        say(texts.TABLE, lang), options, width=420, format_func=lambda key: _title(key, shown.made, lang),
        **state.remembered("what_if_table", NOTHING, options),
    )  # fmt: skip
    if not name:
        return
    st.caption(f"{BY_NAME[name].help.of(lang)} {say(texts.TABLE_KEYS, lang)}")
    sheet = state.sheet(name)
    saved = state.session().case
    start = subjects.made(saved, sheet.start)
    if BY_NAME[name].fields:
        _fields(sheet, start, lang)
    else:
        _rows(sheet, start, lang)


def _title(name: str, case: fundopt.Case, lang: str) -> str:
    if not name:
        return say(texts.TABLE_PICK, lang)
    label = capital(BY_NAME[name].label.of(lang))
    return say(texts.TABLE_ROWS, lang, title=label, rows=figure(len(case[name]), lang))


def _rows(sheet: state.Sheet, case: fundopt.Case, lang: str) -> None:
    data = case[sheet.table]
    table = sheets.unread(sheet.start, data, sheets.cells(data, lang), case)
    st.data_editor(
        table, key=sheet.key, num_rows="dynamic", hide_index=True, placeholder="", width="stretch",
        height=_height(len(table) + 1),
        column_config={column.name: _config(column, case, table, lang) for column in data.table.columns},
        on_change=partial(_typed, sheet, data, table), alt=capital(data.table.label.of(lang)),
    )  # fmt: skip


def _typed(sheet: state.Sheet, data: Data, table: pd.DataFrame) -> None:
    made = sheets.edits(data, table, state.typed_in(sheet))
    state.retype(sheet, sheets.after(sheet.start, made))


def _fields(sheet: state.Sheet, case: fundopt.Case, lang: str) -> None:
    """A table with a single row, shown downwards."""
    data = case[sheet.table]
    values = sheets.fields(data, lang)
    raw = sheets.unread(sheet.start, data, pd.DataFrame([values], columns=[c.name for c in data.table.columns]), case)
    values = [str(value or "") for value in raw.iloc[0]]
    table = pd.DataFrame(
        {
            "name": [_label(column, lang) for column in data.table.columns],
            "value": values,
            "about": [column.help.of(lang) for column in data.table.columns],
        }
    )
    st.data_editor(
        table, key=sheet.key, hide_index=True, height=_height(len(table)), width="stretch", disabled=["name", "about"],
        column_config={
            "name": st.column_config.TextColumn(say(texts.PARAMETER, lang), width="medium"),
            "value": st.column_config.TextColumn(say(texts.VALUE, lang), width="medium"),
            "about": st.column_config.TextColumn(say(texts.ABOUT, lang), width="large"),
        },
        on_change=partial(_typed_field, sheet, data, values), alt=capital(data.table.label.of(lang)),
    )  # fmt: skip


def _typed_field(sheet: state.Sheet, data: Data, values: list[str]) -> None:
    made = sheets.field_edits(data, values, state.typed_in(sheet), "value")
    state.retype(sheet, sheets.after(sheet.start, made))


def _height(rows: int) -> int:
    return min(HEIGHT, 35 * (rows + 1) + 3)


def _label(column: Column, lang: str) -> str:
    unit = unit_label(column).of(lang)
    return f"{capital(column.label.of(lang))} ({unit})" if unit else capital(column.label.of(lang))


def _config(column: Column, case: fundopt.Case, table: pd.DataFrame, lang: str) -> object:
    """A box for yes and no, a list where the schema or another table knows the choices, else text as it is typed."""
    label, about = _label(column, lang), column.help.of(lang)
    options = _options(column, case, lang)
    now = set(table[column.name].dropna())
    if column.type is Type.YES_NO and now <= {True, False}:
        return st.column_config.CheckboxColumn(label, help=about, default=bool(column.default))
    if options and now <= set(options):
        return st.column_config.SelectboxColumn(
            label, help=about, options=list(options), format_func=lambda key: options.get(key, str(key)),
            default=column.default if column.default in options else None,
        )  # fmt: skip
    return st.column_config.TextColumn(
        label, help=about, alignment="right" if sheets.is_number(column) else "left", pinned=column.key or None
    )


def _options(column: Column, case: fundopt.Case, lang: str) -> dict[str, str]:
    """What may stand in a cell by its technical name, with its words; nothing where text is typed."""
    if column.many:
        return {}
    every = {ALL: ALL} if column.wildcard else {}
    if column.choices:
        return every | {name: capital(text.of(lang)) for name, text in column.choices}
    if column.refers_to:
        return every | {name: case.title(column.refers_to, name, lang) for name in case.names(column.refers_to)}
    return {}
