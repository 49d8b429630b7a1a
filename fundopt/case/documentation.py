"""The documentation of the input format, generated from the schema: `python -m fundopt.case.documentation docs`."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

from fundopt.case.cells import NUMERIC
from fundopt.case.schema import ALL, TABLES, Column, Table, Type
from fundopt.case.units import unit_label
from fundopt.language import LANGUAGES, Text

PAGES = {"en": "format.md", "fr": "format.fr.md"}
"""File name of the page in each language."""

TYPES = {
    Type.IDENTIFIER: Text("identifiant", "identifier"),
    Type.TEXT: Text("texte", "text"),
    Type.NUMBER: Text("nombre", "number"),
    Type.AMOUNT: Text("montant", "amount"),
    Type.SHARE: Text("part", "share"),
    Type.INTEGER: Text("nombre entier", "whole number"),
    Type.YES_NO: Text("oui ou non", "yes or no"),
    Type.CHOICE: Text("choix", "choice"),
    Type.PERIOD: Text("période", "period"),
    Type.DATE: Text("date", "date"),
}

INTRODUCTION = Text(
    """# Le format d'un cas

Cette page est produite à partir du schéma (`fundopt/case/schema.py`) ; ne la modifiez pas à la main.

Un cas est un ensemble de tables. Il se donne sous l'une de ces formes :

- un **classeur** `.xlsx` ou `.ods` : une feuille par table, appelée par son nom français, anglais ou technique ; un
  titre et une explication peuvent précéder la ligne des titres de colonnes ;
- un **dossier** de fichiers `.csv`, ou une archive `.zip` de ce dossier : un fichier par table, `<table>.csv`, en
  UTF-8 (le Windows-1252 est lu, avec un avertissement) ;
- le **nom** d'un cas livré avec fundopt, par exemple `morocco-2026`.

Les titres de colonnes se lisent en français, en anglais ou sous leur nom technique, sans tenir compte des accents, des
majuscules. Une colonne ou une feuille inconnue est signalée et gardée, mais ne sert pas ; un nom presque juste est une
question. Un titre qui commence par « note », « remarque », « commentaire » ou « source » ne pose pas de question.

Autour des lignes peuvent se trouver :

- des **totaux** et sous-totaux (« Total », « Sous-total », « Ensemble ») : ils sont comparés à la somme des lignes, et
  ne sont pas lus comme des lignes ; un total qui diffère est une question ;
- des **moyennes** ou des pourcentages (« Moyenne », « % », « Écart ») : pas lus ;
- des **notes** (« Source : … », « * … », « Note : … ») : gardées, pas lues ;
- une **unité**, dans le titre (« budget total [MAD] »), dans la ligne en dessous ou dans un titre au-dessus (« en
  milliers de dirhams ») : si ce n'est pas celle de la colonne, c'est une question. Rien n'est converti en silence.

Un identifiant s'écrit partout pareil. Deux identifiants d'une table qui ne diffèrent que par des accents, des
majuscules ou des espaces sont une question ; une lettre d'un autre alphabet qui ressemble à une latine est une erreur ;
les caractères invisibles sont ôtés, avec un avertissement.
L'ordre des lignes, des colonnes et des feuilles ne change rien.

## Les nombres

| écrit | lu |
|---|---|
| `1234,5` `1 234,5` `1.234,5` `1,234.5` `1'234.5` | 1 234,5 (l'espace peut être insécable ou fine) |
| `12,5 %` | 0,125, dans une colonne de parts seulement |
| `1 234,56 MAD` `1 234,56 DH` | 1 234,56, dans une colonne d'argent seulement |
| `-3` `−3` `1e-05` | −3 ; 0,00001 |
| `1,234` `1.234` | une **question** : mille deux cents ou un virgule deux ? |
| `(5)` `5-` `–5` | une **question** : est-ce −5 ? |
| `n/a` `-` `12 MDH` `12 k` `12 €` `0012` | refusé, avec la façon de l'écrire |
| `1O0` `١٢` `１２` `½` | refusé : des lettres pour des chiffres, des chiffres d'une autre écriture |

Un nombre d'un classeur vaut ce que sa cellule montre : 0,125 affiché 12,5 % est une part, 100 affiché « 100 € » n'est
pas en dirhams. Ses chiffres au-delà du quinzième sont du bruit : 0,30000000000000004 est 0,3. Sous un titre « (%) », un
nombre nu d'au plus 1 est une question ; sous « [%] », que fundopt écrit, c'est une part.

Dans un fichier csv, le séparateur des colonnes dit la marque décimale : avec `,` le point est décimal (`1.234` s'y
lit un virgule deux, `1,234` reste une question) ; avec `;` c'est la virgule (`1,234` s'y lit un virgule deux, `1.234`
reste une question). Dans un classeur, une cellule numérique est lue telle quelle ; la question ne se pose que pour un
nombre écrit comme un texte.

