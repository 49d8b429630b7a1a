"""What stands in a sheet: totals, notes, titles, units, letters, and what spreadsheet programs do to text."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from case_folder import SMALLEST, examined, only, write
from hypothesis import given, settings
from hypothesis import strategies as st

import fundopt
from fundopt.case import schema
from fundopt.case.case import Case
from fundopt.case.csv_write import write_folder
from fundopt.case.extras import columns, notes
from fundopt.case.findings import Finding, Severity
from fundopt.case.grid import Grid, Unusable
from fundopt.case.grouping import grouped
from fundopt.case.messages.contents import CONTENTS
from fundopt.case.nearness import near_table
from fundopt.case.payments import PLAN as PAYMENTS
from fundopt.case.payments import read_payments
from fundopt.case.reading import examine, read_case
from fundopt.case.typed import read_table
from fundopt.case.units import written_unit
from fundopt.case.workbook_write import write_workbook
from fundopt.errors import CaseError

HEADINGS = ["ville", "nom", "région", "population active", "chômeurs", "emplois en centres d'appels"]
FES, SALE, RABAT = (
    ["fes", "Fès", "r03", 400_000, 60_000, 5_000],
    ["sale", "Salé", "r04", 330_000, 50_000, 8_000],
    ["rabat", "Rabat", "r04", 300_000, 40_000, 6_000],
)
CITIES = [HEADINGS, FES, SALE, RABAT]
TOTAL = ["Total", None, None, 1_030_000, 150_000, 19_000]
SOURCES = [["source", "nom", "nature", "budget total"], ["state", "État", "publique", 1_000_000]]
UNEMPLOYMENT = ["ville", "période", "chômeurs"]


def book(
    folder: Path, edit: Callable[[openpyxl.Workbook], None] | None = None, **sheets: list[list] | None
) -> tuple[Case | None, tuple[Finding, ...]]:
    """`examine` of the smallest case as a workbook, with sheets replaced or added (None: left out)."""
    rows: dict[str, list[list] | None] = {
        name: [[_typed(cell) for cell in line.split(",")] for line in text.splitlines()]
        for name, text in SMALLEST.items()
    }
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, content in {**rows, **sheets}.items():
        if content is not None:
            sheet = made.create_sheet(title)
            for row in content:
                sheet.append(row)
    if edit:
        edit(made)
    made.save(folder / "case.xlsx")
    return examine(folder / "case.xlsx")


def _typed(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text or None


def shown(sheet: str, cell: str, form: str, value: object = None) -> Callable[[openpyxl.Workbook], None]:
    """An edit that gives a cell a number format, and a value."""

    def edit(made: openpyxl.Workbook) -> None:
        made[sheet][cell].number_format = form
        if value is not None:
            made[sheet][cell] = value

    return edit


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Code and place of what was found, without what every small case has."""
    return [(item.code, str(item.place)) for item in findings if item.code != "provenance-none"]


# --- totals ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "label",
    ["Total", "TOTAL GÉNÉRAL", "total :", "Total Maroc", "Totaux", "Sous-total", "S/Total", "Sum", "Somme", "Ensemble",
     "Grand total", "Subtotal", "Montant total", "Σ", "Total (14 villes)", "Ensemble du Maroc"],
)  # fmt: skip
def test_a_total_is_checked_and_not_read_as_a_row(tmp_path, label):
    case, findings = book(tmp_path, cities=[*CITIES, [label, *TOTAL[1:]]])
    assert case["cities"]["city"] == ("fes", "sale", "rabat")
    assert told(findings) == [("total-agrees", "cities!A5")]
    assert findings[0].severity is Severity.NOTE
    assert "chômeurs" in findings[0].line("fr")


@pytest.mark.parametrize(
    ("row", "place", "words"),
    [
        (["Total", None, None, 1_030_000, 150_001, 19_000], "cities!E5", ["150 001", "150 000", "écart : 1"]),
        ([None, "Total", None, 1_030_000, 150_000, "18 000"], "cities!F5", ["18 000", "19 000", "-1 000"]),
    ],
)
def test_a_total_that_differs_names_the_cell_and_both_numbers(tmp_path, row, place, words):
    case, findings = book(tmp_path, cities=[*CITIES, row])
    found = only(findings, "total-differs")
    assert (case, found.severity, str(found.place)) == (None, Severity.QUESTION, place)
    line = found.line("fr").replace("\u202f", " ").replace("\u00a0", " ")
    assert all(word in line for word in words)


