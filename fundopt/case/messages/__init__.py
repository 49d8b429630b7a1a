"""The catalogue of findings: for each code its severity and, in both languages, what is wrong and how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from decimal import Decimal

from fundopt.case import schema
from fundopt.case.case import Place
from fundopt.case.findings import Finding
from fundopt.case.messages.containers import CONTAINERS
from fundopt.case.messages.contents import CONTENTS
from fundopt.case.messages.exchange import EXCHANGE
from fundopt.case.messages.message import Message
from fundopt.case.messages.reading import CELLS, FILES
from fundopt.case.messages.sense import MONEY, PEOPLE, RULES, SOURCES
from fundopt.case.messages.structure import STRUCTURE
from fundopt.language import Text, number

NOTHING = Text("", "")
LONGEST_SHOWN = 80

MESSAGES: dict[str, Message] = {
    **FILES,
    **CONTAINERS,
    **CELLS,
    **CONTENTS,
    **STRUCTURE,
    **PEOPLE,
    **MONEY,
    **RULES,
    **SOURCES,
    **EXCHANGE,
}
"""Every message by its code."""


def finding(
    code: str,
    place: Place,
    table: schema.Table | None = None,
    column: schema.Column | None = None,
    found: object = "",
    **values: object,
) -> Finding:
    """The finding `code` at `place`; `found` is the value that stands there (a Text: its French), `values` fill the
    texts."""
    message = MESSAGES[code]
    shown = shorten(found.fr if isinstance(found, Text) else found)
    named = column is not None and column.type is schema.Type.IDENTIFIER  # digits of a name are not grouped
    known = {
        "found": Text(shown, shorten(found.en))
        if isinstance(found, Text)
        else found
        if isinstance(found, Decimal) and not named
        else shown,
        "table": table.label if table else "",
        "column": column.label if column else "",
        "minimum": column.minimum if column else "",
        "maximum": column.maximum if column else "",
    }
    return Finding(
        code,
        message.severity,
        place,
        message.message,
        message.expected,
        message.mend,
        table=table.name if table else "",
        column=column.name if column else "",
        value=shown,
        values={**known, **values},
    )


def counted(count: int, one: Text, many: Text) -> Text:
    """« 1 valeur », « 12 valeurs »: French has a plural from 2 on, English for anything but 1."""
    return Text(
        f"{number(count, 'fr')} {(one if count < 2 else many).fr}",
        f"{number(count, 'en')} {(one if count == 1 else many).en}",
    )


def quoted(words: list[str], most: int = 5) -> Text:
    """« a », « b »… in the quotation marks of each language; no more than `most`."""
    more = "…" if len(words) > most else ""
    return Text(
        ", ".join(f"« {word} »" for word in words[:most]) + more, ", ".join(f"“{word}”" for word in words[:most]) + more
    )


def shorten(value: object) -> str:
    """`value` as one short printable line."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    text = "".join(char if char.isprintable() else " " for char in text)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def suggestion(word: str, known: Iterable[str]) -> Text:
    """« Vouliez-vous dire … ? » where something known is near `word`, else what is known if that is short."""
    names = sorted(set(known))
    folded = {name.casefold(): name for name in reversed(names)}
    cutoff = 0.6 if len(word) <= 4 else 0.7
    near = [folded[name] for name in difflib.get_close_matches(word.casefold(), folded, n=3, cutoff=cutoff)]
    if near:
        return Text(
            "Vouliez-vous dire " + " ou ".join(f"« {name} »" for name in near) + " ?",
            "Did you mean " + " or ".join(f"“{name}”" for name in near) + "?",
        )
    if not names or len(names) > 12:
        return NOTHING
    return Text("Connus : " + ", ".join(names) + ".", "Known: " + ", ".join(names) + ".")
