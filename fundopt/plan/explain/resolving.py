"""Resolver: an optimum's program solved again after an edit, with sites as they are or free, within a time budget."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from fundopt.errors import EngineFailed, Infeasible, LimitReached, SolveError, Unbounded
from fundopt.model.linear_program import LinearProgram
from fundopt.plan.optimise import Optimum, fix_integers
from fundopt.solve import Basis, Session, Solution, solve
from fundopt.solve.solution import AT_LOWER

GAP = 1e-7
"""Relative gap asked of a search over whole sites: a ten-millionth of the fund's effect."""

EXACT = 1e-6
"""An effect is called exact where no plan can avoid more than this share (at least of one person-year) beyond it."""

LEAST_SECONDS = 0.05
"""With less time left than this a solve is not started."""


@dataclass(frozen=True)
class Resolved:
    """What the best plan of an edited program avoids, in weighted person-years.

    `effect` is that of the plan found (`primal`, in the program's units); no plan avoids more than `most`. With
    `sites` "fixed" both are for the sites of the optimum, with "free" for any. `status`: "exact" where `effect` is
    the best to within `EXACT`; "between" where time ran out and the best lies in [effect, most]; "infeasible" where
    no plan keeps the edited rules (effect and most −∞); "unknown" where time ran out before a plan was found
    (effect −∞) or the engine failed.
    """

    effect: float
    most: float
    primal: np.ndarray | None
    sites: str
    status: str
    solution: Solution | None = None

    @property
    def exact(self) -> bool:
        return self.status == "exact"

    @property
    def feasible(self) -> bool:
        """True where a plan was found."""
        return self.primal is not None


@dataclass
class _Tally:
    """How many linear programs and searches were solved."""

    fixed: int = 0
    free: int = 0


