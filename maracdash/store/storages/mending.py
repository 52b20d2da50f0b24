"""Mending a storage from a machine that has what the storage lost: archives that are damaged or gone are sent again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from maracdash.model.errors import StorageError
from maracdash.store.folder_names import MOVING_FILE, SUBMISSIONS_FOLDER
from maracdash.store.storages.folder_copies import ARCHIVE, BEING_MOVED, BROKEN_POINTER, is_pointer_whole
from maracdash.store.storages.leases import take_lease
from maracdash.store.storages.storage import SharedFiles
from maracdash.store.storages.submission_archives import pack_folder, read_archive, read_id

ANOTHER = (
    "The storage has the submission {} where this folder has {}: they are of two records. Nothing was changed. Ask who "
    "knows the history of both."
)
LOST = "The storage has lost the submission {}, which is here. “maracdash storage mend” sends it again."
DAMAGED_HERE = "{} in the storage is damaged, and the submission {} is here. “maracdash storage mend” sends it again."
DAMAGED_ELSEWHERE = (
    "{} in the storage is damaged, and this machine has no such submission. “maracdash storage mend”, on one that has "
    "it, sends it again; so does a machine that a backup was restored to."
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
            name = _name_archive(submission)
            held = _read_archive(files, name)
            if held and read_id(held) != submission:
                raise StorageError(ANOTHER.format(read_id(held), submission))
            if held and _is_whole(held, folder, submission):
                continue
            lease.check()
            files.replace(name, pack_folder(folder / SUBMISSIONS_FOLDER / submission))
            sent.append(submission)
    finally:
        lease.give_back()
    return tuple(sent)


def list_losses(folder: Path, files: SharedFiles, whole: Iterable[str]) -> Iterator[str]:
    """List, as sentences, what the storage has lost or holds damaged; nothing is changed. Raises OSError.

    `whole` are the ids of the folder's submissions that are as they were accepted.
    """
    if files.read(MOVING_FILE):
        yield BEING_MOVED
        return
    here = {_name_archive(each): each for each in whole}
    there = {each.name for each in files.list_files(SUBMISSIONS_FOLDER) if ARCHIVE.fullmatch(each.name)}
    for name in sorted({*here, *there}):
        held, submission = _read_archive(files, name), here.get(name)
        if held is None and submission:
            yield LOST.format(submission)
        elif not held:
            yield DAMAGED_HERE.format(name, submission) if submission else DAMAGED_ELSEWHERE.format(name)
        elif submission and read_id(held) != submission:
            yield ANOTHER.format(read_id(held), submission)
        elif submission and not _is_whole(held, folder, submission):
            yield DAMAGED_HERE.format(name, submission)
    if not is_pointer_whole(files):
        yield BROKEN_POINTER


def _name_archive(submission: str) -> str:
    return f"{SUBMISSIONS_FOLDER}/{submission.partition('-')[0]}.zip"


def _read_archive(files: SharedFiles, name: str) -> Mapping[str, bytes] | None:
    """The files in an archive: none of a damaged one, and None where there is no archive."""
    found = files.read(name)
    if found is None:
        return None
    try:
        return read_archive(found.content, name)
    except StorageError:
        return {}


def _is_whole(held: Mapping[str, bytes], folder: Path, submission: str) -> bool:
    """Tell whether an archive has every file of the submission as it is here."""
    place = folder / SUBMISSIONS_FOLDER / submission
    paths = (each for each in place.rglob("*") if each.is_file())
    return all(held.get(each.relative_to(place).as_posix()) == each.read_bytes() for each in paths)
