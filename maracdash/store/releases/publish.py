"""Publishing: build a release beside the served one, then swap the pointer. A crash at any point serves the old one."""

from __future__ import annotations

import re
import shutil
import uuid
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from maracdash.model.errors import CannotKeep
from maracdash.store import durable_files
from maracdash.store.releases import release_log
from maracdash.store.releases.build import Release, build, fingerprint
from maracdash.store.submissions import checksums
from maracdash.store.submissions.manifests import FOLDER as SUBMISSIONS
from maracdash.store.submissions.manifests import in_force
from maracdash.store.submissions.normalised_files import AREAS

FOLDER = "releases"
POINTER = "current"
NAME = re.compile(r"release-[\w-]{1,100}", re.ASCII)
UNREADABLE = "unreadable-pointer"
KEPT = 8
REFERENCE = Path(__file__).parents[3] / "data" / "reference"


def publish(folder: Path, now: datetime | None = None, *, afresh: bool = False) -> str | None:
    """Bring the served release up to the accepted submissions; the caller holds the lock.

    Returns the release's id, or None where nothing was ever accepted. Does nothing when the release is up to date,
    unless `afresh`. Raises CannotKeep with a sentence when the disk is full, the build fails or accepted
    files are not what they were; the old release is served then, and the submissions stay.
    """
    releases = folder / FOLDER
    kept = in_force(folder)
    now = now or datetime.now(UTC)
    print_now = fingerprint(kept, reference(), now)
    current = pointed(folder)
    if not kept and current is None:
        return None
    if current and current.stem.endswith(print_now) and not afresh and current.exists():
        return current.stem
    name = f"release-{now:%Y%m%dT%H%M%S%f}-{print_now}"
    release = Release(
        id=name,
        published_at=now,
        data_as_at=max((each.accepted_at for each in kept), default=now),
        demonstration=any(each.demonstration for each in kept),
        fingerprint=print_now,
    )
    try:
        checksums.verify(folder, kept)
        releases.mkdir(parents=True, exist_ok=True)
        _clean(releases)
        _build_beside(releases, release, [(each.number, folder / SUBMISSIONS / each.id) for each in kept])
        release_log.enter(releases, release, [each.id for each in kept])
        _point(releases, name)
    except (OSError, duckdb.Error) as error:
        _clean(releases)
        raise CannotKeep(
            f"The accepted data could not be published ({_cause(error)}). The release before is still served and "
            "everything accepted is kept. Make room or mend the cause, then do the same again."
        ) from error
    _drop_old(releases, name)
    return name


def pointed(folder: Path) -> Path | None:
    """The file that the pointer names, whether or not it is there; a damaged pointer names one that never is."""
    try:
        name = (folder / FOLDER / POINTER).read_bytes().decode("ascii", errors="replace").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return folder / FOLDER / f"{name if NAME.fullmatch(name) else UNREADABLE}.duckdb"


def up_to_date(folder: Path) -> bool:
    """Whether the pointer names a release of all that is in force, with every quarter that has ended."""
    current = pointed(folder)
    kept = in_force(folder)
    if current is None:
        return not kept
    return current.exists() and current.stem.endswith(fingerprint(kept, reference(), datetime.now(UTC)))


def _build_beside(releases: Path, release: Release, submissions: list[tuple[int, Path]]) -> None:
    beside = releases / f".building-{uuid.uuid4().hex}.duckdb"
    build(beside, release, submissions, reference())
    durable_files.move(beside, releases / f"{release.id}.duckdb")


def reference() -> Path | None:
    """The folder of reference areas, where it is complete."""
    return REFERENCE if (REFERENCE / AREAS).is_file() else None


def _point(releases: Path, name: str) -> None:
    durable_files.replace(releases / POINTER, name.encode())


def _clean(releases: Path) -> None:
    """What a killed publisher left behind; nobody else builds while the lock is held."""
    for left in [*releases.glob(".building-*"), *releases.glob(f"{durable_files.HIDDEN}*")]:
        shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)


def _drop_old(releases: Path, current: str) -> None:
    """The newest few stay, so that readers can finish; any can be rebuilt from its submissions."""
    files = sorted((each for each in releases.glob("release-*.duckdb") if each.stem != current), reverse=True)
    for each in files[KEPT - 1 :]:
        each.unlink(missing_ok=True)


def _cause(error: Exception) -> str:
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
