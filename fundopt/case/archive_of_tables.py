"""A zip archive of csv tables to their raw grids."""

from __future__ import annotations

from pathlib import PurePosixPath

from fundopt.case.case import Place
from fundopt.case.csv_tables import LARGEST, csv_grid
from fundopt.case.findings import Finding
from fundopt.case.grid import Grid
from fundopt.case.headings import recognise
from fundopt.case.messages import finding
from fundopt.case.preflight import Archive, ContainerFault

TABLES = (".csv", ".tsv", ".tab")
"""Extensions of files that are tables; `.txt` as well where the name is that of a table."""
_LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


def is_table(name: str) -> bool:
    """True for the name of a file that is read as a csv table."""
    path = PurePosixPath(name)
    extension = path.suffix.casefold()
    return extension in TABLES or (extension == ".txt" and recognise(path.stem) is not None)


def is_clutter(name: str) -> bool:
    """True for what operating systems leave beside files: .DS_Store, __MACOSX, Thumbs.db."""
    parts = PurePosixPath(name).parts
    return any(part.startswith((".", "~$")) or part.casefold() in _LEFT_BY_SYSTEMS for part in parts)


def read_tables(archive: Archive, file: str) -> tuple[list[Grid], list[Finding]]:
    """The grids of the csv tables in `archive`, all in one folder or in none. Raises ContainerFault."""
    names = sorted(name for name in archive.names if not is_clutter(name))
    tables = [name for name in names if is_table(name)]
    folders = sorted({str(PurePosixPath(name).parent) for name in tables})
    if len(folders) > 1:
        raise ContainerFault("archive-folders", found=", ".join(folders[:5]))
    grids = [_grid(archive, file, name) for name in tables]
    others = [name for name in names if not is_table(name)]
    ignored = ", ".join(others[:5]) + (" …" if len(others) > 5 else "")
    return grids, [finding("archive-ignored", Place(file), found=ignored)] if others else []


def _grid(archive: Archive, file: str, name: str) -> Grid:
    path, place = PurePosixPath(name), f"{file}/{PurePosixPath(name).name}"
    table = recognise(path.stem)
    try:
        content = archive.content(name, LARGEST)
    except ContainerFault as fault:
        found = finding(fault.code, Place(place), table, **fault.values)
        return Grid(path.stem, place, None, (), findings=(found,))
    return csv_grid(content, place, path.stem, table)
