"""Programs with whole numbers: the parts of a search, each closed by multipliers that prove its bound exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

import numpy as np

from fundopt.model.linear_program import LinearProgram
from fundopt.proof.bounds import Pair, implied
from fundopt.proof.certificate import Node, Proof
from fundopt.proof.elastic import elastic
from fundopt.proof.multipliers import Ledger, Multipliers, exactly, rounded
from fundopt.proof.program import ExactProgram
from fundopt.proof.vertex import Vertex, vertices
from fundopt.solve.tree import Leaf

CLOSE = 1e-8
"""How far below an engine's bound a proven one may be, relative to it."""
TRIED = 16
"""How many multipliers found for other parts are tried on a part."""
SMALL = 20_000
"""Most rows × parts for which exact multipliers come first; elsewhere short decimals, which are quicker to check."""


def tree_proof(
    exact: ExactProgram, program: LinearProgram, leaves: Sequence[Leaf], target: float
) -> tuple[Proof, Fraction | None]:
    """(the proof that a search's leaves give, the least bound of its parts: None where all are empty).

    `target`: a part whose bound is at least that needs no better one. Raises Unproved.
    """
    rows, bounds = implied(exact)
    closing = _Closing(exact, program, Ledger.of(exact, bounds), target, len(leaves) * len(exact.row_names) <= SMALL)
    tree: list[dict[str, int | str]] = [{}]
    parts = []
    for leaf in leaves:
        node, box = 0, {j: (exact.column_lower[j], exact.column_upper[j]) for j in exact.whole}
        for cut in leaf.path:
            if "split" not in tree[node]:
                tree[node] = {
                    "split": exact.column_names[cut.column],
                    "most": cut.most,
                    "below": len(tree),
                    "above": len(tree) + 1,
                }
                tree += [{}, {}]
            least, most = box[cut.column]
            box[cut.column] = (Fraction(cut.most + 1), most) if cut.above else (least, Fraction(cut.most))
            node = int(tree[node]["above" if cut.above else "below"])
        parts.append((node, leaf, box))
    found: list[Fraction] = []
    for node, leaf, box in sorted(parts, key=lambda part: part[1].bound):
        tree[node], bound = closing.close(leaf, box)
        found += [] if bound is None else [bound]
    return Proof(tuple(m.duals for m in closing.used), tuple(rows), tuple(tree)), min(found, default=None)


class Unproved(ArithmeticError):
    """A part of a search for which no multipliers prove anything."""


@dataclass
class _Closing:
    """Closes parts one after the other; multipliers found for one part are tried on the next ones."""

    exact: ExactProgram
    program: LinearProgram
    ledger: Ledger
    target: float
    small: bool
    used: list[Multipliers] = field(default_factory=list)
    empty: list[bool] = field(default_factory=list)

    def close(self, leaf: Leaf, box: dict[int, Pair]) -> tuple[Node, Fraction | None]:
        """(how the part is closed, its bound: None where it is empty)."""
        for j, (least, most) in box.items():
            if least is not None and most is not None and least > most:
                return {"crossed": self.exact.column_names[j]}, None
        wanted = min(leaf.bound, self.target)
        wanted -= CLOSE * abs(wanted) if not self.small else 0
        best: tuple[Fraction, int] | None = None
        for number in range(max(len(self.used) - TRIED, 0), len(self.used)):
            proved, empty = self.used[number].prove(box), self.empty[number]
            if proved is None or (empty and proved <= 0):
                continue
            if empty:
                return {"empty": number}, None
            best = max(best, (proved, number)) if best else (proved, number)
        if best and best[0] >= wanted:
            return {"bound": best[1]}, best[0]
        if leaf.dual is None:
            for multipliers in self._impossible(box):
                return self._keep(multipliers, empty=True), None
        else:
            for multipliers in self._bounding(leaf, box):
                proved = multipliers.prove(box)
                if proved is not None and (best is None or proved > best[0]):
                    best = proved, len(self.used)
                    node = self._keep(multipliers, empty=False)
                    if proved >= wanted - CLOSE * abs(wanted):
                        return node, proved
        if best is None:
            raise Unproved("a part of the search has no proof")
        return {"bound": best[1]}, best[0]

    def _keep(self, multipliers: Multipliers, *, empty: bool) -> Node:
        self.used.append(multipliers)
        self.empty.append(empty)
        return {"empty" if empty else "bound": len(self.used) - 1}

    def _bounding(self, leaf: Leaf, box: dict[int, Pair]) -> Iterator[Multipliers]:
        """Multipliers for a part with a bound: the engine's duals rounded, and those of its bases, exactly."""
        short = rounded(self.ledger, leaf.dual)
        if short is not None and not self.small:
            yield short
        boxed, floats = self._within(box, self.exact, self.program)
        for found in vertices(boxed, floats):
            if isinstance(found, Vertex) and (full := exactly(self.ledger, found.duals)) is not None:
                yield full
        if short is not None:
            yield short

    def _impossible(self, box: dict[int, Pair]) -> Iterator[Multipliers]:
        """Multipliers that add the rows of an empty part up to something impossible."""
        boxed, floats = self._within(box, *self._relaxed)
        for found in vertices(boxed, floats):
            if isinstance(found, Vertex):
                dual = found.answer.dual
                short = None if dual is None else rounded(self.ledger, dual, cost=False)
                for multipliers in (short, exactly(self.ledger, found.duals, cost=False)):
                    if multipliers is not None and (multipliers.prove(box) or 0) > 0:
                        yield multipliers

    @cached_property
    def _relaxed(self) -> tuple[ExactProgram, LinearProgram]:
        relaxed = elastic(self.exact)
        return relaxed, relaxed.floats()

    def _within(
        self, box: dict[int, Pair], exact: ExactProgram, floats: LinearProgram
    ) -> tuple[ExactProgram, LinearProgram]:
        """Both forms of a program with the bounds of a part."""
        lower, upper = floats.column_lower.copy(), floats.column_upper.copy()
        for j, (least, most) in box.items():
            lower[j] = -np.inf if least is None else float(least)
            upper[j] = np.inf if most is None else float(most)
        boxed = exact.with_column_bounds({j: p[0] for j, p in box.items()}, {j: p[1] for j, p in box.items()})
        return boxed, floats.with_bounds(lower, upper)
