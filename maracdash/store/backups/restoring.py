"""Restoring a backup into an empty folder: everything is unpacked and proved beside, then moved into its place."""

from __future__ import annotations

import os
import shutil
import uuid
from contextlib import nullcontext
from pathlib import Path

from maracdash.model.errors import BackupError, NewerFormatError
from maracdash.private_folders import make_private_folder
from maracdash.store import durable_files
from maracdash.store.backups import archives, encryption, verification
from maracdash.store.backups.archives import BLOCK_BYTES, BackupNote, HashingReader
from maracdash.store.data_format import check_folder_format
from maracdash.store.folder_names import RELEASE_FOLDERS

STAGING_PREFIX = ".restoring-"
"""Begins the name of what is unpacked and not in its place yet, which nothing else leaves in a data folder."""
IGNORED = frozenset({"lost+found"})
"""What a disk of its own brings."""
DAMAGED = (
    "{} is of a folder that was damaged already: {} Nothing was restored. Take an older backup; where there is none, "
    "--damaged restores this one as it is."
)


def restore_backup(backup: Path, folder: Path, key: Path | None, *, damaged: bool = False) -> BackupNote:
    """Restore a backup into a folder that is empty or not there yet. Raises BackupError; the folder is then as before.

    What was kept is held against the checksums of each submission first; `damaged` restores it all the same.
    Unpacked inside the folder itself, which may be a disk of its own: nothing can be moved into that at one stroke.
    """
    made = not folder.exists()
    _check_empty(folder)
    staging = folder / f"{STAGING_PREFIX}{uuid.uuid4().hex}"
    try:
        make_private_folder(folder)
        make_private_folder(staging)
        note = unpack_backup(backup, staging, key)
        if damages := () if damaged else verification.list_damages_in_force(staging, note.files):
            raise BackupError(DAMAGED.format(backup, damages[0]))
        for each in sorted(staging.iterdir(), key=_releases_last):
            each.rename(folder / each.name)
        durable_files.sync_path(folder)
    except OSError as error:
        raise BackupError(
            f"The backup could not be restored to {folder} ({error.strerror or error}). Make room there or mend the "
            "cause, empty the folder, then do the same again."
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if made and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return note


def unpack_backup(backup: Path, into: Path, key: Path | None) -> BackupNote:
    """Unpack a backup into an empty folder and prove that every file is as it was. Raises BackupError and OSError."""
    identity = encryption.read_key(key) if key else None
    try:
        encrypted = encryption.is_encrypted(backup)
        source = backup.open("rb")
    except OSError as error:
        raise BackupError(f"The backup {backup} cannot be read: {error.strerror}.") from error
    if encrypted and identity is None:
        source.close()
        raise BackupError(f"{backup} is encrypted. Name the file of its key with --key.")
    with source:
        opened = encryption.open_decrypting(source, identity) if encrypted and identity else nullcontext(source)
        with opened as stream:
            note = archives.read_archive(stream, lambda name, content: _write_file(into / name, content), str(backup))
            stream.read()  # to its end, so that the last block is proved too
    try:
        check_folder_format(into)
    except NewerFormatError as error:
        raise BackupError(
            f"{backup} is of a data folder of a newer version of this program. Install that version or a newer one."
        ) from error
    return note


def _check_empty(folder: Path) -> None:
    try:
        held = sorted(each.name for each in folder.iterdir() if each.name not in IGNORED) if folder.exists() else []
    except OSError as error:
        raise BackupError(f"{folder} cannot be read as a folder: {error.strerror}.") from error
    if any(each.startswith(STAGING_PREFIX) for each in held):
        raise BackupError(
            f"A restore to {folder} was cut short, and left {', '.join(held)} in it. If none is at work there and "
            "nobody has used the folder since, remove all of that, then do the same again."
        )
    if held:
        raise BackupError(
            f"{folder} is not empty ({held[0]} lies in it), and nothing is ever restored over what is there. Name an "
            "empty folder, or one that is not there yet."
        )


def _write_file(path: Path, content: HashingReader) -> None:
    make_private_folder(path.parent)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, durable_files.SECRET_MODE)
    with os.fdopen(handle, "wb") as file:
        while block := content.read(BLOCK_BYTES):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())


def _releases_last(path: Path) -> tuple[bool, str]:
    """Whoever looks meanwhile sees figures only once all that they are made of is there."""
    return path.name in RELEASE_FOLDERS, path.name
