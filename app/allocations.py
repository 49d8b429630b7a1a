"""Plans that a user brings: typed, pasted or in a file, kept as text and read again with the names of the case."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

import fundopt
from fundopt.case.findings import Finding
from fundopt.errors import CaseError

from .files import Received, unpacked_dossier
from .identity import case_hash
from .state import Allocation

TEXT = "text"
"""The one record of a pasted plan: its text."""
COLUMNS = ("source", "city", "measure", "period", "amount")
MILLION = Decimal(1_000_000)


@dataclass(frozen=True)
class Reading:
    """Payments [MAD] in the identifiers of a case (None where something stops them), and what is to be mended.

    `elsewhere`: the payments are those of a dossier that answers another state of the case.
    """

    payments: pd.DataFrame | None
    findings: tuple[Finding, ...] = ()
    elsewhere: bool = False


def read(allocation: Allocation, case: fundopt.Case) -> Reading:
    """A plan that was brought, read with the names of `case`."""
    rows = allocation.rows
    if len(rows) == 1 and TEXT in rows[0]:
        return pasted(rows[0][TEXT], case)
    columns = [name for name in COLUMNS if any(row.get(name) for row in rows)]
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(name, "") for name in columns] for row in rows)
    return in_file(f"{allocation.name}.csv", stream.getvalue().encode(), case)


def pasted(text: str, case: fundopt.Case) -> Reading:
    """A plan pasted from a spreadsheet or typed as lines, with its headings."""
    return in_file("plan.csv", text.encode(), case)


def in_file(name: str, content: bytes, case: fundopt.Case, mends: Mapping[str, str] | None = None) -> Reading:
    """A plan in a csv file, a workbook, or the dossier of an earlier plan as a zip archive. Raises DossierError."""
    with Received(name, content) as path:
        folder = unpacked_dossier(path) if path.suffix.casefold() == ".zip" else None
        if folder is not None:
            earlier = fundopt.load(folder)
            rows = records(earlier.tables.payments)
            found = read(Allocation("plan", rows), case)
            return Reading(found.payments, found.findings, case_hash(earlier.case) != case_hash(case))
        try:
            return Reading(fundopt.read_payments(path, case, mends))
        except CaseError as error:
            return Reading(None, error.findings)


def of_grid(cells: Mapping[tuple[str, str], str], case: fundopt.Case) -> tuple[Reading, list[tuple[str, str]]]:
    """Amounts typed in MAD millions by (city, measure), and those cells in the order of lines in findings."""
    places = [place for place, text in cells.items() if text.strip()]
    rows = tuple({"city": city, "measure": measure, "amount": cells[city, measure]} for city, measure in places)
    if not rows:
        return Reading(None), places
    found = read(Allocation("plan", rows), case)
    if found.payments is None:
        return found, places
    return Reading(found.payments.assign(amount=[value * MILLION for value in found.payments["amount"]])), places


def records(payments: pd.DataFrame) -> tuple[Mapping[str, str], ...]:
    """Payments as text that is kept: one record each, amounts in MAD to their last digit."""
    columns = [name for name in COLUMNS if name in payments.columns]
    return tuple(
        {name: f"{Decimal(str(row[name])):f}" if name == "amount" else str(row[name]) for name in columns}
        for row in payments.to_dict("records")
    )


def by_city_and_measure(payments: pd.DataFrame) -> dict[tuple[str, str], Decimal] | None:
    """MAD by (city, measure); None of payments that name either not."""
    if not {"city", "measure"} <= set(payments.columns):
        return None
    totals: dict[tuple[str, str], Decimal] = {}
    for row in payments.to_dict("records"):
        place = str(row["city"]), str(row["measure"])
        totals[place] = totals.get(place, Decimal(0)) + Decimal(str(row["amount"]))
    return totals
