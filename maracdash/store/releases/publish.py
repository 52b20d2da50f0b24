"""Publishing: build a release beside the served one, then swap the pointer. A crash at any point serves the old one."""

from __future__ import annotations

import logging
import shutil
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from maracdash.model.audiences import Audience
from maracdash.model.errors import StorageError
from maracdash.model.safe_rules import SafeRule
from maracdash.program_files import REFERENCE_FOLDER as REFERENCE
from maracdash.store import durable_files
from maracdash.store.faults import describe_fault
from maracdash.store.folder_names import RELEASE_NAME, RELEASES_FOLDER, SAFE_RELEASES_FOLDER
from maracdash.store.releases import release_log, version_pointers
from maracdash.store.releases.build import Release, build_release, compute_fingerprint, compute_recipe
from maracdash.store.releases.low_priority import run_at_low_priority
from maracdash.store.releases.safe_release import build_safe_release
from maracdash.store.safe_rule import read_safe_rule
from maracdash.store.storages.addresses import find_storage
from maracdash.store.submissions import checksums
from maracdash.store.submissions.manifests import Manifest, read_manifests, select_in_force
from maracdash.store.submissions.normalised_files import AREAS_FILE
from maracdash.store.submissions.submission_folders import list_folders_in_force, list_withdrawn_folders

UNREADABLE_POINTER = "unreadable-pointer"
MAX_KEPT_RELEASES = 8
LOG = logging.getLogger("maracdash.store")


def publish_release(folder: Path, now: datetime | None = None, *, afresh: bool = False) -> str | None:
    """Publish the accepted submissions as the served release; the caller holds the lock.

    Returns the release's id, or None where nothing was ever accepted. Does nothing when the release is up to date,
    unless `afresh`. Raises StorageError with a sentence when the disk is full, the build fails or accepted
    files are not what they were, even where the release is up to date: who is to keep more learns it before.
    The old release is served then, and the submissions stay.
    """
    everything, rule = read_manifests(folder), read_safe_rule(folder)
    kept = select_in_force(everything)
    now = now or datetime.now(UTC)
    fingerprint = compute_fingerprint(everything, find_reference_folder(), now, rule)
    current = current_release_path(folder)
    if not kept and current is None:
        return None
    checksums.verify_checksums(folder, kept)
    if current and current.stem.endswith(fingerprint) and not afresh and current.exists():
        return current.stem
    release = _describe_release(kept, now, fingerprint, rule)
    try:
        _replace_release(folder, release, everything)
    except (OSError, duckdb.Error) as error:
        _remove_leftovers(folder)
        LOG.warning("publishing failed: %s: %s", type(error).__name__, error)
        raise StorageError(
            f"The accepted data could not be published ({describe_fault(error)}). The release before is still "
            "served. Make room or mend the cause, then do the same again."
        ) from error
    _remove_old_releases(folder)
    return release.id


def release_folder(folder: Path, audience: Audience) -> Path:
    """Folder of the releases that an audience is answered from; of both kinds, the full one leads."""
    return folder / (SAFE_RELEASES_FOLDER if audience == Audience.SAFE else RELEASES_FOLDER)


def pointer_path(folder: Path, audience: Audience) -> Path:
    """Path of the pointer for an audience: one names both releases, so that no crash leaves one newer than the other.

    A folder that holds the safe release alone has that of its safe releases. Each version has a pointer of its own.
    """
    both = version_pointers.find_pointer(folder / RELEASES_FOLDER, own_recipe())
    return both if both.exists() else version_pointers.find_pointer(release_folder(folder, audience), own_recipe())


def current_release_path(folder: Path, audience: Audience = Audience.FULL) -> Path | None:
    """Path of the file that the pointer names, if it exists or not; a damaged pointer names one that never does."""
    releases = release_folder(folder, audience)
    try:
        name = pointer_path(folder, audience).read_bytes().decode("ascii", errors="replace").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return releases / f"{name if RELEASE_NAME.fullmatch(name) else UNREADABLE_POINTER}.duckdb"


