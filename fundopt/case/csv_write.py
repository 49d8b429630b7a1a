"""A case to a folder of csv files: UTF-8, "," between cells, "." decimals, technical names as headings.

Text that a spreadsheet program could take for a formula gets an apostrophe before it, which reading takes away.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from fundopt.case import extras, schema
from fundopt.case.case import Case
from fundopt.case.written import cell_text


def write_folder(case: Case, path: str | Path) -> None:
    """Write each given table of `case` as `<table>.csv` into the folder `path`, in UTF-8, with "," and "." decimals.

    Files of other tables that stand there are left alone; columns that were not known are written after the others.
    """
    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    for table in schema.TABLES:
        if table.name in case.given:
            _write(folder / f"{table.name}.csv", _rows(case, table))
    for title, rows in extras.sheets(case).items():
        _write(folder / f"{title}.csv", [[cell_text(value) for value in row] for row in rows])


def _rows(case: Case, table: schema.Table) -> Iterator[list[str]]:
    data = case[table.name]
    unknown = extras.columns(case, table.name)
    if table.fields:
        yield ["parameter", "value"]
        for column in table.columns:
            yield [column.name, cell_text(data[column.name][0])]
        for name, values in unknown.items():
            yield [name, cell_text(values[0])]
        return
    yield [*(column.name for column in table.columns), *unknown]
    for values in zip(*(data[column.name] for column in table.columns), *unknown.values(), strict=True):
        yield [cell_text(value) for value in values]


def _write(path: Path, rows: Iterator[list[str]] | list[list[str]]) -> None:
    """Write under a temporary name, then rename: a reader never sees half a file."""
    temporary = path.with_name(f".{path.name}.part")
    with temporary.open("w", encoding="utf-8", newline="") as stream:
        usual = csv.writer(stream, lineterminator="\n")
        quoted = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
        for row in rows:  # the csv module leaves a lone carriage return unquoted, and reads it as the end of a line
            (quoted if any("\r" in cell for cell in row) else usual).writerow(row)
    temporary.replace(path)
