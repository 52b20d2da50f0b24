"""Moving a data folder into an object store, and the check that a store is fit to be one."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from maracdash.model.errors import StorageError
from maracdash.store.folder_names import (
    POINTER_FILE,
    RELEASE_ENDING,
    RELEASES_FOLDER,
    SAFE_RELEASES_FOLDER,
    SUBMISSIONS_FOLDER,
    VERSION_POINTER_PREFIX,
)
from maracdash.store.storages import addresses
from maracdash.store.storages.data_folder import FolderFiles
from maracdash.store.storages.leases import LEASE_FILE
from maracdash.store.storages.storage import SharedFiles
from maracdash.store.storages.submission_archives import pack_folder

CHECKS_FOLDER = "checks"
POINTER = f"{RELEASES_FOLDER}/{POINTER_FILE}"
OWN_ENDINGS = (".lock", ".sqlite", ".sqlite-wal", ".sqlite-shm")
OWN_FILES = frozenset({"lock", LEASE_FILE, CHECKS_FOLDER, addresses.ADDRESS_FILE})
"""Of this machine, or of the storage: never moved, and in no backup."""
MOVED_APART = (SUBMISSIONS_FOLDER, RELEASES_FOLDER, SAFE_RELEASES_FOLDER, "drafts", "pack-runs")
"""Submissions go as archives, of releases the current one; uploads that wait, and packs, are made again."""
NOT_EMPTY = "The storage {} holds a release already. Name another one: nothing is ever moved over what is there."
UNFIT = (
    "The storage {} lets a file be {} that should be refused, so two machines could overwrite each other's "
    "submissions. Use a store with conditional writes."
)


def move_folder(folder: Path, address: str) -> int:
    """Move a folder into a storage that holds no release; the caller holds the folder's lock. How many files were sent.

    What a move that was cut short has left there is written again. Raises OSError and StorageError.
    """
    files = addresses.open_files(address)
    check_files(files)
    if files.read(POINTER):
        raise StorageError(NOT_EMPTY.format(address))
    sent = 0
    for name, content in _list_contents(folder):
        if isinstance(content, Path):
            files.send(name, content)
        else:
            files.replace(name, content)
        sent += 1
    pointer = FolderFiles(folder).read(POINTER)
    if pointer and not files.replace_version(POINTER, pointer.content, ""):
        raise StorageError(NOT_EMPTY.format(address))
    addresses.write_address(folder, address)
    return sent


def check_files(files: SharedFiles) -> None:
    """Check that a store refuses what it must refuse. Raises OSError, and StorageError with a sentence."""
    name, contents = f"{CHECKS_FOLDER}/{secrets.token_hex(8)}", [secrets.token_bytes(8) for _ in range(3)]
    files.create(name, contents[0])
    try:
        if files.create(name, contents[1]):
            raise StorageError(UNFIT.format(files.address, "created twice"))
        held = files.read(name)
        if held is None or not (version := files.replace_version(name, contents[1], held.version)):
            raise StorageError(f"The storage {files.address} lost a file that was written a moment before.")
        if version == held.version or files.replace_version(name, contents[2], held.version):
            raise StorageError(UNFIT.format(files.address, "replaced by somebody who has not seen its newest content"))
    finally:
        files.remove(name)


def _list_contents(folder: Path) -> Iterator[tuple[str, bytes | Path]]:
    """Everything that is moved: submissions before the log that names them."""
    for each in FolderFiles(folder).list_files(""):
        name = PurePosixPath(each.name)
        if name.parts[0] not in (*MOVED_APART, *OWN_FILES) and name.suffix not in OWN_ENDINGS:
            yield each.name, folder / each.name
    submissions = folder / SUBMISSIONS_FOLDER
    for kept in sorted(submissions.iterdir()) if submissions.is_dir() else []:
        if not kept.name.startswith("."):
            yield f"{SUBMISSIONS_FOLDER}/{kept.name.partition('-')[0]}.zip", pack_folder(kept)
    yield from _list_releases(folder)


def _list_releases(folder: Path) -> Iterator[tuple[str, Path]]:
    """The log, and the current release with the pointer of the version that built it, if that still names it."""
    current = FolderFiles(folder).read(POINTER)
    served = current.content.decode("ascii", errors="replace") if current else ""
    for place in (RELEASES_FOLDER, SAFE_RELEASES_FOLDER):
        for path in (*sorted((folder / place).glob("*.json")), folder / place / f"{served}{RELEASE_ENDING}"):
            if path.is_file():
                yield f"{place}/{path.name}", path
    for path in (folder / RELEASES_FOLDER).glob(f"{VERSION_POINTER_PREFIX}*"):
        if path.read_text(encoding="ascii", errors="replace") == served:
            yield f"{RELEASES_FOLDER}/{path.name}", path
