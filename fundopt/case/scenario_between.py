"""The edits that turn one case into another, found by comparing their tables row by row."""

from __future__ import annotations

from collections import Counter

from fundopt.case import schema
from fundopt.case.case import Case, Data
from fundopt.case.edit_rows import OWNER
from fundopt.case.edits import AddRow, Edit, RemoveRow, SetCell


def edits_between(before: Case, after: Case) -> tuple[Edit, ...]:
    """Edits that make `after` of `before`, whatever the order of rows: tables without key first, then in their order.

    Provenance that edits write themselves (owner "what-if") is no edit. Rows whose key stands twice are compared by
    their first row. Unknown sheets and columns are not compared.
    """
    tables = sorted(schema.TABLES, key=lambda table: bool(table.keys or table.fields))
    edits: list[Edit] = []
    for table in tables:
        old, new = before[table.name], after[table.name]
        edits += _keyed(old, new) if table.keys or table.fields else _keyless(old, new, _implied(before, after))
    return tuple(edits)


def _implied(before: Case, after: Case) -> frozenset[int]:
    """Provenance of `before` that other edits take away: of numbers edited since, and of rows that are gone."""
    edited = {(row.table, row.row, row.column) for row in after["provenance"] if row.owner == OWNER}
    keys = {name: [{data.key(i) for i in range(len(data))} for data in (before[name], after[name])]
            for name in {row.table for row in before["provenance"]} & set(schema.BY_NAME)}  # fmt: skip
    return frozenset(
        i
        for i, row in enumerate(before["provenance"])
        if (row.table, row.row, row.column) in edited
        or (row.table in keys and row.row in keys[row.table][0] - keys[row.table][1])
    )


def _keyed(old: Data, new: Data) -> list[Edit]:
    table = old.table
    here, there = _positions(old), _positions(new)
    edits: list[Edit] = [RemoveRow(table.name, row) for row in here if row not in there]
    for row, i in here.items():
        for column in table.columns if row in there else ():
            value = new[column.name][there[row]]
            if not _same(old[column.name][i], value):
                edits.append(SetCell(table.name, row, column.name, value))
    return edits + [_addition(new, i) for row, i in there.items() if row not in here]


def _keyless(old: Data, new: Data, implied: frozenset[int]) -> list[Edit]:
    """Rows compared as a whole; the last ones are removed first, so that earlier ones keep their number.

    `implied` are rows of old provenance whose removal follows from other edits.
    """
    implied = implied if old.table.name == "provenance" else frozenset()
    left = Counter(_row(new, i) for i in range(len(new)) if not _written_by_edits(new, i))
    gone = []
    for i in range(len(old)):
        row = _row(old, i)
        if left[row] > 0:
            left[row] -= 1
        elif i not in implied and not _written_by_edits(old, i):
            gone.append(i)
    edits: list[Edit] = [RemoveRow(old.table.name, f"#{i + 1}") for i in reversed(gone)]
    for i in range(len(new)):
        row = _row(new, i)
        if left[row] > 0:
            left[row] -= 1
            edits.append(_addition(new, i))
    return edits


def _positions(data: Data) -> dict[str, int]:
    found: dict[str, int] = {}
    for i in range(len(data)):
        found.setdefault(data.key(i), i)
    return found


def _row(data: Data, index: int) -> tuple:
    return tuple(data[column.name][index] for column in data.table.columns)


def _addition(data: Data, index: int) -> AddRow:
    values = {column.name: data[column.name][index] for column in data.table.columns}
    defaults = {column.name: column.default for column in data.table.columns}
    return AddRow.of(data.table.name, {name: value for name, value in values.items() if value != defaults[name]})


def _written_by_edits(data: Data, index: int) -> bool:
    return data.table.name == "provenance" and data["owner"][index] == OWNER


def _same(value: object, other: object) -> bool:
    return value == other and isinstance(value, bool) == isinstance(other, bool)
