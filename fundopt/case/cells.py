"""One cell: from what was found to the value its column declares."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from decimal import Context, Decimal

from fundopt.case import letters, numbers, periods
from fundopt.case.damage import date_as_name, error_text, period_meant, scientific, written_date
from fundopt.case.grid import Raw, Unusable
from fundopt.case.messages import NOTHING, suggestion
from fundopt.case.schema import ALL, Column, Type
from fundopt.case.synonyms import choices_called
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

_ALL_WORDS = frozenset(
    {"tout", "toute", "tous", "toutes", "all", "every", "any", "toutes les villes", "tous les types", "all cities"}
    | {"toutes les mesures", "toutes les sources", "toutes les periodes", "toutes les regions", "les deux", "both"}
    | {"all measures", "all sources", "all periods", "all regions", "all kinds", "ensemble", "partout", "everywhere"}
)
_COUNTS = frozenset(
    {"persons", "jobs", "firms", "units", "units/period", "sites", "periods", "km", "degrees", "MAD/period"}
)
"""Units of which a percentage is no number."""
_IN_ITS_UNIT = Text("Écrivez le nombre dans son unité.", "Write the number in its unit.")
_AROUND = re.compile(r"(?P<before>[^0-9]*?)(?P<number>[0-9](?:[0-9 .,'’\u00a0\u202f]*[0-9])?)(?P<after>[^0-9]*)")
_WORDS = re.compile(r"[\s().,:]*(?:[^\W\d_]{2,}[\s().,:]*)*")
"""Words around a number; no sign, unit of one letter or mark that could change it."""
_CHANGING = frozenset(
    {"moins", "minus", "negatif", "negative", "cent", "cents", "hundred", "dizaine", "dizaines", "douzaine"}
    | {"douzaines", "dozen", "dozens", "centaine", "centaines", "demi", "half", "quart", "tiers", "pour", "per"}
)
"""Words that make another number of the one beside them."""
_NUMBER_ALONE = Text("Écrivez le nombre seul, sans texte autour.", "Write the number alone, with no text around it.")
_CHECK_NUMBER = Text("Vérifiez le nombre et son unité.", "Check the number and its unit.")
WRITE_ALL = Text("Écrivez « * » : tous.", "Write “*”: all of them.")
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
    value = _READERS[column.type](raw, column, decimal)
    if column.type in NUMERIC and (shown == "%" or (isinstance(raw, str) and raw.endswith("%"))):
        return _percent(value, column)
    return value


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


def percent_text(share: Decimal) -> Text:
    """A share as a percentage, with every digit it has: 1.5 is « 150 % »."""
    percent = amount_text(share.scaleb(2))
    return Text(f"{percent.fr} %", f"{percent.en}%")


def _percent(value: Decimal, column: Column) -> Decimal:
    """A number with a percent sign: within the bounds of its column, which are said as percentages too."""
    if column.minimum is not None and value < column.minimum:
        raise CellFault("value-low", found=percent_text(value), minimum=percent_text(column.minimum))
    if column.maximum is not None and value > column.maximum:
        raise CellFault(
            "value-high", found=percent_text(value), maximum=percent_text(column.maximum), hint=_CHECK_NUMBER
        )
    return numbers.Percent(value) if column.percent else value


def _many(raw: Raw, column: Column) -> tuple[str, ...]:
    """Several values of the column's type, separated by semicolons."""
    if isinstance(raw, str) and (parted := _listed_otherwise(raw, column)):
        raise CellFault("list-all-mixed" if ALL in parted else "list-separator", mended=" ; ".join(parted))
    parts: list[Raw] = [part.strip() or None for part in raw.split(";")] if isinstance(raw, str) else [raw]
    parts = [part for part in parts if part is not None]
    if ALL in parts:
        raise CellFault("list-all-mixed")
    values = tuple(_READERS[column.type](part, column, None) for part in parts)
    for value in values:
        if values.count(value) > 1:
            raise CellFault("list-repeats", name=value)
    return values


def _listed_otherwise(text: str, column: Column) -> list[str]:
    """The names of a list with other separators than semicolons: « fes, rabat »; none where it is no such list."""
    separators = ",\n|/" if column.type is Type.IDENTIFIER else ",\n|"
    if not any(char in separators for char in text):
        return []
    parts = [part.strip() for part in re.split(f"[{separators};]", text)]
    return parts if all(part == ALL or _IDENTIFIER.fullmatch(part) for part in parts) else []


def says_all(text: str) -> bool:
    """True for a word that means every one of them, where « * » is written."""
    return simplified(text) in _ALL_WORDS


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
            raise CellFault("number-percent", found=found, expected=expected(column), hint=_share_hint(raw, column))
        return
    unit = written_unit(shown)
    found = f"{raw:f} {shown}"
    if is_currency(shown) or unit is None:
        raise CellFault("number-currency", found=found)
    if unit.scale:
        raise CellFault("number-shown-scaled", found=found, shown=shown, stored=raw)
    if not (column.type is Type.AMOUNT or "MAD" in column.unit or not column.unit):
        raise CellFault("number-money", found=found, expected=expected(column))


