"""Measuring: seconds of steps that run in rounds, and a job in a process of its own with its peak memory.

Steps of one round run one after the other, so that a ratio between two of them feels the same load of the machine.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


class Stopwatch:
    """`seconds` by name of the step, one entry for each round; of the wall clock, unless another `clock` is given."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self.clock = clock
        self.seconds: defaultdict[str, list[float]] = defaultdict(list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """The time of what stands in the `with` block is noted under `name`."""
        start = self.clock()
        try:
            yield
        finally:
            self.seconds[name].append(self.clock() - start)

    def follow(self, prefix: str) -> Callable[[str], None]:
        """A progress callback: the time from each call to the next is noted under `prefix` and the name given."""
        last: list[tuple[str, float]] = []

        def progress(step: str) -> None:
            now = self.clock()
            if last:
                name, start = last.pop()
                self.seconds[f"{prefix}{name}"].append(now - start)
            last.append((step, now))

        return progress


@dataclass(frozen=True)
class Outcome:
    """What a job answered (JSON), and the most memory that its process held, in MB."""

    answer: dict
    peak: float


def in_child(job: str, **arguments: object) -> Outcome:
    """Run the job "module:function" in a fresh interpreter.

    A child starts with its parent's peak memory to its name, so whoever calls this must be small: it imports the
    standard library only. Raises RuntimeError with the job's own words where it fails.
    """
    command = [sys.executable, "-m", "benchmarks.worker", job, json.dumps(arguments)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).resolve().parents[1])
    if done.returncode:
        raise RuntimeError(f"{job} failed:\n{done.stderr}")
    return Outcome(**json.loads(done.stdout.splitlines()[-1]))
