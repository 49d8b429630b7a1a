"""A given plan on the screen: what it achieves beside the best plan, the rules it breaks, and its distance."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Line

from fundopt.api import Plan
from fundopt.audit.comparison_words import broken_rules
from fundopt.cli.screen_compare import figure_table, plan_title
from fundopt.cli.screen_plan import title
from fundopt.cli.sentences import idle_money
from fundopt.cli.terminal import ACCENT, ALARM, heading
from fundopt.language import Text, number, percent

MOST_BROKEN = 20


def show_evaluation(screen: Console, lang: str, plan: Plan, best: Plan | None) -> None:
    """The whole answer of `fundopt evaluate`."""
    title(screen, lang, plan.case)
    screen.print()
    screen.print(heading(_PLAN.of(lang, name=plan_title(plan.name, lang))))
    figures = figure_table({_GIVEN.of(lang): plan} | ({_BEST.of(lang): best} if best else {}), lang)
    screen.print(figures.table(screen.width))
    screen.print()
    _distance(screen, lang, plan, best)
    _broken(screen, lang, plan)
    if (idle := idle_money(plan)) >= 1:
        screen.print(_IDLE.of(lang, amount=number(idle, lang)))


def _distance(screen: Console, lang: str, plan: Plan, best: Plan | None) -> None:
    """How many person-years the best plan avoids beyond this one."""
    if best is None:
        screen.print(_NO_BEST.of(lang))
        return
    missing = best.effect - plan.effect
    values = {
        "amount": number(abs(missing), lang, 1),
        "share": percent(abs(missing) / best.effect if best.effect else 0, lang, 1),
    }
    if abs(missing) <= 1e-4 * max(abs(best.effect), 1.0):
        text = _SAME
    elif missing > 0:
        text = _BEHIND
    else:
        text = _AHEAD if broken_rules(plan) else _BETTER
    screen.print(Line(text.of(lang, **values), "bold"))


def _broken(screen: Console, lang: str, plan: Plan) -> None:
    """Every rule the plan breaks, in a sentence; money that buys nothing is told apart."""
    found = broken_rules(plan)
    if not found:
        screen.print(Line(_KEEPS.of(lang), ACCENT))
        return
    message = _BREAKS_ONE if len(found) == 1 else _BREAKS
    screen.print(Line(message.of(lang, count=number(len(found), lang)), ALARM))
    for item in found[:MOST_BROKEN]:
        screen.print(Padding(item.sentence(lang), (0, 0, 0, 2)))
    if len(found) > MOST_BROKEN:
        screen.print(Padding(_MORE.of(lang, count=number(len(found) - MOST_BROKEN, lang)), (0, 0, 0, 2)))


_PLAN = Text("Plan « {name} »", "Plan “{name}”")
_GIVEN, _BEST = Text("ce plan", "this plan"), Text("optimum", "optimum")
_NO_BEST = Text(
    "Il n'y a pas d'optimum à comparer : aucun plan ne respecte toutes les règles du cas.",
    "There is no optimum to compare with: no plan keeps every rule of the case.",
)
_SAME = Text("Ce plan évite autant de chômage que l'optimum.", "This plan avoids as much unemployment as the optimum.")
_BEHIND = Text(
    "À effet pondéré (les années lointaines comptent moins), l'optimum évite {amount} années-personnes de plus, soit"
    " {share} de l'effet de l'optimum.",
    "Weighted (later years count less), the optimum avoids {amount} person-years more, {share} of the optimum's"
    " effect.",
)
_AHEAD = Text(
    "Ce plan évite {amount} années-personnes de plus que l'optimum ({share}), mais en enfreignant des règles.",
    "This plan avoids {amount} person-years more than the optimum ({share}), but by breaking rules.",
)
_BETTER = Text(
    "Ce plan évite {amount} années-personnes de plus que l'optimum trouvé ({share}) : celui-ci paie en"
    " milliers entiers et départage les plans équivalents.",
    "This plan avoids {amount} person-years more than the optimum found ({share}): that one pays"
    " whole thousands and settles ties.",
)
_KEEPS = Text("Il respecte toutes les règles.", "It keeps every rule.")
_BREAKS_ONE = Text("Il enfreint une règle :", "It breaks one rule:")
_BREAKS = Text("Il enfreint {count} règles :", "It breaks {count} rules:")
_MORE = Text("… et {count} de plus (toutes avec --json).", "… and {count} more (all with --json).")
_IDLE = Text(
    "{amount} MAD sont payés sans rien acheter : le vivier, les places ou les personnes sont épuisés.",
    "MAD {amount} are paid but buy nothing: the pool, the rooms or the people are used up.",
)
