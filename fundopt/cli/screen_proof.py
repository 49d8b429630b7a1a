"""Certificates and verifications on the screen."""

from __future__ import annotations

from fractions import Fraction

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Line

from fundopt.api import Certificate, Verification
from fundopt.audit.proof import board_line
from fundopt.cli.terminal import ACCENT, ALARM, QUIET, heading
from fundopt.language import Text, number
from fundopt.proof.certificate import number as exactly

LONGEST = 60
"""Characters of an exact figure that the screen shows; the certificate has all."""


def show_certificate(screen: Console, lang: str, name: str, certificate: Certificate, folder: str = "") -> None:
    """The whole answer of `fundopt certify`."""
    screen.print(
        Line.assemble((name, "bold"), " : " if lang == "fr" else ": ", (STATUS[certificate.status].of(lang), ACCENT))
    )
    height, width = certificate.program.shape
    counts = {"rows": height, "columns": width, "integers": len(certificate.program.whole)}
    screen.print(Line(_SIZE.of(lang, **{key: number(count, lang) for key, count in counts.items()}), QUIET))
    for label, value in (
        (_OBJECTIVE, certificate.objective),
        (_BOUND, certificate.bound),
        (_GAP, certificate.gap),
    ):
        if value is not None:
            screen.print(f"  {label.of(lang)}{figure(value, lang)}")
    if certificate.plan is not None:
        screen.print(board_line(certificate.plan.gap).of(lang))
    if folder:
        screen.print(_FOLDER.of(lang, folder=folder))


def show_verification(screen: Console, lang: str, found: Verification) -> None:
    """The whole answer of `fundopt verify`: each step, what differs, and the hashes to sign."""
    screen.print(Line(found.directory, "bold"))
    for step in found.steps:
        mark = ("✓ " if step.holds else "✗ ", ACCENT if step.holds else ALARM)
        screen.print(Line.assemble(mark, (step.what.of(lang), "" if step.holds else ALARM)))
        screen.print(Padding(Line(step.found.of(lang), QUIET if step.holds else ALARM), (0, 0, 0, 2)))
    screen.print()
    screen.print(heading("SHA-256"))
    for name, digest in found.hashes.items():
        screen.print(Line.assemble((f"  {digest}", QUIET), f"  {name}"), soft_wrap=True)
    screen.print()
    broken = [step.what.of(lang) for step in found.steps if not step.holds]
    if broken:
        screen.print(Line(_DIFFERS.of(lang, steps=(" ; " if lang == "fr" else "; ").join(broken)), ALARM))
    else:
        screen.print(_HOLDS.of(lang))


def figure(value: Fraction, lang: str) -> str:
    """A figure to read: exact where that is short, and rounded beside it."""
    exact = exactly(value)
    about = number(float(value), lang, 6)
    if len(exact) > LONGEST:
        return f"≈ {about}"
    return f"{exact} ≈ {about}" if "/" in exact else exact.replace(".", "," if lang == "fr" else ".")


STATUS = {
    "optimal": Text("optimum, prouvé exactement", "optimum, proved exactly"),
    "gap": Text("écart prouvé", "proven gap"),
    "infeasible": Text("impossible, prouvé exactement", "infeasible, proved exactly"),
    "unbounded": Text("sans fin, prouvé exactement", "unbounded, proved exactly"),
}
_SIZE = Text(
    "lignes : {rows} · variables : {columns}, dont entières : {integers}",
    "rows: {rows} · variables: {columns}, of which whole: {integers}",
)
_OBJECTIVE = Text("meilleure valeur : ", "best value: ")
_BOUND = Text("borne prouvée : ", "proven bound: ")
_GAP = Text("écart : ", "gap: ")
_FOLDER = Text(
    "Écrit : {folder}. Pour le contrôler sans fundopt : python checker.py, dans ce dossier.",
    "Written: {folder}. To check it without fundopt: python checker.py, in that folder.",
)
_HOLDS = Text("Tout concorde.", "Everything agrees.")
_DIFFERS = Text("Ne concorde pas : {steps}.", "Does not agree: {steps}.")
