"""Manifests: the records of accepted submissions, in order of precedence."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import BaseFileLock, FileLock, Timeout

from maracdash.model.errors import MaracdashError, StorageError
from maracdash.private_folders import make_private_folder
from maracdash.store.data_format import FORMAT, UNSTATED_FORMAT, check_folder_format, check_format_number, parse_format
from maracdash.store.folder_names import MANIFEST_FILE, SUBMISSIONS_FOLDER
from maracdash.store.storages.addresses import find_storage, read_address
from maracdash.store.submissions.logged_ids import read_logged_ids

WITHDRAWAL_KIND = "withdrawal"
LOCK_SECONDS = 600
QUIET_SECONDS = 2.0
"""Of waiting for the lock; after that the log says so: a start that waits is not taken for one that hangs."""
"""A new data folder is nobody else's on the machine: it holds full figures."""
LOST_HERE = "Restore its folder, under submissions, from a backup."
LOST_FROM_STORAGE = (
    "“maracdash storage fetch” brings it, unless the storage has lost it too: then “maracdash storage mend”, on a "
    "machine that has it, sends it again; so does a machine that a backup was restored to."
)
LOG = logging.getLogger("maracdash.store")


@dataclass(frozen=True, kw_only=True)
class SubmittedFile:
    """One file of a submission, as received."""

    name: str
    kind: str
    sha256: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """A submission: who brought which files, when, and the areas and quarters it covers.

    `checksums` are the SHA-256 of its normalised files by name; None where they were not kept yet.
    """

    id: str
    kind: str
    accepted_at: datetime
    who: str
    files: tuple[SubmittedFile, ...] = ()
    sha256: str = ""
    areas: tuple[str, ...] = ()
    quarters: tuple[str, ...] = ()
    demonstration: bool = False
    warnings_accepted: tuple[str, ...] = ()
    withdraws: str | None = None
    why: str | None = None
    checksums: Mapping[str, str] | None = None
    format: int = FORMAT

    @property
    def number(self) -> int:
        """Its place in the order of precedence, from 1."""
        return int(self.id.partition("-")[0])


@contextmanager
def lock_folder(folder: Path, *, everywhere: bool = True) -> Iterator[None]:
    """Hold the one lock of a data folder: nobody else keeps or publishes meanwhile; its holder may take it again.

    That of its storage is held with it, where several machines share one, unless it is for this machine's own sake
    and not `everywhere`. Raises StorageError.
    """
    check_folder_format(folder)
    held = FileLock(folder / "lock", is_singleton=True)
    first = not held.is_locked
    try:
        make_private_folder(folder)
        _wait_for(held)
    except Timeout as error:
        raise StorageError(
            "Somebody else has been loading data for ten minutes. Nothing was changed; try again later."
        ) from error
    except OSError as error:
        raise StorageError(f"The data folder cannot be written to: {error.strerror}.") from error
    try:
        with find_storage(folder).hold() if first and everywhere else nullcontext():
            check_folder_format(folder)
            yield
    finally:
        held.release()


def _wait_for(lock: BaseFileLock) -> None:
    """Take a lock, and say so in the log while somebody else has it. Raises Timeout and OSError."""
    try:
        lock.acquire(timeout=QUIET_SECONDS)
    except Timeout:
        LOG.warning(
            "waiting for somebody else who loads or publishes in this data folder, %s minutes at most",
            LOCK_SECONDS // 60,
        )
        lock.acquire(timeout=LOCK_SECONDS - QUIET_SECONDS)


def read_manifests(folder: Path) -> tuple[Manifest, ...]:
    """Read every accepted submission and withdrawal, oldest first.

    Raises MaracdashError naming a damaged one, or one that a release was made with and that is gone.
    """
    check_folder_format(folder)
    logged = read_logged_ids(folder)  # before the folders: another process may keep and publish meanwhile
    root = folder / SUBMISSIONS_FOLDER
    kept = sorted(each for each in root.iterdir() if _is_submission(each)) if root.is_dir() else []
    _check_completeness(folder, logged, kept)
    return tuple(_read_manifest(each) for each in kept)


def read_manifests_in_force(folder: Path) -> tuple[Manifest, ...]:
    """Read the submissions that count: not withdrawn, and no withdrawals themselves."""
    return select_in_force(read_manifests(folder))


def read_manifests_not_withdrawn(folder: Path) -> tuple[Manifest, ...]:
    """Read the submissions and withdrawals that are not withdrawn; to withdraw a withdrawal undoes it."""
    return _select_not_withdrawn(read_manifests(folder))


