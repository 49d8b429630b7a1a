"""A conflict in words: values with their units, what a repair moves, and what limits the rules that clash."""

from __future__ import annotations

from decimal import Decimal

from fundopt.case.case import Case
from fundopt.language import Text, join, million, number, percent
from fundopt.plan.conflict.repairs import Move, Repair
from fundopt.plan.conflict.statements import Statement
from fundopt.plan.families import EARMARKS


def shown(case: Case, statement: Statement, value: Decimal | None, lang: str) -> str:
    """A value of the statement's cell with its unit: « 5 % du fonds », « 12,3 M MAD », "3 sites"."""
    if value is None:
        return _OFF.of(lang)
    unit = _unit(case, statement)
    if unit == "MAD":
        return million(value, lang, _digits(value / 1_000_000, 3))
    if unit in _SHARES:
        return _SHARES[unit].of(lang, share=percent(value, lang, _digits(value * 100, 2)))
    return _UNITS[unit].of(lang, figure=number(value, lang, _digits(value, 2)))


def moved(case: Case, move: Move, lang: str) -> str:
    """« règle « Plancher : Oujda » : de 20 % du fonds à 7,23 % du fonds (−89,4 M MAD) »."""
    return f"{move.statement.name.of(lang)}{_COLON.of(lang)}{change(case, move, lang)}"


def change(case: Case, move: Move, lang: str) -> str:
    """« de 20 % du fonds à 7,2 % du fonds (−89,4 M MAD) »: a move without the name of its rule."""
    if move.statement.family == EARMARKS:
        cells = [
            _CELL.of(lang, measure=case.title("measures", measure, lang), city=case.title("cities", city, lang))
            for city, measure in move.allowed
        ]
        return _ALLOW.of(lang, cells=join(cells, lang), size=million(move.size, lang))
    before = shown(case, move.statement, move.before, lang)
    after = shown(case, move.statement, move.after, lang)
    return _MOVE.of(lang, before=before, after=after) + _size(case, move, lang)


def moves(case: Case, repair: Repair, lang: str) -> list[str]:
    """What a repair changes, a sentence for each rule."""
    return [moved(case, move, lang) for move in repair.moves]


def _size(case: Case, move: Move, lang: str) -> str:
    """How far rows move in their own unit, where the values do not say it."""
    if move.unit != "MAD" or _unit(case, move.statement) == "MAD" or not move.size:
        return ""
    sign = "+" if move.size > 0 else "−"
    return f" ({sign}{million(abs(move.size), lang)})"


def _unit(case: Case, statement: Statement) -> str:
    """What the statement's cell is counted in: a key of `_SHARES` or `_UNITS`, or MAD."""
    if statement.table in ("sources", "budgets"):
        return "MAD"
    if statement.family in ("private_share", "dependency"):
        return statement.family
    if statement.family == "public_per_private":
        return "ratio"
    if statement.family == "most_sites":
        return "most_sites"
    data = case[statement.table]
    quantity = data["quantity"][statement.index]
    measured = data["measured"][statement.index] if statement.table == "limits" else "amount"
    if quantity == "rate" or measured.startswith("share_"):
        return "rate" if quantity == "rate" else measured
    if measured == "per_head":
        return "per_head" if quantity == "money" else f"{quantity}_per_head"
    return "MAD" if quantity == "money" else quantity


def _digits(value: Decimal, most: int) -> int:
    """Decimals that `value` needs, up to `most`."""
    exponent = round(value, most).normalize().as_tuple().exponent
    return max(0, -int(exponent))


_OFF = Text("sans limite", "no limit")
_COLON = Text(" : ", ": ")
_MOVE = Text("de {before} à {after}", "from {before} to {after}")
_CELL = Text("{measure} à {city}", "{measure} in {city}")
_ALLOW = Text("permettre aussi {cells} ({size})", "allow {cells} as well ({size})")
_SHARES = {
    "share_of_fund": Text("{share} du fonds", "{share} of the fund"),
    "share_of_spending": Text("{share} de la dépense", "{share} of spending"),
    "share_of_place": Text("{share} de la dépense du lieu", "{share} of the place's spending"),
    "share_of_source": Text("{share} de la dépense de la source", "{share} of the source's spending"),
    "private_share": Text("{share} de la dépense", "{share} of spending"),
    "dependency": Text("{share} des emplois", "{share} of jobs"),
    "rate": Text("{share} de chômage", "{share} unemployment"),
}
_UNITS = {
    "ratio": Text("{figure} MAD public par MAD privé", "{figure} public MAD per private MAD"),
    "most_sites": Text("{figure} site(s) par ville", "{figure} site(s) per city"),
    "sites": Text("{figure} sites", "{figure} sites"),
    "units": Text("{figure} unités", "{figure} units"),
    "net_jobs": Text("{figure} emplois nets", "{figure} net jobs"),
    "jobs_kept": Text("{figure} emplois gardés", "{figure} jobs kept"),
    "per_head": Text("{figure} MAD par actif", "MAD {figure} per head"),
    "units_per_head": Text("{figure} unités par actif", "{figure} units per head"),
    "net_jobs_per_head": Text("{figure} emplois nets par actif", "{figure} net jobs per head"),
    "jobs_kept_per_head": Text("{figure} emplois gardés par actif", "{figure} jobs kept per head"),
    "sites_per_head": Text("{figure} sites par actif", "{figure} sites per head"),
}
