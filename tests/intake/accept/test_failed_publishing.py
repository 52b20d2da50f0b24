"""Kept and not published, as on a full disk: this is said, and doing the same again publishes it and keeps no more."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import duckdb
import pytest

from maracdash.intake.accept.acceptance import accept_files, withdraw_submission
from maracdash.intake.preview.drafts import accept_draft, create_draft
from maracdash.model.errors import NotFoundError, StorageError
from maracdash.model.people import LOCAL
from maracdash.store.releases import publish
from maracdash.store.releases.publish import current_release_path, is_up_to_date
from maracdash.store.submissions import writing
from maracdash.store.submissions.manifests import read_manifests, read_manifests_in_force
from tests.support.prepared_folders import copy_prepared
from tests.support.upload_files import make_areas, make_returns

LATER = make_returns("B1,2024-07-03,8,3,12,6")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_prepared(build_folder, tmp_path)


def build_folder(folder: Path) -> None:
    assert accept_files(folder, [make_areas(), make_returns("B1,2024-04-03,10,3,12,6")], "Ada").id


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> Iterator[None]:
    """A disk without room for what a function writes."""

    with _failing(monkeypatch, module, name, OSError(errno.ENOSPC, "No space left on device")):
        yield


def failing_build(monkeypatch: pytest.MonkeyPatch, error: Exception) -> AbstractContextManager[None]:
    """No release can be built, for that reason."""
    return _failing(monkeypatch, publish, "build_release", error)


@contextmanager
def _failing(monkeypatch: pytest.MonkeyPatch, module: object, name: str, error: Exception) -> Iterator[None]:
    def refuse(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(module, name, refuse)
        yield


def test_a_withdrawal_that_was_not_published_is_published_by_the_same_command(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong, before = read_manifests(folder)[0].id, current_release_path(folder)
    with (
        full_disk(monkeypatch, publish, "build_release"),
        pytest.raises(
            StorageError,
            match=rf"The withdrawal of {wrong} is recorded, as 000002-\w+, .*No space left.* do the same again",
        ),
    ):
        withdraw_submission(folder, wrong, "a slip", "Ada", sender=LOCAL)
    assert current_release_path(folder) == before
    assert withdraw_submission(folder, wrong, "a slip", "Ada", sender=LOCAL)
    assert read_manifests_in_force(folder) == ()
    assert len(read_manifests(folder)) == 2
    assert is_up_to_date(folder)
    with pytest.raises(NotFoundError, match="withdrawn already"):
        withdraw_submission(folder, wrong, "a slip", "Ada", sender=LOCAL)


def test_so_is_one_that_undoes_a_withdrawal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = read_manifests(folder)[0].id
    withdraw_submission(folder, wrong, "a slip", "Ada", sender=LOCAL)
    withdrawal = read_manifests(folder)[-1].id
    with full_disk(monkeypatch, publish, "build_release"), pytest.raises(StorageError, match="is recorded"):
        withdraw_submission(folder, withdrawal, "it was right", "Ada", sender=LOCAL)
    assert withdraw_submission(folder, withdrawal, "it was right", "Ada", sender=LOCAL)
    assert [each.id for each in read_manifests_in_force(folder)] == [wrong]
    assert len(read_manifests(folder)) == 3


def test_a_submission_that_was_not_published_is_published_by_the_same_command(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with full_disk(monkeypatch, publish, "build_release"), pytest.raises(StorageError, match="is accepted and kept"):
        accept_files(folder, [LATER], "Ada", accept_warnings=True)
    again = accept_files(folder, [LATER], "Ada", accept_warnings=True)
    assert (again.id, again.again, again.was_published_now) == (read_manifests(folder)[-1].id, True, True)
    assert len(read_manifests(folder)) == 2
    assert is_up_to_date(folder)


def test_so_is_an_upload_that_waits(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = create_draft(folder, [LATER], "Ada", sender=LOCAL)
    accepted = tuple(map(str, draft.report.questions))
    with full_disk(monkeypatch, publish, "build_release"), pytest.raises(StorageError, match="is accepted and kept"):
        accept_draft(folder, draft.id, "Ada", accepted, "they are right", sender=LOCAL)
    assert accept_draft(folder, draft.id, "Ada", accepted, "they are right", sender=LOCAL).again
    assert len(read_manifests(folder)) == 2
    assert is_up_to_date(folder)


def test_whoever_comes_next_is_told_that_theirs_is_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What DuckDB says of the disk, with a path of the server's, is in the log alone."""
    words = f'IO Error: Could not write file "{folder}/releases/.building-1.duckdb": No space left on device'
    with failing_build(monkeypatch, duckdb.IOException(words)):
        with pytest.raises(StorageError, match="is accepted and kept"):
            accept_files(folder, [LATER], "Ada", accept_warnings=True)
        first = read_manifests(folder)[-1].id
        with pytest.raises(StorageError, match=rf"^Submission {first} is accepted and kept\."):
            accept_files(folder, [LATER], "Ada", accept_warnings=True)
        with pytest.raises(StorageError) as refused:
            accept_files(folder, [make_returns("B1,2024-10-03,9,3,12,6")], "Bea", accept_warnings=True)
    said = str(refused.value)
    assert said.startswith("Your files were not kept, because ")
    assert "No space left on device" in said
    assert "is kept" not in said
    assert str(folder) not in said
    assert "IO Error" not in said
    assert len(read_manifests(folder)) == 2


def test_a_build_that_fails_without_a_word_of_the_system_names_no_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    words = f'IO Error: Cannot read file "{folder}/releases/.building-1.duckdb"'
    with failing_build(monkeypatch, duckdb.IOException(words)), pytest.raises(StorageError) as refused:
        accept_files(folder, [LATER], "Ada", accept_warnings=True)
    assert "could not be published (the log has the reason)" in str(refused.value)
    assert str(folder) not in str(refused.value)
    assert words in caplog.text


def test_what_could_not_be_kept_is_not_said_to_be(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = read_manifests(folder)[0].id
    with (
        full_disk(monkeypatch, writing, "write_new_file"),
        pytest.raises(StorageError, match=r"Nothing was kept; .* then do the same again"),
    ):
        withdraw_submission(folder, wrong, "a slip", "Ada", sender=LOCAL)
    assert [each.id for each in read_manifests(folder)] == [wrong]
