"""What `convert`, `diff` and `import` tell as JSON."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from fundopt.case.case import Case, Place
from fundopt.case.difference import Change, Difference, Kind
from fundopt.case.findings import Finding
from fundopt.case.merge import Merge
from fundopt.case.not_carried import NotCarried
from fundopt.case.written import as_text
from fundopt.cli.json_case import case_record


def conversion_record(
    source: str,
    case: Case,
    path: Path,
    names: Mapping[str, str],
    left: NotCarried,
    findings: Sequence[Finding],
    lang: str,
) -> dict:
    """The case, where it was written, the unknown sheets that needed another name, and what was left out."""
    return {
        "source": source,
        "target": str(path),
        "case": case_record(case, lang),
        "renamed": names,
        "not_carried": left.record(),
        "findings": [item.record(lang) for item in findings],
    }


def difference_record(found: Difference, lang: str) -> dict:
    """Whether two cases are the same, counts by kind, and each change."""
    return {
        "before": found.before,
        "after": found.after,
        "same": found.same,
        "counts": {str(kind): found.count(kind) for kind in Kind},
        "changes": [change_record(change, lang) for change in found.changes],
    }


def change_record(change: Change, lang: str) -> dict:
    """One change; values are texts, so that no digit is lost."""
    return {
        "kind": str(change.kind),
        "table": change.table,
        "row": change.row,
        "column": change.column,
        "before": _value(change.before),
        "after": _value(change.after),
        "before_place": _place(change.before_place),
        "after_place": _place(change.after_place),
        "sentence": change.sentence(lang),
    }


def import_record(known: argparse.Namespace, result: Merge, left: NotCarried, backup: Path | None, lang: str) -> dict:
    """The difference, whether it was written, what that leaves out, and where the old state is kept."""
    return {
        "file": known.file,
        "into": known.into,
        "mode": "replace" if known.replace else "update",
        "written": backup is not None,
        "backup": None if backup is None else str(backup),
        "not_carried": left.record(),
        "difference": difference_record(result.difference, lang),
        "findings": [item.record(lang) for item in result.findings],
    }


def _value(value: object) -> object:
    """A value as exact text; true and false as such, a list of a row's values or of several names."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, tuple):
        return [_value(part) for part in value]
    return f"{value:f}" if isinstance(value, Decimal) else as_text(value)


def _place(place: Place | None) -> str | None:
    return None if place is None else str(place)
