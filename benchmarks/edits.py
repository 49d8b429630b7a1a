"""What an edit costs until its figures are there: quick answers and exact plans, beside the engines alone."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.jobs import GAP, MILP_ENGINE, size
from benchmarks.measure import Stopwatch
from fundopt.case.case import Case, Data
from fundopt.case.reading import read_case
from fundopt.case.scenario import (
    Edit,
    Pin,
    PrivateShare,
    ScaleFund,
    ScaleShock,
    Scenario,
    SetCell,
    SwitchRule,
)
from fundopt.model.formulate import formulate_parameters
from fundopt.model.parameters import Parameters
from fundopt.plan.optimise import optimise
from fundopt.plan.quick import Quick
from fundopt.solve.solution import Settings
from fundopt.solve.with_ortools import run

DIMENSIONS = ("city", "measure", "source", "period")


def quick_answers(path: str, rounds: int, sites: bool) -> dict:
    """Each of `edits` made one after the other, each answered from where the last one ended.

    Steps: "apply" (edit and every finding), "answer" (program and engine), "figures" (tables, key figures, money by
    four dimensions), "whole" (all three), "engine" (GLOP alone, from nothing, on the same program).
    """
    case = read_case(path) if sites else without_sites(read_case(path))
    quick = Quick(optimise(case))
    watch, kinds = Stopwatch(), []
    for turn in range(rounds):
        scenario = Scenario()
        for edit in edits(case, Decimal("1.1") if turn % 2 == 0 else Decimal("0.9")):
            scenario = scenario.and_(edit)
            with watch.step("whole"):
                with watch.step("apply"):
                    edited, findings = scenario.apply(case)
                if edited is None:
                    raise ValueError("; ".join(item.line("en") for item in findings if item.stops))
                with watch.step("answer"):
                    answer = quick.answer(edited)
                with watch.step("figures"):
                    figures = [answer.figures, *(answer.money(dimension) for dimension in DIMENSIONS)]
            assert all(len(table) for table in figures)
            kinds.append(edit.kind)
            program = formulate_parameters(Parameters(edited)).without_integrality().in_millions()
            with watch.step("engine"):
                run(program, "glop", Settings())
    return {"seconds": watch.seconds, "size": size(answer.program), "kinds": kinds}


def exact_plans(path: str, rounds: int) -> dict:
    """A few of `edits`, each alone: the exact, payable plan that follows the quick answer, beside the raw engine."""
    case = read_case(path)
    quick = Quick(optimise(case))
    watch, gaps = Stopwatch(), []
    for turn in range(rounds):
        made = edits(case, Decimal("1.1") if turn % 2 == 0 else Decimal("0.9"))
        edited, _ = Scenario("", (made[turn % len(made)],)).apply(case)
        if edited is None:
            continue
        with watch.step("answer"):
            quick.answer(edited)
        progress = watch.follow("stage.")
        with watch.step("exact"):
            gaps.append(quick.exact(edited, progress=progress).first.gap)
            progress("end")
        program = formulate_parameters(Parameters(edited)).in_millions()
        with watch.step("engine"):
            run(program, MILP_ENGINE, Settings(gap=GAP))
    return {"seconds": watch.seconds, "gap": max(gaps)}


def without_sites(case: Case) -> Case:
    """The case in which no measure needs a site: no rows of sites, and none of limits on their number."""
    limits = [row.__dict__ for row in case["limits"] if row.quantity != "sites"]
    return case.replace(sites=Data.of("sites"), limits=Data.of("limits", limits))


def edits(case: Case, factor: Decimal) -> list[Edit]:
    """One edit of each common kind, of numbers near `factor` times what they are."""
    cities, measures = list(case["cities"]), list(case["measures"])
    first, last = cities[0], cities[-1]
    effects = next((i for i, value in enumerate(case["effects"]["net_jobs"]) if value), None)
    found: list[Edit] = [
        SetCell("cities", first.city, "callcentre_jobs", round(first.callcentre_jobs * factor)),
        SetCell("cities", last.city, "unemployed", round(last.unemployed * factor)),
        SetCell("measures", measures[0].measure, "unit_cost", measures[0].unit_cost * factor),
        SetCell("measures", measures[-1].measure, "unit_cost", measures[-1].unit_cost / factor),
        SetCell("cities", first.city, "displacement", (first.displacement or Decimal(0)) * factor),
        Pin(city=first.city, most=Decimal(200_000_000) * factor),
        ScaleFund(factor),
        ScaleShock(factor),
        PrivateShare(Decimal("0.2")),
    ]
    if effects is not None:
        data = case["effects"]
        found.append(SetCell("effects", data.key(effects), "net_jobs", data["net_jobs"][effects] * factor))
    if len(case["limits"]):
        found.append(SwitchRule("limits", case["limits"]["limit"][0], False))
    return found
