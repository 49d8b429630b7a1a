"""A case in two languages: what its texts say in each, what is wrong in its English, and that no French is left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from app_page import opened, said
from case_folder import SMALLEST, examined, only, write

import fundopt
import fundopt.api
from fundopt.audit.check import Check
from fundopt.audit.comparison_words import owner
from fundopt.audit.note_facts import note_facts
from fundopt.audit.record import canonical_hash, canonical_text
from fundopt.case import schema, shipped
from fundopt.case.case import Case, Data
from fundopt.case.edits_policy import Pin
from fundopt.case.merge import merge
from fundopt.case.partial import read_tables
from fundopt.case.payments import read_payments
from fundopt.case.scenario_words import row_title
from fundopt.case.schema import Type
from fundopt.cli.json_plan import allocation_record
from fundopt.language import Text
from fundopt.model.formulate import formulate
from fundopt.plan.conflict import find_conflict
from fundopt.plan.evaluate import KEYS
from fundopt.plan.rules import rows_of, rule

ENGLISH = "text,english\nReconversion,Retraining\nÉtat,State\nstagiaire,trainee\n"
PROPER = {("cities", "name"), ("regions", "name"), *(("provenance", name) for name in ("table", "row", "column"))}
"""Columns with proper and technical names, which need no English."""


def bilingual(tmp_path: Path, **tables: str) -> Case:
    case, findings = examined(tmp_path / "case", **{"english": ENGLISH, **tables})
    assert case is not None, [item.line("en") for item in findings]
    return case


def french(case: Case) -> list[str]:
    """The beginnings of the texts that have English of their own; short enough to be found where a name is cut."""
    rows = case["english"]
    starts = ((text[:16], english) for text, english in zip(rows["text"], rows["english"], strict=True))
    return [start for start, english in starts if len(start) > 7 and not english.startswith(start[:8])]


class TestTexts:
    def test_a_name_is_said_in_the_language_that_is_asked_for(self, tmp_path):
        case = bilingual(tmp_path)
        assert [case.title("measures", "retraining", lang) for lang in ("fr", "en")] == ["Reconversion", "Retraining"]
        assert case.titles("sources", "state") == Text("État", "State")
        assert case.text("stagiaire", "en") == "trainee"

    def test_what_has_no_english_stays_as_it_is(self, tmp_path):
        case = bilingual(tmp_path)
        assert case.title("cities", "fes", "en") == "Fès"
        assert case.title("cities", "nowhere", "en") == "nowhere"
        assert case.text(None, "en") == case.text("", "fr") == ""

    def test_a_rule_has_each_name_in_its_own_language(self, tmp_path):
        case = bilingual(
            tmp_path,
            limits="limit,name,quantity,sense,value,owner\nfloor,Plancher,money,at_least,5000,Conseil\n",
            english=ENGLISH + "Plancher,Floor\nConseil,Board\n",
        )
        program = formulate(case)
        named = {str(told.name): told for told in (rule(case, program, int(row)) for row in rows_of(program))}
        floor = next(told for told in named.values() if told.family == "limits")
        assert floor.name == Text("règle « Plancher »", "rule “Floor”")
        assert floor.owner == Text("Conseil", "Board")
        pool = next(told for told in named.values() if told.family == "diminishing_returns")
        assert "« Reconversion »" in pool.name.fr
        assert "“Retraining”" in pool.name.en

    def test_rules_that_clash_are_told_in_both_languages(self, tmp_path):
        case = bilingual(
            tmp_path,
            limits="limit,name,quantity,sense,value,owner\nfloor,Plancher,money,at_least,5000000,Conseil\n",
            english=ENGLISH + "Plancher,Floor\nConseil,Board\n",
        )
        told = {statement.name for dispute in find_conflict(case).disputes for statement in dispute.rules}
        assert told == {Text("budget de « État »", "budget of “State”"), Text("règle « Plancher »", "rule “Floor”")}

    def test_a_rule_that_a_what_if_adds_is_named_in_both_languages(self, tmp_path):
        case = Pin("fes", "retraining", least=100_000).apply(bilingual(tmp_path))
        (limit,) = case.names("limits")
        assert case.title("limits", limit, "fr").startswith("Fès · Reconversion ≥ ")
        assert case.title("limits", limit, "en").startswith("Fès · Retraining ≥ MAD\u00a0")
        twice = Pin("fes", "retraining", least=100_000).apply(case)
        assert len(twice["english"]) == len(case["english"])

    def test_a_row_is_called_by_its_name_in_the_words_of_an_edit(self, tmp_path):
        case = bilingual(tmp_path)
        assert row_title(case, "measures", "retraining", "en") == "Retraining"


class TestFindings:
    def test_english_of_a_text_that_stands_nowhere_names_the_one_that_is_meant(self, tmp_path):
        case, findings = examined(tmp_path, english="text,english\nReconvertion,Retraining\n")
        found = only(findings, "english-unused")
        assert case is not None
        assert str(found.place) == "english.csv:2:text"
        assert "Did you mean “Reconversion”?" in found.line("en")

    def test_a_text_is_translated_once(self, tmp_path):
        found = only(examined(tmp_path, english=ENGLISH + "État,Government\n")[1], "key-twice")
        assert str(found.place) == "english.csv:5:text"

    def test_english_is_not_left_empty(self, tmp_path):
        found = only(examined(tmp_path, english="text,english\nÉtat,\n")[1], "cell-empty")
        assert str(found.place) == "english.csv:2:english"

    def test_findings_name_rows_in_the_language_of_their_reader(self, tmp_path):
        free = SMALLEST["measures"].replace("10000", "0")
        found = only(examined(tmp_path, measures=free, english=ENGLISH)[1], "cost-zero")
        assert "Reconversion" in found.line("fr")
        assert "Retraining" in found.line("en")


class TestTables:
    @pytest.mark.parametrize("target", ["folder", "book.xlsx", "tables.zip"])
    @pytest.mark.parametrize("lang", ["fr", "en"])
    def test_the_english_is_written_and_read_again(self, tmp_path, target, lang):
        case = bilingual(tmp_path)
        fundopt.write_case(case, tmp_path / target, lang=lang)
        assert fundopt.read_case(tmp_path / target)["english"].columns == case["english"].columns

    def test_a_file_of_english_alone_can_be_imported(self, tmp_path):
        case = fundopt.read_case(write(tmp_path / "case"))
        (tmp_path / "english.csv").write_text("texte,en anglais\nÉtat,State\n", "utf-8")
        merged = merge(case, read_tables(tmp_path / "english.csv"))
        assert merged.case.title("sources", "state", "en") == "State"
        assert [change.table for change in merged.difference.changes] == ["english"]

    def test_a_case_in_one_language_has_the_hash_it_always_had(self, tmp_path):
        alone, both = fundopt.read_case(write(tmp_path / "alone")), bilingual(tmp_path)
        assert '["english"' not in canonical_text(alone)
        assert canonical_hash(alone) != canonical_hash(both)
        assert canonical_hash(both.replace(english=Data.of("english"))) == canonical_hash(alone)

    def test_a_plan_may_name_things_in_either_language(self, tmp_path):
        case = bilingual(tmp_path)
        for measure, source in (("Reconversion", "État"), ("retraining", "State"), ("RETRAINING", "etat")):
            (tmp_path / "plan.csv").write_text(f"source,city,measure,amount\n{source},Fès,{measure},1000\n", "utf-8")
            assert read_payments(tmp_path / "plan.csv", case)[["source", "measure"]].values.tolist() == [
                ["state", "retraining"]
            ]


class TestShipped:
    @pytest.mark.parametrize("name", shipped.names())
    def test_every_text_has_english_and_all_english_is_used(self, name):
        case, findings = fundopt.examine(name)
        assert [item.line("en") for item in findings if item.code == "english-unused"] == []
        columns = [(table, column.name) for table in schema.TABLES for column in table.columns
                   if column.type is Type.TEXT and table.name != "english"]  # fmt: skip
        bare = {
            text
            for table, column in columns
            if (table.name, column) not in PROPER
            for text in case[table.name][column]
            if text and any(char.isalpha() for char in text) and case.text(text, "en") == text
        }
        assert bare <= {"HCP"}

    def test_the_same_texts_have_the_same_english_in_the_moroccan_cases(self):
        survey, census = (
            dict(zip(*fundopt.read_case(name)["english"].columns.values(), strict=True))
            for name in ("morocco-2026", "morocco-2026-census")
        )
        assert {text: survey[text] for text in survey.keys() & census} == {
            text: census[text] for text in survey.keys() & census
        }

    def test_the_english_note_has_no_french_name(self):
        plan = fundopt.evaluate(fundopt.read_case("morocco-2026"), key=KEYS[0])
        subject = fundopt.api._subject(plan)
        told = {lang: json.dumps(note_facts(subject, lang), ensure_ascii=False) for lang in ("fr", "en")}
        names = french(plan.case)
        assert any(name in told["fr"] for name in names)
        assert [name for name in names if name in told["en"]] == []
        assert "Moroccan call-centre transition fund" in told["en"]

    def test_rules_sums_and_owners_follow_the_language(self):
        plan = fundopt.evaluate(fundopt.read_case("morocco-2026"), key=KEYS[0])
        broken: list[Check] = [item for item in plan.violations if item.family == "limits"]
        assert broken
        for item in broken:
            assert not any(name in item.sentence("en") for name in french(plan.case))
            assert (owner(item, "fr"), owner(item, "en")) == ("Conseil du fonds", "Board of the fund")
        sums = allocation_record(plan, "en")["by_measure"]
        assert "Hiring support" in {row["name"] for row in sums}

    @pytest.mark.parametrize("page", ["overview", "data", "what_if", "compare", "why", "audit"])
    def test_the_english_pages_of_the_app_have_no_french_name(self, monkeypatch, tmp_path, page):
        case = fundopt.read_case("teaching-cofinancing")
        told = said(opened(monkeypatch, tmp_path, "teaching-cofinancing", page, "en"))
        assert "Teaching case: co-financing" in told
        assert [name for name in french(case) if name in told] == []
