"""The registry of sense checks: each names the tables it reads, so that it only runs where those are sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fundopt.case.case import Case
from fundopt.case.findings import Finding


@dataclass(frozen=True)
class SenseCheck:
    """One rule of sense: `find` yields its findings, `reads` are the tables it looks at."""

    name: str
    reads: frozenset[str]
    find: Callable[[Case], Iterator[Finding]]


SENSE_CHECKS: list[SenseCheck] = []


def sense(*reads: str) -> Callable:
    """Register a check that reads the tables `reads`."""

    def register(find: Callable[[Case], Iterator[Finding]]) -> Callable:
        SENSE_CHECKS.append(SenseCheck(find.__name__, frozenset(reads), find))
        return find

    return register
