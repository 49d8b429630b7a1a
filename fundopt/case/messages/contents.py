"""Texts of the findings about what stands in a sheet: titles, totals, notes, odd letters, units."""

from __future__ import annotations

from fundopt.case.messages.message import Message, error, note, question, warning

SHEETS: dict[str, Message] = {
    "table-near": question(
        (
            "« {found} » n'est pas le nom d'une table, mais ressemble à « {near} »{why}.",
            "“{found}” is not the name of a table, but looks like “{near}”{why}.",
        ),
        (
            "Le nom exact d'une table, ou une feuille qui n'y ressemble pas.",
            "The exact name of a table, or a sheet unlike one.",
        ),
        (
            "Si c'est elle, renommez-la « {near} » ; sinon, faites commencer son nom par « note ».",
            "If it is that table, rename it “{near}”; if not, let its name begin with “note”.",
        ),
    ),
    "heading-near": question(
        (
            "« {found} » n'est pas une colonne de la table « {table} ».",
            "“{found}” is not a column of the table “{table}”.",
        ),
        (
            "Le titre exact d'une colonne, ou un titre qui n'y ressemble pas.",
            "The exact heading of a column, or one unlike any.",
        ),
        (
            "{hint} Si oui, écrivez ce titre ; sinon, faites commencer le vôtre par « note » : gardée, non utilisée.",
            "{hint} If so, write that heading; if not, let yours begin with “note”: the column will be kept, not used.",
        ),
    ),
    "parameter-near": question(
        (
            "« {found} » n'est pas un paramètre de la table « {table} ».",
            "“{found}” is not a parameter of the table “{table}”.",
        ),
        (
            "Le nom exact d'un paramètre, ou un nom qui n'y ressemble pas.",
            "The exact name of a parameter, or a name unlike any.",
        ),
        (
            "{hint} Si oui, écrivez ce nom ; sinon, faites commencer le vôtre par « note » : gardée, non utilisée.",
            "{hint} If so, write that name; if not, let yours begin with “note”: the row will be kept, not used.",
        ),
    ),
    "columns-kept": note(
        (
            "Colonnes de notes de la table « {table} » : {texts}. Gardées, elles ne servent pas au calcul.",
            "Columns of notes in the table “{table}”: {texts}. They are kept, and not used.",
        ),
    ),
    "notes-kept": note(
        (
            "Texte à côté des lignes de la table « {table} » : {texts}. Gardé, il ne sert pas au calcul.",
            "Text beside the rows of the table “{table}”: {texts}. It is kept, and not used.",
        ),
    ),
    "parameter-kept": note(
        (
            "« {found} » est une note de la table « {table} » : gardée, elle ne sert pas au calcul.",
            "“{found}” is a note of the table “{table}”: it is kept, and not used.",
        ),
    ),
    "table-second": question(
        (
            "Une seconde table commence ici, sous la table « {table} » (« {found} »…).",
            "A second table begins here, below the table “{table}” (“{found}”…).",
        ),
        ("Une table par feuille ou par fichier.", "One table per sheet or file."),
        (
            "Déplacez-la sur une feuille à son nom, ou supprimez-la.",
            "Move it to a sheet of its own name, or delete it.",
        ),
    ),
    "row-lonely": question(
        (
            "La ligne n'a qu'une cellule remplie, « {found} » : est-ce un titre, une note, ou une ligne à compléter ?",
            "Only one cell of the row is filled in, “{found}”: is it a title, a note, or a row to complete?",
        ),
        ("Une ligne entière de la table « {table} ».", "A whole row of the table “{table}”."),
        (
            "Complétez la ligne, ou faites commencer ce texte par « Note : ».",
            "Complete the row, or let this text begin with “Note:”.",
        ),
    ),
    "headings-repeated": note(
        (
            "La ligne répète les titres de la table « {table} » : elle n'est pas lue comme une ligne.",
            "The row repeats the headings of the table “{table}”: it is not read as a row.",
        ),
    ),
}

