"""The commands and their arguments, with help in French or English."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable, Sequence
from functools import partial
from typing import NoReturn

from fundopt.language import LANGUAGES, Text

KEYS = ("at-risk", "unemployed", "equal")


class Misuse(Exception):
    """The command line cannot be followed; `usage` recalls its form."""

    def __init__(self, message: str, usage: str = ""):
        super().__init__(message)
        self.usage = usage


class Parser(argparse.ArgumentParser):
    """Raises Misuse where argparse would print and exit."""

    def error(self, message: str) -> NoReturn:
        raise Misuse(message, self.format_usage().strip())


def parser(lang: str, version: Callable[[], str]) -> Parser:
    """The parser of the whole command line, its help in `lang` (to be used within `argparse_texts.speaking`)."""
    width = min(110, shutil.get_terminal_size((110, 24)).columns)
    form = partial(argparse.HelpFormatter, max_help_position=30, width=width)
    common = _common(lang)
    whole = Parser(
        prog="fundopt",
        description=_ABOUT.of(lang),
        epilog=_EXIT_CODES.of(lang),
        formatter_class=form,
        parents=[common],
        allow_abbrev=False,
    )
    whole.add_argument("--version", action="store_true", help=_VERSION.of(lang))
    commands = whole.add_subparsers(dest="command", metavar=_COMMAND.of(lang), title=_COMMANDS.of(lang))
    for name, (about, add_arguments) in COMMANDS.items():
        command = commands.add_parser(
            name,
            help=about.of(lang),
            description=_sentence(about.of(lang)),
            formatter_class=form,
            parents=[common],
            allow_abbrev=False,
        )
        add_arguments(partial(_argument, command, lang))
    return whole


def _common(lang: str) -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=_LANG.of(lang))
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=_JSON.of(lang))
    return common


def _argument(command: argparse.ArgumentParser, lang: str, *flags: str, about: Text, **options: object) -> None:
    metavar = options.pop("metavar", None)
    if metavar is not None:
        options["metavar"] = metavar.of(lang) if isinstance(metavar, Text) else metavar
    command.add_argument(*flags, help=about.of(lang), **options)


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."


Add = Callable[..., None]


def _check(add: Add) -> None:
    add("case", metavar=_CASE, about=_CASE_HELP)


def _solve(add: Add) -> None:
    add("case", metavar=_CASE, about=_CASE_HELP)
    add("--out", metavar=_FOLDER, about=Text("écrire le dossier du plan dans ce dossier", "write the plan's dossier to this folder"))
    _engine(add)


def _engine(add: Add) -> None:
    add("--engine", metavar=Text("MOTEUR", "ENGINE"), about=Text("glop, highs, scip… (d'habitude : choisi selon le modèle)", "glop, highs, scip… (usually chosen by the model)"))
    add("--gap", type=_share, default=1e-4, metavar=Text("ÉCART", "GAP"), about=Text("écart relatif prouvé avec des sites (0,0001)", "proven relative gap with sites (0.0001)"))
    add("--time-limit", type=_seconds, metavar="S", about=Text("secondes au plus pour le moteur", "most seconds for the engine"))


def _evaluate(add: Add) -> None:
    add("case", metavar=_CASE, about=_CASE_HELP)
    add("--plan", metavar=_FILE, about=Text("plan à juger : .csv, .xlsx ou dossier écrit par solve", "plan to judge: .csv, .xlsx or a dossier written by solve"))
    add("--key", choices=KEYS, about=Text("clé de répartition entre villes : emplois menacés, chômeurs, parts égales", "key that divides the fund among cities: jobs at risk, unemployed, equal shares"))


def _compare(add: Add) -> None:
    add("plans", nargs="+", metavar=Text("CAS|DOSSIER|PLAN", "CASE|DOSSIER|PLAN"), about=Text(
        "d'abord un cas ou un dossier, puis des dossiers, des plans (.csv, .xlsx), des clés (at-risk, unemployed, equal) ou « best », l'optimum",
        "first a case or a dossier, then dossiers, plans (.csv, .xlsx), keys (at-risk, unemployed, equal) or “best”, the optimum",
    ))
    add("--xlsx", metavar=_FILE, about=Text("écrire aussi la comparaison dans ce classeur", "also write the comparison to this workbook"))


def _show(add: Add) -> None:
    add("case", metavar=_CASE, about=_CASE_HELP)
    add("--family", metavar=Text("FAMILLE", "FAMILY"), about=Text("écrire les équations de cette famille", "print the equations of this family"))
    add("--mps", metavar=_FILE, about=Text("écrire le modèle en MPS, et la table des noms à côté", "write the model as MPS, with the table of names beside it"))


def _vulnerability(add: Add) -> None:
    add("case", metavar=_CASE, about=_CASE_HELP)


def _cases(add: Add) -> None:
    del add


def _share(text: str) -> float:
    value = float(text.replace(",", "."))
    if not 0 <= value < 1:
        raise ValueError(text)
    return value


def _seconds(text: str) -> float:
    value = float(text.replace(",", "."))
    if not 0 < value < float("inf"):
        raise ValueError(text)
    return value


_share.__name__ = "0 … 1"
_seconds.__name__ = "> 0"

_ABOUT = Text(
    "Répartir l'argent d'un fonds de reconversion là où il évite le plus de chômage, et dire pourquoi.",
    "Allocate a reconversion fund's money where it avoids most unemployment, and say why.",
)
_EXIT_CODES = Text(
    "Codes de sortie : 0 fait ; 1 données, règles ou fichiers à corriger ; 2 commande mal écrite ; 3 le moteur a échoué."
    " Langue : --lang, ou la variable FUNDOPT_LANG.",
    "Exit codes: 0 done; 1 data, rules or files need mending; 2 misuse; 3 the engine failed."
    " Language: --lang, or the variable FUNDOPT_LANG.",
)
_VERSION = Text("afficher la version", "show the version")
_COMMAND, _COMMANDS = Text("COMMANDE", "COMMAND"), Text("commandes", "commands")
_LANG = Text("langue des textes : fr ou en", "language of the texts: fr or en")
_JSON = Text("répondre en JSON (clés : docs/json.md)", "answer in JSON (keys: docs/json.md)")
_CASE, _FILE, _FOLDER = Text("CAS", "CASE"), Text("FICHIER", "FILE"), Text("DOSSIER", "FOLDER")
_CASE_HELP = Text(
    "classeur .xlsx, dossier de tables .csv ou nom d'un cas livré", ".xlsx workbook, folder of .csv tables or name of a shipped case"
)

COMMANDS: dict[str, tuple[Text, Callable[[Add], None]]] = {
    "check": (Text("contrôler les données d'un cas : tous les constats à la fois", "check a case's data: every finding at once"), _check),
    "solve": (Text("trouver le plan qui évite le plus de chômage", "find the plan that avoids most unemployment"), _solve),
    "evaluate": (Text("juger un plan écrit à la main ou une clé de répartition", "judge a plan written by hand, or a simple key"), _evaluate),
    "compare": (Text("mettre des plans côte à côte", "put plans side by side"), _compare),
    "show": (Text("montrer le modèle en équations", "show the model as equations"), _show),
    "vulnerability": (Text("l'indice de vulnérabilité des villes", "the vulnerability index of the cities"), _vulnerability),
    "cases": (Text("les cas livrés avec fundopt", "the cases shipped with fundopt"), _cases),
}  # fmt: skip
"""Every command: what it does, and how its arguments are added."""

Arguments = Sequence[str]
