"""The cases that come with fundopt, found in a source checkout and in an installed wheel alike."""

from __future__ import annotations

from pathlib import Path

INSTALLED = "inputs"
"""Folder of the package `fundopt` that holds the cases in a wheel; a source checkout has it beside the package."""


def folder() -> Path:
    """The folder that holds the shipped cases."""
    package = Path(__file__).resolve().parents[1]
    installed = package / INSTALLED
    return installed if installed.is_dir() else package.parent / INSTALLED


def names() -> tuple[str, ...]:
    """Names of the shipped cases: folders that hold a fund table."""
    return tuple(sorted(path.parent.name for path in folder().glob("*/fund.csv")))


def path(name: str) -> Path | None:
    """The folder of the shipped case `name`; None where there is none of that name."""
    return folder() / name if name in names() else None
