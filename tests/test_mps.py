"""The canonical model file: nothing is lost, the same bytes every time, and other people's readers agree."""

from __future__ import annotations

import csv
import subprocess
from fractions import Fraction

import numpy as np
import pytest
from ortools.math_opt.io.python import mps_converter
from ortools.math_opt.python import model as mathopt
from ortools.math_opt.python import parameters
from ortools.math_opt.python import solve as mathopt_solve

from fundopt.model.linear_program import Axis, Builder, LinearProgram
from fundopt.solve import solve, with_pulp
from fundopt.solve.mps import column_name, mps, names, row_name, write_mps

INF = np.inf
SEEDS = range(30)


def random_program(seed: int) -> LinearProgram:
    """Feasible and bounded: a point was chosen first; all kinds of rows and bounds, integers, MAD, a constant."""
    rng = np.random.default_rng(seed)
    height, width, whole = rng.integers(1, 9), rng.integers(1, 9), rng.integers(1, 5)
    cells, wholes = Axis("cell", tuple(f"é{k}" for k in range(width))), Axis("n", tuple(f"n{k}" for k in range(whole)))
    builder = Builder()
    point = rng.normal(size=width) * 1e6
    kind = rng.integers(0, 6, width)
    x = builder.variables(
        "x",
        (cells,),
        unit="MAD",
        lower=np.select([kind == 0, kind == 1, kind == 2, kind == 5], [point - 3e6 / 7, point, -7e6, 0.0], -INF),
        upper=np.select([kind == 0, kind == 1, kind == 3, kind == 5], [point + 2e6 / 3, point, -1.0, 0.0], INF),
    )
    sort = rng.integers(0, 4, whole)
    n = builder.variables(
        "n",
        (wholes,),
        unit="sites",
        integer=True,
        lower=np.select([sort == 0, sort == 1, sort == 2], [0, -4, 2], -INF),
        upper=np.select([sort == 0, sort == 1, sort == 3], [INF, 6, 3], INF),
    )
    form = rng.integers(0, 5, height)
    middle = rng.normal(size=height) * 1e6 / 3
    r = builder.rows(
        "r",
        (Axis("line", tuple(f"line {k}" for k in range(height))),),
        unit="MAD",
        lower=np.select([form == 0, form == 1, form == 2], [middle, middle, middle - 1e6 / 7], -INF),
        upper=np.select([form == 0, form == 2, form == 3], [middle, middle + 1e5 / 9, middle], INF),
    )
    sparse = rng.random((height, width)) < 0.6
    builder.add(r[:, None], x[None, :], rng.normal(size=(height, width)) * sparse)
    builder.add(r[:, None], n[None, :], rng.normal(size=(height, whole)) * 1e5)
    box = builder.rows("box", (), unit="MAD", lower=-9e7, upper=9e7)
    builder.add(box, x, 1.0)
    return builder.build({"x": rng.normal(size=width) * 1e-6, "n": rng.normal(size=whole)}, rng.normal())


def small_program(seed: int) -> LinearProgram:
    """With a finite optimum, by finite bounds on all columns and rows that hold at 0."""
    rng = np.random.default_rng(seed)
    cells, wholes = Axis("c", tuple("abcd")), Axis("n", tuple("uvw"))
    builder = Builder()
    x = builder.variables("x", (cells,), unit="MAD", lower=[-7e6 / 3, 0, -5e6, 0], upper=[0, 1e6 / 7, 5e6, 0])
    n = builder.variables("n", (wholes,), unit="sites", integer=True, lower=[-3, 0, 0], upper=[5, 1, 7])
    lines = Axis("line", tuple(f"l{k}" for k in range(5)))
    r = builder.rows(
        "r", (lines,), unit="MAD", lower=[-1e6 / 3, -INF, -2e6 / 7, 0, -INF], upper=[INF, 1e6 / 9, 3e6 / 11, 0, INF]
    )
    builder.add(r[:, None], x[None, :], rng.normal(size=(5, 4)))
    builder.add(r[:, None], n[None, :], rng.normal(size=(5, 3)) * 1e6)
    return builder.build({"x": rng.normal(size=4) * 1e-6, "n": rng.normal(size=3)}, constant=3.25)


def parsed(text: str) -> dict:
    """What the file says, as fractions: a reader of some lines, for free-format MPS without names with spaces."""
    kinds, cost, entries, sides, ranges, whole = {}, {}, {}, {}, {}, set()
    lower, upper, section, marked = {}, {}, "", False
    for line in text.splitlines():
        words = line.split()
        if not line.startswith(" "):
            section = words[0]
        elif section == "ROWS":
            kinds[words[1]] = words[0]
        elif section == "COLUMNS" and words[1] == "'MARKER'":
            marked = words[2] == "'INTORG'"
        elif section == "COLUMNS":
            column, row, value = words[0], words[1], Fraction(words[2])
            lower.setdefault(column, Fraction(0))
            upper.setdefault(column, INF)
            whole |= {column} if marked else set()
            (cost if row == "COST" else entries)[column if row == "COST" else (row, column)] = value
        elif section == "RHS":
            sides[words[1]] = Fraction(words[2])
        elif section == "RANGES":
            ranges[words[1]] = Fraction(words[2])
        elif section == "BOUNDS":
            kind, column, value = words[0], words[2], Fraction(words[3]) if len(words) > 3 else None
            if kind in ("LO", "FX"):
                lower[column] = value
            if kind in ("UP", "FX"):
                upper[column] = value
            if kind in ("MI", "FR"):
                lower[column] = -INF
    bounds = {}
    for row, kind in kinds.items():
        side = sides.get(row, Fraction(0))
        least = {"L": -INF, "N": -INF}.get(kind, side)
        most = {"G": side + ranges[row] if row in ranges else INF, "N": INF}.get(kind, side)
        bounds[row] = (least, most)
    del bounds["COST"]
    constant = -sides.get("COST", Fraction(0))
    return {"cost": cost, "entries": entries, "rows": bounds, "lower": lower, "upper": upper, "whole": whole} | {
        "constant": constant
    }


