"""A submission or a withdrawal that a release was made with is missed when its folder is gone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from maracdash.intake.accept.acceptance import accept_files, withdraw_submission
from maracdash.model.errors import MaracdashError, StorageError
from maracdash.model.people import LOCAL
from maracdash.model.quarters import Quarter
from maracdash.store.folder_names import RELEASES_FOLDER, SUBMISSIONS_FOLDER
from maracdash.store.releases.publish import current_release_path, publish_release
from maracdash.store.releases.served_releases import Releases
from maracdash.store.submissions.held_meetings import read_held_meetings
from maracdash.store.submissions.logged_ids import read_logged_ids
from maracdash.store.submissions.manifests import read_manifests, read_manifests_in_force
from maracdash.store.submissions.writing import make_next_id
from tests.formats import FORMATS, PAST_FORMATS
from tests.support.prepared_folders import copy_prepared
from tests.support.upload_files import make_areas, make_returns

UK_CASES = "select numerator from figure where level = 'marac' and indicator = 'cases' and \"window\" = 'quarter'"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Areas with a return of 10 cases; one of 99, withdrawn again; a third of another quarter."""
    return copy_prepared(build_folder, tmp_path / "data")


def build_folder(data: Path) -> None:
    assert accept_files(data, [make_areas(), make_returns("B1,2024-04-03,10,3,12,6")], "Ada").id
    wrong = accept_files(data, [make_returns("B1,2024-04-03,99,3,12,6")], "Ada", accept_warnings=True).id
    assert wrong
    assert withdraw_submission(data, wrong, "a slip", "Ada", sender=LOCAL)
    assert accept_files(data, [make_returns("B1,2024-07-03,11,3,12,6")], "Ada", accept_warnings=True).id


def ids(folder: Path) -> list[str]:
    return sorted(each.name for each in (folder / SUBMISSIONS_FOLDER).iterdir())


def hide(folder: Path, place: int) -> str:
    """Move a submission out of the folder; its id."""
    gone = ids(folder)[place]
    (folder / SUBMISSIONS_FOLDER / gone).rename(folder.parent / gone)
    return gone


def entries(folder: Path) -> list[Path]:
    """The log, oldest first."""
    return sorted((folder / RELEASES_FOLDER).glob("*.json"))


def served_cases(folder: Path) -> list[float]:
    return sorted(number for (number,) in Releases(folder).current().rows(UK_CASES))


USES: dict[str, Callable[[Path], object]] = {
    "read": read_manifests,
    "publish": publish_release,
    "accept": lambda folder: accept_files(folder, [make_returns("B1,2024-10-03,8,3,12,6")], "Ada"),
    "withdraw": lambda folder: withdraw_submission(folder, ids(folder)[0], "doubted", "Ada", sender=LOCAL),
    "fill a form": lambda folder: read_held_meetings(folder, "B1", Quarter(2024, 2)),
    "make the next id": lambda folder: make_next_id(folder, "0" * 64),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
@pytest.mark.parametrize("place", [0, 1, 2, 3], ids=["in force", "withdrawn", "withdrawal", "newest"])
def test_whatever_is_gone_is_named_and_nothing_is_changed(
    folder: Path, place: int, use: Callable[[Path], object]
) -> None:
    served, before = served_cases(folder), current_release_path(folder)
    gone = hide(folder, place)
    kept = ids(folder)
    with pytest.raises(StorageError, match=rf"submission {gone} .* not in the data folder any more.* from a backup"):
        use(folder)
    assert ids(folder) == kept
    assert current_release_path(folder) == before
    assert served_cases(folder) == served == [10, 11]


def test_restoring_it_mends_everything(folder: Path) -> None:
    gone = hide(folder, 2)
    with pytest.raises(StorageError, match=gone):
        publish_release(folder, afresh=True)
    (folder.parent / gone).rename(folder / SUBMISSIONS_FOLDER / gone)
    assert publish_release(folder, afresh=True)
    assert served_cases(folder) == [10, 11]


def test_several_are_counted(folder: Path) -> None:
    first = hide(folder, 0)
    hide(folder, 0)
    with pytest.raises(StorageError, match=rf"{first} and 1 more are not"):
        read_manifests(folder)


def test_an_older_backup_with_its_own_log_is_whole(folder: Path) -> None:
    shutil.copytree(folder, folder.parent / "backup")
    assert accept_files(folder, [make_returns("B1,2024-10-03,8,3,12,6")], "Ada", accept_warnings=True).id
    shutil.rmtree(folder)
    (folder.parent / "backup").rename(folder)
    assert len(read_manifests(folder)) == 4
    assert accept_files(folder, [make_returns("B1,2024-10-03,8,3,12,6")], "Ada", accept_warnings=True).id


def test_so_are_submissions_without_any_log(folder: Path) -> None:
    shutil.rmtree(folder / RELEASES_FOLDER)
    assert publish_release(folder)
    assert served_cases(folder) == [10, 11]


def test_the_newest_entry_names_everything_so_that_no_other_is_read(folder: Path) -> None:
    for each in entries(folder)[:-1]:
        each.write_text("no entry", encoding="utf-8")
    assert read_logged_ids(folder) == set(ids(folder))
    assert len(read_manifests(folder)) == 4


def test_an_entry_that_cannot_be_read_is_named(folder: Path) -> None:
    newest = entries(folder)[-1]
    newest.write_text("no entry", encoding="utf-8")
    with pytest.raises(StorageError, match=rf"{newest.name} .* Restore it from a backup, or move it away"):
        read_logged_ids(folder)
    newest.unlink()
    assert len(read_manifests(folder)) == 4


@pytest.mark.parametrize("number", PAST_FORMATS)
def test_logs_of_before_name_what_was_ever_in_force(tmp_path: Path, number: str) -> None:
    shutil.copytree(FORMATS / number / "data", tmp_path / "data")
    folder = tmp_path / "data"
    newest = json.loads(entries(folder)[-1].read_text(encoding="utf-8"))["submissions"]
    kept = read_manifests(folder)
    wrong = next(each for each in kept if each.id not in newest and not each.withdraws)
    assert {each.id for each in read_manifests_in_force(folder)} == set(newest)
    (folder / SUBMISSIONS_FOLDER / wrong.id).rename(tmp_path / "gone")
    with pytest.raises(MaracdashError, match=f"{wrong.id} .* not in the data folder any more"):
        publish_release(folder)
