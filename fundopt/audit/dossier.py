"""The dossier: a folder that holds a plan, the case it answers, the board's workbook and the record of the run."""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd

from fundopt.audit import record as records
from fundopt.audit.dossier_board import Board
from fundopt.audit.dossier_sheets import write_plan_workbook
from fundopt.audit.record import Record
from fundopt.case.case import Case
from fundopt.case.csv_write import write_folder
from fundopt.case.written import guarded, plain
from fundopt.errors import DossierError
from fundopt.files import exchange
from fundopt.language import Text
from fundopt.plan.figures import Summary
from fundopt.plan.tables import COLUMNS, PlanTables

WORKBOOK, PLAN, CASE, INPUT = "plan.xlsx", "plan", "case", "input.txt"
QUOTED = ("plan/payments.csv", INPUT, "certificate.json")
"""Files that a paper quotes by their SHA-256 (not record.json, which has that of the paper)."""
ADDED_LATER = ("certificate.json",)
"""What another command may add to a dossier, and a new dossier in its place may drop."""
LITTER = (".DS_Store", "Thumbs.db", "desktop.ini")
"""What file managers leave in any folder."""

WHOLE, EXACT, REAL = "int64", "decimal", "float64"
TYPES = {"amount": EXACT, "segment": WHOLE, "opened": WHOLE, "open": WHOLE} | dict.fromkeys(
    (
        "units", "potential", "realised", "persons", "jobs", "baseline", "still_unemployed_without_fund",
        "still_unemployed", "unemployed_without_fund", "unemployed",
    ),
    REAL,
)  # fmt: skip
"""How plan/*.csv are read back; all other columns are identifiers."""

Writer = Callable[[Path], object]


def write_dossier(
    directory: str | Path,
    case: Case,
    tables: PlanTables,
    summary: Summary,
    record: Record,
    lang: str,
    extras: Mapping[str, Writer] | None = None,
) -> Path:
    """Write a dossier, whole or not at all, and return its path.

    It holds plan.xlsx in `lang`, plan/*.csv with exact values, case/ as read, input.txt (the text of the case whose
    SHA-256 is its input hash), record.json, and what the functions in `extras` write under their file name (model.mps,
    certificate.json). A dossier already there is replaced at the end.
    Raises DossierError where `directory` is something else, or holds files that no dossier has.
    """
    directory = Path(directory).resolve()
    _refuse_foreign(directory)
    directory.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", suffix=".new", dir=directory.parent))
    try:
        fresh.chmod(0o755)
        write_plan_workbook(fresh / WORKBOOK, Board(case, tables, summary, record, lang))
        write_plan(fresh / PLAN, tables)
        write_folder(case, fresh / CASE)
        (fresh / INPUT).write_text(records.canonical_text(case), "utf-8", newline="\n")
        for name, write in (extras or {}).items():
            write(fresh / name)
        files = {name: records.file_hash(fresh / name) for name in _files(fresh)}
        (fresh / records.FILE).write_text(replace(record, files=files).json(), "utf-8", newline="\n")
        old = fresh.with_suffix(".old")
        exchange(fresh, directory, old)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return directory


def read_dossier(directory: str | Path) -> tuple[Path, PlanTables, Record]:
    """(folder of the case, plan, record) of a dossier; amounts come back as Decimal.

    Raises DossierError where the folder is no dossier, its case or plan is not what was written, or cannot be read.
    """
    directory = Path(directory)
    record = records.read_record(directory)
    changed = [name for name in changed_files(directory) if name.startswith((f"{CASE}/", f"{PLAN}/"))]
    if changed:
        raise DossierError(_CHANGED, path=directory, files=", ".join(changed[:3]))
    return directory / CASE, read_plan(directory / PLAN), record


def quoted_files(directory: Path) -> dict[str, str]:
    """SHA-256 of the files that are there and tie a paper to a dossier, by name."""
    return {name: records.file_hash(directory / name) for name in QUOTED if (directory / name).is_file()}


