"""How much a rule asks for, in a few words: its sense, its number and what that number counts."""

from __future__ import annotations

from decimal import Decimal

from fundopt.case.case import Case
from fundopt.case.scenario_words import amount, quantity
from fundopt.case.schema import LIMITS
from fundopt.case.written import decimals
from fundopt.language import Text, percent


def rule_amount(case: Case, table: str, index: int, lang: str) -> str:
    """« au moins 5 % du fonds », "at most 3 sites": a row of the limits, the commitments or the caps on dependency; ""
    where it has no number."""
    data = case[table]
    value = data["cap" if table == "dependency" else "value"][index]
    if not isinstance(value, Decimal) or not value.is_finite():
        return ""
    if table == "dependency":
        period = data["period"][index] or case.periods[case.fund.budget_periods - 1]
        return _CAP.of(lang, share=_share(value, lang), period=period)
    measured = "amount" if table == "commitments" else str(data["measured"][index])
    sense = dict(LIMITS.column("sense").choices)[data["sense"][index]].of(lang)
    return f"{sense} {_counted(str(data['quantity'][index]), measured, value, lang)}"


def _counted(of: str, measured: str, value: Decimal, lang: str) -> str:
    """A number with what it counts."""
    if of == "rate":
        return _RATE.of(lang, share=_share(value, lang))
    if measured in _SHARES:
        return _SHARES[measured].of(lang, share=_share(value, lang))
    many = abs(value) >= 2 if lang == "fr" else value != 1
    unit = _UNITS[of][many].of(lang) if of in _UNITS else ""
    counted = f"{quantity(value, lang)}\u00a0{unit}" if unit else amount(value, lang)
    return _PER_HEAD.of(lang, counted=counted) if measured == "per_head" else counted


def _share(value: Decimal, lang: str) -> str:
    return percent(value, lang, min(decimals(value * 100), 2))


_CAP = Text("au plus {share} des emplois, dès {period}", "at most {share} of jobs, from {period} on")
_RATE = Text("{share} de chômage", "{share} unemployment")
_PER_HEAD = Text("{counted} par actif", "{counted} per head")
_SHARES = {
    "share_of_fund": Text("{share} du fonds", "{share} of the fund"),
    "share_of_spending": Text("{share} de la dépense", "{share} of spending"),
    "share_of_place": Text("{share} de la dépense du lieu", "{share} of the place's spending"),
    "share_of_source": Text("{share} de la dépense de la source", "{share} of the source's spending"),
}
_UNITS = {
    "units": (Text("unité", "unit"), Text("unités", "units")),
    "sites": (Text("site", "site"), Text("sites", "sites")),
    "net_jobs": (Text("emploi net", "net job"), Text("emplois nets", "net jobs")),
    "jobs_kept": (Text("emploi gardé", "job kept"), Text("emplois gardés", "jobs kept")),
}
"""What is counted, for one and for several."""
