"""Two families of errors: the data need mending (CaseError), or no plan came out (SolveError)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fundopt.language import Text

if TYPE_CHECKING:
    from fundopt.api import Plan
    from fundopt.case.findings import Finding
    from fundopt.plan.conflict import Conflict


class FundoptError(Exception):
    """Base of every error that fundopt raises on purpose."""


class CaseError(FundoptError):
    """The case cannot be used as it is; `findings` says where and how to mend it."""

    def __init__(self, findings: Sequence[Finding]):
        self.findings = tuple(findings)
        super().__init__("\n".join(finding.line("en") for finding in self.findings))


class DossierError(FundoptError):
    """A dossier cannot be read, or must not be overwritten; `text` and `values` say why in both languages."""

    def __init__(self, text: Text, **values: object):
        self.text, self.values = text, values
        super().__init__(text.of("en", **values))


class ScenarioError(DossierError):
    """A saved scenario cannot be read, or must not be overwritten."""


class OutputError(FundoptError):
    """A file cannot be written as asked; `text` and `values` say why in both languages."""

    def __init__(self, text: Text, **values: object):
        self.text, self.values = text, values
        super().__init__(text.of("en", **values))


class SolveError(FundoptError):
    """No plan can be given; the subclass says why."""


class Infeasible(SolveError):
    """No plan keeps every rule of the case.

    `conflict` names the rules that clash and the cheapest repairs, where the whole case was asked for; `repaired` is
    a plan of the case after the combined repair, where one was made.
    """

    def __init__(self, message: str, conflict: Conflict | None = None, repaired: Plan | None = None):
        self.conflict, self.repaired = conflict, repaired
        super().__init__(message)


class Unbounded(SolveError):
    """The program has no finite optimum: a bound is missing."""


class LimitReached(SolveError):
    """The engine ran out of time before it found a plan it could prove good enough."""


class EngineFailed(SolveError):
    """The engine broke down or answered something that does not hold."""


class BadlyScaled(SolveError):
    """Numbers of the program are too small, too large or no numbers at all; the message names where."""


class NotPayable(SolveError):
    """No plan in whole amounts keeps every rule; `text` says in both languages what stands in the way."""

    def __init__(self, text: Text):
        self.text = text
        super().__init__(text.en)
