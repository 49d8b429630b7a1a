"""The what-if page: edits count at once, are said in words, undone, saved, and lost by nothing that a reader does."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest
from app_page import opened, said, session
from streamlit.testing.v1 import AppTest

import fundopt
from app import answers, drafts, state, work
from app.identity import case_hash
from app.screens import what_if_sheet as sheets
from app.words import NONE, plain, say
from fundopt.case.scenario_file import to_json
from fundopt.errors import EngineFailed

TWO, SITES = "teaching-two-cities", "teaching-cofinancing"


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """The search for the exact plan begins without a pause."""
    monkeypatch.setattr(answers, "CALM", 0.0)


def page(monkeypatch, tmp_path, case: str = TWO, lang: str = "fr") -> AppTest:
    return opened(monkeypatch, tmp_path, case, "what_if", lang)


def edits(app: AppTest) -> tuple[fundopt.Edit, ...]:
    return session(app).history.present.edits


def metric(app: AppTest, label: str) -> str:
    return next(each.value for each in app.metric if each.label == label)


def desk(app: AppTest) -> answers.Desk:
    """The desk of the page's own tab."""
    saved = work.best(session(app).case)
    return answers._desk(case_hash(saved.case), session(app).identity, saved)


def exact(app: AppTest) -> AppTest:
    """The page after its search for the exact plan."""
    desk(app)._exact[edits(app)].exception(timeout=60)
    return app.run()


def slider(app: AppTest, name: str):
    return next(each for each in app.slider if each.key == f"edit:{name}")


def test_the_page_opens_on_the_saved_plan(monkeypatch, tmp_path):
    app = page(monkeypatch, tmp_path)
    plan = fundopt.solve(fundopt.read_case(TWO))
    assert metric(app, "Chômage évité") == f"{plan.achievements.person_years_avoided:.0f}"
    assert "Aucune modification" in said(app)
    assert app.button(key="undo").disabled
    assert app.button(key="start_over").disabled


def test_a_slider_changes_the_figures_at_once_and_the_exact_plan_follows(monkeypatch, tmp_path):
    app = page(monkeypatch, tmp_path, SITES)
    slider(app, "fund").set_value(50).run()
    assert edits(app) == (fundopt.ScaleFund(Decimal("0.5")),)
    assert metric(app, "Argent dépensé") == "1,6"
    exact(app)
    assert "Plan exact, payable" in said(app)
    case, _ = fundopt.Scenario("", edits(app)).apply(fundopt.read_case(SITES))
    best = fundopt.solve(case)
    assert metric(app, "Chômage évité") == f"{best.achievements.person_years_avoided:.0f}"
    assert "Taille du fonds : × 0,5" in said(app)


def test_a_slider_set_back_to_where_it_rests_is_no_edit(monkeypatch, tmp_path):
    app = page(monkeypatch, tmp_path)
    slider(app, "shock").set_value(150).run()
    slider(app, "private").set_value(20).run()
    assert [each.kind for each in edits(app)] == ["scale_shock", "private_share"]
    slider(app, "shock").set_value(100).run()
    slider(app, "private").set_value(0).run()
    assert edits(app) == ()


def test_undo_redo_and_start_over_move_the_widgets_too(monkeypatch, tmp_path):
    app = page(monkeypatch, tmp_path)
    slider(app, "fund").set_value(120).run()
    slider(app, "shock").set_value(80).run()
    app.button(key="undo").click().run()
    assert (slider(app, "fund").value, slider(app, "shock").value) == (120, 100)
    app.button(key="redo").click().run()
    assert slider(app, "shock").value == 80
    app.button(key="start_over").click().run()
    assert edits(app) == ()
    assert slider(app, "fund").value == 100
    app.button(key="undo").click().run()
    assert len(edits(app)) == 2


def test_each_edit_can_be_removed_from_the_list(monkeypatch, tmp_path):
    app = page(monkeypatch, tmp_path)
    slider(app, "fund").set_value(120).run()
    slider(app, "shock").set_value(80).run()
    app.button(key="remove_edit:0").click().run()
    assert [each.kind for each in edits(app)] == ["scale_shock"]


