"""One cell: from what was found to the value its column declares."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from decimal import Context, Decimal

from fundopt.case import letters, numbers, periods
from fundopt.case.damage import date_as_name, error_text, period_meant, scientific
from fundopt.case.grid import Raw, Unusable
from fundopt.case.messages import NOTHING, suggestion
from fundopt.case.schema import ALL, Column, Type
from fundopt.case.units import amount_text, is_currency, unit_label, written_unit
from fundopt.language import Text

LONGEST_IDENTIFIER = 60
_IDENTIFIER = re.compile(rf"[^*;/,\[\]<>|\"«»“”\n\r\t]{{1,{LONGEST_IDENTIFIER}}}")
_DOUBLE = Context(prec=15)
"""The significant digits that a spreadsheet program keeps of a number: 0.1 + 0.2 is 0.3 there."""
YES = frozenset({"oui", "yes", "vrai", "true", "1"})
NO = frozenset({"non", "no", "faux", "false", "0"})
TICKS = frozenset({"x", "xx", "o", "n", "y", "ok", "v"})
"""What people put into a box to say yes, or no: it is asked which."""

_TRUE, _FALSE = Text("VRAI", "TRUE"), Text("FAUX", "FALSE")

EXPECTED = {
    Type.IDENTIFIER: Text("Un identifiant (texte court).", "An identifier (short text)."),
    Type.TEXT: Text("Un texte.", "Text."),
    Type.NUMBER: Text("Un nombre", "A number"),
    Type.AMOUNT: Text("Un montant", "An amount"),
    Type.SHARE: Text("Une part : 0,15 ou 15 %", "A share: 0.15 or 15%"),
    Type.INTEGER: Text("Un nombre entier", "A whole number"),
    Type.YES_NO: Text("Oui ou non.", "Yes or no."),
    Type.CHOICE: Text("Un des choix de la colonne.", "One of the column's choices."),
    Type.PERIOD: Text("Une période : 2027-S1, 2027-Q1 ou 2027.", "A period: 2027-S1, 2027-Q1 or 2027."),
    Type.DATE: Text("Une date : 2026-09-30.", "A date: 2026-09-30."),
}
NUMERIC = frozenset({Type.NUMBER, Type.AMOUNT, Type.SHARE, Type.INTEGER})


class CellFault(ValueError):
    """The cell does not hold what its column declares; `code` and `values` make the finding."""

    def __init__(self, code: str, **values: object):
        super().__init__(code)
        self.code = code
        self.values = values


def read(raw: Raw, column: Column, decimal: str | None = None, shown: str = "") -> object:
    """The value of `raw` as `column` declares it; None where the cell is empty. Raises CellFault.

    `decimal` is the decimal mark of the file where it is known, `shown` the percent sign or currency that the cell's
    number format shows. Whether an empty cell or the value's size is allowed is not asked here:
    `fundopt.case.checks` does, for values from any origin.
    """
    if isinstance(raw, str):
        raw = (raw.strip() if column.type is Type.TEXT else letters.visible(raw)) or None
    if raw is None:
        return None
    if isinstance(raw, Unusable):
        raise CellFault(raw.code)
    if isinstance(raw, str) and raw[0] == "#" and (code := error_text(raw)):
        raise CellFault(code)
    if shown and isinstance(raw, Decimal) and column.type in NUMERIC:
        _check_shown(raw, column, shown)
    if raw == ALL and column.wildcard:
        return ALL
    if column.many:
        return _many(raw, column)
    return _READERS[column.type](raw, column, decimal)


def fold(text: str) -> str:
    """`text` without accents, case, punctuation or what stands in brackets at its end, to compare headings."""
    return simplified(re.sub(r"\s*[\[(][^\])]*[\])]\s*$", "", text.strip()))


def simplified(text: str) -> str:
    """`text` without accents, case and punctuation."""
    decomposed = unicodedata.normalize("NFKD", letters.visible(text).casefold().replace("œ", "oe"))
    plain = "".join(char if char.isalnum() else " " for char in decomposed if not unicodedata.combining(char))
    return " ".join(plain.split())


def expected(column: Column) -> Text:
    """What a cell of `column` should hold, with its unit."""
    text = EXPECTED[column.type]
    if column.type not in NUMERIC:
        return text
    unit = unit_label(column)
    if not unit.fr or column.type is Type.SHARE:
        return Text(text.fr + ".", text.en + ".")
    return Text(f"{text.fr} ({unit.fr}).", f"{text.en} ({unit.en}).")


def _many(raw: Raw, column: Column) -> tuple[str, ...]:
    """Several values of the column's type, separated by semicolons."""
    parts: list[Raw] = [part.strip() or None for part in raw.split(";")] if isinstance(raw, str) else [raw]
    parts = [part for part in parts if part is not None]
    if ALL in parts:
        raise CellFault("list-all-mixed")
    values = tuple(_READERS[column.type](part, column, None) for part in parts)
    for value in values:
        if values.count(value) > 1:
            raise CellFault("list-repeats", name=value)
    return values


