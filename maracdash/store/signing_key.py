"""The signing key for what browsers keep for us: one for a data folder, shared by every process."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

KEY_FILE = "signing-key"


def get_signing_key(folder: Path) -> bytes:
    """Get the folder's key, made on first use; one of this process alone where the folder takes no files."""
    path = folder / KEY_FILE
    with suppress(OSError):
        if not path.exists():
            _create_key(path)
        return path.read_bytes()
    return secrets.token_bytes(32)


def _create_key(path: Path) -> None:
    """Create the key whole at once and never replace it: the first of several processes wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{KEY_FILE}-{secrets.token_hex(8)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(32))
    with suppress(FileExistsError):
        os.link(beside, path)
    beside.unlink()
