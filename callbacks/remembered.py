"""Answers that are remembered whole: written once for all that decides them, and packed.

They lie in a file that the processes of one server share, so that what one has written none writes again. SQLite, since
it lets one write while others read, and is in Python; a cache of a library would keep its answers longer than a server
lives.
"""

from __future__ import annotations

import atexit
import os
import sqlite3
import threading
from collections.abc import Callable, Hashable
from contextlib import closing, suppress
from hashlib import blake2b
from pathlib import Path

from callbacks.packing import Packed, pack
from maracdash.temporary_folders import make_temporary_folder

PREFIX = "maracdash-answers-"
FILE_NAME = "answers.sqlite"
MAX_SHARED, MAX_ALONE = 5000, 1000
"""Answers, of 4 to 30 kB: on the disk, or in the memory of a process that shares none."""
FORGETTING_EVERY = 50
"""Answers kept: to look for old ones takes as long as to keep one."""
WAIT_SECONDS = 0.05
"""For another process that writes; whoever waits longer writes its answer again the next time."""
SETTINGS = "pragma synchronous = off; pragma cache_size = -256;"
TABLE = """
pragma journal_mode = wal;
create table if not exists answer (number integer primary key, decided_by blob unique, packed blob not null);
"""
FIND = "select packed from answer where decided_by = ?"
KEEP = "insert or ignore into answer (decided_by, packed) values (?, ?)"
FORGET = "delete from answer where number <= (select max(number) from answer) - ?"


class Remembered:
    """The answers that were asked for last, by all that decides them. Safe between threads and after a fork.

    In a file, or without one in the memory of each process. One of a release that is served no more is crowded out in
    time; where nothing can be remembered, each answer is written anew.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._most = MAX_SHARED if file else MAX_ALONE
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        """One answer at a time: threads of Python that work at once take half as long again for each."""
        self._pid = 0
        self._opened: sqlite3.Connection | None = None
        if file:
            with closing(sqlite3.connect(file)) as first:
                first.executescript(TABLE)

    def answer(self, decided_by: Hashable, write: Callable[[], bytes]) -> Packed:
        """The answer that is decided by these, written where nobody has asked yet. Raises what writing it raises.

        What decides it is told apart by how Python writes it.
        """
        name = blake2b(repr(decided_by).encode(), digest_size=32).digest()
        packed = self._find(name)
        if packed is None:
            with self._writing:
                packed = self._find(name) or self._write(name, write)
        return packed

    def _write(self, name: bytes, write: Callable[[], bytes]) -> Packed:
        packed = pack(write())
        self._keep(name, packed)
        return packed

    def _find(self, name: bytes) -> Packed | None:
        with suppress(sqlite3.Error), self._lock:
            found = self._connection().execute(FIND, [name]).fetchone()
            return Packed(found[0]) if found else None
        return None

    def _keep(self, name: bytes, packed: Packed) -> None:
        with suppress(sqlite3.Error), self._lock, self._connection() as transaction:
            kept = transaction.execute(KEEP, [name, packed]).lastrowid or 0
            if kept % FORGETTING_EVERY == 0:
                transaction.execute(FORGET, [self._most])

    def _connection(self) -> sqlite3.Connection:
        """One for each process: a child must not use what its parent opened."""
        if self._opened is None or self._pid != os.getpid():
            self._opened = sqlite3.connect(self._file or ":memory:", timeout=WAIT_SECONDS, check_same_thread=False)
            self._opened.executescript(SETTINGS if self._file else TABLE)
            self._pid = os.getpid()
        return self._opened


def remember_together() -> Remembered:
    """Answers that this process shares with those it will fork; a folder for them that only they can read.

    Where no file can be written, each process remembers its own.
    """
    try:
        folder = make_temporary_folder(PREFIX)
        shared = Remembered(folder.path / FILE_NAME)
    except (OSError, sqlite3.Error):
        return Remembered()
    owner = os.getpid()
    atexit.register(lambda: folder.remove() if os.getpid() == owner else None)
    return shared
