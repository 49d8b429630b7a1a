"""Names for unknown sheets where a file or a workbook does not allow their own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fundopt.case.headings import recognise


def free_titles(
    titles: Iterable[str], forbidden: re.Pattern, longest: int, taken: Iterable[str] = ()
) -> dict[str, str]:
    """A name for each title that has nothing `forbidden`, at most `longest` characters and no double, case ignored.

    A changed name never becomes that of a table: an unknown sheet stays one.
    """
    used = {name.casefold() for name in taken}
    names = {}
    for title in titles:
        clean = forbidden.sub("_", title)[:longest] or "_"
        name, count = clean, 2
        while name.casefold() in used or (name != title and recognise(name)):
            ending = f" {count}"
            name, count = clean[: longest - len(ending)] + ending, count + 1
        used.add(name.casefold())
        names[title] = name
    return names
