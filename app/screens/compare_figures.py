"""The figures of plans side by side: one picture, the key figures, and the money line by line."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

import fundopt
from fundopt import comparison

from .. import figures, state
from ..charts import allocations as charts
from ..charts import frame
from ..texts import common
from ..texts import compare as texts
from ..words import NONE, figure, plain, say, short, signed
from ..words import money as in_millions

MANY = 2
"""Other plans from which on a table has no room for columns of differences."""
PICTURED = ("person_years_avoided", "money", "worst_rise")
"""Key figures that are drawn."""
TOLD_APART = 100
"""From which on a figure needs no decimal for plans to be told apart."""
LONGEST = 34
"""Signs of a plan's name in a chart or at the head of a column."""


def named(plans: Mapping[str, fundopt.Plan]) -> dict[str, str]:
    """Each plan's title, short enough for a chart, and still its own."""
    found: dict[str, str] = {}
    for title in plans:
        name = title if len(title) <= LONGEST else short(title, LONGEST)
        found[title] = name if name not in found.values() else f"{name} ({len(found) + 1})"
    return found


def picture(plans: Mapping[str, fundopt.Plan], tables: Mapping[str, pd.DataFrame], lang: str) -> None:
    """What a board reads in a minute: three figures of each plan, and money by city."""
    st.header(say(texts.PICTURE, lang))
    names = named(plans)
    with st.container(key="fold_picture"):
        for column, name in zip(st.columns(len(PICTURED)), PICTURED, strict=True):
            with column:
                _bars(name, tables["figures"].loc[name], names, lang)
    grounds = _grounds(next(iter(plans.values())).case, lang)
    st.caption(f"{say(common.RESTS, lang)} {frame.badges(grounds, lang)}")
    _cities(plans, tables["city"], names, lang)


def _bars(name: str, row: pd.Series, names: Mapping[str, str], lang: str) -> None:
    values, wording = [float(row[plan]) for plan in names], comparison.wording(name)
    scale, digits, unit = wording.scaled(*values)
    digits = digits or (0 if max(map(abs, values)) >= TOLD_APART else 1)
    title = say(texts.IN_UNIT, lang, name=wording.short.of(lang), unit=unit.of(lang))
    shown = [figure(value / scale, lang, digits) for value in values]
    table = pd.DataFrame({"name": list(names.values()), "value": values, "shown": shown})
    told = ", ".join(f"{plan} {value}" for plan, value in zip(names.values(), shown, strict=True))
    frame.draw(charts.figure_bars(table), title, say(texts.FIGURES_ALT, lang, values=told))


def _grounds(case: fundopt.Case, lang: str) -> list[frame.Ground]:
    mean = figures.scenario(case, lang)
    return [
        figures.ground(case, figures.MONEY, say(texts.GROUND_MONEY, lang)),
        figures.ground(case, figures.RESULT, say(texts.GROUND_EFFECT, lang), mean),
    ]


def _cities(plans: Mapping[str, fundopt.Plan], values: pd.DataFrame, names: Mapping[str, str], lang: str) -> None:
    """The money of each city in each plan."""
    cases = [plan.case for plan in plans.values()]
    rows = comparison.named_rows(cases[0], "city", values, lang, cases)
    first = next(iter(names))
    rows = rows.sort_values(first, ascending=False, kind="stable", na_position="last")
    long = pd.DataFrame(
        [
            {"name": short(str(city), 26), "plan": names[plan], "value": float(row[plan]) / 1e6,
             "shown": in_millions(row[plan], lang)}
            for city, row in rows.iterrows()
            for plan in names
            if row[plan] == row[plan]
        ]
    )  # fmt: skip
    gaps = long.groupby("name", sort=False)["value"].agg(["min", "max"])
    widest = (gaps["max"] - gaps["min"]).idxmax()
    least, most = (in_millions(gaps.loc[widest, end] * 1e6, lang) for end in ("min", "max"))
    chart = charts.dumbbells(long, list(names.values()), lang, say(texts.CITY_AXIS, lang))
    frame.draw(chart, say(texts.CITY_TITLE, lang), say(texts.CITY_ALT, lang, city=widest, least=least, most=most))


