"""Texts of the findings about the file itself: its kind, its parts, what makes it unsafe or unreadable."""

from __future__ import annotations

from fundopt.case.messages.message import Message, error, note, question, warning

_FORMATS = (
    "Un classeur .xlsx ou .ods, une table .csv, un dossier ou un .zip de tables .csv.",
    "An .xlsx or .ods workbook, a .csv table, a folder or a .zip of .csv tables.",
)
_SAVE_AS = (
    "Ouvrez-le dans votre tableur et enregistrez-le au format .xlsx ou .ods.",
    "Open it in your spreadsheet program and save it as .xlsx or .ods.",
)
_SAVE_AGAIN = (
    "Ouvrez-le dans votre tableur et enregistrez-le à nouveau.",
    "Open it in your spreadsheet program and save it again.",
)
_PACK_AGAIN = (
    "Refaites l'archive à partir du dossier des tables, ou donnez le dossier.",
    "Make the archive again from the folder of tables, or give the folder.",
)
_WHOLE = ("Un fichier entier, tel que le tableur l'a enregistré.", "A whole file, as the spreadsheet program saved it.")
_SMALL = ("Les tables d'un cas, sans rien d'autre.", "The tables of a case and nothing else.")

_PATHS: dict[str, Message] = {
    "path-missing": error(
        ("Il n'y a ni fichier ni dossier « {found} ».", "There is no file or folder “{found}”."),
        (
            _FORMATS[0][:-1] + ", ou le nom d'un cas livré : {shipped}.",
            _FORMATS[1][:-1] + ", or the name of a shipped case: {shipped}.",
        ),
        ("{hint}", "{hint}"),
    ),
    "path-kind": error(
        ("« {found} » n'est pas un format que fundopt lit.", "“{found}” is not a format that fundopt reads."),
        _FORMATS,
        (
            "Enregistrez le classeur au format .xlsx ou .ods, ou chaque feuille en .csv dans un dossier.",
            "Save the workbook as .xlsx or .ods, or each sheet as .csv in one folder.",
        ),
    ),
    "path-denied": error(
        ("Le fichier ne peut pas être ouvert : {reason}.", "The file cannot be opened: {reason}."),
        ("Un fichier que vous avez le droit de lire.", "A file that you may read."),
        (
            "Fermez-le s'il est ouvert ailleurs, ou demandez le droit de le lire.",
            "Close it if it is open elsewhere, or ask for permission to read it.",
        ),
    ),
    "folder-empty": error(
        ("Le dossier « {found} » ne contient aucune table .csv.", "The folder “{found}” holds no .csv table."),
        (
            "Un fichier par table : fund.csv, sources.csv, cities.csv, measures.csv…",
            "One file per table: fund.csv, sources.csv, cities.csv, measures.csv…",
        ),
        ("{hint}", "{hint}"),
    ),
    "folder-ignored": warning(
        (
            "Dans un dossier, seules les tables .csv sont lues : « {found} » est ignoré.",
            "In a folder only .csv tables are read: “{found}” is ignored.",
        ),
        ("Toutes les tables en .csv, ou un seul classeur.", "All tables as .csv, or a single workbook."),
        ("Enregistrez-le en .csv s'il compte.", "Save it as .csv if it counts."),
    ),
    "extension-wrong": warning(
        (
            "Le nom se termine par « {extension} », mais le contenu est {kind} : lu comme tel.",
            "The name ends in “{extension}”, but the content is {kind}: read as that.",
        ),
        ("L'extension {expected}.", "The extension {expected}."),
        (
            "Renommez le fichier, après avoir vérifié que c'est le bon.",
            "Rename the file, once sure it is the right one.",
        ),
    ),
}

