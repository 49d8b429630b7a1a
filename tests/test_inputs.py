"""The shipped cases: no stopping finding, workbook and tables alike, every number with its provenance."""

from pathlib import Path

import pytest

import fundopt
from fundopt.case import provenance, shipped
from fundopt.case.schema import TABLES

CASES = shipped.names()
WORKBOOKS = sorted(path.name for path in shipped.folder().glob("*.xlsx"))


def tables(case) -> dict:
    return {name: dict(data.columns) for name, data in case.tables.items() if len(data)}


@pytest.mark.parametrize("name", CASES)
def test_a_shipped_case_is_read_without_a_stopping_finding(name):
    case, findings = fundopt.examine(name)
    assert case is not None
    assert [finding.line("en") for finding in findings if finding.stops] == []


@pytest.mark.parametrize("workbook", WORKBOOKS)
def test_the_workbook_a_person_opens_holds_the_same_case_as_the_tables(workbook):
    path = shipped.folder() / workbook
    assert tables(fundopt.read_case(path)) == tables(fundopt.read_case(Path(workbook).stem))


def test_the_moroccan_cases_ship_as_workbooks_too():
    assert {"morocco-2026.xlsx", "morocco-2026-census.xlsx"} <= set(WORKBOOKS)


@pytest.mark.parametrize("name", ["morocco-2026", "morocco-2026-census"])
def test_every_number_of_the_moroccan_cases_has_a_provenance(name):
    counts = provenance.coverage(fundopt.read_case(name))
    assert [table.table for table in counts if table.none] == []


def test_the_census_variant_differs_only_in_what_depends_on_the_basis():
    survey, census = fundopt.read_case("morocco-2026"), fundopt.read_case("morocco-2026-census")
    different = {
        (table.name, column)
        for table in TABLES
        for column in survey[table.name].columns
        if table.name not in ("provenance", "english") and survey[table.name][column] != census[table.name][column]
    }
    assert different == {
        ("fund", "name"),
        ("fund", "basis"),
        ("cities", "unemployed"),
        ("cities", "unemployment_basis"),
    }


def test_the_mission_is_covered_by_measures_of_every_kind():
    measures = fundopt.read_case("morocco-2026")["measures"]
    assert set(measures["kind"]) == {kind for kind, _ in measures.table.column("kind").choices}
    assert {"Afrique de l'Ouest", "Espagne", "Golfe", "Amérique latine"} <= set(measures["target_market"])
