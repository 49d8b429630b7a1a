"""Scenarios in files: JSON with a version, written whole or not at all, read with a clear word about what is wrong."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal, InvalidOperation
from pathlib import Path

from fundopt.case.scenario import KINDS, Edit, Scenario
from fundopt.errors import ScenarioError
from fundopt.files import write_whole
from fundopt.language import Text

FORMAT, VERSION = "fundopt scenario", 1
LARGEST = 20_000_000
"""Bytes of a file beyond which it is no scenario."""


def write_scenario(scenario: Scenario, path: str | Path, *, replace: bool = False) -> Path:
    """Write a scenario to a file and return its path; a file that is there is kept unless `replace`.

    Raises ScenarioError where a file is there already.
    """
    path = Path(path)
    if path.exists() and not replace:
        raise ScenarioError(_EXISTS, path=path)
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_whole(path, to_json(scenario))


def read_scenario(path: str | Path) -> Scenario:
    """The scenario in a file. Raises ScenarioError: no such file, broken, or from a newer fundopt."""
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError(f"> {LARGEST} bytes")
        return from_json(path.read_text("utf-8"), str(path))
    except (OSError, ValueError) as error:
        raise ScenarioError(_UNREADABLE, path=path, error=error) from error


def to_json(scenario: Scenario) -> str:
    """The text of a scenario's file."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "name": scenario.name,
        "edits": [_record(edit) for edit in scenario.edits],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str, path: str = "") -> Scenario:
    """The scenario that `to_json` wrote. Raises ScenarioError naming `path`."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ScenarioError(_UNREADABLE, path=path, error=error) from error
    if not isinstance(content, Mapping) or content.get("format") != FORMAT:
        raise ScenarioError(_OTHER, path=path)
    version = content.get("version")
    if isinstance(version, int) and version > VERSION:
        raise ScenarioError(_NEWER, path=path, version=version, known=VERSION)
    try:
        return Scenario(_text(content["name"]), tuple(_edit(record) for record in content["edits"]))
    except (KeyError, TypeError, ValueError, InvalidOperation, RecursionError) as error:
        raise ScenarioError(_UNREADABLE, path=path, error=f"{type(error).__name__}: {error}") from error


def _record(edit: Edit) -> dict:
    return {"kind": edit.kind, **{each.name: _plain(getattr(edit, each.name)) for each in fields(edit)}}


def _edit(record: Mapping) -> Edit:
    kind = KINDS[record["kind"]]
    values = {key: _value(value) for key, value in record.items() if key != "kind"}
    edit = kind(**values)
    for name, types in _TYPES.items():
        if name in values and not isinstance(values[name], types):
            raise ValueError(f"{kind.kind}: {name} is {values[name]!r}")
    if record["kind"] == "add_row" and not all(len(pair) == 2 and isinstance(pair[0], str) for pair in edit.values):
        raise ValueError(f"{kind.kind}: values are not pairs")
    hash(edit)
    return edit


def _plain(value: object) -> object:
    """A value as JSON holds it; what JSON has no type for says what it is."""
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, datetime.date):
        return {"date": value.isoformat()}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if value is None or isinstance(value, str | bool | int):
        return value
    return str(value)


def _value(value: object) -> object:
    if isinstance(value, Mapping):
        ((kind, text),) = value.items()
        number = {"decimal": Decimal, "date": datetime.date.fromisoformat}[kind](text)
        if isinstance(number, Decimal) and not number.is_finite():
            raise ValueError(f"{text} is no number")
        return number
    if isinstance(value, list):
        return tuple(_value(part) for part in value)
    if isinstance(value, float):
        return Decimal(str(value))
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


_NUMBER = (Decimal, type(None))
_TYPES: dict[str, tuple[type, ...]] = {
    "table": (str,),
    "row": (str,),
    "column": (str,),
    "city": (str,),
    "measure": (str,),
    "active": (bool,),
    "factor": (Decimal,),
    "least": _NUMBER,
    "most": _NUMBER,
    "share": _NUMBER,
    "strength": _NUMBER,
    "weighting": (str, type(None)),
    "then": (tuple, type(None)),
    "values": (tuple,),
}
"""What each field of an edit may hold, `value` of a cell excepted: it may hold anything."""

_EXISTS = Text(
    "{path} existe déjà : donnez un autre nom.", "{path} is there already: give another name."
)  # fmt: skip
_UNREADABLE = Text(
    "{path} ne se lit pas comme un scénario enregistré : {error}.",
    "{path} cannot be read as a saved scenario: {error}.",
)
_OTHER = Text("{path} n'est pas un scénario enregistré par fundopt.", "{path} is not a scenario saved by fundopt.")
_NEWER = Text(
    "{path} vient d'une version plus récente de fundopt (format {version} ; connu : {known}) : mettez fundopt à jour.",
    "{path} comes from a newer version of fundopt (format {version}; known: {known}): update fundopt.",
)
