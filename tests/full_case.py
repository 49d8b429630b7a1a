"""A hand-made case that fills every table of the schema and every kind of cell, for round trips."""

from __future__ import annotations

from decimal import Decimal

from fundopt.case.case import Case

D = Decimal

FULL = Case.of(
    "full",
    fund=[
        {
            "name": "Fonds d'essai « 2027 »",
            "start": "2027-S1",
            "budget_periods": 3,
            "evaluation_periods": 8,
            "basis": "survey",
            "french_share": D("0.8"),
            "outbound_share": D("0.175"),
            "discount_rate": D("0.03"),
            "public_per_private": D("2.33"),
            "weighting": "vulnerability",
            "then_minimise": ("worst_city", "cost"),
            "payment_unit": "1",
        }
    ],
    sources=[
        {"source": "state", "name": "État (hypothèse)", "kind": "public", "carry_over": False},
        {"source": "operators", "name": "Opérateurs", "kind": "private", "budget": D("2500000.50"), "owner": "APEBI"},
    ],
    budgets=[
        {"source": "state", "period": "2027-S1", "amount": D("6000000")},
        {"source": "state", "period": "2028-S1", "amount": D("0.01")},
    ],
    eligibility=[
        {"source": "state", "city": ("fes", "sale"), "measure": "*", "eligible": True, "reason": "Plan régional"},
        {"source": "operators", "city": "*", "measure": ("incubator",), "eligible": False},
    ],
    regions=[{"region": "03", "name": "Fès-Meknès"}, {"region": "04", "name": "Rabat-Salé-Kénitra"}],
    cities=[
        {
            "city": "fes",
            "name": "Fès",
            "region": "03",
            "labour_force": D(400123),
            "unemployed": D("60000.25"),
            "callcentre_jobs": D(5000),
            "unemployment_basis": "survey",
            "french_share": D("0.75"),
            "displacement": D("0.4"),
            "firms": D(30),
            "priority": D("1.5"),
            "higher_education_share": D("0.1234567"),
            "latitude": D("34.03313"),
            "longitude": D("-5.00028"),
        },
        {
            "city": "sale",
            "name": "=Salé\n(rive droite)",
            "region": "04",
            "labour_force": D(330000),
            "unemployed": D(50000),
            "callcentre_jobs": D(8000),
        },
    ],
    unemployment=[{"city": "fes", "period": "2027-S2", "unemployed": D("61234.5")}],
    scenarios=[
        {"scenario": "central", "name": "Central", "probability": D("0.7")},
        {"scenario": "severe", "name": "Sévère", "probability": D("0.3"), "severity": D("1.5")},
    ],
    timing=[{"period": "2027-S1", "share": D("0.25")}, {"period": "2027-S2", "share": D("0.75")}],
    shocks=[{"scenario": "severe", "city": "sale", "period": "2027-S1", "jobs_lost": D(2200)}],
    persistence=[{"lag": 0, "share": D(1)}, {"lag": 1, "share": D("0.123456789012345678")}],
    profiles=[{"profile": "analyst", "name": "Analyste"}, {"profile": "linguist", "name": "Linguiste"}],
    measures=[
        {
            "measure": "retraining",
            "name": "Reconversion, « IA » ; et plus",
            "kind": "training",
            "serves": "people",
            "unit": "stagiaire",
            "unit_cost": D("10000.10"),
            "pool": "displaced",
            "pool_share": D("0.9"),
            "profile": "linguist",
            "gross_placement": D("0.72"),
            "min_private_share": D("0.3"),
            "labelled": True,
            "target_market": "@Espagne",
            "smallest_cohort": D(12),
        },
        {
            "measure": "incubator",
            "name": "-Incubateur",
            "kind": "incubator",
            "serves": "firms",
            "unit": "entreprise",
            "unit_cost": D(50000),
            "pool": "firms",
            "vacancies": D("1.25"),
            "owner": "Équipe",
        },
    ],
    effects=[
        {"measure": "retraining", "lag": 0, "net_jobs": D("-0.02")},
        {"measure": "retraining", "lag": 1, "net_jobs": D("0.05"), "jobs_kept": D("0.001")},
    ],
    returns=[
        {"measure": "*", "segment": 1, "width": D("0.05"), "efficiency": D(1)},
        {"measure": "*", "segment": 2, "width": D("0.95"), "efficiency": D("0.6")},
    ],
    mix=[
        {"measure": "incubator", "profile": "analyst", "share": D("0.35")},
        {"measure": "incubator", "profile": "linguist", "share": D("0.65")},
    ],
    overrides=[{"city": "sale", "measure": "retraining", "unit_cost": D(9000), "pool": D("150.5")}],
    sites=[{"measure": "incubator", "opening_cost": D(900000), "running_cost": D(1000), "capacity": D(9)}],
    commuting=[{"home": "fes", "work": "sale", "both_ways": False, "km": D("198.3")}],
    vacancies=[{"city": "*", "profile": "*", "period": "*", "vacancies": D("512.6")}],
    limits=[
        {
            "limit": "floor",
            "name": "Plancher",
            "quantity": "money",
            "sense": "at_least",
            "value": D("0.02"),
            "measured": "share_of_fund",
            "region": ("03", "04"),
            "kind": ("training", "incubator"),
            "labelled": "yes",
            "period": ("2027-S1", "2027-S2"),
            "active": False,
            "owner": "Conseil",
            "reason": "+2 % au moins",
        },
        {"limit": "rate", "name": "Taux", "quantity": "rate", "sense": "at_most", "value": D("0.35"), "city": ("fes",)},
    ],
    dependency=[{"city": "*", "cap": D("0.79"), "period": "2028-S1", "reason": "Décision 2026-09"}],
    commitments=[
        {"commitment": "c1", "name": "Déjà signé", "city": "fes", "measure": "retraining", "source": "state",
         "period": "2027-S1", "quantity": "money", "sense": "exactly", "value": D(100000)},
    ],
    reference=[
        {"source": "state", "city": "fes", "measure": "retraining", "period": "2027-S1", "amount": D(40000)},
    ],
    provenance=[
        {"table": "cities", "row": "fes", "column": "unemployed", "status": "sourced", "source": "HCP, RGPH 2024",
         "date": "2024"},
        {"table": "cities", "status": "assumption", "source": "Règle R1", "owner": "Équipe",
         "note": "x_x000D_"},
    ],
    english=[
        {"text": "Règle R1", "english": "Rule R1"},
        {"text": "Équipe", "english": "=Team; -1"},
    ],
)  # fmt: skip
