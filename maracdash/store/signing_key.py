"""The key of a data folder, shared by every process: signs what browsers keep for us, and seals second factors."""

from __future__ import annotations

import secrets
from pathlib import Path

from maracdash.model.errors import MaracdashError, StorageError
from maracdash.store import folder_files
from maracdash.store.folder_names import KEY_FILE
from maracdash.store.storages.addresses import read_address
from maracdash.store.storages.data_folder import FolderFiles

KEY_BYTES = 32
THE_KEY = "The key of this dashboard, signing-key in its data folder,"


def get_signing_key(folder: Path) -> bytes:
    """Get the folder's key, made on first use; one of this process alone where a folder takes no files.

    Raises StorageError for one of a storage that machines share and that does not answer: the others have that key.
    """
    try:
        return get_lasting_key(folder)
    except MaracdashError:
        if read_address(folder):
            raise
        return secrets.token_bytes(KEY_BYTES)


def find_key(folder: Path) -> bytes | None:
    """Find the folder's key; None where there is none yet. Raises StorageError."""
    try:
        found = folder_files.read_file(folder, KEY_FILE)
    except OSError as error:
        raise StorageError(f"{THE_KEY} cannot be used: {error.strerror}.") from error
    return found.content if found else None


def get_lasting_key(folder: Path) -> bytes:
    """Get the folder's key, made on first use, for what must be readable for longer than a process lives.

    Raises StorageError where the folder takes no files or the key is damaged, and NewerFormatError.
    """
    own = FolderFiles(folder)
    try:
        found = folder_files.read_file(folder, KEY_FILE)
        if found is None:
            folder_files.create_secret(folder, KEY_FILE, secrets.token_bytes(KEY_BYTES))
            found = folder_files.read_file(folder, KEY_FILE)
        if found and read_address(folder):
            own.create(KEY_FILE, found.content)  # for when the storage does not answer
    except OSError as error:
        found = own.read(KEY_FILE) if read_address(folder) else None
        if found is None:
            raise StorageError(f"{THE_KEY} cannot be used: {error.strerror}.") from error
    if found is None or len(found.content) < KEY_BYTES:
        raise StorageError(f"{THE_KEY} is damaged. Restore it from a backup, or remove it.")
    return found.content
