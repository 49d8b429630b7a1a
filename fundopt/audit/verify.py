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

    `by_hash`: what could not be recomputed, by keys of `BY_HASH`.
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
        names = join([BY_HASH[name].of(lang) for name in self.by_hash], lang)
        digest = self.hashes.get(records.FILE, "")
        return (_BY_HASH if names else _KEEP).of(lang, names=names, digest=digest)


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
    found = [_filled(_CHANGED, file=name) for name in changed]
    found += [_filled(_GONE, file=name) for name in gone] + [_filled(_FOREIGN, file=name) for name in foreign]
    untouched = Text(f"{count} fichiers inchangés, aucun autre", f"{count} files unchanged, no other")
    return Step("files", not found, _WHAT["files"], listed(found) if found else untouched)


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
        return Step(name, False, _WHAT[name], found)


def _reason(error: Exception, lang: str) -> str:
    """Why case or plan cannot be read, in the reader's language where the error has one."""
    if isinstance(error, CaseError):
        return SEMICOLON.of(lang).join(item.line(lang) for item in error.findings[:2])
    if isinstance(error, DossierError):
        return error.text.of(lang, **error.values)
    return str(error)


def _model(directory: Path, record: Record, case: Case, tables: PlanTables, program: LinearProgram) -> Step:
    """The case, plan and model are those of the record; model.mps is what the case gives today."""
    found = [] if records.canonical_hash(case) == record.input_hash else [_INPUT]
    if INPUT in record.files:
        found += differences(case, directory / INPUT)
    found += [
        text
        for text, same in (
            (_PLAN, records.plan_hash(tables) == record.plan_hash),
            (_PROGRAM, records.program_hash(program) == record.model_hash),
            (_FILE_OF[MODEL], _bytes(directory / MODEL) == mps(program).encode()),
            (_FILE_OF[NAMES], _bytes(directory / NAMES) == names(program).encode()),
        )
        if not same
    ]
    size = {lang: [number(count, lang) for count in program.shape] for lang in ("fr", "en")}
    same = Text(
        f"{size['fr'][0]} lignes et {size['fr'][1]} colonnes, les mêmes",
        f"{size['en'][0]} rows and {size['en'][1]} columns, the same",
    )
    return Step("model", not found, _WHAT["model"], listed(found) if found else same)


def _rules(case: Case, tables: PlanTables) -> Step:
    held = checks(case, tables)
    broken = [check for check in held if not check.kept]
    if broken:
        found = Text(*(SEMICOLON.of(lang).join(check.sentence(lang) for check in broken[:3]) for lang in ("fr", "en")))
    else:
        found = Text(f"{number(len(held), 'fr')} règles tenues", f"{number(len(held), 'en')} rules kept")
    return Step("rules", not broken, _WHAT["rules"], found)


def _totals(record: Record, case: Case, tables: PlanTables) -> Step:
    """Effect and money from the tables are those of the record."""
    effect, recorded = weighted_effect(case, tables), -record.objective
    money, unit = records.paid(tables), counted(case).many
    found = []

    def values(lang: str) -> dict[str, str]:
        return {"effect": number(effect, lang, 3), "unit": unit.of(lang), "money": number(money, lang)}

    if abs(effect - recorded) > AGREE * max(1.0, abs(recorded)):
        found.append(_both(_EFFECT_DIFFERS, lambda lang: values(lang) | {"recorded": number(recorded, lang, 3)}))
    if record.money is not None and money != record.money:
        found.append(_both(_MONEY_DIFFERS, lambda lang: values(lang) | {"recorded": number(record.money or 0, lang)}))
    told = _both(_EFFECT_ONLY if record.money is None else _TOTALS, values)
    return Step("totals", not found, _WHAT["totals"], listed(found) if found else told)


