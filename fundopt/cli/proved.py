"""What a certificate says about a plan that was just solved: one sentence for the screen, one object for JSON."""

from __future__ import annotations

from dataclasses import dataclass

from fundopt.api import Certificate
from fundopt.audit.proof import board_line
from fundopt.case.case import Case
from fundopt.language import Text


@dataclass(frozen=True)
class Proved:
    """A plan's certificate, or the reason why there is none, or neither where none was asked for."""

    certificate: Certificate | None = None
    refusal: str = ""

    def sentence(self, case: Case) -> Text | None:
        """The line that a board may quote of a plan of `case`, or that there is no proof."""
        if self.refusal:
            return Text(f"Pas de certificat : {self.refusal}", f"No certificate: {self.refusal}")
        plan = self.certificate and self.certificate.plan
        return board_line(plan, case) if plan else None

    def record(self) -> dict:
        """The key `certificate` of the answer of `solve`: null where there is none."""
        from fundopt.cli.json_proof import certificate_record

        if self.refusal:
            return {"certificate": {"status": "none", "reason": self.refusal}}
        return {"certificate": certificate_record(self.certificate, "") if self.certificate else None}
