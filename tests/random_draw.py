"""One random case in the making: its axes, small draws, and the tables that every case has."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import TypeVar

from fundopt.case import periods

CITIES = ("agadir", "fes", "meknes", "oujda")
KINDS = {
    "training": "people", "hiring": "people", "incubator": "firms", "upgrading": "firms", "label": "firms",
    "diversification": "firms",
}  # fmt: skip
POOLS = {"people": ("displaced", "unemployed", "people", "jobs"), "firms": ("firms",)}

Item = TypeVar("Item")


class Draw:
    """Axes and required tables of one case. `floors` and `whole` as in `random_case`."""

    def __init__(self, seed: int, floors: bool, whole: bool) -> None:
        self.random = Random(seed)
        self.floors, self.whole = floors, whole
        self.regions = ("north", "south")[: self.random.randint(1, 2)]
        self.sources = ("state", "operators", "donor")[: self.random.randint(1, 3)]
        self.profiles = ("analyst", "linguist", "technologist")[: self.random.choice((0, 0, 2, 3))]
        self.scenarios = ("central", "mild", "severe")[: self.random.choice((0, 0, 2, 3))]
        self.kinds = tuple(self.random.sample(tuple(KINDS), self.random.randint(1, 4)))
        self.start = self.random.choice(("2027-S1", "2027-S2", "2027-Q3", "2027"))
        self.budget_periods = self.random.randint(1, 3)
        self.evaluation_periods = self.budget_periods + self.random.randint(1, 4)
        self.horizon = periods.labels(self.start, self.evaluation_periods)
        self.spending = self.horizon[: self.budget_periods]
        self.city_rows = [self.city(city) for city in CITIES[: self.random.randint(1, 4)]]
        self.measure_rows = [self.measure(f"{kind}_{i}", kind) for i, kind in enumerate(self.kinds)]
        self.cities = tuple(row["city"] for row in self.city_rows)
        self.measures = tuple(row["measure"] for row in self.measure_rows)

    # small draws

    def sometimes(self, probability: float) -> bool:
        return self.random.random() < probability

    def share(self, least: int, most: int) -> Decimal:
        """Whole per cent as a share."""
        return Decimal(self.random.randint(least, most)) / 100

    def count(self, least: int, most: int) -> Decimal:
        return Decimal(self.random.randint(least, most))

    def amount(self, least: int, most: int) -> Decimal:
        """Whole thousands of MAD."""
        return self.count(least, most) * 1000

    def shares_of_one(self, count: int) -> list[Decimal]:
        """`count` positive shares, in twentieths, that add up to 1."""
        cuts = sorted(self.random.sample(range(1, 20), count - 1))
        return [Decimal(b - a) / 20 for a, b in zip([0, *cuts], [*cuts, 20], strict=True)]

    def some(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        """At least one of `items`, in their order."""
        chosen = set(self.random.sample(range(len(items)), self.random.randint(1, len(items))))
        return tuple(item for i, item in enumerate(items) if i in chosen)

    def some_or_all(self, items: tuple[str, ...]) -> tuple[str, ...] | str:
        return "*" if self.sometimes(0.6) else self.some(items)

    # required tables

    @property
    def has_private(self) -> bool:
        return "operators" in self.sources

    def fund(self) -> dict:
        ratio = self.count(2, 9) if self.has_private and self.sometimes(0.3) else None
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
            "public_per_private": ratio,
            "weighting": self.random.choice(("equal", "equal", "vulnerability", "priority")),
            "then_minimise": self.random.choice(((), (), ("cost",), ("worst_city",), ("cvar", "worst_city"))),
        }

    def source_rows(self, with_budget_rows: set[str]) -> list[dict]:
        """The sources; those that have rows in the budgets table state no total."""
        return [
            {
                "source": source,
                "name": source.title(),
                "kind": "private" if source == "operators" else "public",
                "budget": None if source in with_budget_rows else self.amount(500, 20_000),
                "carry_over": not self.sometimes(0.2),
            }
            for source in self.sources
        ]

    def city(self, city: str) -> dict:
        labour_force = self.random.randint(5, 200) * 1000
        own = {"french_share": self.share(60, 99), "outbound_share": self.share(10, 70)} if self.sometimes(0.2) else {}
        return own | {
            "city": city,
            "name": city.title(),
            "region": self.random.choice(self.regions),
            "labour_force": Decimal(labour_force),
            "unemployed": Decimal(labour_force * self.random.randint(6, 25) // 100),
            "callcentre_jobs": self.count(1, 40) * 50,
            "displacement": self.share(0, 50),
            "reachable_share": self.share(1, 10),
            "firms": self.count(1, 30),
            "priority": self.count(1, 4),
            "permanent_jobs": Decimal(labour_force // 3),
            "higher_education_share": self.share(8, 25),
            "reads_french_share": self.share(50, 80),
            "reads_english_share": self.share(10, 40),
        }

    def measure(self, measure: str, kind: str) -> dict:
        people = KINDS[kind] == "people"
        return {
            "measure": measure,
            "name": measure.replace("_", " ").title(),
            "kind": kind,
            "serves": KINDS[kind],
            "unit": "trainee" if people else "firm",
            "unit_cost": self.amount(5, 40) if people else self.amount(50, 600),
            "pool": self.random.choice(POOLS[KINDS[kind]]),
            "pool_share": self.share(20, 100),
            "profile": self.random.choice(self.profiles) if self.profiles and self.sometimes(0.8) else None,
            "net_jobs": self.share(2, 20) if people else self.count(0, 2),
            "jobs_kept": self.count(1, 12) / 4 if kind in ("upgrading", "diversification") else None,
            "vacancies": None if people else self.count(1, 8),
            "moved_jobs": self.count(1, 10) if kind == "diversification" else Decimal(0),
            "min_private_share": self.share(5, 40) if self.has_private and self.sometimes(0.3) else Decimal(0),
            "labelled": self.sometimes(0.3),
            "smallest_cohort": self.count(2, 8) if self.whole and people and self.sometimes(0.15) else Decimal(0),
        }
