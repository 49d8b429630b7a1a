"""Making odd files: the smallest case as a workbook, an OpenDocument sheet or csv texts, with one thing wrong."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

TABLES = {
    "fund": [
        ["parameter", "value"], ["name", "Essai"], ["start", "2027-S1"], ["budget_periods", 2],
        ["evaluation_periods", 4], ["basis", "survey"], ["french_share", 0.8], ["outbound_share", 0.25],
    ],
    "sources": [["source", "name", "kind", "budget"], ["state", "État", "public", 1000000]],
    "cities": [
        ["city", "name", "region", "labour_force", "unemployed", "callcentre_jobs"],
        ["fes", "Fès", "r03", 400000, 60000, 5000],
        ["sale", "Salé", "r04", 330000, 50000, 8000],
    ],
    "measures": [
        ["measure", "name", "kind", "serves", "unit", "unit_cost", "pool", "net_jobs"],
        ["retraining", "Reconversion", "training", "people", "stagiaire", 10000, "displaced", 0.05],
    ],
}  # fmt: skip
"""The smallest case that is read without a finding that stops it."""

Rows = list[list]
Build = Callable[[Path], Path]


@dataclass(frozen=True)
class Odd:
    """One odd file: `build` writes it into an empty folder and returns its path.

    `seconds` of the processor are what reading it may take: two for anything odd, more for what is large and sound.
    """

    name: str
    build: Build
    seconds: int = 2


def letters(column: int) -> str:
    """A, B, … for a column counted from 0."""
    return (letters(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)


def cell_xml(value: object, reference: str) -> str:
    """A cell of a worksheet; text that starts with "<c" stands as it is."""
    if isinstance(value, str) and value.startswith("<c"):
        return value.replace("REF", reference)
    if value is None:
        return ""
    if isinstance(value, bool):
        return f'<c r="{reference}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{reference}"><v>{value!r}</v></c>'
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def sheet_xml(rows: Rows, before: str = "", after: str = "") -> str:
    """A worksheet part."""
    lines = "".join(
        f'<row r="{i}">' + "".join(cell_xml(value, f"{letters(j)}{i}") for j, value in enumerate(row)) + "</row>"
        for i, row in enumerate(rows, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f"{before}<sheetData>{lines}</sheetData>{after}</worksheet>"
    )


STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="#,##0\\ &quot;€&quot;"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def parts(tables: Mapping[str, Rows] | None = None) -> dict[str, bytes]:
    """The parts of a workbook by name."""
    tables = TABLES if tables is None else tables
    sheets = "".join(f'<sheet name="{escape(n)}" sheetId="{i}" r:id="rId{i}"/>' for i, n in enumerate(tables, 1))
    relations = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(tables) + 1)
    )
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for i in range(1, len(tables) + 1)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    texts = {
        "[Content_Types].xml": f'{head}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{main}"/>'
        f"{types}</Types>",
        "_rels/.rels": f'{head}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{head}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        f'xmlns:r="{OFFICE}"><workbookPr/><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{head}<Relationships xmlns="{PACKAGE}/relationships">{relations}'
        f'<Relationship Id="rId99" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": head + STYLES,
    }
    for i, rows in enumerate(tables.values(), 1):
        texts[f"xl/worksheets/sheet{i}.xml"] = sheet_xml(rows)
    return {name: text.encode() for name, text in texts.items()}


def zipped(contents: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive with these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return stream.getvalue()


def workbook(tables: Mapping[str, Rows] | None = None) -> bytes:
    """The bytes of a workbook."""
    return zipped(parts(tables))


def with_table(name: str, rows: Rows) -> dict[str, Rows]:
    """The smallest case with one table replaced or added."""
    return {**TABLES, name: rows}


def with_cell(table: str, row: int, column: int, value: object) -> dict[str, Rows]:
    """The smallest case with one cell replaced (row and column from 0)."""
    rows = [list(line) for line in TABLES[table]]
    rows[row][column] = value
    return with_table(table, rows)


def opendocument(tables: Mapping[str, Rows] | None = None, content: Callable[[str], str] = str) -> dict[str, bytes]:
    """The members of an .ods file; `content` may change the text of its content part."""
    body = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join("<table:table-row>" + "".join(map(ods_cell, row)) + "</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in (TABLES if tables is None else tables).items()
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        f'xmlns:office="{space}office:1.0" xmlns:table="{space}table:1.0" xmlns:text="{space}text:1.0" '
        f'xmlns:style="{space}style:1.0" xmlns:number="{space}datastyle:1.0" office:version="1.2">'
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{space}manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml" '
        'manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return {
        "mimetype": kind.encode(),
        "content.xml": content(text).encode(),
        "META-INF/manifest.xml": manifest.encode(),
    }


def ods_cell(value: object) -> str:
    """A cell of an OpenDocument table; text that starts with "<table" stands as it is."""
    if isinstance(value, str) and value.startswith("<table"):
        return value
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value!r}"><text:p>{value}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'


def csv_text(rows: Rows, delimiter: str = ",") -> str:
    """A table as csv text; cells are not quoted, so that a cell can hold anything."""
    return "".join(delimiter.join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows)


def csv_files(tables: Mapping[str, Rows] | None = None, **replaced: bytes | None) -> dict[str, bytes]:
    """The csv files of a case by name, some replaced by bytes (None: left out)."""
    files = {name: csv_text(rows).encode() for name, rows in (TABLES if tables is None else tables).items()}
    files |= replaced
    return {f"{name}.csv": content for name, content in files.items() if content is not None}


def as_file(name: str, content: bytes | Callable[[], bytes]) -> Build:
    """Writes one file; large content is made only then."""

    def build(folder: Path) -> Path:
        (folder / name).write_bytes(content() if callable(content) else content)
        return folder / name

    return build


def as_folder(files: Mapping[str, bytes]) -> Build:
    """Writes a folder of files."""

    def build(folder: Path) -> Path:
        for name, content in files.items():
            (folder / name).write_bytes(content)
        return folder

    return build


def patched(part: str, old: str, new: str) -> bytes:
    """A workbook with one text of one part replaced."""
    contents = parts()
    text = contents[part].decode()
    assert old in text, f"{old!r} is not in {part}"
    return zipped({**contents, part: text.replace(old, new, 1).encode()})


def flagged(content: bytes, flag: int) -> bytes:
    """A zip archive whose members all have a general-purpose flag set, in both headers."""
    changed = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            (flags,) = struct.unpack_from("<H", changed, at + offset)
            struct.pack_into("<H", changed, at + offset, flags | flag)
            at = content.find(signature, at + 4)
    return bytes(changed)
