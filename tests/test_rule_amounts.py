"""How much a rule asks for, in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fundopt.case.reading import read_case
from fundopt.case.rule_amounts import rule_amount
from fundopt.case.scenario import Pin, Scenario, SetCell


@pytest.mark.parametrize(
    ("limit", "french", "english"),
    [
        ("floor_r01", "au moins 5 % du fonds", "at least 5% of the fund"),
        ("ceiling_casablanca", "au plus 40 % de la dépense", "at most 40% of spending"),
        ("incubators_open", "au moins 3 sites", "at least 3 sites"),
        ("incubators_used", "au moins 45 unités", "at least 45 units"),
    ],
)
def test_a_rule_of_the_board_is_said_with_its_number_and_what_it_counts(limit, french, english):
    case = read_case("morocco-2026")
    index = case["limits"]["limit"].index(limit)
    told = [rule_amount(case, "limits", index, lang) for lang in ("fr", "en")]
    assert [text.replace("\u202f", " ").replace("\xa0", " ") for text in told] == [french, english]


def test_a_cap_on_dependency_says_from_when_on():
    case = read_case("morocco-2026")
    assert rule_amount(case, "dependency", 0, "en") == "at most 79% of jobs, from 2029-S2 on"
    open_ended = SetCell("dependency", "*", "period", "").apply(case)
    assert rule_amount(open_ended, "dependency", 0, "en") == "at most 79% of jobs, from 2029-S2 on"


def test_an_amount_is_money_and_one_is_singular():
    case, _ = Scenario("", (Pin("fes", least=Decimal(1_500_000)),)).made(read_case("morocco-2026"))
    pinned = len(case["limits"]) - 1
    assert rule_amount(case, "limits", pinned, "en") == "at least MAD\u00a01,500,000"
    index = case["limits"]["limit"].index("incubators_open")
    one = SetCell("limits", "incubators_open", "value", Decimal(1)).apply(case)
    assert rule_amount(one, "limits", index, "en") == "at least 1\u00a0site"
