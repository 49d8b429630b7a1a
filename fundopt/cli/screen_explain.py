"""Why this plan, on the screen: prices of rules, the next and the last million, the curve, then what could change."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text as Line

from fundopt.case.case import Case
from fundopt.cli import screen_freedom
from fundopt.cli.sentences import person_years
from fundopt.cli.terminal import QUIET, Grid, heading
from fundopt.language import Text, join, million, number
from fundopt.plan.explain.by_size import CurvePoint
from fundopt.plan.explain.explanation import Explanation
from fundopt.plan.explain.million import Million, Move
from fundopt.plan.explain.prices import Gain, Prices, RulePrice

NAMED = 4
"""Moves of money that one sentence names."""


def show_explanation(screen: Console, lang: str, explanation: Explanation) -> None:
    """Every part in turn."""
    case = explanation.optimum.parameters.case
    screen.print(Line(_UNIT.of(lang), QUIET))
    _show_prices(screen, lang, explanation.prices)
    _open(screen, _MILLION.of(lang))
    for item in explanation.millions:
        screen.print(Line("  " + million_sentence(case, item, lang)))
    _show_curve(screen, lang, case, explanation.curve)
    screen_freedom.show_unfunded(screen, lang, explanation.unfunded)
    screen_freedom.show_margins(screen, lang, explanation.margins)
    screen_freedom.show_flips(screen, lang, explanation.flips)
    screen_freedom.show_freedom(screen, lang, explanation.freedom)
    screen_freedom.show_alternatives(screen, lang, explanation.alternatives)


def gained(gain: Gain, lang: str) -> str:
    """« 41,0 années-personnes », « entre 1,2 et 3,4 années-personnes », with what was not worked out."""
    if gain.status == "same sites":
        return person_years(gain.least, lang) + _SAME_SITES.of(lang)
    if not gain.known or (gain.most == float("inf") and gain.least <= 0):
        return _UNKNOWN.of(lang)
    if gain.most == float("inf"):
        return _AT_LEAST.of(lang, least=person_years(gain.least, lang))
    if gain.status == "between" and gain.most - gain.least > 1e-3:
        least = number(gain.least, lang, 1)
        return _BETWEEN.of(lang, least=least, most=person_years(gain.most, lang))
    return person_years(gain.least, lang)


def price_sentence(price: RulePrice, lang: str) -> str:
    """« {règle} coûte 41 années-personnes ; 1 M MAD exigé de moins en éviterait 1,3. »"""
    name = price.stated.name.of(lang)
    step, looser = price.step.of(lang), gained(price.looser, lang)
    if price.without is None or not price.stated.decided:
        return _FACT.of(lang, name=name[0].upper() + name[1:], step=step, looser=looser)
    return _RULE.of(lang, name=name[0].upper() + name[1:], cost=gained(price.without, lang), step=step, looser=looser)


def million_sentence(case: Case, item: Million, lang: str) -> str:
    """What one million more, or the last one, does and where it goes."""
    amount = million(abs(item.amount), lang, 1 if abs(item.amount) >= 1e5 else 3)
    gain = gained(Gain(abs(item.least), abs(item.most), item.status), lang)
    text = (_MORE if item.amount > 0 else _LESS) if item.source is None else (_MORE_OF if item.amount > 0 else _LESS_OF)
    source = case.title("sources", item.source) if item.source else ""
    said = text.of(lang, amount=amount, gain=gain, source=source)
    if item.moves:
        said += " " + _GOES.of(lang, moves=moves_told(case, item.moves, lang))
        if item.reshuffled:
            said += " " + _SHUFFLED.of(lang)
    return said


def moves_told(case: Case, moves: Sequence[Move], lang: str) -> str:
    """« +0,6 M MAD à Formation, Fès », the largest first."""
    told = [
        f"{'+' if move.change > 0 else '−'}{million(abs(move.change), lang, 2)} "
        f"{case.title('measures', move.measure)}, {case.title('cities', move.city)}"
        for move in moves[:NAMED]
    ]
    return join(told, lang)


def _show_prices(screen: Console, lang: str, prices: Prices) -> None:
    _open(screen, _PRICES.of(lang))
    for price in prices.rules:
        screen.print(Line("  " + price_sentence(price, lang)))
        place = f"{price.stated.place}" if price.stated.place else ""
        told = " · ".join(part for part in (place, price.stated.owner) if part)
        if told:
            screen.print(Line("    " + told, QUIET))
    if prices.idle:
        idle = _IDLE.of(lang, count=number(len(prices.idle), lang), cost=gained(prices.idle_cost, lang))
        screen.print(Line("  " + idle, QUIET))
    _open(screen, _FACTS.of(lang))
    for price in prices.facts:
        screen.print(Line("  " + price_sentence(price, lang)))


def _show_curve(screen: Console, lang: str, case: Case, points: Sequence[CurvePoint]) -> None:
    _open(screen, _CURVE.of(lang))
    grid = Grid((_SIZE.of(lang), _EFFECT.of(lang), _SLOPE.of(lang)))
    for point in points:
        effect = number(point.effect, lang, 0) if point.status != "infeasible" else _NO_PLAN.of(lang)
        grid.add(million(point.size, lang), effect, "" if point.slope is None else number(point.slope, lang, 2))
    screen.print(grid.table(screen.width))
    for point in points:
        size = million(point.size, lang)
        if point.started:
            told = moves_told(case, point.started, lang)
            screen.print(Line("  " + _STARTS.of(lang, size=size, moves=told)))
        if point.dropped:
            told = moves_told(case, point.dropped, lang)
            screen.print(Line("  " + _DROPS.of(lang, size=size, moves=told)))
    if any(point.status == "same sites" for point in points):
        screen.print(Line("  " + _CURVE_SITES.of(lang), QUIET))


def _open(screen: Console, text: str) -> None:
    screen.print()
    screen.print(heading(text))


_UNIT = Text(
    "Effets en années-personnes de chômage évitées, actualisées ; prix recalculés, et non de simples duaux.",
    "Effects in discounted person-years of unemployment avoided; prices re-solved, not merely duals.",
)
_PRICES = Text("Ce que coûte chaque règle", "What each rule costs")
_FACTS = Text("Ce qui manque le plus (faits et budgets)", "What is scarcest (facts and budgets)")
_MILLION = Text("Le million suivant et le dernier", "The next million and the last")
_CURVE = Text("Selon la taille du fonds", "By the size of the fund")
_SIZE, _EFFECT = Text("fonds", "fund"), Text("années-personnes évitées", "person-years avoided")
_SLOPE = Text("par million de plus", "per million more")
_RULE = Text(
    "{name} : évitées de plus sans elle, {cost} ; avec {step}, {looser}.",
    "{name}: more avoided without it, {cost}; with {step}, {looser}.",
)
_FACT = Text("{name} : évitées de plus avec {step}, {looser}.", "{name}: more avoided with {step}, {looser}.")
_IDLE = Text(
    "{count} autres règles : toutes levées ensemble, {cost} de plus.",
    "{count} other rules: all dropped together, {cost} more.",
)
_MORE = Text("{amount} de plus évitent {gain}.", "{amount} more avoid {gain}.")
_LESS = Text("{amount} de moins en coûtent {gain}.", "{amount} less cost {gain}.")
_MORE_OF = Text("{amount} de plus de « {source} » : {gain}.", "{amount} more of “{source}”: {gain}.")
_LESS_OF = Text("{amount} de moins de « {source} » : {gain} perdues.", "{amount} less of “{source}”: {gain} lost.")
_GOES = Text("Le plan change ainsi : {moves}.", "The plan changes so: {moves}.")
_SHUFFLED = Text("Bien plus d'argent que cela change de place.", "Much more money than that changes place.")
_UNKNOWN = Text("pas calculé, faute de temps", "not worked out for want of time")
_BETWEEN = Text("entre {least} et {most}", "between {least} and {most}")
_AT_LEAST = Text("au moins {least}", "at least {least}")
_SAME_SITES = Text(" (sites inchangés)", " (sites as they are)")
_STARTS = Text("À {size} commencent : {moves}.", "At {size} these start: {moves}.")
_DROPS = Text(
    "À {size}, bien que le fonds grandisse, reculent : {moves}.",
    "At {size}, although the fund grows, these lose money: {moves}.",
)
_CURVE_SITES = Text("Sites comme dans le plan.", "Sites as in the plan.")
_NO_PLAN = Text("aucun plan", "no plan")
