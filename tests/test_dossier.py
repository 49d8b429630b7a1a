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

from fundopt.audit.dossier import changed_files, read_dossier, read_plan, write_dossier
from fundopt.audit.dossier_comparison import write_comparison
from fundopt.audit.record import Record, as_written, canonical_hash, plan_hash, program_hash, read_record, record_run
from fundopt.case.case import Case, Data
from fundopt.case.csv_write import write_folder
from fundopt.case.reading import read_case
from fundopt.case.workbook_write import write_workbook
from fundopt.errors import DossierError
from fundopt.language import Text
from fundopt.model.linear_program import Axis, Builder, LinearProgram
from fundopt.model.parameters import LabelMismatch
from fundopt.plan.figures import Figure, RuleMargin, Summary
from fundopt.plan.tables import COLUMNS, PlanTables

LANGUAGES = ("fr", "en")
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
HOSTILE = '=HYPERLINK("http://example.org","Fès")'
WORTH = Text("années-personnes/MMAD", "person-years/MMAD")
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
    jobs = [
        (city, "all", period, 90.5 + i, 80.25) for city in ("Fes", "fes", "oujda") for i, period in enumerate(PERIODS)
    ]
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
        small_case(),
        small_program(),
        small_plan(),
        time=NOON,
        **{**run, "stages": stages, "parameters": parameters, **changes},
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
            RuleMargin(
                Text("Budget", "Budget"), "at_most", 3_000.5, 3_000.5, mad, True, 0, 0.2, WORTH,
                Text("DG", "CEO"), Text("-loi", "-law"),
            ),
            RuleMargin(Text("Engagement", "Commitment"), "exactly", 5.0, 5.5, Text("unités", "units"), True, 1),
        ),
    )  # fmt: skip


def write(directory: Path, lang: str = "fr", **changes: object) -> Path:
    return write_dossier(directory, small_case(), small_plan(), small_summary(), small_record(**changes), lang)


# hashes


def shuffled(case: Case, random) -> Case:
    """The case with the rows of every table in another order."""
    tables = {}
    for name, data in case.tables.items():
        order = list(range(len(data)))
        random.shuffle(order)
        tables[name] = Data(data.table, {key: tuple(values[i] for i in order) for key, values in data.columns.items()})
    return case.replace(**tables)


@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_order_of_rows_does_not_change_the_input_hash(random):
    assert canonical_hash(shuffled(small_case(), random)) == canonical_hash(small_case())


