"""What a preview writes beside the record is gone when it ends, and when it was killed, with the next preview."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from maracdash.intake.accept.acceptance import check_against_folder
from maracdash.intake.preview.previews import preview_against_folder
from maracdash.model.audiences import Audience
from maracdash.store.releases.release_preview import PREVIEW_PREFIX
from maracdash.temporary_folders import make_temporary_folder
from tests.support.upload_files import make_areas, make_returns

OWNER = """
import sys, tempfile, time
from maracdash.store.releases.release_preview import PREVIEW_PREFIX
from maracdash.temporary_folders import make_temporary_folder
tempfile.tempdir = sys.argv[1]
with make_temporary_folder(PREVIEW_PREFIX) as path:
    (path / "returns.csv").write_text("marac")
    print(path, flush=True)
    time.sleep(3600)
"""


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's temporary folder."""
    path = tmp_path / "system"
    path.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(path))
    return path


def preview(folder: Path) -> None:
    report = check_against_folder(folder, [make_areas(), make_returns("B1,2024-04-03,10,3,12,6")])
    assert preview_against_folder(folder, report, audience=Audience.FULL).parts


def test_a_killed_preview_is_cleared_away_by_the_next_and_a_living_one_is_not(system: Path, tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", OWNER, str(system)], stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout
        theirs = Path(owner.stdout.readline().strip())
        assert theirs.parent == system
        preview(tmp_path / "data")
        assert (theirs / "returns.csv").is_file()
        owner.send_signal(signal.SIGKILL)
    assert theirs.is_dir()
    preview(tmp_path / "data")
    assert list(system.iterdir()) == []


def test_a_folder_is_for_its_owner_alone_and_others_are_left_alone(system: Path) -> None:
    (system / f"{PREVIEW_PREFIX}of-somebody").mkdir()
    with make_temporary_folder(PREVIEW_PREFIX) as path:
        assert path.stat().st_mode & 0o077 == 0
    assert [each.name for each in system.iterdir()] == [f"{PREVIEW_PREFIX}of-somebody"]


def test_a_preview_that_fails_leaves_nothing(system: Path) -> None:
    with pytest.raises(ValueError, match="own"), make_temporary_folder(PREVIEW_PREFIX):
        raise ValueError("own")
    assert list(system.iterdir()) == []
