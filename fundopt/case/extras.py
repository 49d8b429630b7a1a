"""Unknown sheets and columns of a case, and notes: not used, but kept and written back, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping

from fundopt.case.case import Case

_SHEET, _NOTES = "sheet:", "notes:"


def column_key(table: str, heading: str) -> str:
    """The key in `Case.extras` of an unknown column of a known table (or of an unknown parameter)."""
    return f"{table}.{heading}"


def sheet_key(title: str) -> str:
    """The key in `Case.extras` of an unknown sheet or file."""
    return _SHEET + title


def notes_key(table: str) -> str:
    """The key in `Case.extras` of the lines of notes above, between or below the rows of a table."""
    return _NOTES + table


def notes(case: Case, table: str) -> tuple[str, ...]:
    """The lines of notes that stood among the rows of `table`."""
    return tuple(str(line) for line in case.extras.get(notes_key(table), ()))


def columns(case: Case, table: str) -> Mapping[str, tuple]:
    """Unknown columns of `table`: heading → raw values, one per row."""
    start = column_key(table, "")
    found = {key[len(start) :]: values for key, values in case.extras.items() if key.startswith(start)}
    return {heading: values for heading, values in found.items() if len(values) == len(case[table])}


def sheets(case: Case) -> Mapping[str, tuple]:
    """Unknown sheets: title → rows of raw values."""
    return {key[len(_SHEET) :]: rows for key, rows in case.extras.items() if key.startswith(_SHEET)}
