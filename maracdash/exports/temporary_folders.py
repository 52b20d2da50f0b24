"""Temporary folders for Chromium's files: a killed process cannot clean up, so the next one does."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

PREFIX = "maracdash-png-"
LONGEST_PATH = 39  # Chromium puts a socket 68 characters further down, and a socket's path ends at 108.
SHORT_FOLDER = Path("/tmp")  # noqa: S108
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


def make_temporary_folder(within: Path | None = None) -> TemporaryFolder:
    """A new folder in the system's temporary folder (or `within`), after removing those of dead processes."""
    parent = within or _system_folder()
    for left in _abandoned_folders(parent):
        left.remove()
    path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
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


def _system_folder() -> Path:
    usual = Path(tempfile.gettempdir())
    return SHORT_FOLDER if len(str(usual)) > LONGEST_PATH and SHORT_FOLDER.is_dir() else usual


def _abandoned_folders(parent: Path) -> Iterator[TemporaryFolder]:
    for path in parent.glob(f"{PREFIX}*"):
        lock = _folder_lock(path)
        with suppress(OSError, Timeout):
            lock.acquire(timeout=0)
            yield TemporaryFolder(path=path, lock=lock)


def _folder_lock(path: Path) -> BaseFileLock:
    return FileLock(path / "lock", thread_local=False)