def test_edits_outlive_a_change_of_language_and_of_page(monkeypatch, tmp_path):
    app = page(monkeypatch, tmp_path)
    slider(app, "fund").set_value(120).run()
    session(app).lang = "en"
    app.run()
    assert "Size of the fund: × 1.2" in said(app)
    assert slider(app, "fund").value == 120
    session(app).choices["what_if_part"] = "rules"  # the sliders are gone from the page, and come back
    app.run()
    assert not [each for each in app.slider if each.key == "edit:fund"]
    session(app).choices["what_if_part"] = "levers"
    app.run()
    assert slider(app, "fund").value == 120


def test_edits_outlive_a_reload(monkeypatch, tmp_path):
    app = page(monkeypatch, tmp_path)
    slider(app, "fund").set_value(120).run()
    assert [to_json(fundopt.Scenario("", edits(app)))] == [draft.content["edits"] for draft in drafts.found()]
    monkeypatch.setattr(state, "_open", lambda draft: False)  # the first tab is closed
    again = page(monkeypatch, tmp_path)
    assert edits(again) == ()
    next(each for each in again.button if each.label == "Reprendre").click().run()
    assert edits(again) == edits(app)
    assert slider(again, "fund").value == 120


def test_a_pin_holds_the_money_of_a_city(monkeypatch, tmp_path):
    app = page(monkeypatch, tmp_path)
    session(app).choices |= {"what_if_part": "pins", "pin_city": "south", "pin_kind": "at"}
    app.run()
    app.text_input[0].set_value("beaucoup")
    app.button(key="hold").click().run()
    assert edits(app) == ()
    assert "« beaucoup » n'est pas un montant" in said(app).replace("\u00a0", " ")
    app.text_input[0].set_value("1,05")  # and the click with it, without a run between
    app.button(key="hold").click().run()
    assert edits(app) == (fundopt.Pin("south", "*", Decimal(1_050_000), Decimal(1_050_000)),)
    plan = desk(app)._exact[edits(app)].result(timeout=60).plan
    paid = plan.tables.payments.groupby("city")["amount"].sum()
    assert paid["south"] == 1_050_000


def test_a_rule_is_switched_off_and_on(monkeypatch, tmp_path):
    app = page(monkeypatch, tmp_path, SITES)
    session(app).choices["what_if_part"] = "rules"
    app.run()
    app.toggle[0].set_value(False).run()
    assert edits(app) == (fundopt.SwitchRule("limits", "one_incubator", False),)
    app.toggle[0].set_value(True).run()
    assert edits(app) == ()


def test_the_objective_is_changed_and_set_back(monkeypatch, tmp_path):
    app = page(monkeypatch, tmp_path)
    session(app).choices["what_if_part"] = "objective"
    app.run()
    app.radio[0].set_value("vulnerability").run()
    app.multiselect[0].set_value(["cost", "worst_city"]).run()
    assert edits(app) == (fundopt.SetObjective("vulnerability", None, ("cost", "worst_city")),)
    app.multiselect[0].set_value([]).run()
    app.radio[0].set_value("equal").run()
    assert edits(app) == ()


def test_edits_that_clash_are_said_with_their_rules_and_stay(monkeypatch, tmp_path):
    app = page(monkeypatch, tmp_path)
    before = metric(app, "Chômage évité")
    session(app).history = fundopt.do(fundopt.History(), fundopt.Pin(city="south", least=Decimal(99_000_000)))
    app.run()
    exact(app)
    assert "aucun plan ne respecte toutes les règles" in app.warning[0].value
    assert "99 M MAD" in app.warning[0].value.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Pourquoi" in app.warning[0].value
    assert len(edits(app)) == 1
    assert metric(app, "Chômage évité") == "impossible"
    assert f"avant\u00a0: {before}" in said(app)
    assert "**Aucun plan** ne respecte ces modifications" in said(app)
    assert not any(word in said(app) for word in ("inchangé", "L'argent par", "après les modifications", "exact"))


