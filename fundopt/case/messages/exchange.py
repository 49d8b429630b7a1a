"""Texts of the findings about files that are to change a case."""

from __future__ import annotations

from fundopt.case.messages.message import error

EXCHANGE = {
    "import-nothing": error(
        ("Le fichier ne contient aucune table d'un cas.", "The file holds no table of a case."),
        (
            "Au moins une feuille ou un fichier au nom d'une table (villes, cities…), avec des lignes.",
            "At least one sheet or file called like a table (cities, villes…), with rows.",
        ),
        (
            "Nommez la feuille ou le fichier comme la table ; « fundopt template » les montre toutes.",
            "Name the sheet or the file like the table; “fundopt template” shows them all.",
        ),
    ),
}
