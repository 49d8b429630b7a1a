"""Feasibility: every rule of a case recomputed from the tables of a plan, sharing no code with the formulation."""

from __future__ import annotations

from collections.abc import Collection
from decimal import localcontext

from fundopt.audit import rules_money, rules_people, rules_policy
from fundopt.audit.check import FAMILIES, RULES, Check, Violation
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
    name: getattr(room, name)
    for name in RULES
    for room in (rules_people, rules_money, rules_policy)
    if hasattr(room, name)
}


def checks(case: Case, plan: PlanTables, tolerance: float = 1e-6, families: Collection[str] = FAMILIES) -> list[Check]:
    """Every rule of `families` held against `plan`, kept or not, in the order of `FAMILIES`.

    The arithmetic is exact: case and plan are read as the decimals they are, and sums and products of them are not
    rounded. `tolerance`, relative to max(1, |bound|), applies to persons, jobs and units only. Money rules are
    exact where every payment is a whole number of dirhams, except `who_pays`, whose cost follows from units that are
    floats; where some payment is fractional the tolerance applies in millions of MAD. Sites are counted exactly.
    Raises KeyError on an unknown family; nothing that the plan's tables may hold raises.
    """
    with localcontext(prec=DIGITS):
        inspection = Inspection.of(case, plan, tolerance)
        functions = {name: _FUNCTIONS[name] for name in FAMILIES if name in families}
        if missing := set(families) - set(functions):
            raise KeyError(f"unknown families of rules: {', '.join(sorted(missing))}")
        return [check for function in functions.values() for check in function(inspection)]


def violations(case: Case, plan: PlanTables, tolerance: float = 1e-6) -> list[Violation]:
    """The rules that `plan` breaks, for any plan whatever; empty where it keeps them all. Tolerance: see `checks`."""
    return [check for check in checks(case, plan, tolerance) if not check.kept]


def margins(case: Case, plan: PlanTables, tolerance: float = 1e-6) -> list[Check]:
    """Every money and policy rule, broken ones included, with its `slack` in its unit, and whether it is `binding`."""
    return checks(case, plan, tolerance, MONEY_AND_POLICY)
