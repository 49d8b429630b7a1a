"""Facts: the data symbols of the formulation, worked out of a case by plain loops in exact decimals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import SimpleNamespace

from fundopt.audit.exact import ONE, ZERO, decimal, total
from fundopt.case.case import Case
from fundopt.case.vulnerability import vulnerability

ALL = "*"


def matches(cell: str | tuple[str, ...], identifier: str) -> bool:
    """True where a selection cell (`*`, one identifier or several) names `identifier`."""
    return cell in (ALL, identifier) or (isinstance(cell, tuple) and (identifier in cell or ALL in cell))


@dataclass(frozen=True)
class Site:
    """What the sites table says of one measure in one city (MAD, MAD/period, units/period, sites, periods)."""

    opening_cost: Decimal = ZERO
    running_cost: Decimal = ZERO
    capacity: Decimal = ZERO
    most: int = 0
    lag: int = 0


@dataclass(frozen=True)
class Facts:
    """The formulation's data of one case; each property is one symbol, keyed by identifiers and period labels."""

    case: Case

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """t, all evaluation periods."""
        return self.case.periods

    @cached_property
    def cities(self) -> dict[str, SimpleNamespace]:
        """c, the row of every city."""
        return self._rows("cities", "city")

    @cached_property
    def measures(self) -> dict[str, SimpleNamespace]:
        """m, the row of every measure."""
        return self._rows("measures", "measure")

    @cached_property
    def sources(self) -> dict[str, SimpleNamespace]:
        """f, the row of every source."""
        return self._rows("sources", "source")

    @cached_property
    def profiles(self) -> tuple[str, ...]:
        """g; without a table, the one profile "all"."""
        return self.case.names("profiles") or ("all",)

    @cached_property
    def scenarios(self) -> dict[str, SimpleNamespace]:
        """w with its probability and severity; without a table, "central" of probability 1 and severity 1."""
        return self._rows("scenarios", "scenario") or {"central": SimpleNamespace(probability=ONE, severity=ONE)}

    def _rows(self, table: str, key: str) -> dict[str, SimpleNamespace]:
        return {getattr(row, key): row for row in sorted(self.case[table], key=lambda row: getattr(row, key))}

    @cached_property
    def french_jobs(self) -> dict[str, Decimal]:
        """F_c: call-centre jobs that serve the French market [jobs]."""
        return {c: decimal(row.callcentre_jobs) * self._share(row, "french_share") for c, row in self.cities.items()}

    def _share(self, city: SimpleNamespace, name: str) -> Decimal:
        """A share of the city's own row, else that of the fund."""
        own = getattr(city, name)
        return decimal(getattr(self.case.fund, name) if own is None else own)

    @cached_property
    def displaced(self) -> dict[tuple[str, str, str], Decimal]:
        """D[scenario, city, period]: jobs lost to the shock [persons]."""
        timing = {row.period: decimal(row.share) for row in self.case["timing"]} or {self.periods[0]: ONE}
        counted: dict[tuple[str, str], dict[str, Decimal]] = {}
        for row in self.case["shocks"]:
            counted.setdefault((row.scenario, row.city), {})[row.period] = decimal(row.jobs_lost)
        lost = {}
        for w, scenario in self.scenarios.items():
            for c, city in self.cities.items():
                outbound = self.french_jobs[c] * self._share(city, "outbound_share") * decimal(scenario.severity)
                by_rule = {t: outbound * share for t, share in timing.items()}
                by_period = counted.get((w, c), by_rule)
                for t in self.periods:
                    lost[w, c, t] = by_period.get(t, ZERO)
        return lost

    @cached_property
    def expected_displaced(self) -> dict[tuple[str, str], Decimal]:
        """E[city, period] = Σ_w π_w D [persons]."""
        return {
            (c, t): total(decimal(s.probability) * self.displaced[w, c, t] for w, s in self.scenarios.items())
            for c in self.cities
            for t in self.periods
        }

    @cached_property
    def persistence(self) -> list[Decimal]:
        """ψ by lag, one for each evaluation period; without a table, half of the displaced find work each year."""
        given = {row.lag: decimal(row.share) for row in self.case["persistence"]}
        lags = range(len(self.periods))
        if given:
            return [given.get(lag, ZERO) for lag in lags]
        return [Decimal(0.5 ** (lag * self.case.period_years)) for lag in lags]

    @cached_property
    def baseline(self) -> dict[tuple[str, str], Decimal]:
        """U⁰[city, period]: unemployed without shock and without fund [persons]."""
        changed = {(row.city, row.period): decimal(row.unemployed) for row in self.case["unemployment"]}
        return {
            (c, t): changed.get((c, t), decimal(row.unemployed)) for c, row in self.cities.items() for t in self.periods
        }

    @cached_property
    def reachable_unemployed(self) -> dict[str, Decimal]:
        """Unemployed of the city whom programmes can reach over the horizon [persons]."""
        return {c: decimal(row.reachable_share) * decimal(row.unemployed) for c, row in self.cities.items()}

    @cached_property
    def pools(self) -> dict[tuple[str, str], Decimal]:
        """P[city, measure] [units]."""
        pools = {}
        for c, row in self.cities.items():
            displaced = total(self.expected_displaced[c, t] for t in self.periods)
            base = {
                "displaced": displaced,
                "unemployed": self.reachable_unemployed[c],
                "people": displaced + self.reachable_unemployed[c],
                "firms": decimal(row.firms),
                "jobs": decimal(row.callcentre_jobs),
            }
            for m, measure in self.measures.items():
                own = self._override(c, m, "pool")
                pools[c, m] = decimal(measure.pool_share) * base[measure.pool] if own is None else decimal(own)
        return pools

    def unit_cost(self, city: str, measure: str) -> Decimal:
        """a[city, measure] [MAD/unit]."""
        own = self._override(city, measure, "unit_cost")
        return decimal(self.measures[measure].unit_cost if own is None else own)

    def smallest_cohort(self, city: str, measure: str) -> Decimal:
        """q[city, measure] [units]."""
        own = self._override(city, measure, "smallest_cohort")
        return decimal(self.measures[measure].smallest_cohort if own is None else own)

    def _override(self, city: str, measure: str, name: str) -> Decimal | None:
        row = self._overrides.get((city, measure))
        return None if row is None else getattr(row, name)

    @cached_property
    def _overrides(self) -> dict[tuple[str, str], SimpleNamespace]:
        return {(row.city, row.measure): row for row in self.case["overrides"]}

    @cached_property
    def segments(self) -> dict[str, dict[int, tuple[Decimal, Decimal]]]:
        """By measure and segment: (ω, φ); the measure's rows, else those of `*`, else one segment, the whole pool."""
        given: dict[str, dict[int, tuple[Decimal, Decimal]]] = {}
        for row in self.case["returns"]:
            given.setdefault(row.measure, {})[row.segment] = decimal(row.width), decimal(row.efficiency)
        default = given.get(ALL, {1: (ONE, ONE)})
        return {m: given.get(m, default) for m in self.measures}

    @cached_property
    def effects(self) -> dict[str, dict[str, list[Decimal]]]:
        """By measure, then net_jobs (e), vacancies (α) or jobs_kept (ρ): the effect at each lag [jobs/unit]."""
        given: dict[str, dict[int, SimpleNamespace]] = {}
        for row in self.case["effects"]:
            given.setdefault(row.measure, {})[row.lag] = row
        names, none = ("net_jobs", "vacancies", "jobs_kept"), SimpleNamespace(net_jobs=0, vacancies=0, jobs_kept=0)
        effects: dict[str, dict[str, list[Decimal]]] = {}
        for m, measure in self.measures.items():
            rows = given.get(m) or dict.fromkeys(range(1, len(self.periods)), measure)
            by_lag = [rows.get(lag, none) for lag in range(len(self.periods))]
            effects[m] = {name: [decimal(getattr(row, name)) for row in by_lag] for name in names}
        return effects

    def profile(self, measure: str) -> str:
        """g of the measure; the first profile where the measure names none."""
        return self.measures[measure].profile or self.profiles[0]

    @cached_property
    def mix(self) -> dict[str, dict[str, Decimal]]:
        """By measure, the share of each profile in the vacancies it opens; without rows, all of its own profile."""
        given: dict[str, dict[str, Decimal]] = {}
        for row in self.case["mix"]:
            given.setdefault(row.measure, {})[row.profile] = decimal(row.share)
        return {m: given.get(m, {self.profile(m): ONE}) for m in self.measures}

    @cached_property
    def site_measures(self) -> frozenset[str]:
        """Measures that need a site."""
        return frozenset(self.case["sites"]["measure"])

    def site(self, city: str, measure: str) -> Site:
        """The city's own row, else that of `*`; a measure with rows for other cities only may open none here."""
        row = self._sites.get((measure, city)) or self._sites.get((measure, ALL))
        if row is None:
            return Site()
        costs = decimal(row.opening_cost), decimal(row.running_cost), decimal(row.capacity)
        return Site(*costs, row.max_sites, row.opening_lag)

    @cached_property
    def _sites(self) -> dict[tuple[str, str], SimpleNamespace]:
        return {(row.measure, row.city): row for row in self.case["sites"]}

    @cached_property
    def links(self) -> dict[str, set[str]]:
        """By home, the cities in which its residents can work: their own, and those of the commuting table."""
        links = {c: {c} for c in self.cities}
        for row in self.case["commuting"]:
            if row.home in links and row.work in links:
                links[row.home].add(row.work)
                if row.both_ways:
                    links[row.work].add(row.home)
        return links

    @cached_property
    def has_vacancies(self) -> bool:
        """False where the labour market absorbs everyone trained."""
        return len(self.case["vacancies"]) > 0

    def market_vacancies(self, city: str, profile: str, period: str) -> Decimal:
        """A[city, profile, period]: the most precise row of the table [jobs].

        Precision is the number of fields that are not `*`; among equals one that names the city wins, then the profile.
        """
        candidates = [
            (c, g, t)
            for c in (city, ALL)
            for g in (profile, ALL)
            for t in (period, ALL)
            if (c, g, t) in self._vacancies
        ]
        if not candidates:
            return ZERO
        return self._vacancies[min(candidates, key=lambda row: (row.count(ALL), row[0] == ALL, row[1] == ALL))]

    @cached_property
    def _vacancies(self) -> dict[tuple[str, str, str], Decimal]:
        return {(row.city, row.profile, row.period): decimal(row.vacancies) for row in self.case["vacancies"]}

    @cached_property
    def budgets(self) -> dict[tuple[str, str], Decimal]:
        """B[source, period] over the budget horizon [MAD]."""
        phased: dict[str, dict[str, Decimal]] = {}
        for row in self.case["budgets"]:
            phased.setdefault(row.source, {})[row.period] = decimal(row.amount)
        horizon = self.case.budget_horizon
        budgets: dict[tuple[str, str], Decimal] = {}
        for f, source in self.sources.items():
            given = phased.get(f, {horizon[0]: decimal(source.budget)})
            budgets |= {(f, t): given.get(t, ZERO) for t in horizon}
        return budgets

    def eligible(self, source: str, city: str, measure: str) -> bool:
        """elig: False where a `no` row names the cell, or the source has `yes` rows and none names it."""
        rows = self._eligibility.get(source, [])
        naming = [row.eligible for row in rows if matches(row.city, city) and matches(row.measure, measure)]
        return False not in naming and (True in naming or not any(row.eligible for row in rows))

    @cached_property
    def _eligibility(self) -> dict[str, list[SimpleNamespace]]:
        rows: dict[str, list[SimpleNamespace]] = {}
        for row in self.case["eligibility"]:
            rows.setdefault(row.source, []).append(row)
        return rows

    @cached_property
    def city_weights(self) -> dict[str, Decimal]:
        """v_c: 1, the priority column, or 1 + strength × (vulnerability index − its mean)."""
        fund = self.case.fund
        if fund.weighting == "priority":
            return {c: decimal(row.priority) for c, row in self.cities.items()}
        if fund.weighting == "vulnerability":
            index = {c: float(value) for c, value in vulnerability(self.case)["index"].items()}
            mean = sum(index.values()) / len(index)
            strength = decimal(fund.vulnerability_strength)
            return {c: ONE + strength * Decimal(value - mean) for c, value in index.items()}
        return dict.fromkeys(self.cities, ONE)

    @cached_property
    def period_weights(self) -> list[Decimal]:
        """β^t h, years counted in the objective for each evaluation period."""
        yearly, years = 1 + float(decimal(self.case.fund.discount_rate)), self.case.period_years
        return [Decimal(yearly ** (-years * t) * years) for t in range(len(self.periods))]
