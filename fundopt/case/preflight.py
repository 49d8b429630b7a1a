"""Preflight of a zip archive: what it says of itself is checked before anything in it is unpacked or parsed.

A spreadsheet is a zip archive, and an archive can lie: a few kilobytes that unpack to gigabytes, two entries of one
name of which each reader sees another, names that climb out of a folder. What passes here has few entries, each once,
plainly named and compressed, of a bounded size; reading is bounded again, because declared sizes may be false.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

LARGEST_FILE = 60_000_000
"""Most bytes that a file may have."""
LARGEST_DIRECTORY = 400_000
"""Most bytes that the list of entries of an archive may have."""
MOST_ENTRIES = 2_000
LARGEST_UNPACKED = 150_000_000
"""Most bytes that all entries together may unpack to."""
STEEPEST = 250
"""Most bytes that one stored byte may unpack to, in an entry of more than LARGE bytes; tables reach about 50."""
LARGE = 5_000_000
CHUNK = 1 << 16

READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_AES = 99
_ENCRYPTED = 0x1 | 0x40 | 0x2000
"""Bits of an entry's flags: encrypted, strongly encrypted, its local header masked."""

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
)
"""What the standard library raises on a damaged archive."""


class ContainerFault(ValueError):
    """The file, or a part of it, cannot be read; `code` and `values` make the finding, `row` its place if known."""

    def __init__(self, code: str, row: int | None = None, **values: object):
        super().__init__(code)
        self.code = code
        self.row = row
        self.values = values


class _Bounded(io.FileIO):
    """A file that never hands out more than LARGEST_DIRECTORY bytes at once, whatever a header asks for."""

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > LARGEST_DIRECTORY:
            raise ContainerFault("archive-entries", most=MOST_ENTRIES)
        return super().read(LARGEST_DIRECTORY if size is None or size < 0 else size)


class Archive:
    """A zip archive that passed the preflight: entries by name, `/` between folders; a context manager."""

    def __init__(self, path: Path):
        """Open and check the archive at `path`. Raises ContainerFault."""
        self._file = _Bounded(path)
        try:
            self._zip = zipfile.ZipFile(self._file)
            entries = self._zip.infolist()
            _check(entries, path.stat().st_size)
        except ContainerFault:
            self._file.close()
            raise
        except (*BROKEN, ValueError) as error:
            self._file.close()
            raise ContainerFault("archive-broken", reason=str(error)) from error
        self._entries = {_plain(entry): entry for entry in entries if not entry.is_dir()}
        self._folded = {name.casefold(): name for name in self._entries}
        self._left = LARGEST_UNPACKED

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()
        self._file.close()

    @property
    def names(self) -> tuple[str, ...]:
        """The entries' names, folders left out."""
        return tuple(self._entries)

    def find(self, name: str) -> str | None:
        """The entry called `name`, whatever its case; None where there is none."""
        return self._folded.get(name.casefold())

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of an entry, piece by piece. Raises ContainerFault."""
        try:
            with self._zip.open(self._entries[name]) as stream:
                while chunk := stream.read(CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise ContainerFault("archive-bomb", found=name, most=LARGEST_UNPACKED // 1_000_000)
                    yield chunk
        except ContainerFault:
            raise
        except (*BROKEN, ValueError) as error:
            raise ContainerFault("archive-broken", reason=f"{name}: {error}") from error

    def content(self, name: str, most: int = LARGEST_UNPACKED) -> bytes:
        """The whole content of an entry of at most `most` bytes. Raises ContainerFault."""
        if self._entries[name].file_size > most:
            raise ContainerFault("archive-bomb", found=name, most=most // 1_000_000)
        return b"".join(self.chunks(name))


def _check(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Raises ContainerFault for the first reason not to unpack an archive of `size` bytes."""
    if len(entries) > MOST_ENTRIES:
        raise ContainerFault("archive-entries", most=MOST_ENTRIES)
    seen: set[str] = set()
    for entry in entries:
        name = _plain(entry)
        if _unsafe(name) or "\0" in entry.orig_filename:
            raise ContainerFault("archive-name", found=entry.orig_filename)
        if name.casefold() in seen:
            raise ContainerFault("archive-duplicate", found=name)
        seen.add(name.casefold())
        if entry.flag_bits & _ENCRYPTED or entry.compress_type == _AES:
            raise ContainerFault("file-encrypted")
        if entry.compress_type not in READABLE:
            raise ContainerFault("archive-compression", found=name)
        if entry.file_size > max(LARGE, STEEPEST * entry.compress_size):
            raise ContainerFault("archive-bomb", found=name, most=LARGEST_UNPACKED // 1_000_000)
    if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        largest = max(entries, key=lambda entry: entry.file_size)
        raise ContainerFault("archive-bomb", found=_plain(largest), most=LARGEST_UNPACKED // 1_000_000)
    _check_overlaps(entries, size)


def _check_overlaps(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Raises ContainerFault where two entries share bytes, which no program that writes archives does."""
    header = 30
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    ends = [entry.header_offset for entry in ordered[1:]] + [size]
    for entry, end in zip(ordered, ends, strict=True):
        if entry.header_offset < 0 or entry.header_offset + header + entry.compress_size > end:
            raise ContainerFault("archive-overlap", found=_plain(entry))


def _plain(entry: zipfile.ZipInfo) -> str:
    """The entry's name with `/` between folders; some programs write a backslash."""
    return entry.filename.replace("\\", "/")


def _unsafe(name: str) -> bool:
    """True for a name that is absolute or climbs out of its folder."""
    return name.startswith("/") or name[1:2] == ":" or ".." in name.split("/") or not name
