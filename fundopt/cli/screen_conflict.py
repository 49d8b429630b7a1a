"""Why no plan keeps every rule: the rules that clash, their repairs, and a plan of the repaired case."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text as Line

from fundopt.api import Plan
from fundopt.cli.sentences import person_years
from fundopt.cli.terminal import QUIET, heading
from fundopt.errors import Infeasible
from fundopt.language import Text, join, million
from fundopt.plan.achievements import money_by
from fundopt.plan.conflict import Conflict, Dispute, Move, Repair
from fundopt.plan.conflict.words import change, moved, moves, shown


def show_conflict(screen: Console, lang: str, refusal: Infeasible) -> None:
    """Every clash with its rules and their repairs, the combined repair, and what a plan of the repaired case does."""
    conflict = refusal.conflict
    if conflict is None:
        return
    for dispute in conflict.disputes:
        screen.print()
        screen.print(heading((_ONE if len(dispute.rules) == 1 else _SEVERAL).of(lang)))
        _show_dispute(screen, lang, conflict, dispute)
    if conflict.more:
        screen.print(Line(_MORE.of(lang), QUIET))
    screen.print()
    screen.print(heading(_CHEAPEST.of(lang), _PRICED.of(lang)))
    if conflict.combined is None:
        screen.print("  " + _NO_REPAIR.of(lang))
        return
    for sentence in moves(conflict.case, conflict.combined, lang):
        screen.print(Line("  " + sentence + "."))
    if refusal.repaired is not None:
        screen.print()
        screen.print(heading(_THEN.of(lang)))
        screen.print(Line("  " + repaired_sentence(refusal.repaired, lang)))


def repaired_sentence(plan: Plan, lang: str) -> str:
    """What the best plan of the repaired case avoids, and the cities that get most."""
    money = {city: float(amount) for city, amount in money_by(plan.tables, "city").items()}
    most = sorted(money, key=lambda city: -money[city])[:3]
    cities = [
        f"{plan.case.title('cities', city, lang)} {million(money[city], lang)}" for city in most if money[city] > 0
    ]
    return _REPAIRED.of(
        lang,
        years=person_years(plan.achievements.person_years_avoided, lang),
        money=million(plan.achievements.money, lang),
        cities=join(cities, lang),
    )


def _show_dispute(screen: Console, lang: str, conflict: Conflict, dispute: Dispute) -> None:
    for statement, repair in zip(dispute.rules, dispute.repairs, strict=True):
        value = shown(conflict.case, statement, statement.value, lang) if statement.value is not None else ""
        owner = f" · {statement.owner.of(lang)}" if statement.owner.of(lang) else ""
        screen.print(Line.assemble("  ", (statement.name.of(lang), "bold"), f"{_IS.of(lang)}{value}" if value else ""))
        screen.print(Line(f"    {statement.place}{owner}", QUIET))
        told = ", ".join(change(conflict.case, move, lang) for move in repair.moves) if repair else ""
        screen.print(Line("    " + (_ALONE.of(lang, move=told) if told else _NOT_ALONE.of(lang))))
    if dispute.facts:
        facts = join([fact.name.of(lang) for fact in dispute.facts], lang)
        screen.print(Line("  " + _FACTS.of(lang, facts=facts), QUIET))


def conflict_record(refusal: Infeasible, lang: str) -> dict | None:
    """The conflict with stable keys, for `--json`."""
    conflict = refusal.conflict
    if conflict is None:
        return None
    plan = refusal.repaired
    return {
        "clashes": [
            {
                "rules": [
                    {
                        "family": statement.family,
                        "table": statement.table,
                        "name": statement.name.of(lang),
                        "owner": statement.owner.of(lang),
                        "place": str(statement.place),
                        "value": statement.value,
                        "repair": _moves_record(conflict, repair, lang),
                    }
                    for statement, repair in zip(dispute.rules, dispute.repairs, strict=True)
                ],
                "facts": [fact.name.of(lang) for fact in dispute.facts],
            }
            for dispute in conflict.disputes
        ],
        "more": conflict.more,
        "combined": _moves_record(conflict, conflict.combined, lang),
        "repaired_plan": None
        if plan is None
        else {
            "person_years_avoided": plan.achievements.person_years_avoided,
            "money": plan.achievements.money,
            "cities": {city: float(amount) for city, amount in money_by(plan.tables, "city").items()},
        },
    }


def _moves_record(conflict: Conflict, repair: Repair | None, lang: str) -> list[dict] | None:
    return None if repair is None else [_move_record(conflict, move, lang) for move in repair.moves]


def _move_record(conflict: Conflict, move: Move, lang: str) -> dict:
    return {
        "place": str(move.statement.place),
        "before": move.before,
        "after": move.after,
        "size": move.size,
        "unit": move.unit,
        "allowed": [list(cell) for cell in move.allowed],
        "sentence": moved(conflict.case, move, lang),
    }


_ONE = Text("Règle impossible à tenir", "A rule that cannot be kept")
_SEVERAL = Text(
    "Règles qui se contredisent : il suffit que l'une cède", "Rules that clash: it is enough that one gives way"
)
_IS = Text(" : ", ": ")
_ALONE = Text("Si elle cède seule : {move}.", "If it alone gives way: {move}.")
_NOT_ALONE = Text("La changer seule ne suffit pas.", "Changing it alone is not enough.")
_FACTS = Text("Ce qui les borne : {facts}.", "What limits them: {facts}.")
_MORE = Text(
    "D'autres règles se contredisent encore ; la réparation d'ensemble les compte.",
    "Further rules clash; the combined repair counts them.",
)
_CHEAPEST = Text("La réparation d'ensemble la moins chère", "The cheapest repair of everything")
_PRICED = Text(
    "un MAD compte un MAD ; changer toute autre règle de toute sa valeur compte le fonds entier",
    "a MAD counts as one; changing any other rule by its whole value counts as the whole fund",
)
_NO_REPAIR = Text(
    "Aucune valeur arrondie ne convient : désactivez l'une des règles.", "No round value will do: switch a rule off."
)
_THEN = Text("Un plan du cas ainsi réparé, avant arrondi", "A plan of the case so repaired, before rounding")
_REPAIRED = Text(
    "{years} de chômage évitées pour {money} ; les villes qui reçoivent le plus : {cities}.",
    "{years} of unemployment avoided for {money}; the cities that get most: {cities}.",
)
