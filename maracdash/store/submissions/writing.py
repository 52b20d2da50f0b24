"""Writing a submission: the one way into the record. The caller holds the folder's lock.

A submission is written beside the others under a hidden name, and appears by one rename: a crash at any point
leaves either nothing or the whole of it.
"""

from __future__ import annotations

import json
import re
import shutil
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path

from maracdash.model.errors import StorageError
from maracdash.store import data_format
from maracdash.store.durable_files import sync_path, write_new_file
from maracdash.store.folder_names import INCOMING_PREFIX, MANIFEST_FILE, SUBMISSIONS_FOLDER
from maracdash.store.storages.addresses import find_storage
from maracdash.store.submissions.manifests import (
    Manifest,
    dump_manifest,
    read_manifests,
)

ORIGINALS_FOLDER = "original"
MAX_NAME_LENGTH = 80
NO_ORIGINALS: tuple[tuple[str, bytes], ...] = ()
NO_TABLES: dict[str, bytes] = {}


def make_next_id(folder: Path, sha256: str) -> str:
    """Make the id of the next submission: its number, and the beginning of its digest."""
    number = max((each.number for each in read_manifests(folder)), default=0) + 1
    return f"{number:06d}-{sha256[:8]}"


def write_submission(
    folder: Path,
    manifest: Manifest,
    originals: Sequence[tuple[str, bytes]] = NO_ORIGINALS,
    tables: Mapping[str, bytes] = NO_TABLES,
) -> str:
    """Write a manifest with the files as they came (name, bytes) and its normalised files; returns its id.

    Raises StorageError where the disk would not take it. Then nothing is left behind.
    """
    root, final = folder / SUBMISSIONS_FOLDER, folder / SUBMISSIONS_FOLDER / manifest.id
    incoming = root / f"{INCOMING_PREFIX}{uuid.uuid4().hex}"
    try:
        root.mkdir(parents=True, exist_ok=True)
        data_format.write_format(folder)
        _remove_leftovers(root)
        incoming.mkdir()
        if originals:
            _write_originals(incoming / ORIGINALS_FOLDER, originals)
        for name, content in tables.items():
            write_new_file(incoming / name, content)
        write_new_file(
            incoming / MANIFEST_FILE, json.dumps(dump_manifest(manifest), indent=1, ensure_ascii=False).encode()
        )
        sync_path(incoming)
        with find_storage(folder).keep_submission(manifest.id, incoming):
            incoming.rename(final)
            sync_path(root)
    except StorageError:
        _remove_failed(incoming, final)
        raise
    except OSError as error:
        _remove_failed(incoming, final)
        reason = error.strerror or type(error).__name__
        raise StorageError(
            f"The submission could not be written ({reason}). Nothing was kept; make room in the data folder or mend "
            "the disk, then do the same again."
        ) from error
    return manifest.id


def _write_originals(path: Path, originals: Sequence[tuple[str, bytes]]) -> None:
    path.mkdir()
    for number, (name, content) in enumerate(originals, start=1):
        write_new_file(path / f"{number}-{_safe_file_name(name)}", content)
    sync_path(path)


def _remove_leftovers(root: Path) -> None:
    """Remove what crashed loads left behind; nobody else writes here while the lock is held."""
    for left in root.glob(f"{INCOMING_PREFIX}*"):
        shutil.rmtree(left, ignore_errors=True)


def _remove_failed(incoming: Path, final: Path) -> None:
    """Remove a failed submission: one in place is hidden again first, so that it is never seen in part."""
    if final.exists() and not incoming.exists():
        final.rename(incoming)
    shutil.rmtree(incoming, ignore_errors=True)


def _safe_file_name(name: str) -> str:
    """Make a file name that every file system accepts."""
    stem, _, suffix = re.sub(r"[^A-Za-z0-9._-]+", "_", Path(name).name).rpartition(".")
    return f"{stem[-MAX_NAME_LENGTH:]}.{suffix[:8]}".lstrip(".")