def is_up_to_date(folder: Path) -> bool:
    """Tell if the pointer names a release of all submissions in force, with every quarter that has ended."""
    current = current_release_path(folder)
    everything = read_manifests(folder)
    if current is None:
        return not select_in_force(everything)
    return current.exists() and current.stem.endswith(
        compute_fingerprint(everything, find_reference_folder(), datetime.now(UTC), read_safe_rule(folder))
    )


@cache
def own_recipe() -> str:
    """The recipe of this program as it began: its version, as far as a release is concerned."""
    return compute_recipe(find_reference_folder())


def find_reference_folder() -> Path | None:
    """Find the folder of reference areas, where it is complete."""
    return REFERENCE if (REFERENCE / AREAS_FILE).is_file() else None


def _describe_release(kept: Sequence[Manifest], now: datetime, fingerprint: str, rule: SafeRule) -> Release:
    return Release(
        id=f"release-{now:%Y%m%dT%H%M%S%f}-{fingerprint}",
        published_at=now,
        data_as_at=min(max((each.accepted_at for each in kept), default=now), now),  # a clock may have been ahead
        demonstration=any(each.demonstration for each in kept),
        fingerprint=fingerprint,
        rule=rule,
    )


def _replace_release(folder: Path, release: Release, everything: Sequence[Manifest]) -> None:
    """Build both files of a release beside the served one, log it, point to it. Raises OSError and duckdb.Error."""
    kept = select_in_force(everything)
    in_force = [each.id for each in kept]
    releases, safe = _release_folders(folder)
    for place in (releases, safe):
        place.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(folder)
    begun = time.monotonic()
    _build_and_rename(folder, release, everything)
    seconds = time.monotonic() - begun
    release_log.write_entry(releases, release, in_force, {each.id for each in everything} - set(in_force), seconds)
    release_log.write_entry(safe, release, (), (), seconds)
    with find_storage(folder).publish(release.id, version_pointers.name_pointer(own_recipe())):
        version_pointers.write_pointers(releases, own_recipe(), release.id)
        version_pointers.write_pointers(safe, own_recipe(), release.id)  # for a copy of that folder


def _build_and_rename(folder: Path, release: Release, everything: Sequence[Manifest]) -> None:
    name = f".building-{uuid.uuid4().hex}.duckdb"
    full, safe = _release_folders(folder)
    in_force = list_folders_in_force(folder, select_in_force(everything))
    withdrawn = list_withdrawn_folders(folder, everything)

    def build() -> None:
        build_release(full / name, release, (*in_force, *withdrawn), find_reference_folder())
        build_safe_release(safe / name, full / name, release.rule)

    run_at_low_priority(build)
    for place in (safe, full):
        durable_files.move_into_place(place / name, place / f"{release.id}.duckdb")


def _release_folders(folder: Path) -> tuple[Path, Path]:
    """Folders of the full and of the safe releases."""
    return folder / RELEASES_FOLDER, folder / SAFE_RELEASES_FOLDER


def _remove_leftovers(folder: Path) -> None:
    """Remove the leftovers of a killed publisher; nobody else builds while the lock is held."""
    for releases in _release_folders(folder):
        for left in [*releases.glob(".building-*"), *releases.glob(f"{durable_files.HIDDEN_PREFIX}*")]:
            shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)


def list_pointed(folder: Path) -> frozenset[str]:
    """List the releases that this version or another serves, or would again. Raises OSError."""
    return frozenset(each for place in _release_folders(folder) for each in version_pointers.list_pointed(place))


def remove_releases_built_first(folder: Path) -> None:
    """Remove all but the few built last, after one was built again; the caller holds the lock. Raises OSError."""
    _remove_releases(folder, lambda path: path.stat().st_mtime_ns)


def _remove_old_releases(folder: Path) -> None:
    """Remove all but the newest few, so that readers can finish; any can be rebuilt from its submissions."""
    _remove_releases(folder, lambda path: path.name)


def _remove_releases(folder: Path, rank: Callable[[Path], Any]) -> None:
    """Remove those of the lowest rank, and none that is served."""
    kept = list_pointed(folder)
    for releases in _release_folders(folder):
        files = [each for each in releases.glob("release-*.duckdb") if each.stem not in kept]
        for each in sorted(files, key=rank, reverse=True)[MAX_KEPT_RELEASES - 1 :]:
            each.unlink(missing_ok=True)
