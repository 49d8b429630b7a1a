"""The overview: what the shock does, what the fund does, where, with whose money, and when."""

from __future__ import annotations

from collections import Counter

import streamlit as st

import fundopt
from fundopt import comparison
from fundopt.language import join
from fundopt.plan.summary import MAD, Wording

from .. import figures, later, state, work
from ..charts import frame
from ..identity import case_hash
from ..texts import common
from ..texts import overview as texts
from ..words import figure, money, plain, say, share
from . import overview_charts as charts

MOST_SCARCE = 2
"""Kinds of what is scarce that the sentence on the plan names."""


def draw(lang: str) -> None:
    """Draw the page for the case in use."""
    st.title(say(texts.TITLE, lang))
    case = state.session().case
    found = later.staged(("best", case_hash(case)), lambda tell: work.best(case, tell))
    later.show(
        found, lang, say(texts.PLAN, lang), lambda plan: _plan(plan, lang), texts.STAGES, lambda: _shock(case, lang)
    )


def _shock(case: fundopt.Case, lang: str) -> None:
    """What needs no plan: the jobs that the shock takes, and where."""
    lost = charts.lost_by_scenario(case)
    least, most = figure(min(lost), lang), figure(max(lost), lang)
    one, many = common.COUNTS["cities"]
    count = len(case["cities"])
    with st.container(key="lead"):
        st.markdown(
            say(texts.SHOCK, lang, lost=least if least == most else say(texts.FROM_TO, lang, least=least, most=most),
                cities=f"{figure(count, lang)} {(one if count == 1 else many).of(lang)}", last=case.periods[-1])
        )  # fmt: skip
    st.space("small")
    charts.at_risk(case, lang)


def _plan(plan: fundopt.Plan, lang: str) -> None:
    """The whole page, once there is a plan."""
    _lead(plan, lang)
    _figures(plan, lang)
    st.space("small")
    charts.cities(plan, lang)
    st.space("small")
    charts.flows(plan, lang)
    st.space("small")
    charts.timeline(plan, lang)


def _lead(plan: fundopt.Plan, lang: str) -> None:
    """The whole story in two sentences."""
    reached, case = plan.achievements, plan.case
    added = reached.person_years_added
    with st.container(key="lead"):
        st.markdown(
            say(
                texts.LEAD, lang,
                lost=figure(reached.displaced, lang), added=figure(added, lang), last=case.periods[-1],
                money=money(reached.money, lang, 0), avoided=figure(reached.person_years_avoided, lang),
                share=share(reached.person_years_avoided, added, lang),
                back=figure(reached.displaced_back_at_work, lang),
            ),
            help=say(texts.WHAT_IS_ONE, lang),
        )  # fmt: skip
    st.markdown(_why_there(plan, lang))
    lost = plan.tables.unemployment.groupby("scenario", sort=False)
    if lost.ngroups > 1:
        by_scenario = charts.lost_by_scenario(case)
        st.caption(
            say(texts.RANGE, lang, least=figure(min(by_scenario), lang), most=figure(max(by_scenario), lang),
                mean=figures.scenario(case, lang))
        )  # fmt: skip


def _why_there(plan: fundopt.Plan, lang: str) -> str:
    """What is scarcest in the plan: the families of facts, and the budgets, that are worth most at their prices."""
    worth = Counter[str]()
    for item in plan.binding:
        if item.rule.family in texts.SCARCE:
            worth[item.rule.family] += item.worth
    scarce = [family for family, _ in worth.most_common(MOST_SCARCE)]
    if scarce in ([], ["budgets"]):
        return say(texts.WHY_THERE_MONEY, lang)
    return say(texts.WHY_THERE, lang, scarce=join([texts.SCARCE[family].of(lang) for family in scarce], lang))


def _figures(plan: fundopt.Plan, lang: str) -> None:
    """Six figures, each with what it is to be read against, and what it rests on."""
    reached, case = plan.achievements, plan.case
    added, mean = reached.person_years_added, figures.scenario(case, lang)
    shock, result = figures.ground(case, figures.SHOCK, "", mean), figures.ground(case, figures.RESULT, "", mean)
    rough = round(reached.cost_per_person_year, -2) if reached.person_years_avoided > 0 else float("nan")

    def of(text, **values):
        return say(text, lang, **values)

    cards = (
        ("person_years_remaining", of(texts.WITHOUT, value=figure(added, lang)), shock),
        ("person_years_avoided",
         of(texts.OF_SHOCK, share=share(reached.person_years_avoided, added, lang, 1)), result),
        ("displaced_back_at_work",
         of(texts.OF_DISPLACED, displaced=figure(reached.displaced, lang), period=reached.peak_period), result),
        ("net_jobs_peak",
         of(texts.KEPT, period=reached.peak_period, end=figure(reached.net_jobs_end, lang), last=case.periods[-1],
            kept=figure(reached.jobs_kept, lang)), result),
        ("worst_rise",
         of(texts.WORST_OF, city=case.title("cities", reached.worst_city, lang),
            value=figure(reached.worst_rise_without_fund, lang, 2)), result),
        ("money",
         of(texts.COST, value=figure(rough, lang)) if rough == rough else of(texts.NO_EFFECT),
         figures.ground(case, figures.MONEY)),
    )  # fmt: skip
    with st.container(key="figures"):
        for row in (cards[:3], cards[3:]):
            for column, (name, beside, ground) in zip(st.columns(3), row, strict=True):
                with column.container(border=True, gap="xsmall"):
                    wording, value = comparison.wording(name), float(getattr(reached, name))
                    st.metric(say(wording.short, lang), _with_unit(wording, value, lang))
                    st.caption(plain(beside))
                    st.caption(frame.badge(ground, lang), help=say(common.STATUS_HELP[ground.status], lang))
    if reached.gross_units > 0:
        st.caption(of(texts.GROSS, gross=figure(reached.gross_placements, lang)))


def _with_unit(wording: Wording, value: float, lang: str) -> str:
    """A key figure as it stands on its card."""
    if wording.unit == MAD:
        return money(value, lang)
    return f"{figure(value, lang, wording.digits)} {wording.unit.beside(value, lang, wording.digits)}"
