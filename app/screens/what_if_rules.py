"""The rules that can be switched off: how much each asks for; its owner and reason, said once where they are shared."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

import fundopt
from fundopt.case.edit_rows import OWNER
from fundopt.case.edits import RULE_TABLES
from fundopt.case.rule_amounts import rule_amount
from fundopt.case.scenario_words import row_title

from .. import state
from ..texts import what_if as texts
from ..words import figure, plain, say


@dataclass(frozen=True)
class Rule:
    """A rule of the case in use; `index` is its row, `active` what the case says of it, `now` what the edits say."""

    table: str
    index: int
    key: str
    active: bool
    now: bool


def draw(saved: fundopt.Case, made: fundopt.Case, lang: str) -> None:
    """A switch for each rule of the case in use; rules of one owner and one reason stand together."""
    groups = _groups(saved, made)
    if not groups:
        st.markdown(say(texts.NO_RULES, lang))
        return
    st.markdown(say(texts.RULES_LEAD, lang))
    many = sum(len(rules) for rules in groups.values()) > 8
    with st.container(height=520 if many else "content", border=False):
        for (owner, reason), rules in groups.items():
            with st.container(gap="xxsmall"):
                for rule in rules:
                    _switch(saved, rule, lang)
                st.caption(_why(saved, owner, reason, len(rules), lang))


def _groups(saved: fundopt.Case, made: fundopt.Case) -> dict[tuple[str, str], list[Rule]]:
    """Rules by owner and reason, in the order of the tables."""
    groups: dict[tuple, list[Rule]] = {}
    for table in RULE_TABLES:
        now = {made[table].key(i): active for i, active in enumerate(made[table]["active"])}
        data = saved[table]
        for index, (owner, reason) in enumerate(zip(data["owner"], data["reason"], strict=True)):
            key = data.key(index)
            if key in now:
                rule = Rule(table, index, key, data["active"][index], now[key])
                groups.setdefault((owner or "", reason or ""), []).append(rule)
    return groups


def _switch(saved: fundopt.Case, rule: Rule, lang: str) -> None:
    def change(on: bool) -> None:
        edit = fundopt.SwitchRule(rule.table, rule.key, on)
        if on == rule.active:
            state.withdraw(edit.target)
        else:
            state.edit(edit)

    title = row_title(saved, rule.table, rule.key, lang)
    number = rule_amount(saved, rule.table, rule.index, lang)
    name = say(texts.RULE_AMOUNT, lang, name=title, amount=number) if number else title
    st.toggle(plain(name), **state.bound(f"rule:{rule.table}:{rule.key}", rule.now, change))


def _why(saved: fundopt.Case, owner: str, reason: str, count: int, lang: str) -> str:
    """Owner and reason of a group of rules."""
    who = say(texts.YOURS, lang) if owner == OWNER else saved.text(owner, lang) or say(texts.NOBODY, lang)
    told = plain(" · ".join(part for part in (who, saved.text(reason, lang)) if part))
    return say(texts.RULES_OF_ONE_REASON, lang, count=figure(count, lang), why=told) if count > 1 else told
