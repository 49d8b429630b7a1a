"""What a plan is summed up in: key figures with their unit, and how far it is from each rule."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fundopt.language import EMPTY, Text, number, percent

STATUSES = {
    "sourced": Text("sourcé", "sourced"),
    "derived": Text("dérivé", "derived"),
    "assumption": Text("hypothèse", "assumption"),
}
SENSES = {
    "at_least": Text("au moins", "at least"),
    "at_most": Text("au plus", "at most"),
    "exactly": Text("exactement", "exactly"),
}
PERCENT = Text("%", "%")
NO_VALUE = "–"
NOISE = 1e-9


@dataclass(frozen=True)
class Figure:
    """One key figure. `value` is in `unit` (12.5 where the unit is %); None where there is none to give.

    `status`: "sourced", "derived", or "assumption" for a figure that rests on at least one assumption.
    """

    label: Text
    value: float | int | Decimal | None
    unit: Text
    digits: int = 0
    status: str = "derived"

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise ValueError(f"unknown status {self.status!r}: expected one of {tuple(STATUSES)}")

    def text(self, lang: str) -> str:
        """The value with its unit, as a reader of `lang` expects it: « 12 345 MAD », « 12,5 % »."""
        if self.value is None:
            return NO_VALUE
        if self.unit == PERCENT:
            return percent(Decimal(str(self.value)) / 100, lang, self.digits)
        return f"{number(self.value, lang, self.digits)}\u00a0{self.unit.of(lang)}".rstrip("\u00a0")


@dataclass(frozen=True)
class RuleMargin:
    """How a plan stands to one rule: `value` reached against `limit`, both in `unit`.

    `binds`: the plan goes as far as the rule allows. `price`: what one more unit of the limit is worth, in
    `price_unit`.
    """

    label: Text
    sense: str
    value: float | int | Decimal
    limit: float | int | Decimal
    unit: Text
    binds: bool
    digits: int = 0
    price: float | None = None
    price_unit: Text | None = None
    owner: Text = EMPTY
    reason: Text = EMPTY

    def __post_init__(self) -> None:
        if self.sense not in SENSES:
            raise ValueError(f"unknown sense {self.sense!r}: expected one of {tuple(SENSES)}")

    @property
    def margin(self) -> float:
        """Room left before the rule binds, in `unit`; below 0 the rule is broken."""
        above = float(self.value) - float(self.limit)
        return {"at_least": above, "at_most": -above, "exactly": -abs(above)}[self.sense]

    @property
    def broken(self) -> bool:
        """True where the plan goes beyond the limit by more than floating-point noise."""
        return self.margin < -NOISE * max(1.0, abs(float(self.limit)))


@dataclass(frozen=True)
class Summary:
    """What a board reads first. `scenario`: which scenarios the figures hold for; `notes`: what to know beside them."""

    figures: tuple[Figure, ...]
    scenario: Text
    proof: Text | None = None
    notes: tuple[Text, ...] = ()
    rules: tuple[RuleMargin, ...] = ()
