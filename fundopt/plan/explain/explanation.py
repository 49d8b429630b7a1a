"""Explanation: all the answers to “why this plan?”, each worked out when it is first asked for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Thread
from typing import TypeVar

from fundopt.plan.explain.alternatives import Alternative, alternatives
from fundopt.plan.explain.assumptions import Flips, flips
from fundopt.plan.explain.dropped import Dropped, dropped
from fundopt.plan.explain.events import Event, events
from fundopt.plan.explain.freedom import WITHIN, Freedom, freedom
from fundopt.plan.explain.fund_curve import FundCurve, fund_curve
from fundopt.plan.explain.funding import Unfunded, unfunded
from fundopt.plan.explain.margins import Margins, margins
from fundopt.plan.explain.million import Million, next_and_last
from fundopt.plan.explain.prices import Prices, RulePrice, prices
from fundopt.plan.explain.resolving import Resolver
from fundopt.plan.optimise import Optimum

Part = TypeVar("Part")

SECONDS = 240.0
"""Time for all parts together, where nothing else is asked: what the largest shipped case needs on two cores and some
room; what is done sooner ends sooner."""
LANES = (
    {"prices": 75, "millions": 15, "unfunded": 90},
    {"curve": 26, "dropped": 9, "freedom": 16, "alternatives": 6, "flips": 43, "margins": 80},
)
"""Parts that are worked out one after the other, beside those of the other lane, with their shares of the time; what
one part leaves is there for those after it."""
FALLBACK = 0.2
"""Share of the time for prices that is kept for prices with sites as they are."""
POINTS, QUICK_POINTS = 9, 5
"""Sizes of the fund at which the curve is evaluated."""
UPTO = 2.0
"""The curve goes up to this many times the fund."""


@dataclass
class _Purse:
    """The seconds that a lane has left, and its parts that have had none yet."""

    left: float
    waiting: dict[str, int]

    def part(self, name: str) -> float:
        """The seconds that a part may take."""
        share = self.waiting.pop(name, 0)
        return self.left * share / max(sum(self.waiting.values()) + share, 1)


@dataclass(frozen=True)
class Explanation:
    """Why the plan of `optimum` is as it is. Each part is computed when it is first read, and kept.

    `seconds` is about what `worked_out` takes, shared out over the parts of each lane (None: no limit); what time did
    not suffice for is labelled in each part. With `quick` sites stay as they are wherever searching for others takes
    time. `within`: share of the effect that plans may give up to count as nearly as good. `points`: sizes at which the
    curve is evaluated, up to `upto` times the fund. Effects are weighted person-years, money MAD.
    `fundopt.plan.explain.sentences` and the `sentence` of each part say it in words.
    """

    optimum: Optimum
    within: float = WITHIN
    seconds: float | None = SECONDS
    quick: bool = False
    points: int | None = None
    upto: float = UPTO

    @cached_property
    def prices(self) -> Prices:
        """What each rule costs, and what more of each scarce fact would bring.

        With any sites as far as time allows; what is then unknown is worked out with sites as they are.
        """
        return self._timed("prices", self._prices)

    @cached_property
    def millions(self) -> tuple[Million, ...]:
        """The next million and the last one, of all sources and of each; empty without a fund."""
        return self._timed("millions", lambda resolver: next_and_last(resolver, self.quick))

    @cached_property
    def curve(self) -> FundCurve | None:
        """Unemployment avoided against the size of the fund; None without a fund."""
        points = self.points or (QUICK_POINTS if self.quick else POINTS)
        return self._timed("curve", lambda resolver: fund_curve(resolver, self.upto, points))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What starts, stops, falls or is complete along the curve."""
        return () if self.curve is None else events(self.optimum, self.curve)

    @cached_property
    def dropped(self) -> tuple[Dropped, ...]:
        """Why measures lose money in some cities although the fund grows."""
        curve = self.curve
        return () if curve is None else self._timed("dropped", lambda resolver: dropped(resolver, curve))

    @cached_property
    def unfunded(self) -> tuple[Unfunded, ...]:
        """What each measure × city without money would have to cost or achieve, the closest to being funded first."""
        return self._timed("unfunded", lambda resolver: unfunded(self.optimum, resolver))

    @cached_property
    def margins(self) -> Margins:
        """How far cost and effect of what is funded may move, those with most money first."""
        return self._timed("margins", lambda resolver: margins(self.optimum, resolver))

    @cached_property
    def flips(self) -> Flips:
        """The assumptions that flip the plan most easily."""
        return self._timed("flips", lambda resolver: flips(self.optimum, resolver))

    @cached_property
    def freedom(self) -> Freedom:
        """The least and the most for each city, measure and source."""
        return self._timed("freedom", lambda resolver: freedom(self.optimum, resolver, self.within))

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        """Really different plans that are nearly as good."""
        known = self.freedom
        return self._timed("alternatives", lambda resolver: alternatives(self.optimum, resolver, self.within, known))

    def worked_out(self) -> Explanation:
        """The same with every part computed, those of the two lanes beside each other."""
        self.resolver.limited(None)  # what both lanes start from
        beside = Thread(target=self._lane, args=(LANES[1],), daemon=True)
        beside.start()
        self._lane(LANES[0])
        beside.join()
        return self

    def _lane(self, parts: Iterable[str]) -> None:
        for name in parts:
            getattr(self, name)

    @cached_property
    def resolver(self) -> Resolver:
        """What all parts solve with; it counts their solves."""
        return Resolver(self.optimum)

    @cached_property
    def _purses(self) -> dict[str, _Purse]:
        """The purse of each part's lane."""
        seconds = float("inf") if self.seconds is None else self.seconds
        purses = [_Purse(seconds, dict(lane)) for lane in LANES]
        return {name: purse for purse in purses for name in purse.waiting}

    def _timed(self, name: str, work: Callable[[Resolver], Part]) -> Part:
        """A part worked out within its share of the seconds that are left."""
        purse, began = self._purses[name], time.monotonic()
        seconds = None if self.seconds is None else purse.part(name)
        found = work(self.resolver.limited(seconds))
        purse.left -= time.monotonic() - began
        return found

    def _prices(self, resolver: Resolver) -> Prices:
        if self.quick:
            return prices(resolver, quick=True)
        found = prices(resolver.limited(None if self.seconds is None else resolver.left * (1 - FALLBACK)))
        if all(price.looser.known for price in (*found.rules, *found.facts)):
            return found
        same = prices(resolver, quick=True)
        known = {price.stated.key: price for price in (*same.rules, *same.facts)}

        def best(price: RulePrice) -> RulePrice:
            return price if price.looser.known else known.get(price.stated.key, price)

        return replace(found, rules=tuple(map(best, found.rules)), facts=tuple(map(best, found.facts)))