def test_subtotals_in_the_middle_and_a_total_on_top_are_checked_too(tmp_path):
    middle = [HEADINGS, FES, ["Sous-total r03", None, None, *FES[3:]], SALE, RABAT,
              ["Sous-total r04", "", "", 630_000, 90_000, 14_000], TOTAL]  # fmt: skip
    (tmp_path / "top").mkdir()
    for folder, cities, totals in ((tmp_path, middle, 3), (tmp_path / "top", [HEADINGS, TOTAL, FES, SALE, RABAT], 1)):
        case, findings = book(folder, cities=cities)
        assert len(case["cities"]) == 3
        assert [code for code, _ in told(findings)] == ["total-agrees"] * totals


def test_a_formula_without_a_value_in_a_total_stops_nothing(tmp_path):
    case, findings = book(tmp_path, cities=[*CITIES, ["Total", None, None, "=SUM(D2:D4)", None, None]])
    assert case is not None
    assert told(findings) == [("total-unchecked", "cities!A5")]


def test_a_total_whose_cells_hold_nothing_visible_is_not_checked(tmp_path):
    case, findings = book(tmp_path, cities=[*CITIES, ["Total", None, None, "\u200b", None, None]])
    assert case is not None
    assert told(findings) == [("total-unchecked", "cities!A5")]


def test_a_sum_of_doubles_agrees_with_its_total(tmp_path):
    timing = [["période", "part"], ["2027-S1", 0.1], ["2027-S2", 0.2], ["2028-S1", 0.7], ["Total", 1]]
    case, findings = book(tmp_path, timing=timing)
    assert len(case["timing"]) == 3
    assert ("total-agrees", "timing!A5") in told(findings)


@pytest.mark.parametrize("label", ["Moyenne", "%", "Part", "En % du total", "Average", "Écart", "Minimum", "Contrôle"])
def test_a_row_that_sums_up_is_not_read_as_a_row(tmp_path, label):
    case, findings = book(tmp_path, cities=[*CITIES, [label, None, None, 343_333, 50_000, 6_333]])
    assert len(case["cities"]) == 3
    assert told(findings) == [("row-statistic", "cities!A5")]


def test_names_that_look_like_totals_are_names(tmp_path):
    totalia = ["totalia", "Totalia", "r04", 1_000, 10, 10]
    total = ["total", "TotalEnergies", "privée", 5]
    moyenne = ["moyenne", "Moyenne Moulouya", "r04", 1_000, 10, 10]
    case, findings = book(tmp_path, cities=[*CITIES, totalia, moyenne], sources=[*SOURCES, total])
    assert case["cities"]["city"][-2:] == ("totalia", "moyenne")
    assert case["sources"]["source"] == ("state", "total")
    assert told(findings) == []


def test_a_row_that_is_the_sum_of_all_others_is_asked_about(tmp_path):
    found = only(book(tmp_path, cities=[*CITIES, ["maroc", "Maroc", "r00", *TOTAL[3:]]])[1], "row-is-sum")
    assert (str(found.place), found.value) == ("cities!A5", "maroc")


# --- notes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading", ["Remarques", "Notes", "Commentaire", "Source", "Observations", "N°", "Note : 2024"]
)
def test_columns_of_notes_are_kept_without_a_warning(tmp_path, heading):
    case, findings = book(tmp_path, cities=[[*HEADINGS, heading], [*FES, "à voir"], SALE])
    assert told(findings) == [("columns-kept", "cities!G1")]
    assert columns(case, "cities") == {heading: ("à voir", None)}


@pytest.mark.parametrize(
    "line",
    ["Source : HCP 2024", "* provisoire", "Note : à revoir", "NB : estimation", "(1) sans Aïn Harrouda", "¹ estimé",
     "Sources HCP et OFPPT", "Lecture : à Fès, 60 000 chômeurs", "Données provisoires"],
)  # fmt: skip
def test_lines_of_notes_are_kept_and_not_read(tmp_path, line):
    case, findings = book(tmp_path, cities=[*CITIES, [line]])
    assert len(case["cities"]) == 3
    assert told(findings) == [("notes-kept", "cities!A5")]
    assert notes(case, "cities") == (line,)
    write_folder(case, tmp_path / "out")
    write_workbook(case, tmp_path / "out.xlsx", "fr")
    for again in (read_case(tmp_path / "out"), read_case(tmp_path / "out.xlsx")):
        assert notes(again, "cities") == (line,)
        assert len(again["cities"]) == 3


def test_cells_beside_the_table_are_no_rows(tmp_path):
    beside = [*[None] * 7, "calcul annexe", 12]
    case, findings = book(tmp_path, cities=[*CITIES, beside])
    assert len(case["cities"]) == 3
    assert notes(case, "cities") == ("Note : calcul annexe 12",)
    assert [code for code, _ in told(findings)] == ["notes-kept"]


