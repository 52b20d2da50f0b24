"""Folders of the deployment's own data: whichever part of the program comes first makes them, and all in one way."""

from __future__ import annotations

from pathlib import Path

FOR_OWNER = 0o700


def make_private_folder(path: Path) -> None:
    """Make a folder that only its owner can look into; one that is there stays as it is. Raises OSError."""
    path.mkdir(mode=FOR_OWNER, parents=True, exist_ok=True)
