"""Scenarios: known edits on the teaching cases, undo and redo, files, and the edits between two cases."""

from __future__ import annotations

from decimal import Decimal

import pytest
from case_folder import examined
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fundopt.case import scenario as what_if
from fundopt.case.case import Case
from fundopt.case.edits_policy import private_share
from fundopt.case.provenance import provenance_of
from fundopt.case.reading import read_case
from fundopt.case.scenario import (
    AddRow,
    Edit,
    History,
    Pin,
    PrivateShare,
    RemoveRow,
    ScaleFund,
    ScaleShock,
    Scenario,
    SetCell,
    SetObjective,
    SwitchRule,
)
from fundopt.case.scenario_between import edits_between
from fundopt.case.scenario_file import from_json, read_scenario, to_json, write_scenario
from fundopt.errors import ScenarioError
from fundopt.plan.optimise import optimise


@pytest.fixture(scope="module")
def two_cities() -> Case:
    return read_case("teaching-two-cities")


@pytest.fixture(scope="module")
def morocco() -> Case:
    return read_case("morocco-2026")


def applied(case: Case, *edits: Edit) -> Case:
    edited, findings = Scenario("test", edits).apply(case)
    assert edited is not None, [item.line("en") for item in findings if item.stops]
    return edited


def test_a_cell_is_set_and_said(morocco):
    edit = SetCell("cities", "oujda", "unemployed", "65 000")
    before = next(row.unemployed for row in morocco["cities"] if row.city == "oujda")
    edited = applied(morocco, edit)
    assert next(row.unemployed for row in edited["cities"] if row.city == "oujda") == Decimal(65000)
    fr, en = (Scenario("", (edit,)).words(morocco, lang)[0] for lang in ("fr", "en"))
    assert fr == f"Oujda : chômeurs {before:,} → 65\u202f000\u00a0personnes".replace(",", "\u202f")
    assert en == f"Oujda: unemployed {before:,} → 65,000\u00a0persons"


def test_a_number_edited_by_hand_is_an_assumption(morocco):
    assert provenance_of(morocco, "cities", "oujda", "unemployed").status != "assumption"
    edited = applied(morocco, SetCell("cities", "oujda", "unemployed", Decimal(65000)))
    told = provenance_of(edited, "cities", "oujda", "unemployed")
    assert (told.status, told.owner) == ("assumption", "what-if")
    assert provenance_of(edited, "cities", "fes", "unemployed").status != "assumption"


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (SetCell("cities", "north", "unemployed", "beaucoup"), "number-malformed"),
        (SetCell("cities", "north", "unemployed", "1,234"), "number-ambiguous"),
        (SetCell("cities", "north", "unemployed", Decimal(-1)), "value-low"),
        (SetCell("cities", "north", "name", None), "cell-empty"),
        (SetCell("cities", "atlantis", "unemployed", Decimal(1)), "edit-impossible"),
        (SetCell("cities", "north", "colour", "red"), "edit-impossible"),
        (SetCell("towns", "north", "name", "N"), "edit-impossible"),
        (AddRow.of("cities", {"city": "x", "name": "X"}), "cell-empty"),
        (AddRow.of("overrides", {"city": "nowhere", "measure": "training"}), "reference-unknown"),
        (RemoveRow("cities", "atlantis"), "edit-impossible"),
        (SwitchRule("cities", "north", False), "edit-impossible"),
        (Pin(least=Decimal(1)), "edit-impossible"),
        (ScaleFund(Decimal(-1)), "edit-impossible"),
        (ScaleFund(Decimal("NaN")), "edit-impossible"),
        (PrivateShare(Decimal(2)), "edit-impossible"),
        (SetObjective(weighting="luck"), "choice-unknown"),
    ],
)
def test_a_bad_value_is_a_finding_and_never_an_exception(two_cities, edit, code):
    edited, findings = Scenario("", (edit,)).apply(two_cities)
    assert edited is None
    assert code in {item.code for item in findings if item.stops}
    for lang in ("fr", "en"):
        assert all(Scenario("", (edit,)).words(two_cities, lang))
        assert all("{" not in item.line(lang) for item in findings)


def test_the_edits_that_can_be_made_are_made_beside_one_that_cannot(two_cities):
    city = two_cities.names("cities")[0]
    good, bad = SetCell("cities", city, "unemployed", "9 999"), SetCell("cities", city, "labour_force", "abc")
    case, faults = Scenario("", (good, bad)).made(two_cities)
    assert case["cities"]["unemployed"][two_cities["cities"]["city"].index(city)] == 9999
    assert case["cities"]["labour_force"] == two_cities["cities"]["labour_force"]
    assert [item.column for item in faults] == ["labour_force"]


