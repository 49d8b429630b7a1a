"""The template: what helps a person fill it in, that its examples are never data, and that filled in it is clean."""

from __future__ import annotations

import openpyxl
import pytest
from full_case import FULL

from fundopt.case import schema, shipped
from fundopt.case.case import Case
from fundopt.case.difference import difference
from fundopt.case.example import example
from fundopt.case.headings import GUIDE, find_headings
from fundopt.case.reading import examine, read_case
from fundopt.case.shown import shown
from fundopt.case.sources_of_grids import grids_at
from fundopt.case.workbook_template import write_template
from fundopt.case.writing import write_case
from fundopt.cli.main import main
from fundopt.language import LANGUAGES


@pytest.fixture(scope="module", params=LANGUAGES)
def template(request, tmp_path_factory):
    """The language and the path of an empty template."""
    path = tmp_path_factory.mktemp("template") / f"{request.param}.xlsx"
    write_template(path, request.param)
    return request.param, path


def filled(path, lang: str, case: Case) -> None:
    """Type every value of `case` into the template at `path`, as a person would: choices and yes/no as in the lists."""
    book = openpyxl.load_workbook(path)
    for table in schema.TABLES:
        sheet = book[table.label.of(lang)]
        for index, column in enumerate(table.columns, start=1):
            for number, value in enumerate(case[table.name][column.name]):
                cell = sheet.cell(4 + index, 2) if table.fields else sheet.cell(5 + number, index)
                if isinstance(value, bool | str | tuple):
                    cell.value = shown(value, column, lang) if value != () else None
                else:
                    cell.value = value
    book.save(path)


def test_the_example_fills_every_table_and_has_no_finding(tmp_path):
    for lang in LANGUAGES:
        case = example(lang)
        assert case.given == set(schema.BY_NAME)
        again, findings = examine(write_case(case, tmp_path / f"{lang}.xlsx", lang))
        assert again is not None
        assert [item.line("en") for item in findings] == []


def test_filled_in_by_hand_it_is_read_without_a_finding(template):
    lang, path = template
    by_hand = path.with_name(f"filled-{lang}.xlsx")
    by_hand.write_bytes(path.read_bytes())
    filled(by_hand, lang, example(lang))
    case, findings = examine(by_hand)
    assert [item.line("en") for item in findings] == []
    assert difference(example(lang), case).same


def test_an_example_is_never_data(template):
    """Every example stands above the headings, or in a column that is not read."""
    lang, path = template
    grids = {grid.title: grid for grid in grids_at(path)[0]}
    book = openpyxl.load_workbook(path)
    for table in schema.TABLES:
        grid = grids[table.label.of(lang)]
        headings = find_headings(grid, table)
        assert headings.row == 4
        if table.fields:
            assert book[grid.title].cell(5, 5).value
            continue
        assert book[grid.title].cell(3, 1).value.startswith(("Exemple : ", "Example: "))
        assert len(grid.rows) == headings.position + 1
    case, findings = examine(path)
    assert case is None
    assert {item.table for item in findings} == {table.name for table in schema.TABLES if table.required}


def test_every_sheet_has_headings_with_units_comments_formats_lists_and_frozen_panes(template):
    lang, path = template
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [GUIDE.of(lang), *(table.label.of(lang) for table in schema.TABLES)]
    for table in schema.TABLES:
        sheet = book[table.label.of(lang)]
        assert sheet.freeze_panes == "B5"
        heads = [sheet.cell(5 + i, 1) if table.fields else sheet.cell(4, 1 + i) for i in range(len(table.columns))]
        assert all(column.help.of(lang) in head.comment.text for column, head in zip(table.columns, heads, strict=True))
        prompts = {rule.promptTitle for rule in sheet.data_validations.dataValidation}
        assert prompts == {column.label.of(lang)[:32] for column in table.columns}
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.prompt) <= 255
            assert len(rule.promptTitle) <= 32
            assert len(rule.formula1 or "") <= 255
    cities = book[schema.BY_NAME["cities"].label.of(lang)]
    assert "[" + {"fr": "personnes", "en": "persons"}[lang] + "]" in cities["D4"].value
    assert cities.column_dimensions["A"].number_format == "@"
    assert cities.column_dimensions["J"].number_format == "0.00%"


def test_references_are_chosen_from_the_identifiers_of_their_sheet(template):
    lang, path = template
    book = openpyxl.load_workbook(path)
    for table in schema.TABLES:
        rules = {rule.promptTitle: rule for rule in book[table.label.of(lang)].data_validations.dataValidation}
        for column in table.columns:
            rule = rules[column.label.of(lang)[:32]]
            if column.refers_to and not column.many:
                target = schema.BY_NAME[column.refers_to].label.of(lang)
                assert rule.type == "list"
                assert f"'{target}'!$A$5" in rule.formula1
            elif column.choices and not column.many:
                assert all(label.of(lang) in rule.formula1 for _, label in column.choices)


@pytest.mark.parametrize("name", shipped.names())
def test_filled_from_a_case_it_gives_the_case_s_own_findings_and_no_other(tmp_path, name):
    path = tmp_path / "from.xlsx"
    assert main(["template", str(path), "--from", name]) == 0
    case, findings = examine(path)
    assert difference(read_case(name), case).same
    assert [(item.code, item.table, item.value) for item in findings] == [
        (item.code, item.table, item.value) for item in examine(name)[1]
    ]


def test_filled_from_the_full_case_with_its_unknown_parts_nothing_is_lost(tmp_path):
    case = Case(FULL.name, FULL.tables, FULL.given, {"cities.note": ("=x", None), "sheet:note": (("a",), ("b",))})
    write_template(tmp_path / "full.xlsx", "fr", case)
    again = read_case(tmp_path / "full.xlsx")
    assert difference(case, again).same
    assert again.extras == case.extras


def test_the_guide_names_every_table_and_links_to_it(template):
    lang, path = template
    guide = openpyxl.load_workbook(path)[GUIDE.of(lang)]
    links = {cell.value: cell.hyperlink.location for row in guide.iter_rows() for cell in row if cell.hyperlink}
    assert links == {table.label.of(lang): f"'{table.label.of(lang)}'!A1" for table in schema.TABLES}


def test_an_existing_file_and_another_ending_are_refused(tmp_path):
    (tmp_path / "mine.xlsx").write_bytes(b"mine")
    assert main(["template", str(tmp_path / "mine.xlsx")]) == 2
    assert main(["template", str(tmp_path / "mine.ods")]) == 2
    assert (tmp_path / "mine.xlsx").read_bytes() == b"mine"