Une cellule vide n'est jamais un zéro : si la colonne est obligatoire c'est une erreur, sinon la valeur par défaut vaut.
`*` veut dire « tous » là où c'est permis ; plusieurs noms se séparent par « ; ».

Un csv écrit par fundopt met une apostrophe devant un texte qui commence par `=`, `+`, `-` ou `@`, et devant ces signes
après `,`, `;`, une tabulation ou un retour à la ligne, pour qu'aucun tableur n'y voie une formule ; elle est ôtée à la
lecture. Un classeur garde ces textes comme textes.

## Le modèle de classeur

`fundopt template` écrit un classeur qui a une feuille par table et une feuille d'instructions. La ligne grise au-dessus
des titres est un exemple inventé : ce qui est au-dessus des titres n'est jamais lu. `--from CAS` le remplit d'un cas.

Ce que la lecture promet et comment elle est éprouvée : [spreadsheets.md](spreadsheets.md) (en anglais).

## Les tables
""",
    """# The format of a case

This page is generated from the schema (`fundopt/case/schema.py`); do not edit it by hand.

A case is a set of tables. It comes in one of these forms:

- a **workbook**, `.xlsx` or `.ods`: one sheet per table, called by its French, English or technical name; a title and
  an explanation may stand above the row of headings;
- a **folder** of `.csv` files, or a `.zip` of it: one file per table, `<table>.csv`, in UTF-8 (Windows-1252 is read
  too, with a warning);
- the **name** of a case shipped with fundopt, such as `morocco-2026`.

Headings are read in French, English or by their technical name, whatever the accents and the case. A name that is
nearly right is a question. A heading that begins with “note”, “remark”, “comment” or “source” raises none.
An unknown column or sheet is reported and kept, but not used. The order of rows, columns and sheets changes nothing.

Around the rows there may be:

- **totals** and subtotals (“Total”, “Subtotal”, “Sum”): they are compared with the sum of the rows and not read as
  rows; a total that differs is a question;
- **means** or percentages (“Average”, “%”, “Difference”): not read;
- **notes** (“Source: …”, “* …”, “Note: …”): kept, not read;
- a **unit**, in the heading (“total budget [MAD]”), in the row below it or in a title above (“in thousands of
  dirhams”): where it is not that of the column, it is a question. Nothing is converted in silence.

An identifier is written the same everywhere. Two identifiers of a table that differ by accents, case or spaces alone
are a question; a letter of another alphabet that looks like a Latin one is an error; invisible characters are taken
out, with a warning.

## Numbers

| written | read |
|---|---|
| `1234.5` `1 234,5` `1.234,5` `1,234.5` `1'234.5` | 1,234.5 (the space may be a no-break or a narrow one) |
| `12.5%` | 0.125, in a column of shares only |
| `1 234,56 MAD` `MAD 1,234.56` | 1,234.56, in a column of money only |
| `-3` `−3` `1e-05` | −3; 0.00001 |
| `1,234` `1.234` | a **question**: one thousand two hundred, or one point two? |
| `(5)` `5-` `–5` | a **question**: is it −5? |
| `n/a` `-` `12 MDH` `12 k` `12 €` `0012` | refused, with the way to write it |
| `1O0` `١٢` `１２` `½` | refused: letters for digits, digits of another script |

A number in a workbook is what its cell shows: 0.125 shown as 12.5% is a share, 100 shown as “€100” is not in dirhams.
Its digits beyond the fifteenth are noise: 0.30000000000000004 is 0.3. Under a heading “(%)”, a bare number of at most
1 is a question; under “[%]”, which fundopt writes, it is a share.

In a csv file the column separator tells the decimal mark: with `,` the point is decimal (`1.234` is one point two
there, `1,234` stays a question); with `;` the comma is (`1,234` is one point two there, `1.234` stays a question). In
a workbook, a numeric cell is read as it is; the question arises for numbers typed as text only.

An empty cell is never zero: if the column is required it is an error, otherwise the default holds. `*` means “all”
where it is allowed; several names are separated by “;”.

A csv written by fundopt has an apostrophe before text that starts with `=`, `+`, `-` or `@`, and before these signs
after `,`, `;`, a tab or the end of a line, so that no spreadsheet program sees a formula there; it is taken off on
reading. A workbook keeps such text as text.

