"""Conversions, differences and imports on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Line

from fundopt.case.case import Case
from fundopt.case.difference import Change, Difference, Kind
from fundopt.case.difference_workbook import counted
from fundopt.case.findings import Finding
from fundopt.case.merge import Merge
from fundopt.case.not_carried import NotCarried
from fundopt.cli.screen_check import counted as counted_findings
from fundopt.cli.terminal import ACCENT, ALARM, QUIET, heading
from fundopt.language import Text

SHOWN = 40
"""Changes of one table that the screen shows."""
LONGEST = 120
"""Characters of a value that the screen shows."""
_SIGNS = {Kind.CELL: "≠", Kind.ROW_ADDED: "+", Kind.ROW_REMOVED: "−"}


def show_conversion(
    screen: Console,
    lang: str,
    case: Case,
    path: Path,
    names: Mapping[str, str],
    left: NotCarried,
    findings: Sequence[Finding],
) -> None:
    """The whole answer of `fundopt convert`."""
    screen.print(Line.assemble((str(path), "bold"), " : " if lang == "fr" else ": ", (_CONVERTED.of(lang), ACCENT)))
    values = {"tables": len(case.given), "findings": counted_findings(findings, lang)}
    screen.print(Line(_SIZE.of(lang, **values), QUIET))
    for title, name in names.items():
        screen.print(_RENAMED.of(lang, title=title, name=name))
    if not left.nothing:
        screen.print(_LEFT.of(lang, left=left.sentence(lang)))


def show_difference(screen: Console, lang: str, found: Difference, file: str = "") -> None:
    """The whole answer of `fundopt diff`: changes by table and row, each with its place."""
    title = Line.assemble((found.before, "bold"), " → ", (found.after, "bold"), " : " if lang == "fr" else ": ")
    screen.print(title.append(counted(found, lang), ACCENT))
    for changes in found.by_table().values():
        screen.print()
        screen.print(heading(changes[0].title(lang), _count(changes)))
        for row, members in groupby(changes[:SHOWN], key=lambda change: (change.row, change.kind is Kind.CELL)):
            _row(screen, lang, row[0], list(members))
        if len(changes) > SHOWN:
            screen.print(Line("  " + _MORE.of(lang, count=len(changes) - SHOWN), QUIET))
    if file:
        screen.print()
        screen.print(_FILE.of(lang, file=file))


def show_left(screen: Console, lang: str, left: NotCarried, into: str) -> None:
    """What writing a case anew leaves out of its file."""
    if not left.nothing:
        screen.print()
        screen.print(_LEFT_IN.of(lang, into=into, left=left.sentence(lang)))


def show_import(
    screen: Console,
    lang: str,
    result: Merge | None,
    left: NotCarried,
    into: str,
    backup: Path | None,
    unasked: bool,
) -> None:
    """The answer of `fundopt import`: the difference, unless it was shown already, and what became of it."""
    if result is not None:
        show_difference(screen, lang, result.difference)
        if result.difference.same:
            return
        show_left(screen, lang, left, into)
        screen.print()
    if backup is not None:
        screen.print(Line(_UPDATED.of(lang, into=into, backup=backup), ACCENT))
    elif unasked:
        screen.print(Line(_UNASKED.of(lang), ALARM))
    else:
        screen.print(_NOTHING.of(lang))


def _row(screen: Console, lang: str, row: str, changes: Sequence[Change]) -> None:
    """The changes of one row: its name, then one line for each cell."""
    if changes[0].kind is not Kind.CELL:
        for change in changes:
            place = change.after_place if change.kind is Kind.ROW_ADDED else change.before_place
            _line(screen, 2, f"{_SIGNS[change.kind]} {change.row} ({_WORDS[change.kind].of(lang)})", place)
        return
    if row:
        screen.print(Line("  " + row, ACCENT))
    for change in changes:
        before, after = (_short(text) for text in change.values(lang))
        place = change.after_place or change.before_place
        text = f"{_SIGNS[change.kind]} {change.heading(lang)}{' :' if lang == 'fr' else ':'} {before} → {after}"
        _line(screen, 4 if row else 2, text, place)


def _line(screen: Console, indent: int, text: str, place: object) -> None:
    line = Line(text).append("" if place is None else f"  {place}", QUIET)
    screen.print(Padding(line, (0, 0, 0, indent)))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _count(changes: Sequence[Change]) -> str:
    """« 2 ≠, 1 + »."""
    counts = {kind: sum(change.kind is kind for change in changes) for kind in Kind}
    return ", ".join(f"{count} {_SIGNS[kind]}" for kind, count in counts.items() if count)


_WORDS = {Kind.ROW_ADDED: Text("ligne ajoutée", "row added"), Kind.ROW_REMOVED: Text("ligne retirée", "row removed")}
_CONVERTED = Text("cas écrit", "case written")
_SIZE = Text("{tables} tables ; en lisant : {findings}.", "{tables} tables; on reading: {findings}.")
_RENAMED = Text(
    "La feuille « {title} » s'appelle « {name} » : son nom n'est pas permis ici.",
    "The sheet “{title}” is called “{name}”: its name is not allowed here.",
)
_LEFT = Text("Non repris : {left}.", "Not carried over: {left}.")
_LEFT_IN = Text(
    "{into} est réécrit en entier, avec la mise en forme de fundopt. Non repris : {left}.",
    "{into} is written anew as a whole, with fundopt's formats. Not carried over: {left}.",
)
_MORE = Text(
    "… et {count} de plus : --out ou --json les donne tous.", "… and {count} more: --out or --json has them all."
)
_FILE = Text("Classeur : {file}", "Workbook: {file}")
_UPDATED = Text("{into} est à jour. L'état d'avant : {backup}", "{into} is up to date. The state before: {backup}")
_UNASKED = Text(
    "Rien n'est écrit : ajoutez --yes pour écrire ces changements.",
    "Nothing was written: add --yes to write these changes.",
)
_NOTHING = Text("Rien n'est écrit.", "Nothing was written.")
