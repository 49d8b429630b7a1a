"""A two-city case that uses every table, so that every constraint family of the model has rows."""

from __future__ import annotations

from small_cases import small_case

CASE = small_case(
    fund={
        "french_share": 0.8, "outbound_share": 0.5, "unemployment_share": 0.75, "discount_rate": 0.1,
        "public_per_private": 4, "then_minimise": ("worst_city", "cvar", "cost"),
    },
    sources=[
        {"source": "state", "budget": 900_000},
        {"source": "operators", "kind": "private", "budget": None, "carry_over": False},
    ],
    budgets=[
        {"source": "operators", "period": "2027", "amount": 60_000},
        {"source": "operators", "period": "2028", "amount": 70_000},
    ],
    eligibility={"source": "operators", "city": "*", "measure": ("course", "upgrade")},
    regions=[{"region": "north"}, {"region": "south"}],
    cities=[
        {"city": "fes", "displacement": 0.25, "firms": 4, "reachable_share": 0.1},
        {"city": "meknes", "region": "south", "labour_force": 500, "unemployed": 60, "callcentre_jobs": 40, "firms": 2},
    ],
    unemployment={"city": "meknes", "period": "2029", "unemployed": 55},
    scenarios=[
        {"scenario": "central", "probability": 0.75},
        {"scenario": "severe", "probability": 0.25, "severity": 1.5},
    ],
    timing=[{"period": "2027", "share": 0.75}, {"period": "2028", "share": 0.25}],
    shocks={"scenario": "severe", "city": "meknes", "period": "2028", "jobs_lost": 30},
    persistence=[{"lag": 0, "share": 1}, {"lag": 1, "share": 0.5}, {"lag": 2, "share": 0.2}],
    profiles=[{"profile": "analyst"}, {"profile": "linguist"}],
    measures=[
        {"measure": "course", "profile": "linguist", "unit_cost": 9000, "smallest_cohort": 3, "labelled": True},
        {
            "measure": "hub", "kind": "incubator", "serves": "firms", "unit": "firm", "unit_cost": 40_000,
            "pool": "firms",
        },
        {
            "measure": "upgrade", "kind": "upgrading", "serves": "firms", "unit": "firm", "unit_cost": 25_000,
            "pool": "firms", "min_private_share": 0.2, "moved_jobs": 6, "jobs_kept": 2,
        },
    ],
    effects=[
        {"measure": "course", "lag": 0, "net_jobs": -0.05},
        {"measure": "course", "lag": 1, "net_jobs": 0.2},
        {"measure": "course", "lag": 2, "net_jobs": 0.1},
        {"measure": "hub", "lag": 1, "vacancies": 3},
        {"measure": "hub", "lag": 2, "vacancies": 5},
    ],
    returns=[
        {"measure": "course", "segment": 1, "width": 0.5, "efficiency": 1},
        {"measure": "course", "segment": 2, "width": 0.3, "efficiency": 0.6},
    ],
    mix=[
        {"measure": "hub", "profile": "analyst", "share": 0.4},
        {"measure": "hub", "profile": "linguist", "share": 0.6},
    ],
    overrides={"city": "meknes", "measure": "course", "unit_cost": 8500, "pool": 20},
    sites={
        "measure": "hub", "city": "fes", "opening_cost": 50_000, "running_cost": 6000, "capacity": 2, "max_sites": 1,
        "opening_lag": 1,
    },
    commuting={"home": "meknes", "work": "fes", "both_ways": False},
    vacancies=[{"vacancies": 2}, {"city": "fes", "profile": "linguist", "vacancies": 4}],
    limits=[
        {"limit": "floor_south", "sense": "at_least", "value": 0.1, "measured": "share_of_fund", "region": ("south",)},
        {"limit": "labelled", "sense": "at_least", "value": 0.4, "measured": "share_of_spending", "labelled": "yes"},
        {"limit": "firms", "quantity": "units", "value": 5, "kind": ("incubator", "upgrading"), "period": ("2028",)},
        {"limit": "one_hub", "quantity": "sites", "value": 1},
        {"limit": "jobs", "quantity": "net_jobs", "sense": "at_least", "value": 0.5, "city": ("fes",)},
        {"limit": "kept", "quantity": "jobs_kept", "sense": "at_least", "value": 1, "period": ("2028",)},
        {"limit": "rate", "quantity": "rate", "value": 0.2, "city": ("meknes",), "period": ("2029",)},
    ],
    dependency={"city": "*", "cap": 0.75},
    commitments=[
        {"commitment": "signed", "city": "fes", "source": "state", "period": "2027", "value": 27_000},
        {"commitment": "promised", "measure": "upgrade", "quantity": "units", "sense": "exactly", "value": 1},
    ],
    reference={"source": "state", "city": "fes", "measure": "course", "period": "2027", "amount": 36_000},
    provenance={"table": "cities", "status": "assumption", "source": "Made up for this test."},
    english={"text": "Made up for this test.", "english": "Invented for this test."},
)  # fmt: skip
