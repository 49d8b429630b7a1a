"""Texts of the findings about files that are to change a case."""

from __future__ import annotations

from fundopt.case.messages.message import error

EXCHANGE = {
    "import-row-unknown": error(
        (
            "« {found} » n'est pas dans la table « {table} » du cas, et le fichier n'a pas tout d'une ligne nouvelle "
            "(il manque : {columns}).",
            "“{found}” is not in the case's table “{table}”, and the file has not all of a new row "
            "(missing: {columns}).",
        ),
        ("Une ligne que le cas a déjà, ou une ligne nouvelle entière.", "A row that the case has, or a whole new row."),
        (
            "{hint}Corrigez le nom ; si la ligne est nouvelle, ajoutez ces colonnes.",
            "{hint}Mend the name; if the row is new, add these columns.",
        ),
    ),
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
