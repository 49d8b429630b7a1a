"""Reading a case: a workbook, csv tables or a shipped case, with every finding at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fundopt.case import extras, schema
from fundopt.case.case import Case, Data, Place
from fundopt.case.checks import check
from fundopt.case.findings import Finding, Severity
from fundopt.case.grid import Grid
from fundopt.case.grouping import grouped
from fundopt.case.headings import is_guide, recognise
from fundopt.case.mending import mended
from fundopt.case.messages import finding
from fundopt.case.sheets import unknown_sheet
from fundopt.case.sources_of_grids import case_name, grids_at
from fundopt.case.typed import read_table
from fundopt.errors import CaseError

_LOSING_ROWS = frozenset({"row-long", "row-short", "csv-syntax", "headings-missing"})
"""Findings after which a table lacks rows, so that what refers to it cannot be judged."""

ORDER = {severity: index for index, severity in enumerate(Severity)}


def read_case(path: str | Path) -> Case:
    """The case at `path`: a workbook, csv tables in a folder or archive, or the name of a shipped case.

    Raises CaseError with every finding that stops it, all at once.
    """
    case, findings = examine(path)
    if case is None:
        raise CaseError([item for item in findings if item.stops])
    return case


def examine(path: str | Path, mends: Mapping[str, str] | None = None) -> tuple[Case | None, tuple[Finding, ...]]:
    """The case at `path`, None where something stops it, and every finding, those that stop it first.

    `mends` are cells typed anew, by their place as findings write it; the file stays as it is.
    """
    grids, findings = grids_at(path)
    grids = [mended(grid, mends or {}) for grid in grids]
    tables: dict[str, Data] = {}
    sources: dict[str, Grid] = {}
    unknown: dict[str, tuple] = {}
    others: list[Grid] = []
    for grid in grids:
        findings += grid.findings
        table = recognise(grid.title)
        if is_guide(grid):
            continue
        if table is None:
            unknown[extras.sheet_key(grid.title)] = tuple(values for _, values in grid.rows)
            others.append(grid)
        elif table.name in sources:
            other = str(sources[table.name].place())
            findings.append(finding("table-twice", grid.place(), table, found=grid.title, other=other))
        else:
            sources[table.name] = grid
            reading = read_table(grid, table)
            findings += reading.findings
            if reading.data is not None:
                tables[table.name] = reading.data
            for heading, values in reading.extras.items():
                unknown[extras.column_key(table.name, heading)] = values
            if reading.notes:
                unknown[extras.notes_key(table.name)] = reading.notes
    findings += [unknown_sheet(grid, sources) for grid in others]
    unread = any(item.values.get("unread") for item in findings)
    if not unread and (grids or not any(item.stops for item in findings)):  # without a sheet, every table is missing
        findings += _missing(str(path), sources, tables, {_table_of(item) for item in findings if item.stops})
    given = frozenset(name for name, data in tables.items() if len(data))
    case = Case(case_name(path), tables, given, unknown)
    findings = _checked(case, findings) if grids else findings
    findings = grouped(findings)
    findings.sort(key=lambda item: ORDER[item.severity])
    return (None if any(item.stops for item in findings) else case), tuple(findings)


def _missing(name: str, sources: dict[str, Grid], tables: dict[str, Data], faulty: set[str]) -> list[Finding]:
    """Required tables that are not there or have no row; one with other faults is not said to be empty too."""
    findings = []
    for table in schema.TABLES:
        if not table.required:
            continue
        if table.name not in sources and table.name not in faulty:
            findings.append(finding("table-missing", Place(Path(name).name), table, name=table.name))
        elif table.name in sources and table.name not in faulty and not len(tables.get(table.name, ())):
            findings.append(finding("table-empty", sources[table.name].place(), table))
    return findings


def _table_of(item: Finding) -> str:
    """The table that a finding is about; of one about a sheet that could not be read, the sheet's."""
    table = recognise(item.place.sheet) if not item.table and item.place.sheet else None
    return table.name if table else item.table


def _checked(case: Case, findings: list[Finding]) -> list[Finding]:
    """The findings of reading and those of the checks, without what only echoes a fault of reading."""
    stopping = [item for item in findings if item.stops]
    places = {str(item.place) for item in stopping}
    missing = {(item.table, item.column) for item in stopping if item.code in ("column-missing", "parameter-missing")}
    tables = {item.table for item in stopping if item.code in _LOSING_ROWS or _in_key(item)}
    incomplete = {schema.BY_NAME[name].label for name in tables if name in schema.BY_NAME}

    def echo(item: Finding) -> bool:
        if item.code == "cell-empty" and (item.table, item.column) in missing:
            return True
        if item.code == "reference-unknown":
            return item.values["target"] in incomplete
        return str(item.place) in places

    return findings + [item for item in check(case, {_table_of(item) for item in stopping}) if not echo(item)]


def _in_key(item: Finding) -> bool:
    return item.table in schema.BY_NAME and item.column in schema.BY_NAME[item.table].keys
