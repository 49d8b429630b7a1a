"""Files and folders written whole or not at all: what was there stays until the new one is complete."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

MODE = 0o666
"""Access to a new file, less what the umask takes away: as for any file that a program writes."""


def write_whole(path: Path, content: str | bytes) -> Path:
    """Write `content` (text as UTF-8, its line ends as they are) to `path`, replacing what is there, and return it."""
    with fresh_file(path) as fresh:
        fresh.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@contextmanager
def fresh_file(path: Path) -> Iterator[Path]:
    """An empty file beside `path` to write to; it takes the place of `path` at the end, and goes where anything fails.

    OSError names `path`, not the file beside it.
    """
    fresh = path.with_name(f".{path.name}-{token_hex(4)}.part")
    try:
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, MODE))
        yield fresh
        _to_disk(fresh)
        os.replace(fresh, path)
    except OSError as error:
        if error.filename == os.fspath(fresh):
            error.filename = os.fspath(path)
        raise
    finally:
        fresh.unlink(missing_ok=True)


def exchange(fresh: Path, path: Path, old: Path) -> None:
    """Put `fresh` in the place of `path`; a folder that was there moves to `old`. If that fails, all is as before."""
    if not path.is_dir():
        fresh.replace(path)
        return
    path.rename(old)
    try:
        fresh.rename(path)
    except OSError:
        old.rename(path)
        raise


def _to_disk(path: Path) -> None:
    """Wait until the content of a file is on the disk, so that a power cut cannot leave its name without it."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
