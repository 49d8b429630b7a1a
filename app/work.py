"""What is computed once for a case and kept: its plan, judged allocations. Never twice at the same time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

import fundopt
from fundopt.case.cells_at import Cell, cells_at
from fundopt.case.findings import Finding
from fundopt.errors import BadlyScaled, CaseError, Infeasible, NotPayable, SolveError

from .files import Received
from .identity import case_hash

PATIENCE = 300.0
"""Seconds that an engine may take before the page says so."""
KEPT = 24
"""Answers kept in memory, for all sessions together."""


def best(case: fundopt.Case, progress: Callable[[str], None] = lambda step: None) -> fundopt.Plan:
    """The best plan of a case; `progress` is told each step. Raises SolveError; where the rules clash, without
    searching again."""
    return _plan(_best(case_hash(case), case, progress))


def by_key(case: fundopt.Case, key: str) -> fundopt.Plan:
    """The plan that divides the fund among cities by a simple key. Raises SolveError."""
    return _plan(_by_key(case_hash(case), key, case))


def given(case: fundopt.Case, payments: pd.DataFrame, name: str) -> fundopt.Plan:
    """A plan given by its payments, completed by the best choice. Raises SolveError."""
    text = payments.astype(str).to_csv(index=False)
    return _plan(_given(case_hash(case), hashlib.sha256(text.encode()).hexdigest(), name, case, payments))


def _plan(answer: fundopt.Plan | SolveError) -> fundopt.Plan:
    if isinstance(answer, SolveError):
        raise answer
    return answer


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _best(case_hash: str, _case: fundopt.Case, _progress: Callable[[str], None]) -> fundopt.Plan | SolveError:
    try:
        return fundopt.solve(_case, fundopt.Options(time_limit=PATIENCE), _progress)
    except (Infeasible, NotPayable, BadlyScaled) as error:  # what the case says: it would be found again
        return error


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _by_key(case_hash: str, key: str, _case: fundopt.Case) -> fundopt.Plan | SolveError:
    try:
        return fundopt.evaluate(_case, key=key)
    except (Infeasible, NotPayable, BadlyScaled) as error:
        return error


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _given(
    case_hash: str, payments_hash: str, name: str, _case: fundopt.Case, _payments: pd.DataFrame
) -> fundopt.Plan | SolveError:
    try:
        return fundopt.evaluate(_case, _payments, name=name)
    except (Infeasible, NotPayable, BadlyScaled) as error:
        return error


@dataclass(frozen=True)
class Examined:
    """What an uploaded file comes to: the case (None where something stops it) and every finding."""

    case: fundopt.Case | None
    findings: tuple[Finding, ...]


def examined(name: str, content: bytes, mends: Mapping[str, str], into: fundopt.Case | None) -> Examined:
    """An uploaded file with what was typed to mend it: a whole case, or an update of `into`."""
    digest = hashlib.sha256(content).hexdigest()
    where = case_hash(into) if into is not None else ""
    return _examined(name, digest, tuple(sorted(mends.items())), where, content, into)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _examined(
    name: str, digest: str, mends: tuple[tuple[str, str], ...], where: str, _content: bytes, _into: fundopt.Case | None
) -> Examined:
    with Received(name, _content) as path:
        if _into is None:
            return Examined(*fundopt.examine(path, dict(mends)))
        try:
            merged = fundopt.merge(_into, fundopt.read_tables(path, mends=dict(mends)))
        except CaseError as error:
            return Examined(None, tuple(error.findings))
        return Examined(merged.case, tuple(merged.findings))


def cells(name: str, content: bytes, places: Collection[str], lang: str) -> dict[str, Cell]:
    """The cells at these places of an uploaded file, as it shows them."""
    return _cells(name, hashlib.sha256(content).hexdigest(), tuple(sorted(places)), lang, content)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _cells(name: str, digest: str, places: tuple[str, ...], lang: str, _content: bytes) -> dict[str, Cell]:
    with Received(name, _content) as path:
        return cells_at(path, places, lang)
