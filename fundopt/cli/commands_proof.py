"""The answers of the commands that prove a plan and check a proof: one function each."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

import fundopt
from fundopt.case.case import Case
from fundopt.cli.commands import Outcome, as_json
from fundopt.cli.terminal import progress
from fundopt.errors import CaseError


def certify(known: argparse.Namespace, lang: str) -> Outcome:
    """The certificate of a model, a case or a dossier, and its folder where `--out` asks for one."""
    from fundopt.cli import json_proof, screen_proof

    subject, model, names = Path(known.subject), b"", None
    dossier = (subject / "record.json").is_file()
    case = None if dossier or subject.suffix.lower() == ".mps" else fundopt.read_case(known.subject)
    ours, stated = case, None
    with progress(lang, not as_json(known)) as step:
        if case is None:
            certificate = fundopt.certify(subject, time_limit=known.time_limit)
            model = (subject / "model.mps" if dossier else subject).read_bytes()
            names = (subject / "names.csv").read_bytes() if dossier else None
            if dossier:
                from fundopt.audit.proof import stated as read_stated

                ours, stated = _case_of(subject), read_stated(subject)
        else:
            plan = fundopt.solve(case, fundopt.Options(time_limit=known.time_limit), step)
            certificate = plan.certificate
            if known.out:
                from fundopt.solve import mps

                program = plan.solved.program
                model, names = mps.mps(program).encode(), mps.names(program).encode()
    folder = ""
    if known.out:
        from fundopt.audit.proof import write_proof

        folder = str(write_proof(known.out, model, names, certificate))
    return Outcome(
        json_proof.certificate_record(certificate, folder) | json_proof.stated_record(certificate, stated),
        partial(
            screen_proof.show_certificate, lang=lang, name=known.subject, certificate=certificate, folder=folder,
            ours=dossier or case is not None, case=ours, dossier=dossier, stated=stated,
        ),
    )  # fmt: skip


def _case_of(dossier: Path) -> Case | None:
    """The case of a dossier, for the words of its answer; None where it cannot be read, which proves nothing less."""
    try:
        return fundopt.read_case(dossier / "case")
    except CaseError:
        return None


def verify(known: argparse.Namespace, lang: str) -> Outcome:
    """Everything that was checked of a dossier; code 1 where something does not hold."""
    from fundopt.cli import json_proof, screen_proof

    with progress(lang, not as_json(known)) as step:
        found = fundopt.verify(known.folder, step)
    return Outcome(
        json_proof.verification_record(found, lang),
        partial(screen_proof.show_verification, lang=lang, found=found),
        int(not found.holds),
    )
