"""Work that goes on while pages are drawn: each job is done once, by the server's own threads, and kept."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import streamlit as st

from . import guard
from .texts import later as texts
from .words import say

AT_ONCE = 2
"""Jobs that run at the same time; others wait for their turn."""
KEPT = 60
"""Answers kept in memory, for all sessions together."""
PROMPT = 0.7
"""Seconds that a page waits for an answer before it says that one is being worked out."""


@dataclass
class Job:
    """One piece of work: `future` has its answer."""

    key: Hashable
    future: Future
    began: float = field(default_factory=time.monotonic)


@dataclass
class _Office:
    pool: ThreadPoolExecutor
    jobs: OrderedDict[Hashable, Job] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)


def job(key: Hashable, work: Callable[[], Any]) -> Job:
    """The job of this key, begun now unless it was before."""
    office = _office()
    with office.lock:
        if key not in office.jobs:
            office.jobs[key] = Job(key, office.pool.submit(work))
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


def show(found: Job, lang: str, words: str, draw: Callable[[Any], None]) -> None:
    """Draw a job's answer; until it is there, say that it is being worked out, and leave the page usable.

    `words` say what is worked out. A job that failed is told as the guard tells it, with a button to try again.
    """
    if not ready(found):
        wait_for(found, lang, words)
        return
    error = found.future.exception()
    if error is None:
        with guard.guarded(lang):
            draw(found.future.result())
    elif isinstance(error, Exception):
        guard.show(error, lang)
        st.button(say(texts.AGAIN, lang), key=f"again:{found.key}", on_click=forget, args=(found.key,))


def wait_for(found: Job, lang: str, words: str) -> None:
    """Say that a job is at work, asked again every second; the page is drawn anew once it is done."""

    @st.fragment(run_every=1.0)
    def clock() -> None:
        if found.future.done():
            st.rerun()
        seconds = int(time.monotonic() - found.began)
        text = texts.WORKING if found.future.running() else texts.QUEUED
        st.status(say(text, lang, what=words, seconds=seconds), state="running")

    clock()


@st.cache_resource(show_spinner=False)
def _office() -> _Office:
    return _Office(ThreadPoolExecutor(AT_ONCE, thread_name_prefix="fundopt"))
