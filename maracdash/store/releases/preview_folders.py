"""Temporary folders of previews: a killed process cannot remove its own, so the next preview does."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

PREFIX = "maracdash-preview-"
LOCK_ENDING = ".lock"


@contextmanager
def make_preview_folder() -> Iterator[Path]:
    """Make a folder that only its owner can read, after removing those of dead processes; it is gone at the end.

    A lock beside it says that its process lives, and is taken before the folder is there. Raises OSError.
    """
    system = Path(tempfile.gettempdir())
    for left in system.glob(f"{PREFIX}*{LOCK_ENDING}"):
        with suppress(OSError, Timeout), FileLock(left, timeout=0):
            _remove(left)
    path = system / f"{PREFIX}{uuid.uuid4().hex}"
    lock = path.with_suffix(LOCK_ENDING)
    with FileLock(lock):
        try:
            path.mkdir(mode=0o700)
            yield path
        finally:
            _remove(lock)


def _remove(lock: Path) -> None:
    """Remove a folder and its lock, which is held."""
    shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
    lock.unlink(missing_ok=True)