@pytest.mark.parametrize("title", ["Région de Fès", "tanger", "À compléter"])
def test_a_lonely_cell_is_asked_about_once(tmp_path, title):
    found = only(book(tmp_path, cities=[HEADINGS, FES, [title], SALE])[1], "row-lonely")
    assert (str(found.place), found.value) == ("cities!A3", title)


def test_a_row_with_one_cell_missing_is_no_note(tmp_path):
    found = only(book(tmp_path, cities=[*CITIES, ["tanger", "Tanger", "r01", 1_000, None, 10]])[1], "cell-empty")
    assert str(found.place) == "cities!E5"


def test_the_headings_once_more_are_no_row(tmp_path):
    english = ["city", "name", "region", "labour force", "unemployed", "callcentre_jobs"]
    kinds = ["identifiant", None, None, "personnes", "personnes", "emplois"]
    case, findings = book(tmp_path, cities=[HEADINGS, english, kinds, FES, SALE, HEADINGS, RABAT])
    assert len(case["cities"]) == 3
    assert told(findings) == [("headings-repeated", "cities!A6")]


def test_a_second_table_below_is_asked_about_once(tmp_path):
    measures = [["mesures"], ["mesure", "nom", "type"], ["m1", "M1", "formation"], ["m2", "M2", "formation"]]
    found = only(book(tmp_path, cities=[*CITIES, *measures])[1], "table-second")
    assert str(found.place) == "cities!A6"


def test_notes_among_parameters_are_kept(tmp_path):
    fund = SMALLEST["fund"] + "Source : décision du conseil,\nnote interne,5\n"
    case, findings = examined(tmp_path, fund=fund)
    assert told(findings) == [("notes-kept", "fund.csv:9:1"), ("parameter-kept", "fund.csv:10:1")]
    assert notes(case, "fund") == ("Source : décision du conseil",)


# --- titles and headings -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "table"),
    [("Villes 2026", "cities"), ("villes (2)", "cities"), ("Copie de villes", "cities"), ("Viles", "cities"),
     ("cities_v2", "cities"), ("VILLES FINAL", "cities"), ("Engagement", "commitments"), ("notes villes", None),
     ("Archive villes", None), ("Organigramme", None), ("Feuil1", None)],
)  # fmt: skip
def test_a_title_that_is_nearly_a_tables_is_recognised(title, table):
    near = near_table(title)
    assert (near.name if near else None) == table


@pytest.mark.parametrize("title", ["Villes 2026", "Feuil1", "villes (2)"])
def test_a_sheet_that_looks_like_a_table_is_asked_about(tmp_path, title):
    case, findings = book(tmp_path, cities=None, **{title: CITIES})
    found = only(findings, "table-near")
    assert (case, found.table, str(found.place)) == (None, "cities", title)
    assert "« villes »" in found.line("fr")


def test_a_sheet_like_a_given_table_or_like_none_is_kept_with_a_warning(tmp_path):
    case, findings = book(tmp_path, Feuil1=CITIES, Courbes=[["a", "b"], [1, 2]], **{"Archive villes": CITIES})
    assert case is not None
    assert {code for code, _ in told(findings)} == {"table-unknown"}


@pytest.mark.parametrize(
    ("heading", "column"),
    [("latitud", "latitude"), ("Déplacement", "effet de déplacement"), ("Emplois permanents 24", "emplois permanents"),
     ("Chomeurs ateignables", "chômeurs atteignables"), ("reads_englsh_share", "lit l'anglais")],
)  # fmt: skip
def test_a_heading_that_is_nearly_an_optional_column_is_asked_about(tmp_path, heading, column):
    found = only(book(tmp_path, cities=[[*HEADINGS, heading], [*FES, 1], [*SALE, 1]])[1], "heading-near")
    assert (str(found.place), found.severity) == ("cities!G1", Severity.QUESTION)
    assert f"« {column} »" in found.line("fr")


def test_a_heading_that_is_nearly_a_required_column_is_said_once(tmp_path):
    headings = [heading if heading != "chômeurs" else "Chomage" for heading in HEADINGS]
    found = only(book(tmp_path, cities=[headings, FES, SALE])[1], "column-missing")
    assert "« Chomage »" in found.line("fr")


def test_a_parameter_that_is_nearly_one_is_asked_about(tmp_path):
    found = only(examined(tmp_path, fund=SMALLEST["fund"] + "taux d'actualisation,0.03\n")[1], "parameter-near")
    assert "« taux d'actualisation annuel »" in found.line("fr")


