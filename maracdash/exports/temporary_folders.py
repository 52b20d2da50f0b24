"""A folder of our own for Chromium's leavings: a killed process cannot clean up, so the next one does."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

PREFIX = "maracdash-png-"
LONGEST = 39  # Chromium puts a socket 68 characters further down, and a socket's path ends at 108.
SHORT = Path("/tmp")  # noqa: S108


@dataclass(frozen=True, kw_only=True)
class Scratch:
    """A folder that is ours as long as its lock is held."""

    path: Path
    lock: BaseFileLock

    def remove(self) -> None:
        """Give the folder up."""
        shutil.rmtree(self.path, ignore_errors=True)
        with suppress(OSError):
            self.lock.release()


def scratch(within: Path | None = None) -> Scratch:
    """A new folder in the system's temporary folder (or `within`), after removing those of dead processes."""
    parent = within or _temporary_folder()
    for left in _left_behind(parent):
        left.remove()
    path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
    lock = _lock(path)
    lock.acquire(timeout=0)
    return Scratch(path=path, lock=lock)


def _temporary_folder() -> Path:
    usual = Path(tempfile.gettempdir())
    return SHORT if len(str(usual)) > LONGEST and SHORT.is_dir() else usual


def _left_behind(parent: Path) -> Iterator[Scratch]:
    for path in parent.glob(f"{PREFIX}*"):
        lock = _lock(path)
        with suppress(OSError, Timeout):
            lock.acquire(timeout=0)
            yield Scratch(path=path, lock=lock)


def _lock(path: Path) -> BaseFileLock:
    return FileLock(path / "lock", thread_local=False)
