"""Plans side by side on the screen: key figures, money and unemployment, with differences."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from rich.console import Console
from rich.text import Text as Line

from fundopt.api import Plan
from fundopt.audit.comparison import THEMES, named_rows
from fundopt.audit.comparison_words import broken_rules
from fundopt.cli.screen_plan import title
from fundopt.cli.terminal import ACCENT, ALARM, Grid, heading
from fundopt.language import Text, number
from fundopt.plan.compare import figure_rows
from fundopt.plan.summary import MILLIONS, PERSON_YEARS

KEYS = {
    "at-risk": Text("selon emplois menacés", "by jobs at risk"),
    "unemployed": Text("selon chômeurs", "by unemployed"),
    "equal": Text("parts égales", "equal shares"),
    "best": Text("optimum", "optimum"),
}
MOST_WITH_DIFFERENCES = 3
"""Plans beyond which a screen has no room for differences beside them; they stand below then."""


def show_comparison(
    screen: Console, lang: str, plans: Mapping[str, Plan], tables: Mapping[str, pd.DataFrame], file: str
) -> None:
    """The whole answer of `fundopt compare`."""
    first = next(iter(plans.values()))
    title(screen, lang, first.case)
    for theme, values in tables.items():
        if theme == "period" and len(values) < 2:
            continue
        screen.print()
        screen.print(heading(THEMES[theme].of(lang), _UNITS[theme].of(lang)))
        named = named_rows(first.case, theme, values, lang)
        names = list(plans)
        screen.print(_side_by_side(named, names, lang).table(screen.width))
        if len(names) > MOST_WITH_DIFFERENCES:
            screen.print()
            screen.print(heading(_DIFFERENCES.of(lang, first=plan_title(names[0], lang)), _UNITS_BELOW[theme].of(lang)))
            screen.print(_differences(named, names, lang).table(screen.width))
    screen.print()
    for name, plan in plans.items():
        _keeps(screen, lang, name, plan)
    if file:
        screen.print(_FILE.of(lang, file=file))


def figure_table(plans: Mapping[str, Plan], lang: str) -> Grid:
    """The key figures of one plan, or of two with their difference; columns are the names given."""
    values = figure_rows({name: plan.achievements for name, plan in plans.items()})
    case = next(iter(plans.values())).case
    return _side_by_side(named_rows(case, "figures", values, lang), list(plans), lang)


def plan_title(name: str, lang: str) -> str:
    """The name of a key or of the optimum in words; any other name as it is."""
    return KEYS[name].of(lang) if name in KEYS else name


def _side_by_side(values: pd.DataFrame, names: list[str], lang: str) -> Grid:
    """A column for each plan, then differences from the first where there is room; large amounts in M MAD."""
    differences = names[1:] if len(names) <= MOST_WITH_DIFFERENCES else []
    heads = [_head(name, lang) for name in names] + [f"Δ {_head(name, lang)}" for name in differences]
    return _grid(values, names, [*names, *(f"Δ {name}" for name in differences)], heads, lang)


def _differences(values: pd.DataFrame, names: list[str], lang: str) -> Grid:
    """The differences from the first plan alone, as many columns as there are other plans."""
    heads = [f"Δ {_head(name, lang)}" for name in names[1:]]
    return _grid(values, names, [f"Δ {name}" for name in names[1:]], heads, lang)


def _grid(values: pd.DataFrame, names: list[str], columns: list[str], heads: list[str], lang: str) -> Grid:
    """Some columns of a comparison; an amount is in millions where some plan's is."""
    several_units = values["unit"].nunique() > 1
    grid = Grid(("", *heads, *([""] if several_units else [])), left=(len(heads) + 1,), least=9)
    for label, row in zip(values.index, values.to_dict("records"), strict=True):
        large = row["unit"] == "MAD" and (not several_units or max(abs(row[name]) for name in names) >= 1e6)
        scale, digits = (1e6, 1) if large else (1.0, int(row["digits"]))
        shown = [_value if column in names else _difference for column in columns]
        told = {name: round(row[name] / scale, digits) for name in names}  # differences add up beside what is shown
        told |= {f"Δ {name}": told[name] - told[names[0]] for name in names[1:]}
        cells = [show(told[column], lang, digits) for show, column in zip(shown, columns, strict=True)]
        unit = MILLIONS.of(lang) if large else row["unit"]
        grid.add(str(label), *cells, *([unit] if several_units else []))
    return grid


def _head(name: str, lang: str) -> str:
    """A plan's name, words of which no one widens its column much."""
    return " ".join(word if len(word) <= 12 else f"{word[:11]}…" for word in plan_title(name, lang).split())


def _value(value: float, lang: str, digits: int) -> str:
    return "–" if value != value else number(value, lang, digits)


def _difference(value: float, lang: str, digits: int) -> str:
    """With its sign; nothing to speak of as a dash."""
    if value != value or round(value, digits) == 0:
        return "–"
    text = number(abs(value), lang, digits)
    return f"+{text}" if value > 0 else f"−{text}"


def _keeps(screen: Console, lang: str, name: str, plan: Plan) -> None:
    """Whether a plan keeps the rules, with the first one that it breaks."""
    shown, found = plan_title(name, lang), broken_rules(plan)
    if not found:
        screen.print(Line(_KEEPS.of(lang, name=shown), ACCENT))
        return
    text, count = _BREAKS_ONE if len(found) == 1 else _BREAKS, number(len(found), lang)
    screen.print(Line(text.of(lang, name=shown, count=count, first=found[0].sentence(lang)), ALARM))


_UNITS = dict.fromkeys(THEMES, MILLIONS) | {
    "figures": Text("différences (Δ) avec le premier plan", "differences (Δ) from the first plan"),
    "unemployment": PERSON_YEARS,
}
_KEEPS = Text("« {name} » respecte toutes les règles.", "“{name}” keeps every rule.")
_BREAKS_ONE = Text("« {name} » enfreint une règle. {first}.", "“{name}” breaks one rule. {first}.")
_BREAKS = Text(
    "« {name} » enfreint {count} règles, dont celle-ci. {first}.",
    "“{name}” breaks {count} rules, this one among them. {first}.",
)
_DIFFERENCES = Text("Différences (Δ) avec « {first} »", "Differences (Δ) from “{first}”")
_UNITS_BELOW = _UNITS | {"figures": Text("", "")}
_FILE = Text("Classeur : {file}", "Workbook: {file}")
