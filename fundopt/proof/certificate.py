"""Certificate: what is proved about a model file, as values, and as the certificate.json that the checker reads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from fundopt.proof.program import ExactProgram, Vector

FORMAT = "fundopt certificate 1"
CHECKER = Path(__file__).with_name("checker.py")
"""The checker: a module file that imports nothing of ours, copied as it is beside a certificate."""

Node = Mapping[str, int | str]
"""A part of the search. {"split": column, "most": n, "below": part, "above": part}; or how it is closed:
{"bound": duals}, {"empty": duals}, {"crossed": name of a column or row}."""


@dataclass(frozen=True)
class Proof:
    """Why nothing is better: `duals` by row, the `rows` from which bounds follow, and the parts of the search."""

    duals: tuple[Vector, ...]
    rows: tuple[int, ...] = ()
    tree: tuple[Node, ...] = ({"bound": 0},)


@dataclass(frozen=True)
class Payable:
    """The plan to be paid, exactly feasible: its point and objective, the published objective, and the proven gap,
    which counts from the worse of the two."""

    point: Vector
    objective: Fraction
    published: Fraction
    gap: Fraction


@dataclass(frozen=True)
class Certificate:
    """What is proved about a program, in the sense (minimum or maximum) of its file.

    `status`: "optimal", "gap" (a feasible point, and a bound), "infeasible" or "unbounded". `objective` is the cost of
    the best `point` known, which is exactly feasible; no point beats `bound`; `gap` is the distance between the two.
    Each is None where the status leaves no sense to it. `plan` is there for a dossier.
    """

    program: ExactProgram = field(repr=False)
    status: str
    objective: Fraction | None = None
    bound: Fraction | None = None
    gap: Fraction | None = None
    point: Vector | None = field(default=None, repr=False)
    ray: Vector | None = field(default=None, repr=False)
    proof: Proof | None = field(default=None, repr=False)
    plan: Payable | None = field(default=None, repr=False)
    format_of_model: str = "free"

    @property
    def relative_gap(self) -> float | None:
        """The gap over max(1, |objective|); None where there is none."""
        if self.gap is None or self.objective is None:
            return None
        return float(self.gap / max(1, abs(self.objective)))

    def text(self, files: Mapping[str, str]) -> str:
        """certificate.json; `files` has the SHA-256 of model.mps and of every other file that it is about."""
        rows, columns = self.program.row_names, self.program.column_names
        content: dict[str, object] = {
            "format": FORMAT,
            "files": dict(files),
            "format_of_model": self.format_of_model,
            "status": self.status,
        }
        for name in ("objective", "bound", "gap"):
            if (value := getattr(self, name)) is not None:
                content[name] = number(value)
        for name in ("point", "ray"):
            if (vector := getattr(self, name)) is not None:
                content[name] = _named(vector, columns)
        if self.proof is not None:
            content["proof"] = {
                "duals": [_named(duals, rows) for duals in self.proof.duals],
                "rows": [rows[i] for i in self.proof.rows],
                "tree": list(self.proof.tree),
            }
        if self.plan is not None:
            numbers = {name: number(getattr(self.plan, name)) for name in ("objective", "published", "gap")}
            content["plan"] = {**numbers, "point": _named(self.plan.point, columns)}
        plain = json.dumps(content, sort_keys=True, separators=(",", ":"))
        content["digest"] = hashlib.sha256(plain.encode()).hexdigest()
        return json.dumps(content, indent=0) + "\n"


def number(value: Fraction) -> str:
    """A fraction as its exact decimal where there is one of at most 40 digits, else as p/q."""
    denominator, twos, fives = value.denominator, 0, 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    places = max(twos, fives)
    if denominator != 1 or places > 40:
        return f"{value.numerator}/{value.denominator}"
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    whole, part = digits[: len(digits) - places], digits[len(digits) - places :].rstrip("0")
    return ("-" if value < 0 else "") + whole + (f".{part}" if part else "")


def _named(vector: Vector, names: tuple[str, ...]) -> dict[str, str]:
    return {names[position]: number(value) for position, value in sorted(vector.items()) if value}
