"""Drafts on disk: what a session has changed, in a folder of its own, written whole and offered again later."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILE, CASE, FORMAT = "draft.json", "case", "fundopt draft 1"
KEPT_DAYS = 30


@dataclass(frozen=True)
class Draft:
    """One session's work: `content` is what `state` wrote, `folder` holds the case where it is not a shipped one."""

    session: str
    folder: Path
    saved: float
    content: Mapping

    @property
    def case(self) -> Path | None:
        """The folder of the case's tables; None where the content names the case."""
        folder = self.folder / str(self.content.get("case_folder") or "")
        return folder if self.content.get("case_folder") and folder.is_dir() else None


def home() -> Path:
    """Where drafts are kept: FUNDOPT_DRAFTS, or the usual place of the system for an application's state."""
    if given := os.environ.get("FUNDOPT_DRAFTS"):
        return Path(given)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return base / "fundopt" / "drafts"


def write(session: str, content: Mapping, case: Mapping[str, str] | None = None, case_name: str = "") -> None:
    """Replace the session's draft as a whole. `case` maps file names of tables to their text.

    Tables go to a folder named `case_name`, which is written once: a later case has another name.
    """
    folder = home() / session
    folder.mkdir(parents=True, exist_ok=True)
    if case is not None and not (folder / case_name).is_dir():
        fresh = Path(tempfile.mkdtemp(prefix=".case-", dir=folder))
        for name, text in case.items():
            (fresh / name).write_text(text, encoding="utf-8", newline="")
        fresh.rename(folder / case_name)
    told = {**content, "format": FORMAT, "case_folder": case_name if case is not None else None}
    part = folder / f".{FILE}.part"
    part.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    part.replace(folder / FILE)
    for old in folder.iterdir():
        if old.is_dir() and old.name != case_name:
            shutil.rmtree(old, ignore_errors=True)


def found(but: str = "") -> list[Draft]:
    """The drafts that can be read, the newest first, without that of the session `but`; very old ones are forgotten."""
    drafts = []
    for path in home().glob(f"*/{FILE}"):
        try:
            saved = path.stat().st_mtime
            content = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            continue
        if time.time() - saved > KEPT_DAYS * 86_400:
            forget(path.parent.name)
        elif isinstance(content, dict) and content.get("format") == FORMAT and path.parent.name != but:
            drafts.append(Draft(path.parent.name, path.parent, saved, content))
    return sorted(drafts, key=lambda draft: -draft.saved)


def forget(session: str) -> None:
    """Remove a session's draft, if it has one."""
    if session and Path(session).name == session:
        shutil.rmtree(home() / session, ignore_errors=True)