def exact(value: float) -> Fraction | float:
    """The decimal that a double is written as, as a fraction."""
    return Fraction(repr(float(value))) if np.isfinite(value) else value


@pytest.mark.parametrize("seed", SEEDS)
def test_every_number_comes_back_exactly(seed):
    program = random_program(seed)
    scaled, file = program.in_millions(), parsed(mps(program))
    columns, rows = range(scaled.shape[1]), range(scaled.shape[0])
    entries = scaled.matrix.tocoo()
    assert file["entries"] == {
        (row_name(i), column_name(j)): exact(value)
        for i, j, value in zip(entries.row, entries.col, entries.data, strict=True)
    }
    assert {c: v for c, v in file["cost"].items() if v} == {
        column_name(j): exact(scaled.cost[j]) for j in columns if scaled.cost[j]
    }
    assert list(file["lower"]) == [column_name(j) for j in columns]
    assert list(file["lower"].values()) == [exact(value) for value in scaled.column_lower]
    assert list(file["upper"].values()) == [exact(value) for value in scaled.column_upper]
    assert file["rows"] == {row_name(i): (exact(scaled.row_lower[i]), exact(scaled.row_upper[i])) for i in rows}
    assert file["whole"] == {column_name(j) for j in columns if scaled.integer[j]}
    assert file["constant"] == exact(scaled.constant)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_reader_of_ortools_finds_the_same_program(seed):
    scaled = random_program(seed).in_millions()
    model = mps_converter.mps_to_model_proto(mps(scaled))
    np.testing.assert_array_equal(np.array(model.variables.lower_bounds), scaled.column_lower)
    np.testing.assert_array_equal(np.array(model.variables.upper_bounds), scaled.column_upper)
    np.testing.assert_array_equal(np.array(model.variables.integers), scaled.integer)
    assert model.objective.offset == scaled.constant
    assert not model.objective.maximize


@pytest.mark.parametrize("seed", range(12))
def test_readers_of_ortools_and_cbc_reach_the_same_optimum(seed, tmp_path):
    program = small_program(seed)
    expected = solve(program, "scip", gap=1e-9).objective
    path, report = tmp_path / "model.mps", tmp_path / "report.txt"
    write_mps(program, path)
    read = mathopt.Model.from_model_proto(mps_converter.mps_to_model_proto(path.read_text(encoding="ascii")))
    result = mathopt_solve.solve(
        read, parameters.SolverType.GSCIP, params=parameters.SolveParameters(relative_gap_tolerance=1e-9)
    )
    assert result.objective_value() == pytest.approx(expected, rel=1e-9)
    command = [with_pulp.cbc(), path, "-ratio", "1e-9", "-solve", "-solution", report]
    subprocess.run(command, capture_output=True, check=True)
    status, value = report.read_text(encoding="ascii").splitlines()[0].split(" - objective value ")
    assert status in ("Optimal", "Optimal (within gap tolerance)")
    assert float(value) == pytest.approx(expected, abs=1e-7)


def test_the_bytes_are_ascii_and_always_the_same(tmp_path):
    tables = [write_mps(random_program(5), tmp_path / f"{number}.mps") for number in (1, 2)]
    first = (tmp_path / "1.mps").read_bytes()
    assert first == (tmp_path / "2.mps").read_bytes()
    assert first.isascii()
    assert b"\r" not in first
    assert tables[0].read_bytes() == tables[1].read_bytes() == names(random_program(5)).encode()
    files = ["1.mps", "1.mps.names.csv", "2.mps", "2.mps.names.csv"]
    assert sorted(path.name for path in tmp_path.iterdir()) == files


def test_a_program_already_in_millions_is_written_the_same():
    program = random_program(5)
    assert mps(program) == mps(program.in_millions())


def test_the_side_table_gives_label_and_unit_of_every_identifier():
    program = random_program(2)
    table = list(csv.DictReader(names(program).splitlines()))
    assert [row["identifier"] for row in table[: program.shape[1]]] == [column_name(j) for j in range(program.shape[1])]
    assert [row["label"] for row in table] == program.column_labels + program.row_labels
    assert {row["unit"] for row in table} == {"MMAD", "sites"}


def test_a_range_is_exact_where_its_difference_is_no_double():
    builder = Builder()
    x = builder.variables("x", (), unit="1", upper=1e9)
    r = builder.rows("r", (), unit="1", lower=0.1, upper=0.3)
    builder.add(r, x, 1.0)
    assert " RNG R0000001 0.2\n" in mps(builder.build())
    assert 0.3 - 0.1 != 0.2


def test_half_a_file_is_never_left(tmp_path, monkeypatch):
    path = tmp_path / "model.mps"
    write_mps(random_program(1), path)
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_mps(random_program(2), path)
    assert path.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["model.mps", "model.mps.names.csv"]
