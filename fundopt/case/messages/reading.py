"""Texts of the findings made while reading files, tables and cells."""

from __future__ import annotations

from fundopt.case.messages.message import error, question, warning

FILES = {
    "row-long": error(
        ("La ligne a {cells} cellules pour {headings} titres.", "The row has {cells} cells under {headings} headings."),
        ("Autant de cellules que de titres.", "As many cells as headings."),
        (
            "Une virgule décimale coupe peut-être un nombre : mettez-le entre guillemets, ou séparez par « ; ». Ou la "
            "dernière colonne n'a pas de titre : donnez-lui-en un.",
            "A decimal comma may cut a number in two: put it in quotes, or separate columns by “;”. Or the last column "
            "has no heading: give it one.",
        ),
    ),
    "row-short": error(
        (
            "La ligne n'a que {cells} cellules pour {headings} titres.",
            "The row has only {cells} cells under {headings} headings.",
        ),
        ("Autant de cellules que de titres, vides s'il le faut.", "As many cells as headings, empty ones if need be."),
        ("Ajoutez les séparateurs qui manquent.", "Add the missing separators."),
    ),
    "table-unknown": warning(
        (
            "« {found} » n'est pas une table connue : gardée, mais pas utilisée.",
            "“{found}” is not a known table: kept, but not used.",
        ),
        ("Le nom d'une table, en français ou en anglais.", "The name of a table, in French or English."),
        ("{hint}", "{hint}"),
    ),
    "table-twice": error(
        (
            "La table « {table} » est donnée deux fois : ici et dans {other}.",
            "The table “{table}” is given twice: here and in {other}.",
        ),
        ("Une seule fois.", "Only once."),
        (
            "Réunissez les deux, ou renommez celle qui ne compte pas.",
            "Merge the two, or rename the one that does not count.",
        ),
    ),
    "table-missing": error(
        ("Il manque la table « {table} » ({name}).", "The table “{table}” ({name}) is missing."),
        ("Cette table est obligatoire.", "This table is required."),
        ("Ajoutez-la ; le modèle la contient : fundopt template.", "Add it; the template has it: fundopt template."),
    ),
    "table-empty": error(
        ("La table « {table} » n'a aucune ligne.", "The table “{table}” has no row."),
        ("Au moins une ligne.", "At least one row."),
        ("Remplissez-la.", "Fill it in."),
    ),
    "headings-missing": error(
        (
            "La ligne des titres de la table « {table} » est introuvable.",
            "The row of headings of the table “{table}” was not found.",
        ),
        ("Des titres parmi : {names}.", "Headings among: {names}."),
        ("Remettez les titres du modèle sur une ligne.", "Put the template's headings back, on one row."),
    ),
    "heading-unknown": warning(
        (
            "Colonne « {found} » inconnue dans la table « {table} » : gardée, mais pas utilisée.",
            "Unknown column “{found}” in the table “{table}”: kept, but not used.",
        ),
        ("Un titre de la table, en français ou en anglais.", "A heading of the table, in French or English."),
        ("{hint}", "{hint}"),
    ),
    "heading-empty": warning(
        (
            "Cette colonne a des valeurs mais pas de titre : gardée, mais pas utilisée.",
            "This column has values but no heading: kept, but not used.",
        ),
        ("Un titre au-dessus de chaque colonne.", "A heading above each column."),
        ("Donnez-lui un titre, ou videz-la.", "Give it a heading, or empty it."),
    ),
    "heading-twice": error(
        (
            "La colonne « {column} » est donnée deux fois : ici et en {other}.",
            "The column “{column}” is given twice: here and in {other}.",
        ),
        ("Une seule fois.", "Only once."),
        ("Supprimez ou renommez l'une des deux.", "Delete or rename one of the two."),
    ),
    "column-missing": error(
        (
            "Il manque la colonne « {column} » ({name}) dans la table « {table} ».",
            "The column “{column}” ({name}) is missing from the table “{table}”.",
        ),
        ("Cette colonne est obligatoire.", "This column is required."),
        ("{hint}", "{hint}"),
    ),
    "parameter-missing": error(
        (
            "Il manque le paramètre « {column} » ({name}) dans la table « {table} ».",
            "The parameter “{column}” ({name}) is missing from the table “{table}”.",
        ),
        ("Ce paramètre est obligatoire.", "This parameter is required."),
        ("Ajoutez une ligne « {column} » et sa valeur.", "Add a row “{column}” with its value."),
    ),
    "parameter-unknown": warning(
        (
            "Paramètre « {found} » inconnu : gardé, mais pas utilisé.",
            "Unknown parameter “{found}”: kept, but not used.",
        ),
        ("Un paramètre de la table « {table} ».", "A parameter of the table “{table}”."),
        ("{hint}", "{hint}"),
    ),
    "parameter-twice": error(
        (
            "Le paramètre « {column} » est donné deux fois : ici et en {other}.",
            "The parameter “{column}” is given twice: here and in {other}.",
        ),
        ("Une seule fois.", "Only once."),
        ("Supprimez l'une des deux lignes.", "Delete one of the two rows."),
    ),
}

