"""Ids that the log of releases names: submissions that must be in the folder, as nothing is ever deleted.

An entry is a file of JSON in the releases' folder, written once, after the submissions that it names. The oldest ones
name those in force alone; later ones name all others too, so that the newest is enough.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from maracdash.model.errors import StorageError
from maracdash.store.folder_names import RELEASES_FOLDER

ENTRY_FILES = "release-*.json"
IN_FORCE_KEY = "submissions"
NOT_IN_FORCE_KEY = "not_in_force"
"""Withdrawn submissions, and withdrawals."""
MAX_CACHED_LOGS = 8


def read_logged_ids(folder: Path) -> frozenset[str]:
    """Read the ids of everything that was in the folder when a release was made. Raises StorageError."""
    releases = folder / RELEASES_FOLDER
    return _read_entries(releases, tuple(sorted((each.name for each in releases.glob(ENTRY_FILES)), reverse=True)))


@lru_cache(maxsize=MAX_CACHED_LOGS)
def _read_entries(releases: Path, names: tuple[str, ...]) -> frozenset[str]:
    """Read entries, newest first, back to one that names everything; they never change, so they are read once."""
    found: set[str] = set()
    for name in names:
        in_force, not_in_force = _read_entry(releases / name)
        found.update(in_force, not_in_force or ())
        if not_in_force is not None:
            break
    return frozenset(found)


def _read_entry(path: Path) -> tuple[list[str], list[str] | None]:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return list(record[IN_FORCE_KEY]), record.get(NOT_IN_FORCE_KEY)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StorageError(
            f"The file {path.name} of the log of releases cannot be read ({type(error).__name__}), so nobody can say "
            "whether a submission is missing. Restore it from a backup, or move it away. Nothing was kept or changed."
        ) from error