def other(value: object) -> object:
    """A value that is not `value`."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | Decimal):
        return value + 1
    return (*value, "x") if isinstance(value, tuple) else f"{value}x"


CELLS = [
    (name, column, row)
    for name, data in small_case().tables.items()
    for column in data.columns
    for row in range(len(data))
]


def test_every_cell_changes_the_input_hash():
    case = small_case()
    seen = {canonical_hash(case)}
    for name, column, row in CELLS:
        values = list(case[name][column])
        values[row] = other(values[row])
        data = replace(case[name], columns={**case[name].columns, column: tuple(values)})
        seen.add(canonical_hash(case.replace(**{name: data})))
    assert len(seen) == 1 + len(CELLS)


@pytest.mark.parametrize("spelling", [Decimal("5E+6"), Decimal("5000000.00"), 5_000_000, 5e6])
def test_spelling_of_a_number_does_not_change_the_input_hash(spelling):
    sources = [{"source": "s", "name": "S", "kind": "public", "budget": Decimal(5_000_000)}]
    spelled = [{**sources[0], "budget": spelling}]
    assert canonical_hash(Case.of("a", sources=spelled)) == canonical_hash(Case.of("b", sources=sources))


def test_a_selection_is_a_set_but_the_order_of_objectives_counts():
    def limit(*cities):
        return canonical_hash(Case.of("a", limits=[{"limit": "l", "city": cities}]))

    def fund(*stages):
        return canonical_hash(Case.of("a", fund=[{"name": "f", "then_minimise": stages}]))

    assert limit("fes", "oujda") == limit("oujda", "fes") != limit("fes")
    assert fund("cost", "cvar") != fund("cvar", "cost")


def test_a_number_is_not_the_text_that_looks_like_it():
    assert canonical_hash(Case.of("a", sources=[{"source": "1"}])) != canonical_hash(
        Case.of("a", sources=[{"source": 1}])
    )


def test_file_format_and_language_do_not_change_the_input_hash(tmp_path):
    case = read_case("morocco-2026")
    write_folder(case, tmp_path / "folder")
    paths = [tmp_path / "folder", tmp_path / "fr.xlsx", tmp_path / "en.xlsx"]
    for lang, path in zip(LANGUAGES, paths[1:], strict=True):
        write_workbook(case, path, lang)
    assert {canonical_hash(read_case(path)) for path in paths} == {canonical_hash(case)}


def permuted(program: LinearProgram) -> LinearProgram:
    """The same program with its blocks, and the members within each, laid out backwards."""

    def backwards(blocks: dict) -> tuple[dict, np.ndarray]:
        answer, order, start = {}, [], 0
        for name, block in reversed(blocks.items()):
            turn = np.arange(len(block))[::-1]
            answer[name] = replace(
                block,
                start=start,
                lower=block.lower[turn],
                upper=block.upper[turn],
                codes=tuple(c[turn] for c in block.codes),
            )
            order.append(block.start + turn)
            start += len(block)
        return answer, np.concatenate(order)

    variables, columns = backwards(program.variables)
    rows, lines = backwards(program.rows)
    matrix = program.matrix[lines][:, columns].tocsc().tocsr()
    return replace(program, variables=variables, rows=rows, matrix=matrix, cost=program.cost[columns])


def test_layout_in_memory_does_not_change_the_model_hash():
    program = small_program()
    assert permuted(program).column_labels != program.column_labels
    assert program_hash(permuted(program)) == program_hash(program)
    assert program_hash(program.in_millions()) == program_hash(program)


def test_every_number_of_a_program_changes_the_model_hash():
    program = small_program()
    seen = {
        program_hash(program),
        program_hash(program.with_cost(program.cost, 1.0)),
        program_hash(program.without_integrality()),
    }
    changes = 3
    for i in range(program.matrix.nnz):
        matrix = program.matrix.copy()
        matrix.data[i] *= 2
        seen.add(program_hash(replace(program, matrix=matrix)))
        changes += 1
    for i in range(program.shape[1]):
        step = np.eye(program.shape[1])[i]
        seen.add(program_hash(program.with_cost(program.cost + step)))
        seen.add(program_hash(program.with_bounds(program.column_lower + step, program.column_upper)))
        seen.add(program_hash(program.with_bounds(program.column_lower, program.column_upper + step)))
        changes += 3
    for name, block in program.rows.items():
        raised = replace(block, upper=block.upper + 1)
        seen.add(program_hash(replace(program, rows={**program.rows, name: raised})))
        seen.add(
            program_hash(
                replace(
                    program,
                    rows={key: replace(b, name=b.name + "x" * (key == name)) for key, b in program.rows.items()},
                )
            )
        )
        changes += 2
    assert len(seen) == changes


@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_order_of_rows_does_not_change_the_plan_hash(random):
    def turned(table: pd.DataFrame) -> pd.DataFrame:
        order = list(range(len(table)))
        random.shuffle(order)
        return table.iloc[order]

    plan = small_plan()
    assert plan_hash(PlanTables(**{name: turned(table) for name, table in plan.items()})) == plan_hash(plan)


def test_every_cell_of_a_plan_changes_its_hash_but_not_the_type_of_an_amount():
    plan = small_plan()
    seen, cells = {plan_hash(plan)}, 0
    for name, table in plan.items():
        for column in table.columns:
            for row in range(len(table)):
                changed = table.astype(object)
                value = changed.loc[row, column]
                changed.loc[row, column] = value + 1 if not isinstance(value, str) else value + "x"
                seen.add(plan_hash(replace(plan, **{name: changed})))
                cells += 1
    assert len(seen) == 1 + cells
    floats = plan.payments.assign(amount=plan.payments["amount"].astype(float))
    assert plan_hash(replace(plan, payments=floats)) == plan_hash(plan)


# the record


def test_record_has_stable_keys_and_comes_back_equal(tmp_path):
    record = small_record()
    (tmp_path / "record.json").write_text(record.json(), "utf-8")
    assert read_record(tmp_path) == record
    assert list(json.loads(record.json())) == sorted([*(each.name for each in fields(Record)), "digest"])
    assert as_written(tmp_path)
    assert record.time == "2026-11-02T12:00:00+00:00"
    assert small_record().json() == record.json()


def test_every_digit_of_a_record_counts(tmp_path):
    text = small_record().json()
    for at in (i for i, letter in enumerate(text) if letter.isdigit()):
        changed = text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]
        (tmp_path / "record.json").write_text(changed, "utf-8")
        if text[text.rfind("\n", 0, at) :].lstrip().startswith('"format"'):
            with pytest.raises(DossierError):
                as_written(tmp_path)
        else:
            assert not as_written(tmp_path), changed


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "fundopt dossier 0"}', '{"format": "fundopt dossier 1"}'])
def test_a_record_that_is_none_is_refused_in_both_languages(tmp_path, text):
    (tmp_path / "record.json").write_text(text, "utf-8")
    with pytest.raises(DossierError) as caught:
        read_record(tmp_path)
    sentences = [caught.value.text.of(lang, **caught.value.values) for lang in LANGUAGES]
    assert all(str(tmp_path / "record.json") in sentence for sentence in sentences)


# the folder


def entries(directory: Path) -> dict[str, bytes]:
    return {
        path.relative_to(directory).as_posix(): path.read_bytes() for path in directory.rglob("*") if path.is_file()
    }


def test_dossier_holds_plan_case_and_record_and_reads_back(tmp_path):
    directory = write(tmp_path / "new" / "dossier")
    case_path, plan, record = read_dossier(directory)
    for name, table in small_plan().items():
        pd.testing.assert_frame_equal(getattr(plan, name), table, check_dtype=len(table) > 0, obj=name)
    assert plan.payments["amount"].tolist()[0] == Decimal("300000.50")
    assert (case_path / "cities.csv").is_file()
    assert plan_hash(plan) == record.plan_hash
    assert replace(record, files={}) == small_record()
    assert set(record.files) == set(entries(directory)) - {"record.json"}
    assert changed_files(directory) == ()
    assert [path.name for path in directory.parent.iterdir()] == ["dossier"]


def test_same_run_gives_the_same_bytes(tmp_path):
    assert entries(write(tmp_path / "a")) == entries(write(tmp_path / "b"))


def test_changed_and_missing_files_are_named(tmp_path):
    directory = write(tmp_path / "dossier")
    (directory / "plan" / "kept.csv").unlink()
    with (directory / "plan" / "payments.csv").open("a") as stream:
        stream.write("state,fes,ai,2027-S1,1\n")
    assert changed_files(directory) == ("plan/kept.csv", "plan/payments.csv")
    with pytest.raises(DossierError, match=r"no longer what fundopt wrote \(plan/kept.csv, plan/payments.csv\)"):
        read_dossier(directory)


def test_extras_become_part_of_the_dossier(tmp_path):
    extras = {"model.mps": lambda path: path.write_text("NAME", "ascii")}
    directory = write_dossier(tmp_path / "d", small_case(), small_plan(), small_summary(), small_record(), "fr", extras)
    assert "model.mps" in read_record(directory).files


def test_a_dossier_is_replaced_and_what_was_only_in_the_old_one_is_gone(tmp_path):
    extras = {"model.mps": lambda path: path.write_text("NAME", "ascii")}
    directory = write_dossier(tmp_path / "d", small_case(), small_plan(), small_summary(), small_record(), "fr", extras)
    (directory / "certificate.json").write_text("{}")
    (directory / ".DS_Store").write_text("")
    write(directory, engine="cbc")
    assert read_record(directory).engine == "cbc"
    assert not (directory / "model.mps").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["d"]


def test_a_folder_of_someone_else_is_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(DossierError, match="not written by fundopt"):
        write(tmp_path)
    assert entries(tmp_path) == {"notes.txt": b"mine"}


def test_a_dossier_with_foreign_files_is_left_alone_and_the_file_is_named(tmp_path):
    directory = write(tmp_path / "d")
    (directory / "case" / "mine.csv").write_text("mine")
    before = entries(directory)
    with pytest.raises(DossierError, match=r"case/mine\.csv"):
        write(directory, engine="cbc")
    assert entries(directory) == before


def test_an_empty_folder_may_be_used_and_a_file_may_not(tmp_path):
    (tmp_path / "empty").mkdir()
    assert (write(tmp_path / "empty") / "plan.xlsx").is_file()
    (tmp_path / "file").write_text("mine")
    with pytest.raises(DossierError, match="is a file"):
        write(tmp_path / "file")


def test_a_failure_half_way_leaves_the_old_dossier_and_no_litter(tmp_path):
    directory = write(tmp_path / "d")
    before = entries(directory)

    def fail(path: Path) -> None:
        path.write_text("half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_dossier(directory, small_case(), small_plan(), small_summary(), small_record(), "fr", {"model.mps": fail})
    assert entries(directory) == before
    assert [path.name for path in tmp_path.iterdir()] == ["d"]


def test_a_failure_at_the_last_step_puts_the_old_dossier_back(tmp_path, monkeypatch):
    directory = write(tmp_path / "d")
    before = entries(directory)
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.suffix == ".new":
            raise OSError("busy")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="busy"):
        write(directory, engine="cbc")
    assert entries(directory) == before
    assert [path.name for path in tmp_path.iterdir()] == ["d"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "source,city\n",
        "source,city,measure,period,amount\na,b,c\n",
        "source,city,measure,period,amount\na,b,c,d,e\n",
    ],
)
def test_a_plan_that_cannot_be_read_is_refused_by_the_name_of_its_file(tmp_path, text):
    directory = write(tmp_path / "d")
    (directory / "plan" / "payments.csv").write_text(text)
    with pytest.raises(DossierError, match=r"payments\.csv cannot be read"):
        read_plan(directory / "plan")


def test_a_plan_that_names_what_the_case_lacks_is_refused(tmp_path):
    payments = small_plan().payments.replace({"city": {"oujda": "nador"}})
    with pytest.raises(LabelMismatch, match="nador"):
        write_dossier(
            tmp_path / "d",
            small_case(),
            replace(small_plan(), payments=payments),
            small_summary(),
            small_record(),
            "fr",
        )
    assert list(tmp_path.iterdir()) == []


# the workbooks


def recomputed(tmp_path: Path, *paths: Path) -> list[openpyxl.Workbook]:
    """The workbooks as LibreOffice computes them from formulas alone, the stored values thrown away."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.fail("LibreOffice is needed to recompute the workbooks: install the package libreoffice-calc")
    bare, out = tmp_path / "bare", tmp_path / "out"
    bare.mkdir()
    for i, path in enumerate(paths):
        openpyxl.load_workbook(path).save(bare / f"{i}.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    files = [str(bare / f"{i}.xlsx") for i in range(len(paths))]
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return [openpyxl.load_workbook(out / f"{i}.xlsx", data_only=True) for i in range(len(paths))]


def comparison_tables() -> dict[str, pd.DataFrame]:
    names = ["fundopt", "=1+1", "Δ prorata"]
    figures = pd.DataFrame([[10.0, 8.5, 7.25], [0.5, np.nan, 0.75]], ["Chômage évité", "@pire ville"], names)
    figures.insert(0, "unit", ["années-personnes", "points"])
    cities = pd.DataFrame([[1000, 2000, 0], [500, 0, 1500]], ["Fès", "Oujda"], names)
    cities.insert(0, "unit", "MAD")
    cities["Δ =1+1"] = 12345
    return {"Chiffres": figures, "a/b*[c]": cities}


@pytest.fixture(scope="module")
def books(tmp_path_factory) -> dict[str, dict[str, openpyxl.Workbook]]:
    """For each language and the comparison: the workbook's formulas, its stored values, and LibreOffice's own."""
    tmp_path = tmp_path_factory.mktemp("books")
    paths = {lang: write(tmp_path / lang, lang) / "plan.xlsx" for lang in LANGUAGES}
    paths["comparison"] = write_comparison(
        tmp_path / "comparison.xlsx", comparison_tables(), "fr", "Comparaison", totals=("a/b*[c]",), created=NOON
    )
    fresh = recomputed(tmp_path, *paths.values())
    return {
        key: {
            "formulas": openpyxl.load_workbook(path),
            "stored": openpyxl.load_workbook(path, data_only=True),
            "fresh": again,
        }
        for (key, path), again in zip(paths.items(), fresh, strict=True)
    }


BOOKS = (*LANGUAGES, "comparison")


def formulas(book: openpyxl.Workbook) -> list[tuple[str, str, str]]:
    return [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in book
        for line in sheet.iter_rows()
        for cell in line
        if cell.data_type == "f"
    ]


@pytest.mark.parametrize("key", BOOKS)
def test_every_stored_value_is_what_its_formula_gives(books, key):
    found = formulas(books[key]["formulas"])
    assert len(found) > (6 if key == "comparison" else 150)
    for sheet, cell, formula in found:
        stored, fresh = books[key]["stored"][sheet][cell].value, books[key]["fresh"][sheet][cell].value
        assert isinstance(stored, int | float), (sheet, cell, formula)
        assert fresh == pytest.approx(stored, abs=1e-6), (sheet, cell, formula)


@pytest.mark.parametrize("key", BOOKS)
def test_no_text_of_a_user_becomes_a_formula(books, key):
    ours = ("=SUM(", "=SUMPRODUCT(", "=IF(", "=COUNTIF(", "=-ABS(")
    for _, _, formula in formulas(books[key]["formulas"]):
        assert formula.startswith(ours) or not any(character in formula for character in '"&!')
        assert "HYPERLINK" not in formula
    texts = [
        cell
        for sheet in books[key]["formulas"]
        for line in sheet.iter_rows()
        for cell in line
        if isinstance(cell.value, str) and cell.data_type != "f" and cell.value[:1] in "=+-@"
    ]
    assert len({cell.value for cell in texts}) >= (2 if key == "comparison" else 6)
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in texts)


