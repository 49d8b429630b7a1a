"""From a parsed command line to the answer of its command, which can be shown or told as JSON."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from keyword import iskeyword

from rich.console import Console

from fundopt.cli.parser import GROUPS


@dataclass(frozen=True)
class Outcome:
    """The answer of a command: `record` for JSON, `show` for a screen, and the exit code.

    `stay` is what a command goes on doing once it has been answered, until the user ends it; it gives the exit code.
    """

    record: dict
    show: Callable[[Console], None]
    code: int = 0
    stay: Callable[[], int] | None = None


def run(known: argparse.Namespace, lang: str) -> Outcome:
    """The answer to a parsed command line, from the function of the command's name in its group's module.

    Raises Misuse and the errors of fundopt.errors.
    """
    group = next(group for group in GROUPS if known.command in group.COMMANDS)
    module = import_module(group.__name__.replace(".arguments_", ".commands_"))
    name = known.command + "_" * iskeyword(known.command)  # import_
    return getattr(module, name)(known, lang)


def as_json(known: argparse.Namespace) -> bool:
    """Whether the answer is wanted as JSON, so that nothing else may be printed."""
    return getattr(known, "json", False)
