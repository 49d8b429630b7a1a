"""A made-up case that fills every table, for the example rows of the template; its names say that they are made up."""

from __future__ import annotations

from decimal import Decimal

from fundopt.case.case import Case
from fundopt.language import Text

D = Decimal


def example(lang: str) -> Case:
    """The example, with its names in `lang`. No number in it comes from anywhere."""

    def say(fr: str, en: str) -> str:
        return Text(fr, en).of(lang)

    owner, reason = say("direction du fonds", "fund office"), say("exemple", "example")
    north, south = say("nord", "north"), say("sud", "south")
    course, visit = say("cours", "course"), say("conseil", "advice")
    course_name = say("Cours de reconversion", "Retraining course")
    state, firms = say("etat", "state"), say("operateurs", "operators")
    first, second, profile = "2027-S1", "2027-S2", say("analyste", "analyst")
    paid = {"source": state, "city": north, "measure": course, "period": first}
    values = {"owner": owner, "status": "assumption", "source": say("exemple", "example")}
    return Case.of(
        "example",
        fund=[
            {"name": say("Exemple", "Example"), "start": first, "budget_periods": 4, "evaluation_periods": 8,
             "basis": "survey", "french_share": D("0.8"), "outbound_share": D("0.25"), "discount_rate": D("0.03"),
             "public_per_private": D("2.5"), "then_minimise": ("worst_city", "cost")},
        ],
        sources=[
            {"source": state, "name": say("État", "State"), "kind": "public", "budget": D(6000000), "owner": owner},
            {"source": firms, "name": say("Opérateurs", "Operators"), "kind": "private", "budget": D(4000000),
             "owner": owner},
        ],
        budgets=[
            {"source": state, "period": first, "amount": D(4000000)},
            {"source": state, "period": "2028-S1", "amount": D(2000000)},
        ],
        eligibility=[
            {"source": firms, "city": (north, south), "measure": "*", "eligible": True, "reason": reason},
        ],
        regions=[{"region": "r1", "name": say("Région du Nord", "Northern region")},
                 {"region": "r2", "name": say("Région du Sud", "Southern region")}],
        cities=[
            {"city": north, "name": say("Ville du Nord", "Northern city"), "region": "r1", "labour_force": D(400000),
             "unemployed": D(60000), "callcentre_jobs": D(5000), "displacement": D("0.4"), "firms": D(30)},
            {"city": south, "name": say("Ville du Sud", "Southern city"), "region": "r2", "labour_force": D(300000),
             "unemployed": D(36000), "callcentre_jobs": D(8000), "displacement": D("0.3"), "firms": D(20)},
        ],
        unemployment=[{"city": north, "period": second, "unemployed": D(61500)}],
        scenarios=[
            {"scenario": "central", "name": "Central", "probability": D("0.7")},
            {"scenario": "severe", "name": say("Sévère", "Severe"), "probability": D("0.3"), "severity": D("1.5")},
        ],
        timing=[{"period": first, "share": D("0.6")}, {"period": second, "share": D("0.4")}],
        shocks=[{"scenario": "severe", "city": south, "period": first, "jobs_lost": D(1200)}],
        persistence=[{"lag": 0, "share": D(1)}, {"lag": 1, "share": D("0.7")}],
        profiles=[{"profile": profile, "name": say("Analyste", "Analyst")},
                  {"profile": say("linguiste", "linguist"), "name": say("Linguiste", "Linguist")}],
        measures=[
            {"measure": course, "name": course_name, "kind": "training",
             "serves": "people", "unit": say("stagiaire", "trainee"), "unit_cost": D(12000), "pool": "displaced",
             "pool_share": D("0.9"), "profile": profile, "min_private_share": D("0.2"), "labelled": True,
             "owner": owner},
            {"measure": visit, "name": say("Conseil aux entreprises", "Advice to firms"), "kind": "upgrading",
             "serves": "firms", "unit": say("entreprise", "firm"), "unit_cost": D(50000), "pool": "firms",
             "jobs_kept": D("0.5"), "vacancies": D(1), "owner": owner},
        ],
        effects=[
            {"measure": course, "lag": 0, "net_jobs": D("-0.02")},
            {"measure": course, "lag": 1, "net_jobs": D("0.06")},
        ],
        returns=[
            {"measure": "*", "segment": 1, "width": D("0.4"), "efficiency": D(1)},
            {"measure": "*", "segment": 2, "width": D("0.6"), "efficiency": D("0.5")},
        ],
        mix=[{"measure": visit, "profile": profile, "share": D(1)}],
        overrides=[{"city": south, "measure": course, "unit_cost": D(10500)}],
        sites=[{"measure": visit, "city": "*", "opening_cost": D(500000), "running_cost": D(20000), "capacity": D(20),
                "max_sites": 1, "opening_lag": 1}],
        commuting=[{"home": north, "work": south, "both_ways": True, "km": D("25.5")}],
        vacancies=[{"city": "*", "profile": "*", "period": "*", "vacancies": D(500)}],
        limits=[
            {"limit": say("plancher", "floor"), "name": say("Plancher par ville", "Floor by city"), "quantity": "money",
             "sense": "at_least", "value": D("0.02"), "measured": "share_of_fund", "city": (north, south),
             "owner": owner, "reason": reason},
        ],
        dependency=[{"city": "*", "cap": D("0.9"), "period": "2028-S2", "active": False, "owner": owner,
                     "reason": reason}],
        commitments=[{"commitment": say("signe", "signed"), "name": say("Convention signée", "Signed agreement"),
                      **paid, "quantity": "money", "sense": "at_least", "value": D(120000), "owner": owner,
                      "reason": reason}],
        reference=[{**paid, "amount": D(250000)}],
        provenance=[
            {"table": "cities", "row": north, "column": "unemployed", **values, "date": "2026-09",
             "note": say("à remplacer par la source", "to be replaced by the source")},
            *({"table": table, **values} for table in (
                "fund", "sources", "budgets", "cities", "unemployment", "scenarios", "timing", "shocks", "persistence",
                "measures", "effects", "returns", "mix", "overrides", "sites", "commuting", "vacancies")),
        ],
        english=[{"text": course_name, "english": "Retraining course"}],
    )  # fmt: skip
