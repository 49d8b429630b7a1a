"""Files and folders written whole: the access that the umask allows, and nothing left behind where it fails."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from small_cases import small_case

import fundopt
from fundopt.case.csv_write import write_folder
from fundopt.case.scenario import Scenario
from fundopt.case.scenario_file import write_scenario
from fundopt.case.workbook_write import write_workbook
from fundopt.files import exchange, fresh_file, write_whole
from fundopt.model.formulate import formulate
from fundopt.solve.mps import write_mps

pytestmark = pytest.mark.skipif(os.name == "nt", reason="access and umask are of POSIX systems")

WRITERS: dict[str, Callable[[Path], object]] = {
    "text": lambda path: write_whole(path, "texte"),
    "scenario": lambda path: write_scenario(Scenario("s", ()), path, replace=True),
    "workbook": lambda path: write_workbook(small_case(), path, "fr"),
    "model": lambda path: write_mps(formulate(small_case()), path),
    "case": lambda path: fundopt.write_case(small_case(), path.with_suffix(".zip"), replace=True),
}
"""What writes one file, by what it writes."""


@pytest.fixture
def umask() -> Iterator[Callable[[int], object]]:
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("mask", [0o022, 0o002, 0o077])
@pytest.mark.parametrize("name", WRITERS)
def test_a_file_is_as_open_as_the_umask_allows(name: str, mask: int, umask, tmp_path: Path):
    umask(mask)
    WRITERS[name](tmp_path / "file")
    written = [path for path in tmp_path.iterdir() if path.is_file()]
    assert written
    assert {mode(path) for path in written} == {0o666 & ~mask}


def test_the_tables_of_a_folder_too(umask, tmp_path: Path):
    write_folder(small_case(), tmp_path / "case")
    files = list((tmp_path / "case").iterdir())
    assert len(files) >= 4
    assert {mode(path) for path in files} == {0o644}


def test_text_is_utf_8_with_its_own_line_ends(tmp_path: Path):
    assert write_whole(tmp_path / "a", "é\r\nè\n").read_bytes() == b"\xc3\xa9\r\n\xc3\xa8\n"
    assert write_whole(tmp_path / "a", b"\xff").read_bytes() == b"\xff"


@pytest.mark.parametrize("name", WRITERS)
def test_a_full_disk_leaves_what_was_there_and_nothing_beside_it(name: str, monkeypatch, tmp_path: Path):
    WRITERS[name](tmp_path / "file")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    if name == "case":
        monkeypatch.setattr("fundopt.case.writing.exchange", lambda *_: full(0))
    with pytest.raises(OSError, match="No space left"):
        WRITERS[name](tmp_path / "file")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_table_that_cannot_be_written_leaves_no_part_of_it(monkeypatch, tmp_path: Path):
    def full(path: Path, content: bytes) -> int:
        with path.open("wb") as stream:
            stream.write(content[:3])
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left") as told:
        write_folder(small_case(), tmp_path)
    assert Path(told.value.filename).suffix == ".csv"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told_by_the_name_asked_for(tmp_path: Path):
    with pytest.raises(FileNotFoundError) as told:
        write_whole(tmp_path / "none" / "file", "")
    assert told.value.filename == str(tmp_path / "none" / "file")


def test_two_who_write_the_same_file_do_not_meet(tmp_path: Path):
    with fresh_file(tmp_path / "a") as one, fresh_file(tmp_path / "a") as other:
        assert one != other
        one.write_text("one")
        other.write_text("other")
    assert (tmp_path / "a").read_text() == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


class TestExchange:
    def folder(self, path: Path, content: str) -> Path:
        path.mkdir()
        (path / "x").write_text(content)
        return path

    def test_the_old_folder_moves_aside(self, tmp_path: Path):
        new, place, old = self.folder(tmp_path / "new", "new"), self.folder(tmp_path / "at", "old"), tmp_path / "old"
        exchange(new, place, old)
        assert ((place / "x").read_text(), (old / "x").read_text(), new.exists()) == ("new", "old", False)

    def test_where_nothing_is_there(self, tmp_path: Path):
        exchange(self.folder(tmp_path / "new", "new"), tmp_path / "at", tmp_path / "old")
        assert sorted(path.name for path in tmp_path.iterdir()) == ["at"]

    def test_if_the_new_one_cannot_come_the_old_one_is_there_again(self, tmp_path: Path):
        place = self.folder(tmp_path / "at", "old")
        with pytest.raises(OSError, match="No such file"):
            exchange(tmp_path / "none", place, tmp_path / "old")
        assert (place / "x").read_text() == "old"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["at"]
