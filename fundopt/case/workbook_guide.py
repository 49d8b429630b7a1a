"""The first sheet of a template: how to fill it in, and what each table is for."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from fundopt.case import schema
from fundopt.case.documentation import without
from fundopt.case.headings import GUIDE, GUIDE_TITLES
from fundopt.case.workbook_cells import FONT, REQUIRED, put_heading, put_text, put_title, set_height, set_print
from fundopt.language import Text

WIDTHS = (20, 70, 62)
CHARACTERS = 175
"""How many fit on a line over the whole width."""


def write_guide(book: Workbook, lang: str) -> None:
    """Instructions, then one row for each table with a link to its sheet."""
    sheet = book.create_sheet(GUIDE.of(lang))
    sheet.sheet_view.showGridLines = False
    put_title(sheet, _TITLE.of(lang), _ABOUT.of(lang))
    row = 4
    for step in STEPS:
        _step(sheet, row, step.of(lang))
        row += 1
    head = row + 1
    for index, text in enumerate((_TABLE, _CONTENT, _WITHOUT), start=1):
        put_heading(sheet.cell(head, index), text.of(lang))
    for row, table in enumerate(schema.TABLES, start=head + 1):
        _table(sheet, row, table, lang)
    for letter, width in zip("ABC", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    set_print(sheet, head)
    sheet.print_title_rows = f"{head}:{head}"


def _step(sheet: Worksheet, row: int, text: str) -> None:
    """One instruction over the whole width."""
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(WIDTHS))
    put_text(sheet.cell(row, 1), text)
    sheet.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    set_height(sheet, row, [(text, CHARACTERS)])


def _table(sheet: Worksheet, row: int, table: schema.Table, lang: str) -> None:
    label = table.label.of(lang)
    for index, text in enumerate((label, table.help.of(lang), without(table).of(lang)), start=1):
        put_text(sheet.cell(row, index), text)
        sheet.cell(row, index).alignment = Alignment(wrap_text=True, vertical="top")
    first = sheet.cell(row, 1)
    first.hyperlink = Hyperlink(ref=first.coordinate, location=f"{quote_sheetname(label)}!A1")
    first.font = Font(name=FONT, color="1F4E79", underline="single", bold=table.required)
    if table.required:
        for index in range(1, len(WIDTHS) + 1):
            sheet.cell(row, index).fill = REQUIRED
    set_height(sheet, row, [(table.help.of(lang), WIDTHS[1] + 6), (without(table).of(lang), WIDTHS[2] + 6)])


_TITLE = Text(*GUIDE_TITLES[:2])
_ABOUT = Text("Comment remplir ce classeur.", "How to fill in this workbook.")
STEPS = (
    Text(
        "1. Remplissez d'abord les quatre feuilles à onglet foncé : fonds, sources, villes, mesures. Les autres sont"
        " facultatives : une feuille laissée vide ne compte pas.",
        "1. Fill in the four sheets with a dark tab first: fund, sources, cities, measures. The others are optional: a"
        " sheet left empty does not count.",
    ),
    Text(
        "2. Écrivez sous les titres, une ligne par ville, mesure, source… La ligne grise au-dessus des titres est un"
        " exemple inventé : elle n'est jamais lue, vous pouvez la laisser.",
        "2. Write below the headings, one row for each city, measure, source… The grey row above the headings is a"
        " made-up example: it is never read, and you may leave it there.",
    ),
    Text(
        "3. Sous un titre foncé, chaque cellule doit être remplie. Une cellule vide n'est jamais un zéro : sous un"
        " titre clair, elle prend la valeur par défaut que dit l'aide.",
        "3. Below a dark heading every cell must be filled in. An empty cell is never a zero: below a light heading it"
        " takes the default that the help states.",
    ),
    Text(
        "4. L'aide d'une colonne apparaît quand le pointeur passe sur son titre ou qu'une de ses cellules est choisie ;"
        " l'unité est entre crochets. Les identifiants d'une autre feuille se choisissent dans une liste.",
        "4. The help of a column appears when the pointer is over its heading or one of its cells is selected; the unit"
        " is in brackets. Identifiers from another sheet are chosen from a list.",
    ),
    Text(
        "5. Les montants sont en MAD, entiers : 12 000 000 et non 12 MDH. Les parts s'écrivent 15 % ou 0,15. Les"
        " périodes : 2027-S1 (semestre), 2027-Q1 (trimestre) ou 2027.",
        "5. Amounts are in MAD, in full: 12,000,000 and not 12 m. Shares are written 15% or 0.15. Periods: 2027-S1"
        " (half-year), 2027-Q1 (quarter) or 2027.",
    ),
    Text(
        "6. Là où l'aide le permet, * veut dire « tous », et plusieurs identifiants se séparent par « ; ».",
        "6. Where the help allows it, * means “all”, and several identifiers are separated by “;”.",
    ),
    Text(
        "7. Ajoutez des colonnes ou des feuilles à vous si vous voulez : elles sont signalées et gardées, sans servir"
        " au calcul. Évitez les lignes masquées et les cellules fusionnées.",
        "7. Add columns or sheets of your own if you like: they are reported and kept, but not used. Avoid hidden rows"
        " and merged cells.",
    ),
    Text(
        "8. Pour contrôler : fundopt check, suivi du nom de ce fichier. Chaque point à corriger est nommé avec sa"
        " cellule.",
        "8. To check: fundopt check, followed by the name of this file. Each point to mend is named with its cell.",
    ),
)
"""What a person who opens the template needs to know, in order."""
_TABLE, _CONTENT = Text("Feuille", "Sheet"), Text("Contenu", "Content")
_WITHOUT = Text("Si elle est vide", "If it is empty")
