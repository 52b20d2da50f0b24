"""Temporary folders: a killed process cannot clean up, so the next one does."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

REMOVAL_SECONDS = 2.0
PAUSE_SECONDS = 0.05


@dataclass(frozen=True, kw_only=True)
class TemporaryFolder:
    """A folder that is ours as long as its lock is held."""

    path: Path
    lock: BaseFileLock

    def remove(self) -> None:
        """Give the folder up."""
        remove_folder(self.path)
        with suppress(OSError):
            self.lock.release()


def make_temporary_folder(prefix: str, within: Path | None = None) -> TemporaryFolder:
    """A new folder in the system's temporary folder (or `within`), after removing those of dead processes.

    `prefix` begins the names of all that are for one use. Raises OSError.
    """
    parent = within or Path(tempfile.gettempdir())
    for left in _abandoned_folders(parent, prefix):
        left.remove()
    path = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    lock = _folder_lock(path)
    lock.acquire(timeout=0)
    return TemporaryFolder(path=path, lock=lock)


def remove_folder(path: Path, within: float = REMOVAL_SECONDS) -> None:
    """Remove a folder in which a process just killed may still write. The next program removes what is left."""
    end = time.monotonic() + within
    shutil.rmtree(path, ignore_errors=True)
    while path.exists() and time.monotonic() < end:
        time.sleep(PAUSE_SECONDS)
        shutil.rmtree(path, ignore_errors=True)


def _abandoned_folders(parent: Path, prefix: str) -> Iterator[TemporaryFolder]:
    for path in parent.glob(f"{prefix}*"):
        lock = _folder_lock(path)
        with suppress(OSError, Timeout):
            lock.acquire(timeout=0)
            yield TemporaryFolder(path=path, lock=lock)


def _folder_lock(path: Path) -> BaseFileLock:
    return FileLock(path / "lock", thread_local=False)