_KINDS: dict[str, Message] = {
    "file-empty": error(
        ("Le fichier est vide.", "The file is empty."),
        _FORMATS,
        (
            "L'enregistrement ou l'envoi a sans doute échoué : refaites-le.",
            "Saving or sending it has probably failed: do it again.",
        ),
    ),
    "file-large": error(
        ("Le fichier dépasse {most} Mo.", "The file is larger than {most} MB."),
        _SMALL,
        (
            "Enlevez les images et les feuilles qui ne servent pas, puis enregistrez-le.",
            "Remove pictures and sheets that are not used, then save it.",
        ),
    ),
    "file-unreadable": error(
        ("Le fichier n'est pas {kind}.", "The file is not {kind}."),
        _FORMATS,
        _SAVE_AGAIN,
    ),
    "file-encrypted": error(
        ("Le fichier est protégé par un mot de passe.", "The file is protected by a password."),
        ("Un fichier sans mot de passe.", "A file without a password."),
        (
            "Ouvrez-le avec le mot de passe, enlevez la protection et enregistrez-le sous un autre nom.",
            "Open it with the password, remove the protection and save it under another name.",
        ),
    ),
    "file-macros": error(
        (
            "Le classeur contient des macros (du code) : fundopt ne l'ouvre pas.",
            "The workbook holds macros (code): fundopt does not open it.",
        ),
        ("Un classeur sans macros, .xlsx ou .ods.", "A workbook without macros, .xlsx or .ods."),
        (
            "Enregistrez-le au format « Classeur Excel (.xlsx) », qui n'en garde pas.",
            "Save it as “Excel Workbook (.xlsx)”, which keeps none.",
        ),
    ),
    "file-links": error(
        (
            "Le classeur prend des valeurs dans d'autres fichiers : {found}.",
            "The workbook takes values from other files: {found}.",
        ),
        ("Un classeur qui tient seul.", "A workbook that stands alone."),
        (
            "Dans Excel : Données, Modifier les liens, Rompre la liaison ; vérifiez les valeurs et enregistrez.",
            "In Excel: Data, Edit Links, Break Link; check the values and save.",
        ),
    ),
    "file-xls": error(
        (
            "C'est un classeur de l'ancien format Excel (.xls), que fundopt ne lit pas.",
            "This is a workbook in Excel's old format (.xls), which fundopt does not read.",
        ),
        _FORMATS,
        _SAVE_AS,
    ),
    "file-xlsb": error(
        (
            "C'est un classeur binaire (.xlsb), que fundopt ne lit pas.",
            "This is a binary workbook (.xlsb), which fundopt does not read.",
        ),
        _FORMATS,
        _SAVE_AS,
    ),
    "file-xml": error(
        (
            "C'est un classeur « XML 2003 » (.xml), que fundopt ne lit pas.",
            "This is an “XML 2003” spreadsheet (.xml), which fundopt does not read.",
        ),
        _FORMATS,
        _SAVE_AS,
    ),
    "file-html": error(
        (
            "C'est une page web (HTML), même si son nom dit autre chose : un export de logiciel, souvent.",
            "This is a web page (HTML), even if its name says otherwise: often an export of some program.",
        ),
        _FORMATS,
        (
            "Ouvrez-la dans votre tableur, vérifiez les nombres et enregistrez-la au format .xlsx.",
            "Open it in your spreadsheet program, check the numbers and save it as .xlsx.",
        ),
    ),
    "file-kind": error(
        ("C'est {kind}, pas un classeur ni une table.", "This is {kind}, not a workbook or a table."),
        _FORMATS,
        (
            "Donnez le classeur d'où viennent les chiffres, ou recopiez-les dans le modèle : fundopt template.",
            "Give the workbook the figures come from, or copy them into the template: fundopt template.",
        ),
    ),
    "file-compressed": error(
        (
            "C'est une archive {kind}, que fundopt n'ouvre pas.",
            "This is a {kind} archive, which fundopt does not open.",
        ),
        _FORMATS,
        ("Décompressez-la et donnez ce qu'elle contient.", "Unpack it and give what it holds."),
    ),
    "file-sheets": error(
        ("Le classeur a plus de {most} feuilles.", "The workbook has more than {most} sheets."),
        _SMALL,
        ("Enlevez celles qui ne sont pas des tables.", "Remove those that are not tables."),
    ),
}

