"""What changed between two cases: cell by cell, with the place of each, rows added and removed, unknown parts too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import groupby, zip_longest

from fundopt.case import extras, schema
from fundopt.case.case import Case, Data, Place
from fundopt.case.grid import Raw, letters
from fundopt.case.row_keys import row_keys, shown_key
from fundopt.case.shown import shown, with_unit
from fundopt.case.written import cell_text
from fundopt.language import Text


class Kind(StrEnum):
    """What happened: to one cell, or to a whole row, column or sheet."""

    CELL = "cell"
    ROW_ADDED = "row_added"
    ROW_REMOVED = "row_removed"


@dataclass(frozen=True)
class Change:
    """One change. `table` is the schema's name or an unknown sheet's title, `row` the row's key as people write it.

    Of a cell, `column` is the schema's name, or the heading of an unknown column; `before` and `after` are its values
    (None: empty). Of a row, they hold the values of its columns in the order of the table, and `column` is "".
    `before_place` and `after_place` say where each stands; None where it does not.
    """

    kind: Kind
    table: str
    row: str
    column: str = ""
    before: object = None
    after: object = None
    before_place: Place | None = None
    after_place: Place | None = None

    @property
    def known(self) -> schema.Column | None:
        """The column of the schema; None of a row and of what the schema does not know."""
        table = schema.BY_NAME.get(self.table)
        if table is None or self.column not in {column.name for column in table.columns}:
            return None
        return table.column(self.column)

    def title(self, lang: str) -> str:
        """The table as `lang` calls it; the title of an unknown sheet."""
        table = schema.BY_NAME.get(self.table)
        return table.label.of(lang) if table else self.table

    def heading(self, lang: str) -> str:
        """The column as `lang` calls it; "" of a row."""
        return self.known.label.of(lang) if self.known else self.column

    def values(self, lang: str) -> tuple[str, str]:
        """Before and after as people read them, with their unit."""
        if self.kind is not Kind.CELL:
            return "", ""
        return with_unit(self.before, self.known, lang), with_unit(self.after, self.known, lang)

    def sentence(self, lang: str) -> str:
        """The change in words: « villes, fes : chômeurs 60 000 → 61 000 personnes »."""
        before, after = self.values(lang)
        if self.kind is not Kind.CELL:
            row = self.row or _summary(self.after or self.before, lang)
            return _ROWS[self.kind].of(lang, table=self.title(lang), row=row)
        where = ", ".join(part for part in (self.title(lang), self.row) if part)
        unit = before[len(shown(self.before, self.known, lang)) :]
        if unit and after.endswith(unit):
            before = before[: -len(unit)]
        return _CELL.of(lang, where=where, column=self.heading(lang), before=before, after=after)


@dataclass(frozen=True)
class Difference:
    """All changes from one case to another, by table in the order of the schema, unknown sheets last."""

    before: str
    after: str
    changes: tuple[Change, ...]

    @property
    def same(self) -> bool:
        """True where nothing changed."""
        return not self.changes

    def by_table(self) -> dict[str, tuple[Change, ...]]:
        """The changes of each table that has some."""
        return {table: tuple(changes) for table, changes in groupby(self.changes, key=lambda change: change.table)}

    def count(self, kind: Kind) -> int:
        """How many changes are of this kind."""
        return sum(change.kind is kind for change in self.changes)


def difference(before: Case, after: Case) -> Difference:
    """What changed from `before` to `after`; rows are matched by their key, their order does not matter.

    Numbers that are equal (1.50 and 1.5) are the same. An optional cell left empty has its default value, so that
    writing the default changes nothing.
    """
    changes = [change for table in schema.TABLES for change in _table(table, before, after)]
    return Difference(before.name, after.name, (*changes, *_sheets(before, after)))


def _table(table: schema.Table, before: Case, after: Case) -> Iterator[Change]:
    old, new = before[table.name], after[table.name]
    old_extras, new_extras = extras.columns(before, table.name), extras.columns(after, table.name)
    headings = [*old_extras, *(heading for heading in new_extras if heading not in old_extras)]
    old_rows = {key: index for index, key in enumerate(row_keys(old))}
    new_rows = {key: index for index, key in enumerate(row_keys(new))}
    for key, i in old_rows.items():
        if key not in new_rows:
            yield Change(
                Kind.ROW_REMOVED, table.name, _row(table, key), before=_values(old, i), before_place=old.place(i)
            )
    for key, j in new_rows.items():
        row = _row(table, key)
        if key not in old_rows:
            yield Change(Kind.ROW_ADDED, table.name, row, after=_values(new, j), after_place=new.place(j))
            continue
        i = old_rows[key]
        for column in table.columns:
            if old[column.name][i] != new[column.name][j]:
                values = old[column.name][i], new[column.name][j]
                places = old.place(i, column.name), new.place(j, column.name)
                yield Change(Kind.CELL, table.name, row, column.name, *values, *places)
        for heading in headings:
            pair = tuple(found[heading][k] if heading in found else None
                         for found, k in ((old_extras, i), (new_extras, j)))  # fmt: skip
            if not same_raw(*pair):
                places = (_extra_place(data, k, heading) for data, k in ((old, i), (new, j)))
                yield Change(Kind.CELL, table.name, row, heading, *pair, *places)
    notes = zip_longest(extras.notes(before, table.name), extras.notes(after, table.name))
    for number, pair in enumerate(notes, start=1):
        if pair[0] != pair[1]:
            column = f"note {number}"
            yield Change(Kind.CELL, table.name, "", column, *pair, old.place(), new.place())


def _row(table: schema.Table, key: tuple) -> str:
    return "" if table.fields else shown_key(key)


def _values(data: Data, index: int) -> tuple:
    return tuple(data[column.name][index] for column in data.table.columns)


def _extra_place(data: Data, index: int, heading: str) -> Place:
    """An unknown column's cell, its row where one of the two has no such column; of a parameter, its sheet or file."""
    key = extras.column_key(data.table.name, heading)
    if data.table.fields or key not in data.letters:
        return data.place(None if data.table.fields else index)
    return data.place(index, key)


def _sheets(before: Case, after: Case) -> Iterator[Change]:
    """Unknown sheets, cell by cell where they stand; rows count from 1 without the blank ones."""
    old, new = extras.sheets(before), extras.sheets(after)
    for title in [*old, *(title for title in new if title not in old)]:
        places = [Place(title) if title in sheets else None for sheets in (old, new)]
        for number, rows in enumerate(zip_longest(old.get(title, ()), new.get(title, ()), fillvalue=()), start=1):
            for column, pair in enumerate(zip_longest(*rows)):
                if not same_raw(*pair):
                    yield Change(Kind.CELL, title, str(number), letters(column), *pair, *places)


def same_raw(before: Raw, after: Raw) -> bool:
    """Whether two values that were kept as read are the same: as text, or as numbers."""
    if before == after or cell_text(before) == cell_text(after):
        return True
    try:
        return Decimal(cell_text(before)) == Decimal(cell_text(after))
    except InvalidOperation:
        return False


def _summary(values: object, lang: str) -> str:
    return (
        ", ".join(shown(value, None, lang) for value in values if value is not None)
        if isinstance(values, tuple)
        else ""
    )


_CELL = Text("{where} : {column} {before} → {after}", "{where}: {column} {before} → {after}")
_ROWS = {
    Kind.ROW_ADDED: Text("{table} : ligne ajoutée, {row}", "{table}: row added, {row}"),
    Kind.ROW_REMOVED: Text("{table} : ligne retirée, {row}", "{table}: row removed, {row}"),
}
