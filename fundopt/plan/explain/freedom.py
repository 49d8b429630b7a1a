"""Freedom: the least and the most that each city, measure and source can get in plans nearly as good as the best."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from fundopt.language import Text, million, percent
from fundopt.model.linear_program import MILLION, LinearProgram
from fundopt.model.parameters import Parameters
from fundopt.plan.explain.resolving import Resolver
from fundopt.plan.explain.warm import Warm
from fundopt.plan.optimise import Optimum

WITHIN = 0.01
"""Share of the effect that plans may give up to count as nearly as good, where nothing else is asked."""

DIMENSIONS = {"city": "cities", "measure": "measures", "source": "sources"}
"""What bands are looked for, with the table of the case that names their labels."""

KEEP = "keep.effect"
"""Name of the row that keeps the effect."""


@dataclass(frozen=True)
class Band:
    """What one city, measure or source gets in the plan, and the least and the most it can get, in MAD.

    `least` and `most` are None where time ran out. `sites`: "free" where any choice of sites is allowed (there are
    none to choose), "fixed" where sites are as in the plan: other sites may allow more. `digits`: decimals of a million
    that tell amounts of this fund apart.
    """

    dimension: str
    label: str
    name: Text
    plan: float
    least: float | None
    most: float | None
    sites: str
    digits: int = 1

    @property
    def width(self) -> float:
        """MAD between the least and the most; 0 where one is not known."""
        return 0.0 if self.least is None or self.most is None else self.most - self.least

    def sentence(self, lang: str) -> str:
        """« Fès : 52,2 M MAD ; entre 41,0 et 63,5 M MAD »."""
        unknown = _UNKNOWN.of(lang)
        return _BAND.of(
            lang,
            name=self.name.of(lang),
            plan=million(self.plan, lang, self.digits),
            least=unknown if self.least is None else million(self.least, lang, self.digits),
            most=unknown if self.most is None else million(self.most, lang, self.digits),
        )


@dataclass(frozen=True)
class Freedom:
    """The bands of plans that keep every rule and all but `within` (a share) of the optimum's effect.

    `points` are the plans found at the ends of bands, as primal vectors of the optimum's program.
    """

    within: float
    bands: tuple[Band, ...]
    sites: str
    points: tuple[np.ndarray, ...] = field(default=(), repr=False, compare=False)

    def of(self, dimension: str) -> tuple[Band, ...]:
        """The bands of cities, of measures or of sources, those with most money in the plan first."""
        return tuple(band for band in self.bands if band.dimension == dimension)

    def sentence(self, lang: str) -> str:
        """What the bands are about."""
        sites = _SITES.of(lang) if self.sites == "fixed" else ""
        missing = sum(1 for band in self.bands if band.least is None or band.most is None)
        short = _SHORT.of(lang, missing=missing, count=len(self.bands)) if missing else ""
        return short + _ABOUT.of(lang, share=percent(self.within, lang)) + sites


def freedom(optimum: Optimum, resolver: Resolver, within: float = WITHIN) -> Freedom:
    """The least and the most money for each city, measure and source among plans within a share of the optimum.

    Two linear programs each, with one row more that keeps the effect: min and max Σ p over the selection, subject to
    every rule and effect ≥ (1 − within) · optimum, sites as in the plan.
    """
    p, program = optimum.parameters, optimum.program
    near = nearly_as_good(optimum, within)
    warm = Warm(resolver)
    basis = optimum.first.basis.with_row() if optimum.first.basis else None
    sites = "fixed" if resolver.has_sites else "free"
    inside = optimum.effect >= -optimum.first.objective - allowed(optimum, within)
    bands, points = [], []
    for dimension, label, columns in selections(p, program):
        plan = float(optimum.payable[columns].sum())
        ends: list[float | None] = []
        for sign in (1.0, -1.0):
            cost = np.zeros(program.shape[1])
            cost[columns] = sign / MILLION
            found = warm.solve(near.with_cost(cost), basis)
            basis = None  # from here on each starts from the last
            ends.append(None if found is None else float(found.primal[columns].sum()))
            if found is not None:
                points.append(found.primal)
        least, most = ends
        if inside:  # the plan itself is one of those that count
            least = None if least is None else max(min(least, plan), 0.0)
            most = None if most is None else max(most, plan)
        name = p.case.titles(DIMENSIONS[dimension], label)
        bands.append(Band(dimension, label, name, plan, least, most, sites, digits(p)))
    order = {dimension: i for i, dimension in enumerate(DIMENSIONS)}
    bands.sort(key=lambda band: (order[band.dimension], -band.plan, band.label))
    return Freedom(within, tuple(bands), sites, tuple(points))


def nearly_as_good(optimum: Optimum, within: float) -> LinearProgram:
    """The optimum's program with one row more: the effect is at least (1 − within) of the optimum's."""
    first = optimum.first.objective - optimum.program.constant
    return optimum.program.with_row(
        KEEP, optimum.program.cost, -np.inf, first + allowed(optimum, within), "person-years"
    )


def digits(p: Parameters) -> int:
    """Decimals of a million MAD that show a thousandth of the fund."""
    return 1 if p.fund_size >= 100 * MILLION else 2 if p.fund_size >= 10 * MILLION else 3


def allowed(optimum: Optimum, within: float) -> float:
    """Weighted person-years that may be given up."""
    return within * max(-optimum.first.objective, 0.0)


def selections(p: Parameters, program: LinearProgram) -> Iterator[tuple[str, str, np.ndarray]]:
    """(dimension, label, payment columns) of every city, measure and source."""
    block = program.variables["payments"]
    for axis, codes in zip(block.axes, block.codes, strict=True):
        if axis.name in DIMENSIONS:
            for i, label in enumerate(axis.labels):
                yield axis.name, label, block.start + np.flatnonzero(codes == i)


_BAND = Text("{name} : {plan} ; entre {least} et {most}", "{name}: {plan}; between {least} and {most}")
_UNKNOWN = Text("(non calculé, faute de temps)", "(not worked out, for want of time)")
_ABOUT = Text(
    "Ce que chacun peut recevoir, au moins et au plus, dans les plans qui évitent au plus {share} de moins",
    "The least and the most each can get in plans that avoid at most {share} less",
)
_SITES = Text(", avec les sites du plan", ", with the sites of the plan")
_SHORT = Text(
    "Incomplet : le temps a manqué pour {missing} sur {count}, « non calculé » ci-dessous. ",
    "Incomplete: there was no time for {missing} of {count}, “not worked out” below. ",
)
