"""Why this plan, on the screen: prices of rules, the next and the last million, the curve, then what could change."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text as Line

from fundopt.case.case import Case
from fundopt.cli import screen_freedom
from fundopt.cli.screen_freedom import indented, opened, others
from fundopt.cli.terminal import QUIET, Grid
from fundopt.language import Text, million, number
from fundopt.plan.explain import sentences
from fundopt.plan.explain.dropped import Dropped
from fundopt.plan.explain.events import Event
from fundopt.plan.explain.explanation import Explanation
from fundopt.plan.explain.fund_curve import FundCurve
from fundopt.plan.explain.million import Million
from fundopt.plan.explain.prices import Prices

MOST = 10
"""Rules, and steps of the curve, on a screen; --json has them all."""
FACTS = 6
"""Facts on a screen."""


def show_explanation(screen: Console, lang: str, explanation: Explanation) -> None:
    """Every part in turn."""
    case = explanation.optimum.parameters.case
    screen.print(Line(_UNIT.of(lang), QUIET))
    _show_rules(screen, lang, explanation.prices)
    _show_millions(screen, lang, case, explanation.millions)
    _show_facts(screen, lang, explanation.prices)
    if explanation.curve is not None:
        _show_curve(screen, lang, case, explanation.curve, explanation.events)
        _show_dropped(screen, lang, case, explanation.dropped)
    screen_freedom.show_unfunded(screen, lang, explanation.unfunded)
    screen_freedom.show_margins(screen, lang, explanation.margins)
    screen_freedom.show_flips(screen, lang, explanation.flips)
    screen_freedom.show_freedom(screen, lang, explanation.freedom)
    screen_freedom.show_alternatives(screen, lang, explanation.alternatives)


def _show_rules(screen: Console, lang: str, prices: Prices) -> None:
    opened(screen, _PRICES.of(lang))
    indented(screen, _MEANING.of(lang), QUIET)
    if not prices.rules:
        indented(screen, _NO_RULES.of(lang))
    dear = [price for price in prices.rules if not sentences.cheap(price)]
    for price in dear[:MOST]:
        indented(screen, sentences.rule_sentence(price, lang))
        grounds = sentences.grounds_of(price, lang)
        if grounds:
            indented(screen, grounds, QUIET, 4)
    others(screen, lang, len(dear) - MOST)
    few = sentences.cheap_sentence([price for price in prices.rules if sentences.cheap(price)], lang)
    if few:
        indented(screen, few)
    if prices.idle:
        indented(screen, sentences.idle_sentence(prices, lang), QUIET)


def _show_facts(screen: Console, lang: str, prices: Prices) -> None:
    opened(screen, _FACTS.of(lang))
    for price in prices.facts[:FACTS]:
        indented(screen, sentences.rule_sentence(price, lang))
    others(screen, lang, len(prices.facts) - FACTS)


def _show_millions(screen: Console, lang: str, case: Case, millions: Sequence[Million]) -> None:
    if not millions:
        return
    opened(screen, _MILLION.of(lang))
    for item in millions:
        if item.source is None:
            indented(screen, sentences.million_sentence(case, item, lang))
            moves = sentences.moves_sentence(case, item, lang)
            if moves:
                indented(screen, moves, QUIET, 4)
    by_source = sentences.sources_sentence(case, millions, lang)
    if by_source:
        indented(screen, by_source)


def _show_curve(screen: Console, lang: str, case: Case, curve: FundCurve, happening: Sequence[Event]) -> None:
    opened(screen, _CURVE.of(lang))
    indented(screen, sentences.curve_sentence(curve, lang), QUIET)
    grid = Grid((_SIZE.of(lang), _EFFECT.of(lang), _SLOPE.of(lang)))
    for point in curve.points:
        size = million(point.fund, lang) + (_TODAY.of(lang) if point.fund == curve.today else "")
        slope = "–" if point.slope != point.slope else _signed(point.slope, lang)
        grid.add(size, _effect(point.effect, point.most, lang), slope)
    screen.print(grid.table(screen.width))
    steps = sentences.steps_of(happening)
    for step in steps[:MOST]:
        indented(screen, sentences.step_sentence(case, step, lang))
    others(screen, lang, len(steps) - MOST)


def _signed(slope: float, lang: str) -> str:
    return ("−" if slope < -0.005 else "") + number(abs(slope), lang, 2)


def _effect(effect: float, most: float, lang: str) -> str:
    """Person-years avoided; what better plans might still avoid, where that is not settled."""
    told = number(effect, lang, 1)
    return told if most - effect < 0.05 else f"{told} – {number(most, lang, 1)}"


def _show_dropped(screen: Console, lang: str, case: Case, found: Sequence[Dropped]) -> None:
    if not found:
        return
    opened(screen, _DROPPED.of(lang))
    for item in found[:MOST]:
        indented(screen, sentences.dropped_sentence(case, item, lang))
    others(screen, lang, len(found) - MOST)


_UNIT = Text(
    "Pourquoi ce plan ? Tout se compte en années-personnes de chômage évitées (actualisées), le plan étant recalculé.",
    "Why this plan? Everything is counted in person-years of unemployment avoided (discounted), the plan re-solved.",
)
_PRICES = Text("Ce que coûte chaque règle", "What each rule costs")
_MEANING = Text(
    "Coût : ce que le meilleur plan éviterait de plus sans la règle. Prix marginal : ce que vaut un premier petit pas, "
    "rapporté au pas entier.",
    "Cost: what the best plan would avoid in addition without the rule. Marginal price: what a first small step is "
    "worth, counted for the whole step.",
)
_NO_RULES = Text("Aucune règle ne retient ce plan.", "No rule holds this plan back.")
_FACTS = Text("Ce qui manque le plus", "What is scarcest")
_MILLION = Text("Un million de plus, un million de moins", "One million more, one million less")
_CURVE = Text("Selon la taille du fonds", "By the size of the fund")
_SIZE, _EFFECT = Text("fonds", "fund"), Text("années-personnes évitées", "person-years avoided")
_SLOPE = Text("par million de plus", "per million more")
_TODAY = Text(" (ce plan)", " (this plan)")
_DROPPED = Text("Ce qui recule quand le fonds grandit", "What loses money where the fund grows")
