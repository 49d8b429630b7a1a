"""The workbook and the note of a dossier, made again from its tables and held against the files."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from zipfile import BadZipFile

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from fundopt.audit.board_note import NOTE, compiled
from fundopt.audit.dossier import WORKBOOK, quoted_files
from fundopt.audit.dossier_board import Board
from fundopt.audit.dossier_sheets import write_plan_workbook
from fundopt.audit.feasibility import margins, violations
from fundopt.audit.note_facts import Subject, note_facts
from fundopt.audit.publish import proof_of_record, summarise
from fundopt.audit.quotable import quoted_claim
from fundopt.audit.record import Record, version
from fundopt.audit.step import Step, listed
from fundopt.case.case import Case
from fundopt.language import LANGUAGES, Text, number
from fundopt.plan.achievements import Achievements, achievements
from fundopt.plan.tables import PlanTables

PRICES = {"fr": ("Règles", (8, 9)), "en": ("Rules", (8, 9))}
"""Sheet and columns of shadow prices: they are the engine's, and cannot be made again from tables."""
NEAR = 1e-9
"""How far two numbers of a cell may be apart, relative to their size."""
_CREATOR = re.compile(rb"/Creator\s*\(([^)]*)\)")


@dataclass(frozen=True)
class Papers:
    """What the papers of a dossier are made from. `said`: its certificate.json, None where there is none."""

    directory: Path
    case: Case
    tables: PlanTables
    record: Record
    said: dict | None

    @cached_property
    def reached(self) -> Achievements:
        return achievements(self.case, self.tables)

    @cached_property
    def named(self) -> Case:
        """The case under the name that it was solved under: in a dossier it stands in a folder of another name."""
        return replace(self.case, name=self.record.case)

    @property
    def proved(self) -> Text | None:
        """The sentence that the papers quote."""
        plan = (self.said or {}).get("plan")
        return quoted_claim(self.case, plan) if plan else proof_of_record(self.case, self.record)


def workbook_step(papers: Papers) -> Step:
    """Every cell of plan.xlsx is what the tables give: values, formulas and number formats, sheet by sheet."""
    path = papers.directory / WORKBOOK
    try:
        given = [openpyxl.load_workbook(path, data_only=stored) for stored in (False, True)]
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        return Step("workbook", False, _WORKBOOK, Text(f"illisible : {error}", f"cannot be read: {error}"))
    lang = "en" if given[0].sheetnames[:1] == ["Summary"] else "fr"
    with tempfile.TemporaryDirectory(prefix="fundopt-") as place:
        again = Path(place) / WORKBOOK
        summary = summarise(papers.case, papers.reached, margins(papers.case, papers.tables), proved=papers.proved)
        write_plan_workbook(again, Board(papers.case, papers.tables, summary, papers.record, lang))
        ours = [openpyxl.load_workbook(again, data_only=stored) for stored in (False, True)]
    if given[0].sheetnames != ours[0].sheetnames:
        found = Text("les feuilles ne sont pas celles du plan", "its sheets are not those of the plan")
        return Step("workbook", False, _WORKBOOK, _dated(found, papers.record))
    differing, cells = [], 0
    for sheet in ours[0].sheetnames:
        skipped = PRICES[lang][1] if sheet == PRICES[lang][0] else ()
        pairs = [(made[sheet], read[sheet]) for made, read in zip(ours, given, strict=True)]
        cells += sum(cell.value is not None for row in pairs[0][0].iter_rows() for cell in row)
        differing += _differing(sheet, pairs, skipped)
    if differing:
        return Step("workbook", False, _WORKBOOK, _dated(listed(differing), papers.record), ("prices",))
    shown = [number(cells, each) for each in ("fr", "en")]
    found = Text(
        f"{shown[0]} cellules, comme recalculées (les prix, du moteur, sont à part)",
        f"{shown[1]} cells, as recomputed (prices, which are the engine's, are left out)",
    )
    return Step("workbook", True, _WORKBOOK, found, ("prices",))


