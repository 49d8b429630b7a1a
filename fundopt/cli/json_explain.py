"""Why this plan, as records for `--json`: money in MAD, effects in discounted person-years."""

from __future__ import annotations

from dataclasses import asdict

from fundopt.case.case import Case
from fundopt.cli import json_freedom
from fundopt.plan.explain import sentences
from fundopt.plan.explain.dropped import Dropped
from fundopt.plan.explain.events import Event
from fundopt.plan.explain.explanation import Explanation
from fundopt.plan.explain.fund_curve import FundCurve
from fundopt.plan.explain.million import Million, Move
from fundopt.plan.explain.prices import Gain, RulePrice


def explanation_record(explanation: Explanation, lang: str) -> dict:
    """Every part with stable keys."""
    case, prices = explanation.optimum.parameters.case, explanation.prices
    return {
        "rules": [_price(price, lang) for price in prices.rules],
        "facts": [_price(price, lang) for price in prices.facts],
        "idle": {
            "count": len(prices.idle),
            "gain": _gain(prices.idle_cost),
            "sentence": sentences.idle_sentence(prices, lang),
        },
        "millions": [_million(case, item, lang) for item in explanation.millions],
        "curve": None if explanation.curve is None else _curve(explanation.curve, lang),
        "events": [_event(case, event, lang) for event in explanation.events],
        "dropped": [_dropped(case, item, lang) for item in explanation.dropped],
        "unfunded": json_freedom.unfunded_records(explanation.unfunded, lang),
        "margins": json_freedom.margins_record(explanation.margins, lang),
        "flips": json_freedom.flips_record(explanation.flips, lang),
        "freedom": json_freedom.freedom_record(explanation.freedom, lang),
        "alternatives": json_freedom.alternatives_records(explanation.alternatives, lang),
    }


def _gain(gain: Gain | None) -> dict | None:
    return None if gain is None else asdict(gain)


def _price(price: RulePrice, lang: str) -> dict:
    stated = price.stated
    return {
        "family": stated.family,
        "identifier": stated.identifier,
        "name": stated.name.of(lang),
        "owner": stated.owner.of(lang),
        "reason": stated.reason.of(lang),
        "place": str(stated.place or ""),
        "step": price.step.of(lang),
        "marginal": price.marginal,
        "looser": _gain(price.looser),
        "without": _gain(price.without),
        "sentence": sentences.rule_sentence(price, lang),
    }


def _million(case: Case, item: Million, lang: str) -> dict:
    return {
        "amount": item.amount,
        "source": item.source,
        "least": item.least,
        "most": item.most,
        "status": item.status,
        "moves": None if item.moves is None else [_move(move) for move in item.moves],
        "sites": [asdict(site) for site in item.sites],
        "sentence": " ".join(
            text
            for text in (sentences.million_sentence(case, item, lang), sentences.moves_sentence(case, item, lang))
            if text
        ),
    }


def _move(move: Move) -> dict:
    return {"city": move.city, "measure": move.measure, "before": move.before, "after": move.after}


def _curve(curve: FundCurve, lang: str) -> dict:
    return {
        "today": curve.today,
        "least": curve.least,
        "largest": curve.largest,
        "upto": curve.upto,
        "complete": curve.complete,
        "unproven": curve.unproven,
        "points": [
            {
                "fund": point.fund,
                "effect": point.effect,
                "most": point.most,
                "slope": point.slope,
                "settled": point.settled,
            }
            for point in curve.points
        ],
        "kinks": None
        if curve.kinks is None
        else [
            {"fund": kink.amount, "effect": kink.value, "before": kink.before * 1e6, "after": kink.after * 1e6}
            for kink in curve.kinks
        ],
        "sentence": sentences.curve_sentence(curve, lang),
    }


def _event(case: Case, event: Event, lang: str) -> dict:
    return {**asdict(event), "sentence": sentences.events_sentence(case, [event], lang)}


def _dropped(case: Case, item: Dropped, lang: str) -> dict:
    event = item.event
    return {
        "city": event.city,
        "measure": event.measure,
        "below": event.below,
        "above": event.above,
        "before": event.before,
        "after": event.after,
        "cost": item.cost,
        "family": item.family,
        "reason": None if item.reason is None else item.reason.of(lang),
        "sentence": sentences.dropped_sentence(case, item, lang),
    }
