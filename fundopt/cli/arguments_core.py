"""The commands that read, solve and judge a case, with their arguments; `commands_core` answers them."""

from __future__ import annotations

from fundopt.cli.argument import CASE, FILE, SECONDS, Argument, Commands, between
from fundopt.language import Text

KEYS = ("at-risk", "unemployed", "equal")
SOLVE = (
    Argument(
        "--out",
        Text("écrire le dossier du plan ici", "write the plan's dossier here"),
        Text("DOSSIER", "FOLDER"),
    ),
    Argument(
        "--no-certificate",
        Text("sans certificat (avec --out) : plus rapide", "without certificate (with --out): faster"),
        options={"action": "store_true"},
    ),
    Argument(
        "--engine",
        Text(
            "glop, highs, scip… ; d'habitude choisi selon le modèle", "glop, highs, scip…; usually chosen by the model"
        ),
        Text("MOTEUR", "ENGINE"),
    ),
    Argument(
        "--gap",
        Text(
            "écart relatif à prouver s'il y a des sites (d'habitude 1e-9 ; 1e-4 va plus vite)",
            "relative gap to prove where there are sites (usually 1e-9; 1e-4 is faster)",
        ),
        Text("ÉCART", "GAP"),
        {"type": between(0, 1, "0 … 1"), "default": 1e-9},
    ),
    Argument(
        "--time-limit",
        Text("secondes au plus pour le moteur", "most seconds for the engine"),
        SECONDS,
        {"type": between(1e-3, 1e9, "> 0")},
    ),
)
EVALUATE = (
    Argument(
        "--plan",
        Text(
            "plan à juger : .csv, .xlsx ou dossier écrit par solve",
            "plan to judge: .csv, .xlsx or a dossier written by solve",
        ),
        FILE,
    ),
    Argument(
        "--key",
        Text(
            "au lieu d'un plan, partager le fonds entre villes selon : emplois menacés, chômeurs, parts égales",
            "instead of a plan, divide the fund among cities by: jobs at risk, unemployed, equal shares",
        ),
        options={"choices": KEYS},
    ),
)
COMPARE = (
    Argument(
        "plans",
        Text(
            "d'abord un cas ou un dossier ; puis des dossiers, des plans (.csv, .xlsx), des clés (at-risk, unemployed,"
            " equal) ou « best », l'optimum",
            "first a case or a dossier; then dossiers, plans (.csv, .xlsx), keys (at-risk, unemployed, equal) or"
            " “best”, the optimum",
        ),
        Text("CAS|PLAN", "CASE|PLAN"),
        {"nargs": "+"},
    ),
    Argument("--xlsx", Text("écrire aussi ce classeur", "also write this workbook"), FILE),
)
SHOW = (
    Argument(
        "--family",
        Text("écrire les équations de cette famille", "print the equations of this family"),
        Text("FAMILLE", "FAMILY"),
    ),
    Argument(
        "--mps",
        Text("écrire le modèle en MPS, et la table des noms à côté", "write the model as MPS, and its table of names"),
        FILE,
    ),
)

COMMANDS: Commands = {
    "check": (
        Text(
            "contrôler les données d'un cas : tous les constats à la fois",
            "check a case's data: every finding at once",
        ),
        (CASE,),
    ),
    "solve": (
        Text("trouver le plan qui évite le plus de chômage", "find the plan that avoids most unemployment"),
        (CASE, *SOLVE),
    ),
    "evaluate": (
        Text(
            "juger un plan écrit à la main ou une clé de répartition", "judge a plan written by hand, or a simple key"
        ),
        (CASE, *EVALUATE),
    ),
    "compare": (Text("mettre des plans côte à côte", "put plans side by side"), COMPARE),
    "show": (Text("montrer le modèle en équations", "show the model as equations"), (CASE, *SHOW)),
    "vulnerability": (
        Text("montrer l'indice de vulnérabilité des villes", "show the vulnerability index of the cities"),
        (CASE,),
    ),
    "cases": (Text("lister les cas livrés avec fundopt", "list the cases shipped with fundopt"), ()),
}
