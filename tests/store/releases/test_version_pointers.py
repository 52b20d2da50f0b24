"""Each version of the program has a pointer of its own, and what it names is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from maracdash.model.audiences import Audience
from maracdash.store.releases import publish, version_pointers
from maracdash.store.releases.publish import current_release_path, publish_release
from maracdash.store.releases.served_releases import Releases
from tests.support import small_country

OTHER = "f" * 16
"""A recipe that no version has."""


def publish_as(recipe: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Publish as a version that builds in the same way and has another recipe: the id of the release."""
    with monkeypatch.context() as patched:
        patched.setattr(publish, "own_recipe", lambda: recipe)
        release = publish_release(folder, afresh=True)
    assert release
    return release


def test_what_another_version_publishes_does_not_move_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_country.fill(tmp_path)
    ours = current_release_path(tmp_path)
    theirs = publish_as(OTHER, tmp_path, monkeypatch)
    assert ours
    assert ours.stem != theirs
    for audience in (Audience.FULL, Audience.SAFE):
        path = current_release_path(tmp_path, audience)
        assert path
        assert path.stem == ours.stem
    assert version_pointers.is_overtaken(tmp_path / "releases", publish.own_recipe())
    assert not version_pointers.is_overtaken(tmp_path / "releases", OTHER)


def test_a_version_without_a_pointer_begins_with_the_shared_one_and_keeps_what_it_could_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_country.fill(tmp_path)
    for each in tmp_path.glob("*releases/current-*"):
        each.unlink()
    opened = Releases(tmp_path).current().note.id
    assert publish_as(OTHER, tmp_path, monkeypatch) != opened
    assert Releases(tmp_path).current().note.id == opened


def test_the_release_of_another_version_is_kept_however_many_are_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "MAX_KEPT_RELEASES", 3)
    small_country.fill(tmp_path)
    theirs = publish_as(OTHER, tmp_path, monkeypatch)
    for _ in range(publish.MAX_KEPT_RELEASES + 2):
        publish_release(tmp_path, afresh=True)
    for place in ("releases", "safe-releases"):
        held = {each.stem for each in (tmp_path / place).glob("release-*.duckdb")}
        assert theirs in held
        assert len(held) == publish.MAX_KEPT_RELEASES + 1


def test_of_versions_long_gone_no_pointer_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_country.fill(tmp_path)
    for number in range(5):
        publish_as(f"{number:016x}", tmp_path, monkeypatch)
    pointers = {each.name.partition("-")[2] for each in (tmp_path / "releases").glob("current-*")}
    assert pointers == {f"{number:016x}" for number in (2, 3, 4)}
