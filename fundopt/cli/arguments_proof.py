"""The commands that prove a plan and check a proof, with their arguments; `commands_proof` answers them."""

from __future__ import annotations

from fundopt.cli.argument import SECONDS, Argument, Commands, between
from fundopt.language import Text

_FOLDER = Text("DOSSIER", "FOLDER")
CERTIFY = (
    Argument(
        "subject",
        Text(
            "modèle .mps, cas (il est d'abord résolu) ou dossier écrit par solve",
            ".mps model, case (solved first) or dossier written by solve",
        ),
        Text("MODÈLE|CAS|DOSSIER", "MODEL|CASE|FOLDER"),
    ),
    Argument(
        "--out",
        Text("écrire modèle, certificat et checker.py ici", "write model, certificate and checker.py here"),
        _FOLDER,
    ),
    Argument(
        "--time-limit",
        Text(
            "secondes au plus pour chercher des nombres entiers ; l'écart atteint est prouvé",
            "most seconds to search for whole numbers; the gap reached is proved",
        ),
        SECONDS,
        {"type": between(1e-3, 1e9, "> 0")},
    ),
)
VERIFY = (Argument("folder", Text("dossier écrit par solve --out", "dossier written by solve --out"), _FOLDER),)

COMMANDS: Commands = {
    "certify": (
        Text(
            "prouver en calcul exact ce que vaut un plan ou un modèle",
            "prove in exact arithmetic what a plan or a model is worth",
        ),
        CERTIFY,
    ),
    "verify": (
        Text(
            "relire un dossier et tout contrôler, comme un auditeur",
            "read a dossier back and check all of it, as an auditor would",
        ),
        VERIFY,
    ),
}
