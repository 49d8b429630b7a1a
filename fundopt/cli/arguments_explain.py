"""The commands that say why a plan is as it is, with their arguments; `commands_explain` answers them."""

from __future__ import annotations

from fundopt.cli.argument import SECONDS, Argument, Commands, between
from fundopt.language import Text

EXPLAIN = (
    Argument(
        "subject",
        Text("un cas, ou un dossier écrit par solve", "a case, or a dossier written by solve"),
        Text("CAS|DOSSIER", "CASE|DOSSIER"),
    ),
    Argument(
        "--within",
        Text(
            "perte d'effet admise pour la liberté et les autres plans (d'habitude 0,01)",
            "loss of effect allowed for freedom and other plans (usually 0.01)",
        ),
        Text("PART", "SHARE"),
        {"type": between(1e-6, 1, "0 … 1"), "default": 0.01},
    ),
    Argument(
        "--time",
        Text(
            "secondes à partager entre les parties (d'habitude 240)",
            "seconds to share out over all parts (usually 240)",
        ),
        SECONDS,
        {"type": between(0.1, 1e6, "> 0"), "default": 240.0},
    ),
    Argument(
        "--quick",
        Text("garder les sites comme ils sont : plus rapide", "keep sites as they are: faster"),
        options={"action": "store_true"},
    ),
)
COMMANDS: Commands = {
    "explain": (
        Text(
            "dire pourquoi ce plan : prix des règles, million suivant, seuils, liberté",
            "say why this plan: prices of rules, the next million, thresholds, freedom",
        ),
        EXPLAIN,
    )
}
