"""The audit page: what is proved of the plan and checked, what it rests on, and dossiers out and in."""

from __future__ import annotations

import streamlit as st

import fundopt
from fundopt.errors import Infeasible

from .. import dossiers, files, guard, later, subjects, work
from ..texts import audit as texts
from ..texts import common
from ..words import figure, plain, say
from . import audit_grounds, audit_proof


def draw(lang: str) -> None:
    """Draw the page for the subject that the reader chose; a dossier can be verified whatever that is."""
    st.title(say(texts.TITLE, lang))
    subject = subjects.choose(lang)
    if subject.case is not None:
        _subject(subject.case, lang)
    _received(lang)


def _subject(case: fundopt.Case, lang: str) -> None:
    try:
        with st.spinner(say(common.SOLVING, lang)):
            plan = work.best(case)
    except Infeasible as refusal:
        guard.show(refusal, lang)
        return
    job = dossiers.dossier(plan, lang)
    later.show(job, lang, say(texts.PROVING, lang), lambda found: _proof(plan.case, found, lang))
    audit_grounds.show(plan, lang)
    if later.succeeded(job):
        with guard.guarded(lang):
            _papers(plan, job.future.result(), lang)


def _proof(case: fundopt.Case, found: dossiers.Dossier, lang: str) -> None:
    """What is proved, and the check of it, at the reader's wish."""
    audit_proof.quote(case, found, lang)
    if found.certificate is not None:
        audit_proof.figures(case, found.certificate, lang)
    if dossiers.known(found.archive):
        later.show(dossiers.verification(found), lang, say(texts.CHECKING, lang), lambda verdict: _own(verdict, lang))
    else:
        st.button(
            say(texts.CHECK, lang), help=say(texts.CHECK_HELP, lang), key="check", on_click=dossiers.verification,
            args=(found,),
        )  # fmt: skip


def _papers(plan: fundopt.Plan, found: dossiers.Dossier, lang: str) -> None:
    audit_proof.dossier(plan, found, lang)
    audit_proof.record(plan, found.record, lang)


def _own(verdict: dossiers.Verdict, lang: str) -> None:
    """The verdict on the dossier of the plan shown."""
    assert verdict.found is not None
    broken = _broken(verdict.found, lang)
    if broken:
        text = texts.DIFFERS if len(broken) > 1 else texts.DIFFERS_ONE
        st.error(plain(say(text, lang, count=figure(len(broken), lang), found="; ".join(broken))))
    else:
        st.success(say(texts.AGREES, lang, count=figure(len(verdict.found.steps), lang)))
    audit_proof.steps(verdict.found, lang)


def _broken(found: fundopt.Verification, lang: str) -> list[str]:
    """What is wrong, in the words of each step that does not hold."""
    return [step.found.of(lang) for step in found.steps if not step.holds]


def _received(lang: str) -> None:
    """A dossier that the reader brings, and the verdict on it."""
    st.header(say(texts.BRING, lang))
    st.caption(say(texts.BRING_LEAD, lang))
    received = st.file_uploader(say(texts.UPLOAD, lang), key="dossier", max_upload_size=20)
    if received is None:
        return
    if received.size > files.LARGEST:
        st.error(say(texts.TOO_LARGE, lang))
        return
    name = received.name
    job = dossiers.verified(name, received.getvalue())
    later.show(job, lang, say(texts.CHECKING, lang), lambda verdict: _verdict(name, verdict, lang))


def _verdict(name: str, verdict: dossiers.Verdict, lang: str) -> None:
    """What an auditor is told of a dossier."""
    if verdict.found is None:
        st.error(plain(say(texts.NO_DOSSIER, lang, name=name)))
        return
    broken = _broken(verdict.found, lang)
    if broken:
        st.error(plain(say(texts.UNSOUND, lang, name=name, found="; ".join(broken))))
    else:
        st.success(plain(say(texts.SOUND, lang, name=name)))
    audit_proof.steps(verdict.found, lang)
