"""The session: the only owner of what a tab remembers. Every other module asks here, and changes things here."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st
from streamlit.runtime import get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx

import fundopt
from fundopt.case.scenario_file import from_json, to_json
from fundopt.errors import ScenarioError
from fundopt.language import LANGUAGES

from . import drafts
from .identity import case_hash
from .texts import common as texts

KEY = "fundopt"
FIRST_CASE = "morocco-2026"
MOST_COMPARED = 4


@dataclass(frozen=True)
class Allocation:
    """A plan that the user brought: `rows` are (column, text) records of a typed table, or payments as text."""

    name: str
    rows: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class Upload:
    """A file that waits for a decision: its name, its bytes, what was typed to mend it, by place, and the name of the
    table that it was said to hold."""

    name: str
    content: bytes
    mends: Mapping[str, str] = field(default_factory=dict)
    table: str = ""

    @property
    def read_as(self) -> str:
        """The name under which it is read."""
        return f"{self.table}.csv" if self.table else self.name


@dataclass(frozen=True)
class Sheet:
    """A table that is being edited: `number` tells one showing of it from the next, `start` are the edits when it was
    shown, `made` those edits with what was typed since. What was typed is read against the table as of `start`."""

    table: str
    lang: str
    number: int
    start: fundopt.Scenario
    made: fundopt.Scenario

    @property
    def key(self) -> str:
        return f"sheet:{self.table}:{self.lang}:{self.number}"


@dataclass
class Session:
    """What one tab remembers. `title` is how the case in use is called; `shipped` names it where it is one of ours.

    `history` holds the edits of the what-if page, which stand on top of `case` and never change it; `scenarios` are
    edits saved under a name. `kept` is the draft as it was last written; `unkept` says why it cannot be written now.
    """

    identity: str
    server_session: str
    lang: str
    case: fundopt.Case
    title: str
    shipped: str
    history: fundopt.History = field(default_factory=lambda: fundopt.History())
    scenarios: dict[str, fundopt.Scenario] = field(default_factory=dict)
    allocations: dict[str, Allocation] = field(default_factory=dict)
    choices: dict[str, Any] = field(default_factory=dict)
    upload: Upload | None = None
    uploads: int = 0
    sheet: Sheet | None = None
    sheets: int = 0
    notice: Any = None
    kept: Any = None
    unkept: str = ""
    unkept_read: bool = False

    @property
    def worth_keeping(self) -> bool:
        """Whether the user has made anything that a fresh start would lose."""
        return bool(self.allocations or self.scenarios or self.history.present.edits) or not self.shipped


def session() -> Session:
    """The tab's session; a new one opens on the case that `fundopt app` was given. Raises CaseError."""
    if KEY not in st.session_state:
        name = os.environ.get("FUNDOPT_APP_CASE") or FIRST_CASE
        lang = os.environ.get("FUNDOPT_LANG") or "fr"
        context = get_script_run_ctx()
        case = fundopt.read_case(name)
        st.session_state[KEY] = Session(
            uuid.uuid4().hex,
            context.session_id if context else "",
            lang if lang in LANGUAGES else "fr",
            case,
            case.name,
            name if name in fundopt.shipped_cases() else "",
        )
        opened = st.session_state[KEY]
        opened.kept = _content(opened)
    return st.session_state[KEY]


def language() -> str:
    """The language of the page."""
    return session().lang


def remembered(name: str, default: Any, options: list | tuple | None = None, shown_in: str = "") -> dict[str, Any]:
    """`key` and `on_change` of a widget whose value outlives its page and a change of language.

    A value that is no longer among `options` falls back to `default`. Read it with `choice`. A widget that keeps the
    words it was first shown with (a multiselect) says in which language it is shown.
    """
    key = f"choice:{name}:{shown_in}" if shown_in else f"choice:{name}"
    value = choice(name, default)
    if options is not None and not (set(value) <= set(options) if isinstance(value, list) else value in options):
        value = default
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    session().choices[name] = value

    def keep() -> None:
        session().choices[name] = st.session_state[key] if st.session_state[key] is not None else value

    return {"key": key, "on_change": keep}


def choice(name: str, default: Any = None) -> Any:
    """What the user chose last under this name."""
    return session().choices.get(name, default)


def choose(name: str, value: Any) -> None:
    """Set a remembered choice from code."""
    session().choices[name] = value


def bound(name: str, value: Any, change: Callable[[Any], None]) -> dict[str, Any]:
    """`key` and `on_change` of a widget that shows `value`, which the edits say; `change` makes the edit that a new
    value asks for. Whatever else changes the edits (undo, a scenario opened) changes what the widget shows."""
    key = f"edit:{name}"
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return {"key": key, "on_change": lambda: change(st.session_state[key])}


