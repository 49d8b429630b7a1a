"""One thing that was checked of a dossier: whether it holds, what was done, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fundopt.language import Text

SEMICOLON = Text(" ; ", "; ")
SHOWN = 4
"""Differences that are told one by one; the others are counted."""


@dataclass(frozen=True)
class Step:
    """Its stable `name`, whether it holds, what was done and what was found.

    `by_hash`: what this step could not recompute, so that only hashes protect it (keys of `verify_texts.BY_HASH`).
    """

    name: str
    holds: bool
    what: Text
    found: Text
    by_hash: tuple[str, ...] = ()


def listed(found: Sequence[Text]) -> Text:
    """The first of several differences, and how many more there are."""
    rest = len(found) - SHOWN
    more = [Text(f"et {rest} de plus", f"and {rest} more")] if rest > 0 else []
    return Text(*(SEMICOLON.of(lang).join(text.of(lang) for text in [*found[:SHOWN], *more]) for lang in ("fr", "en")))