_ARCHIVES: dict[str, Message] = {
    "archive-broken": error(
        (
            "Le fichier est abîmé ou incomplet ({reason}).",
            "The file is damaged or incomplete ({reason}).",
        ),
        _WHOLE,
        (
            "Téléchargez-le ou copiez-le à nouveau ; sinon, enregistrez-le à nouveau depuis votre tableur.",
            "Download or copy it again; failing that, save it again from your spreadsheet program.",
        ),
    ),
    "archive-unknown": error(
        (
            "L'archive ne contient ni classeur ni table .csv.",
            "The archive holds neither a workbook's parts nor a .csv table.",
        ),
        _FORMATS,
        _PACK_AGAIN,
    ),
    "archive-nested": error(
        ("L'archive contient un autre fichier à ouvrir : {found}.", "The archive holds another file to open: {found}."),
        ("Un classeur seul, ou une archive de tables .csv.", "A workbook alone, or an archive of .csv tables."),
        ("Décompressez-la et donnez le fichier qu'elle contient.", "Unpack it and give the file that it holds."),
    ),
    "archive-entries": error(
        ("L'archive a plus de {most} fichiers.", "The archive has more than {most} files."),
        _SMALL,
        _PACK_AGAIN,
    ),
    "archive-bomb": error(
        (
            "« {found} » se déploierait bien au-delà d'une table (limite : {most} Mo en tout).",
            "“{found}” would unpack to far more than a table (limit: {most} MB in all).",
        ),
        _SMALL,
        _SAVE_AGAIN,
    ),
    "archive-name": error(
        (
            "Dans l'archive, le nom « {found} » désigne un endroit hors de l'archive.",
            "In the archive, the name “{found}” points outside the archive.",
        ),
        ("Des noms de fichiers simples.", "Plain file names."),
        _PACK_AGAIN,
    ),
    "archive-duplicate": error(
        ("L'archive contient deux fois « {found} ».", "The archive holds “{found}” twice."),
        ("Chaque fichier une fois.", "Each file once."),
        (
            "Enregistrez le classeur à nouveau, ou refaites l'archive : on ne sait pas lequel compte.",
            "Save the workbook again, or make the archive again: there is no telling which one counts.",
        ),
    ),
    "archive-overlap": error(
        ("Dans l'archive, « {found} » recouvre un autre fichier.", "In the archive, “{found}” overlaps another file."),
        _WHOLE,
        _SAVE_AGAIN,
    ),
    "archive-compression": error(
        (
            "« {found} » est compressé d'une façon que fundopt n'ouvre pas.",
            "“{found}” is compressed in a way that fundopt does not open.",
        ),
        ("Une archive zip ordinaire (deflate).", "An ordinary zip archive (deflate)."),
        _PACK_AGAIN,
    ),
    "archive-folders": question(
        (
            "L'archive a des tables dans plusieurs dossiers : {found}.",
            "The archive has tables in several folders: {found}.",
        ),
        ("Toutes les tables dans un seul dossier.", "All tables in one folder."),
        ("Lesquelles comptent ? Gardez un seul dossier.", "Which ones count? Keep one folder."),
    ),
    "archive-ignored": warning(
        ("Ne sont pas des tables .csv, donc pas lus : {found}.", "Not .csv tables, hence not read: {found}."),
        ("Des tables .csv.", ".csv tables."),
        ("Vérifiez qu'aucun ne compte.", "Check that none of them counts."),
    ),
}

_PARTS: dict[str, Message] = {
    "part-missing": error(
        ("Il manque au classeur une de ses parties : « {found} ».", "The workbook lacks one of its parts: “{found}”."),
        _WHOLE,
        _SAVE_AGAIN,
    ),
    "part-malformed": error(
        ("La partie « {found} » est mal formée ({reason}).", "The part “{found}” is malformed ({reason})."),
        _WHOLE,
        _SAVE_AGAIN,
    ),
    "part-doctype": error(
        (
            "La partie « {found} » déclare un type de document (DTD), qui peut aller chercher ou déployer autre chose.",
            "The part “{found}” declares a document type (DTD), which can fetch or unfold other things.",
        ),
        (
            "Un classeur sans DTD : aucun tableur n'en écrit.",
            "A workbook without one: no spreadsheet program writes it.",
        ),
        (
            "Demandez d'où vient ce fichier, puis enregistrez-le à nouveau depuis votre tableur.",
            "Ask where this file comes from, then save it again from your spreadsheet program.",
        ),
    ),
    "part-cells": error(
        (
            "La partie « {found} » contient bien plus qu'une table : trop d'éléments.",
            "The part “{found}” holds far more than a table: too many elements.",
        ),
        _SMALL,
        (
            "Supprimez les lignes et colonnes vides mais mises en forme, puis enregistrez.",
            "Delete empty rows and columns that are formatted, then save.",
        ),
    ),
    "sheet-values": error(
        ("Le classeur a plus de {most} cellules remplies.", "The workbook has more than {most} filled cells."),
        _SMALL,
        ("Enlevez les feuilles qui ne sont pas des tables.", "Remove sheets that are not tables."),
    ),
    "sheet-corner": error(
        (
            "Des valeurs se trouvent très loin les unes des autres, jusqu'en {found}.",
            "Values stand very far from one another, as far as {found}.",
        ),
        ("Une table d'un seul tenant.", "A table in one piece."),
        (
            "Allez à la dernière cellule (Ctrl+Fin) et supprimez les lignes et colonnes en trop.",
            "Go to the last cell (Ctrl+End) and delete the rows and columns in excess.",
        ),
    ),
    "sheet-ranges": error(
        (
            "La feuille a plus de {most} fusions ou plages de colonnes masquées.",
            "The sheet has more than {most} merged ranges or hidden ranges of columns.",
        ),
        ("Une table simple.", "A plain table."),
        ("Défusionnez les cellules et affichez les colonnes.", "Unmerge the cells and show the columns."),
    ),
    "sheet-merged": error(
        (
            "Les fusions de la feuille couvrent plus de {most} cellules, dont {found}.",
            "The sheet's merged ranges cover more than {most} cells, among them {found}.",
        ),
        ("Une valeur dans chaque cellule.", "A value in each cell."),
        ("Défusionnez les cellules du tableau.", "Unmerge the cells of the table."),
    ),
    "row-twice": error(
        ("La ligne {found} est donnée deux fois dans le fichier.", "Row {found} is given twice in the file."),
        _WHOLE,
        _SAVE_AGAIN,
    ),
    "row-cell": error(
        ("La cellule {found} est rangée dans une autre ligne.", "The cell {found} is stored in another row."),
        _WHOLE,
        _SAVE_AGAIN,
    ),
    "cell-twice": error(
        ("La cellule {found} est donnée deux fois dans le fichier.", "The cell {found} is given twice in the file."),
        _WHOLE,
        _SAVE_AGAIN,
    ),
    "cell-long": error(
        (
            "Une cellule contient un texte de plus de {most} caractères.",
            "A cell holds a text of more than {most} characters.",
        ),
        ("Un texte court.", "A short text."),
        ("Raccourcissez-le.", "Shorten it."),
    ),
    "cell-outside": error(
        (
            "La formule {found} prend sa valeur hors du classeur.",
            "The formula {found} takes its value from outside the workbook.",
        ),
        ("Une valeur, ou une formule qui reste dans le classeur.", "A value, or a formula that stays in the workbook."),
        (
            "Remplacez la formule par sa valeur (Collage spécial, Valeurs), et notez d'où elle vient.",
            "Replace the formula by its value (Paste Special, Values), and note where it comes from.",
        ),
    ),
}

