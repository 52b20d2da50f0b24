"""What was sent, by whom, what became of it; and what each release brought."""

from pathlib import Path

import pytest

from maracdash.intake.accept.acceptance import accept_files, withdraw_submission
from maracdash.model.audiences import Audience
from maracdash.model.errors import NotFoundError
from maracdash.model.people import LOCAL
from maracdash.reading.reader import Reader
from maracdash.reading.revisions import find_headline_revisions
from maracdash.store.releases import release_history
from maracdash.store.releases.publish import publish_release
from maracdash.store.submissions import history
from maracdash.store.submissions.history import SubmissionState
from tests.support import small_country
from tests.support.prepared_folders import copy_prepared
from tests.support.upload_files import make_areas, make_returns

SECOND = make_returns("B1,2024-04-03,10,3,12,6")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_prepared(build_folder, tmp_path)


def build_folder(folder: Path) -> None:
    accept_files(folder, [make_areas()], "Ada")
    accept_files(folder, [SECOND], "Bea", accept_warnings=True)


def states(folder: Path) -> list[tuple[str, str]]:
    return [(each.manifest.who, each.state.value) for each in history.list_submissions(folder)]


def test_everything_sent_is_listed_newest_first_with_its_state(folder: Path):
    assert states(folder) == [("Bea", "in force"), ("Ada", "in force")]
    second = history.list_submissions(folder)[0].manifest.id
    withdraw_submission(folder, second, "wrong year", "Cy", sender=LOCAL)
    assert states(folder) == [("Cy", "withdrawal"), ("Bea", "withdrawn"), ("Ada", "in force")]
    undo = history.list_submissions(folder)[1].withdrawn_by
    assert undo is not None
    assert (undo.who, undo.why) == ("Cy", "wrong year")
    withdraw_submission(folder, undo.id, "it was right", "Bea", sender=LOCAL)
    assert [state for _, state in states(folder)] == ["withdrawal", "withdrawal, undone", "in force", "in force"]


def test_an_original_file_comes_back_as_it_was(folder: Path):
    sent = history.list_submissions(folder)[0].manifest
    assert history.read_original_file(folder, sent.id, "returns.csv") == SECOND.content


@pytest.mark.parametrize(
    ("submission", "name"),
    [("", "manifest.json"), ("..", "lock"), ("000001", "areas.csv"), ("", ""), ("../releases", "current")],
)
def test_nothing_but_an_original_of_a_submission_is_given(folder: Path, submission: str, name: str):
    with pytest.raises(NotFoundError, match="There is no file"):
        history.read_original_file(folder, submission or history.list_submissions(folder)[0].manifest.id, name)


def test_each_release_says_what_it_brought(folder: Path):
    ids = [each.manifest.id for each in reversed(history.list_submissions(folder))]
    withdraw_submission(folder, ids[1], "wrong year", "Cy", sender=LOCAL)
    found = release_history.list_release_diffs(folder)
    assert [
        ([manifest.id for manifest in each.added], [manifest.id for manifest in each.removed]) for each in found
    ] == [
        ([], [ids[1]]),
        ([ids[1]], []),
        ([ids[0]], []),
    ]
    newest, oldest = found[0].entry.release.id, found[-1].entry.release.id
    assert release_history.diff_releases(folder, oldest, newest).added == ()
    back = release_history.diff_releases(folder, newest, found[1].entry.release.id)
    assert [manifest.id for manifest in back.added] == [ids[1]]
    assert history.list_submissions(folder)[0].state is SubmissionState.WITHDRAWAL


def test_any_two_releases_can_be_compared_figure_by_figure(tmp_path: Path):
    small_country.fill(tmp_path)
    small_country.correct(tmp_path, 30)
    publish_release(tmp_path)
    newest, oldest = (each.entry.release.id for each in release_history.list_release_diffs(tmp_path))
    reader = Reader(tmp_path, Audience.FULL)
    changed = find_headline_revisions(reader.at(oldest), reader.at(newest))
    found = {(each.area.code, each.indicator.slug): (each.was.number, each.now.number) for each in changed.revisions}
    assert found["M1", "cases"] == (40, 60)
    assert found["F1", "cases"] == (80, 100)
    assert {area for area, _ in found} == {"M1", "F1"}
    back = find_headline_revisions(reader.at(newest), reader.at(oldest), {small_country.LAST})
    assert {(each.was.number, each.now.number) for each in back.revisions if each.indicator.slug == "cases"} == {
        (60, 40),
        (100, 80),
    }
    assert find_headline_revisions(reader.at(newest), reader.at(newest)).revisions == ()


def test_a_folder_without_anything_has_no_history(tmp_path):
    assert history.list_submissions(tmp_path) == ()
    assert release_history.list_release_diffs(tmp_path) == ()
