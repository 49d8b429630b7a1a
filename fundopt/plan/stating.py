"""Which row of a table states a row of the program: the choice that the model makes."""

from __future__ import annotations

from collections.abc import Mapping

from fundopt.case.case import Data
from fundopt.case.schema import ALL


def stating(data: Data, label: Mapping[str, str]) -> int:
    """The row of a table (from 0) that states a row of the program with this label (axis to identifier).

    Of the rows that are switched on and whose keys cover the label, the most precise one; row 0 of a table of fields.
    Raises LookupError where there is none: the row of the program is not of this case.
    """
    if data.table.fields:
        return 0
    keys = data.table.keys
    on = data["active"] if "active" in data.columns else (True,) * len(data)
    covering = [i for i in range(len(data)) if on[i] and all(data[key][i] in (label[key], ALL) for key in keys)]
    if not covering:
        raise LookupError(f"no row of {data.table.name} states {'/'.join(label.values())}")
    return min(covering, key=lambda i: sum(data[key][i] == ALL for key in keys))