_CSV: dict[str, Message] = {
    "csv-encoding": error(
        ("L'encodage du fichier n'est pas reconnu ({reason}).", "The file's encoding is not recognised ({reason})."),
        ("Un texte en UTF-8 (ou Windows-1252).", "Text in UTF-8 (or Windows-1252)."),
        ("Enregistrez-le en « CSV UTF-8 ».", "Save it as “CSV UTF-8”."),
    ),
    "csv-cp1252": warning(
        ("Pas en UTF-8, mais lu en Windows-1252 : {files}.", "Not in UTF-8, but read as Windows-1252: {files}."),
        ("Un texte en UTF-8.", "Text in UTF-8."),
        (
            "Vérifiez les accents, puis enregistrez en « CSV UTF-8 ».",
            "Check the accents, then save as “CSV UTF-8”.",
        ),
    ),
    "csv-syntax": error(
        ("La ligne n'est pas du CSV : {reason}.", "The line is not CSV: {reason}."),
        (
            "Des guillemets \" fermés, doublés à l'intérieur d'un texte.",
            'Quotes " that are closed, and doubled inside a text.',
        ),
        (
            "Corrigez les guillemets de cette ligne ou de la précédente.",
            "Mend the quotes of this line or the one before.",
        ),
    ),
    "csv-long": error(
        (
            "La ligne dépasse {most} caractères : des fins de ligne ou un guillemet manquent.",
            "The line is longer than {most} characters: line ends or a quote are missing.",
        ),
        ("Une ligne par enregistrement.", "One line per record."),
        (
            "Réenregistrez la table depuis votre tableur en « CSV UTF-8 ».",
            "Save the table again from your spreadsheet program as “CSV UTF-8”.",
        ),
    ),
    "csv-delimiter": question(
        ("Le séparateur des colonnes n'est pas clair.", "The column separator is not clear."),
        ("« ; » ou « , », le même partout.", "“;” or “,”, the same everywhere."),
        (
            "Quel est-il ? Écrivez « sep=; » ou « sep=, » seul sur la première ligne.",
            "Which one is it? Write “sep=;” or “sep=,” alone on the first line.",
        ),
    ),
    "csv-table": question(
        (
            "Ni le nom du fichier ni ses titres ne disent quelle table c'est. {hint}",
            "Neither the file's name nor its headings tell which table this is. {hint}",
        ),
        (
            "Le nom d'une table : fonds.csv, sources.csv, villes.csv, mesures.csv…",
            "The name of a table: fund.csv, sources.csv, cities.csv, measures.csv…",
        ),
        (
            "Laquelle est-ce ? Renommez le fichier comme elle, par exemple villes.csv.",
            "Which one is it? Rename the file like it, cities.csv for example.",
        ),
    ),
    "csv-table-headings": note(
        (
            "Lu comme la table « {table} », d'après ses titres.",
            "Read as the table “{table}”, from its headings.",
        ),
    ),
}

CONTAINERS: dict[str, Message] = {**_PATHS, **_KINDS, **_ARCHIVES, **_PARTS, **_CSV}
