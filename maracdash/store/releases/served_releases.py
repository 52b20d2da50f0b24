"""The served release of a data folder: opened read-only, swapped when the pointer moves, rebuilt when damaged."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from maracdash.model.audiences import Audience
from maracdash.model.errors import NoReleaseError, NothingLoadedError, StorageError
from maracdash.store.faults import describe_fault
from maracdash.store.releases import version_pointers
from maracdash.store.releases.connections import ReleaseConnection, open_release
from maracdash.store.releases.publish import (
    current_release_path,
    list_pointed,
    own_recipe,
    pointer_path,
    publish_release,
)
from maracdash.store.storages.addresses import find_storage
from maracdash.store.submissions.manifests import lock_folder, read_manifests, read_manifests_in_force

POINTER_CHECK_SECONDS = 0.5
Answer = TypeVar("Answer")
LOG = logging.getLogger("maracdash.store")

# Faults of the question or of the machine; DuckDB has no one error for a file whose bytes are not what it wrote.
ERRORS_WITHOUT_DAMAGE = (
    duckdb.DataError,
    duckdb.NotSupportedError,
    duckdb.OutOfMemoryException,
    duckdb.ProgrammingError,
)


class Releases:
    """The releases of one data folder for one audience.

    Safe between threads; opens anew in each process after a fork.
    """

    _opened: ReleaseConnection | None
    _pointer: tuple[int, int] | None
    _checked_at: float
    _pid: int

    def __init__(self, folder: Path, audience: Audience = Audience.FULL) -> None:
        self.folder = folder
        self.audience = audience
        self._reset()

    def current(self) -> ReleaseConnection:
        """The newest release of this version; checks the pointer at most twice a second.

        While one thread opens a newer one, all others go on with that which is served.

        Once a newer program has written to the folder it stays as it is, in every process alike. Raises NoReleaseError
        with a sentence, and NewerFormatError where it would have to be built of what this program cannot read.
        """
        if self._pid != os.getpid():
            if self._opened:
                self._opened.abandon()
            self._reset()
        served = self._opened
        if served and (time.monotonic() - self._checked_at < POINTER_CHECK_SECONDS or self._lock.locked()):
            return served
        with self._lock:
            seen = self._pointer_state()
            if self._opened is None or seen != self._pointer:
                opened = self._open()
                if self._opened:
                    opened.read_ahead(self._opened)
                self._opened, self._pointer = opened, seen  # as it was before: what came meanwhile is seen next time
            self._checked_at = time.monotonic()
            return self._opened

    def cached_answer(self, question: Callable[..., Answer], *arguments: Hashable, **named: Any) -> Answer:
        """Return `question(release, *arguments)` for the newest release, cached.

        A release whose damage shows only now is rebuilt, once. Raises NoReleaseError, and what the question raises.
        """
        return self._query_or_rebuild(lambda release: release.cached_answer(question, *arguments, **named))

    def query(self, question: Callable[..., Answer], *arguments: Any, **named: Any) -> Answer:
        """Return `question(release, *arguments)` for the newest release, uncached: for answers too large to keep."""
        return self._query_or_rebuild(lambda release: question(release, *arguments, **named))

    def _query_or_rebuild(self, ask: Callable[[ReleaseConnection], Answer]) -> Answer:
        release = self.current()
        try:
            return ask(release)
        except ERRORS_WITHOUT_DAMAGE:
            raise
        except duckdb.Error as error:
            LOG.warning("release %s is damaged (%s): rebuilding it", release.note.id, type(error).__name__)
        mended = self._repair(release)
        try:
            return ask(mended)
        except duckdb.Error as error:
            LOG.warning("release %s is damaged: %s: %s", mended.note.id, type(error).__name__, error)
            raise NoReleaseError(
                f"The release is damaged, and so is the one rebuilt from it: {describe_fault(error)}."
            ) from error

    def _repair(self, damaged: ReleaseConnection) -> ReleaseConnection:
        """Replace a damaged release and return its successor."""
        with self._lock:
            if self._opened is damaged:
                seen = self._pointer_state()
                self._opened, self._pointer = self._rebuild(damaged.note.id), seen
        return self.current()

    def _reset(self) -> None:
        """Nothing is open: at the start, and in a forked child, where the parent's lock may be held for ever."""
        self._lock = threading.Lock()
        self._opened = None
        self._checked_at = 0.0
        self._pointer = None
        self._pid = os.getpid()

    def _pointer_state(self) -> tuple[int, int] | None:
        try:
            state = pointer_path(self.folder, self.audience).stat()
        except OSError:
            return None
        return state.st_mtime_ns, state.st_ino

    def _open(self) -> ReleaseConnection:
        path = self._find_current()
        if path is None and not read_manifests_in_force(self.folder):
            raise NothingLoadedError
        served = self._open_current()
        if served is None:
            broken = path.stem if path else "(none)"
            LOG.warning("release %s is damaged or of another version: building it again", broken)
        return served or self._rebuild()

    def _find_current(self) -> Path | None:
        """Find the current release; where nothing is here yet, the storage may have one."""
        path = current_release_path(self.folder, self.audience)
        if path is not None:
            return path
        try:
            find_storage(self.folder).fetch()
        except StorageError as error:
            raise NoReleaseError(str(error)) from error
        return current_release_path(self.folder, self.audience)

    def _open_current(self, damaged: str = "") -> ReleaseConnection | None:
        """Open the release that the pointer names, if it is another than the damaged one and can be opened."""
        path = current_release_path(self.folder, self.audience)
        if path is None or path.stem == damaged:
            return None
        try:
            opened = open_release(self.folder, path.stem, self.audience)
        except (duckdb.Error, OSError):
            return None
        version_pointers.adopt_pointer(pointer_path(self.folder, self.audience).parent, own_recipe(), path.stem)
        return opened

    def _rebuild(self, damaged: str = "") -> ReleaseConnection:
        """Under the folder's lock: one process builds, the others take what it built."""
        try:
            with lock_folder(self.folder):
                return self._open_current(damaged) or self._republish()
        except (StorageError, duckdb.Error, OSError) as error:
            LOG.warning("the release could not be rebuilt: %s: %s", type(error).__name__, error)
            said = describe_fault(error).removesuffix(".")
            raise NoReleaseError(f"The release is damaged and could not be rebuilt: {said}.") from error

    def _republish(self) -> ReleaseConnection:
        broken = current_release_path(self.folder, self.audience)
        if not read_manifests(self.folder):
            raise NoReleaseError(
                "The release is damaged, or of another version of this program, and there is no submission to rebuild "
                "it from. Publish it again where the submissions are, and copy it here."
            )
        publish_release(self.folder, afresh=True)
        path = current_release_path(self.folder, self.audience)
        if path is None:
            raise NoReleaseError("Every submission was withdrawn: there is nothing to show.")
        if broken and broken.stem not in list_pointed(self.folder):
            broken.unlink(missing_ok=True)
        return open_release(self.folder, path.stem, self.audience)
