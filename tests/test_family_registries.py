"""Every family of rows of the model is known wherever families are listed, or is listed here as one that needs none."""

from __future__ import annotations

from string import Formatter

import pytest
from all_families import CASE

from fundopt.audit import check, feasibility
from fundopt.case import schema
from fundopt.cli import screen_program, sentences
from fundopt.language import LANGUAGES, Text
from fundopt.model import formulate as model
from fundopt.model.formulate import RULES, family_of, formulate
from fundopt.plan.conflict.statements import stated_program
from fundopt.plan.explain.stated import statements
from fundopt.plan.families import EARMARKS, FACTS, FAMILIES, TABLES
from fundopt.plan.optimise import optimise

MODEL = tuple(dict.fromkeys(family.__name__.removesuffix("_on_rate") for family in model.FAMILIES))
"""All families of the model, by the name of their rows."""

ACCOUNTING = {
    "unit_total", "effective_unit_total", "potential_jobs_balance", "realised_within_potential",
    "realised_within_employment", "kept_by_measures", "still_unemployed_balance", "projected_unemployment",
    "who_pays", "spending_total", "sites_open", "site_total", "segment_needs_site",
}  # fmt: skip
"""Families that define a quantity or follow from others: no reader is told that they limit a plan."""

NOT_AUDITED = {"effective_unit_total", "spending_total", "site_total", "segment_needs_site", "cohort_started"}
"""Families about columns that no plan states: they are in the model for speed, or follow from what is audited."""

NAMED_BY_ROW = {"private_share", "most_sites", "commitments"}
"""Rules that the screen of a plan calls as `fundopt.plan.rules` does."""

OBJECTIVES = {"worst_city", "scenario_excess", "reference_above", "reference_below"}
"""Rows of further objectives, which belong to no family."""

PROGRAM = formulate(CASE)


def fields(text: Text) -> set[str]:
    """What a text is filled with, the same in both languages."""
    found = [{name for _, name, _, _ in Formatter().parse(getattr(text, lang)) if name} for lang in LANGUAGES]
    assert found[0] == found[1], text
    return found[0]


def axes_of(family: str) -> set[str]:
    blocks = [block for block in PROGRAM.rows.values() if family_of(block.name) == family]
    assert blocks, f"{family} has no rows in the case of all families"
    return set.intersection(*({axis.name for axis in block.axes} for block in blocks))


def test_every_family_of_the_model_is_told_or_is_accounting():
    assert set(MODEL) == ACCOUNTING | (set(FAMILIES) - {EARMARKS})
    assert not ACCOUNTING & set(FAMILIES)
    assert set(RULES) < set(MODEL)
    assert set(FAMILIES) == {*RULES, *FACTS, EARMARKS}


@pytest.mark.parametrize("name", sorted(set(FAMILIES) - {EARMARKS}))
def test_a_family_has_what_its_texts_are_filled_with(name: str):
    family, axes = FAMILIES[name], axes_of(name)
    assert fields(family.title) == set()
    assert fields(family.row) <= axes
    assert set(family.axes or ()) <= axes
    for text in (family.statement, family.everywhere, family.repaired):
        assert text is None or fields(text) <= set(family.axes) <= axes | set(TABLES)
    assert (family.statement is None) == (family.axes is None)
    assert name == "cohort_started" or family.statement, "told row by row, beside smallest_cohort"


@pytest.mark.parametrize("name", RULES)
def test_a_rule_says_the_cell_that_states_it(name: str):
    family = FAMILIES[name]
    table = schema.BY_NAME[family.table]
    assert table.column(family.cell)
    assert set(table.keys) <= axes_of(name)


@pytest.mark.parametrize("name", [*FACTS, EARMARKS])
def test_a_fact_and_the_earmarks_have_no_cell(name: str):
    assert FAMILIES[name].cell == ""
    assert (FAMILIES[name].table == "") == (name in FACTS)


def test_what_can_keep_money_from_being_spent():
    assert {name for name, family in FAMILIES.items() if not family.keeps_money} == {"budgets", EARMARKS}


def test_a_conflict_knows_every_rule_and_no_fact():
    assert {statement.family for statement in stated_program(CASE)[1]} == {*RULES, EARMARKS}


def test_an_explanation_knows_every_family():
    found = {each.family: each for each in statements(optimise(CASE))}
    assert set(found) == {name for name, family in FAMILIES.items() if family.axes is not None}
    assert {name for name, each in found.items() if each.place is not None} == set(RULES)


def test_the_audit_knows_every_family_of_the_model():
    assert set(check.RULES) >= set(MODEL) - NOT_AUDITED
    assert not set(check.RULES) & NOT_AUDITED
    assert {*RULES, EARMARKS} <= set(check.RULES)


def test_margins_are_worked_out_for_every_rule():
    assert set(feasibility.MONEY_AND_POLICY) - set(RULES) == {"site_capacity", "smallest_cohort"}
    assert set(RULES) <= set(feasibility.MONEY_AND_POLICY)


def test_the_screen_of_the_program_has_every_family_in_french():
    assert set(screen_program.FRENCH) == {*MODEL, *OBJECTIVES}


def test_the_screen_of_a_plan_names_every_rule_and_fact():
    assert set(sentences._NAMES) | NAMED_BY_ROW == set(RULES)
    assert not set(sentences._NAMES) & NAMED_BY_ROW
    assert set(sentences._FACTS) == set(FACTS)
