"""Verification: a dossier read back and held against itself, its case, its proof and a second engine."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from fundopt.audit import record as records
from fundopt.audit import verify_texts as texts
from fundopt.audit.dossier import CASE, INPUT, PLAN, changed_files, foreign_files, missing_files, read_plan
from fundopt.audit.feasibility import checks
from fundopt.audit.proof import CERTIFICATE, CHECK, MODEL, NAMES, stated
from fundopt.audit.quotable import counted, quoted_claim
from fundopt.audit.record import Record
from fundopt.audit.step import SEMICOLON, Step, listed
from fundopt.audit.verify_input import differences
from fundopt.audit.verify_papers import Papers, note_step, workbook_step
from fundopt.audit.verify_record import AGREE, record_step
from fundopt.case.case import Case
from fundopt.case.reading import read_case
from fundopt.errors import CaseError, DossierError, FundoptError
from fundopt.language import Text, join, number
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


@dataclass(frozen=True)
class Verification:
    """What was checked of a dossier, in order. `hashes`: SHA-256 of its record and of the files that matter most.

    `by_hash`: what could not be recomputed, by keys of `verify_texts.BY_HASH`.
    """

    directory: str
    steps: tuple[Step, ...]
    hashes: dict[str, str]

    @property
    def holds(self) -> bool:
        """Whether every step holds."""
        return all(step.holds for step in self.steps)

    @property
    def by_hash(self) -> tuple[str, ...]:
        """What nothing but hashes protects: whoever changes it and computes the hashes anew is not found out."""
        return tuple(dict.fromkeys(name for step in self.steps for name in step.by_hash))

    def by_hash_line(self, lang: str) -> str:
        """The same in a sentence, with the hash to keep elsewhere."""
        names = join([texts.BY_HASH[name].of(lang) for name in self.by_hash], lang)
        digest = self.hashes.get(records.FILE, "")
        return (texts.BY_HASH_LINE if names else texts.KEEP).of(lang, names=names, digest=digest)


def verify_dossier(directory: str | Path, progress: Callable[[str], None] = lambda step: None) -> Verification:
    """Check everything that a dossier says. Raises DossierError where it has no readable record.

    Steps: files (hashes), model (rebuilt from the case), rules (recomputed from the tables), totals, record, workbook
    and note (made again from the tables), engine (solved again by another one), proof (the dossier's own checker,
    compared with ours and run in a process of its own), claim.
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
    gone = missing_files(directory)
    changed = [name for name in changed_files(directory) if name not in gone]
    if not records.as_written(directory):
        changed.append(records.FILE)
    foreign, count = foreign_files(directory), len(records.read_record(directory).files) + 1
    found = [_filled(texts.CHANGED, file=name) for name in changed]
    found += [_filled(texts.GONE, file=name) for name in gone] + [_filled(texts.FOREIGN, file=name) for name in foreign]
    untouched = Text(f"{count} fichiers inchangés, aucun autre", f"{count} files unchanged, no other")
    return Step("files", not found, texts.WHAT["files"], listed(found) if found else untouched)


def _read(directory: Path, record: Record) -> Iterator[Step]:
    """Steps that need the case and the plan."""
    try:
        case, tables = read_case(directory / CASE), read_plan(directory / PLAN)
        program = formulate(case)
    except (FundoptError, ValueError, OSError) as error:
        reasons = [_reason(error, lang) for lang in ("fr", "en")]
        yield Step(
            "case", False, texts.WHAT["model"], Text(f"illisible : {reasons[0]}", f"cannot be read: {reasons[1]}")
        )
        return
    yield _model(directory, record, case, tables, program)
    yield _rules(case, tables)
    yield _totals(record, case, tables)
    said = stated(directory)
    yield _taken("record", lambda: record_step(record, case, tables, said))
    papers = Papers(directory, case, tables, record, said)
    yield _taken("workbook", lambda: workbook_step(papers))
    yield _taken("note", lambda: note_step(papers))
    yield _engine(directory, record, case, program)