def _engine(directory: Path, record: Record, case: Case, program: LinearProgram) -> Step:
    """Another engine's optimum lies between the proven bound and the published plan."""
    engine = SECOND.get(record.engine, "cbc")
    what = _both(_ENGINE, lambda lang: {"engine": engine, "first": record.engine})
    try:
        again = solve(program, engine, gap=GAP).objective
    except FundoptError as error:
        return Step("engine", False, what, Text(f"échec : {error}", f"failed: {error}"))
    bound = _stated_bound(directory)
    low = (record.bound if bound is None else float(bound)) or record.objective
    noise = (AGREE + GAP) * max(1.0, abs(again))
    unit = counted(case).many
    found = _both(_AGAIN, lambda lang: {
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
        case = _case(directory)
        yield Step("proof", True, _WHAT["proof"], _accepted(directory, case))
        yield _claim(directory, record, case)
    else:
        said = "; ".join(done.stdout.splitlines() or done.stderr.splitlines()[-1:])
        yield Step("proof", False, _WHAT["proof"], Text(said, said))


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
    texts = [_ACCEPTED] if len(exact) == len(signs) else [_ONLY_ACCEPTED]
    texts += [_AND_PLAN] if said.get("plan") else []
    return Text(*(
        SEMICOLON.of(lang).join(
            text.of(lang, unit=unit.of(lang), **{key: _figure(value, lang) for key, value in exact.items()})
            for text in texts
        )
        for lang in ("fr", "en")
    ))  # fmt: skip


def _figure(value: Fraction, lang: str) -> str:
    return number(float(value), lang, 0 if value.denominator == 1 else DIGITS)


def _claim(directory: Path, record: Record, case: Case | None) -> Step:
    """What the certificate says about the plan is about this record's plan."""
    plan = json.loads((directory / CERTIFICATE).read_text("ascii")).get("plan")
    if plan is None:
        found = Text("le certificat ne dit rien du plan", "the certificate says nothing about the plan")
        return Step("claim", False, _WHAT["claim"], found)
    if Fraction(plan["published"]) == Fraction(repr(record.objective)):
        return Step("claim", True, _WHAT["claim"], quoted_claim(case, plan))
    figures = {"objective": repr(record.objective), "published": plan["published"]}
    return Step("claim", False, _WHAT["claim"], _filled(_OTHER_PLAN, **figures))


def _filled(text: Text, **values: str) -> Text:
    return Text(text.of("fr", **values), text.of("en", **values))


def _both(text: Text, values: Callable[[str], dict[str, str]]) -> Text:
    return Text(*(text.of(lang, **values(lang)) for lang in ("fr", "en")))


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
    "record": Text("record.json recalculé", "record.json recomputed"),
    "workbook": Text("plan.xlsx comparé aux tables", "plan.xlsx compared with the tables"),
    "note": Text("note.pdf composée de nouveau", "note.pdf set again"),
    "proof": Text(
        "Certificat lu par checker.py, en calcul exact", "Certificate read by checker.py, in exact arithmetic"
    ),
    "claim": Text("Écart prouvé du plan publié", "Proven gap of the published plan"),
}
_CHANGED = Text("{file} a changé", "{file} was changed")
_GONE = Text("{file} manque", "{file} is missing")
_FOREIGN = Text("{file} n'est pas du dossier", "{file} is no part of the dossier")
_INPUT = Text(
    "les tables de case/ ne sont pas celles du calcul (input_hash)",
    "the tables of case/ are not those of the run (input_hash)",
)
_PLAN = Text(
    "les tables de plan/ ne sont pas celles du calcul (plan_hash)",
    "the tables of plan/ are not those of the run (plan_hash)",
)
_PROGRAM = Text(
    "case/ donne un autre modèle que celui du calcul (model_hash)",
    "case/ gives another model than that of the run (model_hash)",
)
_FILE_OF = {
    MODEL: Text("model.mps n'est pas le modèle que donne case/", "model.mps is not the model that case/ gives"),
    NAMES: Text("names.csv n'a pas les noms du modèle de case/", "names.csv has not the names of the model of case/"),
}
_TOTALS = Text(
    "{money} MAD et {effect} {unit} évitées, comme dans record.json",
    "MAD {money} and {effect} {unit} avoided, as in record.json",
)
_EFFECT_ONLY = Text(
    "{effect} {unit} évitées, comme dans record.json, qui ne dit pas l'argent ({money} MAD)",
    "{effect} {unit} avoided, as in record.json, which does not tell the money (MAD {money})",
)
_EFFECT_DIFFERS = Text(
    "{effect} {unit} évitées ; dans record.json : {recorded}", "{effect} {unit} avoided; in record.json: {recorded}"
)
_MONEY_DIFFERS = Text(
    "plan/payments.csv paie {money} MAD ; dans record.json : {recorded}",
    "plan/payments.csv pays MAD {money}; in record.json: {recorded}",
)
_ACCEPTED = Text(
    "accepté : le meilleur plan connu évite {objective} {unit}, aucun n'en évite plus de {bound}, écart {gap}",
    "accepted: the best plan known avoids {objective} {unit}, none avoids more than {bound}, gap {gap}",
)
_ONLY_ACCEPTED = Text("accepté", "accepted")
_AND_PLAN = Text(
    "le plan à payer respecte chaque ligne exactement ; versements et sites sont ceux de plan/*.csv",
    "the plan to be paid keeps every row exactly; payments and sites are those of plan/*.csv",
)
_OTHER_PLAN = Text(
    "objectif dans record.json : {objective} ; dans le certificat : {published}",
    "objective in record.json: {objective}; in the certificate: {published}",
)
_ENGINE = Text("Résolu de nouveau par {engine} (d'abord : {first})", "Solved again by {engine} (first: {first})")
_AGAIN = Text(
    "optimum de {again} ; aucun plan n'évite plus de {best} {unit}",
    "optimum of {again}; no plan avoids more than {best} {unit}",
)
BY_HASH = {
    "engine": Text("moteur", "engine"),
    "engine_version": Text("version du moteur", "engine version"),
    "parameters": Text("réglages", "parameters"),
    "seed": Text("graine", "seed"),
    "fundopt_version": Text("version de fundopt", "fundopt version"),
    "python_version": Text("version de Python", "Python version"),
    "time": Text("date et heure", "time"),
    "case": Text("nom du cas", "name of the case"),
    "allowances": Text("ce que chaque objectif pouvait céder", "what each objective could give up"),
    "bound": Text("borne et écart du moteur", "bound and gap of the engine"),
    "prices": Text("prix de la feuille des règles", "prices in the sheet of rules"),
    "note.pdf": Text("note.pdf", "note.pdf"),
}
"""What may be left that only hashes protect, in words."""
_BY_HASH = Text(
    "Protégés par les empreintes seules : {names}. Gardez ailleurs le SHA-256 de record.json : {digest}",
    "Protected by the hashes only: {names}. Keep record.json's SHA-256 elsewhere: {digest}",
)
_KEEP = Text("Gardez ailleurs le SHA-256 de record.json : {digest}", "Keep record.json's SHA-256 elsewhere: {digest}")
