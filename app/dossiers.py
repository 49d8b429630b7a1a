"""Dossiers of plans: written and proved once in the background, verified, and those that a reader brings as well."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import fundopt
from fundopt.errors import DossierError, EngineFailed, LimitReached

from . import files, later
from .identity import case_hash

CHECKER = "checker.py"


@dataclass(frozen=True)
class Dossier:
    """A plan's dossier as a zip archive, its record (the content of record.json) and its certificate.

    `refusal` says why there is no certificate where there is none.
    """

    archive: bytes = field(repr=False)
    record: dict[str, Any]
    checker: bytes = field(repr=False)
    certificate: fundopt.Certificate | None
    refusal: str = ""


@dataclass(frozen=True)
class Verdict:
    """What was found of a dossier; `found` is None where the file holds none."""

    found: fundopt.Verification | None


def dossier(plan: fundopt.Plan, lang: str) -> later.Job:
    """The job that proves a plan and writes its dossier; its answer is a Dossier."""
    return later.job(("dossier", lang, case_hash(plan.case)), lambda: _written(plan, lang))


def verification(dossier: Dossier) -> later.Job:
    """The job that verifies a dossier of ours; its answer is a Verdict."""
    return verified("dossier.zip", dossier.archive)


def verified(name: str, content: bytes) -> later.Job:
    """The job that verifies the dossier in a zip archive; its answer is a Verdict."""
    digest = hashlib.sha256(content).hexdigest()
    return later.job(("verified", digest), lambda: _verified(name, content))


def known(content: bytes) -> bool:
    """Whether an archive was verified, or is being verified."""
    return later.begun(("verified", hashlib.sha256(content).hexdigest()))


def _written(plan: fundopt.Plan, lang: str) -> Dossier:
    refusal, certificate = "", None
    try:
        certificate = plan.certificate
    except (EngineFailed, LimitReached) as error:
        refusal = str(error)
    with TemporaryDirectory(prefix="fundopt-") as place:
        folder = Path(place) / "dossier"
        fundopt.save(plan, folder, lang, certified=certificate is not None)
        record = json.loads((folder / "record.json").read_text("utf-8"))
        checker = (folder / CHECKER).read_bytes() if certificate is not None else b""
        archive = files.zipped(partial(_copied, folder), "dossier")
    return Dossier(archive, record, checker, certificate, refusal)


def _copied(source: Path, target: Path) -> None:
    for path in source.rglob("*"):
        if path.is_file():
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())


def _verified(name: str, content: bytes) -> Verdict:
    with files.Received(name, content) as path:
        folder = files.unpacked_dossier(path)
        try:
            return Verdict(None if folder is None else fundopt.verify(folder))
        except DossierError as error:  # named by the file that the reader knows, not by where it was unpacked
            values = {key: value.name if isinstance(value, Path) else value for key, value in error.values.items()}
            raise DossierError(error.text, **values) from error
