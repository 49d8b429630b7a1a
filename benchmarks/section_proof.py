"""The section on certificates and clashes, beside the bare engine. Imports nothing heavy, as it starts the jobs."""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median

from benchmarks.measure import in_child
from benchmarks.report import Section, Target, seconds, timing

PROVED = 76
"""Communes of the relaxation that is certified: about 50,000 rows."""
CERTIFY, CHECK, TOGETHER, GAP, CLASH = 3.0, 2.0, 1.0, 1e-6, 2.0
"""At that size a certificate and its check take at most these seconds; on Morocco's relaxation both together the third.
The last two: the proven gap of Morocco with sites, and seconds for a clash of its rules with every repair."""
LABELS = {
    "engine": "glop alone",
    "solve": "the whole plan",
    "certify": "certificate in fractions",
    "check": "checker.py, from the files",
    "refused": "no plan exists, on the word of two engines",
    "conflict": "which rules clash, and the cheapest repairs",
    "repaired": "the best plan of the repaired case, before rounding",
}


def proof(rounds: int, long: bool, limit: float, case: str = "morocco-2026", communes: int = PROVED) -> Section:
    """Certificates and checker.py beside the engine and beside a whole plan; a clash of rules and its repairs."""
    del long, limit
    few = min(rounds, 3)
    with tempfile.TemporaryDirectory() as work:
        folder = str(Path(work) / "communes")
        in_child("benchmarks.jobs:write_nation", folder=folder, count=communes)
        small = in_child("benchmarks.proof:relaxation", path=case, rounds=few).answer
        large = in_child("benchmarks.proof:relaxation", path=folder, rounds=1).answer
        sites = in_child("benchmarks.proof:whole", path=case, rounds=few).answer
        clash = in_child("benchmarks.proof:clash", path=case, rounds=few).answer
    titles = {
        f"{case}, relaxation ({small['size']['rows']:,} rows)": small,
        f"{communes} communes, relaxation ({large['size']['rows']:,} rows)": large,
        f"{case} with sites, payable plan": sites,
        f"{case} with two floors of 60 % of the fund": clash,
    }
    rows = []
    for title, measured in titles.items():
        took = measured["seconds"]
        first = next(iter(took.values()))
        rows += [timing(f"{title}: {LABELS[step]}", values, first) for step, values in took.items()]
    note = (
        f"The relaxations are proved {small['status']} and {large['status']}, from the basis where the engine ended. "
        f"With sites, a relative gap of {sites['gap']:.1e} is proved for the model's optimum, and of "
        f"{sites['paid']:.1e} for the plan to be paid. Times here are processor time (every step runs in one thread); "
        "ratios are to the first step of each kind."
    )
    together = [sum(pair) for pair in zip(small["seconds"]["certify"], small["seconds"]["check"], strict=True)]
    targets = [
        _most(f"{large['size']['rows']:,} rows certified", large["seconds"]["certify"], CERTIFY),
        _most(f"{large['size']['rows']:,} rows checked", large["seconds"]["check"], CHECK),
        _most(f"{case}, relaxation: certified and checked", together, TOGETHER),
        Target(f"{case} with sites: proven gap at most {GAP:g}", f"{sites['gap']:.1e}", sites["gap"] <= GAP),
        _most(f"{case} without a plan: the clash and its repairs", clash["seconds"]["conflict"], CLASH),
    ]
    return Section("Certificates and clashes", note, [[["step", "median", "range", "ratio"], *rows]], targets)


def _most(what: str, took: list[float], most: float) -> Target:
    return Target(f"{what} in at most {most:g} s", seconds(median(took)), median(took) <= most)
