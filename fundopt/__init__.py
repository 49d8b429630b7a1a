"""fundopt: where a reconversion fund's money avoids most unemployment, and why.

>>> import fundopt
>>> case = fundopt.read_case("teaching-two-cities")
>>> plan = fundopt.solve(case)
>>> round(plan.effect), int(plan.achievements.money)
(37, 2500000)
>>> plan.tables.payments[["city", "measure", "amount"]].values.tolist()[0]
['north', 'training', 2000000]

Any other plan goes through the same model:

>>> equal = fundopt.evaluate(case, key="equal")
>>> round(equal.effect, 1), len(equal.violations)
(32.0, 0)
>>> fundopt.compare({"best": plan, "equal": equal})["city"]["Δ equal"].round().to_dict()
{'north': -750000.0, 'south': 700000.0}

What a comparison says in words is in `fundopt.comparison`; types and words of one part live with it, in
`fundopt.case`, `fundopt.plan` and `fundopt.audit`.

The public names are loaded when they are first used, so that reading a case does not wait for an engine.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fundopt.api import (
        Conflict,
        Plan,
        board_note,
        certify,
        compare,
        evaluate,
        find_conflict,
        load,
        quick,
        repaired,
        save,
        solve,
        verify,
    )
    from fundopt.audit.comparison import write_comparison
    from fundopt.audit.record import canonical_hash
    from fundopt.audit.verify import Verification
    from fundopt.case.case import Case
    from fundopt.case.csv_write import csv_files
    from fundopt.case.defaults import defaults_used
    from fundopt.case.difference import difference
    from fundopt.case.exposure import jobs_at_risk, jobs_lost_by_scenario
    from fundopt.case.marked import write_marked
    from fundopt.case.merge import merge
    from fundopt.case.partial import read_tables
    from fundopt.case.payments import read_payments
    from fundopt.case.provenance import coverage, weakest
    from fundopt.case.reading import examine, read_case
    from fundopt.case.scenario import (
        AddRow,
        Edit,
        History,
        Pin,
        PrivateShare,
        RemoveRow,
        ScaleFund,
        ScaleShock,
        Scenario,
        SetCell,
        SetObjective,
        SwitchRule,
        do,
        redo,
        undo,
    )
    from fundopt.case.scenario_between import edits_between
    from fundopt.case.scenario_file import read_scenario, write_scenario
    from fundopt.case.shipped import names as shipped_cases
    from fundopt.case.vulnerability import vulnerability
    from fundopt.case.workbook_template import write_template
    from fundopt.case.writing import write_case
    from fundopt.plan.grounds import grounds
    from fundopt.plan.optimise import Options
    from fundopt.plan.quick import Changes, Quick, QuickAnswer
    from fundopt.proof.certificate import Certificate

__all__ = [
    "AddRow",
    "Case",
    "Certificate",
    "Changes",
    "Conflict",
    "Edit",
    "History",
    "Options",
    "Pin",
    "Plan",
    "PrivateShare",
    "Quick",
    "QuickAnswer",
    "RemoveRow",
    "ScaleFund",
    "ScaleShock",
    "Scenario",
    "SetCell",
    "SetObjective",
    "SwitchRule",
    "Verification",
    "board_note",
    "canonical_hash",
    "certify",
    "compare",
    "coverage",
    "csv_files",
    "defaults_used",
    "difference",
    "do",
    "edits_between",
    "evaluate",
    "examine",
    "explain",
    "find_conflict",
    "grounds",
    "jobs_at_risk",
    "jobs_lost_by_scenario",
    "load",
    "merge",
    "quick",
    "read_case",
    "read_payments",
    "read_scenario",
    "read_tables",
    "redo",
    "repaired",
    "save",
    "shipped_cases",
    "solve",
    "undo",
    "verify",
    "vulnerability",
    "weakest",
    "write_case",
    "write_comparison",
    "write_marked",
    "write_scenario",
    "write_template",
]

_HOMES = {
    "AddRow": "fundopt.case.scenario",
    "Case": "fundopt.case.case",
    "Certificate": "fundopt.proof.certificate",
    "Changes": "fundopt.plan.quick",
    "Edit": "fundopt.case.scenario",
    "History": "fundopt.case.scenario",
    "Options": "fundopt.plan.optimise",
    "Pin": "fundopt.case.scenario",
    "PrivateShare": "fundopt.case.scenario",
    "Quick": "fundopt.plan.quick",
    "QuickAnswer": "fundopt.plan.quick",
    "RemoveRow": "fundopt.case.scenario",
    "ScaleFund": "fundopt.case.scenario",
    "ScaleShock": "fundopt.case.scenario",
    "Scenario": "fundopt.case.scenario",
    "SetCell": "fundopt.case.scenario",
    "SetObjective": "fundopt.case.scenario",
    "SwitchRule": "fundopt.case.scenario",
    "Verification": "fundopt.audit.verify",
    "canonical_hash": "fundopt.audit.record",
    "coverage": "fundopt.case.provenance",
    "csv_files": "fundopt.case.csv_write",
    "defaults_used": "fundopt.case.defaults",
    "difference": "fundopt.case.difference",
    "do": "fundopt.case.scenario",
    "edits_between": "fundopt.case.scenario_between",
    "examine": "fundopt.case.reading",
    "grounds": "fundopt.plan.grounds",
    "jobs_at_risk": "fundopt.case.exposure",
    "jobs_lost_by_scenario": "fundopt.case.exposure",
    "merge": "fundopt.case.merge",
    "read_case": "fundopt.case.reading",
    "read_payments": "fundopt.case.payments",
    "read_scenario": "fundopt.case.scenario_file",
    "read_tables": "fundopt.case.partial",
    "redo": "fundopt.case.scenario",
    "shipped_cases": "fundopt.case.shipped:names",
    "undo": "fundopt.case.scenario",
    "vulnerability": "fundopt.case.vulnerability",
    "weakest": "fundopt.case.provenance",
    "write_case": "fundopt.case.writing",
    "write_comparison": "fundopt.audit.comparison",
    "write_marked": "fundopt.case.marked",
    "write_scenario": "fundopt.case.scenario_file",
    "write_template": "fundopt.case.workbook_template",
}
"""Where each name lives ("module:name" where it is called otherwise there); the others live in fundopt.api."""


class _Package(ModuleType):
    """`fundopt.solve` is the verb, although the engines' package is called so too."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'fundopt' has no attribute {name!r}")
    module, _, there = _HOMES.get(name, "fundopt.api").partition(":")
    return getattr(import_module(module), there or name)


def __dir__() -> list[str]:
    return __all__
