"""The sheets on money: who gets what by city, measure, source and period, and the payments themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from fundopt.audit.dossier_board import HEADS, IDENTIFIER, Board
from fundopt.audit.dossier_workbook import Area, Book, Cell, Column, Sheet, Value, after, letter


@dataclass(frozen=True)
class Beside:
    """A column to the right of a pivot's total: `cell(identifier, total in MAD)` gives its cells."""

    column: Column
    cell: Callable[[str, float], Cell]


def pivot(
    sheet: Sheet,
    board: Board,
    down: str,
    across: str,
    beside: Sequence[Beside] = (),
    heading: str = "",
    in_millions: bool = False,
) -> Area:
    """Payments over two dimensions, every cell a formula over the Payments sheet; `in_millions`: shown so."""
    paid = board.paid(down, across)
    labels, spread = _labels(board, down), _spread(board, across)
    total_column = Column(board.say("Total", "Total"), "MAD", "amount", width=15, total=True)
    if in_millions:
        shown = partial(replace, style="million", digits=1)
        spread = {key: shown(each, width=9, turned=True) for key, each in spread.items()}
        total_column = shown(total_column, width=11, below=board.say("M MAD", "MAD m"))
    sought = "head" if across == "period" else "below"
    formula = _sum_of_payments(board, **{down: f"${letter(len(labels) - 1)}{{row}}", across: f"{{col}}${{{sought}}}"})
    first, last = letter(len(labels)), letter(len(labels) + len(spread) - 1)

    def row(identifier: str) -> list[Value | Cell]:
        amounts = [paid.get((identifier, other), 0) for other in spread]
        total = sum(amounts)
        return [
            *([] if down == "period" else [board.name(down, identifier)]),
            identifier,
            *(Cell(amount, formula) for amount in amounts),
            Cell(total, f"=SUM({first}{{row}}:{last}{{row}})"),
            *(each.cell(identifier, float(total)) for each in beside),
        ]

    identifiers = board.paid_periods if down == "period" else board.axis(down)
    columns = [*labels, *spread.values(), total_column]
    area = sheet.table(
        [*columns, *(each.column for each in beside)],
        [row(identifier) for identifier in identifiers],
        heading=heading,
        total=board.say("Total", "Total"),
    )
    _control(sheet, board, area, len(columns) - 1)
    return area


def by_city(book: Book, board: Board) -> None:
    """Cities × periods, with each city's share and its money per head of the labour force."""
    total = letter(2 + len(board.paid_periods))
    force = Column(
        board.say("Population active", "Labour force"), board.say("personnes", "persons"), "amount", total=True
    )
    per_head = Column(board.say("Par actif", "Per head"), board.say("MAD/personne", "MAD/person"), "number")
    beside = [
        _share(board, total),
        Beside(force, lambda city, _: Cell(board.labour_force[city])),
        Beside(
            per_head,
            lambda city, paid: Cell(paid / board.labour_force[city], f"={total}{{row}}/{after(total, 2)}{{row}}"),
        ),
    ]
    sheet = book.sheet(
        board.say("Par ville", "By city"),
        board.say("Qui reçoit quoi, par ville", "Who gets what, by city"),
        _in_mad(board),
    )
    sheet.freeze(pivot(sheet, board, "city", "period", beside), 2)


def by_measure(book: Book, board: Board) -> None:
    """Measures × sources, with the units they pay for and the private share."""
    sources = board.axis("source")
    total = letter(2 + len(sources))
    units = board.tables.activities.groupby("measure")["units"].sum()
    kinds = dict(zip(board.case["sources"]["source"], board.case["sources"]["kind"], strict=True))
    private = [letter(2 + i) for i, source in enumerate(sources) if kinds[source] == "private"]
    by_source = board.paid("measure", "source")
    added = "+".join(f"{column}{{row}}" for column in private) or "0"

    def private_share(measure: str, paid: float) -> Cell:
        amount = sum(float(by_source.get((measure, source), 0)) for source in sources if kinds[source] == "private")
        return Cell(amount / paid if paid else 0.0, f"=IF({total}{{row}}=0,0,({added})/{total}{{row}})")

    def counted(measure: str, _: float) -> Cell:
        ranges = board.range("activities", "measure"), board.range("activities", "units")
        return Cell(units.get(measure, 0.0), f"=SUMPRODUCT(EXACT({ranges[0]},$B{{row}})*{ranges[1]})")

    def per_unit(measure: str, paid: float) -> Cell:
        count, unit = units.get(measure, 0.0), after(total, 3)
        return Cell(paid / count if count else 0.0, f"=IF({unit}{{row}}=0,0,{total}{{row}}/{unit}{{row}})")

    beside = [
        _share(board, total),
        Beside(Column(board.say("Part privée", "Private share"), "", "share", 1), private_share),
        Beside(Column(board.say("Unités", "Units"), "", "number", 1), counted),
        Beside(Column(board.say("Unité", "Unit"), "", "text", width=16), lambda measure, _: Cell(board.units[measure])),
        Beside(
            Column(board.say("Coût par unité, sites compris", "Cost per unit, sites included"), "MAD", "amount"),
            per_unit,
        ),
    ]
    sheet = book.sheet(
        board.say("Par mesure", "By measure"),
        board.say("Qui reçoit quoi, par mesure", "Who gets what, by measure"),
        _in_mad(board),
    )
    sheet.freeze(pivot(sheet, board, "measure", "source", beside), 2)


