"""The same case written by other programs is read to the same case, to the last digit."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import xlsxwriter
from full_case import FULL

from fundopt.case import schema
from fundopt.case.case import Case, Data
from fundopt.case.difference import difference
from fundopt.case.reading import examine, read_case
from fundopt.case.schema import Type
from fundopt.case.workbook_template import write_template
from fundopt.case.workbook_write import write_workbook
from fundopt.language import number, percent

EXACT = 15
"""Significant digits that a number keeps in every spreadsheet program."""
CASES = {"morocco-2026": read_case("morocco-2026"), "full": FULL}


def without_escape(case: Case) -> Case:
    """The case without the text that stands for a carriage return in .xlsx: these programs write it as it is."""
    rows = [{**vars(row), "note": "x"} for row in case["provenance"]]
    return case.replace(provenance=Data.of("provenance", rows))


def assert_same(path: Path, case: Case) -> None:
    again, findings = examine(path)
    assert again is not None, [item.line("en") for item in findings if item.stops]
    assert [change.sentence("en") for change in difference(case, again).changes] == []


def tables(case: Case, lang: str) -> Iterator[tuple[schema.Table, str, list[str], list[tuple]]]:
    """(table, sheet, headings, rows) of each given table; of a table of fields, its parameters and values."""
    for table in schema.TABLES:
        if table.name not in case.given:
            continue
        data, labels = case[table.name], [column.label.of(lang) for column in table.columns]
        if table.fields:
            heads = ["paramètre", "valeur"] if lang == "fr" else ["parameter", "value"]
            rows = [(label, data[column.name][0]) for label, column in zip(labels, table.columns, strict=True)]
            yield table, table.label.of(lang), heads, rows
        else:
            rows = list(zip(*(data[column.name] for column in table.columns), strict=True))
            yield table, table.label.of(lang), labels, rows


def stored(value: object) -> object:
    """A value as a person's program stores it: a double where that keeps every digit, else text."""
    if isinstance(value, tuple):
        return ";".join(value) or None
    if isinstance(value, Decimal):
        short = len(value.normalize().as_tuple().digits) <= EXACT
        return float(value) if short else f"{value:f}"
    return value


# ---- LibreOffice


FORMS = ("ods", "xlsx")


@pytest.fixture(scope="session")
def by_libreoffice(tmp_path_factory) -> dict[tuple[str, str], Path]:
    """Our workbook of one case and the template filled with another, opened and saved by LibreOffice."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("libreoffice")
    write_workbook(CASES["morocco-2026"], folder / "morocco-2026.xlsx", "fr")
    write_template(folder / "full.xlsx", "en", CASES["full"])
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for form in FORMS:
        command = [soffice, profile, "--headless", "--convert-to", form, "--outdir", str(folder / form)]
        files = [str(folder / f"{name}.xlsx") for name in CASES]
        subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return {(name, form): folder / form / f"{name}.{form}" for name in CASES for form in FORMS}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", CASES)
def test_saved_by_libreoffice(by_libreoffice, name, form):
    assert_same(by_libreoffice[name, form], CASES[name])


# ---- programs that write .xlsx


def with_xlsxwriter(case: Case, path: Path) -> None:
    """Percentages and thousands as formats, booleans as such, a title above each table."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        formats = {
            Type.SHARE: book.add_format({"num_format": "0.0%"}),
            Type.AMOUNT: book.add_format({"num_format": "# ##0"}),
        }
        for table, title, heads, rows in tables(case, "fr"):
            sheet = book.add_worksheet(title)
            sheet.write_string(0, 0, f"Table des {title}")
            sheet.write_row(2, 0, heads)
            for i, row in enumerate(rows, start=3):
                for j, value in enumerate(row):
                    column = table.columns[i - 3 if table.fields else j]
                    if value is not None:
                        sheet.write(
                            i, j, stored(value), formats.get(column.type) if not isinstance(value, str) else None
                        )


