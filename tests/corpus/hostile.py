"""Hostile and broken containers: wrong kinds, truncated, encrypted, bombs, odd parts."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from functools import partial

from corpus.making import (
    OFFICE,
    TABLES,
    Odd,
    as_file,
    as_folder,
    csv_files,
    flagged,
    opendocument,
    parts,
    patched,
    sheet_xml,
    workbook,
    zipped,
)  # fmt: skip

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
KINDS = {
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
    "png": b"\x89PNG\r\n\x1a\n" + bytes(64),
    "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(64),
    "gif": b"GIF89a" + bytes(64),
    "old-xls": OLE + "Workbook".encode("utf-16-le") + bytes(600),
    "encrypted-workbook": OLE + "EncryptedPackage".encode("utf-16-le") + bytes(600),
    "rtf": b"{\\rtf1\\ansi Budget}",
    "gzip": gzip.compress(b"city,name\n", mtime=0),
    "7z": b"7z\xbc\xaf\x27\x1c" + bytes(64),
    "html": b"<html><body><table><tr><td>city</td></tr></table></body></html>",
    "html-doctype": b"<!DOCTYPE html><html><body>city</body></html>",
    "xml-2003": b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
    "flat-ods": b'<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>',
    "json": b'{"cities": []}',
    "elf": b"\x7fELF\x02\x01\x01" + bytes(64),
    "empty": b"",
    "nuls": bytes(4096),
    "noise": bytes((i * 197 + 89) % 256 for i in range(4096)),
    "one-word": b"bonjour",
    "shortcut": b"[InternetShortcut]\nURL=http://localhost/\n",
}


def wrong_kinds() -> Iterator[Odd]:
    """Content of one kind under the name of another."""
    for kind, content in KINDS.items():
        for ending in ("xlsx", "ods", "zip", "csv"):
            yield Odd(f"kind-{kind}-as-{ending}", as_file(f"file.{ending}", content))
    yield Odd("kind-workbook-as-ods", as_file("file.ods", workbook()))
    yield Odd("kind-workbook-as-csv", as_file("cities.csv", workbook()))
    yield Odd("kind-workbook-as-xls", as_file("file.xls", workbook()))
    yield Odd("kind-workbook-without-ending", as_file("file", workbook()))
    yield Odd("kind-ods-as-xlsx", as_file("file.xlsx", zipped(opendocument())))
    yield Odd("kind-csv-zip-as-xlsx", as_file("file.xlsx", zipped(csv_files())))
    yield Odd("kind-csv-as-xlsx", as_file("cities.xlsx", csv_files()["cities.csv"]))
    yield Odd("kind-folder-named-xlsx", _folder_named_xlsx)


def _folder_named_xlsx(folder):
    inside = folder / "case.xlsx"
    inside.mkdir()
    return as_folder(csv_files())(inside)


def truncated() -> Iterator[Odd]:
    """Files cut short, and files with a damaged middle."""
    for name, content in (("xlsx", workbook()), ("ods", zipped(opendocument())), ("zip", zipped(csv_files()))):
        for part in range(1, 16):
            yield Odd(f"cut-{name}-{part:02d}-of-16", as_file(f"file.{name}", content[: len(content) * part // 16]))
        for part in range(0, 16, 3):
            damaged = bytearray(content)
            at = len(content) * part // 16
            damaged[at : at + 24] = bytes(24)
            yield Odd(f"damaged-{name}-at-{part:02d}-of-16", as_file(f"file.{name}", bytes(damaged)))
        yield Odd(f"tail-{name}", as_file(f"file.{name}", content + bytes(1000)))
        yield Odd(f"head-{name}", as_file(f"file.{name}", bytes(1000) + content))
        yield Odd(f"encrypted-{name}", as_file(f"file.{name}", flagged(content, 1)))


def archives() -> Iterator[Odd]:
    """Zip archives that lie, explode or hide something."""
    plain = parts()
    for name, ending, members, part in (
        ("sheet", "xlsx", plain, "xl/worksheets/sheet1.xml"), ("strings", "xlsx", plain, "xl/sharedStrings.xml"),
        ("styles", "xlsx", plain, "xl/styles.xml"), ("elsewhere", "xlsx", plain, "docProps/other.bin"),
        ("content", "ods", opendocument(), "content.xml"), ("table", "zip", csv_files(), "cities.csv"),
    ):  # fmt: skip
        yield Odd(f"bomb-{name}", as_file(f"file.{ending}", partial(_bomb, members, part)))
    nested = zipped({"inner.zip": zipped({"deep.zip": zipped({"zeros": bytes(10_000_000)})})})
    yield Odd("nested-zips", as_file("file.zip", nested))
    yield Odd("nested-workbook", as_file("file.zip", zipped({"case.xlsx": workbook()})))
    yield Odd("entries-many", as_file("file.xlsx", zipped({**plain, **{f"xl/x{i}.xml": b"" for i in range(5000)}})))
    yield Odd("entries-none", as_file("file.xlsx", zipped({})))
    yield Odd("zip-empty", as_file("file.zip", zipped({})))
    for label, name in (
        ("up", "../../evil.csv"), ("absolute", "/etc/evil.csv"), ("drive", "C:\\evil.csv"), ("backslash", "..\\evil.csv"),
        ("nul", "evil\x00.csv"), ("long", "a" * 3000 + ".csv"), ("deep", "/".join("abcdefghij") + "/cities.csv"),
    ):  # fmt: skip
        yield Odd(f"name-{label}-zip", as_file("file.zip", zipped({**csv_files(), name: b"city,name\nx,y\n"})))
        yield Odd(f"name-{label}-xlsx", as_file("file.xlsx", zipped({**plain, name: b"x"})))
    yield Odd("duplicate-sheet-part", as_file("file.xlsx", _twice(plain, "xl/worksheets/sheet3.xml")))
    yield Odd("duplicate-workbook-part", as_file("file.xlsx", _twice(plain, "xl/workbook.xml")))
    yield Odd("duplicate-csv-part", as_file("file.zip", _twice(csv_files(), "cities.csv")))
    yield Odd("case-differs-csv", as_file("file.zip", zipped({**csv_files(), "CITIES.csv": b"city,name\nx,y\n"})))
    for method, label in ((zipfile.ZIP_STORED, "stored"), (zipfile.ZIP_BZIP2, "bzip2"), (zipfile.ZIP_LZMA, "lzma")):
        yield Odd(f"method-{label}", as_file("file.xlsx", zipped(plain, method)))
    lying = bytearray(workbook())
    at = lying.find(b"PK\x01\x02")
    lying[at + 24 : at + 28] = (4_000_000_000).to_bytes(4, "little")
    yield Odd("size-lies-large", as_file("file.xlsx", bytes(lying)))
    lying[at + 24 : at + 28] = (1).to_bytes(4, "little")
    yield Odd("size-lies-small", as_file("file.xlsx", bytes(lying)))
    wrong = bytearray(workbook())
    wrong[wrong.find(b"PK\x01\x02") + 16] ^= 255
    yield Odd("checksum-wrong", as_file("file.xlsx", bytes(wrong)))
    yield Odd("macosx-zip", as_file("file.zip", zipped({**csv_files(), "__MACOSX/._cities.csv": b"\x00\x05\x16\x07"})))
    yield Odd("one-folder-zip", as_file("file.zip", zipped({f"case/{n}": c for n, c in csv_files().items()})))
    both = {**{f"a/{n}": c for n, c in csv_files().items()}, **{f"b/{n}": c for n, c in csv_files().items()}}
    yield Odd("two-folders-zip", as_file("file.zip", zipped(both)))
    yield Odd("stranger-zip", as_file("file.zip", zipped({**csv_files(), "notes.docx": b"PK", "lisez-moi.txt": b"x"})))
    yield Odd("folder-empty", as_folder({}))
    yield Odd("folder-strangers", as_folder({**csv_files(), "image.png": KINDS["png"], "notes.txt": b"x"}))
    yield Odd("folder-with-workbook", as_folder({**csv_files(), "case.xlsx": workbook()}))
    yield Odd("path-missing", lambda folder: folder / "nothing.xlsx")


def _bomb(members: dict[str, bytes], part: str) -> bytes:
    return zipped({**members, part: bytes(50_000_000)})


def _twice(contents: dict[str, bytes], name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for member, content in (*contents.items(), (name, contents[name])):
            archive.writestr(zipfile.ZipInfo(member), content)
    return stream.getvalue()


MAIN = "xl/workbook.xml"
SHEET = "xl/worksheets/sheet3.xml"
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
PATCHES = {
    "macro-type": ("[Content_Types].xml", "spreadsheetml.sheet.main+xml", "ms-excel.sheet.macroEnabled.main+xml"),
    "template-type": ("[Content_Types].xml", "spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml"),
    "types-empty": ("[Content_Types].xml", "<Types", "<!--<Types"),
    "doctype-workbook": (MAIN, "<workbook", DOCTYPE + "<workbook"),
    "doctype-sheet": (SHEET, "<worksheet", DOCTYPE + "<worksheet"),
    "doctype-styles": ("xl/styles.xml", "<styleSheet", DOCTYPE + "<styleSheet"),
    "doctype-external": (SHEET, "<worksheet", '<!DOCTYPE x SYSTEM "file:///etc/hostname"><worksheet'),
    "entity-unknown": (SHEET, "Fès", "&boom;"),
    "namespace-unknown": (SHEET, "spreadsheetml/2006/main", "spreadsheetml/2099/main"),
    "workbook-unclosed": (MAIN, "</workbook>", ""),
    "sheet-unclosed": (SHEET, "</sheetData>", ""),
    "sheet-control-character": (SHEET, "Fès", "F\x01s"),
    "sheet-deep": (SHEET, "<sheetData>", "<a>" * 20000 + "</a>" * 20000 + "<sheetData>"),
    "sheet-processing": (SHEET, "<sheetData>", "<?php evil ?><sheetData>"),
    "sheet-missing-part": ("xl/_rels/workbook.xml.rels", "worksheets/sheet3.xml", "worksheets/sheet33.xml"),
    "sheet-part-outside": ("xl/_rels/workbook.xml.rels", "worksheets/sheet3.xml", "../../../etc/passwd"),
    "sheet-part-remote": ("xl/_rels/workbook.xml.rels", 'Target="worksheets/sheet3.xml"', 'TargetMode="External" Target="http://localhost/s.xml"'),
    "sheets-other-namespace": (MAIN, "<sheets>", '<sheets xmlns="urn:other">'),
    "styles-lost": ("xl/_rels/workbook.xml.rels", 'Target="styles.xml"', 'Target="styles2.xml"'),
    "strings-lost": ("xl/_rels/workbook.xml.rels", f'Type="{OFFICE}/styles" Target="styles.xml"', f'Type="{OFFICE}/sharedStrings" Target="lost.xml"'),
    "relation-missing": (MAIN, 'r:id="rId3"', 'r:id="rId77"'),
    "relation-none": (MAIN, 'r:id="rId3"', ""),
    "sheet-name-empty": (MAIN, 'name="cities"', 'name=""'),
    "sheet-name-twice": (MAIN, 'name="cities"', 'name="sources"'),
    "sheet-name-formula": (MAIN, 'name="cities"', 'name="=cities"'),
    "sheet-hidden": (MAIN, 'name="cities"', 'name="cities" state="hidden"'),
    "sheet-very-hidden": (MAIN, 'name="cities"', 'name="cities" state="veryHidden"'),
    "date-1904": (MAIN, "<workbookPr/>", '<workbookPr date1904="1"/>'),
    "dimension-small": (SHEET, "<sheetData>", '<dimension ref="A1"/><sheetData>'),
    "dimension-huge": (SHEET, "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'),
    "dimension-nonsense": (SHEET, "<sheetData>", '<dimension ref="!!"/><sheetData>'),
    "row-hidden": (SHEET, '<row r="2">', '<row r="2" hidden="1">'),
    "row-number-zero": (SHEET, '<row r="2">', '<row r="0">'),
    "row-number-negative": (SHEET, '<row r="2">', '<row r="-2">'),
    "row-number-huge": (SHEET, '<row r="2">', '<row r="99999999">'),
    "row-number-text": (SHEET, '<row r="2">', '<row r="deux">'),
    "row-number-none": (SHEET, '<row r="2">', "<row>"),
    "row-twice": (SHEET, '<row r="3">', '<row r="2">'),
    "row-back": (SHEET, '<row r="3">', '<row r="1">'),
    "cell-reference-none": (SHEET, ' r="B2"', ""),
    "cell-reference-zero": (SHEET, 'r="B2"', 'r="B0"'),
    "cell-reference-far": (SHEET, 'r="B2"', 'r="XFE2"'),
    "cell-reference-long": (SHEET, 'r="B2"', 'r="ZZZZZZZZ2"'),
    "cell-reference-twice": (SHEET, 'r="B2"', 'r="A2"'),
    "cell-reference-other-row": (SHEET, 'r="B2"', 'r="B9"'),
    "cell-reference-lower": (SHEET, 'r="B2"', 'r="b2"'),
    "cell-kind-unknown": (SHEET, '<c r="D2">', '<c r="D2" t="zzz">'),
    "cell-style-unknown": (SHEET, '<c r="D2">', '<c r="D2" s="999">'),
    "cell-style-text": (SHEET, '<c r="D2">', '<c r="D2" s="un">'),
    "cell-shared-string-missing": (SHEET, '<c r="D2"><v>400000</v>', '<c r="D2" t="s"><v>7</v>'),
    "cell-shared-string-negative": (SHEET, '<c r="D2"><v>400000</v>', '<c r="D2" t="s"><v>-1</v>'),
    "cell-number-nan": (SHEET, "<v>400000</v>", "<v>NaN</v>"),
    "cell-number-infinite": (SHEET, "<v>400000</v>", "<v>INF</v>"),
    "cell-number-overflow": (SHEET, "<v>400000</v>", "<v>1E400</v>"),
    "cell-number-long": (SHEET, "<v>400000</v>", "<v>" + "4" * 5000 + "</v>"),
    "cell-number-text": (SHEET, "<v>400000</v>", "<v>beaucoup</v>"),
    "cell-number-noise": (SHEET, "<v>400000</v>", "<v>400000.00000000006</v>"),
    "cell-two-values": (SHEET, "<v>400000</v>", "<v>400000</v><v>5</v>"),
    "cell-two-texts": (SHEET, "</is></c>", "</is><is><t>x</t></is></c>"),
    "cell-two-formulas": (SHEET, "<v>400000</v>", "<f>1</f><f>2</f><v>400000</v>"),
    "cell-no-value": (SHEET, "<v>400000</v>", ""),
    "cell-boolean": (SHEET, '<c r="D2"><v>400000</v>', '<c r="D2" t="b"><v>1</v>'),
    "cell-date-style": (SHEET, '<c r="D2">', '<c r="D2" s="1">'),
    "cell-percent-style": (SHEET, '<c r="D2">', '<c r="D2" s="2">'),
    "cell-euro-style": (SHEET, '<c r="D2">', '<c r="D2" s="3">'),
    "cell-iso-date": (SHEET, '<c r="D2"><v>400000</v>', '<c r="D2" t="d"><v>2027-01-31</v>'),
    "cell-formula-cached": (SHEET, "<v>400000</v>", "<f>2*200000</f><v>400000</v>"),
    "cell-formula-empty": (SHEET, "<v>400000</v>", "<f>2*200000</f>"),
    "cell-formula-blank": (SHEET, "<v>400000</v>", "<f>2*200000</f><v></v>"),
    "cell-formula-shared": (SHEET, "<v>400000</v>", '<f t="shared" ref="D2:D3" si="0">D3*2</f><v>400000</v>'),
    "cell-formula-linked": (SHEET, "<v>400000</v>", "<f>[1]Feuil1!A1</f><v>400000</v>"),
    "cell-formula-web": (SHEET, "<v>400000</v>", "<f>WEBSERVICE(&quot;http://localhost&quot;)</f><v>400000</v>"),
    "cell-formula-dde": (SHEET, "<v>400000</v>", "<f>cmd|'/c calc'!A0</f><v>400000</v>"),
    "cell-text-long": (SHEET, "Fès", "F" * 40000),
    "cell-text-escape": (SHEET, "Fès", "F_x00E8_s"),
    "cell-text-cdata": (SHEET, "Fès", "<![CDATA[Fès]]>"),
    "cell-text-comment": (SHEET, "Fès", "F<!-- x -->ès"),
    "cell-text-rich": (SHEET, "<is><t xml:space=\"preserve\">Fès</t></is>", "<is><r><t>F</t></r><r><t>ès</t></r></is>"),
    "cell-text-phonetic": (SHEET, "<is><t xml:space=\"preserve\">Fès</t></is>", "<is><t>Fès</t><rPh sb=\"0\" eb=\"1\"><t>non</t></rPh></is>"),
    "columns-hidden": (SHEET, "<sheetData>", '<cols><col min="4" max="4" hidden="1"/></cols><sheetData>'),
    "columns-hidden-huge": (SHEET, "<sheetData>", '<cols><col min="1" max="999999999" hidden="1"/></cols><sheetData>'),
    "merged-cells": (SHEET, "</worksheet>", '<mergeCells><mergeCell ref="D2:D3"/></mergeCells></worksheet>'),
    "merged-key": (SHEET, "</worksheet>", '<mergeCells><mergeCell ref="A2:A3"/></mergeCells></worksheet>'),
    "merged-huge": (SHEET, "</worksheet>", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'),
    "merged-nonsense": (SHEET, "</worksheet>", '<mergeCells><mergeCell ref="A1:"/></mergeCells></worksheet>'),
    "far-corner": (SHEET, "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    "far-row": (SHEET, "</sheetData>", '<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'),
    "far-column": (SHEET, '</row><row r="3">', '<c r="XFD2"><v>1</v></c></row><row r="3">'),
    "empty-styled-rows": (SHEET, "</sheetData>", "".join(f'<row r="{i}"><c r="A{i}" s="1"/></row>' for i in range(10, 30000)) + "</sheetData>"),
}  # fmt: skip


def patches() -> Iterator[Odd]:
    """Workbooks with one text of one part replaced."""
    for name, (part, old, new) in PATCHES.items():
        yield Odd(f"part-{name}", as_file("file.xlsx", patched(part, old, new)))
    for error in ("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NUM!", "#NULL!", "#VALUE!", "#GETTING_DATA"):
        name = "".join(char for char in error if char.isalpha()).lower()
        wrong = f'<c r="D2" t="e"><v>{error}</v>'
        yield Odd(f"error-{name}", as_file("file.xlsx", patched(SHEET, '<c r="D2"><v>400000</v>', wrong)))
        text = f'<c r="D2" t="str"><v>{error}</v>'
        yield Odd(f"error-text-{name}", as_file("file.xlsx", patched(SHEET, '<c r="D2"><v>400000</v>', text)))
    plain = parts()
    for gone in ("[Content_Types].xml", "_rels/.rels", MAIN, "xl/_rels/workbook.xml.rels", "xl/styles.xml", SHEET):
        left = {name: content for name, content in plain.items() if name != gone}
        yield Odd(f"without-{gone.rsplit('/', 1)[-1].strip('[]').lower()}", as_file("file.xlsx", zipped(left)))
    for more in ("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/embeddings/oleObject1.bin", "xl/activeX/activeX1.xml", "xl/connections.xml"):  # fmt: skip
        yield Odd(f"with-{more.rsplit('/', 1)[-1].lower()}", as_file("file.xlsx", zipped({**plain, more: b"<x/>"})))
    for encoding in ("utf-16", "latin-1"):
        recoded = plain[SHEET].decode().replace("UTF-8", encoding).encode(encoding)
        yield Odd(f"sheet-in-{encoding}", as_file("file.xlsx", zipped({**plain, SHEET: recoded})))
    yield Odd("sheet-in-unknown-encoding", as_file("file.xlsx", zipped({**plain, SHEET: plain[SHEET].replace(b"UTF-8", b"KLINGON")})))  # fmt: skip
    yield Odd("sheet-invalid-utf8", as_file("file.xlsx", zipped({**plain, SHEET: plain[SHEET].replace("è".encode(), b"\xe8")})))  # fmt: skip
    head, rest = plain[MAIN].decode().split("<sheets>")
    none = head + "<sheets/>" + rest.partition("</sheets>")[2]
    yield Odd("sheets-none", as_file("file.xlsx", zipped({**plain, MAIN: none.encode()})))
    share = plain["xl/worksheets/sheet1.xml"].replace(b'<c r="B7">', b'<c r="B7" s="2">')
    unnamed = plain["xl/_rels/workbook.xml.rels"].replace(b"/styles", b"/theme")
    formats = {"xl/worksheets/sheet1.xml": share, "xl/_rels/workbook.xml.rels": unnamed}
    yield Odd("styles-unnamed", as_file("file.xlsx", zipped({**plain, **formats})))
    yield Odd("rows-20000", as_file("file.xlsx", partial(_large, 20_000, 0)), seconds=5)
    yield Odd("columns-16000", as_file("file.xlsx", partial(_large, 0, 16_000)))
    yield Odd("strings-two-million", as_file("file.xlsx", _many_strings))


def _large(rows: int, columns: int) -> bytes:
    table = [row + [f"x{i}" for i in range(columns)] for row in TABLES["cities"]]
    table += [[f"v{i}", f"V{i}", "r03", 1000, 10, 5] for i in range(rows)]
    return zipped({**parts(), SHEET: sheet_xml(table).encode()})


def _many_strings() -> bytes:
    start = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return zipped({**parts(), "xl/sharedStrings.xml": start + b"<si><t>a</t></si>" * 2_000_000 + b"</sst>"})


def documents() -> Iterator[Odd]:
    """OpenDocument sheets with something odd."""

    def changed(old: str, new: str) -> bytes:
        def content(text: str) -> str:
            assert old in text, old
            return text.replace(old, new, 1)

        return zipped(opendocument(content=content))

    number = (
        '<table:table-cell office:value-type="float" office:value="400000"><text:p>400000</text:p></table:table-cell>'
    )
    start = '<table:table table:name="cities"><table:table-row>'
    replaced = {
        "plain": (start, start),
        "doctype": ("<office:document-content", DOCTYPE + "<office:document-content"),
        "unclosed": ("</office:body>", ""),
        "repeated-columns": (number, number + '<table:table-cell table:number-columns-repeated="1000000000"/>'),
        "repeated-rows": (start, start.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="1000000000"><table:table-cell/></table:table-row><table:table-row>')),
        "repeated-values": (number, number.replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="1000000000" ', 1)),
        "repeated-negative": (number, number.replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="-5" ', 1)),
        "repeated-text": (number, number.replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="deux" ', 1)),
        "percentage": (number, number.replace('"float"', '"percentage"')),
        "currency": (number, number.replace('"float"', '"currency" office:currency="EUR"')),
        "boolean": (number, '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>VRAI</text:p></table:table-cell>'),
        "date": (number, '<table:table-cell office:value-type="date" office:date-value="2027-01-31"><text:p>31/01/2027</text:p></table:table-cell>'),
        "time": (number, '<table:table-cell office:value-type="time" office:time-value="PT01H00M00S"><text:p>01:00</text:p></table:table-cell>'),
        "value-nan": (number, number.replace('"400000"', '"NaN"')),
        "value-text": (number, number.replace('"400000"', '"beaucoup"')),
        "value-none": (number, number.replace('office:value="400000"', "")),
        "kind-unknown": (number, number.replace('"float"', '"zzz"')),
        "formula": (number, number.replace("<table:table-cell ", '<table:table-cell table:formula="of:=2*200000" ', 1)),
        "formula-without-value": (number, '<table:table-cell table:formula="of:=2*200000"/>'),
        "formula-linked": (number, number.replace("<table:table-cell ", "<table:table-cell table:formula=\"of:='file:///tmp/a.ods'#$x.A1\" ", 1)),
        "error": (number, '<table:table-cell office:value-type="string" office:string-value="" table:formula="of:=1/0"><text:p>#DIV/0!</text:p></table:table-cell>'),
        "covered": (number, "<table:covered-table-cell/>"),
        "spanned": (number, number.replace("<table:table-cell ", '<table:table-cell table:number-rows-spanned="2" ', 1)),
        "row-hidden": (start, start[:-1] + ' table:visibility="collapse">'),
        "row-filtered": ("</table:table-row><table:table-row><table:table-cell office:value-type=\"string\"><text:p>fes", "</table:table-row><table:table-row table:visibility=\"filter\"><table:table-cell office:value-type=\"string\"><text:p>fes"),
        "annotation": (number, number.replace("<text:p>", "<office:annotation><text:p>remarque</text:p></office:annotation><text:p>")),
        "two-paragraphs": ("<text:p>Fès</text:p>", "<text:p>F</text:p><text:p>ès</text:p>"),
        "spaces": ("<text:p>Fès</text:p>", '<text:p>Fès<text:s text:c="5"/></text:p>'),
        "spaces-many": ("<text:p>Fès</text:p>", '<text:p>Fès<text:s text:c="999999999"/>x</text:p>'),
        "deep": (start, "<office:x>" * 20000 + "</office:x>" * 20000 + start),
        "table-name-none": (' table:name="cities"', ""),
    }  # fmt: skip
    for name, (old, new) in replaced.items():
        yield Odd(f"ods-{name}", as_file("file.ods", changed(old, new)))
    plain = opendocument()
    encrypted = plain["META-INF/manifest.xml"].replace(b'"text/xml"/>', b'"text/xml"><manifest:encryption-data/></manifest:file-entry>')  # fmt: skip
    yield Odd("ods-encrypted", as_file("file.ods", zipped({**plain, "META-INF/manifest.xml": encrypted})))
    yield Odd("ods-text-document", as_file("file.ods", zipped({**plain, "mimetype": b"application/vnd.oasis.opendocument.text"})))  # fmt: skip
    yield Odd("ods-without-content", as_file("file.ods", zipped({"mimetype": plain["mimetype"]})))
    yield Odd("ods-without-mimetype", as_file("file.ods", zipped({"content.xml": plain["content.xml"]})))
    yield Odd("ods-macros", as_file("file.ods", zipped({**plain, "Basic/Standard/Module1.xml": b"<x/>"})))


def hostile() -> list[Odd]:
    """Every hostile or broken container."""
    return [*wrong_kinds(), *truncated(), *archives(), *patches(), *documents()]
