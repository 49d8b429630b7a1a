"""Checks of a case: structure first (from the schema), then sense, each rule one small function in a registry."""

from __future__ import annotations

from collections.abc import Iterable

from fundopt.case.case import Case
from fundopt.case.checks import effects, english, floors, money, people, policy, sources
from fundopt.case.checks.registry import SENSE_CHECKS
from fundopt.case.checks.structure import structure
from fundopt.case.findings import Finding

__all__ = ["check", "effects", "english", "floors", "money", "people", "policy", "sources"]


def check(case: Case, broken: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Every finding of `case`. Sense is checked on the tables whose structure holds and that are not `broken`."""
    findings = list(structure(case))
    unsound = {*broken, *(item.table for item in findings if item.stops)}
    for rule in SENSE_CHECKS:
        if not unsound & rule.reads:
            findings += rule.find(case)
    return tuple(findings)
