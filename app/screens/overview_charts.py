"""The overview's charts: from a plan to the tables that the charts draw, with their words."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import fundopt

from .. import figures, state
from ..charts import bars, frame, map
from ..charts import flows as flow_chart
from ..charts import timeline as time_chart
from ..charts.style import FUND, LOSS
from ..texts import common
from ..texts import overview as texts
from ..words import capital, figure, money, say, short

MEAN, EVERYWHERE = "*", "*"


def lost_by_scenario(case: fundopt.Case) -> list[float]:
    """Jobs lost over the whole horizon, in each scenario."""
    return [float(value) for value in fundopt.jobs_lost_by_scenario(case).values()]


def cities(plan: fundopt.Plan, lang: str) -> None:
    """The map, or a plain list where the regions are not Morocco's, and the cities in order."""
    options = list(texts.MEASURES)
    st.header(say(texts.MAP, lang))
    measure = st.segmented_control(
        say(texts.MAP_MEASURE, lang), options, format_func=lambda name: say(texts.MEASURES[name], lang), required=True,
        **state.remembered("map_measure", "money", options),
    )  # fmt: skip
    _map(plan.case, plan, measure or state.choice("map_measure"), lang)


def at_risk(case: fundopt.Case, lang: str) -> None:
    """The cities by their jobs at risk, which needs no plan."""
    st.header(say(texts.MAP, lang))
    _map(case, None, "at_risk", lang)


def _map(case: fundopt.Case, plan: fundopt.Plan | None, measure: str, lang: str) -> None:
    """The cities by one measure."""
    table = _by_city(case, plan, lang, measure).sort_values("value", ascending=False, kind="stable")
    numbers = map.numbers_of(list(dict.fromkeys(table["region"])))
    first, last = (
        say(texts.PAIR, lang, name=row["name"], value=row["shown"]) for row in (table.iloc[0], table.iloc[-1])
    )
    colour = FUND if measure == "money" else LOSS
    ground = figures.ground(case, figures.INPUTS[measure], say(texts.GROUND[measure], lang))
    title = say(texts.MAP_TITLES[measure], lang)
    shown = table[["name", "region", "shown"]].set_axis(
        [say(text, lang) for text in (common.CITY, texts.REGION, texts.VALUE)], axis=1
    )
    ranked = bars.ranking(table.assign(name=[short(name, 26) for name in table["name"]]), colour)
    if numbers is None:
        frame.present(ranked, lang, title, say(texts.LIST_ALT, lang, first=first, last=last), shown, [ground])
        return
    with st.container(key="fold_map"):
        left, right = st.columns([2, 1], gap="large")
        with left:
            sentence = say(texts.MAP_ALT, lang, first=first, last=last)
            frame.present(map.tile_map(table, numbers, colour), lang, title, sentence, shown, [ground])
        with right:
            frame.draw(ranked, say(texts.RANKED, lang), say(texts.LIST_ALT, lang, first=first, last=last))


def _by_city(case: fundopt.Case, plan: fundopt.Plan | None, lang: str, measure: str) -> pd.DataFrame:
    """One row a city: name, region, the measure's value and its text, and all measures in a line, the money of a plan
    among them."""
    paid = plan.tables.payments.groupby("city")["amount"].sum() if plan is not None else {}
    about = texts.ABOUT if plan is not None else texts.ABOUT_WITHOUT
    at_risk, index = fundopt.jobs_at_risk(case), fundopt.vulnerability(case)["index"]
    rows = []
    for city in case["cities"]:
        values = {
            "money": float(paid.get(city.city, 0)),
            "at_risk": float(at_risk[city.city]),
            "unemployed": float(city.unemployed),
            "vulnerability": float(index[city.city]),
        }
        words = {
            "money": money(values["money"], lang),
            "at_risk": figure(values["at_risk"], lang),
            "unemployed": figure(values["unemployed"], lang),
            "vulnerability": figure(values["vulnerability"], lang, 2),
        }
        rows.append(
            {
                "name": case.text(city.name, lang),
                "region": case.title("regions", city.region, lang) if city.region else "",
                "value": values[measure],
                "shown": figure(values["money"] / 1e6, lang, 1) if measure == "money" else words[measure],
                "about": say(about, lang, **words),
            }
        )
    return pd.DataFrame(rows)


def flows(plan: fundopt.Plan, lang: str) -> None:
    """The money from sources to measures to cities."""
    case, payments = plan.case, plan.tables.payments
    if payments["amount"].sum() <= 0:
        st.header(say(texts.FLOWS, lang))
        st.info(say(texts.NO_MONEY, lang))
        return
    tables = {"source": "sources", "measure": "measures", "city": "cities"}
    names = {
        column: {key: case.title(table, key, lang) for key in case.names(table)} for column, table in tables.items()
    }
    private = [row.source for row in case["sources"] if row.kind == "private"]
    amounts = payments.assign(amount=payments["amount"].astype(float))
    first = {column: names[column][amounts.groupby(column)["amount"].sum().idxmax()] for column in names}
    matrix = amounts.pivot_table(index="measure", columns="source", values="amount", aggfunc="sum", fill_value=0)
    matrix = matrix.loc[matrix.sum(axis=1).sort_values(ascending=False).index]
    table = pd.DataFrame({say(common.MEASURE, lang): [names["measure"][key] for key in matrix.index]})
    for source in matrix:
        table[names["source"][source]] = [money(value, lang) for value in matrix[source]]
    table[say(common.TOTAL, lang)] = [money(value, lang) for value in matrix.sum(axis=1)]
    frame.present(
        flow_chart.flows(amounts, names, private, lambda amount: figure(amount / 1e6, lang, 1)),
        lang, say(texts.FLOWS, lang), say(texts.FLOWS_ALT, lang, **first), table,
        [figures.ground(case, figures.MONEY, say(texts.GROUND["money"], lang))],
    )  # fmt: skip


