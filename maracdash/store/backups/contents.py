"""Contents of a backup: everything of a data folder but what is made again, waits for a day at most, or is in use.

What a later version adds to the folder is in its backups by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from maracdash.store import folder_files
from maracdash.store.backups.archives import Part
from maracdash.store.folder_names import (
    FOR_A_WHILE,
    OF_THE_STORAGE,
    POINTER_FILE,
    RELEASE_ENDING,
    RELEASE_FOLDERS,
    SUBMISSIONS_FOLDER,
)
from maracdash.store.storages.addresses import read_address

LEFT_OUT = frozenset({*FOR_A_WHILE, "lost+found", *OF_THE_STORAGE})
"""Uploads that wait for an answer, for a day at most; packs that are made again; what a disk of its own brings; and
what belongs to a storage that machines share: a backup is restored to a folder of its own."""
LOCK_ENDING = ".lock"
LOCK_FILE = "lock"


def list_parts(folder: Path, release: str, accounts: str) -> Iterator[Part]:
    """List the files of a folder that is in use, in an order that leaves a whole copy whatever happens meanwhile.

    The pointer first, then the log of releases, then what the log names: a submission never changes once it is
    there, so one that comes meanwhile is in it whole or not at all. `release` is what the pointer said; `accounts` the
    name of the database of accounts, which is copied by itself.
    """
    for each in RELEASE_FOLDERS if release else ():
        yield Part.of_bytes(f"{each}/{POINTER_FILE}", release.encode())
        yield Part.of_file(f"{each}/{release}{RELEASE_ENDING}", folder / each / f"{release}{RELEASE_ENDING}")
    for each in RELEASE_FOLDERS:
        for path in sorted((folder / each).glob("*.json")):
            yield Part.of_file(f"{each}/{path.name}", path)
    yield from _list_shared(folder)
    for relative in sorted(_list_files(folder, accounts), key=_submissions_last):
        yield Part.of_file(str(relative), folder / relative)


def _list_shared(folder: Path) -> Iterator[Part]:
    """Files beside the record in a storage that machines share; none of them lies in the folder."""
    for each in folder_files.list_files(folder, "") if read_address(folder) else ():
        if PurePosixPath(each.name).parts[0] in (*RELEASE_FOLDERS, *LEFT_OUT, SUBMISSIONS_FOLDER):
            continue
        if held := folder_files.read_file(folder, each.name):
            yield Part.of_bytes(each.name, held.content)


def _list_files(folder: Path, accounts: str) -> Iterator[PurePosixPath]:
    shared = bool(read_address(folder))
    for top in sorted(folder.iterdir()):
        if shared and top.name != SUBMISSIONS_FOLDER:
            continue
        if top.name in (*RELEASE_FOLDERS, *LEFT_OUT, LOCK_FILE) or (accounts and top.name.startswith(accounts)):
            continue
        found = sorted(top.rglob("*")) if top.is_dir() else [top]
        for path in found:
            relative = PurePosixPath(path.relative_to(folder).as_posix())
            if (
                path.is_file()
                and path.suffix != LOCK_ENDING
                and not any(each.startswith(".") for each in relative.parts)
            ):
                yield relative


def _submissions_last(path: PurePosixPath) -> tuple[bool, str]:
    return path.parts[0] == SUBMISSIONS_FOLDER, str(path)
