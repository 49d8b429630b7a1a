"""A page of the app as tests drive it: a session on a case, and waiting for what is worked out in the background."""

from __future__ import annotations

import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 90
"""Seconds that one run of a page, and that all its jobs, may take on a busy machine."""
AT_WORK = ("calcul en cours", "attend son tour", "being worked out", "waiting for its turn")
TEXTS = ("title", "header", "subheader", "markdown", "caption", "success", "error", "info", "warning")
_SCRIPT = """
import sys
sys.path.insert(0, {root!r})
from app import router, state
router.show({page!r})
state.keep()
"""


def opened(monkeypatch, tmp_path: Path, case: str | Path, page: str, lang: str = "fr") -> AppTest:
    """A new session on a case, at a page, with everything on it worked out."""
    monkeypatch.setenv("FUNDOPT_APP_CASE", str(case))
    monkeypatch.setenv("FUNDOPT_LANG", lang)
    monkeypatch.setenv("FUNDOPT_DRAFTS", str(tmp_path / "drafts"))
    return settled(AppTest.from_string(_SCRIPT.format(root=str(ROOT), page=page), default_timeout=PATIENCE))


def settled(app: AppTest) -> AppTest:
    """The page drawn again until nothing on it is being worked out; fails where it has raised anything."""
    deadline = time.monotonic() + PATIENCE
    app.run()
    while any(sign in status.label for status in app.get("status") for sign in AT_WORK):
        assert time.monotonic() < deadline, said(app)
        time.sleep(0.2)
        app.run()
    assert not app.exception, app.exception
    return app


def said(app: AppTest) -> str:
    """Every text on the page, one a line."""
    return "\n".join(str(element.value) for kind in TEXTS for element in app.get(kind))


def session(app: AppTest):
    """What the tab remembers."""
    return app.session_state["fundopt"]
