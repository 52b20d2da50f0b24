"""A copy of a storage in a folder: what other machines have kept and published is fetched into it.

Everything is listed before what it names, so that whatever comes meanwhile is more, never less: pointers name logged
releases, and the log names submissions.
"""

from __future__ import annotations

import errno
import re
import shutil
import uuid
from collections.abc import Mapping
from pathlib import Path

from maracdash.model.errors import StorageError
from maracdash.store import durable_files
from maracdash.store.folder_names import (
    FORMAT_FILE,
    INCOMING_PREFIX,
    LOG_ENDING,
    MOVING_FILE,
    POINTER,
    POINTER_FILE,
    RELEASE_ENDING,
    RELEASE_FOLDERS,
    RELEASE_NAME,
    RELEASES_FOLDER,
    SUBMISSIONS_FOLDER,
)
from maracdash.store.storages.storage import Content, SharedFiles
from maracdash.store.storages.submission_archives import DAMAGED, unpack_submission

ARCHIVE = re.compile(rf"{SUBMISSIONS_FOLDER}/(\d{{6,}})\.zip", re.ASCII)
LOG_ENTRY = re.compile(rf"(?:{'|'.join(RELEASE_FOLDERS)})/release-[\w-]{{1,100}}\{LOG_ENDING}", re.ASCII)
POINTERS = re.compile(rf"{RELEASES_FOLDER}/{POINTER_FILE}(?:-[0-9a-f]{{1,64}})?", re.ASCII)
BEING_MOVED = (
    "A data folder is being moved to the storage, and nothing is kept or fetched until that is done. If it was cut "
    "short, give “maracdash storage move” again on the machine that has the folder."
)
MORE_HERE = (
    "The data folder {} holds the submission {}, and the storage does not. Nothing was changed. If the storage lost "
    "it, “maracdash storage mend” on this machine sends it again; if this folder is of another record, set up a new "
    "one."
)
BROKEN_POINTER = (
    "The pointer to the release in the storage names none that is there. Each machine serves the release that it has; "
    "“maracdash storage mend” publishes it again, and so does the next submission."
)


class FolderCopy:
    """The copy in one folder. Everything raises OSError, and StorageError with a sentence."""

    def __init__(self, folder: Path, files: SharedFiles) -> None:
        self._folder = folder
        self._files = files

    def serves(self, release: str) -> bool:
        """Tell whether this is the release that the folder's pointer names, and its files are here."""
        try:
            named = (self._folder / POINTER).read_bytes().decode("ascii", errors="replace")
        except FileNotFoundError:
            return False
        return named == release and self._holds(release)

    def has_pointer(self) -> bool:
        """Tell whether a release was ever fetched or published here."""
        return (self._folder / POINTER).is_file()

    def fetch_newest(self) -> dict[str, Content]:
        """Fetch everything that is not here yet; the pointers that it was fetched by.

        One that names no release that is there counts as none: whoever publishes next replaces it.
        """
        if self._files.read(MOVING_FILE):
            raise StorageError(BEING_MOVED)
        pointers = read_pointers(self._files)
        logged = [each.name for folder in RELEASE_FOLDERS for each in self._files.list_files(folder)]
        if stated := self._files.read(FORMAT_FILE):
            self._write(FORMAT_FILE, stated.content)
        self._fetch_submissions()
        for name in logged:
            if LOG_ENTRY.fullmatch(name) and not (self._folder / name).is_file():
                self._download(name)
        self._fetch_releases(pointers)
        return pointers

    def _fetch_submissions(self) -> None:
        root = self._folder / SUBMISSIONS_FOLDER
        root.mkdir(parents=True, exist_ok=True)
        for left in root.glob(f"{INCOMING_PREFIX}fetched-*"):
            shutil.rmtree(left, ignore_errors=True)
        here = {each.name.partition("-")[0]: each.name for each in root.iterdir() if not each.name.startswith(".")}
        there = {
            found[1]: found[0]
            for each in self._files.list_files(SUBMISSIONS_FOLDER)
            if (found := ARCHIVE.fullmatch(each.name))
        }
        if more := sorted(set(here) - set(there)):
            raise StorageError(MORE_HERE.format(self._folder, here[more[0]]))
        for number in sorted(set(there) - set(here)):
            self._fetch_submission(there[number], number)

    def _fetch_submission(self, name: str, number: str) -> None:
        root = self._folder / SUBMISSIONS_FOLDER
        found = self._files.read(name)
        if found is None:
            raise FileNotFoundError(errno.ENOENT, f"the storage lacks {name}")
        beside = root / f"{INCOMING_PREFIX}fetched-{uuid.uuid4().hex}"
        submission = unpack_submission(found.content, beside, name)
        if submission.partition("-")[0] != number:
            raise StorageError(DAMAGED.format(name))
        durable_files.move_into_place(beside, root / submission)

    def _fetch_releases(self, pointers: Mapping[str, Content]) -> None:
        """Fetch what the newest pointer names, and those of other versions, which serve from the same storage."""
        named = {path.rpartition("/")[2]: read_name(each) for path, each in pointers.items()}
        names = {name: release for name, release in named.items() if release and self._fetch_release(release)}
        for each in reversed(RELEASE_FOLDERS):  # a pointer of the full releases is the one that is looked at
            for name, release in names.items():
                self._write(f"{each}/{name}", release.encode())

    def _fetch_release(self, release: str) -> bool:
        """Fetch the files of a release that are not here yet; False where the storage lacks one."""
        try:
            for each in RELEASE_FOLDERS:
                if not self._release_path(each, release).is_file():
                    self._download(f"{each}/{release}{RELEASE_ENDING}")
        except FileNotFoundError:
            return False
        return True

    def _holds(self, release: str) -> bool:
        return all(self._release_path(each, release).is_file() for each in RELEASE_FOLDERS)

    def _release_path(self, each: str, release: str) -> Path:
        return self._folder / each / f"{release}{RELEASE_ENDING}"

    def _download(self, name: str) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{durable_files.HIDDEN_PREFIX}{uuid.uuid4().hex}")
        try:
            self._files.download(name, beside)
            durable_files.move_into_place(beside, path)
        finally:
            beside.unlink(missing_ok=True)

    def _write(self, name: str, content: bytes) -> None:
        path = self._folder / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            durable_files.replace_file(path, content)


def read_pointers(files: SharedFiles) -> dict[str, Content]:
    """Pointers by their names in the store; that of all versions comes last."""
    found = {each.name for each in files.list_files(RELEASES_FOLDER)}
    names = sorted((name for name in found if POINTERS.fullmatch(name)), reverse=True)
    held = {name: files.read(name) for name in names}
    return {name: each for name, each in held.items() if each}


def read_name(pointer: Content) -> str:
    """Read the release that a pointer names; an empty text for one that is damaged."""
    name = pointer.content.decode("ascii", errors="replace").strip()
    return name if RELEASE_NAME.fullmatch(name) else ""


def is_pointer_whole(files: SharedFiles) -> bool:
    """Tell whether the pointer names a release that is there, or nothing was published yet. Raises OSError."""
    pointer = files.read(POINTER)
    if pointer is None:
        return not any(LOG_ENTRY.fullmatch(each.name) for each in files.list_files(RELEASES_FOLDER))
    name = read_name(pointer)
    return bool(name) and all(files.find_version(f"{each}/{name}{RELEASE_ENDING}") for each in RELEASE_FOLDERS)
