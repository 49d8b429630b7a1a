"""The commands that prove a plan and check a proof, with their arguments; `commands_proof` answers them."""

from __future__ import annotations

from fundopt.cli.argument import Commands

COMMANDS: Commands = {}