# --- units -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "scale"),
    [("MAD", "MAD", 0), ("DH", "MAD", 0), ("dirhams", "MAD", 0), ("kMAD", "MAD", 3), ("k MAD", "MAD", 3),
     ("KDH", "MAD", 3), ("MDH", "MAD", 6), ("M MAD", "MAD", 6), ("milliers de dirhams", "MAD", 3),
     ("millions de MAD", "MAD", 6), ("Mds DH", "MAD", 9), ("milliers", "", 3), ("000 MAD", "MAD", 3),
     ("k€", "other", 3), ("€", "other", 0), ("USD", "other", 0), ("%", "share", 0), ("personnes", "persons", 0),
     ("MAD par période", "MAD/period", 0), ("ETP", "other", 0)],
)  # fmt: skip
def test_units_are_read_as_people_write_them(text, kind, scale):
    unit = written_unit(text)
    assert (unit.kind, unit.scale) == (kind, scale)


@pytest.mark.parametrize("text", ["HCP", "2024", "hors Casablanca", ""])
def test_what_is_no_unit_is_none(text):
    assert written_unit(text) is None


@pytest.mark.parametrize(
    "heading",
    ["Budget (kMAD)", "budget total [k€]", "Budget total en milliers", "budget total, en MDH", "Budget total M MAD",
     "budget total (€)", "budget total (millions de dirhams)", "budget total [%]"],
)  # fmt: skip
def test_a_unit_over_a_column_that_is_not_its_own_is_asked_about(tmp_path, heading):
    found = only(book(tmp_path, sources=[[*SOURCES[0][:3], heading], SOURCES[1]])[1], "heading-unit")
    assert (str(found.place), found.severity) == ("sources!D1", Severity.QUESTION)
    assert "« budget total [MAD] »" in found.line("fr")


@pytest.mark.parametrize(
    "heading",
    ["Budget (MAD)", "budget total [DH]", "budget total en dirhams", "budget total MAD", "budget total (2026)"],
)
def test_the_columns_own_unit_and_a_year_raise_nothing(tmp_path, heading):
    case, findings = book(tmp_path, sources=[[*SOURCES[0][:3], heading], SOURCES[1]])
    assert case["sources"]["budget"] == (Decimal(1_000_000),)
    assert told(findings) == []


def test_a_unit_over_values_of_many_units_is_asked_about(tmp_path):
    limits = [["règle", "nom", "grandeur", "sens", "valeur (%)", "mesuré en"],
              ["a", "A", "argent", "au moins", 40, "part du fonds"]]  # fmt: skip
    assert "40 %, 5 000 MAD" in only(book(tmp_path, limits=limits)[1], "heading-unit").line("fr")


def test_other_words_in_brackets_are_warned_about(tmp_path):
    found = only(book(tmp_path, sources=[[*SOURCES[0][:3], "budget total (HCP)"], SOURCES[1]])[1], "heading-bracket")
    assert (found.value, found.severity) == ("HCP", Severity.WARNING)


def test_a_row_of_units_is_checked_and_not_read(tmp_path):
    for unit, code in (("MAD", None), ("kMAD", "heading-unit")):
        case, findings = book(tmp_path, sources=[SOURCES[0], ["identifiant", "texte", None, unit], SOURCES[1]])
        assert told(findings) == ([(code, "sources!D2")] if code else [])
        assert case is None or len(case["sources"]) == 1


@pytest.mark.parametrize(
    ("title", "asked"),
    [("Sources (en milliers de dirhams)", True), ("Montants en k€", True), ("en millions", True), ("En MAD", False),
     ("Le fonds en quelques chiffres", False)],
)  # fmt: skip
def test_a_unit_in_a_title_above_is_asked_about(tmp_path, title, asked):
    _, findings = book(tmp_path, sources=[[title], [], *SOURCES])
    assert told(findings) == ([("table-unit", "sources!A1")] if asked else [])


def test_the_unit_beside_a_parameter_is_checked(tmp_path):
    fund = [["paramètre", "valeur", "unité"], ["nom", "Essai", None], ["première période", "2027-S1", None],
            ["périodes de dépense", 2, "semestres"], ["base du chômage", "enquête", None],
            ["part du marché français", 0.8, "%"], ["part des appels sortants", 0.25, None]]  # fmt: skip
    assert str(only(book(tmp_path, fund=fund)[1], "heading-unit").place) == "fund!C4"


@pytest.mark.parametrize(
    ("edit", "code", "place"),
    [
        (shown("sources", "D2", "#,##0 [$€-40C]"), "number-currency", "sources!D2"),
        (shown("sources", "D2", '#,##0 "kMAD"'), "number-shown-scaled", "sources!D2"),
        (shown("cities", "E2", "0%", 0.15), "number-percent", "cities!E2"),
        (shown("cities", "E2", '#,##0 "MAD"'), "number-money", "cities!E2"),
    ],
)
def test_a_number_is_what_its_cell_shows(tmp_path, edit, code, place):
    assert str(only(book(tmp_path, edit)[1], code).place) == place


