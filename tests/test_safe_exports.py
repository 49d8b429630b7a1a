"""No text of a user becomes a formula, in any file that fundopt writes; and it reads back as it was."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from full_case import FULL
from hypothesis import given
from hypothesis import strategies as st

import fundopt
from fundopt.case import schema
from fundopt.case.case import Case, Data
from fundopt.case.difference import difference
from fundopt.case.difference_workbook import write_difference
from fundopt.case.reading import read_case
from fundopt.case.workbook_template import write_template
from fundopt.case.writing import write_case
from fundopt.case.written import guarded, plain
from fundopt.cli.main import main

ATTACK = "cmd|' /C calc'!A0"
"""What a formula of an attacker would hold; nothing else in any file does."""
HOSTILE = (
    f"={ATTACK}", f"+{ATTACK}", f"-{ATTACK}", f"@{ATTACK}", f"＝{ATTACK}", f" ={ATTACK}", f"'={ATTACK}", f"''={ATTACK}",
    f'x";={ATTACK};"y', f"x,={ATTACK}", f"x\t={ATTACK}", f"x\n={ATTACK}", f'"={ATTACK}"', f"x;\"={ATTACK}",
    f"x; ={ATTACK}",
    f'=HYPERLINK("{ATTACK}")', "'-5", "-5", "+5,5",
)  # fmt: skip
SIGNS = "=+-@＝＋－＠"


def hostile_case() -> Case:
    """The full case with each hostile text in every column of text, in unknown headings, columns and a sheet."""
    tables = {}
    for name, data in FULL.tables.items():
        columns = {column.name: list(data[column.name]) for column in data.table.columns}
        for position, column in enumerate(data.table.columns):
            if column.type is schema.Type.TEXT and name != "provenance":
                columns[column.name] = [HOSTILE[(position + i) % len(HOSTILE)].strip() for i in range(len(data))]
        tables[name] = Data(data.table, {key: tuple(values) for key, values in columns.items()})
    cities = len(FULL["cities"])
    extras = {f"cities.{text.strip()}": tuple(HOSTILE[i % 12] for i in range(cities)) for text in HOSTILE[:4]}
    extras["sheet:note"] = tuple((text.strip(), "x") for text in HOSTILE)
    extras[f"fund.{HOSTILE[0]}"] = (HOSTILE[1],)
    return Case("hostile", tables, FULL.given, extras)


def looks_like_a_formula(cell: str) -> bool:
    """What a spreadsheet program could take for a formula, blanks and quotes before the sign left aside."""
    bare = cell.strip(' "\t\r\n\x00')
    return bare[:1] != "" and bare[0] in SIGNS and not _number(bare)


def _number(text: str) -> bool:
    try:
        float(text.replace(",", "."))
    except ValueError:
        return False
    return True


def cells_as_any_program_divides_them(text: str, *, unquoted: bool = True) -> Iterator[str]:
    """The cells of a csv text for a program that takes ",", ";" or a tab for the delimiter, or also knows no quotes."""
    for delimiter in ",;\t":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield from row
        for line in text.splitlines() if unquoted else ():
            yield from line.split(delimiter)


def live_formulas(path: Path) -> list[str]:
    """Formulas of a workbook that hold what a user typed."""
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if "external" in name.lower()]
    book = openpyxl.load_workbook(path)
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    rules = [rule.formula1 for sheet in book for rule in sheet.data_validations.dataValidation]
    names = [name.attr_text for name in book.defined_names.values()]
    return [str(text) for text in [*formulas, *rules, *names] if "cmd" in str(text) or "calc" in str(text)]


@pytest.mark.parametrize("target", ["folder", "book.xlsx", "tables.zip"])
def test_a_hostile_case_comes_back_from_every_format(tmp_path, target):
    case = hostile_case()
    again = read_case(write_case(case, tmp_path / target, "fr"))
    assert difference(case, again).same
    assert again.extras == case.extras


def test_no_cell_of_a_csv_is_a_formula_however_a_program_divides_it(tmp_path):
    write_case(hostile_case(), tmp_path / "folder")
    texts = [file.read_text("utf-8") for file in (tmp_path / "folder").iterdir()]
    cells = [cell for text in texts for cell in cells_as_any_program_divides_them(text)]
    assert [cell for cell in cells if looks_like_a_formula(cell)] == []
    assert sum(ATTACK in cell for cell in cells) > 50


def test_no_workbook_of_a_case_has_a_live_formula(tmp_path):
    case = hostile_case()
    write_case(case, tmp_path / "case.xlsx", "fr")
    write_template(tmp_path / "template.xlsx", "en", case)
    write_difference(tmp_path / "there.xlsx", FULL, case, difference(FULL, case), "fr")
    write_difference(tmp_path / "back.xlsx", case, FULL, difference(case, FULL), "en")
    for path in tmp_path.iterdir():
        book = openpyxl.load_workbook(path)
        assert any(ATTACK in str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
        assert live_formulas(path) == []


@pytest.fixture(scope="module")
def hostile_fund(tmp_path_factory) -> Path:
    """A solvable case whose identifiers and names are hostile."""
    folder = tmp_path_factory.mktemp("fund") / "=cmd"
    write_case(read_case("teaching-two-cities"), folder)
    renamed = {"north": "=cmd+calc", "south": "@calc", "Ville du Nord": "=cmd", "r1": "+calc"}
    for file in folder.iterdir():
        rows = list(csv.reader(file.open(encoding="utf-8", newline="")))
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([[renamed.get(cell, cell) for cell in row] for row in rows])
    assert "=cmd+calc" in read_case(folder)["cities"]["city"]
    return folder


@pytest.fixture(scope="module")
def dossier(hostile_fund, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dossier") / "plan"
    assert main(["solve", str(hostile_fund), "--out", str(folder)]) == 0
    return folder


def test_a_dossier_is_safe_and_reads_back(dossier, hostile_fund):
    assert live_formulas(dossier / "plan.xlsx") == []
    files = list(dossier.rglob("*.csv"))
    assert len(files) > 6
    for file in files:
        labels = file.name == "names.csv"  # x[city,measure] in quotes: what stands before a comma is never a cell
        cells = cells_as_any_program_divides_them(file.read_text("utf-8"), unquoted=not labels)
        assert [cell for cell in cells if looks_like_a_formula(cell)] == [], file.name
    plan = fundopt.load(dossier)
    assert {"=cmd+calc", "@calc"} == set(plan.tables.payments["city"])
    case = read_case(hostile_fund)
    again = fundopt.read_payments(dossier / "plan" / "payments.csv", case)
    assert set(again["city"]) == {"=cmd+calc", "@calc"}


def test_a_comparison_is_safe_whatever_plans_and_cities_are_called(dossier, hostile_fund, tmp_path):
    mine = tmp_path / "=cmd calc.csv"
    mine.write_text("city,amount\n'=cmd+calc,100000\n", encoding="utf-8")
    book = tmp_path / "compare.xlsx"
    assert main(["compare", str(hostile_fund), str(mine), "equal", "--xlsx", str(book)]) == 0
    assert live_formulas(book) == []
    values = [str(cell.value) for sheet in openpyxl.load_workbook(book) for row in sheet.iter_rows() for cell in row]
    assert any("=cmd calc" in value for value in values)


@given(st.text(st.sampled_from([*"='\"+-@,; \tax5.", "\n", "\r", "＝"]), max_size=12))
def test_guarding_is_undone_and_leaves_no_formula(text):
    written = guarded(text)
    assert plain(written) == text
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\n", quoting=csv.QUOTE_ALL).writerow([written])
    for cell in cells_as_any_program_divides_them(line.getvalue()):
        assert not looks_like_a_formula(cell), (text, cell)


def test_a_csv_opened_in_libreoffice_has_no_formula(tmp_path):
    """LibreOffice reads our csv with formulas evaluated; a file that is not guarded shows that it does."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    write_case(hostile_case(), tmp_path / "in")
    (tmp_path / "in" / "unguarded.csv").write_text("a,b\n=1+1,x\n", encoding="utf-8")
    files = [str(tmp_path / "in" / name) for name in ("cities.csv", "measures.csv", "note.csv", "unguarded.csv")]
    options = "CSV:44,34,76,1,,0,false,true,false,false,false,-1,true,true"
    command = [
        soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", f"--infilter={options}",
        "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), *files,
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    formulas = {}
    for path in (tmp_path / "out").glob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        found = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        formulas[path.name.partition("-")[0].removesuffix(".xlsx")] = found
    assert formulas.pop("unguarded") == ["=1+1"]
    assert set(formulas) == {"cities", "measures", "note"}
    assert not any(formulas.values())


def test_a_file_name_is_no_formula_either(tmp_path):
    case = replace(FULL, extras={"sheet:=cmd": (("a",),)})
    assert read_case(write_case(case, tmp_path / "f")).extras == read_case(write_case(case, tmp_path / "f.xlsx")).extras
