"""Checks of a case: one rule, one small folder, one finding at its place."""

from __future__ import annotations

from decimal import Decimal

import pytest
from case_folder import SMALLEST, examined, only
from full_case import FULL

from fundopt.case.case import Case
from fundopt.case.checks import check
from fundopt.case.checks.registry import SENSE_CHECKS
from fundopt.case.defaults import defaults_used
from fundopt.case.eligibility import eligible
from fundopt.case.exposure import jobs_lost, pools
from fundopt.case.findings import Severity
from fundopt.case.messages import suggestion
from fundopt.case.messages.sense import MONEY, PEOPLE, RULES
from fundopt.case.messages.sense import SOURCES as ORIGINS
from fundopt.case.provenance import coverage, provenance_of

FUND, SOURCES, CITIES, MEASURES = (SMALLEST[name] for name in ("fund", "sources", "cities", "measures"))


def with_column(table: str, heading: str, *values: object) -> str:
    """The table's text with one more column."""
    lines = SMALLEST[table].splitlines()
    return "".join(f"{line},{value}\n" for line, value in zip(lines, (heading, *values), strict=True))


def measures(*rows: str, extra: str = "") -> str:
    """A measures table: measure,kind,serves,unit_cost,pool,net_jobs and `extra` headings."""
    head = "measure,name,unit,kind,serves,unit_cost,pool,net_jobs" + extra
    return "\n".join([head, *(f"{row.split(',')[0]},Nom,unité,{row.partition(',')[2]}" for row in rows)]) + "\n"


# --- structure: (code, place, tables) ----------------------------------------------------------------------------

STRUCTURE = [
    ("value-low", "cities.csv:2:unemployed", {"cities": CITIES.replace("60000", "-1")}),
    ("value-low", "cities.csv:2:labour_force", {"cities": CITIES.replace("400000,60000,5000", "0,0,0")}),
    ("value-high", "fund.csv:7:value", {"fund": FUND.replace("french_share,0.8", "french_share,80")}),
    ("value-high", "fund.csv:4:value", {"fund": FUND.replace("evaluation_periods,4\n", "")
                                        .replace("budget_periods,2", "budget_periods,41")}),
    ("key-twice", "cities.csv:4:city", {"cities": CITIES + CITIES.splitlines()[1] + "\n"}),
    ("key-twice", "budgets.csv:3:source",
     {"budgets": "source,period,amount\nstate,2027-S1,400000\nstate,2027-S1,600000\n"}),
    ("key-twice", "vacancies.csv:4:city", {"vacancies": "city,profile,period,vacancies\nfes,*,*,1\n*,*,*,2\n*,,*,3\n"}),
    ("reference-unknown", "unemployment.csv:2:city", {"unemployment": "city,period,unemployed\nfez,2027-S1,5\n"}),
    ("reference-unknown", "cities.csv:2:region", {"regions": "region,name\nr04,Rabat\n"}),
    ("reference-unknown", "sites.csv:2:measure",
     {"sites": "measure,opening_cost,running_cost,capacity\nincubator,1,1,1\n"}),
    ("reference-unknown", "limits.csv:2:city",
     {"limits": "limit,name,quantity,sense,value,city\na,A,units,at_least,1,fes;sla\n"}),
    ("reference-unknown", "shocks.csv:2:scenario",
     {"shocks": "scenario,city,period,jobs_lost\nsevere,fes,2027-S1,5\n"}),
    ("period-length", "budgets.csv:2:period", {"budgets": "source,period,amount\nstate,2027,1000000\n"}),
    ("period-outside", "budgets.csv:2:period", {"budgets": "source,period,amount\nstate,2028-S1,1000000\n"}),
    ("period-outside", "timing.csv:2:period", {"timing": "period,share\n2029-S1,1\n"}),
    ("period-outside", "limits.csv:2:period",
     {"limits": "limit,name,quantity,sense,value,period\na,A,money,at_least,1,2027-S1;2028-S1\n"}),
    ("reference-outside", "reference.csv:2:period",
     {"reference": "source,city,measure,period,amount\nstate,fes,retraining,2026-S2,5\n"}),
    ("identifiers-alike", "cities.csv:4:city", {"cities": CITIES + "Fès,Fès ville,r03,9000,900,90\n"}),
    ("provenance-unknown", "provenance.csv:2:table",
     {"provenance": "table,status,source\ncitys,sourced,HCP\n"}),
    ("provenance-unknown", "provenance.csv:2:column",
     {"provenance": "table,column,status,source\ncities,unemploye,sourced,HCP\n"}),
    ("reference-unknown", "provenance.csv:2:row",
     {"provenance": "table,row,status,source\ncities,fez,sourced,HCP\n"}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "place", "tables"), STRUCTURE)
