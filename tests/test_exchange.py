"""Cases between formats, their difference cell by cell, and cases brought up to date from a partial file."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from case_folder import SMALLEST, write
from full_case import FULL
from random_cases import random_case

import fundopt
from fundopt.case import schema, shipped
from fundopt.case.case import Case, Data
from fundopt.case.difference import Kind, difference
from fundopt.case.difference_workbook import write_difference
from fundopt.case.merge import merge
from fundopt.case.partial import read_tables
from fundopt.case.reading import examine, read_case
from fundopt.case.sources_of_grids import grids_at
from fundopt.case.workbook_template import write_template
from fundopt.case.writing import write_case
from fundopt.cli.main import main
from fundopt.errors import CaseError, OutputError

D = Decimal
TARGETS = ("folder", "book.xlsx", "tables.zip")


def sentences(before: Case, after: Case, lang: str = "en") -> list[str]:
    return [change.sentence(lang) for change in difference(before, after).changes]


def same(before: Case, after: Case) -> bool:
    return before.given == after.given and difference(before, after).same


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write(tmp_path / "small")


# ---- convert


@pytest.mark.parametrize("name", shipped.names())
@pytest.mark.parametrize("target", TARGETS)
def test_a_shipped_case_is_the_same_there_and_back(tmp_path, name, target):
    case = read_case(name)
    there = read_case(write_case(case, tmp_path / target, "fr"))
    back = read_case(write_case(there, tmp_path / "back", "fr"))
    assert same(case, there)
    assert same(case, back)
    assert [case[table].columns for table in case.tables] == [back[table].columns for table in case.tables]


@pytest.mark.parametrize("seed", range(6))
def test_a_random_case_is_the_same_there_and_back(tmp_path, seed):
    case = random_case(seed)
    write_case(case, tmp_path / "a")
    first = read_case(tmp_path / "a")
    for target in TARGETS:
        again = read_case(write_case(first, tmp_path / target, "en"))
        assert [again[table].columns for table in again.tables] == [case[table].columns for table in case.tables]
        assert [again[table].present for table in again.tables] == [first[table].present for table in first.tables]


EXTRAS = {
    "cities": SMALLEST["cities"]
    .replace("callcentre_jobs\n", "callcentre_jobs,=Pilote,Vide\n")
    .replace("5000\n", '5000,"a; ""b"", =c",\n')
    .replace("8000\n", "8000,0012,\n")
    + "Source : recensement,,,,,,,\n",
    "fund": SMALLEST["fund"] + "Contact,'+212 5\n",
    "note du service": "Titre\nune;deux\t=trois\n",
}


def test_twin_headings_remarks_beside_settings_and_a_read_me_of_one_s_own_are_kept(tmp_path):
    cities = SMALLEST["cities"].splitlines()
    fund = SMALLEST["fund"].splitlines()
    case = read_case(
        write(
            tmp_path / "own",
            cities="\n".join([cities[0] + ",note,note", *(f"{line},a,b" for line in cities[1:])]) + "\n",
            fund="\n".join(
                [fund[0] + ",remarque", *(f"{line},{'HCP' if 'basis' in line else ''}" for line in fund[1:])]
            ),
            **{"read me": "my own,words\n"},
        )
    )
    assert case.extras == {
        "cities.note": ("a", "a"),
        "cities.note 2": ("b", "b"),
        "notes:fund": ("Note (basis, remarque) : HCP",),
        "sheet:read me": (("my own", "words"),),
    }
    for target in TARGETS:
        assert read_case(write_case(case, tmp_path / target, "en")).extras == case.extras, target
    write_template(tmp_path / "template.xlsx", "en", case)
    titles = {"sheet:read me": "sheet:read me 2"}  # the template has instructions of its own
    expected = {titles.get(key, key): values for key, values in case.extras.items()}
    assert read_case(tmp_path / "template.xlsx").extras == expected


def test_unknown_columns_sheets_parameters_and_notes_come_back_from_every_format(tmp_path):
    texts = dict(EXTRAS)
    case = read_case(write(tmp_path / "own", **texts))
    assert case.extras == {
        "cities.=Pilote": ('a; "b", =c', "0012"),
        "cities.Vide": (None, None),
        "notes:cities": ("Source : recensement",),
        "fund.Contact": ("+212 5",),
        "sheet:note du service": (("Titre",), ("une", "deux\t=trois")),
    }
    previous = case
    for target in (*TARGETS, "back"):
        previous = read_case(write_case(previous, tmp_path / target, "en"))
        assert previous.extras == case.extras, target


@pytest.mark.parametrize("title", ["../../outside", ".hidden", "note: a/b?", "note " + "x" * 200, "NOTE A"])
def test_a_title_that_a_file_or_a_sheet_cannot_have_is_changed_and_stays_inside(tmp_path, title):
    case = Case(FULL.name, FULL.tables, FULL.given, {f"sheet:{title}": ((D(1),),), "sheet:note a": (("b",),)})
    (tmp_path / "in").mkdir()
    for target in TARGETS:
        again = read_case(write_case(case, tmp_path / "in" / target))
        assert sorted(again.extras.values(), key=str) == sorted([(("b",),), (("1",),)], key=str) or target.endswith("x")
        assert len(again.extras) == 2
    assert sorted(each.name for each in tmp_path.iterdir()) == ["in"]


def test_a_text_too_long_for_a_cell_is_refused_and_nothing_is_written(tmp_path, small):
    case = replace(read_case(small), extras={"sheet:note": (("x" * 40_000,),)})
    with pytest.raises(OutputError, match="32,767"):
        write_case(case, tmp_path / "book.xlsx")
    assert [each.name for each in tmp_path.iterdir()] == ["small"]
    assert read_case(write_case(case, tmp_path / "folder")).extras == case.extras


def test_nothing_is_overwritten_unless_asked(tmp_path, small):
    case = read_case(small)
    for target in TARGETS:
        path = write_case(case, tmp_path / target)
        with pytest.raises(OutputError, match="--replace"):
            write_case(case, path)
        write_case(read_case("teaching-two-cities"), path, replace=True)
        assert read_case(path).fund.name == read_case("teaching-two-cities").fund.name
    assert {each.name for each in tmp_path.iterdir()} == {"small", *TARGETS}


def test_a_folder_with_other_files_is_never_replaced(tmp_path, small):
    (small / "letter.docx").write_bytes(b"mine")
    with pytest.raises(OutputError, match=r"letter\.docx"):
        write_case(FULL, small, replace=True)
    assert (small / "letter.docx").read_bytes() == b"mine"


def test_an_interrupted_conversion_leaves_what_was_there(tmp_path, small, monkeypatch):
    path = write_case(read_case(small), tmp_path / "out")
    monkeypatch.setattr("fundopt.case.csv_write.cell_text", lambda value: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_case(FULL, path, replace=True)
    monkeypatch.undo()
    assert same(read_case(path), read_case(small))
    assert {each.name for each in tmp_path.iterdir()} == {"small", "out"}


@pytest.mark.parametrize("target", ["case.ods", "case.csv", "case.xls"])
def test_a_format_that_is_only_read_is_refused(tmp_path, target):
    with pytest.raises(OutputError, match="xlsx"):
        write_case(FULL, tmp_path / target)


def test_a_shipped_case_is_not_written_over():
    with pytest.raises(OutputError, match="comes with fundopt"):
        write_case(FULL, shipped.folder() / "teaching-two-cities", replace=True)


def test_converting_a_case_with_errors_shows_them_and_writes_nothing(tmp_path, capsys):
    folder = write(tmp_path / "bad", sources="source,name,kind,budget\nstate,État,public,1 2\n")
    assert main(["convert", str(folder), str(tmp_path / "out.xlsx"), "--lang", "en"]) == 1
    assert "sources.csv:2:budget" in capsys.readouterr().err
    assert not (tmp_path / "out.xlsx").exists()


# ---- diff


def test_equal_numbers_the_order_of_rows_and_stated_defaults_are_no_difference(tmp_path, small):
    rows = SMALLEST["cities"].splitlines()
    other = [rows[0] + ",priority", rows[2].replace("8000", "8000.00") + ",1", rows[1] + ","]
    again = read_case(write(tmp_path / "again", cities="\n".join(other) + "\n"))
    assert difference(read_case(small), again).same


def test_each_changed_cell_has_its_key_values_and_places(tmp_path, small):
    after = read_case(write(tmp_path / "after", cities=SMALLEST["cities"].replace("60000", "61000.5")))
    (change,) = difference(read_case(small), after).changes
    assert (change.kind, change.table, change.row, change.column) == (Kind.CELL, "cities", "fes", "unemployed")
    assert (change.before, change.after) == (D(60000), D("61000.5"))
    assert str(change.before_place) == str(change.after_place) == "cities.csv:2:unemployed"
    assert change.sentence("fr") == "villes, fes : chômeurs 60\u202f000 → 61\u202f000,5\u00a0personnes"
    assert change.sentence("en") == "cities, fes: unemployed 60,000 → 61,000.5\u00a0persons"


def test_rows_added_and_removed_choices_shares_and_settings_are_told_in_words(tmp_path, small):
    after = write(
        tmp_path / "after",
        fund=SMALLEST["fund"].replace("0.25", "0.3"),
        cities=SMALLEST["cities"].replace("sale,Salé", "rabat,Rabat"),
        sources=SMALLEST["sources"].replace("public", "private"),
    )
    assert sentences(read_case(small), read_case(after)) == [
        "fund: outbound share 25% → 30%",
        "sources, state: kind public → private",
        "cities: row removed, sale",
        "cities: row added, rabat",
    ]


def test_rows_of_a_table_without_key_are_matched_by_what_they_are_about(tmp_path):
    head = "table,row,column,status,source,owner\n"
    before = write(tmp_path / "a", provenance=head + "fund,*,*,assumption,x,me\ncities,*,*,assumption,x,me\n")
    after = write(tmp_path / "b", provenance=head + "cities,*,*,sourced,HCP,me\nfund,*,*,assumption,x,me\n")
    found = sentences(read_case(before), read_case(after))
    assert found == ["provenance, cities/*/*: status assumption → sourced", "provenance, cities/*/*: source x → HCP"]


def test_unknown_columns_and_sheets_are_compared_too(tmp_path):
    texts = dict(EXTRAS)
    before = read_case(write(tmp_path / "a", **texts))
    texts["note du service"] += "quatre\n"
    texts["cities"] = texts["cities"].replace("0012", "0013").replace("recensement", "enquête")
    after = read_case(write(tmp_path / "b", **texts))
    found = difference(before, after)
    assert {(change.table, change.row, change.column, change.before, change.after) for change in found.changes} == {
        ("cities", "sale", "=Pilote", "0012", "0013"),
        ("cities", "", "note 1", "Source : recensement", "Source : enquête"),
        ("note du service", "3", "A", None, "quatre"),
    }


def test_a_difference_applied_backwards_is_the_opposite():
    before, after = read_case("morocco-2026"), read_case("morocco-2026-census")
    there, back = difference(before, after).changes, difference(after, before).changes
    swap = {Kind.ROW_ADDED: Kind.ROW_REMOVED, Kind.ROW_REMOVED: Kind.ROW_ADDED, Kind.CELL: Kind.CELL}
    assert {
        (change.kind, change.table, change.row, change.column, change.before, change.after) for change in there
    } == {(swap[change.kind], change.table, change.row, change.column, change.after, change.before) for change in back}
    assert len(there) > 30


def test_the_workbook_of_a_difference_marks_each_change_in_words_and_colour(tmp_path, small):
    after = read_case(
        write(
            tmp_path / "after",
            cities=SMALLEST["cities"].replace("60000", "61000") + "oujda,=Oujda,r02,1000,100,10\n",
        )
    )
    before = read_case(small)
    write_difference(tmp_path / "d.xlsx", before, after, difference(before, after), "fr")
    book = openpyxl.load_workbook(tmp_path / "d.xlsx")
    assert book.sheetnames == ["changements", "villes"]
    rows = list(book["changements"].iter_rows(min_row=4, values_only=True))
    assert rows == [
        ("villes", "fes", "chômeurs", "≠ modifiée", 60000, 61000, "cities.csv:2:unemployed", "cities.csv:2:unemployed"),
        ("villes", "oujda", None, "+ ajoutée", None, None, None, "cities.csv:4"),
    ]
    sheet = book["villes"]
    marks = [(row[0].value, row[1].value, row[2].value) for row in sheet.iter_rows(min_row=4)]
    assert marks == [("≠ avant", "chômeurs", "fes"), ("≠ après", "chômeurs", "fes"), ("+ ajoutée", None, "oujda")]
    changed = [cell for cell in sheet[5] if cell.border.left.style == "medium"]
    assert [cell.value for cell in changed] == [61000]
    assert changed[0].fill.fgColor.rgb != sheet[4][changed[0].column - 1].fill.fgColor.rgb
    assert not [cell for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"]


def test_diff_answers_in_json_with_exact_values(tmp_path, small, capsys):
    after = write(tmp_path / "after", sources=SMALLEST["sources"].replace("1000000", "1000000.0000000001"))
    assert main(["diff", str(small), str(after), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["same"], answer["counts"]["cell"]) == (False, 1)
    assert answer["changes"][0]["after"] == "1000000.0000000001"
    assert main(["diff", str(small), str(small), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["same"] is True


def test_the_difference_is_public():
    assert fundopt.difference(FULL, FULL).same


# ---- import


def partial(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_few_columns_update_their_cells_and_leave_the_rest(tmp_path, small):
    before = read_case(small)
    file = partial(tmp_path, "villes.csv", "Ville;Chômeurs;Emplois en centres d'appels\nfes;61 000,5;\n")
    result = merge(before, read_tables(file))
    (change,) = result.difference.changes
    assert change.sentence("en") == "cities, fes: unemployed 60,000 → 61,000.5\u00a0persons"
    assert str(change.after_place) == "villes.csv:2:Chômeurs"
    assert result.case["cities"]["callcentre_jobs"] == (D(5000), D(8000))
    assert result.case["cities"].present == before["cities"].present


def test_new_rows_are_added_and_new_tables_too(tmp_path, small):
    book = tmp_path / "part.xlsx"
    write_case(replace(read_case(small)), tmp_path / "copy")
    part = Case(
        "part",
        {
            "cities": Data.of("cities", [
                {"city": "oujda", "name": "Oujda", "region": "r02", "labour_force": D(9000), "unemployed": D(900),
                 "callcentre_jobs": D(90)},
            ]),
            "limits": Data.of("limits", [
                {"limit": "cap", "name": "Cap", "quantity": "money", "sense": "at_most", "value": D(5),
                 "city": ("fes",)},
            ]),
        },
        frozenset({"cities", "limits"}),
    )  # fmt: skip
    write_case(part, book, "fr")
    result = merge(read_case(small), read_tables(book))
    assert result.case["cities"]["city"] == ("fes", "sale", "oujda")
    assert result.case["limits"]["city"] == (("fes",),)
    assert result.case["limits"]["measured"] == ("amount",)
    assert [change.kind for change in result.difference.changes] == [Kind.ROW_ADDED, Kind.ROW_ADDED]


def test_a_replaced_table_loses_its_other_rows_and_an_empty_sheet_replaces_nothing(tmp_path, small):
    file = tmp_path / "part"
    file.mkdir()
    partial(file, "cities.csv", SMALLEST["cities"].replace("sale,Salé", "rabat,Rabat"))
    partial(file, "measures.csv", SMALLEST["measures"].splitlines()[0] + "\n")
    result = merge(read_case(small), read_tables(file, whole=True))
    assert [change.kind for change in result.difference.changes] == [Kind.ROW_REMOVED, Kind.ROW_ADDED]
    assert result.case["measures"]["measure"] == ("retraining",)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("city,unemployed\nfes,douze\n", "number-malformed", "cities.csv:2:unemployed"),
        ("city,unemployed\nrabat,12\n", "import-row-unknown", "cities.csv:2:city"),
        ("city,unemployed\nfes,12\nfes,13\n", "key-twice", "cities.csv:3:city"),
        ("unemployed\n12\n", "column-missing", "cities.csv:1"),
    ],
)
def test_what_would_break_the_case_is_refused_with_the_file_s_cell(tmp_path, small, text, code, place):
    with pytest.raises(CaseError) as refusal:
        merge(read_case(small), read_tables(partial(tmp_path, "cities.csv", text)))
    assert (code, place) in [(item.code, str(item.place)) for item in refusal.value.findings]


def test_a_slip_in_a_name_is_one_finding_with_the_row_that_is_meant(tmp_path, small):
    """Not one finding for each column that the partial file lacks."""
    with pytest.raises(CaseError) as refused:
        merge(read_case(small), read_tables(partial(tmp_path, "cities.csv", "city,unemployed\nfez,5\nsale,6\n")))
    (found,) = refused.value.findings
    assert (found.code, str(found.place)) == ("import-row-unknown", "cities.csv:2:city")
    assert "Vouliez-vous dire « fes » ?" in found.line("fr")
    assert "missing: name, region, labour force, call-centre jobs" in found.line("en")


def test_removing_what_other_tables_name_is_refused_at_the_place_that_names_it(tmp_path):
    case = read_case("morocco-2026")
    rows = (shipped.folder() / "morocco-2026" / "cities.csv").read_text("utf-8").splitlines()
    file = partial(tmp_path, "cities.csv", "\n".join(row for row in rows if not row.startswith("rabat,")) + "\n")
    with pytest.raises(CaseError) as refusal:
        merge(case, read_tables(file, whole=True))
    assert "reference-unknown" in {item.code for item in refusal.value.findings}
    assert {item.place.file for item in refusal.value.findings if item.code == "reference-unknown"} == {"sites.csv"}


def test_a_name_removed_by_the_import_is_said_to_be(tmp_path):
    limits = "limit,name,quantity,sense,value,city\na,A,money,at_least,5,sale\n"
    small = write(tmp_path / "small", limits=limits)
    file = partial(tmp_path, "cities.csv", SMALLEST["cities"].replace("sale,Salé", "rabat,Rabat"))
    with pytest.raises(CaseError) as refused:
        merge(read_case(small), read_tables(file, whole=True))
    (found,) = refused.value.findings
    assert "L'import retire « sale » de la table « villes » (cities.csv n'a pas cette ligne)" in found.line("fr")
    assert "without --replace" in found.line("en")


def test_a_row_twice_in_the_file_is_one_finding_at_the_file_s_cells(tmp_path, small):
    with pytest.raises(CaseError) as refused:
        merge(read_case(small), read_tables(partial(tmp_path, "cities.csv", "city,region\nfes,r03\nfes,r04\n")))
    (found,) = refused.value.findings
    assert (found.code, str(found.place), found.values["other"]) == (
        "key-twice", "cities.csv:3:city", "cities.csv:2:city",
    )  # fmt: skip


def test_another_way_of_writing_a_name_is_one_finding_with_the_case_s_cell(tmp_path):
    book = write_case(read_case(write(tmp_path / "small")), tmp_path / "case.xlsx", "fr")
    with pytest.raises(CaseError) as refused:
        merge(read_case(book), read_tables(partial(tmp_path, "cities.csv", "city,unemployed\nFès,5\n")))
    (found,) = refused.value.findings
    assert found.code == "import-row-unknown"
    whole = partial(tmp_path, "cities.csv", SMALLEST["cities"].replace("fes,", "Fès,"))
    with pytest.raises(CaseError) as refused:
        merge(read_case(book), read_tables(whole))
    (found,) = refused.value.findings
    assert (found.code, found.values["other"]) == ("identifiers-alike", "villes!A4")


def test_a_difference_has_the_cells_of_unknown_columns_and_of_empty_parameters(tmp_path):
    first = write(tmp_path / "first", cities=SMALLEST["cities"].replace("jobs\n", "jobs,Remarques\n")
                  .replace("5000\n", "5000,vu\n").replace("8000\n", "8000,\n"))  # fmt: skip
    book = write_case(read_case(first), tmp_path / "first.xlsx", "fr")
    made = openpyxl.load_workbook(book)
    made["villes"]["G4"] = "revu"
    row = next(cell.row for cell in made["fonds"]["A"] if cell.value == "périodes d'évaluation")
    made["fonds"][f"B{row}"] = None
    made.save(tmp_path / "second.xlsx")
    found = difference(read_case(book), read_case(tmp_path / "second.xlsx"))
    assert [str(change.after_place) for change in found.changes] == [f"fonds!B{row}", "villes!G4"]
    assert [str(change.before_place) for change in found.changes] == [f"fonds!B{row}", "villes!G4"]


def formulas(folder: Path) -> Path:
    """The smallest case as a workbook with a formula, a total, a sheet of the user's, and an empty one."""
    path = write_case(read_case(write(folder / "small")), folder / "own.xlsx", "fr")
    book = openpyxl.load_workbook(path)
    book["villes"]["A6"], book["villes"]["D6"] = "Total", 730_000
    book.create_sheet("Calculs")["A1"] = 0
    book.create_sheet("limites").append(["règle", "nom", "grandeur", "sens", "valeur"])
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = next(name for name, text in parts.items() if name.startswith("xl/worksheets/") and text.count(b"<c ") == 1)
    parts[sheet] = re.sub(rb"<v>0</v>", b"<f>villes!E4*2</f><v>120000</v>", parts[sheet])
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