def timeline(plan: fundopt.Plan, lang: str) -> None:
    """Unemployment by period with and without the fund, of a city or of all, in a scenario or on average."""
    case = plan.case
    city_options = [EVERYWHERE, *case.names("cities")]
    scenario_options = [MEAN, *case.names("scenarios")] if len(case["scenarios"]) > 1 else [MEAN]
    st.header(say(texts.TIME, lang))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        city = st.selectbox(
            say(texts.TIME_CITY, lang), city_options, width=280,
            format_func=lambda key: (
                say(texts.ALL_CITIES, lang) if key == EVERYWHERE else case.title("cities", key, lang)
            ),
            **state.remembered("time_city", EVERYWHERE, city_options),
        )  # fmt: skip
        scenario = MEAN
        if len(scenario_options) > 1:
            scenario = st.selectbox(
                say(texts.TIME_SCENARIO, lang), scenario_options, width=320,
                format_func=lambda key: (
                    say(texts.ALL_SCENARIOS, lang) if key == MEAN else case.title("scenarios", key, lang)
                ),
                **state.remembered("time_scenario", MEAN, scenario_options),
            )  # fmt: skip
        kind = st.segmented_control(
            say(texts.TIME_AS, lang), list(texts.AS), format_func=lambda key: say(texts.AS[key], lang), required=True,
            **state.remembered("time_as", "rise", list(texts.AS)),
        )  # fmt: skip
    kind = kind or state.choice("time_as")
    series = _series(plan, city, scenario)
    digits = 2 if kind == "rate" else 0
    values = _rates(series) if kind == "rate" else _rises(series)
    unit = "\u202f%" if kind == "rate" and lang == "fr" else "%" if kind == "rate" else ""
    table = pd.DataFrame({"period": list(values.index), "without": values["without"].to_numpy(),
                          "with": values["with"].to_numpy()})  # fmt: skip
    for column in ("without", "with"):
        table[f"{column}_text"] = [figure(value, lang, digits) + unit for value in table[column]]
    worst = int(table["without"].to_numpy().argmax())
    where = say(texts.ALL_CITIES, lang) if city == EVERYWHERE else case.title("cities", city, lang)
    told = figures.scenario(case, lang) if scenario == MEAN else case.title("scenarios", scenario, lang)
    sentence = say(
        texts.TIME_RATE_ALT if kind == "rate" else texts.TIME_RISE_ALT, lang,
        where=where, scenario=told, period=table["period"][worst],
        without=figure(table["without"][worst], lang, digits),
        with_fund=figure(table["with"][worst], lang, digits), before=figure(_before(series).iloc[worst], lang, 2),
    )  # fmt: skip
    names = say(texts.WITHOUT_FUND, lang), say(texts.WITH_FUND, lang)
    shown = table[["period", "without_text", "with_text"]].set_axis(
        [say(text, lang) for text in (common.PERIOD, texts.WITHOUT_COLUMN, texts.WITH_COLUMN)], axis=1
    )
    shown[say(texts.AVOIDED_COLUMN, lang)] = [figure(value, lang, digits) for value in table["without"] - table["with"]]
    grounds = [figures.ground(case, figures.RESULT, say(texts.RESULT, lang), told)]
    frame.present(
        time_chart.timeline(table, lang, names, 2 * (kind == "rate"), from_zero=kind == "rise"), lang,
        say(texts.TIME_TITLE, lang, unit=capital(say(texts.AXIS[kind], lang)), where=where), sentence, shown, grounds,
    )  # fmt: skip


def _series(plan: fundopt.Plan, city: str, scenario: str) -> pd.DataFrame:
    """By period, summed over cities: baseline, unemployed, unemployed_without_fund and labour [persons]."""
    case = plan.case
    columns = ["baseline", "unemployed", "unemployed_without_fund"]
    if scenario == MEAN:
        table = plan.unemployment.reset_index()
    else:
        table = plan.tables.unemployment
        table = table[table["scenario"] == scenario]
    table = table if city == EVERYWHERE else table[table["city"] == city]
    labour = dict(zip(case["cities"]["city"], case["cities"].floats("labour_force"), strict=True))
    table = table.assign(labour=table["city"].map(labour))
    return table.groupby("period")[[*columns, "labour"]].sum().reindex(list(case.periods))


def _rises(series: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {"without": series["unemployed_without_fund"] - series["baseline"],
         "with": series["unemployed"] - series["baseline"]}
    )  # fmt: skip


def _rates(series: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {"without": 100 * series["unemployed_without_fund"] / series["labour"],
         "with": 100 * series["unemployed"] / series["labour"]}
    )  # fmt: skip


def _before(series: pd.DataFrame) -> pd.Series:
    return 100 * series["baseline"] / series["labour"]