def test_structure_is_checked_from_the_schema(tmp_path, code, place, tables):
    assert str(only(examined(tmp_path, **tables)[1], code).place) == place


def test_a_double_key_names_the_other_row(tmp_path):
    found = only(examined(tmp_path, cities=CITIES + CITIES.splitlines()[1] + "\n")[1], "key-twice")
    assert "cities.csv:2:city" in found.line("fr")


@pytest.mark.parametrize("written", ["fez", "Fès", "FES"])
def test_an_unknown_reference_suggests_the_nearest_identifier_or_the_name(tmp_path, written):
    found = only(
        examined(tmp_path, unemployment=f"city,period,unemployed\n{written},2027-S1,5\n")[1], "reference-unknown"
    )
    assert "« fes »" in found.line("fr")


def test_periods_of_unemployment_lie_in_the_evaluation_horizon(tmp_path):
    case, _ = examined(tmp_path, unemployment="city,period,unemployed\nfes,2028-S2,5\n")
    assert case is not None


def test_any_region_code_goes_without_a_table_of_regions(tmp_path):
    assert examined(tmp_path)[0] is not None


# --- sense -------------------------------------------------------------------------------------------------------

SCENARIOS = "scenario,name,probability,severity\ncentral,C,0.7,1\nsevere,S,{},{}\n"
EFFECTS = "measure,lag,net_jobs\nretraining,0,-0.01\nretraining,{},{}\n"
RETURNS = "measure,segment,width,efficiency\n*,1,{},{}\n*,{},{},{}\n"
LIMIT = "limit,name,quantity,sense,value,measured,region,city,measure,kind,source,labelled\na,A,{}\n"
PROFILES = "profile,name\na,A\nb,B\n"
OPERATORS = "operators,Opérateurs,private,500000\n"

