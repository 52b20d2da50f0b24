"""Files that survive a crash: whole and on the disk when a function returns, or not there at all."""

from __future__ import annotations

import errno
import os
import shutil
import uuid
from collections.abc import Mapping
from pathlib import Path

HIDDEN_PREFIX = ".writing-"
"""Begins the names of what is not whole yet."""
SECRET_MODE = 0o600
LINE_END = b"\n"


def write_new_file(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Write a file that must not be there yet. Raises OSError. Its name is durable once its folder is synced."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace_file(path: Path, content: bytes) -> None:
    """Replace a file; a reader sees the old or the new one. Raises OSError."""
    beside = _hidden_path(path)
    try:
        write_new_file(beside, content)
        move_into_place(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def create_secret(path: Path, content: bytes) -> bool:
    """Create a file that only its owner can read, whole at once; False where it is there: the first of several wins.

    Raises OSError.
    """
    return create_file(path, content, SECRET_MODE)


def create_file(path: Path, content: bytes, mode: int = 0o666) -> bool:
    """Create a file, whole at once; False where it is there: the first of several wins. Raises OSError."""
    beside = _hidden_path(path)
    try:
        write_new_file(beside, content, mode)
        os.link(beside, path)
        sync_path(path.parent)
    except FileExistsError:
        return False
    else:
        return True
    finally:
        beside.unlink(missing_ok=True)


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder of files that must not be there yet; nobody sees it in part. Raises OSError."""
    beside = _hidden_path(path)
    try:
        beside.mkdir()
        for name, content in files.items():
            write_new_file(beside / name, content)
        move_into_place(beside, path)
    except OSError:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def move_into_place(beside: Path, path: Path) -> None:
    """Move a whole file or folder to its name, durably. Raises OSError."""
    sync_path(beside)
    beside.replace(path)
    sync_path(path.parent)


def sync_path(path: Path) -> None:
    """Sync a file, or the names in a folder, to the disk. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def append_line(path: Path, line: str) -> None:
    """Append a line to a file that only ever grows, durably; one write, so that lines of two processes never mix.

    Raises OSError, also where the disk had room for a part of the line: the next line does not go on with that.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, SECRET_MODE)
    try:
        size = os.fstat(handle).st_size
        is_torn = size > 0 and os.pread(handle, 1, size - 1) != LINE_END
        content = (LINE_END if is_torn else b"") + line.encode() + LINE_END
        if os.write(handle, content) < len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        os.fsync(handle)
    finally:
        os.close(handle)


def _hidden_path(path: Path) -> Path:
    return path.with_name(f"{HIDDEN_PREFIX}{uuid.uuid4().hex}")
