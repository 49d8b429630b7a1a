"""Verification of dossiers whose hashes were made right after a forgery: what was changed is named all the same."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import fundopt
from fundopt.audit.record import file_hash
from fundopt.audit.verify import Step
from fundopt.case.case import Data

DOCS = Path(__file__).resolve().parent.parent / "docs"


@pytest.fixture(scope="module")
def dossier(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("verify") / "plan"
    return fundopt.save(fundopt.solve(fundopt.read_case("teaching-cofinancing")), folder, "en")


@pytest.fixture
def forged(dossier: Path, tmp_path: Path) -> Path:
    """A copy of the dossier, to be changed and `sealed`."""
    return Path(shutil.copytree(dossier, tmp_path / "plan"))


def sealed(folder: Path, **fields: object) -> Path:
    """Hashes and digest made right again, as by someone who changes files or `fields` of the record on purpose."""
    record = json.loads((folder / "record.json").read_text("utf-8")) | fields
    record["files"] = {name: file_hash(folder / name) for name in record["files"] if (folder / name).is_file()}
    del record["digest"]
    plain = json.dumps(record, sort_keys=True, separators=(",", ":"))
    record["digest"] = hashlib.sha256(plain.encode()).hexdigest()
    (folder / "record.json").write_text(json.dumps(record, sort_keys=True, indent=2, ensure_ascii=False), "utf-8")
    return folder


def recorded(folder: Path) -> dict:
    return json.loads((folder / "record.json").read_text("utf-8"))


def broken(folder: Path) -> dict[str, Step]:
    """The steps that do not hold, by name."""
    return {step.name: step for step in fundopt.verify(folder).steps if not step.holds}


def rewritten(book: Path, change: Callable[[str, str], str]) -> None:
    """The workbook with its XML parts changed, everything else byte for byte as it was."""
    with zipfile.ZipFile(book) as read:
        parts = {info: read.read(info) for info in read.infolist()}
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as write:
        for info, content in parts.items():
            text = change(info.filename, content.decode("utf-8")) if info.filename.endswith(".xml") else None
            write.writestr(info, content if text is None else text.encode())


def test_an_untouched_dossier_holds_and_what_only_hashes_protect_is_told(dossier: Path):
    found = fundopt.verify(dossier)
    assert found.holds, [step.found.en for step in found.steps if not step.holds]
    assert {"engine_version", "time", "prices"} <= set(found.by_hash)
    line = found.by_hash_line("en")
    assert "engine version" in line
    assert hashlib.sha256((dossier / "record.json").read_bytes()).hexdigest() in line


def test_every_kind_of_objective_is_recomputed_and_the_sentence_says_what_it_counts(tmp_path: Path):
    case = fundopt.read_case("teaching-cofinancing")
    fund = next(iter(case["fund"])).__dict__ | {"discount_rate": Decimal("0.04"), "weighting": "priority"}
    fund |= {"then_minimise": ("worst_city", "cvar", "cost"), "cvar_tail": Decimal("0.5")}
    cities = [row.__dict__ | {"priority": Decimal(1 + place)} for place, row in enumerate(case["cities"])]
    case = case.replace(fund=Data.of("fund", [fund]), cities=Data.of("cities", cities))
    verdict = fundopt.verify(fundopt.save(fundopt.solve(case), tmp_path / "plan", "fr"))
    assert verdict.holds, [step.found.en for step in verdict.steps if not step.holds]
    claim = next(step for step in verdict.steps if step.name == "claim").found
    assert "weighted, discounted person-years than this one's" in claim.en
    assert "pondérée" in claim.fr


def test_a_dossier_sealed_anew_without_a_change_holds(forged: Path):
    assert fundopt.verify(sealed(forged)).holds


def cell_of(book: Path, sheet: str, test: Callable[[object], bool]) -> tuple[int, str]:
    """(position of the sheet, coordinate) of the first number whose row begins with what passes the test."""
    read = openpyxl.load_workbook(book)
    for row in read[sheet].iter_rows():
        for cell in row[1:]:
            if test(row[0].value) and isinstance(cell.value, int | float):
                return read.sheetnames.index(sheet) + 1, cell.coordinate
    raise AssertionError(f"no such row in {sheet}")


def overwritten(book: Path, sheet: int, cell: str, value: str) -> None:
    """A cell's value changed, its format and all else kept."""
    place = re.compile(rf'(<c r="{cell}"[^>]*><v>)[^<]*(</v>)')
    seen: list[int] = []

    def change(name: str, text: str) -> str:
        if not name.endswith(f"worksheets/sheet{sheet}.xml"):
            return text
        changed, count = place.subn(rf"\g<1>{value}\g<2>", text)
        seen.append(count)
        return changed

    rewritten(book, change)
    assert seen == [1]


