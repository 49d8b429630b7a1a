"""The board's workbook, plan.xlsx, in reading order: summary, money, effects, rules, provenance, record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

from fundopt.audit import dossier_effects as effects
from fundopt.audit import dossier_money as money
from fundopt.audit.dossier_board import Board
from fundopt.audit.dossier_workbook import Book, Cell, Column, Value
from fundopt.audit.record import Record
from fundopt.case import schema
from fundopt.case.provenance import coverage
from fundopt.language import Text, join, number, percent
from fundopt.plan.figures import NO_VALUE, SENSES, STATUSES, RuleMargin

IN_MILLIONS = 10_000_000
"""From this total on, MAD, the summary shows money in millions; its cells hold MAD all the same."""
RECORD_LABELS = {
    "case": Text("cas", "case"),
    "time": Text("date et heure (UTC)", "time (UTC)"),
    "fundopt_version": Text("version de fundopt", "fundopt version"),
    "engine": Text("moteur de calcul", "engine"),
    "engine_version": Text("version du moteur", "engine version"),
    "python_version": Text("version de Python", "Python version"),
    "seed": Text("graine", "seed"),
    "objective": Text("objectif (années-personnes, négatif : évitées)", "objective (person-years, negative: avoided)"),
    "bound": Text("borne du moteur (virgule flottante)", "bound of the engine (floating point)"),
    "gap": Text("écart relatif à la borne du moteur", "relative gap to the bound of the engine"),
    "money": Text("argent dépensé (MAD)", "money spent (MAD)"),
    "input_hash": Text("empreinte des données (SHA-256 de input.txt)", "hash of the input (SHA-256 of input.txt)"),
    "model_hash": Text("empreinte du modèle", "hash of the model"),
    "plan_hash": Text("empreinte du plan", "hash of the plan"),
}
ENGINES = {"tree": Text("tree : recherche arborescente sur GLOP", "tree: branch and bound on GLOP")}
"""What an engine is, where its name does not say it."""
STAGES = {
    "person_years": Text("chômage évité, attendu sur les scénarios", "unemployment avoided, expected over scenarios"),
    "worst_city": Text(
        "hausse du taux, pire ville, dans le pire scénario", "rise of the rate, worst city, in the worst scenario"
    ),
    "cvar": Text("chômage des pires scénarios", "unemployment of the worst scenarios"),
    "cost": Text("argent dépensé", "money spent"),
}
STAGE_UNITS = {
    "person-years": Text("années-personnes (comptées comme l'objectif)", "person-years (counted as the objective)"),
    "points": Text("points", "points"),
    "MMAD": Text("millions de MAD", "millions of MAD"),
}
"""What the stages of a record are and count; the key figures of the first sheet are means over the scenarios."""


def write_plan_workbook(path: Path, board: Board) -> None:
    """Write plan.xlsx; the same input gives the same bytes."""
    created = datetime.fromisoformat(board.record.time).replace(tzinfo=None)
    sheets = (
        summary, money.by_city, money.by_measure, money.by_source, money.by_period, money.payments,
        effects.activities, effects.sites, effects.jobs, effects.unemployment, rules, provenance, record,
    )  # fmt: skip
    with Book(path, lang=board.lang, title=board.title, created=created) as book:
        for write in sheets:
            write(book, board)


def summary(book: Book, board: Board) -> None:
    """Key figures, what they rest on, how far they are proved, and money by city and measure."""
    lang = board.lang
    basis = dict(schema.FUND.column("basis").choices)[board.case.fund.basis].of(lang)
    note = board.say(
        "Scénario : {scenario} · Base du chômage : {basis} · Montants en MAD",
        "Scenario: {scenario} · Unemployment basis: {basis} · Amounts in MAD",
        scenario=board.summary.scenario.of(lang),
        basis=basis,
    )
    sheet = book.sheet(board.say("Synthèse", "Summary"), board.title, note)
    columns = [
        Column(board.say("Chiffre clé", "Key figure"), width=34),
        Column(board.say("Valeur", "Value"), "", "number", width=16, bold=True),
        Column(board.say("Unité", "Unit"), "", "line", width=9),
        Column("", width=9),
        Column(board.say("Statut", "Status"), "", "line", width=9),
        Column("", width=9),
    ]
    rows = [
        (
            each.label.of(lang),
            Cell(NO_VALUE if each.value is None else each.value, digits=each.digits),
            each.unit.of(lang),
            None,
            STATUSES[each.status].of(lang),
            None,
        )
        for each in board.summary.figures
    ]
    sheet.table(columns, rows)
    for text in _grounds(board):
        sheet.paragraph(text, len(columns))
    sheet.skip()
    in_millions = board.spent >= IN_MILLIONS
    title = board.say("Qui reçoit quoi : villes et mesures, en ", "Who gets what: cities and measures, in ")
    title += board.say("millions de MAD", "millions of MAD") if in_millions else "MAD"
    money.pivot(sheet, board, "city", "measure", heading=title, in_millions=in_millions)
    sheet.freeze_title()


def rules(book: Book, board: Board) -> None:
    """Each rule: what the plan reaches, the limit, the room left, and what one more unit would be worth."""
    say = board.say
    title = say("Règles et marges", "Rules and margins")
    note = say(
        "Les règles atteintes d'abord. Le prix est le gain pour une unité de plus, pour un petit changement.",
        "Binding rules first. The price is the gain for one more unit, for a small change.",
    )
    columns = [
        Column(say("Règle", "Rule"), width=34),
        Column(say("État", "State"), width=10),
        Column(say("Atteint", "Reached"), "", "number", width=13),
        Column(say("Sens", "Sense"), width=12),
        Column(say("Limite", "Limit"), "", "number", width=13),
        Column(say("Marge", "Margin"), "", "number", width=13),
        Column(say("Unité", "Unit"), width=12),
        Column(say("Prix", "Price"), "", "number", 3, width=9),
        Column(say("Unité du prix", "Unit of the price"), width=18),
        Column(say("Responsable", "Owner"), width=16),
        Column(say("Motif", "Reason"), width=28),
    ]
    sheet = book.sheet(say("Règles", "Rules"), title, note)
    ordered = sorted(board.summary.rules, key=lambda rule: not rule.binds)
    area = sheet.table(columns, [_rule(board, rule) for rule in ordered])
    sheet.freeze(area, 1)
    sheet.filter(area, len(columns))


def provenance(book: Book, board: Board) -> None:
    """Where each value of the case comes from: assumptions first."""
    say, lang = board.say, board.lang
    title = say("Provenance des données", "Provenance of the data")
    note = say(
        "La ligne la plus précise l'emporte. Sans ligne, une valeur est une hypothèse sans responsable.",
        "The most precise row wins. Without a row, a value is an assumption without an owner.",
    )
    sheet = book.sheet("Provenance", title, note)
    order = list(reversed(STATUSES))
    lines = sorted(board.case["provenance"], key=lambda row: (order.index(row.status), row.table, row.row, row.column))
    formula = f"=COUNTIF({board.range('provenance', 'status')},$A{{row}})"
    counts = [(STATUSES[s].of(lang), Cell(sum(row.status == s for row in lines), formula)) for s in order]
    total = say("Total", "Total")
    sheet.table(
        [Column(say("Statut", "Status")), Column(say("Lignes", "Rows"), "", "number", total=True)], counts, total=total
    )
    columns = [
        Column(say("Statut", "Status"), width=13),
        Column(say("Table", "Table"), width=16),
        Column(say("Ligne", "Row"), width=20),
        Column(say("Colonne", "Column"), width=20),
        Column("Source", width=44),
        Column("Date", width=12),
        Column(say("Responsable", "Owner"), width=16),
        Column("Note", width=44),
    ]
    rows = [
        (STATUSES[row.status].of(lang), _table(board, row.table), _any(board, row.row), _column(board, row),
         *(board.case.text(text, lang) for text in (row.source, row.date, row.owner, row.note)))
        for row in lines
    ]  # fmt: skip
    area = sheet.table(columns, rows)
    book.define(board.range("provenance", "status"), area.column(0))
    sheet.freeze(area, 0)
    sheet.filter(area, len(columns))


def record(book: Book, board: Board) -> None:
    """The run that made the plan, with the hashes that let anyone check it."""
    title = board.say("Fiche de calcul", "Record of the run")
    note = board.say("Les mêmes valeurs sont dans record.json.", "The same values are in record.json.")
    sheet = book.sheet(board.say("Fiche", "Record"), title, note)
    columns = [
        Column(board.say("Élément", "Item"), width=40),
        Column(board.say("Valeur", "Value"), width=76),
        Column(board.say("Clé", "Key"), "record.json", "key", width=20),
    ]
    sheet.freeze(sheet.table(columns, _record_rows(board, board.record)), 0)


def _record_rows(board: Board, of: Record) -> list[tuple[str, str, str]]:
    values = asdict(of)
    if of.engine in ENGINES:
        values["engine"] = ENGINES[of.engine].of(board.lang)
    rows = [(label.of(board.lang), _plain(values[key]), key) for key, label in RECORD_LABELS.items()]
    setting, stage = board.say("réglage", "parameter"), board.say("objectif", "objective")
    rows += [
        (f"{setting} : {name}" if board.lang == "fr" else f"{setting}: {name}", _plain(value), "parameters")
        for name, value in sorted(of.parameters.items())
    ]
    rows += [(f"{stage} {i}", _stage(each, board.lang), "stages") for i, each in enumerate(of.stages, 1)]
    rows.append((board.say("refaire les empreintes", "redo the hashes"), _RECIPE.of(board.lang), ""))
    return rows


def _stage(stage: Mapping[str, object], lang: str) -> str:
    """One objective: what it is, the value reached, and what the objectives after it may give up."""
    name, unit = str(stage["name"]), str(stage["unit"])
    value = float(str(stage["value"]))
    return _STAGE.of(
        lang,
        name=STAGES[name].of(lang) if name in STAGES else name,
        key=name,
        value=_plain(-value if name == "person_years" else value),
        unit=STAGE_UNITS[unit].of(lang) if unit in STAGE_UNITS else unit,
        allowance=_plain(stage["allowance"]),
    )


def _plain(value: object) -> str:
    return "–" if value is None else str(value)


def _grounds(board: Board) -> list[str]:
    """The sentences below the key figures: what is proved, what rests on assumptions, and the notes."""
    lang, figures = board.lang, board.summary.figures
    parts = coverage(board.case)
    assumed, silent = ([part.table for part in parts if getattr(part, kind)] for kind in ("assumption", "none"))
    tables = join(sorted(_table(board, table) for table in assumed), lang)
    sentences = [board.summary.proof.of(lang)] if board.summary.proof else []
    numbers = sum(part.values for part in parts)
    counts = {
        "assumed": number(sum(each.status == "assumption" for each in figures), lang),
        "figures": number(len(figures), lang),
        "share": percent(sum(part.assumption for part in parts) / numbers if numbers else 0, lang, 0),
        "numbers": number(numbers, lang),
    }
    sentences.append(_ASSUMPTIONS.of(lang, **counts))
    if assumed:
        sentences.append(_ASSUMED_TABLES.of(lang, tables=tables))
    if silent:
        sentences.append(_SILENT_TABLES.of(lang, tables=join([_table(board, table) for table in silent], lang)))
    return sentences + [text.of(lang) for text in board.summary.notes]


def _rule(board: Board, rule: RuleMargin) -> list[Value | Cell]:
    lang, digits = board.lang, rule.digits
    state = _STATES["broken" if rule.broken else "binds" if rule.binds else "room"].of(lang)
    room = {"at_most": "=E{row}-C{row}", "at_least": "=C{row}-E{row}", "exactly": "=-ABS(C{row}-E{row})"}[rule.sense]
    return [
        rule.label.of(lang),
        state,
        Cell(rule.value, digits=digits),
        SENSES[rule.sense].of(lang),
        Cell(rule.limit, digits=digits),
        Cell(rule.margin, room, digits=digits),
        rule.unit.of(lang),
        rule.price,
        rule.price_unit.of(lang) if rule.price_unit else "",
        rule.owner.of(lang),
        rule.reason.of(lang),
    ]


def _table(board: Board, name: str) -> str:
    return schema.BY_NAME[name].label.of(board.lang) if name in schema.BY_NAME else name


def _column(board: Board, row: SimpleNamespace) -> str:
    known = {column.name: column for column in schema.BY_NAME[row.table].columns} if row.table in schema.BY_NAME else {}
    return known[row.column].label.of(board.lang) if row.column in known else _any(board, row.column)


def _any(board: Board, value: str) -> str:
    return board.say("toutes", "all") if value == schema.ALL else value


_RECIPE = Text(
    "input_hash : sha256sum input.txt ; plan_hash et model_hash : un court programme, avec Python seul, dans"
    " docs/certificate.md de fundopt ; fichiers : sha256sum, à comparer à record.json",
    "input_hash: sha256sum input.txt; plan_hash and model_hash: a short program, with Python alone, in fundopt's"
    " docs/certificate.md; files: sha256sum, to be compared with record.json",
)
_STAGE = Text(
    "{name} : {value} {unit} ; les objectifs suivants peuvent en céder {allowance} ({key})",
    "{name}: {value} {unit}; later objectives may give up {allowance} of it ({key})",
)
_ASSUMPTIONS = Text(
    "Hypothèses : {assumed} des {figures} chiffres clés reposent sur au moins une hypothèse ; {share} des {numbers} "
    "nombres du cas sont des hypothèses.",
    "Assumptions: {assumed} of the {figures} key figures rest on at least one assumption; {share} of the {numbers} "
    "numbers of the case are assumptions.",
)
_ASSUMED_TABLES = Text("Hypothèses dans les tables : {tables}.", "Assumptions in the tables: {tables}.")
_SILENT_TABLES = Text(
    "Nombres sans provenance, donc hypothèses sans responsable : {tables}.",
    "Numbers without provenance, so assumptions without an owner: {tables}.",
)
_STATES = {
    "broken": Text("rompue", "broken"),
    "binds": Text("atteinte", "binds"),
    "room": Text("marge", "room"),
}