SENSE = [
    ("basis-mixed", "cities.csv:3:unemployment_basis",
     {"cities": with_column("cities", "unemployment_basis", "survey", "census")}),
    ("unemployed-above-labour-force", "cities.csv:2:unemployed", {"cities": CITIES.replace("60000", "400001")}),
    ("unemployed-above-labour-force", "unemployment.csv:2:unemployed",
     {"unemployment": "city,period,unemployed\nfes,2027-S2,400001\n"}),
    ("jobs-above-labour-force", "cities.csv:2:callcentre_jobs",
     {"cities": CITIES.replace("60000,5000", "60000,400001")}),
    ("shock-above-jobs", "shocks.csv:2:jobs_lost",
     {"shocks": "scenario,city,period,jobs_lost\ncentral,fes,2027-S1,3000\ncentral,fes,2027-S2,2001\n"}),
    ("shock-above-jobs", "scenarios.csv:2:severity",
     {"scenarios": "scenario,name,probability,severity\nall,Tout,1,5.1\n",
      "cities": "".join(CITIES.splitlines(keepends=True)[:2])}),
    ("sum-not-one", "scenarios.csv:3:probability", {"scenarios": SCENARIOS.format("0.2999", 1)}),
    ("sum-not-one", "timing.csv:3:share", {"timing": "period,share\n2027-S1,0.3\n2027-S2,0.71\n"}),
    ("sum-not-one", "mix.csv:3:share",
     {"profiles": PROFILES, "mix": "measure,profile,share\nretraining,a,0.5\nretraining,b,0.4\n"}),
    ("persistence-gap", "persistence.csv:3:lag", {"persistence": "lag,share\n0,1\n2,0.5\n"}),
    ("persistence-rising", "persistence.csv:3:share", {"persistence": "lag,share\n0,0.5\n1,0.6\n"}),
    ("commuting-self", "commuting.csv:2:work", {"commuting": "home,work\nfes,fes\n"}),
    ("vacancies-uncovered", "vacancies.csv",
     {"profiles": PROFILES, "vacancies": "city,profile,period,vacancies\nfes,*,*,1\nsale,a,*,2\n*,*,2027-S1,3\n"}),
    ("horizon-order", "fund.csv:5:value", {"fund": FUND.replace("budget_periods,2", "budget_periods,5")}),
    ("horizon-short", "fund.csv:5:value",
     {"effects": EFFECTS.format(3, 0.05), "measures": MEASURES.replace(",0.05", ",")}),
    ("source-without-budget", "sources.csv:2:budget", {"sources": SOURCES.replace("1000000", "")}),
    ("source-budgets-differ", "sources.csv:2:budget", {"budgets": "source,period,amount\nstate,2027-S1,999999\n"}),
    ("fund-without-money", "sources.csv", {"sources": SOURCES.replace("1000000", "0")}),
    ("source-unusable", "sources.csv:2:source",
     {"eligibility": "source,city,measure,eligible\nstate,fes,*,yes\nstate,*,retraining,no\n"}),
    ("private-missing", "measures.csv:2:min_private_share",
     {"measures": with_column("measures", "min_private_share", 0.3)}),
    ("private-missing", "measures.csv:2:min_private_share",
     {"measures": with_column("measures", "min_private_share", 0.3), "sources": SOURCES + OPERATORS,
      "eligibility": "source,measure,eligible\noperators,retraining,no\n"}),
    ("cost-zero", "measures.csv:2:unit_cost", {"measures": MEASURES.replace("10000", "0")}),
    ("site-cost-unit", "sites.csv:2:running_cost",
     {"measures": MEASURES.replace("10000", "0"),
      "sites": "measure,opening_cost,running_cost,capacity\nretraining,900000,1500,10\n"}),
    ("site-too-late", "sites.csv:2:opening_lag",
     {"sites": "measure,opening_cost,running_cost,capacity,opening_lag\nretraining,900000,1500,10,2\n"}),
    ("cohort-above-capacity", "sites.csv:2:capacity",
     {"measures": with_column("measures", "smallest_cohort", 21),
      "sites": "measure,opening_cost,running_cost,capacity,max_sites\nretraining,900000,1500,10,2\n"}),
    ("cohort-above-pool", "measures.csv:2:smallest_cohort",
     {"measures": with_column("measures", "smallest_cohort", 1001)}),
    ("cohort-above-pool", "overrides.csv:2:smallest_cohort",
     {"overrides": "city,measure,smallest_cohort,pool\nfes,retraining,60,50\n"}),
    ("net-as-high-as-gross", "measures.csv:2:net_jobs",
     {"measures": with_column("measures", "gross_placement", 0.72).replace(",0.05,", ",0.72,")}),
    ("net-as-high-as-gross", "effects.csv:3:net_jobs",
     {"effects": EFFECTS.format(1, 0.8),
      "measures": with_column("measures", "gross_placement", 0.72).replace(",0.05,", ",,")}),
    ("net-effect-high", "measures.csv:2:net_jobs", {"measures": MEASURES.replace("0.05", "0.7")}),
    ("effect-none", "measures.csv:2:measure", {"measures": MEASURES.replace("0.05", "0")}),
    ("effects-twice", "measures.csv:2:net_jobs", {"effects": EFFECTS.format(1, 0.05)}),
    ("returns-segments", "returns.csv:3:segment", {"returns": RETURNS.format(0.1, 1, 3, 0.5, 0.5)}),
    ("returns-width", "returns.csv:3:width", {"returns": RETURNS.format(0.6, 1, 2, 0.5, 0.5)}),
    ("returns-start", "returns.csv:2:efficiency", {"returns": RETURNS.format(0.5, 0.9, 2, 0.5, 0.5)}),
    ("returns-falling", "returns.csv:3:efficiency", {"returns": RETURNS.format(0.5, 1, 2, 0.5, 1)}),
    ("returns-falling", "returns.csv:3:efficiency", {"returns": RETURNS.format(0.5, 1, 2, 0.5, 0)}),
    ("limit-mixes", "limits.csv:2:measure",
     {"limits": LIMIT.format("net_jobs,at_least,1,amount,*,*,retraining,*,*,*")}),
    ("limit-mixes", "limits.csv:2:kind",
     {"limits": LIMIT.format("jobs_kept,at_least,1,amount,*,*,*,training,*,*")}),
    ("limit-mixes", "limits.csv:2:labelled", {"limits": LIMIT.format("rate,at_most,0.3,amount,*,*,*,*,*,no")}),
    ("limit-mixes", "limits.csv:2:source", {"limits": LIMIT.format("units,at_least,1,amount,*,*,*,*,state,*")}),
    ("limit-measured", "limits.csv:2:measured",
     {"limits": LIMIT.format("units,at_least,0.4,share_of_fund,*,*,*,*,*,*")}),
    ("limit-measured", "limits.csv:2:measured",
     {"limits": LIMIT.format("rate,at_most,0.4,per_head,*,*,*,*,*,*")}),
    ("limit-sense", "limits.csv:2:sense", {"limits": LIMIT.format("rate,at_least,0.1,amount,*,*,*,*,*,*")}),
    ("limit-sense", "limits.csv:2:sense", {"limits": LIMIT.format("net_jobs,at_most,5,amount,*,*,*,*,*,*")}),
    ("limit-sense", "limits.csv:2:sense", {"limits": LIMIT.format("jobs_kept,exactly,5,amount,*,*,*,*,*,*")}),
    ("limit-share", "limits.csv:2:value", {"limits": LIMIT.format("money,at_least,40,share_of_fund,*,*,*,*,*,*")}),
    ("limit-share", "limits.csv:2:value", {"limits": LIMIT.format("rate,at_most,12,amount,*,*,*,*,*,*")}),
    ("limit-percent", "limits.csv:2:value", {"limits": LIMIT.format("money,at_least,5 %,amount,*,*,*,*,*,*")}),
    ("limit-percent", "limits.csv:2:value", {"limits": LIMIT.format("units,at_least,5%,per_head,*,*,*,*,*,*")}),
    ("floors-above-ceiling", "limits.csv:2:value",
     {"limits": LIMIT.format("money,at_least,600000,amount,r03,*,*,*,*,*")
      + "b,B,money,at_least,0.5,share_of_fund,r04,*,*,*,*,*\n"}),
    ("limit-empty", "limits.csv:2:limit", {"limits": LIMIT.format("money,at_least,1,amount,r03,sale,*,*,*,*")}),
    ("limit-empty", "limits.csv:2:limit", {"limits": LIMIT.format("money,at_least,1,amount,*,*,retraining,label,*,*")}),
    ("limit-empty", "limits.csv:2:limit", {"limits": LIMIT.format("money,at_least,1,amount,*,*,*,*,*,yes")}),
    ("commitment-ineligible", "commitments.csv:2:source",
     {"eligibility": "source,city,eligible\nstate,sale,yes\n",
      "commitments": "commitment,name,city,measure,source,value\nc,C,fes,retraining,state,5000\n"}),
    ("commitments-above-budget", "commitments.csv:2:value",
     {"commitments": "commitment,name,city,measure,source,value\nc,C,fes,retraining,state,1000001\n"}),
    ("assumption-without-owner", "provenance.csv:2:owner",
     {"provenance": "table,status,source,owner\ncities,assumption,R1,\n"}),
    ("english-unused", "english.csv:2:text", {"english": "text,english\nAide à l'embuche,Hiring support\n"}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "place", "tables"), SENSE)
