"""What certificates and clashes cost beside the bare engine, in processor time: jobs, each for its own process."""

from __future__ import annotations

import contextlib
import io
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from benchmarks.jobs import size
from benchmarks.measure import Stopwatch
from fundopt.audit.proof import certify_optimum, write_proof
from fundopt.case.case import Case, Data
from fundopt.case.reading import read_case
from fundopt.errors import Infeasible
from fundopt.model.formulate import formulate
from fundopt.model.linear_program import LinearProgram
from fundopt.plan.conflict import find_conflict
from fundopt.plan.evaluate import evaluate_best
from fundopt.plan.optimise import optimise
from fundopt.proof import checker
from fundopt.proof.certificate import Certificate
from fundopt.proof.program import ExactProgram
from fundopt.proof.prove import prove
from fundopt.solve.mps import mps, names
from fundopt.solve.solution import Settings
from fundopt.solve.with_ortools import run


def relaxation(path: str, rounds: int) -> dict:
    """The relaxation of a case: the engine alone, the certificate from the engine's basis, and the checker."""
    watch, program = Stopwatch(time.process_time), formulate(read_case(path)).without_integrality().in_millions()
    for _ in range(rounds):
        with watch.step("engine"):
            answer = run(program, "glop", Settings())
        with watch.step("certify"):
            certificate = prove(ExactProgram.of(program), program, basis=answer.basis)
        _check(watch, program, certificate)
    return {"seconds": watch.seconds, "size": size(program), "status": certificate.status}


def whole(path: str, rounds: int) -> dict:
    """A case with sites: the whole plan, its certificate with the plan to be paid, and the checker on the model's."""
    watch, case = Stopwatch(time.process_time), read_case(path)
    for _ in range(rounds):
        with watch.step("solve"):
            optimum = optimise(case)
        with watch.step("certify"):
            certificate = certify_optimum(optimum)
        _check(watch, optimum.program.in_millions(), certificate)
    paid = float(certificate.plan.gap / abs(certificate.objective))
    facts = {"status": certificate.status, "gap": certificate.relative_gap, "paid": paid}
    return {"seconds": watch.seconds, "size": size(optimum.program), **facts}


def clash(path: str, rounds: int) -> dict:
    """A case in which two cities ask for floors of 60 % of the fund each: refused, its clash with every repair, and the
    plan of the repaired case."""
    watch, case = Stopwatch(time.process_time), _with_floors(read_case(path), Decimal("0.6"))
    for _ in range(rounds):
        with watch.step("refused"), contextlib.suppress(Infeasible):
            optimise(case)
        with watch.step("conflict"):
            conflict = find_conflict(case)
        with watch.step("repaired"):
            evaluation = evaluate_best(conflict.combined.case)
    rules = [len(dispute.rules) for dispute in conflict.disputes]
    return {"seconds": watch.seconds, "rules": rules, "avoided": float(evaluation.effect)}


def _with_floors(case: Case, share: Decimal) -> Case:
    """The case with a floor for each of its first two cities."""
    floor = {"quantity": "money", "sense": "at_least", "value": share, "measured": "share_of_fund"}
    rows = [{**floor, "limit": f"floor_{city}", "name": city, "city": (city,)} for city in case["cities"]["city"][:2]]
    limits = [vars(row) for row in case["limits"]]
    return case.replace(limits=Data.of("limits", [*limits, *rows]))


def _check(watch: Stopwatch, program: LinearProgram, certificate: Certificate) -> None:
    with tempfile.TemporaryDirectory() as work:
        folder = write_proof(Path(work) / "proof", mps(program).encode(), names(program).encode(), certificate)
        with watch.step("check"), contextlib.redirect_stdout(io.StringIO()) as said:
            refused = checker.main(folder)
    if refused:
        raise ValueError(said.getvalue())
