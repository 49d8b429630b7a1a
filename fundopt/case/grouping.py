"""Findings of one cause said once: the first place, how many more there are, and all of them in the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fundopt.case.case import Place
from fundopt.case.findings import Finding
from fundopt.language import Text, number

ALIKE, SAME_KIND = 3, 6
"""From how many findings on: with the same words in one column, and of one code in one column whatever they found."""
SHOWN = 3
"""Further places that the message names; the record has them all."""
EVERYWHERE = frozenset({"reference-unknown", "letters-lookalike", "characters-invisible"})
"""Codes whose cause is one misspelt word, wherever it stands: two are enough to be said once."""
OF_A_SHEET = frozenset({"cell-merged"})
"""Codes whose cause is one thing in a sheet, over several columns perhaps: two are enough here too."""


def grouped(findings: list[Finding]) -> list[Finding]:
    """`findings` with those of one cause joined into the first of them."""
    same_words = _join(findings, _words, ALIKE)
    return _join(same_words, _kind, SAME_KIND)


def _words(item: Finding) -> tuple:
    words = (item.code, item.text(item.message, "fr"), item.text(item.expected, "fr"), item.text(item.mend, "fr"))
    if item.code in EVERYWHERE:
        return words
    column = "" if item.code in OF_A_SHEET else item.column
    return (*words, item.table, column, item.place.file, item.place.sheet)


def _kind(item: Finding) -> tuple:
    return (item.code, item.table, item.column, item.place.file, item.place.sheet)


def _join(findings: list[Finding], cause: Callable, least: int) -> list[Finding]:
    """The findings with every `least` or more of one `cause` made one; without a cell each stays alone."""
    groups: dict[tuple, list[Finding]] = {}
    for item in findings:
        key = cause(item) if item.place.row is not None else (id(item),)
        groups.setdefault(key, []).append(item)
    joined = []
    for members in groups.values():
        enough = 2 if members[0].code in EVERYWHERE | OF_A_SHEET and cause is _words else least
        joined += [_one(members)] if len(members) >= enough else members
    return joined


def _one(members: list[Finding]) -> Finding:
    """The first of `members`, which says how many more there are."""
    first = members[0]
    places = tuple(dict.fromkeys(pair for item in members for pair in (item.places or ((item.place, item.value),))))
    more = Text(*(_more(first, places[1:], lang) for lang in ("fr", "en")))
    message = Text(*(f"{first.message.of(lang).removesuffix(_MORE)}{_MORE}" for lang in ("fr", "en")))
    return replace(first, places=places, message=message, values={**first.values, "more": more})


_MORE = " {more}"


def _more(first: Finding, rest: tuple[tuple[Place, str], ...], lang: str) -> str:
    """« (et 37 autres : F4, F5, F6…) », with what was found where it differs."""
    if not rest:
        return ""
    shown = []
    for place, value in rest[:SHOWN]:
        near = (place.file, place.sheet) == (first.place.file, first.place.sheet)
        cell = str(place) if not near else f"{place.column or ''}{place.row}" if place.sheet else _line(place, lang)
        quoted = f" « {value} »" if lang == "fr" else f" “{value}”"
        shown.append(cell + (quoted if value and value != first.value else ""))
    text = ", ".join(shown) + ("…" if len(rest) > SHOWN else "")
    if lang == "fr":
        return f"(et {number(len(rest), lang)} autre{'s' if len(rest) > 1 else ''} : {text})"
    return f"(and {number(len(rest), lang)} more: {text})"


def _line(place: Place, lang: str) -> str:
    return f"{'ligne' if lang == 'fr' else 'line'} {place.row}"
