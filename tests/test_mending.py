"""Mending a file before it is read: typed cells, merged ranges, and answers about what is hidden."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import fundopt
from fundopt.case.cells_at import cells_at
from fundopt.case.mending import COUNTS, COUNTS_NOT, answer_key


@pytest.fixture
def book(tmp_path) -> tuple[Path, openpyxl.Workbook]:
    """The two-city case as a French workbook, to be changed and saved."""
    path = fundopt.write_case(fundopt.read_case("teaching-two-cities"), tmp_path / "cas.xlsx", lang="fr")
    return path, openpyxl.load_workbook(path)


def _column(sheet, name: str) -> str:
    """The letter of the column whose heading starts with `name`."""
    return next(cell.column_letter for row in sheet.iter_rows() for cell in row if str(cell.value).startswith(name))


def _row(sheet, identifier: str) -> int:
    return next(cell.row for cell in sheet["A"] if cell.value == identifier)


def _asked(path: Path, mends=None) -> dict[str, str]:
    """Code by place of everything that stops the case."""
    return {str(item.place): item.code for item in fundopt.examine(path, mends)[1] if item.stops}


def test_a_hidden_column_counts_or_not_and_its_heading_stays(book):
    path, workbook = book
    sheet = workbook["mesures"]
    letter = _column(sheet, "emplois nets")
    sheet.column_dimensions[letter].hidden = True
    workbook.save(path)
    (question,) = [item for item in fundopt.examine(path)[1] if item.stops]
    key = answer_key(question)
    assert (question.code, key) == ("column-hidden", f"column-hidden?mesures!{letter}")
    before = fundopt.read_case("teaching-two-cities")
    counted, _ = fundopt.examine(path, {key: COUNTS})
    assert fundopt.difference(before, counted).same
    dropped, _ = fundopt.examine(path, {key: COUNTS_NOT})
    changed = {(change.table, change.column) for change in fundopt.difference(before, dropped).changes}
    assert changed == {("measures", "net_jobs")}


def test_hidden_rows_count_or_not(book):
    path, workbook = book
    sheet = workbook["mesures"]
    before = fundopt.read_case("teaching-two-cities")
    last = before["measures"]["measure"][-1]
    sheet.row_dimensions[_row(sheet, last)].hidden = True
    workbook.save(path)
    assert "row-hidden" in _asked(path).values()
    counted, _ = fundopt.examine(path, {"row-hidden?mesures": COUNTS})
    assert counted["measures"]["measure"] == before["measures"]["measure"]
    assert not [code for code in _asked(path, {"row-hidden?mesures": COUNTS_NOT}).values() if code == "row-hidden"]


def test_a_hidden_sheet_counts_or_not(book):
    path, workbook = book
    sheet = workbook.create_sheet("limites")
    for row in (["limit", "name", "quantity", "sense", "value"], ["f", "Floor", "money", "at_least", 1000]):
        sheet.append(row)
    sheet.sheet_state = "hidden"
    workbook.save(path)
    assert _asked(path) == {"limites": "sheet-hidden"}
    counted, findings = fundopt.examine(path, {"sheet-hidden?limites": COUNTS})
    assert counted is not None, findings
    assert len(counted["limits"]) == 1
    dropped, _ = fundopt.examine(path, {"sheet-hidden?limites": COUNTS_NOT})
    assert len(dropped["limits"]) == 0


def test_each_cell_of_a_merged_range_is_settled_by_what_is_typed_for_it(book):
    path, workbook = book
    sheet = workbook["villes"]
    first, last = (_row(sheet, city) for city in ("north", "south"))
    letter = _column(sheet, "population active")
    values = [str(sheet[f"{letter}{row}"].value) for row in (first, last)]
    sheet.merge_cells(f"{letter}{first}:{letter}{last}")
    workbook.save(path)
    places = [f"villes!{letter}{row}" for row in (first, last)]
    assert set(_asked(path).values()) == {"cell-merged"}
    assert _asked(path, {places[0]: values[0]}) == {places[1]: "cell-merged"}
    whole, findings = fundopt.examine(path, dict(zip(places, values, strict=True)))
    assert whole is not None, findings
    assert list(map(str, whole["cities"]["labour_force"])) == values
    assert {cell.text for cell in cells_at(path, places, "fr").values()} == {values[0]}


def test_cells_are_told_as_the_file_shows_them(book):
    path, workbook = book
    sheet = workbook["mesures"]
    row, letter = _row(sheet, "training"), _column(sheet, "coût unitaire")
    other = _column(sheet, "vivier")
    sheet[f"{letter}{row}"] = 1234.5
    sheet[f"{other}{row}"], sheet[f"{other}{row}"].number_format = 1.5, "0%"
    sheet[f"A{row}"] = None
    workbook.save(path)
    places = [f"mesures!{column}{row}" for column in (letter, other, "A")]
    french, english = ([cells_at(path, places, lang)[place].text for place in places] for lang in ("fr", "en"))
    assert french == ["1234,5", "150\u00a0%", ""]
    assert english == ["1234.5", "150%", ""]
    cell = cells_at(path, places, "fr")[places[0]]
    assert (cell.column.name, cell.heading) == ("unit_cost", False)
    heading = next(cell for cell in sheet[letter] if str(cell.value).startswith("coût unitaire"))
    assert cells_at(path, [f"mesures!{heading.coordinate}"], "fr")[f"mesures!{heading.coordinate}"].heading
