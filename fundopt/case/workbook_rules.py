"""What a spreadsheet program checks while a person types: lists to choose from, ranges of numbers, a word of help."""

from __future__ import annotations

from collections.abc import Collection

from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from fundopt.case import schema
from fundopt.case.cells import NUMERIC, expected
from fundopt.case.documentation import allowed
from fundopt.case.schema import ALL, Column, Type
from fundopt.case.shown import NO, YES

LONGEST_TITLE, LONGEST_PROMPT = 32, 255
"""Characters that spreadsheet programs allow in a message."""
MOST_ROWS = 1000
"""Rows of another sheet that a list of references looks at."""


def add_rule(sheet: Worksheet, column: Column, cells: str, tables: Collection[str], head: int, lang: str) -> None:
    """Offer a list where the column has one, warn of numbers outside its range, and show its help in the cell."""
    rule = _list(column, tables, head, lang) or _range(column, lang) or DataValidation(allow_blank=True)
    rule.showInputMessage = True
    rule.promptTitle = _cut(column.label.of(lang), LONGEST_TITLE)
    rule.prompt = _cut(f"{column.help.of(lang)} ({allowed(column).of(lang)})", LONGEST_PROMPT)
    rule.add(cells)
    sheet.add_data_validation(rule)


def _list(column: Column, tables: Collection[str], head: int, lang: str) -> DataValidation | None:
    """A list for choices, yes/no and references; others are allowed where * or several names may stand."""
    if column.many:
        return None
    source = ""
    strict = not column.wildcard
    if column.choices:
        names = [label.of(lang) for _, label in column.choices] + [ALL] * column.wildcard
        source = '"' + ",".join(names) + '"'
    elif column.type is Type.YES_NO:
        source = f'"{YES.of(lang)},{NO.of(lang)}"'
    elif column.refers_to in tables:
        source = identifiers(column.refers_to, head, lang)
        strict = strict and schema.BY_NAME[column.refers_to].required
    if not source:
        return None
    rule = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=True)
    rule.errorStyle = "stop" if strict else "warning"
    rule.error = _cut(f"{allowed(column).of(lang)}", LONGEST_PROMPT)
    return rule


def identifiers(table: str, head: int, lang: str) -> str:
    """The formula of the identifiers that stand in the first column of a table's sheet, as many as there are."""
    sheet = quote_sheetname(schema.BY_NAME[table].label.of(lang))
    first, last = head + 1, head + MOST_ROWS
    return f"OFFSET({sheet}!$A${first},0,0,MAX(1,COUNTA({sheet}!$A${first}:$A${last})),1)"


def _range(column: Column, lang: str) -> DataValidation | None:
    """Numbers outside the column's range are warned of; text is, too, although some is read as a number."""
    if column.type not in NUMERIC or column.many or column.percent:
        return None
    kind = "whole" if column.type is Type.INTEGER else "decimal"
    low, high = (None if bound is None else f"{bound:f}" for bound in (column.minimum, column.maximum))
    if low is None and high is None:
        return None
    operator = "between" if low and high else ("greaterThanOrEqual" if low else "lessThanOrEqual")
    rule = DataValidation(kind, operator=operator, formula1=low or high, allow_blank=True, showErrorMessage=True)
    rule.formula2 = high if low else None
    rule.errorStyle = "warning"
    rule.error = _cut(f"{expected(column).of(lang)} {allowed(column).of(lang)}", LONGEST_PROMPT)
    return rule


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
