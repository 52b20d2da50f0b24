"""Mending a storage from a machine that has what the storage lost: archives that are damaged or gone are sent again."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from maracdash.model.errors import StorageError
from maracdash.store.folder_names import SUBMISSIONS_FOLDER
from maracdash.store.storages.leases import take_lease
from maracdash.store.storages.storage import SharedFiles
from maracdash.store.storages.submission_archives import pack_folder, unpack_submission

ANOTHER = (
    "The storage has the submission {} where this folder has {}: they are of two records. Nothing was changed. Ask who "
    "knows the history of both."
)


def mend_storage(folder: Path, files: SharedFiles, whole: Iterable[str]) -> tuple[str, ...]:
    """Send again what the storage lacks of submissions, by their ids; those that were sent.

    `whole` are the ids of the folder's submissions that are as they were accepted; the caller holds the folder's lock.
    Raises OSError, and StorageError where the storage is of another record.
    """
    lease = take_lease(files)
    try:
        sent = []
        for submission in sorted(whole):
            name = f"{SUBMISSIONS_FOLDER}/{submission.partition('-')[0]}.zip"
            held = _read_id(files, name)
            if held == submission:
                continue
            if held:
                raise StorageError(ANOTHER.format(held, submission))
            lease.check()
            files.replace(name, pack_folder(folder / SUBMISSIONS_FOLDER / submission))
            sent.append(submission)
    finally:
        lease.give_back()
    return tuple(sent)


def _read_id(files: SharedFiles, name: str) -> str:
    """The id in an archive; none (an empty text) where there is no archive, or a damaged one."""
    found = files.read(name)
    if found is None:
        return ""
    with tempfile.TemporaryDirectory(prefix="maracdash-mend-") as place:
        try:
            return unpack_submission(found.content, Path(place) / "submission", name)
        except StorageError:
            return ""
