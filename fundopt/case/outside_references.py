"""Formulas that take their value from outside the workbook: another file, another program, the network."""

from __future__ import annotations

import re

_TEXT = re.compile(r'"[^"]*"')
_BEFORE = r"(?:^|[=+\-*/^&,;:(<>{}\s])"
_OTHER_FILE = re.compile(
    _BEFORE + r"(?:\[[^\[\]']+\][^\[\]'()+*/,;&=<>\s]*!|'[^'\[\]]*\[[^\[\]]+\](?:[^'\[\]]|'')*'!|'file:[^']*'\s*#)",
    re.IGNORECASE,
)
_OTHER_PROGRAM = re.compile(_BEFORE + r"'?[\w.]+'?\|[^!]*!")
_FUNCTION = re.compile(r"\b(?:WEBSERVICE|RTD|CALL|REGISTER\.ID|DDE)\s*\(", re.IGNORECASE)


def points_outside(formula: str) -> bool:
    """True for `[1]Prices!B2`, `'C:\\data\\[prices.xlsx]2026'!B2`, `cmd|'/c x'!A1`, `DDE(…)`, `WEBSERVICE(…)`."""
    if "!" not in formula and "(" not in formula and "#" not in formula:
        return False
    bare = _TEXT.sub('""', formula)
    if ("[" in bare or "#" in bare) and _OTHER_FILE.search(bare):
        return True
    if "|" in bare and _OTHER_PROGRAM.search(bare):
        return True
    return bool(_FUNCTION.search(bare))
