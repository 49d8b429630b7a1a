"""Checks that follow from the schema alone: types, ranges, choices, keys, references, periods."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from numbers import Real
from typing import Any

from fundopt.case import periods, schema
from fundopt.case.case import Case, Data
from fundopt.case.cells import NUMERIC, WRITE_ALL, expected, says_all, simplified
from fundopt.case.findings import Finding
from fundopt.case.messages import NOTHING, finding, suggestion
from fundopt.case.schema import ALL, Column, Type
from fundopt.case.units import amount_text
from fundopt.language import Text

IMPLIED = {"scenarios": ("central",), "profiles": ("all",)}
"""Identifiers that hold while a table has no rows."""

_PYTHON: dict[Type, Any] = {
    Type.INTEGER: int,
    Type.YES_NO: bool,
    Type.DATE: datetime.date,
    **dict.fromkeys((Type.IDENTIFIER, Type.TEXT, Type.CHOICE, Type.PERIOD), str),
    **dict.fromkeys((Type.NUMBER, Type.AMOUNT, Type.SHARE), (Real, Decimal)),
}
MOST_HINTS = 100
"""Most distinct unknown names in a column for which the nearest known one is looked for: it takes time."""

_SPENDING = frozenset({"budgets", "commitments", "dependency"})
"""Tables whose periods lie in the budget horizon; elsewhere in the evaluation horizon."""


def structure(case: Case) -> Iterator[Finding]:
    """What is wrong with tables, rows and cells, whatever the numbers mean."""
    for table in schema.TABLES:
        data = case[table.name]
        for column in table.columns:
            yield from _values(data, column)
            if column.refers_to:
                yield from _references(case, data, column, column.refers_to)
        yield from _keys(data)
        yield from _alike(data)
    yield from _periods(case)
    yield from _provenance(case)


def _values(data: Data, column: Column) -> Iterator[Finding]:
    """Empty required cells, wrong types, values out of range, unknown choices."""
    for index, value in enumerate(data[column.name]):
        code = _fault(value, column)
        if code:
            choices = ", ".join(column.choice_values())
            hint = _empty_hint(column) if code == "cell-empty" else _range_hint(column, value)
            place = data.place(index, column.name)
            yield finding(
                code, place, data.table, column, _shown(value), expected=expected(column), choices=choices, hint=hint
            )


def _fault(value: object, column: Column) -> str:
    """The code of what is wrong with one value; empty where nothing is."""
    if value is None:
        return "cell-empty" if column.required else ""
    if value == ALL and column.wildcard:
        return ""
    if column.many:
        if not isinstance(value, tuple):
            return "value-type"
        return next((code for part in value if (code := _single_fault(part, column))), "")
    return _single_fault(value, column)


def _single_fault(value: Any, column: Column) -> str:
    if not isinstance(value, _PYTHON[column.type]) or (isinstance(value, bool) and column.type in NUMERIC):
        return "value-type"
    if column.type in NUMERIC:
        if value != value or value in (float("inf"), float("-inf")):
            return "value-type"
        if column.minimum is not None and value < column.minimum:
            return "value-low"
        if column.maximum is not None and value > column.maximum:
            return "value-high"
    if column.type is Type.CHOICE and value not in column.choice_values():
        return "choice-unknown"
    if column.type is Type.PERIOD and not periods.valid(value):
        return "period-malformed"
    return ""


def _empty_hint(column: Column) -> Text:
    if column.type in NUMERIC and column.minimum is not None and column.minimum > 0:
        least = amount_text(column.minimum)
        return Text(f"Écrivez le nombre ({least.fr} au moins).", f"Write the number ({least.en} at least).")
    if column.type in NUMERIC:
        return Text("Écrivez le nombre (0 s'il n'y en a pas).", "Write the number (0 if there is none).")
    return Text("Écrivez la valeur.", "Write the value.")


def _range_hint(column: Column, value: object) -> Text:
    if column.type is Type.SHARE and isinstance(value, Decimal) and 1 < value <= 100:
        percent, share = amount_text(value), amount_text(value / 100)
        return Text(
            f"Est-ce {percent.fr} % ? Écrivez « {percent.fr} % » ou {share.fr}.",
            f"Is it {percent.en}%? Write “{percent.en}%” or {share.en}.",
        )
    if column.type is Type.PERIOD:
        return Text("Réécrivez la période.", "Write the period again.")
    return Text("Vérifiez le nombre et son unité.", "Check the number and its unit.")


def _shown(value: object) -> object:
    return value if isinstance(value, Decimal) else str(value)


def _keys(data: Data) -> Iterator[Finding]:
    """Rows whose key another row has already."""
    keys = data.table.keys
    if not keys:
        return
    first: dict[tuple, int] = {}
    for index, key in enumerate(zip(*(data[name] for name in keys), strict=True)):
        if None in key:
            continue
        if key in first:
            labels = Text(
                *(", ".join(data.table.column(name).label.of(lang) for name in keys) for lang in ("fr", "en"))
            )
            other = str(data.place(first[key], keys[0]))
            column = data.table.column(keys[0])
            shown = " / ".join(str(part) for part in key)
            yield finding("key-twice", data.place(index, keys[0]), data.table, column, shown, other=other, keys=labels)
        else:
            first[key] = index


def _alike(data: Data) -> Iterator[Finding]:
    """Identifiers that a person takes for one another: the same but for accents, case, spaces, or for punctuation."""
    keys = data.table.keys
    if len(keys) != 1 or data.table.column(keys[0]).type is not Type.IDENTIFIER:
        return
    first: dict[str, int] = {}
    for index, name in enumerate(data[keys[0]]):
        if name is None:
            continue
        other = first.setdefault(simplified(name), index)
        if data[keys[0]][other] != name:
            same = _unaccented(name) == _unaccented(data[keys[0]][other])
            place, column = data.place(index, keys[0]), data.table.column(keys[0])
            values = {"name": data[keys[0]][other], "other": str(data.place(other, keys[0]))}
            yield finding(
                "identifiers-alike" if same else "identifiers-close", place, data.table, column, name, **values
            )


def _unaccented(name: str) -> str:
    """`name` without accents, case and spaces, in plain width: punctuation stays."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char) and not char.isspace())


