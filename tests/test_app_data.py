"""The data page: boxes only where a typed value mends, mends that can be taken back, and what a file is said to be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from app_page import opened, said, session, settled

import fundopt
from app import state, words
from app.screens import data_findings
from app.screens.data_changes import lines_of
from fundopt.case.case import Place
from fundopt.case.messages import finding

SMALL = "teaching-two-cities"
AGAIN = "Examiner de nouveau"


@pytest.fixture
def book(tmp_path) -> tuple[Path, openpyxl.Workbook]:
    """The two-city case as a French workbook, to be changed and saved."""
    path = fundopt.write_case(fundopt.read_case(SMALL), tmp_path / "mon cas.xlsx", lang="fr")
    return path, openpyxl.load_workbook(path)


def _cell(sheet, identifier: str, heading: str) -> str:
    """The coordinate of the cell in the row of `identifier`, under the heading that starts with `heading`."""
    row = next(cell.row for cell in sheet["A"] if cell.value == identifier)
    column = next(cell.column_letter for line in sheet.iter_rows() for cell in line
                  if str(cell.value).startswith(heading))  # fmt: skip
    return f"{column}{row}"


def _brought(monkeypatch, tmp_path, path: Path, lang: str = "fr"):
    app = opened(monkeypatch, tmp_path, SMALL, "data", lang)
    session(app).upload = state.Upload(path.name, path.read_bytes())
    return settled(app)


def _press(app, label: str):
    next(button for button in app.button if button.label == label).click()
    return settled(app)


def test_a_box_shows_what_the_file_shows_and_a_mend_is_changed_and_taken_back(monkeypatch, tmp_path, book):
    path, workbook = book
    sheet = workbook["mesures"]
    cell = _cell(sheet, "training", "coût unitaire")
    was, sheet[cell] = sheet[cell].value, None
    workbook.save(path)
    app = _brought(monkeypatch, tmp_path, path)
    (box,) = [each for each in app.text_input if each.label.startswith("mesures!")]
    assert (box.label, box.value) == (f"mesures!{cell} · coût unitaire", "")
    box.set_value("12 500,5")
    _press(app, AGAIN)
    assert "peut servir" in said(app)
    (made,) = [each for each in app.text_input if each.label.startswith("mesures!")]
    assert made.value == "12 500,5"
    made.set_value(str(was))
    settled(app)
    assert "Rien ne change" in said(app)
    _press(app, "Revenir au fichier")
    assert "un point est à corriger" in said(app)
    assert not session(app).upload.mends


def test_a_percentage_is_shown_as_the_file_shows_it(monkeypatch, tmp_path, book):
    path, workbook = book
    sheet = workbook["villes"]
    cell = _cell(sheet, "north", "chômeurs")
    sheet[cell], sheet[cell].number_format = 1.5, "0%"
    workbook.save(path)
    for lang, shown in (("fr", "150\u00a0%"), ("en", "150%")):
        app = _brought(monkeypatch, tmp_path, path, lang)
        assert [each.value for each in app.text_input if each.label.startswith(f"villes!{cell}")] == [shown]


def test_a_hidden_column_is_asked_about_and_no_box_can_destroy_it(monkeypatch, tmp_path, book):
    path, workbook = book
    sheet = workbook["mesures"]
    letter = _cell(sheet, "training", "emplois nets").rstrip("0123456789")
    sheet.column_dimensions[letter].hidden = True
    workbook.save(path)
    app = _brought(monkeypatch, tmp_path, path)
    assert not [each for each in app.text_input if each.label.startswith("mesures!")]
    (answer,) = [each for each in app.button_group if "masquée" in each.label]
    answer.set_value("counts")
    _press(app, AGAIN)
    assert "peut servir" in said(app)
    assert "Rien ne change" in said(app)
    _press(app, "Revenir au fichier")
    assert "un point est à corriger" in said(app)


def test_what_no_typed_value_mends_has_no_box(monkeypatch, tmp_path, book):
    path, workbook = book
    del workbook["mesures"]
    workbook.save(path)
    app = _brought(monkeypatch, tmp_path, path)
    session(app).choices[f"mode:0:{path.name}"] = "whole"
    settled(app)
    assert "ne peuvent pas être corrigés ici" in said(app)
    assert not app.text_input


def test_floors_above_the_fund_are_no_green_verdict(monkeypatch, tmp_path):
    folder = tmp_path / "planchers"
    fundopt.write_case(fundopt.read_case(SMALL), folder, lang="fr")
    rows = ("limit,name,quantity,sense,value,city", "a,Plancher A,money,at_least,2000000,north",
            "b,Plancher B,money,at_least,800000,south")  # fmt: skip
    (folder / "limits.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    path = fundopt.write_case(fundopt.read_case(folder), tmp_path / "planchers.xlsx", lang="fr")
    app = _brought(monkeypatch, tmp_path, path)
    assert not app.success
    (verdict,) = app.warning
    assert "Pourquoi" in verdict.value
    assert "2 800 000" in verdict.value.replace("\u202f", " ").replace("\u00a0", " ")


def test_a_csv_file_of_any_name_is_said_to_hold_a_table(monkeypatch, tmp_path):
    path = tmp_path / "chiffres 2026.csv"
    path.write_text("Ville;Chômeurs\nnorth;1234\n", encoding="utf-8")
    app = _brought(monkeypatch, tmp_path, path)
    (table,) = [each for each in app.selectbox if each.label == "Ce fichier contient la table"]
    assert table.value is None
    table.set_value("cities")
    settled(app)
    assert "peut servir" in said(app)
    _press(app, "Mettre ce cas en usage")
    case = session(app).case
    assert [line[:3] for line in lines_of(fundopt.difference(fundopt.read_case(SMALL), case).changes, "fr")] == [
        ("Villes", "north", "chômeurs")
    ]
    assert str(case["cities"]["unemployed"][case["cities"]["city"].index("north")]) == "1234"
    names = [button.proto.label for button in app.get("download_button")]
    assert "Le cas en classeur (.xlsx)" in names
    assert app.get("download_button")[0].key == f"take:{SMALL}-maj.xlsx"


def test_many_rows_of_a_table_are_one_line_after_the_cells():
    before, after = fundopt.read_case("morocco-2026"), fundopt.read_case(SMALL)
    changes = fundopt.difference(before, after).changes
    lines = lines_of(changes, "fr")
    assert len(lines) < 60 < len(changes)
    removed = len(before["cities"])
    assert ("Villes", f"{removed} lignes", "", "", "lignes retirées") in lines
    kinds = [bool(column) for _, _, column, _, _ in lines]
    assert kinds == sorted(kinds, reverse=True)


def test_names_stay_text_with_no_more_escapes_than_needed():
    assert words.plain("villes.csv:6:chômeurs") == "villes.csv:6:chômeurs"
    assert words.plain("net_jobs & co | 1 a_b") == "net_jobs & co | 1 a_b"
    assert words.plain("a.csv:100:b") == "a.csv\\:100:b"
    assert words.plain(":red[x] :smile: _x_ *y* <b> $z$ &lt; http://a.b") == (
        "\\:red\\[x\\] \\:smile: \\_x\\_ \\*y\\* \\<b\\> \\$z\\$ \\&lt; http\\://a.b"
    )


def test_nothing_is_no_negative_share():
    assert words.share(-1e-9, 44_396, "fr") == "0\u202f%"
    assert words.share(-1e-9, 44_396, "fr", 1) == "0,0\u202f%"
    assert words.share(-0.25, 1, "en") == "\u221225%"


def test_the_overview_shows_the_shock_while_the_plan_is_looked_for(monkeypatch, tmp_path):
    from app import later

    monkeypatch.setattr(later, "PROMPT", 0.0)
    monkeypatch.setattr(later, "ready", lambda found: False)
    app = opened_once(monkeypatch, tmp_path)
    assert "Le choc prendrait" in said(app)
    assert "dès que le meilleur plan est trouvé" in said(app).replace("\u00a0", " ")
    assert "Emplois menacés par ville" in said(app)


def opened_once(monkeypatch, tmp_path):
    """The overview as it is first drawn, whatever is still being worked out."""
    from app_page import _SCRIPT, PATIENCE, ROOT
    from streamlit.testing.v1 import AppTest

    monkeypatch.setenv("FUNDOPT_APP_CASE", SMALL)
    monkeypatch.setenv("FUNDOPT_LANG", "fr")
    monkeypatch.setenv("FUNDOPT_DRAFTS", str(tmp_path / "drafts"))
    return AppTest.from_string(_SCRIPT.format(root=str(ROOT), page="overview"), default_timeout=PATIENCE).run()


def test_one_further_cell_is_said_in_the_singular():
    cells = [Place("a.xlsx", "villes", row, "C") for row in (5, 6, 7)]
    for count, said_of_it in ((1, "villes!C5"), (2, "villes!C5 et une autre"), (3, "villes!C5 et 2 autres")):
        item = replace(finding("cell-empty", cells[0]), places=tuple((cell, "") for cell in cells[:count]))
        assert data_findings._place(item, "fr") == said_of_it