def _taken(name: str, step: Callable[[], Step]) -> Step:
    """A step; where a changed file makes it impossible, that it does not hold."""
    try:
        return step()
    except (FundoptError, ArithmeticError, LookupError, TypeError, ValueError, OSError) as error:
        reasons = [_reason(error, lang) for lang in ("fr", "en")]
        found = Text(f"ne se compare pas : {reasons[0]}", f"cannot be compared: {reasons[1]}")
        return Step(name, False, texts.WHAT[name], found)


def _reason(error: Exception, lang: str) -> str:
    """Why case or plan cannot be read, in the reader's language where the error has one."""
    if isinstance(error, CaseError):
        return SEMICOLON.of(lang).join(item.line(lang) for item in error.findings[:2])
    if isinstance(error, DossierError):
        return error.text.of(lang, **error.values)
    return str(error)


def _model(directory: Path, record: Record, case: Case, tables: PlanTables, program: LinearProgram) -> Step:
    """The case, plan and model are those of the record; model.mps is what the case gives today."""
    found = [] if records.canonical_hash(case) == record.input_hash else [texts.OTHER_INPUT]
    if INPUT in record.files:
        found += differences(case, directory / INPUT)
    found += [
        text
        for text, same in (
            (texts.OTHER_TABLES, records.plan_hash(tables) == record.plan_hash),
            (texts.OTHER_MODEL, records.program_hash(program) == record.model_hash),
            (texts.FILE_OF[MODEL], _bytes(directory / MODEL) == mps(program).encode()),
            (texts.FILE_OF[NAMES], _bytes(directory / NAMES) == names(program).encode()),
        )
        if not same
    ]
    size = {lang: [number(count, lang) for count in program.shape] for lang in ("fr", "en")}
    same = Text(
        f"{size['fr'][0]} lignes et {size['fr'][1]} colonnes, les mêmes",
        f"{size['en'][0]} rows and {size['en'][1]} columns, the same",
    )
    return Step("model", not found, texts.WHAT["model"], listed(found) if found else same)


def _rules(case: Case, tables: PlanTables) -> Step:
    held = checks(case, tables)
    broken = [check for check in held if not check.kept]
    if broken:
        found = Text(*(SEMICOLON.of(lang).join(check.sentence(lang) for check in broken[:3]) for lang in ("fr", "en")))
    else:
        found = Text(f"{number(len(held), 'fr')} règles tenues", f"{number(len(held), 'en')} rules kept")
    return Step("rules", not broken, texts.WHAT["rules"], found)


def _totals(record: Record, case: Case, tables: PlanTables) -> Step:
    """Effect and money from the tables are those of the record."""
    effect, recorded = weighted_effect(case, tables), -record.objective
    money, unit = records.paid(tables), counted(case).many
    found = []

    def values(lang: str) -> dict[str, str]:
        return {"effect": number(effect, lang, 3), "unit": unit.of(lang), "money": number(money, lang)}

    if abs(effect - recorded) > AGREE * max(1.0, abs(recorded)):
        found.append(_both(texts.EFFECT_DIFFERS, lambda lang: values(lang) | {"recorded": number(recorded, lang, 3)}))
    if record.money is not None and money != record.money:
        found.append(
            _both(texts.MONEY_DIFFERS, lambda lang: values(lang) | {"recorded": number(record.money or 0, lang)})
        )
    told = _both(texts.EFFECT_ONLY if record.money is None else texts.TOTALS, values)
    return Step("totals", not found, texts.WHAT["totals"], listed(found) if found else told)


def _engine(directory: Path, record: Record, case: Case, program: LinearProgram) -> Step:
    """Another engine's optimum lies between the proven bound and the published plan."""
    engine = SECOND.get(record.engine, "cbc")
    what = _both(texts.AGAIN_BY, lambda lang: {"engine": engine, "first": record.engine})
    try:
        again = solve(program, engine, gap=GAP).objective
    except FundoptError as error:
        return Step("engine", False, what, Text(f"échec : {error}", f"failed: {error}"))
    bound = _stated_bound(directory)
    low = (record.bound if bound is None else float(bound)) or record.objective
    noise = (AGREE + GAP) * max(1.0, abs(again))
    unit = counted(case).many
    found = _both(texts.AGAIN, lambda lang: {
        "again": number(-again, lang, 3), "best": number(-low, lang, 3), "unit": unit.of(lang)})  # fmt: skip
    return Step("engine", low - noise <= again <= record.objective + noise, what, found)


