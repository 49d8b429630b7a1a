"""The examples in docstrings do what they say."""

import doctest

import pytest

import fundopt
from fundopt import comparison
from fundopt.case import periods


@pytest.mark.parametrize("module", [fundopt, comparison, periods], ids=lambda module: module.__name__)
def test_examples_do_what_they_say(module):
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
