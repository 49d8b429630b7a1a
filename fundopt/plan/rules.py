"""The rows of a program as a reader names them: which rule, of whom, stated where."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fundopt.case.case import Case, Place
from fundopt.language import EMPTY, LANGUAGES, Text
from fundopt.model.formulate import RULES, family_of
from fundopt.model.linear_program import LinearProgram
from fundopt.plan.families import FAMILIES, TABLES
from fundopt.plan.stating import stating


@dataclass(frozen=True)
class Rule:
    """One row of the program as people see it. `label` maps axis to identifier; `place` is where it is stated."""

    row: int
    block: str
    label: dict[str, str]
    name: Text
    owner: Text
    place: Place | None
    unit: str

    @property
    def family(self) -> str:
        return family_of(self.block)

    @property
    def decided(self) -> bool:
        """True for a rule somebody decided; False for a fact."""
        return self.family in RULES


def family_name(family: str) -> Text:
    """What people call a family of rules, in both languages."""
    return FAMILIES[family].title


def named(family: str) -> bool:
    """True for the families that a reader is told about: rules and facts, not accounting."""
    return family in FAMILIES and FAMILIES[family].row is not None


def rule(case: Case, program: LinearProgram, row: int) -> Rule:
    """The rule behind a row of the program; KeyError for a row that is only accounting."""
    block = next(b for b in program.rows.values() if b.start <= row < b.stop)
    family = family_of(block.name)
    member = row - block.start
    label = {axis.name: axis.labels[codes[member]] for axis, codes in zip(block.axes, block.codes, strict=True)}
    name = Text(*(FAMILIES[family].row.of(lang, **_titles(case, label, lang)) for lang in LANGUAGES))
    owner, place = _stated(case, family, label)
    return Rule(row, block.name, label, name, owner, place, block.unit)


def _titles(case: Case, label: dict[str, str], lang: str) -> dict[str, str]:
    """What the parts of a label are called."""
    return {name: case.title(TABLES[name], value, lang) if name in TABLES else value for name, value in label.items()}


def _stated(case: Case, family: str, label: dict[str, str]) -> tuple[Text, Place | None]:
    """(owner, place) of the case row that states a rule."""
    table = FAMILIES[family].table
    if not table:
        return EMPTY, None
    data = case[table]
    index = stating(data, label)
    return case.both(data["owner"][index]) if "owner" in data.columns else EMPTY, data.place(index)


def rows_of(program: LinearProgram) -> np.ndarray:
    """Numbers of the rows that `rule` can name."""
    parts = [np.arange(b.start, b.stop) for name, b in program.rows.items() if named(family_of(name))]
    return np.concatenate(parts or [np.zeros(0, dtype=np.int64)])
