"""What argparse says by itself, in French."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager

FRENCH = {
    "usage: ": "usage : ",
    "positional arguments": "arguments",
    "options": "options",
    "subcommands": "commandes",
    "show this help message and exit": "afficher cette aide",
    "show program's version number and exit": "afficher la version",
    "%(prog)s: error: %(message)s\n": "%(prog)s : erreur : %(message)s\n",
    "argument %(argument_name)s: %(message)s": "argument %(argument_name)s : %(message)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "%(parser_name)r est inconnu (choix : %(choices)s)",
    "unrecognized arguments: %s": "arguments inconnus : %s",
    "not allowed with argument %s": "ne va pas avec %s",
    "ignored explicit argument %r": "ne prend pas de valeur : %r",
    "the following arguments are required: %s": "il manque : %s",
    "one of the arguments %s is required": "il faut un de ces arguments : %s",
    "expected one argument": "attend une valeur",
    "expected at most one argument": "attend au plus une valeur",
    "expected at least one argument": "attend au moins une valeur",
    "expected %s argument": "attend %s valeur",
    "expected %s arguments": "attend %s valeurs",
    "ambiguous option: %(option)s could match %(matches)s": "option ambiguë : %(option)s peut être %(matches)s",
    "unexpected option string: %s": "option inattendue : %s",
    "invalid %(type)s value: %(value)r": "%(value)r ne convient pas (%(type)s)",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r n'est pas un choix (choix : %(choices)s)",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
        "%(value)r n'est pas un choix ; est-ce %(closest)r ? (choix : %(choices)s)"
    ),
}


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """argparse speaks `lang` meanwhile: it looks its texts up in two functions of its own module."""
    kept: dict[str, Callable] = {name: getattr(argparse, name) for name in ("_", "ngettext")}
    if lang == "fr":
        translated: dict[str, Callable] = {
            "_": lambda text: FRENCH.get(text, text),
            "ngettext": lambda one, many, count: FRENCH.get(one if count < 2 else many, many),
        }
        _set(translated)
    try:
        yield
    finally:
        _set(kept)


def _set(functions: dict[str, Callable]) -> None:
    for name, function in functions.items():
        setattr(argparse, name, function)
