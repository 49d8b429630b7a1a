"""Certificates and verifications on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Line

from fundopt.api import Certificate, Verification
from fundopt.audit.proof import board_line
from fundopt.audit.quotable import counted
from fundopt.case.case import Case
from fundopt.cli.json_proof import same
from fundopt.cli.terminal import ACCENT, ALARM, QUIET, heading
from fundopt.language import Text, number
from fundopt.proof.certificate import number as exactly

TINY = Fraction(1, 1_000_000)
"""Below this a figure is shown by its first digits and a power of ten."""
LONGEST = 60
"""Characters of an exact figure that the screen shows; the certificate has all."""


def show_certificate(
    screen: Console,
    lang: str,
    name: str,
    certificate: Certificate,
    folder: str = "",
    *,
    ours: bool = False,
    case: Case | None = None,
    dossier: bool = False,
    stated: dict | None = None,
) -> None:
    """The whole answer of `fundopt certify`.

    `ours`: the model is one of fundopt, whose objective is minus the person-years avoided; `case` is its case, where it
    can be read. Of a dossier, `stated` is its own certificate.json.
    """
    screen.print(
        Line.assemble((name, "bold"), " : " if lang == "fr" else ": ", (STATUS[certificate.status].of(lang), ACCENT))
    )
    height, width = certificate.program.shape
    counts = {"rows": height, "columns": width, "integers": len(certificate.program.whole)}
    screen.print(Line(_SIZE.of(lang, **{key: number(count, lang) for key, count in counts.items()}), QUIET))
    for line in _figures(certificate, lang, ours, case):
        screen.print(f"  {line}")
    if certificate.plan is not None:
        screen.print(board_line(certificate.plan, case).of(lang))
    if dossier:
        screen.print(_recomputed(certificate, stated, lang))
    if folder:
        screen.print(_FOLDER.of(lang, folder=folder))


def _figures(certificate: Certificate, lang: str, ours: bool, case: Case | None) -> Iterator[str]:
    """Best value, bound and gap; of our models as person-years avoided."""
    found = (certificate.objective, certificate.bound, certificate.gap)
    unit = counted(case).many.of(lang)
    for plainly, avoided, value, sign in zip(_PLAINLY, _AVOIDED, found, (-1, -1, 1), strict=True):
        if value is not None:
            text = avoided if ours else plainly
            yield text.of(lang, value=figure(value * sign if ours else value, lang), unit=unit)


def _recomputed(certificate: Certificate, stated: dict | None, lang: str) -> str:
    """That the proof was made anew, and whether the dossier's own says the same."""
    if stated is None:
        return _ALONE.of(lang)
    if same(certificate, stated):
        return _SAME.of(lang)
    try:
        signs = {"objective": -1, "bound": -1, "gap": 1}
        values = {name: figure(sign * Fraction(stated[name]), lang) for name, sign in signs.items()}
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return _UNREADABLE.of(lang)
    return _OTHER.of(lang, **values)


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
    if found.holds:
        screen.print(_HOLDS.of(lang))
    else:
        broken = [step.what.of(lang) for step in found.steps if not step.holds]
        screen.print(Line(_DIFFERS.of(lang, steps=(" ; " if lang == "fr" else "; ").join(broken)), ALARM))
    screen.print(Line(found.by_hash_line(lang), QUIET), soft_wrap=False)


def figure(value: Fraction, lang: str) -> str:
    """A figure to read: exact where that is short, and rounded beside it."""
    exact = exactly(value)
    about = number(float(value), lang, 6) if not 0 < abs(value) < TINY else f"{float(value):.2e}"
    about = about if abs(value) >= TINY or lang != "fr" else about.replace(".", ",")
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
_PLAINLY = (
    Text("meilleure valeur : {value}", "best value: {value}"),
    Text("borne prouvée : {value}", "proven bound: {value}"),
    Text("écart : {value}", "gap: {value}"),
)
_AVOIDED = (
    Text("le meilleur plan connu évite : {value} {unit}", "the best plan known avoids: {value} {unit}"),
    Text("aucun plan n'évite plus de : {value} {unit}", "no plan avoids more than: {value} {unit}"),
    Text("écart : {value} {unit}", "gap: {value} {unit}"),
)
_SAME = Text(
    "Recalculé ici depuis model.mps et plan/ ; certificate.json du dossier dit la même chose.",
    "Recomputed here from model.mps and plan/; the certificate.json of the dossier says the same.",
)
_OTHER = Text(
    "Recalculé ici depuis model.mps et plan/. Le certificate.json du dossier donne d'autres chiffres (meilleur plan"
    " connu : {objective}, aucun au-delà de {bound}, écart {gap}). Deux preuves exactes peuvent différer ; checker.py"
    " dit si celle du dossier tient.",
    "Recomputed here from model.mps and plan/. The certificate.json of the dossier gives other figures (best plan"
    " known: {objective}, none beyond {bound}, gap {gap}). Two exact proofs may differ; checker.py says whether that of"
    " the dossier holds.",
)
_ALONE = Text(
    "Calculé ici depuis model.mps et plan/ ; le dossier n'a pas de certificate.json qui se lise.",
    "Computed here from model.mps and plan/; the dossier has no certificate.json that can be read.",
)
_UNREADABLE = Text(
    "Recalculé ici depuis model.mps et plan/ ; le certificate.json du dossier ne dit pas de chiffres lisibles.",
    "Recomputed here from model.mps and plan/; the certificate.json of the dossier states no figures that can be read.",
)
_FOLDER = Text(
    "Écrit : {folder}. Pour le contrôler sans fundopt : python checker.py, dans ce dossier.",
    "Written: {folder}. To check it without fundopt: python checker.py, in that folder.",
)
_HOLDS = Text("Tout concorde.", "Everything agrees.")
_DIFFERS = Text("Ne concorde pas : {steps}.", "Does not agree: {steps}.")
