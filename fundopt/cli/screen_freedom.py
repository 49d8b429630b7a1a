"""What would have to change, and freedom, on the screen: thresholds, margins, flips, bands and different plans."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding

from fundopt.cli.terminal import QUIET, Grid, heading
from fundopt.language import Text, million
from fundopt.plan.explain.alternatives import Alternative
from fundopt.plan.explain.assumptions import Flips
from fundopt.plan.explain.freedom import DIMENSIONS, Band, Freedom
from fundopt.plan.explain.funding import Unfunded, told
from fundopt.plan.explain.margins import Margins

MOST = 12
"""Lines of a part on a screen; --json has them all."""


def show_unfunded(screen: Console, lang: str, found: Sequence[Unfunded], most: int = MOST) -> None:
    """What got nothing and what would change that, the closest first; what rules forbid is counted."""
    opened(screen, _UNFUNDED.of(lang))
    forbidden = [item for item in found if item.forbidden is not None]
    open_to_all = [item for item in found if item.forbidden is None]
    _sentences(screen, lang, told(open_to_all, lang), most)
    for reason, count in _reasons(forbidden, lang).items():
        indented(screen, _FORBIDDEN.of(lang, count=count, reason=reason), QUIET)


def show_margins(screen: Console, lang: str, found: Margins, most: int = MOST) -> None:
    """How far cost and effect of what got money may move, those with most money first."""
    opened(screen, _MARGINS.of(lang))
    indented(screen, found.sentence(lang), QUIET)
    _sentences(screen, lang, [item.sentence(lang) for item in found.funded if item.margins], most)


def show_flips(screen: Console, lang: str, found: Flips, most: int = MOST) -> None:
    """The assumptions that flip the plan most easily."""
    opened(screen, _FLIPS.of(lang))
    indented(screen, found.sentence(lang), QUIET)
    _sentences(screen, lang, [flip.sentence(lang) for flip in found.ranked], most)


def show_freedom(screen: Console, lang: str, found: Freedom) -> None:
    """The least and the most for every city, measure and source."""
    opened(screen, _FREEDOM.of(lang))
    indented(screen, found.sentence(lang) + ".", QUIET)
    for dimension in DIMENSIONS:
        screen.print(_bands(found.of(dimension), dimension, lang).table(screen.width))


def show_alternatives(screen: Console, lang: str, found: Sequence[Alternative]) -> None:
    """Really different plans that are nearly as good, one sentence each."""
    opened(screen, _ALTERNATIVES.of(lang))
    if not found:
        screen.print(_NONE.of(lang))
    _sentences(screen, lang, [f"{i}. {item.sentence(lang)}" for i, item in enumerate(found, 1)], len(found))


def opened(screen: Console, text: str) -> None:
    """The title of a part, after an empty line."""
    screen.print()
    screen.print(heading(text))


def indented(screen: Console, text: str, style: str = "", by: int = 2) -> None:
    """A sentence, all its lines moved in."""
    screen.print(Padding(text, (0, 0, 0, by)), style=style or None)


def others(screen: Console, lang: str, count: int) -> None:
    """How many more there are than the screen shows, if any."""
    if count > 0:
        indented(screen, _OTHERS.of(lang, count=count), QUIET)


def _sentences(screen: Console, lang: str, sentences: Sequence[str], most: int) -> None:
    for sentence in sentences[:most]:
        indented(screen, sentence)
    others(screen, lang, len(sentences) - most)


def _reasons(forbidden: Sequence[Unfunded], lang: str) -> dict[str, int]:
    """How many pairs each reason forbids, the most frequent first."""
    reasons = [item.forbidden.of(lang) for item in forbidden if item.forbidden is not None]
    return {reason: reasons.count(reason) for reason in sorted(set(reasons), key=lambda text: -reasons.count(text))}


def _bands(bands: Sequence[Band], dimension: str, lang: str) -> Grid:
    grid = Grid((_HEADS[dimension].of(lang), _LEAST.of(lang), _PLAN.of(lang), _HIGHEST.of(lang)), least=10)
    for band in bands:
        ends = (
            _NOT_WORKED_OUT.of(lang) if end is None else million(end, lang, band.digits)
            for end in (band.least, band.plan, band.most)
        )  # fmt: skip
        grid.add(band.name.of(lang), *ends)
    return grid


_UNFUNDED = Text("Ce qui n'a rien reçu, et ce qu'il faudrait", "What got nothing, and what it would take")
_MARGINS = Text("Jusqu'où les nombres peuvent bouger", "How far the numbers may move")
_FLIPS = Text("Les hypothèses qui font basculer le plan", "The assumptions that flip the plan")
_FREEDOM = Text("La liberté qui reste", "The freedom that is left")
_ALTERNATIVES = Text("Des plans vraiment différents, presque aussi bons", "Really different plans, nearly as good")
_FORBIDDEN = Text(
    "Jamais, quel que soit le prix ({count}) : {reason}.", "Never, whatever the price ({count}): {reason}."
)
_OTHERS = Text("… et {count} de plus (tout est dans --json)", "… and {count} more (all in --json)")
_NONE = Text(
    "Aucun : les règles et l'effet à garder ne laissent pas de choix.", "None: rules and effect leave no choice."
)
_HEADS = {"city": Text("Ville", "City"), "measure": Text("Mesure", "Measure"), "source": Text("Source", "Source")}
_NOT_WORKED_OUT = Text("non calculé", "not worked out")
_LEAST, _PLAN, _HIGHEST = Text("au moins", "at least"), Text("plan", "plan"), Text("au plus", "at most")
