"""What a case says, as a short text that is worked out once for each case in memory."""

from __future__ import annotations

import weakref

import fundopt

_KNOWN: dict[int, str] = {}


def case_hash(case: fundopt.Case) -> str:
    """`fundopt.canonical_hash` of a case, which never changes."""
    key = id(case)
    if key not in _KNOWN:
        _KNOWN[key] = fundopt.canonical_hash(case)
        weakref.finalize(case, _KNOWN.pop, key, None).atexit = False
    return _KNOWN[key]
