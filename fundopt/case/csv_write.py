"""A case to csv files: UTF-8, "," between cells, "." decimals, technical names as headings.

No text of a user becomes a formula in a spreadsheet program: `fundopt.case.written` says how.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from fundopt.case import extras, schema
from fundopt.case.case import Case
from fundopt.case.titles import free_titles
from fundopt.case.written import cell_text, guarded
from fundopt.files import write_whole

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]|^[.]|[. ]$')
LONGEST_STEM = 100


def write_folder(case: Case, path: str | Path) -> None:
    """Write each given table of `case` as `<table>.csv` into the folder `path`, in UTF-8, with "," and "." decimals.

    Files of other tables that stand there are left alone; columns that were not known are written after the others.
    """
    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in csv_files(case).items():
        write_whole(folder / name, text)


def csv_files(case: Case) -> dict[str, str]:
    """The text of each csv file of `case` by its name: the given tables, then the unknown sheets."""
    files = {f"{table.name}.csv": table_text(case, table) for table in schema.TABLES if table.name in case.given}
    sheets = extras.sheets(case)
    stems = sheet_stems(case)
    for title, rows in sheets.items():
        text = _text([_raw(value) for value in row] for row in rows)
        ambiguous = ";" in text or "\t" in text
        files[f"{stems[title]}.csv"] = f"sep=,\n{text}" if ambiguous else text
    return files


def sheet_stems(case: Case) -> dict[str, str]:
    """The name of a file, without .csv, for each unknown sheet: its title wherever every system allows it."""
    return free_titles(extras.sheets(case), _FORBIDDEN, LONGEST_STEM)


def table_text(case: Case, table: schema.Table) -> str:
    """One table of `case` as the text of a csv file; columns that its source did not have are left out."""
    return _text(_rows(case, table))


def _rows(case: Case, table: schema.Table) -> Iterator[list[str]]:
    data = case[table.name]
    unknown = extras.columns(case, table.name)
    columns = [column.name for column in data.present]
    if table.fields:
        yield ["parameter", "value"]
        for name in columns:
            yield [name, cell_text(data[name][0])]
        for name, values in unknown.items():
            yield [guarded(name), cell_text(values[0])]
        yield from ([guarded(line), ""] for line in extras.notes(case, table.name))
        return
    yield [*columns, *map(guarded, unknown)]
    for values in zip(*(data[name] for name in columns), *unknown.values(), strict=True):
        yield [cell_text(value) for value in values]
    for line in extras.notes(case, table.name):
        yield [guarded(line), *[""] * (len(columns) + len(unknown) - 1)]


def _raw(value: object) -> str:
    """A cell of an unknown sheet; a negative number is guarded too, for the text after it could make it a formula."""
    return guarded(cell_text(value)) if isinstance(value, Decimal) else cell_text(value)


def _text(rows: Iterable[list[str]]) -> str:
    stream = io.StringIO(newline="")
    usual = csv.writer(stream, lineterminator="\n")
    quoted = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row in rows:  # the csv module leaves a lone carriage return unquoted, and reads it as the end of a line
        (quoted if any("\r" in cell for cell in row) else usual).writerow(row)
    return stream.getvalue()
