"""An object store as the storage of many machines; each has a copy of the record and the release in a folder.

`submissions/000001.zip` is created only where it is not there, so no number is taken twice; `releases/current` is
replaced only where it still is what it was. A machine that is killed leaves whole objects or none.
"""

from __future__ import annotations

import errno
import re
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock

from maracdash.model.errors import StorageError
from maracdash.store import durable_files
from maracdash.store.folder_names import (
    FORMAT_FILE,
    INCOMING_PREFIX,
    LOG_ENDING,
    MOVING_FILE,
    POINTER_FILE,
    RELEASE_ENDING,
    RELEASE_NAME,
    RELEASES_FOLDER,
    SAFE_RELEASES_FOLDER,
    SUBMISSIONS_FOLDER,
)
from maracdash.store.storages.leases import Lease, take_lease
from maracdash.store.storages.storage import Content, SharedFiles
from maracdash.store.storages.submission_archives import DAMAGED, pack_folder, unpack_submission

FETCH_LOCK = "fetch.lock"
WAIT_SECONDS = 600.0
RECORD_SECONDS = 30.0
"""So often submissions are looked for that are in no release yet: whoever kept them could not publish."""
RELEASE_FOLDERS = (RELEASES_FOLDER, SAFE_RELEASES_FOLDER)
POINTER = f"{RELEASES_FOLDER}/{POINTER_FILE}"
ARCHIVE = re.compile(rf"{SUBMISSIONS_FOLDER}/(\d{{6,}})\.zip", re.ASCII)
LOG_ENTRY = re.compile(rf"(?:{'|'.join(RELEASE_FOLDERS)})/release-[\w-]{{1,100}}\{LOG_ENDING}", re.ASCII)
RELEASE_FILE = re.compile(rf"(?:{'|'.join(RELEASE_FOLDERS)})/(release-[\w-]{{1,100}})\{RELEASE_ENDING}", re.ASCII)
POINTERS = re.compile(rf"{RELEASES_FOLDER}/{POINTER_FILE}(?:-[0-9a-f]{{1,64}})?", re.ASCII)
MOST_RELEASES = 4
"""Files of releases in the store: the newest, and those that a slow machine may still be fetching."""
MOST_OTHER_VERSIONS = 2
TAKEN = "Another machine has kept a submission meanwhile. Nothing was kept; do the same again."
OVERTAKEN = "Another machine has published meanwhile. The next release has everything."
NOT_PUBLISHED = "What was accepted is kept, and the next release has it."
UNCERTAIN = (
    "The storage did not say whether it kept the submission. Do the same again: what is kept already is not kept twice."
)
KEPT_ELSEWHERE = (
    "The submission is kept in the storage, and counts, but this machine could not write its own copy ({}). Make room "
    "here or mend the disk, then do the same again: it is not kept twice."
)
SERVED_ELSEWHERE = (
    "The other machines have the new release, but this one could not point to it ({}). Make room here or mend the disk."
)
BEING_MOVED = (
    "A data folder is being moved to the storage, and nothing is kept or fetched until that is done. If it was cut "
    "short, give “maracdash storage move” again on the machine that has the folder."
)
MORE_HERE = (
    "The data folder {} holds the submission {}, and the storage does not. Nothing was changed. If the storage lost "
    "it, “maracdash storage mend” on this machine sends it again; if this folder is of another record, set up a new "
    "one."
)


