"""Explanation: why a plan is as it is, one piece at a time, each worked out when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from fundopt.plan.explain.alternatives import Alternative, alternatives
from fundopt.plan.explain.assumptions import Flips, flips
from fundopt.plan.explain.by_size import CurvePoint, by_size
from fundopt.plan.explain.freedom import Freedom, freedom
from fundopt.plan.explain.funding import Unfunded, unfunded
from fundopt.plan.explain.margins import Margins, margins
from fundopt.plan.explain.million import Million, next_and_last
from fundopt.plan.explain.prices import Prices, RulePrice, prices
from fundopt.plan.explain.resolving import Resolver
from fundopt.plan.optimise import Optimum


@dataclass(frozen=True)
class Explanation:
    """Why the plan of `optimum` is as it is. Each piece takes `seconds` at most and says where time ran out.

    `within` is the share of the effect that other plans may give up; with `quick` sites stay as they are.
    """

    optimum: Optimum
    within: float = 0.01
    seconds: float | None = 20.0
    quick: bool = False

    def _resolver(self) -> Resolver:
        return Resolver(self.optimum, self.seconds)

    @cached_property
    def prices(self) -> Prices:
        """What each rule costs: re-solved one step looser, and without it, with any sites as far as time allows.

        Twice the time of other pieces; what is then unknown is worked out with sites as they are.
        """
        time = None if self.seconds is None else 2 * self.seconds
        found = prices(Resolver(self.optimum, time), self.quick)
        if self.quick or all(price.looser.known for price in (*found.rules, *found.facts)):
            return found
        same = prices(self._resolver(), quick=True)
        known = {price.stated.key: price for price in (*same.rules, *same.facts)}

        def best(price: RulePrice) -> RulePrice:
            return price if price.looser.known else known.get(price.stated.key, price)

        return replace(found, rules=tuple(map(best, found.rules)), facts=tuple(map(best, found.facts)))

    @cached_property
    def millions(self) -> tuple[Million, ...]:
        """Where the next million goes and what the last one bought."""
        return next_and_last(self._resolver(), self.quick)

    @cached_property
    def curve(self) -> tuple[CurvePoint, ...]:
        """Unemployment avoided against the size of the fund."""
        return by_size(self._resolver(), self.quick)

    @cached_property
    def unfunded(self) -> tuple[Unfunded, ...]:
        """What measures without money would have to cost or achieve."""
        return unfunded(self.optimum, self._resolver())

    @cached_property
    def margins(self) -> Margins:
        """How far costs and effects of what is funded may move."""
        return margins(self.optimum, self._resolver())

    @cached_property
    def flips(self) -> Flips:
        """Assumptions by how easily they flip the plan."""
        return flips(self.optimum, self._resolver())

    @cached_property
    def freedom(self) -> Freedom:
        """The least and the most each city, measure and source can get."""
        return freedom(self.optimum, self._resolver(), self.within)

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        """Really different plans that are nearly as good."""
        return tuple(alternatives(self.optimum, self._resolver(), self.within))