def test_percent_and_dirham_formats_that_fit_are_read(tmp_path):
    def edit(made: openpyxl.Workbook) -> None:
        shown("sources", "D2", '#,##0 "MAD"')(made)
        shown("fund", "B7", "0.0%", 0.125)(made)

    case, findings = book(tmp_path, edit)
    assert case["sources"]["budget"] == (Decimal(1_000_000),)
    assert case.fund.french_share == Decimal("0.125")
    assert told(findings) == []


def test_a_bare_number_under_a_percent_heading_is_asked_about(tmp_path):
    rows = [[*FES, 0.5], [*SALE, "3 %"]]
    found = only(book(tmp_path, cities=[[*HEADINGS, "effet de déplacement (%)"], *rows])[1], "share-or-percent")
    assert "0,5 % ou 50 %" in found.line("fr")
    case, _ = book(tmp_path, cities=[[*HEADINGS, "effet de déplacement [%]"], *rows])
    assert case["cities"]["displacement"] == (Decimal("0.5"), Decimal("0.03"))


def test_the_mend_of_a_share_above_one_shows_the_figure(tmp_path):
    fund = SMALLEST["fund"].replace("french_share,0.8", "french_share,12.5")
    line = only(examined(tmp_path, fund=fund)[1], "value-high").line("fr")
    assert "vaut 12,5" in line
    assert "« 12,5 % » ou 0,125" in line


# --- letters -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("char", ["\u200b", "\u200e", "\u202b", "\u00ad", "\ufeff", "\u2060"])
def test_invisible_characters_make_no_second_city(tmp_path, char):
    rows = [HEADINGS, [f"f{char}es", *FES[1:]], SALE]
    case, findings = book(tmp_path, cities=rows, unemployment=[UNEMPLOYMENT, [f"fes{char}", "2027-S1", 5]])
    assert case["cities"]["city"] == ("fes", "sale")
    found = only(findings, "characters-invisible")
    assert f"U+{ord(char):04X}" in found.line("en")
    assert [str(place) for place, _ in found.places] == ["cities!A2", "unemployment!A2"]


@pytest.mark.parametrize(("written", "meant"), [("fеs", "fes"), ("Rаbаt", "Rabat"), ("ｆｅｓ", "fes"), ("ΟΝΕ", "ONE")])
def test_letters_of_another_alphabet_that_look_latin_are_refused(tmp_path, written, meant):
    found = only(book(tmp_path, cities=[HEADINGS, [written, *FES[1:]], SALE])[1], "letters-lookalike")
    assert f"« {meant} »" in found.line("fr")


@pytest.mark.parametrize("name", ["فاس", "Москва", "Αθήνα", "fès", "œuvre", "0012", "NA"])
def test_identifiers_of_one_alphabet_are_kept_as_they_are(tmp_path, name):
    assert book(tmp_path, cities=[HEADINGS, [name, *FES[1:]], SALE])[0]["cities"]["city"] == (name, "sale")


@pytest.mark.parametrize(
    ("name", "code"),
    [("Fes", "identifiers-alike"), ("fès", "identifiers-alike"), ("f es", None), ("fes-", "identifiers-close")],
)
def test_identifiers_that_differ_next_to_nothing_are_asked_about(tmp_path, name, code):
    _, findings = book(tmp_path, cities=[*CITIES, [name, "x", "r03", 5_000, 500, 50]])
    assert [item.code for item in findings if item.code.startswith("identifiers")] == ([code] if code else [])


def test_one_misspelt_name_makes_one_finding(tmp_path):
    limits = [["règle", "nom", "grandeur", "sens", "valeur", "ville"], ["a", "A", "argent", "au moins", 5, "fess"]]
    rows = [UNEMPLOYMENT, ["fess", "2027-S1", 5], ["fess", "2027-S2", 6]]
    found = only(book(tmp_path, unemployment=rows, limits=limits)[1], "reference-unknown")
    assert [str(place) for place, _ in found.places] == ["unemployment!A2", "unemployment!A3", "limits!F2"]
    assert "(et 2 autres : A3, limits!F2)" in found.line("fr")
    assert [item["place"] for item in found.record("en")["places"]] == [
        "unemployment!A2",
        "unemployment!A3",
        "limits!F2",
    ]