def test_one_rule_that_no_plan_can_keep_is_said_with_what_bounds_it(monkeypatch, tmp_path):
    app = page(monkeypatch, tmp_path)
    session(app).history = fundopt.do(fundopt.History(), fundopt.Pin(city="south", least=Decimal(99_000_000)))
    app.run()
    exact(app)
    conflict = desk(app)._exact[edits(app)].exception().conflict
    told = app.warning[0].value
    assert len(conflict.disputes[0].rules) == 1
    assert "Cette modification est impossible à tenir" in told
    assert "se contredisent" not in told
    facts = [say(fact.name, "fr") for fact in conflict.disputes[0].facts]
    assert facts
    assert all(plain(fact) in told for fact in facts)


def test_figures_are_those_of_these_edits_or_of_none(monkeypatch, tmp_path):
    """An impossible edit after one that has a plan does not show that plan's figures."""
    app = page(monkeypatch, tmp_path)
    saved = metric(app, "Argent dépensé")
    slider(app, "fund").set_value(50).run()
    assert metric(app, "Argent dépensé") != saved
    session(app).history = fundopt.do(fundopt.History(), fundopt.Pin(city="south", least=Decimal(99_000_000)))
    app.run()
    assert metric(app, "Argent dépensé") == "impossible"
    assert f"avant\u00a0: {saved}" in said(app)


def test_before_is_the_saved_plan_in_quick_figures_and_in_exact_ones(monkeypatch, tmp_path):
    app = page(monkeypatch, tmp_path, SITES)
    slider(app, "fund").set_value(50).run()
    edit, kept = edits(app), desk(app)
    case, _ = fundopt.Scenario("", edit).apply(session(app).case)
    quick, paid = kept.quick(edit, case).answer.changes, kept._exact[edit].result(timeout=60).changes
    assert (
        quick.figures["before"].to_list()
        == paid.figures["before"].to_list()
        == kept.unchanged.figures["after"].to_list()
    )


def test_a_value_that_cannot_be_read_is_said_with_its_place_and_stays(monkeypatch, tmp_path):
    app = page(monkeypatch, tmp_path)
    session(app).history = fundopt.do(fundopt.History(), fundopt.SetCell("cities", "south", "unemployed", "beaucoup"))
    app.run()
    assert "beaucoup" in app.warning[0].value
    assert "unemployed" in app.warning[0].value or "cities" in app.warning[0].value
    assert len(edits(app)) == 1
    assert metric(app, "Chômage évité") == NONE
    assert "**Aucun plan**" in said(app)
    assert "beaucoup" in said(app)


def test_an_engine_that_fails_is_said_and_no_other_figures_are_shown(monkeypatch, tmp_path):
    app = page(monkeypatch, tmp_path)

    def broken(*_args, **_named):
        raise EngineFailed("broke down")

    monkeypatch.setattr(desk(app)._warm, "answer", broken)
    monkeypatch.setattr(desk(app)._warm, "exact", broken)
    slider(app, "fund").set_value(130).run()
    exact(app)
    assert "Le moteur n'a pas répondu" in said(app)
    assert metric(app, "Chômage évité") == NONE
    assert "**Aucun plan trouvé.**" in said(app)
    assert not app.exception
    assert len(edits(app)) == 1


def test_a_scenario_is_saved_opened_renamed_and_deleted(monkeypatch, tmp_path):
    app = page(monkeypatch, tmp_path)
    slider(app, "fund").set_value(120).run()
    save(app, "Plus d'argent")
    app.button(key="start_over").click().run()
    app.button(key="open:Plus d'argent").click().run()
    assert slider(app, "fund").value == 120
    app.text_input(key="choice:rename:Plus d'argent").set_value("Fonds élargi").run()
    app.button(key="rename_yes:Plus d'argent").click().run()
    assert list(session(app).scenarios) == ["Fonds élargi"]
    app.button(key="delete:Fonds élargi").click().run()
    assert session(app).scenarios == {}
    assert len(edits(app)) == 1


