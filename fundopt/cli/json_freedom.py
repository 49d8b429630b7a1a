"""What would have to change, and freedom, as JSON: money in MAD, effects in weighted person-years, shares."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from fundopt.plan.explain.alternatives import Alternative
from fundopt.plan.explain.assumptions import Flips
from fundopt.plan.explain.freedom import Freedom
from fundopt.plan.explain.funding import Threshold, Unfunded
from fundopt.plan.explain.margins import Margins


def unfunded_records(found: Sequence[Unfunded], lang: str) -> list[dict]:
    """The pairs that got nothing: the rule that forbids them, or the thresholds of cost and effect."""
    return [
        {
            "city": item.pair.city,
            "measure": item.pair.measure,
            "forbidden": None if item.forbidden is None else item.forbidden.of(lang),
            "cost": _threshold(item.cost, lang),
            "effect": _threshold(item.effect, lang),
            "sentence": item.sentence(lang),
        }
        for item in found
    ]


def margins_record(found: Margins, lang: str) -> dict:
    """The pairs with money and how far their numbers may move; no margins where time ran out."""
    return {
        "sites": found.sites,
        "about": found.sentence(lang),
        "funded": [
            {
                "city": item.pair.city,
                "measure": item.pair.measure,
                "money": item.money,
                "margins": [
                    {
                        "parameter": margin.parameter,
                        "today": margin.today,
                        "unit": margin.unit,
                        "down": margin.down,
                        "down_flips": margin.down_flips,
                        "up": margin.up,
                        "up_flips": margin.up_flips,
                    }
                    for margin in item.margins
                ],
                "sentence": item.sentence(lang),
            }
            for item in found.funded
        ],
    }


def flips_record(found: Flips, lang: str) -> dict:
    """The assumptions by how easily they flip the plan; `moved` null: no plan keeps the rules any more."""
    return {
        "share": found.share,
        "tried": found.tried,
        "count": found.count,
        "beyond": found.beyond,
        "sites": found.sites,
        "about": found.sentence(lang),
        "ranked": [
            {
                "table": flip.lever.table,
                "column": flip.lever.column,
                "about": flip.lever.about.of(lang),
                "status": flip.lever.status,
                "place": str(flip.lever.place),
                "values": flip.shown_fr if lang == "fr" else flip.shown_en,
                "change": flip.change,
                "quiet": flip.quiet,
                "moved": flip.moved if isfinite(flip.moved) else None,
                "sentence": flip.sentence(lang),
            }
            for flip in found.ranked
        ],
    }


def freedom_record(found: Freedom, lang: str) -> dict:
    """The least and the most of each city, measure and source; null where time ran out."""
    return {
        "within": found.within,
        "sites": found.sites,
        "about": found.sentence(lang),
        "bands": [
            {
                "dimension": band.dimension,
                "label": band.label,
                "name": band.name.of(lang),
                "plan": band.plan,
                "least": band.least,
                "most": band.most,
                "sentence": band.sentence(lang),
            }
            for band in found.bands
        ],
    }


def alternatives_records(found: Sequence[Alternative], lang: str) -> list[dict]:
    """Different plans with their payments, before rounding."""
    return [
        {
            "distance": item.distance,
            "moved": item.moved,
            "effect": item.effect,
            "lost": item.lost,
            "lost_share": item.lost_share,
            "by_city": item.by_city,
            "by_measure": item.by_measure,
            "payments": item.tables.payments.to_dict("records"),
            "sentence": item.sentence(lang),
        }
        for item in found
    ]


def _threshold(item: Threshold | None, lang: str) -> dict | None:
    if item is None:
        return None
    return {
        "parameter": item.parameter,
        "today": item.today,
        "needed": item.needed,
        "change": item.change,
        "unit": item.unit,
        "status": item.status,
        "sites": item.sites,
        "reason": None if item.reason is None else item.reason.of(lang),
    }