def _dash_hint(column: Column) -> Text:
    """What a dash may stand for: 0 where the column allows it, or nothing where it may be empty."""
    zero = column.minimum is None or column.minimum <= 0
    if zero and not column.required:
        return Text(
            "Écrivez 0 si c'est un zéro (un format comptable l'affiche ainsi) ; sinon, videz la cellule.",
            "Write 0 if it is zero (an accounting format shows it so); otherwise empty the cell.",
        )
    if zero:
        return Text(
            "Écrivez 0 si c'est un zéro (un format comptable l'affiche ainsi) ; sinon, le nombre.",
            "Write 0 if it is zero (an accounting format shows it so); otherwise the number.",
        )
    return Text("Écrivez le nombre.", "Write the number.")


def _share_hint(value: Decimal, column: Column) -> Text:
    """How to write a percentage where a plain number belongs: « 0,15 », where the column has a unit of its own
    of which a percentage makes no number, nothing but the number in that unit."""
    if column.type is not Type.NUMBER or column.unit in _COUNTS:
        return _IN_ITS_UNIT
    share = _typed(_plain(value))
    return Text(f"Écrivez {share.fr}, sans le signe.", f"Write {share.en}, without the sign.")


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
                "second": _typed(_plain(second)),
                "second_written": _typed(_unmistakable(second)),
            }
        if fault.code == "number-scale":
            readings["hint"] = _in_full(raw, decimal)
        if fault.code == "number-dash":
            readings["hint"] = _dash_hint(column)
        if fault.code in ("number-malformed", "number-grouping") and written_date(raw):
            raise CellFault("number-date", expected=expected(column)) from None
        if fault.code == "number-malformed":
            readings["hint"] = _bare(raw, column, decimal)
        raise CellFault(fault.code, **readings) from None
    if number.percent and not (column.type is Type.SHARE or column.percent):
        raise CellFault("number-percent", expected=expected(column), hint=_share_hint(number.value, column))
    if number.money and column.type is not Type.AMOUNT and "MAD" not in column.unit and column.unit:
        raise CellFault("number-money", expected=expected(column))
    return number.value


def _typed(value: Decimal) -> Text:
    """A number as one may type it: without groups, which could be read in two ways once more."""
    return Text(f"{value:f}".replace(".", ","), f"{value:f}")


def _plain(value: Decimal) -> Decimal:
    """`value` without the zeros at its end."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _unmistakable(value: Decimal) -> Decimal:
    """`value` written so that its mark is no separator of thousands: 1.2340 for 1.234, and 1.6 as it is."""
    plain = _plain(value)
    return Decimal(f"{plain}0") if int(plain.as_tuple().exponent) == -3 else plain


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


def _bare(text: str, column: Column, decimal: str | None) -> Text:
    """The number that stands before or behind words: « 250 000 pers. », « env. 90000 »; not where they change it."""
    found = _AROUND.fullmatch(text)
    around = found["before"] + found["after"] if found else ""
    unit = written_unit(found["after"]) if found else None
    if found is None or not _WORDS.fullmatch(around) or set(simplified(around).split()) & _CHANGING:
        return _NUMBER_ALONE
    if unit is not None and not unit.fits(column):
        return _NUMBER_ALONE
    try:
        value = _typed(_plain(numbers.parse(found["number"], decimal).value))
    except numbers.NumberFault:
        return _NUMBER_ALONE
    return Text(f"Écrivez {value.fr}, si c'est bien ce nombre.", f"Write {value.en}, if that is the number.")


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
    raise CellFault("choice-unknown", choices=choices, hint=_choice_hint(word, column))


def _choice_hint(word: str, column: Column) -> Text:
    """The choice that `word` probably means, by another word for it or by its spelling; else all there are."""
    if column.wildcard and says_all(word):
        return WRITE_ALL
    meant = [label for value, label in column.choices if value in choices_called(simplified(word) or word.strip())]
    if meant:
        return Text(
            "Est-ce " + " ou ".join(f"« {label.fr} »" for label in meant) + " ?",
            "Is it " + " or ".join(f"“{label.en}”" for label in meant) + "?",
        )
    hint = suggestion(word, [name for value, label in column.choices for name in (value, label.fr, label.en)])
    if "?" in hint.fr:
        return hint
    labels = [label for _, label in column.choices]
    return Text(
        "Écrivez l'un d'eux : " + " ; ".join(f"« {label.fr} »" for label in labels) + ".",
        "Write one of them: " + "; ".join(f"“{label.en}”" for label in labels) + ".",
    )


def _period(raw: Raw, column: Column, _: str | None) -> str:
    if column.wildcard and isinstance(raw, str) and says_all(raw):
        raise CellFault("period-malformed", hint=WRITE_ALL)
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