def grid(sheet, corner: str) -> list[list[object]]:
    """The table whose heading starts at the first cell that says `corner`, up to the first empty line."""
    lines = [list(line) for line in sheet.iter_rows(values_only=True)]
    start = max(i for i, line in enumerate(lines) if line[0] == corner)
    lengths = (i for i, line in enumerate(lines[start + 2 :]) if line[0] is None)
    return [lines[start], *lines[start + 2 : start + 2 + next(lengths, len(lines))]]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("titles", "corners", "down", "across"),
    [
        (("Synthèse", "Summary"), ("Ville", "City"), "city", "measure"),
        (("Par ville", "By city"), ("Ville", "City"), "city", "period"),
        (("Par mesure", "By measure"), ("Mesure", "Measure"), "measure", "source"),
        (("Par source", "By source"), ("Source", "Source"), "source", "period"),
        (("Par période", "By period"), ("Période", "Period"), "period", "source"),
    ],
)
def test_pivots_agree_with_the_payments(books, lang, titles, corners, down, across):
    which = LANGUAGES.index(lang)
    _, *body, last = grid(books[lang]["fresh"][titles[which]], corners[which])
    payments = small_plan().payments
    case = small_case()
    axes = {"city": case.names("cities"), "measure": case.names("measures"), "source": case.names("sources")}
    axes["period"] = case.budget_horizon
    expected = payments.pivot_table(index=down, columns=across, values="amount", aggfunc="sum")
    expected = expected.reindex(index=list(axes[down]), columns=list(axes[across])).fillna(0).astype(float)
    labels = 1 if down == "period" else 2
    assert [line[labels - 1] for line in body] == list(axes[down])
    width = len(axes[across])
    assert np.allclose([line[labels : labels + width] for line in body], expected.to_numpy())
    assert np.allclose(last[labels : labels + width], expected.sum(axis=0))
    assert last[labels + width] == pytest.approx(float(payments["amount"].sum()))


