"""The equations of every family on one case, against the committed text; `python tests/test_equations.py` renews it."""

from __future__ import annotations

from pathlib import Path

import pytest
from all_families import CASE
from small_cases import small_case

from fundopt.case import schema
from fundopt.model.documentation import mathematics, statement
from fundopt.model.equations import equations
from fundopt.model.formulate import FAMILIES, RULES, blocks, family_of, formulate
from fundopt.model.linear_program import Builder
from fundopt.model.parameters import Parameters
from fundopt.model.variables import Variables, declare

HERE = Path(__file__).parent
GOLDEN = HERE / "cases" / "all-families"
DOCUMENT = HERE.parent / "docs" / "mathematics.md"
PROGRAM = formulate(CASE)
NAMES = tuple(dict.fromkeys(family_of(name) for name in PROGRAM.rows))


def text_of(family: str) -> str:
    return "\n".join(equations(PROGRAM, family)) + "\n"


@pytest.mark.parametrize("family", NAMES)
def test_the_equations_of_a_family_are_the_committed_ones(family):
    assert text_of(family) == (GOLDEN / f"{family}.txt").read_text(encoding="utf-8")


def test_no_family_lacks_a_golden_file_and_none_is_left_over():
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(NAMES)


def test_every_family_and_quantity_has_rows_in_the_golden_case():
    p = Parameters(CASE)
    v = declare(p, Builder())
    empty = [rows.block.name for family in FAMILIES for rows in blocks(family, p, v) if not len(rows.block)]
    assert empty == []


def test_the_golden_case_uses_every_table():
    assert {table.name for table in schema.TABLES} == {name for name in CASE.given if len(CASE[name])}


def test_all_families_together_are_all_rows():
    assert list(equations(PROGRAM)) == [line for family in NAMES for line in equations(PROGRAM, family)]


def test_an_unknown_family_is_answered_with_those_there_are():
    with pytest.raises(KeyError, match=r"unit_total, .*budgets"):
        list(equations(PROGRAM, "budget"))


def test_an_equation_shows_signs_numbers_bounds_and_unit():
    program = formulate(small_case(measures={"unit_cost": 1234.5}))
    assert next(equations(program, "who_pays")) == (
        "who_pays[fes,course,2027]:  - 1,234.5 units[fes,course,2027] + payments[state,fes,course,2027] = 0  [MAD]"
    )
    assert next(equations(program, "budgets")) == "budgets[state,2027]:  spending[state,2027] ≤ 10,000  [MAD]"


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_a_family_is_documented_with_number_equation_and_unit(family):
    sentence, equation = statement(family)
    assert sentence.startswith("(")
    assert sentence.endswith(".")
    assert any(sign in equation for sign in "=≤≥")
    assert equation.endswith("]")


def test_rules_are_families():
    assert set(RULES) <= {family.__name__ for family in FAMILIES}


def test_every_variable_is_documented():
    documented = {line.split()[1].split("[")[0] for line in Variables.__doc__.splitlines()[2:] if line.strip()}
    assert documented == set(Variables.__annotations__) == set(PROGRAM.variables) - STAGES


STAGES = {"worst_rise", "cvar_threshold", "cvar_excess", "reference_distance"}
"""Variables of the further objectives."""


def test_the_committed_page_of_mathematics_is_up_to_date():
    assert DOCUMENT.read_text(encoding="utf-8") == mathematics()


if __name__ == "__main__":
    for name in NAMES:
        (GOLDEN / f"{name}.txt").write_text(text_of(name), encoding="utf-8")
    DOCUMENT.write_text(mathematics(), encoding="utf-8")
