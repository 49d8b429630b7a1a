"""From a plan to what a dossier tells of it: the board's summary and the record of the run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from fundopt.audit.check import RULES, Check
from fundopt.audit.record import Record, record_run
from fundopt.case.case import Case
from fundopt.language import LANGUAGES, Text, join, number, percent
from fundopt.plan.achievements import Achievements
from fundopt.plan.binding import Binding
from fundopt.plan.figures import RuleMargin, Summary
from fundopt.plan.optimise import Optimum
from fundopt.plan.summary import figures
from fundopt.plan.tables import PlanTables

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
    optimum: Optimum | None = None,
) -> Summary:
    """Key figures, every money and policy rule with its margin (and its price where one is known), and the proof.

    Rules about nothing are left out: a private share of a measure on which nothing is spent in a city.
    """
    priced = {rule_key(binding): binding for binding in prices}
    assumed = any(row.status == "assumption" for row in case["provenance"]) or not len(case["provenance"])
    names = {lang: [case.text(row.name, lang) for row in case["scenarios"]] for lang in LANGUAGES}
    scenario = Text(*(f"{_MEAN.of(lang)} ({join(names[lang], lang)})" for lang in LANGUAGES))
    return Summary(
        figures(reached, "assumption" if assumed else "derived"),
        scenario if len(case["scenarios"]) else _SINGLE,
        proof(optimum) if optimum else None,
        rules=tuple(
            _rule(case, check, priced.get((check.family, check.label)))
            for check in checks
            if check.value or check.bound
        ),
    )


def proof(optimum: Optimum) -> Text:
    """How far the published plan is proved to be from the best, by which engine."""
    return _proved(optimum.first.engine, distance(optimum), optimum.effect)


def proof_of_record(record: Record) -> Text | None:
    """As `proof`, from the record of the run; None where it states no bound."""
    return None if record.gap is None else _proved(record.engine, record.gap, -record.objective)


def _proved(engine: str, gap: float, effect: float) -> Text:
    texts = (_PROVED.fr, "fr"), (_PROVED.en, "en")
    return Text(
        *(
            text.format(engine=engine, gap=percent(max(gap, 1e-6), lang, 4), effect=number(effect, lang, 1))
            for text, lang in texts
        )
    )


def distance(optimum: Optimum) -> float:
    """(objective − bound) / max(1, |objective|) of the payable plan: rounding and ties included."""
    objective = -optimum.effect
    return max(objective - optimum.first.bound, 0.0) / max(1.0, abs(objective))


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
_PROVED = Text(
    "aucun plan ne fait mieux de plus de {gap} (effet actualisé : {effect} années-personnes ; {engine})",
    "no plan does better by more than {gap} (discounted effect: {effect} person-years; {engine})",
)