## The template

`fundopt template` writes a workbook with one sheet per table and a sheet of instructions. The grey row above the
headings is a made-up example: what stands above the headings is never read. `--from CASE` fills it with a case.

What reading promises and how it is tried: [spreadsheets.md](spreadsheets.md).

## Tables
""",
)

_HEADS = Text(
    "| colonne | français | anglais | contenu | valeurs | explication |",
    "| column | French | English | content | values | help |",
)


def page(lang: str) -> str:
    """The page in `lang`, as Markdown."""
    return INTRODUCTION.of(lang) + "".join(_table(table, lang) for table in TABLES)


def write_pages(folder: Path) -> None:
    """Write the page in both languages into `folder`."""
    for lang in LANGUAGES:
        (folder / PAGES[lang]).write_text(page(lang), encoding="utf-8")


def without(table: Table) -> Text:
    """What holds where the table is not given."""
    return table.absent or Text("obligatoire", "required")


def allowed(column: Column) -> Text:
    """Whether the column is required, its default, range, choices and the table it refers to."""
    return Text(*(" ; ".join(_allowed(column, lang)) if lang == "fr" else "; ".join(_allowed(column, lang))
                  for lang in ("fr", "en")))  # fmt: skip


def _allowed(column: Column, lang: str) -> list[str]:
    parts = []
    if column.required:
        parts.append(Text("obligatoire", "required").of(lang))
    elif column.default not in (None, ()):
        parts.append(Text("par défaut {value}", "{value} by default").of(lang, value=_default(column, lang)))
    else:
        parts.append(Text("facultatif", "optional").of(lang))
    parts += _range(column, lang)
    if column.choices:
        names = (f"{label.of(lang)} ({value})" if label.of(lang) != value else value for value, label in column.choices)
        parts.append(", ".join(names))
    if column.refers_to:
        parts.append(Text("dans « {name} »", "in “{name}”").of(lang, name=_label(column.refers_to, lang)))
    return parts


def _range(column: Column, lang: str) -> list[str]:
    if column.type not in NUMERIC or (column.minimum is None and column.maximum is None):
        return []
    low, high = (None if bound is None else _plain(bound, lang) for bound in (column.minimum, column.maximum))
    if high is None:
        return [Text("{low} au moins", "{low} or more").of(lang, low=low)]
    return [Text("de {low} à {high}", "from {low} to {high}").of(lang, low=low, high=high)]


def _default(column: Column, lang: str) -> str:
    if column.default == ALL:
        return f"`{ALL}`"
    if isinstance(column.default, bool):
        return (Text("oui", "yes") if column.default else Text("non", "no")).of(lang)
    if isinstance(column.default, Decimal | int):
        return _plain(Decimal(column.default), lang)
    return dict(column.choices)[str(column.default)].of(lang)


def _plain(value: Decimal, lang: str) -> str:
    return f"{value:f}".replace(".", "," if lang == "fr" else ".")


def _label(table: str, lang: str) -> str:
    return next(known.label.of(lang) for known in TABLES if known.name == table)


def _table(table: Table, lang: str) -> str:
    title = table.label.of(lang)
    absent = Text("Table obligatoire.", "Required table.")
    if table.absent:
        absent = Text(f"Sans cette table : {table.absent.fr}.", f"Without this table: {table.absent.en}.")
    shape = Text(
        "Un seul enregistrement, écrit vers le bas : une ligne par paramètre (colonnes `paramètre` et `valeur`).",
        "A single record, written downwards: one row per parameter (columns `parameter` and `value`).",
    )
    lines = [f"### {title[0].upper()}{title[1:]} (`{table.name}`)", "", table.help.of(lang), "", absent.of(lang), ""]
    if table.keys:
        keys = ", ".join(f"`{name}`" for name in table.keys)
        lines += [Text("Clé : {keys}.", "Key: {keys}.").of(lang, keys=keys), ""]
    if table.fields:
        lines += [shape.of(lang), ""]
    lines += [_HEADS.of(lang), "|---|---|---|---|---|---|"]
    lines += [_row(column, lang) for column in table.columns]
    return "\n" + "\n".join(lines) + "\n"


def _row(column: Column, lang: str) -> str:
    unit = unit_label(column).of(lang)
    content = TYPES[column.type].of(lang) + (f" [{unit}]" if unit and column.type is not Type.SHARE else "")
    cells = (
        f"`{column.name}`",
        column.label.fr,
        column.label.en,
        content,
        allowed(column).of(lang),
        column.help.of(lang),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]))
