"""XML read as it goes by, within bounds: no document type, no part that costs more than a table could.

The parser hands every tag to a handler; nothing is kept but what the handlers keep. Bounds are counted, not timed, so
that a file is read or refused alike on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from fundopt.case.preflight import ContainerFault

MOST_TAGS = 3_000_000
"""Most tags that the parts of one file may have together; a workbook of 28,000 rows has 600,000."""
LONGEST_TOKEN = 1 << 20
"""Most bytes between one event of the parser and the next: a tag, with its attributes, or a comment."""
MOST_NAMES = 2_000
"""Most different names of elements in one part."""

Start = Callable[[Mapping[str, str]], None]
End = Callable[[], None]


@dataclass
class Budget:
    """What reading one file may still cost, for all its parts together."""

    tags: int = MOST_TAGS


@dataclass(frozen=True)
class Handlers:
    """What to do at elements, by full name (namespace, space, local name), and with text; `root` is what must come."""

    start: Mapping[str, Start]
    end: Mapping[str, End]
    text: Callable[[str], None] | None = None
    root: frozenset[str] = frozenset()


def names(namespaces: Iterable[str], handlers: Mapping[str, Callable]) -> dict[str, Callable]:
    """`handlers` by local name, under the full names they have in each of `namespaces`."""
    return {f"{space} {name}": handler for space in namespaces for name, handler in handlers.items()}


def parse(chunks: Iterable[bytes], part: str, handlers: Handlers, budget: Budget) -> None:
    """Run the XML parser over the bytes of `part`. Raises ContainerFault."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.StartDoctypeDeclHandler = _refuse_document_type(part)
    _connect(parser, part, handlers)
    fed = 0
    try:
        for chunk in chunks:
            fed += len(chunk)
            budget.tags -= chunk.count(b"<")
            if budget.tags < 0:
                raise ContainerFault("part-cells", found=part)
            parser.Parse(chunk)
            if fed - parser.CurrentByteIndex > LONGEST_TOKEN or len(parser.intern) > MOST_NAMES:
                raise ContainerFault("part-malformed", found=part, reason="token")
        parser.Parse(b"", True)
    except ContainerFault:
        raise
    except (expat.ExpatError, LookupError, ValueError, OverflowError) as error:
        raise ContainerFault("part-malformed", found=part, reason=str(error)) from error


def _connect(parser: expat.XMLParserType, part: str, handlers: Handlers) -> None:
    """Hand the parser's events on; the first element must be `handlers.root`."""
    starts, ends = handlers.start, handlers.end

    def start(name: str, values: dict[str, str]) -> None:
        handler = starts.get(name)
        if handler is not None:
            handler(values)

    def end(name: str) -> None:
        handler = ends.get(name)
        if handler is not None:
            handler()

    def first(name: str, values: dict[str, str]) -> None:
        if name not in handlers.root:
            raise ContainerFault("part-malformed", found=part, reason=f"<{name.rpartition(' ')[2]}>")
        parser.StartElementHandler = start
        start(name, values)

    parser.StartElementHandler = first if handlers.root else start
    parser.EndElementHandler = end
    if handlers.text:
        parser.CharacterDataHandler = handlers.text


def _refuse_document_type(part: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise ContainerFault("part-doctype", found=part)

    return refuse
