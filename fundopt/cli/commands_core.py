"""The answers of the commands that read, solve and judge a case: one function each."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import fundopt
from fundopt.case import shipped
from fundopt.case.defaults import defaults_used
from fundopt.cli.arguments_core import KEYS
from fundopt.cli.commands import Outcome, as_json
from fundopt.cli.parser import Misuse
from fundopt.cli.terminal import progress
from fundopt.errors import EngineFailed, Infeasible
from fundopt.language import Text

if TYPE_CHECKING:
    from fundopt.api import Plan
    from fundopt.case.case import Case
    from fundopt.cli.proved import Proved

BEST = "best"


def check(known: argparse.Namespace, lang: str) -> Outcome:
    """Every finding; code 1 where one stops the case."""
    from fundopt.cli import json_case, screen_check

    case, findings = fundopt.examine(known.case)
    defaults = defaults_used(case) if case is not None else ()
    return Outcome(
        json_case.check_record(known.case, case, findings, defaults, lang),
        partial(screen_check.show_check, lang=lang, path=known.case, findings=findings, defaults=defaults),
        int(any(item.stops for item in findings)),
    )


def solve(known: argparse.Namespace, lang: str) -> Outcome:
    """The best plan, and its dossier where `--out` asks for one."""
    case = fundopt.read_case(known.case)
    from fundopt.cli import json_plan, screen_plan
    from fundopt.cli.proved import Proved

    options = _options(known, case, lang)
    with progress(lang, not as_json(known)) as step:
        plan = _solved(case, options, step)
        folder, proved = "", Proved()
        if known.out:
            proved = Proved() if known.no_certificate else _proved(plan, step)
            folder = str(fundopt.save(plan, known.out, lang, certified=proved.certificate is not None))
    return Outcome(
        json_plan.plan_record(plan, folder, lang) | proved.record(),
        partial(screen_plan.show_plan, lang=lang, plan=plan, folder=folder, proved=proved),
    )


def _proved(plan: Plan, step: Callable[[str], None]) -> Proved:
    """The plan's certificate; where it cannot be given, why: the plan is saved without it, and the screen says so."""
    from fundopt.cli.proved import Proved

    step("certify")
    try:
        return Proved(plan.certificate)
    except EngineFailed as failure:
        return Proved(refusal=str(failure))


def _solved(case: Case, options: fundopt.Options, step: Callable[[str], None]) -> Plan:
    """The best plan; where there is none, the refusal carries the best plan of the case after the cheapest repair."""
    try:
        return fundopt.solve(case, options, step)
    except Infeasible as refusal:
        if refusal.conflict is None:
            raise
        raise Infeasible(str(refusal), refusal.conflict, fundopt.repaired(refusal.conflict)) from refusal


def evaluate(known: argparse.Namespace, lang: str) -> Outcome:
    """A given plan beside the best one."""
    if (known.plan is None) == (known.key is None):
        raise Misuse(_PLAN_OR_KEY.of(lang))
    case = fundopt.read_case(known.case)
    from fundopt.cli import json_plan, screen_evaluate

    with progress(lang, not as_json(known)) as step:
        plan = _given(case, known.plan or known.key, by_key=known.key is not None)
        try:
            best = fundopt.solve(case, None, step)
        except Infeasible:
            best = None
    return Outcome(
        json_plan.evaluation_record(plan, best, lang),
        partial(screen_evaluate.show_evaluation, lang=lang, plan=plan, best=best),
    )


def compare(known: argparse.Namespace, lang: str) -> Outcome:
    """Plans of one case side by side: the first argument is the case, or a dossier that holds it."""
    first, *names = known.plans
    from fundopt.cli import json_plan, screen_compare

    plans: dict[str, Plan] = {}
    with progress(lang, not as_json(known)) as step:
        if _is_dossier(first):
            loaded = fundopt.load(first)
            case, plans[_short(first)] = loaded.case, loaded
        else:
            case = fundopt.read_case(first)
            names = [BEST, *names] if len(names) == 1 and names != [BEST] else names
        for name in names:
            plans[_short(name, plans)] = _plan_called(case, name, step)
        if len(plans) < 2:
            raise Misuse(_TWO_PLANS.of(lang))
        tables = fundopt.compare(plans)
    if known.xlsx:
        fundopt.write_comparison(known.xlsx, case, tables, lang, plans)
    return Outcome(
        json_plan.comparison_record(plans, tables, known.xlsx or "", lang),
        partial(screen_compare.show_comparison, lang=lang, plans=plans, tables=tables, file=known.xlsx or ""),
    )


