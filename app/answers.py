"""Answers to edits, kept warm: a desk for each tab and case, which no other tab disturbs.

The quick answer comes at once; the exact plan follows on a thread of the server, and only for the edits that stand.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import streamlit as st

import fundopt
from fundopt.errors import SolveError

from . import state
from .identity import case_hash

DESKS = 8
"""Desks kept in memory, for all tabs together."""
KEPT = 16
"""Answers of each kind that a desk keeps, so that undo and redo show theirs again."""
CALM = 0.25
"""Seconds without another edit before the exact plan is looked for."""
PATIENCE = 60.0
"""Seconds that the search for the exact plan may take."""
GAP = 1e-4
"""Proven relative gap at which that search stops."""
AT_ONCE = 2
"""Exact plans looked for at the same time, for all tabs together."""

Edits = tuple[fundopt.Edit, ...]


@dataclass(frozen=True)
class Quick:
    """The answer that comes at once: what changes, or why there is none. `seconds`: time it took the server."""

    seconds: float
    answer: fundopt.QuickAnswer | None = None
    error: SolveError | None = None


@dataclass(frozen=True)
class Exact:
    """The payable plan of an edited case, and what it changes from the saved plan."""

    seconds: float
    plan: fundopt.Plan
    changes: fundopt.Changes


class Desk:
    """The saved plan kept warm for one tab, and the answers given so far. Raises SolveError."""

    def __init__(self, saved: fundopt.Plan) -> None:
        self.saved = saved
        self._warm = fundopt.quick(saved)
        self._quick: OrderedDict[Edits, Quick] = OrderedDict()
        self._exact: OrderedDict[Edits, Future[Exact | None]] = OrderedDict()
        self._lock = Lock()
        self._wanted: Edits = ()

    @cached_property
    def unchanged(self) -> fundopt.Changes:
        """The saved plan beside itself."""
        return self._warm.changes(self.saved.solved)

    def answered(self, edits: Edits) -> bool:
        """Whether these edits have an answer already, so that the next one comes without a wait."""
        with self._lock:
            return edits in self._quick

    def quick(self, edits: Edits, case: fundopt.Case) -> Quick:
        """The quick answer to an edited case."""
        with self._lock:
            known = self._quick.get(edits)
        if known is not None:
            return known
        began = time.perf_counter()
        try:
            answer = self._warm.answer(case)
            _worked_out(answer.changes)
            found = Quick(time.perf_counter() - began, answer)
        except SolveError as error:
            found = Quick(time.perf_counter() - began, None, error)
        with self._lock:
            _keep(self._quick, edits, found)
        return found

    def exact(self, edits: Edits, case: fundopt.Case) -> Future[Exact | None]:
        """The exact plan of an edited case, looked for from now on; None where other edits came before it was begun.

        Its exception is a SolveError: Infeasible with the rules that clash, or another.
        """
        with self._lock:
            self._wanted = edits
            found = self._exact.get(edits)
            if found is None or (found.done() and (found.cancelled() or _gone(found))):
                found = _pool().submit(self._search, edits, case)
                _keep(self._exact, edits, found)
            return found

    def forget(self, edits: Edits) -> None:
        """Drop the answers to these edits, so that they are looked for again."""
        with self._lock:
            self._quick.pop(edits, None)
            self._exact.pop(edits, None)

    def _search(self, edits: Edits, case: fundopt.Case) -> Exact | None:
        if self._wanted != edits:
            return None
        time.sleep(CALM)
        if self._wanted != edits:
            return None
        began = time.perf_counter()
        options = fundopt.Options(gap=GAP, time_limit=PATIENCE)
        plan = fundopt.solve(case, options, near=self._warm)
        seconds = time.perf_counter() - began
        changes = self._warm.changes(plan.solved)
        _worked_out(changes)
        return Exact(seconds, plan, changes)


def desk(saved: fundopt.Plan) -> Desk:
    """This tab's desk for the plan of the case in use. Raises SolveError."""
    return _desk(case_hash(saved.case), state.session().identity, saved)


@st.cache_resource(max_entries=DESKS, show_spinner=False)
def _desk(case_hash: str, tab: str, _saved: fundopt.Plan) -> Desk:
    return Desk(_saved)


@st.cache_resource(show_spinner=False)
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="fundopt-exact")


def _keep(answers: OrderedDict, edits: Edits, answer: object) -> None:
    answers[edits] = answer
    while len(answers) > KEPT:
        answers.popitem(last=False)


def _gone(found: Future) -> bool:
    """Whether a search was given up because other edits came."""
    return found.exception() is None and found.result() is None


def _worked_out(changes: fundopt.Changes) -> None:
    """Have the tables of a change ready before a page asks for them."""
    changes.figures, changes.unemployment, changes.remaining  # noqa: B018
