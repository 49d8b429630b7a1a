"""A comparison in sentences: each plan against the first, the rules it breaks and by how much, where cases differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import pandas as pd

from fundopt.audit.check import Check
from fundopt.audit.note_texts import amount, clean, counted, share
from fundopt.case.case import Case
from fundopt.case.edits import SetCell
from fundopt.case.scenario import Scenario
from fundopt.case.scenario_between import edits_between
from fundopt.language import Text, join, number, percent
from fundopt.plan.achievements import Achievements
from fundopt.plan.summary import WORDINGS, Wording

LONGEST = 60
"""Signs of a plan's name in a sentence."""
NOTHING, NAMED = 5e4, 2
"""MAD below which a city's money is the same; cities named of those that gain or lose most."""

IDLE_NAMED = 4
"""Cities named of those where money buys nothing."""


class Judged(Protocol):
    """A plan with its case, the rules it breaks and its key figures; `fundopt.Plan` is one."""

    @property
    def case(self) -> Case: ...
    @property
    def violations(self) -> tuple[Check, ...]: ...
    @property
    def achievements(self) -> Achievements: ...


def verdicts(plans: Mapping[str, Judged], lang: str) -> list[str]:
    """What the first plan does, then each other plan against it: unemployment avoided, money, rules; one line each."""
    names = list(plans)
    first = plans[names[0]]
    reached = first.achievements
    said = [
        _FIRST.of(
            lang, name=clean(names[0], LONGEST), years=number(reached.person_years_avoided, lang),
            money=amount(reached.money, lang) + _idle(first, lang), rules=_rules(first, lang),
        )
    ]  # fmt: skip
    return said + [verdict(name, plans[name], names[0], first, lang) for name in names[1:]]


def verdict(name: str, plan: Judged, first_name: str, first: Judged, lang: str) -> str:
    """One plan against another: « … évite 470 années-personnes de moins que … (10 %), dépense … et enfreint … »."""
    years = plan.achievements.person_years_avoided - first.achievements.person_years_avoided
    money = plan.achievements.money - first.achievements.money
    return _VERDICT.of(
        lang, name=clean(name, LONGEST), first=clean(first_name, LONGEST), rules=_rules(plan, lang),
        years=_compared(_YEARS, _person_years(abs(years), lang), round(years, 1), lang),
        share=_share(years, first.achievements.person_years_avoided, lang),
        money=_spends(money, lang) + _idle(plan, lang),
    )  # fmt: skip


def broken_rules(plan: Judged) -> list[Check]:
    """The rules that a plan breaks, without those that only say that money buys nothing: see `idle_money`."""
    return [rule for rule in plan.violations if rule.family != "who_pays" or rule.value < rule.bound]


def idle_money(plan: Judged) -> float:
    """MAD that a plan pays without buying anything."""
    idle = (rule for rule in plan.violations if rule.family == "who_pays" and rule.value > rule.bound)
    return float(sum(rule.value - rule.bound for rule in idle))


def idle_cities(plan: Judged, lang: str) -> list[str]:
    """The cities in which a plan pays without buying anything, those with most of this money first."""
    by_city: dict[str, float] = {}
    for rule in plan.violations:
        if rule.family == "who_pays" and rule.value > rule.bound:
            by_city[rule.label[0]] = by_city.get(rule.label[0], 0.0) + float(rule.value - rule.bound)
    return [plan.case.title("cities", city, lang) for city in sorted(by_city, key=lambda city: -by_city[city])]


def owner(rule: Check, lang: str) -> str:
    """Who answers for a rule; "" where nobody does."""
    if rule.row is None:
        return ""
    data = rule.case[rule.row[0]]
    return rule.case.text(data["owner"][rule.row[1]], lang) if "owner" in data.columns else ""


def missed(rule: Check, lang: str) -> str:
    """By how much a rule is broken, in its unit."""
    by = abs(float(rule.excess))
    if rule.unit == "MAD":
        return amount(by, lang)
    if rule.unit == "share":
        return percent(by, lang, 1 if by >= 0.0005 else 4)
    one, many = _UNITS[rule.unit]
    digits = 0 if by >= 10 or by == round(by) else 1 if by >= 0.1 else 4
    return f"{number(by, lang, digits)}\u00a0{(one if (by < 2 if lang == 'fr' else by == 1) else many).of(lang)}"