def sheet(table: str) -> Sheet:
    """The table as it is being edited; shown anew where the edits have changed by anything but typing in it."""
    now = session()
    found = now.sheet
    if (
        found is None
        or (found.table, found.lang, found.made) != (table, now.lang, now.history.present)
        or found.key not in st.session_state
    ):
        now.sheets += 1
        present = now.history.present
        now.sheet = found = Sheet(table, now.lang, now.sheets, present, present)
    return found


def typed_in(sheet: Sheet) -> dict[str, Any]:
    """What was typed in a table since it was shown, as `st.data_editor` tells it."""
    return st.session_state.get(sheet.key) or {}


def retype(sheet: Sheet, made: fundopt.Scenario) -> None:
    """The edits that typing in a table comes to, in the place of those it came to before."""
    now = session()
    edit(made)
    if now.sheet is not None and now.sheet.number == sheet.number:
        now.sheet = replace(sheet, made=now.history.present)


def typed(key: str) -> Any:
    """What stands in a widget of a form, as it was sent with the click."""
    return st.session_state.get(key, "")


def drawn(key: str) -> bool:
    """Whether the widget of this key stood on the page that was drawn last."""
    return key in st.session_state


def use(case: fundopt.Case, title: str, shipped: str = "") -> None:
    """Put a case in use. Allocations and scenarios stay: they are read again with the names of the new case.

    Edits that were not saved are kept as a scenario, so that none is lost.
    """
    now = session()
    if now.history.present.edits:
        save_scenario(free_name(texts.UNSAVED.of(now.lang)))
    now.case, now.title, now.shipped, now.upload, now.history = case, title, shipped, None, fundopt.History()


def edits() -> fundopt.Scenario:
    """The edits of the what-if page as they stand."""
    return session().history.present


def edit(change: fundopt.Edit | fundopt.Scenario) -> None:
    """Make one more edit, or put a whole scenario in the place of the edits; `undo` takes it back."""
    session().history = fundopt.do(session().history, change)


def withdraw(target: tuple[str, ...] | None) -> None:
    """Take the edits away that are about `target`, wherever they stand; `undo` brings them back."""
    present = session().history.present
    edit(replace(present, edits=tuple(each for each in present.edits if each.target != target)))


def start_over() -> None:
    """Take all edits away; `undo` brings them back."""
    edit(fundopt.Scenario())


def can_undo() -> bool:
    """Whether there is an edit to take back."""
    return bool(session().history.past)


def can_redo() -> bool:
    """Whether there is an edit to make again."""
    return bool(session().history.future)


def undo() -> None:
    """Take the last edit back."""
    session().history = fundopt.undo(session().history)


def redo() -> None:
    """Make the edit again that was last taken back."""
    session().history = fundopt.redo(session().history)


def save_scenario(name: str) -> None:
    """Save the edits under a name, in the place of a scenario that has it."""
    now = session()
    now.scenarios[name] = replace(now.history.present, name=name)
    now.history = replace(now.history, present=now.scenarios[name])


def bring_scenario(scenario: fundopt.Scenario) -> str:
    """Keep a scenario that came in a file, and return the name it has now: no other is replaced."""
    name = free_name(scenario.name or texts.UNNAMED.of(session().lang))
    session().scenarios[name] = replace(scenario, name=name)
    return name


def rename_scenario(old: str, new: str) -> str:
    """Give a saved scenario another name, free of others', in the same place; the name it has now."""
    now = session()
    if new == old:
        return old
    name = free_name(new)
    now.scenarios = {
        (name if key == old else key): (replace(each, name=name) if key == old else each)
        for key, each in now.scenarios.items()
    }
    return name


def open_scenario(name: str) -> None:
    """Put a saved scenario in the place of the edits; `undo` takes it back."""
    edit(session().scenarios[name])


def remove_scenario(name: str) -> None:
    """Forget a saved scenario."""
    session().scenarios.pop(name, None)


def free_name(name: str) -> str:
    """`name`, with a number where a scenario or an allocation has it already."""
    taken = {*session().scenarios, *session().allocations}
    return next(each for each in (name, *(f"{name} {i}" for i in range(2, len(taken) + 3))) if each not in taken)


def adopt(case: fundopt.Case) -> None:
    """Put the edited case in use: its edits are part of it now."""
    now = session()
    title = now.title if edited(now.title) else texts.EDITED.of(now.lang, title=now.title)
    now.case, now.title, now.shipped, now.history = case, title, "", fundopt.History()


def edited(title: str) -> bool:
    """Whether a title says already that the case was edited, in any language."""
    return any(title.endswith(texts.EDITED.of(lang, title="")) for lang in LANGUAGES)


def receive(name: str, content: bytes) -> None:
    """Keep an uploaded file until the user decides; the same bytes again change nothing."""
    now = session()
    if now.upload is None or (now.upload.name, now.upload.content) != (name, content):
        now.upload = Upload(name, content)


def mend(places: Mapping[str, str]) -> None:
    """Keep what was typed for cells of the uploaded file."""
    now = session()
    if now.upload is not None:
        now.upload = replace(now.upload, mends={**now.upload.mends, **places})


