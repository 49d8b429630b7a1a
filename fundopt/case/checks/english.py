"""The English of a case's texts: each row must translate a text that the case has."""

from __future__ import annotations

from collections.abc import Iterator

from fundopt.case import schema
from fundopt.case.case import Case
from fundopt.case.checks.registry import sense
from fundopt.case.findings import Finding
from fundopt.case.messages import NOTHING, finding, suggestion
from fundopt.case.schema import Type
from fundopt.language import Text

_TEXTS = {
    table.name: tuple(column.name for column in table.columns if column.type is Type.TEXT)
    for table in schema.TABLES
    if table is not schema.ENGLISH
}
"""The columns of text of each table."""
MOST_HINTS = 20
"""Most rows for which the nearest text is looked for: it takes time."""


@sense(schema.ENGLISH.name, *_TEXTS)
def english_of_a_text_of_the_case(case: Case) -> Iterator[Finding]:
    """One warning for each row whose text stands in no cell: a slip, or a text that has changed since."""
    data = case[schema.ENGLISH.name]
    if not len(data):
        return
    texts = {value for table, columns in _TEXTS.items() for name in columns for value in case[table][name] if value}
    free = texts - set(data["text"])
    unused = [index for index, text in enumerate(data["text"]) if text not in texts]
    for count, index in enumerate(unused):
        text = data["text"][index]
        near = suggestion(text, free) if count < MOST_HINTS else NOTHING
        hint = Text(f"{near.fr} ", f"{near.en} ") if near.fr else NOTHING
        yield finding(
            "english-unused", data.place(index, "text"), data.table, data.table.column("text"), text, hint=hint
        )
