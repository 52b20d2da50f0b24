"""Moving a data folder into an object store, and the check that a store is fit to be one."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from maracdash.model.errors import StorageError
from maracdash.store.folder_names import (
    BESIDE_THE_RECORD,
    CHECKS_FOLDER,
    MOVING_FILE,
    POINTER,
    RELEASE_ENDING,
    RELEASE_FOLDERS,
    RELEASES_FOLDER,
    SUBMISSIONS_FOLDER,
    VERSION_POINTER_PREFIX,
)
from maracdash.store.storages import addresses
from maracdash.store.storages.data_folder import FolderFiles
from maracdash.store.storages.leases import take_lease
from maracdash.store.storages.storage import SharedFiles
from maracdash.store.storages.submission_archives import pack_folder

NOT_EMPTY = (
    "The storage {} holds {} already, which this folder has not. Name another place: nothing is ever moved over what "
    "is there."
)
UNFIT = (
    "The storage {} lets a file be {} that should be refused, so two machines could overwrite each other's "
    "submissions. Use a store with conditional writes."
)


def move_folder(folder: Path, address: str, key: bytes) -> int:
    """Move a folder into an empty storage; the caller holds the folder's lock. How many files were sent.

    `key` is the folder's own, by which its move is known from another's. Nobody keeps or fetches there meanwhile, and a
    move of the same folder that was cut short goes on. Raises OSError and StorageError.
    """
    files = addresses.open_files(address)
    check_files(files)
    lease = take_lease(files)
    try:
        _claim(files, key)
        sent = 0
        for name, path in _list_records(folder):
            lease.check()
            _send_once(files, name, path)
            sent += 1
        sent += _send_beside(folder, files)
        _point(folder, files)
        addresses.write_address(folder, files.address)
        files.remove(MOVING_FILE)
    finally:
        lease.give_back()
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


def _claim(files: SharedFiles, key: bytes) -> None:
    """Note which folder is being moved, by its key; another one's move, and a record that is there, are refused."""
    if not files.create(MOVING_FILE, hashlib.sha256(b"moved: " + key).hexdigest().encode()):
        raise StorageError(NOT_EMPTY.format(files.address, "what is being moved from another folder"))
    if files.read(POINTER):
        files.remove(MOVING_FILE)
        raise StorageError(NOT_EMPTY.format(files.address, "a release"))


def _send_once(files: SharedFiles, name: str, path: Path) -> None:
    """Send what is never changed; what is there must be the same."""
    if path.is_dir():
        if not files.create(name, pack_folder(path)):
            raise StorageError(NOT_EMPTY.format(files.address, name))
    else:
        files.send(name, path)


def _send_beside(folder: Path, files: SharedFiles) -> int:
    """Send what changes beside the record, and again what has changed meanwhile; how many files there are."""
    own = FolderFiles(folder)
    sent: dict[str, str] = {}
    while newer := [name for name in _list_beside(folder) if sent.get(name) != own.find_version(name)]:
        for name in newer:
            held = own.read(name)
            if held:
                files.replace(name, held.content)
                sent[name] = held.version
    return len(sent)


def _point(folder: Path, files: SharedFiles) -> None:
    """Point to the current release, for the version that built it and for all."""
    own = FolderFiles(folder)
    current = own.read(POINTER)
    if current is None:
        return
    for path in (folder / RELEASES_FOLDER).glob(f"{VERSION_POINTER_PREFIX}*"):
        if path.read_bytes() == current.content:
            files.replace(f"{RELEASES_FOLDER}/{path.name}", current.content)
    if not files.replace_version(POINTER, current.content, ""):
        raise StorageError(NOT_EMPTY.format(files.address, "a release"))


def _list_beside(folder: Path) -> Iterator[str]:
    for each in FolderFiles(folder).list_files(""):
        if PurePosixPath(each.name).parts[0] in BESIDE_THE_RECORD:
            yield each.name


def _list_records(folder: Path) -> Iterator[tuple[str, Path]]:
    """Submissions by the names of their archives, then the log that names them, then the current release."""
    submissions = folder / SUBMISSIONS_FOLDER
    for kept in sorted(submissions.iterdir()) if submissions.is_dir() else []:
        if not kept.name.startswith("."):
            yield f"{SUBMISSIONS_FOLDER}/{kept.name.partition('-')[0]}.zip", kept
    current = FolderFiles(folder).read(POINTER)
    served = current.content.decode("ascii", errors="replace") if current else ""
    for place in RELEASE_FOLDERS:
        for path in (*sorted((folder / place).glob("*.json")), folder / place / f"{served}{RELEASE_ENDING}"):
            if path.is_file():
                yield f"{place}/{path.name}", path