def save(app: AppTest, name: str) -> None:
    """Type a name and click at once, without a run between."""
    box = next(each for each in app.text_input if each.label == "Nom du scénario")
    box.set_value(name)
    next(each for each in app.button if each.key == "save_scenario").click().run()


def test_a_name_that_others_have_is_asked_about_and_nothing_is_lost(monkeypatch, tmp_path):
    app = page(monkeypatch, tmp_path)
    slider(app, "fund").set_value(120).run()
    save(app, "")
    assert "donnez un nom" in said(app)
    assert session(app).scenarios == {}
    save(app, "Essai")
    app.button(key="start_over").click().run()
    slider(app, "shock").set_value(80).run()
    assert next(each for each in app.text_input if each.label == "Nom du scénario").value == ""
    save(app, "Essai")
    assert "existe déjà" in said(app)
    assert [each.kind for each in session(app).scenarios["Essai"].edits] == ["scale_fund"]
    app.button(key="save_both").click().run()
    assert list(session(app).scenarios) == ["Essai", "Essai 2"]
    slider(app, "shock").set_value(70).run()
    save(app, "Essai")
    app.button(key="save_over").click().run()
    assert session(app).scenarios["Essai"].edits == edits(app)
    assert "existe déjà" not in said(app)


def test_the_edited_case_is_put_in_use(monkeypatch, tmp_path):
    app = page(monkeypatch, tmp_path)
    slider(app, "fund").set_value(120).run()
    app.button(key="adopt").click().run()
    assert session(app).case["sources"]["budget"] == (Decimal(3_000_000),)
    assert edits(app) == ()
    assert slider(app, "fund").value == 100


def test_two_tabs_do_not_disturb_each_other(monkeypatch, tmp_path):
    one, two = page(monkeypatch, tmp_path), page(monkeypatch, tmp_path)
    slider(one, "fund").set_value(50).run()
    slider(two, "fund").set_value(120).run()
    one.run()
    assert [metric(each, "Argent dépensé") for each in (exact(one), exact(two))] == ["1,2", "3,0"]
    assert [each.factor for each in (*edits(one), *edits(two))] == [Decimal("0.5"), Decimal("1.2")]


def test_the_exact_plan_is_there_when_a_page_with_an_open_table_is_drawn_again(monkeypatch, tmp_path):
    app = page(monkeypatch, tmp_path)
    session(app).choices |= {"what_if_part": "tables", "what_if_table": "cities"}
    session(app).history = fundopt.do(fundopt.History(), fundopt.SetCell("cities", "south", "unemployed", "900"))
    app.run()
    desk(app)._exact[edits(app)].result(timeout=60)
    app.run()
    assert "Plan exact, payable" in said(app)
    assert [each.row for each in edits(app)] == ["south"]


def typed(table: str, case: fundopt.Case, told: dict) -> fundopt.Case:
    data = case[table]
    made = sheets.edits(data, sheets.cells(data, "fr"), told)
    return fundopt.Scenario("", made).made(case)[0]


def test_what_is_typed_in_a_table_becomes_edits():
    case = fundopt.read_case(TWO)
    told = {
        "edited_rows": {0: {"unemployed": "1 234,5", "labour_force": None}, 1: {"name": "Le Sud"}},
        "added_rows": [{}, {"displacement": None}, {"city": "west", "name": "Ouest"}],
        "deleted_rows": [],
    }
    after = typed("cities", case, told)
    assert after["cities"]["unemployed"][0] == Decimal("1234.5")
    assert after["cities"]["labour_force"][0] is None
    assert after["cities"]["name"] == (case["cities"]["name"][0], "Le Sud", "Ouest")


def test_a_row_of_which_only_defaults_are_filled_in_is_not_added_yet():
    data = fundopt.read_case(SITES)["sources"]
    told = {"added_rows": [{"carry_over": data.table.column("carry_over").default}]}
    assert sheets.edits(data, sheets.cells(data, "fr"), told) == ()
    told["added_rows"][0]["source"] = "union"
    assert [type(each) for each in sheets.edits(data, sheets.cells(data, "fr"), told)] == [fundopt.AddRow]


