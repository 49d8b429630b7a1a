"""The commands that convert, compare and import files, with their arguments; `commands_exchange` answers them."""

from __future__ import annotations

from fundopt.cli.argument import FILE, Argument, Commands
from fundopt.language import Text

_CASE, _FLAG = Text("CAS", "CASE"), {"action": "store_true"}
_FORMS = Text(
    "classeur .xlsx, .ods, dossier ou .zip de tables .csv, ou nom d'un cas livré",
    ".xlsx or .ods workbook, folder or .zip of .csv tables, or name of a shipped case",
)
TEMPLATE = (
    Argument("file", Text("le classeur à écrire (.xlsx)", "the workbook to write (.xlsx)"), FILE),
    Argument(
        "--from",
        Text("le remplir avec ce cas", "fill it with this case"),
        _CASE,
        {"dest": "source"},
    ),
)
CONVERT = (
    Argument("source", _FORMS, _CASE),
    Argument(
        "target",
        Text("ce qu'il faut écrire : .xlsx, .zip, sinon un dossier", "what to write: .xlsx, .zip, else a folder"),
        Text("CIBLE", "TARGET"),
    ),
    Argument(
        "--replace", Text("remplacer la cible si elle existe", "replace the target if it is there"), options=_FLAG
    ),
)
DIFF = (
    Argument("before", _FORMS, Text("AVANT", "BEFORE")),
    Argument("after", Text("le cas d'après", "the case after"), Text("APRÈS", "AFTER")),
    Argument("--out", Text("écrire aussi ce classeur .xlsx", "also write this .xlsx workbook"), FILE),
)
IMPORT = (
    Argument(
        "file",
        Text(
            "tables à jour : .xlsx, .ods, .csv, .zip ou dossier ; quelques tables ou colonnes suffisent",
            "tables brought up to date: .xlsx, .ods, .csv, .zip or folder; a few tables or columns are enough",
        ),
        FILE,
    ),
    Argument(
        "--into",
        Text("le cas à modifier : dossier, .xlsx ou .zip", "the case to change: folder, .xlsx or .zip"),
        _CASE,
        {"required": True},
    ),
    Argument(
        "--update",
        Text(
            "mettre à jour et ajouter des lignes (d'habitude) ; une cellule vide ne change rien",
            "update and add rows (the usual way); an empty cell changes nothing",
        ),
        options={**_FLAG, "default": False},
    ),
    Argument(
        "--replace",
        Text(
            "remplacer en entier chaque table donnée : ses autres lignes sont retirées",
            "replace each given table whole: its other rows are removed",
        ),
        options=_FLAG,
    ),
    Argument("--yes", Text("écrire sans demander", "write without asking"), options=_FLAG),
    Argument(
        "--dry-run", Text("montrer la différence, ne rien écrire", "show the difference, write nothing"), options=_FLAG
    ),
)

COMMANDS: Commands = {
    "template": (
        Text(
            "écrire un classeur à remplir, vide ou à partir d'un cas",
            "write a workbook to fill in, empty or from a case",
        ),
        TEMPLATE,
    ),
    "convert": (
        Text(
            "écrire un cas dans un autre format, sans perdre un chiffre ni une colonne",
            "write a case in another format, without losing a digit or a column",
        ),
        CONVERT,
    ),
    "diff": (
        Text(
            "montrer cellule par cellule ce qui change d'un cas à l'autre",
            "show cell by cell what changed between two cases",
        ),
        DIFF,
    ),
    "import": (
        Text(
            "mettre à jour un cas à partir d'un fichier partiel, après avoir montré la différence",
            "bring a case up to date from a partial file, after showing the difference",
        ),
        IMPORT,
    ),
}