def _wrong_type(column: Column, raw: Raw = None) -> CellFault:
    if isinstance(raw, bool):
        return CellFault("cell-boolean", shown=_TRUE if raw else _FALSE, expected=expected(column))
    if isinstance(raw, datetime.datetime):
        return CellFault("cell-date", found=raw.date().isoformat(), expected=expected(column))
    return CellFault("cell-type", expected=expected(column))


def _text(raw: Raw, column: Column, _: str | None) -> str:
    if isinstance(raw, str):
        return unicodedata.normalize("NFC", raw)
    if isinstance(raw, Decimal):
        return f"{raw:f}"
    if isinstance(raw, datetime.datetime):
        return raw.date().isoformat() if raw.time() == datetime.time() else raw.isoformat(" ")
    raise _wrong_type(column, raw)


def _identifier(raw: Raw, column: Column, _: str | None) -> str:
    if isinstance(raw, Decimal) and raw == raw.to_integral_value() and raw >= 0:
        if raw >= numbers.LARGEST:
            raise CellFault("identifier-scientific")
        raw = f"{raw:f}"
    if isinstance(raw, datetime.datetime):
        raise CellFault("identifier-date", found=raw.date().isoformat(), meant=date_as_name(raw))
    if not isinstance(raw, str):
        raise _wrong_type(column, raw)
    if raw[0] == "'" and len(raw) > 1:
        raw = raw[1:].strip()  # the mark by which spreadsheet programs keep a number as text
    if scientific(raw):
        raise CellFault("identifier-scientific")
    if not _IDENTIFIER.fullmatch(raw):
        raise CellFault("identifier-malformed", longest=LONGEST_IDENTIFIER)
    if not raw.isascii() and (latin := letters.lookalike(raw)):
        raise CellFault("letters-lookalike", odd=letters.odd_letters(raw), mended=latin)
    return raw


def _check_shown(raw: Decimal, column: Column, shown: str) -> None:
    """A number is what its cell shows: 0.125 shown as 12.5 % is a share, 100 shown as 100 € no dirham."""
    if shown == "%":
        if column.type is not Type.SHARE and not column.percent:
            found = f"{raw.scaleb(2).normalize():f} %"
            raise CellFault("number-percent", found=found, expected=expected(column))
        return
    unit = written_unit(shown)
    found = f"{raw:f} {shown}"
    if is_currency(shown) or unit is None:
        raise CellFault("number-currency", found=found)
    if unit.scale:
        raise CellFault("number-shown-scaled", found=found, shown=shown, stored=raw)
    if not (column.type is Type.AMOUNT or "MAD" in column.unit or not column.unit):
        raise CellFault("number-money", found=found, expected=expected(column))


def _number(raw: Raw, column: Column, decimal: str | None) -> Decimal:
    if isinstance(raw, Decimal):
        if abs(raw) >= numbers.LARGEST:
            raise CellFault("number-digits")
        return _DOUBLE.plus(raw)
    if not isinstance(raw, str):
        raise _wrong_type(column, raw)
    try:
        number = numbers.parse(raw[1:] if raw[0] == "'" else raw, decimal)
    except numbers.NumberFault as fault:
        readings: dict = {"expected": expected(column), "mended": fault.mended}
        if fault.readings:
            first, second = fault.readings
            readings |= {
                "first": _typed(first),
                "second": _typed(second),
                "second_written": _typed(Decimal(f"{second}0")),
            }
        if fault.code == "number-scale":
            readings["hint"] = _in_full(raw, decimal)
        raise CellFault(fault.code, **readings) from None
    if number.percent and not (column.type is Type.SHARE or column.percent):
        raise CellFault("number-percent", expected=expected(column))
    if number.money and column.type is not Type.AMOUNT and "MAD" not in column.unit and column.unit:
        raise CellFault("number-money", expected=expected(column))
    return number.value


