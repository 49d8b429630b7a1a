"""What the plan minimises: person-years of unemployment first, then what the fund chooses, then the distance to the
reference, so that two equally good plans never flip."""

from __future__ import annotations

import hashlib

import numpy as np

from fundopt.model.linear_program import Block, Builder, LinearProgram, Rows
from fundopt.model.parameters import Parameters, positions
from fundopt.model.variables import Variables

SEED = "fundopt-2026"
"""Seed of the weights that break ties; stated in the record of every plan."""

SMALL = 1e-3
"""Weight of a unit or a person in the tie-break, against 1 for a million dirhams."""


def person_years(p: Parameters) -> np.ndarray:
    """Cost of an unemployed person [scenario, city, period]: π[w] β^t h v[c], weighted person-years."""
    return np.einsum("w,c,t->wct", p.probability, p.priority, p.period_weight)


def without_fund(p: Parameters) -> float:
    """The first objective if nothing is done: Σ π β^t h v (U⁰ + S⁰), weighted person-years."""
    return float((person_years(p) * (p.baseline[None] + p.still_unemployed_without_fund)).sum())


def declare_stages(p: Parameters, v: Variables, builder: Builder) -> None:
    """Add the variables and rows that the further objectives of the case need."""
    if "worst_city" in p.case.fund.then_minimise:
        worst = builder.variables("worst_rise", (), unit="points", lower=-np.inf)
        builder.include(worst_city(p, v, worst))
    if "cvar" in p.case.fund.then_minimise:
        threshold = builder.variables("cvar_threshold", (), unit="person-years", lower=-np.inf)
        excess = builder.variables("cvar_excess", (p.scenarios,), unit="person-years")
        builder.include(scenario_excess(p, v, threshold, excess))
    if len(p.case["reference"]):
        builder.include(reference_distance(p, v, builder))


def worst_city(p: Parameters, v: Variables, worst: np.ndarray) -> Rows:
    """The worst city's rise.  worst ≥ 100 (U[w,c,t] − U⁰[c,t]) / L[c]   [points]"""
    per_head = 100 / p.labour_force[None, :, None]
    axes = (p.scenarios, p.cities, p.periods)
    rows = Rows("worst_city", axes, unit="points", lower=-per_head * p.baseline[None])
    return rows.add(rows.at, worst, 1.0).add(rows.at, v.unemployed, -per_head)


def scenario_excess(p: Parameters, v: Variables, threshold: np.ndarray, excess: np.ndarray) -> Rows:
    """CVaR over scenarios (Rockafellar & Uryasev 2000).  excess[w] ≥ Σ_c,t β^t h v[c] U[w,c,t] − threshold"""
    rows = Rows("scenario_excess", (p.scenarios,), unit="person-years", lower=0)
    rows.add(rows.at, excess, 1.0).add(rows.at, threshold, 1.0)
    weight = np.einsum("c,t->ct", p.priority, p.period_weight)
    return rows.add(rows.at[:, None, None], v.unemployed, -weight[None])


def reference_distance(p: Parameters, v: Variables, builder: Builder) -> Rows:
    """Distance to the reference allocation.  d[j] ≥ |p[j] − reference[j]| where the reference pays   [MAD]"""
    reference = reference_payments(p)
    axes = (p.sources, p.cities, p.measures, p.budget_periods)
    exists = (reference > 0) & (v.payments >= 0)
    distance = builder.variables("reference_distance", axes, unit="MAD", where=exists)
    below = Rows("reference_above", axes, unit="MAD", where=exists, lower=-reference)
    builder.include(below.add(below.at, distance, 1.0).add(below.at, v.payments, -1.0))
    above = Rows("reference_below", axes, unit="MAD", where=exists, lower=reference)
    return above.add(above.at, distance, 1.0).add(above.at, v.payments, 1.0)


def reference_payments(p: Parameters) -> np.ndarray:
    """The reference allocation [source, city, measure, budget period], MAD."""
    values = np.zeros((len(p.sources), len(p.cities), len(p.measures), len(p.budget_periods)))
    table = p.case["reference"]
    at = (
        positions(p.sources, table["source"]),
        positions(p.cities, table["city"]),
        positions(p.measures, table["measure"]),
        positions(p.budget_periods, table["period"]),
    )
    values[at] = table.floats("amount")
    return values


def stage_cost(p: Parameters, program: LinearProgram, stage: str) -> np.ndarray:
    """Cost vector of a further objective: "worst_city" [points], "cvar" [person-years] or "cost" [MMAD]."""
    cost = np.zeros(program.shape[1])

    def put(name: str, values: object) -> None:
        block = program.variables[name]
        cost[block.start : block.stop] = values

    if stage == "worst_city":
        put("worst_rise", 1.0)
    elif stage == "cvar":
        put("cvar_threshold", 1.0)
        put("cvar_excess", p.probability / float(p.case.fund.cvar_tail))
    elif stage == "cost":
        put("payments", 1e-6)
    else:
        raise ValueError(f"unknown objective {stage!r}")
    return cost


def tie_break_cost(p: Parameters, program: LinearProgram) -> np.ndarray:
    """Cost of the last stage: the L1 distance to the reference, each term weighted 1 to 2 by a hash of its label.

    Money counts 1 per MMAD, units and commuters `SMALL` each, so that everything a reader sees is settled.
    """
    cost = np.zeros(program.shape[1])
    settled = {"payments": 1e-6, "reference_distance": 1e-6, "segment_units": SMALL, "employment": SMALL}
    for name, scale in settled.items():
        if name in program.variables:
            block = program.variables[name]
            cost[block.start : block.stop] = scale * (1 + label_hashes(block))
    if "reference_distance" in program.variables:
        payments, referenced = program.variables["payments"], program.variables["reference_distance"]
        column_of = np.full([len(axis) for axis in payments.axes], -1)
        column_of[payments.codes] = np.arange(payments.start, payments.stop)
        paid = column_of[referenced.codes]
        cost[referenced.start : referenced.stop], cost[paid] = cost[paid], 0.0
    return cost


def site_tie_break(program: LinearProgram, most: float) -> np.ndarray:
    """Cost of integer columns from a hash of their labels, at most `most` person-years for any plan in all."""
    nudge = np.zeros(program.shape[1])
    for block in program.variables.values():
        if block.integer:
            nudge[block.start : block.stop] = label_hashes(block)
    largest = float(nudge @ np.where(np.isfinite(program.column_upper), program.column_upper, 0.0))
    nudge *= most / largest if largest > 0 else 0.0
    return np.where(nudge < 1e-8, 0.0, nudge)


def label_hashes(block: Block) -> np.ndarray:
    """A number in [0, 1) for every member, from a hash of its label alone: the same on every machine and row order."""
    parts = [[_hash(f"{SEED}/{axis.name}/{label}") for label in axis.labels] for axis in block.axes]
    total = np.zeros(len(block), dtype=np.uint64)
    for i, (codes, hashes) in enumerate(zip(block.codes, parts, strict=True)):
        mixed = np.array(hashes, dtype=np.uint64)[codes] * np.uint64(2 * i + 1)
        total = (total ^ mixed) * np.uint64(0x9E3779B97F4A7C15)
        total ^= total >> np.uint64(29)
    return total.astype(float) / 2.0**64


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
