"""Edits of policy as frozen values: a pinned city, the size of the fund, the shock, private money, the objective."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from fundopt.case import edit_rows as rows
from fundopt.case import scenario_words as words
from fundopt.case.case import Case
from fundopt.case.edit_rows import OWNER, EditFault
from fundopt.case.edits import Edit, SetCell, Target
from fundopt.case.schema import ALL
from fundopt.language import LANGUAGES, Text, percent


@dataclass(frozen=True)
class Pin(Edit):
    """Hold the money of a city, of a measure or of the pair between `least` and `most` MAD over all periods; `*` is
    every city or measure. Equal bounds are an amount. It becomes rows of the limits, owned by "what-if"."""

    city: str = ALL
    measure: str = ALL
    least: Decimal | None = None
    most: Decimal | None = None
    kind: ClassVar[str] = "pin"
    setting: ClassVar[bool] = True

    @property
    def target(self) -> Target:
        return self.kind, self.city, self.measure

    @property
    def nothing(self) -> bool:
        return self.least is None and self.most is None

    def holding(self, sense: str, value: Decimal) -> Pin:
        """The same pin with another amount in the rule of this `sense` that it makes."""
        if sense == "exactly":
            return replace(self, least=value, most=value)
        return replace(self, least=value) if sense == "at_least" else replace(self, most=value)

    def apply(self, case: Case) -> Case:
        if self.nothing:
            return case
        if self.city == ALL and self.measure == ALL:
            raise rows.fault(case, "limits", _PIN_NOTHING)
        for table, name in (("cities", self.city), ("measures", self.measure)):
            if name != ALL:
                rows.position(case, rows.table(case, table), name)
        bounds = {"at_least": self.least, "at_most": self.most}
        if self.least is not None and self.least == self.most:
            bounds = {"exactly": self.least}
        for sense, value in bounds.items():
            if value is not None:
                name = self._name(case, sense, value)
                case = rows.added(case, "limits", self._rule(case, sense, value) | {"name": name.fr})
                if name.fr not in case["english"]["text"]:
                    case = rows.added(case, "english", {"text": name.fr, "english": name.en})
        return case

    def _name(self, case: Case, sense: str, value: Decimal) -> Text:
        return Text(
            *(
                f"{_pinned(case, self.city, self.measure, lang)} {_SIGNS[sense]} {words.amount(value, lang)}"
                for lang in LANGUAGES
            )
        )

    def _rule(self, case: Case, sense: str, value: Decimal) -> dict[str, object]:
        short = " ".join(["what-if", *(name for name in (self.city, self.measure) if name != ALL)])[:50]
        return {
            "limit": rows.free_key(case["limits"], f"{short} {_SHORT_SENSES[sense]}"),
            "quantity": "money",
            "sense": sense,
            "value": value,
            "city": self.city if self.city == ALL else (self.city,),
            "measure": self.measure if self.measure == ALL else (self.measure,),
            "owner": OWNER,
        }

    def words(self, case: Case, lang: str) -> str:
        what = _pinned(case, self.city, self.measure, lang)
        if self.nothing:
            return _UNPINNED.of(lang, what=what)
        least, most = (None if bound is None else words.amount(bound, lang) for bound in (self.least, self.most))
        text = _PIN_LEAST if most is None else _PIN_MOST if least is None else _PIN_BAND
        return (_PIN_AT if least == most else text).of(lang, what=what, least=least, most=most)


@dataclass(frozen=True)
class ScaleFund(Edit):
    """Multiply what every source gives, in total and by period, by `factor`; amounts are rounded to whole MAD."""

    factor: Decimal
    kind: ClassVar[str] = "scale_fund"
    setting: ClassVar[bool] = True

    @property
    def nothing(self) -> bool:
        return self.factor == 1

    def apply(self, case: Case) -> Case:
        rows.positive(case, "sources", "budget", self.factor)
        case = rows.scaled(case, "sources", "budget", self.factor, whole=True)
        return rows.scaled(case, "budgets", "amount", self.factor, whole=True)

    def words(self, case: Case, lang: str) -> str:
        before = _fund_size(case)
        after = None if before is None else _fund_size_after(case, self)
        shown = "" if after is None else f" ({words.quantity(before, lang)} → {words.amount(after, lang)})"
        return _SCALE_FUND.of(lang, factor=words.quantity(self.factor, lang)) + shown


@dataclass(frozen=True)
class ScaleShock(Edit):
    """Multiply the severity of every scenario, and the jobs lost that were counted, by `factor`."""

    factor: Decimal
    kind: ClassVar[str] = "scale_shock"
    setting: ClassVar[bool] = True

    @property
    def nothing(self) -> bool:
        return self.factor == 1

    def apply(self, case: Case) -> Case:
        rows.positive(case, "scenarios", "severity", self.factor)
        if not len(case["scenarios"]):
            central = {"scenario": "central", "name": "central", "probability": Decimal(1), "severity": self.factor}
            case = rows.added(case, "scenarios", central)
        else:
            case = rows.scaled(case, "scenarios", "severity", self.factor)
        return rows.scaled(case, "shocks", "jobs_lost", self.factor)

    def words(self, case: Case, lang: str) -> str:
        return _SCALE_SHOCK.of(lang, factor=words.quantity(self.factor, lang))


@dataclass(frozen=True)
class PrivateShare(Edit):
    """Require at least this share of all spending to be private, cumulatively; None: no such rule.

    It is the fund's `public_per_private`: public ≤ (1 − share) / share × private.
    """

    share: Decimal | None
    kind: ClassVar[str] = "private_share"
    setting: ClassVar[bool] = True

    def apply(self, case: Case) -> Case:
        share = self.share
        if share is not None and not 0 <= share <= 1:
            raise rows.fault(case, "fund", _NO_SHARE, "public_per_private", share)
        ratio = None if not share else round((1 - share) / share, 9).normalize()
        return SetCell("fund", "", "public_per_private", ratio).apply(case)

    def words(self, case: Case, lang: str) -> str:
        if not self.share:
            return _NO_PRIVATE.of(lang)
        return _PRIVATE.of(lang, share=percent(self.share, lang, min(words.decimals(self.share * 100), 2)))


def private_share(case: Case) -> Decimal | None:
    """The least private share of all spending that the fund's `public_per_private` asks for; None: no such rule."""
    ratio = case.fund.public_per_private
    return None if ratio is None else round(1 / (1 + ratio), 6)