def test_sense_is_checked_rule_by_rule(tmp_path, code, place, tables):
    found = only(examined(tmp_path, **tables)[1], code)
    assert str(found.place) == place
    for lang in ("fr", "en"):
        assert "{" not in found.line(lang)
        assert "Text(" not in found.line(lang)
        assert found.record(lang)["message"]


def test_every_rule_of_sense_has_a_case_that_breaks_it_and_is_documented():
    covered = {code for code, _, _ in SENSE} | {"provenance-none", "default-table", "default-setting"}
    assert covered == {*PEOPLE, *MONEY, *RULES, *ORIGINS}
    assert all(rule.find.__doc__ for rule in SENSE_CHECKS)


def test_a_shock_of_all_jobs_and_a_net_effect_just_below_gross_are_accepted(tmp_path):
    shocks = "scenario,city,period,jobs_lost\ncentral,fes,2027-S1,5000\n"
    rows = with_column("measures", "gross_placement", 0.06)
    case, _ = examined(tmp_path, shocks=shocks, measures=rows)
    assert case is not None


def test_sums_are_exact_decimals(tmp_path):
    shares = "period,share\n2027-S1,0.1\n2027-S2,0.2\n2028-S1,0.7\n"
    assert examined(tmp_path, timing=shares)[0] is not None


