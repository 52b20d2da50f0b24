"""Data folders of every past format give the figures that they gave then, cell by cell."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from maracdash.intake import UploadedFile
from maracdash.intake.accept.acceptance import accept_files, withdraw_submission
from maracdash.intake.entry import saved_forms
from maracdash.intake.preview import drafts
from maracdash.model.audiences import Audience
from maracdash.model.errors import MaracdashError, NewerFormatError
from maracdash.model.people import LOCAL
from maracdash.notices import read_state
from maracdash.notices.guidance_changes import list_guidance_changes
from maracdash.record import Record
from maracdash.store import data_format
from maracdash.store.data_format import FORMAT, read_format
from maracdash.store.folder_names import FORMAT_FILE, MANIFEST_FILE, SUBMISSIONS_FOLDER
from maracdash.store.releases import release_log, served_releases
from maracdash.store.releases.past_releases import PastRelease
from maracdash.store.releases.publish import publish_release
from maracdash.store.releases.served_releases import Releases
from maracdash.store.signing_key import get_signing_key
from maracdash.store.submissions import failed_checks
from maracdash.store.submissions.manifests import read_manifests
from tests.formats import FORMATS, PAST_FORMATS
from tests.formats.make import figures, read_figures
from tests.support import folders


def accept_list(folder: Path) -> str | None:
    """Send a most-similar list by the front door; the id of the submission."""
    return accept_files(folder, [UploadedFile("similar.csv", b"force,similar_force\nF2,F1\n")], "Ada").id


@pytest.fixture(params=PAST_FORMATS)
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
    assert [int(number) for number in PAST_FORMATS] == list(range(data_format.UNSTATED_FORMAT, FORMAT + 1))


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
        lambda: Record(tmp_path).check_format(),
    ):
        with pytest.raises(NewerFormatError, match=sentence):
            asked()
    with pytest.raises(NewerFormatError, match=sentence):
        accept_list(tmp_path)
    assert sorted(tmp_path.rglob("*")) == before


def files(folder: Path) -> dict[str, bytes]:
    return {str(each): each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file()}


SENT = UploadedFile("similar.csv", b"force,similar_force\nF2,F1\n")
WRITERS: dict[str, Callable[[Path, str], object]] = {
    "check files": lambda folder, _: drafts.create_draft(folder, [SENT], "Bea", sender=LOCAL),
    "accept a draft": lambda folder, draft: drafts.accept_draft(folder, draft, "Ada", sender=LOCAL),
    "cancel a draft": lambda folder, draft: drafts.cancel_draft(folder, draft, "Ada"),
    "remove old drafts": lambda folder, _: drafts.remove_old_drafts(folder, datetime.now(UTC) + timedelta(days=9)),
    "note a failed check": lambda folder, _: failed_checks.record_failed_check(folder, "Ada", ["areas"], 1, ["F1"]),
    "save a form": lambda folder, _: saved_forms.save_form(folder, "Bea", {"cases": "1"}),
    "delete a form": lambda folder, _: saved_forms.delete_saved_form(folder, "Ada"),
    "read an old form": lambda folder, _: saved_forms.read_saved_form(
        folder, "Ada", datetime.now(UTC) + timedelta(days=99)
    ),
    "mark as read": lambda folder, _: read_state.mark_read(folder, "Ada", ["another notice"]),
    "mark as unread": lambda folder, _: read_state.mark_unread(folder, "Ada", ["a notice"]),
    "list guidance": lambda folder, _: list(list_guidance_changes(folder)),
    "withdraw": lambda folder, _: withdraw_submission(
        folder, read_manifests(folder)[0].id, "wrong", "Ada", sender=LOCAL
    ),
    "publish an ended quarter": lambda folder, _: Record(folder).publish_ended_quarter(),
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_a_program_that_runs_when_a_newer_one_takes_over_writes_nothing_more(
    tmp_path: Path, write: Callable[[Path, str], object]
) -> None:
    folders.submit(tmp_path, areas=folders.build_country({"F1": ("M1",), "F2": ("M2",)}))
    publish_release(tmp_path)
    draft = drafts.create_draft(tmp_path, [SENT], "Ada", sender=LOCAL).id
    saved_forms.save_form(tmp_path, "Ada", {"cases": "1"})
    read_state.mark_read(tmp_path, "Ada", ["a notice"])
    (tmp_path / FORMAT_FILE).write_text(json.dumps({"format": FORMAT + 1}), encoding="utf-8")
    before = files(tmp_path)
    with pytest.raises(NewerFormatError, match="written by a newer version"):
        write(tmp_path, draft)
    assert files(tmp_path) == before


def test_its_key_is_one_for_the_time_being(tmp_path: Path) -> None:
    (tmp_path / FORMAT_FILE).write_text(json.dumps({"format": FORMAT + 1}), encoding="utf-8")
    assert len(get_signing_key(tmp_path)) == 32
    assert [each.name for each in tmp_path.iterdir()] == [FORMAT_FILE]


def test_what_was_published_before_a_newer_program_took_over_is_still_served_by_every_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the old version answers until the new one is ready; it builds nothing of what it cannot read."""
    monkeypatch.setattr(served_releases, "POINTER_CHECK_SECONDS", 0.0)
    folders.submit(tmp_path, areas=folders.build_country({"F1": ("M1",)}))
    publish_release(tmp_path)
    opened = Releases(tmp_path)
    past = PastRelease(tmp_path, opened.current().note.id, Audience.FULL)
    assert past.current()
    (tmp_path / FORMAT_FILE).write_text(json.dumps({"format": FORMAT + 1}), encoding="utf-8")
    before = files(tmp_path)
    for each in (opened, Releases(tmp_path), past):
        assert each.current().note.id == past.id
    assert files(tmp_path) == before
    for release in (tmp_path / "releases").glob("*.duckdb"):
        release.unlink()
    with pytest.raises(NewerFormatError, match="written by a newer version"):
        Releases(tmp_path).current()


@pytest.mark.parametrize("stated", [2.9, True, -1, "2"])
def test_a_manifest_states_a_whole_number(tmp_path: Path, stated: object) -> None:
    name = folders.submit(tmp_path, areas=folders.build_country({"F1": ("M1",)}))
    path = tmp_path / SUBMISSIONS_FOLDER / name / MANIFEST_FILE
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), "format": stated}), encoding="utf-8")
    with pytest.raises(MaracdashError, match=f"The submission {name} cannot be read"):
        read_manifests(tmp_path)


def test_so_is_a_single_submission(tmp_path: Path) -> None:
    name = folders.submit(tmp_path, areas=folders.build_country({"F1": ("M1",)}))
    path = tmp_path / SUBMISSIONS_FOLDER / name / MANIFEST_FILE
    record = json.loads(path.read_text(encoding="utf-8"))
    assert record["format"] == FORMAT
    path.write_text(json.dumps({"format": FORMAT + 1, "anything": "else"}), encoding="utf-8")
    with pytest.raises(NewerFormatError, match=f"The submission {name} was written by a newer version"):
        read_manifests(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        '{"format": "new"}',
        "[2]",
        *(f'{{"format": {each}}}' for each in ("2.9", "2.0", "true", "-1", "0", '"2"')),
    ],
)
def test_a_statement_that_cannot_be_read_is_not_guessed_at(tmp_path: Path, text: str) -> None:
    (tmp_path / FORMAT_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(NewerFormatError, match="Restore it from a backup"):
        read_manifests(tmp_path)
