"""Sentences that the package wrote, set like those of the app: the spaces of French typography, and no markup."""

from __future__ import annotations

from fundopt.language import Text

from .words import plain, say


def typeset(sentence: str, lang: str) -> str:
    """The sentence as Markdown of the same text."""
    return plain(spaced(sentence, lang))


def spaced(sentence: str, lang: str) -> str:
    """The sentence as plain text with the spaces of its language."""
    return say(Text(sentence, sentence), lang)
