"""Random changes to the files of the corpus, in bytes, in the XML of a workbook or in the text of a table; what becomes
of each is judged by rules that need no expectation.

    python -m corpus.fuzzing MINUTES [SEED]      (from tests/)

prints what breaks a rule, with the seed that makes it again, and the figures at the end.
"""

from __future__ import annotations

import io
import json
import os
import random
import re
import sys
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from corpus.careless import careless
from corpus.hostile import hostile
from corpus.judging import MEGABYTES, verdict
from corpus.making import TABLES, Odd, as_file
from fundopt.case.reading import examine

LARGEST_SEED = 200_000
"""Bytes of the largest file of the corpus that is changed; larger ones only make the changes slow."""
WORDS = (
    "", "0", "1", "-1", "2", "99999999999", "1e400", "NaN", "1,234", "1.234", "12,5 %", "1 234,56", "400 000 MAD", "=1+1",
    "#REF!", "é", "\u00a0", "\u202f", "\u200f", "\u202e", "\ufeff", "\x00", "\x1a", "NA", "Total", "*", ";", ",", '"', "'",
    "\n", "\t", "fes", "sale", "ville", "unité", "milliers", "true", "s", "str", "inlineStr", "e", "b", "d", "n",
    "A1", "XFD1048576", "A1:B2", "1048577", "hidden", "table:number-rows-repeated", "office:value", "r", "t", "si",
    "<v>1</v>", "<f>1</f>", "<row>", "</row>", "<c>", "<is><t>x</t></is>", "<!--", "-->", "<![CDATA[", "]]>", "&#0;", "&lt;",
)  # fmt: skip
_TOKEN = re.compile(r'<[^<>]*>|"[^"]*"|[0-9]+(?:[.,][0-9]+)?|\w+|\s+|.', re.DOTALL)


_WHOLE = r"(?:>{0}<|(?:^|[,\n]){0}(?:[,\r\n]|$))"
"""A value that is the whole content of a tag or of a cell of a csv line with commas."""


def seeds() -> list[tuple[str, str, bytes]]:
    """(name, ending, content) of every file of the corpus that is not too large; a folder of tables as a .zip."""
    found = []
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number, odd in enumerate((*hostile(), *careless())):
            inside = Path(folder) / str(number)
            inside.mkdir()
            path = odd.build(inside)
            if path.is_dir() and (path / "cities.csv").exists():
                files = {file.name: file.read_bytes() for file in path.iterdir()}
                found.append((odd.name, ".zip", _packed(files)))
            elif path.is_file():
                found.append((odd.name, path.suffix, path.read_bytes()))
    return [seed for seed in found if len(seed[2]) <= LARGEST_SEED]


def mutated(content: bytes, draw: random.Random) -> bytes:
    """`content` with one to four changes: in a member's text where it is an archive, else in its bytes."""
    for _ in range(draw.choice((1, 1, 1, 2, 4))):
        members = _members(content) if draw.random() < 0.9 else {}
        if members:
            name = draw.choice(sorted(members, key=lambda member: ("sheet" not in member, member)))
            change = _text_changed if draw.random() < 0.8 else _bytes_changed
            content = _packed({**members, name: change(members[name], draw)})
        else:
            content = _bytes_changed(content, draw)
    return content


def broken_rules(odd: Odd) -> tuple[dict, list[str]]:
    """What became of a file, and the rules of the house that it broke."""
    found = verdict(odd)
    broken = []
    if found["outcome"] not in ("read", "changed", "refused"):
        return found, [found["outcome"] + " " + found.get("trace", "").strip()]
    if found["seconds"] > odd.seconds or found["megabytes"] > MEGABYTES:
        broken.append(f"{found['seconds']:.1f} s, {found['megabytes']:.0f} MB")
    if not found["places"] or not found["texts"]:
        broken.append("a finding without its place or its text")
    if found["outcome"] == "refused" and not found["stops"]:
        broken.append("refused without a finding that stops it")
    if found["outcome"] == "changed" and not set(found["codes"]) - {"provenance-none"}:
        broken += _unexplained(odd)
    return found, broken


def _unexplained(odd: Odd) -> list[str]:
    """Values of a case read without a finding that its file does not hold, and values of the file that it lost."""
    with tempfile.TemporaryDirectory() as folder:
        path = odd.build(Path(folder))
        text = " ".join(content.decode("utf-8", "replace") for content in _members(path.read_bytes()).values())
        case, _ = examine(path)
    read = {str(value) for name in TABLES for column in case[name].columns.values() for value in column}
    plain = {str(cell) for name, rows in TABLES.items() for row in rows[1:] for cell in row[name == "fund" :]}
    digits = re.sub(r"[^0-9]", "", text)
    made = [
        value
        for name in TABLES
        for column in case[name].table.columns
        for value in case[name][column.name]
        if isinstance(value, Decimal) and value != column.default and _digits(value) not in digits
    ]
    lost = [value for value in plain - read if re.search(_WHOLE.format(re.escape(value)), text)]
    return [f"made {value}" for value in made] + [f"lost {value}" for value in sorted(lost)]


