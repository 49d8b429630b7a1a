"""The answer of the command that says why a plan is as it is."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

import fundopt
from fundopt.cli.commands import Outcome, as_json
from fundopt.cli.terminal import progress


def explain(known: argparse.Namespace, lang: str) -> Outcome:
    """Why the best plan of a case, or of a dossier's case, is as it is."""
    from fundopt.cli import json_explain, screen_explain

    dossier = (Path(known.subject) / "record.json").is_file()
    case = fundopt.load(known.subject).case if dossier else fundopt.read_case(known.subject)
    with progress(lang, not as_json(known)) as step:
        plan = fundopt.solve(case, None, step)
        step("explain")
        explanation = fundopt.explain(plan, known.within, known.time, known.quick).worked_out()
    record = json_explain.explanation_record(explanation, lang)
    return Outcome(record, partial(screen_explain.show_explanation, lang=lang, explanation=explanation))
