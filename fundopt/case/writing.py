"""Writing a case where its name says: a workbook, a folder of csv tables or a zip of them; whole, or not at all."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from fundopt.case import shipped
from fundopt.case.case import Case
from fundopt.case.csv_write import csv_files, sheet_stems, write_folder
from fundopt.case.workbook_write import sheet_titles, write_workbook
from fundopt.errors import OutputError
from fundopt.files import exchange
from fundopt.language import Text

WORKBOOK, ARCHIVE = ".xlsx", ".zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive, so that the same case gives the same bytes."""


def write_case(case: Case, path: str | Path, lang: str = "fr", *, replace: bool = False) -> Path:
    """Write `case` to `path` and return it: .xlsx a workbook in `lang`, .zip an archive of csv tables, else a folder.

    Raises OutputError where something is there already and `replace` is not set, where a folder to be replaced holds
    anything but csv tables, and where `path` is a case that comes with fundopt.
    """
    path = Path(path)
    refuse(path, replace=replace)
    path.absolute().parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{path.name}-", dir=path.absolute().parent) as folder:
        fresh = Path(folder) / path.name
        _WRITERS.get(path.suffix.lower(), _write_folder)(case, fresh, lang)
        exchange(fresh, path, Path(folder) / "old")
    return path


def renamed(case: Case, path: str | Path) -> Mapping[str, str]:
    """The unknown sheets whose title `path` does not allow, with the name they get there."""
    names = sheet_titles(case) if Path(path).suffix.lower() == WORKBOOK else sheet_stems(case)
    return {title: name for title, name in names.items() if title != name}


def refuse(path: Path, *, replace: bool) -> None:
    """Raise OutputError where `path` must not be written."""
    suffix = path.suffix.lower()
    if not path.name or (suffix in _OTHER_FORMATS and not path.is_dir()):
        raise OutputError(_FORMAT, path=path.name or path)
    if is_shipped(path):
        raise OutputError(_SHIPPED, path=path.name)
    if not path.exists():
        return
    if not replace:
        raise OutputError(_EXISTS, path=path)
    if path.is_dir() != (suffix not in _WRITERS):
        raise OutputError(_OTHER_KIND, path=path)
    if path.is_dir():
        foreign = sorted(each.name for each in path.iterdir() if each.is_dir() or each.suffix.lower() != ".csv")
        if foreign:
            raise OutputError(_FOREIGN, path=path, files=", ".join(foreign[:3]))


def is_shipped(path: str | Path) -> bool:
    """Whether `path` is among the cases that come with fundopt."""
    return shipped.folder().resolve() in (Path(path).resolve(), *Path(path).resolve().parents)


def write_archive(files: Mapping[str, bytes], path: Path) -> None:
    """A zip of `files`, the same bytes for the same files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)


def copy(path: Path, beside: Path) -> None:
    """A copy of a file or of a folder with all that it holds."""
    if path.is_dir():
        shutil.copytree(path, beside)
    else:
        shutil.copy2(path, beside)


def _write_folder(case: Case, path: Path, lang: str) -> None:
    del lang  # csv tables have technical names
    write_folder(case, path)


def _write_archive(case: Case, path: Path, lang: str) -> None:
    del lang
    write_archive({name: text.encode() for name, text in csv_files(case).items()}, path)


_WRITERS = {WORKBOOK: write_workbook, ARCHIVE: _write_archive}
_OTHER_FORMATS = frozenset({".csv", ".ods", ".xls", ".xlsm", ".xlsb", ".txt", ".json", ".pdf", ".tsv"})
_FORMAT = Text(
    "« {path} » : donnez le nom d'un classeur .xlsx, d'une archive .zip ou d'un dossier.",
    "“{path}”: give the name of an .xlsx workbook, a .zip archive or a folder.",
)
_SHIPPED = Text(
    "« {path} » est livré avec fundopt et n'est pas modifié : faites-en d'abord une copie (fundopt convert).",
    "“{path}” comes with fundopt and is not changed: make a copy of it first (fundopt convert).",
)
_EXISTS = Text(
    "{path} existe déjà : donnez un autre nom, ou ajoutez --replace.",
    "{path} is there already: give another name, or add --replace.",
)
_OTHER_KIND = Text(
    "{path} : un dossier ne remplace pas un fichier, ni l'inverse ; donnez un autre nom.",
    "{path}: a folder does not replace a file, nor the other way round; give another name.",
)
_FOREIGN = Text(
    "{path} contient autre chose que des tables .csv ({files}) et n'est pas remplacé : donnez un autre nom.",
    "{path} holds more than .csv tables ({files}) and is not replaced: give another name.",
)