LEFT = {"formulas": ["Calculs!A1"], "rows": ["villes!A6"], "sheets": ["limites"]}


def test_what_writing_leaves_out_is_said_before_and_after(tmp_path, capsys):
    path = formulas(tmp_path)
    file = partial(tmp_path, "villes.csv", "Ville;Chômeurs\nfes;61000\n")
    assert main(["convert", str(path), str(tmp_path / "copy.xlsx"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["not_carried"] == LEFT
    assert main(["convert", str(path), str(tmp_path / "other.xlsx"), "--lang", "fr"]) == 0
    said = (
        "1 formule, remplacée par sa valeur (Calculs!A1), 1 ligne de total ou de titres (villes!A6) et 1 feuille sans"
    )
    assert said in " ".join(capsys.readouterr().out.split())
    assert main(["import", str(file), "--into", str(path), "--dry-run", "--lang", "en"]) == 0
    assert "1 formula, replaced by its value (Calculs!A1)" in " ".join(capsys.readouterr().out.split())
    assert main(["import", str(file), "--into", str(path), "--yes", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["not_carried"] == LEFT
    assert openpyxl.load_workbook(answer["backup"])["Calculs"]["A1"].value == "=villes!E4*2"
    assert openpyxl.load_workbook(path)["Calculs"]["A1"].value == 120_000
    assert main(["convert", str(path), str(tmp_path / "again.xlsx"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["not_carried"] == {"formulas": [], "rows": [], "sheets": []}


def test_formulas_of_an_opendocument_sheet_are_counted(tmp_path):
    rows = (
        '<table:table-row><table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>'
        '<table:table-cell office:value-type="float" office:value="2"/></table:table-row>'
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>'
        f'<table:table table:name="Calculs">{rows}</table:table></office:spreadsheet></office:body></office:document>'
    )
    (grid,), _ = grids_at(partial(tmp_path, "x.fods", text))
    assert grid.computed == {(1, 0)}


def test_a_file_without_any_table_is_refused(tmp_path, small):
    book = openpyxl.Workbook()
    book.active.title = "note"
    book.save(tmp_path / "empty.xlsx")
    with pytest.raises(CaseError) as refusal:
        merge(read_case(small), read_tables(tmp_path / "empty.xlsx"))
    assert [item.code for item in refusal.value.findings] == ["import-nothing"]


@pytest.mark.parametrize("target", TARGETS)
def test_import_writes_the_case_and_keeps_the_state_before(tmp_path, small, target, capsys):
    path = write_case(read_case(small), tmp_path / target, "fr")
    file = partial(tmp_path, "villes.csv", "Ville;Chômeurs\nfes;61000\n")
    before = read_case(path)
    assert main(["import", str(file), "--into", str(path), "--yes", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert read_case(path)["cities"]["unemployed"] == (D(61000), D(50000))
    assert same(read_case(answer["backup"]), before)
    assert answer["written"] is True
    assert main(["import", str(file), "--into", str(path), "--yes"]) == 0  # nothing left to change
    assert len(list(tmp_path.glob("*before*"))) == 1


def test_import_into_a_folder_keeps_file_names_and_what_else_stands_there(tmp_path):
    folder = write(tmp_path / "own", cities=None, villes=SMALLEST["cities"])
    (folder / "letter.txt").write_text("mine")
    sources = (folder / "sources.csv").read_bytes()
    file = partial(tmp_path, "cities.csv", "city,unemployed\nfes,61000\n")
    assert main(["import", str(file), "--into", str(folder), "--yes"]) == 0
    assert sorted(each.name for each in folder.iterdir()) == [
        "fund.csv", "letter.txt", "measures.csv", "sources.csv", "villes.csv",
    ]  # fmt: skip
    assert (folder / "sources.csv").read_bytes() == sources
    assert read_case(folder)["cities"]["unemployed"][0] == 61000


@pytest.mark.parametrize(("answer", "written"), [("o\n", True), ("yes\n", True), ("n\n", False), ("\n", False)])
def test_import_shows_the_difference_and_asks_on_a_terminal(tmp_path, small, answer, written, monkeypatch, capsys):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal(answer))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    file = partial(tmp_path, "cities.csv", "city,unemployed\nfes,61000\n")
    assert main(["import", str(file), "--into", str(small), "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert shown.index("60,000") < shown.index("Write these changes?")
    assert (read_case(small)["cities"]["unemployed"][0] == 61000) is written


def test_import_writes_nothing_unasked_or_in_a_dry_run(tmp_path, small, capsys):
    file = partial(tmp_path, "cities.csv", "city,unemployed\nfes,61000\n")
    states = [file.read_bytes() for file in sorted(small.iterdir())]
    assert main(["import", str(file), "--into", str(small), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["written"] is False
    assert main(["import", str(file), "--into", str(small), "--dry-run", "--lang", "en"]) == 0
    assert "60,000 persons → 61,000 persons" in capsys.readouterr().out.replace("\u00a0", " ")
    assert [file.read_bytes() for file in sorted(small.iterdir())] == states


def test_a_shipped_case_is_not_changed(tmp_path, capsys):
    file = partial(tmp_path, "cities.csv", "city,unemployed\nnorth,900\n")
    assert main(["import", str(file), "--into", "teaching-two-cities", "--yes", "--lang", "en"]) == 1
    assert "fundopt convert teaching-two-cities" in " ".join(capsys.readouterr().err.split())
    assert main(["import", str(file), "--into", "teaching-two-cities", "--dry-run"]) == 0


def test_update_and_replace_together_are_misuse(tmp_path, small):
    assert main(["import", "x.csv", "--into", str(small), "--update", "--replace"]) == 2


def test_every_table_can_be_imported_alone(tmp_path):
    """Each table of the full case, written by itself, changes nothing in it."""
    write_case(FULL, tmp_path / "full")
    full = read_case(tmp_path / "full")
    for table in schema.TABLES:
        alone = tmp_path / table.name / f"{table.name}.csv"
        alone.parent.mkdir()
        alone.write_bytes((tmp_path / "full" / f"{table.name}.csv").read_bytes())
        for whole in (False, True):
            assert merge(full, read_tables(alone, whole=whole)).difference.same, table.name


def test_examine_of_what_import_wrote_has_no_new_finding(tmp_path, small):
    codes = sorted(item.code for item in examine(small)[1])
    file = partial(tmp_path, "cities.csv", "city,unemployed\nfes,61000\n")
    assert main(["import", str(file), "--into", str(small), "--yes"]) == 0
    assert sorted(item.code for item in examine(small)[1]) == codes
