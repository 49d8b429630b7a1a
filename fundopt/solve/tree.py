"""Branch and bound over GLOP, for programs with few integers: every node starts from its parent's basis.

Each node costs a fraction of the first LP, the search is the same on every machine, and its leaves say why no other
choice of whole numbers does better. Land & Doig (1960); best bound first, plunging from each node it takes.
"""

from __future__ import annotations

import heapq
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from fundopt.model.linear_program import LinearProgram
from fundopt.solve.solution import Answer, Basis, Settings

WHOLE = 1e-7
"""A value this close to a whole number is one."""

Run = Callable[[LinearProgram, Settings], Answer]


@dataclass(frozen=True)
class Leaf:
    """A part of the search that is closed: bounds of the integer columns, and the LP bound that closes it.

    `bound` is +∞ where the part is empty. `basis` is the optimal basis that proves the bound, `dual` its row duals
    (rows,); None where it is empty. `path` is how the part was cut out: see `Cut`.
    """

    lower: np.ndarray
    upper: np.ndarray
    bound: float
    basis: Basis | None
    dual: np.ndarray | None
    path: tuple[Cut, ...]


@dataclass(frozen=True)
class Cut:
    """One side of a split: column `column` is at most `most`, or, where `above`, at least `most` + 1."""

    column: int
    most: int
    above: bool


@dataclass(frozen=True)
class _Node:
    lower: np.ndarray
    upper: np.ndarray
    bound: float
    answer: Answer
    path: tuple[Cut, ...]


class _Search:
    """The state of one search: the program, its best whole point, the open nodes and the closed leaves."""

    def __init__(self, program: LinearProgram, run: Run, settings: Settings, cutoff: float) -> None:
        self.program = program
        self.relaxed = program.without_integrality()
        self.whole = np.flatnonzero(program.integer)
        blocks = [np.arange(b.start, b.stop) for b in program.variables.values() if b.integer and len(b)]
        self.blocks = [np.searchsorted(self.whole, columns) for columns in blocks]
        self.run, self.settings = run, settings
        self.best: Answer | None = None
        self.value = cutoff
        self.open: list[tuple[float, int, _Node]] = []
        self.leaves: list[Leaf] = []
        self.order = itertools.count()
        self.deadline = np.inf if settings.time_limit is None else time.monotonic() + settings.time_limit

    def node(
        self, lower: np.ndarray, upper: np.ndarray, basis: Basis | None, path: tuple[Cut, ...] = ()
    ) -> _Node | Answer:
        """Solve the LP of a part; the answer itself where it has no optimum."""
        if (lower > upper).any():
            self.leaves.append(Leaf(lower, upper, np.inf, None, None, path))
            return Answer("infeasible", "no whole number between the bounds")
        columns_lower, columns_upper = self.relaxed.column_lower.copy(), self.relaxed.column_upper.copy()
        columns_lower[self.whole], columns_upper[self.whole] = lower, upper
        left = self.deadline - time.monotonic()
        settings = replace(
            self.settings,
            basis=basis,
            dual_simplex=basis is not None,
            time_limit=None if np.isinf(left) else max(left, 0),
            hint=None,
        )
        answer = self.run(self.relaxed.with_bounds(columns_lower, columns_upper), settings)
        if answer.verdict == "optimal":
            return _Node(lower, upper, self.program.objective(answer.primal), answer, path)
        if answer.verdict == "feasible":
            return Answer("limit", answer.detail)
        if answer.verdict == "infeasible":
            self.leaves.append(Leaf(lower, upper, np.inf, None, None, path))
        return answer

    def meet(self, hint: np.ndarray, basis: Basis | None) -> None:
        """Start with the whole point that has the integers of `hint`, if there is one; it closes no part."""
        whole = np.clip(np.round(hint[self.whole]), *self.bounds)
        closed = list(self.leaves)
        found = self.node(whole, whole, basis)
        self.leaves = closed
        if isinstance(found, _Node) and found.bound < self.value:
            self.value, self.best = found.bound, found.answer

    @property
    def bounds(self) -> tuple[np.ndarray, np.ndarray]:
        """Bounds of the integer columns in the program."""
        return self.program.column_lower[self.whole], self.program.column_upper[self.whole]

    def close(self, node: _Node) -> None:
        self.leaves.append(_leaf(node))

    def settled(self, node: _Node) -> bool:
        """Close a part that is whole, or cannot hold anything better; its point may be the best so far."""
        whole = self.fractional(node) is None
        if whole and node.bound < self.value:
            self.value, self.best = node.bound, node.answer
        if whole or self.hopeless(node.bound):
            self.close(node)
            return True
        return False

    def hopeless(self, bound: float) -> bool:
        """Whether a part with this bound can be left aside within the gap asked for."""
        return bound >= self.value - self.settings.gap * max(1.0, abs(self.value))

    def fractional(self, node: _Node) -> int | None:
        """The integer furthest from a whole number, in the first block that has one; None where all are whole."""
        values = node.answer.primal[self.whole]
        distance = np.abs(values - np.round(values))
        for block in self.blocks:
            worst = int(block[np.argmax(distance[block])])
            if distance[worst] > WHOLE:
                return worst
        return None

    def plunge(self, node: _Node) -> str | None:
        """Follow the better child until the part is closed; the verdict of an engine that broke down, else None."""
        while True:
            if self.settled(node):
                return None
            column = self.fractional(node)
            children = []
            most = int(np.floor(node.answer.primal[self.whole[column]]))
            for above, (lower, upper) in enumerate(_halves(node, column, most)):
                path = (*node.path, Cut(int(self.whole[column]), most, bool(above)))
                child = self.node(lower, upper, node.answer.basis, path)
                if isinstance(child, _Node):
                    if not self.settled(child):
                        children.append(child)
                elif child.verdict != "infeasible":
                    self.push(node)
                    return child.verdict
            if not children:
                return None
            children.sort(key=lambda child: child.bound)
            for other in children[1:]:
                self.push(other)
            node = children[0]

    def push(self, node: _Node) -> None:
        heapq.heappush(self.open, (node.bound, next(self.order), node))

    def cover(self) -> tuple[Leaf, ...]:
        """The closed leaves, and the parts left open where the search stopped: together they hold every whole point."""
        left = [node for _, _, node in self.open]
        paths = {node.path for node in left}
        closed = [leaf for leaf in self.leaves if not any(leaf.path[:n] in paths for n in range(len(leaf.path)))]
        return (*closed, *(_leaf(node) for node in left))

    def bound(self) -> float:
        """Proven lower bound: nothing open or closed is below it."""
        return min([self.value, *(entry[0] for entry in self.open), *(leaf.bound for leaf in self.leaves)])


