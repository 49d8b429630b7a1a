"""From a path to the raw grids of the tables it holds, whatever kind of file or folder it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fundopt.case import schema, shipped
from fundopt.case.archive_of_tables import is_clutter, is_table, read_tables
from fundopt.case.case import Place
from fundopt.case.csv_tables import content_of, csv_grid, read_grid
from fundopt.case.file_kinds import EXTENSIONS, Kind, kind_of
from fundopt.case.findings import Finding
from fundopt.case.grid import Grid
from fundopt.case.headings import find_headings, recognise
from fundopt.case.messages import finding, suggestion
from fundopt.case.opendocument import read_flat, read_spreadsheet
from fundopt.case.preflight import Archive, ContainerFault
from fundopt.case.workbook import read_sheets
from fundopt.language import Text

_WORKBOOKS = (".xlsx", ".ods", ".xls", ".xlsm", ".xlsb", ".fods")


def grids_at(path: str | Path) -> tuple[list[Grid], list[Finding]]:
    """The grids of the workbook, table, folder, archive or shipped case at `path`, or findings that say why not."""
    found = _resolve(path)
    place = Place(found.name)
    try:
        if found.is_dir():
            grids, findings = _grids_in_folder(found)
        elif not found.exists():
            hint, names = suggestion(found.name, shipped.names()), ", ".join(shipped.names())
            return [], [finding("path-missing", place, found=found, shipped=names, hint=hint)]
        else:
            grids, findings = grids_of_file(found)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return [], [finding("path-denied", place, reason=reason)]
    return _one_warning_of_encoding(grids, findings)


def grids_of_file(path: Path, table: schema.Table | None = None) -> tuple[list[Grid], list[Finding]]:
    """The grids of one file; a csv file is taken for `table`, or without one for what its name or headings say."""
    place = Place(path.name)
    if not path.is_file():
        return [], [finding("path-kind", place, found=path.name)]
    try:
        kind = kind_of(path)
        if kind is Kind.CSV:
            grids, findings = _csv(path, table)
        elif kind is Kind.FLAT_ODS:
            grids, findings = read_flat(path)
        else:
            read = {Kind.XLSX: read_sheets, Kind.ODS: read_spreadsheet, Kind.TABLES: read_tables}[kind]
            with Archive(path) as archive:
                grids, findings = read(archive, path.name)
    except ContainerFault as fault:
        return [], [finding(fault.code, place, **fault.values)]
    extension = path.suffix.casefold()
    if extension not in kind.extensions:
        values = {"extension": extension or path.name, "kind": kind.label, "expected": kind.extensions[0]}
        findings = [finding("extension-wrong", place, found=extension, **values), *findings]
    return grids, findings


def case_name(path: str | Path) -> str:
    """How a case read from `path` is called: the file's or folder's name without an extension that is read."""
    name = Path(path).resolve().name
    stem, _, extension = name.rpartition(".")
    return stem if stem and f".{extension}".casefold() in EXTENSIONS else name


def _grids_in_folder(folder: Path) -> tuple[list[Grid], list[Finding]]:
    """The csv tables of a folder; workbooks that are called like a table are said to be ignored."""
    files = sorted(file for file in folder.iterdir() if not is_clutter(file.name))
    tables = [file for file in files if is_table(file.name) and file.is_file()]
    workbooks = [file for file in files if file.suffix.casefold() in _WORKBOOKS]
    if not tables:
        return [], [finding("folder-empty", Place(folder.name), found=folder, hint=_hint(folder, workbooks))]
    ignored = [file for file in workbooks if recognise(file.stem)]
    findings = [finding("folder-ignored", Place(folder.name), found=file.name) for file in ignored]
    return [read_grid(file, recognise(file.stem)) for file in tables], findings


def _hint(folder: Path, workbooks: list[Path]) -> Text:
    """What to do about a folder without tables."""
    if (folder / "[Content_Types].xml").exists() or (folder / "content.xml").exists():
        return Text(
            "C'est un classeur décompressé : donnez le fichier d'origine.",
            "This is an unpacked workbook: give the original file.",
        )
    if workbooks:
        name = workbooks[0].name
        return Text(f"Donnez le classeur lui-même : « {name} ».", f"Give the workbook itself: “{name}”.")
    return Text(
        "Vérifiez le dossier, ou partez du modèle : fundopt template.",
        "Check the folder, or start from the template: fundopt template.",
    )


def _csv(path: Path, table: schema.Table | None) -> tuple[list[Grid], list[Finding]]:
    """One csv file, taken for the table that its name says, else for the one that its headings fit best."""
    content = content_of(path)
    place = Place(path.name)
    known = table or recognise(path.stem)
    if known is None:
        fitting, near = _fitting(content, path)
        if not fitting and path.suffix.casefold() not in Kind.CSV.extensions:
            raise _no_table(path)
        if len(fitting) != 1:
            return [], [finding("csv-table", place, hint=_candidates(fitting or near))]
        known = fitting[0]
        grid = csv_grid(content, path.name, known.name, known)
        return [grid], [finding("csv-table-headings", place, known)]
    return [csv_grid(content, path.name, path.stem, known)], []


def _no_table(path: Path) -> ContainerFault:
    """What to say of a text that is no table, by what its name promises."""
    for kind in (Kind.XLSX, Kind.ODS, Kind.TABLES):
        if path.suffix.casefold() in kind.extensions:
            return ContainerFault("file-unreadable", kind=kind.label)
    return ContainerFault("path-kind", found=path.name)


def _fitting(content: bytes, path: Path) -> tuple[list[schema.Table], list[schema.Table]]:
    """The tables that have most of the file's headings and lack none that is required; and those that have any."""
    scores: dict[str, int] = {}
    near: dict[str, int] = {}
    for table in schema.TABLES:
        headings = find_headings(csv_grid(content, path.name, table.name, table), table)
        if headings is None:
            continue
        near[table.name] = len(headings.found)
        required = {column.name for column in table.columns if column.required}
        if table.fields or required <= headings.found.keys():
            scores[table.name] = len(headings.found)

    def best(found: dict[str, int]) -> list[schema.Table]:
        return [schema.BY_NAME[name] for name, score in found.items() if score == max(found.values())]

    return best(scores), best(near)


