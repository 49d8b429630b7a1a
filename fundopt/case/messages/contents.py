"""Texts of the findings about what stands in a sheet: titles, totals, notes, odd letters, units."""

from __future__ import annotations

from fundopt.case.messages.message import Message

CONTENTS: dict[str, Message] = {}
