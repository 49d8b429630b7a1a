"""The formulation and the auditor, written apart from the same page, say the same of any point: row by row."""

import numpy as np
import pytest
from all_families import CASE
from random_cases import random_case

import fundopt
from fundopt.audit.feasibility import checks
from fundopt.model.formulate import family_of, formulate_parameters
from fundopt.model.parameters import Parameters
from fundopt.plan.allocation import tabulate

TOTALS = {"units": "unit_total", "effective_units": "effective_unit_total", "spending": "spending_total"}
"""Variables that are sums of others, and the rows that define them; the audit adds up for itself."""
TOTALS_OF_SITES = {"sites": "site_total"}
IMPLIED = {"segment_needs_site"}
"""Rows that whole sites imply, so that the audit has nothing to say of them."""
OWN_WAY = {
    *("projected_unemployment", "smallest_cohort", "cohort_started", "limits.rate", "site_total"),
    *TOTALS.values(),
    *IMPLIED,
}
"""Rows that the audit states differently: an equality, an either-or, a rate as a share, and the totals."""
STAGES = ("worst_city", "scenario_excess", "reference_above", "reference_below")


def random_point(program, rng):
    """A point that keeps few rules but the definitions of totals."""
    point = np.zeros(program.shape[1])
    for name, block in program.variables.items():
        values = rng.uniform(0, 50, len(block)) * (rng.random(len(block)) < 0.2)
        if name in ("opened", "open"):
            values = np.round(values / 25)
        elif name == "payments":
            values = np.round(values * 1e5)
        elif name in ("potential_jobs", "realised_jobs"):
            values -= 10 * (rng.random(len(block)) < 0.2)
        point[block.start : block.stop] = values
    for variable, row in (TOTALS | TOTALS_OF_SITES).items():
        if row in program.rows:
            at, by = program.variables[variable], program.rows[row]
            point[at.start : at.stop] = 0.0
            point[at.start : at.stop] = -(program.matrix @ point)[by.start : by.stop]
    return point


def excesses(program, point):
    """(family, label) → by how much the point misses the row; below 0 where there is room."""
    activity = program.matrix @ point
    beyond = np.maximum(program.row_lower - activity, activity - program.row_upper)
    for name, block in program.rows.items():
        if name in OWN_WAY or name in STAGES:
            continue
        labels = [
            np.array(axis.labels, dtype=object)[codes] for axis, codes in zip(block.axes, block.codes, strict=True)
        ]
        for i, label in enumerate(zip(*labels, strict=True)):
            yield (family_of(name), label), float(beyond[block.start + i])


def tabulate_nothing(case):
    p = Parameters(case)
    program = formulate_parameters(p)
    return tabulate(p, program, np.zeros(program.shape[1]))


def assert_agreed(case, seed):
    p = Parameters(case)
    program = formulate_parameters(p)
    point = random_point(program, np.random.default_rng(seed))
    audit = {(check.family, check.label): check for check in checks(case, tabulate(p, program, point))}
    compared = 0
    for row, excess in excesses(program, point):
        check = audit[row]
        size = max(1.0, abs(float(check.bound)), abs(float(check.value)))
        assert float(check.excess) == pytest.approx(excess, abs=1e-6 * size), row
        compared += 1
    assert compared > 0


@pytest.mark.parametrize("seed", range(60))
def test_model_and_audit_agree_row_by_row_on_random_cases(seed):
    assert_agreed(random_case(seed), seed)


def test_model_and_audit_agree_row_by_row_on_every_family_and_rule():
    assert_agreed(CASE, 1)


def test_every_rule_is_one_that_the_audit_recomputes_and_names():
    rules = {family_of(name) for name in formulate_parameters(Parameters(CASE)).rows} - OWN_WAY - set(STAGES)
    assert rules <= {check.family for check in checks(CASE, tabulate_nothing(CASE))}


@pytest.mark.parametrize("name", ["morocco-2026", "teaching-cofinancing"])
def test_model_and_audit_agree_row_by_row_on_shipped_cases(name):
    assert_agreed(fundopt.read_case(name), 1)
