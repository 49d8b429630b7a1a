"""Recompute: the headline figures of a plan from its tables, by the auditor's own arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext

from fundopt.audit.entries import Label
from fundopt.audit.exact import DIGITS, decimal, total
from fundopt.audit.inspection import Inspection
from fundopt.case.case import Case
from fundopt.plan.tables import PlanTables


@dataclass(frozen=True)
class Figures:
    """What a plan costs and does. Money in MAD, by identifier, with 0 where nothing is spent.

    Person-years are expected over the scenarios and over all evaluation periods. `objective` weights them as the
    fund asks (discounting, city weights); `person_years` counts everyone once. `jobs_kept` is expected, summed over
    cities and periods; `net_jobs_at_end` are the realised net jobs of the last evaluation period.
    """

    objective: Decimal
    objective_without_fund: Decimal
    person_years: Decimal
    person_years_without_fund: Decimal
    spent: Decimal
    spent_by_source: dict[str, Decimal]
    spent_by_city: dict[str, Decimal]
    spent_by_measure: dict[str, Decimal]
    jobs_kept: Decimal
    net_jobs_at_end: Decimal

    @property
    def person_years_avoided(self) -> Decimal:
        """Person-years of unemployment that the plan avoids, unweighted and undiscounted."""
        return self.person_years_without_fund - self.person_years


def recompute(case: Case, plan: PlanTables) -> Figures:
    """The headline figures; unemployment is projected anew from the plan's kept and realised jobs.

    Rows that name no cell of the case count for nothing.
    """
    with localcontext(prec=DIGITS):
        on = Inspection.of(case, plan)
        kept, realised = on.plan["kept", "jobs"], on.plan["jobs", "realised"]
        return Figures(
            objective=_objective(on, on.unemployed),
            objective_without_fund=_objective(on, on.unemployed_without_fund),
            person_years=_person_years(on, on.unemployed),
            person_years_without_fund=_person_years(on, on.unemployed_without_fund),
            spent=total(on.payments.values()),
            spent_by_source=_spent(on, 0, on.facts.sources),
            spent_by_city=_spent(on, 1, on.facts.cities),
            spent_by_measure=_spent(on, 2, on.facts.measures),
            jobs_kept=total(decimal(on.facts.scenarios[w].probability) * jobs for (w, _, _), jobs in kept.items()),
            net_jobs_at_end=total(jobs for (_, _, t), jobs in realised.items() if t == on.facts.periods[-1]),
        )


def _objective(on: Inspection, unemployed: dict[Label, Decimal]) -> Decimal:
    """Σ_w π_w Σ_t β^t h Σ_c v_c U[w,c,t]   [weighted person-years]."""
    of_period = dict(zip(on.facts.periods, on.facts.period_weights, strict=True))
    of_scenario = {w: decimal(row.probability) for w, row in on.facts.scenarios.items()}
    of_city = on.facts.city_weights
    return total(of_scenario[w] * of_period[t] * of_city[c] * persons for (w, c, t), persons in unemployed.items())


def _person_years(on: Inspection, unemployed: dict[Label, Decimal]) -> Decimal:
    """Σ_w π_w Σ_t h Σ_c U[w,c,t]   [person-years]."""
    years = Decimal(on.facts.case.period_years)
    return total(decimal(on.facts.scenarios[w].probability) * years * n for (w, _, _), n in unemployed.items())


def _spent(on: Inspection, position: int, names: dict) -> dict[str, Decimal]:
    """Payments by the identifier at `position` of their label [MAD]."""
    spent = dict.fromkeys(names, Decimal(0))
    for label, amount in on.payments.items():
        spent[label[position]] += amount
    return spent
