"""The page that compares plans: what it says at first sight, plans that are typed, pasted or brought back, files."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import fundopt
from app import allocations, files
from app.screens import compare_money, compare_rules
from app.state import Allocation
from app.words import plain
from fundopt import comparison
from fundopt.errors import DossierError

CASE = "teaching-cofinancing"
FIRST_TWO = ["best", "key:at-risk"]


def _script() -> None:
    from app import router

    router.show("compare")


@cache
def case() -> fundopt.Case:
    return fundopt.read_case(CASE)


@cache
def best() -> fundopt.Plan:
    return fundopt.solve(case())


@pytest.fixture
def page(tmp_path, monkeypatch) -> AppTest:
    monkeypatch.setenv("FUNDOPT_APP_CASE", CASE)
    monkeypatch.setenv("FUNDOPT_DRAFTS", str(tmp_path / "drafts"))
    monkeypatch.setenv("FUNDOPT_LANG", "en")
    at = AppTest.from_function(_script, default_timeout=90).run()
    assert not at.exception
    return at


def session(at: AppTest):
    return at.session_state["fundopt"]


def compared(at: AppTest) -> list[str]:
    return session(at).choices["compared"]


def said(at: AppTest) -> str:
    assert not at.exception
    return "\n".join(str(each.value) for each in (*at.markdown, *at.caption, *at.warning, *at.info, *at.success))


def choose(at: AppTest, *keys: str) -> AppTest:
    session(at).choices["compared"] = list(keys)
    return at.run()


def way(at: AppTest, name: str) -> AppTest:
    session(at).choices["bring_way"] = name
    return at.run()


def pressed(at: AppTest, key: str) -> AppTest:
    return at.button(key=key).click().run()


def pasted(at: AppTest, text: str) -> AppTest:
    return way(at, "paste").text_area(key="choice:pasted").set_value(text).run()


def archive(folder: Path, root: str = "yesterday") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for path in folder.rglob("*"):
            if path.is_file():
                file.write(path, f"{root}/{path.relative_to(folder).as_posix()}")
    return stream.getvalue()


@pytest.fixture(scope="module")
def dossier(tmp_path_factory) -> Path:
    return fundopt.save(best(), tmp_path_factory.mktemp("dossier") / "d", "fr", certified=False)


def test_at_first_sight_the_best_plan_stands_against_the_simple_key(page):
    assert compared(page) == FIRST_TWO
    plans = {"Best plan": best(), "Pro rata to jobs at risk": fundopt.evaluate(case(), key="at-risk")}
    for sentence in comparison.verdicts(plans, "en"):
        assert plain(sentence) in said(page)
    assert "This is the best plan of its case." in said(page)
    assert "Δ Pro rata to jobs at risk" in page.table[0].value.columns


def test_four_plans_stand_side_by_side_and_one_alone_does_not(page):
    text = said(choose(page, *FIRST_TWO, "key:equal", "key:unemployed"))
    assert text.count("fewer than the best plan of its case") == 3
    figures = page.table[0].value
    equal = fundopt.evaluate(case(), key="equal").achievements
    assert "Equal shares for cities" in figures.columns
    lost = best().achievements.person_years_avoided - equal.person_years_avoided
    assert figures["Equal shares for cities"].iloc[0] == f"{equal.person_years_avoided:.0f} (\u2212{lost:.0f})"
    assert "Choose at least two plans." in said(choose(page, "best"))


def test_french_says_the_same(page):
    session(page).lang = "fr"
    text = said(page.run())
    assert "« Meilleur plan »" in text
    assert "C'est le meilleur plan de son cas." in text


def test_pasted_lines_are_judged_and_a_bad_cell_is_said_with_its_place_and_nothing_lost(page):
    bad = "City\tAmount\nVille de l'Est\t12x\nVille de l'Ouest\t300 000"
    at = pressed(pasted(page, bad), "add:paste")
    assert "plan.csv:2:Amount" in said(at).replace("\\", "")
    assert at.text_area(key="choice:pasted").value == bad
    assert not session(at).allocations
    good = bad.replace("12x", "9 000 000")
    at.text_area(key="choice:pasted").set_value(good).run()
    at.text_input(key="choice:bring_name").set_value("Ours *now*").run()
    at = pressed(at, "add:paste")
    assert compared(at) == [*FIRST_TWO, "mine:Ours *now*"]
    payments = allocations.pasted(good, case()).payments
    plan = fundopt.evaluate(case(), payments, name="ours")
    rules = comparison.broken_rules(plan)
    assert rules
    assert plain(rules[0].sentence("en")) in said(at)
    assert plain(comparison.missed(rules[0], "en")) in said(at)
    json.dumps(session(at).choices)


def test_a_plan_is_changed_where_it_was_brought_and_removed(page):
    text = "City\tAmount\nVille de l'Est\t1 000 000"
    at = pressed(pasted(page, text), "add:paste")
    at = pressed(at, "change:The board's plan")
    assert at.text_area(key="choice:pasted").value == text
    at = pressed(at, "remove:The board's plan")
    assert not session(at).allocations
    assert compared(at) == FIRST_TWO


def test_the_grid_starts_from_the_best_plan_and_keeps_its_money_to_the_dirham(page):
    at = next(each for each in page.button if each.label == "Start from the best plan").click().run()
    at = pressed(at, "add:grid")
    allocation = session(at).allocations["The board's plan"]
    found = allocations.by_city_and_measure(allocations.read(allocation, case()).payments)
    assert found == allocations.by_city_and_measure(best().tables.payments)
    assert "Avoids as much unemployment as the best plan of its case." in said(at)


def test_amounts_of_the_grid_are_millions_in_the_grammar_of_the_project():
    reading, places = allocations.of_grid({("east", "languages"): "1,25", ("west", "languages"): " "}, case())
    assert places == [("east", "languages")]
    assert reading.payments["amount"].tolist() == [Decimal("1250000.00")]
    reading, places = allocations.of_grid({("east", "languages"): "1", ("west", "languages"): "two"}, case())
    assert reading.payments is None
    assert places[reading.findings[0].place.row - 2] == ("west", "languages")


def test_an_earlier_plan_comes_back_as_a_dossier_or_as_its_workbook(dossier):
    for name, content in (("d.zip", archive(dossier)), ("plan.xlsx", (dossier / "plan.xlsx").read_bytes())):
        reading = allocations.in_file(name, content, case())
        assert not reading.elsewhere
        plan = fundopt.evaluate(case(), reading.payments)
        assert plan.effect == pytest.approx(best().effect, rel=1e-6)
        again = allocations.read(Allocation("again", allocations.records(reading.payments)), case())
        assert again.payments["amount"].sum() == reading.payments["amount"].sum()


def test_a_dossier_of_another_state_of_the_case_is_said_to_be_one(dossier):
    edited, _ = fundopt.Scenario("x", (fundopt.ScaleFund(Decimal("0.5")),)).apply(case())
    assert allocations.in_file("d.zip", archive(dossier), edited).elsewhere


def test_a_dossier_that_was_changed_is_refused(dossier):
    content = archive(dossier)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, data + b"x" if entry.filename.endswith("payments.csv") else data)
    with pytest.raises(DossierError):
        allocations.in_file("d.zip", stream.getvalue(), case())


def test_cells_of_a_file_are_mended_by_their_place():
    content = b"city;amount\neast;12x\nwest;300000\n"
    reading = allocations.in_file("p.csv", content, case())
    place = str(reading.findings[0].place)
    mended = allocations.in_file("p.csv", content, case(), {place: "1 200 000"})
    assert mended.payments["amount"].tolist() == [Decimal(1_200_000), Decimal(300_000)]


def test_a_plan_whose_city_the_case_lost_is_said_and_the_others_stand(page):
    session(page).allocations["old"] = Allocation("old", ({"city": "atlantis", "amount": "5"},))
    text = said(choose(page, *FIRST_TWO, "mine:old"))
    assert "“old” cannot be worked out" in text
    assert "atlantis" in text
    assert "This is the best plan of its case." in text


def test_a_scenario_is_worked_out_on_its_own_case_and_what_it_assumes_is_said(page):
    scenario = fundopt.Scenario("harder", (fundopt.ScaleShock(Decimal("1.5")),))
    session(page).scenarios["harder"] = scenario
    text = said(choose(page, "best", "scenario:harder"))
    assert "These plans do not answer the same case" in text
    for words in scenario.words(case(), "en"):
        assert plain(words) in text
    figures = page.table[0].value
    assert "Unemployment that the shock adds, person-years" in figures.iloc[:, 0].tolist()


def test_a_scenario_without_a_plan_is_told_and_the_others_stand(page):
    floor = fundopt.AddRow.of(
        "commitments", {"commitment": "x", "name": "x", "city": "east", "amount": Decimal(900_000_000)}
    )
    edited, findings = fundopt.Scenario("no", (floor,)).apply(case())
    session(page).scenarios["no"] = fundopt.Scenario("no", (floor,))
    text = said(choose(page, *FIRST_TWO, "scenario:no"))
    stopped = any(item.stops for item in findings) or edited is None
    assert ("cannot be worked out" if stopped else "no plan keeps every rule") in text
    assert "This is the best plan of its case." in text


def test_a_plan_that_does_better_than_the_best_only_by_breaking_rules_says_so():
    wild = replace(best(), effect=best().effect + 10, violations=(best().margins[0],))
    each = compare_rules.Compared("mine:w", "w", wild, best())
    assert "Avoids 10 discounted person-years more" in compare_rules._distance(each, "en")


def test_the_files_are_those_of_the_api(page):
    plans = {"a": best(), "b": fundopt.evaluate(case(), key="equal")}
    note = files.written("n.pdf", lambda path: fundopt.board_note(plans, path, "en"))
    book = files.written(
        "c.xlsx", lambda path: fundopt.write_comparison(path, case(), fundopt.compare(plans), "en", plans)
    )
    assert note.startswith(b"%PDF")
    assert book.startswith(b"PK")
    kinds = [each.proto.label for each in page.get("download_button")]
    assert len(kinds) == 3


def test_money_that_buys_nothing_is_in_the_first_lines_with_its_city(page):
    city = case().names("cities")[0]
    session(page).allocations["wild"] = Allocation("wild", ({"city": city, "amount": "9000000"},))
    text = said(choose(page, "best", "mine:wild"))
    assert f"without buying anything ({plain(case().title('cities', city, 'en'))})" in text.split("In a minute")[0]


def test_a_key_that_leaves_money_says_which_city_cannot_spend_it():
    equal = fundopt.evaluate(fundopt.read_case("teaching-two-cities"), key="equal")
    # half of 2.5 M MAD is 50,000 MAD more than the 120 people of the south can be trained with, at 10,000 MAD each
    told = comparison.left_over("Equal", equal, "en", "equal")
    assert "leaves MAD\xa050,000 without use: Ville du Sud cannot spend all of its share" in told
    larger, _ = fundopt.Scenario(edits=(fundopt.ScaleFund(Decimal(2)),)).apply(equal.case)
    told = comparison.left_over("Equal", fundopt.evaluate(larger, key="equal"), "fr", "equal")
    assert "Ville du Sud et Ville du Nord ne peuvent pas dépenser toute leur part" in told
    assert comparison.left_over("Best", fundopt.solve(fundopt.read_case("teaching-two-cities")), "en") == ""


def test_differences_add_up_beside_the_figures_that_are_shown():
    assert comparison.difference_text("worst_rise", 0.536, 0.504, "en") == "+0.04"
    assert comparison.difference_text("money", 700.04e6, 699.96e6, "en") == "–"
    assert comparison.difference_text("money", 543.7e6, 700e6, "en").startswith("\u2212")


def test_rules_of_one_family_broken_in_several_cities_are_one_line():
    plan = best()
    rules = [rule for rule in plan.margins if rule.family == "private_share"]
    cities = {rule.label[0] for rule in rules}
    lines = compare_rules._alike(rules)
    assert len(cities) > 1
    assert len(lines) == 1
    told = compare_rules._line(lines[0], "en")
    assert told.startswith("- Least private share: ")
    for city in cities:
        assert plain(case().title("cities", city, "en")) in told


def test_the_best_plan_with_as_much_money_has_no_more_than_that():
    half = compare_money._best_with(case(), Decimal("0.75"))
    assert half.achievements.money <= 0.75 * best().achievements.fund + 1
    assert 0 < half.achievements.person_years_avoided < best().achievements.person_years_avoided
    assert compare_money._best_with(case(), Decimal("0.000001")) is None
