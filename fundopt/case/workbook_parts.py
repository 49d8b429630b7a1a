"""The parts of an xlsx package, read without trusting what they say of themselves: sheets, texts, formats, links.

Written on the standard library's XML parser because no reader tells at once a formula from its value, hidden rows and
merged ranges, and because a reader that believes a sheet's declared size can drop rows or fill the memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath, split

from fundopt.case.grid_building import joined
from fundopt.case.number_formats import PLAIN, Display, built_in, display
from fundopt.case.preflight import Archive, ContainerFault
from fundopt.case.xml_parts import Budget, Handlers, names, parse

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespaces of worksheets: transitional, and strict as ISO 29500 has it."""
_RELATIONS = ("http://schemas.openxmlformats.org/package/2006/relationships",)
_TYPES = ("http://schemas.openxmlformats.org/package/2006/content-types",)
MOST_SHEETS = 300
MOST_TEXTS = 500_000
"""Most shared texts of a workbook."""
MOST_CHARACTERS = 20_000_000
"""Most characters of all shared texts together."""
MOST_STYLES = 100_000
MOST_LINKS = 20
"""Most links to other files that are looked up to be named."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Sheet:
    """A worksheet of the workbook: its name, the name of its part, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class Relation:
    """A part that another one refers to: what it is to it (the end of its type), its name, whether it is elsewhere."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Package:
    """An open workbook: its sheets in order, shared texts, what each cell style shows, epoch, links to other files."""

    archive: Archive
    sheets: tuple[Sheet, ...]
    texts: tuple[str, ...]
    displays: tuple[Display, ...]
    since_1904: bool
    links: tuple[str, ...]
    budget: Budget = field(default_factory=Budget)


def open_package(archive: Archive) -> Package:
    """The workbook in `archive`. Raises ContainerFault."""
    budget = Budget()
    main = main_part(archive, budget)
    relations = _relations(archive, main, budget)
    sheets, since_1904 = _sheets(archive, main, relations, budget)
    parts = {relation.kind: relation.target for relation in relations.values() if not relation.external}
    texts, styles = (_part(archive, parts.get(kind)) for kind in ("sharedStrings", "styles"))
    return Package(
        archive,
        sheets,
        _texts(archive, texts, budget) if texts else (),
        _displays(archive, styles, budget) if styles else (),
        since_1904,
        _links(archive, relations, budget),
        budget,
    )


def _part(archive: Archive, name: str | None) -> str | None:
    """The entry of a part that the workbook names, None where it names none. Raises ContainerFault for a lost one:
    without its styles, a date or a percentage would pass for a plain number."""
    if name is None:
        return None
    if (found := archive.find(name)) is None:
        raise ContainerFault("part-missing", found=name)
    return found


def main_part(archive: Archive, budget: Budget) -> str:
    """The name of the part that lists the sheets. Raises ContainerFault."""
    for relation in _relations(archive, "", budget).values():
        if relation.kind == "officeDocument" and not relation.external:
            return relation.target
    return "xl/workbook.xml"


def content_types(archive: Archive) -> Mapping[str, str]:
    """The type that each part of the package declares, by name. Raises ContainerFault."""
    found: dict[str, str] = {}

    def override(values: Mapping[str, str]) -> None:
        found[values["PartName"].lstrip("/")] = values["ContentType"]

    def default(values: Mapping[str, str]) -> None:
        found["." + values["Extension"]] = values["ContentType"]

    _read(archive, "[Content_Types].xml", _TYPES, {"Override": override, "Default": default}, {}, Budget(), "Types")
    return found


def unescape(text: str) -> str:
    """The text behind the escapes that xlsx uses for control characters: _x000D_."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _read(
    archive: Archive,
    part: str,
    spaces: tuple[str, ...],
    start: Mapping[str, Callable],
    end: Mapping[str, Callable],
    budget: Budget,
    root: str,
    text: Callable[[str], None] | None = None,
) -> None:
    """Parse a part of the package; handlers by local name."""
    name = archive.find(part)
    if name is None:
        raise ContainerFault("part-missing", found=part)
    roots = frozenset(f"{space} {root}" for space in spaces)
    parse(archive.chunks(name), name, Handlers(names(spaces, start), names(spaces, end), text, roots), budget)


