"""What the reader of MPS files says where it refuses one: what is wrong, and how to mend it."""

from fundopt.language import Text

AT = Text("{file}, ligne {line} : ", "{file}, line {line}: ")
ROW, COLUMN = Text("ligne", "row"), Text("colonne", "column")
OUTSIDE = Text(
    "des données hors de toute section. Placez une section (ROWS, COLUMNS…) avant elles.",
    "data outside any section. Put a section (ROWS, COLUMNS…) before them.",
)
FORM = Text(
    "« {said} » n'est pas une ligne de {section}. Attendu : {form}.",
    "“{said}” is not a line of {section}. Expected: {form}.",
)
EMPTY = Text(
    "{file} est vide : il n'y a pas de modèle. Copiez-le de nouveau, en entier.",
    "{file} is empty: there is no model in it. Copy it again, whole.",
)
NO_END = Text(
    "le fichier s'arrête sans ENDATA. Il est sans doute tronqué : copiez-le de nouveau, en entier.",
    "the file ends without ENDATA. It is probably cut off: copy it again, whole.",
)
NO_OBJECTIVE = Text(
    "aucune ligne N : il n'y a pas d'objectif. Ajoutez-en une dans ROWS.",
    "no N row: there is no objective. Add one in ROWS.",
)
SECTION = Text(
    "« {said} » n'est pas une section lue ici. Attendu : ROWS, COLUMNS, RHS, RANGES, BOUNDS ou ENDATA.",
    "“{said}” is not a section read here. Expected: ROWS, COLUMNS, RHS, RANGES, BOUNDS or ENDATA.",
)
NUMBER = Text(
    "« {said} » n'est pas un nombre. Attendu : un décimal avec un point, comme -1.5 ou 2e-3.",
    "“{said}” is not a number. Expected: a decimal with a point, such as -1.5 or 2e-3.",
)
UNKNOWN = Text(
    "{what} « {said} » inconnue. Déclarez-la plus haut, ou corrigez son nom.",
    "unknown {what} “{said}”. Declare it further up, or mend its name.",
)
TWICE = Text(
    "« {said} » est donné deux fois. Gardez-en un seul.",
    "“{said}” is given twice. Keep one.",
)
APART = Text(
    "la colonne « {said} » revient après d'autres. Placez ses lignes ensemble.",
    "column “{said}” comes back after others. Put its lines together.",
)
MARKER = Text("marqueur inconnu. Attendu : 'INTORG' ou 'INTEND'.", "unknown marker. Expected: 'INTORG' or 'INTEND'.")
WHOLE = Text(
    "la colonne entière « {said} » n'a pas de bornes ; les lecteurs la croient de 0 à 1, ou sans fin : donnez-les.",
    "the integer column “{said}” has no bounds; readers take it for 0 to 1, or without end: give them.",
)
FORMS = {
    "ROWS": Text("N, E, L ou G, puis un nom", "N, E, L or G, then a name"),
    "COLUMNS": Text("colonne, puis une ou deux fois ligne et nombre", "column, then row and number once or twice"),
    "RHS": Text("nom, puis une ou deux fois ligne et nombre", "name, then row and number once or twice"),
    "RANGES": Text("nom, puis une ou deux fois ligne et nombre", "name, then row and number once or twice"),
    "BOUNDS": Text(
        "LO, UP, FX, FR, MI, PL, BV, LI ou UI, un nom, une colonne et, sauf pour FR, MI, PL et BV, un nombre",
        "LO, UP, FX, FR, MI, PL, BV, LI or UI, a name, a column and, but for FR, MI, PL and BV, a number",
    ),
    "OBJSENSE": Text("MIN ou MAX", "MIN or MAX"),
}
