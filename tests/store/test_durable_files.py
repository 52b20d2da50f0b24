"""Nothing has its name before it is on the disk, and the name is on the disk when a function returns.

A crash of the machine cannot be had in a test: what is looked at is each sync, and what was there to be lost before it.
"""

from __future__ import annotations

import json
import os
import resource
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from maracdash.store import durable_files, folder_files
from maracdash.store.folder_names import FAILED_CHECKS_FILE
from maracdash.store.submissions import writing
from maracdash.store.submissions.manifests import read_manifests
from tests.support import folders

CONTENT = b"marac,quarter\n" * 500


class WatchedDisk:
    """What would survive a loss of power: the bytes of each file, and the names in each folder, at its last sync."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.bytes: dict[int, int] = {}
        self.names: dict[int, set[str]] = {}
        self.lost: list[str] = []
        real = {name: getattr(os, name) for name in ("fsync", "rename", "replace", "link")}

        def sync(handle: int) -> None:
            real["fsync"](handle)
            state = os.fstat(handle)
            self.bytes[state.st_ino] = state.st_size
            if stat.S_ISDIR(state.st_mode):
                self.names[state.st_ino] = set(os.listdir(handle))

        def name_it(how: str) -> Callable[..., None]:
            def call(old: str | Path, new: str | Path, **named: object) -> None:
                self.lost += self.find_lost(Path(old))
                real[how](old, new, **named)

            return call

        monkeypatch.setattr(os, "fsync", sync)
        for how in ("rename", "replace", "link"):
            monkeypatch.setattr(os, how, name_it(how))

    def find_lost(self, path: Path) -> list[str]:
        """Find what a loss of power would take: files with fewer bytes than they have, folders with fewer names."""
        inner = [lost for each in path.iterdir() for lost in self.find_lost(each)] if path.is_dir() else []
        state = path.stat()
        whole = (
            self.names.get(state.st_ino) == {each.name for each in path.iterdir()}
            if path.is_dir()
            else self.bytes.get(state.st_ino) == state.st_size
        )
        return inner if whole else [*inner, path.name]


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> WatchedDisk:
    return WatchedDisk(monkeypatch)


WRITERS: dict[str, Callable[[Path], object]] = {
    "replaced": lambda folder: durable_files.replace_file(folder / "file", CONTENT),
    "secret": lambda folder: durable_files.create_secret(folder / "file", CONTENT),
    "folder": lambda folder: durable_files.write_folder(folder / "file", {"1": CONTENT, "2": CONTENT}),
    "of the data folder": lambda folder: folder_files.replace_file(folder, "file", CONTENT),
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_a_file_is_on_the_disk_before_it_has_its_name_and_its_name_after(
    tmp_path: Path, disk: WatchedDisk, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path], object]
) -> None:
    monkeypatch.setattr(folder_files, "NAMED", frozenset({"file"}))
    write(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
    assert disk.lost == []
    assert disk.find_lost(tmp_path / "file") == []
    assert "file" in disk.names[tmp_path.stat().st_ino]


def test_a_new_file_is_on_the_disk_when_it_is_written(tmp_path: Path, disk: WatchedDisk) -> None:
    durable_files.write_new_file(tmp_path / "file", CONTENT)
    assert disk.find_lost(tmp_path / "file") == []


def test_so_is_a_submission_with_all_its_files(tmp_path: Path, disk: WatchedDisk) -> None:
    first = folders.submit(tmp_path, similar=[{"force": "F1", "similar_force": "F2"}])
    kept = read_manifests(tmp_path)[0]
    later = writing.make_next_id(tmp_path, "f" * 64)
    note = type(kept)(**{**vars(kept), "id": later})
    writing.write_submission(tmp_path, note, [("returns.csv", CONTENT)], {"returns.csv": CONTENT})
    root = tmp_path / "submissions"
    assert disk.lost == []
    assert disk.find_lost(root / later) == []
    assert disk.names[root.stat().st_ino] == {first, later}


def test_a_folder_that_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space left"):
        durable_files.write_folder(tmp_path / "file", {"1": CONTENT})
    assert list(tmp_path.iterdir()) == []


def test_no_file_is_written_of_which_nobody_has_said_whether_it_is_kept_for_good(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"does not say whether another\.json is kept for good"):
        folder_files.replace_file(tmp_path, "another.json", CONTENT)
    assert not [*tmp_path.iterdir()]


@pytest.fixture
def limit_file_size() -> Iterator[Callable[[int], None]]:
    """Sets the most bytes that a file of this process may have, as a disk that is full does."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda most: resource.setrlimit(resource.RLIMIT_FSIZE, (most, usual[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def test_a_line_that_the_disk_has_no_room_for_is_an_error_and_spoils_no_other(
    tmp_path: Path, limit_file_size: Callable[[int], None]
) -> None:
    def append(word: str) -> None:
        folder_files.append_line(tmp_path, FAILED_CHECKS_FILE, json.dumps({"said": word}))

    append("first")
    size = (tmp_path / FAILED_CHECKS_FILE).stat().st_size
    limit_file_size(size + 10)
    with pytest.raises(OSError, match="No space left"):
        append("torn")
    limit_file_size(resource.RLIM_INFINITY)
    append("last")
    assert (tmp_path / FAILED_CHECKS_FILE).stat().st_size > 2 * size
    assert folder_files.read_records(tmp_path, FAILED_CHECKS_FILE) == [{"said": "first"}, {"said": "last"}]


def test_a_line_is_on_the_disk_when_it_is_appended(tmp_path: Path, disk: WatchedDisk) -> None:
    durable_files.append_line(tmp_path / "lines", "a line")
    assert disk.find_lost(tmp_path / "lines") == []


@pytest.mark.parametrize("torn", [b'{"said": "\xc3', b'{"said": "a"}{"said', b"[1]", b"\n\n"])
def test_a_file_with_a_torn_line_is_read(tmp_path: Path, torn: bytes) -> None:
    (tmp_path / FAILED_CHECKS_FILE).write_bytes(b'{"said": "first"}\n' + torn)
    assert folder_files.read_records(tmp_path, FAILED_CHECKS_FILE) == [{"said": "first"}]
