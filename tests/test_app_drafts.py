"""Drafts of the app where they cannot be written: said in words, once, and never a loss or a traceback."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from app_page import PATIENCE, ROOT, said, session
from streamlit.testing.v1 import AppTest

import fundopt
from app import drafts, state

_APP = """
import sys
sys.path.insert(0, {root!r})
from app import router
router.draw()
"""


@pytest.fixture
def blocked(monkeypatch, tmp_path) -> Path:
    """A file stands where the folder of drafts should be."""
    path = tmp_path / "drafts"
    path.write_text("not a folder")
    monkeypatch.setenv("FUNDOPT_DRAFTS", str(path))
    monkeypatch.setenv("FUNDOPT_APP_CASE", "teaching-two-cities")
    return path


@pytest.fixture
def tab() -> AppTest:
    return AppTest.from_string(_APP.format(root=str(ROOT)), default_timeout=PATIENCE)


@pytest.mark.parametrize(("lang", "words"), [("fr", "n'est pas gardé sur le disque"), ("en", "is not kept on disk")])
def test_work_that_cannot_be_written_is_said_once_and_tried_again(blocked, tab, monkeypatch, lang, words):
    monkeypatch.setenv("FUNDOPT_LANG", lang)
    tab.run()
    assert not tab.exception
    assert words not in said(tab)  # nothing to lose yet
    session(tab).history = fundopt.do(fundopt.History(), fundopt.ScaleFund(Decimal("1.1")))
    tab.run()
    assert not tab.exception
    assert words in said(tab)
    tab.button(key="unkept_read").click().run()
    assert words not in said(tab)
    tab.run()
    assert words not in said(tab)
    blocked.unlink()
    tab.run()
    assert [draft.content["edits"] for draft in drafts.found()] == [state._content(session(tab))["edits"]]


def test_a_draft_taken_up_is_not_forgotten_where_it_cannot_be_written_again(monkeypatch, tmp_path, tab):
    monkeypatch.setenv("FUNDOPT_DRAFTS", str(tmp_path))
    monkeypatch.setenv("FUNDOPT_APP_CASE", "teaching-two-cities")
    tab.run()
    session(tab).history = fundopt.do(fundopt.History(), fundopt.ScaleFund(Decimal("1.1")))
    tab.run()
    (draft,) = drafts.found()
    forgotten: list[str] = []

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(drafts, "write", full)
    monkeypatch.setattr(drafts, "forget", forgotten.append)
    later = AppTest.from_string(_RESUME.format(root=str(ROOT)), default_timeout=PATIENCE).run()
    assert not later.exception
    assert session(later).history.present.edits == session(tab).history.present.edits
    assert draft.session not in forgotten
    assert session(later).unkept == "No space left on device"


_RESUME = """
import sys
sys.path.insert(0, {root!r})
from app import drafts, state
state.session()
state.resume(drafts.found()[0])
"""
