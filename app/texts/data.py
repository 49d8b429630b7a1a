"""Texts of the data page."""

from __future__ import annotations

from fundopt.language import Text

TITLE = Text("Données", "Data")
LEAD = Text(
    "Le cas en usage est « {title} » : {values} nombres, dont {shares}. Apportez un classeur ou des tables : tous les"
    " constats d'un coup, chacun à sa cellule ; puis ce qui change, avant que vous l'acceptiez.",
    "The case in use is “{title}”: {values} numbers, of which {shares}. Bring a workbook or tables: every finding at"
    " once, each at its cell; then what changes, before you accept it.",
)
SHARES = {
    "sourced": Text("{share} sourcés", "{share} sourced"),
    "derived": Text("{share} dérivés", "{share} derived"),
    "assumption": Text("{share} d'hypothèses", "{share} assumptions"),
    "none": Text("{share} sans origine", "{share} without origin"),
}
BRING = Text("Apporter un fichier", "Bring a file")
UPLOAD = Text(
    "Classeur (.xlsx, .ods), table (.csv) ou archive de tables (.zip), 20 Mo au plus",
    "Workbook (.xlsx, .ods), table (.csv) or archive of tables (.zip), 20 MB at most",
)
TOO_LARGE = Text("Ce fichier dépasse 20 Mo.", "This file is larger than 20 MB.")
MODE = Text("Ce fichier", "This file")
MODES = {
    "whole": Text("est un cas entier", "is a whole case"),
    "part": Text("met à jour le cas en usage", "brings the case in use up to date"),
}
READY = Text("« {name} » peut servir.", "“{name}” can be used.")
STOPPED_ONE = Text(
    "« {name} » ne peut pas encore servir : un point est à corriger.",
    "“{name}” cannot be used yet: one point needs mending.",
)
STOPPED = Text(
    "« {name} » ne peut pas encore servir : {count} points sont à corriger.",
    "“{name}” cannot be used yet: {count} points need mending.",
)
FINDINGS = Text("Constats", "Findings")
NO_FINDING = Text("Aucun constat.", "No finding.")
FILTER = Text("Montrer les constats", "Show findings")
SEVERITIES = {
    "error": (Text("erreur", "error"), Text("erreurs", "errors")),
    "question": (Text("question", "question"), Text("questions", "questions")),
    "warning": (Text("avertissement", "warning"), Text("avertissements", "warnings")),
    "note": (Text("note", "note"), Text("notes", "notes")),
}
COUNTED = Text("{name} ({count})", "{name} ({count})")
HEADS = (
    Text("Gravité", "Severity"),
    Text("Cellule", "Cell"),
    Text("Constat", "Finding"),
    Text("Attendu", "Expected"),
    Text("À faire", "To do"),
)
AND_OTHERS = Text("{place} et {count} autres", "{place} and {count} others")
MORE = Text("… et {count} de plus : le fichier marqué les a tous.", "… and {count} more: the marked file has them all.")
MARKED = Text("Télécharger le fichier, constats marqués", "Download the file with findings marked")
MEND = Text("Corriger ici", "Mend here")
MEND_HELP = Text(
    "Écrivez ce que chaque cellule doit contenir ; votre fichier reste comme il est.",
    "Write what each cell should hold; your file stays as it is.",
)
MEND_LABEL = Text("{place} · {column}", "{place} · {column}")
MEND_AGAIN = Text("Examiner de nouveau", "Examine again")
MENDED = Text(
    "{count} cellules corrigées ici : elles sont dans le cas, pas dans votre fichier.",
    "{count} cells mended here: they are in the case, not in your file.",
)
MENDED_ONE = Text(
    "Une cellule corrigée ici : elle est dans le cas, pas dans votre fichier.",
    "One cell mended here: it is in the case, not in your file.",
)
ELSEWHERE = Text(
    "Les autres points ne tiennent pas à une cellule : corrigez-les dans le fichier.",
    "The other points are not about one cell: mend them in the file.",
)
CHANGES = Text("Ce qui change", "What changes")
CHANGES_LEAD = Text(
    "Par rapport au cas en usage, « {title} » : {cells} cellules changées, {added} lignes ajoutées, {removed}"
    " retirées.",
    "Against the case in use, “{title}”: {cells} cells changed, {added} rows added, {removed} removed.",
)
SAME = Text("Rien ne change par rapport au cas en usage.", "Nothing changes against the case in use.")
CHANGE_HEADS = (
    Text("Table", "Table"),
    Text("Ligne", "Row"),
    Text("Colonne", "Column"),
    Text("En usage", "In use"),
    Text("Nouveau", "New"),
)
ROW_ADDED, ROW_REMOVED = Text("ligne ajoutée", "row added"), Text("ligne retirée", "row removed")
MORE_CHANGES = Text("… et {count} de plus.", "… and {count} more.")
ACCEPT = Text("Mettre ce cas en usage", "Put this case in use")
DROP = Text("Écarter ce fichier", "Set this file aside")
IN_USE = Text("« {title} » est le cas en usage.", "“{title}” is the case in use.")
DOWNLOAD = Text("Télécharger", "Download")
WORKBOOK = Text("Le cas en classeur (.xlsx)", "The case as a workbook (.xlsx)")
TABLES = Text("Le cas en tables (.csv, .zip)", "The case as tables (.csv, .zip)")
PROVENANCE = Text("La provenance (.csv)", "Its provenance (.csv)")
TEMPLATE = Text("Un modèle vide (.xlsx)", "An empty template (.xlsx)")
FILE_NAMES = {
    "marked": Text("{stem}-constats.xlsx", "{stem}-findings.xlsx"),
    "template": Text("fundopt-modele.xlsx", "fundopt-template.xlsx"),
    "provenance": Text("{stem}-provenance.csv", "{stem}-provenance.csv"),
}
SHIPPED = Text("Ouvrir un cas livré", "Open a shipped case")
SHIPPED_PICK = Text("Cas livré avec fundopt", "Case shipped with fundopt")
SHIPPED_OPEN = Text("Ouvrir", "Open")
DEFAULTS = Text("Ce qui vaut faute de mieux ({count})", "Defaults used ({count})")
