"""A table as a sheet of text to type in, and what was typed as edits of the case."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

import fundopt
from fundopt.case.case import Data
from fundopt.case.schema import BY_NAME, Column, Table, Type
from fundopt.case.shown import shown
from fundopt.case.written import as_text

THIN = "\u202f"


def cells(data: Data, lang: str) -> pd.DataFrame:
    """The table as text, a column for each of its columns; yes and no as bool, choices by their technical name."""
    return pd.DataFrame(
        {column.name: [cell(value, column, lang) for value in data[column.name]] for column in data.table.columns},
        dtype=object,
    )


def fields(data: Data, lang: str) -> list[str]:
    """The single row of a table of fields as texts, one for each column, choices by their label."""
    row = []
    for column in data.table.columns:
        value = data[column.name][0]
        known = value is not None and value != ()
        row.append(shown(value, column, lang) if known and (column.choices or value in (True, False)) else
                   str(cell(value, column, lang) or ""))  # fmt: skip
    return row


def cell(value: object, column: Column, lang: str) -> object:
    """A value as it stands in a cell to be typed in: numbers with thin spaces, shares in percent."""
    if value is None or value == ():
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, tuple):
        return "; ".join(str(part) for part in value)
    if isinstance(value, Decimal | int):
        text = shown(value, column, lang)
        return text if lang == "fr" else text.replace(",", THIN)
    return as_text(value)


def edits(data: Data, before: pd.DataFrame, typed: Mapping[str, Any]) -> tuple[fundopt.Edit, ...]:
    """What was typed in a table of rows, as `st.data_editor` tells it, as edits: cells, rows taken out, rows added.

    `before` is the table of `cells` in which it was typed. A cell that says what it said before is no edit.
    """
    gone = sorted({int(index) for index in typed.get("deleted_rows", ()) if int(index) < len(data)})
    made: list[fundopt.Edit] = []
    for index, values in sorted((int(index), values) for index, values in typed.get("edited_rows", {}).items()):
        if index < len(data) and index not in gone:
            made += _cells(data, index, before, values)
    for index in reversed(gone):
        made.append(fundopt.RemoveRow(data.table.name, row_of(data, index)))
    for row in typed.get("added_rows", ()):
        given = {name: value for name, value in row.items() if name in before and _written(value)}
        if any(_text(value) != _text(data.table.column(name).default) for name, value in given.items()):
            made.append(fundopt.AddRow.of(data.table.name, given))
    return tuple(made)


def field_edits(data: Data, before: list[str], typed: Mapping[str, Any], column: str) -> tuple[fundopt.Edit, ...]:
    """What was typed in a table of fields, shown downwards with its values in `column`, as edits."""
    made = []
    for index, values in sorted((int(index), values) for index, values in typed.get("edited_rows", {}).items()):
        text = values.get(column) or ""
        if index < len(before) and text != before[index]:
            made.append(fundopt.SetCell(data.table.name, "", data.table.columns[index].name, text))
    return tuple(made)


def after(start: fundopt.Scenario, made: tuple[fundopt.Edit, ...]) -> fundopt.Scenario:
    """The edits of `start` with those made since; a cell that is set again is no longer set before."""
    again = {edit.target for edit in made if isinstance(edit, fundopt.SetCell) and not _keyed(edit)}
    kept = tuple(edit for edit in start.edits if edit.target is None or edit.target not in again)
    return fundopt.Scenario(start.name, (*kept, *made))


def unread(scenario: fundopt.Scenario, data: Data, table: pd.DataFrame, case: fundopt.Case) -> pd.DataFrame:
    """`table` with what was typed and could not be read, so that it stands where it was typed."""
    rows = {row_of(data, index): index for index in range(len(data))}
    table = table.copy()
    for edit in scenario.edits:
        here = isinstance(edit, fundopt.SetCell) and edit.table == data.table.name and edit.row in rows
        if here and edit.column in table and fundopt.Scenario("", (edit,)).made(case)[1]:
            table.loc[rows[edit.row], edit.column] = edit.value
    return table


def row_of(data: Data, index: int) -> str:
    """How an edit names a row: by its key, by its number where the table has none, "" in a table of fields."""
    if data.table.fields:
        return ""
    return data.key(index) if data.table.keys else f"#{index + 1}"


def _cells(data: Data, index: int, before: pd.DataFrame, values: Mapping[str, Any]) -> list[fundopt.Edit]:
    """Cells of one row, those of its key last: they change how the row is called."""
    table = data.table
    changed = {
        name: value for name, value in values.items()
        if name in before and _text(value) != _text(before[name].iloc[index])
    }  # fmt: skip
    made: list[fundopt.Edit] = [
        fundopt.SetCell(table.name, row_of(data, index), name, _text(value))
        for name, value in changed.items() if name not in table.keys
    ]  # fmt: skip
    parts = {name: str(data[name][index]) for name in table.keys}
    for name in table.keys:
        if name in changed:
            made.append(fundopt.SetCell(table.name, "/".join(parts.values()), name, _text(changed[name])))
            parts[name] = _text(changed[name])
    return made


def _keyed(edit: fundopt.SetCell) -> bool:
    table: Table | None = BY_NAME.get(edit.table)
    return table is not None and edit.column in table.keys


def _written(value: object) -> bool:
    return value is not None and _text(value) != ""


def _text(value: object) -> str | bool:
    """What was typed: text, or the bool of a box that was ticked; "" for an emptied cell."""
    if isinstance(value, bool):
        return value
    return "" if value is None or value != value else str(value).strip()


def is_number(column: Column) -> bool:
    """Whether the cells of a column hold numbers, which stand on the right."""
    return column.type in (Type.NUMBER, Type.AMOUNT, Type.SHARE, Type.INTEGER)
