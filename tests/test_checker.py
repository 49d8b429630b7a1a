"""The checker: what it accepts; whoever changes a digit is found out, or has proved something that is true."""

from __future__ import annotations

import ast
import hashlib
import json
import re
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from exact_minimum import exact_minimum

from benchmarks import proof
from fundopt import read_case, save, solve, verify
from fundopt.audit.proof import write_proof
from fundopt.proof import checker
from fundopt.proof.certificate import CHECKER
from fundopt.proof.mps_read import MpsError, parse_mps
from fundopt.proof.prove import prove

LONGEST = 300
MIXED = """NAME mixed
ROWS
 N COST
 L MONEY
 G PEOPLE
 E TOTAL
COLUMNS
 M 'MARKER' 'INTORG'
 SITES COST 2.5 MONEY 3
 SITES PEOPLE -1.5
 TEAMS COST -1.25 MONEY 1.75
 TEAMS TOTAL 1
 M 'MARKER' 'INTEND'
 UNITS COST -3.7 MONEY 2.2
 UNITS PEOPLE 1 TOTAL -0.5
RHS
 R MONEY 11.3 PEOPLE -4.5
 R TOTAL 0.25 COST 1.5
RANGES
 G TOTAL 1.5
BOUNDS
 UP B SITES 3
 UP B TEAMS 4
 UP B UNITS 6
ENDATA
"""
IMPOSSIBLE = MIXED.replace("MONEY 11.3 PEOPLE -4.5", "MONEY 11.3 PEOPLE 6.5")
ENDLESS = MIXED.replace("MONEY 2.2", "MONEY -2.2").replace(" UP B UNITS 6\n", "").replace("TOTAL -0.5", "TOTAL 0.0")


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checker") / "plan"
    return save(solve(read_case("teaching-cofinancing")), folder, "fr")


def proof_of(text: str, folder: Path) -> Path:
    return write_proof(folder, text.encode(), None, prove(parse_mps(text).program))


def accepted(folder: Path) -> bool:
    return not checker.main(folder)


def sealed(folder: Path) -> None:
    """Make hashes and digest right again, as someone would who changes a certificate on purpose."""
    path = folder / "certificate.json"
    said = json.loads(path.read_text("ascii"))
    said["files"] = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in said["files"]}
    del said["digest"]
    plain = json.dumps(said, sort_keys=True, separators=(",", ":"))
    path.write_text(json.dumps({**said, "digest": hashlib.sha256(plain.encode()).hexdigest()}), "ascii")


def edited(text: str, draw: Random, within: slice = slice(None)) -> str:
    """The text with one digit changed to another."""
    start, stop, _ = within.indices(len(text))
    at = draw.choice([i for i in range(start, stop) if text[i].isdigit()])
    return text[:at] + draw.choice([digit for digit in "0123456789" if digit != text[at]]) + text[at + 1 :]


class TestTheFile:
    def test_it_is_one_short_file_that_imports_the_standard_library_only(self):
        source = CHECKER.read_text("utf-8")
        imported = {
            name.split(".")[0]
            for node in ast.walk(ast.parse(source))
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or "."]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        assert imported <= set(sys.stdlib_module_names)
        assert len(source.splitlines()) <= LONGEST

    def test_it_runs_alone(self, dossier: Path):
        command = [sys.executable, "-I", "-S", str(dossier / "checker.py"), str(dossier)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
        assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "accepted")

    def test_a_dossier_carries_it_unchanged(self, dossier: Path):
        assert (dossier / "checker.py").read_bytes() == CHECKER.read_bytes()


