"""Scenarios: the edits saved under a name, opened again, renamed, deleted, and taken along as a file."""

from __future__ import annotations

from functools import partial

import streamlit as st

import fundopt
from fundopt.errors import ScenarioError

from .. import files, guard, state
from ..texts import what_if as texts
from ..words import plain, say

UPLOADS = "scenario_uploads"


def draw(lang: str) -> None:
    """Draw the section."""
    st.header(say(texts.SCENARIOS, lang))
    _save(lang)
    for name, scenario in state.session().scenarios.items():
        _saved(name, scenario, lang)
    _upload(lang)


def _save(lang: str) -> None:
    if not state.edits().edits:
        st.caption(say(texts.SAVE_FIRST, lang))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(
            say(texts.SCENARIO_NAME, lang), max_chars=80, width=420,
            **state.remembered("scenario_name", state.edits().name),
        )  # fmt: skip
        name = " ".join((typed or "").split())
        label = texts.SAVE_OVER if name in state.session().scenarios else texts.SAVE
        st.button(
            say(label, lang), type="primary", disabled=not name, on_click=_keep, args=(name,), key="save_scenario"
        )


def _keep(name: str) -> None:
    state.save_scenario(name)
    state.notify(lambda lang: say(texts.SAVED, lang, name=plain(name)))


def _saved(name: str, scenario: fundopt.Scenario, lang: str) -> None:
    """One scenario with what can be done with it; labels name it, so that each is told apart when read aloud."""
    count = len(scenario.edits)

    def label(what: object) -> str:
        return say(what, lang)  # type: ignore[arg-type]

    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        told = say(texts.EDITS_ONE, lang) if count == 1 else say(texts.EDITS_COUNT, lang, count=count)
        st.markdown(f"**{plain(name)}** · {told}", width="stretch")
        st.button(label(texts.OPEN), key=f"open:{name}", on_click=_open, args=(name,),
                  help=say(texts.OF_SCENARIO, lang, what=label(texts.OPEN), name=plain(name)))  # fmt: skip
        with st.popover(label(texts.RENAME)):
            st.text_input(label(texts.NEW_NAME), max_chars=80, **state.remembered(f"rename:{name}", name))
            st.button(label(texts.RENAME), key=f"rename_yes:{name}", on_click=_rename, args=(name,))
        st.download_button(
            label(texts.DOWNLOAD), partial(_file, scenario), f"{files.safe_name(name)}.json", "application/json",
            on_click="ignore", key=f"download:{name}",
        )  # fmt: skip
        st.button(label(texts.DELETE), key=f"delete:{name}", type="tertiary", on_click=_delete, args=(name,))


def _file(scenario: fundopt.Scenario) -> bytes:
    return files.written("scenario.json", partial(fundopt.write_scenario, scenario))


def _open(name: str) -> None:
    state.open_scenario(name)
    state.choose("scenario_name", name)
    state.notify(lambda lang: say(texts.OPENED, lang, name=plain(name)))


def _rename(old: str) -> None:
    new = " ".join(str(state.choice(f"rename:{old}", old)).split())
    if new:
        state.rename_scenario(old, new)


def _delete(name: str) -> None:
    state.remove_scenario(name)
    state.notify(lambda lang: say(texts.DELETED, lang, name=plain(name)))


def _upload(lang: str) -> None:
    number = state.choice(UPLOADS, 0)
    received = st.file_uploader(say(texts.UPLOAD, lang), type="json", key=f"scenario_file:{number}", max_upload_size=20)
    if received is None:
        return
    try:
        with files.Received(received.name, received.getvalue()) as path:
            scenario = fundopt.read_scenario(path)
    except ScenarioError as error:
        text, values = error.text, {**error.values, "path": received.name}
        guard.show(ScenarioError(text, **values), lang)
        return
    name = state.bring_scenario(scenario)
    state.choose(UPLOADS, number + 1)
    _open(name)
    st.rerun()