def test_an_inactive_rule_may_select_nothing(tmp_path):
    text = LIMIT.format("money,at_least,1,amount,r03,sale,*,*,*,*").replace("labelled\n", "labelled,active\n")
    assert examined(tmp_path, limits=text.replace("*,*\n", "*,*,no\n"))[0] is not None


def test_a_limit_may_be_written_as_a_percentage(tmp_path):
    case, _ = examined(tmp_path, limits=LIMIT.format("money,at_least,40 %,share_of_fund,*,*,*,*,*,*"))
    assert case["limits"]["value"] == (Decimal("0.4"),)


def test_sense_is_not_checked_on_tables_that_are_not_sound(tmp_path):
    cities = CITIES.replace("60000", "400001").replace("8000", "huit mille")
    codes = {item.code for item in examined(tmp_path, cities=cities)[1] if item.stops}
    assert codes == {"number-malformed"}


def test_structure_and_reading_are_said_together(tmp_path):
    cities = CITIES.replace("60000", "x") + "fes,Fès,r03,5,1,1\n"
    findings = examined(tmp_path, cities=cities, timing="period,share\n2027-S1,0.5\n")[1]
    codes = {item.code for item in findings if item.stops}
    assert codes == {"number-malformed", "key-twice", "sum-not-one"}


def test_tables_without_provenance_are_noted_once_each(tmp_path):
    provenance = "table,row,column,status,source\ncities,fes,*,sourced,HCP\nfund,*,*,derived,calcul\n"
    findings = examined(tmp_path, provenance=provenance)[1]
    notes = [(item.table, item.values["count"]) for item in findings if item.code == "provenance-none"]
    assert notes == [("sources", 1), ("cities", 3), ("measures", 2)]
    assert all(item.severity is Severity.NOTE for item in findings)


# --- cases made by code ------------------------------------------------------------------------------------------


def test_a_case_made_by_code_is_checked_too():
    rows = [{**vars(row), "unemployed": 0.5, "latitude": Decimal(91)} for row in FULL["cities"]]
    broken = Case.of("x", **{name: [vars(row) for row in FULL[name]] for name in FULL.given - {"cities"}}, cities=rows)
    assert {(item.code, str(item.place)) for item in check(broken) if item.stops} == {
        ("value-high", "cities:1:latitude"),
        ("value-high", "cities:2:latitude"),
    }


@pytest.mark.parametrize("value", ["5", True, float("nan"), float("inf")])
def test_a_value_of_another_type_is_found_in_a_case_made_by_code(value):
    rows = [{**vars(row), "firms": value} for row in FULL["cities"]]
    broken = Case.of("x", **{name: [vars(row) for row in FULL[name]] for name in FULL.given - {"cities"}}, cities=rows)
    assert {item.code for item in check(broken) if item.stops} == {"value-type"}


def test_the_full_case_has_no_stopping_finding():
    assert [item.line("en") for item in check(FULL) if item.stops] == []


# --- what follows from a case ------------------------------------------------------------------------------------


def test_jobs_lost_follow_the_rule_unless_counted(tmp_path):
    cities = with_column("cities", "outbound_share", "", "0.5")
    case, _ = examined(
        tmp_path, cities=cities, scenarios=SCENARIOS.format("0.3", "1.5"),
        shocks="scenario,city,period,jobs_lost\nsevere,fes,2027-S1,7\nsevere,fes,2027-S2,5\n",
    )  # fmt: skip
    assert jobs_lost(case) == {
        ("central", "fes"): 1000, ("central", "sale"): 3200, ("severe", "fes"): 12, ("severe", "sale"): 4800,
    }  # fmt: skip


def test_pools_are_shares_of_their_base(tmp_path):
    rows = measures(
        "d,training,people,1,displaced,0.1,0.5", "u,training,people,1,unemployed,0.1,1",
        "p,training,people,1,people,0.1,1", "f,label,firms,1,firms,0.1,0.1",
        "j,hiring,people,1,jobs,0.1,0.2", extra=",pool_share",
    )  # fmt: skip
    case, _ = examined(
        tmp_path, measures=rows, cities=with_column("cities", "firms", 30, 40),
        overrides="city,measure,pool\nsale,j,99\n",
    )  # fmt: skip
    reach = {measure: pools(case)["fes", measure] for measure in "dupfj"}
    assert reach == {"d": 500, "u": 3000, "p": 4000, "f": 3, "j": 1000}
    assert pools(case)["sale", "j"] == 99