def test_a_city_held_at_an_amount_costs_what_it_should(two_cities):
    """Known: 37 person-years unhindered, 32 where each city gets half."""
    held = applied(two_cities, Pin(city="north", least=Decimal(1_250_000), most=Decimal(1_250_000)))
    assert optimise(held).effect == pytest.approx(32.0, abs=1e-3)
    limit = next(row for row in held["limits"] if row.owner == "what-if")
    assert (limit.sense, limit.city, limit.measure) == ("exactly", ("north",), "*")


def test_a_band_is_two_rules_and_unpinning_leaves_none(two_cities):
    band = Pin(measure="training", least=Decimal(1), most=Decimal(2_000_000))
    assert [row.sense for row in applied(two_cities, band)["limits"]][-2:] == ["at_least", "at_most"]
    assert what_if.merged((band,), Pin(measure="training")) == ()


def test_the_fund_and_the_shock_scale(morocco):
    bigger = applied(morocco, ScaleFund(Decimal("1.1")))
    for before, after in zip(morocco["sources"], bigger["sources"], strict=True):
        assert after.budget is None or after.budget == before.budget * Decimal("1.1")
    worse = applied(morocco, ScaleShock(Decimal("1.5")))
    for before, after in zip(morocco["scenarios"], worse["scenarios"], strict=True):
        assert after.severity == before.severity * Decimal("1.5")


def test_the_private_share_is_the_rule_of_the_fund(two_cities):
    assert applied(two_cities, PrivateShare(Decimal("0.25"))).fund.public_per_private == 3
    assert applied(two_cities, PrivateShare(None)).fund.public_per_private is None


@pytest.mark.parametrize("share", [None, Decimal("0.25"), Decimal("0.4"), Decimal(1)])
def test_the_private_share_is_read_back_from_the_rule(two_cities, share):
    assert private_share(applied(two_cities, PrivateShare(share))) == share


def test_a_rule_is_switched_off_and_on(morocco):
    off = applied(morocco, SwitchRule("limits", "hiring_ceiling", False))
    assert not next(row.active for row in off["limits"] if row.limit == "hiring_ceiling")
    assert edits_between(applied(off, SwitchRule("limits", "hiring_ceiling", True)), morocco) == ()


def test_removing_a_row_takes_its_provenance_along(morocco):
    row = morocco["sites"].key(0)
    edited = applied(morocco, SetCell("sites", row, "capacity", Decimal(7)))
    assert provenance_of(edited, "sites", row, "capacity").owner == "what-if"
    gone = applied(edited, RemoveRow("sites", row))
    assert len(gone["sites"]) == len(morocco["sites"]) - 1
    assert (("sites", row, "capacity")) not in gone.provenance_rows


def test_edits_of_one_cell_in_a_row_are_one_edit():
    first, second = (SetCell("cities", "north", "unemployed", Decimal(n)) for n in (1, 2))
    other = SetCell("cities", "south", "unemployed", Decimal(1))
    assert what_if.merged((first,), second) == (second,)
    assert what_if.merged((first, other), second) == (first, other, second)
    assert what_if.merged((ScaleFund(Decimal(2)), other), ScaleFund(Decimal(3))) == (ScaleFund(Decimal(3)), other)
    assert what_if.merged((ScaleFund(Decimal(2)), other), ScaleFund(Decimal(1))) == (other,)


texts = st.text(max_size=8)
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9)
values = st.one_of(st.none(), st.booleans(), st.integers(-5, 5), numbers, texts, st.tuples(texts, texts), st.dates())
tables = st.sampled_from(["cities", "limits", "eligibility", "fund", "nowhere"])
columns = st.sampled_from(["unemployed", "name", "value", "active", "city", "start", "nothing"])
rows = st.sampled_from(["north", "south", "", "#1", "#x", "absent"])
edits = st.one_of(
    st.builds(SetCell, tables, rows, columns, values),
    st.builds(lambda table, row: AddRow.of(table, row), tables, st.dictionaries(columns, values, max_size=3)),
    st.builds(RemoveRow, tables, rows),
    st.builds(SwitchRule, tables, rows, st.booleans()),
    st.builds(Pin, rows, rows, st.none() | numbers, st.none() | numbers),
    st.builds(ScaleFund, numbers),
    st.builds(ScaleShock, numbers),
    st.builds(PrivateShare, st.none() | numbers),
    st.builds(SetObjective, st.none() | texts, st.none() | numbers, st.none() | st.tuples(texts)),
)


@given(st.lists(edits, max_size=6), edits)
def test_undo_takes_back_what_was_done_and_redo_does_it_again(before, edit):
    history = History(Scenario("x"))
    for each in before:
        history = what_if.do(history, each)
    after = what_if.do(history, edit)
    if after.present != history.present:
        assert what_if.undo(after).present == history.present
        assert what_if.undo(after).past == history.past
        assert what_if.redo(what_if.undo(after)) == after


