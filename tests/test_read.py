"""Reading and writing cases: csv folders and workbooks, places of findings, round trips."""

from __future__ import annotations

import zipfile
from decimal import Decimal

import openpyxl
import pytest
from case_folder import SMALLEST, examined, only, write
from corpus.making import TABLES, opendocument, zipped

from fundopt.case import shipped
from fundopt.case.csv_write import write_folder
from fundopt.case.extras import columns, sheets
from fundopt.case.reading import examine, read_case
from fundopt.case.workbook_write import write_workbook
from fundopt.errors import CaseError

CITIES = SMALLEST["cities"]


def workbook(path, sheets_: dict[str, list[list]]) -> openpyxl.Workbook:
    """A workbook with the smallest case, its sheets replaced by `sheets_`; saved at `path` and returned."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    rows = {name: [[_cell(text) for text in line.split(",")] for line in table.splitlines()]
            for name, table in SMALLEST.items()}  # fmt: skip
    for title, content in {**rows, **sheets_}.items():
        sheet = book.create_sheet(title)
        for row in content:
            sheet.append(row)
    book.save(path)
    return book


def _cell(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text or None


def codes(findings) -> set[str]:
    return {item.code for item in findings if item.severity != "note"}


# --- csv ---------------------------------------------------------------------------------------------------------


def test_the_smallest_folder_is_read_with_its_defaults(tmp_path):
    case, findings = examined(tmp_path)
    assert codes(findings) == set()
    assert case.given == {"fund", "sources", "cities", "measures"}
    assert case["cities"]["unemployed"] == (Decimal(60000), Decimal(50000))
    assert case["cities"]["reachable_share"] == (Decimal("0.05"),) * 2
    assert case.fund.payment_unit == "1000"


def test_headings_and_file_names_are_read_in_french_and_whatever_the_case(tmp_path):
    french = (
        "VILLE;Nom;Région;Population active [personnes];chomeurs;Emplois en centres d’appels\n"
        "fes;Fès;r03;400 000;60 000,5;5000\n"
    )
    case, _ = examined(tmp_path, cities=None, Villes=french)
    assert case["cities"]["unemployed"] == (Decimal("60000.5"),)
    assert case["cities"]["labour_force"] == (Decimal(400000),)


@pytest.mark.parametrize(
    ("delimiter", "written", "value"),
    [(",", "1.234", "1.234"), (";", "1,234", "1.234"), (";", "1234,5", "1234.5"), (",", '"12,5 %"', None)],
)
def test_the_delimiter_tells_the_decimal_mark(tmp_path, delimiter, written, value):
    text = SMALLEST["measures"].replace(",", delimiter).replace("10000", written)
    case, findings = examined(tmp_path, measures=text)
    if value is None:
        assert only(findings, "number-percent").value == "12,5 %"
    else:
        assert case["measures"]["unit_cost"] == (Decimal(value),)


@pytest.mark.parametrize(("delimiter", "written"), [(",", '"1,234"'), (";", "1.234")])
def test_the_other_mark_is_a_question_at_its_cell(tmp_path, delimiter, written):
    text = SMALLEST["measures"].replace(",", delimiter).replace("10000", written)
    found = only(examined(tmp_path, measures=text)[1], "number-ambiguous")
    assert str(found.place) == "measures.csv:2:unit_cost"
    assert found.severity == "question"
    assert "1234 ou 1,234" in found.line("fr")
    assert "1234 or 1.234" in found.line("en")


def test_windows_1252_is_read_with_a_warning(tmp_path):
    case, findings = examined(tmp_path, cities=CITIES.encode("cp1252"))
    assert case["cities"]["name"] == ("Fès", "Salé")
    assert codes(findings) == {"csv-cp1252"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_the_first_heading(tmp_path, encoding):
    case, findings = examined(tmp_path, cities=CITIES.encode(encoding))
    assert case["cities"]["city"] == ("fes", "sale")
    assert codes(findings) == set()


def test_bytes_of_no_known_encoding_are_refused(tmp_path):
    only(examined(tmp_path, regions=b"region,name\nr03,\x81\x8d\n")[1], "csv-encoding")


def test_accents_that_were_damaged_before_are_reported(tmp_path):
    case, findings = examined(tmp_path, cities=CITIES.replace("Fès", "FÃ¨s"))
    found = only(findings, "text-garbled")
    assert "« Fès »" in found.line("fr")
    assert case["cities"]["name"][0] == "FÃ¨s"


def test_a_city_called_na_is_a_city(tmp_path):
    case, _ = examined(tmp_path, cities=CITIES.replace("sale,Salé", "NA,NA"))
    assert case["cities"]["city"] == ("fes", "NA")


def test_leading_zeros_of_a_code_are_kept(tmp_path):
    case, _ = examined(tmp_path, cities=CITIES.replace("r03", "0012"))
    assert case["cities"]["region"][0] == "0012"


def test_a_decimal_comma_that_splits_a_cell_makes_a_long_row(tmp_path):
    found = only(examined(tmp_path, measures=SMALLEST["measures"].replace("10000", "1,5"))[1], "row-long")
    assert str(found.place) == "measures.csv:2"


@pytest.mark.parametrize("line", ["french_share,0,8", "french_share,0.8,x"])
def test_a_parameter_cut_by_a_decimal_comma_is_refused_not_read_as_its_first_part(tmp_path, line):
    findings = examined(tmp_path, fund=SMALLEST["fund"].replace("french_share,0.8", line))[1]
    assert str(only(findings, "row-long").place) == "fund.csv:7:value"


def test_a_short_row_is_refused_not_filled(tmp_path):
    assert only(examined(tmp_path, cities=CITIES + "rabat,Rabat\n")[1], "row-short").place.row == 4


def test_blank_lines_and_trailing_delimiters_are_no_rows(tmp_path):
    text = "\n" + "\n".join(line + ",," for line in CITIES.splitlines()) + "\n,,,,,,,\n"
    case, findings = examined(tmp_path, cities=text)
    assert len(case["cities"]) == 2
    assert codes(findings) == set()
    assert case["cities"].place(0, "city").row == 3


def test_an_open_quote_is_refused_at_its_line(tmp_path):
    found = next(item for item in examined(tmp_path, cities=CITIES + '"rabat,Rabat\n')[1] if item.code == "csv-syntax")
    assert found.place.row == 4


def test_a_record_of_several_lines_has_the_number_of_its_first(tmp_path):
    text = CITIES.replace("Fès", '"Fès\nmédina"') + "rabat,Rabat,r04,abc,1,1\n"
    found = only(examined(tmp_path, cities=text)[1], "number-malformed")
    assert found.place.row == 5


def test_a_declared_separator_is_obeyed(tmp_path):
    case, _ = examined(tmp_path, measures="sep=;\n" + SMALLEST["measures"].replace(",", ";"))
    assert case["measures"]["unit_cost"] == (Decimal(10000),)


def test_text_like_a_formula_is_written_to_csv_with_an_apostrophe_and_read_without(tmp_path):
    case, _ = examined(tmp_path / "in", cities=CITIES.replace("Fès", "=HYPERLINK(1)").replace("Salé", "'+x"))
    assert case["cities"]["name"] == ("=HYPERLINK(1)", "+x")
    write_folder(case, tmp_path / "out")
    written = (tmp_path / "out" / "cities.csv").read_text()
    assert "'=HYPERLINK(1)" in written
    assert read_case(tmp_path / "out")["cities"]["name"] == case["cities"]["name"]


# --- what stops a case -------------------------------------------------------------------------------------------


def test_every_stopping_finding_is_raised_at_once(tmp_path):
    cities = CITIES.replace("400000", "abc").replace("8000", "")
    with pytest.raises(CaseError) as error:
        read_case(write(tmp_path, cities=cities, measures=None))
    assert [(item.code, str(item.place)) for item in error.value.findings] == [
        ("number-malformed", "cities.csv:2:labour_force"),
        ("table-missing", tmp_path.name),
        ("cell-empty", "cities.csv:3:callcentre_jobs"),
    ]


def test_an_empty_required_cell_is_never_zero(tmp_path):
    found = only(examined(tmp_path, cities=CITIES.replace("8000", ""))[1], "cell-empty")
    assert str(found.place) == "cities.csv:3:callcentre_jobs"
    assert "pas un zéro" in found.line("fr")


def test_a_missing_required_column_is_said_once_with_the_near_heading(tmp_path):
    _, findings = examined(tmp_path, cities=CITIES.replace("unemployed", "unemployd"))
    found = next(item for item in findings if item.stops)
    assert found.code == "column-missing"
    assert "unemployd" in found.line("en")
    assert "cell-empty" not in codes(findings)


def test_a_missing_parameter_is_named(tmp_path):
    found = only(examined(tmp_path, fund=SMALLEST["fund"].replace("basis,survey\n", ""))[1], "parameter-missing")
    assert found.column == "basis"


def test_a_parameter_given_twice_names_both_rows(tmp_path):
    found = only(examined(tmp_path, fund=SMALLEST["fund"] + "basis,census\n")[1], "parameter-twice")
    assert found.place.row == 9
    assert "fund.csv:6" in found.line("en")


def test_a_table_given_twice_names_both_files(tmp_path):
    found = only(examined(tmp_path, villes=CITIES)[1], "table-twice")
    assert found.place.file == "villes.csv"
    assert "cities.csv" in found.line("en")


def test_a_column_given_twice_names_both(tmp_path):
    text = "".join(f"{line},{extra}\n" for line, extra in zip(CITIES.splitlines(), ("ville", "fes", "x"), strict=True))
    found = only(examined(tmp_path, cities=text)[1], "heading-twice")
    assert (found.column, str(found.place)) == ("city", "cities.csv:1:7")
    assert "cities.csv:1:1" in found.line("en")


def test_a_table_without_headings_is_refused(tmp_path):
    only(examined(tmp_path, regions="r03,Fès-Meknès\nr04,Rabat\n")[1], "headings-missing")


def test_an_empty_required_table_is_refused(tmp_path):
    only(examined(tmp_path, measures=SMALLEST["measures"].splitlines()[0] + "\n")[1], "table-empty")


def test_unknown_columns_and_files_are_reported_and_kept(tmp_path):
    remarks = ("couleur", "à revoir", "")
    cities = "".join(f"{line},{remark}\n" for line, remark in zip(CITIES.splitlines(), remarks, strict=True))
    case, findings = examined(tmp_path / "in", cities=cities, notes="a,b\n1,2\n")
    assert codes(findings) == {"heading-unknown", "table-unknown"}
    assert columns(case, "cities") == {"couleur": ("à revoir", None)}
    write_folder(case, tmp_path / "out")
    write_workbook(case, tmp_path / "out.xlsx", "fr")
    for again in (read_case(tmp_path / "out"), read_case(tmp_path / "out.xlsx")):
        assert columns(again, "cities") == columns(case, "cities")
        assert [list(map(str, row)) for row in sheets(again)["notes"]] == [["a", "b"], ["1", "2"]]


def test_a_near_miss_of_a_name_is_suggested(tmp_path):
    _, findings = examined(tmp_path, citie="x,y\n1,2\n", cities=CITIES.replace("jobs\n", "jobs,latitud\n")
                           .replace("5000\n", "5000,1\n").replace("8000\n", "8000,2\n"))  # fmt: skip
    lines = {item.code: item.line("en") for item in findings}
    assert "“cities”" in lines["table-near"]
    assert "“latitude”" in lines["heading-near"]


@pytest.mark.parametrize(
    ("table", "old", "new", "code"),
    [
        ("cities", "400000", "12 €", "number-currency"),
        ("cities", "400000", "0.4 M", "number-scale"),
        ("cities", "400000", "n/a", "number-missing"),
        ("cities", "400000", "40 %", "number-percent"),
        ("cities", "400000", "400000 MAD", "number-money"),
        ("cities", "400000", "4000 00", "number-grouping"),
        ("cities", "400000", "1e40", "number-digits"),
        ("cities", "fes", "fes;sale", "identifier-malformed"),
        ("cities", "fes", "a/b", "identifier-malformed"),
        ("fund", "survey", "sondage", "choice-unknown"),
        ("fund", "budget_periods,2", "budget_periods,2.5", "integer-expected"),
        ("fund", "2027-S1", "S1 2027", "period-malformed"),
        ("measures", ",training", ",trainin", "choice-unknown"),
    ],
)
def test_a_cell_of_the_wrong_form_is_found_with_its_code(tmp_path, table, old, new, code):
    found = only(examined(tmp_path, **{table: SMALLEST[table].replace(old, new, 1)})[1], code)
    assert found.value == new.rpartition(",")[2] or found.value == new
    assert found.place.file == f"{table}.csv"


@pytest.mark.parametrize("word", ["oui", "YES", "vrai", "True", "1"])
def test_yes_and_no_are_read_in_both_languages(tmp_path, word):
    text = SMALLEST["sources"].replace("budget\n", "budget,carry_over\n").replace("1000000\n", f"1000000,{word}\n")
    case, _ = examined(tmp_path, sources=text)
    assert case["sources"]["carry_over"] == (True,)


def test_what_is_neither_yes_nor_no_is_refused(tmp_path):
    text = SMALLEST["sources"].replace("budget\n", "budget,carry_over\n").replace("1000000\n", "1000000,peut-être\n")
    only(examined(tmp_path, sources=text)[1], "yes-no-expected")


@pytest.mark.parametrize(
    ("cell", "code"), [("*;fes", "list-all-mixed"), ("fes;fes", "list-repeats"), ("fes;;sale", None), ("", None)]
)
def test_a_cell_may_name_several_rows_or_all(tmp_path, cell, code):
    text = f"source,city,eligible\nstate,{cell},oui\n"
    case, findings = examined(tmp_path, eligibility=text)
    if code:
        only(findings, code)
    else:
        assert case["eligibility"]["city"] == ((("fes", "sale") if cell else "*"),)


def test_choices_are_read_by_french_english_and_technical_name(tmp_path):
    for name in ("formation", "Training", "training"):
        case, _ = examined(tmp_path, measures=SMALLEST["measures"].replace("training", name))
        assert case["measures"]["kind"] == ("training",)


def test_what_is_not_there_or_not_a_case_is_said(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "old.xls").write_bytes(b"x")
    (tmp_path / "false.xlsx").write_bytes(b"no zip")
    found = [examine(tmp_path / name)[1][0].code for name in ("nowhere", "empty", "old.xls", "false.xlsx")]
    assert found == ["path-missing", "folder-empty", "path-kind", "file-unreadable"]


def test_an_unknown_name_suggests_a_shipped_case():
    case, findings = examine("moroco-2026")
    assert case is None
    assert "“morocco-2026”" in findings[0].line("en")


@pytest.mark.parametrize("name", shipped.names())
def test_shipped_cases_are_read_by_their_name(name):
    case, findings = examine(name)
    assert case is not None, [item.line("en") for item in findings if item.stops]


# --- workbooks ---------------------------------------------------------------------------------------------------


def test_a_workbook_is_read_and_its_doubles_become_the_shortest_decimals(tmp_path):
    path = tmp_path / "case.xlsx"
    workbook(path, {"scenarios": [["scenario", "name", "probability"], ["a", "A", 0.1], ["b", "B", 0.9]]})
    case, findings = examine(path)
    assert codes(findings) == set()
    assert case.name == "case"
    assert case["scenarios"]["probability"] == (Decimal("0.1"), Decimal("0.9"))


def test_places_in_a_workbook_are_sheet_and_cell(tmp_path):
    path = tmp_path / "case.xlsx"
    headings = ["ville", "nom", "région", "population active", "chômeurs", "emplois en centres d'appels"]
    workbook(path, {"cities": [["Nos villes"], [], headings, ["fes", "Fès", "r03", 400000, "1,234", 5000]]})
    found = only(examine(path)[1], "number-ambiguous")
    assert str(found.place) == "cities!E4"
    assert (found.place.row, found.place.column) == (4, "E")


def test_the_value_of_a_parameter_has_its_own_cell(tmp_path):
    path = tmp_path / "case.xlsx"
    rows = [["Fonds"], ["paramètre", "valeur", "unité"], ["nom", "Essai"], ["première période", 2027],
            ["périodes de dépense", 2.5], ["base du chômage", "enquête"], ["part du marché français", "80 %"],
            ["part des appels sortants", 0.25]]  # fmt: skip
    workbook(path, {"fund": rows})
    found = only(examine(path)[1], "integer-expected")
    assert str(found.place) == "fund!B5"


def test_a_formula_without_a_value_is_refused_not_empty(tmp_path):
    path = tmp_path / "case.xlsx"
    book = workbook(path, {})
    book["cities"]["E2"] = "=30000+30000"
    book.save(path)
    found = only(examine(path)[1], "cell-formula")
    assert str(found.place) == "cities!E2"
    assert found.value == "=30000+30000"


def test_an_error_value_is_refused_not_empty(tmp_path):
    path = tmp_path / "case.xlsx"
    book = workbook(path, {})
    book["cities"]["E3"] = "#REF!"
    book.save(path)
    assert str(only(examine(path)[1], "cell-error").place) == "cities!E3"


def test_a_boolean_is_not_a_number(tmp_path):
    path = tmp_path / "case.xlsx"
    book = workbook(path, {})
    book["cities"]["F2"] = True
    book.save(path)
    assert str(only(examine(path)[1], "cell-boolean").place) == "cities!F2"


def test_a_date_in_a_column_of_numbers_is_refused(tmp_path):
    path = tmp_path / "case.xlsx"
    book = workbook(path, {})
    book["cities"]["F2"] = 45000
    book["cities"]["F2"].number_format = "dd/mm/yyyy"
    book.save(path)
    assert only(examine(path)[1], "cell-date").value == "2023-03-15"


def test_hidden_rows_columns_and_sheets_are_asked_about(tmp_path):
    path = tmp_path / "case.xlsx"
    book = workbook(path, {})
    book["cities"].row_dimensions[3].hidden = True
    book["measures"].column_dimensions["F"].hidden = True
    book["sources"].sheet_state = "hidden"
    book.save(path)
    found = {item.code: str(item.place) for item in examine(path)[1] if item.stops}
    assert found == {"row-hidden": "cities!3", "column-hidden": "measures!F1", "sheet-hidden": "sources"}


def test_merged_cells_among_the_values_are_asked_about_but_not_in_a_title(tmp_path):
    path = tmp_path / "case.xlsx"
    rows = [["Les villes"], *[line.split(",") for line in CITIES.splitlines()]]
    rows = [[_cell(str(value)) for value in row] for row in rows]
    book = workbook(path, {"cities": rows})
    book["cities"].merge_cells("A1:F1")
    book.save(path)
    assert examine(path)[0] is not None
    book["cities"].merge_cells("C3:C4")
    book.save(path)
    found = [(item.code, str(item.place)) for item in examine(path)[1] if item.stops]
    assert found == [("cell-merged", "cities!C3")]
    merged = only(examine(path)[1], "cell-merged")
    assert [str(place) for place, _ in merged.places] == ["cities!C3", "cities!C4"]


def test_a_false_dimension_drops_no_row(tmp_path):
    path, false = tmp_path / "case.xlsx", tmp_path / "false.xlsx"
    workbook(path, {})
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(false, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(b'<dimension ref="A1:F3"', b'<dimension ref="A1:A1"'))
    assert len(read_case(false)["cities"]) == 2


def test_a_document_type_is_refused(tmp_path):
    path, false = tmp_path / "case.xlsx", tmp_path / "false.xlsx"
    workbook(path, {})
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(false, "w") as target:
        for name in source.namelist():
            content = source.read(name).replace(b"<worksheet", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet", 1)
            target.writestr(name, content)
    findings = examine(false)[1]
    assert {item.code for item in findings if item.stops} >= {"part-doctype"}


def test_a_line_break_in_a_cell_is_the_same_in_every_format(tmp_path):
    """OpenDocument writes it as two paragraphs, csv between quotes, a workbook as it is."""
    in_csv, _ = examined(tmp_path / "csv", cities=CITIES.replace("Fès", '"Fès\nMédina"'))
    members = opendocument({**TABLES, "cities": [TABLES["cities"][0], ["fes", "Fès¶Médina", *TABLES["cities"][1][2:]]]})
    members["content.xml"] = members["content.xml"].replace("¶".encode(), b"</text:p><text:p>")
    (tmp_path / "case.ods").write_bytes(zipped(members))
    assert in_csv["cities"]["name"][0] == read_case(tmp_path / "case.ods")["cities"]["name"][0] == "Fès\nMédina"
    write_workbook(in_csv, tmp_path / "case.xlsx", "fr")
    write_folder(in_csv, tmp_path / "again")
    for again in ("case.xlsx", "again"):
        assert read_case(tmp_path / again)["cities"]["name"] == in_csv["cities"]["name"]


def test_a_lone_value_in_the_last_cell_of_a_sheet_does_no_harm(tmp_path):
    path, false = tmp_path / "case.xlsx", tmp_path / "false.xlsx"
    workbook(path, {"zz": [["x"]]})
    last = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(false, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet5.xml"):
                content = content.replace(b"</sheetData>", last)
            target.writestr(name, content)
    case = read_case(false)
    assert sheets(case)["zz"][1][-1] == 1


def test_a_file_of_no_known_table_is_to_be_renamed_in_the_reader_s_language(tmp_path):
    (tmp_path / "données.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    found = only(examine(tmp_path / "données.csv")[1], "csv-table")
    assert "par exemple villes.csv" in found.line("fr")
    assert "cities.csv for example" in found.line("en")
