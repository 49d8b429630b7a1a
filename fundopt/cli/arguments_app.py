"""The commands that open the app, with their arguments; `commands_app` answers them."""

from __future__ import annotations

from fundopt.cli.argument import Commands

COMMANDS: Commands = {}
