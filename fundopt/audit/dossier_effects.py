"""The sheets on what the money does: activities, sites, jobs, and unemployment with and without the fund."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from fundopt.audit.dossier_board import HEADS, IDENTIFIER, Board
from fundopt.audit.dossier_workbook import Area, Book, Cell, Column, Sheet, letter
from fundopt.language import Text

Grid = Sequence[tuple[tuple[str, ...], Sequence]]
"""Values (numbers or Cells) of all evaluation periods, by label."""

TOTAL = Text("Total", "Total")
SITES_NOTE = Text(
    "« Ouverts » se paie dans la période ; « en service » compte tous ceux qui fonctionnent.",
    "“Opened” is paid for in the period; “open” counts all those in service.",
)
JOBS_NOTE = Text(
    "Les emplois nets sont un stock : on ne les additionne pas dans le temps. Les emplois gardés sont un flux.",
    "Net jobs are a stock: they do not add up over time. Jobs kept are a flow.",
)
UNEMPLOYMENT_NOTE = Text(
    "Personnes au chômage par période, sur la base déclarée par le fonds ; taux en % de la population active.",
    "People unemployed in each period, on the basis the fund declares; rates in % of the labour force.",
)


def activities(book: Book, board: Board) -> None:
    """Units by city, measure and period."""
    keys = ["city", "measure", "period"]
    units = board.tables.activities.groupby(keys)["units"].sum()
    columns = [
        *_labels(board, ("city", "measure", "period")),
        Column(board.say("Unités", "Units"), "", "number", 1),
        Column(board.say("Unité", "Unit"), "", "text", width=18),
        *_identifiers(board, ("city", "measure")),
    ]
    rows = [
        (board.name("city", c), board.name("measure", m), t, count, board.units[m], c, m)
        for (c, m, t), count in units.items()
    ]
    title = board.say("Activités", "Activities")
    note = board.say("Unités lancées par période.", "Units started in each period.")
    sheet = book.sheet(title, title, note)
    area = sheet.table(columns, rows)
    sheet.freeze(area, 0)
    sheet.filter(area, len(columns))
    book.define(board.range("activities", "units"), area.column(3))
    book.define(board.range("activities", "measure"), area.column(6))


def sites(book: Book, board: Board) -> None:
    """Sites opened and open, by city, measure and period."""
    columns = [
        *_labels(board, ("city", "measure", "period")),
        Column(board.say("Ouverts", "Opened"), "sites", "amount", total=True),
        Column(board.say("En service", "Open"), "sites", "amount"),
        *_identifiers(board, ("city", "measure")),
    ]
    rows = [
        (board.name("city", row.city), board.name("measure", row.measure), row.period, row.opened, row.open,
         row.city, row.measure)
        for row in board.tables.sites.itertuples()
    ]  # fmt: skip
    sheet = book.sheet("Sites", "Sites", SITES_NOTE.of(board.lang))
    area = sheet.table(columns, rows, total=TOTAL.of(board.lang))
    sheet.freeze(area, 0)
    sheet.filter(area, len(columns))


def jobs(book: Book, board: Board) -> None:
    """Net jobs realised and possible, by city and profile; jobs kept, by city in each scenario."""
    title = board.say("Emplois nets et emplois gardés", "Net jobs and jobs kept")
    sheet = book.sheet(board.say("Emplois", "Jobs"), title, JOBS_NOTE.of(board.lang))
    realised = board.say("Emplois nets réalisés", "Net jobs realised")
    possible = board.say(
        "Emplois nets possibles, avant la limite des postes", "Net jobs possible before vacancies limit them"
    )
    kept = board.say("Emplois menacés gardés", "Jobs at risk kept")
    first = _stock(sheet, board, realised, "realised")
    _stock(sheet, board, possible, "potential")
    for scenario, table in board.tables.kept.groupby("scenario"):
        _flow(sheet, board, f"{kept} · {board.name('scenario', scenario)}", table)
    sheet.freeze(first, 2)


def unemployment(book: Book, board: Board) -> None:
    """Unemployed people and rates with and without the fund, by scenario, city and period."""
    title = board.say("Chômage projeté, avec et sans le fonds", "Projected unemployment, with and without the fund")
    sheet = book.sheet(board.say("Chômage", "Unemployment"), title, UNEMPLOYMENT_NOTE.of(board.lang))
    first, *_ = [_scenario(sheet, board, scenario) for scenario in board.axis("scenario")]
    sheet.freeze(first, 2)


def _stock(sheet: Sheet, board: Board, heading: str, value: str) -> Area:
    """Jobs by city and profile; periods stand side by side and do not add up."""
    grid = _by_period(board, board.tables.jobs, ["city", "profile"], value)
    columns = [*_labels(board, ("city", "profile")), *_periods(board, board.say("emplois", "jobs"))]
    rows = [(board.name("city", c), board.name("profile", g), *values) for (c, g), values in grid]
    return sheet.table(columns, rows, heading=heading, total=TOTAL.of(board.lang))


def _flow(sheet: Sheet, board: Board, heading: str, table: pd.DataFrame) -> None:
    """Jobs kept by city in one scenario, which do add up over the periods."""
    unit = board.say("emplois", "jobs")
    last = letter(1 + len(board.case.periods))
    columns = [*_labels(board, ("city",)), Column(""), *_periods(board, unit)]
    columns.append(Column(TOTAL.of(board.lang), unit, "amount", total=True))
    rows = [
        (
            board.name("city", city),
            None,
            *values,
            Cell(sum(values), f"=SUM(C{{row}}:{last}{{row}})"),
        )
        for (city,), values in _by_period(board, table, ["city"], "jobs")
    ]
    sheet.table(columns, rows, heading=heading, total=TOTAL.of(board.lang))


def _scenario(sheet: Sheet, board: Board, scenario: str) -> Area:
    """The tables of one scenario: people without the fund, with it, the difference, and the two rates."""
    table = board.tables.unemployment
    table = table[table["scenario"] == scenario]
    without = _by_period(board, table, ["city"], "unemployed_without_fund")
    with_fund = _by_period(board, table, ["city"], "unemployed")
    name = board.name("scenario", scenario)
    before = _people(sheet, board, board.say("Sans le fonds", "Without the fund") + f" · {name}", without)
    after = _people(sheet, board, board.say("Avec le fonds", "With the fund") + f" · {name}", with_fund)
    avoided = [
        (
            city,
            [Cell(b - a, f"={{col}}{before.first + i}-{{col}}{after.first + i}") for b, a in zip(bs, as_, strict=True)],
        )
        for i, ((city, bs), (_, as_)) in enumerate(zip(without, with_fund, strict=True))
    ]
    _people(
        sheet,
        board,
        board.say("Chômeurs en moins grâce au fonds", "Fewer unemployed thanks to the fund") + f" · {name}",
        avoided,
    )
    _rates(sheet, board, board.say("Taux sans le fonds", "Rate without the fund") + f" · {name}", without, before)
    _rates(sheet, board, board.say("Taux avec le fonds", "Rate with the fund") + f" · {name}", with_fund, after)
    return before


def _people(sheet: Sheet, board: Board, heading: str, grid: Grid) -> Area:
    """Persons by city and period, beside the labour force."""
    persons = board.say("personnes", "persons")
    force = Column(board.say("Population active", "Labour force"), persons, "amount", total=True)
    columns = [*_labels(board, ("city",)), force, *_periods(board, persons)]
    rows = [(board.name("city", city), board.labour_force[city], *values) for (city,), values in grid]
    return sheet.table(columns, rows, heading=heading, total=TOTAL.of(board.lang))


def _rates(sheet: Sheet, board: Board, heading: str, grid: Grid, people: Area) -> None:
    """Unemployed people over the labour force; the last line is the rate of all cities together."""
    force = [board.labour_force[city] for (city,), _ in grid]
    everyone = [sum(column) for column in zip(*(values for _, values in grid), strict=True)]
    lines = [
        (board.name("city", city), _shares(values, own, people.first + i))
        for i, (((city,), values), own) in enumerate(zip(grid, force, strict=True))
    ]
    lines.append((board.say("Ensemble", "All cities"), _shares(everyone, sum(force), people.total)))
    columns = [*_labels(board, ("city",)), Column(""), *(Column(t, "%", "share", 2) for t in board.case.periods)]
    sheet.table(columns, [(name, None, *cells) for name, cells in lines], heading=heading)


def _shares(persons: Sequence[float], force: float, row: int) -> list[Cell]:
    return [Cell(value / force, f"={{col}}{row}/$B{row}") for value in persons]


def _by_period(board: Board, table: pd.DataFrame, labels: list[str], value: str) -> Grid:
    """The values of a table by label, one for each evaluation period (0 where the table has no row)."""
    wide = table.pivot_table(index=labels, columns="period", values=value, aggfunc="sum", fill_value=0.0)
    wide = wide.reindex(columns=list(board.case.periods), fill_value=0.0)
    keys = [key if isinstance(key, tuple) else (key,) for key in wide.index]
    return list(zip(keys, wide.to_numpy(dtype=float).tolist(), strict=True))


def _periods(board: Board, unit: str) -> list[Column]:
    return [Column(period, unit, "amount", total=True, width=10) for period in board.case.periods]


def _labels(board: Board, dimensions: Sequence[str]) -> list[Column]:
    widths = {"city": 34, "measure": 40, "profile": 32, "period": 10}
    return [Column(HEADS[each].of(board.lang), width=widths[each]) for each in dimensions]


def _identifiers(board: Board, dimensions: Sequence[str]) -> list[Column]:
    below = IDENTIFIER.of(board.lang)
    return [Column(HEADS[each].of(board.lang), below, "key") for each in dimensions]
