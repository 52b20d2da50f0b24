"""The key that signs what browsers keep for us: one for a data folder, so that every process reads the others'."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

FILE = "signing-key"


def signing_key(folder: Path) -> bytes:
    """The folder's key, made when it is first asked for; one of this process where the folder takes no files."""
    path = folder / FILE
    with suppress(OSError):
        if not path.exists():
            _make(path)
        return path.read_bytes()
    return secrets.token_bytes(32)


def _make(path: Path) -> None:
    """Whole at once and never replaced: the first of several processes wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{FILE}-{secrets.token_hex(8)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(32))
    with suppress(FileExistsError):
        os.link(beside, path)
    beside.unlink()
