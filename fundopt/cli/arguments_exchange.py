"""The commands that convert, compare and import files, with their arguments; `commands_exchange` answers them."""

from __future__ import annotations

from fundopt.cli.argument import Commands

COMMANDS: Commands = {}
