"""The mathematics of the model, collected from the docstrings: `python -m fundopt.model.documentation` prints it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from functools import cached_property

from fundopt.model import objective
from fundopt.model.formulate import FAMILIES, RULES, Family
from fundopt.model.parameters import Parameters
from fundopt.model.variables import Variables, declare

OBJECTIVE: tuple[Callable, ...] = (
    objective.person_years,
    objective.without_fund,
    objective.worst_city,
    objective.scenario_excess,
    objective.reference_distance,
    objective.tie_break_cost,
)

HEAD = """\
# The mathematics of fundopt

Every formula below is the docstring of the code that states it, in `fundopt/model/`. To renew this page:
`python -m fundopt.model.documentation > docs/mathematics.md`.
"""


def mathematics() -> str:
    """The whole page in Markdown: data, variables, constraint families, objective."""
    earmarks = _doc(declare).split("\n\n", 1)[1]
    parts = [HEAD, "## Data\n", "\n".join(_parameters()) + "\n"]
    parts += ["## Variables\n", _indented(_doc(Variables)), _indented(earmarks)]
    parts += ["## Constraint families\n", "A *rule* is decided by people and has a price; the rest is fact.\n"]
    parts += [_family(family) for family in FAMILIES]
    parts += ["## Objective\n", *(f"### {item.__name__}\n\n{_doc(item)}\n" for item in OBJECTIVE)]
    return "\n".join(parts)


def statement(family: Family) -> tuple[str, str]:
    """The sentence of a family, and its equation with the unit in brackets."""
    sentence, equation = re.split(r"(?<=[.])(?:  |\n)", _doc(family), maxsplit=1)
    return sentence, equation


def _parameters() -> list[str]:
    public = {name: item for name, item in vars(Parameters).items() if not name.startswith("_")}
    docs = {name: _doc(item) for name, item in public.items() if isinstance(item, cached_property | property)}
    return [f"- `{name}`: {' '.join(doc.split())}" for name, doc in docs.items() if doc]


def _family(family: Family) -> str:
    sentence, equation = statement(family)
    rule = " (rule)" if family.__name__.startswith(RULES) else ""
    return f"### {family.__name__}{rule}\n\n{sentence}\n\n{_indented(equation)}"


def _doc(item: object) -> str:
    return inspect.getdoc(item) or ""


def _indented(text: str) -> str:
    return "".join(f"    {line}".rstrip() + "\n" for line in text.splitlines())


if __name__ == "__main__":
    print(mathematics(), end="")
