"""The defaults a case relies on: what holds for each table, and each setting of the fund, that it does not give."""

from __future__ import annotations

from decimal import Decimal

from fundopt.case import schema
from fundopt.case.case import Case, Place
from fundopt.case.findings import Finding
from fundopt.case.messages import finding
from fundopt.case.written import decimals
from fundopt.language import Text, number


def defaults_used(case: Case) -> tuple[Finding, ...]:
    """One note for each optional table without rows and for each fund setting that was not given."""
    fund = case["fund"]
    tables = [
        finding("default-table", Place(case.name), table, default=table.absent)
        for table in schema.TABLES
        if table.absent and table.name not in case.given
    ]
    settings = [
        finding("default-setting", fund.place(), schema.FUND, column, default=_shown(column))
        for column in schema.FUND.columns
        if not column.required and column.name not in fund.letters and fund[column.name][0] == column.default
    ]
    return (*tables, *settings)


def _shown(column: schema.Column) -> Text:
    """The default as people read it."""
    default = column.default
    if default is None:
        return Text(column.help.fr.rstrip("."), column.help.en.rstrip("."))
    if default == ():
        return Text("aucun", "none")
    if column.choices:
        return dict(column.choices)[str(default)]
    if isinstance(default, Decimal):
        digits = decimals(default)
        return Text(number(default, "fr", digits), number(default, "en", digits))
    return Text(str(default), str(default))
