"""Plans that spend less than the best: why money is left, and what the best plan would avoid with as much."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

import fundopt
from fundopt import comparison
from fundopt.errors import Infeasible

from .. import later, work
from ..identity import case_hash
from ..texts import compare as texts
from ..typeset import typeset
from ..words import figure, money, plain, say
from .compare_choice import KEY, Compared

LESS = 0.01
"""Share of the best plan's money by which a plan spends less to be told so."""


def left(plans: Sequence[Compared], lang: str) -> list[str]:
    """A sentence for each plan that leaves money of the fund, with the reason."""
    keys = {each.title: each.key.removeprefix(KEY) if each.key.startswith(KEY) else None for each in plans}
    told = [comparison.left_over(each.title, each.plan, lang, keys[each.title]) for each in plans]
    return [typeset(sentence, lang) for sentence in told if sentence]


def show(plans: Sequence[Compared], lang: str) -> None:
    """For each plan that spends less and costs less a person-year: what the best plan does with as much money."""
    cheap = [each for each in plans if _looks_cheaper(each)]
    if not cheap:
        return
    st.caption(say(texts.CHEAPEST_FIRST, lang))
    for each in cheap:
        later.show(_same_money(each), lang, say(texts.SAME_MONEY_WORK, lang, name=plain(each.title)),
                   lambda best, each=each: _told(each, best, lang))  # fmt: skip


def _looks_cheaper(each: Compared) -> bool:
    if each.best is None or each.plan is each.best:
        return False
    mine, best = each.plan.achievements, each.best.achievements
    return (
        0 < mine.money < best.money * (1 - LESS)
        and mine.person_years_avoided > 0
        and mine.cost_per_person_year < best.cost_per_person_year
    )


def _same_money(each: Compared) -> later.Job:
    """The best plan of the case with its fund scaled to what the plan spends; None where no plan keeps the rules."""
    case, reached = each.plan.case, each.plan.achievements
    factor = Decimal(str(round(reached.money / reached.fund, 4)))
    return later.job(("same money", case_hash(case), factor), lambda: _best_with(case, factor))


def _best_with(case: fundopt.Case, factor: Decimal) -> fundopt.Plan | None:
    scaled, _ = fundopt.Scenario(edits=(fundopt.ScaleFund(factor),)).apply(case)
    if scaled is None:
        return None
    try:
        return work.best(scaled)
    except Infeasible:
        return None


def _told(each: Compared, best: fundopt.Plan | None, lang: str) -> None:
    mine = each.plan.achievements
    values = {"name": plain(each.title), "money": money(mine.money, lang)}
    if best is None:
        st.markdown(say(texts.SAME_MONEY_NONE, lang, **values))
        return
    reached = best.achievements
    more = reached.person_years_avoided - mine.person_years_avoided
    text = texts.SAME_MONEY_MORE if round(more) > 0 else texts.SAME_MONEY_LESS if round(more) < 0 else texts.SAME_MONEY
    st.markdown(
        say(text, lang, **values, years=figure(reached.person_years_avoided, lang), more=figure(abs(more), lang),
            cost=figure(round(reached.cost_per_person_year, -2), lang))
    )  # fmt: skip
