"""Prices, millions, the curve and what happens along it as sentences, in French and English."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fundopt.case.case import Case
from fundopt.language import Text, join, million, number
from fundopt.plan.explain.dropped import Dropped
from fundopt.plan.explain.events import Event
from fundopt.plan.explain.fund_curve import FundCurve
from fundopt.plan.explain.million import Million, Move
from fundopt.plan.explain.prices import NONE, Gain, Prices, RulePrice
from fundopt.plan.explain.stated import Stated
from fundopt.plan.rules import family_name

CHEAP = 1.0
"""Person-years below which rules that may well cost nothing are told together."""
ALIKE = 0.05
"""A marginal price this close to what a whole step gives, as a share of it, says nothing more."""
NAMED = 2
"""Measures × cities that a line of the curve names for each kind of change."""
MOVES = 5
"""Changes of money that are told one by one."""


def years(value: float, lang: str) -> str:
    """« 0,53 année-personne », « 12,3 années-personnes »."""
    return f"{figure(value, lang)} {(_YEAR if abs(value) < 2 else _YEARS).of(lang)}"


def figure(value: float, lang: str) -> str:
    """Person-years: one decimal, two below one, three below a tenth."""
    return number(value, lang, 1 if abs(value) >= 1 else 2 if abs(value) >= 0.1 else 3)


def span(gain: Gain, lang: str) -> str:
    """A gain in person-years, or what it lies between, or at least."""
    if not gain.known or (gain.least < NONE and np.isinf(gain.most) and gain.status != "same sites"):
        return _UNKNOWN.of(lang)
    told = years(gain.least, lang) if gain.least >= NONE else _NOTHING.of(lang)
    if gain.exact:
        return told
    if gain.status == "same sites":
        return _SAME_SITES.of(lang, gain=told)
    if np.isinf(gain.most):
        return _AT_LEAST.of(lang, least=told)
    if gain.least < NONE:
        return _AT_MOST.of(lang, most=years(gain.most, lang))
    return _BETWEEN.of(lang, least=figure(gain.least, lang), most=years(gain.most, lang))


def rule_sentence(price: RulePrice, lang: str) -> str:
    """« « Plancher : Oriental » coûte 2,7 années-personnes. 1 M MAD exigé de moins en éviterait 0,5 (…). »"""
    name = _capital(price.stated.name.of(lang))
    values = {"name": name, "step": _capital(price.step.of(lang)), "one": span(price.looser, lang)}
    same = price.looser.known and abs(price.marginal - price.looser.least) <= ALIKE * max(price.looser.least, NONE)
    told = not np.isnan(price.marginal) and not same
    values["marginal"] = _MARGINAL.of(lang, price=years(price.marginal, lang)) if told else ""
    if price.without is None:
        return (_FACT if price.looser.known else _FACT_UNKNOWN).of(lang, **values)
    if not price.without.known and not price.looser.known:
        known = f" {values['step']}{values['marginal']}." if values["marginal"] else ""
        return _RULE_UNKNOWN.of(lang, name=name) + known
    nothing = price.looser.known and price.looser.status != "between" and price.looser.least < NONE
    values["worth"] = (_WORTH_NOTHING if nothing else _WORTH).of(lang, **values)
    if price.without.exact and price.without.least < NONE:
        return _FREE.of(lang, name=name)
    return _RULE.of(lang, **values, all=span(price.without, lang))


def cheap_sentence(found: Sequence[RulePrice], lang: str) -> str:
    """The rules at their limit that cost next to nothing, in one sentence; empty without any."""
    if not found:
        return ""
    names = join([price.stated.name.of(lang) for price in found], lang)
    costs = [price.without for price in found if price.without is not None]
    most = max(cost.most for cost in costs)
    if all(cost.exact for cost in costs):
        return _CHEAP_FREE.of(lang, names=names)
    if np.isinf(most):
        return _CHEAP_UNKNOWN.of(lang, names=names)
    return _CHEAP.of(lang, names=names, most=years(most, lang))


def cheap(price: RulePrice) -> bool:
    """Whether a rule costs nothing with the same sites, and less than `CHEAP` with any, as far as is known."""
    cost = price.without
    return cost is not None and cost.known and cost.least < NONE and cost.most < CHEAP


def grounds_of(price: RulePrice, lang: str) -> str:
    """Who answers for a rule, where it stands and why it exists; empty where the case does not say."""
    stated = price.stated
    parts = [stated.owner.of(lang), "" if stated.place is None else str(stated.place), stated.reason.of(lang)]
    return _DOT.join(part for part in parts if part)


def idle_sentence(found: Prices, lang: str) -> str:
    """How many rules do not bind, and what dropping all of them would gain."""
    if not found.idle:
        return ""
    count = number(len(found.idle), lang)
    if found.idle_cost.exact and found.idle_cost.least < NONE:
        return _IDLE.of(lang, count=count)
    return _IDLE_MAYBE.of(lang, count=count, gain=span(found.idle_cost, lang))


def million_sentence(case: Case, item: Million, lang: str) -> str:
    """What one million more of all sources or of one would avoid, or what the last one avoids."""
    more = item.amount > 0
    values = {
        "amount": million(abs(item.amount), lang, _digits(item.amount)),
        "of": _ALL.of(lang) if item.source is None else _ONE.of(lang, source=case.title("sources", item.source, lang)),
    }
    if item.status == "infeasible":
        return (_NO_MORE if more else _NO_LESS).of(lang, **values)
    least, most = (item.least, item.most) if more else (-item.most, -item.least)
    if item.status == "same sites":  # what the plan found gains or loses; the bound is for any sites
        least = most = item.least if more else -item.least
    if most < -NONE:
        return (_MORE_HURTS if more else _LESS_HELPS).of(lang, **values, gain=years(-most, lang))
    gain = Gain(max(least, 0.0), max(most, 0.0), item.status)
    told = span(gain, lang)
    if item.status == "between" and not item.sites and more and gain.least >= NONE and np.isfinite(gain.most):
        told = _EITHER.of(lang, least=years(gain.least, lang), most=years(gain.most, lang))
    return (_MORE if more else _LESS).of(lang, **values, gain=told)


def moves_sentence(case: Case, item: Million, lang: str) -> str:
    """Where the money of a million goes, or comes from; empty where it was not worked out."""
    if item.moves is None:
        return ""
    digits = _digits(item.amount) or 2
    shown = changes(case, item, lang)
    told = len(item.sites)
    moves, sites = shown[: len(shown) - told][:MOVES], shown[len(shown) - told :]
    if len(item.moves) > MOVES:
        rest = sum(move.change for move in item.moves[MOVES:])
        count = len(item.moves) - MOVES
        moves.append((_REST if count > 1 else _REST_ONE).of(lang, count=count, amount=_signed(rest, lang, digits)))
    if not shown:
        return _NO_MOVE.of(lang)
    words = _capital(_semicolon(lang).join([*moves, *sites])) + "."
    return " ".join([words, *remarks(case, item, lang)])


def changes(case: Case, item: Million, lang: str) -> list[str]:
    """Every change of money, the largest first, then every change of sites, one phrase each."""
    digits = _digits(item.amount) or 2
    shown = [move_phrase(case, move, lang, digits) for move in item.moves or ()]
    for site in item.sites:
        text = _SITE_OPENS if site.after > site.before else _SITE_CLOSES
        shown.append(text.of(lang, cell=cell(case, site.city, site.measure, lang)))
    return shown


def remarks(case: Case, item: Million, lang: str) -> list[str]:
    """What is to be said beside the changes: that the plan reshuffles, what stays without use, which rule is eased."""
    if item.moves is None:
        return []
    digits, words = _digits(item.amount) or 2, []
    if item.reshuffled:
        words.append(_RESHUFFLED.of(lang, moved=million(max(item.arriving, item.leaving), lang, digits)))
    left = abs(item.amount) - abs(item.arriving - item.leaving)
    if left > 0.1 * abs(item.amount):
        words.append((_UNSPENT if item.amount > 0 else _SPARED).of(lang, amount=million(left, lang, digits)))
    for eased in item.eases:
        place = cell(case, eased.city, eased.measure, lang)
        words.append(_EASES.of(lang, cell=place, rule=eased.rule.of(lang), gain=years(eased.gain, lang)))
    return words


def sources_sentence(case: Case, millions: Sequence[Million], lang: str) -> str:
    """What a million more, and less, of each source alone would avoid or cost; empty without any."""
    words = []
    for more, text in ((True, _BY_SOURCE), (False, _BY_SOURCE_LESS)):
        items = [item for item in millions if item.source is not None and (item.amount > 0) is more]
        parts = [_by_source(case, item, lang) for item in items]
        if parts:
            amount = million(abs(items[0].amount), lang, _digits(items[0].amount))
            words.append(text.of(lang, amount=amount, parts=_semicolon(lang).join(parts)))
    if any(item.status == "same sites" for item in millions if item.source is not None):
        words.append(_SITES_KEPT.of(lang))
    return " ".join(words)


def _by_source(case: Case, item: Million, lang: str) -> str:
    value = item.least if item.amount > 0 else -item.least
    known = np.isfinite(value) and item.status != "unknown"
    name = case.title("sources", item.source or "", lang)
    return f"{name}, {figure(abs(value) if value > -NONE else value, lang) if known else _NOT_KNOWN.of(lang)}"


def move_phrase(case: Case, move: Move, lang: str, digits: int) -> str:
    """« +0,60 M MAD : « Profil hybride » à Fès »."""
    return _MOVE.of(lang, amount=_signed(move.change, lang, digits), cell=cell(case, move.city, move.measure, lang))


def cell(case: Case, city: str, measure: str, lang: str) -> str:
    """« Profil hybride » à Fès."""
    return _CELL.of(lang, city=case.title("cities", city, lang), measure=case.title("measures", measure, lang))


def curve_sentence(curve: FundCurve, lang: str) -> str:
    """From which size to which the curve goes, and how exactly it is known."""
    ends = (million(curve.least, lang, _digits(curve.least)), million(curve.largest, lang, _digits(curve.largest)))
    words = [_CURVE.of(lang, least=ends[0], largest=ends[1])]
    if curve.least > 0:
        words.append(_CURVE_STARTS.of(lang, least=ends[0], why=_clash(curve.below, _SHORT_OF_MONEY, lang)))
    if curve.largest < curve.upto * (1 - 1e-6):
        words.append(_CURVE_ENDS.of(lang, largest=ends[1], why=_clash(curve.beyond, _TOO_MUCH_MONEY, lang)))
    if curve.kinks is None:
        words.append(_CURVE_SITES.of(lang))
    elif curve.unproven < NONE:
        words.append(_CURVE_EXACT.of(lang, count=number(len(curve.kinks), lang)))
    else:
        words.append(_CURVE_ROUGH.of(lang, most=_UNKNOWN.of(lang) if np.isinf(curve.unproven)
                                     else years(curve.unproven, lang)))  # fmt: skip
    if not curve.complete:
        words.append(_CURVE_SHORT.of(lang, asked=curve.asked, done=len(curve.points)))
    return " ".join(words)


def _clash(found: Sequence[Stated], text: Text, lang: str) -> str:
    """Which rules cannot be kept beyond an end of the curve, and the facts in their way; empty where not known."""
    rules = [stated.name.of(lang) for stated in found if stated.decided]
    if not rules:
        return ""
    shown = rules[:NAMED]
    if len(rules) > NAMED:
        count = len(rules) - NAMED
        shown.append((_OTHERS if count > 1 else _ONE_OTHER).of(lang, count=number(count, lang)))
    facts = list(dict.fromkeys(family_name(stated.family).of(lang) for stated in found if not stated.decided
                               and stated.family != "budgets"))  # fmt: skip
    limited = _LIMITED.of(lang, facts=join(facts[:NAMED], lang)) if facts else ""
    return text.of(lang, rules=join(shown, lang)) + limited


def steps_of(happening: Sequence[Event]) -> list[list[Event]]:
    """Events that happen at one size of the fund, or between the same two sizes, together and in order."""
    groups: dict[tuple[float, float], list[Event]] = {}
    for event in happening:
        key = (event.below, event.above) if event.at is None else (event.at, event.at)
        groups.setdefault(key, []).append(event)
    return [groups[key] for key in sorted(groups)]


def step_sentence(case: Case, happening: Sequence[Event], lang: str) -> str:
    """« De 112,5 à 168,8 M MAD — commence : … » for events of one step."""
    first = happening[0]
    if first.at is None:
        below, above = (million(size, lang, _digits(size)) for size in (first.below, first.above))
        where = _BETWEEN_SIZES.of(lang, below=below, above=above)
    else:
        where = _AT_SIZE.of(lang, size=million(first.at, lang, _digits(first.at)))
    return where + events_sentence(case, happening, lang) + "."


def step_outline(happening: Sequence[Event], lang: str) -> str:
    """« De 525,0 à 700,0 M MAD : 2 sites ouvrent, 37 usages commencent, 45 reculent » for events of one step."""
    first = happening[0]
    if first.at is None:
        below, above = (million(size, lang, _digits(size)) for size in (first.below, first.above))
        where = _BETWEEN_SIZES.of(lang, below=below, above=above)
    else:
        where = _AT_SIZE.of(lang, size=million(first.at, lang, _digits(first.at)))
    words = []
    for kind, texts in _COUNTED.items():
        count = sum(event.kind == kind for event in happening)
        if count:
            words.append(texts[count > 1].of(lang, count=number(count, lang)))
    return where + join(words, lang) + "."


def events_sentence(case: Case, happening: Sequence[Event], lang: str, most: int = NAMED) -> str:
    """What changes from one size of the fund to the next, by kind, the weightiest first."""
    words = []
    for kind, text in _EVENTS.items():
        found = sorted((event for event in happening if event.kind == kind), key=lambda event: -event.weight)
        if found:
            names = [cell(case, event.city, event.measure, lang) for event in found[:most]]
            if len(found) > most:
                count = len(found) - most
                names.append((_OTHERS if count > 1 else _ONE_OTHER).of(lang, count=number(count, lang)))
            words.append(text.of(lang, names=join(names, lang)))
    return _semicolon(lang).join(words)


def dropped_sentence(case: Case, item: Dropped, lang: str) -> str:
    """Why a measure loses money in a city while the fund grows."""
    event = item.event
    values = {
        "cell": _capital(cell(case, event.city, event.measure, lang)),
        "before": million(event.before, lang, _digits(event.before)),
        "after": million(event.after, lang, _digits(event.before)),
        "below": million(event.below, lang, _digits(event.below)),
        "above": million(event.above, lang, _digits(event.above)),
    }
    words = (_DROPPED_ALL if event.kind == "stops" else _DROPPED).of(lang, **values)
    if item.cost is None:
        return words + " " + _NO_TIME.of(lang)
    if item.reason is not None:
        words += " " + _BECAUSE.of(lang, reason=item.reason.of(lang))
    if np.isinf(item.cost):
        return words
    return words + " " + (_KEEPING if item.cost >= NONE else _KEEPING_FREE).of(lang, cost=years(item.cost, lang))


def _semicolon(lang: str) -> str:
    return " ; " if lang == "fr" else "; "


def _signed(amount: float, lang: str, digits: int) -> str:
    sign = "+" if amount >= 0 else "−"
    return sign + million(abs(amount), lang, digits)


def _digits(amount: float) -> int:
    """Decimals of a million that tell an amount of this size."""
    if abs(amount) in (0.0, 1e6):
        return 0
    return 1 if abs(amount) >= 1e7 else 2 if abs(amount) >= 1e4 else 4


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


_DOT = " · "
_YEAR, _YEARS = Text("année-personne", "person-years"), Text("années-personnes", "person-years")
_UNKNOWN = Text("un nombre inconnu, faute de temps", "an unknown number, for want of time")
_NOTHING = Text("rien", "nothing")
_SAME_SITES = Text("{gain} (à sites inchangés)", "{gain} (with the same sites)")
_BETWEEN = Text("entre {least} et {most}", "between {least} and {most}")
_AT_LEAST, _AT_MOST = Text("au moins {least}", "at least {least}"), Text("au plus {most}", "at most {most}")
_MARGINAL = Text(" ; au rythme du tout premier petit pas (prix marginal) : {price}",
                 "; at the rate of the very first small step (marginal price): {price}")  # fmt: skip
_RULE = Text("{name} coûte {all}. {worth}.", "{name} costs {all}. {worth}.")
_RULE_UNKNOWN = Text("{name} : le temps a manqué pour en recalculer le coût.",
                     "{name}: there was no time to re-solve its cost.")  # fmt: skip
_WORTH = Text("{step} en éviterait {one}{marginal}", "{step} would avoid {one}{marginal}")
_WORTH_NOTHING = Text("{step} n'en éviterait {one}{marginal}", "{step} would avoid {one}{marginal}")
_FREE = Text("{name} ne coûte rien : sans cette règle, aucun plan ne fait mieux.",
             "{name} costs nothing: without it no plan does better.")  # fmt: skip
_FACT = Text("{name} : {step} éviterait {one}{marginal}.", "{name}: {step} would avoid {one}{marginal}.")
_CHEAP_FREE = Text("À leur limite, mais sans rien coûter : {names}.", "At their limit, but costing nothing: {names}.")
_CHEAP = Text("À leur limite, et ne coûtant rien à sites inchangés (chacune {most} au plus) : {names}.",
              "At their limit, and costing nothing with the same sites (each {most} at most): {names}.")  # fmt: skip
_CHEAP_UNKNOWN = Text("À leur limite, et ne coûtant rien à sites inchangés : {names}.",
                      "At their limit, and costing nothing with the same sites: {names}.")  # fmt: skip
_FACT_UNKNOWN = Text("{name} : {step}{marginal} (pas recalculé, faute de temps).",
                     "{name}: {step}{marginal} (not re-solved, for want of time).")  # fmt: skip
_IDLE = Text("Les autres règles ({count}) ne coûtent rien : sans elles toutes, aucun plan ne fait mieux.",
             "The other rules ({count}) cost nothing: without all of them no plan does better.")  # fmt: skip
_IDLE_MAYBE = Text("Les autres règles ({count}), toutes ensemble, coûtent {gain}.",
                   "The other rules ({count}) together cost {gain}.")  # fmt: skip
_ALL = Text("de toutes les sources au prorata", "of all sources in proportion")
_ONE = Text("de « {source} »", "of “{source}”")
_MORE = Text("{amount} de plus {of} éviterait {gain}.", "{amount} more {of} would avoid {gain}.")
_MORE_HURTS = Text("{amount} de plus {of} ferait perdre {gain} : des règles sont des parts du fonds.",
                   "{amount} more {of} would lose {gain}: some rules are shares of the fund.")  # fmt: skip
_LESS = Text("{amount} de moins {of} coûterait {gain}.", "{amount} less {of} would cost {gain}.")
_LESS_HELPS = Text("{amount} de moins {of} éviterait {gain} : des règles sont des parts du fonds.",
                   "{amount} less {of} would avoid {gain}: some rules are shares of the fund.")  # fmt: skip
_NO_LESS = Text("Avec {amount} de moins {of}, aucun plan ne respecte les règles.",
                "With {amount} less {of} no plan keeps the rules.")  # fmt: skip
_NO_MORE = Text("Avec {amount} de plus {of}, aucun plan ne respecte les règles : certaines sont des parts du fonds.",
                "With {amount} more {of} no plan keeps the rules: some are shares of the fund.")  # fmt: skip
_MOVE = Text("{amount} pour {cell}", "{amount} for {cell}")
_REST = Text("{amount} pour {count} autres", "{amount} for {count} others")
_REST_ONE = Text("{amount} pour un autre", "{amount} for one other")
_SITE_OPENS = Text("un site ouvre : {cell}", "a site opens: {cell}")
_SITE_CLOSES = Text("un site n'ouvre plus : {cell}", "a site opens no more: {cell}")
_RESHUFFLED = Text("Le plan se réorganise : {moved} changent de place.", "The plan reshuffles: {moved} change place.")
_UNSPENT = Text("{amount} restent sans usage.", "{amount} find no use.")
_EASES = Text("L'argent de {cell} sert aussi à desserrer {rule} : {gain} en viennent.",
              "The money of {cell} also serves to ease {rule}: {gain} come from that.")  # fmt: skip
_EITHER = Text("au moins {least} (à sites inchangés), et {most} au plus si d'autres sites ouvraient",
               "at least {least} (with the same sites), and {most} at most if other sites opened")  # fmt: skip
_SPARED = Text("{amount} n'étaient pas dépensés.", "{amount} were not spent.")
_BY_SOURCE = Text("{amount} de plus d'une seule source, années-personnes évitées : {parts}.",
                  "{amount} more of one source alone, person-years avoided: {parts}.")  # fmt: skip
_BY_SOURCE_LESS = Text("{amount} de moins, années-personnes perdues : {parts}.",
                       "{amount} less, person-years lost: {parts}.")  # fmt: skip
_SITES_KEPT = Text("À sites inchangés.", "With the same sites.")
_NOT_KNOWN = Text("inconnu faute de temps", "unknown for want of time")
_NO_MOVE = Text("Aucun montant ne change.", "No amount changes.")
_CELL = Text("« {measure} » à {city}", "“{measure}” in {city}")
_CURVE = Text("Ce qu'un fonds de {least} à {largest} éviterait.", "What a fund of {least} to {largest} would avoid.")
_CURVE_STARTS = Text("Avec moins de {least}, aucun plan ne respecte les règles{why}.",
                     "With less than {least} no plan keeps the rules{why}.")  # fmt: skip
_CURVE_ENDS = Text("Avec plus de {largest}, aucun plan ne respecte les règles{why}.",
                   "With more than {largest} no plan keeps the rules{why}.")  # fmt: skip
_SHORT_OF_MONEY = Text(" : l'argent ne suffit plus pour {rules}", ": there is not enough money for {rules}")
_TOO_MUCH_MONEY = Text(" : {rules}, part du fonds qui ne peut plus être dépensée",
                     ": {rules}, a share of the fund that can no longer be spent")  # fmt: skip
_LIMITED = Text(" (ce qui l'arrête : {facts})", " (what stops it: {facts})")
_CURVE_SITES = Text("Des sites entiers : entre deux tailles, la courbe peut fléchir ou sauter.",
                    "Sites are whole: between two sizes the curve may bend or jump.")  # fmt: skip
_CURVE_EXACT = Text("Tous ses points d'inflexion sont connus : {count}.", "All its kinks are known: {count}.")
_CURVE_ROUGH = Text("Entre les tailles calculées, elle peut dépasser la ligne droite de {most}.",
                    "Between the sizes computed it may exceed the straight line by {most}.")  # fmt: skip
_CURVE_SHORT = Text("Incomplet : le temps n'a suffi que pour {done} tailles sur {asked}.",
                    "Incomplete: there was time for {done} of {asked} sizes only.")  # fmt: skip
_BETWEEN_SIZES = Text("De {below} à {above}, ", "From {below} to {above}, ")
_AT_SIZE = Text("À {size}, ", "At {size}, ")
_OTHERS, _ONE_OTHER = Text("{count} autres", "{count} others"), Text("un autre", "one other")
_EVENTS = {
    "opens": Text("un site ouvre : {names}", "a site opens: {names}"),
    "closes": Text("un site n'ouvre plus : {names}", "a site opens no more: {names}"),
    "starts": Text("commence : {names}", "starts: {names}"),
    "stops": Text("s'arrête : {names}", "stops: {names}"),
    "falls": Text("recule : {names}", "falls: {names}"),
    "completes": Text("est au complet : {names}", "is complete: {names}"),
}
_COUNTED = {
    "opens": (Text("1 site ouvre", "1 site opens"), Text("{count} sites ouvrent", "{count} sites open")),
    "closes": (Text("1 site n'ouvre plus", "1 site opens no more"),
               Text("{count} sites n'ouvrent plus", "{count} sites open no more")),
    "starts": (Text("1 mesure commence dans une ville", "1 measure starts in a city"),
               Text("{count} couples mesure × ville commencent", "{count} pairs of measure and city start")),
    "stops": (Text("1 s'arrête", "1 stops"), Text("{count} s'arrêtent", "{count} stop")),
    "falls": (Text("1 recule", "1 falls"), Text("{count} reculent", "{count} fall")),
    "completes": (Text("1 est au complet", "1 is complete"),
                  Text("{count} sont au complet", "{count} are complete")),
}  # fmt: skip
"""The kinds of events, counted: one, and many."""
_DROPPED = Text("{cell} : {before} avec un fonds de {below}, {after} avec {above}.",
                "{cell}: {before} with a fund of {below}, {after} with {above}.")  # fmt: skip
_DROPPED_ALL = Text("{cell} : {before} avec un fonds de {below}, plus rien avec {above}.",
                    "{cell}: {before} with a fund of {below}, nothing with {above}.")  # fmt: skip
_BECAUSE = Text("Ce qui manque alors : {reason}.", "What is scarce then: {reason}.")
_KEEPING = Text("Lui laisser cet argent coûterait {cost}.", "Leaving it this money would cost {cost}.")
_KEEPING_FREE = Text("Lui laisser cet argent ne coûterait rien : les deux plans se valent.",
                     "Leaving it this money would cost nothing: the two plans are as good.")  # fmt: skip
_NO_TIME = Text("Le temps a manqué pour dire pourquoi.", "There was no time to say why.")