def unmend(place: str) -> None:
    """Take back what was typed for a cell of the uploaded file."""
    now = session()
    if now.upload is not None:
        now.upload = replace(now.upload, mends={at: text for at, text in now.upload.mends.items() if at != place})


def take_for(table: str) -> None:
    """Say which table the uploaded file holds; what was typed for its cells is kept no longer: their places change."""
    now = session()
    if now.upload is not None and now.upload.table != table:
        now.upload = replace(now.upload, table=table, mends={})


def drop_upload() -> None:
    """Forget the uploaded file; the uploader gets a new key, so that it is empty."""
    now = session()
    now.upload = None
    now.uploads += 1


def bring(allocation: Allocation) -> None:
    """Add an allocation of the user's, or replace the one of the same name."""
    session().allocations[allocation.name] = allocation


def remove(name: str) -> None:
    """Forget an allocation of the user's."""
    session().allocations.pop(name, None)


def notify(text: Any) -> None:
    """Say something once, at the top of the next page drawn."""
    session().notice = text


def noticed() -> Any:
    """What is to be said now, once."""
    now = session()
    text, now.notice = now.notice, None
    return text


def keep() -> None:
    """Write the draft where anything has changed since it was last written; nothing where there is nothing to lose.

    What cannot be written is tried again the next time; why stands in the session's `unkept`.
    """
    if KEY not in st.session_state:
        return
    now = session()
    content = _content(now)
    if content == now.kept:
        return
    try:
        _write(now, content)
    except OSError as error:
        now.unkept = error.strerror or str(error) or type(error).__name__
        return
    now.kept, now.unkept = content, ""


def _write(now: Session, content: Mapping[str, Any]) -> None:
    if not now.worth_keeping:
        drafts.forget(now.identity)
        return
    tables = None if now.shipped else fundopt.csv_files(now.case)
    drafts.write(now.identity, content, tables, f"{drafts.CASE}-{content['case_hash'][:12]}" if tables else "")


def unkept() -> str:
    """Why the session's work cannot be written to disk, until the user has read it; "" where it is written."""
    return "" if session().unkept_read else session().unkept


def read_unkept() -> None:
    """The user has read it: it is not said again in this session."""
    session().unkept_read = True


def offered() -> drafts.Draft | None:
    """The newest draft of a session that is no longer open, unless the user has looked at it already."""
    now = session()
    if now.worth_keeping or choice("draft_seen"):
        return None
    return next((draft for draft in drafts.found(now.identity) if not _open(draft)), None)


def resume(draft: drafts.Draft) -> None:
    """Take up a draft: its case, allocations and choices; it becomes this session's own. Raises CaseError."""
    now, content = session(), draft.content
    shipped = str(content.get("shipped") or "")
    case = fundopt.read_case(draft.case or shipped)
    now.case, now.title, now.shipped = case, str(content.get("title") or case.name), "" if draft.case else shipped
    now.allocations = {
        str(item["name"]): Allocation(str(item["name"]), tuple(item["rows"])) for item in content.get("allocations", [])
    }
    now.scenarios = {scenario.name: scenario for scenario in map(_scenario, content.get("scenarios", [])) if scenario}
    if content.get("edits") and (edited := _scenario(content["edits"])):
        now.history = fundopt.do(fundopt.History(), edited)
    now.choices |= {**content.get("choices", {}), "draft_seen": True}
    keep()
    if not now.unkept:
        drafts.forget(draft.session)


def _scenario(text: str) -> fundopt.Scenario | None:
    """A scenario of a draft; None where its text is not one."""
    try:
        return from_json(text, "draft")
    except ScenarioError:
        return None


def discard(draft: drafts.Draft) -> None:
    """Forget a draft that was offered."""
    drafts.forget(draft.session)


def _content(now: Session) -> dict[str, Any]:
    """What a draft tells, as JSON takes it."""
    return {
        "server_session": now.server_session,
        "lang": now.lang,
        "title": now.title,
        "shipped": now.shipped,
        "case_hash": case_hash(now.case),
        "allocations": [{"name": each.name, "rows": [dict(row) for row in each.rows]} for each in
                        now.allocations.values()],
        "scenarios": [to_json(each) for each in now.scenarios.values()],
        "edits": to_json(now.history.present) if now.history.present.edits else "",
        "choices": {name: value for name, value in now.choices.items() if isinstance(value, str | int | list | bool)},
    }  # fmt: skip


def _open(draft: drafts.Draft) -> bool:
    """Whether the tab that wrote a draft is still connected to this server."""
    try:
        return get_instance().is_active_session(str(draft.content.get("server_session")))
    except RuntimeError:  # no server: pages drawn by a test
        return False


def speak(lang: str) -> Callable[[], None]:
    """A callback that changes the language and nothing else."""

    def change() -> None:
        session().lang = lang

    return change
