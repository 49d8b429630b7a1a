"""The units of the schema as people read them, in French and English."""

from __future__ import annotations

from fundopt.case.schema import Column
from fundopt.language import Text

UNITS: dict[str, Text] = {
    "": Text("", ""),
    "MAD": Text("MAD", "MAD"),
    "MAD/MAD": Text("MAD par MAD", "MAD per MAD"),
    "MAD/period": Text("MAD par période", "MAD per period"),
    "degrees": Text("degrés", "degrees"),
    "factor": Text("facteur", "factor"),
    "firms": Text("entreprises", "firms"),
    "jobs": Text("emplois", "jobs"),
    "jobs/unit": Text("emplois par unité", "jobs per unit"),
    "km": Text("km", "km"),
    "periods": Text("périodes", "periods"),
    "persons": Text("personnes", "persons"),
    "share": Text("%", "%"),
    "sites": Text("sites", "sites"),
    "units": Text("unités", "units"),
    "units/period": Text("unités par période", "units per period"),
    "weight": Text("poids", "weight"),
}


def unit_label(column: Column) -> Text:
    """The unit of `column`; an empty text where it has none."""
    return UNITS[column.unit]
