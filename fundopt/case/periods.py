"""Period labels: 2027-S1 (half-year), 2027-Q1 (quarter), 2027 (year)."""

from __future__ import annotations

import re

_LABEL = re.compile(r"(?P<year>\d{4})(?:-(?P<kind>[SQ])(?P<part>[1-4]))?")
_PARTS = {"S": 2, "Q": 4, None: 1}


def _parse(label: str) -> tuple[int, str | None, int]:
    match = _LABEL.fullmatch(label)
    if not match or int(match["part"] or 1) > _PARTS[match["kind"]]:
        raise ValueError(f"not a period label: {label!r} (expected 2027-S1, 2027-Q1 or 2027)")
    return int(match["year"]), match["kind"], int(match["part"] or 1)


def valid(label: str) -> bool:
    """True where `label` names a period."""
    try:
        _parse(label)
    except ValueError:
        return False
    return True


def years(label: str) -> float:
    """Length of the period in years: 0.5, 0.25 or 1."""
    return 1 / _PARTS[_parse(label)[1]]


def labels(first: str, count: int) -> tuple[str, ...]:
    """`count` consecutive labels starting at `first`.

    >>> labels("2027-S2", 3)
    ('2027-S2', '2028-S1', '2028-S2')
    """
    year, kind, part = _parse(first)
    per_year = _PARTS[kind]
    numbers = range(year * per_year + part - 1, year * per_year + part - 1 + count)
    return tuple(f"{n // per_year}-{kind}{n % per_year + 1}" if kind else str(n) for n in numbers)
