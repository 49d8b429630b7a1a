"""A comparison in words: the themes of `fundopt.compare` with rows and units as people read them, and its workbook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from fundopt.audit import dossier_comparison
from fundopt.case.case import Case
from fundopt.language import Text
from fundopt.plan.summary import PERSON_YEARS, WORDINGS

THEMES = {
    "figures": Text("Chiffres clés", "Key figures"),
    "city": Text("Argent par ville", "Money by city"),
    "measure": Text("Argent par mesure", "Money by measure"),
    "source": Text("Argent par source", "Money by source"),
    "period": Text("Argent par période", "Money by period"),
    "unemployment": Text("Chômage évité par ville", "Unemployment avoided by city"),
}
TABLES = {"city": "cities", "measure": "measures", "source": "sources", "unemployment": "cities"}


def named_rows(case: Case, theme: str, values: pd.DataFrame, lang: str) -> pd.DataFrame:
    """A table of `fundopt.compare` with rows and units in words, and its decimals in a column "digits"."""
    table = values.copy()
    if theme == "figures":
        wordings = [WORDINGS[str(label)] for label in values.index]
        table.index = [wording.label.of(lang) for wording in wordings]
        table["unit"] = [wording.unit.of(lang) for wording in wordings]
        table["digits"] = [wording.digits for wording in wordings]
    else:
        table.index = [case.title(TABLES.get(theme, ""), str(label)) for label in values.index]
        table["unit"] = ["MAD" if unit == "MAD" else PERSON_YEARS.of(lang) for unit in values["unit"]]
        table["digits"] = [0 if unit == "MAD" else 1 for unit in values["unit"]]
    return table


def write_comparison(path: str | Path, case: Case, tables: Mapping[str, pd.DataFrame], lang: str) -> Path:
    """The tables of `fundopt.compare` as an .xlsx workbook, one sheet a theme, differences as live formulas."""
    sheets = {THEMES[theme].of(lang): named_rows(case, theme, values, lang) for theme, values in tables.items()}
    totals = [THEMES[theme].of(lang) for theme in tables if theme != "figures"]
    return dossier_comparison.write_comparison(path, sheets, lang, case.fund.name, totals)
