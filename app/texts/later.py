"""Texts of what is worked out while the reader goes on."""

from __future__ import annotations

from fundopt.language import Text

WORKING = Text("{what} : calcul en cours, {seconds} s…", "{what}: being worked out, {seconds} s…")
QUEUED = Text("{what} : attend son tour, {seconds} s…", "{what}: waiting for its turn, {seconds} s…")
AGAIN = Text("Réessayer", "Try again")