def test_many_findings_of_one_kind_in_a_column_are_one(tmp_path):
    empty = [HEADINGS, *[[f"c{i}", "C", "r", 9_000, 900, None] for i in range(40)]]
    found = only(book(tmp_path, cities=empty)[1], "cell-empty")
    assert (len(found.places), str(found.place)) == (40, "cities!F2")
    assert "(et 39 autres : F3, F4, F5…)" in found.line("fr")
    unclear = [HEADINGS, *[[f"c{i}", "C", "r", 900_000, f"1,{i}00", 9] for i in range(1, 8)]]
    found = only(book(tmp_path, cities=unclear)[1], "number-ambiguous")
    assert [value for _, value in found.places] == [f"1,{i}00" for i in range(1, 8)]
    assert "E3 “1,200”" in found.line("en")


def test_two_findings_stay_two(tmp_path):
    rows = [HEADINGS, [*FES[:5], None], [*SALE[:5], None]]
    assert told(book(tmp_path, cities=rows)[1]) == [("cell-empty", "cities!F2"), ("cell-empty", "cities!F3")]


# --- damage ------------------------------------------------------------------------------------------------------

DAMAGE = [
    ("identifier-date", "cities", [HEADINGS, [datetime.datetime(2026, 2, 1), *FES[1:]]], "« 1-2 »"),
    ("identifier-scientific", "cities", [HEADINGS, ["1,2E+15", *FES[1:]]], "1,2E+15"),
    ("cell-hashes", "cities", [HEADINGS, [*FES[:5], "#####"]], "Élargissez"),
    ("period-date", "unemployment", [UNEMPLOYMENT, ["fes", datetime.datetime(2027, 3, 1), 5]], "« 2027-S1 »"),
    ("period-malformed", "unemployment", [UNEMPLOYMENT, ["fes", 46204, 5]], "2026-07-01"),
    ("period-malformed", "unemployment", [UNEMPLOYMENT, ["fes", "mars-27", 5]], "« 2027-S1 »"),
    ("period-malformed", "unemployment", [UNEMPLOYMENT, ["fes", "S2 2027", 5]], "« 2027-S2 »"),
    ("period-malformed", "unemployment", [UNEMPLOYMENT, ["fes", "T3 2027", 5]], "« 2027-Q3 »"),
    ("period-malformed", "unemployment", [UNEMPLOYMENT, ["fes", "2e semestre 2027", 5]], "« 2027-S2 »"),
    ("yes-no-tick", "sources", [[*SOURCES[0], "report autorisé"], [*SOURCES[1], "x"]], "oui"),
    ("number-sign", "cities", [HEADINGS, [*FES[:5], "(5)"]], "-5"),
    ("number-letters", "cities", [HEADINGS, [*FES[:5], "5O0"]], "500"),
    ("number-script", "cities", [HEADINGS, [*FES[:5], "٥٠٠"]], "500"),
    ("number-dash", "cities", [HEADINGS, [*FES[:5], "-"]], "0"),
    ("number-missing", "cities", [HEADINGS, [*FES[:5], "ND"]], "ND"),
]


@pytest.mark.parametrize(("code", "table", "rows", "word"), DAMAGE)
def test_what_programs_do_to_text_is_refused_with_the_mend(tmp_path, code, table, rows, word):
    found = only(book(tmp_path, **{table: rows})[1], code)
    assert found.stops
    assert word in found.line("fr")


def test_errors_written_as_text_in_csv_are_errors(tmp_path):
    found = only(examined(tmp_path, cities=SMALLEST["cities"].replace("Fès", "#VALEUR!"))[1], "cell-error")
    assert str(found.place) == "cities.csv:2:name"


def test_the_noise_of_doubles_is_no_digit(tmp_path):
    scenarios = [["scénario", "nom", "probabilité"], ["a", "A", 0.1 + 0.2], ["b", "B", 0.7]]
    assert book(tmp_path, scenarios=scenarios)[0]["scenarios"]["probability"] == (Decimal("0.3"), Decimal("0.7"))


def test_an_apostrophe_that_marks_text_is_no_part_of_a_code_or_number(tmp_path):
    case, _ = examined(tmp_path, cities=SMALLEST["cities"].replace("r03", "'0012").replace("400000", "'400000"))
    assert case["cities"]["region"][0] == "0012"
    assert case["cities"]["labour_force"][0] == 400_000


# --- plans -------------------------------------------------------------------------------------------------------

PLAN = "Ville;Mesure;Montant\nFès;Reconversion;300 000\nsale;retraining;100 000\n"


