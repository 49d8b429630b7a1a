"""Parameters: the tables of a case as arrays on sorted axes, under the symbols of the formulation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from fundopt.case.case import Case
from fundopt.case.schema import ALL
from fundopt.case.vulnerability import vulnerability
from fundopt.model.linear_program import Axis


class LabelMismatch(LookupError):
    """A table names something that the case does not have; nothing is silently left out."""


def positions(axis: Axis, labels: tuple[str, ...]) -> np.ndarray:
    """The position of each label on the axis; LabelMismatch names the first one that is missing."""
    try:
        return np.array([axis.position[label] for label in labels], dtype=np.int64)
    except KeyError as error:
        raise LabelMismatch(f"{axis.name}: {error.args[0]!r} is not in the case") from None


def selected(axis: Axis, names: tuple[str, ...] | str) -> np.ndarray:
    """Boolean mask over the axis: the labels named (`*`: all)."""
    mask = np.zeros(len(axis), dtype=bool)
    if names == ALL or names == (ALL,):
        return ~mask
    mask[positions(axis, (names,) if isinstance(names, str) else names)] = True
    return mask


@dataclass(frozen=True)
class Parameters:
    """Arrays of one case; axis order and units stand at each property. Everything is sorted by identifier."""

    case: Case

    # axes

    @cached_property
    def cities(self) -> Axis:
        return Axis("city", self.case.names("cities"))

    @cached_property
    def measures(self) -> Axis:
        return Axis("measure", self.case.names("measures"))

    @cached_property
    def sources(self) -> Axis:
        return Axis("source", self.case.names("sources"))

    @cached_property
    def periods(self) -> Axis:
        """All evaluation periods."""
        return Axis("period", self.case.periods)

    @cached_property
    def budget_periods(self) -> Axis:
        """The periods in which money is spent: the first ones."""
        return Axis("period", self.case.budget_horizon)

    @cached_property
    def scenarios(self) -> Axis:
        return Axis("scenario", self.case.names("scenarios") or ("central",))

    @cached_property
    def profiles(self) -> Axis:
        return Axis("profile", self.case.names("profiles") or ("all",))

    @cached_property
    def segments(self) -> Axis:
        count = max(self.case["returns"]["segment"], default=1)
        return Axis("segment", tuple(str(k + 1) for k in range(count)))

    @cached_property
    def regions(self) -> Axis:
        return Axis("region", tuple(sorted({*self.case["regions"]["region"], *self.case["cities"]["region"]})))

    @cached_property
    def region_of(self) -> np.ndarray:
        """[city], position of the city's region."""
        regions = dict(zip(self.case["cities"]["city"], self.case["cities"]["region"], strict=True))
        return positions(self.regions, tuple(regions[city] for city in self.cities.labels))

    @cached_property
    def links(self) -> Axis:
        """Pairs home>work in which residents can work; every city is linked to itself."""
        pairs = {(city, city) for city in self.cities.labels}
        for row in self.case["commuting"]:
            pairs.add((row.home, row.work))
            if row.both_ways:
                pairs.add((row.work, row.home))
        return Axis("link", tuple(f"{home}>{work}" for home, work in sorted(pairs)))

    @cached_property
    def link_ends(self) -> tuple[np.ndarray, np.ndarray]:
        """(home, work): position of each link's two cities."""
        ends = [label.split(">") for label in self.links.labels]
        return (
            positions(self.cities, tuple(home for home, _ in ends)),
            positions(self.cities, tuple(work for _, work in ends)),
        )

    # people

    def _city(self, column: str) -> np.ndarray:
        values = np.empty(len(self.cities))
        values[positions(self.cities, self.case["cities"]["city"])] = self.case["cities"].floats(column)
        return values

    @cached_property
    def labour_force(self) -> np.ndarray:
        """L [city], persons."""
        return self._city("labour_force")

    @cached_property
    def displacement(self) -> np.ndarray:
        """σ [city], share of placements taken from other job-seekers."""
        return self._city("displacement")

    @cached_property
    def callcentre_jobs(self) -> np.ndarray:
        """[city], jobs before the shock."""
        return self._city("callcentre_jobs")

    @cached_property
    def french_share(self) -> np.ndarray:
        """[city], share of call-centre activity that serves France."""
        own = self._city("french_share")
        return np.where(np.isnan(own), float(self.case.fund.french_share), own)

    @cached_property
    def reachable(self) -> np.ndarray:
        """[city], unemployed people whom programmes can reach, persons."""
        return self._city("reachable_share") * self._city("unemployed")

    @cached_property
    def baseline(self) -> np.ndarray:
        """U⁰ [city, period], unemployed without shock and without fund, persons."""
        values = np.repeat(self._city("unemployed")[:, None], len(self.periods), axis=1)
        table = self.case["unemployment"]
        at = positions(self.cities, table["city"]), positions(self.periods, table["period"])
        values[at] = table.floats("unemployed")
        return values

    @cached_property
    def probability(self) -> np.ndarray:
        """π [scenario]."""
        table = self.case["scenarios"]
        values = np.ones(len(self.scenarios))
        if len(table):
            values[positions(self.scenarios, table["scenario"])] = table.floats("probability")
        return values

    @cached_property
    def jobs_lost(self) -> np.ndarray:
        """D [scenario, city, period], jobs lost to the shock: counted where given, by the rule elsewhere."""
        severity = np.ones(len(self.scenarios))
        if len(self.case["scenarios"]):
            at = positions(self.scenarios, self.case["scenarios"]["scenario"])
            severity[at] = self.case["scenarios"].floats("severity")
        outbound = self._city("outbound_share")
        outbound = np.where(np.isnan(outbound), float(self.case.fund.outbound_share), outbound)
        exposed = self.callcentre_jobs * self.french_share * outbound
        values = severity[:, None, None] * exposed[None, :, None] * self.timing[None, None, :]
        table = self.case["shocks"]
        scenario, city = positions(self.scenarios, table["scenario"]), positions(self.cities, table["city"])
        values[scenario, city, :] = 0.0
        values[scenario, city, positions(self.periods, table["period"])] = table.floats("jobs_lost")
        return values

    @cached_property
    def timing(self) -> np.ndarray:
        """[period], share of the shock that falls in each period."""
        values = np.zeros(len(self.periods))
        table = self.case["timing"]
        if len(table):
            values[positions(self.periods, table["period"])] = table.floats("share")
        else:
            values[0] = 1.0
        return values

    @cached_property
    def expected_jobs_lost(self) -> np.ndarray:
        """E [city, period], probability-weighted jobs lost."""
        return np.einsum("w,wct->ct", self.probability, self.jobs_lost)

    @cached_property
    def persistence(self) -> np.ndarray:
        """ψ [lag], share of the displaced still unemployed without the fund."""
        table = self.case["persistence"]
        if not len(table):
            return 0.5 ** (np.arange(len(self.periods)) * self.case.period_years)
        return self._by_lag(np.array(table["lag"]), table.floats("share"))

    @cached_property
    def still_unemployed_without_fund(self) -> np.ndarray:
        """S⁰ [scenario, city, period], displaced people still unemployed if nothing is done, persons."""
        return np.einsum("wcs,st->wct", self.jobs_lost, self.lagged(self.persistence[None])[0])

    @cached_property
    def priority(self) -> np.ndarray:
        """v [city], weight of an unemployed person."""
        weighting = self.case.fund.weighting
        if weighting == "priority":
            return self._city("priority")
        if weighting == "vulnerability":
            index = vulnerability(self.case)["index"].to_numpy()
            return 1 + float(self.case.fund.vulnerability_strength) * (index - index.mean())
        return np.ones(len(self.cities))

    @cached_property
    def period_weight(self) -> np.ndarray:
        """β^t·h [period], discounted years."""
        yearly = 1 + float(self.case.fund.discount_rate)
        h = self.case.period_years
        return h * yearly ** (-h * np.arange(len(self.periods)))

    # measures

    def _measure(self, column: str) -> np.ndarray:
        values = np.empty(len(self.measures))
        values[positions(self.measures, self.case["measures"]["measure"])] = self.case["measures"].floats(column)
        return values

    def measure_texts(self, column: str) -> np.ndarray:
        """[measure], the cells of a column of the table of measures, as the case holds them."""
        texts = dict(zip(self.case["measures"]["measure"], self.case["measures"][column], strict=True))
        return np.array([texts[measure] for measure in self.measures.labels], dtype=object)

    @cached_property
    def kind(self) -> np.ndarray:
        """[measure], kind of measure."""
        return self.measure_texts("kind")

    @cached_property
    def labelled(self) -> np.ndarray:
        """[measure], True for labelled services."""
        return self.measure_texts("labelled").astype(bool)

    @cached_property
    def serves_people(self) -> np.ndarray:
        """[measure], True where a unit is a person's programme."""
        return self.measure_texts("serves") == "people"

    @cached_property
    def profile_of(self) -> np.ndarray:
        """[measure], position of the profile that the measure trains or hires."""
        names = self.measure_texts("profile")
        return positions(self.profiles, tuple(name or self.profiles.labels[0] for name in names))

    @cached_property
    def moved_jobs(self) -> np.ndarray:
        """[measure], jobs that leave the French market per unit."""
        return self._measure("moved_jobs")

    @cached_property
    def min_private_share(self) -> np.ndarray:
        """γ [measure]."""
        return self._measure("min_private_share")

    def _by_lag(self, lags: np.ndarray, values: np.ndarray) -> np.ndarray:
        profile = np.zeros(len(self.periods))
        inside = lags < len(self.periods)
        profile[lags[inside]] = values[inside]
        return profile

    def _effect(self, column: str) -> np.ndarray:
        """[measure, lag]: the effects table, or a constant from lag 1 on."""
        constant = np.nan_to_num(self._measure(column))
        values = np.repeat(constant[:, None], len(self.periods), axis=1)
        values[:, 0] = 0.0
        table = self.case["effects"]
        measure = positions(self.measures, table["measure"])
        values[measure] = 0.0
        lag, amount = np.array(table["lag"], dtype=np.int64), table.floats(column)
        inside = lag < len(self.periods)
        values[measure[inside], lag[inside]] = amount[inside]
        return values

    @cached_property
    def net_jobs(self) -> np.ndarray:
        """e [measure, lag], additional jobs present per unit; may be negative."""
        return self._effect("net_jobs")

    @cached_property
    def vacancies_opened(self) -> np.ndarray:
        """α [measure, lag], vacancies present per unit."""
        return self._effect("vacancies")

    @cached_property
    def jobs_kept(self) -> np.ndarray:
        """ρ [measure, lag], jobs at risk kept per unit in the period."""
        return self._effect("jobs_kept")

    @cached_property
    def mix(self) -> np.ndarray:
        """[measure, profile], split of the vacancies that a measure opens."""
        values = np.zeros((len(self.measures), len(self.profiles)))
        values[np.arange(len(self.measures)), self.profile_of] = 1.0
        table = self.case["mix"]
        measure = positions(self.measures, table["measure"])
        values[measure] = 0.0
        values[measure, positions(self.profiles, table["profile"])] = table.floats("share")
        return values

    @cached_property
    def _returns(self) -> tuple[np.ndarray, np.ndarray]:
        shape = len(self.measures), len(self.segments)
        width, efficiency = np.zeros(shape), np.zeros(shape)
        width[:, 0] = efficiency[:, 0] = 1.0
        table = self.case["returns"]
        names = np.array(table["measure"], dtype=object)
        for measure in sorted(set(names), key=lambda name: name != ALL):  # "*" first, then what overrides it
            rows = np.flatnonzero(names == measure)
            at = slice(None) if measure == ALL else positions(self.measures, (measure,))[0]
            segment = np.array(table["segment"], dtype=np.int64)[rows] - 1
            for values, column in ((width, "width"), (efficiency, "efficiency")):
                values[at] = 0.0
                values[at, segment] = table.floats(column)[rows]
        return width, efficiency

    @property
    def segment_width(self) -> np.ndarray:
        """ω [measure, segment], share of the pool."""
        return self._returns[0]

    @property
    def efficiency(self) -> np.ndarray:
        """φ [measure, segment]."""
        return self._returns[1]

    def _override(self, values: np.ndarray, column: str) -> np.ndarray:
        table = self.case["overrides"]
        own = table.floats(column)
        given = ~np.isnan(own)
        at = positions(self.cities, table["city"])[given], positions(self.measures, table["measure"])[given]
        values[at] = own[given]
        return values

    @cached_property
    def pool(self) -> np.ndarray:
        """P [city, measure], units within reach over the horizon."""
        displaced = self.expected_jobs_lost.sum(axis=1)
        base = {
            "displaced": displaced,
            "unemployed": self.reachable,
            "people": displaced + self.reachable,
            "firms": self._city("firms"),
            "jobs": self.callcentre_jobs,
        }
        columns = [base[pool] for pool in self.measure_texts("pool")]
        return self._override(np.stack(columns, axis=1) * self._measure("pool_share"), "pool")

    @cached_property
    def unit_cost(self) -> np.ndarray:
        """a [city, measure], MAD per unit."""
        values = np.repeat(self._measure("unit_cost")[None], len(self.cities), axis=0)
        return self._override(values, "unit_cost")

    @cached_property
    def smallest_cohort(self) -> np.ndarray:
        """q [city, measure], units."""
        values = np.repeat(self._measure("smallest_cohort")[None], len(self.cities), axis=0)
        return self._override(values, "smallest_cohort")

    # sites

    @cached_property
    def needs_site(self) -> np.ndarray:
        """[measure], True where units need a site."""
        return selected(self.measures, self.case["sites"]["measure"])

    def _site(self, column: str) -> np.ndarray:
        """[city, measure]: the city's own row, else the row for all cities, else 0."""
        table = self.case["sites"]
        values = np.zeros((len(self.cities), len(self.measures)))
        measure, numbers = positions(self.measures, table["measure"]), table.floats(column)
        order = sorted(range(len(table)), key=lambda i: table["city"][i] != ALL)
        for i in order:
            at = slice(None) if table["city"][i] == ALL else positions(self.cities, (table["city"][i],))[0]
            values[at, measure[i]] = numbers[i]
        return values

    @cached_property
    def opening_cost(self) -> np.ndarray:
        """F [city, measure], MAD per site."""
        return self._site("opening_cost")

    @cached_property
    def running_cost(self) -> np.ndarray:
        """G [city, measure], MAD per open site and period."""
        return self._site("running_cost")

    @cached_property
    def site_capacity(self) -> np.ndarray:
        """κ [city, measure], units per open site and period."""
        return self._site("capacity")

    @cached_property
    def max_sites(self) -> np.ndarray:
        """n̄ [city, measure], sites."""
        return self._site("max_sites")

    @cached_property
    def opening_lag(self) -> np.ndarray:
        """[city, measure], periods from decision to opening."""
        return self._site("opening_lag").astype(np.int64)

    # jobs that the market offers

    @cached_property
    def market_vacancies(self) -> np.ndarray | None:
        """A [city, profile, period], vacancies within reach; None: the case sets no limit. The precise row wins."""
        table = self.case["vacancies"]
        if not len(table):
            return None
        axes = self.cities, self.profiles, self.periods
        values = np.full([len(axis) for axis in axes], np.nan)
        named = np.array([[label != ALL for label in table[axis.name]] for axis in axes])
        for exact in sorted(set(zip(*named.tolist(), strict=True)), key=lambda exact: (sum(exact), *exact)):
            rows = np.flatnonzero(np.equal(named.T, exact).all(axis=1))
            whole = np.ix_(*(np.arange(len(axis)) for axis in axes))
            at = [
                positions(axis, tuple(table[axis.name][i] for i in rows)).reshape(-1, 1, 1, 1) if own else everything
                for axis, own, everything in zip(axes, exact, whole, strict=True)
            ]
            values[tuple(at)] = table.floats("vacancies")[rows].reshape(-1, 1, 1, 1)
        if np.isnan(values).any():
            cell = np.argwhere(np.isnan(values))[0]
            missing = [axis.labels[i] for axis, i in zip(axes, cell, strict=True)]
            raise LabelMismatch(f"vacancies: no row covers {', '.join(missing)}")
        return values

    # money

    @cached_property
    def public(self) -> np.ndarray:
        """[source], True for public money."""
        kinds = dict(zip(self.case["sources"]["source"], self.case["sources"]["kind"], strict=True))
        return np.array([kinds[source] == "public" for source in self.sources.labels])

    @cached_property
    def carry_over(self) -> np.ndarray:
        """[source], True where unspent money stays available."""
        allowed = dict(zip(self.case["sources"]["source"], self.case["sources"]["carry_over"], strict=True))
        return np.array([allowed[source] for source in self.sources.labels], dtype=bool)

    @cached_property
    def budget(self) -> np.ndarray:
        """B [source, budget period], MAD made available in the period."""
        values = np.zeros((len(self.sources), len(self.budget_periods)))
        sources = self.case["sources"]
        values[positions(self.sources, sources["source"]), 0] = np.nan_to_num(sources.floats("budget"))
        table = self.case["budgets"]
        source = positions(self.sources, table["source"])
        values[source] = 0.0
        values[source, positions(self.budget_periods, table["period"])] = table.floats("amount")
        return values

    @cached_property
    def fund_size(self) -> float:
        """Σ B, MAD."""
        return float(self.budget.sum())

    @cached_property
    def eligible(self) -> np.ndarray:
        """elig [source, city, measure]: a source with a "yes" row pays only what they name; "no" rows exclude."""
        shape = len(self.sources), len(self.cities), len(self.measures)
        named, excluded = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
        restricted = np.zeros(len(self.sources), dtype=bool)
        for row in self.case["eligibility"]:
            source = positions(self.sources, (row.source,))[0]
            cells = np.ix_([source], selected(self.cities, row.city), selected(self.measures, row.measure))
            (named if row.eligible else excluded)[cells] = True
            restricted[source] |= row.eligible
        return (named | ~restricted[:, None, None]) & ~excluded

    # helpers of the constraint families

    def lagged(self, profile: np.ndarray) -> np.ndarray:
        """[..., lag] to [..., start period τ, period t]: the value t − τ periods after the start, 0 before it."""
        count = len(self.periods)
        lag = np.arange(count)[None, :] - np.arange(count)[:, None]
        return np.where(lag >= 0, profile[..., np.clip(lag, 0, None)], 0.0)
