"""What a title or a heading probably means: close spelling, or the same words with one more or one less."""

from __future__ import annotations

import difflib
import re
from functools import cache

from fundopt.case import schema
from fundopt.case.cells import simplified

_CLOSE, _CLOSE_SHORT = 0.75, 0.8
_EMPTY_WORD = re.compile(
    r"(?:de|du|des|d|la|le|les|l|en|the|of|par|per|a|au|aux|et|and|sur|pour|for|nombre|number|no|n|nb|nbr|total|valeur"
    r"|annee|year|fin|debut|end|[0-9]+)"
)
_COPY = re.compile(
    r"\b(?:copie|copy|de|of|final|finale|def|definitif|version|nouveau|nouvelle|new|v ?[0-9]+|[0-9]+|vf)\b"
)
_ASIDE = re.compile(r"(?:note|archive|ancien|old|brouillon|draft|test|exemple|example|calcul|aide|legende)")


_OTHER_NAMES = {
    "limits": "regle regles contrainte contraintes plancher planchers plafond plafonds rule rules constraints",
    "cities": "commune communes municipalite municipalites localite localites town towns municipalities",
    "measures": "action actions programme programmes dispositif dispositifs interventions projets projects",
    "sources": "bailleur bailleurs financeur financeurs financement financements donor donors funder funders funding",
    "commitments": "engage engages contrats",
    "reference": "plan plan precedent previous plan",
    "fund": "parametre parametres parameters settings reglages",
}
"""Words by which people call a table that has another name here: its title is asked about, not taken."""


def near_columns(heading: str, columns: list[schema.Column]) -> list[schema.Column]:
    """The columns that `heading` may stand for, the nearest first; at most three."""
    text = simplified(heading)
    scored = [(max(_likeness(text, name) for name in _names(column)), column) for column in columns]
    best = max((score for score, _ in scored), default=0.0)
    return [column for score, column in scored if score and score > best - 0.1][:3]


def near_table(title: str) -> schema.Table | None:
    """The table whose name `title` nearly gives: with a year, a number, « copie de », or a slip of the finger."""
    text = simplified(title)
    if not text or _ASIDE.match(text):
        return None
    names = {
        simplified(name): table for table in schema.TABLES for name in (table.name, table.label.fr, table.label.en)
    }
    bare = " ".join(_COPY.sub(" ", text).split())
    for word in (text, bare):
        if word in names:
            return names[word]
        if close := difflib.get_close_matches(word, names, n=1, cutoff=_CLOSE_SHORT if len(word) < 8 else _CLOSE):
            return names[close[0]]
    called = [name for name, words in _OTHER_NAMES.items() if set(_words(text)) & set(words.split())]
    return schema.BY_NAME[called[0]] if len(called) == 1 else None


def is_aside(title: str) -> bool:
    """True for a title that says its sheet does not count: notes, archive, draft."""
    return _ASIDE.match(simplified(title)) is not None


@cache
def _names(column: schema.Column) -> tuple[str, ...]:
    return tuple({simplified(name) for name in (column.name, column.label.fr, column.label.en)})


def _likeness(heading: str, name: str) -> float:
    """0 where a heading and a name have nothing in common, up to 1."""
    ratio = difflib.SequenceMatcher(None, heading, name).ratio()
    if ratio >= (_CLOSE if len(name) > 4 else _CLOSE_SHORT):
        return ratio
    first, second = _words(heading), _words(name)
    common = [word for word in first if any(_same(word, other) for other in second)]
    extra = len(first) + len(second) - 2 * len(common)
    return 0.9 - 0.1 * extra if common and extra <= 1 and len(common) * 2 > extra else 0.0


def _words(text: str) -> list[str]:
    return [word for word in text.split() if not _EMPTY_WORD.fullmatch(word)]


def _same(word: str, other: str) -> bool:
    """Two forms of one word: chômage and chômeurs, coût and coûts, pop and population."""
    if word == other or word.rstrip("s") == other.rstrip("s"):
        return True
    if len(word) >= 3 and len(other) >= len(word) + 3 and other.startswith(word):
        return True
    return len(min(word, other, key=len)) >= 6 and word[:4] == other[:4] and abs(len(word) - len(other)) <= 3
