"""The record of a run: what went in, which model and engine, what came out; with hashes anyone can recompute."""

from __future__ import annotations

import hashlib
import json
import platform
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from decimal import Decimal
from importlib import metadata
from numbers import Number
from pathlib import Path

import numpy as np

from fundopt.case import schema
from fundopt.case.case import Case
from fundopt.case.schema import Column
from fundopt.errors import DossierError
from fundopt.language import Text
from fundopt.model.linear_program import LinearProgram
from fundopt.plan.tables import PlanTables

FILE = "record.json"
FORMAT = "fundopt dossier 1"
ADDED = frozenset({"money"})
"""Keys that older records of this format lack."""
DIGEST = "digest"
"""Key of the SHA-256 of all other keys, as JSON with sorted keys and no spaces."""


@dataclass(frozen=True)
class Record:
    """One run, as record.json tells it; its keys are the names below, and stay as they are within `format`.

    `time` is UTC in ISO 8601; the hashes are hexadecimal SHA-256. `objective` and `bound` are in weighted person-years,
    `gap` is relative to the objective; None where an engine gives none. The bound is the engine's, in floating point:
    the exact one is in certificate.json. `money` is what the plan pays, MAD (None in records that lack it). `stages`
    has one mapping per objective, in their order: name, value, unit, allowance. `files` maps every other file of the
    dossier to the hash of its bytes.
    """

    fundopt_version: str
    time: str
    case: str
    input_hash: str
    model_hash: str
    plan_hash: str
    engine: str
    engine_version: str
    objective: float
    bound: float | None = None
    gap: float | None = None
    stages: tuple[Mapping[str, object], ...] = ()
    parameters: Mapping[str, object] = field(default_factory=dict)
    seed: int | None = None
    money: int | float | None = None
    python_version: str = field(default_factory=platform.python_version)
    files: Mapping[str, str] = field(default_factory=dict)
    format: str = FORMAT

    def json(self) -> str:
        """The text of record.json: keys sorted, the same for the same record on every machine."""
        content = asdict(self)
        signed = {**content, DIGEST: _digest(content)}
        return json.dumps(signed, sort_keys=True, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def record_run(
    case: Case, program: LinearProgram, tables: PlanTables, *, time: datetime | None = None, **run
) -> Record:
    """The record of a run: hashes, version and time added to `run`, the other fields of Record."""
    moment = (time or datetime.now(UTC)).astimezone(UTC)
    return Record(
        fundopt_version=version(),
        time=moment.isoformat(timespec="seconds"),
        case=case.name,
        input_hash=canonical_hash(case),
        model_hash=program_hash(program),
        plan_hash=plan_hash(tables),
        money=paid(tables),
        **run,
    )


def paid(tables: PlanTables) -> int | float:
    """What a plan pays in all, MAD."""
    total = sum((Decimal(str(amount)) for amount in tables.payments["amount"]), Decimal(0))
    return int(total) if total == int(total) else float(total)


def read_record(directory: str | Path) -> Record:
    """The record of the dossier in `directory`. Raises DossierError where there is none, or one of another format."""
    content, _ = _content(Path(directory) / FILE)
    return Record(**{**content, "stages": tuple(content["stages"])})


def as_written(directory: str | Path) -> bool:
    """Whether the record has the digest that it was written with. Raises DossierError as `read_record` does."""
    content, digest = _content(Path(directory) / FILE)
    return digest == _digest(content)


def _content(path: Path) -> tuple[dict, str | None]:
    """What record.json says, and its digest (None where it has none)."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise DossierError(_NO_RECORD, path=path, error=error) from error
    known = {each.name for each in fields(Record)}
    keys = set(content) - {DIGEST} if isinstance(content, dict) else set()
    if not known - ADDED <= keys <= known or content.get("format") != FORMAT:
        raise DossierError(_OTHER_FORMAT, path=path, format=FORMAT)
    return content, content.pop(DIGEST, None)


def _digest(content: Mapping[str, object]) -> str:
    return _sha256(json.dumps(content, sort_keys=True, separators=(",", ":")))


def version() -> str:
    """The installed version of fundopt ("source" where it runs without having been installed)."""
    try:
        return metadata.version("fundopt")
    except metadata.PackageNotFoundError:
        return "source"


def canonical_hash(case: Case) -> str:
    """SHA-256 of what a case says: the same for any order of rows, file format and language of its headings."""
    return _sha256(canonical_text(case))


def canonical_text(case: Case) -> str:
    """The text that `canonical_hash` hashes: one line of JSON per table, rows sorted, each number in one spelling.

    The case's own name and its unknown sheets and columns are no input of the model and are left out.
    """
    lines = []
    for name in sorted(case.tables):
        data = case[name]
        if name == schema.ENGLISH.name and not len(data):
            continue  # a case in one language has the hash that it had before there were two
        columns = sorted(data.table.columns, key=lambda column: column.name)
        values = [[_cell(value, column) for value in data[column.name]] for column in columns]
        lines.append(_table(name, [column.name for column in columns], zip(*values, strict=True)))
    return "\n".join(lines)


def plan_hash(tables: PlanTables) -> str:
    """SHA-256 of a plan's tables, whatever the order of their rows; 1000, 1000.0 and Decimal("1E+3") are one number."""
    lines = []
    for name, table in tables.items():
        values = [[_plain(value) for value in table[column].tolist()] for column in table.columns]
        lines.append(_table(name, list(table.columns), zip(*values, strict=True)))
    return _sha256("\n".join(lines))


def program_hash(program: LinearProgram) -> str:
    """SHA-256 of the program with MAD in millions: labels, bounds, cost and coefficients, in the order of the labels.

    Neither the order of blocks and members nor the memory layout of the matrix counts.
    """
    scaled = program.in_millions()
    rows, columns = np.array(scaled.row_labels, dtype=object), np.array(scaled.column_labels, dtype=object)
    row_order, column_order = np.argsort(rows, kind="stable"), np.argsort(columns, kind="stable")
    matrix = scaled.matrix.tocsr()[row_order][:, column_order]
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    digest = hashlib.sha256(json.dumps([rows[row_order].tolist(), columns[column_order].tolist()]).encode())
    for floats in (
        scaled.row_lower[row_order],
        scaled.row_upper[row_order],
        scaled.column_lower[column_order],
        scaled.column_upper[column_order],
        scaled.cost[column_order],
        np.array([scaled.constant]),
        matrix.data,
    ):
        digest.update((floats + 0.0).astype("<f8").tobytes())
    for integers in (scaled.integer[column_order], matrix.indptr, matrix.indices):
        digest.update(integers.astype("<i8").tobytes())
    return digest.hexdigest()


def file_hash(path: Path) -> str:
    """SHA-256 of the bytes of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _table(name: str, columns: list[str], rows: Iterable[tuple]) -> str:
    body = sorted(json.dumps(row, ensure_ascii=False) for row in rows)
    return json.dumps([name, columns], ensure_ascii=False) + "[" + ",".join(body) + "]"


def _cell(value: object, column: Column) -> object:
    """A selection (a column that allows `*`) names a set; any other list is in an order that means something."""
    if not column.many or value is None:
        return _plain(value)
    parts = [_plain(part) for part in (value if isinstance(value, tuple) else (value,))]
    return sorted(parts, key=json.dumps) if column.wildcard else parts


def _plain(value: object) -> object:
    if isinstance(value, bool | None):
        return value
    if isinstance(value, Number):
        return {"number": _decimal(value)}
    return unicodedata.normalize("NFC", str(value))


def _decimal(value: Number) -> str:
    """A number as its significant digits and a power of ten: 1500 and 1.5E+3 are both 15e2."""
    sign, digits, exponent = Decimal(str(value)).as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"{value} is not a number that a case or a plan can hold")
    text = "".join(map(str, digits)).lstrip("0")
    short = text.rstrip("0")
    return f"{'-' * sign}{short}e{exponent + len(text) - len(short)}" if short else "0"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


_NO_RECORD = Text(
    "{path} ne se lit pas : ce dossier n'a pas été écrit par fundopt, ou il est incomplet ({error}).",
    "{path} cannot be read: this folder was not written by fundopt, or it is incomplete ({error}).",
)
_OTHER_FORMAT = Text(
    "{path} n'est pas au format « {format} » : il vient d'un autre programme ou d'une autre version de fundopt.",
    "{path} is not in the format “{format}”: it comes from another program or from another version of fundopt.",
)
