"""Which rules each plan breaks, by how much and whose they are; how far it is from the best; where cases differ."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from fundopt import comparison
from fundopt.audit.check import RULES as FAMILIES
from fundopt.audit.check import Check
from fundopt.language import join

from .. import state
from ..identity import case_hash
from ..texts import compare as texts
from ..words import figure, money, plain, say, share
from .compare_choice import EDITS, SCENARIO, Compared

MOST_RULES, MOST_CHANGES = 4, 8
NAMED = {"limits": "limits", "commitments": "commitments"}
"""Families whose members have a name of their own, with the table that has it."""
SAME = 1e-4
"""Share of the best effect below which two plans avoid as much."""


def show(plans: Sequence[Compared], lang: str) -> None:
    """A card for each plan."""
    st.header(say(texts.RULES, lang))
    with st.container(key="fold_rules"):
        for pair in (plans[:2], plans[2:]):
            for column, each in zip(st.columns(2), pair, strict=False) if pair else ():
                with column.container(border=True):
                    _card(each, lang)


def _card(each: Compared, lang: str) -> None:
    st.markdown(f"**{plain(each.title)}**")
    st.markdown(_distance(each, lang))
    rules = comparison.broken_rules(each.plan)
    if rules:
        st.markdown(say(texts.BREAKS_ONE if len(rules) == 1 else texts.BREAKS, lang, count=len(rules)))
        lines = [_line(group, lang) for group in _alike(rules)]
        st.markdown("\n".join(lines[:MOST_RULES]))
    else:
        lines = []
        st.markdown(say(texts.KEEPS, lang))
    if (idle := comparison.idle_money(each.plan)) >= 1:
        cities = join(comparison.idle_cities(each.plan, lang), lang)
        st.markdown(say(texts.IDLE, lang, amount=money(idle, lang), cities=plain(cities)))
    if len(lines) > MOST_RULES:
        with st.expander(say(texts.MORE_RULES, lang, count=len(lines) - MOST_RULES)):
            st.markdown("\n".join(lines[MOST_RULES:]))


def _alike(rules: Sequence[Check]) -> list[list[Check]]:
    """The rules broken, those of one family that are broken in several cities together, in the order of families."""
    groups: dict[tuple[str, str, object], list[Check]] = {}
    for rule in sorted(rules, key=lambda rule: rule.family):
        alone = "/".join(rule.label) if _city(rule) is None else rule.label[0] if rule.family in NAMED else ""
        groups.setdefault((rule.family, alone, rule.unit), []).append(rule)
    return list(groups.values())


def _city(rule: Check) -> str | None:
    """The city that a rule is about, by its label; None where it is about no single one."""
    axes = FAMILIES[rule.family].axes
    return rule.label[axes.index("city")] if "city" in axes[: len(rule.label)] else None


def _line(group: Sequence[Check], lang: str) -> str:
    """One rule, or one family with the cities in which it is broken."""
    first = group[0]
    cities = list(dict.fromkeys(_city(rule) or "" for rule in group))
    if len(cities) == 1:
        return "\n".join(_rule(rule, lang) for rule in group)
    worst = max(group, key=lambda rule: rule.excess)
    places = ", ".join(first.case.title("cities", city, lang) for city in cities)
    line = say(
        texts.RULE_IN, lang, rule=plain(_family(first, lang)), count=len(group), places=plain(places),
        missed=plain(comparison.missed(worst, lang)),
    )  # fmt: skip
    owner = comparison.owner(first, lang)
    return f"- {line}" + (say(texts.RULE_OWNER, lang, owner=plain(owner)) if owner else "")


def _family(rule: Check, lang: str) -> str:
    """What rules are called together: a limit by its name, others by their family without what names one member."""
    if rule.family in NAMED:
        return rule.case.title(NAMED[rule.family], rule.label[0], lang)
    return re.sub(r"\s*[«“]?\s*\{\w+\}\s*[»”]?", "", FAMILIES[rule.family].title.of(lang)).strip()


def _rule(rule, lang: str) -> str:
    line = say(texts.RULE, lang, rule=plain(rule.sentence(lang)), missed=plain(comparison.missed(rule, lang)))
    owner = comparison.owner(rule, lang)
    return f"- {line}" + (say(texts.RULE_OWNER, lang, owner=plain(owner)) if owner else "")


def _distance(each: Compared, lang: str) -> str:
    """How many person-years the best plan of the same case avoids beyond this one."""
    if each.best is None:
        return say(texts.DISTANCE_NONE, lang)
    if each.plan is each.best:
        return say(texts.DISTANCE_BEST, lang)
    missing, whole = each.best.effect - each.plan.effect, each.best.effect
    if abs(missing) <= SAME * max(abs(whole), 1.0):
        return say(texts.DISTANCE_SAME, lang)
    digits = 0 if abs(missing) >= 10 else 1
    if missing < 0:
        text = texts.DISTANCE_AHEAD if comparison.broken_rules(each.plan) else texts.DISTANCE_SAME
        return say(text, lang, years=figure(-missing, lang, digits))
    return say(texts.DISTANCE_BEHIND, lang, years=figure(missing, lang, digits), share=share(missing, whole, lang))


def apart(plans: Sequence[Compared], lang: str) -> None:
    """Where plans answer different cases: that they do, and which assumptions differ."""
    first = plans[0]
    if all(case_hash(each.plan.case) == case_hash(first.plan.case) for each in plans):
        return
    in_use = case_hash(state.session().case)
    differing = comparison.apart({each.title: each.plan for each in plans}, lang, MOST_CHANGES)
    with st.container(border=True):
        st.markdown(f"**{say(texts.APART, lang)}**")
        st.markdown(say(texts.APART_SAID, lang, first=plain(first.title)))
        for each in plans:
            lines = _edits(each, lang) if case_hash(first.plan.case) == in_use else ()
            lines = lines or differing.get(each.title, ())
            if lines:
                st.markdown(say(texts.APART_OF, lang, name=plain(each.title)))
                st.markdown("\n".join(f"- {plain(line)}" for line in lines[: MOST_CHANGES + 1]))


def _edits(each: Compared, lang: str) -> Sequence[str]:
    """The edits of a scenario in the words of the person who made them."""
    now = state.session()
    if each.key == EDITS:
        return now.history.present.words(now.case, lang)
    if each.key.startswith(SCENARIO):
        return now.scenarios[each.key.removeprefix(SCENARIO)].words(now.case, lang)
    return ()