def select_in_force(everything: Sequence[Manifest]) -> tuple[Manifest, ...]:
    """Select the submissions that count, of all in a folder."""
    return tuple(each for each in _select_not_withdrawn(everything) if each.kind != WITHDRAWAL_KIND)


def select_withdrawn(everything: Sequence[Manifest]) -> tuple[tuple[Manifest, int], ...]:
    """Select the submissions that are withdrawn, each with the number of its withdrawal."""
    by_id = {each.id: each for each in everything}
    withdrawals = [each for each in _select_not_withdrawn(everything) if each.kind == WITHDRAWAL_KIND]
    pairs = [(by_id.get(each.withdraws or ""), each.number) for each in withdrawals]
    return tuple((each, number) for each, number in pairs if each and each.kind != WITHDRAWAL_KIND)


def _select_not_withdrawn(everything: Sequence[Manifest]) -> tuple[Manifest, ...]:
    withdrawn: set[str] = set()
    for each in reversed(everything):
        if each.kind == WITHDRAWAL_KIND and each.withdraws and each.id not in withdrawn:
            withdrawn.add(each.withdraws)
    return tuple(each for each in everything if each.id not in withdrawn)


def _is_submission(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith(".")


def _check_completeness(folder: Path, logged: Collection[str], kept: Iterable[Path]) -> None:
    """Check that nothing is gone: without a submission figures change, without a withdrawal others come back."""
    gone = sorted(set(logged) - {each.name for each in kept})
    if not gone:
        return
    named = f"{gone[0]} and {len(gone) - 1} more are" if len(gone) > 1 else f"{gone[0]} is"
    raise StorageError(
        f"The submission {named} not in the data folder any more, but a release was made with it, and without it "
        f"figures would change unnoticed. {LOST_FROM_STORAGE if read_address(folder) else LOST_HERE} Nothing was kept "
        "or changed, and the release that is served stays."
    )


def _read_manifest(path: Path) -> Manifest:
    try:
        kept = json.loads((path / MANIFEST_FILE).read_text(encoding="utf-8"))
        check_format_number(parse_format(kept.get("format", UNSTATED_FORMAT)), f"The submission {path.name}")
        found = parse_manifest(kept)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        LOG.error("the submission in %s cannot be read: %s: %s", path, type(error).__name__, error)  # noqa: TRY400
        raise MaracdashError(
            f"The submission {path.name} cannot be read ({type(error).__name__}). Its folder is in the data folder, "
            "under submissions. Restore this folder from a backup, or move it away if it does not belong there."
        ) from error
    if found.id != path.name:
        raise MaracdashError(
            f"The folder {path.name} under submissions holds the submission {found.id}, so it was copied or renamed, "
            "and would count twice or not at all. Give it the name of its submission, or move it away."
        )
    return found


def parse_manifest(record: Mapping[str, Any]) -> Manifest:
    """Parse a manifest from its JSON record. Raises KeyError, TypeError or ValueError for anything else."""
    covers = record["covers"]
    return Manifest(
        id=record["id"],
        kind=record["kind"],
        accepted_at=datetime.fromisoformat(record["accepted_at"]),
        who=record["who"],
        files=tuple(SubmittedFile(**each) for each in record["files"]),
        sha256=record["sha256"],
        areas=tuple(covers["areas"]),
        quarters=tuple(covers["quarters"]),
        demonstration=record["demonstration"],
        warnings_accepted=tuple(record["warnings_accepted"]),
        withdraws=record["withdraws"],
        why=record["why"],
        checksums=record.get("tables"),
        format=record.get("format", UNSTATED_FORMAT),
    )


def dump_manifest(manifest: Manifest) -> dict[str, Any]:
    """Dump a manifest as its JSON record: the inverse of `parse_manifest`."""
    return {
        "format": manifest.format,
        "id": manifest.id,
        "kind": manifest.kind,
        "accepted_at": manifest.accepted_at.isoformat(),
        "who": manifest.who,
        "files": [vars(each) for each in manifest.files],
        "sha256": manifest.sha256,
        "covers": {"areas": list(manifest.areas), "quarters": list(manifest.quarters)},
        "demonstration": manifest.demonstration,
        "warnings_accepted": list(manifest.warnings_accepted),
        "withdraws": manifest.withdraws,
        "why": manifest.why,
        "tables": None if manifest.checksums is None else dict(manifest.checksums),
    }
