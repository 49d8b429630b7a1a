"""Writing a changed case back into the files it was read from; what was there before is kept beside them."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from fundopt.case import extras, schema
from fundopt.case.case import Case
from fundopt.case.csv_write import csv_files, sheet_stems
from fundopt.case.writing import is_shipped, write_case
from fundopt.errors import OutputError
from fundopt.files import exchange
from fundopt.language import Text

WRITABLE = (".xlsx", ".zip")


def update_files(before: Case, after: Case, path: str | Path, lang: str) -> Path:
    """Write `after` to `path`, which `before` was read from, and return where a copy of the old state is kept.

    In a folder only the tables that changed are written anew, under the names they have there; a workbook or an
    archive is written whole (in the language of its sheets), without formats and formulas of its own. Raises
    OutputError where `path` is a shipped case or no form that fundopt writes.
    """
    path = Path(path)
    refuse_update(path)
    backup = _free(path)
    with TemporaryDirectory(prefix=f".{path.name}-", dir=path.absolute().parent) as folder:
        fresh = Path(folder) / path.name
        if path.is_dir():
            shutil.copytree(path, fresh)
            _write_changed(before, after, fresh)
            exchange(fresh, path, backup)
        else:
            write_case(after, fresh, _language(before, lang))
            shutil.copy2(path, backup)
            fresh.replace(path)
    return backup


def refuse_update(path: str | Path) -> None:
    """Raise OutputError where a case is not changed in place."""
    path = Path(path)
    if is_shipped(path) or (not path.exists() and is_shipped_name(str(path))):
        raise OutputError(_SHIPPED, path=path.name)
    if path.is_file() and path.suffix.lower() not in WRITABLE:
        raise OutputError(_FORMAT, path=path.name)


def is_shipped_name(name: str) -> bool:
    """Whether a case of this name comes with fundopt."""
    from fundopt.case import shipped

    return shipped.path(name) is not None


def changed_tables(before: Case, after: Case) -> frozenset[str]:
    """The tables that differ in any value, in their unknown columns or in their notes."""
    return frozenset(
        table.name
        for table in schema.TABLES
        if before[table.name].columns != after[table.name].columns
        or extras.columns(before, table.name) != extras.columns(after, table.name)
        or extras.notes(before, table.name) != extras.notes(after, table.name)
    )


def _write_changed(before: Case, after: Case, folder: Path) -> None:
    """The changed tables and unknown sheets, each in the file where it stood."""
    texts = csv_files(after)
    for table in changed_tables(before, after):
        own = folder / (before[table].file or f"{table}.csv")
        if f"{table}.csv" in texts:
            own.write_text(texts[f"{table}.csv"], encoding="utf-8", newline="")
        else:
            own.unlink(missing_ok=True)
    old, stems = extras.sheets(before), sheet_stems(after)
    for title, rows in extras.sheets(after).items():
        if old.get(title) != rows:
            name = f"{stems[title]}.csv"
            (folder / name).write_text(texts[name], encoding="utf-8", newline="")


def _language(case: Case, lang: str) -> str:
    """The language of the sheet that holds the fund, `lang` where it tells nothing."""
    title = (case["fund"].sheet or "").casefold()
    names = {label: each for each in ("fr", "en") for label in [schema.FUND.label.of(each).casefold()]}
    return names.get(title, lang)


def _free(path: Path) -> Path:
    """A name beside `path` that nothing has: case.before.xlsx, then case.before-2.xlsx…"""
    stem, suffix = (path.name, "") if path.is_dir() else (path.stem, path.suffix)
    beside, count = path.with_name(f"{stem}.before{suffix}"), 2
    while beside.exists():
        beside, count = path.with_name(f"{stem}.before-{count}{suffix}"), count + 1
    return beside


_SHIPPED = Text(
    "« {path} » est livré avec fundopt et n'est pas modifié : faites-en d'abord une copie,"
    " « fundopt convert {path} mon-cas.xlsx ».",
    "“{path}” comes with fundopt and is not changed: make a copy first, “fundopt convert {path} my-case.xlsx”.",
)
_FORMAT = Text(
    "« {path} » n'est ni un dossier, ni un classeur .xlsx, ni une archive .zip : convertissez-le d'abord"
    " (fundopt convert).",
    "“{path}” is no folder, .xlsx workbook or .zip archive: convert it first (fundopt convert).",
)