def changed_files(directory: str | Path) -> tuple[str, ...]:
    """The files of a dossier that are gone, or no longer hold the bytes that the record has a hash of."""
    directory = Path(directory)
    gone, written = missing_files(directory), records.read_record(directory).files
    return tuple(
        name
        for name, expected in sorted(written.items())
        if name in gone or records.file_hash(directory / name) != expected
    )


def missing_files(directory: str | Path) -> tuple[str, ...]:
    """The files of a dossier that are gone."""
    directory = Path(directory)
    return tuple(name for name in sorted(records.read_record(directory).files) if not (directory / name).is_file())


def foreign_files(directory: str | Path) -> tuple[str, ...]:
    """Files in a dossier that its record does not know; what file managers leave behind is not counted."""
    directory = Path(directory)
    known = {records.FILE, *ADDED_LATER, *records.read_record(directory).files}
    return tuple(name for name in _files(directory) if name not in known and Path(name).name not in LITTER)


def write_plan(folder: Path, tables: PlanTables) -> None:
    """One csv per table of a plan: UTF-8, every number to its last digit, identifiers guarded against formulas."""
    folder.mkdir()
    for name, table in tables.items():
        texts = {column: table[column].map(guarded) for column in table.columns if column not in TYPES}
        table.assign(**texts).to_csv(folder / f"{name}.csv", index=False, lineterminator="\n", encoding="utf-8")


def read_plan(folder: Path) -> PlanTables:
    """The plan that `write_plan` wrote. Raises DossierError naming the file that cannot be read."""
    return PlanTables(**{name: _read_table(folder / f"{name}.csv", columns) for name, columns in COLUMNS.items()})


def _read_table(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            head, *rows = list(csv.reader(stream, strict=True))
        if tuple(head) != columns:
            raise ValueError(f"{head} ≠ {list(columns)}")
        table = pd.DataFrame([[plain(cell) for cell in row] for row in rows], columns=list(columns), dtype=str)
        return table.assign(**{column: _typed(table[column], TYPES[column]) for column in columns if column in TYPES})
    except (OSError, ValueError, ArithmeticError, csv.Error) as error:
        raise DossierError(_UNREADABLE, path=path, error=error) from error


def _typed(values: pd.Series, kind: str) -> pd.Series:
    return values.map(Decimal).astype(object) if kind == EXACT else values.astype(kind)


def _files(directory: Path) -> list[str]:
    """All files below a folder, as paths relative to it with forward slashes, sorted."""
    return sorted(path.relative_to(directory).as_posix() for path in directory.rglob("*") if not path.is_dir())


def _refuse_foreign(directory: Path) -> None:
    """A folder may be replaced if it is empty, or a dossier that nobody has put other files into."""
    if not directory.exists():
        return
    if not directory.is_dir():
        raise DossierError(_NOT_A_FOLDER, path=directory)
    found = [name for name in _files(directory) if Path(name).name not in LITTER]
    if not found:
        return
    if records.FILE not in found:
        raise DossierError(_NOT_A_DOSSIER, path=directory)
    foreign = foreign_files(directory)
    if foreign:
        raise DossierError(_FOREIGN_FILES, path=directory, files=", ".join(foreign[:3]))


_NOT_A_FOLDER = Text("{path} est un fichier ; il faut un dossier.", "{path} is a file; a folder is needed.")
_NOT_A_DOSSIER = Text(
    "{path} n'a pas été écrit par fundopt et n'est pas vide : choisissez un autre dossier.",
    "{path} was not written by fundopt and is not empty: choose another folder.",
)
_FOREIGN_FILES = Text(
    "{path} contient des fichiers que fundopt n'a pas écrits ({files}) : déplacez-les, ou choisissez un autre dossier.",
    "{path} holds files that fundopt did not write ({files}): move them away, or choose another folder.",
)
_CHANGED = Text(
    "{path} n'est plus ce que fundopt a écrit ({files}) : restaurez ces fichiers, ou donnez ce plan à part (--plan).",
    "{path} is no longer what fundopt wrote ({files}): restore these files, or give this plan by itself (--plan).",
)
_UNREADABLE = Text("{path} ne se lit pas : {error}.", "{path} cannot be read: {error}.")
