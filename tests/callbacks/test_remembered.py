"""Answers that are remembered whole: written once for all that decides them, by whichever process of a server."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from callbacks import remembered
from callbacks.packing import pack
from callbacks.remembered import FILE_NAME, PREFIX, Remembered, remember_together

WRITTEN = b"figures"
PACKED = pack(WRITTEN)


def _never() -> bytes:
    raise AssertionError("it was written already")


def _in_child(do: Callable[[], bytes]) -> bytes:
    """Do it in a forked process, as a worker would, and return what it returns."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(theirs, do())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as told:
        return told.read()


@pytest.fixture(params=["in a file", "in memory"])
def each_kind(request: pytest.FixtureRequest, tmp_path: Path) -> Remembered:
    return Remembered(tmp_path / FILE_NAME if request.param == "in a file" else None)


def test_an_answer_is_written_once_for_all_that_decides_it(each_kind: Remembered) -> None:
    assert each_kind.answer(("release-1", "full", "/?a=1"), lambda: WRITTEN) == PACKED
    assert each_kind.answer(("release-1", "full", "/?a=1"), _never) == PACKED
    for other in (("release-2", "full", "/?a=1"), ("release-1", "safe", "/?a=1"), ("release-1", "full", "/?a=2")):
        assert each_kind.answer(other, lambda: b"others") == pack(b"others")


def test_what_could_not_be_written_is_written_the_next_time(each_kind: Remembered) -> None:
    with pytest.raises(AssertionError):
        each_kind.answer("a", _never)
    assert each_kind.answer("a", lambda: WRITTEN) == PACKED


def test_a_forked_process_takes_what_another_wrote(tmp_path: Path) -> None:
    shared = Remembered(tmp_path / FILE_NAME)
    shared.answer("before", lambda: WRITTEN)
    assert _in_child(lambda: shared.answer("before", _never)) == PACKED
    assert _in_child(lambda: shared.answer("after", lambda: b"of the child")) == pack(b"of the child")
    assert shared.answer("after", _never) == pack(b"of the child")


def test_without_a_file_each_process_remembers_its_own() -> None:
    own = Remembered()
    own.answer("a", lambda: WRITTEN)
    assert _in_child(lambda: own.answer("a", lambda: b"of the child")) == pack(b"of the child")
    assert own.answer("a", _never) == PACKED


def test_the_first_are_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MAX_ALONE", 3)
    monkeypatch.setattr(remembered, "FORGETTING_EVERY", 5)
    few = Remembered()
    for number in range(5):
        few.answer(number, lambda: WRITTEN)
    assert [few.answer(number, _never) for number in (2, 3, 4)] == [PACKED] * 3
    assert few.answer(1, lambda: b"again") == pack(b"again")


def test_threads_share_it(each_kind: Remembered) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda number: each_kind.answer(number % 20, lambda: b"%d" % (number % 20)), range(400))
        )
    assert answers == [pack(b"%d" % (number % 20)) for number in range(400)]


def test_what_several_ask_for_at_once_is_written_by_the_first_alone(each_kind: Remembered) -> None:
    written: list[int] = []
    together = threading.Barrier(4)

    def write() -> bytes:
        written.append(1)
        time.sleep(0.2)  # so that the others ask meanwhile
        return WRITTEN

    def ask(_: int) -> bytes:
        together.wait()
        return each_kind.answer("a", write)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(4))) == [PACKED] * 4
    assert len(written) == 1


@pytest.mark.parametrize("harm", ["overwritten", "removed"])
def test_a_file_that_cannot_be_read_costs_time_and_no_answer(tmp_path: Path, harm: str) -> None:
    shared = Remembered(tmp_path / FILE_NAME)
    shared.answer("a", lambda: WRITTEN)
    for each in tmp_path.iterdir():
        each.write_bytes(b"no database" * 1000) if harm == "overwritten" else each.unlink()
    assert _in_child(lambda: shared.answer("a", lambda: b"anew")) == pack(b"anew")


def test_one_that_is_locked_by_another_is_not_waited_for(tmp_path: Path) -> None:
    shared = Remembered(tmp_path / FILE_NAME)
    other = sqlite3.connect(tmp_path / FILE_NAME)
    other.execute("begin immediate")
    assert shared.answer("a", lambda: WRITTEN) == PACKED
    other.rollback()
    other.close()
    assert shared.answer("a", lambda: b"second") == pack(b"second")


def test_the_folder_of_a_server_is_its_owners_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    remember_together().answer("a", lambda: WRITTEN)
    (folder,) = (each for each in tmp_path.glob(f"{PREFIX}*") if each.is_dir())
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / FILE_NAME).is_file()


def test_where_no_file_can_be_written_a_process_remembers_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> None:
        raise OSError("read-only")

    monkeypatch.setattr(remembered, "make_temporary_folder", fail)
    alone = remember_together()
    assert alone.answer("a", lambda: WRITTEN) == alone.answer("a", _never) == PACKED
