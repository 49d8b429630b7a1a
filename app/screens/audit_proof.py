"""The certificate in words and figures, the checks of a dossier, the dossier to take away, the record of the run."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Any

import pandas as pd
import streamlit as st
from babel.dates import format_datetime

import fundopt
from fundopt.audit.dossier_sheets import ENGINES
from fundopt.audit.proof import board_line
from fundopt.audit.quotable import counted
from fundopt.audit.verify import Step
from fundopt.language import LOCALES, percent
from fundopt.proof.certificate import number as exactly

from .. import dossiers, files
from ..charts import frame
from ..texts import audit as texts
from ..typeset import spaced, typeset
from ..words import NONE, figure, plain, say

LONGEST = 32
"""Characters of an exact figure that the page shows; the certificate has all."""
HASHED = ("input_hash", "model_hash", "plan_hash")


def quote(case: fundopt.Case, found: dossiers.Dossier, lang: str) -> None:
    """The sentence that a board may quote, or why there is none."""
    st.header(say(texts.PROOF, lang))
    certificate = found.certificate
    with st.container(border=True, key="lead"):
        if certificate is None or certificate.plan is None:
            st.markdown(plain(say(texts.REFUSED, lang, reason=found.refusal)))
            return
        st.markdown(say(texts.QUOTE, lang, line=typeset(board_line(certificate.plan, case).of(lang), lang)))
    effect = figure(float(-certificate.plan.published), lang, 1)
    st.caption(say(texts.PROVED_BY, lang, effect=effect, unit=counted(case).many.of(lang)))


def figures(case: fundopt.Case, certificate: fundopt.Certificate, lang: str) -> None:
    """Objective, bound and gap, to read and exactly."""
    plan, bound, unit = certificate.plan, certificate.bound, counted(case).many.of(lang)
    height, width = certificate.program.shape
    size = say(
        texts.MODEL_SIZE, lang, rows=figure(height, lang), columns=figure(width, lang),
        whole=figure(len(certificate.program.whole), lang),
    )  # fmt: skip
    rows = [(say(texts.STATUS, lang), say(texts.STATUSES[certificate.status], lang), NONE)]
    if plan is not None and bound is not None:
        rows += [
            (say(texts.OBJECTIVE, lang), _years(-plan.objective, unit, lang), _exact(-plan.objective, lang)),
            (say(texts.BOUND, lang), _years(-bound, unit, lang), _exact(-bound, lang)),
            (say(texts.GAP, lang), _years(plan.gap, unit, lang), _exact(plan.gap, lang)),
            (say(texts.RELATIVE, lang), percent(float(plan.gap / max(1, abs(plan.objective))), lang, 6), NONE),
        ]
    rows.append((say(texts.MODEL, lang), size, NONE))
    frame.show_table(pd.DataFrame(rows, columns=[say(text, lang) for text in texts.FIGURES]), say(texts.PROOF, lang))


def _years(value: Fraction, unit: str, lang: str) -> str:
    digits = 1 if abs(value) >= 1 else 6
    return say(texts.YEARS, lang, value=figure(float(value), lang, digits), unit=unit)


def _exact(value: Fraction, lang: str) -> str:
    text = exactly(value)
    if len(text) <= LONGEST:
        return text.replace(".", ",") if lang == "fr" else text
    return say(texts.LONG, lang, count=figure(sum(sign.isdigit() for sign in text), lang))


def steps(found: fundopt.Verification, lang: str) -> None:
    """Every check with its verdict, what only hashes protect, and the hashes to quote."""
    rows = [
        (step.what.of(lang), ("✓ " if step.holds else "✗ ") + say(texts.HOLDS if step.holds else texts.FAILS, lang),
         _found(step, lang))
        for step in found.steps
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=[say(text, lang) for text in texts.STEP_HEADS])
    frame.show_table(table, say(texts.CHECKING, lang), first_as_text=len(texts.STEP_HEADS))
    st.caption(plain(spaced(found.by_hash_line(lang), lang)))
    with st.expander(say(texts.HASHES, lang)):
        st.code("\n".join(f"{digest}  {name}" for name, digest in found.hashes.items()), language=None, wrap_lines=True)


def _found(step: Step, lang: str) -> str:
    """What a check found; the checker answers in English, whoever runs it."""
    words = step.found.of(lang)
    return say(texts.CHECKER_SAYS, lang, words=words) if step.name == "proof" and lang != "en" else spaced(words, lang)


def dossier(plan: fundopt.Plan, found: dossiers.Dossier, lang: str) -> None:
    """The dossier and its checker to take away, and how to run it."""
    stem = files.safe_name(plan.case.name) or "case"
    st.header(say(texts.DOSSIER, lang))
    st.markdown(say(texts.DOSSIER_LEAD, lang))
    with st.container(horizontal=True):
        st.download_button(
            say(texts.TAKE, lang), found.archive, texts.FILE_NAME.of(lang, stem=stem), "application/zip",
            type="primary", on_click="ignore", key="take:dossier",
        )  # fmt: skip
        if found.checker:
            st.download_button(
                say(texts.TAKE_CHECKER, lang), found.checker, dossiers.CHECKER, "text/x-python", on_click="ignore",
                key="take:checker",
            )  # fmt: skip
    if found.checker:
        with st.expander(say(texts.HOW, lang)):
            st.markdown(say(texts.HOW_STEPS, lang))
            st.code(texts.COMMAND, language="bash")


def record(plan: fundopt.Plan, told: dict[str, Any], lang: str) -> None:
    """The record of the run: in a sentence, and item by item."""
    st.header(say(texts.RECORD, lang))
    when = format_datetime(datetime.fromisoformat(told["time"]), "d MMMM y, HH:mm 'UTC'", locale=LOCALES[lang])
    seed = "" if told["seed"] is None else say(texts.SEED, lang, seed=told["seed"])
    st.markdown(
        say(
            texts.RECORD_LEAD, lang, when=when, engine=plain(_engine(told["engine"], lang)), seed=seed,
            engine_version=plain(told["engine_version"]), version=plain(told["fundopt_version"]),
            python=plain(told["python_version"]),
        )
    )  # fmt: skip
    values = {
        "case": told["case"],
        "objective": figure(-told["objective"], lang, 6),
        "bound": NONE if told["bound"] is None else figure(-told["bound"], lang, 6),
        "gap": NONE if told["gap"] is None else percent(told["gap"], lang, 6),
        "parameters": ", ".join(f"{name} = {value}" for name, value in told["parameters"].items()) or NONE,
        "stages": (" ; " if lang == "fr" else "; ").join(_stage(stage, lang) for stage in told["stages"]) or NONE,
    }
    rows = [(say(texts.ITEMS[name], lang), value) for name, value in values.items()]
    table = pd.DataFrame(rows, columns=[say(text, lang) for text in texts.RECORD_HEADS])
    frame.show_table(table, say(texts.RECORD, lang), first_as_text=2)
    st.caption(say(texts.RECORD_HASHES, lang))
    hashes = [f"{told[name]}  {name} ({say(texts.ITEMS[name], lang)})" for name in HASHED]
    st.code("\n".join(hashes), language=None, wrap_lines=True)


def _engine(name: str, lang: str) -> str:
    return ENGINES[name].of(lang) if name in ENGINES else name


def _stage(stage: dict[str, Any], lang: str) -> str:
    value = float(stage["value"])
    name = say(texts.STAGES[stage["name"]], lang) if stage["name"] in texts.STAGES else stage["name"]
    return say(texts.STAGE, lang, name=name, value=figure(abs(value) if value < 0 else value, lang, 3))
