"""The overview: the key figures of the plan, under the names and in the units of every other page."""

from __future__ import annotations

import pytest
from app_page import opened, session

from app import work
from app.words import figure
from fundopt.plan.summary import WORDINGS

COUNTED = ("person_years_remaining", "person_years_avoided", "displaced_back_at_work", "net_jobs_peak", "worst_rise")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_cards_are_the_plans_figures_with_the_unit_that_agrees(monkeypatch, tmp_path, lang):
    app = opened(monkeypatch, tmp_path, "teaching-cofinancing", "overview", lang)
    reached = work.best(session(app).case).achievements
    shown = {each.label: each.value for each in app.metric}
    for name in COUNTED:
        wording, value = WORDINGS[name], getattr(reached, name)
        number = figure(value, lang, wording.digits)
        assert shown[wording.short.of(lang)] == f"{number} {wording.unit.beside(value, lang, wording.digits)}"
    assert len(shown) == len(COUNTED) + 1