TOTALS: dict[str, Message] = {
    "total-agrees": note(
        (
            "« {found} » est un total : vérifié ({columns}), et pas lu comme une ligne.",
            "“{found}” is a total: checked ({columns}), and not read as a row.",
        ),
    ),
    "total-differs": question(
        (
            "Le total de « {column} » est {stated}, et les lignes font {computed} (écart : {difference}).",
            "The total of “{column}” is {stated}, and the rows add up to {computed} (difference: {difference}).",
        ),
        ("Un total égal à la somme des lignes.", "A total equal to the sum of the rows."),
        (
            "Manque-t-il une ligne, ou un nombre est-il faux ? Corrigez-le, ou supprimez la ligne du total.",
            "Is a row missing, or a number wrong? Mend it, or delete the row of the total.",
        ),
    ),
    "total-unchecked": note(
        (
            "« {found} » est un total : il n'est pas lu comme une ligne, et rien n'a pu y être vérifié.",
            "“{found}” is a total: it is not read as a row, and nothing in it could be checked.",
        ),
    ),
    "row-statistic": note(
        (
            "« {found} » résume les lignes de la table « {table} » : elle n'est pas lue comme une ligne.",
            "“{found}” sums up the rows of the table “{table}”: it is not read as a row.",
        ),
    ),
    "row-is-sum": question(
        (
            "La ligne « {found} » est la somme de toutes les autres ({columns}) : est-ce un total ?",
            "The row “{found}” is the sum of all the others ({columns}): is it a total?",
        ),
        (
            "Des lignes qui ne se recouvrent pas : tout y serait compté deux fois.",
            "Rows that do not overlap: everything would count twice.",
        ),
        ("Si c'est un total, appelez-la « Total » ou supprimez-la.", "If it is a total, call it “Total” or delete it."),
    ),
}

UNITS: dict[str, Message] = {
    "heading-unit": question(
        (
            "« {found} » est une unité annoncée pour « {column} », qui se donne en {unit}.",
            "“{found}” is the unit announced for “{column}”, which is given in {unit}.",
        ),
        ("{expected}", "{expected}"),
        (
            "{hint}",
            "{hint}",
        ),
    ),
    "heading-bracket": warning(
        (
            "« {found} », entre parenthèses dans le titre de « {column} », n'est pas une unité connue.",
            "“{found}”, in brackets in the heading of “{column}”, is no known unit.",
        ),
        ("{expected}", "{expected}"),
        (
            "La colonne est lue en {unit} : vérifiez que c'est bien son unité.",
            "The column is read in {unit}: check that this is its unit.",
        ),
    ),
    "table-unit": question(
        (
            "Le titre « {found} » annonce des valeurs en « {written} ».",
            "The title “{found}” announces values in “{written}”.",
        ),
        (
            "Des valeurs dans l'unité de chaque colonne : les montants en MAD.",
            "Values in the unit of each column: amounts in MAD.",
        ),
        (
            "Convertissez les valeurs, puis corrigez le titre ; s'il ne vaut plus, supprimez-le.",
            "Convert the values, then mend the title; if it no longer holds, delete it.",
        ),
    ),
    "share-or-percent": question(
        (
            "Sous un titre en %, « {found} » se lit {found} % ou {percent} %.",
            "Under a heading in %, “{found}” reads as {found}% or {percent}%.",
        ),
        ("{expected}", "{expected}"),
        (
            "Lequel est-ce ? Écrivez « {found} % » ou « {percent} % », avec le signe.",
            "Which is it? Write “{found}%” or “{percent}%”, with the sign.",
        ),
    ),
    "number-shown-scaled": question(
        (
            "La cellule vaut {stored} et s'affiche en « {shown} » : est-ce en milliers, en millions, ou en MAD ?",
            "The cell holds {stored} and is displayed in “{shown}”: is it in thousands, in millions, or in MAD?",
        ),
        ("Le montant entier, en MAD.", "The whole amount, in MAD."),
        (
            "Écrivez tous les chiffres et donnez à la cellule un format de nombre sans unité.",
            "Write all the digits, and give the cell a number format without a unit.",
        ),
    ),
}

