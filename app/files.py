"""Files on their way in and out: written to a folder of their own, read, and gone."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

LARGEST = 20 * 1024 * 1024
"""Bytes of an upload, and of all files of a dossier unpacked."""
MOST_FILES = 200
_UNSAFE = re.compile(r"[^\w .()\-]+")


def written(name: str, write: Callable[[Path], object]) -> bytes:
    """The bytes of what `write` writes to a path that ends in `name`."""
    with TemporaryDirectory(prefix="fundopt-") as folder:
        path = Path(folder) / name
        write(path)
        return path.read_bytes()


def zipped(write: Callable[[Path], object], name: str) -> bytes:
    """The folder that `write` fills, as a zip archive that unpacks to a folder called `name`."""
    stream = io.BytesIO()
    with TemporaryDirectory(prefix="fundopt-") as folder, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        root = Path(folder) / name
        write(root)
        for path in sorted(root.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder).as_posix())
    return stream.getvalue()


def safe_name(name: str) -> str:
    """The last part of a file's name with letters, digits and quiet signs only, its extension kept."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = _UNSAFE.sub("_", last).strip(" .") or "_"
    stem, dot, extension = clean.rpartition(".")
    return f"{stem[:80]}{dot}{extension[:12]}" if dot else clean[:80]


class Received:
    """An uploaded file as a file on disk, for as long as the `with` lasts; `path` is its place."""

    def __init__(self, name: str, content: bytes):
        self._folder = TemporaryDirectory(prefix="fundopt-")
        self.path = Path(self._folder.name) / safe_name(name)
        self.path.write_bytes(content)

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()


def unpacked_dossier(path: Path) -> Path | None:
    """The folder of the dossier that a zip archive holds, unpacked beside it; None where it holds none.

    Nothing is unpacked from an archive that is too large, has too many files, or names a place outside its own.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            records = [entry for entry in entries if PurePosixPath(entry.filename).name == "record.json"]
            if not records or len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > 5 * LARGEST:
                return None
            root = path.with_name("dossier")
            for entry in entries:
                parts = PurePosixPath(entry.filename).parts
                outside = any(part == ".." or set(part) & set(":\\") for part in parts)
                if outside or entry.filename.startswith("/"):
                    return None
                target = root.joinpath(*parts)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(entry))
            return root.joinpath(*PurePosixPath(records[0].filename).parts[:-1])
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError):
        return None
