"""The served release: opened read-only, swapped when the pointer moves, rebuilt when it is damaged."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from maracdash.model.answers import ReleaseNote
from maracdash.model.errors import CannotKeep, NoRelease
from maracdash.store.publish import FOLDER, POINTER, pointed, publish
from maracdash.store.submissions import lock

LOOK_AGAIN_SECONDS = 0.5
REMEMBERED = 1024
Answer = TypeVar("Answer")
LOG = logging.getLogger("maracdash.store")
READING: dict[str, str | bool | int | float | list[str]] = {
    "access_mode": "READ_ONLY",
    "enable_external_access": "false",
    "lock_configuration": "true",
    "threads": 1,
    "memory_limit": "512MB",
}


class Opened:
    """One release file, open for reading. It is closed when its last user lets go of it."""

    def __init__(self, note: ReleaseNote, connection: duckdb.DuckDBPyConnection) -> None:
        self.note = note
        self._connection = connection
        self._answer = lru_cache(maxsize=REMEMBERED)(self._asked)

    def rows(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of one query, on a cursor of its own: a shared connection gives threads each other's rows."""
        with self._connection.cursor() as cursor:
            return cursor.execute(sql, parameters).fetchall()

    def remembered(self, question: Callable[..., Answer], *arguments: Hashable) -> Answer:
        """The answer of `question(self, *arguments)`, from memory if this release gave it before."""
        answer: Answer = self._answer(question, *arguments)
        return answer

    def _asked(self, question: Callable[..., Any], *arguments: Hashable) -> Any:
        return question(self, *arguments)


class Releases:
    """The releases of one data folder. Safe between threads; opens anew in each process after a fork."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._opened: Opened | None = None
        self._pid = 0
        self._looked = 0.0
        self._seen: tuple[int, int] | None = None

    def current(self) -> Opened:
        """The newest release; looks at the pointer at most twice a second. Raises NoRelease with a sentence."""
        opened = self._opened
        if opened and self._pid == os.getpid() and time.monotonic() - self._looked < LOOK_AGAIN_SECONDS:
            return opened
        with self._lock:
            seen = self._pointer_state()
            if self._opened is None or self._pid != os.getpid() or seen != self._seen:
                self._opened, self._pid = self._open(), os.getpid()
                self._seen = self._pointer_state()
            self._looked = time.monotonic()
            return self._opened

    def _pointer_state(self) -> tuple[int, int] | None:
        try:
            state = (self.folder / FOLDER / POINTER).stat()
        except OSError:
            return None
        return state.st_mtime_ns, state.st_ino

    def _open(self) -> Opened:
        path = pointed(self.folder)
        if path is None:
            raise NoRelease("No data has been loaded yet. Load some with “maracdash load FILE”, or “maracdash demo”.")
        try:
            return opened(path)
        except (duckdb.Error, OSError) as error:
            LOG.warning("release %s cannot be read (%s): rebuilding it", path.name, type(error).__name__)
            return self._rebuilt()

    def _rebuilt(self) -> Opened:
        try:
            with lock(self.folder):
                path = pointed(self.folder)
                try:
                    if path:
                        return opened(path)  # another process was quicker
                except (duckdb.Error, OSError):
                    publish(self.folder, afresh=True)
            path = pointed(self.folder)
            if path:
                return opened(path)
        except (CannotKeep, duckdb.Error, OSError) as error:
            raise NoRelease(f"The release is damaged and could not be rebuilt: {error}") from error
        raise NoRelease("The release is damaged and there is nothing to rebuild it from.")


def opened(path: Path) -> Opened:
    """A release file, open for reading. Raises OSError or duckdb.Error for one that is missing or damaged."""
    if not path.is_file():
        raise FileNotFoundError(path)
    connection = duckdb.connect(str(path), config=READING)
    columns = "id, published_at at time zone 'UTC', data_as_at at time zone 'UTC', demonstration"
    row = connection.execute(f"select {columns} from release").fetchone()  # noqa: S608
    if row is None:
        raise OSError(f"{path.name} names no release")
    note = ReleaseNote(id=row[0], published_at=row[1], data_as_at=row[2].date(), demonstration=row[3])
    return Opened(note, connection)
