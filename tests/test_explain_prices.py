"""Prices of rules, the next and the last million: known answers by hand, and every price found again by solving."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from random_cases import random_case

import fundopt
from fundopt.case.case import Case, Data
from fundopt.plan.explain import explanation
from fundopt.plan.explain.edits import repealed, without_rows
from fundopt.plan.explain.prices import NONE, Gain, RulePrice
from fundopt.plan.explain.sentences import idle_sentence, million_sentence, moves_sentence, rule_sentence
from fundopt.plan.explain.stated import statements
from fundopt.plan.explain.steps import step
from fundopt.plan.optimise import optimise
from fundopt.solve import solve


@pytest.fixture(scope="module")
def two_cities():
    return fundopt.explain(fundopt.solve(fundopt.read_case("teaching-two-cities")), seconds=None)


@pytest.fixture(scope="module")
def cofinancing():
    return fundopt.explain(fundopt.solve(fundopt.read_case("teaching-cofinancing")), seconds=None)


def test_the_next_million_serves_those_who_are_left(two_cities):
    # South takes 700,000 MAD more before nobody is left to train: 70 people at 10 person-years a hundred. A million
    # less is taken where it is worth least: 500,000 MAD at 10 a million in the south, then at 16 in the north.
    more, less = two_cities.millions[:2]
    assert (more.least, less.least) == (pytest.approx(7), pytest.approx(-13))
    assert [(move.city, round(move.after, -3)) for move in more.moves] == [("south", 1_200_000)]
    case = two_cities.optimum.parameters.case
    assert "éviterait 7,0 années-personnes" in million_sentence(case, more, "fr")
    assert "would cost 13.0 person-years" in million_sentence(case, less, "en")
    assert "0,30 M MAD restent sans usage" in moves_sentence(case, more, "fr")


def test_the_rule_that_asks_for_an_incubator_costs_three_person_years(cofinancing):
    price = cofinancing.prices.rules[0]
    assert price.stated.identifier == "one_incubator"
    assert price.without.exact
    assert price.without.least == pytest.approx(3)
    assert str(price.stated.place) == "limits.csv:2:value"
    assert "coûte 3,0 années-personnes" in rule_sentence(price, "fr")


PRICED = (5, 16, 27, 29, 33, 37, 50, 80, 118, 136, 153, 154, 207, 217, 229, 266, 271, 273, 296, 297)
"""Random cases (from 200 on with whole sites) in which a limit or a commitment costs something."""


@pytest.mark.parametrize("seed", PRICED)
def test_prices_are_what_solving_without_the_rule_gives(seed: int):
    """The rule's row is deleted from the case, which is solved from nothing."""
    plan, checked = fundopt.solve(random_case(seed, whole=seed >= 200)), 0
    case = plan.case
    found = fundopt.explain(plan, seconds=None)
    best = -plan.optimum.first.objective
    for price in found.prices.rules:
        assert price.looser.least <= price.without.most + NONE
        if price.stated.family not in ("limits", "commitments"):
            continue
        again = -optimise(_without(case, price)).first.objective
        assert price.without.exact
        assert price.without.least == pytest.approx(again - best, abs=2 * NONE)
        checked += 1
    assert checked


@pytest.mark.parametrize("seed", [3, 7, 202, 210])
def test_idle_rules_cost_nothing_together(seed: int):
    plan = fundopt.solve(random_case(seed, whole=seed >= 200))
    found = fundopt.explain(plan, seconds=None).prices
    assert found.idle
    rows = np.array([row for stated in found.idle for row in stated.rows], dtype=int)
    again = solve(without_rows(plan.optimum.program, rows), gap=1e-9)
    gained = plan.optimum.first.objective - again.objective
    assert found.idle_cost.exact
    assert found.idle_cost.least == pytest.approx(gained, abs=2 * NONE)


@pytest.mark.parametrize("seed", range(40, 46))
def test_a_repealed_rule_is_one_without_bounds(seed: int):
    program = optimise(random_case(seed)).program
    rows = np.flatnonzero(np.isfinite(program.row_lower) | np.isfinite(program.row_upper))[::7]
    with_room, without_bounds = solve(repealed(program, rows), gap=1e-9), solve(without_rows(program, rows), gap=1e-9)
    assert with_room.objective == pytest.approx(without_bounds.objective, rel=1e-6, abs=1e-6)


def test_prices_fall_back_to_sites_as_they_are_and_say_so(monkeypatch):
    """A first run without any time leaves every price unknown; the kept time then gives those with the same sites."""
    monkeypatch.setattr(explanation, "FALLBACK", 1.0)
    found = fundopt.explain(fundopt.solve(fundopt.read_case("teaching-cofinancing")), seconds=30).prices
    assert all(price.looser.known for price in (*found.rules, *found.facts))
    price = next(price for price in found.rules if price.stated.identifier == "one_incubator")
    assert price.without.least <= 3 <= price.without.most


def test_what_is_not_known_is_said(two_cities, cofinancing):
    found = fundopt.explain(fundopt.solve(fundopt.read_case("teaching-cofinancing")), seconds=0.0)
    assert "le temps a manqué" in rule_sentence(found.prices.rules[0], "fr")
    assert "no time to re-solve" in rule_sentence(found.prices.rules[0], "en")
    assert "faute de temps" in rule_sentence(found.prices.facts[0], "fr")
    price = cofinancing.prices.rules[0]
    for gain, said in (
        (Gain(1.0, 2.0, "between"), "entre 1,0 et 2,0 années-personnes"),
        (Gain(1.5, np.inf, "between"), "au moins 1,5 année-personne"),
        (Gain(0.0, 2.0, "between"), "au plus 2,0 années-personnes"),
        (Gain(1.5, np.inf, "same sites"), "1,5 année-personne (à sites inchangés)"),
        (Gain(0.0, np.inf, "unknown"), "le temps a manqué"),
    ):
        assert said in rule_sentence(RulePrice(price.stated, price.step, price.marginal, gain, gain), "fr")
    assert idle_sentence(two_cities.prices, "en") == ""


def _without(case: Case, price: RulePrice) -> Case:
    """The case in which the table row that states the rule is deleted."""
    data = case[price.stated.family]
    kept = [i for i in range(len(data)) if data.key(i) != price.stated.identifier]
    assert len(kept) == len(data) - 1
    columns = {name: tuple(values[i] for i in kept) for name, values in data.columns.items()}
    return case.replace(**{price.stated.family: Data(data.table, columns, data.file, data.sheet)})


def test_a_step_of_a_rule_on_one_measure_counts_in_its_own_unit(cofinancing):
    case = cofinancing.optimum.parameters.case
    asked = {
        "limit": "asked", "name": "Au moins une", "quantity": "units", "sense": "at_least", "value": Decimal(1),
        "measured": "amount", "measure": (case.names("measures")[0],),
    }  # fmt: skip
    plan = fundopt.solve(case.replace(limits=Data.of("limits", [asked])))
    unit = case.both(case["measures"]["unit"][0])
    stated = next(item for item in statements(plan.optimum) if item.family == "limits")
    assert step(plan.optimum, stated).unit.fr == f"1 {unit.fr} de moins à atteindre"
    assert step(plan.optimum, stated).unit.en == f"1 {unit.en} less to reach"
