"""Texts of what is worked out while the reader goes on."""

from __future__ import annotations

from fundopt.language import Text

WORKING = Text("{what} : calcul en cours, {seconds} s…", "{what}: being worked out, {seconds} s…")
STAGE = Text(
    "{what} : calcul en cours ({stage}, étape {number} sur {count}), {seconds} s…",
    "{what}: being worked out ({stage}, step {number} of {count}), {seconds} s…",
)
QUEUED = Text("{what} : attend son tour, {seconds} s…", "{what}: waiting for its turn, {seconds} s…")
AGAIN = Text("Réessayer", "Try again")
