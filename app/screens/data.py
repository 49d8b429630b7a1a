"""The data page: bring a file, see its findings, mend them, see what changes, accept; and take data away."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

import fundopt
from fundopt.case.headings import recognise
from fundopt.case.schema import BY_NAME, TABLES

from .. import files, state, work
from ..texts import common
from ..texts import data as texts
from ..words import capital, figure, plain, say, share
from . import data_changes as changes
from . import data_findings as findings


def draw(lang: str) -> None:
    """Draw the page."""
    now = state.session()
    st.title(say(texts.TITLE, lang))
    with st.container(key="lead"):
        st.markdown(_lead(now.case, lang))
    st.header(say(texts.BRING, lang))
    received = st.file_uploader(say(texts.UPLOAD, lang), key=f"upload:{now.uploads}", max_upload_size=20)
    if received is not None:
        if received.size > files.LARGEST:
            st.error(say(texts.TOO_LARGE, lang))
        else:
            state.receive(received.name, received.getvalue())
    if now.upload is not None:
        _examined(now.upload, lang)
    _download(now.case, lang)
    _shipped(now, lang)


def _lead(case: fundopt.Case, lang: str) -> str:
    counts = {status: sum(getattr(part, status) for part in fundopt.coverage(case)) for status in texts.SHARES}
    total = sum(counts.values())
    shares = ", ".join(
        say(texts.SHARES[status], lang, share=share(count, total, lang)) for status, count in counts.items() if count
    )
    title = plain(state.session().title)
    return say(texts.LEAD, lang, title=title, values=figure(total, lang), shares=shares or "–")


def _examined(upload: state.Upload, lang: str) -> None:
    """The file's findings, the form to mend them, what it changes, and the decision."""
    whole = work.examined(upload.read_as, upload.content, upload.mends, None)
    _table(upload, whole, lang)
    partial_ = whole.case is None and any(item.code in ("table-missing", "csv-table") for item in whole.findings)
    options = list(texts.MODES)
    mode = st.segmented_control(
        say(texts.MODE, lang), options, format_func=lambda key: say(texts.MODES[key], lang), required=True,
        **state.remembered(f"mode:{state.session().uploads}:{upload.name}", "part" if partial_ else "whole", options),
    )  # fmt: skip
    in_use = state.session().case
    found = whole if mode == "whole" else work.examined(upload.read_as, upload.content, upload.mends, in_use)
    findings.show(upload, found, lang)
    if found.case is not None:
        changes.show(in_use, found.case, lang)
    with st.container(horizontal=True):
        if found.case is not None and st.button(say(texts.ACCEPT, lang), type="primary"):
            title = upload.name if mode == "whole" else f"{state.session().title} + {upload.name}"
            if mode == "whole" and upload.mends:
                title = common.EDITED.of(lang, title=title)
            state.use(found.case, title)
            state.drop_upload()
            state.notify(partial(_in_use, title))
            st.rerun()
        if st.button(say(texts.DROP, lang)):
            state.drop_upload()
            st.rerun()


def _table(upload: state.Upload, whole: work.Examined, lang: str) -> None:
    """Which table a csv file holds, where its name does not say; the answer to it."""
    if not upload.table and not any(item.code in ("csv-table", "csv-table-headings") for item in whole.findings):
        return
    guess = next((item.table for item in whole.findings if item.code == "csv-table-headings"), "")
    known = recognise(upload.table)
    names = [table.name for table in TABLES]
    chosen = st.selectbox(
        say(texts.TABLE, lang), names, format_func=lambda name: capital(BY_NAME[name].label.of(lang)), width=320,
        index=None if not (guess or known) else names.index(known.name if known else guess),
        key=f"table:{lang}:{state.session().uploads}:{upload.name}", help=say(texts.TABLE_HELP, lang), placeholder="…",
    )  # fmt: skip
    if chosen is not None and chosen != (known.name if known else guess):
        state.take_for(BY_NAME[chosen].label.of(lang))
        st.rerun()


def _in_use(title: str, lang: str) -> str:
    return say(texts.IN_USE, lang, title=plain(title))


def _download(case: fundopt.Case, lang: str) -> None:
    """What can be taken away, written when it is asked for."""
    name = "case" if _as_read(state.session()) else "case_edited"
    stem = texts.FILE_NAMES[name].of(lang, stem=files.safe_name(case.name) or "case")
    st.header(say(texts.DOWNLOAD, lang))
    xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    parts = (
        (texts.WORKBOOK, f"{stem}.xlsx", xlsx, partial(fundopt.write_case, case, lang=lang)),
        (texts.TABLES, f"{stem}.zip", "application/zip", partial(fundopt.write_case, case, lang=lang)),
        (texts.TEMPLATE, say(texts.FILE_NAMES["template"], lang), xlsx, partial(fundopt.write_template, lang=lang)),
    )
    with st.container(horizontal=True):
        for label, name, mime, write in parts:
            st.download_button(
                say(label, lang), partial(files.written, name, write), name, mime, on_click="ignore", key=f"take:{name}"
            )
        tables = fundopt.csv_files(case)
        if "provenance.csv" in tables:
            name = texts.FILE_NAMES["provenance"].of(lang, stem=stem)
            st.download_button(
                say(texts.PROVENANCE, lang), tables["provenance.csv"].encode(), name, "text/csv", on_click="ignore"
            )
    if defaults := fundopt.defaults_used(case):
        with st.expander(say(texts.DEFAULTS, lang, count=len(defaults))):
            for item in defaults:
                st.markdown(f"- {plain(item.text(item.message, lang))}")


def _as_read(now: state.Session) -> bool:
    """Whether the case in use is what its file says: nothing mended, edited or brought up to date."""
    return bool(now.shipped) or now.case.name in (now.title, Path(files.safe_name(now.title)).stem)


def _shipped(now: state.Session, lang: str) -> None:
    """The cases that come with fundopt."""
    names = list(fundopt.shipped_cases())
    st.header(say(texts.SHIPPED, lang))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.selectbox(
            say(texts.SHIPPED_PICK, lang), names, width=320,
            **state.remembered("shipped", now.shipped if now.shipped in names else names[0], names),
        )  # fmt: skip
        if st.button(say(texts.SHIPPED_OPEN, lang)):
            state.use(fundopt.read_case(name), name, shipped=name)
            state.notify(partial(say, common.CHANGED_CASE, title=plain(name)))
            st.rerun()
