"""An exact reader of MPS files, fixed and free, as Netlib and today's solvers write them: decimals become fractions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from fundopt.errors import DossierError
from fundopt.language import Text
from fundopt.proof import mps_words
from fundopt.proof.program import ZERO, Bound, ExactProgram

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eEdD][+-]?\d{1,3})?")
INFINITE = re.compile(r"([+-]?)(inf|infinity)", re.IGNORECASE)
FIELDS = ((1, 3), (4, 12), (14, 22), (24, 36), (39, 47), (49, 61))
"""Where the six fields of the fixed format stand: 2–3, 5–12, 15–22, 25–36, 40–47 and 50–61, counted from 1."""
GAPS = (0, 3, 12, 13, 22, 23, 36, 37, 38, 47, 48)
"""What is between them stays empty: a number that reached into a gap would be read without its end."""
SECTIONS = ("NAME", "OBJSENSE", "ROWS", "COLUMNS", "RHS", "RANGES", "BOUNDS", "ENDATA")
MAXIMISE, MINIMISE = ("MAX", "MAXIMIZE", "MAXIMISE"), ("MIN", "MINIMIZE", "MINIMISE")
WITHOUT_VALUE = ("FR", "MI", "PL", "BV")


class MpsError(DossierError):
    """A model file that cannot be read without guessing; the text names the line."""


@dataclass(frozen=True)
class ModelFile:
    """A program and the format, "free" or "fixed", in which its file is to be read."""

    program: ExactProgram
    format: str


def read_mps(path: str | Path) -> ModelFile:
    """The program of an MPS file. Raises MpsError naming the line, or OSError.

    As in Netlib: the first N row is the objective and minus its right-hand side the constant; a range on an E row goes
    up where it is positive and down where it is negative; a negative upper bound without a lower one frees the column
    below. Files are read by spaces; where that fails, by the columns of the fixed format (names with spaces).
    """
    return parse_mps(Path(path).read_text(encoding="utf-8"), str(path))


def parse_mps(text: str, name: str = "MPS") -> ModelFile:
    """As `read_mps`, for the text of a file called `name` in messages."""
    if not text.strip():
        raise MpsError(mps_words.EMPTY, file=name)
    try:
        return ModelFile(_Reader(name, _by_spaces).read(text), "free")
    except MpsError as refusal:
        try:
            return ModelFile(_Reader(name, _by_columns).read(text), "fixed")
        except MpsError:
            raise refusal from None


def _by_spaces(line: str, section: str) -> list[str]:
    """The words of a line; where the name of a set of right-hand sides, ranges or bounds is left out, "" for it."""
    words = line.split()
    if section in ("RHS", "RANGES") and len(words) % 2 == 0:
        return ["", *words]
    if section == "BOUNDS" and words:
        short = 2 if words[0].upper() in WITHOUT_VALUE else 3
        return [words[0], "", *words[1:]] if len(words) == short else words
    return words


def _by_columns(line: str, section: str) -> list[str]:
    """The fields of a line of the fixed format, without the first in sections that have none."""
    if any(line[i : i + 1].strip() for i in GAPS) or line[FIELDS[-1][1] :].strip():
        raise ValueError(line)
    fields = [line[start:stop].strip() for start, stop in FIELDS]
    if section == "COLUMNS" and fields[2] == "'MARKER'":
        return [fields[1], fields[2], fields[4]]
    fields = fields if section in ("ROWS", "BOUNDS") else fields[1:]
    while fields and not fields[-1]:
        fields.pop()
    return fields


@dataclass
class _Reader:
    """The state of one reading. Rows and columns are numbered as they come; the objective is row −1."""

    name: str
    fields: Callable[[str, str], list[str]]
    line: int = 0
    section: str = ""
    sign: int = 1
    within: bool = False
    row_at: dict[str, int] = field(default_factory=dict)
    kinds: list[str] = field(default_factory=list)
    sides: dict[int, Fraction] = field(default_factory=dict)
    ranges: dict[int, Fraction] = field(default_factory=dict)
    column_at: dict[str, int] = field(default_factory=dict)
    entries: list[dict[int, Fraction]] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    lower: dict[int, Bound] = field(default_factory=dict)
    upper: dict[int, Bound] = field(default_factory=dict)
    numbers: dict[str, Fraction] = field(default_factory=dict)

    def read(self, text: str) -> ExactProgram:
        for self.line, line in enumerate(text.splitlines(), 1):
            if line.startswith("*") or not line.strip():
                continue
            if not line[0].isspace():
                self.head(line.split())
                if self.section == "ENDATA":
                    return self.program()
            else:
                handler = getattr(self, f"_{self.section.lower()}", None)
                if handler is None:
                    self.refuse(mps_words.OUTSIDE)
                try:
                    handler(self.fields(line, self.section))
                except (IndexError, ValueError):
                    self.misshapen(line)
        self.refuse(mps_words.NO_END)

    def refuse(self, text: Text, **values: object) -> None:
        at = mps_words.AT
        raise MpsError(Text(at.fr + text.fr, at.en + text.en), file=self.name, line=self.line, **values)

    def misshapen(self, line: str) -> None:
        text = _filled(mps_words.FORM, "{form}", mps_words.FORMS[self.section])
        self.refuse(text, said=line.strip(), section=self.section)

    def head(self, words: list[str]) -> None:
        section = words[0].upper()
        if section not in SECTIONS:
            self.refuse(mps_words.SECTION, said=words[0])
        self.section = section
        if section == "OBJSENSE" and len(words) > 1:
            self._objsense(words[1:])

    def number(self, text: str) -> Fraction:
        if text not in self.numbers:
            if not NUMBER.fullmatch(text):
                self.refuse(mps_words.NUMBER, said=text)
            self.numbers[text] = Fraction(text.replace("D", "e").replace("d", "e"))
        return self.numbers[text]

    def known(self, name: str, table: dict[str, int], what: Text) -> int:
        if name not in table:
            self.refuse(_filled(mps_words.UNKNOWN, "{what}", what), said=name)
        return table[name]

    def _objsense(self, words: list[str]) -> None:
        (word,) = words
        if word.upper() not in MAXIMISE + MINIMISE:
            raise ValueError(word)
        self.sign = -1 if word.upper() in MAXIMISE else 1

    def _rows(self, words: list[str]) -> None:
        kind, name = words
        kind = kind.upper()
        if kind not in ("N", "E", "L", "G"):
            raise ValueError(kind)
        if name in self.row_at:
            self.refuse(mps_words.TWICE, said=name)
        if kind == "N" and -1 not in self.row_at.values():
            self.row_at[name] = -1
        else:
            self.row_at[name] = len(self.kinds)
            self.kinds.append(kind)

    def _columns(self, words: list[str]) -> None:
        if words[1] == "'MARKER'":
            if words[2:] not in (["'INTORG'"], ["'INTEND'"]):
                self.refuse(mps_words.MARKER)
            self.within = words[2] == "'INTORG'"
            return
        name = words[0]
        if name not in self.column_at:
            self.column_at[name] = len(self.entries)
            self.entries.append({})
            self.whole.append(self.within)
        elif self.column_at[name] != len(self.entries) - 1:
            self.refuse(mps_words.APART, said=name)
        entries = self.entries[-1]
        for row, value in self.pairs(words[1:]):
            if row in entries:
                self.refuse(mps_words.TWICE, said=name)
            entries[row] = value

    def pairs(self, words: list[str]) -> list[tuple[int, Fraction]]:
        if len(words) not in (2, 4):
            raise ValueError(words)
        return [
            (self.known(row, self.row_at, mps_words.ROW), self.number(value))
            for row, value in zip(words[::2], words[1::2], strict=True)
        ]

    def _rhs(self, words: list[str]) -> None:
        self.unique(self.sides, words)

    def _ranges(self, words: list[str]) -> None:
        self.unique(self.ranges, words)

    def unique(self, table: dict[int, Fraction], words: list[str]) -> None:
        for row, value in self.pairs(words[1:]):
            if row in table:
                self.refuse(mps_words.TWICE, said=" ".join(words[1:]))
            table[row] = value

    def _bounds(self, words: list[str]) -> None:
        kind, j = words[0].upper(), self.known(words[2], self.column_at, mps_words.COLUMN)
        if kind in ("FR", "MI", "PL", "BV"):
            if kind in ("FR", "MI"):
                self.lower[j] = None
            if kind in ("FR", "PL"):
                self.upper[j] = None
            if kind == "BV":
                self.lower[j], self.upper[j], self.whole[j] = ZERO, Fraction(1), True
            return
        endless = INFINITE.fullmatch(words[3])
        if endless and (kind, endless[1] == "-") not in (("LO", True), ("UP", False)):
            raise ValueError(words)
        value = None if endless else self.number(words[3])
        if kind not in ("LO", "LI", "UP", "UI", "FX"):
            raise ValueError(kind)
        if kind in ("LI", "UI"):
            self.whole[j] = True
        if kind in ("LO", "LI", "FX"):
            self.lower[j] = value
        if kind in ("UP", "UI", "FX"):
            self.upper[j] = value
            if kind != "FX" and value is not None and value < 0:
                self.lower.setdefault(j, None)

    def program(self) -> ExactProgram:
        names, width = tuple(self.column_at), len(self.entries)
        for j in range(width):
            if self.whole[j] and j not in self.lower and j not in self.upper:
                self.refuse(mps_words.WHOLE, said=names[j])
        lower, upper = [], []
        for i, kind in enumerate(self.kinds):
            side, span = self.sides.get(i, ZERO), self.ranges.get(i)
            least, most = {"N": (None, None), "E": (side, side), "L": (None, side), "G": (side, None)}[kind]
            if span is not None and kind != "N":
                least = side - abs(span) if kind == "L" or (kind == "E" and span < 0) else side
                most = side + abs(span) if kind == "G" or (kind == "E" and span > 0) else side
            lower.append(least)
            upper.append(most)
        if -1 not in self.row_at.values():
            self.refuse(mps_words.NO_OBJECTIVE)
        return ExactProgram(
            names,
            tuple(name for name, i in self.row_at.items() if i >= 0),
            tuple(tuple((i, a) for i, a in entries.items() if i >= 0 and a) for entries in self.entries),
            tuple(self.sign * entries.get(-1, ZERO) for entries in self.entries),
            tuple(self.lower.get(j, ZERO) for j in range(width)),
            tuple(self.upper.get(j) for j in range(width)),
            tuple(lower),
            tuple(upper),
            tuple(self.whole),
            -self.sign * self.sides.get(-1, ZERO),
            self.sign,
        )


def _filled(text: Text, place: str, part: Text) -> Text:
    """A text with another in its place, in both languages."""
    return Text(text.fr.replace(place, part.fr), text.en.replace(place, part.en))