@dataclass
class Resolver:
    """Solves edited versions of an optimum's program, starting from its basis.

    `seconds` is the time it may take in all (None: no limit), counted from when it is made. An edit is a
    LinearProgram (see `fundopt.plan.explain.edits`). Solves never raise for want of
    time or of a feasible plan: `Resolved.status` says it.
    """

    optimum: Optimum
    seconds: float | None = None
    tally: _Tally = field(default_factory=_Tally)
    _deadline: float = field(default=np.inf, init=False)

    def __post_init__(self) -> None:
        self._deadline = np.inf if self.seconds is None else time.monotonic() + self.seconds

    @property
    def program(self) -> LinearProgram:
        """The optimum's program."""
        return self.optimum.program

    @property
    def has_sites(self) -> bool:
        """Whether the program has whole numbers: where it has none, fixed and free are the same."""
        return bool(self.program.integer.any())

    @property
    def left(self) -> float:
        """Seconds left, infinite without a limit."""
        return self._deadline - time.monotonic()

    @property
    def solves(self) -> int:
        """How many solves were asked for so far, of this resolver and those made by `limited`."""
        return self.tally.fixed + self.tally.free

    def limited(self, seconds: float | None) -> Resolver:
        """A resolver of the same optimum that shares what is known and counted, with at most `seconds` of its own."""
        shorter = Resolver(self.optimum, seconds, self.tally)
        shorter._deadline = min(self._deadline, shorter._deadline)
        shorter.__dict__["base"] = self.base
        if self.has_sites:
            shorter.__dict__["_root"] = self._root
        return shorter

    @cached_property
    def base(self) -> Resolved:
        """The optimum itself, before rounding: what every price is measured from. It costs no solve."""
        first = self.optimum.first
        return _resolved(-first.objective, -first.bound, first, "free")

    def fixed(
        self, program: LinearProgram | None = None, basis: Basis | None = None, *, bounds_only: bool = False
    ) -> Resolved:
        """The best plan of an edited program with the sites that the optimum opens: a linear program.

        `basis` is a better start than the optimum's, e.g. that of a program nearby. `bounds_only`: nothing but bounds
        of rows differs from the program of the basis, so that its prices still hold (the dual simplex is faster).
        """
        program = self.program if program is None else program
        sites = "fixed" if program.integer.any() else "free"
        kept = program
        if program.integer.any():
            if not self._alike(program):
                raise ValueError("sites can only be kept in a program with the same columns")
            primal = self._with_zeros(program)
            whole = np.round(primal[program.integer])
            inside = (program.column_lower[program.integer] <= whole) & (whole <= program.column_upper[program.integer])
            if not inside.all():
                return _nothing(sites, "infeasible")
            kept = fix_integers(program, primal)
        self.tally.fixed += 1
        return self._solved(kept, sites, basis or self._start(program), bounds_only)

    def free(self, program: LinearProgram | None = None, known: Resolved | None = None) -> Resolved:
        """The best plan of an edited program with any sites: a search, exact if time allows.

        `known` is a plan of the same edited program (e.g. `fixed`), kept where the search finds none as good in time.
        """
        program = self.program if program is None else program
        if not program.integer.any():
            return known if known is not None and known.exact else self.fixed(program)
        self.tally.free += 1
        relaxed = self._solved(program.without_integrality(), "free", self._root_start(program))
        if relaxed.status != "exact" or relaxed.solution is None:
            return relaxed if relaxed.status == "infeasible" else _best(known, _nothing("free", "unknown"), np.inf)
        hint = self._with_zeros(program) if known is None or known.primal is None else known.primal
        found = self._solved(program, "free", relaxed.solution.basis, hint=hint)
        if found.status == "infeasible":
            return found
        return _best(known, found, min(found.most, relaxed.most))

    def relaxed(
        self, program: LinearProgram | None = None, basis: Basis | None = None, *, bounds_only: bool = False
    ) -> Resolved:
        """The best if sites could be opened in fractions: no plan, but a bound (`most`) that costs one LP.

        `basis` is a better start than that of the optimum's own relaxation; `bounds_only` as for `fixed`.
        """
        program = self.program if program is None else program
        self.tally.fixed += 1
        return self._solved(program.without_integrality(), "relaxed", basis or self._root_start(program), bounds_only)

    def solved(self, program: LinearProgram, basis: Basis | None = None) -> Resolved:
        """The best of a linear program as it is, whatever its rows and columns.

        `basis` is that of the same program with other bounds or fewer rows, so that its prices still hold.
        """
        self.tally.fixed += 1
        return self._solved(program, "fixed" if self.has_sites else "free", basis, bounds_only=True)

    def near(self, program: LinearProgram, gap: float, basis: Basis | None, hint: np.ndarray | None) -> Resolved:
        """The best plan of an edited program within a relative `gap`, from the basis of its relaxation.

        The integers of `hint` (columns,) are tried first.
        """
        self.tally.free += 1
        return self._solved(program, "free", basis, gap=gap, hint=hint)

    def _solved(
        self,
        program: LinearProgram,
        sites: str,
        basis: Basis | None,
        bounds_only: bool = False,
        gap: float = GAP,
        hint: np.ndarray | None = None,
    ) -> Resolved:
        left = self.left
        if left < LEAST_SECONDS:
            return _nothing(sites, "unknown")
        try:
            limit = None if np.isinf(left) else left
            if bounds_only and basis is not None and not program.integer.any():
                with suppress(SolveError):
                    found = Session().solve(program, time_limit=limit, basis=basis, dual_simplex=True)
                    return _resolved(-found.objective, -found.bound, found, sites)
            solution = solve(program, gap=gap, time_limit=limit, basis=basis, hint=hint)
        except Infeasible:
            return _nothing(sites, "infeasible")
        except (LimitReached, EngineFailed, Unbounded):
            return _nothing(sites, "unknown")
        return _resolved(-solution.objective, -solution.bound, solution, sites)

    @cached_property
    def _root(self) -> Basis | None:
        """The optimal basis of the program without whole numbers, where searches start."""
        return solve(self.program.without_integrality(), basis=self.optimum.first.basis).basis

    def _root_start(self, program: LinearProgram) -> Basis | None:
        return self._extended(self._root, program) if self._alike(program) else None

    def _start(self, program: LinearProgram) -> Basis | None:
        return self._extended(self.optimum.first.basis, program) if self._alike(program) else None

    def _with_zeros(self, program: LinearProgram) -> np.ndarray:
        """The optimum as a point of a program with further columns, which are 0."""
        return np.append(self.optimum.first.primal, np.zeros(program.shape[1] - self.program.shape[1]))

    def _extended(self, basis: Basis | None, program: LinearProgram) -> Basis | None:
        """A basis of the optimum's program for one with further columns, which are 0."""
        more = np.full(program.shape[1] - self.program.shape[1], AT_LOWER, dtype=np.int8)
        return None if basis is None else Basis(np.append(basis.columns, more), basis.rows)

    def _alike(self, program: LinearProgram) -> bool:
        """Whether a program has the rows and columns of the optimum's, so that its basis is a start.

        Further columns may follow.
        """
        columns, rows = self.program.variables, self.program.rows
        return (
            list(columns) == list(program.variables)[: len(columns)]
            and list(rows) == list(program.rows)
            and all(len(block) == len(program.variables[name]) for name, block in columns.items())
            and all(len(block) == len(program.rows[name]) for name, block in rows.items())
        )


def _resolved(effect: float, most: float, solution: Solution, sites: str) -> Resolved:
    return _proven(Resolved(effect, most, solution.primal, sites, "exact", solution), most)


def _best(known: Resolved | None, found: Resolved, most: float) -> Resolved:
    """The better of two plans with free sites, and the bound proven for both."""
    if known is not None and known.effect > found.effect:
        found = replace(known, sites="free")
    return _proven(found, most)


def _proven(found: Resolved, most: float) -> Resolved:
    """The same plan with another proven bound; its status follows."""
    if not found.feasible:
        return replace(found, most=most)
    most = max(most, found.effect)
    exact = most - found.effect <= EXACT * max(1.0, abs(found.effect))
    return replace(found, most=most, status="exact" if exact else "between")


def _nothing(sites: str, status: str) -> Resolved:
    return Resolved(-np.inf, -np.inf if status == "infeasible" else np.inf, None, sites, status)