def by_source(book: Book, board: Board) -> None:
    """Sources × periods, with each source's budget and what is left of it."""
    total = letter(2 + len(board.paid_periods))
    budgets = _budgets(board)
    budget = Column(board.say("Budget", "Budget"), "MAD", "amount", width=15, total=True)
    left = Column(board.say("Non dépensé", "Not spent"), "MAD", "amount", width=15, total=True)
    beside = [
        Beside(budget, lambda source, _: Cell(budgets[source])),
        Beside(left, lambda source, paid: Cell(budgets[source] - paid, f"={after(total, 1)}{{row}}-{total}{{row}}")),
    ]
    sheet = book.sheet(
        board.say("Par source", "By source"), board.say("Qui paie, par source", "Who pays, by source"), _in_mad(board)
    )
    sheet.freeze(pivot(sheet, board, "source", "period", beside), 2)


def by_period(book: Book, board: Board) -> None:
    """Periods × sources, with the running total."""
    total = letter(1 + len(board.axis("source")))
    running = board.paid("period").reindex(board.paid_periods, fill_value=0).cumsum()
    column = Column(board.say("Cumul", "Running total"), "MAD", "amount", width=15)
    beside = [
        Beside(column, lambda period, _: Cell(running[period], f"=SUM({total}${{first}}:{total}{{row}})")),
    ]
    sheet = book.sheet(
        board.say("Par période", "By period"), board.say("Qui paie, par période", "Who pays, by period"), _in_mad(board)
    )
    sheet.freeze(pivot(sheet, board, "period", "source", beside), 1)


def payments(book: Book, board: Board) -> None:
    """Every payment on a line of its own, by name and by identifier; all other sheets on money add these up."""
    dimensions = ("source", "city", "measure")
    identifier = IDENTIFIER.of(board.lang)
    columns = [
        *(
            Column(HEADS[each].of(board.lang), width=width)
            for each, width in zip(dimensions, (32, 28, 40), strict=True)
        ),
        Column(HEADS["period"].of(board.lang), "", "text", width=10),
        Column(board.say("Montant", "Amount"), "MAD", "amount", width=15, total=True),
        *(Column(HEADS[each].of(board.lang), identifier, "key") for each in dimensions),
    ]
    rows = [
        (
            *(board.name(each, getattr(row, each)) for each in dimensions),
            row.period,
            row.amount,
            row.source,
            row.city,
            row.measure,
        )
        for row in board.tables.payments.itertuples()
    ]
    note = board.say(
        "Une ligne par paiement, en MAD. Les autres feuilles sur l'argent additionnent celle-ci.",
        "One row per payment, in MAD. The other sheets on money add these up.",
    )
    sheet = book.sheet(board.say("Paiements", "Payments"), board.say("Paiements", "Payments"), note)
    area = sheet.table(columns, rows, total=board.say("Total", "Total"))
    sheet.freeze(area, 0)
    sheet.filter(area, len(columns))
    for column, position in {"period": 3, "amount": 4, "source": 5, "city": 6, "measure": 7}.items():
        book.define(board.range("payments", column), area.column(position))


def _labels(board: Board, down: str) -> list[Column]:
    """The columns that say what a row is: its name and its identifier, which for a period are the same."""
    if down == "period":
        return [Column(HEADS[down].of(board.lang), "", "text", width=12)]
    return [Column(HEADS[down].of(board.lang), "", "text", width=34), Column("", IDENTIFIER.of(board.lang), "key")]


def _spread(board: Board, across: str) -> dict[str, Column]:
    """The columns over which a pivot spreads, by identifier; formulas seek the period above, the identifier below."""
    if across == "period":
        return {period: Column(period, "MAD", "amount", total=True, width=14) for period in board.paid_periods}
    return {each: Column(board.name(across, each), each, "amount", total=True, width=15) for each in board.axis(across)}


def _sum_of_payments(board: Board, **where: str) -> str:
    """A formula: the payments whose identifiers are exactly those in the given cells.

    EXACT compares letter by letter; SUMIFS would take 01 for 1, a* for any word in a, and capitals for small letters.
    """
    matches = "*".join(f"EXACT({board.range('payments', dimension)},{cell})" for dimension, cell in where.items())
    return f"=SUMPRODUCT({matches}*{board.range('payments', 'amount')})"


def _share(board: Board, total: str) -> Beside:
    column = Column(board.say("Part", "Share"), "", "share", 1, width=9, total=True)
    sum_of_totals = f"SUM({total}${{first}}:{total}${{last}})"
    formula = f"=IF({sum_of_totals}=0,0,{total}{{row}}/{sum_of_totals})"
    return Beside(column, lambda _, paid: Cell(paid / board.spent if board.spent else 0.0, formula))


def _control(sheet: Sheet, board: Board, area: Area, position: int) -> None:
    """One line that must show nothing: the pivot's total less the payments."""
    amounts = board.range("payments", "amount")
    sheet.check(
        board.say(
            "Écart avec la feuille Paiements (doit être nul)", "Difference from the Payments sheet (must be nil)"
        ),
        position,
        Cell(0.0, f"={letter(position)}{area.total}-SUM({amounts})"),
    )


def _budgets(board: Board) -> dict[str, float]:
    """MAD over the whole round, by source."""
    budgets = {row.source: float(row.budget or 0) for row in board.case["sources"]}
    listed = board.case["budgets"]
    for source in set(listed["source"]):
        budgets[source] = float(sum(row.amount for row in listed if row.source == source))
    return budgets


def _in_mad(board: Board) -> str:
    return board.say(
        "En MAD. Chaque montant est une formule qui additionne la feuille « Paiements ».",
        "In MAD. Every amount is a formula that adds up the “Payments” sheet.",
    )
