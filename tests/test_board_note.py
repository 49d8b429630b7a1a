"""The board note: two pages whatever users typed, their text shown as they typed it, figures those of the plan."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import typst

import fundopt
import fundopt.api
from fundopt.audit import board_note as note
from fundopt.audit.comparison_words import gains, idle_money, missed, verdicts
from fundopt.audit.note_comparison import comparison_facts
from fundopt.audit.note_facts import note_facts
from fundopt.audit.note_texts import amount, clean, exactly, share
from fundopt.audit.record import canonical_hash
from fundopt.case import shipped
from fundopt.case.case import Case, Data
from fundopt.case.inputs_of import RESULT
from fundopt.errors import DossierError
from fundopt.language import number
from fundopt.plan.evaluate import KEYS

HOSTILE = '#panic("x") $1/0$ *b* _i_ [[ ]] <a> @b \\ // /* = ` " \' {z} %s \u202eevil\u202c \x07 \n#end'
WHEN = datetime(2026, 11, 24, tzinfo=UTC)


def pages(facts: dict) -> int:
    """How many pages the template makes of `facts`, counted by another output of the same layout."""
    found = typst.compile(
        str(note.TEMPLATE), format="svg", ignore_system_fonts=True, sys_inputs={"data": json.dumps(facts)}
    )
    return len(found) if isinstance(found, list) else 1


def words(path: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True).stdout
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())


@cache
def given(name: str) -> fundopt.Plan:
    """A plan of a shipped case without a search for the best one, which takes seconds."""
    return fundopt.evaluate(fundopt.read_case(name), key=KEYS[0])


def renamed(case: Case, text: str) -> Case:
    """The case with `text` for every name, owner and reason that a user may type."""
    tables = {}
    for name, data in case.tables.items():
        free = [key for key in ("name", "owner", "reason") if key in data.columns and len(data)]
        if free:
            columns = {**data.columns, **{key: tuple(f"{text} {i}" for i in range(len(data))) for key in free}}
            tables[name] = replace(data, columns=columns)
    return case.replace(**tables)


@pytest.fixture(scope="module")
def plan() -> fundopt.Plan:
    return fundopt.solve(fundopt.read_case("teaching-cofinancing"))


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", shipped.names())
def test_two_pages_for_every_shipped_case_whatever_its_names(name, lang):
    plain = given(name)
    facts = note_facts(fundopt.api._subject(plain), lang, WHEN)
    assert pages(facts) == 2
    hostile = replace(plain, case=renamed(plain.case, HOSTILE * 3))
    assert pages(note_facts(fundopt.api._subject(hostile), lang, WHEN)) == 2


def test_more_cities_and_measures_than_fit_are_summed_up_and_still_two_pages(plan):
    case = plan.case
    many = 60
    city = next(iter(case["cities"])).__dict__
    cities = Data.of("cities", [{**city, "city": f"c{i}", "name": f"Une ville au long nom {i}"} for i in range(many)])
    placed = ("limits", "commitments", "sites", "overrides", "commuting", "vacancies", "unemployment", "shocks")
    placed += ("eligibility", "dependency", "reference", "provenance")
    plan = fundopt.evaluate(case.replace(cities=cities, **{name: Data.of(name) for name in placed}), key="equal")
    facts = note_facts(fundopt.api._subject(plan), "fr")
    funded = plan.tables.payments["city"].nunique()
    assert len(facts["cities"]["rows"]) == min(funded, 15)
    assert (facts["cities"]["rest"] != "") == (funded > 16)
    assert pages(facts) == 2


def test_what_users_typed_is_shown_and_never_set_as_markup(plan, tmp_path):
    case = renamed(plan.case, "#strong[x] $y$ *z*")
    text = words(fundopt.board_note(replace(plan, case=case), tmp_path / "n.pdf", "en", WHEN))
    assert "#strong[x] $y$ *z* 0" in text


def test_direction_marks_and_control_characters_are_taken_out():
    assert clean("a\u202eb\x00c\nd", 99) == "a b c d"
    assert clean("x" * 50, 10) == "x" * 9 + "…"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_figures_are_those_of_the_plan(plan, tmp_path, lang):
    text = words(fundopt.board_note(plan, tmp_path / "n.pdf", lang, WHEN))
    reached = plan.achievements
    plainly = [number(reached.person_years_avoided, lang), exactly(reached.money, lang), exactly(reached.fund, lang)]
    for figure in plainly:
        assert figure.replace("\u202f", " ").replace("\u00a0", " ") in text
    assert ("24 novembre 2026" if lang == "fr" else "24 November 2026") in text
    assert ("sans preuve exacte" if lang == "fr" else "without an exact proof") in text


def test_money_by_city_and_source_adds_up_to_the_decision(plan):
    facts = note_facts(fundopt.api._subject(plan), "en")
    for rows in (facts["cities"]["rows"], facts["measures"]["rows"]):
        assert sum(row["values"][0] for row in rows) == pytest.approx(plan.achievements.money)
    assert sum(source["value"] for source in facts["sources"]) == pytest.approx(plan.achievements.money)
    for aspect in facts["grounds"]:
        assert sum(part["value"] for part in aspect["parts"]) == pytest.approx(plan.achievements.money)


def test_a_plan_that_breaks_rules_says_so_and_claims_no_proof(plan):
    broken = replace(plan, violations=tuple(plan.margins[:2]), optimum=None)
    facts = note_facts(fundopt.api._subject(broken), "en")
    assert facts["warning"].startswith("This plan breaks 2")
    assert "nothing proves" in facts["proof"][0]
    assert len(facts["proof"]) == 1
    assert pages(facts) == 2


def test_money_that_buys_nothing_is_told_apart_from_rules(plan):
    city = plan.case.names("cities")[0]
    wild = fundopt.evaluate(plan.case, pd.DataFrame({"city": [city], "amount": [9e6]}), name="wild")
    warning = note_facts(fundopt.api._subject(wild), "en")["warning"]
    rules = [rule for rule in wild.violations if rule.family != "who_pays"]
    assert len(rules) < len(wild.violations)
    assert warning.startswith(f"This plan breaks {len(rules)}")
    assert warning.endswith("are paid but buy nothing.")


def test_who_must_be_asked_are_the_owners_of_binding_rules_and_assumptions():
    plan = given("morocco-2026")
    facts, case = note_facts(fundopt.api._subject(plan), "fr"), plan.case
    names = {row["name"] for row in facts["owners"]}
    tables = ("limits", "sources", "provenance", "measures")
    assert names <= {row.owner for table in tables for row in case[table]} | {"(sans responsable)"}
    assert any(row["assumptions"] for row in facts["owners"])


def subjects_of(plans: dict[str, fundopt.Plan]) -> dict:
    return {name: fundopt.api._subject(each) for name, each in plans.items()}


def test_a_comparison_is_two_pages_of_two_to_four_plans(plan, tmp_path):
    plans = {"best": plan, **{f"{HOSTILE} {key}": fundopt.evaluate(plan.case, key=key) for key in KEYS}}
    for lang in ("fr", "en"):
        path = fundopt.board_note(plans, tmp_path / f"{lang}.pdf", lang)
        assert path.read_bytes().startswith(b"%PDF")
    assert pages(comparison_facts(subjects_of(plans), "fr")) == 2
    with pytest.raises(ValueError, match="1 plans"):
        fundopt.board_note({"best": plan}, tmp_path / "one.pdf", "en")


def test_a_comparison_says_what_each_plan_does_against_the_first_and_whose_rules_it_breaks(plan):
    city = plan.case.names("cities")[0]
    wild = fundopt.evaluate(plan.case, pd.DataFrame({"city": [city], "amount": [9e6]}), name="wild")
    facts = comparison_facts(subjects_of({"best": plan, "wild": wild}), "en")
    years = plan.achievements.person_years_avoided - wild.achievements.person_years_avoided
    money = wild.achievements.money - plan.achievements.money
    assert f"avoids {years:.1f} person-years fewer than “best”" in facts["short"][1]
    idle = amount(idle_money(wild), "en")
    nothing_bought = f"pays {idle} without buying anything ({plan.case.title('cities', city, 'en')}), and breaks"
    assert f"spends {amount(money, 'en')} more, {nothing_bought}" in facts["short"][1]
    assert facts["broken"][0]["keeps"] == "keeps every rule"
    broken = [rule for rule in wild.violations if rule.family != "who_pays"]
    assert len(facts["broken"][1]["lines"]) >= min(len(broken), 5) > 0
    assert f"missed by {missed(broken[0], 'en')}" in facts["broken"][1]["lines"][0]
    assert any("buy nothing" in line for line in facts["broken"][1]["lines"])
    assert facts["cases-differ"] == ""
    assert facts["apart"] == []


def test_plans_of_different_cases_are_each_on_their_own_and_say_what_differs(plan, tmp_path):
    harder = fundopt.Scenario("harder", (fundopt.ScaleShock(Decimal("1.5")),)).apply(plan.case)[0]
    plans = {"a": plan, "b": fundopt.evaluate(harder, key="equal")}
    facts = comparison_facts(subjects_of(plans), "en")
    assert "different cases" in facts["cases-differ"]
    assert [row["name"] for row in facts["apart"]] == ["b"]
    assert facts["apart"][0]["lines"]
    added = next(row for row in facts["figures"] if row["name"] == "Unemployment that the shock adds")
    assert added["values"] == ["490", "735"]  # person-years: the same plan's shock, and half as much again
    assert pages(facts) == 2
    assert canonical_hash(harder)[:12] in words(fundopt.board_note(plans, tmp_path / "n.pdf", "en", WHEN))


def test_a_comparison_keeps_cities_that_one_case_lacks(plan):
    other = given("teaching-two-cities")
    tables = fundopt.compare({"a": plan, "b": other})
    absent = [city for city in other.case.names("cities") if city not in plan.case.names("cities")]
    assert absent
    assert tables["city"].loc[absent, "a"].isna().all()
    assert tables["city"]["b"].sum() == pytest.approx(other.achievements.money)
    assert pages(comparison_facts(subjects_of({"a": plan, "b": other}), "fr")) == 2


def test_the_comparison_workbook_says_the_same_in_sentences(plan, tmp_path):
    city = plan.case.names("cities")[0]
    wild = fundopt.evaluate(plan.case, pd.DataFrame({"city": [city], "amount": [9e6]}), name="wild")
    plans = {"best": plan, "wild": wild}
    path = fundopt.write_comparison(tmp_path / "c.xlsx", plan.case, fundopt.compare(plans), "en", plans)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[0] == "In short"
    assert book.sheetnames[-1] == "Rules broken"
    texts = [cell.value for row in book["In short"].iter_rows() for cell in row if cell.value]
    assert set(verdicts(plans, "en")) <= set(texts)
    rows = [[cell.value for cell in row] for row in book["Rules broken"].iter_rows()]
    assert ["best", "none", None, None] in rows
    rule = next(rule for rule in wild.violations if rule.family == "budgets")
    assert ["wild", rule.sentence("en"), missed(rule, "en")] in [row[:3] for row in rows]


def test_who_gains_and_who_loses_is_told_with_the_most_of_each():
    money = pd.Series({"Oujda": 12.3e6, "Fès": 8e6, "Salé": 1e6, "Rabat": 2e4, "Tanger": -5e6})
    said = gains(money, "a", "b", "en").replace("\u00a0", " ")
    assert said == (
        "From “a” to “b”, 3 cities receive more (first Oujda +MAD 12.3 m and Fès +MAD 8.0 m)"
        " and 1 receives less (Tanger \u2212MAD 5.0 m)."
    )
    assert "no city receives more or less" in gains(money * 0, "a", "b", "en")
    assert "aucune ne reçoit moins" in gains(money.abs(), "a", "b", "fr")


def test_figures_of_a_note_carry_what_they_rest_on(plan):
    facts = note_facts(fundopt.api._subject(plan), "en")
    assert facts["money-mark"] == {"status": "assumption", "name": "budgets: assumption"}
    assert {figure["mark"]["status"] for figure in facts["figures"]} == {fundopt.weakest(plan.case, *RESULT)}


def test_the_same_plan_and_date_give_the_same_bytes(plan, tmp_path):
    first, second = (fundopt.board_note(plan, tmp_path / name, "fr", WHEN).read_bytes() for name in ("a.pdf", "b.pdf"))
    assert first == second
    fonts = set(re.findall(rb"/FontName\s*/(?:[A-Z]{6}\+)?([A-Za-z]+)", first))
    assert fonts <= {b"LibertinusSerif"}


def test_a_note_that_cannot_be_written_is_a_dossier_error_and_leaves_nothing(plan, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(DossierError):
        fundopt.board_note(plan, tmp_path / "file" / "n.pdf", "fr")
    (tmp_path / "n.pdf").mkdir()
    with pytest.raises(DossierError):
        fundopt.board_note(plan, tmp_path / "n.pdf", "fr")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "n.pdf"]


def test_the_dossier_holds_the_note_and_its_hash(plan, tmp_path):
    folder = fundopt.save(plan, tmp_path / "d", "fr", certified=False)
    assert (folder / "note.pdf").read_bytes().startswith(b"%PDF")
    assert "note.pdf" in json.loads((folder / "record.json").read_text("utf-8"))["files"]
    text = words(fundopt.board_note(fundopt.load(folder), tmp_path / "again.pdf", "fr"))
    assert "sans preuve exacte" in text
    certified = words(fundopt.save(plan, tmp_path / "c", "fr") / "note.pdf")
    assert "vérifié exactement" in certified
    for name in ("plan/payments.csv", "certificate.json", "input.txt"):
        digest = hashlib.sha256((tmp_path / "c" / name).read_bytes()).hexdigest()
        assert name in certified
        assert digest[:10] in certified
    assert "tree" not in certified


def test_money_left_over_is_told_to_the_dirham(plan):
    payments = plan.tables.payments.copy()
    payments.loc[payments.index[0], "amount"] -= 1000
    spent = int(payments["amount"].sum())
    tables = replace(plan.tables, payments=payments)
    reached = replace(plan.achievements, money=float(spent), fund=float(spent + 1000))
    facts = note_facts(replace(fundopt.api._subject(plan), tables=tables, reached=reached), "en")
    assert facts["decision"].startswith(f"Commit MAD\u00a0{spent:,} ")
    assert facts["decision"].endswith("MAD\u00a01,000 are left: payments are multiples of MAD\u00a01,000.")


def test_an_effect_of_zero_has_an_origin_as_any_number_has():
    case = fundopt.read_case("morocco-2026")
    assert not any(part.none for part in fundopt.coverage(case))
    rows = [("state", city, "incubator", case.budget_horizon[0], 50_000) for city in case.names("cities")[:1]]
    payments = pd.DataFrame(rows, columns=["source", "city", "measure", "period", "amount"])
    found = fundopt.grounds(case, replace(given("morocco-2026").tables, payments=payments))
    assert found["none"].sum() == 0
    assert found.loc["effect"].sum() == pytest.approx(50_000)
    assert found.loc["effect", "sourced"] > 0


def test_shares_and_amounts_read_well():
    assert (share(0, 0, "fr"), share(1, 20, "en"), share(1, 2, "en")) == ("–", "5.0%", "50%")
    assert (amount(850_000, "en"), amount(2_500_000, "en")) == ("MAD\u00a0850,000", "MAD\u00a02.5\u00a0m")
