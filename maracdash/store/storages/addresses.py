"""Addresses of storages: the one that a data folder is a copy of is written in the folder itself.

So whoever works on the folder, with whichever settings, works on the same record.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from pkgutil import resolve_name

from maracdash.model.errors import MaracdashError
from maracdash.private_folders import make_private_folder
from maracdash.store import durable_files
from maracdash.store.folder_names import (
    ADDRESS_FILE,
    BESIDE_THE_RECORD,
    RELEASES_FOLDER,
    SAFE_RELEASES_FOLDER,
    SUBMISSIONS_FOLDER,
)
from maracdash.store.storages.data_folder import FolderStorage
from maracdash.store.storages.storage import SharedFiles, Storage

SCHEMES = ("s3://", "az://", "gs://")
OBJECT_FILES = "maracdash.store.storages.object_files:ObjectFiles"
OBJECT_STORAGE = "maracdash.store.storages.object_storage:ObjectStorage"
"""By their names, as few deployments need them: 16 MB of obstore."""
MAX_STORAGES = 16
OWN_RECORD = (SUBMISSIONS_FOLDER, RELEASES_FOLDER, SAFE_RELEASES_FOLDER, *BESIDE_THE_RECORD)
"""A folder that has any of these is no empty one."""


def find_storage(folder: Path) -> Storage:
    """Find the storage of a data folder: itself, where nothing else was ever set."""
    address = read_address(folder)
    return _open_storage(folder, address, os.getpid()) if address else FolderStorage(folder)


def read_address(folder: Path) -> str:
    """Read the address of the storage that a folder is a copy of; none (an empty text) for its own storage."""
    try:
        return (folder / ADDRESS_FILE).read_text(encoding="utf-8").strip().rstrip("/")
    except (FileNotFoundError, NotADirectoryError):
        return ""


def set_address(folder: Path, address: str) -> None:
    """Make an empty folder the copy of a storage, or check that it is. Raises MaracdashError and OSError."""
    check_address(folder, address)
    if not read_address(folder):
        write_address(folder, normalise_address(address))


def check_address(folder: Path, address: str) -> None:
    """Check that a folder is the copy of a storage, or may become one. Raises MaracdashError."""
    address, held = normalise_address(address), read_address(folder)
    if held == address:
        return
    if held:
        raise MaracdashError(
            f"The data folder {folder} is a copy of the storage {held}, and MARACDASH_STORAGE names {address}. Name "
            "another folder, or that storage."
        )
    if found := next((each for each in OWN_RECORD if (folder / each).exists()), None):
        raise MaracdashError(
            f"The data folder {folder} is a record of its own ({found} is in it), and MARACDASH_STORAGE names "
            f"{address}. Move it there with “maracdash storage move”, or name another folder."
        )


def write_address(folder: Path, address: str) -> None:
    """Write it, for a folder that holds what the storage holds. Raises OSError."""
    make_private_folder(folder)
    durable_files.replace_file(folder / ADDRESS_FILE, address.encode())


def normalise_address(address: str) -> str:
    """Write an address in the one way that is compared and kept. Raises MaracdashError for what is none."""
    scheme, _, place = address.strip().partition("://")
    bucket, *parts = place.split("/")
    if f"{scheme}://" not in SCHEMES or not bucket or "@" in place or "?" in place:
        raise MaracdashError(
            "MARACDASH_STORAGE must be an address such as s3://bucket/region, az://container/region or "
            "gs://bucket/region, without any key in it: keys come from variables such as AWS_ACCESS_KEY_ID."
        )
    return f"{scheme}://{'/'.join((bucket, *filter(None, parts)))}"


def explain_silence(folder: Path) -> str | None:
    """The sentence that says why the storage of a folder gave nothing last; None where it did. It is not asked."""
    return find_storage(folder).trouble or None


def open_files(address: str) -> SharedFiles:
    """Open the files at an address. Raises MaracdashError for what is no address, and OSError."""
    files: SharedFiles = resolve_name(OBJECT_FILES)(normalise_address(address))
    return files


def find_shared_files(folder: Path) -> SharedFiles:
    """Find the files of the storage that a folder is a copy of: who has waited for it in vain does not wait again."""
    return _open_shared_files(folder, read_address(folder), os.getpid())


@lru_cache(maxsize=MAX_STORAGES)
def _open_storage(folder: Path, address: str, process: int) -> Storage:
    """Once for each process."""
    storage: Storage = resolve_name(OBJECT_STORAGE)(folder, _open_shared_files(folder, address, process))
    return storage


@lru_cache(maxsize=MAX_STORAGES)
def _open_shared_files(_: Path, address: str, __: int) -> SharedFiles:
    return open_files(address)
