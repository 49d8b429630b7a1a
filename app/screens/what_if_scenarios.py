"""Scenarios: the edits saved under a name, opened again, renamed, deleted, and taken along as a file."""

from __future__ import annotations

from functools import partial

import streamlit as st

import fundopt
from fundopt.errors import ScenarioError

from .. import files, guard, state
from ..texts import what_if as texts
from ..words import plain, say

UPLOADS, REPLACE, UNNAMED = "scenario_uploads", "scenario_to_replace", "scenario_unnamed"


def draw(lang: str) -> None:
    """Draw the section."""
    st.header(say(texts.SCENARIOS, lang))
    _save(lang)
    for name, scenario in state.session().scenarios.items():
        _saved(name, scenario, lang)
    _upload(lang)


def _save(lang: str) -> None:
    """A form, so that what is typed and the click that saves it arrive together, whatever the page is doing."""
    if not state.edits().edits:
        st.caption(say(texts.SAVE_FIRST, lang))
        return
    _asked(lang)
    proposed = _apt_name()
    key = f"save_as:{proposed}"
    with st.form("save", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(say(texts.SCENARIO_NAME, lang), proposed, max_chars=80, width=420, key=key)
        st.form_submit_button(say(texts.SAVE, lang), type="primary", on_click=_submit, args=(key,),
                              key="save_scenario")  # fmt: skip
    if state.choice(UNNAMED):
        st.caption(f":orange[{say(texts.SAVE_UNNAMED, lang)}]")


def _apt_name() -> str:
    """The name that the edits have; "" where nothing is left of the scenario that was saved under it."""
    present = state.edits()
    saved = state.session().scenarios.get(present.name)
    if saved is None or {edit.target or edit for edit in saved.edits} & {edit.target or edit for edit in present.edits}:
        return present.name
    return ""


def _submit(key: str) -> None:
    """Save the edits under the name that stands in the form; ask where others have it."""
    name = " ".join(str(state.typed(key)).split())
    saved = state.session().scenarios.get(name)
    if not name:
        state.choose(UNNAMED, True)
    elif saved is not None and saved.edits != state.edits().edits:
        state.choose(REPLACE, name)
    else:
        _keep(name)


def _asked(lang: str) -> None:
    """The question whether to replace a scenario, while it stands."""
    name = state.choice(REPLACE, "")
    if not name or name not in state.session().scenarios:
        return
    other = state.free_name(name)
    with st.container(border=True, key="replace_ask"):
        st.markdown(plain(say(texts.SAVE_ASK, lang, name=name)))
        with st.container(horizontal=True, gap="small"):
            st.button(say(texts.SAVE_OVER, lang), key="save_over", on_click=_keep, args=(name,))
            st.button(plain(say(texts.SAVE_BOTH, lang, name=other)), key="save_both", on_click=_keep, args=(other,))
            st.button(say(texts.SAVE_NOT, lang), key="save_not", type="tertiary", on_click=state.choose,
                      args=(REPLACE, ""))  # fmt: skip


def _keep(name: str) -> None:
    state.choose(REPLACE, "")
    state.choose(UNNAMED, False)
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
    state.choose(REPLACE, "")
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
