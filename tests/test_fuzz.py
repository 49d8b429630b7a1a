"""Files of the corpus changed at random: none ends the reader, none takes too much, none is read wrongly unsaid."""

from __future__ import annotations

from itertools import islice

import pytest
from corpus.fuzzing import broken_rules, fuzz, inputs

from fundopt.case.reading import examine

SHORT, MINUTES = 60, 10


def test_a_few_changed_files_break_no_rule():
    broken = {odd.name: rules for odd in islice(inputs(seed=2027), SHORT) if (rules := broken_rules(odd)[1])}
    assert broken == {}


def test_the_same_seed_makes_the_same_files(tmp_path):
    twice = [[odd.build(tmp_path).read_bytes() for odd in islice(inputs(seed=5), 5)] for _ in range(2)]
    assert twice[0] == twice[1]


def test_the_rules_see_a_reader_that_crashes_loses_or_makes_a_value(monkeypatch):
    """Each rule can be broken: by an exception, by a finding without place, by a number from nowhere."""

    def crash(path):
        raise RuntimeError("lost")

    def invented(path):
        case, findings = examine(path)
        if case is None:
            return case, findings
        doubled = tuple(2 * value + 1 for value in case["cities"]["unemployed"])
        table = case["cities"]
        changed = type(table)(table.table, {**table.columns, "unemployed": doubled})
        return case.replace(cities=changed), [item for item in findings if item.code.startswith("default")]

    files = list(islice(inputs(seed=3), 200))
    for reader, words in ((crash, "crashed"), (invented, "made")):
        monkeypatch.setattr("corpus.judging.examine", reader)
        monkeypatch.setattr("corpus.fuzzing.examine", reader)
        assert any(words in rule for odd in files for rule in broken_rules(odd)[1])


@pytest.mark.long
def test_ten_minutes_of_changed_files_break_no_rule():
    outcomes, broken = fuzz(60 * MINUTES, seed=11)
    assert sum(outcomes.values()) > 1_000
    assert broken == {}
