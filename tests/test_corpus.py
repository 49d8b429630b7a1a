"""Odd and hostile files: each gives the findings it must, within two seconds and 200 MB, and none is read wrongly.

`corpus/expected.json` holds, for each file, what becomes of it and the findings; it is reviewed by hand when it
changes: `python tests/test_corpus.py` writes it anew.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from corpus.careless import careless
from corpus.hostile import hostile
from corpus.judging import MEGABYTES, verdict

EXPECTED = Path(__file__).parent / "corpus" / "expected.json"
FILES = {odd.name: odd for odd in (*hostile(), *careless())}
KNOWN = json.loads(EXPECTED.read_text(encoding="utf-8")) if EXPECTED.exists() else {}


def test_the_corpus_is_large_and_each_file_has_an_expectation():
    assert len(FILES) >= 300
    assert set(FILES) == set(KNOWN)


@pytest.mark.parametrize("name", FILES)
def test_what_becomes_of(name: str):
    found = verdict(FILES[name])
    assert found["outcome"] in ("read", "changed", "refused"), found
    assert found["places"], "a finding says no place"
    assert found["texts"], "a finding has no text"
    assert found["seconds"] <= FILES[name].seconds
    assert found["megabytes"] <= MEGABYTES
    assert _summary(found) == KNOWN[name]


def test_nothing_is_changed_without_a_finding():
    """A usable case may differ from the plain one without a finding only where the file plainly says so."""
    silent = {name for name, known in KNOWN.items() if known["outcome"] == "changed" and not known["codes"]}
    assert {name for name in silent if not any(said in name for said in SAID_PLAINLY)} == set()


SAID_PLAINLY = (
    "-name-", "-identifier-", "-total-named-city", "-period-year", "-period-past", "-many-decimals", "csv-quote-",
    "part-cell-text-long", "rows-20000", "ods-two-paragraphs", "-percent-of-the-fund",
)  # fmt: skip
"""Parts of the names of files whose text or number is another one, or that have a rule more, and are read as they
stand.

Two paragraphs in a cell are how OpenDocument writes a line break in it, as csv writes one between quotes: the name
is on two lines in the file, and so it is in the case (tests/test_read.py).
"""


def _summary(found: dict) -> dict:
    return {"outcome": found["outcome"], "codes": [code for code in found["codes"] if code != "provenance-none"]}


if __name__ == "__main__":
    everything = {name: verdict(odd) for name, odd in FILES.items()}
    for name, found in everything.items():
        seconds, megabytes = found.get("seconds", 0), found.get("megabytes", 0)
        bounded = seconds <= FILES[name].seconds and megabytes <= MEGABYTES
        if found["outcome"] not in ("read", "changed", "refused") or not bounded:
            print(name, found["outcome"], round(seconds, 1), round(megabytes), found.get("trace", ""), file=sys.stderr)
    lines = [f"  {json.dumps(name)}: {json.dumps(_summary(found))}" for name, found in sorted(everything.items())]
    EXPECTED.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
