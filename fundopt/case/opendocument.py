"""A workbook of LibreOffice (.ods, .fods) to the raw grids of its sheets."""

from __future__ import annotations

from pathlib import Path

from fundopt.case.findings import Finding
from fundopt.case.grid import Grid
from fundopt.case.preflight import Archive, ContainerFault


def manifest(archive: Archive) -> tuple[str, bool]:
    return "", False


def read_spreadsheet(archive: Archive, file: str) -> tuple[list[Grid], list[Finding]]:
    raise ContainerFault("path-kind", found=file)


def read_flat(path: Path) -> tuple[list[Grid], list[Finding]]:
    raise ContainerFault("path-kind", found=path.name)
