"""Exact numbers: what a case or a plan holds, as the decimal that it is."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

DIGITS = 5_000
"""Precision of the audit's decimals: every sum and product of three floats is exact within it (2⁻¹⁰⁷⁴ to 2¹⁰²⁴)."""
LARGEST_EXPONENT = 308
"""A figure of 10³⁰⁹ or more, beyond any float, is no figure."""

ZERO, ONE = Decimal(0), Decimal(1)


def decimal(value: Decimal | int | float | str | None) -> Decimal:
    """A number of the case (Decimal, int, float or text of digits), exactly; an empty cell is 0."""
    return ZERO if value is None else value if isinstance(value, Decimal) else Decimal(value)


def readable(value: object) -> Decimal | None:
    """What a cell of a plan holds, as the decimal it exactly is (a float included); None if it is no finite number."""
    try:
        number = Decimal(value) if isinstance(value, (int, float, Decimal)) else Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and number.adjusted() <= LARGEST_EXPONENT else None


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum; 0 of nothing."""
    return sum(amounts, ZERO)