def test_columns_beside_the_pivots_say_what_they_should(books):
    book = books["en"]["fresh"]
    heads, *measures, _ = grid(book["By measure"], "Measure")
    training = dict(zip(heads, measures[0], strict=True))
    assert training["Private share"] == 0
    assert training["Units"] == pytest.approx(60.3)
    assert training["Cost per unit, sites included"] == pytest.approx(1_501_000.5 / 60.3)
    assert dict(zip(heads, measures[1], strict=True))["Private share"] == pytest.approx(400_000 / 650_000)
    heads, *sources, _ = grid(book["By source"], "Source")
    union = dict(zip(heads, sources[0], strict=True))
    assert union["Budget"] == pytest.approx(1_000_000.5)
    assert union["Not spent"] == pytest.approx(700_000)
    heads, *periods, _ = grid(book["By period"], "Period")
    assert [line[-1] for line in periods] == pytest.approx([1_601_000, 2_151_000.5])


def test_unemployment_sheet_gives_the_difference_and_the_rate(books):
    sheet = books["en"]["fresh"]["Unemployment"]
    lines = [list(line) for line in sheet.iter_rows(values_only=True)]

    def table(start: str) -> list[list[object]]:
        first = next(i for i, line in enumerate(lines) if str(line[0]).startswith(start))
        return lines[first + 3 : first + 7]

    fewer = [line[2:6] for line in table("Fewer unemployed")]
    assert np.allclose(fewer[0], [99.75 + 8 * i for i in range(4)])
    assert np.allclose(fewer[3], 3 * np.array(fewer[0]))
    assert np.allclose(table("Rate with the fund")[3][2:6], [(20_400.5 - 7 * i) / 100_000 for i in range(4)])


