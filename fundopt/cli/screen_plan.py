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
from fundopt.cli.sentences import facts, left_over, prices
from fundopt.cli.terminal import QUIET, beside, heading, table
from fundopt.language import Text, million, number, percent
from fundopt.model.parameters import Parameters
from fundopt.plan.achievements import money_by

MOST_ROWS, MOST_PERIODS, MOST_PRICES = 16, 6, 6


def show_plan(screen: Console, lang: str, plan: Plan, folder: str = "") -> None:
    """The whole answer of `fundopt solve`."""
    title(screen, lang, plan.case)
    achieved(screen, lang, plan)
    screen.print()
    for part in beside(_cities(plan, lang), _measures(plan, lang, screen.width), screen):
        screen.print(part)
    screen.print()
    screen.print(_sources(plan, lang))
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
    grid = Table.grid(padding=(0, 0, 0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True, justify="right", style="bold")
    grid.add_column(no_wrap=True, overflow="ellipsis")
    for label, value, remark in _key_figures(plan, lang):
        grid.add_row(label, value, remark)
    screen.print(grid)


def _key_figures(plan: Plan, lang: str) -> Iterable[tuple[str, str, str]]:
    reached, case = plan.achievements, plan.case
    jobs = reached.net_jobs_peak + reached.jobs_kept
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
        _NET_OF.of(lang, end=whole(reached.net_jobs_end), last=case.periods[-1], gross=whole(reached.gross_placements)),
    )
    yield _KEPT.of(lang), whole(reached.jobs_kept), _KEPT_OF.of(lang)
    yield (
        _WORST.of(lang),
        f"{number(reached.worst_rise, lang, 2):>1}",
        _WORST_OF.of(
            lang,
            city=case.title("cities", reached.worst_city),
            without=number(reached.worst_rise_without_fund, lang, 2),
            other=case.title("cities", reached.worst_city_without_fund),
        ),
    )
    yield (
        _COST.of(lang),
        million(reached.money, lang).removeprefix("MAD "),
        _COST_OF.of(
            lang,
            fund=million(reached.fund, lang),
            year=_amount(reached.cost_per_person_year, lang),
            job=_amount(reached.cost_per_net_job, lang) if jobs > 0 else "–",
        ),
    )


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0


def _amount(value: float, lang: str) -> str:
    """An amount per person, to the nearest hundred: more digits would claim a precision that it has not."""
    if value != value:
        return "–"
    text = number(round(value, -2) if value >= 10_000 else value, lang)
    return f"{text} MAD" if lang == "fr" else f"MAD {text}"


def _cities(plan: Plan, lang: str) -> Table:
    """By city: money, person-years avoided, and the rise of the rate without and with the fund."""
    case, expected = plan.case, plan.unemployment
    money = money_by(plan.tables, "city")
    avoided = (expected["unemployed_without_fund"] - expected["unemployed"]).groupby("city").sum() * case.period_years
    worst = expected.groupby("city")[["rise_without_fund", "rise"]].max()
    grid = table(_CITY.of(lang), "M MAD", _AVOIDED_SHORT.of(lang), (_RISE.of(lang), {"min_width": 11}))
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


def _measures(plan: Plan, lang: str, width: int) -> Table:
    """By measure: money and units; measures without money in one line."""
    case = plan.case
    money = money_by(plan.tables, "measure")
    units = plan.tables.activities.groupby("measure")["units"].sum()
    names = dict(zip(case["measures"]["measure"], case["measures"]["unit"], strict=True))
    room = max(20, width - (46 if width >= 100 else 0) - 28)
    grid = table((_MEASURE.of(lang), {"max_width": room}), "M MAD", (_UNITS.of(lang), {"min_width": 16}))
    funded = [measure for measure in _ordered(money, case.names("measures")) if money.get(measure, 0) > 0]
    rows = [
        (
            case.title("measures", measure),
            _millions(money[measure], lang),
            f"{number(units.get(measure, 0), lang)} {_plural(names[measure], units.get(measure, 0), lang)}",
        )
        for measure in funded
    ]
    idle = len(case["measures"]) - len(funded)
    if idle:
        rows.append((_UNFUNDED.of(lang, count=idle), "", ""))
    return _filled(grid, rows, lang)


def _sources(plan: Plan, lang: str) -> Table:
    """By source and period (by year where there are many): money paid; then the total and the budget, in M MAD."""
    case = plan.case
    paid = money_by(plan.tables, "source", "period").unstack(fill_value=0)
    paid = paid.reindex(index=list(case.names("sources")), columns=list(case.budget_horizon), fill_value=0)
    if len(case.budget_horizon) > MOST_PERIODS:
        paid = paid.T.groupby(lambda label: label[:4]).sum().T
    budgets = _budgets(plan)
    grid = table((_SOURCE.of(lang), {"max_width": 34}), *paid.columns, _TOTAL.of(lang), _BUDGET.of(lang))
    for source, row in paid.astype(float).iterrows():
        amounts = [*row, row.sum(), budgets[source]]
        grid.add_row(case.title("sources", source), *(_millions(value, lang) for value in amounts))
    totals = [*paid.astype(float).sum(), float(paid.to_numpy().sum()), sum(budgets.values())]
    grid.add_row(_ALL_SOURCES.of(lang), *(_millions(value, lang) for value in totals), style="bold")
    return grid


def _budgets(plan: Plan) -> dict[str, float]:
    p = Parameters(plan.case)
    return dict(zip(p.sources.labels, p.budget.sum(axis=1).tolist(), strict=True))


