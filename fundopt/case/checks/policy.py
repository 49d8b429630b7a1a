"""Checks of the board's rules: what may be limited by what, and whether a rule selects anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from fundopt.case.case import Case
from fundopt.case.cells import percent_text
from fundopt.case.checks.registry import sense
from fundopt.case.eligibility import selects
from fundopt.case.findings import Finding
from fundopt.case.messages import finding
from fundopt.case.numbers import Percent
from fundopt.case.schema import ALL, LIMITS
from fundopt.case.units import amount_text
from fundopt.language import Text

_BY_ALL = ("region", "city", "period")
SELECTIONS: dict[str, tuple[str, ...]] = {
    "money": (*_BY_ALL, "measure", "kind", "labelled", "source"),
    "units": (*_BY_ALL, "measure", "kind", "labelled"),
    "sites": (*_BY_ALL, "measure", "kind", "labelled"),
    "net_jobs": _BY_ALL,
    "jobs_kept": _BY_ALL,
    "rate": _BY_ALL,
}
"""The columns that may select, for each quantity."""

MEASURED: dict[str, tuple[str, ...]] = {
    "money": tuple(LIMITS.column("measured").choice_values()),
    "rate": ("amount",),
    **dict.fromkeys(("units", "sites", "net_jobs", "jobs_kept"), ("amount", "per_head")),
}
"""How each quantity may be measured."""

SENSES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("money", "units", "sites"), tuple(LIMITS.column("sense").choice_values())),
    **dict.fromkeys(("net_jobs", "jobs_kept"), ("at_least",)),
    "rate": ("at_most",),
}
"""The senses in which each quantity may be limited: the model never makes an outcome worse on purpose."""

_LABELS = {name: dict(LIMITS.column(name).choices) for name in ("quantity", "measured", "sense")}


def _listed(texts: list[Text]) -> Text:
    return Text(*(", ".join(text.of(lang) for text in texts) + "." for lang in ("fr", "en")))


@sense("limits")
def limits_mix_what_can_be_mixed(case: Case) -> Iterator[Finding]:
    """A quantity is selected and measured only by what it has."""
    data = case["limits"]
    for index, row in enumerate(data):
        quantity = _LABELS["quantity"][row.quantity]
        for name in SELECTIONS["money"]:
            if getattr(row, name) != ALL and name not in SELECTIONS[row.quantity]:
                column = data.table.column(name)
                allowed = _listed([data.table.column(known).label for known in SELECTIONS[row.quantity]])
                yield finding(
                    "limit-mixes", data.place(index, name), data.table, column, getattr(row, name),
                    quantity=quantity, expected=allowed,
                )  # fmt: skip
        if row.measured not in MEASURED[row.quantity]:
            allowed = _listed([_LABELS["measured"][known] for known in MEASURED[row.quantity]])
            yield finding(
                "limit-measured", data.place(index, "measured"), data.table, data.table.column("measured"),
                quantity=quantity, expected=allowed, name=_LABELS["measured"][row.measured],
            )  # fmt: skip


@sense("limits")
def outcomes_are_asked_to_be_good(case: Case) -> Iterator[Finding]:
    """Jobs have a floor and unemployment a ceiling; the other way round a plan would meet the rule by waste."""
    data = case["limits"]
    for index, row in enumerate(data):
        if row.sense not in SENSES[row.quantity]:
            yield finding(
                "limit-sense", data.place(index, "sense"), data.table, data.table.column("sense"),
                quantity=_LABELS["quantity"][row.quantity], name=_LABELS["sense"][row.sense],
                expected=_listed([_LABELS["sense"][known] for known in SENSES[row.quantity]]),
            )  # fmt: skip


@sense("limits")
def shares_at_most_one(case: Case) -> Iterator[Finding]:
    """A share, and an unemployment rate, is at most 1."""
    data = case["limits"]
    for index, row in enumerate(data):
        if row.value > 1 and (row.measured.startswith("share_") or row.quantity == "rate"):
            found = percent_text(row.value) if isinstance(row.value, Percent) else row.value
            place, column = data.place(index, "value"), data.table.column("value")
            yield finding("limit-share", place, data.table, column, found, hint=_share_meant(row.value))


def _share_meant(value: Decimal) -> Text:
    """What a share above 1 may be: a percentage without its sign, or an amount; neither where the sign is there."""
    if isinstance(value, Percent):
        return Text("Vérifiez le nombre.", "Check the number.")
    amount = Text("Si c'est un montant, écrivez « montant » dans « mesuré en ».",
                  "If it is an amount, write “amount” under “measured”.")  # fmt: skip
    if value > 100:
        return amount
    percent = amount_text(value)
    return Text(
        f"Si c'est {percent.fr} %, écrivez « {percent.fr} % ». {amount.fr}",
        f"For {percent.en}%, write “{percent.en}%”. {amount.en}",
    )


@sense("limits")
def percentages_are_shares(case: Case) -> Iterator[Finding]:
    """A percentage is measured as a share of something: 5 % of nothing said would be read as 0.05 MAD."""
    data = case["limits"]
    for index, row in enumerate(data):
        if not isinstance(row.value, Percent) or row.measured.startswith("share_") or row.quantity == "rate":
            continue
        column, measured = data.table.column("value"), data.table.column("measured")
        shares = [_LABELS["measured"][name] for name in MEASURED[row.quantity] if name.startswith("share_")]
        hint = Text("Écrivez le nombre, sans le signe.", "Write the number, without the sign.")
        if shares:
            hint = Text(
                f"Écrivez « {shares[0].fr} » dans la colonne « {measured.label.fr} » (ou une autre part) ; si c'est un "
                "montant, écrivez-le sans le signe.",
                f"Write “{shares[0].en}” in the column “{measured.label.en}” (or another share); if it is an amount, "
                "write it without the sign.",
            )
        item = finding(
            "limit-percent", data.place(index, "value"), data.table, column, percent_text(row.value),
            measured=_LABELS["measured"][row.measured], quantity=_LABELS["quantity"][row.quantity], hint=hint,
        )  # fmt: skip
        said = ((data.place(index, "measured"), ""),) if "measured" in data.letters and shares else ()
        yield replace(item, places=((item.place, item.value), *said))


@sense("limits", "cities", "measures", "sources", "fund")
def limits_select_something(case: Case) -> Iterator[Finding]:
    """An active rule selects at least one city and one measure."""
    data = case["limits"]
    for index, row in enumerate(data):
        if not row.active:
            continue
        cities = any(selects(row.city, city.city) and selects(row.region, city.region) for city in case["cities"])
        measures = any(
            selects(row.measure, measure.measure)
            and selects(row.kind, measure.kind)
            and row.labelled in (ALL, "yes" if measure.labelled else "no")
            for measure in case["measures"]
        )
        for found, what in (
            (cities, Text("aucune ville", "no city")),
            (measures, Text("aucune mesure", "no measure")),
        ):
            if not found:
                yield finding("limit-empty", data.place(index, "limit"), data.table, found=row.limit, what=what)
