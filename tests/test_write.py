"""Writing cases: round trips in both formats, what a workbook shows, and the pages generated from the schema."""

from __future__ import annotations

import unicodedata

import openpyxl
import pytest
from full_case import FULL
from hypothesis import given, settings
from hypothesis import strategies as st

from fundopt.case import documentation, schema, shipped
from fundopt.case.case import Case
from fundopt.case.cells import fold
from fundopt.case.csv_write import write_folder
from fundopt.case.messages import MESSAGES
from fundopt.case.reading import examine, read_case
from fundopt.case.units import UNITS
from fundopt.case.workbook_template import write_template
from fundopt.case.workbook_write import write_workbook


def tables(case: Case) -> dict:
    return {name: {column: data[column] for column in data.columns} for name, data in case.tables.items()}


def test_the_full_case_fills_every_table():
    assert FULL.given == {table.name for table in schema.TABLES}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_workbook_reads_back_to_the_same_case(tmp_path, lang):
    path = tmp_path / "full.xlsx"
    write_workbook(FULL, path, lang)
    again, findings = examine(path)
    assert again is not None, [item.line("en") for item in findings]
    assert tables(again) == tables(FULL)
    assert again.given == FULL.given


def test_a_folder_reads_back_to_the_same_case(tmp_path):
    write_folder(FULL, tmp_path / "full")
    assert tables(read_case(tmp_path / "full")) == tables(FULL)


names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=30)
names = names.map(lambda text: unicodedata.normalize("NFC", text).strip()).filter(bool)
amounts = st.decimals(min_value=0, max_value=10**14, allow_nan=False, allow_infinity=False).filter(
    lambda value: value.as_tuple().exponent > -20 and len(value.as_tuple().digits) <= 25
)


@settings(max_examples=40, deadline=None)
@given(names, amounts)
def test_any_name_and_any_amount_survive_both_formats(tmp_path_factory, name, amount):
    folder = tmp_path_factory.mktemp("any")
    sources = [{"source": "state", "name": name, "kind": "public", "budget": amount}]
    tables = {
        table: [vars(row) for row in FULL[table]] for table in ("fund", "cities", "measures", "regions", "profiles")
    }
    case = Case.of("any", sources=sources, **tables)
    write_folder(case, folder / "csv")
    write_workbook(case, folder / "any.xlsx", "fr")
    for path in (folder / "csv", folder / "any.xlsx"):
        again, findings = examine(path)
        assert again is not None, [item.line("en") for item in findings if item.stops]
        assert again["sources"]["budget"] == (amount,)
        assert again["sources"]["name"] == (name,)


@pytest.mark.parametrize("name", shipped.names())
def test_a_shipped_case_reads_back_from_both_formats(tmp_path, name):
    case = read_case(name)
    write_folder(case, tmp_path / "folder")
    write_workbook(case, tmp_path / "book.xlsx", "fr")
    assert tables(read_case(tmp_path / "folder")) == tables(read_case(tmp_path / "book.xlsx")) == tables(case)


def test_no_text_becomes_a_formula_in_a_workbook(tmp_path):
    write_workbook(FULL, tmp_path / "full.xlsx", "fr")
    book = openpyxl.load_workbook(tmp_path / "full.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert book["villes"]["B5"].value.startswith("=Salé")


def test_a_workbook_shows_shares_as_percentages_and_offers_its_choices(tmp_path):
    write_workbook(FULL, tmp_path / "full.xlsx", "fr")
    book = openpyxl.load_workbook(tmp_path / "full.xlsx")
    measures = book["mesures"]
    letters = {fold(str(cell.value)): cell for cell in measures[3]}
    share = measures.cell(4, letters["part du vivier"].column)
    assert (share.value, share.number_format) == (0.9, "0%")
    assert measures.cell(4, letters["cout unitaire"].column).number_format == "#,##0.0"
    assert "obligatoire" in letters["cout unitaire"].comment.text
    lists = {rule.formula1 for sheet in book for rule in sheet.data_validations.dataValidation}
    assert '"publique,privée"' in lists
    assert '"oui,non"' in lists
    assert "OFFSET('villes'!$A$4,0,0,MAX(1,COUNTA('villes'!$A$4:$A$1003)),1)" in lists
    assert measures.freeze_panes == "B4"


def test_a_number_with_more_digits_than_a_spreadsheet_keeps_is_written_as_text(tmp_path):
    write_workbook(FULL, tmp_path / "full.xlsx", "en")
    sheet = openpyxl.load_workbook(tmp_path / "full.xlsx")["persistence"]
    assert sheet["B5"].value == "0.123456789012345678"


def test_an_interrupted_writing_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "full.xlsx"
    write_workbook(FULL, path, "fr")
    before = path.read_bytes()
    monkeypatch.setattr("fundopt.case.workbook_sheet.set_widths", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_workbook(FULL, path, "fr")
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["full.xlsx"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_empty_template_asks_for_the_required_tables_only(tmp_path, lang):
    write_template(tmp_path / "template.xlsx", lang)
    case, findings = examine(tmp_path / "template.xlsx")
    assert case is None
    assert {item.table for item in findings if item.stops} == {"fund", "sources", "cities", "measures"}
    assert {item.code for item in findings if item.stops} == {"table-empty", "cell-empty"}


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_no_two_columns_of_a_table_share_a_heading(table):
    names = [{fold(name) for name in (column.name, column.label.fr, column.label.en)} for column in table.columns]
    assert sum(map(len, names)) == len(set().union(*names))


def test_no_two_tables_share_a_name():
    names = [{fold(name) for name in (table.name, table.label.fr, table.label.en)} for table in schema.TABLES]
    assert sum(map(len, names)) == len(set().union(*names))


def test_every_unit_of_the_schema_has_a_name():
    assert {column.unit for table in schema.TABLES for column in table.columns} <= set(UNITS)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_of_the_format_is_up_to_date(lang, request):
    page = request.config.rootpath / "docs" / documentation.PAGES[lang]
    assert page.read_text(encoding="utf-8") == documentation.page(lang)


@pytest.mark.parametrize("code", MESSAGES)
def test_every_message_is_in_both_languages(code):
    message = MESSAGES[code]
    for text in (message.message, message.expected, message.mend):
        assert bool(text.fr) == bool(text.en)
        assert set(_placeholders(text.fr)) == set(_placeholders(text.en))
    assert message.message.fr


def _placeholders(text: str) -> list[str]:
    return [part.partition("}")[0] for part in text.split("{")[1:]]
