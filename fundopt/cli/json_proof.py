"""What `certify` and `verify` tell as JSON: exact figures as texts, "p/q" or a decimal."""

from __future__ import annotations

from fundopt.api import Certificate, Verification
from fundopt.proof.certificate import number

FIGURES = ("objective", "bound", "gap")


def certificate_record(certificate: Certificate, folder: str) -> dict:
    """What is proved: exact figures as texts, and the relative gap as a number."""
    plan, proof = certificate.plan, certificate.proof
    return {
        "status": certificate.status,
        "objective": _exact(certificate.objective),
        "bound": _exact(certificate.bound),
        "gap": _exact(certificate.gap),
        "relative_gap": None if certificate.gap is None else f"{certificate.relative_gap:.3g}",
        "rows": len(certificate.program.row_names),
        "columns": len(certificate.program.column_names),
        "integers": len(certificate.program.whole),
        "parts": len(proof.tree) if proof else 0,
        "plan": plan and {name: number(getattr(plan, name)) for name in ("objective", "published", "gap")},
        "folder": folder or None,
    }


def stated_record(certificate: Certificate, stated: dict | None) -> dict:
    """The key `stated`: what the dossier's own certificate.json says, and whether this proof says the same."""
    if stated is None:
        return {}
    said = {name: stated.get(name) for name in FIGURES}
    return {"stated": {**said, "same": same(certificate, stated)}}


def same(certificate: Certificate, stated: dict) -> bool:
    """Whether two certificates state the same objective, bound and gap."""
    return all(stated.get(name) == _exact(getattr(certificate, name)) for name in FIGURES)


def verification_record(found: Verification, lang: str) -> dict:
    """Each step with what was found, and the hashes that matter most."""
    return {
        "dossier": found.directory,
        "holds": found.holds,
        "steps": [
            {"name": step.name, "holds": step.holds, "what": step.what.of(lang), "found": step.found.of(lang)}
            for step in found.steps
        ],
        "hashes": found.hashes,
        "by_hash_only": list(found.by_hash),
    }


def _exact(value) -> str | None:
    return None if value is None else number(value)
