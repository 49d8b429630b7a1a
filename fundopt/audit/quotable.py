"""The sentence about how good a plan is that may be quoted: what is counted, from which figure, and how it is known."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fundopt.audit.exact import ONE
from fundopt.audit.facts import Facts
from fundopt.case.case import Case
from fundopt.language import Text, number


@dataclass(frozen=True)
class Counted:
    """What the first objective of a case counts: one and several person-years, as this case weighs them."""

    one: Text
    many: Text


def counted(case: Case | None) -> Counted:
    """Person-years, discounted where the case discounts, weighted where its cities do not count alike.

    Without a case nothing is known of that: person-years as the model weighs them.
    """
    if case is None:
        return _AS_MODELLED
    discounted = bool(case.fund.discount_rate)
    weighted = any(weight != ONE for weight in Facts(case).city_weights.values())
    return _COUNTED[weighted, discounted]


def quotable(case: Case | None, avoided: Fraction | float, gap: Fraction | float, *, exact: bool) -> Text:
    """No plan avoids over `gap` more than this one's `avoided` [person-years of the first objective].

    `gap` is rounded up. `exact`: both are proved in fractions; else they are an engine's, and the sentence says so.
    """
    said = counted(case)
    value = Fraction(avoided)
    shown = {lang: number(float(value), lang, 0 if value.denominator == 1 else 1) for lang in ("fr", "en")}
    most, digits = _rounded_up(Fraction(gap))
    unit = said.one if most < 2 else said.many
    text = _MORE if most else _NONE
    ends = _EXACTLY if exact else _BY_ENGINE
    return Text(
        *(
            text.of(
                lang, most=number(most, lang, digits), unit=(unit if lang == "fr" else said.many).of(lang),
                of_units=_of(said.many.fr), units=said.many.of(lang), avoided=shown[lang],
            ) + ends.of(lang)
            for lang in ("fr", "en")
        )
    )  # fmt: skip


def quoted_claim(case: Case | None, plan: Mapping[str, str]) -> Text:
    """The sentence for the key `plan` of a certificate.json, whose figures are exact: decimals or "p/q"."""
    objective, published, gap = (Fraction(plan[key]) for key in ("objective", "published", "gap"))
    return quotable(case, -max(objective, published), gap, exact=True)


def _rounded_up(gap: Fraction) -> tuple[Decimal, int]:
    """The gap with one digit that counts, at least a billionth where there is any; and its decimals."""
    digits = next((n for n in (1, 3, 6, 9) if gap * 10**n >= 1), 9)
    return math.ceil(gap * 10**digits) / Decimal(10**digits), digits


def _of(noun: str) -> str:
    return f"d'{noun}"


_COUNTED = {
    (False, False): Counted(Text("année-personne", "person-years"), Text("années-personnes", "person-years")),
    (False, True): Counted(
        Text("année-personne actualisée", "discounted person-years"),
        Text("années-personnes actualisées", "discounted person-years"),
    ),
    (True, False): Counted(
        Text("année-personne pondérée", "weighted person-years"),
        Text("années-personnes pondérées", "weighted person-years"),
    ),
    (True, True): Counted(
        Text("année-personne pondérée et actualisée", "weighted, discounted person-years"),
        Text("années-personnes pondérées et actualisées", "weighted, discounted person-years"),
    ),
}
_AS_MODELLED = Counted(
    Text("année-personne (comptée comme dans le modèle)", "person-years (counted as in the model)"),
    Text("années-personnes (comptées comme dans le modèle)", "person-years (counted as in the model)"),
)
_MORE = Text(
    "Aucun plan qui respecte ces règles n'évite plus de {most} {unit} de plus que les {avoided} de celui-ci",
    "No plan that keeps these rules avoids over {most} more {unit} than this one's {avoided}",
)
_NONE = Text(
    "Aucun plan qui respecte ces règles n'évite plus {of_units} que les {avoided} de celui-ci",
    "No plan that keeps these rules avoids more {units} than this one's {avoided}",
)
_EXACTLY = Text(" ; vérifié exactement.", "; checked exactly.")
_BY_ENGINE = Text(
    " ; selon le moteur de calcul, sans preuve exacte.",
    "; by the engine, without an exact proof.",
)