def key_figures(plans: Mapping[str, fundopt.Plan], tables: Mapping[str, pd.DataFrame], lang: str) -> None:
    """Every key figure of each plan, with the differences from the first."""
    st.header(say(texts.KEY_FIGURES, lang))
    names, values = named(plans), tables["figures"]
    first, *others = names
    rows = []
    for label, row in values.to_dict("index").items():
        wording = comparison.wording(label)
        shown = [comparison.figure_text(label, row[plan], lang) for plan in names]
        differences = [comparison.difference_text(label, row[plan], row[first], lang) for plan in others]
        title, unit = wording.label.of(lang), wording.unit.of(lang)
        named_ = title if wording.unit.code == "MAD" else say(texts.IN_UNIT, lang, name=title, unit=unit)
        rows.append((named_, *_beside(shown, differences, lang)))
    table = pd.DataFrame(rows, columns=[say(texts.FIGURE, lang), *_heads(names, lang)])
    frame.show_table(table, say(texts.KEY_FIGURES, lang))
    st.caption(_note(names, lang))


def _heads(names: Mapping[str, str], lang: str) -> list[str]:
    first, *others = names.values()
    if len(others) >= MANY:
        return [first, *others]
    return [first, *others, *(say(texts.DIFFERENCE, lang, name=name) for name in others)]


def _beside(values: list[str], differences: list[str], lang: str) -> list[str]:
    """The cells of a row: differences in columns of their own, or in brackets where there are many plans."""
    if len(differences) < MANY:
        return [*values, *differences]
    first, *others = values
    return [
        first,
        *(
            value if each == NONE else say(texts.BESIDE, lang, value=value, difference=each)
            for value, each in zip(others, differences, strict=True)
        ),
    ]


def _note(names: Mapping[str, str], lang: str) -> str:
    text = texts.DELTA_NOTE if len(names) - 1 < MANY else texts.BESIDE_NOTE
    return say(text, lang, first=plain(next(iter(names.values()))))


def money(plans: Mapping[str, fundopt.Plan], tables: Mapping[str, pd.DataFrame], lang: str) -> None:
    """The money of each plan by one dimension, or by city and measure; unemployment avoided by city."""
    st.header(say(texts.TABLES, lang))
    options = list(texts.DIMENSIONS)
    by = st.segmented_control(
        say(texts.BY, lang), options, format_func=lambda key: say(texts.DIMENSIONS[key], lang), required=True,
        **state.remembered("compare_by", "city", options),
    ) or state.choice("compare_by")  # fmt: skip
    names = named(plans)
    first, *others = names
    years = by == "unemployment"
    values, labels = _by_cell(plans, lang) if by == "cell" else _by(plans, tables, by, lang)
    scale, digits = (1.0, 0) if years else (1e6, 1)
    records = [
        *zip(labels, values.to_dict("records"), strict=True),
        (say(common.TOTAL, lang), values[list(names)].sum()),
    ]
    rows = []
    for label, row in records:
        shown = [figure(row[plan] / scale, lang, digits) for plan in names]
        told = {plan: round(row[plan] / scale, digits) for plan in names}  # differences add up beside what is shown
        differences = [signed(told[plan] - told[first], lang, digits) for plan in others]
        rows.append((label, *_beside(shown, differences, lang)))
    table = pd.DataFrame(rows, columns=[say(_HEADS[by], lang), *_heads(names, lang)])
    with st.container(height=520 if len(rows) > 20 else "content", border=False):
        frame.show_table(table, say(texts.TABLES, lang))
    unit = texts.TABLE_UNITS["unemployment" if years else "money"]
    st.caption(f"{say(unit, lang)} {_note(names, lang)}")


_HEADS = {
    "city": common.CITY,
    "measure": common.MEASURE,
    "source": common.SOURCE,
    "period": common.PERIOD,
    "unemployment": common.CITY,
    "cell": texts.CITY_AND_MEASURE,
}


def _by(
    plans: Mapping[str, fundopt.Plan], tables: Mapping[str, pd.DataFrame], by: str, lang: str
) -> tuple[pd.DataFrame, list[str]]:
    cases = [plan.case for plan in plans.values()]
    rows = comparison.named_rows(cases[0], by, tables[by], lang, cases)
    return rows, [str(label) for label in rows.index]


def _by_cell(plans: Mapping[str, fundopt.Plan], lang: str) -> tuple[pd.DataFrame, list[str]]:
    values = comparison.money_by_cell({name: plan.tables for name, plan in plans.items()})
    cases = [plan.case for plan in plans.values()]

    def named_(table: str, key: str) -> str:
        return next((case for case in cases if key in case.names(table)), cases[0]).title(table, key, lang)

    return values, [f"{named_('cities', city)} · {named_('measures', measure)}" for city, measure in values.index]
