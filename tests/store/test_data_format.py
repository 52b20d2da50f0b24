"""Data folders of every past format give the figures that they gave then, cell by cell."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files
from maracdash.model.audiences import Audience
from maracdash.model.errors import NewerFormatError
from maracdash.store import data_format
from maracdash.store.data_format import FORMAT, FORMAT_FILE, read_format
from maracdash.store.releases import release_log
from maracdash.store.releases.connections import Releases
from maracdash.store.releases.past_releases import PastRelease
from maracdash.store.releases.publish import publish_release
from maracdash.store.submissions.manifests import MANIFEST_FILE, SUBMISSIONS_FOLDER, read_manifests
from tests.formats.make import figures, read_figures
from tests.support import folders

FORMATS = Path(__file__).parents[1] / "formats"
PAST = sorted(each.name for each in FORMATS.iterdir() if each.is_dir())


def accept_list(folder: Path) -> str | None:
    """Send a most-similar list by the front door; the id of the submission."""
    return accept_files(folder, [UploadedFile("similar.csv", b"force,similar_force\nF2,F1\n")], "Ada").id


@pytest.fixture(params=PAST)
def past(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """A copy of a data folder of a past format."""
    shutil.copytree(FORMATS / request.param / "data", tmp_path / "data")
    return tmp_path / "data", request.param


def test_its_figures_are_the_same(past: tuple[Path, str]) -> None:
    folder, number = past
    publish_release(folder)
    then, now = read_figures(number), figures(Releases(folder).current())
    assert len(then) > 10_000
    assert {key: now.get(key) for key in then} == then


def test_its_releases_can_be_asked_again(past: tuple[Path, str]) -> None:
    folder, _ = past
    kept = release_log.list_entries(folder / "releases")
    publish_release(folder)
    assert len(kept) > 5
    assert (
        PastRelease(folder, kept[-2].release.id, Audience.FULL).current().rows("select count(*) from figure")[0][0] > 0
    )


def test_a_folder_of_every_format_lies_here() -> None:
    assert [int(number) for number in PAST] == list(range(data_format.UNSTATED_FORMAT, FORMAT + 1))


def test_a_folder_of_before_says_nothing_until_something_is_written_to_it(past: tuple[Path, str]) -> None:
    folder, number = past
    publish_release(folder)
    assert read_format(folder) == int(number)
    assert accept_list(folder)
    assert read_format(folder) == FORMAT
    assert read_manifests(folder)[-1].format == FORMAT


def test_a_folder_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    folders.submit(tmp_path, areas=folders.build_country({"F1": ("M1",)}))
    publish_release(tmp_path)
    (tmp_path / FORMAT_FILE).write_text(json.dumps({"format": FORMAT + 1}), encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    sentence = rf"written by a newer version of this program \(format {FORMAT + 1}; .* Install that version"
    for asked in (
        lambda: read_manifests(tmp_path),
        lambda: publish_release(tmp_path),
        lambda: Releases(tmp_path).current(),
    ):
        with pytest.raises(NewerFormatError, match=sentence):
            asked()
    with pytest.raises(NewerFormatError, match=sentence):
        accept_list(tmp_path)
    assert sorted(tmp_path.rglob("*")) == before


def test_so_is_a_single_submission(tmp_path: Path) -> None:
    name = folders.submit(tmp_path, areas=folders.build_country({"F1": ("M1",)}))
    path = tmp_path / SUBMISSIONS_FOLDER / name / MANIFEST_FILE
    record = json.loads(path.read_text(encoding="utf-8"))
    assert record["format"] == FORMAT
    path.write_text(json.dumps({"format": FORMAT + 1, "anything": "else"}), encoding="utf-8")
    with pytest.raises(NewerFormatError, match=f"The submission {name} was written by a newer version"):
        read_manifests(tmp_path)


@pytest.mark.parametrize("text", ["", "{}", '{"format": "new"}', "[2]"])
def test_a_statement_that_cannot_be_read_is_not_guessed_at(tmp_path: Path, text: str) -> None:
    (tmp_path / FORMAT_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(NewerFormatError, match="Restore it from a backup"):
        read_manifests(tmp_path)
