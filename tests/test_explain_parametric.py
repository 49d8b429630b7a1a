"""Plans that are followed from basis to basis: what a path says is found again by solving each program by itself."""

from __future__ import annotations

import numpy as np
import pytest
from random_cases import random_case

from fundopt.case.reading import read_case
from fundopt.errors import SolveError
from fundopt.plan.explain.faithful import Faithful
from fundopt.plan.explain.margins import CLOSE, REAL, WIDEST, _of_pair, margins
from fundopt.plan.explain.pairs import Change, cost_change, effect_change, money, units
from fundopt.plan.explain.parametric import Astray
from fundopt.plan.explain.resolving import Resolver
from fundopt.plan.optimise import Optimum, optimise
from fundopt.solve import solve


def change_of(optimum: Optimum, pair, parameter: str) -> Change:
    if parameter == "unit_cost":
        return cost_change(optimum.parameters, optimum.program, pair)
    return effect_change(optimum.parameters, optimum.program, pair, parameter)


def solved_alone(faithful: Faithful, change: Change, s: float):
    """The faithful program at `s`, solved without a start."""
    program = change.applied(faithful.optimum.program, s)
    return solve(faithful.warm.fixed(faithful.with_distance(program)))


def followed(optimum: Optimum) -> int:
    """How many places on paths of the pairs with money were found optimal by solving there."""
    faithful, checked = Faithful(optimum, Resolver(optimum)), 0
    for item in margins(optimum, Resolver(optimum)).funded[:3]:
        for margin in item.margins:
            change = change_of(optimum, item.pair, margin.parameter)
            for end in (-WIDEST, WIDEST):
                try:
                    path = faithful.path(change.matrix)
                    while not path.advance(end):
                        path.pivot()
                except Astray:
                    continue
                assert path.proven()
                alone = solved_alone(faithful, change, end)
                program = change.applied(optimum.program, end)
                point = faithful.values(path.point())
                assert np.all(program.matrix @ point <= program.row_upper + 2)  # MAD
                assert np.all(program.matrix @ point >= program.row_lower - 2)
                wider = faithful.with_distance(program)
                whole = path.point() * wider.units_in_millions[1]
                assert wider.objective(whole) == pytest.approx(alone.objective, abs=1e-5, rel=1e-6)
                checked += 1
    return checked


@pytest.mark.parametrize("seeds", [range(0, 12), range(12, 24)], ids=str)
def test_a_followed_plan_is_as_good_as_one_solved_alone(seeds):
    checked = 0
    for seed in seeds:
        try:
            checked += followed(optimise(random_case(seed, floors=seed % 2 == 0)))
        except SolveError:
            continue
    assert checked >= 30


@pytest.mark.parametrize("seeds", [range(0, 12), range(12, 24)], ids=str)
def test_margins_hold_where_they_say_and_no_further(seeds):
    """A plan in which the pair keeps its place is as good as any where it is held, and worse where it flips."""
    assert sum(checked_margins(random_case(seed, floors=seed % 2 == 0)) for seed in seeds) >= 30


@pytest.mark.parametrize("name", ["teaching-two-cities", "teaching-cofinancing"])
def test_margins_of_shipped_cases_hold_where_they_say(name):
    assert checked_margins(read_case(name)) >= 4


def checked_margins(case) -> int:
    """How many ends were found right; 0 where the case has no plan."""
    try:
        optimum = optimise(case)
    except SolveError:
        return 0
    faithful, checked = Faithful(optimum, Resolver(optimum)), 0
    for item in margins(optimum, Resolver(optimum)).funded[:4]:
        for margin in item.margins:
            assert margin.complete
            change = change_of(optimum, item.pair, margin.parameter)
            for held, flips in ((margin.down, margin.down_flips), (margin.up, margin.up_flips)):
                assert (flips is None) == (abs(held) == WIDEST)
                assert keeps(faithful, item.pair, change, held), (case.name, margin)
                if flips is not None:
                    assert abs(held) <= abs(flips) <= abs(held) + 0.01
                    beyond = flips + 0.01 * np.sign(flips)
                    assert not keeps(faithful, item.pair, change, beyond, strictly=True), (case.name, margin)
                checked += 1
    return checked


def keeps(faithful: Faithful, pair, change: Change, s: float, strictly: bool = False) -> bool:
    """Whether among the best plans at `s` there is one in which the pair keeps its units or its money.

    The program is solved again with rows that keep either; `strictly`: only plans as good as the best to within noise,
    otherwise a little less good too.
    """
    optimum = faithful.optimum
    p, program = optimum.parameters, optimum.program
    best = solved_alone(faithful, change, s).objective
    c, m = p.cities.position[pair.city], p.measures.position[pair.measure]
    slack = 1e-8 if strictly else 1e-5
    for table, block, noise in ((units, "units", 1e-6), (money, "payments", 1.0)):
        before = float(table(p, program, faithful.plan.primal)[c, m])
        wider = faithful.warm.fixed(faithful.with_distance(change.applied(program, s)))
        row = np.zeros(wider.shape[1])
        row[pair.columns(program, block)] = 1.0
        room = REAL * before + noise
        scale = 0.999 if strictly else 1.001
        unit = program.variables[block].unit
        wider = wider.with_row("kept", row, before - scale * room, before + scale * room, unit)
        try:
            if solve(wider).objective <= best + slack * max(1.0, abs(best)):
                return True
        except SolveError:
            continue
    return False


def test_without_time_the_ends_are_said_to_be_at_least_as_far():
    """What was not followed to its end holds at least that far, and the words say so."""
    optimum = optimise(read_case("teaching-cofinancing"))
    whole = margins(optimum, Resolver(optimum))
    faithful = Faithful(optimum, Resolver(optimum, 60.0))
    assert whole.unfinished == 0
    cut = 0
    for item in whole.funded:
        for known, short in zip(item.margins, _of_pair(faithful, item.pair, 0.0), strict=True):
            assert known.down <= short.down + CLOSE
            assert short.up <= known.up + CLOSE
            if not short.complete:
                cut += 1
                assert "au moins" in short.said("fr")
                assert "at least" in short.said("en")
    assert cut
