"""One plan on one screen: what it achieves, who gets what, what limits it, what is left and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from fundopt.api import Plan
from fundopt.audit.publish import proof
from fundopt.case.case import Case
from fundopt.case.provenance import coverage
from fundopt.case.schema import FUND
from fundopt.cli.sentences import Price, facts, left_over, person_years, prices
from fundopt.cli.terminal import QUIET, Grid, heading
from fundopt.language import Text, number, percent
from fundopt.model.parameters import Parameters
from fundopt.plan.achievements import money_by

MOST_ROWS, MOST_PERIODS, MOST_PRICES = 14, 6, 6
ALIKE = ("budgets", "dependency", "private_share")
"""Families whose rules differ by source or city only: the dearest speaks for them."""
ROUNDING = 0.001
"""Share of a budget below which money left over comes from rounding."""
BOTH, CITIES, LONGEST_UNIT = 100, 48, 12
"""Width at which cities and measures stand side by side, what cities take of it, and letters of a unit."""


def show_plan(screen: Console, lang: str, plan: Plan, folder: str = "") -> None:
    """The whole answer of `fundopt solve`."""
    title(screen, lang, plan.case)
    achieved(screen, lang, plan)
    screen.print()
    _who_gets_what(screen, lang, plan)
    screen.print()
    screen.print(_sources(plan, lang).table(screen.width))
    _limits(screen, lang, plan)
    _grounds(screen, lang, plan)
    if folder:
        screen.print(Line(_DOSSIER.of(lang, folder=folder)))


def title(screen: Console, lang: str, case: Case) -> None:
    """The fund, and the size and horizon of the case."""
    screen.print(Line(case.fund.name, "bold"))
    counts = {
        "cities": len(case["cities"]),
        "measures": len(case["measures"]),
        "sources": len(case["sources"]),
        "first": case.budget_horizon[0],
        "last": case.budget_horizon[-1],
        "until": case.periods[-1],
        "basis": dict(FUND.column("basis").choices)[case.fund.basis].of(lang),
    }
    screen.print(Line(_SIZE.of(lang, **counts), QUIET))


def achieved(screen: Console, lang: str, plan: Plan) -> None:
    """The key figures, one a line, each with what it is to be read against."""
    scenarios = len(plan.case["scenarios"])
    screen.print()
    screen.print(heading(_ACHIEVED.of(lang), _MEAN.of(lang, count=scenarios) if scenarios > 1 else ""))
    grid = Grid(("", "", ""), left=(2,))
    for row in _key_figures(plan, lang):
        grid.add(*row)
    screen.print(grid.table(screen.width))


def _key_figures(plan: Plan, lang: str) -> Iterable[tuple[str, str, str]]:
    reached, case = plan.achievements, plan.case
    due = float(plan.unemployment["still_unemployed_without_fund"].sum() * case.period_years)

    def whole(value: float) -> str:
        return number(value, lang)

    yield (
        _AVOIDED.of(lang),
        whole(reached.person_years_avoided),
        _AVOIDED_OF.of(lang, share=percent(_ratio(reached.person_years_avoided, due), lang), due=whole(due)),
    )
    yield (
        _BACK.of(lang),
        whole(reached.displaced_back_at_work),
        _BACK_OF.of(lang, displaced=whole(reached.displaced), period=reached.peak_period),
    )
    yield (
        _NET.of(lang),
        whole(reached.net_jobs_peak),
        _NET_OF.of(lang, period=reached.peak_period, end=whole(reached.net_jobs_end), last=case.periods[-1]),
    )
    yield _GROSS.of(lang), whole(reached.gross_placements), _GROSS_OF.of(lang)
    yield _KEPT.of(lang), whole(reached.jobs_kept), _KEPT_OF.of(lang)
    here, there = (case.title("cities", city) for city in (reached.worst_city, reached.worst_city_without_fund))
    without = number(reached.worst_rise_without_fund, lang, 2)
    elsewhere = _ELSEWHERE.of(lang, city=there) if there != here else ""
    yield (
        _WORST.of(lang),
        number(reached.worst_rise, lang, 2),
        _WORST_OF.of(lang, city=here, without=without) + elsewhere,
    )
    job = _rough(reached.cost_per_net_job, lang)
    yield _COST.of(lang), _rough(reached.cost_per_person_year, lang), _COST_OF.of(lang, job=job)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0


def _rough(value: float, lang: str) -> str:
    """An amount per person, to the nearest hundred: more digits would claim a precision that it has not."""
    if value != value:
        return "–"
    return number(round(value, -2) if value >= 10_000 else value, lang)


def _who_gets_what(screen: Console, lang: str, plan: Plan) -> None:
    """Cities and measures, next to each other where there is room."""
    screen.print(heading(_WHO.of(lang), _WHO_NOTE.of(lang)))
    cities, measures = _cities(plan, lang), _measures(plan, lang)
    if screen.width < BOTH:
        screen.print(cities.table(screen.width))
        screen.print()
        screen.print(measures.table(screen.width))
        return
    pair = Table.grid()
    pair.add_row(cities.table(CITIES), measures.table(screen.width - CITIES))
    screen.print(pair)


def _cities(plan: Plan, lang: str) -> Grid:
    """By city: money, person-years avoided, and the rise of the rate without and with the fund."""
    case, expected = plan.case, plan.unemployment
    money = money_by(plan.tables, "city")
    avoided = (expected["unemployed_without_fund"] - expected["unemployed"]).groupby("city").sum() * case.period_years
    worst = expected.groupby("city")[["rise_without_fund", "rise"]].max()
    grid = Grid((_CITY.of(lang), _MILLIONS.of(lang), _AVOIDED_SHORT.of(lang), _RISE.of(lang)))
    rows = [
        (
            case.title("cities", city),
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
    names = dict(zip(case["measures"]["measure"], case["measures"]["unit"], strict=True))
    grid = Grid((_MEASURE.of(lang), _MILLIONS.of(lang), "", _UNITS.of(lang)), left=(3,))
    funded = [measure for measure in _ordered(money, case.names("measures")) if money.get(measure, 0) > 0]
    rows = [
        (
            case.title("measures", measure),
            _millions(money[measure], lang),
            number(units.get(measure, 0), lang),
            _shortened(_plural(names[measure], units.get(measure, 0))),
        )
        for measure in funded
    ]
    if idle := len(case["measures"]) - len(funded):
        rows.append((_UNFUNDED.of(lang, count=idle), "", "", ""))
    return _filled(grid, rows, lang)


def _sources(plan: Plan, lang: str) -> Grid:
    """By source and period (by year where there are many): money paid; then the total and the budget, in M MAD."""
    case = plan.case
    paid = money_by(plan.tables, "source", "period").unstack(fill_value=0).astype(float)
    paid = paid.reindex(index=list(case.names("sources")), columns=list(case.budget_horizon), fill_value=0.0)
    if len(case.budget_horizon) > MOST_PERIODS:
        paid = paid.T.groupby(lambda label: label[:4]).sum().T
    budgets = _budgets(plan)
    grid = Grid((_SOURCE.of(lang), *paid.columns, _TOTAL.of(lang), _BUDGET.of(lang)))
    for source, row in paid.iterrows():
        amounts = [*row, row.sum(), budgets[str(source)]]
        grid.add(case.title("sources", str(source)), *(_millions(value, lang) for value in amounts))
    totals = [*paid.sum(), paid.to_numpy().sum(), sum(budgets.values())]
    grid.add(_ALL_SOURCES.of(lang), *(_millions(value, lang) for value in totals), style="bold")
    return grid


def _budgets(plan: Plan) -> dict[str, float]:
    p = Parameters(plan.case)
    return dict(zip(p.sources.labels, p.budget.sum(axis=1).tolist(), strict=True))


def _limits(screen: Console, lang: str, plan: Plan) -> None:
    """The dearest decided rules with their price, the facts in one line, and money not spent."""
    found = prices(plan)
    screen.print()
    screen.print(heading(_LIMITS.of(lang), _LIMITS_NOTE.of(lang, count=number(len(found), lang)) if found else ""))
    for price, alike in _dearest(found):
        screen.print(Padding(price.sentence(lang, _alike(alike, lang)), (0, 0, 0, 2)))
    if known := facts(plan.binding, lang):
        screen.print(Padding(Line(_FACTS.of(lang, facts=known), QUIET), (0, 0, 0, 2)))
    for sentence in _not_spent(plan, lang):
        screen.print(Padding(sentence, (0, 0, 0, 2)))


def _not_spent(plan: Plan, lang: str) -> Iterable[str]:
    """Why each source keeps money; what whole payments leave over in one sentence."""
    rest = [item for item in plan.unspent if item.left < ROUNDING * item.budget]
    for item in plan.unspent:
        if item not in rest:
            yield left_over(plan.case, item, lang)
    if rest:
        yield _REST.of(lang, amount=number(sum(item.left for item in rest), lang))


def _dearest(found: list[Price]) -> list[tuple[Price, list[Price]]]:
    """The weightiest rules, each with the others of its kind where one sentence can stand for all of them."""
    answer: dict[str, tuple[Price, list[Price]]] = {}
    for price in found:
        kind = price.family if price.family in ALIKE else f"{price.family}/{price.rule}"
        if kind in answer:
            answer[kind][1].append(price)
        else:
            answer[kind] = (price, [])
    return list(answer.values())[:MOST_PRICES]


def _alike(prices_: list[Price], lang: str) -> str:
    """What the other rules of a kind would avoid: a range."""
    if not prices_:
        return ""
    least, most = (person_years(bound(price.price for price in prices_), lang).split()[0] for bound in (min, max))
    return (_OTHER if least == most else _OTHERS_FROM_TO).of(lang, count=len(prices_), least=least, most=most)


def _grounds(screen: Console, lang: str, plan: Plan) -> None:
    """What is proved, and what rests on assumptions."""
    screen.print()
    screen.print(_PROOF.of(lang, proof=proof(plan.optimum).of(lang)))
    screen.print(_CHECK.of(lang))
    if words := assumptions(plan.case, lang):
        screen.print(words)


def assumptions(case: Case, lang: str) -> str:
    """« Sur 812 valeurs du cas : 34 % sourcées, 20 % dérivées, 46 % hypothèses »."""
    counts = pd.DataFrame([vars(part) for part in coverage(case)])
    total = int(counts[list(_STATUS)].to_numpy().sum()) if len(counts) else 0
    if not total:
        return ""
    shares = ", ".join(
        label.of(lang, share=percent(counts[status].sum() / total, lang, 0))
        for status, label in _STATUS.items()
        if counts[status].sum()
    )
    return _VALUES.of(lang, total=number(total, lang), shares=shares)


def _ordered(money: pd.Series, names: tuple[str, ...]) -> list[str]:
    """The names, those with most money first."""
    return sorted(names, key=lambda name: (-float(money.get(name, 0)), name))


def _filled(grid: Grid, rows: list[tuple[str, ...]], lang: str) -> Grid:
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


def _plural(word: str, count: float) -> str:
    """The unit as the case writes it, its first word with an s where there are several and it is a plain word."""
    first, *rest = word.split(" ")
    several = count >= 2 and first.isalpha() and first[-1] not in "sxz"
    return " ".join([first + "s" if several else first, *rest])


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_UNIT else text[: LONGEST_UNIT - 1] + "…"


_SIZE = Text(
    "{cities} villes · {measures} mesures · {sources} sources · dépense {first} à {last} · chômage ({basis}) projeté"
    " jusqu'à {until}",
    "{cities} cities · {measures} measures · {sources} sources · spending {first} to {last} · unemployment ({basis})"
    " projected to {until}",
)
_ACHIEVED = Text("Ce que le fonds obtient", "What the fund achieves")
_MEAN = Text("moyenne de {count} scénarios", "mean over {count} scenarios")
_AVOIDED = Text("Chômage évité", "Unemployment avoided")
_AVOIDED_OF = Text(
    "années-personnes, soit {share} des {due} que le choc ajoute",
    "person-years, {share} of the {due} that the shock adds",
)
_BACK = Text("Déplacés de retour au travail", "Displaced back at work")
_BACK_OF = Text("personnes sur {displaced}, en {period}", "people of {displaced}, in {period}")
_NET = Text("Emplois nets", "Net jobs")
_NET_OF = Text("emplois au plus haut, en {period} ; {end} en {last}", "jobs at the peak, in {period}; {end} in {last}")
_GROSS = Text("Placements bruts", "Gross placements")
_GROSS_OF = Text(
    "que les programmes annonceraient ; jamais utilisés pour décider",
    "that programmes would report; never used to decide",
)
_KEPT = Text("Emplois menacés gardés", "Jobs at risk kept")
_KEPT_OF = Text("emplois que le choc aurait pris", "jobs that the shock would have taken")
_WORST = Text("Chômage, pire ville", "Unemployment, worst city")
_WORST_OF = Text(
    "points de plus, à {city} ; sans le fonds : {without}", "points more, in {city}; without the fund: {without}"
)
_ELSEWHERE = Text(", à {city}", ", in {city}")
_COST = Text("Coût", "Cost")
_COST_OF = Text(
    "MAD par année-personne évitée ; {job} par emploi net ou gardé",
    "MAD per person-year avoided; {job} per net or kept job",
)
_WHO = Text("Qui reçoit quoi", "Who gets what")
_WHO_NOTE = Text(
    "M MAD ; années-personnes évitées ; hausse du taux sans → avec le fonds, en points",
    "MAD m; person-years avoided; rise of the rate without → with the fund, in points",
)
_MILLIONS = Text("M MAD", "MAD m")
_CITY, _MEASURE = Text("Ville", "City"), Text("Mesure", "Measure")
_AVOIDED_SHORT = Text("évitées", "avoided")
_RISE = Text("hausse", "rise")
_UNITS = Text("unités", "units")
_UNFUNDED = Text("({count} mesures sans argent)", "({count} measures without money)")
_OTHERS = Text("… et {count} autres", "… and {count} others")
_SOURCE, _TOTAL, _BUDGET = Text("Source, M MAD", "Source, MAD m"), Text("payé", "paid"), Text("budget", "budget")
_ALL_SOURCES = Text("Toutes", "All")
_LIMITS = Text("Ce qui limite", "What limits it")
_LIMITS_NOTE = Text(
    "règles décidées, la plus chère d'abord ({count} pèsent)", "decided rules, dearest first ({count} bind)"
)
_OTHER = Text("{count} autres : {most}", "{count} others: {most}")
_OTHERS_FROM_TO = Text("{count} autres : {least} à {most}", "{count} others: {least} to {most}")
_FACTS = Text("Et des faits : {facts}.", "And facts: {facts}.")
_REST = Text("Les montants entiers laissent {amount} MAD.", "Whole payments leave MAD {amount} over.")
_PROOF = Text("Preuve : {proof}.", "Proof: {proof}.")
_CHECK = Text(
    "Contrôle : chaque règle a été recalculée sans le modèle ; aucune n'est enfreinte.",
    "Check: every rule was recomputed without the model; none is broken.",
)
_VALUES = Text("Données : {total} nombres, dont {shares}.", "Data: {total} numbers, of which {shares}.")
_STATUS = {
    "sourced": Text("{share} sourcés", "{share} sourced"),
    "derived": Text("{share} dérivés", "{share} derived"),
    "assumption": Text("{share} hypothèses", "{share} assumptions"),
    "none": Text("{share} sans origine", "{share} without origin"),
}
_DOSSIER = Text("Dossier : {folder}", "Dossier: {folder}")