def test_yes_rows_open_and_no_rows_close(tmp_path):
    rows = "source,city,measure,eligible\nstate,fes;sale,*,yes\nstate,sale,retraining,no\n"
    case, _ = examined(tmp_path, eligibility=rows, sources=SOURCES + OPERATORS)
    cells = (("state", "fes"), ("operators", "fes"), ("operators", "sale"))
    assert eligible(case) == {(source, city, "retraining") for source, city in cells}


def test_the_most_precise_provenance_wins(tmp_path):
    provenance = (
        "table,row,column,status,source\ncities,*,*,assumption,table\ncities,*,unemployed,derived,column\n"
        "cities,fes,*,sourced,row\ncities,fes,unemployed,sourced,cell\n"
    )
    case, _ = examined(tmp_path, provenance=provenance)
    cells = [("fes", "unemployed"), ("fes", "labour_force"), ("sale", "unemployed"), ("sale", "labour_force")]
    found = [provenance_of(case, "cities", row, column).source for row, column in cells]
    assert found == ["cell", "row", "column", "table"]
    assert provenance_of(case, "measures", "retraining", "unit_cost") is None


def test_coverage_counts_the_numbers_that_were_given(tmp_path):
    provenance = "table,row,column,status,source\ncities,*,unemployed,derived,x\ncities,fes,*,sourced,y\n"
    case, _ = examined(tmp_path, provenance=provenance)
    counts = {item.table: (item.sourced, item.derived, item.assumption, item.none) for item in coverage(case)}
    assert counts["cities"] == (3, 1, 0, 2)
    assert counts["measures"] == (0, 0, 0, 2)


def test_defaults_are_told_for_tables_and_settings_that_are_not_given(tmp_path):
    case, _ = examined(tmp_path, fund=FUND + "weighting,equal\n", timing="period,share\n2027-S1,1\n")
    notes = defaults_used(case)
    tables = {item.table for item in notes if item.code == "default-table"}
    settings = {item.column for item in notes if item.code == "default-setting"}
    assert "scenarios" in tables
    assert "timing" not in tables
    assert "unemployment_share" in settings
    assert "weighting" not in settings
    lines = {item.column: item.line("fr") for item in notes}
    assert lines["stage_tolerance"].endswith("« tolérance entre objectifs » n'est pas donné : 0,0001.")


def test_a_suggestion_names_what_is_near_and_lists_what_is_few():
    assert suggestion("Rabbat", ["rabat", "fes"]).en == "Did you mean “rabat”?"
    assert suggestion("x", ["rabat", "fes"]).fr == "Connus : fes, rabat."
    assert suggestion("x", map(str, range(100, 120))).fr == ""


def test_a_percentage_is_a_share_of_something(tmp_path):
    """5 % of nothing said would be a floor of 0.05 MAD; of the fund, and of people for a rate, it is what it says."""
    found = only(examined(tmp_path, limits=LIMIT.format("money,at_least,5 %,,*,*,*,*,*,*"))[1], "limit-percent")
    assert [str(place) for place, _ in found.places] == ["limits.csv:2:value", "limits.csv:2:measured"]
    assert "« 5 % »" in found.line("fr")
    assert "Écrivez « part du fonds » dans la colonne « mesuré en »" in found.line("fr")
    for rule in ("money,at_least,5 %,share_of_fund", "rate,at_most,15 %,amount", "money,at_least,0.05,amount"):
        case, findings = examined(tmp_path, limits=LIMIT.format(rule + ",*,*,*,*,*,*"))
        assert case is not None, [item.line("en") for item in findings]


