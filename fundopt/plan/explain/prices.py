"""What rules and facts cost: the effect of the best plan without each, and with one step more of room, re-solved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from fundopt.language import Text
from fundopt.model.linear_program import LinearProgram
from fundopt.plan.explain.edits import repealed
from fundopt.plan.explain.resolving import Resolved, Resolver
from fundopt.plan.explain.stated import Stated, felt, statements
from fundopt.plan.explain.steps import Step, removed, step

NONE = 0.01
"""A gain below this many person-years is told as none: engines' tolerances and gaps are of this size at most."""
SLIGHT = 1.0
"""Person-years below which a bound on a rule's cost makes it worth a try to prove that it costs nothing."""
MOST_FACTS = 8
"""Facts that are re-solved: those that the duals say are scarcest."""


@dataclass(frozen=True)
class Gain:
    """Weighted person-years that an edit lets the best plan avoid beyond the optimum.

    A plan that gains `least` was found; none gains more than `most`. `status`: "exact" where they agree, any sites
    allowed; "between" where the search for sites was not finished; "same sites" where it was not asked for: `least` is
    then exact for the sites as they are, and `most` the best bound known; "unknown" where there was no time at all.
    """

    least: float
    most: float
    status: str

    @property
    def exact(self) -> bool:
        return self.status == "exact"

    @property
    def known(self) -> bool:
        return self.status != "unknown"


@dataclass(frozen=True)
class RulePrice:
    """The price of a rule or fact: `looser` is the gain of one `step` more of room, `marginal` what duals say of it.

    The marginal price holds for a first small part of the step and while the sites stay as they are (NaN for a rule
    about whole numbers). `without` is the gain if the rule did not exist; None for facts, which cannot be repealed.
    """

    stated: Stated
    step: Text
    marginal: float
    looser: Gain
    without: Gain | None

    @property
    def cost(self) -> Gain:
        """What the rule costs: the gain without it, or of one step for a fact."""
        return self.looser if self.without is None else self.without


@dataclass(frozen=True)
class Prices:
    """`rules` that people decided and `facts`, the dearest first; `idle`: rules whose duals are all zero.

    `idle_cost` is the gain if all idle rules were dropped together: with whole sites a rule without a dual can still
    have a price; 0 proves that none has.
    """

    rules: tuple[RulePrice, ...]
    facts: tuple[RulePrice, ...]
    idle: tuple[Stated, ...]
    idle_cost: Gain


def prices(resolver: Resolver, quick: bool = False) -> Prices:
    """The price of every rule at its limit and of the scarcest facts, within the resolver's time.

    Linear programs first: with the same sites (at least), and with fractions of sites (at most). Then, unless `quick`,
    searches over sites, the widest bounds first. Duals only say where to look: a rule without one gains nothing with
    the same sites, and all of these together are searched once.
    """
    found = [(stated, step(resolver.optimum, stated)) for stated in statements(resolver.optimum) if stated.tight]
    rules = [_Draft(resolver, *pair) for pair in found if pair[0].decided and _binds(resolver, pair[0])]
    idle = tuple(s for s in statements(resolver.optimum) if s.decided and s not in {draft.stated for draft in rules})
    idle_cost = _unchanged(resolver, _together(resolver, idle)) if idle else Gain(0.0, 0.0, "exact")
    facts = [_Draft(resolver, *pair) for pair in _scarcest(resolver, [pair for pair in found if not pair[0].decided])]
    if not quick:
        idle_cost = _search_idle(resolver, rules, idle, idle_cost)
        for draft in sorted(rules, key=lambda draft: -draft.width):
            draft.search_without()
        for draft in rules:
            draft.search_looser()
    told = [tuple(sorted((draft.price() for draft in drafts), key=_dearest)) for drafts in (rules, facts)]
    return Prices(told[0], told[1], idle, idle_cost)


def _together(resolver: Resolver, idle: Sequence[Stated]) -> LinearProgram:
    """The program without several rules."""
    return repealed(resolver.program, np.array([row for stated in idle for row in stated.rows], dtype=int))


def _search_idle(resolver: Resolver, rules: Sequence[_Draft], idle: Sequence[Stated], known: Gain) -> Gain:
    """The gain without the idle rules, any sites allowed.

    Rules that cost nothing with the same sites, and little with fractions of them, are dropped together with these: one
    search may prove of all that they cost nothing.
    """
    slight = [draft for draft in rules if draft.slight]
    if known.exact and not slight:
        return known
    all_of_them = gain(resolver, resolver.free(_together(resolver, [*idle, *(draft.stated for draft in slight)])))
    if all_of_them.known and all_of_them.most < NONE:
        for draft in slight:
            draft.costs_nothing()
        return Gain(0.0, 0.0, "exact")
    if known.exact or not slight:
        return known if known.exact else _tighter(known, all_of_them)
    return _tighter(known, gain(resolver, resolver.free(_together(resolver, idle))))


