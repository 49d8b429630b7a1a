"""What `solve`, `evaluate` and `compare` tell as JSON. Money in MAD, the rest in the unit its key names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

import pandas as pd

from fundopt.api import Plan
from fundopt.audit.check import Check
from fundopt.audit.publish import distance
from fundopt.case.case import Case
from fundopt.case.provenance import coverage
from fundopt.cli.json_case import case_record
from fundopt.cli.sentences import idle_money, prices
from fundopt.plan.achievements import TABLES, labels_of, money_of, person_years_avoided_by_city


def plan_record(plan: Plan, folder: str, lang: str) -> dict:
    """A plan that was solved."""
    return {
        "case": case_record(plan.case, lang),
        "achievements": achievements_record(plan),
        **allocation_record(plan, lang),
        "prices": [
            {
                **asdict(price),
                "name": price.name.of(lang),
                "owner": price.owner.of(lang),
                "sentence": price.sentence(lang),
            }
            for price in prices(plan)
        ],
        "binding": [
            {
                "family": item.rule.family,
                "label": item.rule.label,
                "name": item.rule.name.of(lang),
                "decided": item.rule.decided,
                "price": item.price,
                "unit": item.price_unit,
            }
            for item in plan.binding
        ],
        "reached": [item.name.of(lang) for item in plan.reached],
        "unspent": [asdict(item) for item in plan.unspent],
        "payment_unit": {
            "MAD": plan.solved.payment_unit,
            "finer": plan.solved.finer.of(lang) if plan.solved.finer else None,
        },
        "proof": proof_record(plan),
        "provenance": provenance_record(plan.case),
        "dossier": folder or None,
    }


def evaluation_record(plan: Plan, best: Plan | None, lang: str) -> dict:
    """A given plan: what it achieves, what it breaks, and how far it is from the best one."""
    return {
        "case": case_record(plan.case, lang),
        "plan": plan.name,
        "achievements": achievements_record(plan),
        **allocation_record(plan, lang),
        "feasible": not plan.violations,
        "violations": [violation_record(item, lang) for item in plan.violations],
        "idle_money": idle_money(plan),
        "best": None if best is None else {"effect": best.effect, "achievements": achievements_record(best)},
        "distance": None if best is None else distance_record(plan, best),
    }


def comparison_record(plans: Mapping[str, Plan], tables: Mapping[str, pd.DataFrame], file: str, lang: str) -> dict:
    """Plans side by side: for each theme, rows with a value for each plan and the difference from the first."""
    first, *others = plans
    return {
        "case": case_record(plans[first].case, lang),
        "plans": [
            {
                "plan": name,
                "effect": plan.effect,
                "violations": [violation_record(item, lang) for item in plan.violations],
            }
            for name, plan in plans.items()
        ],
        "tables": {
            theme: [
                {
                    "row": str(label),
                    "unit": row["unit"],
                    "values": {name: row[name] for name in plans},
                    "differences": {name: row[f"Δ {name}"] for name in others},
                }
                for label, row in table.to_dict("index").items()
            ]
            for theme, table in tables.items()
        },
        "file": file or None,
    }


def achievements_record(plan: Plan) -> dict:
    """The key figures under the names of fundopt.plan.achievements.Achievements."""
    reached = plan.achievements
    return {
        **asdict(reached),
        "person_years_avoided": reached.person_years_avoided,
        "person_years_remaining": reached.person_years_remaining,
        "cost_per_person_year": reached.cost_per_person_year,
        "cost_per_net_job": reached.cost_per_net_job,
        "effect": plan.effect,
    }


def allocation_record(plan: Plan, lang: str) -> dict:
    """Who gets what: payments one by one, and sums by city, measure, source and period."""
    case, tables = plan.case, plan.tables
    expected = plan.unemployment
    avoided = person_years_avoided_by_city(case, expected)
    rises = expected.groupby("city")[["rise_without_fund", "rise"]].max()
    units = tables.activities.groupby("measure")["units"].sum()
    by_city = [{"person_years_avoided": avoided[city], **rises.loc[city].to_dict()} for city in labels_of(case, "city")]
    by_measure = [{"units": units.get(measure, 0.0)} for measure in labels_of(case, "measure")]
    return {
        "by_city": _sums(plan, lang, "city", by_city),
        "by_measure": _sums(plan, lang, "measure", by_measure),
        "by_source": _sums(plan, lang, "source"),
        "by_period": _sums(plan, lang, "period"),
        "payments": tables.payments.to_dict("records"),
        "activities": tables.activities.to_dict("records"),
        "sites": tables.sites.to_dict("records"),
    }


def proof_record(plan: Plan) -> dict:
    """How far the published plan is proved to be from the best."""
    first = plan.solved.first
    return {
        "engine": first.engine,
        "engine_version": first.version,
        "objective": -plan.effect,
        "bound": first.bound,
        "gap": distance(plan.solved),
        "stages": [asdict(stage) for stage in plan.solved.stages],
        "violations": len(plan.violations),
    }


def provenance_record(case: Case) -> dict:
    """Numbers of the case by status."""
    parts = coverage(case)
    return {name: sum(getattr(part, name) for part in parts) for name in ("sourced", "derived", "assumption", "none")}


def violation_record(item: Check, lang: str) -> dict:
    """A rule that a plan breaks."""
    return {
        "family": item.family,
        "label": list(item.label),
        "value": item.value,
        "sense": str(item.sense),
        "bound": item.bound,
        "excess": item.excess,
        "unit": item.unit,
        "sentence": item.sentence(lang),
    }


def distance_record(plan: Plan, best: Plan) -> dict:
    """Weighted person-years that the best plan avoids more than the given one, and as a share of what it avoids."""
    missing = best.effect - plan.effect
    return {"person_years": missing, "share": missing / best.effect if best.effect else None}


def _sums(plan: Plan, lang: str, dimension: str, more: list[dict] | None = None) -> list[dict]:
    return [
        {
            dimension: label,
            **({"name": plan.case.title(TABLES[dimension], label, lang)} if dimension in TABLES else {}),
            "money": money,
            **(more[position] if more else {}),
        }
        for position, (label, money) in enumerate(money_of(plan.case, plan.tables, dimension).items())
    ]
