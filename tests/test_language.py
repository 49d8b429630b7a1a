"""Numbers and texts in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fundopt.language import LANGUAGES, Text, join, million, number, percent


@pytest.mark.parametrize(
    ("value", "digits", "french", "english"),
    [
        (1234.5, 1, "1\u202f234,5", "1,234.5"),
        (-0.04, 1, "0,0", "0.0"),
        (-12, 0, "-12", "-12"),
        (Decimal("1e28"), 0, "10" + "\u202f000" * 9, "10" + ",000" * 9),
        (Decimal("1e-30"), 2, "0,00", "0.00"),
    ],
)
def test_a_number_is_grouped_and_rounded_as_its_reader_expects_however_large(value, digits, french, english):
    assert (number(value, "fr", digits), number(value, "en", digits)) == (french, english)


def test_shares_and_amounts_carry_their_unit():
    assert (percent(0.125, "fr"), percent(0.125, "en")) == ("12,5\u202f%", "12.5%")
    assert (million(12_345_678, "fr"), million(12_345_678, "en")) == ("12,3 M MAD", "MAD 12.3 m")
    assert percent(Decimal("1e40"), "en", 0).endswith("000%")


def test_a_list_of_words_ends_with_and():
    assert [join(["a", "b", "c"], lang) for lang in LANGUAGES] == ["a, b et c", "a, b and c"]


def test_a_text_in_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="de"):
        Text("oui", "yes").of("de")