def gain(resolver: Resolver, resolved: Resolved) -> Gain:
    """What an edit that only loosens the program gains over the optimum."""
    if resolved.status == "unknown" and not np.isfinite(resolved.most):
        return Gain(0.0, np.inf, "unknown")
    least = max(resolved.effect - resolver.base.effect, 0.0)
    most = max(resolved.most - resolver.base.effect, least)
    if resolved.sites == "fixed":
        return Gain(least, np.inf, "same sites")
    return _told(Gain(least, most, "between"))


class _Draft:
    """The price of one statement while it is being worked out."""

    def __init__(self, resolver: Resolver, stated: Stated, one: Step) -> None:
        self.resolver, self.stated, self.step = resolver, stated, one
        self.looser = gain(resolver, resolver.fixed(one.program))
        self.program: LinearProgram | None = None
        self.without: Gain | None = None
        if stated.decided:
            self.program = removed(resolver.optimum, stated)
            self.without = _bounded(resolver, self.program)
            self._nest()

    @property
    def width(self) -> float:
        """How far apart the bounds of the rule's cost are, as far as a reader would notice."""
        cost = self.without or self.looser
        return 0.0 if cost.exact else (cost.most - cost.least) / max(cost.least, 1.0)

    @property
    def slight(self) -> bool:
        """Whether the rule may well cost nothing: with the same sites it does, and fractions of sites allow little."""
        cost = self.without
        return cost is not None and not cost.exact and cost.least < NONE and cost.most < SLIGHT

    def costs_nothing(self) -> None:
        """Note that no plan without the rule does better."""
        self.without = self.looser = Gain(0.0, 0.0, "exact")

    def search_without(self) -> None:
        """Make the gain without the rule exact, as time allows."""
        if self.program is not None and self.without is not None and not self.without.exact:
            self.without = _tighter(self.without, gain(self.resolver, self.resolver.free(self.program)))
            self._nest()

    def search_looser(self) -> None:
        """Make the gain of one step exact, as time allows."""
        if not self.looser.exact:
            self.looser = _tighter(self.looser, gain(self.resolver, self.resolver.free(self.step.program)))
            self._nest()

    def _nest(self) -> None:
        """One step gains no more than repeal, and repeal no less than one step: each tightens the other."""
        if self.without is not None:
            least, most = max(self.without.least, self.looser.least), min(self.without.most, self.looser.most)
            self.without = _told(replace(self.without, least=least))
            self.looser = _told(replace(self.looser, most=max(most, self.looser.least)))

    def price(self) -> RulePrice:
        return RulePrice(self.stated, self.step.unit, self.step.marginal, self.looser, self.without)


def _bounded(resolver: Resolver, program: LinearProgram) -> Gain:
    """A gain from two linear programs: the same sites at least, fractions of sites at most."""
    same = gain(resolver, resolver.fixed(program))
    return _tighter(same, _above(resolver, program)) if resolver.has_sites else same


def _unchanged(resolver: Resolver, program: LinearProgram) -> Gain:
    """The gain of dropping rules that gain nothing with the same sites."""
    if not resolver.has_sites:
        return Gain(0.0, 0.0, "exact")
    return _tighter(Gain(0.0, np.inf, "same sites"), _above(resolver, program))


def _above(resolver: Resolver, program: LinearProgram) -> Gain:
    """What fractions of sites prove: no plan gains more."""
    relaxed = resolver.relaxed(program)
    if relaxed.status == "unknown":
        return Gain(0.0, np.inf, "unknown")
    return Gain(0.0, max(relaxed.most - resolver.base.effect, 0.0), "between")


def _tighter(one: Gain, other: Gain) -> Gain:
    status = other.status if other.known else one.status
    return _told(Gain(max(one.least, other.least), min(one.most, other.most), status))


def _told(gain: Gain) -> Gain:
    """The gain, exact where its bounds meet."""
    return replace(gain, status="exact") if gain.most - gain.least < NONE else gain


def _binds(resolver: Resolver, stated: Stated) -> bool:
    """Whether a rule may cost something with the same sites: it has a dual, or is about whole numbers."""
    rows = np.array(stated.rows)
    whole = resolver.program.matrix[rows][:, np.flatnonzero(resolver.program.integer)].nnz > 0
    return whole or felt(resolver.optimum, rows)


def _scarcest(resolver: Resolver, facts: list[tuple[Stated, Step]]) -> list[tuple[Stated, Step]]:
    """The budgets, and the facts that the duals say are scarcest; smallest cohorts, which have none, come last."""
    budgets = [pair for pair in facts if pair[0].family == "budgets"]
    others = [pair for pair in facts if pair not in budgets and (pair[1].marginal > NONE or np.isnan(pair[1].marginal))]
    ranked = sorted(others, key=lambda pair: (-np.nan_to_num(pair[1].marginal), pair[0].key))
    return budgets + ranked[:MOST_FACTS]


def _dearest(price: RulePrice) -> tuple[float, str]:
    return -price.cost.least, price.stated.key
