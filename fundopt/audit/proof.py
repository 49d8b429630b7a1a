"""Certificates of plans and of model files, and the folder in which the checker finds what it needs."""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from fundopt.audit import record as records
from fundopt.audit.dossier import PLAN, read_plan
from fundopt.audit.quotable import quotable
from fundopt.case.case import Case
from fundopt.errors import DossierError
from fundopt.language import Text
from fundopt.plan.optimise import Optimum
from fundopt.plan.tables import PlanTables
from fundopt.proof.certificate import CHECKER, Certificate, Payable
from fundopt.proof.mps_read import read_mps
from fundopt.proof.program import ExactProgram, Vector
from fundopt.proof.prove import complete, prove

MILLION = 1_000_000
MODEL, NAMES, CERTIFICATE, CHECK = "model.mps", "names.csv", "certificate.json", "checker.py"

Writer = Callable[[Path], object]


def certify_optimum(optimum: Optimum) -> Certificate:
    """What is proved about a plan: no plan that keeps its case's rules does better than its `bound`.

    Its `plan` has the payments in whole dirhams and the sites as published, the other columns at their best for them,
    in fractions. Raises EngineFailed where that cannot be proved.
    """
    program = optimum.program.in_millions()
    exact = ExactProgram.of(program)
    known = optimum.first.primal / optimum.program.units_in_millions[1]
    proved = prove(exact, program, known=known, basis=optimum.first.basis)
    block = optimum.program.variables["payments"]
    paid = optimum.program.values("payments", optimum.payable)
    values = {j: Fraction(round(float(optimum.payable[j]))) for j in exact.whole}
    values |= {block.start + member: Fraction(round(amount), MILLION) for member, amount in enumerate(paid.tolist())}
    point = complete(exact, program, values, optimum.first.basis)
    return _with_plan(proved, point, Fraction(repr(-float(optimum.effect))))


def certify_file(path: str | Path, time_limit: float | None = None) -> Certificate:
    """What is proved about an MPS file. Raises MpsError, OSError, EngineFailed or LimitReached."""
    read = read_mps(path)
    return replace(prove(read.program, time_limit=time_limit), format_of_model=read.format)


def certify_dossier(directory: str | Path, time_limit: float | None = None) -> Certificate:
    """As `certify_file` for a dossier's model, with its published payments and sites completed to an exact point.

    Nothing but the files is used. Raises DossierError where they do not fit together, and what `certify_file` does.
    """
    directory = Path(directory)
    record = records.read_record(directory)
    exact = read_mps(directory / MODEL).program
    proved = prove(exact, time_limit=time_limit)
    values = _published(directory, exact, read_plan(directory / PLAN))
    return _with_plan(proved, complete(exact, exact.floats(), values), Fraction(repr(record.objective)))


def _with_plan(proved: Certificate, point: Vector, published: Fraction) -> Certificate:
    if proved.bound is None:
        raise AssertionError(f"a program that was solved is proved {proved.status}")
    objective = proved.program.objective(point)
    gap = max(objective, published) - proved.bound
    return replace(proved, plan=Payable(point, objective, published, gap))


def _published(directory: Path, exact: ExactProgram, tables: PlanTables) -> dict[int, Fraction]:
    """The values of payments and sites, by column, as a dossier's tables publish them."""
    with (directory / NAMES).open(encoding="utf-8", newline="") as stream:
        columns = {row["label"]: exact.column_at.get(row["identifier"]) for row in csv.DictReader(stream)}
    values = {
        j: Fraction(0) for label, j in columns.items() if j is not None and label.startswith(("payments[", "opened["))
    }
    published = [
        (f"payments[{','.join(row[:4])}]", Fraction(row[4]) / MILLION)
        for row in tables.payments.itertuples(index=False)
    ]
    sites = tables.sites[["city", "measure", "period", "opened"]].itertuples(index=False)
    published += [(f"opened[{','.join(row[:3])}]", Fraction(int(row[3]))) for row in sites if row[3]]
    for label, value in published:
        if columns.get(label) is None:
            raise DossierError(_NOT_IN_MODEL, path=directory, label=label)
        values[columns[label]] = value
    return values


def board_line(plan: Payable, case: Case | None) -> Text:
    """The one line that a board may quote of a plan that is proved: see `fundopt.audit.quotable`."""
    return quotable(case, -max(plan.objective, plan.published), plan.gap, exact=True)


def stated(directory: str | Path) -> dict | None:
    """What the certificate.json of a dossier says, unchecked; None where there is none that can be read."""
    try:
        said = json.loads((Path(directory) / CERTIFICATE).read_text("ascii"))
    except (OSError, ValueError):
        return None
    return said if isinstance(said, dict) else None


def writers(model: bytes, names_of: bytes | None, certificate: Certificate | None) -> Mapping[str, Writer]:
    """What writes model, table of names, certificate and checker, by file name; a certificate reads the first two."""

    def certified(path: Path) -> None:
        assert certificate is not None
        files = {
            name: records.file_hash(path.parent / name) for name in (MODEL, NAMES) if (path.parent / name).exists()
        }
        path.write_text(certificate.text(files), encoding="ascii", newline="\n")

    about: dict[str, Writer] = {} if names_of is None else {NAMES: lambda path: path.write_bytes(names_of)}
    proof: dict[str, Writer] = {CERTIFICATE: certified, CHECK: lambda path: shutil.copyfile(CHECKER, path)}
    return {MODEL: lambda path: path.write_bytes(model), **about, **(proof if certificate else {})}


def write_proof(directory: str | Path, model: bytes, names_of: bytes | None, certificate: Certificate) -> Path:
    """A new folder with a model file, its certificate and the checker: whole or not at all.

    The plan of a dossier, which stands in other files, is left out. Raises DossierError where the folder is not empty.
    """
    directory = Path(directory).resolve()
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise DossierError(_TAKEN, path=directory)
    directory.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", suffix=".new", dir=directory.parent))
    try:
        fresh.chmod(0o755)
        for name, write in writers(model, names_of, replace(certificate, plan=None)).items():
            write(fresh / name)
        if directory.exists():
            directory.rmdir()
        fresh.rename(directory)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return directory


_TAKEN = Text("{path} n'est pas vide : choisissez un autre dossier.", "{path} is not empty: choose another folder.")
_NOT_IN_MODEL = Text(
    "{path} : {label} est dans le plan et n'est pas dans le modèle.",
    "{path}: {label} is in the plan and not in the model.",
)