def _leaf(node: _Node) -> Leaf:
    answer = node.answer
    return Leaf(node.lower, node.upper, node.bound, answer.basis, answer.dual, node.path)


def _halves(node: _Node, column: int, most: int) -> list[tuple[np.ndarray, np.ndarray]]:
    upper, lower = node.upper.copy(), node.lower.copy()
    upper[column], lower[column] = most, most + 1
    return [(node.lower, upper), (lower, node.upper)]


def search(
    program: LinearProgram, run: Run, settings: Settings, cutoff: float = np.inf
) -> tuple[Answer, tuple[Leaf, ...]]:
    """The best point of a program with integers within the relative gap of `settings`, and the leaves that prove it.
    Where the search is stopped, parts left open are leaves too.

    `run` answers LPs and honours a starting basis. The point's integers are whole to `WHOLE`; the answer carries the
    dual and basis of the LP in which they are fixed by the branching.

    A hint in `settings` is a point whose integers are tried first. Only points below `cutoff` are looked for: where
    there is none the answer is "infeasible", and the leaves prove it.
    """
    tree = _Search(program, run, settings, cutoff)
    root = tree.node(*tree.bounds, settings.basis)
    if not isinstance(root, _Node):
        return root, tuple(tree.leaves)
    if settings.hint is not None:
        tree.meet(settings.hint, root.answer.basis)
    tree.push(root)
    stopped = None
    while tree.open and stopped is None:
        _, _, node = heapq.heappop(tree.open)
        stopped = tree.plunge(node)
    bound = tree.bound()
    leaves = tree.cover()
    if tree.best is None:
        return Answer(stopped or "infeasible", "no whole point"), leaves
    verdict = "optimal" if stopped is None else "feasible"
    return replace(tree.best, verdict=verdict, bound=bound), leaves
