"""From a plan to what a dossier tells of it: the board's summary and the record of the run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from fundopt.audit.check import RULES, Check
from fundopt.audit.quotable import quotable
from fundopt.audit.record import Record, record_run
from fundopt.case.case import Case
from fundopt.language import LANGUAGES, Text, join
from fundopt.plan.achievements import Achievements
from fundopt.plan.binding import Binding
from fundopt.plan.figures import RuleMargin, Summary
from fundopt.plan.optimise import Optimum
from fundopt.plan.summary import figures
from fundopt.plan.tables import PlanTables

LEAST = 1e-6
"""Relative gap below which an engine's bound is not told from its optimum."""
UNITS: dict[str, tuple[Text, int]] = {
    "MAD": (Text("MAD", "MAD"), 0),
    "persons": (Text("personnes", "people"), 1),
    "jobs": (Text("emplois", "jobs"), 1),
    "units": (Text("unités", "units"), 1),
    "sites": (Text("sites", "sites"), 0),
    "rows": (Text("lignes", "rows"), 0),
    "share": (Text("%", "%"), 2),
}
PRICES = {
    "MMAD": Text("années-personnes par million de MAD", "person-years per million MAD"),
    "jobs": Text("années-personnes par emploi", "person-years per job"),
    "units": Text("années-personnes par unité", "person-years per unit"),
    "sites": Text("années-personnes par site", "person-years per site"),
    "%": Text("années-personnes par point", "person-years per point"),
}


def summarise(
    case: Case,
    reached: Achievements,
    checks: Iterable[Check],
    prices: Iterable[Binding] = (),
    proved: Text | None = None,
) -> Summary:
    """Key figures, every money and policy rule with its margin (and price, where one is known), and what is `proved`.

    Rules about nothing are left out: a private share of a measure on which nothing is spent in a city.
    """
    priced = {rule_key(binding): binding for binding in prices}
    assumed = any(row.status == "assumption" for row in case["provenance"]) or not len(case["provenance"])
    names = {lang: [case.text(row.name, lang) for row in case["scenarios"]] for lang in LANGUAGES}
    scenario = Text(*(f"{_MEAN.of(lang)} ({join(names[lang], lang)})" for lang in LANGUAGES))
    return Summary(
        figures(reached, "assumption" if assumed else "derived"),
        scenario if len(case["scenarios"]) else _SINGLE,
        proved,
        rules=tuple(
            _rule(case, check, priced.get((check.family, check.label)))
            for check in checks
            if check.value or check.bound
        ),
    )


def proof(optimum: Optimum) -> Text:
    """How far the published plan is from the best by the engine's own bound, which is no exact proof."""
    return _by_engine(optimum.parameters.case, optimum.effect, distance(optimum))


def proof_of_record(case: Case, record: Record) -> Text | None:
    """As `proof`, from the record of the run; None where it states no bound."""
    return None if record.gap is None else _by_engine(case, -record.objective, record.gap)


def _by_engine(case: Case, avoided: float, gap: float) -> Text:
    """`gap` is relative; below a millionth an engine's figures mean nothing."""
    return quotable(case, avoided, max(gap, LEAST) * max(1.0, abs(avoided)), exact=False)


def distance(optimum: Optimum) -> float:
    """(objective − bound) / max(1, |objective|) of the payable plan: rounding and ties included."""
    return relative_distance(-optimum.effect, optimum.first.bound)


def relative_distance(objective: float, bound: float) -> float:
    """(objective − bound) / max(1, |objective|), 0 where an engine's bound lies above the objective by its noise."""
    return max(objective - bound, 0.0) / max(1.0, abs(objective))


def run_record(case: Case, tables: PlanTables, optimum: Optimum) -> Record:
    """The record of the run that found a plan."""
    return record_run(
        case,
        optimum.program,
        tables,
        engine=optimum.first.engine,
        engine_version=optimum.first.version,
        objective=-optimum.effect,
        bound=optimum.first.bound,
        gap=distance(optimum),
        stages=tuple(asdict(stage) for stage in optimum.stages),
        parameters={name: value for name, value in optimum.first.parameters.items() if name != "seed"},
        seed=optimum.first.parameters.get("seed"),
    )


def rule_key(binding: Binding) -> tuple[str, tuple[str, ...]]:
    """(family, label) as the audit names a rule that has a price."""
    rule = binding.rule
    axes = RULES[rule.family].axes if rule.family in RULES else ()
    return rule.family, tuple(rule.label[axis] for axis in axes if axis in rule.label)


def _rule(case: Case, check: Check, binding: Binding | None) -> RuleMargin:
    unit, digits = UNITS[check.unit]
    scale = 100 if check.unit == "share" else 1
    told = {}
    if check.row:
        data, row = case[check.row[0]], check.row[1]
        told = {name: case.both(data[name][row]) for name in ("owner", "reason") if name in data.columns}
    return RuleMargin(
        Text(check.title("fr"), check.title("en")),
        str(check.sense),
        check.value * scale,
        check.bound * scale,
        unit,
        check.binding,
        digits,
        price=binding.price if binding else None,
        price_unit=PRICES.get(binding.price_unit) if binding else None,
        **told,
    )


_MEAN = Text("moyenne des scénarios", "mean over scenarios")
_SINGLE = Text("scénario unique", "single scenario")