def with_pandas(case: Case, path: Path) -> None:
    """Data frames of floats, with their index left in."""
    with pd.ExcelWriter(path, engine="openpyxl") as writer:
        for _, title, heads, rows in tables(case, "en"):
            frame = pd.DataFrame([tuple(map(stored, row)) for row in rows], columns=heads)
            frame.to_excel(writer, sheet_name=title, index=False)
        for sheet in writer.book:
            for row in sheet.iter_rows():
                for cell in row:
                    cell.data_type = "s" if cell.data_type == "f" else cell.data_type


def with_openpyxl(case: Case, path: Path) -> None:
    """Rows appended one after the other, technical names for titles and headings."""
    book = openpyxl.Workbook(write_only=False)
    book.remove(book.active)
    for table, _, heads, rows in tables(case, "en"):
        sheet = book.create_sheet(table.name)
        sheet.append(heads if table.fields else [column.name for column in table.columns])
        for row in rows:
            sheet.append([stored(value) for value in row])
            for cell in sheet[sheet.max_row]:
                cell.data_type = "s" if cell.data_type == "f" else cell.data_type
    book.save(path)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("save", [with_xlsxwriter, with_pandas, with_openpyxl])
def test_saved_by_a_python_program(tmp_path, save, name):
    path = tmp_path / "case.xlsx"
    case = CASES[name] if name != "full" else without_escape(FULL)
    save(case, path)
    assert_same(path, case)


# ---- a csv as Excel in French writes it


def as_shown(value: object, column: schema.Column) -> str:
    """A cell as a French spreadsheet shows it, which is what it saves: 15 %, 1 234,5, VRAI, oui."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, tuple):
        return ";".join(value)
    if isinstance(value, Decimal | int):
        exact = Decimal(value)
        if column.type is Type.SHARE:
            return percent(exact, "fr", max(0, -int(exact.scaleb(2).normalize().as_tuple().exponent)))
        digits = max(0, -int(exact.normalize().as_tuple().exponent))
        return number(exact, "fr", digits)
    return str(value)


def french_csv(case: Case, folder: Path, encoding: str, space: str) -> None:
    """A file for each sheet: ";" between cells, decimal commas, groups of thousands, CRLF."""
    folder.mkdir()
    for table, title, heads, rows in tables(case, "fr"):
        lines = [heads]
        for i, row in enumerate(rows):
            columns = [None, table.columns[i]] if table.fields else table.columns
            lines.append(
                [
                    value if column is None else as_shown(value, column)
                    for value, column in zip(row, columns, strict=True)
                ]
            )
        cells = [[cell.replace("\u202f", space).replace("\u00a0", space) for cell in line] for line in lines]
        quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' if set(cell) & set(';"\r\n') else cell for cell in line]
                  for line in cells]  # fmt: skip
        text = "".join(";".join(line) + "\r\n" for line in quoted)
        (folder / f"{title}.csv").write_bytes(text.encode(encoding, errors="strict"))


@pytest.mark.parametrize(
    ("encoding", "space"), [("cp1252", "\u00a0"), ("utf-8-sig", "\u202f"), ("utf-8", " "), ("utf-16", "\u00a0")]
)
@pytest.mark.parametrize("name", CASES)
def test_saved_as_csv_by_a_french_spreadsheet(tmp_path, name, encoding, space):
    case = CASES[name]
    if encoding == "cp1252":  # what the page of Western Europe cannot write, the spreadsheet has lost already
        case = western(case)
    french_csv(case, tmp_path / "csv", encoding, space)
    assert_same(tmp_path / "csv", case)


def western(case: Case) -> Case:
    """The case with "?" for the characters that Windows-1252 lacks, as Excel writes them."""

    def kept(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(kept(part) for part in value)
        return value.encode("cp1252", "replace").decode("cp1252") if isinstance(value, str) else value

    rows = {name: [{key: kept(value) for key, value in vars(row).items()} for row in case[name]] for name in case.given}
    return Case.of(case.name, **rows)
