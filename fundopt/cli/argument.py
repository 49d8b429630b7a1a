"""One argument of a command as data, and the arguments that several commands take."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from typing import Any

from fundopt.language import Text


@dataclass(frozen=True)
class Argument:
    """One argument of a command: its flag or name, what it is, what stands for its value, and argparse's options."""

    flag: str
    about: Text
    stands: Text | None = None
    options: dict = field(default_factory=dict)

    def add_to(self, command: argparse.ArgumentParser, lang: str) -> None:
        """Add the argument to a parser, its help in `lang`."""
        named: dict[str, Any] = {"metavar": self.stands.of(lang)} if self.stands else {}
        command.add_argument(self.flag, help=self.about.of(lang), **named, **self.options)


def between(low: float, high: float, said: str) -> object:
    """A type of argparse: a number of at least `low` and below `high`, with "," or "."."""

    def read(text: str) -> float:
        value = float(text.replace(",", "."))
        if not low <= value < high:
            raise ValueError(text)
        return value

    read.__name__ = said
    return read


Commands = dict[str, tuple[Text, tuple[Argument, ...]]]
"""Commands by name: what each does, and its arguments."""
FILE, SECONDS = Text("FICHIER", "FILE"), Text("S", "S")
CASE = Argument(
    "case",
    Text(
        "classeur .xlsx ou .ods, dossier ou .zip de tables .csv, ou nom d'un cas livré",
        ".xlsx or .ods workbook, folder or .zip of .csv tables, or name of a shipped case",
    ),
    Text("CAS", "CASE"),
)
