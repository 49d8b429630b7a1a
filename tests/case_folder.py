"""The smallest case as csv texts, and a folder of them with some replaced, for the tests of reading and checking."""

from __future__ import annotations

from pathlib import Path

from fundopt.case.case import Case
from fundopt.case.findings import Finding
from fundopt.case.reading import examine

SMALLEST = {
    "fund": "parameter,value\nname,Essai\nstart,2027-S1\nbudget_periods,2\nevaluation_periods,4\nbasis,survey\n"
    "french_share,0.8\noutbound_share,0.25\n",
    "sources": "source,name,kind,budget\nstate,État,public,1000000\n",
    "cities": "city,name,region,labour_force,unemployed,callcentre_jobs\n"
    "fes,Fès,r03,400000,60000,5000\nsale,Salé,r04,330000,50000,8000\n",
    "measures": "measure,name,kind,serves,unit,unit_cost,pool,net_jobs\n"
    "retraining,Reconversion,training,people,stagiaire,10000,displaced,0.05\n",
}


def write(folder: Path, **tables: str | bytes | None) -> Path:
    """Write the smallest case into `folder`, with `tables` replaced or added (None: left out)."""
    folder.mkdir(exist_ok=True)
    for name, text in {**SMALLEST, **tables}.items():
        if text is not None:
            (folder / f"{name}.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def examined(folder: Path, **tables: str | bytes | None) -> tuple[Case | None, tuple[Finding, ...]]:
    """`examine` of the smallest case with `tables` replaced or added."""
    return examine(write(folder, **tables))


def only(findings: tuple[Finding, ...], code: str) -> Finding:
    """The one finding with `code`; fails where there is none, or another that stops the case."""
    found = [item for item in findings if item.code == code]
    others = [item.line("en") for item in findings if item.stops and item.code != code]
    assert not others, others
    assert len(found) == 1, [item.line("en") for item in findings]
    return found[0]