def test_a_key_figure_of_the_workbook(forged: Path):
    sheet, cell = cell_of(forged / "plan.xlsx", "Summary", lambda label: label == "Unemployment avoided")
    overwritten(forged / "plan.xlsx", sheet, cell, "4600")
    found = broken(sealed(forged))
    assert set(found) == {"workbook"}
    assert f"Summary!{cell} (Unemployment avoided): 4600; recomputed" in found["workbook"].found.en


def test_a_payment_in_the_workbook(forged: Path):
    sheet, cell = cell_of(forged / "plan.xlsx", "Payments", bool)
    overwritten(forged / "plan.xlsx", sheet, cell, "123")
    found = broken(sealed(forged))
    assert set(found) == {"workbook"}
    assert f"Payments!{cell}" in found["workbook"].found.en


def test_a_formula_and_a_number_format_of_the_workbook(forged: Path):
    def change(name: str, text: str) -> str:
        if name.endswith("worksheets/sheet2.xml"):
            return re.sub(r"<f>SUM\(", "<f>2*SUM(", text, count=1)
        return text.replace("#,##0.00", "#,##1.00", 1) if name.endswith("styles.xml") else text

    rewritten(forged / "plan.xlsx", change)
    found = broken(sealed(forged))["workbook"].found.en
    assert "number format was changed" in found or "2*SUM" in found


def stage(record: dict, place: int, value: float) -> list[dict]:
    """The stages with the value of one changed."""
    stages = [dict(each) for each in record["stages"]]
    stages[place]["value"] = value
    return stages


@pytest.mark.parametrize(
    ("field", "forge", "says"),
    [
        ("gap", lambda record: 0.5, "record.json, gap"),
        ("bound", lambda record: record["bound"] * 1.01, "record.json, bound"),
        ("bound", lambda record: record["bound"] * 0.9, "record.json, bound"),
        ("stages", lambda record: stage(record, 0, 2 * record["objective"]), "objective person_years"),
        ("stages", lambda record: stage(record, -1, 0.0), "recomputed"),
        ("stages", lambda record: record["stages"][:-1], "objectives of the case"),
    ],
)
def test_a_field_of_the_record(forged: Path, field: str, forge: Callable[[dict], object], says: str):
    record = recorded(forged)
    value = forge(record)
    fields = {field: value}
    if field == "bound":  # the gap is made to fit
        fields["gap"] = max(record["objective"] - value, 0.0) / max(1.0, abs(record["objective"]))
    found = broken(sealed(forged, **fields))
    assert "record" in found
    assert says in found["record"].found.en


def test_the_objective_of_the_record(forged: Path):
    found = broken(sealed(forged, objective=recorded(forged)["objective"] * 1.001))
    assert "in record.json" in found["totals"].found.en
    assert "in the certificate" in found["claim"].found.en


def test_the_money_of_the_record(forged: Path):
    found = broken(sealed(forged, money=recorded(forged)["money"] + 1))
    assert "pays MAD" in found["totals"].found.en
    assert "totals" in found


def test_the_engine_version_is_named_as_protected_by_hashes_only(forged: Path):
    verdict = fundopt.verify(sealed(forged, engine_version="ortools 99"))
    assert "engine_version" in verdict.by_hash
    assert "workbook" in {step.name for step in verdict.steps if not step.holds}  # its record sheet tells another


