"""Folders of submissions that a release is made of, and of those that releases have shown before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from maracdash.model.errors import StorageError
from maracdash.store.folder_names import SUBMISSIONS_FOLDER
from maracdash.store.submissions import checksums
from maracdash.store.submissions.manifests import Manifest, select_withdrawn
from maracdash.store.submissions.normalised_files import RETURNS_FILE, SubmissionFolder, select_columns


def list_folders_in_force(folder: Path, submissions: Iterable[Manifest]) -> tuple[SubmissionFolder, ...]:
    """List the folders of submissions that are in force."""
    return tuple(SubmissionFolder(each.number, folder / SUBMISSIONS_FOLDER / each.id) for each in submissions)


def list_withdrawn_folders(folder: Path, everything: Sequence[Manifest]) -> tuple[SubmissionFolder, ...]:
    """List the folders of submissions that are withdrawn and have returns.

    One that cannot be read is left out: many a one is withdrawn because it is damaged.
    """
    return tuple(_list_readable_folders(folder, everything))


def _list_readable_folders(folder: Path, everything: Sequence[Manifest]) -> Iterator[SubmissionFolder]:
    for each, number in select_withdrawn(everything):
        path = folder / SUBMISSIONS_FOLDER / each.id
        try:
            checksums.verify_checksums(folder, [each])
            if (path / RETURNS_FILE).is_file():
                select_columns(RETURNS_FILE, path / RETURNS_FILE)
                yield SubmissionFolder(each.number, path, withdrawn_at=number)
        except (StorageError, OSError):
            continue
