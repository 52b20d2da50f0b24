"""Connections to a release: one file open for reading, with what was read of it and answered from it."""

from __future__ import annotations

import ctypes
import time
import weakref
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from maracdash.model.answers import ReleaseNote
from maracdash.model.audiences import Audience
from maracdash.store.releases import release_files

MAX_CACHED = 384
"""Readings, and answers, of a release."""
AHEAD_SECONDS = 0.8
"""For reading a newer release before it is served: with the look at the pointer less than two seconds."""
Answer = TypeVar("Answer")


class ReleaseConnection:
    """One release file, open for reading. It is closed when its last user lets go of it."""

    def __init__(self, note: ReleaseNote, connection: duckdb.DuckDBPyConnection) -> None:
        self.note = note
        self._connection = connection
        self._read: dict[tuple[Callable[..., Any], tuple[Hashable, ...]], None] = {}
        # By a weak reference: a cycle would leave the file open until the next garbage collection.
        own = weakref.ref(self)
        self._cached_part = lru_cache(maxsize=MAX_CACHED)(partial(_read_weakly, own))
        self._cached_answer = lru_cache(maxsize=MAX_CACHED)(partial(_query_weakly, own))

    def rows(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of one query, on a cursor of its own: a shared connection gives threads each other's rows."""
        with self._connection.cursor() as cursor:
            return cursor.execute(sql, parameters).fetchall()

    def cached_part(self, question: Callable[..., Answer], *arguments: Hashable) -> Answer:
        """Return `question(self, *arguments)`, cached for this release: what many answers are made of."""
        reading: Answer = self._cached_part(question, *arguments)
        return reading

    def cached_answer(self, question: Callable[..., Answer], *arguments: Hashable, **named: Any) -> Answer:
        """Return `question(self, *arguments)`, cached for this release: a whole answer."""
        answer: Answer = self._cached_answer(question, *arguments, **named)
        return answer

    def note_reading(self, question: Callable[..., Any], arguments: tuple[Hashable, ...]) -> None:
        """Note what was read, for a newer release; of too much the first that is not the same for all pages goes."""
        self._read[question, arguments] = None
        if len(self._read) > MAX_CACHED:
            self._read.pop(next((each for each in list(self._read) if each[1]), (question, arguments)), None)

    def read_ahead(self, earlier: ReleaseConnection) -> None:
        """Read what was read of an earlier release, first what all pages need, for so long as nobody should wait.

        Else the first who ask of a new release would all wait for the same.
        """
        until = time.monotonic() + AHEAD_SECONDS
        for question, arguments in sorted(earlier._read, key=lambda each: bool(each[1])):
            if time.monotonic() > until:
                return
            with suppress(Exception):  # whoever asks for it will be told
                self.cached_part(question, *arguments)

    def close(self) -> None:
        """Close the file for everybody: later queries raise duckdb.Error."""
        self._connection.close()

    def abandon(self) -> None:
        """Never close the file: DuckDB crashes a forked child that closes what its parent opened."""
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(self._connection))


def _read_weakly(release: weakref.ref[ReleaseConnection], question: Callable[..., Any], *arguments: Hashable) -> Any:
    read = release()
    assert read is not None  # noqa: S101 - whoever asks holds it
    answer = question(read, *arguments)
    read.note_reading(question, arguments)
    return answer


def _query_weakly(
    release: weakref.ref[ReleaseConnection], question: Callable[..., Any], *arguments: Hashable, **named: Any
) -> Any:
    return question(release(), *arguments, **named)


def open_release(folder: Path, release: str, audience: Audience) -> ReleaseConnection:
    """Open a release for an audience. Raises OSError or duckdb.Error, as `release_files.open_release_files` says."""
    return ReleaseConnection(*release_files.open_release_files(folder, release, audience))
