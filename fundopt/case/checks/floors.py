"""Floors on money that cannot be kept together: their sum beside the fund, a source or a ceiling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from types import SimpleNamespace

from fundopt.case.case import Case, Data
from fundopt.case.checks.money import amounts
from fundopt.case.checks.registry import sense
from fundopt.case.eligibility import selects
from fundopt.case.findings import Finding
from fundopt.case.messages import finding
from fundopt.case.schema import ALL
from fundopt.case.units import amount_text
from fundopt.language import EMPTY, Text, join

_MEASURED = ("amount", "per_head", "share_of_fund")
"""The ways of measuring a limit on money that do not depend on the plan."""
SHOWN = 5
MOST = 300
"""The largest floors, which are compared with one another: it takes the square of their number."""


@dataclass(frozen=True)
class _Bound:
    """A row that says at least, or at most, `amount` [MAD] for a selection (sources, cities, measures, periods)."""

    name: Text
    amount: Decimal
    selection: tuple[frozenset[str], ...]
    data: Data
    index: int
    sense: str

    def within(self, other: _Bound) -> bool:
        return all(mine <= theirs for mine, theirs in zip(self.selection, other.selection, strict=True))

    def apart(self, other: _Bound) -> bool:
        return any(mine.isdisjoint(theirs) for mine, theirs in zip(self.selection, other.selection, strict=True))


@sense("fund", "sources", "budgets", "cities", "measures", "regions", "limits", "commitments")
def floors_fit_together(case: Case) -> Iterator[Finding]:
    """Floors on separate selections add up to no more than the fund, a source or a ceiling that holds them all."""
    money = amounts(case)
    bounds = [*_limits(case, sum(money.values(), Decimal(0))), *_commitments(case)]
    floors = sorted((bound for bound in bounds if bound.sense != "at_most" and bound.amount > 0),
                    key=lambda bound: -bound.amount)[:MOST]  # fmt: skip
    for ceiling, what in _ceilings(case, bounds, money):
        chosen: list[_Bound] = []
        for floor in floors:
            own = (floor.data.table.name, floor.index) == (ceiling.data.table.name, ceiling.index)
            if not own and floor.within(ceiling) and all(floor.apart(other) for other in chosen):
                chosen.append(floor)
        total = sum((floor.amount for floor in chosen), Decimal(0))
        if total > ceiling.amount and any(floor.data.table.name == "limits" for floor in chosen):
            yield _above(chosen, ceiling, total, what)


def _above(chosen: list[_Bound], ceiling: _Bound, total: Decimal, what: Text) -> Finding:
    """The finding, at the cells of the floors."""
    first = next(floor for floor in chosen if floor.data.table.name == "limits")
    ordered = sorted(chosen, key=lambda floor: (floor is not first, floor.data.table.name, floor.index))
    column = first.data.table.column("value")
    item = finding(
        "floors-above-ceiling", first.data.place(first.index, "value"), first.data.table, column,
        rules=_names(chosen), total=amount_text(total), what=what, amount=amount_text(ceiling.amount),
    )  # fmt: skip
    places = tuple((floor.data.place(floor.index, "value"), "") for floor in ordered)
    return replace(item, places=places)


def _ceilings(case: Case, bounds: list[_Bound], money: dict[str, Decimal]) -> Iterator[tuple[_Bound, Text]]:
    """The fund, each source, and every limit that says at most or exactly."""
    data, every = case["sources"], _selection(case)
    fund = _Bound(EMPTY, sum(money.values(), Decimal(0)), every, data, -1, "at_most")
    yield fund, Text("le fonds a", "the fund has")
    for index, source in enumerate(data["source"]):
        title = case.titles("sources", source)
        selection = (frozenset({source}), *every[1:])
        if len(every[0]) > 1:
            yield (
                _Bound(EMPTY, money[source], selection, data, index, "at_most"),
                Text(f"« {title.fr} » a", f"“{title.en}” has"),
            )
    for bound in bounds:
        if bound.sense != "at_least" and bound.data.table.name == "limits":
            yield bound, Text(f"« {bound.name.fr} » permet", f"“{bound.name.en}” allows")


def _limits(case: Case, fund: Decimal) -> Iterator[_Bound]:
    data = case["limits"]
    for index, row in enumerate(data):
        if not row.active or row.quantity != "money" or row.measured not in _MEASURED:
            continue
        selection = _selection(case, row)
        amount = Decimal(str(row.value))
        if row.measured == "share_of_fund":
            if amount > 1:
                continue  # said on its own: more than all there is
            amount *= fund
        elif row.measured == "per_head":
            amount *= sum(Decimal(str(city.labour_force)) for city in case["cities"] if city.city in selection[1])
        yield _Bound(case.both(row.name), amount, selection, data, index, row.sense)


def _commitments(case: Case) -> Iterator[_Bound]:
    data = case["commitments"]
    every = _selection(case)
    for index, row in enumerate(data):
        if not row.active or row.quantity != "money":
            continue
        source, period = (
            every[axis] if label == ALL else frozenset({label}) for axis, label in ((0, row.source), (3, row.period))
        )
        selection = (source, frozenset({row.city}), frozenset({row.measure}), period)
        yield _Bound(case.both(row.name), Decimal(str(row.value)), selection, data, index, row.sense)


def _selection(case: Case, row: SimpleNamespace | None = None) -> tuple[frozenset[str], ...]:
    """The sources, cities, measures and budget periods that a limit selects; all of them without one."""
    cities = (city for city in case["cities"]
              if row is None or (selects(row.city, city.city) and selects(row.region, city.region)))  # fmt: skip
    measures = (
        measure
        for measure in case["measures"]
        if row is None
        or (
            selects(row.measure, measure.measure)
            and selects(row.kind, measure.kind)
            and row.labelled in (ALL, "yes" if measure.labelled else "no")
        )
    )
    return (
        frozenset(name for name in case["sources"]["source"] if row is None or selects(row.source, name)),
        frozenset(city.city for city in cities),
        frozenset(measure.measure for measure in measures),
        frozenset(label for label in case.budget_horizon if row is None or selects(row.period, label)),
    )


def _names(floors: list[_Bound]) -> Text:
    more = len(floors) - SHOWN
    french = [f"« {floor.name.fr} »" for floor in floors[:SHOWN]] + ([f"{more} de plus"] if more > 0 else [])
    english = [f"“{floor.name.en}”" for floor in floors[:SHOWN]] + ([f"{more} more"] if more > 0 else [])
    return Text(join(french, "fr"), join(english, "en"))
