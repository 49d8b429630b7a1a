"""The commands that say why a plan is as it is, with their arguments; `commands_explain` answers them."""

from __future__ import annotations

from fundopt.cli.argument import Commands

COMMANDS: Commands = {}
