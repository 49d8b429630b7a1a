"""What a plan achieves, one figure a line, each with what it is to be read against."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from fundopt.api import Plan
from fundopt.cli.terminal import heading
from fundopt.language import Text, number, percent
from fundopt.plan.summary import WORDINGS


def achieved(screen: Console, lang: str, plan: Plan) -> None:
    """The key figures, one a line, each with what it is to be read against."""
    scenarios = len(plan.case["scenarios"])
    screen.print()
    screen.print(heading(_ACHIEVED.of(lang), _MEAN.of(lang, count=scenarios) if scenarios > 1 else ""))
    rows = list(_key_figures(plan, lang))
    grid = Table.grid(padding=(0, 0, 0, 2), pad_edge=True)
    grid.add_column(no_wrap=True, min_width=max(cell_len(label) for label, _, _ in rows))
    grid.add_column(no_wrap=True, min_width=max(cell_len(value) for _, value, _ in rows), justify="right", style="bold")
    grid.add_column()
    for row in rows:
        grid.add_row(*row)
    screen.print(grid)


def _key_figures(plan: Plan, lang: str) -> Iterable[tuple[str, str, str]]:
    reached, case = plan.achievements, plan.case
    due = reached.person_years_added

    def whole(value: float) -> str:
        return number(value, lang)

    yield (
        WORDINGS["person_years_avoided"].short.of(lang),
        whole(reached.person_years_avoided),
        _AVOIDED_OF.of(lang, share=percent(_ratio(reached.person_years_avoided, due), lang), due=whole(due)),
    )
    yield (
        WORDINGS["displaced_back_at_work"].short.of(lang),
        whole(reached.displaced_back_at_work),
        _BACK_OF.of(lang, displaced=whole(reached.displaced), period=reached.peak_period),
    )
    yield (
        _NET.of(lang),
        whole(reached.net_jobs_peak),
        _NET_OF.of(lang, period=reached.peak_period, end=whole(reached.net_jobs_end), last=case.periods[-1]),
    )
    if reached.gross_units > 0:
        yield _GROSS.of(lang), whole(reached.gross_placements), _GROSS_OF.of(lang)
    yield WORDINGS["jobs_kept"].short.of(lang), whole(reached.jobs_kept), _KEPT_OF.of(lang)
    here, there = (case.title("cities", city, lang) for city in (reached.worst_city, reached.worst_city_without_fund))
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


_ACHIEVED = Text("Ce que le fonds obtient", "What the fund achieves")
_MEAN = Text("moyenne de {count} scénarios", "mean over {count} scenarios")
_AVOIDED_OF = Text(
    "années-personnes, soit {share} des {due} que le choc ajoute",
    "person-years, {share} of the {due} that the shock adds",
)
_BACK_OF = Text("personnes sur {displaced}, en {period}", "people of {displaced}, in {period}")
_NET = Text("Emplois nets", "Net jobs")
_NET_OF = Text("emplois au plus haut, en {period} ; {end} en {last}", "jobs at the peak, in {period}; {end} in {last}")
_GROSS = Text("Placements bruts", "Gross placements")
_GROSS_OF = Text(
    "que les programmes annonceraient ; jamais utilisés pour décider",
    "that programmes would report; never used to decide",
)
_KEPT_OF = Text("emplois que le choc aurait pris", "jobs that the shock would have taken")
_WORST = Text("Chômage, pire ville", "Unemployment, worst city")
_WORST_OF = Text(
    "points de plus, à {city}, en moyenne ; sans le fonds : {without}",
    "points more, in {city}, on average; without the fund: {without}",
)
_ELSEWHERE = Text(", à {city}", ", in {city}")
_COST = Text("Coût", "Cost")
_COST_OF = Text(
    "MAD par année-personne évitée ; {job} par emploi net ou gardé",
    "MAD per person-year avoided; {job} per net or kept job",
)
