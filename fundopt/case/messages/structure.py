"""Texts of the findings that follow from the schema alone: types, ranges, keys, references, periods."""

from __future__ import annotations

from fundopt.case.messages.message import error, question, warning

STRUCTURE = {
    "value-type": error(
        ("« {found} » n'est pas du type de « {column} ».", "“{found}” is not of the type of “{column}”."),
        ("{expected}", "{expected}"),
        ("Corrigez la valeur.", "Mend the value."),
    ),
    "value-low": error(
        ("« {column} » vaut {found} : c'est trop peu.", "“{column}” is {found}: too low."),
        ("{minimum} au moins.", "{minimum} at least."),
        ("Vérifiez le nombre et son unité.", "Check the number and its unit."),
    ),
    "value-high": error(
        ("« {column} » vaut {found} : c'est trop.", "“{column}” is {found}: too high."),
        ("{maximum} au plus.", "{maximum} at most."),
        ("{hint}", "{hint}"),
    ),
    "key-twice": error(
        (
            "« {found} » est déjà dans la table « {table} » : {other}.",
            "“{found}” is already in the table “{table}”: {other}.",
        ),
        ("Une seule ligne par clé ({keys}).", "One row per key ({keys})."),
        ("Supprimez l'une des deux lignes, ou corrigez sa clé.", "Delete one of the two rows, or mend its key."),
    ),
    "identifiers-alike": question(
        (
            "« {found} » et « {name} » ({other}) : est-ce la même chose, écrite de deux façons ?",
            "“{found}” and “{name}” ({other}): are they the same, written in two ways?",
        ),
        (
            "Des identifiants qui ne diffèrent pas que par des accents, des majuscules ou des espaces.",
            "Identifiers that do not differ by accents, case or spaces alone.",
        ),
        (
            "Si oui, gardez une seule ligne ; sinon, donnez à l'une des deux un autre identifiant.",
            "If so, keep one row; if not, give one of the two another identifier.",
        ),
    ),
    "identifiers-close": warning(
        (
            "« {found} » ressemble à « {name} » ({other}) : la ponctuation seule les distingue.",
            "“{found}” looks like “{name}” ({other}): only punctuation tells them apart.",
        ),
        ("Des identifiants qu'on ne peut pas confondre.", "Identifiers that cannot be confused."),
        ("Si c'est la même chose, gardez une seule ligne.", "If they are the same, keep one row."),
    ),
    "reference-unknown": error(
        ("« {found} » n'est pas dans la table « {target} ».", "“{found}” is not in the table “{target}”."),
        ("Un identifiant de cette table.", "An identifier of that table."),
        ("{hint}", "{hint}"),
    ),
    "period-length": error(
        (
            "« {found} » n'a pas la longueur des périodes du fonds ({start}).",
            "“{found}” is not as long as the fund's periods ({start}).",
        ),
        ("Des périodes comme {start}.", "Periods such as {start}."),
        ("Réécrivez la période.", "Write the period again."),
    ),
    "period-outside": error(
        ("« {found} » est hors de l'horizon {horizon}.", "“{found}” is outside the {horizon}."),
        ("De {first} à {last}.", "From {first} to {last}."),
        (
            "Corrigez la période, ou la première période et le nombre de périodes du fonds.",
            "Mend the period, or the fund's first period and number of periods.",
        ),
    ),
    "reference-outside": warning(
        (
            "« {found} » est hors de l'horizon de dépense : cette ligne du plan précédent ne sert pas.",
            "“{found}” is outside the budget horizon: this row of the previous plan is not used.",
        ),
        ("De {first} à {last}.", "From {first} to {last}."),
    ),
    "provenance-unknown": error(
        ("La provenance nomme « {found} », qui n'existe pas.", "The provenance names “{found}”, which does not exist."),
        ("{expected}", "{expected}"),
        ("{hint}", "{hint}"),
    ),
}
