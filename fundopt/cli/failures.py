"""What went wrong: one sentence in the user's language, an exit code, and no traceback for what the user can mend."""

from __future__ import annotations

import os
import traceback
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text as Line

from fundopt import errors
from fundopt.case.findings import Finding
from fundopt.cli.parser import Misuse
from fundopt.cli.screen_check import show_findings
from fundopt.cli.terminal import ALARM, QUIET
from fundopt.language import Text

MEND, MISUSE, ENGINE = 1, 2, 3
"""Exit codes: data, rules or files need mending; the command line is wrong; an engine (or fundopt) failed."""
SHOWN = 12
"""Findings shown where a command other than `check` meets them."""


@dataclass(frozen=True)
class Failure:
    """`kind` is stable for machines; `detail` is technical and in English; `hint` says what to do next."""

    kind: str
    code: int
    message: str
    hint: str = ""
    detail: str = ""
    findings: Sequence[Finding] = ()
    refusal: errors.Infeasible | None = None

    def record(self, lang: str) -> dict:
        """The failure with stable keys, for `--json`."""
        record = {
            "kind": self.kind,
            "message": self.message,
            "hint": self.hint,
            "detail": self.detail,
            "findings": [item.record(lang) for item in self.findings],
        }
        if self.refusal is not None:
            from fundopt.cli.screen_conflict import conflict_record

            record["conflict"] = conflict_record(self.refusal, lang)
        return record

    def show(self, screen: Console, lang: str) -> None:
        """The failure as a person reads it, on standard error."""
        screen.print(Line.assemble(("fundopt", f"bold {ALARM}"), " : " if lang == "fr" else ": ", self.message))
        show_findings(screen, lang, self.findings, SHOWN)
        if self.refusal is not None:
            from fundopt.cli.screen_conflict import show_conflict

            show_conflict(screen, lang, self.refusal)
        if self.detail:
            screen.print(Line(self.detail, QUIET))
        if self.hint:
            screen.print(self.hint)


def failure(error: Exception, lang: str) -> Failure:
    """What to tell about an exception."""
    if isinstance(error, Misuse):
        return Failure("misuse", MISUSE, str(error), error.usage)
    if isinstance(error, errors.CaseError):
        message = _CASE if len(error.findings) == 1 else _CASES
        return Failure("case", MEND, message.of(lang, count=len(error.findings)), findings=error.findings)
    if isinstance(error, errors.DossierError):
        return Failure("dossier", MEND, error.text.of(lang, **error.values))
    if isinstance(error, errors.OutputError):
        return Failure("output", MEND, error.text.of(lang, **error.values))
    if isinstance(error, errors.NotPayable):
        return Failure("not_payable", MEND, error.text.of(lang), _PAYABLE.of(lang))
    if isinstance(error, errors.Infeasible) and error.conflict is not None:
        kind, code, message, _ = _SOLVING[errors.Infeasible]
        return Failure(kind, code, message.of(lang), refusal=error)
    for family, (kind, code, message, hint) in _SOLVING.items():
        if isinstance(error, family):
            detail = "" if family is errors.Infeasible else str(error)
            return Failure(kind, code, message.of(lang), hint.of(lang), detail)
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        message = _FILE.of(lang, path=error.filename, reason=reason) if error.filename else _OUT.of(lang, reason=reason)
        return Failure("file", MEND, message)
    return _internal(error, lang)


def _internal(error: Exception, lang: str) -> Failure:
    """A fault of fundopt itself; FUNDOPT_DEBUG=1 shows where."""
    if os.environ.get("FUNDOPT_DEBUG"):
        detail = "".join(traceback.format_exception(error)).rstrip()
    else:
        last = traceback.extract_tb(error.__traceback__)[-1]
        detail = f"{type(error).__name__}: {error} ({os.path.basename(last.filename)}:{last.lineno})"
    return Failure("internal", ENGINE, _INTERNAL.of(lang), _DEBUG.of(lang), detail)


_CASE = Text("un point est à corriger :", "one point needs mending:")
_CASES = Text("{count} points sont à corriger :", "{count} points need mending:")
_FILE = Text("« {path} » : le système refuse ({reason}).", "“{path}”: the system refuses ({reason}).")
_OUT = Text(
    "la réponse ne s'écrit pas : le système refuse ({reason}).",
    "the answer cannot be written: the system refuses ({reason}).",
)
_PAYABLE = Text(
    "Assouplissez cette règle d'un dirham ou deux, ou choisissez des montants ronds.",
    "Loosen this rule by a dirham or two, or choose round amounts.",
)
_INTERNAL = Text("faute de fundopt, et non de vos données.", "a fault of fundopt, not of your data.")
_DEBUG = Text(
    "Signalez-la avec la ligne ci-dessus ; FUNDOPT_DEBUG=1 montre où elle s'est produite.",
    "Please report it with the line above; FUNDOPT_DEBUG=1 shows where it happened.",
)
_SOLVING: dict[type[Exception], tuple[str, int, Text, Text]] = {
    errors.Infeasible: (
        "infeasible",
        MEND,
        Text(
            "aucun plan ne respecte toutes les règles du cas à la fois.",
            "no plan keeps every rule of the case at once.",
        ),
        Text(
            "Une règle au moins doit céder. « fundopt evaluate CAS --key at-risk » donne un plan proche et les règles"
            " qu'il enfreint.",
            "At least one rule must give way. “fundopt evaluate CASE --key at-risk” gives a plan that comes near and"
            " the rules it breaks.",
        ),
    ),
    errors.BadlyScaled: (
        "scale",
        MEND,
        Text(
            "des nombres du cas sont trop petits ou trop grands pour être calculés à côté des autres.",
            "some numbers of the case are too small or too large to be computed beside the others.",
        ),
        Text(
            "Vérifiez leurs unités : montants en MAD, parts entre 0 et 1.",
            "Check their units: amounts in MAD, shares from 0 to 1.",
        ),
    ),
    errors.LimitReached: (
        "limit",
        ENGINE,
        Text("le moteur s'est arrêté avant d'avoir prouvé un plan.", "the engine stopped before it had proved a plan."),
        Text(
            "Donnez plus de temps (--time-limit) ; « fundopt solve » accepte aussi un écart plus large (--gap).",
            "Give it more time (--time-limit); “fundopt solve” also takes a wider gap (--gap).",
        ),
    ),
    errors.Unbounded: (
        "unbounded",
        ENGINE,
        Text(
            "le modèle n'a pas d'optimum fini : il y manque une borne.",
            "the model has no finite optimum: a bound is missing.",
        ),
        Text("C'est une faute du modèle : signalez-la.", "This is a fault of the model: please report it."),
    ),
    errors.EngineFailed: (
        "engine",
        ENGINE,
        Text("le moteur a échoué, ou sa réponse ne tient pas.", "the engine failed, or its answer does not hold."),
        Text(
            "« fundopt solve » accepte un autre moteur (--engine scip ou --engine highs) ; certifiez son dossier.",
            "“fundopt solve” takes another engine (--engine scip or --engine highs); certify its dossier.",
        ),
    ),
}