def _digits(value: Decimal) -> str:
    return re.sub(r"[^0-9]", "", f"{value:f}").strip("0")


def _members(content: bytes) -> dict[str, bytes]:
    """The members of a readable archive, nothing for any other content."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(item.file_size for item in archive.infolist()) > 2_000_000:
                return {}
            return {name: content for name in archive.namelist() if (content := _member(archive, name)) is not None}
    except Exception:  # whatever a damaged archive makes of the library
        return {}


def _member(archive: zipfile.ZipFile, name: str) -> bytes | None:
    try:
        return archive.read(name)
    except Exception:  # one damaged member does not hide the others
        return None


def _packed(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def _text_changed(content: bytes, draw: random.Random) -> bytes:
    """A tag, a number, a word or a line taken away, doubled, moved or replaced."""
    tokens = _TOKEN.findall(content.decode("utf-8", "surrogateescape"))
    if not tokens:
        return draw.choice(WORDS).encode("utf-8", "replace")
    here, there = draw.randrange(len(tokens)), draw.randrange(len(tokens))
    kind = draw.randrange(6)
    if kind == 0:
        del tokens[here]
    elif kind == 1:
        tokens.insert(here, tokens[there])
    elif kind == 2:
        tokens[here], tokens[there] = tokens[there], tokens[here]
    elif kind == 3:
        tokens[here] = draw.choice(WORDS)
    elif kind == 4:
        tokens.insert(here, draw.choice(WORDS))
    else:
        low, high = sorted((here, there))
        span = tokens[low : min(high, low + 40)]
        tokens[low : low + len(span)] = [] if draw.random() < 0.5 else span * draw.choice((2, 3, 50))
    return "".join(tokens).encode("utf-8", "surrogateescape")


def _bytes_changed(content: bytes, draw: random.Random) -> bytes:
    """Bits flipped, bytes cut, repeated or written over."""
    changed = bytearray(content)
    if not changed:
        return draw.randbytes(8)
    here, there = draw.randrange(len(changed)), draw.randrange(len(changed))
    low, high = sorted((here, there))
    kind = draw.randrange(5)
    if kind == 0:
        changed[here] ^= 1 << draw.randrange(8)
    elif kind == 1:
        del changed[low : min(high, low + 64)]
    elif kind == 2:
        changed[here:here] = changed[low : low + 64]
    elif kind == 3:
        changed[here : here + 4] = draw.choice((bytes(4), b"\xff" * 4, b"\x80\0\0\0", b"PK\x01\x02"))
    else:
        del changed[high:]
    return bytes(changed)


def inputs(seed: int) -> Iterator[Odd]:
    """Changed files without end; the same seed makes the same ones."""
    known = seeds()
    expected = json.loads((Path(__file__).parent / "expected.json").read_text(encoding="utf-8"))
    usable = [found for found in known if expected[found[0]]["outcome"] != "refused"]
    for number in range(sys.maxsize):
        draw = random.Random(f"{seed}-{number}")
        name, ending, content = draw.choice(usable if draw.random() < 0.7 else known)
        yield Odd(f"{seed}-{number}-{name}", as_file(f"case{ending}", mutated(content, draw)))


def fuzz(seconds: float, seed: int, keep: Path | None = None) -> tuple[Counter, dict[str, list[str]]]:
    """How many files came to which outcome within `seconds` of the clock, and the rules broken by their name."""
    ends = time.monotonic() + seconds
    outcomes: Counter = Counter()
    broken: dict[str, list[str]] = {}
    for odd in inputs(seed):
        found, rules = broken_rules(odd)
        outcomes[found["outcome"]] += 1
        if rules:
            broken[odd.name] = rules
            print(json.dumps([odd.name, rules], ensure_ascii=False), flush=True)
            if keep:
                (keep / odd.name).mkdir(exist_ok=True)
                odd.build(keep / odd.name)
        if time.monotonic() > ends:
            return outcomes, broken
    raise AssertionError("the inputs have no end")


if __name__ == "__main__":
    kept = Path(os.environ["FUZZ_KEEP"]) if "FUZZ_KEEP" in os.environ else None
    told, wrong = fuzz(60 * float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1, kept)
    print(f"{sum(told.values())} files: {dict(told)}; {len(wrong)} break a rule")