def test_a_percentage_above_all_is_shown_as_written_without_a_guess(tmp_path):
    written = LIMIT.format("money,at_least,150 %,share_of_fund,*,*,*,*,*,*")
    line = only(examined(tmp_path, limits=written)[1], "limit-share").line("fr")
    assert "150 %" in line
    assert "1,5 %" not in line
    assert "montant" not in line
    fund = SMALLEST["fund"].replace("french_share,0.8", "french_share,150 %")
    found = only(examined(tmp_path / "fund", fund=fund)[1], "value-high")
    assert "vaut 150 % : c'est trop. 100 % au plus." in found.line("fr")
    assert "is 150%: too high. 100% at most." in found.line("en")
    assert "1,5 %" not in found.line("fr")


def test_floors_above_the_fund_stand_at_their_cells(tmp_path):
    limits = (
        LIMIT.format("money,at_least,600000,amount,r03,*,*,*,*,*")
        + "b,B,money,at_least,0.5,share_of_fund,r04,*,*,*,*,*\n"
    )
    found = only(examined(tmp_path, limits=limits)[1], "floors-above-ceiling")
    assert [str(place) for place, _ in found.places] == ["limits.csv:2:value", "limits.csv:3:value"]


@pytest.mark.parametrize(
    ("tables", "code", "said"),
    [
        ({"limits": LIMIT.format('money,at_least,5,amount,*,"fes, sale",*,*,*,*')},
         "list-separator", "« ; » : fes ; sale"),
        ({"limits": LIMIT.format("money,at_least,5,amount,*,toutes,*,*,*,*")}, "reference-unknown", "Écrivez « * »"),
        ({"limits": LIMIT.format("money,at_least,5,amount,*,*,*,tous,*,*")}, "choice-unknown", "Écrivez « * »"),
        ({"limits": LIMIT.format("money,plancher,5,amount,*,*,*,*,*,*")}, "choice-unknown", "Est-ce « au moins » ?"),
        ({"limits": LIMIT.format("money,maximum,5,amount,*,*,*,*,*,*")}, "choice-unknown", "Est-ce « au plus » ?"),
        ({"limits": LIMIT.format("money,xyz,5,amount,*,*,*,*,*,*")}, "choice-unknown", "« au moins » ; « au plus »"),
        ({"cities": CITIES.replace("400000,", ",")}, "cell-empty", "Écrivez le nombre (1 au moins)."),
        ({"cities": CITIES.replace("60000", "")}, "cell-empty", "(0 s'il n'y en a pas)"),
        ({"cities": CITIES.replace("400000,", "-,")}, "number-dash", "vide. Écrivez le nombre."),
        ({"cities": CITIES.replace("60000", "01/02/2026")}, "number-date", "« 01/02/2026 » est une date"),
        ({"cities": CITIES.replace("60000", "30.11.2026")}, "number-date", "« 30.11.2026 » est une date"),
        ({"limits": LIMIT.format('money,at_least,5,amount,*,"fes, *",*,*,*,*')}, "list-all-mixed", "l'un ou l'autre"),
        ({"cities": CITIES.replace("60000", "60 000 pers.")}, "number-malformed", "Écrivez 60000, si c'est bien"),
        ({"cities": CITIES.replace("60000", "60 000 emplois")}, "number-malformed", "Écrivez le nombre seul"),
        ({"cities": CITIES.replace("60000", "moins 60 000")}, "number-malformed", "Écrivez le nombre seul"),
        ({"cities": CITIES.replace("60000", "15 %")}, "number-percent", "Écrivez le nombre dans son unité."),
        ({"measures": SMALLEST["measures"].replace("0.05", "15%")}, "number-percent", "Écrivez 0,15, sans le signe."),
        ({"cities": CITIES.replace("60000", '"1,600"')}, "number-ambiguous", "Écrivez 1600 ou 1,6."),
        ({"cities": CITIES.replace("60000", '"1,234"')}, "number-ambiguous", "Écrivez 1234 ou 1,2340."),
        ({"cities": CITIES.replace("labour_force", "pop active")}, "column-missing", "Est-ce « pop active » ?"),
        ({"measures": SMALLEST["measures"].replace("net_jobs", "net_jobs,profile").replace("0.05", "0.05,analyste")},
         "reference-unknown", "pas de table « profils » : videz la cellule, ou ajoutez"),
    ],
)  # fmt: skip
def test_the_mend_says_what_to_write(tmp_path, tables, code, said):
    found = [item for item in examined(tmp_path, **tables)[1] if item.stops]
    assert [item.code for item in found] == [code]
    assert said in found[0].line("fr")
    assert "all." not in found[0].line("fr")
