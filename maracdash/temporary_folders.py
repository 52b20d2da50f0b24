"""Temporary folders: a killed process cannot clean up, so the next one does."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

LOCK_ENDING = ".lock"
REMOVAL_SECONDS = 2.0
PAUSE_SECONDS = 0.05
MAX_TAKEN_NAMES = 50


@dataclass(frozen=True, kw_only=True)
class TemporaryFolder:
    """A folder that is ours as long as the lock beside it is held."""

    path: Path
    lock: BaseFileLock

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.remove()

    def remove(self) -> None:
        """Give the folder up. Its lock tells the next program of one that could not be removed."""
        remove_folder(self.path)
        if not self.path.exists():
            Path(self.lock.lock_file).unlink(missing_ok=True)
        with suppress(OSError):
            self.lock.release()


def make_temporary_folder(prefix: str, within: Path | None = None) -> TemporaryFolder:
    """A new folder in the system's temporary folder (or `within`), after removing those of dead processes.

    Only its owner can read it. `prefix` begins the names of all that are for one use. Its lock is taken before it is
    there, so that nobody else finds it without one. Raises OSError.
    """
    parent = within or Path(tempfile.gettempdir())
    for left in parent.glob(f"{prefix}*{LOCK_ENDING}"):
        with suppress(OSError, Timeout):
            _take(left.with_suffix("")).remove()
    taken = _take_new_name(parent, prefix)
    taken.path.mkdir(mode=0o700)
    return taken


def remove_folder(path: Path, within: float = REMOVAL_SECONDS) -> None:
    """Remove a folder in which a process just killed may still write. The next program removes what is left."""
    end = time.monotonic() + within
    shutil.rmtree(path, ignore_errors=True)
    while path.exists() and time.monotonic() < end:
        time.sleep(PAUSE_SECONDS)
        shutil.rmtree(path, ignore_errors=True)


def _take_new_name(parent: Path, prefix: str) -> TemporaryFolder:
    """Take a name that nobody has. Raises OSError.

    Whoever removes what is left sees a lock before its maker holds it, and may be quicker: the next name is tried.
    """
    for _ in range(MAX_TAKEN_NAMES):
        with suppress(Timeout):
            return _take(parent / f"{prefix}{secrets.token_hex(4)}")
    return _take(parent / f"{prefix}{secrets.token_hex(4)}")


def _take(path: Path) -> TemporaryFolder:
    """Take a folder of that name, whether it is there or not. Raises OSError and Timeout."""
    lock = FileLock(f"{path}{LOCK_ENDING}", thread_local=False)
    lock.acquire(timeout=0)
    return TemporaryFolder(path=path, lock=lock)
