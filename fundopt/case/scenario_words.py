"""How one value, one row and one edit of a case are said: titles, units and numbers in French and English."""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation

from fundopt.case import schema
from fundopt.case.case import Case, Data
from fundopt.case.messages import shorten
from fundopt.case.schema import ALL, Column, Type
from fundopt.case.units import unit_label
from fundopt.case.written import cell_text, decimals
from fundopt.language import Text, join, number, percent

PLAIN = frozenset(
    {"fund", "sources", "cities", "measures", "regions", "scenarios", "profiles", "limits", "commitments"}
)
"""Tables whose rows say by their name alone what they are."""

LONGEST_TITLE = 60
EMPTY, EVERY = Text("(vide)", "(empty)"), Text("tout", "all")
YES, NO = Text("oui", "yes"), Text("non", "no")
MAD, SHARE = Text("MAD", "MAD"), Text("%", "%")
_RULE_UNITS = {"money": MAD, "units": Text("unités", "units"), "sites": Text("sites", "sites")}
_FUND = Text("Fonds", "Fund")
_AT = Text("{table}, {row}", "{table}, {row}")
_CAP = Text("Plafond de dépendance au marché français", "Cap on French-market dependency")
_CAP_IN = Text("Plafond de dépendance au marché français, {city}", "Cap on French-market dependency, {city}")
_LINE = Text("ligne {row}", "row {row}")


def quantity(value: Decimal | int | float, lang: str) -> str:
    """A number with as many decimals as it has, six at most."""
    exact = Decimal(str(value))
    if not exact.is_finite():
        return str(value)
    return number(exact, lang, min(decimals(exact), 6))


def amount(value: Decimal | int | float, lang: str) -> str:
    """« 30 000 000 MAD » or "MAD 30,000,000"."""
    return f"{quantity(value, lang)}\u00a0MAD" if lang == "fr" else f"MAD\u00a0{quantity(value, lang)}"


def value_text(case: Case, column: Column, value: object, lang: str) -> str:
    """One value as a reader of `lang` reads it, without its unit (a share is a percentage)."""
    if value is None or value == ():
        return EMPTY.of(lang)
    if value == ALL and column.wildcard:
        return EVERY.of(lang)
    if isinstance(value, tuple):
        return join([_single(case, column, part, lang) for part in value], lang)
    return _single(case, column, value, lang)


def with_unit(case: Case, table: str, row: int | None, column: Column, value: object, lang: str) -> str:
    """One value with its unit; `row` is the row of the case that says in which unit its number is."""
    shown = value_text(case, column, value, lang)
    if not isinstance(value, Decimal | int | float) or isinstance(value, bool):
        return shown
    unit = _unit(case, table, row, column)
    if unit == SHARE:
        return _percentage(Decimal(str(value)), lang)
    if unit == MAD:
        return amount(value, lang)
    return f"{shown}\u00a0{unit.of(lang)}" if unit.of(lang) else shown


def change(case: Case, table: str, row: int, column: Column, values: tuple[object, object], lang: str) -> str:
    """« 1 200 → 1 500 personnes »: the unit once where it stands behind the numbers, else with both."""
    before, after = (with_unit(case, table, row, column, value, lang) for value in values)
    end = after[after.find("\u00a0") :] if "\u00a0" in after and after[:1].isdigit() else ""
    return f"{before.removesuffix(end) if end else before} → {after}"


def row_title(case: Case, table: str, row: str, lang: str) -> str:
    """What a row is called: its name, or the names of the rows that its keys refer to."""
    known, data = schema.BY_NAME.get(table), case.tables.get(table)
    if known is None or data is None:
        return shorten(f"{table} {row}").strip()
    if known.fields:
        return _FUND.of(lang)
    if not known.keys:
        return _AT.of(lang, table=capital(known.label.of(lang)), row=_LINE.of(lang, row=row.removeprefix("#")))
    title = _key_title(case, data, row, lang)
    if table == "dependency":
        everywhere = row in {data.key(i) for i, city in enumerate(data["city"]) if city == ALL}
        return (_CAP if everywhere else _CAP_IN).of(lang, city=title)
    return title if table in PLAIN else _AT.of(lang, table=capital(known.label.of(lang)), row=title)


def column_label(table: str, column: str, lang: str) -> str:
    """What a column is called; its technical name where the schema has none of that name."""
    known = schema.BY_NAME.get(table)
    labels = {each.name: each.label.of(lang) for each in known.columns} if known else {}
    return labels.get(column, column)


def capital(text: str) -> str:
    """`text` with a capital at its start."""
    return text[:1].upper() + text[1:]


def _key_title(case: Case, data: Data, row: str, lang: str) -> str:
    index = next((i for i in range(len(data)) if data.key(i) == row), None)
    if index is None:
        return shorten(row)
    if len(data.table.keys) == 1 and "name" in data.columns:
        return _short(case.text(data["name"][index], lang) or row)
    keys = [data.table.column(name) for name in data.table.keys]
    return ", ".join(_key_part(case, key, data[key.name][index], lang) for key in keys)


def _key_part(case: Case, key: Column, value: object, lang: str) -> str:
    shown = value_text(case, key, value, lang)
    return shown if key.refers_to or key.type is Type.PERIOD else f"{key.label.of(lang)} {shown}"


def _short(text: str) -> str:
    text = shorten(text)
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1] + "…"


def _single(case: Case, column: Column, value: object, lang: str) -> str:
    if isinstance(value, bool):
        return (YES if value else NO).of(lang)
    choices = dict(column.choices)
    if value in choices:
        return choices[str(value)].of(lang)
    if column.refers_to and isinstance(value, str):
        return _short(str(case.title(column.refers_to, value, lang)))
    if column.type is Type.SHARE and isinstance(value, Decimal):
        return _percentage(value, lang)
    if isinstance(value, Decimal | int | float):
        try:
            return quantity(value, lang)
        except InvalidOperation:
            return str(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return _short(cell_text(value) if not isinstance(value, str) else value)


def _percentage(value: Decimal, lang: str) -> str:
    return percent(value, lang, min(decimals(value * 100), 6))


def _unit(case: Case, table: str, row: int | None, column: Column) -> Text:
    """The unit of a number; of a limit's or a commitment's value, the one that its row names."""
    data = case.tables.get(table)
    if column.name != "value" or row is None or data is None or table not in ("limits", "commitments"):
        return unit_label(column)
    return rule_unit(str(data["quantity"][row]), str(data["measured"][row]) if table == "limits" else "amount")


def rule_unit(quantity_: str, measured: str) -> Text:
    """The unit of the value of a limit: that of its quantity, per head, or a share where it is measured so."""
    if measured.startswith("share") or quantity_ == "rate":
        return SHARE
    unit = _RULE_UNITS.get(quantity_, unit_label(schema.BY_NAME["cities"].column("callcentre_jobs")))
    return Text(f"{unit.fr} par actif", f"{unit.en} per head") if measured == "per_head" else unit
