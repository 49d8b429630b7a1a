"""Levers: the numbers of a case that one assumption states, and the case in which they are all larger or smaller."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from fundopt.case.case import Case, Data, Place
from fundopt.case.provenance import RULES, provenance_of
from fundopt.case.schema import ALL, Column, Type
from fundopt.case.units import UNITS
from fundopt.language import Text, number

SCALABLE = (Type.NUMBER, Type.AMOUNT, Type.SHARE)
"""Types of numbers that can be a little larger or smaller."""

OF_ONE = {("timing", "share"): (), ("scenarios", "probability"): (), ("mix", "share"): ("measure",)}
OF_ONE |= {("returns", "width"): ("measure",)}
"""Columns whose shares add up to one among the rows that agree on some columns: when one moves, the others give way."""

BY_ROW = {"effects": "measure", "returns": "measure", "measures": "measure"}
"""Tables in which an assumption is about one measure: its rows move together, other measures' do not."""

BOUND_TO_ONE = {("returns", "efficiency"): ("segment", 1), ("persistence", "share"): ("lag", 0)}
"""Columns of shares that start at one by definition: the first stays."""

UNFELT = {("cities", name) for name in ("latitude", "longitude", "permanent_jobs")}
UNFELT |= {("measures", "gross_placement"), ("commuting", "km"), ("fund", "payment_unit"), ("fund", "stage_tolerance")}
"""Numbers that are shown and never enter the first objective or a rule."""


@dataclass(frozen=True)
class Lever:
    """Numbers of one column that move together. `rows` are their positions in the table, `status` the weakest of them:
    "none" (no known origin), "assumption", "derived" or "sourced". `label` says what they are, `about` whose."""

    table: str
    column: str
    rows: tuple[int, ...]
    status: str
    label: Text
    about: Text
    place: Place

    def values(self, case: Case) -> tuple[Decimal, ...]:
        """The numbers, in the unit of the column."""
        return tuple(case[self.table][self.column][row] for row in self.rows)

    def shown(self, case: Case, lang: str) -> str:
        """The number, or the smallest and the largest of several."""
        values = self.values(case)
        unit = case[self.table].table.column(self.column).unit
        ends = [number(value, lang, _digits(value)) for value in sorted({min(values), max(values)})]
        return (" – ".join(ends) + (f" {UNITS[unit].of(lang)}" if unit and unit != "share" else "")).strip()

    def moved(self, case: Case, change: float) -> Case | None:
        """The case in which the numbers are multiplied by 1 + change; None where one would leave its range."""
        data = case[self.table]
        column = data.table.column(self.column)
        factor = 1 + Decimal(repr(change))
        values = list(data[self.column])
        for row in self.rows:
            values[row] = values[row] * factor
        others = OF_ONE.get((self.table, self.column))
        if others is not None and not _give_way(data, self, others, values):
            return None
        if any(not _inside(column, values[row]) for row in self.rows):
            return None
        return case.replace(**{self.table: replace(data, columns={**data.columns, self.column: tuple(values)})})


def levers(case: Case, statuses: tuple[str, ...]) -> tuple[Lever, ...]:
    """The levers of a case whose status is one of `statuses`, in the order of its tables.

    Numbers of one column that the same row of the provenance table covers are one assumption; so are the numbers of
    one measure over time.
    """
    found = []
    for data in case.tables.values():
        if data.table.name not in case.given or data.table.name in RULES:
            continue
        for column in data.table.columns:
            if column.type in SCALABLE and not column.key and (data.table.name, column.name) not in UNFELT:
                found += [_lever(case, data, column, rows) for rows in _groups(case, data, column)]
    return tuple(lever for lever in found if lever.status in statuses)


def _groups(case: Case, data: Data, column: Column) -> Iterator[tuple[int, ...]]:
    """Positions of the numbers that move together."""
    table = data.table.name
    groups: dict[tuple, list[int]] = {}
    first = BOUND_TO_ONE.get((table, column.name))
    for row, value in enumerate(data[column.name]):
        given = not data.letters or column.name in data.letters
        if not value or not given or (first is not None and data[first[0]][row] == first[1]):
            continue
        origin = provenance_of(case, table, data.key(row), column.name)
        if (table, column.name) in OF_ONE:
            key: tuple = (row,)
        elif table in BY_ROW:
            key = (data[BY_ROW[table]][row],)
        else:
            key = (origin and (origin.row, origin.column, origin.source),)
        groups.setdefault(key, []).append(row)
    yield from (tuple(rows) for rows in groups.values())


def _lever(case: Case, data: Data, column: Column, rows: tuple[int, ...]) -> Lever:
    origins = [provenance_of(case, data.table.name, data.key(row), column.name) for row in rows]
    statuses = {"none" if origin is None else origin.status for origin in origins}
    weakest = next(status for status in ("none", "assumption", "derived", "sourced") if status in statuses)
    place = data.place(rows[0], column.name)
    return Lever(data.table.name, column.name, rows, weakest, column.label, _about(case, data, rows), place)


def _about(case: Case, data: Data, rows: tuple[int, ...]) -> Text:
    """Whose numbers they are: the titles of the keys that all rows share, or how many rows there are."""
    table = data.table
    shared = [name for name in table.keys if len({data[name][row] for row in rows}) == 1]
    titles = []
    for name in shared:
        value, home = str(data[name][rows[0]]), table.column(name).refers_to or table.name
        if value != ALL:
            named = home in ("cities", "measures", "sources", "profiles")
            titles.append(case.titles(home, value) if named else Text(value, value))
    french, english = [title.fr for title in titles], [title.en for title in titles]
    if shared != list(table.keys) and len(rows) > 1:
        french, english = [*french, f"{len(rows)} lignes ensemble"], [*english, f"{len(rows)} rows together"]
    return Text(", ".join(french), ", ".join(english))


def _give_way(data: Data, lever: Lever, by: tuple[str, ...], values: list) -> bool:
    """Shrink or stretch the other shares of the set so that the sum stays; False where they cannot."""
    (row,) = lever.rows
    peers = [i for i in range(len(data)) if i != row and all(data[name][i] == data[name][row] for name in by)]
    rest = sum((data[lever.column][i] for i in peers), Decimal(0))
    left = rest - (values[row] - data[lever.column][row])
    if rest <= 0 or left < 0:
        return False
    for i in peers:
        values[i] = data[lever.column][i] * left / rest
    return True


def _inside(column: Column, value: Decimal) -> bool:
    most = Decimal(1) if column.type is Type.SHARE or column.unit == "share" else column.maximum
    return (column.minimum is None or value >= column.minimum) and (most is None or value <= most)


def _digits(value: Decimal) -> int:
    """Decimals that show a number as it is written, four at most."""
    return min(4, max(0, -int(value.normalize().as_tuple().exponent)))
