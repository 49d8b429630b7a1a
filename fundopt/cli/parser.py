"""The commands and their arguments, with help in French or English."""

from __future__ import annotations

import argparse
import shutil
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NoReturn

from fundopt.cli.terminal import WIDTH
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


class ShowVersion(argparse.Action):
    """Print the version and stop; it is looked up only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import version

        print(f"fundopt {version('fundopt')}")
        parser.exit()


@dataclass(frozen=True)
class Argument:
    """One argument of a command: its flag or name, what it is, what stands for its value, and argparse's options."""

    flag: str
    about: Text
    stands: Text | None = None
    options: dict = field(default_factory=dict)

    def add_to(self, command: argparse.ArgumentParser, lang: str) -> None:
        """Add the argument to a parser, its help in `lang`."""
        named: dict[str, Any] = {"metavar": self.stands.of(lang)} if self.stands else {}
        command.add_argument(self.flag, help=self.about.of(lang), **named, **self.options)


def parser(lang: str) -> Parser:
    """The parser of the whole command line, its help in `lang` (to be used within `argparse_texts.speaking`)."""
    width = min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns)
    form = partial(argparse.HelpFormatter, max_help_position=30, width=width)
    common = argparse.ArgumentParser(add_help=False)
    for argument in COMMON:
        argument.add_to(common, lang)
    options: dict[str, Any] = {"formatter_class": form, "parents": [common], "allow_abbrev": False}
    whole = Parser(prog="fundopt", description=ABOUT.of(lang), epilog=EXIT_CODES.of(lang), **options)
    whole.add_argument("--version", action=ShowVersion, nargs=0, help=VERSION.of(lang))
    commands = whole.add_subparsers(
        dest="command", metavar=COMMAND.of(lang), title=Text("commandes", "commands").of(lang)
    )
    for name, (about, arguments) in COMMANDS.items():
        text = about.of(lang)
        command = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".", **options)
        for argument in arguments:
            argument.add_to(command, lang)
    return whole


def _between(low: float, high: float, said: str) -> object:
    """A type of argparse: a number of at least `low` and below `high`, with "," or "."."""

    def read(text: str) -> float:
        value = float(text.replace(",", "."))
        if not low <= value < high:
            raise ValueError(text)
        return value

    read.__name__ = said
    return read


