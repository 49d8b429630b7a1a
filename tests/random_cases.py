"""Random small cases, valid and diverse: every optional table is present in some, sites and cohorts in a few.

`random_case(seed)` is the same case for ever; `case_seeds` is a hypothesis strategy of seeds.
"""

from __future__ import annotations

from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from fundopt.case import periods
from fundopt.case.case import Case

CITIES = ("agadir", "fes", "meknes", "oujda")
KINDS = {"training": "people", "hiring": "people", "incubator": "firms", "upgrading": "firms", "label": "firms",
         "diversification": "firms"}  # fmt: skip
POOLS = {"people": ("displaced", "unemployed", "people", "jobs"), "firms": ("firms",)}

case_seeds = st.integers(0, 10**6)


def random_case(seed: int, *, floors: bool = True, sites: bool = True) -> Case:
    """The case of `seed`. Without `floors` no rule asks for anything, so that paying nothing is always a plan;
    without `sites` no whole numbers are decided (no sites, no smallest cohorts): the program is an LP."""
    return _Draw(seed, floors, sites).case()


class _Draw:
    """One case in the making: later tables look at the axes drawn first."""

    def __init__(self, seed: int, floors: bool, sites: bool) -> None:
        self.random = Random(seed)
        self.floors, self.whole = floors, sites
        self.cities = CITIES[: self.random.randint(1, 4)]
        self.regions = ("north", "south")[: self.random.randint(1, 2)]
        self.kinds = self.random.sample(tuple(KINDS), self.random.randint(1, 4))
        self.measures = tuple(f"{kind}_{i}" for i, kind in enumerate(self.kinds))
        self.sources = ("state", "operators", "donor")[: self.random.randint(1, 3)]
        self.profiles = ("analyst", "linguist", "technologist")[: self.random.choice((0, 0, 2, 3))]
        self.scenarios = ("central", "mild", "severe")[: self.random.choice((0, 0, 2, 3))]
        self.start = self.random.choice(("2027-S1", "2027-S2", "2027-Q3", "2027"))
        self.budget_periods = self.random.randint(1, 3)
        self.evaluation_periods = self.budget_periods + self.random.randint(1, 4)
        self.horizon = periods.labels(self.start, self.evaluation_periods)
        self.spending = self.horizon[: self.budget_periods]

    def case(self) -> Case:
        tables = {
            "fund": [self.fund()],
            "sources": [self.source(source) for source in self.sources],
            "cities": [self.city(city) for city in self.cities],
            "measures": [self.measure(*item) for item in zip(self.measures, self.kinds, strict=True)],
            "regions": [{"region": region, "name": region.title()} for region in self.regions],
            "profiles": [{"profile": profile, "name": profile.title()} for profile in self.profiles],
            "scenarios": self.scenario_rows(),
        }
        optional = (
            "budgets", "eligibility", "unemployment", "timing", "shocks", "persistence", "effects", "returns", "mix",
            "overrides", "commuting", "vacancies", "limits", "dependency", "commitments", "reference", "provenance",
        )  # fmt: skip
        tables |= {name: getattr(self, name)() for name in optional if self.sometimes(0.5)}
        if self.whole and self.sometimes(0.4):
            tables["sites"] = self.sites()
        return Case.of(f"random", **{name: rows for name, rows in tables.items() if rows})

    # small draws

    def sometimes(self, probability: float) -> bool:
        return self.random.random() < probability

    def share(self, least: int, most: int) -> Decimal:
        """Whole per cent as a share."""
        return Decimal(self.random.randint(least, most)) / 100

    def amount(self, least: int, most: int) -> Decimal:
        """Whole thousands of MAD."""
        return Decimal(self.random.randint(least, most) * 1000)

    def shares_of_one(self, count: int) -> list[Decimal]:
        """`count` positive shares, in twentieths, that add up to 1."""
        cuts = sorted(self.random.sample(range(1, 20), count - 1))
        return [Decimal(b - a) / 20 for a, b in zip([0, *cuts], [*cuts, 20], strict=True)]

    def some(self, items: tuple[str, ...]) -> tuple[str, ...]:
        """At least one of `items`, in their order."""
        chosen = set(self.random.sample(items, self.random.randint(1, len(items))))
        return tuple(item for item in items if item in chosen)

    def some_or_all(self, items: tuple[str, ...]) -> tuple[str, ...] | str:
        return "*" if self.sometimes(0.6) else self.some(items)

    # required tables

    def fund(self) -> dict:
        return {
            "name": "Random",
            "start": self.start,
            "budget_periods": self.budget_periods,
            "evaluation_periods": self.evaluation_periods,
            "basis": self.random.choice(("survey", "census")),
            "french_share": self.share(60, 95),
            "outbound_share": self.share(20, 60),
            "unemployment_share": self.share(60, 100),
            "discount_rate": self.random.choice((Decimal(0), Decimal("0.03"))),
            "public_per_private": Decimal(self.random.randint(2, 9)) if self.has_private and self.sometimes(0.3) else None,
            "weighting": self.random.choice(("equal", "equal", "vulnerability", "priority")),
            "then_minimise": self.random.choice(((), (), ("cost",), ("worst_city",), ("cvar", "worst_city"))),
        }

    @property
    def has_private(self) -> bool:
        return "operators" in self.sources

    def source(self, source: str) -> dict:
        private = source == "operators"
        return {
            "source": source,
            "name": source.title(),
            "kind": "private" if private else "public",
            "budget": self.amount(500, 20_000),
            "carry_over": not self.sometimes(0.2),
        }

    def city(self, city: str) -> dict:
        labour_force = self.random.randint(5, 200) * 1000
        row = {
            "city": city,
            "name": city.title(),
            "region": self.random.choice(self.regions),
            "labour_force": Decimal(labour_force),
            "unemployed": Decimal(labour_force * self.random.randint(6, 25) // 100),
            "callcentre_jobs": Decimal(self.random.randint(0, 40) * 50),
            "displacement": self.share(0, 50),
            "reachable_share": self.share(0, 10),
            "firms": Decimal(self.random.randint(0, 30)),
            "priority": Decimal(self.random.randint(1, 4)),
            "permanent_jobs": Decimal(labour_force // 3),
            "higher_education_share": self.share(8, 25),
            "reads_french_share": self.share(50, 80),
            "reads_english_share": self.share(10, 40),
        }
        if self.sometimes(0.2):
            row |= {"french_share": self.share(50, 99), "outbound_share": self.share(10, 70)}
        return row

    def measure(self, measure: str, kind: str) -> dict:
        serves = KINDS[kind]
        cost = self.amount(5, 40) if serves == "people" else self.amount(50, 600)
        return {
            "measure": measure,
            "name": measure.replace("_", " ").title(),
            "kind": kind,
            "serves": serves,
            "unit": "trainee" if serves == "people" else "firm",
            "unit_cost": cost,
            "pool": self.random.choice(POOLS[serves]),
            "pool_share": self.share(20, 100),
            "profile": self.random.choice(self.profiles) if self.profiles and self.sometimes(0.8) else None,
            "net_jobs": self.share(2, 20) if serves == "people" else Decimal(self.random.randint(0, 2)),
            "jobs_kept": Decimal(self.random.randint(0, 12)) / 4 if kind in ("upgrading", "diversification") else None,
            "vacancies": Decimal(self.random.randint(0, 8)) if serves == "firms" else None,
            "moved_jobs": Decimal(self.random.randint(1, 10)) if kind == "diversification" else Decimal(0),
            "min_private_share": self.share(5, 40) if self.has_private and self.sometimes(0.3) else Decimal(0),
            "labelled": self.sometimes(0.3),
            "smallest_cohort": Decimal(self.random.randint(2, 8)) if self.whole and self.sometimes(0.15) else Decimal(0),
        }

    def scenario_rows(self) -> list[dict]:
        if not self.scenarios:
            return []
        probabilities = self.shares_of_one(len(self.scenarios))
        return [
            {"scenario": name, "name": name.title(), "probability": probability, "severity": self.share(50, 180)}
            for name, probability in zip(self.scenarios, probabilities, strict=True)
        ]

    # optional tables: people and jobs

    def unemployment(self) -> list[dict]:
        return [
            {"city": city, "period": period, "unemployed": Decimal(self.random.randint(500, 9000))}
            for city in self.some(self.cities)
            for period in self.some(self.horizon)
        ]

    def timing(self) -> list[dict]:
        labels = self.some(self.horizon)
        shares = self.shares_of_one(len(labels))
        return [{"period": period, "share": share} for period, share in zip(labels, shares, strict=True)]

    def shocks(self) -> list[dict]:
        return [
            {"scenario": scenario, "city": city, "period": period, "jobs_lost": Decimal(self.random.randint(0, 400))}
            for scenario in self.some(self.scenarios or ("central",))
            for city in self.some(self.cities)
            for period in self.some(self.horizon)
        ]

    def persistence(self) -> list[dict]:
        shares = sorted((self.share(5, 95) for _ in range(self.random.randint(1, 5))), reverse=True)
        return [{"lag": lag, "share": share} for lag, share in enumerate([Decimal(1), *shares])]

    def effects(self) -> list[dict]:
        return [row for measure in self.some(self.measures) for row in self.effects_of(measure)]

    def effects_of(self, measure: str) -> list[dict]:
        """Lock-in at first, a peak, then attrition."""
        people = KINDS[self.kinds[self.measures.index(measure)]] == "people"
        peak, last = self.share(3, 20), self.random.randint(1, self.evaluation_periods)
        rows = []
        for lag in range(last + 1):
            fade = Decimal(10 - min(lag, 8)) / 10
            rows.append(
                {
                    "measure": measure,
                    "lag": lag,
                    "net_jobs": (peak * fade if lag else -peak / 4) if people else Decimal(0),
                    "vacancies": Decimal(0) if people or not lag else 4 * fade,
                    "jobs_kept": Decimal(0) if people else fade,
                }
            )
        return rows

    def returns(self) -> list[dict]:
        named = ("*", *self.measures) if self.sometimes(0.3) else ("*",)
        rows = []
        for measure in named:
            count = self.random.randint(1, 3)
            widths = self.shares_of_one(count + 1)[:count] if self.sometimes(0.5) else self.shares_of_one(count)
            falls = [Decimal(1), self.share(60, 90), self.share(20, 55)][:count]
            rows += [
                {"measure": measure, "segment": k + 1, "width": width, "efficiency": efficiency}
                for k, (width, efficiency) in enumerate(zip(widths, falls, strict=True))
            ]
        return rows

    def mix(self) -> list[dict]:
        firms = tuple(m for m, kind in zip(self.measures, self.kinds, strict=True) if KINDS[kind] == "firms")
        if not self.profiles or not firms:
            return []
        rows = []
        for measure in self.some(firms):
            shares = self.shares_of_one(len(self.profiles))
            rows += [
                {"measure": measure, "profile": profile, "share": share}
                for profile, share in zip(self.profiles, shares, strict=True)
            ]
        return rows

    def overrides(self) -> list[dict]:
        rows = []
        for city in self.some(self.cities):
            for measure in self.some(self.measures):
                own = {
                    "unit_cost": self.amount(5, 400),
                    "pool": Decimal(self.random.randint(0, 200)),
                    "smallest_cohort": Decimal(self.random.randint(0, 5)) if self.whole else Decimal(0),
                }
                stated = self.some(tuple(own))
                rows.append({"city": city, "measure": measure, **{name: own[name] for name in stated}})
        return rows

    def commuting(self) -> list[dict]:
        pairs = list(zip(self.cities, self.cities[1:], strict=False))
        return [{"home": home, "work": work, "both_ways": self.sometimes(0.7)} for home, work in pairs]

    def vacancies(self) -> list[dict]:
        """A row for everything first, so that no cell lacks one; then some that are more precise."""
        axes = (self.cities, self.profiles or ("all",), self.horizon)
        rows = {("*", "*", "*"): self.random.randint(0, 60)}
        for _ in range(self.random.randint(0, 6)):
            key = tuple(self.random.choice(axis) if self.sometimes(0.5) else "*" for axis in axes)
            rows.setdefault(key, self.random.randint(0, 80))
        return [
            {"city": city, "profile": profile, "period": period, "vacancies": Decimal(count)}
            for (city, profile, period), count in rows.items()
        ]

    # optional tables: money and policy

    def budgets(self) -> list[dict]:
        return [
            {"source": source, "period": period, "amount": self.amount(0, 9_000)}
            for source in self.some(self.sources)
            for period in self.some(self.spending)
        ]

    def eligibility(self) -> list[dict]:
        """Rows for sources other than the first, which stays free, so that every measure can be paid for."""
        return [
            {
                "source": source,
                "city": self.some_or_all(self.cities),
                "measure": self.some_or_all(self.measures),
                "eligible": self.sometimes(0.6),
            }
            for source in self.sources[1:]
            for _ in range(self.random.randint(1, 2))
        ]

    def sites(self) -> list[dict]:
        rows = []
        for measure in self.random.sample(self.measures, 1):
            everywhere = self.sometimes(0.5)
            for city in ("*", *self.cities[:1]) if everywhere else self.some(self.cities):
                rows.append(
                    {
                        "measure": measure,
                        "city": city,
                        "opening_cost": self.amount(100, 2000),
                        "running_cost": self.amount(0, 200),
                        "capacity": Decimal(self.random.randint(5, 60)),
                        "max_sites": self.random.randint(1, 2),
                        "opening_lag": self.random.randint(0, 1) if self.budget_periods > 1 else 0,
                    }
                )
        return rows

    def limits(self) -> list[dict]:
        draws = [self.ceiling, self.ceiling, *([self.floor, self.target] if self.floors else [])]
        rows = [self.random.choice(draws)() for _ in range(self.random.randint(1, 4))]
        named = [{"limit": f"rule_{i}", "name": f"Rule {i}", **row} for i, row in enumerate(rows)]
        return [{**row, "active": not self.sometimes(0.1)} for row in named]

    def place(self) -> dict:
        return {"region": self.some_or_all(self.regions)} if self.sometimes(0.5) else {"city": self.some_or_all(self.cities)}

    def activity(self) -> dict:
        """A selection of measures, in one of the three ways there are."""
        kinds = tuple(kind for kind in KINDS if kind in self.kinds)
        return self.random.choice(
            (
                {"measure": self.some_or_all(self.measures)},
                {"kind": self.some_or_all(kinds)},
                {"labelled": self.random.choice(("yes", "no", "*"))},
            )
        )

    def ceiling(self) -> dict:
        """At most so much money, units or sites."""
        quantity = self.random.choice(("money", "money", "units", "sites" if self.whole else "units"))
        measured = "amount"
        if quantity == "money":
            measured = self.random.choice(
                ("amount", "per_head", "share_of_fund", "share_of_spending", "share_of_place", "share_of_source")
            )
        value = {
            "amount": self.amount(200, 9_000) if quantity == "money" else Decimal(self.random.randint(1, 60)),
            "per_head": Decimal(self.random.randint(5, 90)),
        }.get(measured, self.share(20, 90))
        row = {"quantity": quantity, "sense": "at_most", "value": value, "measured": measured}
        row |= self.place() | self.activity()
        if quantity == "money":
            row["source"] = self.some_or_all(self.sources)
        return row | {"period": self.some_or_all(self.spending)}

    def floor(self) -> dict:
        """At least so much money for a place."""
        measured = self.random.choice(("amount", "share_of_fund", "share_of_spending", "per_head"))
        value = {"amount": self.amount(10, 200), "per_head": Decimal(1)}.get(measured, self.share(1, 8))
        return {"quantity": "money", "sense": "at_least", "value": value, "measured": measured, **self.place()}

    def target(self) -> dict:
        """An outcome: net jobs or jobs kept at least, or a rate that is not exceeded."""
        quantity = self.random.choice(("net_jobs", "jobs_kept", "rate"))
        value = self.share(35, 60) if quantity == "rate" else Decimal(1)
        sense = "at_most" if quantity == "rate" else "at_least"
        return {"quantity": quantity, "sense": sense, "value": value, **self.place(), "period": self.horizon[-1:]}

    def dependency(self) -> list[dict]:
        """Without floors the cap is one that holds by itself."""
        cap = self.share(85, 95) if self.floors and "diversification" in self.kinds else Decimal(1)
        rows = [{"city": "*", "cap": cap}]
        if self.sometimes(0.5):
            rows.append({"city": self.cities[0], "cap": Decimal(1), "period": self.spending[-1]})
        return rows

    def commitments(self) -> list[dict]:
        if not self.floors:
            return []
        named = {"commitment": "signed", "name": "Signed", "city": self.cities[-1], "measure": self.measures[0]}
        if self.sometimes(0.5):
            sense = self.random.choice(("at_least", "exactly"))
            return [{**named, "quantity": "units", "sense": sense, "value": Decimal(1)}]
        return [{**named, "source": self.sources[0], "sense": "at_least", "value": self.amount(1, 50)}]

    def reference(self) -> list[dict]:
        return [
            {"source": self.sources[0], "city": city, "measure": self.measures[0], "period": period,
             "amount": self.amount(0, 500)}
            for city in self.some(self.cities)
            for period in self.some(self.spending)
        ]  # fmt: skip

    def provenance(self) -> list[dict]:
        return [{"table": "cities", "status": "assumption", "source": "Drawn at random."}]
