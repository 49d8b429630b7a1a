"""What spreadsheet programs do to text on their own: dates out of names, exponents out of codes, ##### and #REF!."""

from __future__ import annotations

import datetime
import re

from fundopt.language import Text

_ERRORS = re.compile(
    r"#(?:REF|DIV/0|VALUE|VALEUR|NAME|NOM|NUM|NOMBRE|NULL|NUL|SPILL|EPARS|CALC|GETTING_DATA)[!?]?|#N/A", re.IGNORECASE
)
_HASHES = re.compile(r"#{2,}")
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:(?:19|20)[0-9]{2}|[0-9]{2})"
_WRITTEN_DATE = re.compile(
    rf"{_DAY}([/.-]){_MONTH}\1{_YEAR}|{_MONTH}/{_DAY}/{_YEAR}|(?:19|20)[0-9]{{2}}([/-]){_MONTH}\2{_DAY}"
    r"(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?"
)
_SCIENTIFIC = re.compile(r"[+-]?[0-9](?:[.,][0-9]+)?E\+?[0-9]{2,3}", re.IGNORECASE)
_MONTHS = (
    "jan",
    "fe|fév|feb",
    "mar",
    "av|apr",
    "mai|may",
    "juin|jun",
    "juil|jul",
    "ao|aug",
    "sep",
    "oct",
    "nov",
    "dec|déc",
)
_EPOCH = datetime.datetime(1899, 12, 30)
_SERIALS = range(36526, 73051)
"""The numbers behind the dates from 2000 to 2099."""
_HALF, _QUARTER = r"(?:SEMESTRE|SEM|S|HALF|H)", r"(?:TRIMESTRE|TRIM|QUARTER|T|Q)"
_ORDINAL = r"(?:ER|ÈME|EME|E|ND|RD|ST|TH)?"


def error_text(text: str) -> str:
    """The code of the finding for text that stands for an error or for a number too wide for its column."""
    if _ERRORS.fullmatch(text):
        return "cell-error"
    return "cell-hashes" if _HASHES.fullmatch(text) else ""


def written_date(text: str) -> bool:
    """True for a date of a csv file, as people and programs write it: 01/02/2026, 1.2.26, 2026-02-01."""
    return _WRITTEN_DATE.fullmatch(text.strip()) is not None


def scientific(text: str) -> bool:
    """True for a long code that a program shortened: 1,2E+15."""
    return _SCIENTIFIC.fullmatch(text) is not None


def date_as_name(moment: datetime.datetime) -> Text:
    """The short texts that become this date when they are typed: 1-2, 2/1."""
    return Text(
        f"« {moment.day}-{moment.month} » ou « {moment.day}/{moment.month} »",
        f"“{moment.day}-{moment.month}” or “{moment.month}/{moment.day}”",
    )


def period_meant(found: str | datetime.datetime) -> dict[str, Text]:
    """`hint`: the period that a date, a date's number or another way of writing a period probably means."""
    if isinstance(found, datetime.datetime):
        return {"hint": _did_you_mean(_around(found))}
    if found.isdecimal() and len(found) == 5 and int(found) in _SERIALS:
        moment = _EPOCH + datetime.timedelta(days=int(found))
        day = moment.date().isoformat()
        hint = _did_you_mean(_around(moment))
        return {
            "hint": Text(
                f"C'est le nombre derrière la date {day}. {hint.fr}",
                f"It is the number behind the date {day}. {hint.en}",
            )
        }
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%m/%Y", "%Y-%m"):
        try:
            return {"hint": _did_you_mean(_around(datetime.datetime.strptime(found, form)))}
        except ValueError:
            continue
    return {"hint": _did_you_mean(_labels(found))}


def _labels(text: str) -> list[str]:
    """The periods that S1 2027, 2027 T3, 1er semestre 2027 or mars-27 may mean."""
    words = re.sub(r"[ .,/_-]+", "", text.upper())
    for unit, kind, most in ((_HALF, "S", 2), (_QUARTER, "Q", 4)):
        for form in (
            rf"{unit}(?P<part>[1-4])(?P<year>20[0-9]{{2}})",
            rf"(?P<year>20[0-9]{{2}}){unit}(?P<part>[1-4])",
            rf"(?P<part>[1-4]){_ORDINAL}{unit}(?P<year>20[0-9]{{2}})",
        ):
            match = re.fullmatch(form, words)
            if match and int(match["part"]) <= most:
                return [f"{match['year']}-{kind}{match['part']}"]
    match = re.fullmatch(r"(?P<month>[^\W\d]{3,9})\.?[ /-]*(?:20)?(?P<year>[0-9]{2})", text.strip(), re.IGNORECASE)
    if match:
        for number, starts in enumerate(_MONTHS, start=1):
            if re.match(starts, match["month"], re.IGNORECASE):
                return _around(datetime.datetime(2000 + int(match["year"]), number, 1))
    return []


def _around(moment: datetime.datetime) -> list[str]:
    half, quarter = (moment.month + 5) // 6, (moment.month + 2) // 3
    return [f"{moment.year}-S{half}", f"{moment.year}-Q{quarter}", str(moment.year)]


def _did_you_mean(labels: list[str]) -> Text:
    if not labels:
        return Text("Réécrivez la période.", "Write the period again.")
    return Text(
        f"Vouliez-vous dire {_or([f'« {label} »' for label in labels], ' ou ')} ?",
        f"Did you mean {_or([f'“{label}”' for label in labels], ' or ')}?",
    )


def _or(words: list[str], last: str) -> str:
    return last.join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
