"""The served release: opened read-only, swapped when the pointer moves, rebuilt when it is damaged."""

from __future__ import annotations

import ctypes
import logging
import os
import threading
import time
import weakref
from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from maracdash.model.answers import ReleaseNote
from maracdash.model.errors import CannotKeep, NoRelease
from maracdash.store.data_format import check_format
from maracdash.store.releases.build import recipe
from maracdash.store.releases.publish import FOLDER, POINTER, pointed, publish, reference
from maracdash.store.submissions.manifests import in_force, lock, submissions

LOOK_AGAIN_SECONDS = 0.5
REMEMBERED = 384
Answer = TypeVar("Answer")
LOG = logging.getLogger("maracdash.store")
READING: dict[str, str | bool | int | float | list[str]] = {
    "access_mode": "READ_ONLY",
    "enable_external_access": "false",
    "lock_configuration": "true",
    "threads": 1,
    "memory_limit": "512MB",
}


# Faults of the question or of the machine; DuckDB has no one error for a file whose bytes are not what it wrote.
NO_DAMAGE = (duckdb.DataError, duckdb.NotSupportedError, duckdb.OutOfMemoryException, duckdb.ProgrammingError)


class Opened:
    """One release file, open for reading. It is closed when its last user lets go of it."""

    def __init__(self, note: ReleaseNote, connection: duckdb.DuckDBPyConnection) -> None:
        self.note = note
        self._connection = connection
        # By a weak reference: a cycle would leave the file open until the next garbage collection.
        self._answer = lru_cache(maxsize=REMEMBERED)(partial(_asked, weakref.ref(self)))

    def rows(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of one query, on a cursor of its own: a shared connection gives threads each other's rows."""
        with self._connection.cursor() as cursor:
            return cursor.execute(sql, parameters).fetchall()

    def remembered(self, question: Callable[..., Answer], *arguments: Hashable, **named: Any) -> Answer:
        """The answer of `question(self, *arguments)`, from memory if this release gave it before."""
        answer: Answer = self._answer(question, *arguments, **named)
        return answer

    def close(self) -> None:
        """Shut the file for everybody: whoever still asks gets a duckdb.Error."""
        self._connection.close()

    def abandon(self) -> None:
        """Never close the file: DuckDB crashes a forked child that closes what its parent opened."""
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(self._connection))


class Releases:
    """The releases of one data folder. Safe between threads; opens anew in each process after a fork."""

    _opened: Opened | None
    _seen: tuple[int, int] | None
    _looked: float
    _pid: int

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._forget()

    def current(self) -> Opened:
        """The newest release; looks at the pointer at most twice a second. Raises NoRelease with a sentence."""
        if self._pid != os.getpid():
            if self._opened:
                self._opened.abandon()
            self._forget()
        if self._opened and time.monotonic() - self._looked < LOOK_AGAIN_SECONDS:
            return self._opened
        with self._lock:
            seen = self._pointer_state()
            if self._opened is None or seen != self._seen:
                self._opened = self._open()
                self._seen = self._pointer_state()
            self._looked = time.monotonic()
            return self._opened

    def remembered(self, question: Callable[..., Answer], *arguments: Hashable, **named: Any) -> Answer:
        """The answer of `question(release, *arguments)` on the newest release, from memory if it was given before.

        A release whose damage shows only now is rebuilt, once. Raises NoRelease, and what the question raises.
        """
        return self._answered(lambda release: release.remembered(question, *arguments, **named))

    def asked(self, question: Callable[..., Answer], *arguments: Any, **named: Any) -> Answer:
        """As `remembered`, but always asked again: for answers too large to keep."""
        return self._answered(lambda release: question(release, *arguments, **named))

    def _answered(self, ask: Callable[[Opened], Answer]) -> Answer:
        release = self.current()
        try:
            return ask(release)
        except NO_DAMAGE:
            raise
        except duckdb.Error as error:
            LOG.warning("release %s is damaged (%s): rebuilding it", release.note.id, type(error).__name__)
        mended = self._mended(release)
        try:
            return ask(mended)
        except duckdb.Error as error:
            raise NoRelease(f"The release is damaged, and so is the one rebuilt from it: {_line(error)}") from error

    def _mended(self, damaged: Opened) -> Opened:
        """The release that takes the damaged one's place."""
        with self._lock:
            if self._opened is damaged:
                self._opened = self._rebuilt(damaged.note.id)
                self._seen = self._pointer_state()
        return self.current()

    def _forget(self) -> None:
        """Nothing is open: at the start, and in a forked child, where the parent's lock may be held for ever."""
        self._lock = threading.Lock()
        self._opened = None
        self._looked = 0.0
        self._seen = None
        self._pid = os.getpid()

    def _pointer_state(self) -> tuple[int, int] | None:
        try:
            state = (self.folder / FOLDER / POINTER).stat()
        except OSError:
            return None
        return state.st_mtime_ns, state.st_ino

    def _open(self) -> Opened:
        check_format(self.folder)
        path = pointed(self.folder)
        if path is None and not in_force(self.folder):
            raise NoRelease("No data has been loaded yet. Load some with “maracdash load FILE”, or “maracdash demo”.")
        served = self._served()
        if served is None:
            broken = path.stem if path else "(none)"
            LOG.warning("release %s is damaged or of another version: building it again", broken)
        return served or self._rebuilt()

    def _served(self, damaged: str = "") -> Opened | None:
        """What the pointer names, if it is another than the damaged one and opens."""
        path = pointed(self.folder)
        if path is None or path.stem == damaged:
            return None
        try:
            return opened(path)
        except (duckdb.Error, OSError):
            return None

    def _rebuilt(self, damaged: str = "") -> Opened:
        """Under the folder's lock: one process builds, the others take what it built."""
        try:
            with lock(self.folder):
                return self._served(damaged) or self._published_again()
        except (CannotKeep, duckdb.Error, OSError) as error:
            raise NoRelease(f"The release is damaged and could not be rebuilt: {_line(error)}") from error

    def _published_again(self) -> Opened:
        broken = pointed(self.folder)
        if not submissions(self.folder):
            raise NoRelease("The release is damaged and there is no submission to rebuild it from.")
        publish(self.folder, afresh=True)
        path = pointed(self.folder)
        if path is None:
            raise NoRelease("Every submission was withdrawn: there is nothing to show.")
        if broken and broken != path:
            broken.unlink(missing_ok=True)
        return opened(path)


def _asked(release: weakref.ref[Opened], question: Callable[..., Any], *arguments: Hashable, **named: Any) -> Any:
    return question(release(), *arguments, **named)


def opened(path: Path) -> Opened:
    """A release file, open for reading.

    Raises OSError or duckdb.Error for one that is missing or damaged, or that another version of this program built:
    its tables may lack what today's questions ask for.
    """
    if not path.is_file():
        raise FileNotFoundError(path)
    connection = duckdb.connect(str(path), config=READING)
    columns = "id, published_at at time zone 'UTC', data_as_at at time zone 'UTC', demonstration, recipe"
    row = connection.execute(f"select {columns} from release").fetchone()  # noqa: S608
    if row is None:
        raise OSError(f"{path.name} names no release")
    if row[4] != recipe(reference()):
        raise OSError(f"{path.name} was built by another version of this program")
    note = ReleaseNote(id=row[0], published_at=row[1], data_as_at=row[2].date(), demonstration=row[3])
    return Opened(note, connection)


def _line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:300]