@pytest.mark.parametrize(
    "text",
    [
        PLAN,
        PLAN + "Total;;400 000\n",
        PLAN + "TOTAL GÉNÉRAL;;400 000 MAD\n;;\nSource : conseil;;\n",
        "city;measure;amount\nidentifiant;identifiant;MAD\nfes;retraining;300000\nSalé;retraining;100000\n",
        "Plan du conseil;;\n" + PLAN,
    ],
)
def test_a_plan_typed_by_hand_is_read_without_its_total(tmp_path, text):
    case = read_case(write(tmp_path / "case"))
    (tmp_path / "plan.csv").write_text(text)
    plan = read_payments(tmp_path / "plan.csv", case)
    assert list(plan["city"]) == ["fes", "sale"]
    assert list(plan["amount"]) == [300_000, 100_000]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PLAN + "Total;;500 000\n", "total-differs"),
        (PLAN.replace("Montant", "Montant (kMAD)"), "heading-unit"),
        (PLAN.replace("Fès", "Fеs"), "letters-lookalike"),
        (PLAN.replace("Mesure", "Mesures du plan"), "heading-near"),
    ],
)
def test_a_plan_that_is_not_clear_is_asked_about(tmp_path, text, code):
    case = read_case(write(tmp_path / "case"))
    (tmp_path / "plan.csv").write_text(text)
    with pytest.raises(CaseError) as error:
        read_payments(tmp_path / "plan.csv", case)
    assert [item.code for item in error.value.findings] == [code]


def test_a_column_left_wholly_empty_is_left_open(tmp_path):
    case = read_case(write(tmp_path / "case"))
    (tmp_path / "plan.csv").write_text("Ville;Mesure;Montant\nFès;;300 000\nTotal;;300 000\n")
    assert list(read_payments(tmp_path / "plan.csv", case).columns) == ["city", "amount"]
    (tmp_path / "plan.csv").write_text("Ville;Mesure;Montant\nFès;;300 000\nSalé;retraining;300 000\n")
    with pytest.raises(CaseError, match="is empty"):
        read_payments(tmp_path / "plan.csv", case)


def test_a_source_called_total_may_pay(tmp_path):
    sources = SMALLEST["sources"] + "total,Total,private,500000\n"
    case = read_case(write(tmp_path / "case", sources=sources))
    (tmp_path / "plan.csv").write_text("Source;Montant\nTotal;1000\nÉtat;1000\n")
    assert list(read_payments(tmp_path / "plan.csv", case)["source"]) == ["total", "state"]


def test_the_published_workbook_is_read_back_as_the_plan(tmp_path):
    plan = fundopt.solve(fundopt.read_case("teaching-two-cities"))
    fundopt.save(plan, tmp_path / "dossier", "fr")
    again = read_payments(tmp_path / "dossier" / "plan.xlsx", plan.case)
    assert again.groupby("city")["amount"].sum().to_dict() == {"north": 2_000_000, "south": 500_000}


# --- anything ----------------------------------------------------------------------------------------------------

words = st.sampled_from(
    ["Total", "Moyenne", "%", "*", "Source : x", "fes", "fеs", "12,5 %", "1,234", "(5)", "½", "\u200b", "#REF!",
     "#####", "'", "x", "MAD", "kMAD", "identifiant", "2027-S1", "{found}", "{", "a;b",
     "en milliers", "Ⅷ", "²", "İ", "\u202e"]
)  # fmt: skip
raw = st.one_of(
    st.none(), words, st.text(max_size=8), st.booleans(), st.decimals(allow_nan=False, allow_infinity=False),
    st.just(Unusable("cell-formula", "=SUM(A1)")), st.datetimes(),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.data(), st.sampled_from([*schema.TABLES, PAYMENTS]))
def test_any_cells_under_any_headings_are_read_or_refused_and_never_break(data, table):
    labels = [name for column in table.columns for name in (column.name, column.label.fr, f"{column.label.en} (kMAD)")]
    heading = st.sampled_from([*labels, "paramètre", "valeur", "unité"])
    headings = data.draw(st.lists(heading, min_size=1, max_size=6))
    body = data.draw(st.lists(st.lists(st.one_of(raw, heading), min_size=1, max_size=7), max_size=6))
    rows = tuple((number, tuple(row)) for number, row in enumerate([headings, *body], start=1))
    units = {(2, 0): "%", (3, 1): "€", (4, 2): "kMAD"}
    reading = read_table(Grid("x", "x.xlsx", "x", rows, shown_as=units), table)
    for item in grouped(reading.findings):
        for lang in ("fr", "en"):
            assert "Text(" not in item.line(lang)
            assert item.record(lang)["places"]


# --- texts -------------------------------------------------------------------------------------------------------


def test_every_code_about_contents_has_a_test_and_every_text_both_languages():
    source = Path(__file__).read_text()
    for code, message in CONTENTS.items():
        assert f'"{code}"' in source
        for text in (message.message, message.expected, message.mend):
            assert bool(text.fr) is bool(text.en)


