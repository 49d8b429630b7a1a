"""A case with some of its tables brought up to date from a file, checked as a whole before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fundopt.case import extras, schema
from fundopt.case.case import Case, Data, Place
from fundopt.case.checks import check
from fundopt.case.difference import Change, Difference, difference
from fundopt.case.findings import Finding
from fundopt.case.grouping import grouped
from fundopt.case.messages import NOTHING, finding, suggestion
from fundopt.case.partial import Part
from fundopt.case.row_keys import key_columns, row_keys, shown_key
from fundopt.errors import CaseError
from fundopt.language import Text


@dataclass(frozen=True)
class Merge:
    """A case brought up to date, what changed in it, and the findings that do not stop it."""

    case: Case
    difference: Difference
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _Origin:
    """Where a row of a merged table comes from: its indices in the old table and in the file's (None: not there)."""

    old: int | None
    new: int | None


def merge(case: Case, part: Part) -> Merge:
    """`case` with the rows of `part`: matched by key and updated, or added; a `whole` part replaces its tables.

    What the part leaves out stays: tables, columns, rows, and cells that are empty there. Raises CaseError with every
    finding that stops the part, or the case that would come out: its places are those of the file that the value
    comes from.
    """
    _raise(part.findings)
    origins = {name: _origins(case[name], data, whole=part.whole) for name, data in part.tables.items()}
    tables = {name: _merged(case[name], data, origins[name]) for name, data in part.tables.items()}
    given = case.given | {name for name, data in tables.items() if len(data)}
    result = Case(case.name, {**case.tables, **tables}, given, _extras(case, part, origins))
    places = _Places(case, part, origins)
    added = {name: _added_in_part(case[name], part.tables[name], rows) for name, rows in origins.items()}
    findings = [item for table in added.values() for item in table.values()]
    for item in check(result):
        if item.code != "cell-empty" or item.place.row not in added.get(item.table, ()):
            findings.append(replace(item, place=places.of(item.table, item.place)))
    _raise(findings)
    changes = difference(case, result)
    moved = tuple(replace(change, after_place=places.of_change(change)) for change in changes.changes)
    return Merge(result, replace(changes, changes=moved), (*part.findings, *grouped(findings)))


def _raise(findings: tuple[Finding, ...] | list[Finding]) -> None:
    stops = [item for item in findings if item.stops]
    if stops:
        raise CaseError(grouped(stops))


def _origins(old: Data, new: Data, *, whole: bool) -> list[_Origin]:
    """The rows of the merged table: the old ones in their order, then the added ones; of a whole table, its own."""
    old_rows = {key: index for index, key in enumerate(row_keys(old))}
    new_rows = {key: index for index, key in enumerate(row_keys(new))}
    if whole:
        return [_Origin(old_rows.get(key), index) for key, index in new_rows.items()]
    kept = [_Origin(index, new_rows.get(key)) for key, index in old_rows.items()]
    return kept + [_Origin(None, index) for key, index in new_rows.items() if key not in old_rows]


def _added_in_part(old: Data, new: Data, origins: list[_Origin]) -> dict[int, Finding]:
    """By its number in the merged table, each row that the case has not and that the file's columns do not fill: most
    often one with a slip in its name."""
    table = schema.BY_NAME[old.table.name]
    missing = [column.label for column in table.columns if column.required and column.name not in new.letters]
    if _is_whole(new) or table.fields or not missing:
        return {}
    names = Text(", ".join(label.fr for label in missing), ", ".join(label.en for label in missing))
    naming = key_columns(table)
    known = {str(value) for value in old[naming[0]]} if len(naming) == 1 else set()
    found = {}
    for number, origin in enumerate(origins, start=1):
        if origin.old is None and origin.new is not None:
            row = shown_key((*(new[name][origin.new] for name in naming), 0))
            near = suggestion(row, known)
            hint = Text(f"{near.fr} ", f"{near.en} ") if "?" in near.fr else NOTHING
            place = new.place(origin.new, naming[0] if naming else None)
            found[number] = finding("import-row-unknown", place, table, found=row, columns=names, hint=hint)
    return found


def _merged(old: Data, new: Data, origins: list[_Origin]) -> Data:
    table = schema.BY_NAME[old.table.name]
    columns = {}
    for column in table.columns:
        columns[column.name] = tuple(_value(old, new, origin, column) for origin in origins)
    letters = {name: name for name in (*old.letters, *new.letters)} if old.letters or not len(old) else {}
    return Data(table, columns, letters=letters)


def _value(old: Data, new: Data, origin: _Origin, column: schema.Column) -> object:
    if origin.new is not None and _from_file(new, origin, column.name):
        return new[column.name][origin.new]
    if origin.old is not None and not _is_whole(new):
        return old[column.name][origin.old]
    return column.default


def _is_whole(new: Data) -> bool:
    """Whether the table was read with its defaults."""
    return new.table is schema.BY_NAME[new.table.name]


def _from_file(new: Data, origin: _Origin, column: str) -> bool:
    return origin.new is not None and new[column][origin.new] is not None


def _extras(case: Case, part: Part, origins: Mapping[str, list[_Origin]]) -> dict[str, tuple]:
    """Unknown columns row by row, as the known ones; unknown sheets and lines of notes of the file replace the old."""
    result = dict(case.extras)
    for name, rows in origins.items():
        old = extras.columns(case, name)
        found = {heading: part.extras[key] for heading, key in _headings(part, name).items()}
        for heading in [*old, *(heading for heading in found if heading not in old)]:
            if schema.BY_NAME[name].fields:  # one parameter and its value
                result[extras.column_key(name, heading)] = found.get(heading, old.get(heading, ()))
                continue
            values = []
            for row in rows:
                new = found[heading][row.new] if heading in found and row.new is not None else None
                kept = old[heading][row.old] if heading in old and row.old is not None and not part.whole else None
                values.append(kept if new is None else new)
            result[extras.column_key(name, heading)] = tuple(values)
        if part.whole and extras.notes_key(name) not in part.extras:
            result.pop(extras.notes_key(name), None)
    columns = {key for name in origins for key in _headings(part, name).values()}
    return result | {key: values for key, values in part.extras.items() if key not in columns}


def _headings(part: Part, table: str) -> dict[str, str]:
    start = extras.column_key(table, "")
    return {key[len(start) :]: key for key in part.extras if key.startswith(start)}


@dataclass(frozen=True)
class _Places:
    """From a place in a merged table to the one in the case or in the file that its value comes from."""

    case: Case
    part: Part
    origins: Mapping[str, list[_Origin]]

    def of(self, table: str, place: Place) -> Place:
        if table not in self.origins or place.sheet is not None or place.file != table:
            return place
        new, old = self.part.tables[table], self.case[table]
        if place.row is None:
            return new.place()
        column = place.column if place.column in new.columns else None
        if new.table.fields:
            column = new.table.columns[place.row - 1].name
            return (new if column in new.letters else old).place(0, column)
        origin = self.origins[table][place.row - 1]
        if origin.new is not None and (origin.old is None or column is None or _from_file(new, origin, column)):
            return new.place(origin.new, column)
        return old.place(origin.old, column)

    def of_change(self, change: Change) -> Place | None:
        return None if change.after_place is None else self.of(change.table, change.after_place)