@dataclass(frozen=True)
class SetObjective(Edit):
    """Whom the first objective counts more (`weighting`, and `strength` where it follows vulnerability), and what is
    minimised `then`, in order; None leaves a setting as it is."""

    weighting: str | None = None
    strength: Decimal | None = None
    then: tuple[str, ...] | None = None
    kind: ClassVar[str] = "objective"
    setting: ClassVar[bool] = True

    @property
    def nothing(self) -> bool:
        return self.weighting is None and self.strength is None and self.then is None

    def _cells(self) -> list[SetCell]:
        given = {"weighting": self.weighting, "vulnerability_strength": self.strength, "then_minimise": self.then}
        return [SetCell("fund", "", name, value) for name, value in given.items() if value is not None]

    def apply(self, case: Case) -> Case:
        for cell in self._cells():
            case = cell.apply(case)
        return case

    def words(self, case: Case, lang: str) -> str:
        changed = [cell.words(case, lang) for cell in self._cells() if case.fund.__dict__[cell.column] != cell.value]
        return (" ; " if lang == "fr" else "; ").join(changed) or _SAME_OBJECTIVE.of(lang)


def _pinned(case: Case, city: str, measure: str, lang: str) -> str:
    names = (("cities", city), ("measures", measure))
    return " · ".join(words.shorten(case.title(table, name, lang)) for table, name in names if name != ALL) or ALL


def _fund_size(case: Case) -> Decimal | None:
    """All money of the sources, MAD; of a source with rows by period, what these give."""
    by_period = case["budgets"]
    if None in by_period["amount"]:
        return None
    total = sum(by_period["amount"], Decimal(0))
    paced = set(by_period["source"])
    return total + sum((row.budget or Decimal(0) for row in case["sources"] if row.source not in paced), Decimal(0))


def _fund_size_after(case: Case, edit: ScaleFund) -> Decimal | None:
    try:
        return _fund_size(edit.apply(case))
    except EditFault:
        return None


_SHORT_SENSES = {"at_least": "min", "at_most": "max", "exactly": "is"}
_SIGNS = {"at_least": "≥", "at_most": "≤", "exactly": "="}
_PIN_AT = Text("{what} : fixé à {least}", "{what}: fixed at {least}")
_PIN_LEAST = Text("{what} : au moins {least}", "{what}: at least {least}")
_PIN_MOST = Text("{what} : au plus {most}", "{what}: at most {most}")
_PIN_BAND = Text("{what} : entre {least} et {most}", "{what}: between {least} and {most}")
_UNPINNED = Text("{what} : plus fixé", "{what}: no longer fixed")
_PIN_NOTHING = Text("Une ville ou une mesure à fixer.", "A city or a measure to pin.")
_SCALE_FUND = Text("Taille du fonds : × {factor}", "Size of the fund: × {factor}")
_SCALE_SHOCK = Text("Sévérité du choc : × {factor}", "Severity of the shock: × {factor}")
_PRIVATE = Text("Part privée du fonds : au moins {share}", "Private share of the fund: at least {share}")
_NO_PRIVATE = Text("Part privée du fonds : pas de règle", "Private share of the fund: no rule")
_NO_SHARE = Text("Une part de 0 à 100 %.", "A share from 0 to 100%.")
_SAME_OBJECTIVE = Text("Objectif : inchangé", "Objective: unchanged")
