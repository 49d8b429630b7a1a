"""What each rule costs, what it would take for what got nothing, and the assumptions that flip the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

import fundopt
from fundopt.language import percent
from fundopt.plan.explain import funding, sentences
from fundopt.plan.explain.explanation import Explanation
from fundopt.plan.explain.prices import RulePrice

from .. import figures, places, state
from ..charts import frame, spans
from ..charts.style import FUND, LOSS, PRIVATE
from ..texts import why as texts
from ..typeset import spaced, typeset
from ..words import MINUS, capital, plain, say, short

MOST = 10
"""Rules of a chart, and sentences shown before the others are folded."""
FELT = 0.01
"""Person-years below which a rule is told to cost nothing."""
ALL = "*"


def result(plan: fundopt.Plan, lang: str) -> list[frame.Ground]:
    """What the figures of an explanation rest on."""
    scenario = figures.scenario(plan.case, lang)
    return [figures.ground(plan.case, figures.RESULT, say(texts.RESULT, lang), scenario)]


def listed(told: Sequence[str], lang: str, most: int = MOST) -> None:
    """Sentences, those beyond `most` folded."""
    for sentence in told[:most]:
        st.markdown(f"- {typeset(capital(sentence), lang)}")
    if len(told) > most:
        with st.expander(say(texts.MORE, lang, count=len(told) - most)):
            for sentence in told[most:]:
                st.markdown(f"- {typeset(capital(sentence), lang)}")


def prices(plan: fundopt.Plan, found: Explanation, lang: str) -> None:
    """What each rule costs, as bars and in sentences with owner and cell; then what is scarcest."""
    rules = list(found.prices.rules)
    dear = [price for price in rules if price.cost.known and price.cost.least >= FELT][:MOST]
    told = [price for price in rules if not sentences.cheap(price)]
    if dear:
        _price_chart(plan, dear, lang)
    elif not rules:
        st.markdown(say(texts.NO_RULES, lang))
    for price in told[:MOST]:
        _price(price, lang)
    if len(told) > MOST:
        with st.expander(say(texts.MORE, lang, count=len(told) - MOST)):
            for price in told[MOST:]:
                _price(price, lang)
    if cheap := sentences.cheap_sentence([price for price in rules if sentences.cheap(price)], lang):
        st.caption(typeset(cheap, lang))
    if found.prices.idle:
        st.caption(typeset(sentences.idle_sentence(found.prices, lang), lang))
    facts = [price for price in found.prices.facts if price.looser.known]
    if facts:
        st.markdown(f"### {say(texts.FACTS, lang)}")
        listed([sentences.rule_sentence(price, lang) for price in facts], lang, MOST // 2)


def _price_chart(plan: fundopt.Plan, dear: Sequence[RulePrice], lang: str) -> None:
    names = _distinct([short(spaced(capital(price.stated.name.of(lang)), lang), 52) for price in dear])
    most = [price.cost.most if np.isfinite(price.cost.most) else price.cost.least for price in dear]
    shown = [_span(price, lang) for price in dear]
    table = pd.DataFrame({"name": names, "least": [p.cost.least for p in dear], "most": most, "shown": shown})
    rows = [
        (
            capital(price.stated.name.of(lang)), sentences.span(price.cost, lang), sentences.span(price.looser, lang),
            price.stated.owner.of(lang) or say(texts.NOBODY, lang), places.where(price.stated.place, lang),
        )
        for price in dear
    ]  # fmt: skip
    heads = [say(text, lang) for text in texts.RULE_HEADS]
    sentence = say(texts.PRICES_ALT, lang, first=names[0], value=spaced(sentences.span(dear[0].cost, lang), lang))
    frame.present(
        spans.sure_and_possible(table, LOSS), lang, say(texts.PRICES_TITLE, lang), sentence,
        pd.DataFrame(rows, columns=heads), result(plan, lang),
    )  # fmt: skip


def _span(price: RulePrice, lang: str) -> str:
    """What a rule costs, in the unit of the chart."""
    least, most = (sentences.figure(value, lang) for value in (price.cost.least, price.cost.most))
    return least if price.cost.status != "between" or least == most else say(texts.SPAN, lang, least=least, most=most)


def _price(price: RulePrice, lang: str) -> None:
    stated = price.stated
    place = "" if stated.place is None else places.where(stated.place, lang)
    grounds = " · ".join(part for part in (stated.owner.of(lang), place, stated.reason.of(lang)) if part)
    beneath = f"  \n:small[{typeset(grounds, lang)}]" if grounds else ""
    st.markdown(f"- {typeset(sentences.rule_sentence(price, lang), lang)}{beneath}")


def missing(plan: fundopt.Plan, found: Explanation, lang: str) -> None:
    """What each measure without money would have to cost or achieve, of all cities and measures or of one."""
    pairs = list(found.unfunded)
    st.markdown(f"### {say(texts.MISSING_TITLE, lang)}")
    if not pairs:
        st.markdown(say(texts.NONE_MISSING, lang))
        return
    case = plan.case
    measures = [ALL, *(name for name in case.names("measures") if any(item.pair.measure == name for item in pairs))]
    cities = [ALL, *(name for name in case.names("cities") if any(item.pair.city == name for item in pairs))]
    with st.container(horizontal=True):
        measure = st.selectbox(
            say(texts.MISSING_MEASURE, lang), measures, width=340,
            format_func=lambda key: say(texts.ALL_MEASURES, lang) if key == ALL else case.title("measures", key, lang),
            **state.remembered("why_measure", ALL, measures),
        )  # fmt: skip
        city = st.selectbox(
            say(texts.MISSING_CITY, lang), cities, width=280,
            format_func=lambda key: say(texts.ALL_CITIES, lang) if key == ALL else case.title("cities", key, lang),
            **state.remembered("why_city", ALL, cities),
        )  # fmt: skip
    mine = [item for item in pairs if measure in (ALL, item.pair.measure) and city in (ALL, item.pair.city)]
    possible = [item for item in mine if item.forbidden is None]
    closed = [item.forbidden.of(lang) for item in mine if item.forbidden is not None]
    st.caption(say(texts.MISSING_LEAD, lang, open=len(possible), closed=len(closed)))
    listed(funding.told(possible, lang), lang)
    for reason, count in Counter(closed).most_common():
        st.caption(plain(say(texts.FORBIDDEN, lang, count=count, reason=reason)))


def assumptions(plan: fundopt.Plan, found: Explanation, lang: str) -> None:
    """The assumptions that flip the plan, the most delicate first."""
    ranked = found.flips.ranked
    if ranked:
        _flip_chart(plan, found, lang)
        listed([flip.sentence(lang) + "." for flip in ranked], lang, MOST // 2)
    else:
        st.markdown(say(texts.NO_FLIP, lang))
    st.caption(typeset(found.flips.sentence(lang), lang))


def margins(plan: fundopt.Plan, found: Explanation, lang: str) -> None:
    """How far the numbers of what is funded may move before the plan changes for it."""
    told = [item.sentence(lang) for item in found.margins.funded if item.margins]
    if told:
        with st.expander(say(texts.MARGINS, lang)):
            st.caption(typeset(found.margins.sentence(lang), lang))
            for sentence in told:
                st.markdown(f"- {typeset(sentence, lang)}")


def _flip_chart(plan: fundopt.Plan, found: Explanation, lang: str) -> None:
    rows = []
    for flip in found.flips.ranked:
        about = flip.lever.about.of(lang)
        sign = "+" if flip.change > 0 else MINUS
        digits = 1 if abs(flip.change) < 0.1 else 0
        rows.append(
            {
                "name": capital(flip.lever.label.of(lang)) + (f", {about}" if about else ""),
                "value": flip.shown_fr if lang == "fr" else flip.shown_en,
                "change": flip.change,
                "shown": sign + percent(round(abs(flip.change), 4), lang, digits),
                "place": places.where(flip.lever.place, lang),
            }
        )
    table = pd.DataFrame(rows)
    shown = table[["name", "value", "shown", "place"]].set_axis([say(text, lang) for text in texts.FLIP_HEADS], axis=1)
    drawn = table.assign(name=_distinct([short(name, 60) for name in table["name"]]))
    frame.present(
        spans.changes(drawn, (PRIVATE, FUND)), lang, say(texts.FLIPS_TITLE, lang),
        say(texts.FLIPS_ALT, lang, first=rows[0]["name"], change=rows[0]["shown"]), shown, result(plan, lang),
    )  # fmt: skip


def _distinct(names: Sequence[str]) -> list[str]:
    """The names, told apart where two of them are cut to the same."""
    seen: Counter[str] = Counter()
    told = []
    for name in names:
        seen[name] += 1
        told.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return told
