"""Contents of a backup: everything of a data folder but what is made again, waits for a day at most, or is in use.

What a later version adds to the folder is in its backups by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from maracdash.store.backups.archives import Part
from maracdash.store.releases.publish import SAFE_RELEASES_FOLDER
from maracdash.store.releases.version_pointers import POINTER_FILE
from maracdash.store.submissions.logged_ids import RELEASES_FOLDER
from maracdash.store.submissions.manifests import SUBMISSIONS_FOLDER

RELEASE_FOLDERS = (RELEASES_FOLDER, SAFE_RELEASES_FOLDER)
LEFT_OUT = frozenset({"drafts", "pack-runs", "lost+found"})
"""Uploads that wait for an answer, for a day at most; packs that are made again; and what a disk of its own brings."""
LOCK_ENDING = ".lock"
LOCK_FILE = "lock"
RELEASE_ENDING = ".duckdb"


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
    for relative in sorted(_list_files(folder, accounts), key=_submissions_last):
        yield Part.of_file(str(relative), folder / relative)


def _list_files(folder: Path, accounts: str) -> Iterator[PurePosixPath]:
    for top in sorted(folder.iterdir()):
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