def _stated_bound(directory: Path) -> Fraction | None:
    try:
        return Fraction((stated(directory) or {})["bound"])
    except (ArithmeticError, ValueError, LookupError, TypeError):
        return None


def _proof(directory: Path, record: Record) -> Iterator[Step]:
    """The dossier's checker is ours, and accepts the dossier."""
    missing = [name for name in (CERTIFICATE, CHECK) if not (directory / name).is_file()]
    if missing:
        shown = ", ".join(missing)
        yield Step("proof", False, texts.WHAT["proof"], Text(f"absent : {shown}", f"missing: {shown}"))
        return
    if _bytes(directory / CHECK) != CHECKER.read_bytes():
        found = Text(f"{CHECK} n'est pas celui de cette version de fundopt", f"{CHECK} is not that of this fundopt")
        yield Step("proof", False, texts.WHAT["proof"], found)
        return
    done = subprocess.run(
        [sys.executable, "-I", str(directory / CHECK), str(directory)], capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        case = _case(directory)
        yield Step("proof", True, texts.WHAT["proof"], _accepted(directory, case))
        yield _claim(directory, record, case)
    else:
        said = "; ".join(done.stdout.splitlines() or done.stderr.splitlines()[-1:])
        yield Step("proof", False, texts.WHAT["proof"], Text(said, said))


def _case(directory: Path) -> Case | None:
    """The case, for words; another step says that it cannot be read."""
    try:
        return read_case(directory / CASE)
    except (FundoptError, ValueError, OSError):
        return None


def _accepted(directory: Path, case: Case | None) -> Text:
    """What the checker accepted, in the reader's language; figures as person-years avoided."""
    said = json.loads((directory / CERTIFICATE).read_text("ascii"))
    signs = {"objective": -1, "bound": -1, "gap": 1}
    exact = {key: sign * Fraction(said[key]) for key, sign in signs.items() if said.get(key) is not None}
    unit = counted(case).many
    parts = [texts.ACCEPTED] if len(exact) == len(signs) else [texts.ONLY_ACCEPTED]
    parts += [texts.AND_PLAN] if said.get("plan") else []
    return Text(*(
        SEMICOLON.of(lang).join(
            text.of(lang, unit=unit.of(lang), **{key: _figure(value, lang) for key, value in exact.items()})
            for text in parts
        )
        for lang in ("fr", "en")
    ))  # fmt: skip


def _figure(value: Fraction, lang: str) -> str:
    if 0 < value < Fraction(1, 10**DIGITS):
        return "< " + number(10.0**-DIGITS, lang, DIGITS)
    return number(float(value), lang, 0 if value.denominator == 1 else DIGITS)


def _claim(directory: Path, record: Record, case: Case | None) -> Step:
    """What the certificate says about the plan is about this record's plan."""
    plan = json.loads((directory / CERTIFICATE).read_text("ascii")).get("plan")
    if plan is None:
        found = Text("le certificat ne dit rien du plan", "the certificate says nothing about the plan")
        return Step("claim", False, texts.WHAT["claim"], found)
    if Fraction(plan["published"]) == Fraction(repr(record.objective)):
        return Step("claim", True, texts.WHAT["claim"], quoted_claim(case, plan))
    figures = {"objective": repr(record.objective), "published": plan["published"]}
    return Step("claim", False, texts.WHAT["claim"], _filled(texts.OTHER_PLAN, **figures))


def _filled(text: Text, **values: str) -> Text:
    return Text(text.of("fr", **values), text.of("en", **values))


def _both(text: Text, values: Callable[[str], dict[str, str]]) -> Text:
    return Text(*(text.of(lang, **values(lang)) for lang in ("fr", "en")))


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
