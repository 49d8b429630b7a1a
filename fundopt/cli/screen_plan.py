"""One plan on one screen: what it achieves, who gets what, what limits it, what is left and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Line

from fundopt.api import Plan
from fundopt.audit.publish import proof
from fundopt.case.case import Case
from fundopt.case.provenance import coverage
from fundopt.case.schema import FUND
from fundopt.cli.proved import Proved
from fundopt.cli.screen_achieved import achieved
from fundopt.cli.screen_money import who_gets_what
from fundopt.cli.sentences import Price, facts, left_over, person_years, prices
from fundopt.cli.terminal import BOTH, QUIET, heading
from fundopt.language import Text, number, percent

MOST_PRICES = 6
ALIKE = ("budgets", "dependency", "private_share")
"""Families whose rules differ by source or city only: the dearest speaks for them."""
ROUNDING = 0.001
"""Share of a budget below which money left over comes from rounding."""


def show_plan(screen: Console, lang: str, plan: Plan, folder: str = "", proved: Proved | None = None) -> None:
    """The whole answer of `fundopt solve`; `proved` has the certificate, where one was asked for."""
    title(screen, lang, plan.case)
    achieved(screen, lang, plan)
    who_gets_what(screen, lang, plan)
    _limits(screen, lang, plan)
    _grounds(screen, lang, plan, exact=bool(proved and proved.certificate))
    if sentence := proved and proved.sentence(plan.case):
        screen.print(Line(sentence.of(lang), "bold"))
    if folder:
        screen.print(Line(_DOSSIER.of(lang, folder=folder)))


def title(screen: Console, lang: str, case: Case) -> None:
    """The fund, and the size and horizon of the case."""
    screen.print(Line(case.text(case.fund.name, lang), "bold"))
    counts = {table: counted(len(case[table]), noun, lang) for table, noun in _NOUNS.items()}
    horizon = {"first": case.budget_horizon[0], "last": case.budget_horizon[-1], "until": case.periods[-1]}
    basis = dict(FUND.column("basis").choices)[case.fund.basis].of(lang)
    screen.print(Line(_SIZE.of(lang, **counts, **horizon, basis=basis), QUIET))


def counted(count: int, noun: tuple[Text, Text], lang: str) -> str:
    """« 1 ville », « 14 villes »."""
    return f"{number(count, lang)} {noun[count != 1].of(lang)}"


def _limits(screen: Console, lang: str, plan: Plan) -> None:
    """The dearest decided rules with their price, the facts in one line, and money not spent."""
    found = prices(plan)
    screen.print()
    screen.print(heading(_LIMITS.of(lang), _LIMITS_NOTE.of(lang) if found else ""))
    width = screen.width - 2 if screen.width >= BOTH else 0
    for price, alike in _weightiest(found):
        screen.print(Padding(price.sentence(lang, _alike(alike, lang), width), (0, 0, 0, 2)))
    for name in plan.reached:
        screen.print(
            Padding(_REACHED.of(lang, name=name.name.of(lang)[0].upper() + name.name.of(lang)[1:]), (0, 0, 0, 2))
        )
    if known := facts(plan.binding, lang):
        screen.print(Padding(Line(_FACTS.of(lang, facts=known), QUIET), (0, 0, 0, 2)))
    for sentence in _not_spent(plan, lang):
        screen.print(Padding(sentence, (0, 0, 0, 2)))
    if plan.solved.finer:
        screen.print(Padding(_FINER.of(lang, reason=plan.solved.finer.of(lang)), (0, 0, 0, 2)))


def _not_spent(plan: Plan, lang: str) -> Iterable[str]:
    """Why each source keeps money; what whole payments leave over in one sentence."""
    rest = [item for item in plan.unspent if item.left < ROUNDING * item.budget]
    for item in plan.unspent:
        if item not in rest:
            yield left_over(plan.case, item, lang)
    if rest:
        yield _REST.of(lang, amount=number(sum(item.left for item in rest), lang))


def _weightiest(found: list[Price]) -> list[tuple[Price, list[Price]]]:
    """The weightiest rules; of rules of one kind the dearest stands for all, with the others after it."""
    kinds: dict[str, list[Price]] = {}
    for price in found:
        kinds.setdefault(price.family if price.family in ALIKE else f"{price.family}/{price.rule}", []).append(price)
    ranked = [sorted(members, key=lambda price: -price.price) for members in kinds.values()]
    return [(dearest, others) for dearest, *others in ranked[:MOST_PRICES]]


def _alike(prices_: list[Price], lang: str) -> str:
    """What the other rules of a kind would avoid: a range."""
    if not prices_:
        return ""
    least, most = (person_years(bound(price.price for price in prices_), lang).split()[0] for bound in (min, max))
    others = counted(len(prices_), _OTHER, lang)
    return (_AT if least == most else _FROM_TO).of(lang, others=others, least=least, most=most)


def _grounds(screen: Console, lang: str, plan: Plan, exact: bool) -> None:
    """What the engine says (where nothing is proved exactly), what was checked, and what rests on assumptions."""
    said = [] if exact else [proof(plan.solved).of(lang)]
    said += [_CHECK.of(lang), assumptions(plan.case, lang)]
    screen.print()
    screen.print(" ".join(filter(None, said)))


def assumptions(case: Case, lang: str) -> str:
    """« Sur 812 valeurs du cas : 34 % sourcées, 20 % dérivées, 46 % hypothèses »."""
    counts = pd.DataFrame([vars(part) for part in coverage(case)])
    total = int(counts[list(_STATUS)].to_numpy().sum()) if len(counts) else 0
    if not total:
        return ""
    shares = ", ".join(
        label.of(lang, share=percent(counts[status].sum() / total, lang, 0))
        for status, label in _STATUS.items()
        if counts[status].sum()
    )
    return _VALUES.of(lang, total=number(total, lang), shares=shares)


_SIZE = Text(
    "{cities} · {measures} · {sources} · dépense {first} à {last} · chômage ({basis}) projeté jusqu'à {until}",
    "{cities} · {measures} · {sources} · spending {first} to {last} · unemployment ({basis}) projected to {until}",
)
_NOUNS = {
    "cities": (Text("ville", "city"), Text("villes", "cities")),
    "measures": (Text("mesure", "measure"), Text("mesures", "measures")),
    "sources": (Text("source", "source"), Text("sources", "sources")),
}
_LIMITS = Text("Ce qui limite", "What limits it")
_LIMITS_NOTE = Text(
    "règles décidées, les plus lourdes d'abord ; prix à la marge, à sites inchangés",
    "decided rules, weightiest first; prices at the margin, with the same sites",
)
_REACHED = Text(
    "{name} : atteinte ; sans prix à la marge.",
    "{name}: reached; no price at the margin.",
)
_OTHER = Text("autre", "other"), Text("autres", "others")
_AT = Text("{others} : {most}", "{others}: {most}")
_FROM_TO = Text("{others} : {least} à {most}", "{others}: {least} to {most}")
_FACTS = Text("Manquent aussi : {facts}.", "Also scarce: {facts}.")
_REST = Text("Les montants entiers laissent {amount} MAD.", "Whole payments leave MAD {amount} over.")
_FINER = Text("Paiements au dirham près : {reason}", "Payments to the dirham: {reason}")
_CHECK = Text(
    "Contrôle : chaque règle a été recalculée sans le modèle ; aucune n'est enfreinte.",
    "Check: every rule was recomputed without the model; none is broken.",
)
_VALUES = Text("Données : {total} nombres, dont {shares}.", "Data: {total} numbers, of which {shares}.")
_STATUS = {
    "sourced": Text("{share} sourcés", "{share} sourced"),
    "derived": Text("{share} dérivés", "{share} derived"),
    "assumption": Text("{share} hypothèses", "{share} assumptions"),
    "none": Text("{share} sans origine", "{share} without origin"),
}
_DOSSIER = Text("Dossier : {folder}", "Dossier: {folder}")
