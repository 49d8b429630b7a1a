"""One wrapper around every page: whatever goes wrong is said in the reader's language, with what to do about it."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from fundopt.errors import CaseError, DossierError, FundoptError, Infeasible, NotPayable

from .texts import failures as texts
from .words import plain, say

MOST_FINDINGS = 8
_LOG = logging.getLogger("fundopt.app")


@contextmanager
def guarded(lang: str) -> Iterator[None]:
    """Draw what is inside; an error becomes a message, and the rest of the page stands."""
    try:
        yield
    except Exception as error:
        show(error, lang)


def show(error: Exception, lang: str) -> None:
    """The message of an error. A fault of fundopt's own is logged under a number that the message gives."""
    with st.container(border=True):
        if isinstance(error, CaseError):
            st.markdown(f"**{say(texts.CASE, lang)}**")
            for item in error.findings[:MOST_FINDINGS]:
                st.markdown(f"- {plain(item.line(lang))}")
            if len(error.findings) > MOST_FINDINGS:
                st.caption(say(texts.MORE, lang, count=len(error.findings) - MOST_FINDINGS))
        elif isinstance(error, DossierError):
            st.markdown(f"**{plain(error.text.of(lang, **error.values))}**")
        elif isinstance(error, NotPayable):
            st.markdown(f"**{plain(error.text.of(lang))}**")
            st.markdown(say(texts.NOT_PAYABLE, lang))
        elif isinstance(error, FundoptError):
            head, hint = next(words for family, words in texts.SOLVING.items() if isinstance(error, family))
            st.markdown(f"**{say(head, lang)}**")
            st.markdown(say(hint, lang))
            if not isinstance(error, Infeasible):
                st.caption(plain(error))
        elif isinstance(error, OSError):
            st.markdown(f"**{say(texts.FILE, lang, reason=plain(error.strerror or error))}**")
        else:
            number = uuid.uuid4().hex[:8]
            _LOG.error("fault %s", number, exc_info=error)
            st.markdown(f"**{say(texts.INTERNAL, lang)}**")
            st.markdown(say(texts.INTERNAL_HINT, lang, number=number))