def show(known: argparse.Namespace, lang: str) -> Outcome:
    """The program's families, the equations of one, or an MPS file."""
    case = fundopt.read_case(known.case)
    from fundopt.cli import json_case, screen_program
    from fundopt.model.formulate import formulate

    program = formulate(case)
    families = screen_program.families(program)
    if known.family and known.family not in families:
        raise Misuse(_NO_FAMILY.of(lang, family=known.family, families=", ".join(families)))
    files = []
    if known.mps:
        from fundopt.solve.mps import write_mps

        files = [known.mps, str(write_mps(program, known.mps))]
    return Outcome(
        json_case.program_record(case, program, known.family, files, lang),
        partial(screen_program.show_program, lang=lang, case=case, program=program, family=known.family, files=files),
    )


def vulnerability(known: argparse.Namespace, lang: str) -> Outcome:
    """The index of every city with its components."""
    from fundopt.cli import json_case, screen_case

    case = fundopt.read_case(known.case)
    table = fundopt.vulnerability(case)
    return Outcome(
        json_case.vulnerability_record(case, table, lang),
        partial(screen_case.show_vulnerability, lang=lang, case=case, index=table),
    )


def cases(known: argparse.Namespace, lang: str) -> Outcome:
    """The shipped cases."""
    del known
    from fundopt.cli import json_case, screen_case

    found = {name: fundopt.read_case(name) for name in shipped.names()}
    return Outcome(json_case.cases_record(found, lang), partial(screen_case.show_cases, lang=lang, found=found))


def _options(known: argparse.Namespace, case: Case, lang: str) -> fundopt.Options:
    from fundopt.model.formulate import formulate
    from fundopt.solve import ENGINES

    name = known.engine
    able = [each for each, engine in ENGINES.items() if engine.publishable]
    if name is not None and name not in able:
        raise Misuse(_NO_ENGINE.of(lang, engine=name, engines=", ".join(able)))
    if name is not None and not ENGINES[name].integers and formulate(case).integer.any():
        able = ", ".join(each for each, engine in ENGINES.items() if engine.integers)
        raise Misuse(_NO_INTEGERS.of(lang, engine=name, engines=able))
    return fundopt.Options(name, known.gap, known.time_limit)


def _given(case: Case, name: str, *, by_key: bool) -> Plan:
    """A plan by key, from a dossier or from a file."""
    if by_key:
        return fundopt.evaluate(case, key=name)
    if _is_dossier(name):
        return fundopt.evaluate(case, fundopt.load(name).tables.payments, name=Path(name).name)
    return fundopt.evaluate(case, fundopt.read_payments(name, case), name=Path(name).stem)


def _plan_called(case: Case, name: str, step: Callable[[str], None]) -> Plan:
    """A plan as `compare` names it; a dossier of the same case stands as it was written."""
    if name == BEST:
        return fundopt.solve(case, None, step)
    if _is_dossier(name):
        from fundopt.audit.record import canonical_hash

        loaded = fundopt.load(name)
        if canonical_hash(loaded.case) == canonical_hash(case):
            return loaded
    return _given(case, name, by_key=name in KEYS)


def _is_dossier(name: str) -> bool:
    return (Path(name) / "record.json").is_file()


def _short(name: str, taken: dict | None = None) -> str:
    """What a column is called: a key, or the file's name; numbered where another has it already."""
    short = Path(name).stem or name
    count, unique = 2, short
    while unique in (taken or {}):
        unique, count = f"{short} ({count})", count + 1
    return unique


_PLAN_OR_KEY = Text(
    "donnez --plan FICHIER ou --key CLÉ (l'un des deux).", "give --plan FILE or --key KEY (one of the two)."
)
_NO_ENGINE = Text(
    "« {engine} » n'est pas un moteur. Moteurs : {engines}.", "“{engine}” is not an engine. Engines: {engines}."
)
_NO_INTEGERS = Text(
    "le cas a des sites ou des cohortes, des nombres entiers que {engine} ne sait pas chercher. Moteurs : {engines}.",
    "the case has sites or cohorts, whole numbers that {engine} cannot search. Engines: {engines}.",
)
_TWO_PLANS = Text(
    "il faut deux plans : fundopt compare CAS PLAN PLAN, ou fundopt compare DOSSIER PLAN.",
    "two plans are needed: fundopt compare CASE PLAN PLAN, or fundopt compare DOSSIER PLAN.",
)
_NO_FAMILY = Text(
    "« {family} » n'est pas une famille du modèle. Familles : {families}.",
    "“{family}” is not a family of the model. Families: {families}.",
)
