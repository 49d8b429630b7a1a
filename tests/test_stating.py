"""Which row of a table states a row of the program: always the one whose number the model took."""

from __future__ import annotations

import random

import pytest
from small_cases import small_case

import fundopt
from fundopt.case.case import Case
from fundopt.model.formulate import family_of, formulate
from fundopt.model.linear_program import LinearProgram
from fundopt.plan.conflict import find_conflict
from fundopt.plan.conflict.statements import stated_program
from fundopt.plan.explain.stated import statements
from fundopt.plan.optimise import optimise
from fundopt.plan.rules import rule
from fundopt.plan.stating import stating

CITIES = ("fes", "meknes", "oujda")
MEASURES = ("course", "move")
OFF = {"city": "fes", "cap": 0.3, "active": False, "owner": "Mayor"}
"""A precise row that is switched off: the row of every city applies."""


SITE = {"opening_cost": 1, "running_cost": 0, "capacity": 5}


def case_with(dependency: list[dict], sites: tuple | list = (), cities: tuple = CITIES, budget: int = 400) -> Case:
    """A course and a measure that moves jobs away from the French market; `budget` in MAD."""
    return small_case(
        cities=[{"city": city} for city in cities],
        measures=[
            {"measure": "course", "net_jobs": 0.5, "unit_cost": 10},
            {"measure": "move", "unit_cost": 20, "moved_jobs": 1, "pool": "jobs", "serves": "firms",
             "kind": "diversification", "unit": "firm"},
        ],
        dependency=dependency,
        sites=sites,
        sources={"budget": budget},
        fund={"payment_unit": 1},
    )  # fmt: skip


def drawn(seed: int) -> Case:
    """Random rows of dependency and sites: precise or for all, on or off, in any order, each with its own number."""
    draw = random.Random(seed)
    caps = draw.sample([i / 100 for i in range(5, 45)], 4)
    dependency = [
        {"city": city, "cap": cap, "active": draw.random() < 0.6, "owner": f"{city} {cap}"}
        for city, cap in zip(draw.sample((*CITIES, "*"), 4), caps, strict=True)
    ][: draw.randint(1, 4)]
    counts, sites = iter(draw.sample(range(1, 60), 8)), []
    for measure in draw.sample(MEASURES, draw.randint(1, 2)):
        precise = draw.sample(CITIES, draw.randint(0, 3))
        sites += [
            {"measure": measure, "city": city, "max_sites": next(counts), **SITE}
            for city in draw.sample(("*", *precise), 1 + len(precise))
        ]
    return case_with(dependency, sites, budget=1_000_000)


def number_of(case: Case, family: str, index: int, label: dict[str, str]) -> float:
    """The bound that row `index` of the family's table would give the program's row."""
    if family == "most_sites":
        return float(case["sites"]["max_sites"][index])
    cities = case["cities"]
    jobs = float(cities["callcentre_jobs"][cities["city"].index(label["city"])])
    return jobs * (0.5 - float(case["dependency"]["cap"][index]))


def labelled(program: LinearProgram, family: str):
    """(row, label, bound) of each row of a family."""
    for block in program.rows.values():
        if family_of(block.name) == family:
            labels = block.index()
            for member in range(len(block)):
                row = block.start + member
                bound = program.row_lower[row] if family == "dependency" else program.row_upper[row]
                yield row, {axis: values[member] for axis, values in labels.items()}, bound


def test_the_row_that_states_is_the_one_whose_number_the_model_took():
    """Over random tables; also what `rules` and a conflict say of it."""
    seen = {"dependency": 0, "most_sites": 0}
    for seed in range(120):
        case = drawn(seed)
        program = formulate(case)
        clashing, found = stated_program(case)
        for family, table in (("dependency", "dependency"), ("most_sites", "sites")):
            for row, label, bound in labelled(program, family):
                index = stating(case[table], label)
                assert number_of(case, family, index, label) == pytest.approx(bound), (seed, label)
                assert rule(case, program, row).place == case[table].place(index)
                seen[family] += 1
            for row, label, _ in labelled(clashing, family):
                (one,) = (statement for statement in found if row in statement.rows)
                assert (one.table, one.index) == (table, stating(case[table], label))
    assert min(seen.values()) >= 100, seen


def test_an_explanation_groups_rows_by_the_row_that_states_them():
    checked = 0
    for seed in range(6):
        case = drawn(seed)
        optimum = optimise(case)
        for family, table in (("dependency", "dependency"), ("most_sites", "sites")):
            labels = {row: label for row, label, _ in labelled(optimum.program, family)}
            told = [each for each in statements(optimum) if each.family == family]
            assert sorted(row for each in told for row in each.rows) == sorted(labels)
            for each in told:
                (index,) = {stating(case[table], labels[row]) for row in each.rows}
                assert each.place.row == case[table].place(index).row
                checked += 1
    assert checked >= 6


def test_a_row_that_is_switched_off_is_neither_named_nor_priced():
    """Fès' own cap is off: both cities' rows are one rule of the Board's, worth 32 person-years, not 16 for each."""
    on = {"city": "*", "cap": 0.42, "period": "2028", "owner": "Board"}
    plan = fundopt.solve(case_with([OFF, on], cities=CITIES[:2]))
    owners = {found.rule.owner.en for found in plan.binding if found.rule.family == "dependency"}
    assert owners == {"Board"}
    (price,) = (each for each in fundopt.explain(plan, seconds=None).prices.rules if each.stated.family == "dependency")
    assert price.stated.owner.en == "Board"
    assert price.stated.place.row == 2
    assert price.without.least == pytest.approx(32)
    without = fundopt.solve(case_with([OFF], cities=CITIES[:2]))
    assert without.effect - plan.effect == pytest.approx(32)


def test_a_row_that_is_switched_off_clashes_with_nothing():
    conflict = find_conflict(case_with([OFF, {"city": "*", "cap": 0.01, "owner": "Board"}], budget=100))
    clashing = [each for dispute in conflict.disputes for each in dispute.rules if each.table == "dependency"]
    assert {(each.owner.en, each.index, len(each.rows)) for each in clashing} == {("Board", 1, len(CITIES))}
    assert conflict.combined.case["dependency"]["cap"][0] == case_with([OFF])["dependency"]["cap"][0]
    fundopt.solve(conflict.combined.case)


def test_a_label_that_no_row_covers_is_a_fault():
    with pytest.raises(LookupError, match="dependency"):
        stating(case_with([OFF])["dependency"], {"city": "fes"})
