"""A case with some of its tables brought up to date from a file, checked as a whole before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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

_OF_A_SLIP = frozenset({"cell-empty", "identifiers-alike", "identifiers-close"})
"""What is not said again of a row whose name the case has not, or the file twice, and whose cells it does not fill."""
_MERGED_PLACE = re.compile(r"(?P<table>[a-z_]+):(?P<row>[0-9]+):(?P<column>[a-z_]+)")


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
    slips = {name: {*added[name], *_repeated(part.tables[name], rows)} for name, rows in origins.items()}
    findings = [item for table in added.values() for item in table.values()]
    removed = _Removed(case, part)
    for item in check(result):
        if item.code not in _OF_A_SLIP or item.place.row not in slips.get(item.table, ()):
            findings.append(removed.told(places.of_finding(item)))
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
    found, new_keys = {}, row_keys(new)
    for number, origin in enumerate(origins, start=1):
        if origin.old is None and origin.new is not None and not new_keys[origin.new][-1]:
            row = shown_key((*(new[name][origin.new] for name in naming), 0))
            near = suggestion(row, known)
            hint = Text(f"{near.fr} ", f"{near.en} ") if "?" in near.fr else NOTHING
            place = new.place(origin.new, naming[0] if naming else None)
            found[number] = finding("import-row-unknown", place, table, found=row, columns=names, hint=hint)
    return found


def _repeated(new: Data, origins: list[_Origin]) -> Iterator[int]:
    """The numbers, in the merged table, of rows whose key the file has above already: said once, as that."""
    repeated = {index for index, key in enumerate(row_keys(new)) if key[-1] and new.table.keys}
    yield from (number for number, origin in enumerate(origins, start=1) if origin.new in repeated)


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
class _Removed:
    """The rows that a whole part takes away from the tables that it replaces."""

    before: Case
    part: Part

    def told(self, item: Finding) -> Finding:
        """A finding about a name that the import itself removes says so."""
        if not self.part.whole or item.code != "reference-unknown":
            return item
        target = next(table.name for table in schema.TABLES if table.label == item.values["target"])
        if target not in self.part.tables or item.value not in self._names(self.before, target):
            return item
        data = self.part.tables[target]
        return replace(
            item, message=_REMOVES, mend=_KEEP, values={**item.values, "file": str(data.place())},
        )  # fmt: skip

    @staticmethod
    def _names(case: Case, table: str) -> frozenset[str]:
        return frozenset(map(str, case[table][schema.BY_NAME[table].keys[0]]))


_REMOVES = Text(
    "L'import retire « {found} » de la table « {target} » ({file} n'a pas cette ligne), et il est nommé ici.",
    "The import removes “{found}” from the table “{target}” ({file} has no such row), and it is named here.",
)
_KEEP = Text(
    "Ajoutez la ligne « {found} » au fichier, ou importez sans --replace ; sinon, retirez d'abord ce qui la nomme.",
    "Add the row “{found}” to the file, or import without --replace; otherwise first remove what names it.",
)


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
        column = place.column if place.column in (*new.columns, *new.letters, *old.letters) else None
        if new.table.fields:
            column = new.table.columns[place.row - 1].name
            return (new if column in new.letters else old).place(0, column)
        origin = self.origins[table][place.row - 1]
        if origin.new is not None and (origin.old is None or column is None or self._in_file(new, origin, column)):
            return new.place(origin.new, column)
        return old.place(origin.old, column)

    def _in_file(self, new: Data, origin: _Origin, column: str) -> bool:
        """Whether the value of a column, known or not, comes from the file."""
        if column in new.columns:
            return _from_file(new, origin, column)
        values = self.part.extras.get(column, ()) if column in new.letters else ()
        return origin.new is not None and origin.new < len(values) and values[origin.new] is not None

    def of_finding(self, item: Finding) -> Finding:
        """The finding with the places of its cells, and of the row that its text names."""
        values = dict(item.values)
        if match := _MERGED_PLACE.fullmatch(str(values.get("other", ""))):
            other = self.of(match["table"], Place(match["table"], None, int(match["row"]), match["column"]))
            values["other"] = str(other)
        places = tuple((self.of(item.table, place), value) for place, value in item.places)
        return replace(item, place=self.of(item.table, item.place), places=places, values=values)

    def of_change(self, change: Change) -> Place | None:
        return None if change.after_place is None else self.of(change.table, change.after_place)
