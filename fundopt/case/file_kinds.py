"""What a file is, told by its content and not by its name: read, or refused for a reason of its own."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

from fundopt.case.preflight import LARGEST_FILE, Archive, ContainerFault
from fundopt.case.workbook_parts import content_types
from fundopt.language import Text


class Kind(Enum):
    """A kind of file that is read: its extensions, the usual one first, and what to call it."""

    XLSX = ((".xlsx", ".xltx"), Text("un classeur .xlsx", "an .xlsx workbook"))
    ODS = ((".ods", ".ots"), Text("un classeur .ods", "an .ods workbook"))
    FLAT_ODS = ((".fods",), Text("un classeur .fods", "a .fods workbook"))
    TABLES = ((".zip",), Text("une archive de tables .csv", "an archive of .csv tables"))
    CSV = ((".csv", ".tsv", ".tab", ".txt"), Text("une table .csv", "a .csv table"))

    def __init__(self, extensions: tuple[str, ...], label: Text):
        self.extensions = extensions
        self.label = label


EXTENSIONS = tuple(extension for kind in Kind for extension in kind.extensions)
HEAD = 1 << 16
"""Bytes at a file's beginning that tell its kind."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP, _EMPTY_ZIP = b"PK\x03\x04", (b"PK\x05\x06", b"PK\x07\x08")
_PICTURE = Text("une image", "a picture")
_DOCUMENT = Text("un document de texte", "a text document")
_SLIDES = Text("une présentation", "a presentation")
_OTHERS = (
    (b"%PDF", Text("un document PDF", "a PDF document")),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"BM", _PICTURE),
    (b"RIFF", _PICTURE),
    (b"{\\rtf", _DOCUMENT),
    (b"SQLite format 3\0", Text("une base de données", "a database")),
    (b"PAR1", Text("un fichier de données Parquet", "a Parquet data file")),
)
_COMPRESSED = (
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "rar"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)
_OLD_EXCEL = re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00")
"""The record that begins a workbook of Excel 2 to 5, outside any container."""
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\d\]])")
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(path: Path) -> Kind:
    """The kind of the file at `path`. Raises ContainerFault where it is none that is read, or cannot be opened."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise ContainerFault("path-denied", reason=error.strerror) from error
    if not head.strip(b"\0\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise ContainerFault("file-empty")
    if size > LARGEST_FILE:
        raise ContainerFault("file-large", most=LARGEST_FILE // 1_000_000)
    if head.startswith(_ZIP):
        with Archive(path) as archive:
            return _kind_of_archive(archive)
    if head.startswith(_EMPTY_ZIP):
        raise ContainerFault("archive-unknown")
    if head.startswith(_OLE):
        raise _kind_of_ole(head, path)
    if _OLD_EXCEL.match(head):
        raise ContainerFault("file-xls")
    for start, name in _COMPRESSED:
        if head.startswith(start):
            raise ContainerFault("file-compressed", kind=name)
    for start, label in _OTHERS:
        if head.startswith(start) and (start != b"BM" or b"\0" in head[:30]):
            raise ContainerFault("file-kind", kind=label)
    return _kind_of_text(_text(head), path)


def _text(head: bytes) -> str:
    """The beginning of a file as text, in whatever encoding it most likely is."""
    if head.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return head.decode("utf-32", "replace")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    if head.startswith(b"\xef\xbb\xbf"):
        return head[3:].decode("utf-8", "replace")
    return head.decode("latin-1")


def _kind_of_text(text: str, path: Path) -> Kind:
    start = text.lstrip()[:4_000].casefold()
    if start.startswith("<"):
        if re.match(r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<office:document[\s>]", start, re.DOTALL):
            return Kind.FLAT_ODS
        if "urn:schemas-microsoft-com:office:spreadsheet" in start or 'progid="excel.sheet"' in start:
            raise ContainerFault("file-xml")
        if re.search(r"<(?:!doctype\s+html|html|head|meta|body|table|div|style)\b", start):
            raise ContainerFault("file-html")
        raise ContainerFault("file-kind", kind=Text("un fichier XML", "an XML file"))
    if start.startswith("mime-version:"):
        raise ContainerFault("file-html")
    if _JSON.match(text):
        raise ContainerFault("file-kind", kind=Text("un fichier JSON", "a JSON file"))
    if len(_BINARY.findall(text.replace("\0", ""))) > len(text) // 50:
        raise ContainerFault("path-kind", found=path.name)
    return Kind.CSV


def _kind_of_ole(head: bytes, path: Path) -> ContainerFault:
    """Why a file in the container of old Office documents is refused, by the names in its first directory."""
    size = 1 << min(16, int.from_bytes(head[30:32], "little"))
    start = (int.from_bytes(head[48:52], "little") + 1) * size
    with path.open("rb") as file:
        file.seek(start)
        directory = file.read(HEAD) + head

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in directory

    if has("EncryptedPackage") or has("EncryptionInfo"):
        return ContainerFault("file-encrypted")
    if has("WordDocument"):
        return ContainerFault("file-kind", kind=_DOCUMENT)
    if has("PowerPoint Document"):
        return ContainerFault("file-kind", kind=_SLIDES)
    return ContainerFault("file-xls" if has("Workbook") or has("Book") else "path-kind", found=path.name)


def _kind_of_archive(archive: Archive) -> Kind:
    """What a zip archive is: a workbook, or tables. Raises ContainerFault for everything else."""
    names = [name.casefold() for name in archive.names]
    if archive.find("[Content_Types].xml"):
        return _kind_of_office(archive, names)
    if archive.find("META-INF/manifest.xml") or archive.find("mimetype"):
        return _kind_of_open_document(archive, names)
    if any(name.endswith(Kind.CSV.extensions[:3]) for name in names):
        return Kind.TABLES
    inner = [name for name in archive.names if name.casefold().endswith((*EXTENSIONS, ".xls", ".xlsm", ".xlsb"))]
    if inner:
        raise ContainerFault("archive-nested", found=inner[0])
    raise ContainerFault("archive-unknown")


def _kind_of_office(archive: Archive, names: list[str]) -> Kind:
    types = " ".join(content_types(archive).values()).casefold()
    if "sheet.binary" in types or "xl/workbook.bin" in names:
        raise ContainerFault("file-xlsb")
    if "macroenabled" in types or any(name.endswith("vbaproject.bin") for name in names):
        raise ContainerFault("file-macros")
    if "wordprocessingml" in types:
        raise ContainerFault("file-kind", kind=_DOCUMENT)
    if "presentationml" in types:
        raise ContainerFault("file-kind", kind=_SLIDES)
    return Kind.XLSX


def _kind_of_open_document(archive: Archive, names: list[str]) -> Kind:
    from fundopt.case.opendocument import manifest

    kind, encrypted = manifest(archive)
    if encrypted:
        raise ContainerFault("file-encrypted")
    if any(name.startswith(("basic/", "scripts/")) for name in names):
        raise ContainerFault("file-macros")
    if "spreadsheet" in kind:
        return Kind.ODS
    label = _SLIDES if "presentation" in kind else _PICTURE if "graphics" in kind else _DOCUMENT
    raise ContainerFault("file-kind", kind=label)
