"""The certificate of a plan that was solved: its model's bound, and its payments completed to an exact point."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from fundopt.plan.optimise import Optimum
from fundopt.proof.certificate import Certificate, Payable
from fundopt.proof.program import ExactProgram
from fundopt.proof.prove import complete, prove

MILLION = 1_000_000


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
    objective, published = exact.objective(point), Fraction(repr(-float(optimum.effect)))
    if proved.bound is None:
        raise AssertionError(f"a solved program is proved {proved.status}")
    return replace(proved, plan=Payable(point, objective, published, max(objective, published) - proved.bound))
