"""The fields of a record that follow from the dossier's tables and certificate, held against both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import numpy as np

from fundopt.audit.publish import relative_distance
from fundopt.audit.record import Record
from fundopt.audit.step import Step, listed
from fundopt.case.case import Case
from fundopt.language import Text, number
from fundopt.model.parameters import Parameters, positions
from fundopt.plan.achievements import weighted_effect
from fundopt.plan.optimise import NUDGE
from fundopt.plan.tables import PlanTables

AGREE = 1e-6
"""How far two figures that should be equal may be apart, relative to their size: engines count in doubles."""
NEVER = ("engine", "engine_version", "parameters", "seed", "fundopt_version", "python_version", "time", "case")
"""Fields that nothing in a dossier follows from or leads to."""


def record_step(record: Record, case: Case, tables: PlanTables, said: Mapping | None) -> Step:
    """Objectives in turn, bound and gap of the engine; `said` is the dossier's certificate.json, where there is one."""
    found = [*_stages(record, case, tables), *_gap(record), *_bound(record, said)]
    by_hash = (*NEVER, "allowances", *(() if said else ("bound",)))
    return Step("record", not found, _WHAT, listed(found) if found else _AGREES, by_hash)


def reached(case: Case, tables: PlanTables) -> dict[str, float]:
    """What each objective comes to, recomputed from the tables, in the units of `Stage`; sums of doubles."""
    return {
        "person_years": -weighted_effect(case, tables),
        "worst_city": _worst_rise(case, tables),
        "cvar": _worst_scenarios(case, tables),
        "cost": float(sum(tables.payments["amount"])) / 1e6,
    }


def _stages(record: Record, case: Case, tables: PlanTables) -> Iterator[Text]:
    """A plan keeps every stage: no better than its optimum, no worse than that and what later stages may give up."""
    names = ["person_years", *case.fund.then_minimise]
    if [stage.get("name") for stage in record.stages] != names:
        yield _filled(_NAMES, names=", ".join(names))
        return
    values = reached(case, tables)
    for stage in record.stages:
        stated, allowed, value = float(str(stage["value"])), float(str(stage["allowance"])), values[str(stage["name"])]
        noise = AGREE * max(1.0, abs(value))
        if not stated - noise <= value <= stated + allowed + noise:
            yield _told(_STAGE, name=str(stage["name"]), stated=stated, value=value)


def _gap(record: Record) -> Iterator[Text]:
    """The relative gap is that of the record's own objective and bound."""
    if record.gap is None and record.bound is None:
        return
    if record.gap is None or record.bound is None:
        yield _HALF
        return
    value = relative_distance(record.objective, record.bound)
    if abs(value - record.gap) > AGREE:
        yield _told(_GAP, stated=record.gap, value=value)


def _bound(record: Record, said: Mapping | None) -> Iterator[Text]:
    """The engine's bound is no better than the best exact point, and no worse than the exact bound by more than it may.

    What it may: its own gap and tolerance, and what deciding between equally good sites takes off.
    """
    if said is None or record.bound is None:
        return
    try:
        best, bound = float(Fraction(said["objective"])), float(Fraction(said["bound"]))
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return  # the checker says so
    size = max(1.0, abs(bound))
    slack = (float(record.parameters.get("gap") or 0.0) + 2 * NUDGE + AGREE) * size
    if not bound - slack <= record.bound <= best + AGREE * size:
        yield _told(_BOUND, stated=record.bound, value=bound)


def _worst_rise(case: Case, tables: PlanTables) -> float:
    """max 100 (U − U⁰) / L over scenarios, cities and periods [points]."""
    p, table = Parameters(case), tables.unemployment
    labour = p.labour_force[positions(p.cities, tuple(table["city"]))]
    return float(
        np.max(100 * (table["unemployed"] - table["baseline"]).to_numpy(dtype=float) / labour, initial=-np.inf)
    )


def _worst_scenarios(case: Case, tables: PlanTables) -> float:
    """CVaR over scenarios of Σ β^t h v U: the least over thresholds of threshold + E[excess] / tail [person-years]."""
    p, table = Parameters(case), tables.unemployment
    at = positions(p.scenarios, tuple(table["scenario"]))
    weight = p.period_weight[positions(p.periods, tuple(table["period"]))]
    weight = weight * p.priority[positions(p.cities, tuple(table["city"]))]
    loss = np.zeros(len(p.scenarios))
    np.add.at(loss, at, weight * table["unemployed"].to_numpy(dtype=float))
    tail = float(case.fund.cvar_tail)
    return min(float(least + (p.probability @ np.maximum(loss - least, 0)) / tail) for least in loss)


def _told(text: Text, *, stated: float, value: float, **values: str) -> Text:
    figures = {
        lang: {"stated": number(stated, lang, 6), "value": number(value, lang, 6), **values} for lang in ("fr", "en")
    }
    return Text(*(text.of(lang, **figures[lang]) for lang in ("fr", "en")))


def _filled(text: Text, **values: str) -> Text:
    return Text(text.of("fr", **values), text.of("en", **values))


_WHAT = Text(
    "Objectifs, borne et écart de record.json recalculés depuis les tables et le certificat",
    "Objectives, bound and gap of record.json recomputed from tables and certificate",
)
_AGREES = Text("concordent", "they agree")
_NAMES = Text(
    "record.json n'a pas les objectifs du cas dans leur ordre ({names})",
    "record.json does not have the objectives of the case in their order ({names})",
)
_STAGE = Text(
    "record.json, objectif {name} : {stated} ; recalculé : {value}",
    "record.json, objective {name}: {stated}; recomputed: {value}",
)
_GAP = Text(
    "record.json, gap : {stated} ; de son objectif à sa borne : {value}",
    "record.json, gap: {stated}; from its objective to its bound: {value}",
)
_HALF = Text("record.json n'a que l'un de gap et bound", "record.json has only one of gap and bound")
_BOUND = Text(
    "record.json, bound : {stated} ; le certificat prouve {value}",
    "record.json, bound: {stated}; the certificate proves {value}",
)
