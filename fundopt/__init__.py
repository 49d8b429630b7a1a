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

The public names are loaded when they are first used, so that reading a case does not wait for an engine.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fundopt.api import Plan, compare, evaluate, load, save, solve
    from fundopt.case.case import Case
    from fundopt.case.payments import read_payments
    from fundopt.case.reading import examine, read_case
    from fundopt.case.vulnerability import vulnerability
    from fundopt.plan.optimise import Options

__all__ = [
    "Case",
    "Options",
    "Plan",
    "compare",
    "evaluate",
    "examine",
    "load",
    "read_case",
    "read_payments",
    "save",
    "solve",
    "vulnerability",
]

_HOMES = {
    "Case": "fundopt.case.case",
    "Options": "fundopt.plan.optimise",
    "examine": "fundopt.case.reading",
    "read_case": "fundopt.case.reading",
    "read_payments": "fundopt.case.payments",
    "vulnerability": "fundopt.case.vulnerability",
}
"""Where each name lives; the others live in fundopt.api."""


class _Package(ModuleType):
    """`fundopt.solve` is the verb, although the engines' package is called so too."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'fundopt' has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "fundopt.api")), name)


def __dir__() -> list[str]:
    return __all__