@pytest.mark.parametrize("key", BOOKS)
def test_every_sheet_prints_on_the_width_of_a_landscape_page_with_its_head_in_sight(books, key):
    for sheet in books[key]["formulas"]:
        assert sheet.freeze_panes not in (None, "A1"), sheet.title
        setup = sheet.page_setup
        assert (setup.orientation, setup.fitToWidth or 1, setup.fitToHeight) == ("landscape", 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("fr", ["Synthèse", "Par ville", "Par mesure", "Par source", "Par période", "Paiements", "Activités", "Sites",
                "Emplois", "Chômage", "Règles", "Provenance", "Fiche"]),
        ("en", ["Summary", "By city", "By measure", "By source", "By period", "Payments", "Activities", "Sites",
                "Jobs", "Unemployment", "Rules", "Provenance", "Record"]),
    ],
)  # fmt: skip
def test_sheets_stand_in_reading_order(books, lang, expected):
    assert books[lang]["formulas"].sheetnames == expected


def test_money_shows_in_millions_where_the_fund_is_large_but_cells_hold_mad(tmp_path):
    plan = small_plan()
    large = replace(plan, payments=plan.payments.assign(amount=plan.payments["amount"] * 100))
    directory = write_dossier(tmp_path / "d", small_case(), large, small_summary(), small_record(), "fr")
    sheet = openpyxl.load_workbook(directory / "plan.xlsx", data_only=True)["Synthèse"]
    total = next(line for line in sheet.iter_rows() if line[0].value == "Total")[4]
    assert total.value == pytest.approx(215_100_050)
    assert ",," in total.number_format
    assert any(line[0].value == "Qui reçoit quoi : villes et mesures, en millions de MAD" for line in sheet.iter_rows())


