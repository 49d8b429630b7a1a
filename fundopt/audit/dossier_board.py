"""What the sheets of the board's workbook draw on: one case, one plan, one language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from fundopt.audit.record import Record
from fundopt.case.case import Case
from fundopt.language import Text
from fundopt.model.parameters import LabelMismatch
from fundopt.plan.figures import Summary
from fundopt.plan.tables import PlanTables

TABLE_OF = {
    "source": "sources",
    "city": "cities",
    "home": "cities",
    "work": "cities",
    "measure": "measures",
    "scenario": "scenarios",
    "profile": "profiles",
}
HEADS = {
    "source": Text("Source", "Source"),
    "city": Text("Ville", "City"),
    "measure": Text("Mesure", "Measure"),
    "period": Text("Période", "Period"),
    "scenario": Text("Scénario", "Scenario"),
    "profile": Text("Profil", "Profile"),
}
IDENTIFIER = Text("identifiant", "identifier")
UNNAMED = {"scenarios": Text("central", "central"), "profiles": Text("tous profils", "all profiles")}
"""What to call the one scenario and the one profile of a case that names none."""

_NAMES = {
    "payments": Text("paiements", "payments"),
    "activities": Text("activites", "activities"),
    "provenance": Text("provenance", "provenance"),
    "source": Text("source", "source"),
    "city": Text("ville", "city"),
    "measure": Text("mesure", "measure"),
    "period": Text("periode", "period"),
    "amount": Text("montant", "amount"),
    "units": Text("unites", "units"),
    "status": Text("statut", "status"),
}


@dataclass(frozen=True)
class Board:
    """All that the sheets tell. Raises LabelMismatch where the plan names what the case does not have."""

    case: Case
    tables: PlanTables
    summary: Summary
    record: Record
    lang: str

    def __post_init__(self) -> None:
        for name, table in self.tables.items():
            for dimension in table.columns.intersection([*TABLE_OF, "period"]):
                unknown = set(table[dimension]) - set(self.axis(dimension))
                if unknown:
                    raise LabelMismatch(f"plan table {name}: {dimension} {min(unknown)!r} is not in the case")

    def say(self, fr: str, en: str, **values: object) -> str:
        """The text in the board's language."""
        return Text(fr, en).of(self.lang, **values)

    def axis(self, dimension: str) -> tuple[str, ...]:
        """The identifiers of a dimension in their order: sorted, or in time."""
        if dimension == "period":
            return self.case.periods
        return self.case.names(TABLE_OF[dimension]) or {"scenario": ("central",), "profile": ("all",)}[dimension]

    def name(self, dimension: str, identifier: str) -> str:
        """The name to show for an identifier."""
        table = TABLE_OF[dimension]
        if table in UNNAMED and not len(self.case[table]):
            return UNNAMED[table].of(self.lang)
        return self.case.title(table, identifier, self.lang)

    @property
    def title(self) -> str:
        """The name of the funding round."""
        return self.case.text(self.case.fund.name, self.lang)

    @cached_property
    def units(self) -> dict[str, str]:
        """What a unit is called, by measure."""
        measures = self.case["measures"]
        return {
            m: self.case.text(unit, self.lang) for m, unit in zip(measures["measure"], measures["unit"], strict=True)
        }

    def range(self, table: str, column: str) -> str:
        """The workbook's name for a column of a sheet, e.g. payments_city: formulas read like sentences."""
        return f"{_NAMES[table].of(self.lang)}_{_NAMES[column].of(self.lang)}"

    def paid(self, *dimensions: str) -> pd.Series:
        """MAD paid, by the given dimensions; exact for whole and decimal amounts."""
        return self.tables.payments.groupby(list(dimensions))["amount"].sum()

    @cached_property
    def paid_periods(self) -> tuple[str, ...]:
        """The budget horizon, and whatever follows up to the last payment."""
        last = max((self.case.periods.index(period) for period in self.tables.payments["period"]), default=0)
        return self.case.periods[: max(last + 1, len(self.case.budget_horizon))]

    @cached_property
    def spent(self) -> float:
        """MAD paid in all."""
        return float(self.tables.payments["amount"].sum())

    @cached_property
    def labour_force(self) -> dict[str, float]:
        """Persons, by city."""
        cities = self.case["cities"]
        return dict(zip(cities["city"], cities.floats("labour_force"), strict=True))