CELLS = {
    "cell-empty": error(
        ("« {column} » est vide.", "“{column}” is empty."),
        (
            "Une valeur : elle est obligatoire, et un vide n'est pas un zéro.",
            "A value: it is required, and empty is not zero.",
        ),
        ("{hint}", "{hint}"),
    ),
    "cell-type": error(
        ("« {found} » ne convient pas à « {column} ».", "“{found}” does not fit “{column}”."),
        ("{expected}", "{expected}"),
        ("Réécrivez la cellule.", "Write the cell again."),
    ),
    "cell-boolean": error(
        (
            "La cellule est {shown}, et « {column} » n'est pas un oui ou non.",
            "The cell is {shown}, and “{column}” is no yes or no.",
        ),
        ("{expected}", "{expected}"),
        ("Écrivez la valeur elle-même.", "Write the value itself."),
    ),
    "cell-error": error(
        ("La cellule contient l'erreur {found}.", "The cell holds the error {found}."),
        ("Une valeur.", "A value."),
        ("Réparez la formule, ou écrivez la valeur.", "Mend the formula, or write the value."),
    ),
    "cell-style": error(
        (
            "Le format de la cellule ({found}) manque au classeur : nombre, date, pourcentage ou monnaie ?",
            "The workbook lacks the format of the cell ({found}): number, date, percentage or currency?",
        ),
        ("Un classeur dont chaque format est décrit.", "A workbook that describes each of its formats."),
        (
            "Ouvrez-le dans votre tableur, vérifiez ce qu'affiche la cellule et enregistrez-le à nouveau.",
            "Open it in your spreadsheet program, check what the cell shows and save it again.",
        ),
    ),
    "cell-date": error(
        (
            "La cellule est une date ({found}), ce que « {column} » n'est pas.",
            "The cell is a date ({found}), which “{column}” is not.",
        ),
        ("{expected}", "{expected}"),
        (
            "Si le tableur y a vu une date à tort, donnez-lui un format de nombre et réécrivez la valeur.",
            "If the program mistook it for a date, give it a number format and write the value again.",
        ),
    ),
    "cell-time": error(
        ("La cellule est une heure ({found}).", "The cell is a time of day ({found})."),
        ("Un nombre ou un texte.", "A number or text."),
        (
            "Donnez-lui un format de nombre et réécrivez la valeur.",
            "Give it a number format and write the value again.",
        ),
    ),
    "cell-formula": error(
        (
            "La formule {found} n'a pas de valeur calculée dans le fichier.",
            "The formula {found} has no computed value in the file.",
        ),
        (
            "Une valeur, ou une formule calculée par un tableur.",
            "A value, or a formula that a spreadsheet program has computed.",
        ),
        (
            "Ouvrez le classeur dans votre tableur, laissez-le calculer et enregistrez-le.",
            "Open the workbook in your spreadsheet program, let it compute, and save it.",
        ),
    ),
    "cell-merged": question(
        (
            "La cellule fait partie de la fusion {found} : sa valeur n'est pas claire.",
            "The cell is part of the merged range {found}: its value is not clear.",
        ),
        ("Une valeur dans chaque cellule.", "A value in each cell."),
        ("Défusionnez et répétez la valeur partout où elle vaut.", "Unmerge, and repeat the value wherever it holds."),
    ),
    "row-hidden": question(
        ("Des lignes masquées contiennent des valeurs : {found}.", "Hidden rows hold values: {found}."),
        ("Que toute ligne qui compte se voie.", "Every row that counts to be visible."),
        (
            "Comptent-elles ? Affichez-les si oui, supprimez-les sinon.",
            "Do they count? Show them if so, delete them if not.",
        ),
    ),
    "column-hidden": question(
        (
            "La colonne « {column} » est masquée et contient des valeurs.",
            "The column “{column}” is hidden and holds values.",
        ),
        ("Que toute colonne qui compte se voie.", "Every column that counts to be visible."),
        ("Compte-t-elle ? Affichez-la si oui, supprimez-la sinon.", "Does it count? Show it if so, delete it if not."),
    ),
    "sheet-hidden": question(
        (
            "La feuille « {found} » est masquée et contient une table.",
            "The sheet “{found}” is hidden and holds a table.",
        ),
        ("Que toute table qui compte se voie.", "Every table that counts to be visible."),
        ("Compte-t-elle ? Affichez-la si oui, supprimez-la sinon.", "Does it count? Show it if so, delete it if not."),
    ),
    "number-ambiguous": question(
        ("« {found} » se lit {first} ou {second}.", "“{found}” reads as {first} or {second}."),
        ("Un nombre qui n'a qu'une lecture : 1 234,5 ou 1234.5.", "A number with one reading: 1 234.5 or 1234.5."),
        ("Lequel est-ce ? Écrivez {first} ou {second_written}.", "Which is it? Write {first} or {second_written}."),
    ),
    "number-grouping": error(
        (
            "Dans « {found} », les chiffres ne sont pas groupés par trois.",
            "In “{found}”, the digits are not grouped by three.",
        ),
        ("1234,5 ou 1 234,5.", "1234.5 or 1 234.5."),
        ("Réécrivez le nombre sans séparateur de milliers.", "Write the number without thousands separators."),
    ),
    "number-missing": error(
        ("« {found} » n'est pas un nombre.", "“{found}” is not a number."),
        ("Un nombre ; une valeur qui manque est une cellule vide.", "A number; a missing value is an empty cell."),
        (
            "Videz la cellule si la colonne est facultative, sinon écrivez un nombre et sa provenance.",
            "Empty the cell if the column is optional, else write a number and its provenance.",
        ),
    ),
    "number-currency": error(
        ("« {found} » est dans une autre monnaie.", "“{found}” is in another currency."),
        ("Un montant en MAD.", "An amount in MAD."),
        ("Convertissez-le, et notez le taux dans la provenance.", "Convert it, and note the rate in the provenance."),
    ),
    "number-scale": error(
        ("« {found} » abrège des milliers ou des millions.", "“{found}” abbreviates thousands or millions."),
        ("Le nombre en entier, par exemple 12 500 000.", "The whole number, 12 500 000 for example."),
        ("{hint}Écrivez tous les chiffres.", "{hint}Write all the digits."),
    ),
    "number-digits": error(
        ("« {found} » est trop grand ou trop long.", "“{found}” is too large or too long."),
        ("Moins de 10^15, et 25 chiffres au plus.", "Below 10^15, with 25 digits at most."),
        ("Vérifiez le nombre et son unité.", "Check the number and its unit."),
    ),
    "number-malformed": error(
        ("« {found} » n'est pas un nombre.", "“{found}” is not a number."),
        ("{expected}", "{expected}"),
        ("{hint}", "{hint}"),
    ),
    "number-percent": error(
        (
            "« {found} » est un pourcentage, et « {column} » n'en est pas un.",
            "“{found}” is a percentage, and “{column}” is not one.",
        ),
        ("{expected}", "{expected}"),
        ("{hint}", "{hint}"),
    ),
    "number-date": error(
        (
            "« {found} » est une date, ce que « {column} » n'est pas.",
            "“{found}” is a date, which “{column}” is not.",
        ),
        ("{expected}", "{expected}"),
        (
            "Écrivez le nombre ; si le tableur l'a pris pour une date, donnez à la colonne un format de nombre.",
            "Write the number; if the program took it for a date, give the column a number format.",
        ),
    ),
    "number-money": error(
        (
            "« {found} » est un montant, et « {column} » n'en est pas un.",
            "“{found}” is an amount, and “{column}” is not one.",
        ),
        ("{expected}", "{expected}"),
        ("Écrivez le nombre dans son unité.", "Write the number in its unit."),
    ),
    "integer-expected": error(
        ("« {found} » n'est pas un nombre entier.", "“{found}” is not a whole number."),
        ("{expected}", "{expected}"),
        ("Arrondissez, ou vérifiez la colonne.", "Round it, or check the column."),
    ),
    "yes-no-expected": error(
        ("« {found} » n'est ni oui ni non.", "“{found}” is neither yes nor no."),
        ("oui, non, vrai, faux, 1 ou 0.", "yes, no, true, false, 1 or 0."),
        ("Choisissez l'un des deux.", "Choose one of the two."),
    ),
    "choice-unknown": error(
        ("« {found} » n'est pas un choix de « {column} ».", "“{found}” is not a choice of “{column}”."),
        ("Un choix parmi : {choices}.", "One of: {choices}."),
        ("{hint}", "{hint}"),
    ),
    "period-malformed": error(
        ("« {found} » n'est pas une période.", "“{found}” is not a period."),
        (
            "2027-S1 (semestre), 2027-Q1 (trimestre) ou 2027 (année).",
            "2027-S1 (half-year), 2027-Q1 (quarter) or 2027 (year).",
        ),
        ("{hint}", "{hint}"),
    ),
    "identifier-malformed": error(
        ("« {found} » ne peut pas servir d'identifiant.", "“{found}” cannot serve as an identifier."),
        (
            "Un nom court d'au plus {longest} caractères, sans * ; / , [ ] < > | \" ni guillemets.",
            "A short name of at most {longest} characters, without * ; / , [ ] < > | or quotes.",
        ),
        (
            "Choisissez un nom comme « fes » et gardez le nom complet dans la colonne « nom ».",
            "Choose a name such as “fes” and keep the full name in the “name” column.",
        ),
    ),
    "list-separator": error(
        (
            "« {found} » est une liste, dont les noms se séparent par « ; ».",
            "“{found}” is a list, whose names are separated by “;”.",
        ),
        ("Un nom, ou plusieurs séparés par « ; ».", "One name, or several separated by “;”."),
        ("Séparez par « ; » : {mended}", "Separate by “;”: {mended}"),
    ),
    "list-all-mixed": error(
        ("« {found} » mélange * (tous) et des noms.", "“{found}” mixes * (all) with names."),
        ("* seul, ou des noms séparés par « ; ».", "* alone, or names separated by “;”."),
        ("Gardez l'un ou l'autre.", "Keep one or the other."),
    ),
    "list-repeats": error(
        ("« {found} » nomme deux fois « {name} ».", "“{found}” names “{name}” twice."),
        ("Chaque nom une fois.", "Each name once."),
        ("Supprimez la répétition.", "Delete the repetition."),
    ),
    "date-malformed": error(
        ("« {found} » n'est pas une date.", "“{found}” is not a date."),
        ("2026-09-30 ou 30/09/2026.", "2026-09-30 or 30/09/2026."),
        ("Réécrivez la date.", "Write the date again."),
    ),
    "text-garbled": warning(
        (
            "« {found} » a des accents abîmés : sans doute « {mended} ».",
            "“{found}” has damaged accents: probably “{mended}”.",
        ),
        ("Un texte en UTF-8.", "Text in UTF-8."),
        ("Réenregistrez l'original en « CSV UTF-8 ».", "Save the original again as “CSV UTF-8”."),
    ),
}
