"""Small cases for tests: a record says what matters to the test, the rest takes a plain value."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from fundopt.case import schema
from fundopt.case.case import Case

PLAIN: dict[str, dict] = {
    "fund": {
        "name": "Small", "start": "2027", "budget_periods": 2, "evaluation_periods": 3, "basis": "survey",
        "french_share": 0.5, "outbound_share": 0.4,
    },
    "sources": {"source": "state", "kind": "public", "budget": 10_000},
    "cities": {"city": "fes", "region": "north", "labour_force": 1000, "unemployed": 100, "callcentre_jobs": 100},
    "measures": {
        "measure": "course", "kind": "training", "serves": "people", "unit": "trainee", "unit_cost": 10,
        "pool": "people",
    },
    "scenarios": {"probability": 1},
    "limits": {"quantity": "money", "sense": "at_most", "value": 0},
    "commitments": {"city": "fes", "measure": "course", "value": 0},
}  # fmt: skip
"""Columns filled in where a record leaves them out. A case without other tables has these rows, one each:
periods are years, 20 jobs are lost in Fès in 2027 (100 × 0.5 × 0.4), and 5 of its 100 unemployed can be reached."""


def small_case(**tables: list[Mapping] | Mapping) -> Case:
    """A case from records by table name; numbers may be int, float or text and become what the schema says."""
    given = {name: [{}] for name in ("fund", "sources", "cities", "measures")} | tables
    rows = {name: [records] if isinstance(records, Mapping) else records for name, records in given.items()}
    return Case.of("small", **{name: [_record(name, row) for row in records] for name, records in rows.items()})


def _record(table: str, row: Mapping) -> dict:
    row = {**PLAIN.get(table, {}), **row}
    columns = schema.BY_NAME[table]
    if table != "fund" and any(column.name == "name" for column in columns.columns):
        row.setdefault("name", str(row[columns.keys[0]]).title())
    return {name: _value(columns.column(name), value) for name, value in row.items()}


def _value(column: schema.Column, value: object) -> object:
    if column.many and isinstance(value, str) and value != schema.ALL:
        return (value,)
    if column.type in (schema.Type.NUMBER, schema.Type.AMOUNT, schema.Type.SHARE) and value is not None:
        return Decimal(str(value))
    return value
