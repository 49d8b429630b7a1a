"""What the board note says of one plan: every figure and sentence, ready to be set; layout is the template's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd
from babel.dates import format_date

from fundopt.audit.check import Check
from fundopt.audit.comparison_words import broken_rules, idle_money
from fundopt.audit.note_marks import effect_mark, money_mark
from fundopt.audit.note_owners import Owner, owners
from fundopt.audit.note_texts import TEXTS, amount, clean, counted, exactly, share
from fundopt.audit.record import canonical_hash, plan_hash, version
from fundopt.case.case import Case
from fundopt.language import LOCALES, Text, join, number, percent
from fundopt.plan.achievements import Achievements, expected_unemployment, money_by
from fundopt.plan.figures import STATUSES
from fundopt.plan.grounds import grounds
from fundopt.plan.tables import PlanTables

MOST_BARS, MOST_OWNERS, MOST_BROKEN = 16, 6, 3
ROUNDING = 0.001
"""Share of the fund below which what is left comes from whole payments."""
QUOTED = 10
"""Digits of a SHA-256 that a note prints."""
TICKS = 5
"""About as many lines across a chart."""


@dataclass(frozen=True)
class Subject:
    """A plan as the note sees it. `checks`: every money and policy rule; `broken`: those the plan breaks.

    `proof`: how good the plan is proved to be, None where nothing is proved. `files`: SHA-256 by name of the files that
    tie the paper to its dossier.
    """

    name: str
    case: Case
    tables: PlanTables
    reached: Achievements
    checks: tuple[Check, ...]
    broken: tuple[Check, ...] = ()
    proof: Text | None = None
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def violations(self) -> tuple[Check, ...]:
        """As `fundopt.Plan` calls them."""
        return self.broken

    @property
    def achievements(self) -> Achievements:
        """As `fundopt.Plan` calls them."""
        return self.reached


def note_facts(subject: Subject, lang: str, created: datetime | None = None) -> dict:
    """The data of the two pages in `lang`. Money in MAD; texts of users stripped of control characters."""
    case = subject.case
    expected = expected_unemployment(case, subject.tables)
    return {
        "form": "note",
        **heading(case, lang, TEXTS["kind"], created),
        "words": {
            key: TEXTS[key].of(lang) for key in ("decided", "effect", "over_time", "without", "with", "grounds", "who")
        } | {"who_heads": [TEXTS[key].of(lang) for key in ("who_name", "who_rules", "who_assumptions")]},
        "warning": _warning(subject, lang),
        "decision": _decision(subject, lang),
        "sources": _sources(subject, lang),
        "money-mark": _budgets(case, lang),
        "financing-alt": TEXTS["financing_alt"].of(lang),
        "figures": _figures(subject, lang),
        "chart": _chart(case, expected, lang),
        "net": _net(subject, expected, lang),
        "cities": bars(case, {"": subject.tables}, "city", lang),
        "measures": bars(case, {"": subject.tables}, "measure", lang),
        "grounds": _grounds(subject, lang),
        "status-names": [{"status": key, "name": TEXTS[f"status_{key}"].of(lang)} for key in (*STATUSES, "none")],
        "scenario": _scenario(case, lang),
        **_owners(owners(case, subject.checks, lang), lang),
        "proof": _proof(subject, lang),
        "stamp": _stamp(subject, lang),
    }  # fmt: skip


def heading(case: Case, lang: str, kind: Text, created: datetime | None) -> dict:
    """Language, title and what stands around it."""
    size = TEXTS["size"].of(
        lang,
        cities=counted(len(case["cities"]), "city", lang),
        first=case.budget_horizon[0],
        last=case.budget_horizon[-1],
        until=case.periods[-1],
    )
    day = format_date(created, format="long", locale=LOCALES[lang]) + " · " if created else ""
    return {
        "lang": lang,
        "kind": kind.of(lang),
        "title": clean(case.text(case.fund.name, lang), 110),
        "subtitle": day + size,
    }


def bars(case: Case, plans: Mapping[str, PlanTables], dimension: str, lang: str, cases: Sequence[Case] = ()) -> dict:
    """Money by city or measure, the most of the first plan first; the smallest in one line where they are many.

    `cases` name what `case` does not have.
    """
    table = {"city": "cities", "measure": "measures"}[dimension]
    money = pd.DataFrame({i: money_by(tables, dimension).astype(float) for i, tables in enumerate(plans.values())})
    money = money.fillna(0.0)
    order = sorted(money.index, key=lambda label: (*(-money.loc[label]), label))
    shown = order if len(order) <= MOST_BARS else order[: MOST_BARS - 1]
    rest = money.loc[order[len(shown) :]].sum() if len(order) > len(shown) else None
    rows = [
        {
            "name": clean(_bare(title((case, *cases), table, label, lang)), 48),
            "values": money.loc[label].tolist(),
            "text": amount(float(money.loc[label].iloc[0]), lang),
        }
        for label in shown
    ]
    head = TEXTS[f"by_{dimension}"].of(lang)
    others = counted(len(order) - len(shown), dimension, lang)
    return {
        "title": head,
        "rows": rows,
        "most": float(money.to_numpy().max(initial=0.0)),
        "alt": f"{head} : " + " ; ".join(f"{row['name']} {row['text']}" for row in rows),
        "rest": "" if rest is None else TEXTS["rest"].of(lang, others=others, amount=amount(float(rest.iloc[0]), lang)),
    }


def title(cases: Sequence[Case], table: str, label: str, lang: str) -> str:
    """The name of a row in the first of the cases that has it."""
    return next((case for case in cases if label in case.names(table)), cases[0]).title(table, label, lang)


def _bare(name: str) -> str:
    """A long name without what stands in brackets at its end."""
    return (re.sub(r"\s*\([^()]*\)\s*$", "", name) or name) if len(name) > 34 else name


def _decision(subject: Subject, lang: str) -> str:
    case, paid = subject.case, money_by(subject.tables, "source").astype(float)
    kind = dict(zip(case["sources"]["source"], case["sources"]["kind"], strict=True))
    parts = {key: sum(value for label, value in paid.items() if kind[label] == key) for key in ("public", "private")}
    spent = subject.tables.payments
    return TEXTS["decision"].of(
        lang,
        amount=exactly(subject.reached.money, lang),
        fund=exactly(subject.reached.fund, lang),
        first=case.budget_horizon[0],
        last=case.budget_horizon[-1],
        cities=counted(spent["city"].nunique(), "city", lang),
        measures=counted(spent["measure"].nunique(), "measure", lang),
        public=exactly(parts["public"], lang),
        private=exactly(parts["private"], lang),
        left=_left(subject, lang),
    )


def _left(subject: Subject, lang: str) -> str:
    """What the plan leaves of the fund, and that this comes from whole payments where it is so little; else ""."""
    left = subject.reached.fund - subject.reached.money
    if left < 1:
        return ""
    little = left < ROUNDING * subject.reached.fund
    unit = exactly(float(subject.case.fund.payment_unit), lang)
    return TEXTS["left_by_rounding" if little else "left"].of(lang, left=exactly(left, lang), unit=unit)


def _sources(subject: Subject, lang: str) -> list[dict]:
    """Who pays, public money first; sources of one kind differ by shade."""
    paid = money_by(subject.tables, "source").astype(float)
    rows = sorted(subject.case["sources"], key=lambda row: (row.kind != "public", -paid.get(row.source, 0.0)))
    found, seen = [], {"public": 0, "private": 0}
    for row in rows[:8]:
        value = float(paid.get(row.source, 0.0))
        found.append(
            {
                "name": clean(subject.case.text(row.name, lang), 60),
                "value": value,
                "text": amount(value, lang),
                "kind": row.kind,
                "shade": min(22 * seen[row.kind], 70),
            }
        )
        seen[row.kind] += 1
    return found


def _budgets(case: Case, lang: str) -> dict[str, str]:
    """What the amounts rest on, in words."""
    mark = money_mark(case, lang)
    return {"status": mark["status"], "name": f"{TEXTS['mark_budgets'].of(lang)} {mark['name']}"}


def _figures(subject: Subject, lang: str) -> list[dict]:
    reached, case = subject.reached, subject.case
    due = reached.person_years_added
    here, there = (
        clean(case.title("cities", c, lang), 40) for c in (reached.worst_city, reached.worst_city_without_fund)
    )
    told = {
        "share": share(reached.person_years_avoided, due, lang),
        "due": number(due, lang),
        "displaced": number(reached.displaced, lang),
        "peak": reached.peak_period,
        "end": number(reached.net_jobs_end, lang),
        "last": case.periods[-1],
        "kept": number(reached.jobs_kept, lang),
        "city": here,
        "without": number(reached.worst_rise_without_fund, lang, 2),
        "elsewhere": "" if here == there else TEXTS["elsewhere"].of(lang, city=there),
    }
    values = {
        "avoided": number(reached.person_years_avoided, lang),
        "back": number(reached.displaced_back_at_work, lang),
        "jobs": number(reached.net_jobs_peak, lang),
        "worst": ("+" if reached.worst_rise > 0 else "") + number(reached.worst_rise, lang, 2),
    }
    mark = effect_mark(case, lang)
    return [
        {
            "label": TEXTS[key].of(lang),
            "value": value,
            "unit": TEXTS[f"{key}_unit"].of(lang),
            "note": TEXTS[f"{key}_note"].of(lang, **told),
            "mark": mark,
        }
        for key, value in values.items()
    ]


def _chart(case: Case, expected: pd.DataFrame, lang: str) -> dict:
    """People unemployed because of the shock, with and without the fund, in all cities."""
    added = {
        "without": expected["still_unemployed_without_fund"],
        "with": expected["unemployed"] - expected["baseline"],
    }
    by_period = {key: values.groupby("period").sum().reindex(list(case.periods)) for key, values in added.items()}
    lines = {key: [max(float(value), 0.0) for value in values] for key, values in by_period.items()}
    top = max([*lines["without"], *lines["with"], 1.0])
    step = _step(top)
    ticks = [{"value": step * i, "text": number(step * i, lang)} for i in range(int(-(-top // step)) + 1)]
    at = max(range(len(case.periods)), key=lambda i: lines["without"][i])
    return {
        **lines,
        "periods": list(case.periods),
        "top": ticks[-1]["value"],
        "ticks": ticks,
        "unit": TEXTS["chart_unit"].of(lang),
        "alt": TEXTS["chart_alt"].of(
            lang,
            period=case.periods[at],
            **{f"{key}{'_' * (key == 'with')}": number(values[at], lang) for key, values in lines.items()},
        ),
    }


def _step(top: float) -> float:
    """A round step that gives about `TICKS` lines up to `top`."""
    power = 1.0
    while power * 10 <= top / TICKS:
        power *= 10
    return next((power * n for n in (1, 2, 2.5, 5, 10) if power * n * TICKS >= top), power * 10)


def _net(subject: Subject, expected: pd.DataFrame, lang: str) -> str:
    """What the effects are net of, and the rate of all cities when it is highest."""
    case, reached = subject.case, subject.reached
    people = expected[["unemployed", "unemployed_without_fund"]].groupby("period").sum()
    labour = sum(float(value) for value in case["cities"]["labour_force"])
    at = people["unemployed_without_fund"].idxmax()
    rates = {
        name: percent(people.loc[at, column] / labour, lang, 2)
        for name, column in {"without": "unemployed_without_fund", "with_": "unemployed"}.items()
    }
    gross = TEXTS["gross"].of(lang, gross=number(reached.gross_placements, lang)) if reached.gross_units > 0 else ""
    return " ".join(filter(None, [TEXTS["rates"].of(lang, period=at, **rates), TEXTS["net"].of(lang), gross]))


def _grounds(subject: Subject, lang: str) -> list[dict]:
    """For cost, effect and exposure, the shares of the money by where the numbers behind it come from."""
    found = []
    for aspect, values in grounds(subject.case, subject.tables).iterrows():
        total = float(values.sum())
        unknown = share(float(values["none"]), total, lang)
        none = TEXTS["unknown"].of(lang, share=unknown) if values["none"] > 0 else ""
        text = TEXTS["weak"].of(lang, share=share(float(values["assumption"]), total, lang), none=none)
        name = TEXTS[f"aspect_{aspect}"].of(lang)
        parts = [{"status": status, "value": float(value)} for status, value in values.items() if value > 0]
        found.append({"name": name, "parts": parts, "text": text, "alt": f"{name} : {text}"})
    return found


def _scenario(case: Case, lang: str) -> str:
    names = [
        TEXTS["scenario"].of(
            lang, name=clean(case.text(row.name, lang), 40), probability=percent(row.probability, lang, 0)
        )
        for row in case["scenarios"]
    ]
    return TEXTS["scenarios"].of(lang, names=join(names[:6], lang)) if names else TEXTS["single"].of(lang)


def _owners(found: Iterable[Owner], lang: str) -> dict:
    rows = list(found)
    rest = len(rows) - MOST_OWNERS
    return {
        "owners": [
            {
                "name": clean(row.name, 60) or TEXTS["nobody"].of(lang),
                "rules": row.rules,
                "assumptions": row.assumptions,
            }
            for row in rows[:MOST_OWNERS]
        ],
        "owners-rest": TEXTS["more_owners"].of(lang, count=number(rest, lang)) if rest > 0 else "",
    }


def _warning(subject: Subject, lang: str) -> str:
    """The rules that the plan breaks, and what it pays for nothing; "" where neither."""
    rules, said = broken_rules(subject), []
    if rules:
        shown = (" ; " if lang == "fr" else "; ").join(clean(item.sentence(lang), 120) for item in rules[:MOST_BROKEN])
        said.append(TEXTS["broken"].of(lang, rules=counted(len(rules), "rule", lang), shown=shown + "."))
    if (idle := idle_money(subject)) >= 1:
        said.append(TEXTS["idle"].of(lang, amount=amount(idle, lang)) + ".")
    return " ".join(said)


def _proof(subject: Subject, lang: str) -> list[str]:
    said = [(subject.proof or TEXTS["unproved"]).of(lang)]
    return said if subject.broken else [*said, TEXTS["checked"].of(lang)]


def _stamp(subject: Subject, lang: str) -> str:
    """What ties the paper to its dossier: the first digits of what sha256sum says of its files."""
    told = {"version": version(), "case": clean(subject.case.name, 30)}
    if subject.files:
        files = ", ".join(f"{name} {digest[:QUOTED]}" for name, digest in subject.files.items())
        return TEXTS["stamp_files"].of(lang, **told, files=files)
    hashes = {"input": canonical_hash(subject.case)[:QUOTED], "plan": plan_hash(subject.tables)[:QUOTED]}
    return TEXTS["stamp"].of(lang, **told, **hashes)
