"""Work that goes on while pages are drawn: each job is done once, by the server's own threads, and kept."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import streamlit as st

from fundopt.errors import BadlyScaled, CaseError, Infeasible, NotPayable
from fundopt.language import Text

from . import guard
from .texts import later as texts
from .words import say

AT_ONCE = 2
"""Jobs that run at the same time; others wait for their turn."""
KEPT = 60
"""Answers kept in memory, for all sessions together."""
SAID_BY_THE_CASE = (Infeasible, NotPayable, BadlyScaled, CaseError)
"""Errors that would be found again if the same work were done again."""
PROMPT = 0.7
"""Seconds that a page waits for an answer before it says that one is being worked out."""


@dataclass
class Job:
    """One piece of work: `future` has its answer, `stage` is the last that it told."""

    key: Hashable
    future: Future = field(default_factory=Future)
    began: float = field(default_factory=time.monotonic)
    stage: str = ""

    def tell(self, stage: str) -> None:
        """Say at which stage the work is."""
        self.stage = stage


@dataclass
class _Office:
    pool: ThreadPoolExecutor
    jobs: OrderedDict[Hashable, Job] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)


def job(key: Hashable, work: Callable[[], Any]) -> Job:
    """The job of this key, begun now unless it was before."""
    return staged(key, lambda tell: work())


def staged(key: Hashable, work: Callable[[Callable[[str], None]], Any]) -> Job:
    """The job of this key, whose work tells its stages as it comes to them."""
    office = _office()
    with office.lock:
        if key not in office.jobs:
            office.jobs[key] = new = Job(key)
            new.future = office.pool.submit(work, new.tell)
            done = [known for known, each in office.jobs.items() if each.future.done()]
            for known in done[: max(len(office.jobs) - KEPT, 0)]:
                del office.jobs[known]
        office.jobs.move_to_end(key)
        return office.jobs[key]


def begun(key: Hashable) -> bool:
    """Whether the job of this key was begun."""
    return key in _office().jobs


def forget(key: Hashable) -> None:
    """Drop a job's answer, so that it is worked out again when it is next asked for."""
    office = _office()
    with office.lock:
        office.jobs.pop(key, None)


def ready(found: Job) -> bool:
    """Whether a job's answer is there, or comes at once."""
    wait([found.future], timeout=PROMPT)
    return found.future.done()


def succeeded(found: Job) -> bool:
    """Whether a job's answer is there."""
    return found.future.done() and found.future.exception() is None


def show(
    found: Job,
    lang: str,
    words: str,
    draw: Callable[[Any], None],
    stages: Mapping[str, Text] | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> None:
    """Draw a job's answer; until it is there, say that it is being worked out, and leave the page usable.

    `words` say what is worked out, `stages` how its stages are called, in their order; `meanwhile` draws what can be
    shown without the answer. A job that failed is told as the guard tells it, with a button to try again.
    """
    if not ready(found):
        wait_for(found, lang, words, stages)
        meanwhile()
        return
    error = found.future.exception()
    if error is None:
        with guard.guarded(lang):
            draw(found.future.result())
    elif isinstance(error, Exception):
        guard.show(error, lang)
        if not isinstance(error, SAID_BY_THE_CASE):
            st.button(say(texts.AGAIN, lang), key=f"again:{found.key}", on_click=forget, args=(found.key,))


def wait_for(found: Job, lang: str, words: str, stages: Mapping[str, Text] | None = None) -> None:
    """Say that a job is at work, and at which of its `stages`, asked again every second; the page is drawn anew once it
    is done."""

    @st.fragment(run_every=1.0)
    def clock() -> None:
        if found.future.done():
            st.rerun()
        seconds = int(time.monotonic() - found.began)
        st.status(_at_work(found, lang, words, stages or {}, seconds), state="running")

    clock()


def _at_work(found: Job, lang: str, words: str, stages: Mapping[str, Text], seconds: int) -> str:
    """« Recherche du plan : calcul en cours (écriture du modèle, étape 1 sur 5), 3 s… »."""
    if not found.future.running():
        return say(texts.QUEUED, lang, what=words, seconds=seconds)
    if found.stage not in stages:
        return say(texts.WORKING, lang, what=words, seconds=seconds)
    number, stage = list(stages).index(found.stage) + 1, stages[found.stage].of(lang)
    return say(texts.STAGE, lang, what=words, seconds=seconds, stage=stage, number=number, count=len(stages))


@st.cache_resource(show_spinner=False)
def _office() -> _Office:
    return _Office(ThreadPoolExecutor(AT_ONCE, thread_name_prefix="fundopt"))
