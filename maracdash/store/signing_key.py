"""The signing key for what browsers keep for us: one for a data folder, shared by every process."""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path

from maracdash.model.errors import MaracdashError
from maracdash.store import folder_files

KEY_FILE = "signing-key"
KEY_BYTES = 32


def get_signing_key(folder: Path) -> bytes:
    """Get the folder's key, made on first use; one of this process alone where the folder takes no files."""
    path = folder / KEY_FILE
    with suppress(OSError, MaracdashError):
        if not path.exists():
            folder_files.create_secret(folder, KEY_FILE, secrets.token_bytes(KEY_BYTES))
        return path.read_bytes()
    return secrets.token_bytes(KEY_BYTES)