def test_a_cell_that_says_what_it_said_is_no_edit():
    data = fundopt.read_case(TWO)["cities"]
    table = sheets.cells(data, "fr")
    told = {"edited_rows": {0: {"unemployed": table["unemployed"].iloc[0]}}}
    assert sheets.edits(data, table, told) == ()


def test_a_row_is_renamed_after_its_other_cells_are_set_and_rows_are_taken_out_from_the_end():
    case = fundopt.read_case(SITES)
    after = typed("measures", case, {"edited_rows": {0: {"measure": "new", "unit_cost": "5"}}, "deleted_rows": [2, 1]})
    assert after["measures"]["measure"] == ("new",)
    assert after["measures"]["unit_cost"] == (Decimal(5),)
    gone = typed("provenance", case, {"deleted_rows": [0, 2]})
    kept = [case["provenance"]["note"][i] for i in range(len(case["provenance"])) if i not in (0, 2)]
    assert list(gone["provenance"]["note"]) == kept


@pytest.mark.parametrize("name", ["morocco-2026", SITES])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_cell_of_every_table_can_be_typed_back_as_it_is_shown(name, lang):
    case = fundopt.read_case(name)
    for data in case.tables.values():
        if data.table.fields:
            texts = {
                column.name: text for column, text in zip(data.table.columns, sheets.fields(data, lang), strict=True)
            }
            rows = [texts]
        else:
            rows = sheets.cells(data, lang).to_dict("records")
        for index, row in enumerate(rows):
            made = tuple(
                fundopt.SetCell(data.table.name, sheets.row_of(data, index), column, "" if value is None else value)
                for column, value in row.items()
                if column not in data.table.keys
            )
            after, faults = fundopt.Scenario("", made).made(case)
            assert not faults, (data.table.name, faults[0].line("en"))
            assert after[data.table.name].columns == data.columns, data.table.name


def test_a_table_is_shown_anew_only_where_others_changed_the_edits(monkeypatch):
    store: dict = {}
    monkeypatch.setattr(state.st, "session_state", store)
    now = SimpleNamespace(lang="fr", sheet=None, sheets=0, history=fundopt.History())
    monkeypatch.setattr(state, "session", lambda: now)
    first = state.sheet("cities")
    store[first.key] = {}
    edit = fundopt.SetCell("cities", "south", "unemployed", "5")
    state.retype(first, sheets.after(first.start, (edit,)))
    assert state.sheet("cities").number == first.number
    state.retype(first, sheets.after(first.start, (edit, fundopt.SetCell("cities", "north", "unemployed", "6"))))
    assert state.sheet("cities").number == first.number
    assert [each.row for each in now.history.present.edits] == ["south", "north"]
    state.undo()
    second = state.sheet("cities")
    assert second.number != first.number
    assert second.start.edits == (edit,)


def test_what_could_not_be_read_stands_where_it_was_typed_and_is_mended_there():
    case = fundopt.read_case(TWO)
    bad = fundopt.SetCell("cities", "south", "unemployed", "beaucoup")
    start = fundopt.Scenario("", (bad,))
    made = start.made(case)[0]
    data = made["cities"]
    table = sheets.unread(start, data, sheets.cells(data, "fr"), made)
    index = list(data["city"]).index("south")
    assert table["unemployed"].iloc[index] == "beaucoup"
    mended = sheets.after(start, sheets.edits(data, table, {"edited_rows": {index: {"unemployed": "12"}}}))
    assert mended.edits == (fundopt.SetCell("cities", "south", "unemployed", "12"),)


def test_a_search_that_other_edits_came_before_ends_without_waiting(monkeypatch):
    waited: list[float] = []
    monkeypatch.setattr(answers.time, "sleep", waited.append)
    case = fundopt.read_case(TWO)
    desk = answers.Desk(fundopt.solve(case))
    desk._wanted = (fundopt.ScaleFund(Decimal("1.2")),)
    assert desk._search((fundopt.ScaleFund(Decimal("1.1")),), case) is None
    assert waited == []
