"""The answers of the commands that write, convert, compare and import cases: one function each."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import fundopt
from fundopt.cli import json_exchange, screen_exchange
from fundopt.cli.commands import Outcome, as_json
from fundopt.cli.parser import Misuse
from fundopt.cli.terminal import tell
from fundopt.errors import CaseError
from fundopt.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fundopt.case.case import Case
    from fundopt.case.findings import Finding
    from fundopt.case.merge import Merge
    from fundopt.case.not_carried import NotCarried

MISUSE = 2


def template(known: argparse.Namespace, lang: str) -> Outcome:
    """A workbook with every table, empty or filled from a case; a file that is there is not overwritten."""
    path = Path(known.file)
    _refuse(path, lang)
    case = fundopt.read_case(known.source) if known.source else None
    fundopt.write_template(path, lang, case)
    text = (_FILLED if case else _WRITTEN).of(lang, file=path.name)
    return Outcome({"file": str(path), "from": known.source}, lambda screen: screen.print(text))


def convert(known: argparse.Namespace, lang: str) -> Outcome:
    """A case in another format; what its findings say that does not stop it is counted."""
    from fundopt.case.not_carried import not_carried
    from fundopt.case.writing import refuse, renamed, write_case

    refuse(Path(known.target), replace=known.replace)
    case, findings = fundopt.examine(known.source)
    if case is None:
        raise CaseError([item for item in findings if item.stops])
    left = not_carried(known.source, case, findings)
    path = write_case(case, known.target, lang, replace=known.replace)
    names = dict(renamed(case, path))
    show = partial(screen_exchange.show_conversion, lang=lang, case=case, path=path, names=names, left=left)
    return Outcome(
        json_exchange.conversion_record(known.source, case, path, names, left, findings, lang),
        partial(show, findings=findings),
    )


def diff(known: argparse.Namespace, lang: str) -> Outcome:
    """What changed between two cases, cell by cell."""
    if known.out:
        _refuse(Path(known.out), lang)
    before, after = fundopt.read_case(known.before), fundopt.read_case(known.after)
    found = replace(fundopt.difference(before, after), before=known.before, after=known.after)
    if known.out:
        from fundopt.case.difference_workbook import write_difference

        write_difference(known.out, before, after, found, lang)
    return Outcome(
        json_exchange.difference_record(found, lang) | {"file": known.out},
        partial(screen_exchange.show_difference, lang=lang, found=found, file=known.out or ""),
    )


def import_(known: argparse.Namespace, lang: str) -> Outcome:
    """A case brought up to date from a partial file, once the difference was shown and agreed to."""
    from fundopt.case.merge import merge
    from fundopt.case.partial import read_tables
    from fundopt.case.updating import refuse_update, update_files

    if known.update and known.replace:
        raise Misuse(_ONE_WAY.of(lang))
    if not known.dry_run:
        refuse_update(known.into)
    before, told = fundopt.examine(known.into)
    if before is None:
        raise CaseError([item for item in told if item.stops])
    result = merge(before, read_tables(known.file, whole=known.replace))
    names = replace(result.difference, before=known.into, after=f"{known.into} + {Path(known.file).name}")
    result = replace(result, difference=names)
    left = _not_carried(known.into, before, result, told)
    shown = agreed = False
    if not result.difference.same and not known.dry_run:
        shown = not known.yes and not as_json(known) and sys.stdin.isatty() and sys.stdout.isatty()
        agreed = known.yes or (shown and _agreed(result, left, known.into, lang))
    backup = update_files(before, result.case, known.into, lang) if agreed else None
    return Outcome(
        json_exchange.import_record(known, result, left, backup, lang),
        partial(
            screen_exchange.show_import,
            lang=lang,
            result=None if shown else result,
            left=left,
            into=known.into,
            backup=backup,
            unasked=not (agreed or shown or known.dry_run),
        ),
        0 if agreed or shown or known.dry_run or result.difference.same else MISUSE,
    )


def _not_carried(into: str, before: Case, result: Merge, told: Sequence[Finding]) -> NotCarried:
    """What writing the case anew leaves out; nothing where nothing is to be written."""
    from fundopt.case.not_carried import NotCarried, not_carried
    from fundopt.case.updating import changed_tables

    if result.difference.same:
        return NotCarried()
    changed = changed_tables(before, result.case) if Path(into).is_dir() else None
    return not_carried(into, before, told, changed)


def _agreed(result: Merge, left: NotCarried, into: str, lang: str) -> bool:
    """Whether the person at the terminal agrees, the difference shown, and what writing leaves out."""
    tell(partial(screen_exchange.show_difference, lang=lang, found=result.difference), sys.stdout)
    tell(partial(screen_exchange.show_left, lang=lang, left=left, into=into), sys.stdout)
    sys.stdout.write(f"\n{_QUESTION.of(lang)} ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().casefold() in ("o", "oui", "y", "yes")


def _refuse(path: Path, lang: str) -> None:
    """Misuse where the name is no workbook's, or that of a file that is there already."""
    if path.suffix.lower() != ".xlsx" or path.exists():
        raise Misuse((_EXISTS if path.exists() else _NOT_XLSX).of(lang, file=path.name))


_EXISTS = Text(
    "{file} existe déjà : donnez un autre nom, ou déplacez-le.",
    "{file} is there already: give another name, or move it.",
)
_NOT_XLSX = Text("{file} n'est pas un nom de classeur .xlsx.", "{file} is not the name of an .xlsx workbook.")
_WRITTEN = Text(
    "{file} : remplissez fonds, sources, villes et mesures ; le reste est facultatif. Puis : fundopt check {file}",
    "{file}: fill in fund, sources, cities and measures; the rest is optional. Then: fundopt check {file}",
)
_FILLED = Text("{file} : modifiez-le, puis : fundopt check {file}", "{file}: edit it, then: fundopt check {file}")
_ONE_WAY = Text("donnez --update ou --replace, pas les deux.", "give --update or --replace, not both.")
_QUESTION = Text("Écrire ces changements ? [o/N]", "Write these changes? [y/N]")
