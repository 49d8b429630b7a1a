"""The frame around every page: navigation, masthead, language, drafts, and the guard that keeps tracebacks away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

import streamlit as st
from babel.dates import format_timedelta

from fundopt.case.schema import FUND
from fundopt.errors import CaseError, FundoptError
from fundopt.language import LANGUAGES, LOCALES

from . import guard, state
from .texts import common as texts
from .texts import failures
from .words import figure, plain, say

ASSETS = Path(__file__).with_name("assets")
PAGES = tuple(
    name
    for name in ("overview", "data", "what_if", "compare", "why", "audit")
    if Path(__file__).with_name("screens").joinpath(f"{name}.py").is_file()
)
"""Modules of `screens`, each with a function `draw(lang)`."""


def draw() -> None:
    """Draw the page that the address asks for."""
    st.set_page_config("fundopt", page_icon=str(ASSETS / "icon.svg"), layout="wide", menu_items=_NO_MENU)
    st.html(ASSETS / "style.css")
    st.logo(str(ASSETS / "mark.svg"), size="large")
    try:
        lang = state.language()
    except (FundoptError, OSError) as error:
        guard.show(error, "fr")
        return
    st.html(f"<script>document.documentElement.lang = '{lang}'</script>", unsafe_allow_javascript=True)
    pages = [
        st.Page(_page(name), title=texts.PAGES[name].of(lang), url_path=name, default=name == PAGES[0])
        for name in PAGES
    ]
    chosen = st.navigation(pages, position="top")
    top = st.container()
    try:
        chosen.run()
    finally:
        state.keep()
    with top:
        _unkept(state.language())


def show(name: str) -> None:
    """One page with its frame, whatever the address says."""
    lang = state.language()
    _masthead(lang)
    _said(lang)
    with guard.guarded(lang):
        _offer(lang)
    with guard.guarded(lang):
        import_module(f".screens.{name}", __package__).draw(lang)


def _page(name: str) -> Callable[[], None]:
    page = partial(show, name)
    page.__name__ = name  # type: ignore[attr-defined]
    return page


def _masthead(lang: str) -> None:
    """The case in use, its size, and the language."""
    case = state.session().case
    with st.container(key="masthead", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        with st.container(width="stretch", gap="xxsmall"):
            st.markdown(f"**{plain(case.text(case.fund.name, lang))}**")
            st.caption(_size(case, lang))
        st.segmented_control(
            texts.LANGUAGE.of(lang),
            LANGUAGES,
            format_func=texts.LANGUAGES.get,
            label_visibility="collapsed",
            required=True,
            **_language(lang),
        )


def _language(lang: str) -> dict:
    key = "language"
    if st.session_state.get(key) != lang:
        st.session_state[key] = lang
    return {"key": key, "on_change": lambda: state.speak(st.session_state[key] or lang)()}


def _size(case: object, lang: str) -> str:
    def counted(table: str) -> str:
        one, many = texts.COUNTS[table]
        return f"{figure(len(case[table]), lang)} {(one if len(case[table]) == 1 else many).of(lang)}"

    basis = dict(FUND.column("basis").choices)[case.fund.basis].of(lang)
    horizon = {"first": case.budget_horizon[0], "last": case.budget_horizon[-1], "until": case.periods[-1]}
    return say(texts.SIZE, lang, basis=basis, **{table: counted(table) for table in texts.COUNTS}, **horizon)


def _said(lang: str) -> None:
    if (text := state.noticed()) is not None:
        st.success(text(lang))


def _unkept(lang: str) -> None:
    """That work is not written to disk, and why, until it has been read once."""
    if not (reason := state.unkept()):
        return
    st.warning(say(failures.UNKEPT, lang, reason=plain(reason)))
    st.button(failures.UNKEPT_READ.of(lang), key="unkept_read", on_click=state.read_unkept)


def _offer(lang: str) -> None:
    """Work of an earlier session, to be taken up or forgotten."""
    draft = state.offered()
    if draft is None:
        return
    import time

    when = format_timedelta(draft.saved - time.time(), add_direction=True, locale=LOCALES[lang])
    with st.container(key="offer", border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            say(texts.DRAFT_FOUND, lang, title=plain(draft.content.get("title", "")), when=when), width="stretch"
        )
        if st.button(texts.DRAFT_RESUME.of(lang), type="primary"):
            try:
                state.resume(draft)
                state.notify(partial(say, texts.DRAFT_RESUMED))
            except CaseError as error:
                guard.show(error, lang)
                return
            st.rerun()
        if st.button(texts.DRAFT_DROP.of(lang)):
            state.discard(draft)
            st.rerun()
        if st.button(texts.DRAFT_LATER.of(lang), type="tertiary"):
            state.choose("draft_seen", True)
            st.rerun()


_NO_MENU = {"Get help": None, "Report a bug": None, "About": None}
