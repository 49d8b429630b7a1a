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
NO_PLAN = Text(
    "« {name} » se lit, mais ses règles ne tiennent pas ensemble. {reason} Mettez-le en usage : la"
    " page Pourquoi nomme les règles qui se contredisent et propose des réparations.",
    "“{name}” can be read, but its rules do not fit together. {reason} Put it in use: the Why page names the"
    " rules that clash and offers repairs.",
)
TABLE = Text("Ce fichier contient la table", "This file holds the table")
TABLE_HELP = Text(
    "Son nom n'est celui d'aucune table : dites laquelle c'est.", "Its name is that of no table: say which one it is."
)
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
AND_ONE = Text("{place} et une autre", "{place} and one other")
AND_OTHERS = Text("{place} et {count} autres", "{place} and {count} others")
MORE = Text("… et {count} de plus : le fichier marqué les a tous.", "… and {count} more: the marked file has them all.")
MARKED = Text("Télécharger le fichier, constats marqués", "Download the file with findings marked")
MEND = Text("Corriger ici", "Mend here")
MEND_HELP = Text(
    "Écrivez ce que chaque cellule doit contenir ; votre fichier reste comme il est.",
    "Write what each cell should hold; your file stays as it is.",
)
MEND_LABEL = Text("{place} · {column}", "{place} · {column}")
LINE = Text("{file}, ligne {row}", "{file}, line {row}")
HEADING = Text("titre ou texte au-dessus", "heading or text above")
MERGED = Text("la fusion affiche « {value} »", "the merged range shows “{value}”")
ANSWERS = {
    "counts": Text("À compter", "It counts"),
    "counts not": Text("À laisser de côté", "It does not count"),
}
CORRECTED = Text("Corrigé ici", "Mended here")
IN_FILE = Text("Dans le fichier : « {value} ».", "In the file: “{value}”.")
EMPTY_IN_FILE = Text("Dans le fichier : vide.", "In the file: empty.")
TAKE_BACK = Text("Revenir au fichier", "Back to the file")
TAKE_BACK_HELP = Text("{place} : ne plus corriger", "{place}: mend no more")
HIDDEN = {
    "sheet-hidden": Text("Feuille masquée {place}", "Hidden sheet {place}"),
    "row-hidden": Text("Lignes masquées de {place}", "Hidden rows of {place}"),
    "column-hidden": Text("Colonne masquée {place}", "Hidden column {place}"),
}
MEND_AGAIN = Text("Examiner de nouveau", "Examine again")
MENDED = Text(
    "{count} corrections sont dans le cas, pas dans votre fichier.",
    "{count} mends are in the case, not in your file.",
)
MENDED_ONE = Text(
    "Une correction est dans le cas, pas dans votre fichier.",
    "One mend is in the case, not in your file.",
)
ALL_ELSEWHERE = Text(
    "Ces points ne peuvent pas être corrigés ici : corrigez-les dans le fichier, puis apportez-le de nouveau.",
    "These points cannot be mended here: mend them in the file, then bring it again.",
)
ELSEWHERE = Text(
    "D'autres points ne peuvent pas être corrigés ici : corrigez-les dans le fichier, puis apportez-le de nouveau.",
    "Other points cannot be mended here: mend them in the file, then bring it again.",
)
CHANGES = Text("Ce qui change", "What changes")
CHANGES_LEAD = Text(
    "Par rapport au cas en usage, « {title} » : {counts}.", "Against the case in use, “{title}”: {counts}."
)
COUNTED_CHANGES = {
    "cell": (
        Text("{count} cellule changée", "{count} cell changed"),
        Text("{count} cellules changées", "{count} cells changed"),
    ),
    "row_added": (
        Text("{count} ligne ajoutée", "{count} row added"),
        Text("{count} lignes ajoutées", "{count} rows added"),
    ),
    "row_removed": (
        Text("{count} ligne retirée", "{count} row removed"),
        Text("{count} lignes retirées", "{count} rows removed"),
    ),
}
SAME = Text("Rien ne change par rapport au cas en usage.", "Nothing changes against the case in use.")
CHANGE_HEADS = (
    Text("Table", "Table"),
    Text("Ligne", "Row"),
    Text("Colonne", "Column"),
    Text("En usage", "In use"),
    Text("Nouveau", "New"),
)
ROW_ADDED, ROW_REMOVED = Text("ligne ajoutée", "row added"), Text("ligne retirée", "row removed")
ROWS = Text("{count} lignes", "{count} rows")
ROWS_ADDED, ROWS_REMOVED = Text("lignes ajoutées", "rows added"), Text("lignes retirées", "rows removed")
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
    "case": Text("{stem}", "{stem}"),
    "case_edited": Text("{stem}-maj", "{stem}-updated"),
    "marked": Text("{stem}-constats.xlsx", "{stem}-findings.xlsx"),
    "template": Text("fundopt-modele.xlsx", "fundopt-template.xlsx"),
    "provenance": Text("{stem}-provenance.csv", "{stem}-provenance.csv"),
}
SHIPPED = Text("Ouvrir un cas livré", "Open a shipped case")
SHIPPED_PICK = Text("Cas livré avec fundopt", "Case shipped with fundopt")
SHIPPED_OPEN = Text("Ouvrir", "Open")
DEFAULTS = Text("Ce qui vaut faute de mieux ({count})", "Defaults used ({count})")