class ObjectStorage:
    """An object store, as one folder is a copy of it."""

    def __init__(self, folder: Path, files: SharedFiles) -> None:
        self.files = files
        self.trouble = ""
        """The sentence that says why nothing newer could be fetched last time; an empty text where it could."""
        self._folder = folder
        self._lease: Lease | None = None
        self._pointers: dict[str, Content] = {}
        self._looked_at = 0.0

    @contextmanager
    def hold(self) -> Iterator[None]:
        """The folder's own lock is held by then, so there is one lease at a time in each folder."""
        lease = self._lease = self._take_lease()
        try:
            with self._reporting(), self._fetch_lock():
                self._fetch_newest()
            yield
        finally:
            self._lease = None
            lease.give_back()

    @contextmanager
    def keep_submission(self, submission: str, made: Path) -> Iterator[None]:
        number, content = submission.partition("-")[0], pack_folder(made)
        with self._fetch_lock():
            self._held().check()
            try:
                kept = self.files.create(f"{SUBMISSIONS_FOLDER}/{number}.zip", content)
            except OSError as error:
                raise StorageError(UNCERTAIN) from error
            if not kept:
                raise StorageError(TAKEN)
            try:
                yield
            except OSError as error:
                raise StorageError(KEPT_ELSEWHERE.format(error.strerror or error)) from error

    @contextmanager
    def publish(self, release: str, pointer: str) -> Iterator[None]:
        """The version's own pointer first: where that of all is new, the others have everything that it means."""
        lease = self._held()
        with self._fetch_lock():
            for each in RELEASE_FOLDERS:
                for ending in (RELEASE_ENDING, LOG_ENDING):
                    lease.check(NOT_PUBLISHED)
                    self.files.send(f"{each}/{release}{ending}", self._folder / each / f"{release}{ending}")
            for name in (f"{RELEASES_FOLDER}/{pointer}", POINTER):
                lease.check(NOT_PUBLISHED)
                held = self._pointers.get(name)
                if not self.files.replace_version(name, release.encode(), held.version if held else ""):
                    raise StorageError(OVERTAKEN)
            try:
                yield
            except OSError as error:
                raise StorageError(SERVED_ELSEWHERE.format(error.strerror or error)) from error
        with suppress(OSError):
            self._pointers = self._read_pointers()
            self._remove_old_releases()

    def fetch(self, *, everything: bool = False) -> bool:
        with self._reporting(), self._fetch_lock():
            pointer = self.files.read(POINTER)
            served = pointer is not None and self._serves(_read_name(pointer))
            due = everything or time.monotonic() - self._looked_at > RECORD_SECONDS
            if pointer is None or (served and not due):
                return False
            self._fetch_newest()
            return not served

    def _take_lease(self) -> Lease:
        try:
            return take_lease(self.files, WAIT_SECONDS)
        except OSError as error:
            raise StorageError(f"Nothing can be kept or published now: {error.strerror}. Try again later.") from error

    def _held(self) -> Lease:
        if self._lease is None:
            raise StorageError("Nobody keeps or publishes without the lease of the storage.")
        return self._lease

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        """Remember why nothing could be fetched, for whoever asks whether this machine is well."""
        try:
            yield
        except OSError as error:
            self.trouble = f"What other machines have kept could not be fetched: {error.strerror or error}."
            raise StorageError(f"{self.trouble} Nothing was changed; try again later.") from error
        except StorageError as error:
            self.trouble = str(error)
            raise
        self.trouble = ""

    def _serves(self, release: str) -> bool:
        try:
            named = (self._folder / POINTER).read_bytes().decode("ascii", errors="replace")
        except FileNotFoundError:
            return False
        return named == release and all(self._release_path(each, release).is_file() for each in RELEASE_FOLDERS)

    def _fetch_newest(self) -> None:
        """Fetch everything: each is listed before what it names, so that whatever comes meanwhile is more, never less.

        Pointers name logged releases, and the log names submissions.
        """
        if self.files.read(MOVING_FILE):
            raise StorageError(BEING_MOVED)
        self._pointers = self._read_pointers()
        logged = [each.name for folder in RELEASE_FOLDERS for each in self.files.list_files(folder)]
        if stated := self.files.read(FORMAT_FILE):
            self._write(FORMAT_FILE, stated.content)
        self._fetch_submissions()
        for name in logged:
            if LOG_ENTRY.fullmatch(name) and not (self._folder / name).is_file():
                self._download(name)
        self._fetch_releases()
        self._looked_at = time.monotonic()

    def _fetch_submissions(self) -> None:
        root = self._folder / SUBMISSIONS_FOLDER
        root.mkdir(parents=True, exist_ok=True)
        for left in root.glob(f"{INCOMING_PREFIX}fetched-*"):
            shutil.rmtree(left, ignore_errors=True)
        here = {each.name.partition("-")[0]: each.name for each in root.iterdir() if not each.name.startswith(".")}
        there = {
            found[1]: found[0]
            for each in self.files.list_files(SUBMISSIONS_FOLDER)
            if (found := ARCHIVE.fullmatch(each.name))
        }
        if more := sorted(set(here) - set(there)):
            raise StorageError(MORE_HERE.format(self._folder, here[more[0]]))
        for number in sorted(set(there) - set(here)):
            self._fetch_submission(there[number], number)

    def _fetch_submission(self, name: str, number: str) -> None:
        root = self._folder / SUBMISSIONS_FOLDER
        found = self.files.read(name)
        if found is None:
            raise FileNotFoundError(errno.ENOENT, f"the storage lacks {name}")
        beside = root / f"{INCOMING_PREFIX}fetched-{uuid.uuid4().hex}"
        submission = unpack_submission(found.content, beside, name)
        if submission.partition("-")[0] != number:
            raise StorageError(DAMAGED.format(name))
        durable_files.move_into_place(beside, root / submission)

    def _fetch_releases(self) -> None:
        """Fetch what the newest pointer names, and those of other versions, which serve from the same storage."""
        names = {path.rpartition("/")[2]: _read_name(each) for path, each in self._pointers.items()}
        for release in dict.fromkeys(names.values()):
            for each in RELEASE_FOLDERS:
                if not self._release_path(each, release).is_file():
                    self._download(f"{each}/{release}{RELEASE_ENDING}")
        for each in reversed(RELEASE_FOLDERS):  # a pointer of the full releases is the one that is looked at
            for name, release in names.items():
                self._write(f"{each}/{name}", release.encode())

    def _read_pointers(self) -> dict[str, Content]:
        """Pointers by their names in the store; that of all versions comes last."""
        found = {each.name for each in self.files.list_files(RELEASES_FOLDER)}
        names = sorted((name for name in found if POINTERS.fullmatch(name)), reverse=True)
        held = {name: self.files.read(name) for name in names}
        return {name: each for name, each in held.items() if each}

    def _release_path(self, each: str, release: str) -> Path:
        return self._folder / each / f"{release}{RELEASE_ENDING}"

    def _download(self, name: str) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{durable_files.HIDDEN_PREFIX}{uuid.uuid4().hex}")
        try:
            self.files.download(name, beside)
            durable_files.move_into_place(beside, path)
        finally:
            beside.unlink(missing_ok=True)

    def _write(self, name: str, content: bytes) -> None:
        path = self._folder / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            durable_files.replace_file(path, content)

    def _remove_old_releases(self) -> None:
        """Remove pointers of versions that published long ago, and all releases but the newest few and those named.

        Each can be built again. Where that fails, the next publisher does it.
        """
        others = [(each.changed_at, name) for name, each in self._pointers.items() if name != POINTER]
        for _, name in sorted(others, reverse=True)[MOST_OTHER_VERSIONS + 1 :]:
            self.files.remove(name)
            del self._pointers[name]
        served = {_read_name(each) for each in self._pointers.values()}
        found = [each for folder in RELEASE_FOLDERS for each in self.files.list_files(folder)]
        dated = sorted((each.changed_at, match[1]) for each in found if (match := RELEASE_FILE.fullmatch(each.name)))
        newest = [*dict.fromkeys(name for _, name in reversed(dated) if name not in served)]
        for release in newest[MOST_RELEASES - 1 :]:
            for each in RELEASE_FOLDERS:
                self.files.remove(f"{each}/{release}{RELEASE_ENDING}")

    def _fetch_lock(self) -> FileLock:
        """One thread of one process of this machine brings things here, or tells others of them."""
        self._folder.mkdir(parents=True, exist_ok=True)
        return FileLock(self._folder / FETCH_LOCK, timeout=WAIT_SECONDS)


def _read_name(pointer: Content) -> str:
    name = pointer.content.decode("ascii", errors="replace").strip()
    if not RELEASE_NAME.fullmatch(name):
        raise StorageError("The pointer to the release in the storage cannot be read. Restore it, or publish again.")
    return name
