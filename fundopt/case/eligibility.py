"""Eligibility: which source may pay for which measure in which city."""

from __future__ import annotations

from fundopt.case.case import Case
from fundopt.case.schema import ALL

Cell = tuple[str, str, str]


def selects(names: tuple[str, ...] | str, name: str) -> bool:
    """True where a cell that may list several names, or all (*), holds `name`."""
    return names == ALL or name in names


def eligible(case: Case) -> set[Cell]:
    """The (source, city, measure) that may be paid.

    A source with a “yes” row pays only for what its “yes” rows name; a “no” row excludes; without rows it may pay all.
    """
    rows: dict[str, list] = {source: [] for source in case["sources"]["source"]}
    for row in case["eligibility"]:
        rows[row.source].append(row)
    cities, measures = case["cities"]["city"], case["measures"]["measure"]
    allowed: set[Cell] = set()
    for source, given in rows.items():
        cells = {(city, measure) for city in cities for measure in measures}
        named = {
            flag: {
                (city, measure)
                for row in given
                if row.eligible is flag
                for city in cities
                if selects(row.city, city)
                for measure in measures
                if selects(row.measure, measure)
            }
            for flag in (True, False)
        }
        if any(row.eligible for row in given):
            cells &= named[True]
        allowed |= {(source, *cell) for cell in cells - named[False]}
    return allowed
