"""What `check`, `show`, `vulnerability` and `cases` tell as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from fundopt.case.case import Case
from fundopt.case.findings import Finding, Severity

if TYPE_CHECKING:
    import pandas as pd

    from fundopt.model.linear_program import LinearProgram


def case_record(case: Case, lang: str) -> dict:
    """What a case is: its name, size and horizon."""
    return {
        "name": case.name,
        "fund": case.text(case.fund.name, lang),
        "basis": case.fund.basis,
        "cities": len(case["cities"]),
        "measures": len(case["measures"]),
        "sources": len(case["sources"]),
        "scenarios": max(len(case["scenarios"]), 1),
        "first_period": case.budget_horizon[0],
        "last_budget_period": case.budget_horizon[-1],
        "last_period": case.periods[-1],
    }


def check_record(
    path: str, case: Case | None, findings: Sequence[Finding], defaults: Sequence[Finding], lang: str
) -> dict:
    """Findings by severity with their counts, and the defaults used."""
    return {
        "path": path,
        "usable": case is not None,
        "case": None if case is None else case_record(case, lang),
        "counts": {str(severity): sum(item.severity is severity for item in findings) for severity in Severity},
        "findings": [item.record(lang) for item in findings],
        "defaults": [item.record(lang) for item in defaults],
    }


def program_record(case: Case, program: LinearProgram, family: str | None, files: Sequence[str], lang: str) -> dict:
    """The size of the program, its families, and the equations of one."""
    from fundopt.cli.screen_program import families
    from fundopt.model.equations import equations

    return {
        "case": case_record(case, lang),
        "rows": program.shape[0],
        "columns": program.shape[1],
        "integers": int(program.integer.sum()),
        "nonzeros": int(program.matrix.nnz),
        "families": [
            {
                "family": name,
                "number": part.number,
                "rows": part.rows,
                "units": list(part.units),
                "about": part.about.of(lang),
                "equation": part.equation,
            }
            for name, part in families(program).items()
        ],
        "equations": list(equations(program, family)) if family else [],
        "files": list(files),
    }


def vulnerability_record(case: Case, table: pd.DataFrame, lang: str) -> dict:
    """By city: the three components and the index, each 0 to 1."""
    return {
        "case": case_record(case, lang),
        "cities": [
            {"city": city, "name": case.title("cities", city, lang), **row}
            for city, row in table.to_dict("index").items()
        ],
    }


def cases_record(found: Mapping[str, Case], lang: str) -> dict:
    """The shipped cases."""
    return {"cases": [case_record(case, lang) for case in found.values()]}