def _typed(value: Decimal) -> Text:
    """A number as one may type it: without groups, which could be read in two ways once more."""
    return Text(f"{value:f}".replace(".", ","), f"{value:f}")


def _in_full(text: str, decimal: str | None) -> Text:
    """« Est-ce 12 000 000 ? » for 12 MDH; nothing where the digits or the words can be read in two ways."""
    digits = re.match(r"[0-9][0-9 .,'\u00a0\u202f]*", text)
    unit = written_unit(text[digits.end() :]) if digits else None
    if digits is None or unit is None or not unit.scale or unit.kind not in ("", "MAD"):
        return NOTHING
    try:
        value = amount_text(numbers.parse(digits[0].strip(), decimal).value.scaleb(unit.scale))
    except numbers.NumberFault:
        return NOTHING
    return Text(f"Est-ce {value.fr} ? ", f"Is it {value.en}? ")


def _integer(raw: Raw, column: Column, decimal: str | None) -> int:
    number = _number(raw, column, decimal)
    if number != number.to_integral_value():
        raise CellFault("integer-expected", expected=expected(column))
    return int(number)


def _yes_no(raw: Raw, column: Column, _: str | None) -> bool:
    if isinstance(raw, bool):
        return raw
    word = f"{raw:f}" if isinstance(raw, Decimal) else fold(str(raw))
    if word in YES:
        return True
    if word in NO:
        return False
    raise CellFault("yes-no-tick" if word in TICKS or raw in ("✓", "✔", "☑", "✗", "✘") else "yes-no-expected")


def _choice(raw: Raw, column: Column, _: str | None) -> str:
    names = {fold(name): value for value, label in column.choices for name in (value, label.fr, label.en)}
    if isinstance(raw, bool):
        raw = "yes" if raw else "no"
    word = f"{raw:f}" if isinstance(raw, Decimal) else str(raw)
    if fold(word) in names:
        return names[fold(word)]
    choices = Text(
        *(", ".join(dict.fromkeys(f"{label.of(lang)} ({value})" if label.of(lang) != value else value
                                  for value, label in column.choices)) for lang in ("fr", "en"))
    )  # fmt: skip
    hint = suggestion(word, [name for value, label in column.choices for name in (value, label.fr, label.en)])
    raise CellFault("choice-unknown", choices=choices, hint=hint if "?" in hint.fr else NOTHING)


def _period(raw: Raw, column: Column, _: str | None) -> str:
    if isinstance(raw, datetime.datetime):
        raise CellFault("period-date", found=raw.date().isoformat(), **period_meant(raw))
    word = f"{raw:f}" if isinstance(raw, Decimal) else raw
    if not isinstance(word, str):
        raise _wrong_type(column, raw)
    word = word.removeprefix("'").upper()
    if not periods.valid(word):
        raise CellFault("period-malformed", **period_meant(word))
    return word


def _date(raw: Raw, column: Column, _: str | None) -> datetime.date:
    if isinstance(raw, datetime.datetime):
        return raw.date()
    if isinstance(raw, str):
        for form in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.datetime.strptime(raw, form).date()
            except ValueError:
                continue
    raise CellFault("date-malformed")


_READERS: dict[Type, Callable] = {
    Type.IDENTIFIER: _identifier,
    Type.TEXT: _text,
    Type.NUMBER: _number,
    Type.AMOUNT: _number,
    Type.SHARE: _number,
    Type.INTEGER: _integer,
    Type.YES_NO: _yes_no,
    Type.CHOICE: _choice,
    Type.PERIOD: _period,
    Type.DATE: _date,
}
