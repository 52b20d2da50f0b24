"""Writing a submission: the one way into the record. The caller holds the folder's lock.

A submission is written beside the others under a name nobody reads, and appears by one rename: a crash at any point
leaves either nothing or the whole of it.
"""

from __future__ import annotations

import json
import re
import shutil
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path

from maracdash.model.errors import CannotKeep
from maracdash.store import data_format
from maracdash.store.durable_files import sync, write_new
from maracdash.store.submissions.manifests import FOLDER, MANIFEST, Manifest, record, submissions

INCOMING = ".incoming-"
ORIGINALS = "original"
LONGEST_NAME = 80
NO_ORIGINALS: tuple[tuple[str, bytes], ...] = ()
NO_TABLES: dict[str, bytes] = {}


def next_id(folder: Path, sha256: str) -> str:
    """The id of the next submission: its number, and the beginning of its digest."""
    number = max((each.number for each in submissions(folder)), default=0) + 1
    return f"{number:06d}-{sha256[:8]}"


def write_submission(
    folder: Path,
    note: Manifest,
    originals: Sequence[tuple[str, bytes]] = NO_ORIGINALS,
    tables: Mapping[str, bytes] = NO_TABLES,
) -> str:
    """Keep a manifest with the files as they came (name, bytes) and its normalised files; its id.

    Raises CannotKeep where the disk would not take it. Then nothing is left behind.
    """
    root, final = folder / FOLDER, folder / FOLDER / note.id
    incoming = root / f"{INCOMING}{uuid.uuid4().hex}"
    try:
        root.mkdir(parents=True, exist_ok=True)
        data_format.state_format(folder)
        _sweep(root)
        incoming.mkdir()
        if originals:
            _write_originals(incoming / ORIGINALS, originals)
        for name, content in tables.items():
            write_new(incoming / name, content)
        write_new(incoming / MANIFEST, json.dumps(record(note), indent=1, ensure_ascii=False).encode())
        sync(incoming)
        incoming.rename(final)
        sync(root)
    except OSError as error:
        _undo(incoming, final)
        reason = error.strerror or type(error).__name__
        raise CannotKeep(
            f"The submission could not be written ({reason}). Nothing was kept; make room in {folder} or mend the "
            "disk, then load the files again."
        ) from error
    return note.id


def _write_originals(path: Path, originals: Sequence[tuple[str, bytes]]) -> None:
    path.mkdir()
    for number, (name, content) in enumerate(originals, start=1):
        write_new(path / f"{number}-{_safe_name(name)}", content)
    sync(path)


def _sweep(root: Path) -> None:
    """Remove what crashed loads left behind; nobody else writes here while the lock is held."""
    for left in root.glob(f"{INCOMING}*"):
        shutil.rmtree(left, ignore_errors=True)


def _undo(incoming: Path, final: Path) -> None:
    """Leave nothing: a submission in place goes back under its hidden name first, so it is never seen in part."""
    if final.exists() and not incoming.exists():
        final.rename(incoming)
    shutil.rmtree(incoming, ignore_errors=True)


def _safe_name(name: str) -> str:
    """A file name that no file system minds."""
    stem, _, suffix = re.sub(r"[^A-Za-z0-9._-]+", "_", Path(name).name).rpartition(".")
    return f"{stem[-LONGEST_NAME:]}.{suffix[:8]}".lstrip(".")
