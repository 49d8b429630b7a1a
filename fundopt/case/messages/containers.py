"""Texts of the findings about the file itself: its kind, its parts, what makes it unsafe or unreadable."""

from __future__ import annotations

from fundopt.case.messages.message import Message

CONTAINERS: dict[str, Message] = {}