@given(texts, st.lists(edits, max_size=4))
def test_a_scenario_comes_back_from_its_file_as_it_was(name, made):
    scenario = Scenario(name, tuple(made))
    assert from_json(to_json(scenario)) == scenario


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(edits, max_size=3))
def test_no_edit_raises_and_every_edit_has_words(two_cities, made):
    scenario = Scenario("x", tuple(made))
    case, findings = scenario.apply(two_cities)
    assert (case is None) == any(item.stops for item in findings)
    for lang in ("fr", "en"):
        assert len(scenario.words(two_cities, lang)) == len(made)
        assert all(item.line(lang) for item in findings)


def test_the_edits_between_two_cases_lead_from_one_to_the_other(morocco):
    after = applied(
        morocco,
        SetCell("cities", "fes", "unemployed", Decimal(5)),
        RemoveRow("sites", morocco["sites"].key(1)),
        AddRow.of("eligibility", {"source": morocco["sources"]["source"][0], "city": ("fes",), "eligible": False}),
        ScaleFund(Decimal("1.2")),
        Pin(city="fes", least=Decimal(1_000_000)),
    )
    found = edits_between(morocco, after)
    again = applied(morocco, *found)
    assert edits_between(again, after) == edits_between(after, again) == ()
    assert edits_between(after, after) == ()
    assert "provenance" not in {edit.table for edit in found}


def test_a_repair_of_a_pinned_amount_is_the_pin_with_another_amount():
    case = read_case("morocco-2026")
    pin, fund = Pin("oujda", "*", Decimal(100_000_000), Decimal(100_000_000)), ScaleFund(Decimal("1.1"))
    start = Scenario("Oujda", (pin, fund))
    row = start.apply(case)[0]["limits"]["limit"][-1]
    again = start.and_(SetCell("limits", row, "value", Decimal(50_671_000))).repinned(case)
    assert again == Scenario("Oujda", (Pin("oujda", "*", Decimal(50_671_000), Decimal(50_671_000)), fund))
    typed_in = start.and_(SetCell("limits", row, "value", "50 671 000,50")).repinned(case)
    assert typed_in.edits[0].least == Decimal("50671000.5")


def test_a_repair_of_one_bound_moves_that_bound_and_other_rules_stay_edits_of_their_own():
    case = read_case("morocco-2026")
    start = Scenario("", (Pin("fes", "*", Decimal(1_000_000), Decimal(9_000_000)),))
    least, most = start.apply(case)[0]["limits"]["limit"][-2:]
    saved = SetCell("limits", case["limits"]["limit"][0], "value", Decimal("0.04"))
    moved = start.and_(SetCell("limits", most, "value", Decimal(8_000_000))).and_(saved)
    assert moved.repinned(case).edits == (Pin("fes", "*", Decimal(1_000_000), Decimal(8_000_000)), saved)
    lower = start.and_(SetCell("limits", least, "value", Decimal(2_000_000))).repinned(case)
    assert lower.edits == (Pin("fes", "*", Decimal(2_000_000), Decimal(9_000_000)),)
    unread = start.and_(SetCell("limits", most, "value", "beaucoup"))
    assert unread.repinned(case) == unread


def test_files_are_kept_unless_told_and_broken_ones_say_so(tmp_path):
    path = tmp_path / "drafts" / "s.json"
    scenario = Scenario("Été", (ScaleFund(Decimal("1.10")),))
    write_scenario(scenario, path)
    assert read_scenario(path) == scenario
    with pytest.raises(ScenarioError):
        write_scenario(scenario, path)
    write_scenario(Scenario("b"), path, replace=True)
    assert read_scenario(path).name == "b"
    assert [each.name for each in path.parent.iterdir()] == ["s.json"]


def edits_text(edit: str) -> str:
    return '{"format": "fundopt scenario", "version": 1, "name": "", "edits": [' + edit + "]}"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("", "cannot be read"),
        ("[]", "not a scenario"),
        ('{"format": "fundopt scenario", "version": 99, "later": {}}', "newer"),
        (edits_text('{"kind": "magic"}'), "cannot be read"),
        (edits_text('{"kind": "scale_fund"}'), "cannot be read"),
        (edits_text('{"kind": "scale_fund", "factor": "2"}'), "cannot be read"),
        ("[" * 100000, "cannot be read"),
    ],
)
def test_a_broken_or_newer_file_is_refused_in_words(tmp_path, content, word):
    path = tmp_path / "s.json"
    path.write_text(content, "utf-8")
    with pytest.raises(ScenarioError, match=word):
        read_scenario(path)
    with pytest.raises(ScenarioError):
        read_scenario(tmp_path / "absent.json")


def test_a_share_written_with_a_percent_sign_is_the_same_number_without_it(tmp_path):
    limits = "limit,name,quantity,sense,value,measured\na,A,money,at_least,10 %,share_of_fund\n"
    case, _ = examined(tmp_path, limits=limits)
    assert SetCell("limits", "a", "value", Decimal("0.1")).apply(case) is case
    assert SetCell("limits", "a", "value", Decimal("0.2")).apply(case)["limits"]["value"] == (Decimal("0.2"),)