def apart(plans: Mapping[str, Judged], lang: str, most: int | None = None) -> dict[str, list[str]]:
    """By plan, the assumptions in which its case differs from that of the first, in words; plans of that case are
    left out. Beyond `most` the others are counted."""
    (_, first), *others = plans.items()
    found = {}
    for name, plan in others:
        words = _changes(first.case, plan.case, lang)
        if words:
            rest = len(words) - (len(words) if most is None else most)
            found[name] = words if rest <= 0 else [*words[:most], _MORE.of(lang, count=number(rest, lang))]
    return found


def gains(money: pd.Series, first: str, other: str, lang: str) -> str:
    """How many cities receive more and less in `other` than in `first`, and which most.

    `money`: the difference [MAD] by the city's name.
    """
    up, down = money[money >= NOTHING], money[money <= -NOTHING]
    names = {"first": clean(first, LONGEST), "other": clean(other, LONGEST)}
    if not len(up) and not len(down):
        return _NO_GAIN.of(lang, **names)
    counted_ = {
        "up": _GAIN[min(len(up), 2)].of(lang, count=number(len(up), lang), named=_named(up.nlargest(NAMED), lang)),
        "down": _LOSS[min(len(down), 2)].of(
            lang, count=number(len(down), lang), named=_named(down.nsmallest(NAMED), lang)
        ),
    }
    return _GAINS.of(lang, **counted_, **names)


def _named(money: pd.Series, lang: str) -> str:
    """« Oujda +12,3 M MAD et Fès +8,0 M MAD »."""
    signs = {True: "+", False: "\u2212"}
    shown = [f"{clean(city, 40)} {signs[value > 0]}{amount(abs(value), lang)}" for city, value in money.items()]
    return join(shown, lang)


def _changes(first: Case, other: Case, lang: str) -> list[str]:
    """The edits that lead from one case to another, in words; many of one column are told by their number."""
    edits = [edit for edit in edits_between(first, other) if getattr(edit, "table", "") not in _NOTES]
    words = Scenario(edits=tuple(edits)).words(first, lang)
    groups: dict[object, list[str]] = {}
    for edit, said in zip(edits, words, strict=True):
        column = (edit.table, edit.column) if isinstance(edit, SetCell) else edit
        groups.setdefault(column, []).append(said)
    return [
        line
        for group in groups.values()
        for line in (
            group if len(group) <= _FEW else [_MANY.of(lang, count=number(len(group), lang), example=group[0])]
        )
    ]


def wording(name: str) -> Wording:
    """How a row of the figures of a comparison is called, its unit and its decimals."""
    return WORDINGS[name]


def figure_text(name: str, value: float, lang: str, *, signed: bool = False) -> str:
    """A key figure of a comparison, or a difference of two with its sign; a dash where there is none."""
    words, sign = wording(name), ""
    if value != value:
        return "–"
    if signed:
        grain = 0 if words.unit.fr != "MAD" else (0 if abs(value) < 1e6 else -5)
        if round(value, words.digits + grain) == 0:
            return "–"
        sign, value = ("+" if value > 0 else "\u2212"), abs(value)
    return sign + (amount(value, lang) if words.unit.fr == "MAD" else number(value, lang, words.digits))


def difference_text(name: str, value: float, first: float, lang: str) -> str:
    """The difference of two key figures as they are shown, so that it adds up beside them."""
    words = wording(name)
    large = words.unit.fr == "MAD" and min(abs(value), abs(first)) >= 1e6
    digits = -5 if large else words.digits
    return figure_text(name, round(value, digits) - round(first, digits), lang, signed=True)


def _spends(money: float, lang: str) -> str:
    """How much more or less money, « presque autant » for less than a tenth of a million."""
    if 1 <= abs(money) < NOTHING:
        return _NEARLY.of(lang)
    return _compared(_MONEY, amount(abs(money), lang), round(money / 1e5), lang)


