"""Who gets what: cities and measures side by side, and what each source pays by period."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from rich.console import Console
from rich.table import Table

from fundopt.api import Plan
from fundopt.cli.terminal import BOTH, QUIET, Grid, heading
from fundopt.language import Text, number
from fundopt.model.parameters import Parameters
from fundopt.plan.achievements import money_by, person_years_avoided_by_city

MOST_ROWS, MOST_PERIODS = 14, 6
CITIES, LONGEST_UNIT = 48, 12
"""What cities take of the width where they stand beside measures, and letters of a unit."""


def who_gets_what(screen: Console, lang: str, plan: Plan) -> None:
    """Cities and measures, next to each other where there is room; then sources by period."""
    screen.print()
    screen.print(heading(_WHO.of(lang), _WHO_NOTE.of(lang)))
    cities, measures = _cities(plan, lang), _measures(plan, lang)
    if screen.width < BOTH:
        screen.print(cities.table(screen.width))
        screen.print()
        screen.print(measures.table(screen.width))
    else:
        pair = Table.grid()
        pair.add_row(cities.table(CITIES), measures.table(screen.width - CITIES))
        screen.print(pair)
    screen.print()
    screen.print(_sources(plan, lang, screen.width).table(screen.width))


def _cities(plan: Plan, lang: str) -> Grid:
    """By city: money, person-years avoided, and the rise of the rate without and with the fund."""
    case, expected = plan.case, plan.unemployment
    money = money_by(plan.tables, "city")
    avoided = person_years_avoided_by_city(case, expected)
    worst = expected.groupby("city")[["rise_without_fund", "rise"]].max()
    grid = Grid((_CITY.of(lang), _MILLIONS.of(lang), _AVOIDED_SHORT.of(lang), _RISE.of(lang)))
    rows = [
        (
            case.title("cities", city, lang),
            _millions(money.get(city, 0), lang),
            number(avoided[city], lang),
            f"{number(worst['rise_without_fund'][city], lang, 2)} → {number(worst['rise'][city], lang, 2)}",
        )
        for city in _ordered(money, case.names("cities"))
    ]
    return _filled(grid, rows, lang)


def _measures(plan: Plan, lang: str) -> Grid:
    """By measure: money and units; measures without money in one line."""
    case = plan.case
    money = money_by(plan.tables, "measure")
    units = plan.tables.activities.groupby("measure")["units"].sum()
    opened = plan.tables.sites.groupby("measure")["opened"].sum()
    names = {row.measure: case.both(row.unit) for row in case["measures"]}

    def bought(measure: str) -> tuple[float, Text]:
        """Units, or sites where there are no units in them."""
        if units.get(measure, 0) <= 0 < opened.get(measure, 0):
            return opened[measure], _SITE
        return units.get(measure, 0), names[measure]

    grid = Grid((_MEASURE.of(lang), _MILLIONS.of(lang), "", _UNITS.of(lang)), left=(3,))
    funded = [measure for measure in _ordered(money, case.names("measures")) if money.get(measure, 0) > 0]
    rows = [
        (
            case.title("measures", measure, lang),
            _millions(money[measure], lang),
            number(bought(measure)[0], lang),
            _shortened(_plural(bought(measure)[1], bought(measure)[0], lang)),
        )
        for measure in funded
    ]
    if idle := len(case["measures"]) - len(funded):
        rows.append((_UNFUNDED.of(lang, count=idle), "", "", ""))
    return _filled(grid, rows, lang)


def _sources(plan: Plan, lang: str, width: int) -> Grid:
    """By source and period (by year where there is no room): money paid; then the total and the budget, in M MAD."""
    case = plan.case
    paid = money_by(plan.tables, "source", "period").unstack(fill_value=0).astype(float)
    paid = paid.reindex(index=list(case.names("sources")), columns=list(case.budget_horizon), fill_value=0.0)
    if len(case.budget_horizon) > (MOST_PERIODS if width >= BOTH else MOST_PERIODS // 2):
        paid = paid.T.groupby(lambda label: label[:4]).sum().T
    budgets = _budgets(plan)
    grid = Grid((_SOURCE.of(lang), *paid.columns, _TOTAL.of(lang), _BUDGET.of(lang)))
    for source, row in paid.iterrows():
        amounts = [*row, row.sum(), budgets[str(source)]]
        grid.add(case.title("sources", str(source), lang), *(_millions(value, lang) for value in amounts))
    totals = [*paid.sum(), paid.to_numpy().sum(), sum(budgets.values())]
    grid.add(_ALL_SOURCES.of(lang), *(_millions(value, lang) for value in totals), style="bold")
    return grid


def _budgets(plan: Plan) -> dict[str, float]:
    p = Parameters(plan.case)
    return dict(zip(p.sources.labels, p.budget.sum(axis=1).tolist(), strict=True))


def _ordered(money: pd.Series, names: tuple[str, ...]) -> list[str]:
    """The names, those with most money first."""
    return sorted(names, key=lambda name: (-float(money.get(name, 0)), name))


def _filled(grid: Grid, rows: Sequence[tuple[str, ...]], lang: str) -> Grid:
    """The table with `MOST_ROWS` rows at most; the last one says how many are left out."""
    shown = rows if len(rows) <= MOST_ROWS else rows[: MOST_ROWS - 1]
    for row in shown:
        grid.add(*row)
    if len(rows) > len(shown):
        left_out = _OTHERS.of(lang, count=len(rows) - len(shown))
        grid.add(left_out, *[""] * (len(grid.heads) - 1), style=QUIET)
    return grid


def _millions(amount: float, lang: str) -> str:
    """Millions with one decimal; nothing at all as a dash."""
    return number(float(amount) / 1e6, lang, 1) if amount else "–"


def _plural(unit: Text, count: float, lang: str) -> str:
    """The unit as the case writes it, with an s where there are several and it is a plain word.

    The s goes to the first word, as French has it; to the last where the case has English of its own.
    """
    words = unit.of(lang).split(" ")
    at = -1 if lang == "en" and unit.en != unit.fr else 0
    if count >= 2 and words[at].replace("-", "").isalpha() and words[at][-1] not in "sxz":
        words[at] += "s"
    return " ".join(words)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_UNIT else text[: LONGEST_UNIT - 1] + "…"


_WHO = Text("Qui reçoit quoi", "Who gets what")
_WHO_NOTE = Text(
    "M MAD ; années-personnes évitées ; hausse du taux sans → avec le fonds, en points",
    "MAD m; person-years avoided; rise of the rate without → with the fund, in points",
)
_MILLIONS = Text("M\u00a0MAD", "MAD\u00a0m")
_CITY, _MEASURE = Text("Ville", "City"), Text("Mesure", "Measure")
_AVOIDED_SHORT = Text("évitées", "avoided")
_RISE = Text("hausse", "rise")
_UNITS = Text("unités", "units")
_SITE = Text("site", "site")
_UNFUNDED = Text("({count} mesures sans argent)", "({count} measures without money)")
_OTHERS = Text("… et {count} autres", "… and {count} others")
_SOURCE, _TOTAL, _BUDGET = Text("Source, M MAD", "Source, MAD m"), Text("payé", "paid"), Text("budget", "budget")
_ALL_SOURCES = Text("Toutes", "All")
