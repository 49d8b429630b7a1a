"""Verification: a dossier read back and held against itself, its case, its proof and a second engine."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from fundopt.audit import record as records
from fundopt.audit.dossier import CASE, PLAN, changed_files, foreign_files, read_plan
from fundopt.audit.feasibility import checks
from fundopt.audit.proof import CERTIFICATE, CHECK, MODEL, NAMES, board_line
from fundopt.audit.record import Record
from fundopt.case.case import Case
from fundopt.case.reading import read_case
from fundopt.errors import CaseError, DossierError, FundoptError
from fundopt.language import Text, number
from fundopt.model.formulate import formulate
from fundopt.model.linear_program import LinearProgram
from fundopt.plan.achievements import weighted_effect
from fundopt.plan.tables import PlanTables
from fundopt.proof.certificate import CHECKER
from fundopt.solve import solve
from fundopt.solve.mps import mps, names

SECOND = {"cbc": "highs"}
"""The engine that solves again, by the one that solved first; CBC for all that come with OR-Tools."""
GAP = 1e-6
"""Relative gap asked of the second engine."""
DIGITS = 6
"""Decimals of an exact figure on the screen."""
SHOWN = 5
"""Files named where several have changed."""
AGREE = 1e-6
"""How far two figures that should be equal may be apart, relative to their size: engines count in doubles."""


@dataclass(frozen=True)
class Step:
    """One thing that was checked: its stable `name`, whether it holds, what was done and what was found."""

    name: str
    holds: bool
    what: Text
    found: Text


@dataclass(frozen=True)
class Verification:
    """What was checked of a dossier, in order. `hashes`: SHA-256 of its record and of the files that matter most."""

    directory: str
    steps: tuple[Step, ...]
    hashes: dict[str, str]

    @property
    def holds(self) -> bool:
        """Whether every step holds."""
        return all(step.holds for step in self.steps)


def verify_dossier(directory: str | Path, progress: Callable[[str], None] = lambda step: None) -> Verification:
    """Check everything that a dossier says. Raises DossierError where it has no readable record.

    Steps: files (hashes), model (rebuilt from the case), rules (recomputed from the tables), totals, proof (the
    dossier's own checker, compared with ours and run in a process of its own), engine (solved again by another one).
    A step that cannot be taken because a file cannot be read does not hold.
    """
    directory = Path(directory)
    record = records.read_record(directory)
    steps = [_files(directory)]
    for name, step in (("case", _read), ("proof", _proof)):
        progress(name)
        steps += step(directory, record)
    kept = (records.FILE, MODEL, CERTIFICATE, "plan/payments.csv")
    hashes = {name: records.file_hash(directory / name) for name in kept if (directory / name).is_file()}
    return Verification(str(directory), tuple(steps), hashes)


def _files(directory: Path) -> Step:
    """Every file has its hash, no file is there beside them, and the record is as it was written."""
    changed, foreign = list(changed_files(directory)), foreign_files(directory)
    if not records.as_written(directory):
        changed.append(records.FILE)
    count = len(records.read_record(directory).files) + 1
    holds = not changed and not foreign
    if holds:
        found = Text(f"{count} fichiers inchangés, aucun autre", f"{count} files unchanged, no other")
    else:
        found = Text(*(_SEMICOLON.of(lang).join(_differing(changed, foreign, lang)) for lang in ("fr", "en")))
    return Step("files", holds, _WHAT["files"], found)


def _differing(changed: Sequence[str], foreign: Sequence[str], lang: str) -> Iterator[str]:
    for text, files in ((_CHANGED, changed), (_FOREIGN, foreign)):
        if files:
            yield text.of(
                lang, files=", ".join(files[:SHOWN]), more=f" + {len(files) - SHOWN}" if len(files) > SHOWN else ""
            )


def _read(directory: Path, record: Record) -> Iterator[Step]:
    """Steps that need the case and the plan."""
    try:
        case, tables = read_case(directory / CASE), read_plan(directory / PLAN)
        program = formulate(case)
    except (FundoptError, ValueError, OSError) as error:
        reasons = [_reason(error, lang) for lang in ("fr", "en")]
        yield Step("case", False, _WHAT["model"], Text(f"illisible : {reasons[0]}", f"cannot be read: {reasons[1]}"))
        return
    yield _model(directory, record, case, tables, program)
    yield _rules(case, tables)
    yield _totals(record, case, tables)
    yield _engine(directory, record, program)


def _reason(error: Exception, lang: str) -> str:
    """Why case or plan cannot be read, in the reader's language where the error has one."""
    if isinstance(error, CaseError):
        return _SEMICOLON.of(lang).join(item.line(lang) for item in error.findings[:2])
    if isinstance(error, DossierError):
        return error.text.of(lang, **error.values)
    return str(error)


def _model(directory: Path, record: Record, case: Case, tables: PlanTables, program: LinearProgram) -> Step:
    """The case, plan and model are those of the record; model.mps is what the case gives today."""
    written = {MODEL: mps(program).encode(), NAMES: names(program).encode()}
    differs = [
        name
        for name, same in {
            "input_hash": records.canonical_hash(case) == record.input_hash,
            "plan_hash": records.plan_hash(tables) == record.plan_hash,
            "model_hash": records.program_hash(program) == record.model_hash,
            **{name: _bytes(directory / name) == content for name, content in written.items()},
        }.items()
        if not same
    ]
    rows, columns = program.shape
    shown = ", ".join(differs)
    found = (
        Text(f"diffère : {shown}", f"differs: {shown}")
        if differs
        else Text(
            f"{number(rows, 'fr')} lignes et {number(columns, 'fr')} colonnes, les mêmes",
            f"{number(rows, 'en')} rows and {number(columns, 'en')} columns, the same",
        )
    )
    return Step("model", not differs, _WHAT["model"], found)


def _rules(case: Case, tables: PlanTables) -> Step:
    held = checks(case, tables)
    broken = [check for check in held if not check.kept]
    if broken:
        found = Text(*(_SEMICOLON.of(lang).join(check.sentence(lang) for check in broken[:3]) for lang in ("fr", "en")))
    else:
        found = Text(f"{number(len(held), 'fr')} règles tenues", f"{number(len(held), 'en')} rules kept")
    return Step("rules", not broken, _WHAT["rules"], found)


def _totals(record: Record, case: Case, tables: PlanTables) -> Step:
    effect, stated = weighted_effect(case, tables), -record.objective
    money = sum(tables.payments["amount"])
    told = (
        [f"{number(effect, lang, 3)}" for lang in ("fr", "en")],
        [f"{number(stated, lang, 3)}" for lang in ("fr", "en")],
    )
    holds = abs(effect - stated) <= AGREE * max(1.0, abs(stated))
    found = Text(
        f"{number(money, 'fr')} MAD ; {told[0][0]} années-personnes pondérées évitées (noté : {told[1][0]})",
        f"MAD {number(money, 'en')}; {told[0][1]} weighted person-years avoided (recorded: {told[1][1]})",
    )
    return Step("totals", holds, _WHAT["totals"], found)


def _engine(directory: Path, record: Record, program: LinearProgram) -> Step:
    """Another engine's optimum lies between the proven bound and the published plan."""
    engine = SECOND.get(record.engine, "cbc")
    what = Text(
        _ENGINE.fr.format(engine=engine, first=record.engine), _ENGINE.en.format(engine=engine, first=record.engine)
    )
    try:
        again = solve(program, engine, gap=GAP).objective
    except FundoptError as error:
        return Step("engine", False, what, Text(f"échec : {error}", f"failed: {error}"))
    bound = _stated_bound(directory)
    low = (record.bound if bound is None else float(bound)) or record.objective
    noise = (AGREE + GAP) * max(1.0, abs(again))
    holds = low - noise <= again <= record.objective + noise
    found = Text(*(_AGAIN.of(lang, again=number(-again, lang, 3), best=number(-low, lang, 3)) for lang in ("fr", "en")))
    return Step("engine", holds, what, found)


def _stated_bound(directory: Path) -> Fraction | None:
    try:
        return Fraction(json.loads((directory / CERTIFICATE).read_text("ascii"))["bound"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _proof(directory: Path, record: Record) -> Iterator[Step]:
    """The dossier's checker is ours, and accepts the dossier."""
    missing = [name for name in (CERTIFICATE, CHECK) if not (directory / name).is_file()]
    if missing:
        shown = ", ".join(missing)
        yield Step("proof", False, _WHAT["proof"], Text(f"absent : {shown}", f"missing: {shown}"))
        return
    if _bytes(directory / CHECK) != CHECKER.read_bytes():
        found = Text(f"{CHECK} n'est pas celui de cette version de fundopt", f"{CHECK} is not that of this fundopt")
        yield Step("proof", False, _WHAT["proof"], found)
        return
    done = subprocess.run(
        [sys.executable, "-I", str(directory / CHECK), str(directory)], capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        yield Step("proof", True, _WHAT["proof"], _accepted(directory))
        yield _claim(directory, record)
    else:
        said = "; ".join(done.stdout.splitlines() or done.stderr.splitlines()[-1:])
        yield Step("proof", False, _WHAT["proof"], Text(said, said))


def _accepted(directory: Path) -> Text:
    """What the checker accepted, in the reader's language."""
    said = json.loads((directory / CERTIFICATE).read_text("ascii"))
    keys = [key for key in ("objective", "bound", "gap") if said[key] is not None]
    known = {lang: {key: _figure(Fraction(said[key]), lang) for key in keys} for lang in ("fr", "en")}
    texts = [_ACCEPTED, _AND_PLAN] if said.get("plan") else [_ACCEPTED]
    return Text(*(_SEMICOLON.of(lang).join(text.of(lang, **known[lang]) for text in texts) for lang in ("fr", "en")))


def _figure(value: Fraction, lang: str) -> str:
    return number(float(value), lang, 0 if value.denominator == 1 else DIGITS)


def _claim(directory: Path, record: Record) -> Step:
    """What the certificate says about the plan is about this record's plan."""
    plan = json.loads((directory / CERTIFICATE).read_text("ascii")).get("plan")
    holds = plan is not None and Fraction(plan["published"]) == Fraction(repr(record.objective))
    if plan is None:
        found = Text("le certificat ne dit rien du plan", "the certificate says nothing about the plan")
    else:
        found = board_line(Fraction(plan["gap"]))
    return Step("claim", holds, _WHAT["claim"], found)


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


_WHAT = {
    "files": Text(
        "Empreintes SHA-256 de chaque fichier, selon record.json", "SHA-256 of every file, as in record.json"
    ),
    "model": Text("Modèle reconstruit depuis les tables du cas", "Model rebuilt from the tables of the case"),
    "rules": Text(
        "Chaque règle recalculée depuis les tables, sans le modèle", "Every rule recomputed without the model"
    ),
    "totals": Text("Totaux recalculés depuis les tables", "Totals recomputed from the tables"),
    "proof": Text(
        "Certificat lu par checker.py, en calcul exact", "Certificate read by checker.py, in exact arithmetic"
    ),
    "claim": Text("Écart prouvé du plan publié", "Proven gap of the published plan"),
}
_SEMICOLON = Text(" ; ", "; ")
_CHANGED = Text("ont changé ou manquent : {files}{more}", "changed or missing: {files}{more}")
_FOREIGN = Text("ne sont pas du dossier : {files}{more}", "are no part of the dossier: {files}{more}")
_ACCEPTED = Text(
    "accepté : meilleure valeur {objective}, borne prouvée {bound}, écart {gap} (en coût, à rendre petit)",
    "accepted: best value {objective}, proven bound {bound}, gap {gap} (as a cost, to be made small)",
)
_AND_PLAN = Text(
    "le plan à payer respecte chaque ligne exactement ; versements et sites sont ceux de plan/*.csv",
    "the plan to be paid keeps every row exactly; payments and sites are those of plan/*.csv",
)
_ENGINE = Text("Résolu de nouveau par {engine} (d'abord : {first})", "Solved again by {engine} (first: {first})")
_AGAIN = Text(
    "optimum de {again} ; aucun plan n'évite plus de {best} années-personnes",
    "optimum of {again}; no plan avoids more than {best} person-years",
)
