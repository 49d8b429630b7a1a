"""Inspection: one case and one plan side by side, and the tolerances with which a rule is held against them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from fundopt.audit.check import Check, Sense
from fundopt.audit.entries import Entries, Label, entries
from fundopt.audit.exact import ZERO
from fundopt.audit.facts import Facts
from fundopt.case.case import Case
from fundopt.plan.tables import PlanTables

MILLION = Decimal(1_000_000)
COUNTED = ("sites", "rows")
"""Units that are counted: no tolerance."""


@dataclass(frozen=True)
class Inspection:
    """What the rules read: the case's facts, the plan's entries, and sums over them that several rules share.

    `tolerance` is relative to max(1, |bound|), for persons, jobs and units. Money is exact where every payment is
    a whole number of dirhams; otherwise the tolerance is counted in millions of MAD.
    """

    facts: Facts
    plan: Entries
    tolerance: Decimal

    @classmethod
    def of(cls, case: Case, plan: PlanTables, tolerance: float = 1e-6) -> Inspection:
        """The inspection of `plan` under `case`."""
        facts = Facts(case)
        return cls(facts, entries(facts, plan), Decimal(repr(tolerance)))

    def check(
        self,
        family: str,
        label: Label,
        value: Decimal,
        sense: Sense,
        bound: Decimal,
        unit: str,
        *,
        allowance: Decimal | None = None,
        row: tuple[str, int] | None = None,
    ) -> Check:
        """`value` held against `bound`; `allowance` is the excess let pass, by default that of the unit."""
        excess = value - bound if sense is Sense.AT_MOST else bound - value
        if sense is Sense.EXACTLY:
            excess = abs(excess)
        if allowance is None:
            allowance = self.allowance(bound, unit)
        return Check(family, label, value, sense, bound, excess, allowance, unit, self.facts.case, row)

    def allowance(self, bound: Decimal, unit: str) -> Decimal:
        """The excess over `bound` that is taken for rounding, in `unit`."""
        if unit in COUNTED or (unit == "MAD" and self._exact_money):
            return ZERO
        return self.tolerance * max(MILLION if unit == "MAD" else Decimal(1), abs(bound))

    @cached_property
    def _exact_money(self) -> bool:
        return self.plan.pays_whole_amounts

    @cached_property
    def payments(self) -> dict[Label, Decimal]:
        """p[source, city, measure, period] [MAD]."""
        return self.plan["payments", "amount"]

    @cached_property
    def spent(self) -> dict[Label, Decimal]:
        """Σ_f p by (city, measure, period) [MAD]."""
        spent: dict[Label, Decimal] = defaultdict(Decimal)
        for (_, c, m, t), amount in self.payments.items():
            spent[c, m, t] += amount
        return spent

    @cached_property
    def units(self) -> dict[Label, Decimal]:
        """x by (city, measure, period): the units of all segments."""
        units: dict[Label, Decimal] = defaultdict(Decimal)
        for (c, m, t, _), amount in self.plan["activities", "units"].items():
            units[c, m, t] += amount
        return units

    @cached_property
    def effective_units(self) -> dict[Label, Decimal]:
        """Σ_k φ z by (city, measure, period): units counted by the efficiency of their segment; 0 in no segment."""
        efficiency = {(m, str(k)): phi for m, curve in self.facts.segments.items() for k, (_, phi) in curve.items()}
        units: dict[Label, Decimal] = defaultdict(Decimal)
        for (c, m, t, k), amount in self.plan["activities", "units"].items():
            units[c, m, t] += efficiency.get((m, k), ZERO) * amount
        return units

    def attained(self, effect: str) -> dict[Label, Decimal]:
        """Σ_{τ≤t} effect[m, t−τ] Σ_k φ z by (city, measure, t) over the evaluation periods [jobs]."""
        periods = self.facts.periods
        start = {t: i for i, t in enumerate(periods)}
        attained: dict[Label, Decimal] = defaultdict(Decimal)
        for (c, m, tau), units in self.effective_units.items():
            for lag, t in enumerate(periods[start[tau] :]):
                attained[c, m, t] += self.facts.effects[m][effect][lag] * units
        return attained

    @cached_property
    def still_unemployed(self) -> dict[Label, Decimal]:
        """S by (scenario, city, period), from the shock and the plan's jobs kept [persons]."""
        kept = self.plan["kept", "jobs"]
        return self._persisting({cell: lost - kept.get(cell, ZERO) for cell, lost in self.facts.displaced.items()})

    @cached_property
    def still_unemployed_without_fund(self) -> dict[Label, Decimal]:
        """S⁰ by (scenario, city, period): the same with no job kept [persons]."""
        return self._persisting(self.facts.displaced)

    def _persisting(self, displaced: Mapping[tuple[str, str, str], Decimal]) -> dict[Label, Decimal]:
        """Σ_{τ≤t} ψ[t−τ] displaced[τ]."""
        periods, psi = self.facts.periods, self.facts.persistence
        still: dict[Label, Decimal] = defaultdict(Decimal)
        for w in self.facts.scenarios:
            for c in self.facts.cities:
                for i, tau in enumerate(periods):
                    if displaced[w, c, tau]:
                        for lag, t in enumerate(periods[i:]):
                            still[w, c, t] += psi[lag] * displaced[w, c, tau]
        return still

    @cached_property
    def unemployed(self) -> dict[Label, Decimal]:
        """U by (scenario, city, period): max(0, U⁰ + S − λ Σ_g R), from the plan's kept and realised jobs [persons]."""
        share = Decimal(self.facts.case.fund.unemployment_share)
        realised: dict[Label, Decimal] = defaultdict(Decimal)
        for (c, _, t), jobs in self.plan["jobs", "realised"].items():
            realised[c, t] += jobs
        return {
            (w, c, t): max(ZERO, self.facts.baseline[c, t] + self.still_unemployed[w, c, t] - share * realised[c, t])
            for w, c, t in self.facts.displaced
        }

    @cached_property
    def unemployed_without_fund(self) -> dict[Label, Decimal]:
        """U⁰ + S⁰ by (scenario, city, period) [persons]."""
        still = self.still_unemployed_without_fund
        return {(w, c, t): self.facts.baseline[c, t] + still[w, c, t] for w, c, t in self.facts.displaced}