def test_an_empty_plan_still_makes_a_dossier(tmp_path):
    empty = {
        name: small_plan().payments.iloc[:0] if name == "payments" else table.iloc[:0]
        for name, table in small_plan().items()
    }
    jobs = {"jobs": small_plan().jobs, "unemployment": small_plan().unemployment}
    plan = PlanTables(**{**empty, **jobs})
    directory = write_dossier(tmp_path / "d", small_case(), plan, small_summary(), small_record(), "en")
    book = openpyxl.load_workbook(directory / "plan.xlsx", data_only=True)
    assert grid(book["By city"], "City")[-1][2:5] == [0, 0, 0]
    assert plan_hash(read_dossier(directory)[1]) == plan_hash(plan)


def test_comparison_counts_differences_from_the_first_allocation(books):
    book = books["comparison"]["fresh"]
    heads, *body = grid(book["Chiffres"], "Chiffres")
    assert heads == ["Chiffres", "Unité", "fundopt", "=1+1", "Δ prorata", "Δ =1+1", "Δ Δ prorata"]
    assert body[0][5:] == pytest.approx([-1.5, -2.75])
    assert body[1][5] is None
    *_, total = grid(book["a-b--c-"], "a/b*[c]")
    assert total[2:] == [1500, 2000, 1500, 500, 0]


def test_comparison_refuses_to_add_up_different_units(tmp_path):
    with pytest.raises(ValueError, match="do not add up"):
        write_comparison(tmp_path / "c.xlsx", comparison_tables(), "fr", "Comparaison", totals=("Chiffres",))
    assert list(tmp_path.iterdir()) == []


# figures


@pytest.mark.parametrize(
    ("figure", "french", "english"),
    [
        (Figure(Text("a", "a"), 12345.67, Text("personnes", "people"), 1), "12 345,7 personnes", "12,345.7 people"),
        (Figure(Text("a", "a"), Decimal("12.5"), Text("%", "%"), 1), "12,5 %", "12.5%"),
        (Figure(Text("a", "a"), None, Text("MAD", "MAD")), "–", "–"),
        (Figure(Text("a", "a"), -0.001, Text("", "")), "0", "0"),
    ],
)
def test_figures_read_as_the_language_writes_them(figure, french, english):
    assert " ".join(figure.text("fr").split()) == french
    assert " ".join(figure.text("en").split()) == english


@pytest.mark.parametrize(
    ("sense", "value", "margin", "broken"),
    [("at_least", 12, 2, False), ("at_most", 12, -2, True), ("exactly", 12, -2, True), ("exactly", 10, 0, False)],
)
def test_margin_is_the_room_before_a_rule_binds(sense, value, margin, broken):
    rule = RuleMargin(Text("r", "r"), sense, value, 10, Text("MAD", "MAD"), binds=False)
    assert (rule.margin, rule.broken) == (margin, broken)
