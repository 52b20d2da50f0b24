"""Making a backup of a data folder that is in use: it holds nobody up, and what it leaves is a whole file or none."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from maracdash.model.errors import BackupError, StorageError
from maracdash.store import durable_files
from maracdash.store.backups import archives, contents, encryption, verification
from maracdash.store.backups.archives import BackupNote, Part
from maracdash.store.data_format import check_folder_format
from maracdash.store.folder_names import SUBMISSIONS_FOLDER
from maracdash.store.releases.publish import current_release_path
from maracdash.store.storages.addresses import find_storage

DAMAGED = (
    "{} No backup was made, as it would be of a damaged folder. To make one all the same, add --damaged, and keep the "
    "backups of before."
)


def make_backup(
    folder: Path,
    to: Path,
    settings: Mapping[str, str],
    recipient: str,
    accounts: tuple[str, Path | None],
    *,
    damaged: bool = False,
) -> BackupNote:
    """Make a backup in a new file, encrypted where a public key is given.

    `accounts` are the name that their database has in the folder, and a copy of it, if it is to be in the backup. What
    was copied is held against the checksums of each submission, and `damaged` keeps it though something that counts is
    damaged. Raises BackupError, and NewerFormatError.
    """
    check_folder_format(folder)
    _fetch_newest(folder)
    _check_target(folder, to)
    key = encryption.read_recipient(recipient) if recipient else None
    name, copy = accounts
    current = current_release_path(folder)
    release = current.stem if current and current.is_file() else ""

    def describe(files: Mapping[str, str]) -> BackupNote:
        return BackupNote(
            made_at=datetime.now(UTC),
            program=version("maracdash"),
            release=release,
            accounts=copy is not None,
            settings=settings,
            files=files,
        )

    beside = to.with_name(f"{durable_files.HIDDEN_PREFIX}{uuid.uuid4().hex}")
    try:
        durable_files.write_new_file(beside, b"", durable_files.SECRET_MODE)
        with beside.open("wb") as file, encryption.open_encrypting(file, key) if key else nullcontext(file) as stream:
            copied = [Part.of_file(name, copy)] if copy else []
            parts = (part for several in (copied, contents.list_parts(folder, release, name)) for part in several)
            note = archives.write_archive(stream, parts, describe)
        if damages := () if damaged else verification.list_damages_in_force(folder, note.files):
            raise BackupError(DAMAGED.format(damages[0]))
        durable_files.move_into_place(beside, to)
    except OSError as error:
        raise BackupError(
            f"The backup could not be written ({error.strerror or error}). Nothing was left in {to.parent}; make room "
            "there or mend the cause, then do the same again."
        ) from error
    finally:
        beside.unlink(missing_ok=True)
    return note


def _fetch_newest(folder: Path) -> None:
    try:
        find_storage(folder).fetch(everything=True)
    except StorageError as error:
        raise BackupError(f"No backup was made. {error}") from error


def _check_target(folder: Path, to: Path) -> None:
    if not (folder / SUBMISSIONS_FOLDER).is_dir():
        raise BackupError(
            f"{folder} holds no submissions, so there is nothing to back up. A folder of safe figures alone is a copy: "
            "back up the one it was made of."
        )
    if not to.parent.is_dir():
        raise BackupError(
            f"There is no folder {to.parent}, so no backup was made. Create it, or name a file in another folder."
        )
    if to.exists():
        raise BackupError(f"{to} is there already, and no backup is ever written over. Name a new file.")
    if folder.resolve() in to.resolve().parents:
        raise BackupError(f"{to} lies in the data folder itself. Name a file elsewhere, best on another disk.")