def _candidates(tables: list[schema.Table]) -> Text:
    if not tables or len(tables) > 5:
        return Text("", "")
    return Text(
        "Peut-être : " + ", ".join(table.label.fr for table in tables) + ".",
        "Perhaps: " + ", ".join(table.label.en for table in tables) + ".",
    )


def _one_warning_of_encoding(grids: list[Grid], findings: list[Finding]) -> tuple[list[Grid], list[Finding]]:
    """With one warning for all files that are not in UTF-8: the first named, the others counted."""
    files = [grid.file for grid in grids for item in grid.findings if item.code == "csv-cp1252"]
    if len(files) < 2:
        return grids, findings
    others = len(files) - 1
    named = Text(
        f"{files[0]} et {others} autre{'s' if others > 1 else ''} fichier{'s' if others > 1 else ''}",
        f"{files[0]} and {others} other file{'s' if others > 1 else ''}",
    )
    grids = [
        replace(grid, findings=tuple(item for item in grid.findings if item.code != "csv-cp1252")) for grid in grids
    ]
    return grids, [*findings, finding("csv-cp1252", Place(files[0]), found=files[0], files=named)]


def _resolve(path: str | Path) -> Path:
    """A path that exists as it is, or the folder of the shipped case of that name."""
    found = Path(path)
    try:
        missing = not found.exists()
    except (OSError, ValueError):
        return found
    if missing and str(path) == found.name:
        return shipped.path(found.name) or found
    return found