def _references(case: Case, data: Data, column: Column, refers_to: str) -> Iterator[Finding]:
    """Names of other tables' rows that do not exist."""
    target = case[refers_to]
    known = {name for name in target[target.table.keys[0]] if name is not None} or set(IMPLIED.get(refers_to, ()))
    if not known and (target.table.required or refers_to == "regions"):
        return  # said once, as a missing table; without regions, any region code goes
    hints: dict[str, Text] = {}
    for index, value in enumerate(data[column.name]):
        for name in value if isinstance(value, tuple) else (value,):
            if name is None or name == ALL or name in known:
                continue
            if name not in hints and len(hints) < MOST_HINTS:
                hints[name] = _reference_hint(case, name, target, known, column)
            yield _unknown(case, data, index, column, name, target, known, hints.get(name, NOTHING))


def _unknown(
    case: Case,
    data: Data,
    index: int,
    column: Column,
    name: str,
    target: Data,
    known: set[str],
    hint: Text | None = None,
) -> Finding:
    """A name that no row of the table `target` has, with the one that is probably meant."""
    if hint is None:
        hint = _reference_hint(case, name, target, known, column)
    place = data.place(index, column.name)
    return finding("reference-unknown", place, data.table, column, name, target=target.table.label, hint=hint)


def _reference_hint(case: Case, name: str, target: Data, known: set[str], column: Column) -> Text:
    """The identifier meant, found by its name too: « Fès » for fes; « * » for all of them."""
    if column.wildcard and says_all(name):
        return WRITE_ALL
    if not len(target):
        return _without_table(name, target.table.label, column)
    if "name" in target.columns:
        titles = {simplified(str(title)): identifier for identifier, title in
                  zip(target[target.table.keys[0]], target["name"], strict=True)}  # fmt: skip
        if meant := titles.get(simplified(name)):
            return suggestion(meant, [meant])
    same = [identifier for identifier in known if simplified(identifier) == simplified(name)]
    if same:
        return suggestion(same[0], same)
    hint = suggestion(name, known)
    if "?" in hint.fr:
        return hint
    label = target.table.label
    return Text(
        f"{hint.fr} Ajoutez « {name} » à la table « {label.fr} », ou corrigez ce nom.".strip(),
        f"{hint.en} Add “{name}” to the table “{label.en}”, or mend this name.".strip(),
    )


