"""A temporary folder: kept while its process lives, removed by the next one when it died."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from filelock import FileLock

from maracdash.temporary_folders import make_temporary_folder, remove_folder

PREFIX = "maracdash-test-"
OWNER = """
import sys, time
from pathlib import Path
from maracdash.temporary_folders import make_temporary_folder
held = make_temporary_folder("maracdash-test-", Path(sys.argv[1]))
print(held.path, flush=True)
time.sleep(3600)
"""


def test_a_folder_of_a_living_process_is_kept_and_that_of_a_dead_one_removed(tmp_path):
    with subprocess.Popen([sys.executable, "-c", OWNER, str(tmp_path)], stdout=subprocess.PIPE, text=True) as owner:
        theirs = owner.stdout.readline().strip()
        ours = make_temporary_folder(PREFIX, tmp_path)
        assert Path(theirs).parent == tmp_path
        assert Path(theirs).is_dir()
        owner.send_signal(signal.SIGKILL)
    next_one = make_temporary_folder(PREFIX, tmp_path)
    assert sorted(each for each in tmp_path.iterdir() if each.is_dir()) == sorted([ours.path, next_one.path])
    ours.remove()
    next_one.remove()
    assert list(tmp_path.iterdir()) == []


def test_other_folders_are_left_alone(tmp_path):
    (tmp_path / "somebody-else").mkdir()
    make_temporary_folder(PREFIX, tmp_path).remove()
    assert [each.name for each in tmp_path.iterdir()] == ["somebody-else"]


def test_several_at_once_make_their_folders_though_others_remove_what_is_left(tmp_path, monkeypatch):
    """Whoever removes what is left may take a lock that is there and not yet its maker's."""
    names = iter(["swept-1", "swept-2", "ours-1", "swept-3", "ours-2"])
    monkeypatch.setattr("secrets.token_hex", lambda _: next(names))
    with contextlib.ExitStack() as sweeping:
        for number in (1, 2, 3):
            sweeping.enter_context(FileLock(tmp_path / f"{PREFIX}swept-{number}.lock"))
        made = [make_temporary_folder(PREFIX, tmp_path) for _ in range(2)]
    assert [each.path.name for each in made] == [f"{PREFIX}ours-1", f"{PREFIX}ours-2"]
    assert all(each.path.is_dir() for each in made)
    for each in made:
        each.remove()


def test_where_no_name_can_be_taken_it_is_an_error_of_the_system(tmp_path, monkeypatch):
    monkeypatch.setattr("secrets.token_hex", lambda _: "taken")
    with FileLock(tmp_path / f"{PREFIX}taken.lock"), pytest.raises(OSError, match="taken"):
        make_temporary_folder(PREFIX, tmp_path)


def test_a_removed_folder_can_be_removed_again(tmp_path):
    ours = make_temporary_folder(PREFIX, tmp_path)
    assert ours.path.name.startswith(PREFIX)
    ours.remove()
    ours.remove()


def test_a_folder_is_removed_though_somebody_writes_in_it_for_a_while(tmp_path):
    folder = tmp_path / "profile"

    def write_for(seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with contextlib.suppress(OSError):
                folder.mkdir(exist_ok=True)
                (folder / "file").touch()

    folder.mkdir()
    writer = threading.Thread(target=write_for, args=(0.4,))
    writer.start()
    remove_folder(folder, within=5)
    writer.join()
    remove_folder(folder, within=60)
    assert not folder.exists()


def test_a_folder_that_cannot_be_removed_is_left_in_time(tmp_path, monkeypatch):
    monkeypatch.setattr("shutil.rmtree", lambda *_, **__: None)
    started = time.monotonic()
    remove_folder(tmp_path, within=0.2)
    assert tmp_path.exists()
    assert time.monotonic() - started >= 0.2
