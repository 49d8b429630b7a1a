"""How a value of a case is shown to people, to its last digit: 15 %, 1 234,5, oui, « argent »."""

from __future__ import annotations

from decimal import Decimal

from fundopt.case.schema import Column, Type
from fundopt.case.units import unit_label
from fundopt.case.written import as_text, decimals
from fundopt.language import Text, number, percent

EMPTY = Text("(vide)", "(empty)")
YES, NO = Text("oui", "yes"), Text("non", "no")


def shown(value: object, column: Column | None, lang: str) -> str:
    """`value` as text in `lang`: choices by their label, shares in percent; of a column not known as it was read."""
    if value is None or value == ():
        return EMPTY.of(lang)
    labels = dict(column.choices) if column else {}
    if isinstance(value, tuple):
        separator = " ; " if lang == "fr" else "; "
        return separator.join(labels[part].of(lang) if part in labels else str(part) for part in value)
    if isinstance(value, bool):
        return (YES if value else NO).of(lang)
    if isinstance(value, Decimal | int):
        exact = Decimal(value)
        if column is not None and column.type is Type.SHARE:
            return percent(exact, lang, decimals(exact.scaleb(2)))
        return number(exact, lang, decimals(exact))
    return labels[value].of(lang) if value in labels else as_text(value)


def with_unit(value: object, column: Column | None, lang: str) -> str:
    """`shown`, followed by the column's unit where it is a number and its percent sign does not tell."""
    text = shown(value, column, lang)
    if column is None or isinstance(value, bool) or not isinstance(value, Decimal | int) or column.type is Type.SHARE:
        return text
    unit = unit_label(column).of(lang)
    return f"{text}\u00a0{unit}" if unit else text