class TestAccepted:
    @pytest.mark.parametrize(
        ("text", "words"),
        [(MIXED, "gap 0"), (IMPOSSIBLE, "infeasible"), (ENDLESS, "unbounded")],
        ids=["optimal", "infeasible", "unbounded"],
    )
    def test_every_kind_of_claim(self, text: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
        assert accepted(proof_of(text, tmp_path / "proof"))
        assert words in capsys.readouterr().out

    def test_the_mixed_program_is_what_trying_everything_finds(self, tmp_path: Path):
        said = json.loads((proof_of(MIXED, tmp_path / "proof") / "certificate.json").read_text("ascii"))
        assert Fraction(said["objective"]) == Fraction(said["bound"]) == exact_minimum(parse_mps(MIXED).program)


class TestRejected:
    def test_the_first_row_that_is_missed_by_its_name(self, dossier: Path, tmp_path: Path, capsys):
        folder = Path(shutil.copytree(dossier, tmp_path / "plan"))
        path = folder / "certificate.json"
        said = json.loads(path.read_text("ascii"))
        column = next(iter(said["plan"]["point"]))
        said["plan"]["point"][column] = "1000000"
        path.write_text(json.dumps(said), "ascii")
        sealed(folder)
        assert not accepted(folder)
        assert re.search(r"REJECTED: row R\d{7} \w+\[", capsys.readouterr().out)

    @pytest.mark.parametrize("name", ["model.mps", "names.csv", "certificate.json", "plan/payments.csv"])
    def test_a_file_that_is_gone(self, dossier: Path, tmp_path: Path, name: str):
        folder = Path(shutil.copytree(dossier, tmp_path / "plan"))
        (folder / name).unlink()
        assert not accepted(folder)

    @pytest.mark.parametrize(
        ("path", "value"),
        [
            (("status",), "optimum"),
            (("proof", "tree", 0), {}),
            (("proof", "tree", 0), {"bound": 99}),
            (("proof", "tree", 0), {"split": "UNITS", "most": 2, "below": 1, "above": 2}),
            (("proof", "tree", 0), {"split": "SITES", "most": 1, "below": 0, "above": 0}),
            (("proof", "tree", 0), {"crossed": "SITES"}),
            (("point", "SITES"), "0.5"),
            (("point", "ELSEWHERE"), "1"),
            (("gap",), "-1"),
            (("bound",), "NaN"),
            (("proof", "duals", 0, "PEOPLE"), "-1"),
        ],
    )
    def test_claims_without_ground(self, tmp_path: Path, path: tuple, value: object):
        folder = proof_of(MIXED, tmp_path / "proof")
        said = json.loads((folder / "certificate.json").read_text("ascii"))
        place = said
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
        (folder / "certificate.json").write_text(json.dumps(said), "ascii")
        sealed(folder)
        assert not accepted(folder)


class TestEveryDigit:
    @pytest.mark.parametrize(
        ("name", "count"),
        [
            ("model.mps", 350),
            ("certificate.json", 350),
            ("plan/payments.csv", 200),
            ("plan/sites.csv", 60),
            ("names.csv", 100),
        ],
    )
    def test_one_changed_digit_of_a_dossier_is_rejected(self, dossier: Path, tmp_path: Path, name: str, count: int):
        """More than 1,000 edits in all, at places drawn by lot."""
        folder, draw = Path(shutil.copytree(dossier, tmp_path / "plan")), Random(name)
        text = (folder / name).read_text("utf-8")
        for _ in range(count):
            changed = edited(text, draw)
            (folder / name).write_text(changed, "utf-8", newline="\n")
            assert not accepted(folder), changed

    @pytest.mark.parametrize("seed", range(400))
    def test_what_is_still_accepted_after_hashes_are_made_right_is_still_true(self, tmp_path: Path, seed: int):
        """One digit of model or certificate changed on purpose, then trying everything."""
        draw = Random(seed)
        text = (MIXED, IMPOSSIBLE)[seed % 4 == 3]
        folder = proof_of(text, tmp_path / "proof")
        path = folder / ("model.mps" if seed % 2 else "certificate.json")
        path.write_text(edited(path.read_text("ascii"), draw), "ascii")
        try:
            sealed(folder)
        except (ValueError, KeyError, OSError):
            return
        if not accepted(folder):
            return
        try:
            program = parse_mps((folder / "model.mps").read_text("ascii")).program
        except MpsError:
            pytest.fail("the checker accepts a model that another reader refuses")
        said, best = json.loads((folder / "certificate.json").read_text("ascii")), exact_minimum(program)
        if said["status"] == "infeasible":
            assert best is None
            return
        point = {program.column_at[name]: Fraction(value) for name, value in said["point"].items()}
        assert program.missed(point) is None
        assert all(point.get(j, Fraction(0)).denominator == 1 for j in program.whole)
        assert Fraction(said["bound"]) <= best <= program.objective(point) == Fraction(said["objective"])
        assert Fraction(said["gap"]) == Fraction(said["objective"]) - Fraction(said["bound"])
        assert said["status"] != "optimal" or said["gap"] == "0"


def test_the_benchmark_of_certificates_measures():
    for job in (proof.relaxation, proof.whole):
        measured = job("teaching-cofinancing", 1)
        assert measured["status"] == "optimal"
        assert {"certify", "check"} <= measured["seconds"].keys()


class TestVerify:
    def test_a_dossier_as_it_was_written_holds(self, dossier: Path):
        found = verify(dossier)
        assert found.holds, found.steps
        assert [step.name for step in found.steps] == [
            "files", "model", "rules", "totals", "record", "workbook", "note", "engine", "proof", "claim",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("name", "pattern", "by", "steps"),
        [
            ("plan/payments.csv", r"(\d)00000\b", r"\g<1>10000", {"files", "rules", "totals", "proof"}),
            ("model.mps", r"ENDATA", "* \nENDATA", {"files", "model", "proof"}),
            ("case/sources.csv", r"00000", "00001", {"files", "model"}),
            ("checker.py", r"REJECTED", "rejected", {"files", "proof"}),
            ("plan.xlsx", None, "", {"files"}),
            ("note.pdf", None, "", {"files"}),
            ("names.csv", r"(\d)\b", r"\g<1>0", {"files", "model", "proof"}),
            ("certificate.json", r'"gap": "', '"gap": "1', {"files", "proof"}),
        ],
    )
    def test_a_changed_file_is_named(
        self, dossier: Path, tmp_path: Path, name: str, pattern: str | None, by: str, steps: set[str]
    ):
        folder = Path(shutil.copytree(dossier, tmp_path / "plan"))
        content = (folder / name).read_bytes()
        changed = re.sub(pattern, by, content.decode(), count=1).encode() if pattern else content + b"x"
        assert changed != content
        (folder / name).write_bytes(changed)
        found = verify(folder)
        assert not found.holds
        assert steps <= {step.name for step in found.steps if not step.holds}
        assert name in next(step.found.en for step in found.steps if step.name == "files")

    def test_a_changed_record_and_a_foreign_file_are_named(self, dossier: Path, tmp_path: Path):
        folder = Path(shutil.copytree(dossier, tmp_path / "plan"))
        text = (folder / "record.json").read_text("utf-8")
        (folder / "record.json").write_text(re.sub(r'"seed": \d', '"seed": 7', text), "utf-8", newline="\n")
        (folder / "case" / "more.csv").write_text("city\n", "utf-8")
        found = {step.name: step for step in verify(folder).steps}
        assert not found["files"].holds
        assert "record.json" in found["files"].found.fr
        assert "case/more.csv" in found["files"].found.en

    def test_a_dossier_without_certificate_does_not_hold(self, tmp_path: Path):
        folder = save(solve(read_case("teaching-two-cities")), tmp_path / "plan", "en", certified=False)
        assert [step.name for step in verify(folder).steps if not step.holds] == ["proof"]
