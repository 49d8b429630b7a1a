"""The terminal: width, colours, progress, and characters that not every screen can show."""

from __future__ import annotations

import codecs
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from textwrap import wrap
from threading import Timer
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, JustifyMethod, RenderableType
from rich.segment import Segment
from rich.table import Table
from rich.text import Text as Line

from fundopt.language import Text

WIDTH = 110
"""Columns where the output is no terminal, and the most that a wide one uses."""
UNTOLD = 80
"""Columns where the terminal does not say how many it has."""
ACCENT, QUIET, ALARM = "cyan", "dim", "red"
BOTH = 100
"""Width from which two tables stand side by side, and sentences are kept to one line."""
GAP = 2
PATIENCE = 1.0
"""Seconds before a progress bar appears."""

STEPS: dict[str, Text] = {
    "formulate": Text("écriture du modèle", "writing the model"),
    "solve": Text("recherche du meilleur plan", "looking for the best plan"),
    "settle": Text("objectifs suivants et égalités", "further objectives and ties"),
    "round": Text("montants payables", "payable amounts"),
    "check": Text("contrôle de chaque règle", "checking every rule"),
    "certify": Text("preuve en calcul exact", "proof in exact arithmetic"),
    "case": Text("cas, règles et second moteur", "case, rules and second engine"),
    "proof": Text("lecture de la preuve", "reading the proof"),
}
ASIDE = {
    "conflict": Text("recherche des règles qui se contredisent", "looking for the rules that clash"),
    "explain": Text("recherche de ce qui explique le plan", "working out why this plan"),
}
"""Steps that only some runs take."""

_STEP = STEPS | ASIDE
_FRENCH_SPACES = re.compile("« | [»:;!?%]")
_HIDE = {0x00A0: 0xE000, 0x202F: 0xE001}
_KEPT = "\ue002"
_SHOW = {hidden: space for space, hidden in _HIDE.items()} | {ord(_KEPT): " "}

_PLAIN = str.maketrans(
    {"«": '"', "»": '"', "“": '"', "”": '"', "’": "'", "–": "-", "—": "-", "−": "-", "…": "...", "·": "|", "œ": "oe"}
    | {"≤": "<=", "≥": ">=", "Σ": "sum", "Δ": "diff.", "→": "->", "×": "x", "─": "-", "\u00a0": " ", "\u202f": " "}
)


def prepare(stream: TextIO) -> None:
    """Let a stream whose encoding lacks a character write the nearest plain one instead of failing."""
    codecs.register_error("fundopt", _nearest)
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="fundopt")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(_PLAIN)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return plain or "?", error.end


class Screen(Console):
    """A console that breaks lines at plain spaces only: neither within a number nor before French punctuation.

    rich takes every white space for a place to break; the others are hidden from it, and `tell` brings them back.
    """

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        if isinstance(renderable, str):
            renderable = _hidden(renderable)
        elif isinstance(renderable, Line):
            renderable = renderable.copy()
            renderable.plain = _hidden(renderable.plain)
        return super().render(renderable, options)


def _hidden(text: str) -> str:
    return _FRENCH_SPACES.sub(lambda found: found[0].replace(" ", _KEPT), text).translate(_HIDE)


def console(stream: TextIO) -> Screen:
    """A console for `stream`: as wide as the terminal, `WIDTH` at most and elsewhere."""
    wide = WIDTH
    if stream.isatty():
        with suppress(OSError):
            wide = min(WIDTH, os.get_terminal_size(stream.fileno()).columns or UNTOLD)
    return Screen(file=stream, width=wide, highlight=False, markup=False, emoji=False)


def tell(show: Callable[[Console], None], stream: TextIO) -> None:
    """Write on a stream what `show` prints; where that is no terminal, without the spaces that fill up lines."""
    screen = console(stream)
    with screen.capture() as captured:
        show(screen)
    text = captured.get().translate(_SHOW)
    if not stream.isatty():
        text = "\n".join(line.rstrip() for line in text.split("\n"))
    stream.write(text)


def heading(text: str, note: str = "") -> Line:
    """The title of a part of a screen, with a quiet remark after it."""
    return Line.assemble((text, f"bold {ACCENT}"), ("  " + note if note else "", QUIET))


@dataclass
class Grid:
    """A table without lines: names on the left, cut where there is no room, then columns that are never cut.

    `heads` are the headings, the first that of the names; `left` the positions of columns that are not numbers;
    `least` the width of the other columns where their cells need less.
    """

    heads: tuple[str, ...]
    left: tuple[int, ...] = ()
    least: int = 0
    rows: list[tuple[tuple[str, ...], str]] = field(default_factory=list)

    def add(self, *cells: str, style: str = "") -> None:
        """One row: as many cells as there are headings."""
        self.rows.append((cells, style))

    def table(self, width: int) -> Table:
        """The table, at most `width` columns wide; headings break between words where they are wider than the cells."""
        widths = [self._width(i) for i in range(len(self.heads))]
        widths[0] = max(min(widths[0], width - sum(widths[1:]) - GAP * len(widths)), 8)
        shown = Table(box=None, padding=(0, 0, 0, GAP), header_style=QUIET, show_header=any(self.heads))
        for i, (head, wide) in enumerate(zip(self.heads, widths, strict=True)):
            side: JustifyMethod = "left" if i in (0, *self.left) else "right"
            title = "\n".join(wrap(head, wide, break_long_words=False))
            shown.add_column(title, justify=side, width=wide, no_wrap=True, overflow="ellipsis", vertical="bottom")
        for cells, style in self.rows:
            shown.add_row(*map(Line, cells), style=style)
        return shown

    def _width(self, column: int) -> int:
        """What the cells need, and the longest word of the heading; 1 where there is nothing to show."""
        cells = [cells[column] for cells, _ in self.rows]
        least = 0 if column in (0, *self.left) else self.least
        return max(least, 1, *map(cell_len, (*cells, *self.heads[column].split(" "))))


@contextmanager
def progress(lang: str, shown: bool) -> Iterator[Callable[[str], None]]:
    """A bar on standard error that appears after `PATIENCE` and leaves no trace; call it with each step's name."""
    if not (shown and sys.stderr.isatty()):
        yield lambda step: None
        return
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(24), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=len(STEPS))
    seen: list[str] = []

    def step(name: str) -> None:
        seen.append(name)
        done = len(set(seen)) - 1
        bar.update(task, completed=done, description=_STEP[name].of(lang) if name in _STEP else name)

    timer = Timer(PATIENCE, bar.start)
    timer.start()
    try:
        yield step
    finally:
        timer.cancel()
        timer.join()
        bar.stop()
