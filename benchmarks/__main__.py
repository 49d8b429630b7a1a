"""`python -m benchmarks`: measure, print the page, and write it where asked."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from benchmarks.report import markdown
from benchmarks.section_proof import proof
from benchmarks.sections import SECTIONS


def main() -> None:
    """Run the benchmarks that the command line asks for."""
    names = {section.__name__: section for section in (*SECTIONS, proof)}
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", choices=names, help="this benchmark; may be repeated (default: all)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each step is timed (default: 5)")
    parser.add_argument("--long", action="store_true", help="also each engine alone at several sizes: up to an hour")
    parser.add_argument("--limit", type=float, default=300.0, help="seconds an engine alone may take (default: 300)")
    parser.add_argument("--out", type=Path, help="a file to write the page to")
    options = parser.parse_args()
    sections, load = [], 0.0
    for name in options.only or names:
        print(f"measuring: {name} …", file=sys.stderr, flush=True)
        sections.append(names[name](options.rounds, options.long, options.limit))
        load = max(load, os.getloadavg()[0])
    page = markdown(sections, options.rounds, load)
    print(page, end="")
    if options.out:
        options.out.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