def test_a_record_without_money_is_read_and_said_so(forged: Path):
    record = recorded(forged)
    del record["money"], record["digest"]
    plain = json.dumps(record, sort_keys=True, separators=(",", ":"))
    record["digest"] = hashlib.sha256(plain.encode()).hexdigest()
    (forged / "record.json").write_text(json.dumps(record), "utf-8")
    totals = next(step for step in fundopt.verify(forged).steps if step.name == "totals")
    assert totals.holds
    assert "does not tell the money" in totals.found.en


def test_a_payment_in_the_table(forged: Path):
    path = forged / "plan" / "payments.csv"
    path.write_text(
        re.sub(r",(\d+)\n", lambda hit: f",{int(hit[1]) + 1000}\n", path.read_text("utf-8"), count=1), "utf-8"
    )
    found = broken(sealed(forged))
    assert {"model", "totals", "workbook", "note", "proof"} <= set(found)
    assert "plan_hash" in found["model"].found.en


def test_a_note_of_another_plan(forged: Path):
    other = fundopt.solve(fundopt.read_case("teaching-two-cities"))
    fundopt.board_note(other, forged / "note.pdf", "en")
    found = broken(sealed(forged))
    assert set(found) == {"note"}
    assert "not the note that the tables give" in found["note"].found.en


def test_a_note_of_another_typst_is_not_accused_but_listed(forged: Path):
    content = (forged / "note.pdf").read_bytes()
    (forged / "note.pdf").write_bytes(re.sub(rb"Typst \d", b"Typst 9", content))
    verdict = fundopt.verify(sealed(forged))
    assert verdict.holds
    assert "note.pdf" in verdict.by_hash_line("fr")


def test_a_cell_of_the_case_is_named(forged: Path):
    path = forged / "case" / "cities.csv"
    head, first, *rest = path.read_text("utf-8").splitlines()
    column = head.split(",").index("labour_force")
    cells = first.split(",")
    cells[column] = str(int(float(cells[column])) + 7)
    path.write_text("\n".join([head, ",".join(cells), *rest]) + "\n", "utf-8")
    found = broken(sealed(forged))["model"].found.en
    assert f"case/cities.csv, row {cells[0]}, column labour_force: {cells[column]}; the run read" in found


def test_files_that_changed_are_told_from_files_that_are_gone(forged: Path):
    with (forged / "plan.xlsx").open("ab") as stream:
        stream.write(b"x")
    (forged / "note.pdf").unlink()
    found = broken(forged)["files"].found
    assert "plan.xlsx was changed" in found.en
    assert "note.pdf is missing" in found.en
    assert "note.pdf manque" in found.fr


def test_the_recipe_of_the_hashes_gives_them_with_python_alone(dossier: Path, tmp_path: Path):
    told = (DOCS / "certificate.md").read_text("utf-8")
    code = re.search(r"<!-- hashes.py -->\n```python\n(.*?)```", told, re.DOTALL)
    assert code is not None
    (tmp_path / "hashes.py").write_text(code[1], "utf-8")
    files = sorted(dossier.rglob("*"))
    command = [sys.executable, "-I", "-S", str(tmp_path / "hashes.py"), str(dossier)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    record = recorded(dossier)
    assert dict(line.split() for line in done.stdout.splitlines()) == {
        name: record[name] for name in ("input_hash", "plan_hash", "model_hash")
    }
    assert sorted(dossier.rglob("*")) == files


def test_certify_of_a_folder_compares_with_its_own_certificate(dossier: Path, tmp_path: Path, capsys):
    from fundopt.cli.main import main

    assert main(("certify", str(dossier), "--lang", "en")) == 0
    assert "the certificate.json of the dossier says the same" in " ".join(capsys.readouterr().out.split())
    folder = Path(shutil.copytree(dossier, tmp_path / "other"))
    said = json.loads((folder / "certificate.json").read_text("ascii"))
    (folder / "certificate.json").write_text(json.dumps(said | {"bound": "-1000000"}), "ascii")
    assert main(("certify", str(folder), "--lang", "en")) == 0
    assert "gives other figures" in " ".join(capsys.readouterr().out.split())
    assert main(("certify", str(folder), "--json")) == 0
    assert json.loads(capsys.readouterr().out)["stated"]["same"] is False