def _idle(plan: Judged, lang: str) -> str:
    """« , paie 49,4 M MAD sans rien acheter (Fès et Oujda) »."""
    if (idle := idle_money(plan)) < 1:
        return ""
    cities = idle_cities(plan, lang)
    shown = cities[:IDLE_NAMED]
    more = _MORE_CITIES.of(lang, count=len(cities) - len(shown)) if len(cities) > len(shown) else ""
    return _IDLE.of(lang, amount=amount(idle, lang), cities=(", ".join(shown) if more else join(shown, lang)) + more)


def _rules(plan: Judged, lang: str) -> str:
    count = len(broken_rules(plan))
    return _BREAKS.of(lang, rules=counted(count, "rule", lang)) if count else _KEEPS.of(lang)


def _compared(texts: tuple[Text, Text, Text], difference: str, sign: float, lang: str) -> str:
    return texts[0 if sign < 0 else 1 if sign > 0 else 2].of(lang, difference=difference)


def _share(years: float, whole: float, lang: str) -> str:
    return f" ({share(abs(years), whole, lang)})" if whole > 0 and round(years, 1) else ""


def _person_years(value: float, lang: str) -> str:
    """With a decimal below ten."""
    return number(value, lang, 0 if value >= 10 else 1)


_NOTES = ("provenance", "english")
"""Tables that say where numbers come from or what things are called in English, and change no plan."""

_UNITS = {
    "persons": (Text("personne", "person"), Text("personnes", "people")),
    "jobs": (Text("emploi", "job"), Text("emplois", "jobs")),
    "units": (Text("unité", "unit"), Text("unités", "units")),
    "sites": (Text("site", "site"), Text("sites", "sites")),
    "rows": (Text("ligne", "row"), Text("lignes", "rows")),
}
_FIRST = Text(
    "« {name} » évite {years} années-personnes de chômage avec {money}, et {rules}.",
    "“{name}” avoids {years} person-years of unemployment with {money}, and {rules}.",
)
_VERDICT = Text(
    "« {name} » évite {years} « {first} »{share}, dépense {money}, et {rules}.",
    "“{name}” avoids {years} “{first}”{share}, spends {money}, and {rules}.",
)
_YEARS = (
    Text("{difference} années-personnes de moins que", "{difference} person-years fewer than"),
    Text("{difference} années-personnes de plus que", "{difference} person-years more than"),
    Text("autant de chômage que", "as much unemployment as"),
)
_MONEY = (
    Text("{difference} de moins", "{difference} less"),
    Text("{difference} de plus", "{difference} more"),
    Text("autant", "as much"),
)
_NEARLY = Text("presque autant", "nearly as much")
_IDLE = Text(", paie {amount} sans rien acheter ({cities})", ", pays {amount} without buying anything ({cities})")
_MORE_CITIES = Text(" et {count} de plus", " and {count} more")
_GAINS = Text("De « {first} » à « {other} », {up} et {down}.", "From “{first}” to “{other}”, {up} and {down}.")
_GAIN = (
    Text("aucune ville ne reçoit plus", "no city receives more"),
    Text("1 ville reçoit plus ({named})", "1 city receives more ({named})"),
    Text("{count} villes reçoivent plus (d'abord {named})", "{count} cities receive more (first {named})"),
)
_LOSS = (
    Text("aucune ne reçoit moins", "none receives less"),
    Text("1 reçoit moins ({named})", "1 receives less ({named})"),
    Text("{count} reçoivent moins (d'abord {named})", "{count} receive less (first {named})"),
)
_NO_GAIN = Text(
    "De « {first} » à « {other} », aucune ville ne reçoit ni plus ni moins.",
    "From “{first}” to “{other}”, no city receives more or less.",
)
_BREAKS = Text("enfreint {rules}", "breaks {rules}")
_KEEPS = Text("respecte toutes les règles", "keeps every rule")
_FEW = 3
_MANY = Text("{count} valeurs, dont : {example}", "{count} values, among them: {example}")
_MORE = Text("et {count} autres changements", "and {count} more changes")

CASES_DIFFER = Text(
    "Ces plans répondent à des cas différents : chacun est calculé sur le sien. L'argent se compare tel quel ; le"
    " chômage évité se lit à côté de ce que le choc ajoute dans chaque cas.",
    "These plans answer different cases: each is worked out on its own. Money compares as it stands; unemployment"
    " avoided is to be read beside what the shock adds in each case.",
)
"""What holds of a comparison across cases."""
