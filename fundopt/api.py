"""The public verbs: read a case, solve it, judge any plan, compare plans. Stands at the end of the corridor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

import pandas as pd

from fundopt.audit.board_note import NOTE, write_note
from fundopt.audit.dossier import quoted_files, read_dossier, write_dossier
from fundopt.audit.feasibility import Check, Violation, margins, violations
from fundopt.audit.note_comparison import comparison_facts
from fundopt.audit.note_facts import Subject, note_facts
from fundopt.audit.proof import board_line, certify_dossier, certify_file, certify_optimum, writers
from fundopt.audit.publish import proof, proof_of_record, run_record, summarise
from fundopt.audit.record import FILE, Record
from fundopt.audit.verify import Verification, verify_dossier
from fundopt.case.case import Case
from fundopt.case.reading import read_case
from fundopt.errors import EngineFailed, Infeasible
from fundopt.language import Text
from fundopt.plan.achievements import Achievements, achievements, expected_unemployment, weighted_effect
from fundopt.plan.binding import Binding, Unspent, binding, reached, unspent
from fundopt.plan.compare import side_by_side
from fundopt.plan.conflict import Conflict, find_conflict
from fundopt.plan.evaluate import Evaluation, evaluate_best, evaluate_key, evaluate_payments
from fundopt.plan.explain.explanation import SECONDS, Explanation
from fundopt.plan.optimise import Optimum, Options, optimise
from fundopt.plan.quick import Quick
from fundopt.plan.rules import Rule
from fundopt.plan.tables import PlanTables
from fundopt.proof.certificate import Certificate
from fundopt.solve.mps import mps, names


@dataclass(frozen=True)
class Plan:
    """A plan of a case, checked against every rule by code that shares nothing with the model.

    `effect`: weighted person-years of unemployment avoided, the first objective. `optimum` is there for a plan that
    `solve` found, `evaluation` for one that was given, `record` for one that was loaded from a dossier.
    """

    name: str
    case: Case
    tables: PlanTables
    effect: float
    violations: tuple[Violation, ...]
    optimum: Optimum | None = None
    evaluation: Evaluation | None = None
    record: Record | None = None

    @cached_property
    def achievements(self) -> Achievements:
        """The key figures: unemployment avoided, jobs, worst city, cost."""
        return achievements(self.case, self.tables)

    @cached_property
    def unemployment(self) -> pd.DataFrame:
        """By (city, period), expected over scenarios: persons, rates and rises with and without the fund."""
        return expected_unemployment(self.case, self.tables)

    @cached_property
    def margins(self) -> list[Check]:
        """Every money and policy rule with how far the plan is from it."""
        return margins(self.case, self.tables)

    @cached_property
    def binding(self) -> list[Binding]:
        """Rules at their limit and their shadow prices, the dearest first (of a plan that `solve` found)."""
        return binding(self.solved)

    @cached_property
    def reached(self) -> list[Rule]:
        """Rules on the number of sites at their limit, which have no shadow price (of a plan that `solve` found)."""
        return reached(self.solved)

    @cached_property
    def unspent(self) -> list[Unspent]:
        """Money left by source, and the rules that keep it so (of a plan that `solve` found)."""
        return unspent(self.solved)

    @cached_property
    def certificate(self) -> Certificate:
        """What is proved about a plan that `solve` found, in exact arithmetic. Raises EngineFailed."""
        return certify_optimum(self.solved)

    @property
    def solved(self) -> Optimum:
        """The optimum of a plan that `solve` found; ValueError for any other."""
        if self.optimum is None:
            raise ValueError(f"{self.name} was given, not solved: it has no shadow prices")
        return self.optimum


def solve(
    case: Case,
    options: Options | None = None,
    progress: Callable[[str], None] = lambda step: None,
    near: Quick | None = None,
) -> Plan:
    """The plan that minimises projected unemployment under the case's rules, in payable amounts.

    `progress` is called with the name of each step as it starts. `near` makes it faster for a case that differs by an
    edit: the search starts from its last answer and, unless `options` ask otherwise, stops at a gap of 1e-4.

    Raises SolveError (Infeasible with the rules that clash, Unbounded, LimitReached, EngineFailed).
    """
    try:
        optimum = near.exact(case, options, progress) if near else optimise(case, options, progress)
    except Infeasible as refusal:
        progress("conflict")
        raise Infeasible(str(refusal), find_conflict(case)) from refusal
    progress("check")
    tables = optimum.tables
    broken = tuple(violations(case, tables))
    if broken:
        raise EngineFailed("the plan breaks rules: " + "; ".join(item.sentence("en") for item in broken[:5]))
    return Plan("fundopt", case, tables, optimum.effect, broken, optimum=optimum)


def board_note(plans: Plan | Mapping[str, Plan], path: str | Path, lang: str, created: datetime | None = None) -> Path:
    """Write a PDF that a board reads, and return its path: two pages on a plan, or two that compare two to four plans,
    by name, each on its own case. A file that is there is replaced whole.

    `created` is the date to show. Raises DossierError where the file cannot be written, ValueError for other plans.
    """
    if isinstance(plans, Plan):
        return write_note(path, note_facts(_subject(plans), lang, created), created)
    return write_note(
        path, comparison_facts({name: _subject(plan) for name, plan in plans.items()}, lang, created), created
    )


def _subject(plan: Plan, proved: Text | None = None, files: Mapping[str, str] | None = None) -> Subject:
    """A plan as the board note sees it; what is `proved` about it, else what its engine says."""
    if proved is None and plan.optimum is not None:
        proved = proof(plan.optimum)
    elif proved is None and plan.record is not None:
        proved = proof_of_record(plan.case, plan.record)
    checks, broken = tuple(plan.margins), tuple(plan.violations)
    return Subject(plan.name, plan.case, plan.tables, plan.achievements, checks, broken, proved, files or {})


def quick(plan: Plan) -> Quick:
    """A plan that `solve` found, kept warm: its `answer` to an edited case comes at once, before rounding.

    The exact plan of an edited case is `solve(case, near=quick)`. Raises SolveError.
    """
    return Quick(plan.solved)


def explain(plan: Plan, within: float = 0.01, seconds: float | None = SECONDS, quick: bool = False) -> Explanation:
    """Why the plan that `solve` found is as it is, part by part; see `fundopt.plan.explain.explanation`.

    `within`: share of the effect that other plans may give up. `seconds` for all parts together (None: no limit); each
    part says where that was not enough. With `quick` sites stay as they are.
    """
    return Explanation(plan.solved, within, seconds, quick)


def repaired(conflict: Conflict) -> Plan | None:
    """The best plan, before rounding, of the case after the combined repair; None where there is no such repair."""
    if conflict.combined is None:
        return None
    evaluation = evaluate_best(conflict.combined.case)
    tables = evaluation.tables
    broken = tuple(violations(conflict.combined.case, tables))
    return Plan("repaired", conflict.combined.case, tables, evaluation.effect, broken, evaluation=evaluation)


def evaluate(
    case: Case,
    payments: pd.DataFrame | None = None,
    *,
    key: str | None = None,
    options: Options | None = None,
    name: str | None = None,
) -> Plan:
    """Any plan through the same model: its projected unemployment and the rules it breaks.

    Give `payments` (column amount in MAD, and any of source, city, measure, period: what is left out is completed by
    the best choice) or `key` ("at-risk", "unemployed" or "equal": no city gets more than its share of the fund).
    """
    if (payments is None) == (key is None):
        raise ValueError("give either payments or a key")
    evaluation = evaluate_key(case, key, options) if key else evaluate_payments(case, payments, options)
    tables = evaluation.tables
    broken = tuple(violations(case, tables))
    return Plan(name or key or "given", case, tables, evaluation.effect, broken, evaluation=evaluation)


def compare(plans: Mapping[str, Plan]) -> dict[str, pd.DataFrame]:
    """Plans side by side, each on its own case, with differences from the first: see
    `fundopt.plan.compare.side_by_side`."""
    return side_by_side({name: (plan.case, plan.tables) for name, plan in plans.items()})


def save(plan: Plan, directory: str | Path, lang: str, *, certified: bool = True) -> Path:
    """Write the dossier of a plan that `solve` found, its workbook and board note in `lang`.

    With `certified` it holds certificate.json and checker.py. Raises DossierError, or EngineFailed where the plan
    cannot be certified.
    """
    optimum = plan.solved
    record = run_record(plan.case, plan.tables, optimum)
    certificate = plan.certificate if certified else None
    proved = board_line(certificate.plan, plan.case) if certificate and certificate.plan else proof(optimum)
    summary = summarise(plan.case, plan.achievements, plan.margins, plan.binding, proved)
    files = writers(mps(optimum.program).encode(), names(optimum.program).encode(), certificate)

    def note(path: Path) -> None:
        created = datetime.fromisoformat(record.time)
        write_note(path, note_facts(_subject(plan, proved, quoted_files(path.parent)), lang, created), created)

    return write_dossier(directory, plan.case, plan.tables, summary, record, lang, {**files, NOTE: note})


def load(directory: str | Path) -> Plan:
    """The plan of a dossier with the case it answers, checked again. Raises DossierError or CaseError."""
    folder, tables, record = read_dossier(directory)
    case = read_case(folder)
    broken = tuple(violations(case, tables))
    return Plan(Path(directory).name, case, tables, weighted_effect(case, tables), broken, record=record)


def certify(subject: Plan | Case | str | Path, *, time_limit: float | None = None) -> Certificate:
    """What is proved, in exact arithmetic, about a plan that `solve` found, a case (which is solved first), a dossier
    (its model.mps and its published plan) or an MPS file.

    A search for whole numbers in a file stops after `time_limit` seconds; the gap it then knows is proved. Raises
    SolveError, CaseError or DossierError (MpsError names the line of the file).
    """
    if isinstance(subject, Plan):
        return subject.certificate
    if isinstance(subject, Case):
        return solve(subject).certificate
    path = Path(subject)
    if (path / FILE).is_file():
        return certify_dossier(path, time_limit)
    if path.suffix.lower() == ".mps":
        return certify_file(path, time_limit)
    return solve(read_case(path)).certificate


def verify(directory: str | Path, progress: Callable[[str], None] = lambda step: None) -> Verification:
    """Check all that a dossier says: hashes, model, rules, totals, certificate, and the optimum by a second engine.

    Raises DossierError where the folder is no dossier.
    """
    return verify_dossier(directory, progress)