def _relations(archive: Archive, part: str, budget: Budget) -> dict[str, Relation]:
    """What the part refers to, by identifier; nothing where it has no list of relations."""
    folder, name = split(part)
    path = join(folder, "_rels", f"{name}.rels")
    found: dict[str, Relation] = {}

    def relation(values: Mapping[str, str]) -> None:
        external = values.get("TargetMode") == "External"
        target = values.get("Target", "")
        if not external:
            target = normpath(join(dirname(part), target)).lstrip("/")
        found[values["Id"]] = Relation(values.get("Type", "").rpartition("/")[2], target, external)

    if archive.find(path):
        _read(archive, path, _RELATIONS, {"Relationship": relation}, {}, budget, "Relationships")
    return found


def _sheets(
    archive: Archive, main: str, relations: Mapping[str, Relation], budget: Budget
) -> tuple[tuple[Sheet, ...], bool]:
    """The worksheets that the workbook lists, in order, and its epoch; chart and dialogue sheets are left out."""
    found: list[Sheet] = []
    epoch = [False]

    def properties(values: Mapping[str, str]) -> None:
        epoch[0] = values.get("date1904") in ("1", "true", "on")

    def sheet(values: Mapping[str, str]) -> None:
        identifier = next((value for key, value in values.items() if key.endswith(" id")), "")
        relation = relations.get(identifier)
        if relation is None or relation.external:
            raise ContainerFault("part-missing", found=values["name"])
        if relation.kind.casefold() in ("xlmacrosheet", "xlintlmacrosheet"):
            raise ContainerFault("file-macros")
        if relation.kind == "worksheet":
            hidden = values.get("state", "visible") != "visible"
            found.append(Sheet(values["name"], relation.target, hidden))
        if len(found) > MOST_SHEETS:
            raise ContainerFault("file-sheets", most=MOST_SHEETS)

    _read(archive, main, MAIN, {"workbookPr": properties, "sheet": sheet}, {}, budget, "workbook")
    return tuple(found), epoch[0]


def _links(archive: Archive, relations: Mapping[str, Relation], budget: Budget) -> tuple[str, ...]:
    """The files and programs that the workbook's external links name; the link's part where it names none."""
    found: list[str] = []
    for relation in relations.values():
        if relation.kind == "externalLink" and len(found) < MOST_LINKS:
            targets = [other.target for other in _relations(archive, relation.target, budget).values()]
            found += targets or [relation.target]
    parts = {name.casefold() for name in archive.names}
    if not found and any(name.startswith("xl/externallinks/") for name in parts):
        found.append("xl/externalLinks")
    return tuple(dict.fromkeys(found))


def _texts(archive: Archive, part: str, budget: Budget) -> tuple[str, ...]:
    """The shared texts; phonetic guides are left out."""
    texts: list[str] = []
    pieces: list[str] = []
    state = {"text": False, "guide": False, "room": MOST_CHARACTERS}

    def item(_: Mapping[str, str]) -> None:
        pieces.clear()

    def end_item() -> None:
        texts.append(unescape(joined(pieces)))
        pieces.clear()
        if len(texts) > MOST_TEXTS:
            raise ContainerFault("part-cells", found=part)

    def switch(name: str, on: bool) -> Callable[..., None]:
        def handler(*_: object) -> None:
            state[name] = on

        return handler

    def text(data: str) -> None:
        if state["text"] and not state["guide"]:
            state["room"] -= len(data)
            if state["room"] < 0:
                raise ContainerFault("part-cells", found=part)
            pieces.append(data)

    start = {"si": item, "t": switch("text", True), "rPh": switch("guide", True)}
    end = {"si": end_item, "t": switch("text", False), "rPh": switch("guide", False)}
    _read(archive, part, MAIN, start, end, budget, "sst", text)
    return tuple(texts)


def _displays(archive: Archive, part: str, budget: Budget) -> tuple[Display, ...]:
    """What each cell style makes of a number."""
    formats: dict[int, Display] = {}
    styles: list[int] = []
    inside = [False]

    def number_format(values: Mapping[str, str]) -> None:
        formats[int(values["numFmtId"])] = display(values.get("formatCode", ""))

    def cell_styles(_: Mapping[str, str]) -> None:
        inside[0] = True

    def end_cell_styles() -> None:
        inside[0] = False

    def style(values: Mapping[str, str]) -> None:
        if inside[0]:
            styles.append(int(values.get("numFmtId", 0)))
            if len(styles) > MOST_STYLES:
                raise ContainerFault("part-cells", found=part)

    start = {"numFmt": number_format, "cellXfs": cell_styles, "xf": style}
    _read(archive, part, MAIN, start, {"cellXfs": end_cell_styles}, budget, "styleSheet")
    known = {number: built_in(number) for number in set(styles) - formats.keys()} | formats
    return tuple(known.get(number, PLAIN) for number in styles)
