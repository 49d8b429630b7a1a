"""What became of an odd file: read in a process of its own, with bounded time and memory."""

from __future__ import annotations

import json
import os
import resource
import signal
import tempfile
import time
import traceback
from pathlib import Path

from corpus.making import TABLES, Odd, as_folder, csv_files
from fundopt.case.reading import examine

MEGABYTES = 200


def verdict(odd: Odd) -> dict:
    """{"outcome": read | changed | refused | crashed, "codes": codes of all findings, "stops": those that stop it}.

    "read" is the smallest case as it should be, "changed" a usable case that differs from it. `seconds` are those of
    the processor, which a busy machine does not stretch as it does the clock's: the system ends the reading process
    soon after the file's own limit. What it used of memory beyond its start is `megabytes`.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = odd.build(Path(folder))
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            _answer(path, writer, odd.seconds)
        os.close(writer)
        with os.fdopen(reader, "rb") as stream:
            answer = stream.read()
        _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return {"outcome": f"killed by signal {signal.Signals(os.WTERMSIG(status)).name}", "codes": [], "stops": []}
    return json.loads(answer)


def _answer(path: Path, writer: int, seconds: int) -> None:
    """Examine a file and write what was found; the process ends here."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 1, seconds + 2))
    before, began = _resident(), time.process_time()
    try:
        case, findings = examine(path)
        outcome = "refused" if case is None else "read" if _same(case) else "changed"
        told = {
            "outcome": outcome,
            "codes": sorted({item.code for item in findings if not item.code.startswith("default")}),
            "stops": sorted({item.code for item in findings if item.stops}),
            "places": all(str(item.place) for item in findings),
            "texts": all(item.line(lang).strip() for item in findings for lang in ("fr", "en")),
        }
    except BaseException:
        told = {"outcome": "crashed", "codes": [], "stops": [], "trace": traceback.format_exc()}
    told["seconds"] = time.process_time() - began
    told["megabytes"] = max(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before, 0)
    with os.fdopen(writer, "wb") as stream:
        stream.write(json.dumps(told).encode())
    os._exit(0)


def _resident() -> float:
    """Megabytes resident now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def _same(case: object) -> bool:
    """Whether every table holds what the smallest case holds."""
    return {name: case[name].columns for name in TABLES} == _plain() and not any(
        len(case[name]) for name in case.tables if name not in TABLES
    )


def _plain() -> dict:
    if not _PLAIN:
        with tempfile.TemporaryDirectory() as folder:
            case, _ = examine(as_folder(csv_files())(Path(folder)))
        _PLAIN.update({name: case[name].columns for name in TABLES})
    return _PLAIN


_PLAIN: dict = {}
_plain()
