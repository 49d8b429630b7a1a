"""The section on certificates: what they cost beside the bare engine. Imports nothing heavy, as it starts the jobs."""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median

from benchmarks.measure import in_child
from benchmarks.report import Section, Target, seconds, timing

PROVED = 76
"""Communes of the relaxation that is certified: about 50,000 rows."""
CERTIFY, CHECK, TOGETHER, GAP = 3.0, 2.0, 1.0, 1e-6
"""At that size a certificate and its check take at most these seconds; on Morocco's relaxation both together the third.
The last: the proven gap of Morocco with sites."""
LABELS = {
    "engine": "glop alone",
    "solve": "the whole plan",
    "certify": "certificate in fractions",
    "check": "checker.py, from the files",
}


def proof(rounds: int, long: bool, limit: float, case: str = "morocco-2026", communes: int = PROVED) -> Section:
    """Certificates in exact arithmetic, and checker.py: beside the engine on a relaxation, beside a whole plan."""
    del long, limit
    few = min(rounds, 3)
    with tempfile.TemporaryDirectory() as work:
        folder = str(Path(work) / "communes")
        in_child("benchmarks.jobs:write_nation", folder=folder, count=communes)
        small = in_child("benchmarks.proof:relaxation", path=case, rounds=few).answer
        large = in_child("benchmarks.proof:relaxation", path=folder, rounds=1).answer
        sites = in_child("benchmarks.proof:whole", path=case, rounds=few).answer
    titles = {
        f"{case}, relaxation ({small['size']['rows']:,} rows)": small,
        f"{communes} communes, relaxation ({large['size']['rows']:,} rows)": large,
        f"{case} with sites, payable plan": sites,
    }
    rows = []
    for title, measured in titles.items():
        took = measured["seconds"]
        first = took.get("engine") or took["solve"]
        rows += [timing(f"{title}: {LABELS[step]}", values, first) for step, values in took.items()]
    note = (
        f"The relaxations are proved {small['status']} and {large['status']}, from the basis where the engine ended. "
        f"With sites, a relative gap of {sites['gap']:.1e} is proved for the model's optimum, and of "
        f"{sites['paid']:.1e} for the plan to be paid. Ratios are to the engine alone, or to the whole plan."
    )
    together = [sum(pair) for pair in zip(small["seconds"]["certify"], small["seconds"]["check"], strict=True)]
    targets = [
        _most(f"{large['size']['rows']:,} rows certified", large["seconds"]["certify"], CERTIFY),
        _most(f"{large['size']['rows']:,} rows checked", large["seconds"]["check"], CHECK),
        _most(f"{case}, relaxation: certified and checked", together, TOGETHER),
        Target(f"{case} with sites: proven gap at most {GAP:g}", f"{sites['gap']:.1e}", sites["gap"] <= GAP),
    ]
    return Section("Certificates", note, [[["step", "median", "range", "ratio"], *rows]], targets)


def _most(what: str, took: list[float], most: float) -> Target:
    return Target(f"{what} in at most {most:g} s", seconds(median(took)), median(took) <= most)
