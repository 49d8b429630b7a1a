"""Edits of tables as frozen values that turn one case into another and say so in words: cells, rows, rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from fundopt.case import edit_rows as rows
from fundopt.case import scenario_words as words
from fundopt.case import schema
from fundopt.case.case import Case
from fundopt.case.edit_rows import EditFault
from fundopt.case.numbers import Percent
from fundopt.language import Text

RULE_TABLES = ("limits", "commitments", "dependency")
"""Tables whose rows can be switched off."""

Target = tuple[str, ...]


@dataclass(frozen=True)
class Edit:
    """One change of a case. `apply` raises EditFault where the case cannot be edited so; it judges nothing else.

    Two edits with the same `target` are about the same thing. A `setting` (a factor, a pin) holds for the whole case,
    whatever stands before or after it: setting it again replaces it where it stands. `nothing`: it changes no case.
    """

    kind: ClassVar[str] = ""
    setting: ClassVar[bool] = False

    @property
    def target(self) -> Target | None:
        return (self.kind,)

    @property
    def nothing(self) -> bool:
        return False

    def apply(self, case: Case) -> Case:
        raise NotImplementedError

    def words(self, case: Case, lang: str) -> str:
        """What the edit does to `case`, in one line without a full stop."""
        raise NotImplementedError


@dataclass(frozen=True)
class SetCell(Edit):
    """Set one cell. `row` is the row's key as `Data.key` gives it ("" for the fund; "#3", counted from 1, in a table
    without key); `value` is typed as the column declares, or text as a person types it, which is read as a cell is."""

    table: str
    row: str
    column: str
    value: object
    kind: ClassVar[str] = "set_cell"

    @property
    def target(self) -> Target:
        return self.kind, self.table, self.row, self.column

    def apply(self, case: Case) -> Case:
        data = rows.table(case, self.table)
        index = rows.position(case, data, self.row)
        column = rows.column(data, self.column)
        value = rows.typed(data, index, column, self.value)
        old = data[column.name][index]
        if value == old and (type(value) is type(old) or isinstance(old, Percent)):  # 0.1 is what 10 % said
            return case
        edited = rows.replaced(case, data, {column.name: {index: value}})
        return rows.assumed(edited, self.table, self.row, (column.name,))

    def words(self, case: Case, lang: str) -> str:
        row = words.row_title(case, self.table, self.row, lang)
        label = words.column_label(self.table, self.column, lang)
        try:
            data = rows.table(case, self.table)
            index = rows.position(case, data, self.row)
            column = rows.column(data, self.column)
            after = rows.typed(data, index, column, self.value)
        except EditFault:
            return _SET_UNREAD.of(lang, row=row, column=label, after=words.shorten(self.value))
        before = data[column.name][index]
        change = words.change(case, self.table, index, column, (before, after), lang)
        return _SET.of(lang, row=row, column=label, change=change)


@dataclass(frozen=True)
class AddRow(Edit):
    """Add a row at the end of a table; `values` are (column, value), what is left out takes the column's default."""

    table: str
    values: tuple[tuple[str, object], ...]
    kind: ClassVar[str] = "add_row"

    @classmethod
    def of(cls, table: str, values: Mapping[str, object]) -> AddRow:
        """The edit from a record."""
        return cls(table, tuple(values.items()))

    @property
    def target(self) -> None:
        return None

    def apply(self, case: Case) -> Case:
        return rows.added(case, self.table, dict(self.values))

    def words(self, case: Case, lang: str) -> str:
        known = schema.BY_NAME.get(self.table)
        given = dict(self.values)
        keys = known.keys if known else ()
        names = ("name",) if given.get("name") else tuple(key for key in keys if key in given) or tuple(given)[:2]
        columns = {column.name: column for column in known.columns} if known else {}
        shown = [
            words.value_text(case, columns[name], given[name], lang) if name in columns else words.shorten(given[name])
            for name in names
        ]
        label = known.label.of(lang) if known else words.shorten(self.table)
        return _ADD.of(lang, table=words.capital(label), row=", ".join(shown))


@dataclass(frozen=True)
class RemoveRow(Edit):
    """Remove a row, with the provenance that names it alone. What else refers to it becomes a finding."""

    table: str
    row: str
    kind: ClassVar[str] = "remove_row"

    @property
    def target(self) -> None:
        return None

    def apply(self, case: Case) -> Case:
        return rows.removed(case, self.table, self.row)

    def words(self, case: Case, lang: str) -> str:
        known = schema.BY_NAME.get(self.table)
        row = words.row_title(case, self.table, self.row, lang)
        if self.table in words.PLAIN and known:
            row = f"{words.capital(known.label.of(lang))}, {row}"
        return _REMOVE.of(lang, row=row)


@dataclass(frozen=True)
class SwitchRule(Edit):
    """Switch a rule off or on again: a row of `RULE_TABLES`."""

    table: str
    row: str
    active: bool
    kind: ClassVar[str] = "switch_rule"
    setting: ClassVar[bool] = True

    @property
    def target(self) -> Target:
        return self.kind, self.table, self.row

    def apply(self, case: Case) -> Case:
        if self.table not in RULE_TABLES:
            raise rows.unknown_table(case, self.table)
        return SetCell(self.table, self.row, "active", self.active).apply(case)

    def words(self, case: Case, lang: str) -> str:
        return (_ON if self.active else _OFF).of(lang, row=words.row_title(case, self.table, self.row, lang))


_SET = Text("{row} : {column} {change}", "{row}: {column} {change}")
_SET_UNREAD = Text("{row} : {column} → « {after} »", "{row}: {column} → “{after}”")
_ADD = Text("{table} : ligne ajoutée, {row}", "{table}: row added, {row}")
_REMOVE = Text("{row} : ligne retirée", "{row}: row removed")
_OFF = Text("Règle « {row} » : suspendue", "Rule “{row}”: switched off")
_ON = Text("Règle « {row} » : appliquée", "Rule “{row}”: switched on")