def _differing(sheet: str, pairs: list[tuple[Worksheet, Worksheet]], skipped: tuple[int, ...]) -> Iterator[Text]:
    """Cells of one sheet whose formula, stored value or number format is not what the tables give."""
    (formulas, read_formulas), (values, read_values) = pairs
    last = [max(getattr(page, size) for page in (formulas, read_formulas)) for size in ("max_row", "max_column")]
    for row in range(1, last[0] + 1):
        for column in range(1, last[1] + 1):
            made, read = formulas.cell(row, column), read_formulas.cell(row, column)
            if column in skipped and made.value is None:
                continue
            stored = values.cell(row, column).value, read_values.cell(row, column).value
            if _same(made.value, read.value) and _same(*stored) and made.number_format == read.number_format:
                continue
            told = {"cell": f"{sheet}!{made.coordinate}", "row": str(formulas.cell(row, 1).value or "")[:40]}
            if _same(made.value, read.value) and _same(*stored):
                yield _filled(_FORMAT, **told)
            else:
                shown = [stored[1], stored[0]] if not _same(*stored) else [read.value, made.value]
                yield _filled(_CELL, **told, read=_shown(shown[0]), made=_shown(shown[1]))


def _same(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= NEAR * max(1.0, abs(one))
    return one == other


def note_step(papers: Papers) -> Step:
    """note.pdf, byte for byte, is what the tables give in French or in English; where it was set by another version of
    Typst or fundopt it cannot be compared, and only its hash protects it."""
    path = papers.directory / NOTE
    try:
        given = path.read_bytes()
    except OSError:
        return Step("note", False, _NOTE, Text("note.pdf manque", "note.pdf is missing"))
    created = datetime.fromisoformat(papers.record.time)
    files = quoted_files(papers.directory)
    checks, broken = margins(papers.case, papers.tables), violations(papers.case, papers.tables)
    subject = Subject(
        papers.record.case, papers.named, papers.tables, papers.reached, tuple(checks), tuple(broken), papers.proved,
        files,
    )  # fmt: skip
    creators = set()
    for lang in LANGUAGES:
        ours = compiled(note_facts(subject, lang, created), created)
        if ours == given:
            found = Text(
                "octet pour octet, la note que donnent les tables", "byte for byte the note that the tables give"
            )
            return Step("note", True, _NOTE, found)
        creators |= set(_CREATOR.findall(ours))
    if papers.record.fundopt_version == version() and set(_CREATOR.findall(given)) == creators:
        found = Text(
            "note.pdf n'est pas la note que donnent les tables", "note.pdf is not the note that the tables give"
        )
        return Step("note", False, _NOTE, found)
    return Step("note", True, _NOTE, _NOT_COMPARED, ("note.pdf",))


def _dated(found: Text, record: Record) -> Text:
    """A difference, and that another version wrote the file where that may be why."""
    if record.fundopt_version == version():
        return found
    told = {"theirs": record.fundopt_version, "ours": version()}
    return Text(*(found.of(lang) + _VERSIONS.of(lang, **told) for lang in LANGUAGES))


def _filled(text: Text, **values: str) -> Text:
    return Text(text.of("fr", **values), text.of("en", **values))


def _shown(value: object) -> str:
    return "–" if value is None else f"{value:,.12g}".replace(",", "") if isinstance(value, float) else str(value)[:80]


_WORKBOOK = Text(
    "plan.xlsx comparé, cellule par cellule, aux tables", "plan.xlsx compared with the tables, cell by cell"
)
_NOTE = Text("note.pdf composée de nouveau depuis les tables", "note.pdf set again from the tables")
_CELL = Text(
    "plan.xlsx, {cell} ({row}) : {read} ; recalculé : {made}", "plan.xlsx, {cell} ({row}): {read}; recomputed: {made}"
)
_FORMAT = Text(
    "plan.xlsx, {cell} ({row}) : le format du nombre a changé",
    "plan.xlsx, {cell} ({row}): its number format was changed",
)
_VERSIONS = Text(" (écrit par fundopt {theirs}, relu par {ours})", " (written by fundopt {theirs}, read by {ours})")
_NOT_COMPARED = Text(
    "pas comparée : composée par une autre version de Typst ou de fundopt ; son empreinte seule la protège",
    "not compared: set by another version of Typst or fundopt; only its hash protects it",
)