ABOUT = Text(
    "Répartir l'argent d'un fonds de reconversion là où il évite le plus de chômage, et dire pourquoi.",
    "Allocate a reconversion fund's money where it avoids most unemployment, and say why.",
)
EXIT_CODES = Text(
    "Codes de sortie : 0 fait ; 1 données, règles ou fichiers à corriger ; 2 commande mal écrite ; 3 le moteur a"
    " échoué. Langue : --lang, ou la variable FUNDOPT_LANG.",
    "Exit codes: 0 done; 1 data, rules or files need mending; 2 misuse; 3 the engine failed."
    " Language: --lang, or the variable FUNDOPT_LANG.",
)
VERSION, COMMAND = Text("afficher la version", "show the version"), Text("COMMANDE", "COMMAND")
FILE, SECONDS = Text("FICHIER", "FILE"), Text("S", "S")
COMMON = (
    Argument(
        "--lang",
        Text("langue des textes : fr ou en", "language of the texts: fr or en"),
        options={"choices": LANGUAGES, "default": argparse.SUPPRESS},
    ),
    Argument(
        "--json",
        Text("répondre en JSON (clés : docs/json.md)", "answer in JSON (keys: docs/json.md)"),
        options={"action": "store_true", "default": argparse.SUPPRESS},
    ),
)
CASE = Argument(
    "case",
    Text(
        "classeur .xlsx, dossier de tables .csv ou nom d'un cas livré",
        ".xlsx workbook, folder of .csv tables or name of a shipped case",
    ),
    Text("CAS", "CASE"),
)
SOLVE = (
    Argument(
        "--out",
        Text("écrire le dossier du plan ici", "write the plan's dossier here"),
        Text("DOSSIER", "FOLDER"),
    ),
    Argument(
        "--engine",
        Text(
            "glop, highs, scip… ; d'habitude choisi selon le modèle", "glop, highs, scip…; usually chosen by the model"
        ),
        Text("MOTEUR", "ENGINE"),
    ),
    Argument(
        "--gap",
        Text(
            "écart relatif à prouver s'il y a des sites (d'habitude 1e-9 ; 1e-4 va plus vite)",
            "relative gap to prove where there are sites (usually 1e-9; 1e-4 is faster)",
        ),
        Text("ÉCART", "GAP"),
        {"type": _between(0, 1, "0 … 1"), "default": 1e-9},
    ),
    Argument(
        "--time-limit",
        Text("secondes au plus pour le moteur", "most seconds for the engine"),
        SECONDS,
        {"type": _between(1e-3, 1e9, "> 0")},
    ),
)
EVALUATE = (
    Argument(
        "--plan",
        Text(
            "plan à juger : .csv, .xlsx ou dossier écrit par solve",
            "plan to judge: .csv, .xlsx or a dossier written by solve",
        ),
        FILE,
    ),
    Argument(
        "--key",
        Text(
            "au lieu d'un plan, partager le fonds entre villes selon : emplois menacés, chômeurs, parts égales",
            "instead of a plan, divide the fund among cities by: jobs at risk, unemployed, equal shares",
        ),
        options={"choices": KEYS},
    ),
)
COMPARE = (
    Argument(
        "plans",
        Text(
            "d'abord un cas ou un dossier ; puis des dossiers, des plans (.csv, .xlsx), des clés (at-risk, unemployed,"
            " equal) ou « best », l'optimum",
            "first a case or a dossier; then dossiers, plans (.csv, .xlsx), keys (at-risk, unemployed, equal) or"
            " “best”, the optimum",
        ),
        Text("CAS|PLAN", "CASE|PLAN"),
        {"nargs": "+"},
    ),
    Argument("--xlsx", Text("écrire aussi ce classeur", "also write this workbook"), FILE),
)
SHOW = (
    Argument(
        "--family",
        Text("écrire les équations de cette famille", "print the equations of this family"),
        Text("FAMILLE", "FAMILY"),
    ),
    Argument(
        "--mps",
        Text("écrire le modèle en MPS, et la table des noms à côté", "write the model as MPS, and its table of names"),
        FILE,
    ),
)

COMMANDS: dict[str, tuple[Text, tuple[Argument, ...]]] = {
    "check": (
        Text(
            "contrôler les données d'un cas : tous les constats à la fois",
            "check a case's data: every finding at once",
        ),
        (CASE,),
    ),
    "solve": (
        Text("trouver le plan qui évite le plus de chômage", "find the plan that avoids most unemployment"),
        (CASE, *SOLVE),
    ),
    "evaluate": (
        Text(
            "juger un plan écrit à la main ou une clé de répartition", "judge a plan written by hand, or a simple key"
        ),
        (CASE, *EVALUATE),
    ),
    "compare": (Text("mettre des plans côte à côte", "put plans side by side"), COMPARE),
    "show": (Text("montrer le modèle en équations", "show the model as equations"), (CASE, *SHOW)),
    "vulnerability": (
        Text("montrer l'indice de vulnérabilité des villes", "show the vulnerability index of the cities"),
        (CASE,),
    ),
    "template": (
        Text("écrire un classeur vide à remplir", "write an empty workbook to fill in"),
        (Argument("file", Text("le classeur à écrire (.xlsx)", "the workbook to write (.xlsx)"), FILE),),
    ),
    "cases": (Text("lister les cas livrés avec fundopt", "list the cases shipped with fundopt"), ()),
}
"""Every command: what it does, and its arguments."""
