"""The dossier: hashes that only content moves, a folder that is whole or not there, workbooks whose formulas hold."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import fields, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fundopt.audit import dossier
from fundopt.audit.dossier import changed_files, read_dossier, write_dossier
from fundopt.audit.dossier_comparison import write_comparison
from fundopt.audit.record import Record, canonical_hash, plan_hash, program_hash, read_record, record_run
from fundopt.case.case import Case, Data
from fundopt.errors import DossierError
from fundopt.language import Text
from fundopt.model.linear_program import Axis, Builder, LinearProgram
from fundopt.model.parameters import LabelMismatch
from fundopt.plan.figures import Figure, RuleMargin, Summary
from fundopt.plan.tables import COLUMNS, PlanTables

LANGUAGES = ("fr", "en")
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
HOSTILE = '=HYPERLINK("http://example.org","Fès")'
PERIODS = ("2027-S1", "2027-S2", "2028-S1", "2028-S2")


def small_case(**tables: list[dict]) -> Case:
    """Two cities, two measures, three sources, two budget periods and four evaluation periods."""
    city = {"region": "r", "labour_force": Decimal(100_000), "unemployed": Decimal(20_000)}
    given = {
        "fund": [
            {
                "name": "Fonds d'essai & co",
                "start": "2027-S1",
                "budget_periods": 2,
                "evaluation_periods": 4,
                "basis": "survey",
                "french_share": Decimal("0.8"),
                "outbound_share": Decimal("0.15"),
            }
        ],
        "sources": [
            {"source": "state", "name": "État", "kind": "public", "budget": Decimal(5_000_000)},
            {"source": "firms", "name": "@opérateurs", "kind": "private", "budget": Decimal(2_000_000)},
            {"source": "eu", "name": "Union européenne", "kind": "public"},
        ],
        "budgets": [
            {"source": "eu", "period": "2027-S1", "amount": Decimal(700_000)},
            {"source": "eu", "period": "2027-S2", "amount": Decimal("300000.50")},
        ],
        "cities": [
            {"city": "fes", "name": HOSTILE, "callcentre_jobs": Decimal(6_000), **city},
            {"city": "Fes", "name": "Fès-Médina", "callcentre_jobs": Decimal(1_000), **city},
            {"city": "oujda", "name": "Oujda", "callcentre_jobs": Decimal(900), **city},
        ],
        "measures": [
            {
                "measure": "ai",
                "name": "+ Agents IA",
                "kind": "training",
                "serves": "people",
                "unit": "-stagiaire",
                "unit_cost": Decimal(20_000),
                "pool": "displaced",
            },
            {
                "measure": "inc",
                "name": "Incubateur",
                "kind": "incubator",
                "serves": "firms",
                "unit": "entreprise",
                "unit_cost": Decimal(50_000),
                "pool": "firms",
            },
        ],
        "limits": [
            {"limit": "floor", "name": "Plancher", "quantity": "money", "sense": "at_least", "value": Decimal(1),
             "city": ("fes", "oujda")},
        ],
        "provenance": [
            {"table": "cities", "column": "callcentre_jobs", "status": "assumption", "source": "=règle R1"},
            {"table": "cities", "column": "unemployed", "status": "sourced", "source": "HCP", "date": "2024"},
            {"table": "measures", "status": "assumption", "source": "à remplacer"},
        ],
    }  # fmt: skip
    return Case.of("essai", **{**given, **tables})


def frame(name: str, rows: list[tuple]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(COLUMNS[name]))


def small_plan() -> PlanTables:
    """A plan of `small_case`, made up: only its arithmetic counts here."""
    unemployment = [
        ("central", city, period, 20_000.0, 500.25 + i, 400.5, 20_500.25 + i, 20_400.5 - 7 * i)
        for city in ("Fes", "fes", "oujda")
        for i, period in enumerate(PERIODS)
    ]
    jobs = [(city, "all", period, 90.5 + i, 80.25) for city in ("Fes", "fes", "oujda") for i, period in enumerate(PERIODS)]
    return PlanTables(
        payments=frame("payments", [
            ("eu", "fes", "ai", "2027-S2", Decimal("300000.50")),
            ("firms", "fes", "inc", "2027-S1", Decimal(400_000)),
            ("state", "Fes", "ai", "2027-S1", Decimal(1_000)),
            ("state", "fes", "ai", "2027-S1", Decimal(1_200_000)),
            ("state", "oujda", "inc", "2027-S2", Decimal(250_000)),
        ]),
        activities=frame("activities", [
            ("fes", "ai", "2027-S1", 1, 60.0),
            ("fes", "ai", "2027-S1", 2, 0.1 + 0.2),
            ("oujda", "inc", "2027-S2", 1, 5.0),
        ]),
        sites=frame("sites", [("fes", "inc", "2027-S1", 1, 0), ("fes", "inc", "2027-S2", 0, 1)]),
        jobs=frame("jobs", jobs),
        employment=frame("employment", []),
        kept=frame("kept", [("central", "fes", "2027-S2", 12.5), ("central", "oujda", "2028-S1", 3.0)]),
        unemployment=frame("unemployment", unemployment),
    )  # fmt: skip


def small_program() -> LinearProgram:
    """Spend at most 5 MAD million on two cities."""
    builder = Builder()
    cities = Axis("city", ("fes", "oujda"))
    money = builder.variables("payments", [cities], unit="MAD", upper=3e6)
    units = builder.variables("units", [cities], unit="units", integer=True, upper=9)
    builder.add(builder.rows("budgets", [], unit="MAD", upper=5e6), money, 1.0)
    paid = builder.rows("who_pays", [cities], unit="MAD", lower=0, upper=0)
    builder.add(paid, money, 1.0)
    builder.add(paid, units, -20_000.0)
    return builder.build({"units": np.array([-1.5, -2.0])})


def small_record(**changes: object) -> Record:
    run = {"engine": "glop", "engine_version": "9.15", "objective": -1234.5, "bound": -1234.5, "gap": 0.0, "seed": 0}
    stages = ({"name": "person_years", "value": -1234.5, "unit": "person-years", "allowance": 0.01},)
    parameters = {"gap": 1e-4, "time_limit": None}
    return record_run(
        small_case(), small_program(), small_plan(), time=NOON, **{**run, "stages": stages, "parameters": parameters, **changes}
    )


def small_summary() -> Summary:
    mad = Text("MAD", "MAD")
    return Summary(
        figures=(
            Figure(Text("Chômage évité", "Unemployment avoided"), 1234.5, Text("années-personnes", "person-years"), 1),
            Figure(Text("Argent dépensé", "Money spent"), Decimal("2151000.5"), mad, 0, "assumption"),
            Figure(Text("Coût par emploi", "Cost per job"), None, mad),
        ),
        scenario=Text("central", "central"),
        proof=Text("aucun plan ne fait mieux de plus de 0,01", "no plan does better by more than 0.01"),
        notes=(Text("=note", "=note"),),
        rules=(
            RuleMargin(Text("Plancher", "Floor"), "at_least", 1_900_000, 1, mad, False),
            RuleMargin(Text("Budget", "Budget"), "at_most", 300_000.5, 300_000.5, mad, True, 0, 0.25, Text("années-personnes/MMAD", "person-years/MMAD"), "DG", "-loi"),
            RuleMargin(Text("Engagement", "Commitment"), "exactly", 5.0, 5.5, Text("unités", "units"), True, 1),
        ),
    )  # fmt: skip


def write(directory: Path, lang: str = "fr", **changes: object) -> Path:
    return write_dossier(directory, small_case(), small_plan(), small_summary(), small_record(**changes), lang)
