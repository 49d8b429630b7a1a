"""Reading a file that holds some tables of a case only, or some of their columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from fundopt.case import extras, schema
from fundopt.case.case import Data, Place
from fundopt.case.findings import Finding
from fundopt.case.grid import Grid
from fundopt.case.grouping import grouped
from fundopt.case.headings import is_guide, recognise
from fundopt.case.mending import mended
from fundopt.case.messages import finding
from fundopt.case.reading import ORDER
from fundopt.case.sheets import unknown_sheet
from fundopt.case.sources_of_grids import grids_at
from fundopt.case.typed import read_table


@dataclass(frozen=True)
class Part:
    """What a file holds of a case: typed tables, unknown columns and sheets keyed as `Case.extras`, findings.

    `whole`: an empty optional cell has its default, as in a case; otherwise it is None, for nothing is said there.
    """

    tables: Mapping[str, Data]
    extras: Mapping[str, tuple] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    whole: bool = False


def read_tables(path: str | Path, *, whole: bool = False, mends: Mapping[str, str] | None = None) -> Part:
    """The tables of the file or folder at `path`; a table without rows is left out.

    Unless they are `whole`, only the columns that identify a row must be there. References are not checked here.
    `mends`: see `examine`.
    """
    grids, findings = grids_at(path)
    grids = [mended(grid, mends or {}) for grid in grids]
    tables: dict[str, Data] = {}
    unknown: dict[str, tuple] = {}
    seen: dict[str, Place] = {}
    others: list[Grid] = []
    for grid in grids:
        findings += grid.findings
        if is_guide(grid):
            continue
        table = recognise(grid.title)
        if table is None:
            unknown[extras.sheet_key(grid.title)] = tuple(values for _, values in grid.rows)
            others.append(grid)
            continue
        if table.name in seen:
            other = str(seen[table.name])
            findings.append(finding("table-twice", grid.place(), table, found=grid.title, other=other))
            continue
        seen[table.name] = grid.place()
        found = read_table(grid, table if whole else _loose(table))
        if found.data is None or not _filled(found.data):
            findings += [item for item in found.findings if grid.rows and item.code != "headings-missing"]
            continue
        findings += found.findings
        tables[table.name] = found.data
        for heading, values in found.extras.items():
            unknown[extras.column_key(table.name, heading)] = values
        if found.notes:
            unknown[extras.notes_key(table.name)] = found.notes
    if not tables and not any(item.stops for item in findings):
        findings.append(finding("import-nothing", Place(Path(path).name)))
    findings += [unknown_sheet(grid, seen) for grid in others]
    findings = grouped(findings)
    findings.sort(key=lambda item: ORDER[item.severity])
    return Part(tables, unknown, tuple(findings), whole)


def _filled(data: Data) -> bool:
    """Whether a table says anything: a row, or the value of a parameter."""
    return bool(data.letters) if data.table.fields else len(data) > 0


@cache
def _loose(table: schema.Table) -> schema.Table:
    """`table` with no column required but its keys, and no defaults but theirs."""
    columns = (column if column.key else replace(column, required=False, default=None) for column in table.columns)
    return replace(table, columns=tuple(columns))