# --- what is said once, and how ---------------------------------------------------------------------------------


def test_a_near_heading_is_named_by_its_own_cell(tmp_path):
    _, findings = book(tmp_path, cities=[[*HEADINGS[:3], "populaton active", *HEADINGS[4:]], FES, SALE])
    found = only(findings, "column-missing")
    assert str(found.place) == "cities!D1"
    assert "Si oui, écrivez « population active »" in found.line("fr")


@pytest.mark.parametrize(
    ("written", "whole"),
    [("12 MDH", "12\u202f000\u202f000"), ("1,5 M", "1\u202f500\u202f000"), ("400k", "400\u202f000"),
     ("2 milliards", "2\u202f000\u202f000\u202f000"), ("1,234 M", None), ("3 M€", None)],
)  # fmt: skip
def test_an_abbreviated_amount_is_asked_about_in_full(tmp_path, written, whole):
    _, findings = book(tmp_path, sources=[SOURCES[0], ["state", "État", "publique", written]])
    found = next(item for item in findings if item.stops)
    assert (f"Est-ce {whole} ?" in found.line("fr")) == (whole is not None)


@pytest.mark.parametrize("written", ["01/01/2027", "2027-01-31", "31.01.2027", "01/2027"])
def test_a_date_for_a_period_is_answered_with_the_period(tmp_path, written):
    _, findings = examined(tmp_path, fund=SMALLEST["fund"].replace("2027-S1", written))
    assert "« 2027-S1 », « 2027-Q1 » ou « 2027 » ?" in only(findings, "period-malformed").line("fr")


LIMITS = [["règle", "nom", "grandeur", "sens", "valeur"], ["plancher", "Plancher", "argent", "au moins", 5]]


@pytest.mark.parametrize("title", ["Règles", "Regles 2027", "Planchers et plafonds", "Contraintes du conseil", "Rules"])
@pytest.mark.parametrize("first", ["règle", "clause"])
def test_a_renamed_sheet_of_rules_is_a_question(tmp_path, title, first):
    case, findings = book(tmp_path, **{title: [[first, *LIMITS[0][1:]], LIMITS[1]]})
    found = only(findings, "table-near")
    assert case is None
    assert (found.table, str(found.place)) == ("limits", title)


def test_a_sheet_that_only_shares_a_column_with_a_table_is_kept(tmp_path):
    case, findings = book(tmp_path, **{"Météo": [["ville", "pluie", "vent"], ["fes", 3, 4]]})
    assert case is not None
    assert ("table-unknown", "Météo") in told(findings)


def test_one_misspelt_identifier_is_one_finding_with_all_its_places(tmp_path):
    wrong = [["fez", *FES[1:]], SALE]
    _, findings = book(
        tmp_path,
        cities=[HEADINGS, *wrong],
        limits=[[*LIMITS[0], "ville"], [*LIMITS[1], "fes"], ["plafond", "Plafond", "argent", "au plus", 9, "fes"]],
        overrides=[["ville", "mesure", "coût unitaire"], ["fes", "retraining", 9000]],
    )  # fmt: skip
    found = only(findings, "reference-unknown")
    assert len(found.places) == 3
    assert "Vouliez-vous dire « fez » ?" in found.line("fr")


def test_an_odd_letter_is_named_in_the_reader_s_language(tmp_path):
    _, findings = examined(tmp_path, cities=SMALLEST["cities"].replace("fes,", "fеs,"))
    found = only(findings, "letters-lookalike")
    assert "(cyrillique)" in found.line("fr")
    assert "(Cyrillic)" in found.line("en")


def test_a_percent_format_is_a_percent_sign(tmp_path):
    """0.05 shown as 5 % is no floor of 0.05 MAD, and 1.5 shown as 150 % no slip for 1.5 %."""

    def as_percent(made: openpyxl.Workbook) -> None:
        for cell in (made["fund"]["B7"], made["limites"]["E2"]):
            cell.number_format = "0%"

    heads = ["règle", "nom", "grandeur", "sens", "valeur", "mesuré en"]
    limits = [heads, ["a", "A", "argent", "au moins", 0.05, None]]
    found = only(book(tmp_path, as_percent, limites=limits)[1], "limit-percent")
    assert [str(place) for place, _ in found.places] == ["limites!E2", "limites!F2"]
    assert "« 5 % »" in found.line("fr")

    def above_all(made: openpyxl.Workbook) -> None:
        as_percent(made)
        made["fund"]["B7"], made["limites"]["F2"] = 1.5, "part du fonds"

    assert "vaut 150 % : c'est trop. 100 % au plus." in only(
        book(tmp_path, above_all, limites=limits)[1], "value-high"
    ).line("fr")
