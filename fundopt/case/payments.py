"""A plan typed by hand: payments in a csv file or a workbook, read to a table in the identifiers of a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fundopt.case import letters, schema
from fundopt.case.case import Case, Data, Place
from fundopt.case.cells import fold
from fundopt.case.eligibility import eligible
from fundopt.case.findings import Finding, Severity
from fundopt.case.grid import Grid
from fundopt.case.grouping import grouped
from fundopt.case.mending import mended
from fundopt.case.messages import finding, suggestion
from fundopt.case.sources_of_grids import grids_of_file
from fundopt.case.typed import find_headings, read_table
from fundopt.errors import CaseError
from fundopt.language import Text

if TYPE_CHECKING:
    import pandas as pd

DIMENSIONS = ("source", "city", "measure", "period")

PLAN = replace(
    schema.REFERENCE,
    name="plan",
    label=Text("plan", "plan"),
    help=Text("Ce que le plan paie.", "What the plan pays."),
    columns=tuple(
        # a name with any punctuation is looked up in the case, so that it is read as text here
        replace(column, type=schema.Type.TEXT, required=False, key=False) if column.refers_to else
        replace(column, required=column.name == "amount", key=False)
        for column in schema.REFERENCE.columns
    ),
)  # fmt: skip
"""Columns source, city, measure and period, each of which may be left out, and amount [MAD]."""

_FILL = Text("Remplissez la cellule, ou supprimez la ligne.", "Fill the cell in, or delete the row.")


def read_payments(path: str | Path, case: Case, mends: Mapping[str, str] | None = None) -> pd.DataFrame:
    """The payments in a .csv or .xlsx file: `amount` [Decimal, MAD] and those of `DIMENSIONS` that it fills in.

    Headings are French or English; cities, measures and sources may be named or identified. `mends` are cells typed
    anew, by their place as findings write it; the file stays as it is. Raises CaseError with every finding, each at its
    cell.
    """
    path = Path(path)
    grid, findings = _grid(path)
    if grid is None or any(item.stops for item in findings):
        raise CaseError([item for item in findings if item.stops])
    reading = read_table(mended(grid, mends or {}), PLAN, _all_names(case))
    findings += [*grid.findings, *reading.findings]
    data = reading.data
    if data is None or not len(data):
        if not any(item.stops for item in findings):
            findings.append(finding("table-empty", grid.place(), PLAN))
        raise CaseError([item for item in findings if item.stops])
    given = [name for name in DIMENSIONS if any(value is not None for value in data[name])]
    if not given:
        findings.append(_no_dimension(grid))
    known = {str(item.place) for item in findings if item.stops}
    values: dict[str, Sequence] = {name: _identified(case, data, name, known, findings) for name in given}
    values["amount"] = _amounts(data, known, findings)
    if "source" not in given and not any(item.stops for item in findings) and set(given) & {"city", "measure"}:
        findings += _unpayable(case, data, values)
    if stops := [item for item in grouped(findings) if item.stops]:
        raise CaseError(stops)
    import pandas as pd

    return pd.DataFrame(values)


def _grid(path: Path) -> tuple[Grid | None, list[Finding]]:
    """The csv file, or the sheet of the workbook that names most columns of a plan."""
    if not path.is_file():
        return None, [_no_file(path)]
    grids, findings = grids_of_file(path, PLAN)
    if not grids:
        return None, findings
    return max(grids, key=lambda grid: len(found.found) if (found := find_headings(grid, PLAN)) else 0), findings


def _no_file(path: Path) -> Finding:
    return Finding(
        "plan-missing",
        Severity.ERROR,
        Place(path.name),
        Text("Il n'y a pas de plan « {found} ».", "There is no plan “{found}”."),
        Text(
            "Un fichier .csv ou .xlsx, ou un dossier écrit par fundopt solve.",
            "A .csv or .xlsx file, or a dossier written by fundopt solve.",
        ),
        Text("Vérifiez le nom du fichier.", "Check the name of the file."),
        PLAN.name,
        values={"found": str(path)},
    )


def _unpayable(case: Case, data: Data, values: dict[str, Sequence]) -> Iterator[Finding]:
    """Rows of a plan without sources for which no source may pay."""
    axes = [name for name in ("city", "measure") if name in values]
    allowed = {tuple(dict(zip(("source", "city", "measure"), cell, strict=True))[axis] for axis in axes)
               for cell in eligible(case)}  # fmt: skip
    for index, label in enumerate(zip(*(values[axis] for axis in axes), strict=True)):
        if label not in allowed:
            yield Finding(
                "plan-not-eligible",
                Severity.ERROR,
                data.place(index, axes[-1]),
                Text("Aucune source n'a le droit de payer « {found} ».", "No source may pay for “{found}”."),
                Text(
                    "Une ville et une mesure que l'éligibilité permet.", "A city and a measure that eligibility allows."
                ),
                Text("Changez la ligne, ou la table « éligibilité ».", "Change the row, or the table “eligibility”."),
                PLAN.name,
                axes[-1],
                values={"found": " / ".join(label)},
            )


def _no_dimension(grid: Grid) -> Finding:
    columns = [PLAN.column(name).label for name in DIMENSIONS]
    names = Text(", ".join(text.fr for text in columns), ", ".join(text.en for text in columns))
    return finding("headings-missing", grid.place(), PLAN, names=names)


def _identified(case: Case, data: Data, name: str, known: set[str], findings: list[Finding]) -> list[str | None]:
    """The identifiers of one column; a cell that is empty or names nothing makes a finding."""
    column = data.table.column(name)
    target = column.refers_to
    labels = {label: label for label in case.budget_horizon} if target is None else _known(case, target)
    answer = []
    for index, value in enumerate(data[name]):
        label = labels.get(value if value in labels else fold(str(value))) if value is not None else None
        answer.append(label)
        place = data.place(index, name)
        if label is not None or str(place) in known:
            continue
        if value is None:
            findings.append(finding("cell-empty", place, PLAN, column, hint=_FILL))
        elif target is None:
            first, last = case.budget_horizon[0], case.budget_horizon[-1]
            horizon = Text("de dépense", "budget horizon")
            findings.append(
                finding("period-outside", place, PLAN, column, value, horizon=horizon, first=first, last=last)
            )
        elif latin := letters.lookalike(value):
            odd = letters.odd_letters(value)
            findings.append(finding("letters-lookalike", place, PLAN, column, value, odd=odd, mended=latin))
        else:
            names = [name for label in case.names(target) for name in _called(case, target, label)]
            known_as, hint = schema.BY_NAME[target].label, suggestion(value, names)
            findings.append(finding("reference-unknown", place, PLAN, column, value, target=known_as, hint=hint))
    return answer


def _known(case: Case, table: str) -> dict[str, str]:
    """Identifier, or name in a language without accents and case → identifier; a name of two rows names neither."""
    names: dict[str, str] = {}
    shared: set[str] = set()
    for label in case.names(table):
        for name in {fold(name) for name in _called(case, table, label)}:
            shared |= {name} if name in names else set()
            names[name] = label
    return {**{name: label for name, label in names.items() if name not in shared}, **{x: x for x in case.names(table)}}


def _called(case: Case, table: str, label: str) -> tuple[str, ...]:
    """What people may write for a row: its identifier, its name, or its name in English."""
    title = case.titles(table, label)
    return (label, title.fr, title.en)


def _all_names(case: Case) -> frozenset[str]:
    """What the case calls its cities, measures and sources, without accents and case: none of it names a total."""
    tables = [column.refers_to for column in PLAN.columns if column.refers_to]
    return frozenset(name for table in tables for name in _known(case, table))


def _amounts(data: Data, known: set[str], findings: list[Finding]) -> tuple:
    column = data.table.column("amount")
    findings += _amount_findings(data, column, known)
    return data["amount"]


def _amount_findings(data: Data, column: schema.Column, known: set[str]) -> Iterator[Finding]:
    for index, value in enumerate(data["amount"]):
        place = data.place(index, "amount")
        if str(place) in known:
            continue
        if value is None:
            yield finding("cell-empty", place, PLAN, column, hint=_FILL)
        elif column.minimum is not None and value < column.minimum:
            yield finding("value-low", place, PLAN, column, f"{value:f}")
