"""Findings on the screen: what stops a case, what to know, and what holds where a table is absent."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from fundopt.case.findings import Finding, Severity
from fundopt.cli.terminal import ACCENT, ALARM, QUIET, heading
from fundopt.language import Text, join, number

LONGEST_PLACE = 30
"""Columns that places take at most before what follows is no longer aligned."""
NO_PLAN = frozenset({"floors-above-ceiling"})
"""Codes of what does not stop a case from being read, and leaves no plan."""
KINDS = {
    Severity.ERROR: (Text("erreur", "error"), Text("erreurs", "errors")),
    Severity.QUESTION: (Text("question", "question"), Text("questions", "questions")),
    Severity.WARNING: (Text("avertissement", "warning"), Text("avertissements", "warnings")),
    Severity.NOTE: (Text("note", "note"), Text("notes", "notes")),
}


def show_check(screen: Console, lang: str, path: str, findings: Sequence[Finding], defaults: Sequence[Finding]) -> None:
    """The whole answer of `fundopt check`."""
    stops = [item for item in findings if item.stops]
    hopeless = any(item.code in NO_PLAN for item in findings)
    verdict = _STOPPED if stops else _NO_PLAN if hopeless else _READY
    style = ALARM if stops or hopeless else ACCENT
    screen.print(Line.assemble((path, "bold"), " : " if lang == "fr" else ": ", (verdict.of(lang), style)))
    screen.print(Line(f"{counted(findings, lang)}.", QUIET))
    show_findings(screen, lang, findings)
    if defaults:
        screen.print()
        screen.print(heading(_DEFAULTS.of(lang)))
        for item in defaults:
            screen.print(Padding(item.text(item.message, lang), (0, 0, 0, 2)))


def show_findings(screen: Console, lang: str, findings: Sequence[Finding], most: int | None = None) -> None:
    """Findings by severity: what stops with what is expected and the mend, the rest in one line each."""
    shown = findings[:most]
    wide = min(max((cell_len(str(item.place)) for item in shown), default=0), LONGEST_PLACE)
    for severity, group in groupby(shown, key=lambda item: item.severity):
        members = list(group)
        one, many = KINDS[severity]
        screen.print()
        screen.print(heading((one if len(members) == 1 else many).of(lang).capitalize()))
        for item in members:
            screen.print(Padding(_finding(item, lang, wide), (0, 0, 0, 2)))
    if len(shown) < len(findings):
        screen.print(Line("  " + _MORE.of(lang, count=len(findings) - len(shown)), QUIET))


def counted(findings: Sequence[Finding], lang: str) -> str:
    """« 2 erreurs, 1 question et 3 notes »."""
    parts = []
    for severity, (one, many) in KINDS.items():
        count = sum(item.severity is severity for item in findings)
        if count:
            parts.append(f"{number(count, lang)} {(one if count == 1 else many).of(lang)}")
    return join(parts, lang) or _NOTHING.of(lang)


def _finding(item: Finding, lang: str, wide: int) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, min_width=wide)
    grid.add_column()
    grid.add_row(Line(str(item.place), ACCENT), item.text(item.message, lang))
    if item.stops:
        for label, text in ((_EXPECTED, item.expected), (_MEND, item.mend)):
            if words := item.text(text, lang):
                grid.add_row("", Line.assemble((label.of(lang), QUIET), words))
    elif words := item.text(item.mend, lang):
        grid.add_row("", Line(words, QUIET))
    return grid


_READY = Text("le cas peut servir", "the case can be used")
_NO_PLAN = Text(
    "le cas se lit, mais aucun plan ne peut tenir toutes ses règles",
    "the case is readable, but no plan can keep all its rules",
)
_STOPPED = Text("le cas ne peut pas encore servir", "the case cannot be used yet")
_NOTHING = Text("aucun constat", "no finding")
_EXPECTED = Text("Attendu : ", "Expected: ")
_MEND = Text("À faire : ", "To do: ")
_MORE = Text(
    "… et {count} de plus : « fundopt check » les montre tous.", "… and {count} more: “fundopt check” shows them all."
)
_DEFAULTS = Text("Ce qui vaut faute de mieux", "Defaults used")
