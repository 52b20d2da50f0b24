"""No release is made of files other than those that were accepted."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from maracdash.intake.accept.acceptance import (
    accept_files,
    check_against_folder,
    withdraw_submission,
)
from maracdash.intake.preview.previews import preview_against_folder
from maracdash.model.audiences import Audience
from maracdash.model.errors import NoReleaseError, StorageError
from maracdash.model.people import LOCAL
from maracdash.model.quarters import Quarter
from maracdash.store.folder_names import MANIFEST_FILE, SUBMISSIONS_FOLDER
from maracdash.store.folder_names import RELEASES_FOLDER as RELEASES
from maracdash.store.releases import release_log
from maracdash.store.releases.past_releases import PastRelease
from maracdash.store.releases.publish import current_release_path, publish_release
from maracdash.store.submissions.held_meetings import read_held_meetings
from maracdash.store.submissions.manifests import read_manifests
from tests.support.prepared_folders import copy_prepared
from tests.support.upload_files import make_areas, make_returns


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One submission, published."""
    return copy_prepared(build_folder, tmp_path)


def build_folder(folder: Path) -> None:
    assert accept_files(folder, [make_areas(), make_returns("B1,2024-04-03,10,3,12,6")], "Ada").id


def place(folder: Path) -> Path:
    """The submission's folder."""
    return next((folder / SUBMISSIONS_FOLDER).iterdir())


def tamper(folder: Path) -> str:
    """Nine cases more than were accepted; the submission's id."""
    path = place(folder) / "returns.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",10,", ",19,"), encoding="utf-8")
    return place(folder).name


def test_a_changed_file_stops_the_build_and_the_old_release_stays(folder: Path) -> None:
    before, submission = current_release_path(folder), tamper(folder)
    with pytest.raises(StorageError, match=rf"returns\.csv of submission {submission} has been changed"):
        publish_release(folder, afresh=True)
    assert before
    assert before.exists()
    assert current_release_path(folder) == before


@pytest.mark.parametrize(
    ("name", "how"), [("returns.csv", "is missing"), ("similar.csv", "has been added")], ids=["missing", "added"]
)
def test_so_does_one_that_is_missing_or_was_added(folder: Path, name: str, how: str) -> None:
    path = place(folder) / name
    if path.exists():
        path.unlink()
    else:
        path.write_text("force,similar_force\n", encoding="utf-8")
    with pytest.raises(StorageError, match=how):
        publish_release(folder, afresh=True)


def test_withdrawing_it_is_a_way_out(folder: Path) -> None:
    assert withdraw_submission(folder, tamper(folder), "changed on the disk", "Ada", sender=LOCAL)


def test_a_manifest_without_seals_is_read_as_before(folder: Path) -> None:
    path = place(folder) / MANIFEST_FILE
    record = json.loads(path.read_text(encoding="utf-8"))
    del record["tables"]
    path.write_text(json.dumps(record), encoding="utf-8")
    tamper(folder)
    assert publish_release(folder, afresh=True)


def test_an_earlier_release_is_not_built_again_of_other_files(folder: Path) -> None:
    publish_release(folder, datetime.now(UTC) + timedelta(seconds=1), afresh=True)
    first = release_log.list_entries(folder / RELEASES)[-1].release.id
    (folder / RELEASES / f"{first}.duckdb").unlink()
    tamper(folder)
    with pytest.raises(NoReleaseError, match="has been changed"):
        PastRelease(folder, first, Audience.FULL).current()


def test_nothing_new_is_kept_beside_a_changed_file(folder: Path) -> None:
    before, submission = current_release_path(folder), tamper(folder)
    with pytest.raises(StorageError, match=rf"returns\.csv of submission {submission} has been changed"):
        accept_files(folder, [make_returns("B1,2024-07-03,8,3,12,6")], "Ada")
    assert [each.id for each in read_manifests(folder)] == [submission]
    assert current_release_path(folder) == before


def test_a_form_is_not_filled_from_a_changed_file(folder: Path) -> None:
    """Its rows would be sealed anew with the next submission."""
    assert [each.counts["cases"] for each in read_held_meetings(folder, "B1", Quarter(2024, 2))] == [10]
    tamper(folder)
    with pytest.raises(StorageError, match="has been changed"):
        read_held_meetings(folder, "B1", Quarter(2024, 2))


def test_nor_is_a_preview(folder: Path) -> None:
    report = check_against_folder(folder, [make_returns("B1,2024-07-03,8,3,12,6")])
    tamper(folder)
    with pytest.raises(StorageError, match="has been changed"):
        preview_against_folder(folder, report, audience=Audience.FULL)
