"""The grammar of numbers: what is read, what is asked, what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundopt.case.numbers import NumberFault, parse

NBSP, NARROW, THIN, FIGURE = "\u00a0", "\u202f", "\u2009", "\u2007"

READ = {
    "0": "0",
    "7": "7",
    "42": "42",
    "1234": "1234",
    "12345678": "12345678",
    "+5": "5",
    "-5": "-5",
    "−5": "-5",
    "- 5": "-5",
    "− 1 234": "-1234",
    "-0": "0",
    "0,00": "0",
    " 12 ": "12",
    f"{NBSP}12{NARROW}": "12",
    "\t12": "12",
    # one mark, with other than three digits after it, or more than three or a zero before
    "1,5": "1.5",
    "1.5": "1.5",
    "0,5": "0.5",
    "0.50": "0.50",
    ",5": "0.5",
    ".5": "0.5",
    ".125": "0.125",
    "0,125": "0.125",
    "0.125": "0.125",
    "0,000": "0",
    "1,2345": "1.2345",
    "1.2345": "1.2345",
    "12,34": "12.34",
    "1234,567": "1234.567",
    "1234.567": "1234.567",
    "12345,678": "12345.678",
    "-7,61138": "-7.61138",
    "-0,25": "-0.25",
    "0.30000000000000004": "0.30000000000000004",
    # groups
    "1 234": "1234",
    f"1{NBSP}234": "1234",
    f"1{NARROW}234": "1234",
    f"1{THIN}234": "1234",
    f"1{FIGURE}234": "1234",
    "1\u2008234": "1234",
    "1\u200a234": "1234",
    "1\u2002234": "1234",
    "1\u3000234": "1234",
    "1\t234": "1234",
    "1'234": "1234",
    "1’234": "1234",
    "1‘234": "1234",
    "1ʼ234": "1234",
    "12 345 678": "12345678",
    f"12{NBSP}345{NARROW}678": "12345678",
    "1,234,567": "1234567",
    "1.234.567": "1234567",
    "1’234’567": "1234567",
    "123 456,7": "123456.7",
    "1 234,56": "1234.56",
    f"1{NBSP}234,56": "1234.56",
    f"1{NARROW}234,56": "1234.56",
    f"1{FIGURE}234,5": "1234.5",
    "1 234.56": "1234.56",
    "1 234,567": "1234.567",
    "1 234.567": "1234.567",
    "1,234.56": "1234.56",
    "1.234,56": "1234.56",
    "1,234.567": "1234.567",
    "1.234,567": "1234.567",
    "12.345.678,9": "12345678.9",
    "12,345,678.9": "12345678.9",
    "1'234.5": "1234.5",
    "1’234,5": "1234.5",
    "-1 234,5": "-1234.5",
    "999 999 999 999": "999999999999",
    # exponents, as programs write them
    "1e6": "1000000",
    "1E+03": "1000",
    "1,5e3": "1500",
    "1e-05": "0.00001",
    "2.5E-2": "0.025",
    "1,2E+12": "1200000000000",
}

PERCENT = {
    "15 %": "0.15",
    "15%": "0.15",
    "12,5 %": "0.125",
    "12.5%": "0.125",
    f"12,5{NARROW}%": "0.125",
    f"12,5{NBSP}%": "0.125",
    "0,05 %": "0.0005",
    "0 %": "0",
    "-3 %": "-0.03",
    "+2,5%": "0.025",
    "1 000 %": "10",
    "100%": "1",
}

MONEY = {
    "1 234,56 MAD": "1234.56",
    f"1{NARROW}234,56{NBSP}MAD": "1234.56",
    "MAD 1,234.56": "1234.56",
    "MAD1500": "1500",
    "500 DH": "500",
    "500DH": "500",
    "500 dh": "500",
    "500 Dhs": "500",
    "500 Dhs.": "500",
    "DH 500": "500",
    "12 dirhams": "12",
    "1 dirham": "1",
    "0 MAD": "0",
    "-5 MAD": "-5",
    "12 500 000 MAD": "12500000",
    "1,5 mad": "1.5",
}

REFUSED = {
    "abc": "number-malformed",
    "douze": "number-malformed",
    "oui": "number-malformed",
    "VRAI": "number-malformed",
    "12 personnes": "number-malformed",
    "environ 12": "number-malformed",
    "~12": "number-malformed",
    "< 5": "number-malformed",
    ">5": "number-malformed",
    "5 à 10": "number-malformed",
    "5-10": "number-malformed",
    "12*": "number-malformed",
    "12 (p)": "number-malformed",
    "5.": "number-malformed",
    "5,": "number-malformed",
    "0012": "number-malformed",
    "00.5": "number-malformed",
    "--5": "number-malformed",
    "+-5": "number-malformed",
    "1_000": "number-malformed",
    "0x10": "number-malformed",
    "1/2": "number-malformed",
    "01/02/2027": "number-malformed",
    "2027-S1": "number-malformed",
    "12:30": "number-malformed",
    "MAD 5 %": "number-malformed",
    "5 % MAD": "number-malformed",
    "12 ‰": "number-malformed",
    "=1+1": "number-malformed",
    "1,234e3,5": "number-malformed",
    "1 234e3": "number-malformed",
    "10^6": "number-malformed",
    "²": "number-malformed",
    "Infinity": "number-malformed",
    "1 23": "number-grouping",
    "12 34": "number-grouping",
    "1 2345": "number-grouping",
    "1234 567": "number-grouping",
    "12 34,5": "number-grouping",
    "1,234,56": "number-grouping",
    "1.234.56": "number-grouping",
    "1,23,456": "number-grouping",
    "1'23": "number-grouping",
    "0 123": "number-grouping",
    "1 234.567,8": "number-grouping",
    "1 234 567.890,1": "number-grouping",
    "1,234 567": "number-grouping",
    "1  234": "number-grouping",
    "4000 00 MAD": "number-grouping",
    "n/a": "number-missing",
    "NA": "number-missing",
    "N.A.": "number-missing",
    "#N/A": "number-missing",
    "ND": "number-missing",
    "n.d.": "number-missing",
    "nc": "number-missing",
    "NC": "number-missing",
    "NaN": "number-missing",
    "null": "number-missing",
    "inconnu": "number-missing",
    "…": "number-missing",
    "?": "number-missing",
    "à définir": "number-missing",
    "néant": "number-missing",
    "-": "number-dash",
    "—": "number-dash",
    "–": "number-dash",
    "--": "number-dash",
    "12 €": "number-currency",
    "€12": "number-currency",
    "12,50€": "number-currency",
    "12 EUR": "number-currency",
    "EUR 12": "number-currency",
    "12 euros": "number-currency",
    "12 k€": "number-currency",
    "1,5 M€": "number-currency",
    "3 kEUR": "number-currency",
    "$5": "number-currency",
    "5 USD": "number-currency",
    "£5": "number-currency",
    "5 000 FCFA": "number-currency",
    "12 M": "number-scale",
    "12 MDH": "number-scale",
    "12MDH": "number-scale",
    "12 Mdhs": "number-scale",
    "12 kMAD": "number-scale",
    "12 KDH": "number-scale",
    "12 MMAD": "number-scale",
    "1,5 M MAD": "number-scale",
    "12k": "number-scale",
    "12 K": "number-scale",
    "3 millions": "number-scale",
    "3 Mds": "number-scale",
    "5 milliers": "number-scale",
    "12 mille": "number-scale",
    "2 milliards MAD": "number-scale",
    "1e99": "number-digits",
    "1234567890123456": "number-digits",
    "1 000 000 000 000 000": "number-digits",
    "0,12345678901234567890123456": "number-digits",
}

MENDED = {
    # a negative number as accountants and word processors write it
    "5-": ("number-sign", "-5"),
    "1 234,5-": ("number-sign", "-1 234,5"),
    "(5)": ("number-sign", "-5"),
    "(1 234,50)": ("number-sign", "-1 234,50"),
    "( 12 )": ("number-sign", "-12"),
    "(5 MAD)": ("number-sign", "-5 MAD"),
    "(12,5) %": ("number-sign", "-12,5 %"),
    "–5": ("number-sign", "-5"),
    "— 5": ("number-sign", "-5"),
    "‑5": ("number-sign", "-5"),
    # letters for digits
    "1O0": ("number-letters", "100"),
    "1o": ("number-letters", "10"),
    "l2": ("number-letters", "12"),
    "I5": ("number-letters", "15"),
    "2 OOO": ("number-letters", "2 000"),
    "1 О00": ("number-letters", "1 000"),
    # digits of other scripts, and fractions
    "٣": ("number-script", "3"),
    "١٢٣٤": ("number-script", "1234"),
    "١٢٫٥": ("number-script", "12,5"),
    "１２": ("number-script", "12"),
    "１２．５": ("number-script", "12.5"),
    "१२": ("number-script", "12"),
    "12％": ("number-script", "12%"),
    "½": ("number-script", "0.5"),
    "1½": ("number-script", "1.5"),
    "3 ¼": ("number-script", "3.25"),
}

AMBIGUOUS = {
    "1,234": ("1234", "1.234"),
    "1.234": ("1234", "1.234"),
    "12,345": ("12345", "12.345"),
    "123.456": ("123456", "123.456"),
    "999,999": ("999999", "999.999"),
    "-1,234": ("1234", "1.234"),
    "+1.500": ("1500", "1.500"),
    "1,234 %": ("1234", "1.234"),
    "1.234 MAD": ("1234", "1.234"),
    "MAD 12.500": ("12500", "12.500"),
    "1,000": ("1000", "1.000"),
}


@pytest.mark.parametrize(("text", "value"), READ.items())
def test_numbers_that_have_one_reading_are_read(text, value):
    assert parse(text).value == Decimal(value)


@pytest.mark.parametrize(("text", "value"), PERCENT.items())
def test_percentages_become_shares(text, value):
    number = parse(text)
    assert (number.value, number.percent) == (Decimal(value), True)


@pytest.mark.parametrize(("text", "value"), MONEY.items())
def test_amounts_may_name_the_dirham(text, value):
    number = parse(text)
    assert (number.value, number.money) == (Decimal(value), True)


@pytest.mark.parametrize(("text", "code"), REFUSED.items())
def test_what_is_no_number_is_refused_with_its_reason(text, code):
    with pytest.raises(NumberFault) as fault:
        parse(text)
    assert fault.value.code == code


@pytest.mark.parametrize(("text", "code", "mended"), [(text, *said) for text, said in MENDED.items()])
def test_what_a_person_reads_at_a_glance_is_refused_with_the_way_to_write_it(text, code, mended):
    with pytest.raises(NumberFault) as fault:
        parse(text)
    assert (fault.value.code, fault.value.mended) == (code, mended)
    assert parse(mended).value.is_finite()


def test_the_table_of_cases_is_long():
    assert sum(map(len, (READ, PERCENT, MONEY, REFUSED, MENDED, AMBIGUOUS))) >= 200


@pytest.mark.parametrize(("text", "readings"), AMBIGUOUS.items())
def test_two_readings_make_a_question(text, readings):
    with pytest.raises(NumberFault) as fault:
        parse(text)
    assert fault.value.code == "number-ambiguous"
    assert fault.value.readings == tuple(Decimal(reading) for reading in readings)


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [("1.234", ".", "1.234"), ("1,234", ",", "1.234"), ("12.345 %", ".", "0.12345"), ("1,234,567", ".", "1234567")],
)
def test_the_decimal_mark_of_the_file_answers_the_question(text, decimal, value):
    assert parse(text, decimal).value == Decimal(value)


@pytest.mark.parametrize(("text", "decimal"), [("1,234", "."), ("1.234", ","), ("12,345 MAD", ".")])
def test_the_other_mark_stays_a_question(text, decimal):
    with pytest.raises(NumberFault, match="number-ambiguous"):
        parse(text, decimal)


def test_the_sign_of_zero_is_dropped():
    assert str(parse("-0,0").value) == "0.0"


numbers = st.decimals(min_value=-(10**14), max_value=10**14, places=4)


@given(numbers, st.sampled_from(" '" + NBSP + NARROW + THIN), st.sampled_from(",."))
def test_a_grouped_number_reads_back_to_the_last_digit(value, separator, mark):
    text = f"{value:,}".replace(",", "g").replace(".", mark).replace("g", separator)
    assert parse(text).value == value


@given(numbers, st.sampled_from(",."))
def test_an_ungrouped_number_of_four_decimals_reads_the_same_with_any_file(value, mark):
    text = f"{value:f}".replace(".", mark)
    assert {parse(text, decimal).value for decimal in (None, ",", ".")} == {value}


@given(st.text(max_size=20), st.sampled_from([None, ",", "."]))
def test_any_text_is_read_or_refused_and_never_breaks(text, decimal):
    try:
        value = parse(text, decimal).value
    except NumberFault as fault:
        value = Decimal(len(fault.code))
    assert value.is_finite()


@given(st.from_regex(r"[0-9 .,']{1,12}", fullmatch=True))
def test_a_number_read_has_the_digits_written(text):
    try:
        value = parse(text).value
    except NumberFault:
        return
    digits = "".join(char for char in text if char.isdigit()).strip("0")
    assert "".join(map(str, value.as_tuple().digits)).strip("0") == digits
