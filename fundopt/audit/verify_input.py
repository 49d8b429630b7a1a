"""Where the tables of a dossier's case are not those that its plan was found for: table, row and column."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from fundopt.audit.record import canonical_text
from fundopt.case import schema
from fundopt.case.case import Case
from fundopt.language import Text

Rows = dict[tuple[str, ...], dict[str, object]]


def differences(case: Case, written: Path) -> list[Text]:
    """What the case says otherwise than input.txt, the text that was hashed; empty where they agree."""
    try:
        before = _tables(written.read_text("utf-8"))
    except (OSError, ValueError, TypeError, LookupError):
        return [_UNREADABLE]
    after = _tables(canonical_text(case))
    names = sorted({*before, *after})
    return [text for name in names for text in _of_table(name, before.get(name, {}), after.get(name, {}))]


def _of_table(name: str, before: Rows, after: Rows) -> Iterator[Text]:
    for key in sorted({*before, *after}, key=str):
        place = {"table": name, "row": " / ".join(key)}
        if key not in after:
            yield _filled(_GONE, **place)
        elif key not in before:
            yield _filled(_NEW, **place)
        else:
            for column in sorted({*before[key], *after[key]}):
                was, now = before[key].get(column), after[key].get(column)
                if was != now:
                    yield _filled(_CELL, **place, column=column, was=_shown(was), now=_shown(now))


def _tables(text: str) -> dict[str, Rows]:
    """The tables of a canonical text, each with its rows by their key columns; rows of one key are told apart."""
    found: dict[str, Rows] = {}
    for line in text.splitlines():
        (name, columns), end = json.JSONDecoder().raw_decode(line)
        keys = [column.name for column in schema.BY_NAME[name].columns if column.key and column.name in columns]
        rows = found.setdefault(name, {})
        for values in json.loads(line[end:]):
            row = dict(zip(columns, values, strict=True))
            key = tuple(_shown(row[column]) for column in keys)
            while key in rows:
                key = (*key, "…")
            rows[key] = row
    return found


def _shown(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, dict):
        return f"{Decimal(str(value['number'])):f}"
    return ", ".join(map(_shown, value)) if isinstance(value, list) else str(value)


def _filled(text: Text, **values: str) -> Text:
    return Text(text.of("fr", **values), text.of("en", **values))


_UNREADABLE = Text(
    "input.txt, le texte du cas qui a été haché, manque ou ne se lit pas",
    "input.txt, the text of the case that was hashed, is missing or cannot be read",
)
_CELL = Text(
    "case/{table}.csv, ligne {row}, colonne {column} : {now} ; le calcul a lu {was}",
    "case/{table}.csv, row {row}, column {column}: {now}; the run read {was}",
)
_GONE = Text("case/{table}.csv : la ligne {row} du calcul manque", "case/{table}.csv: row {row} of the run is missing")
_NEW = Text(
    "case/{table}.csv : la ligne {row} n'était pas dans le calcul", "case/{table}.csv: row {row} was not in the run"
)
