"""The commands that open the app, with their arguments; `commands_app` answers them."""

from __future__ import annotations

from fundopt.cli.argument import CASE, Argument, Commands, between
from fundopt.language import Text

CASE_AT_FIRST = "morocco-2026"
"""The case that the app opens on where none is named."""

PORT = between(1024, 65536, "1024 … 65535")
APP = (
    Argument(
        CASE.flag,
        Text(f"{CASE.about.fr} (d'habitude {CASE_AT_FIRST})", f"{CASE.about.en} (usually {CASE_AT_FIRST})"),
        CASE.stands,
        {"nargs": "?", "default": CASE_AT_FIRST},
    ),
    Argument(
        "--port",
        Text("port de cette machine (d'habitude le premier libre à partir de 8501)",
             "port of this machine (usually the first one free from 8501 on)"),
        Text("PORT", "PORT"),
        {"type": PORT},
    ),
    Argument(
        "--no-browser",
        Text("ne pas ouvrir de navigateur", "do not open a browser"),
        options={"action": "store_true"},
    ),
)  # fmt: skip

COMMANDS: Commands = {
    "app": (
        Text(
            "ouvrir l'application dans le navigateur, sur cette machine seule",
            "open the app in the browser, on this machine alone",
        ),
        APP,
    ),
}