def _without_table(name: str, table: Text, column: Column) -> Text:
    """What to do about a name where there is no table that it could stand in."""
    empty = (Text("videz la cellule, ou ", "empty the cell, or "), NOTHING)[column.required]
    every = (NOTHING, Text("écrivez « * », ou ", "write “*”, or "))[column.wildcard]
    choice = every if column.wildcard else empty
    add = Text(
        f"ajoutez une table « {table.fr} » avec une ligne « {name} ».",
        f"add a table “{table.en}” with a row “{name}”.",
    )
    return Text(
        f"Le cas n'a pas de table « {table.fr} » : {choice.fr}{add.fr}",
        f"The case has no table “{table.en}”: {choice.en}{add.en}",
    )


def _periods(case: Case) -> Iterator[Finding]:
    """Periods of another length than the fund's, or outside the horizon of their table."""
    fund = case["fund"]
    if len(fund) != 1 or any(_fault(fund[name][0], fund.table.column(name)) for name in
                             ("start", "budget_periods", "evaluation_periods")):  # fmt: skip
        return
    if any(not isinstance(lag, int) for lag in case["effects"]["lag"]):
        return
    length = periods.years(case.fund.start)
    horizons = {True: case.budget_horizon, False: case.periods}
    for table in schema.TABLES:
        data = case[table.name]
        for column in table.columns if table.name != "fund" else ():
            if column.type is not Type.PERIOD:
                continue
            for index, value in enumerate(data[column.name]):
                spending = table.name in _SPENDING or _spends(data, index)
                for label in value if isinstance(value, tuple) else (value,):
                    if label in (None, ALL) or not periods.valid(label) or label in horizons[spending]:
                        continue
                    yield _outside(data, index, column, label, length, case, horizons[spending], spending)


def _spends(data: Data, index: int) -> bool:
    """True for a row about money, units or sites, which exist in the budget horizon only."""
    if data.table.name == "limits":
        return data["quantity"][index] in ("money", "units", "sites")
    return data.table.name == "reference"


def _outside(
    data: Data, index: int, column: Column, label: str, length: float, case: Case, horizon: tuple, spending: bool
) -> Finding:
    place = data.place(index, column.name)
    if periods.years(label) != length:
        return finding("period-length", place, data.table, column, label, start=case.fund.start)
    name = Text("de dépense", "budget horizon") if spending else Text("d'évaluation", "evaluation horizon")
    code = "reference-outside" if data.table.name == "reference" else "period-outside"
    return finding(code, place, data.table, column, label, horizon=name, first=horizon[0], last=horizon[-1])


def _provenance(case: Case) -> Iterator[Finding]:
    """Provenance of tables, rows or columns that do not exist."""
    data = case["provenance"]
    keys = {table.name: {case[table.name].key(i) for i in range(len(case[table.name]))} for table in schema.TABLES}
    for index, (table, row, column) in enumerate(zip(data["table"], data["row"], data["column"], strict=True)):
        if table is None:
            continue
        if table not in schema.BY_NAME:
            yield _no_such(data, index, "table", table, schema.BY_NAME)
            continue
        names = {known.name for known in schema.BY_NAME[table].columns}
        if column != ALL and column not in names:
            yield _no_such(data, index, "column", column, names)
        if row != ALL and row not in keys[table]:
            if len(schema.BY_NAME[table].keys) == 1:  # the name of one row: the same slip as in any other table
                yield _unknown(case, data, index, data.table.column("row"), row, case[table], keys[table])
            else:
                yield _no_such(data, index, "row", row, keys[table])


def _no_such(data: Data, index: int, column: str, found: str, known: Iterable[str]) -> Finding:
    kinds = {
        "table": Text("Le nom technique d'une table.", "The technical name of a table."),
        "column": Text("Le nom technique d'une colonne de la table, ou *.", "The technical name of a column, or *."),
        "row": Text("La clé d'une ligne de la table, ou *.", "The key of a row of the table, or *."),
    }
    hint = suggestion(found, known) if known else NOTHING
    place = data.place(index, column)
    return finding(
        "provenance-unknown", place, data.table, data.table.column(column), found, expected=kinds[column], hint=hint
    )
