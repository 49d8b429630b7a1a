"""Notes about where values come from: tables without provenance, assumptions without an owner."""

from __future__ import annotations

from collections.abc import Iterator

from fundopt.case.case import Case
from fundopt.case.checks.registry import sense
from fundopt.case.findings import Finding
from fundopt.case.messages import counted, finding
from fundopt.case.provenance import coverage
from fundopt.language import Text

_VALUE, _VALUES = Text("valeur", "value"), Text("valeurs", "values")


@sense("provenance")
def tables_have_provenance(case: Case) -> Iterator[Finding]:
    """One note for each table with values that nothing says the origin of."""
    for counts in coverage(case):
        if counts.none:
            data = case[counts.table]
            yield finding(
                "provenance-none",
                data.place(),
                data.table,
                count=counts.none,
                values=counted(counts.none, _VALUE, _VALUES),
            )


@sense("provenance")
def assumptions_have_owners(case: Case) -> Iterator[Finding]:
    """One note for each assumption that nobody answers for."""
    data = case["provenance"]
    for index, row in enumerate(data):
        if row.status == "assumption" and not row.owner:
            place, column = data.place(index, "owner"), data.table.column("owner")
            yield finding("assumption-without-owner", place, data.table, column, f"{row.table} {row.row} {row.column}")
