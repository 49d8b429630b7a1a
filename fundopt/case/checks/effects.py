"""Checks of effects: net against gross, no effect at all, diminishing returns."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal

from fundopt.case.case import Case, Data
from fundopt.case.checks.registry import sense
from fundopt.case.findings import Finding
from fundopt.case.messages import finding

HIGH_NET_EFFECT = Decimal("0.2")
"""Net jobs per person that call for a question: twice the upper end of what evaluations find (2 to 10 points)."""

CONSTANTS = ("net_jobs", "vacancies", "jobs_kept")


def highest_effects(case: Case) -> dict[str, dict[str, tuple[Decimal, Data, int]]]:
    """For each measure and kind of effect, its largest value over all lags, with the table and row where it stands.

    The rows of the effects table count where the measure has any, else its constants.
    """
    highest: dict[str, dict[str, tuple[Decimal, Data, int]]] = {name: {} for name in case["measures"]["measure"]}
    effects, measures = case["effects"], case["measures"]
    detailed = set(effects["measure"])
    for data in (effects, measures):
        for index, name in enumerate(data["measure"]):
            if data is measures and name in detailed:
                continue
            for kind in CONSTANTS:
                value = data[kind][index]
                if value is not None and (kind not in highest[name] or value > highest[name][kind][0]):
                    highest[name][kind] = (value, data, index)
    return highest


def has_effect(case: Case) -> dict[str, bool]:
    """Whether a measure has any effect above zero."""
    moved = dict(zip(case["measures"]["measure"], case["measures"]["moved_jobs"], strict=True))
    return {
        name: bool(moved[name]) or any(value > 0 for value, _, _ in kinds.values())
        for name, kinds in highest_effects(case).items()
    }


@sense("measures", "effects")
def net_below_gross(case: Case) -> Iterator[Finding]:
    """A net effect is smaller than the gross placement rate, and for people far smaller than 1."""
    highest = highest_effects(case)
    for row in case["measures"]:
        if "net_jobs" not in highest[row.measure]:
            continue
        net, data, index = highest[row.measure]["net_jobs"]
        place, column = data.place(index, "net_jobs"), data.table.column("net_jobs")
        if net > 0 and row.gross_placement is not None and net >= row.gross_placement:
            yield finding(
                "net-as-high-as-gross",
                place,
                data.table,
                column,
                case.both(row.name),
                net=net,
                gross=row.gross_placement,
            )
        elif row.serves == "people" and net > HIGH_NET_EFFECT:
            yield finding("net-effect-high", place, data.table, column, case.both(row.name), net=net)


@sense("measures", "effects")
def effects_said_once(case: Case) -> Iterator[Finding]:
    """A measure has its effects in one of the two tables, and has some."""
    data, detailed, effective = case["measures"], set(case["effects"]["measure"]), has_effect(case)
    for index, row in enumerate(data):
        constants = [kind for kind in CONSTANTS if getattr(row, kind) is not None]
        if row.measure in detailed and constants:
            place, column = data.place(index, constants[0]), data.table.column(constants[0])
            yield finding("effects-twice", place, data.table, column, case.both(row.name))
        if not effective[row.measure]:
            yield finding("effect-none", data.place(index, "measure"), data.table, found=case.both(row.name))


@sense("returns")
def returns_diminish(case: Case) -> Iterator[Finding]:
    """Segments are numbered from 1, start at efficiency 1, fall, and cover the pool at most once."""
    data = case["returns"]
    for measure in dict.fromkeys(data["measure"]):
        rows = sorted((data["segment"][i], i) for i, name in enumerate(data["measure"]) if name == measure)
        missing = [number for number in range(1, rows[-1][0]) if number not in {number for number, _ in rows}]
        if missing:
            place = data.place(rows[-1][1], "segment")
            column = data.table.column("segment")
            yield finding("returns-segments", place, data.table, column, measure, missing=missing[0])
        yield from _efficiencies(data, rows)
        width = sum((Decimal(str(data["width"][i])) for _, i in rows), Decimal(0))
        if width > 1:
            place = data.place(rows[-1][1], "width")
            yield finding("returns-width", place, data.table, data.table.column("width"), measure, width=width)


def _efficiencies(data: Data, rows: list[tuple[int, int]]) -> Iterator[Finding]:
    column = data.table.column("efficiency")
    first = data["efficiency"][rows[0][1]]
    if first != 1:
        yield finding("returns-start", data.place(rows[0][1], "efficiency"), data.table, column, first)
    for (_, before), (segment, index) in itertools.pairwise(rows):
        value, previous = data["efficiency"][index], data["efficiency"][before]
        if value >= previous or value <= 0:
            place = data.place(index, "efficiency")
            yield finding("returns-falling", place, data.table, column, value, segment=segment, before=previous)