def _limits(screen: Console, lang: str, plan: Plan) -> None:
    """The dearest decided rules with their price, the facts in one line, and money not spent."""
    found = prices(plan.case, plan.optimum.program, plan.binding)
    screen.print()
    screen.print(heading(_LIMITS.of(lang), _LIMITS_NOTE.of(lang, count=number(len(found), lang)) if found else ""))
    for price in found[:MOST_PRICES]:
        screen.print(Padding(price.sentence(lang), (0, 0, 0, 2)))
    if known := facts(plan.binding, lang):
        screen.print(Padding(Line(_FACTS.of(lang, facts=known), QUIET), (0, 0, 0, 2)))
    for item in plan.unspent:
        screen.print(Padding(left_over(plan.case, item, lang), (0, 0, 0, 2)))


def _grounds(screen: Console, lang: str, plan: Plan) -> None:
    """What is proved, and what rests on assumptions."""
    screen.print()
    screen.print(_PROOF.of(lang, proof=proof(plan.optimum).of(lang)))
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


def _filled(grid: Table, rows: list[tuple[str, ...]], lang: str) -> Table:
    """The table with its rows; beyond `MOST_ROWS`, how many are left out."""
    for row in rows[:MOST_ROWS]:
        grid.add_row(*row)
    if len(rows) > MOST_ROWS:
        grid.add_row(Line(_OTHERS.of(lang, count=len(rows) - MOST_ROWS), QUIET))
    return grid


def _millions(amount: float, lang: str) -> str:
    """Millions with one decimal; nothing at all as a dash."""
    return number(float(amount) / 1e6, lang, 1) if amount else "–"


def _plural(word: str, count: float, lang: str) -> str:
    """The unit as it is written in the case, with an s where there are several and it is one plain word."""
    return word + "s" if count >= 2 and word.isalpha() and word[-1] not in "sxz" else word


_SIZE = Text(
    "{cities} villes · {measures} mesures · {sources} sources · dépense de {first} à {last} · chômage projeté jusqu'à"
    " {until} (base : {basis})",
    "{cities} cities · {measures} measures · {sources} sources · spending {first} to {last} · unemployment projected to"
    " {until} (basis: {basis})",
)
_ACHIEVED = Text("Ce que le fonds obtient", "What the fund achieves")
_MEAN = Text("moyenne de {count} scénarios", "mean over {count} scenarios")
_AVOIDED = Text("Chômage évité", "Unemployment avoided")
_AVOIDED_OF = Text(
    "années-personnes : {share} des {due} que le choc ajoute", "person-years: {share} of the {due} that the shock adds"
)
_BACK = Text("Personnes déplacées de retour au travail", "Displaced workers back at work")
_BACK_OF = Text("sur {displaced} ; au plus haut, en {period}", "of {displaced}; at the peak, in {period}")
_NET = Text("Emplois nets au plus haut", "Net jobs at their peak")
_NET_OF = Text(
    "{end} restent en {last} ; les programmes annonceraient {gross} placements bruts",
    "{end} remain in {last}; programmes would report {gross} gross placements",
)
_KEPT = Text("Emplois menacés gardés", "Jobs at risk kept")
_KEPT_OF = Text("emplois que le choc aurait pris", "jobs that the shock would have taken")
_WORST = Text("Hausse du chômage dans la pire ville", "Rise of unemployment in the worst city")
_WORST_OF = Text(
    "points ({city}) ; sans le fonds {without} ({other})", "points ({city}); without the fund {without} ({other})"
)
_COST = Text("Argent dépensé, en M MAD", "Money spent, MAD m")
_COST_OF = Text(
    "sur {fund} ; {year} par année-personne évitée, {job} par emploi net ou gardé",
    "of {fund}; {year} per person-year avoided, {job} per net or kept job",
)
_CITY, _MEASURE = Text("Ville", "City"), Text("Mesure", "Measure")
_AVOIDED_SHORT = Text("a.-p. évitées", "p.-y. avoided")
_RISE = Text("hausse (pts)", "rise (pts)")
_UNITS = Text("unités", "units")
_UNFUNDED = Text("({count} mesures sans argent)", "({count} measures without money)")
_OTHERS = Text("… et {count} autres", "… and {count} others")
_SOURCE, _TOTAL, _BUDGET = Text("Source, M MAD", "Source, MAD m"), Text("payé", "paid"), Text("budget", "budget")
_ALL_SOURCES = Text("Toutes", "All")
_LIMITS = Text("Ce qui limite", "What limits it")
_LIMITS_NOTE = Text(
    "règles décidées, la plus chère d'abord ({count} pèsent)", "decided rules, dearest first ({count} bind)"
)
_FACTS = Text("Limitent aussi : {facts}.", "Also limiting: {facts}.")
_PROOF = Text(
    "Preuve : {proof}. Chaque règle a été recalculée sans le modèle.",
    "Proof: {proof}. Every rule was recomputed without the model.",
)
_VALUES = Text("Sur {total} nombres du cas : {shares}.", "Of {total} numbers in the case: {shares}.")
_STATUS = {
    "sourced": Text("{share} sourcés", "{share} sourced"),
    "derived": Text("{share} dérivés", "{share} derived"),
    "assumption": Text("{share} hypothèses", "{share} assumptions"),
    "none": Text("{share} sans origine", "{share} without origin"),
}
_DOSSIER = Text("Dossier : {folder}", "Dossier: {folder}")