LETTERS: dict[str, Message] = {
    "characters-invisible": warning(
        (
            "« {found} » contient des caractères invisibles ({codes}) : lu sans eux.",
            "“{found}” holds invisible characters ({codes}): read without them.",
        ),
        ("Un texte sans caractère invisible.", "Text without invisible characters."),
        ("Retapez la cellule.", "Type the cell again."),
    ),
    "letters-lookalike": error(
        (
            "« {found} » mêle des lettres qui se ressemblent sans être les mêmes : {odd}.",
            "“{found}” mixes letters that look alike and are not the same: {odd}.",
        ),
        ("Les lettres d'un seul alphabet.", "Letters of one alphabet."),
        ("Retapez « {mended} » au clavier.", "Type “{mended}” on the keyboard."),
    ),
    "number-dash": error(
        ("« {found} » n'est pas un nombre.", "“{found}” is not a number."),
        ("Un nombre ; une valeur qui manque est une cellule vide.", "A number; a missing value is an empty cell."),
        ("{hint}", "{hint}"),
    ),
    "number-sign": question(
        ("« {found} » : est-ce le nombre négatif {mended} ?", "“{found}”: is it the negative number {mended}?"),
        ("Un signe moins devant le nombre : -5.", "A minus sign before the number: -5."),
        (
            "Écrivez {mended} si oui, sinon le nombre sans signe.",
            "Write {mended} if so, else the number without a sign.",
        ),
    ),
    "number-letters": error(
        (
            "« {found} » contient une lettre à la place d'un chiffre (O pour 0, l pour 1).",
            "“{found}” holds a letter in the place of a digit (O for 0, l for 1).",
        ),
        ("Des chiffres de 0 à 9.", "Digits from 0 to 9."),
        ("Écrivez {mended}, si c'est bien ce nombre.", "Write {mended}, if that is the number."),
    ),
    "number-script": error(
        ("« {found} » n'est pas écrit avec les chiffres de 0 à 9.", "“{found}” is not written with the digits 0 to 9."),
        ("Des chiffres de 0 à 9.", "Digits from 0 to 9."),
        ("Écrivez {mended}, si c'est bien ce nombre.", "Write {mended}, if that is the number."),
    ),
}

DAMAGE: dict[str, Message] = {
    "cell-hashes": error(
        (
            "« {found} » remplace un nombre ou une date que sa colonne était trop étroite pour montrer.",
            "“{found}” stands for a number or date that its column was too narrow to show.",
        ),
        ("La valeur elle-même.", "The value itself."),
        (
            "Élargissez la colonne dans le fichier d'origine et copiez-la à nouveau.",
            "Widen the column in the original file, and copy it again.",
        ),
    ),
    "identifier-scientific": error(
        (
            "« {found} » : le tableur a abrégé un code trop long, et ses derniers chiffres sont perdus.",
            "“{found}”: the spreadsheet program shortened a long code, and its last digits are lost.",
        ),
        ("Le code entier, dans une cellule au format Texte.", "The whole code, in a cell formatted as text."),
        (
            "Mettez la colonne au format Texte et réécrivez le code.",
            "Format the column as text, and write the code again.",
        ),
    ),
    "identifier-date": error(
        (
            "Le tableur a pris cet identifiant pour une date ({found}).",
            "The spreadsheet program took this identifier for a date ({found}).",
        ),
        ("Un texte, comme {meant}.", "Text, such as {meant}."),
        (
            "Mettez la colonne au format Texte et réécrivez l'identifiant.",
            "Format the column as text, and write the identifier again.",
        ),
    ),
    "period-date": error(
        ("La cellule est une date ({found}), pas une période.", "The cell is a date ({found}), not a period."),
        (
            "2027-S1 (semestre), 2027-Q1 (trimestre) ou 2027 (année), dans une cellule au format Texte.",
            "2027-S1 (half-year), 2027-Q1 (quarter) or 2027 (year), in a cell formatted as text.",
        ),
        ("{hint}", "{hint}"),
    ),
    "yes-no-tick": question(
        ("« {found} » veut-il dire oui, ou non ?", "Does “{found}” mean yes, or no?"),
        ("oui, non, vrai, faux, 1 ou 0.", "yes, no, true, false, 1 or 0."),
        ("Écrivez « oui » ou « non ».", "Write “yes” or “no”."),
    ),
}

CONTENTS: dict[str, Message] = {**SHEETS, **TOTALS, **UNITS, **LETTERS, **DAMAGE}
