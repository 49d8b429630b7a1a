"""Feasibility: every rule of a case recomputed from the tables of a plan, sharing no code with the formulation."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import localcontext

from fundopt.audit import rules_money, rules_people, rules_policy
from fundopt.audit.check import FAMILIES, Check, Violation
from fundopt.audit.exact import DIGITS
from fundopt.audit.inspection import Inspection
from fundopt.case.case import Case
from fundopt.plan.tables import PlanTables

__all__ = ["FAMILIES", "MONEY_AND_POLICY", "Check", "Violation", "checks", "margins", "violations"]

MONEY_AND_POLICY = (
    "budgets",
    "private_share",
    "public_per_private",
    "most_sites",
    "site_capacity",
    "smallest_cohort",
    "limits",
    "dependency",
    "commitments",
)
"""The families whose slack says what binds (the equalities, always without slack, are left out)."""

_FUNCTIONS = {
    name: next(vars(rules)[name] for rules in (rules_people, rules_money, rules_policy) if name in vars(rules))
    for name in FAMILIES
}


def checks(case: Case, plan: PlanTables, tolerance: float = 1e-6, families: Collection[str] = FAMILIES) -> list[Check]:
    """Every rule of `families` held against `plan`, kept or not, in the order of `FAMILIES`.

    The arithmetic is exact: case and plan are read as the decimals they are, and sums and products of them are not
    rounded. `tolerance`, relative to max(1, |bound|), applies to persons, jobs and units only. Money rules are
    exact where every payment is a whole number of dirhams, except `who_pays`, whose cost follows from units that are
    floats; where some payment is fractional the tolerance applies in millions of MAD. Sites are counted exactly.
    Raises KeyError on an unknown family; nothing that the plan's tables may hold raises.
    """
    if missing := set(families) - set(FAMILIES):
        raise KeyError(f"unknown families of rules: {', '.join(sorted(missing))}")
    with localcontext(prec=DIGITS):
        return list(_every(Inspection.of(case, plan, tolerance), families))


def violations(case: Case, plan: PlanTables, tolerance: float = 1e-6) -> list[Violation]:
    """The rules that `plan` breaks, for any plan whatever; empty where it keeps them all. Tolerance: see `checks`."""
    with localcontext(prec=DIGITS):
        return [check for check in _every(Inspection.of(case, plan, tolerance), FAMILIES) if not check.kept]


def margins(case: Case, plan: PlanTables, tolerance: float = 1e-6) -> list[Check]:
    """Every money and policy rule, broken ones included, with its `slack` in its unit, and whether it is `binding`."""
    return checks(case, plan, tolerance, MONEY_AND_POLICY)


def _every(inspection: Inspection, families: Collection[str]) -> Iterator[Check]:
    for name, function in _FUNCTIONS.items():
        if name in families:
            yield from function(inspection)
