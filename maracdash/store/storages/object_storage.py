"""An object store as the storage of many machines; each has a copy of the record and the release in a folder.

`submissions/000001.zip` is created only where it is not there, so no number is taken twice; `releases/current` is
replaced only where it still is what it was. A machine that is killed leaves whole objects or none.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock

from maracdash.model.errors import StorageError
from maracdash.private_folders import make_private_folder
from maracdash.store.folder_names import (
    LOG_ENDING,
    MAX_OTHER_VERSIONS,
    POINTER,
    RELEASE_ENDING,
    RELEASE_FOLDERS,
    RELEASES_FOLDER,
    SUBMISSIONS_FOLDER,
)
from maracdash.store.storages.folder_copies import BROKEN_POINTER, FolderCopy, read_name, read_pointers
from maracdash.store.storages.leases import PATIENCE_SECONDS, Lease, take_lease
from maracdash.store.storages.storage import Content, SharedFiles, advise_on_fault
from maracdash.store.storages.submission_archives import pack_folder

FETCH_LOCK = "fetch.lock"
RECORD_SECONDS = 30.0
"""So often submissions are looked for that are in no release yet: whoever kept them could not publish."""
RELEASE_FILE = re.compile(rf"(?:{'|'.join(RELEASE_FOLDERS)})/(release-[\w-]{{1,100}})\{RELEASE_ENDING}", re.ASCII)
MAX_RELEASES = 4
"""Files of releases in the store: the newest, and those that a slow machine may still be fetching."""
KEPT_MEANWHILE = "Another machine has kept a submission meanwhile. Nothing was kept; do the same again."
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


class ObjectStorage:
    """An object store, as one folder is a copy of it."""

    def __init__(self, folder: Path, files: SharedFiles) -> None:
        self.files = files
        self.trouble = ""
        """The sentence that says why nothing newer could be fetched last time; an empty text where it could."""
        self._folder = folder
        self._copy = FolderCopy(folder, files)
        self._lease: Lease | None = None
        self._pointers: dict[str, Content] = {}
        self._looked_at = 0.0
        self._doubt = ""

    @contextmanager
    def hold(self) -> Iterator[None]:
        """The folder's own lock is held by then, so there is one lease at a time in each folder."""
        lease = self._lease = self._take_lease()
        try:
            with self._reporting(), self._fetch_lock():
                self._take_newest()
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
                raise StorageError(KEPT_MEANWHILE)
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
        self.trouble = self._doubt = ""
        with suppress(OSError):
            self._pointers = read_pointers(self.files)
            self._remove_old_releases()

    def fetch(self, *, everything: bool = False) -> bool:
        with self._reporting(), self._fetch_lock():
            pointer = self.files.read(POINTER)
            release = read_name(pointer) if pointer else ""
            served = not release or self._copy.serves(release)
            if everything or not served or time.monotonic() - self._looked_at > RECORD_SECONDS:
                self._take_newest()
            broken = pointer is not None or self._copy.has_pointer()
            self._doubt = BROKEN_POINTER if broken and not self._copy.serves(release) else ""
            return not served and not self._doubt

    def _take_newest(self) -> None:
        self._pointers = self._copy.fetch_newest()
        self._looked_at = time.monotonic()

    def _take_lease(self) -> Lease:
        try:
            return take_lease(self.files)
        except OSError as error:
            raise StorageError(
                f"Nothing can be kept or published now: {error.strerror or error}. Nothing was changed; "
                f"{advise_on_fault(error)}."
            ) from error

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
            raise StorageError(f"{self.trouble} Nothing was changed; {advise_on_fault(error)}.") from error
        except StorageError as error:
            self.trouble = str(error)
            raise
        self.trouble = self._doubt

    def _remove_old_releases(self) -> None:
        """Remove pointers of versions that published long ago, and all releases but the newest few and those named.

        Each can be built again. Where that fails, the next publisher does it.
        """
        others = [(each.changed_at, name) for name, each in self._pointers.items() if name != POINTER]
        for _, name in sorted(others, reverse=True)[MAX_OTHER_VERSIONS + 1 :]:
            self.files.remove(name)
            del self._pointers[name]
        served = {read_name(each) for each in self._pointers.values()}
        found = [each for folder in RELEASE_FOLDERS for each in self.files.list_files(folder)]
        dated = sorted((each.changed_at, match[1]) for each in found if (match := RELEASE_FILE.fullmatch(each.name)))
        newest = [*dict.fromkeys(name for _, name in reversed(dated) if name not in served)]
        for release in newest[MAX_RELEASES - 1 :]:
            for each in RELEASE_FOLDERS:
                self.files.remove(f"{each}/{release}{RELEASE_ENDING}")

    def _fetch_lock(self) -> FileLock:
        """One thread of one process of this machine brings things here, or tells others of them."""
        make_private_folder(self._folder)
        return FileLock(self._folder / FETCH_LOCK, timeout=PATIENCE_SECONDS)
