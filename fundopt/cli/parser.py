"""The commands and their arguments, with help in French or English."""

from __future__ import annotations

import argparse
import shutil
from functools import partial
from typing import Any, NoReturn

from fundopt.cli import arguments_app, arguments_core, arguments_exchange, arguments_explain, arguments_proof
from fundopt.cli.argument import Argument, Commands
from fundopt.cli.terminal import WIDTH
from fundopt.language import LANGUAGES, Text

GROUPS = (arguments_core, arguments_exchange, arguments_explain, arguments_proof, arguments_app)
"""Groups of commands: arguments_X says what they take, commands_X answers them."""


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
COMMANDS: Commands = {name: command for group in GROUPS for name, command in group.COMMANDS.items()}
"""Every command, in the order in which --help lists them."""
