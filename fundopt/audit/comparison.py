"""A comparison in words: the themes of `fundopt.compare` with rows and units as people read them, and its workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from fundopt.audit import dossier_comparison
from fundopt.audit.comparison_words import Judged, apart, broken_rules, idle_money, missed, owner, verdicts, wording
from fundopt.audit.dossier_comparison import Remarks
from fundopt.audit.note_texts import amount
from fundopt.case.case import Case
from fundopt.language import Text
from fundopt.plan.summary import PERSON_YEARS

THEMES = {
    "figures": Text("Chiffres clés", "Key figures"),
    "city": Text("Argent par ville", "Money by city"),
    "measure": Text("Argent par mesure", "Money by measure"),
    "source": Text("Argent par source", "Money by source"),
    "period": Text("Argent par période", "Money by period"),
    "unemployment": Text("Chômage évité par ville", "Unemployment avoided by city"),
}
TABLES = {"city": "cities", "measure": "measures", "source": "sources", "unemployment": "cities"}


def named_rows(case: Case, theme: str, values: pd.DataFrame, lang: str, others: Sequence[Case] = ()) -> pd.DataFrame:
    """A table of `fundopt.compare` with rows and units in words, and its decimals in a column "digits".

    `others` name what the first case does not have.
    """
    table = values.copy()
    if theme == "figures":
        wordings = [wording(str(label)) for label in values.index]
        table.index = [each.label.of(lang) for each in wordings]
        table["unit"] = [each.unit.of(lang) for each in wordings]
        table["digits"] = [each.digits for each in wordings]
    else:
        table.index = [_title((case, *others), TABLES.get(theme, ""), str(label), lang) for label in values.index]
        table["unit"] = ["MAD" if unit == "MAD" else PERSON_YEARS.of(lang) for unit in values["unit"]]
        table["digits"] = [0 if unit == "MAD" else 1 for unit in values["unit"]]
    return table


def _title(cases: Sequence[Case], table: str, label: str, lang: str) -> str:
    """The name of a row in the first of the cases that has it."""
    owning = next((case for case in cases if table and label in case.names(table)), cases[0])
    return owning.title(table, label, lang)


def write_comparison(
    path: str | Path,
    case: Case,
    tables: Mapping[str, pd.DataFrame],
    lang: str,
    plans: Mapping[str, Judged] | None = None,
) -> Path:
    """The tables of `fundopt.compare` as an .xlsx workbook, one sheet a theme, differences as live formulas.

    With `plans` it begins with what the comparison says in sentences, and holds the rules that each plan breaks, with
    their owner and by how much, and the assumptions in which their cases differ. `case` is that of the first plan.
    """
    others = [plan.case for plan in (plans or {}).values()]
    sheets = {THEMES[theme].of(lang): named_rows(case, theme, values, lang, others) for theme, values in tables.items()}
    totals = [THEMES[theme].of(lang) for theme in tables if theme != "figures"]
    remarks = _remarks(plans, lang) if plans else ()
    return dossier_comparison.write_comparison(
        path, sheets, lang, case.text(case.fund.name, lang), totals, remarks=remarks
    )


def _remarks(plans: Mapping[str, Judged], lang: str) -> list[Remarks]:
    """The sheets of sentences: in short, rules broken, assumptions that differ (where any do)."""
    short = [(sentence,) for sentence in verdicts(plans, lang)]
    broken = []
    for name, plan in plans.items():
        rules = [(name, rule.sentence(lang), missed(rule, lang), owner(rule, lang)) for rule in broken_rules(plan)]
        if (idle := idle_money(plan)) >= 1:
            rules.append((name, _IDLE.of(lang), amount(idle, lang), ""))
        broken += rules or [(name, _NONE.of(lang), "", "")]
    differing = [(name, sentence) for name, sentences in apart(plans, lang).items() for sentence in sentences]
    sheets = [
        Remarks(_SHORT.of(lang), (_SAID.of(lang),), short),
        Remarks(_RULES.of(lang), tuple(text.of(lang) for text in (_PLAN, _RULE, _MISSED, _OWNER)), broken),
    ]
    if differing:
        heads = (_PLAN.of(lang), _DIFFERS.of(lang))
        sheets.append(Remarks(_ASSUMPTIONS.of(lang), heads, differing))
    return sheets


_SHORT, _SAID = Text("En bref", "In short"), Text("Ce que dit la comparaison", "What the comparison says")
_RULES = Text("Règles enfreintes", "Rules broken")
_ASSUMPTIONS = Text("Hypothèses différentes", "Assumptions that differ")
_PLAN, _RULE = Text("Plan", "Plan"), Text("Règle", "Rule")
_MISSED, _OWNER = Text("Écart", "Missed by"), Text("Responsable", "Owner")
_DIFFERS = Text("Ce qui change par rapport au premier plan", "What changes from the first plan")
_NONE = Text("aucune", "none")
_IDLE = Text("Argent payé qui n'achète rien", "Money paid that buys nothing")
