"""The page Why: every question is answered in sentences, and where no plan holds a repair at a click makes one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from app_page import opened, said, session, settled

import fundopt
from app import allocations, later, places, reasons
from fundopt.case.case import Place
from fundopt.plan.explain import explanation

SMALL = "teaching-two-cities"
CLASHING = """limit,name,quantity,sense,value,city,measure,owner,reason
north,Plancher : Nord,money,at_least,2000000,north,*,Conseil (exemple),Engagement
south,Plancher : Sud,money,at_least,800000,south,*,,
"""


@pytest.fixture
def clashing(tmp_path) -> Path:
    """The two-city case with floors of 2.8 M MAD on a fund of 2.5 M MAD."""
    folder = tmp_path / "clashing"
    fundopt.write_case(fundopt.read_case(SMALL), folder, lang="fr")
    (folder / "limits.csv").write_text(CLASHING, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("question", "lang", "words"),
    [
        ("prices", "fr", "1 M MAD de plus éviterait"),
        ("millions", "fr", "Un million de plus"),
        ("curve", "fr", "Le chômage évité selon la taille du fonds"),
        ("missing", "en", "What got nothing"),
        ("assumptions", "en", "is enough to place"),
        ("freedom", "en", "What each city can get"),
    ],
)
def test_each_question_is_answered(monkeypatch, tmp_path, question, lang, words):
    app = opened(monkeypatch, tmp_path, SMALL, "why", lang)
    session(app).choices["why"] = question
    settled(app)
    assert words in said(app).replace("\u202f", " ").replace("\u00a0", " ")
    assert "37" in app.markdown[1].value  # the plan's person-years, worked out by hand in the case's own notes


def test_sentences_hold_the_figures_of_the_explanation(monkeypatch, tmp_path):
    app = opened(monkeypatch, tmp_path, SMALL, "why", "en")
    found = fundopt.explain(fundopt.solve(fundopt.read_case(SMALL)))
    budget = next(price for price in found.prices.facts if price.stated.family == "budgets")
    assert f"{budget.looser.least:.1f} person-years" in said(app)


def test_a_different_plan_is_taken_to_compare(monkeypatch, tmp_path):
    app = opened(monkeypatch, tmp_path, SMALL, "why", "en")
    session(app).choices["why"] = "freedom"
    settled(app)
    app.button(key="bring:1").click()
    settled(app)
    (brought,) = session(app).allocations.values()
    assert brought.name == "Other plan 1"
    assert {"source", "city", "measure", "period", "amount"} == set(brought.rows[0])
    paid = sum(float(row["amount"]) for row in brought.rows)
    assert 0 < paid <= 2_500_000 + 1
    assert "Other plan 1" in said(app)
    read = allocations.read(brought, session(app).case)
    judged = fundopt.evaluate(session(app).case, read.payments)
    assert not judged.violations
    assert 37 * 0.99 - 0.01 <= judged.effect < 37


def test_rules_that_clash_are_named_with_owner_and_cell(monkeypatch, tmp_path, clashing):
    app = opened(monkeypatch, tmp_path, clashing, "why")
    text = said(app)
    assert "Pourquoi aucun plan ne tient" in text
    for words in ("Plancher", "Nord", "Sud", "Conseil (exemple)", "limites, ligne", "non nommé"):
        assert words in text
    assert app.button(key="repair:all").label == "Appliquer et voir le plan"


def test_the_repair_of_everything_makes_a_plan(monkeypatch, tmp_path, clashing):
    app = opened(monkeypatch, tmp_path, clashing, "why")
    app.button(key="repair:all").click()
    settled(app)
    now = session(app)
    assert "Pourquoi ce plan" in said(app)
    assert "Réparation appliquée" in said(app)
    assert now.choices["subject"] == "edits"
    edited, _ = now.history.present.apply(now.case)
    assert fundopt.canonical_hash(edited) != fundopt.canonical_hash(now.case)
    assert not fundopt.solve(edited).violations


def test_each_rule_can_give_way_alone(monkeypatch, tmp_path, clashing):
    app = opened(monkeypatch, tmp_path, clashing, "why")
    alone = [button.key for button in app.button if button.key and button.key.startswith("repair:1:")]
    assert len(alone) >= 2
    for key in alone:
        app = opened(monkeypatch, tmp_path, clashing, "why")
        app.button(key=key).click()
        settled(app)
        edits = session(app).history.present.edits
        assert len(edits) == 1, edits
        assert "Pourquoi ce plan" in said(app)


def test_a_repair_stands_on_the_edits_under_way(monkeypatch, tmp_path):
    app = opened(monkeypatch, tmp_path, SMALL, "why")
    now = session(app)
    pin = fundopt.AddRow.of("limits", {"limit": "floor", "name": "Plancher", "quantity": "money", "sense": "at_least",
                                       "value": 9_000_000})  # fmt: skip
    shock = fundopt.ScaleShock(Decimal("1.1"))
    for edit in (shock, pin):
        now.history = fundopt.do(now.history, edit)
    now.choices["subject"] = "edits"
    settled(app)
    assert "Pourquoi aucun plan ne tient" in said(app)
    app.button(key="repair:all").click()
    settled(app)
    assert session(app).history.present.edits[0] == shock
    assert "Pourquoi ce plan" in said(app)
    session(app).history = fundopt.undo(session(app).history)
    settled(app)
    assert "Pourquoi aucun plan ne tient" in said(app)


def test_a_place_in_a_table_is_told_in_words():
    assert places.where(Place("limits.csv", None, 11, "value"), "fr") == "limites, ligne 11"
    assert places.where(Place("limits.csv", None, 11, "value"), "en") == "limits, row 11"
    assert places.where(Place("cas.xlsx", "limites", 11, "E"), "fr") == "limites!E11"
    assert places.where(None, "fr") == "–"


def test_waiting_says_about_how_long(monkeypatch):
    monkeypatch.setitem(reasons.SECONDS, "prices", 100.0)
    assert reasons.about("Le prix", "prices", "fr") == "Le prix (environ 1 à 2 min)"
    assert reasons.about("The price", "prices", "en", quick=True) == "The price (about 20 to 30 s)"


def test_a_band_that_was_not_worked_out_is_said_so_first(monkeypatch, tmp_path):
    real = explanation.freedom

    def hurried(optimum, resolver, within):
        found = real(optimum, resolver, within)
        return replace(found, bands=(replace(found.bands[0], least=None, most=None), *found.bands[1:]))

    monkeypatch.setattr(explanation, "freedom", hurried)
    monkeypatch.setattr(reasons, "section", lambda plan, name: later.job(
        ("hurried", name), lambda: reasons._explained(plan, name, quick=False)))  # fmt: skip
    app = opened(monkeypatch, tmp_path, SMALL, "why")
    session(app).choices["why"] = "freedom"
    settled(app)
    assert app.info[0].value.startswith("Incomplet")
    assert "non calculé" in app.table[0].value.to_string()
