"""Our folder for Chromium: kept while its process lives, removed by the next one when it died."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from maracdash.exports.temporary_folders import PREFIX, make_temporary_folder

OWNER = """
import sys, time
from pathlib import Path
from maracdash.exports.temporary_folders import scratch
held = scratch(Path(sys.argv[1]))
print(held.path, flush=True)
time.sleep(60)
"""


def test_a_folder_of_a_living_process_is_kept_and_that_of_a_dead_one_removed(tmp_path):
    with subprocess.Popen([sys.executable, "-c", OWNER, str(tmp_path)], stdout=subprocess.PIPE, text=True) as owner:
        theirs = owner.stdout.readline().strip()
        ours = make_temporary_folder(tmp_path)
        assert Path(theirs).is_dir()
        owner.send_signal(signal.SIGKILL)
    next_one = make_temporary_folder(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([ours.path, next_one.path])
    ours.remove()
    next_one.remove()
    assert list(tmp_path.iterdir()) == []


def test_other_folders_are_left_alone(tmp_path):
    (tmp_path / "somebody-else").mkdir()
    make_temporary_folder(tmp_path).remove()
    assert [each.name for each in tmp_path.iterdir()] == ["somebody-else"]


def test_a_removed_folder_can_be_removed_again(tmp_path):
    ours = make_temporary_folder(tmp_path)
    assert ours.path.name.startswith(PREFIX)
    ours.remove()
    ours.remove()
