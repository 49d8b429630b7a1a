"""Why this plan, as records for `--json`."""

from __future__ import annotations

from dataclasses import asdict

from fundopt.cli import json_freedom
from fundopt.cli.screen_explain import million_sentence, price_sentence
from fundopt.plan.explain.by_size import CurvePoint
from fundopt.plan.explain.explanation import Explanation
from fundopt.plan.explain.million import Million, Move
from fundopt.plan.explain.prices import Gain, RulePrice


def explanation_record(explanation: Explanation, lang: str) -> dict:
    """Every part with stable keys; amounts in MAD, effects in discounted person-years."""
    case, prices = explanation.optimum.parameters.case, explanation.prices
    return {
        "rules": [_price(price, lang) for price in prices.rules],
        "facts": [_price(price, lang) for price in prices.facts],
        "idle": {"count": len(prices.idle), "gain": _gain(prices.idle_cost)},
        "millions": [_million(case, item, lang) for item in explanation.millions],
        "curve": [_point(point) for point in explanation.curve],
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
        "owner": stated.owner,
        "reason": stated.reason,
        "place": str(stated.place or ""),
        "step": price.step.of(lang),
        "marginal": price.marginal,
        "looser": _gain(price.looser),
        "without": _gain(price.without),
        "sentence": price_sentence(price, lang),
    }


def _million(case, item: Million, lang: str) -> dict:
    return {
        "amount": item.amount,
        "source": item.source,
        "least": item.least,
        "most": item.most,
        "status": item.status,
        "moves": None if item.moves is None else [_move(move) for move in item.moves],
        "sentence": million_sentence(case, item, lang),
    }


def _move(move: Move) -> dict:
    return {"city": move.city, "measure": move.measure, "before": move.before, "after": move.after}


def _point(point: CurvePoint) -> dict:
    return {
        "size": point.size,
        "effect": point.effect,
        "most": point.most,
        "status": point.status,
        "slope": point.slope,
        "started": [_move(move) for move in point.started],
        "dropped": [_move(move) for move in point.dropped],
    }
